"""Short names to the fuller names of their document."""

from __future__ import annotations

import re

import pytest

from kgraph.mentions.aliases import link_names, shortens
from kgraph.types import Mention, Span


def linked(text: str) -> dict[str, str]:
    """Name to the name it is linked to; names stand as "[Name/TYPE]" in the text, a PERSON unless told."""
    plain, mentions = "", []
    for before, inside in re.findall(r"([^\[]*)(?:\[([^\]]*)\])?", text):
        plain += before
        if inside:
            name, _, kind = inside.partition("/")
            span = Span("a", len(plain), len(plain) + len(name))
            mentions.append(Mention(span, name, kind or "PERSON", "name", name))
            plain += name
    names = {m.span: m.name for m in mentions}
    return {m.name: names[m.antecedent] for m in link_names(mentions, plain) if m.antecedent}


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("[John Henry Dearle] ... [J. H. Dearle] ... [Dearle]", {"J. H. Dearle", "Dearle"}),
        ("[J.H. Dearle] was [John Henry Dearle]", {"J.H. Dearle"}),
        ("[William Hepburn Armstrong], [William H. Armstrong]", {"William H. Armstrong"}),
        ("[Franklin Delano Roosevelt], [Franklin Roosevelt]", {"Franklin Roosevelt"}),
        ("[Ichiyo Higuchi] is [Higuchi Ichiyo] there", {"Higuchi Ichiyo"}),
        ("[Jerome], that is [St. Jerome]", {"St. Jerome"}),
        ("the [Supreme Court/ORG] ... the [Court/ORG]", {"Court"}),
        ("the [Boston Red Sox/ORG] beat ... the [Red Sox/ORG]", {"Red Sox"}),
        ("the [European Space Agency/ORG] ... [ESA/PERSON]", {"ESA"}),
        ("[John Fitzgerald Kennedy] ... [JFK]", {"JFK"}),
    ],
)
def test_a_short_name_is_linked_to_its_full_name(text, links):
    assert set(linked(text)) == links


@pytest.mark.parametrize(
    "text",
    [
        "[John Henry Dearle] and [James H. Dearle]",  # other given names
        "[Paul Desmarais] and [Paul Desmarais Jr.]",
        "[George Bush], [Laura Bush] and [Bush]",  # a surname that two have
        "the [Irish Labour Party/ORG] and the [Labour Party/ORG]",
        "the [Supreme Court/ORG], the [District Court/ORG] and the [Court/ORG]",
        "a [Supreme Court/ORG] and [Court/ORG]",  # no article: another name
        "the [University of Washington/ORG] and the [Washington/LOC]",
        "the [Pittsburgh Catholic/ORG] and the [Catholic/GROUP] bishop",
        "the [Court/ORG] and later the [Supreme Court/ORG]",
    ],
)
def test_what_may_be_another_is_left_alone(text):
    assert linked(text) == {}


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [
        (("xi",), ("xi", "jinping"), True),
        (("j", "dearle"), ("john", "henry", "dearle"), True),
        (("h", "dearle"), ("john", "henry", "dearle"), False),  # the first given name is left out
        (("john", "h", "dearle"), ("j", "henry", "dearle"), False),  # each knows what the other does not
        (("donald", "trump"), ("donald", "trump"), False),
        ((), ("donald", "trump"), False),
    ],
)
def test_shortens(short, full, expected):
    assert shortens(short, full) is expected


def test_a_full_name_taken_for_a_work_is_that_of_the_person_who_is_named_for_short():
    mentions = [
        Mention(Span("a", 0, 10), "Xi Jinping", "WORK", "name", "Xi Jinping"),
        Mention(Span("a", 20, 22), "Xi", "PERSON", "name", "Xi"),
        Mention(Span("a", 30, 45), "The Tempest Two", "WORK", "name", "The Tempest Two"),
    ]
    assert [m.type for m in link_names(mentions, " " * 50)] == ["PERSON", "PERSON", "WORK"]
