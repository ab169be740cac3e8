"""Institutions that a country's name makes, and names that the user gave."""

from __future__ import annotations

import re

import pytest
import spacy
from spacy.tokens import Doc

from kgraph.mentions.institutions import institutions, made_of_country, wars
from kgraph.mentions.told import with_told
from kgraph.types import Document, Mention, Span


def marked(text: str) -> tuple[Doc, Document, list[Mention]]:
    """A Doc without annotation, and a GPE mention for each "[name]", an adjective if it ends in "*"."""
    plain, mentions = "", []
    for before, name in re.findall(r"([^\[]*)(?:\[([^\]]*)\])?", text):
        plain += before
        if name:
            kind = "adjective" if name.endswith("*") else "name"
            name = name.removesuffix("*")
            mentions.append(Mention(Span("d", len(plain), len(plain) + len(name)), name, "GPE", kind, name))
            plain += name
    return spacy.blank("en")(plain), Document("d", "d", "d", plain), mentions


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[South Korea]'s foreign ministry said", ["South Korea's foreign ministry"]),
        ("the [South Korean*] foreign ministry said", ["South Korean foreign ministry"]),
        (
            "[Russian*] intelligence and [China]’s central bank",
            ["Russian intelligence", "China’s central bank"],
        ),
        ("the [Greek*] government, a [Russian*] army", []),  # the state itself; any army
        ("[Russia]'s ministry", []),  # which one?
        ("[Russia] intelligence", []),  # no possessive
        ("the [French*] foreign minister", []),
    ],
)
def test_institutions_written_small_are_names(text, names):
    doc, _, mentions = marked(text)
    assert [m.name for m in institutions(doc, mentions)] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("over the war in [Ukraine] and", ["war in Ukraine"]),
        ("the [Ukraine] war goes on", ["Ukraine war"]),
        ("a war in [Ukraine] would, any war in [Iran]", []),
        ("the civil war in [Syria], the war with [Iraq]", []),
        ("the [Ukrainian*] war", []),
    ],
)
def test_wars_that_a_country_tells_are_names(text, names):
    doc, _, mentions = marked(text)
    assert [m.name for m in wars(doc, mentions)] == names


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("South Korea's foreign ministry", "South Korean Foreign Ministry"),
        ("Russia’s finance ministry", "Russian Finance Ministry"),
        ("US Defense Ministry", "United States' defence ministry"),
        ("South Korea's intelligence agency", "South Korean intelligence"),
        ("Ukraine war", "war in Ukraine"),
    ],
)
def test_wordings_of_one_institution_share_a_key(left, right):
    assert made_of_country(left) == made_of_country(right) != ""


@pytest.mark.parametrize("name", ["Russian Finance", "Finance Ministry", "Gazprom", "Russia", ""])
def test_what_is_no_institution_has_no_key(name):
    assert made_of_country(name) == ""


def told(text: str, *aliases: str) -> list[str]:
    _, document, mentions = marked(text)
    found = with_told(document, mentions, aliases)
    assert all(m.text == document.text[m.span.start : m.span.end] for m in found)
    return [m.text for m in found]


def test_names_that_the_user_gave_are_found_in_whole_words():
    assert told("Rocket Man met the Rocket\nMan, not rocketman", "Rocket Man") == [
        "Rocket Man",
        "Rocket\nMan",
    ]


def test_they_win_over_shorter_names_and_leave_longer_ones():
    assert told("[Little] Rocket [Man]", "Little Rocket Man") == ["Little Rocket Man"]
    assert told("the [Rocket Man Festival]", "Rocket Man") == ["Rocket Man Festival"]
    assert told("[Rocket Man]", "Rocket Man", "Man") == ["Rocket Man"]


def test_no_pattern_is_read_into_a_name():
    assert told("C++ (a.c) abc", "C++", "a.c", "") == ["C++", "a.c"]
