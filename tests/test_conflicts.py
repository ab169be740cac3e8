"""What cannot all be true is shown with both sides, and what can be is not."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from written import article, written

from kgraph.cli import main
from kgraph.conflicts import Conflict, conflicts
from kgraph.copies import words_of
from kgraph.data import table
from kgraph.store import opened
from kgraph.vocabulary import vocabulary

ORG = {"Norland": "GPE", "Acme": "ORG", "Borg": "ORG", "Oslo Accord": "EVENT", "1950": "EVENT"}


def said(name: str, *sentences: str, date: str | None = "2025-09-05", outlet: str | None = None):
    return article(name, *sentences, date=date, outlet=outlet, types=ORG)


def found(tmp_path: Path, *articles, of=None) -> list[Conflict]:
    with opened(written(tmp_path / "kgraph.db", *articles)) as connection:
        return conflicts(connection, of)


def two(tmp_path, one: str, other: str, **choices) -> list[Conflict]:
    """Of two articles, each with one sentence; ``one`` and ``other`` end in ", 2024" for their dates."""
    return found(
        tmp_path,
        *(
            said(name, sentence.partition(", ")[0], date=sentence.partition(", ")[2] or "2025-09-05")
            for name, sentence in (("a", one), ("b", other))
        ),
        **choices,
    )


# --- denials ---

DENIALS = [
    ("Ann Fry | meet | Bo Lund", "Ann Fry | not meet | Bo Lund", "the plain case"),
    ("Ann Fry | purchase | Acme", "Ann Fry | not buy | Acme", "another wording of the same"),
    ("Ann Fry | hold talks with | Bo Lund", "Ann Fry | not meet | Bo Lund", "who holds talks has met"),
    ("Ann Fry | claimed meet | Bo Lund", "Ann Fry | not meet | Bo Lund", "claimed and denied"),
    ("Ann Fry | planned meet | Bo Lund", "Ann Fry | planned not meet | Bo Lund", "of the same plan"),
    ("Ann Fry | meet | Bo Lund @ 2024-06", "Ann Fry | not meet | Bo Lund @ 2024", "a month of that year"),
    ("Ann Fry | meet | Bo Lund @ 2025-08", "Ann Fry | not meet | Bo Lund", "the month before the article"),
    ("Ann Fry | sue | Bo Lund", "Ann Fry | not sue | Bo Lund", "with a direction"),
    ("Ann Fry | sue | Bo Lund", "Ann Fry | not sue | Bo Lund | so far, 2025-09-07", "done, and not done yet"),
    (
        "Ann Fry | ally of | Bo Lund",
        "Ann Fry | not former ally of | Bo Lund, 2025-09-01",
        "still, and no longer",
    ),
]
NO_DENIALS = [
    ("Ann Fry | meet | Bo Lund", "Ann Fry | not praise | Bo Lund", "of something else"),
    ("Ann Fry | sue | Bo Lund", "Bo Lund | not sue | Ann Fry", "in the other direction"),
    ("Ann Fry | meet | Bo Lund", "Ann Fry | not hold talks with | Bo Lund", "who held no talks may have met"),
    ("Ann Fry | planned meet | Bo Lund", "Ann Fry | not meet | Bo Lund", "a plan that came to nothing"),
    ("Ann Fry | possible meet | Bo Lund", "Ann Fry | not meet | Bo Lund", "only possible"),
    ("Ann Fry | meet | Bo Lund", "Ann Fry | possible not meet | Bo Lund", "only possibly not"),
    ("Ann Fry | former ally of | Bo Lund", "Ann Fry | not ally of | Bo Lund", "over, as both say"),
    ("Ann Fry | meet | Bo Lund @ 2024", "Ann Fry | not meet | Bo Lund @ 2019", "of another year"),
    ("Ann Fry | meet | Bo Lund @ 2025-08-03", "Ann Fry | not meet | Bo Lund @ 2025-W30", "of another week"),
    ("Ann Fry | meet | Bo Lund", "Ann Fry | not meet | Bo Lund, 2024-01-10", "of articles of other years"),
    ("Ann Fry | meet | Bo Lund @ 2024", "Ann Fry | not meet | Bo Lund", "a year before the article"),
    ("Ann Fry | lead | Acme", "Ann Fry | not lead | Acme | alone", "with others"),
    ("Ann Fry | praise | Bo Lund", "Ann Fry | not always praise | Bo Lund", "now and then"),
    ("Ann Fry | sue | Bo Lund", "Ann Fry | not yet sue | Bo Lund, 2025-09-01", "not yet, and then"),
    (
        "Ann Fry | ally of | Bo Lund",
        "Ann Fry | not former ally of | Bo Lund, 2025-09-10",
        "and then no longer",
    ),
]


@pytest.mark.parametrize(("yes", "no", "note"), DENIALS, ids=lambda text: text[:40])
def test_what_one_says_and_another_denies(tmp_path, yes, no, note):
    (conflict,) = two(tmp_path, yes, no)
    assert conflict.kind == "denied", note
    assert [quote.polarity for side in conflict.sides for _, said in side.voices for quote in said] == [
        "positive",
        "negative",
    ]


@pytest.mark.parametrize(("yes", "no", "note"), NO_DENIALS, ids=lambda text: text[:40])
def test_what_can_both_be_true(tmp_path, yes, no, note):
    assert not two(tmp_path, yes, no), note


def test_nobody_contradicts_himself_within_an_article(tmp_path):
    assert not found(tmp_path, said("a", "Ann Fry | meet | Bo Lund", "Ann Fry | not meet | Bo Lund"))


def test_speakers_of_one_article_contradict_each_other(tmp_path):
    (conflict,) = found(
        tmp_path,
        said("a", "Ann Fry | meet | Bo Lund by Cy Dahl", "Ann Fry | not meet | Bo Lund by Di Holm"),
    )
    assert [voice for side in conflict.sides for voice, _ in side.voices] == ["Cy Dahl", "Di Holm"]


def test_voices_are_whom_the_text_names_else_the_outlet_else_the_article(tmp_path):
    (conflict,) = found(
        tmp_path,
        said("a", "Ann Fry | meet | Bo Lund by Cy Dahl", outlet="Herald"),
        said("b", "Ann Fry | meet | Bo Lund | at noon", outlet="Herald"),
        said("c", "Ann Fry | meet | Bo Lund | in Oslo, as was seen"),
        said("d", "Ann Fry | not meet | Bo Lund", outlet="Planet"),
    )
    yes, no = conflict.sides
    assert [voice for voice, _ in yes.voices] == ["Cy Dahl", "Herald", "c"]
    assert [voice for voice, _ in no.voices] == ["Planet"]
    assert (yes.sources, no.sources) == (3, 1)


def test_a_copy_is_no_further_source(tmp_path):
    story = ("Ann Fry | not meet | Bo Lund", "Cy Dahl | praise | Di Holm", "Eve Strand | sue | Cy Dahl")
    (conflict,) = found(
        tmp_path, said("a", "Ann Fry | meet | Bo Lund"), said("b", *story), said("c", *story, outlet="Planet")
    )
    assert [side.sources for side in conflict.sides] == [1, 1]
    assert len(conflict.sides[1].voices) == 2


def test_what_is_only_quoted_from_an_agency_is_no_further_source(tmp_path):
    (conflict,) = found(
        tmp_path,
        said("a", "Ann Fry | meet | Bo Lund", outlet="Reuters"),
        said("b", "Ann Fry | meet | Bo Lund by Reuters | at noon", outlet="Herald"),
        said("c", "Ann Fry | not meet | Bo Lund", outlet="Planet"),
    )
    assert [side.sources for side in conflict.sides] == [1, 1]


def test_the_better_attested_conflict_comes_first(tmp_path):
    articles = [
        said("a", "Ann Fry | sue | Bo Lund"),
        said("b", "Ann Fry | not sue | Bo Lund"),
        said("c", "Cy Dahl | sue | Di Holm"),
        said("d", "Cy Dahl | sue | Di Holm | over money"),
        said("e", "Cy Dahl | not sue | Di Holm"),
        said("f", "Cy Dahl | not sue | Di Holm | so far as we know"),
    ]
    assert [conflict.about[0] for conflict in found(tmp_path, *articles)] == ["cy-dahl", "ann-fry"]


def test_only_those_about_an_entity(tmp_path):
    pair = ("Ann Fry | sue | Bo Lund", "Ann Fry | not sue | Bo Lund")
    assert len(two(tmp_path, *pair, of=["bo-lund"])) == 1
    assert not two(tmp_path, *pair, of=["cy-dahl"])


# --- offices ---

OFFICES = [
    ("Ann Fry | president | Norland", "Bo Lund | president | Norland"),
    ("Ann Fry | president of | Norland", "Bo Lund | claimed president | Norland, 2025-09-20"),
    ("Ann Fry | chief executive | Acme", "Bo Lund | chief executive | Acme @ 2025"),
    ("Ann Fry | chief executive | Acme @ 2020/2023", "Bo Lund | chief executive | Acme @ 2022"),
]
NO_OFFICES = [
    ("Ann Fry | president | Norland", "Ann Fry | chairman | Norland", "one person, two offices"),
    ("Ann Fry | president | Norland", "Bo Lund | prime minister | Norland", "two offices"),
    ("Ann Fry | president | Norland", "Bo Lund | former president | Norland", "one is over"),
    ("Ann Fry | president | Norland", "Bo Lund | not president | Norland", "one is denied"),
    ("Ann Fry | president | Norland", "Bo Lund | planned president | Norland", "one is to be"),
    ("Ann Fry | president | Norland", "Bo Lund | president | Norland, 2024-09-05", "a year before"),
    ("Ann Fry | president | Norland", "Bo Lund | president | Norland @ 1962", "of another time"),
    ("Ann Fry | president | Norland", "Bo Lund | president | Acme", "of another body"),
    ("Ann Fry | minister | Norland", "Bo Lund | minister | Norland", "there are several"),
    ("Ann Fry | president | Norland", "Bo Lund | vice-president | Norland", "the vice-president"),
    ("Ann Fry | president | Norland", "Acting president Bo Lund | president | Norland", "for a while"),
    ("Ann Fry | president | Norland", "A. Fry | president | Norland", "perhaps the same"),
]


@pytest.mark.parametrize(("one", "other"), OFFICES, ids=lambda text: text[:40])
def test_two_people_in_one_office(tmp_path, one, other):
    (conflict,) = two(tmp_path, one, other)
    assert conflict.kind == "office"
    assert {"ann-fry", "bo-lund"} < set(conflict.about)


@pytest.mark.parametrize(("one", "other", "note"), NO_OFFICES, ids=lambda text: text[:40])
def test_offices_that_can_be_held_at_once(tmp_path, one, other, note):
    assert not two(tmp_path, one, other), note


def test_without_a_date_no_office_is_held_at_once(tmp_path):
    pair = ("Ann Fry | president | Norland", "Bo Lund | president | Norland")
    assert not found(tmp_path, *(said(sentence[:3], sentence, date=None) for sentence in pair))


def test_an_office_is_of_the_time_that_its_sentence_names(tmp_path):
    then = said("a", "Ann Fry | president | Norland", date="2025-09-05")
    old = said("b", "Bo Lund | president | Norland", date="2025-09-06")
    dated = replace(old.statements[0], type="visit", time="1962")
    assert found(tmp_path, then, old)
    assert not found(tmp_path, then, replace(old, statements=(*old.statements, dated)))


def test_who_did_something_on_one_day_held_the_office_on_the_next(tmp_path):
    articles = []
    for name, sentence, day in (
        ("a", "Ann Fry | president | Norland", "2025-09-03"),
        ("b", "Bo Lund | president | Norland", "2025-09-04"),
    ):
        read = said(name, sentence)
        visit = replace(read.statements[0], type="visit", time=day)
        articles.append(replace(read, statements=(*read.statements, visit)))
    assert [conflict.kind for conflict in found(tmp_path, *articles)] == ["office"]


def test_two_who_are_perhaps_one_do_not_contradict_each_other(tmp_path):
    one, other = said("a", "Ann Fry | president | Norland"), said("b", "Anne Frye | president | Norland")
    path = written(tmp_path / "kgraph.db", one, other)
    with opened(path) as connection:
        assert conflicts(connection)
    spans = [extraction.mentions[0].span for extraction in (one, other)]
    ends = [value for span in spans for value in (span.doc, span.start, span.end)]
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO judgements (left_document, left_start, left_stop, right_document, right_start,"
            " right_stop, by, verdict, score, reason) VALUES (?, ?, ?, ?, ?, ?, 'names', 'unsure', 0.5, '')",
            ends,
        )
    with opened(path) as connection:
        assert not conflicts(connection)


# --- dates ---

DATES = [
    ("Ann Fry | born in | Norland @ 1950", "Ann Fry | born in | Norland @ 1951-03"),
    ("Ann Fry | born in | Norland @ 1950", "Ann Fry | born in | Acme @ 1951"),
    ("Ann Fry | die in | Norland @ 2001-03-02", "Ann Fry | die on | Norland @ 2001-04"),
    ("Ann Fry | murder | Bo Lund @ 1999", "Bo Lund | die in | Norland @ 1998"),
    ("Ann Fry | found | Acme @ 1950", "Acme | found in | Norland @ 1961"),
    ("Ann Fry | sign | Oslo Accord @ 1993", "Ann Fry | sign | Oslo Accord @ 1995"),
]
NO_DATES = [
    ("Ann Fry | born in | Norland @ 1950", "Ann Fry | born in | Norland @ 1950-03-02", "the same year"),
    ("Ann Fry | born in | Norland @ 195X", "Ann Fry | born in | Norland @ 1951", "of that decade"),
    ("Ann Fry | born in | Norland @ 1950", "Bo Lund | born in | Norland @ 1951", "two people"),
    ("Ann Fry | born in | Norland @ 1950", "Ann Fry | die in | Norland @ 2001", "birth and death"),
    ("Ann Fry | meet | Bo Lund @ 2024", "Ann Fry | meet | Bo Lund @ 2023", "they may meet twice"),
    ("Ann Fry | born in | Norland @ 1950", "Ann Fry | not born in | Norland @ 1951", "denied"),
    ("Ann Fry | born in | Norland @ 1950", "Ann Fry | possible born in | Norland @ 1951", "possible"),
    ("Ann Fry | found | Acme @ 1950", "Ann Fry | found in | Norland @ 1961", "who founded something there"),
    ("Ann Fry | sign | Oslo Accord @ 1993", "Bo Lund | sign | Oslo Accord @ 1995", "each for himself"),
]


def test_a_body_may_found_several_others(tmp_path):
    def founded(name, *sentences):
        read = said(name, *sentences)  # two statements of one sentence, as "founded Acme in 1950" makes them
        first, second = read.statements
        return replace(read, statements=(first, replace(second, sentence=first.sentence)))

    one = founded("a", "Acme | found | Borg @ 1950", "Acme | found in | 1950 @ 1950")
    other = founded("b", "Acme | found | Norland @ 1999", "Acme | found in | 1999 @ 1999")
    assert not found(tmp_path, one, other)


@pytest.mark.parametrize(("one", "other"), DATES, ids=lambda text: text[:40])
def test_what_happens_once_is_told_of_two_times(tmp_path, one, other):
    (conflict,) = [c for c in two(tmp_path, one, other) if c.kind == "date"]
    assert len(conflict.sides) == 2


@pytest.mark.parametrize(("one", "other", "note"), NO_DATES, ids=lambda text: text[:40])
def test_times_that_can_both_be(tmp_path, one, other, note):
    assert not [c for c in two(tmp_path, one, other) if c.kind == "date"], note


def test_a_sentence_that_says_it_twice_is_shown_once(tmp_path):
    read = said("a", "Ann Fry | born in | Norland @ 1950", "Ann Fry | born on | 1950 @ 1950")
    first, second = read.statements  # as "born in Norland in 1950" makes them
    one = replace(read, statements=(first, replace(second, sentence=first.sentence)))
    (conflict,) = found(tmp_path, one, said("b", "Ann Fry | born in | Norland @ 1951"))
    assert [sum(len(quotes) for _, quotes in side.voices) for side in conflict.sides] == [1, 1]


# --- family ---


@pytest.mark.parametrize(
    ("one", "other", "excluded"),
    [
        ("Ann Fry | daughter | Bo Fry", "Ann Fry | sister | Bo Fry", True),
        ("Ann Fry | daughter of | Bo Fry", "Bo Fry | son | Ann Fry", True),
        ("Ann Fry | mother | Bo Fry", "Ann Fry | grandmother | Bo Fry", True),
        ("Ann Fry | daughter | Bo Fry", "Bo Fry | father | Ann Fry", False),
        ("Ann Fry | sister | Bo Fry", "Bo Fry | younger brother | Ann Fry", False),
        ("Ann Fry | sister | Bo Fry", "Ann Fry | friend | Bo Fry", False),
        ("Ann Fry | daughter | Bo Fry", "Ann Fry | possible sister | Bo Fry", False),
    ],
)
def test_ties_that_exclude_each_other(tmp_path, one, other, excluded):
    assert [c.kind for c in two(tmp_path, one, other)] == ["family"] * excluded


# --- the lists, the command ---


def test_the_lists_are_spelt_as_edges_are():
    rules = table("conflicts")
    keys = [vocabulary().key(type_, False) for type_ in rules["office"]["types"]]
    assert len(keys) == len(set(keys))
    for _event, group in rules["once"].items():
        assert group["why"] and all(w["of"] in ("subject", "object", "both") for w in group["types"])
    ties = [type_ for tie, types in rules["family"].items() if tie != "why" for type_ in types]
    assert len(ties) == len(set(ties))
    assert words_of("President") not in rules["office"]["not"]


def run(*arguments):
    return CliRunner().invoke(main, [str(a) for a in arguments])


def test_the_command_shows_both_sides(tmp_path):
    written(
        tmp_path / "kgraph.db",
        said("a", "Ann Fry | meet | Bo Lund @ 2025-09-04"),
        said("b", "Ann Fry | not meet | Bo Lund by Cy Dahl", outlet="Planet"),
    )
    text = run("conflicts", "ann fry", "-o", tmp_path).stdout
    assert text.startswith("1 conflict\n")
    assert "Ann Fry -- meet -- Bo Lund  [1 independent source]" in text
    assert "not: Ann Fry -- meet -- Bo Lund  [1 independent source]" in text
    assert "b, Planet, 2025-09-05 [negative, says Cy Dahl]" in text
    rows = json.loads(run("conflicts", "--json", "-o", tmp_path).stdout)
    assert [side["voices"][0]["voice"] for side in rows[0]["sides"]] == ["a", "Cy Dahl"]
    assert rows[0]["sides"][0]["voices"][0]["evidence"][0]["time"] == "2025-09-04"


def test_the_name_of_a_file_may_be_no_text(tmp_path):
    articles = said("a\udcff", "Ann Fry | meet | Bo Lund"), said("b", "Ann Fry | not meet | Bo Lund")
    written(tmp_path / "kgraph.db", *articles)
    result = run("conflicts", "--json", "-o", tmp_path)
    assert result.exit_code == 0 and len(json.loads(result.stdout)) == 1


def test_none_is_said_and_an_unknown_name_too(tmp_path):
    written(tmp_path / "kgraph.db", said("a", "Ann Fry | meet | Bo Lund"))
    assert run("conflicts", "-o", tmp_path).stdout == "no conflicts found\n"
    result = run("conflicts", "Ann Frey", "-o", tmp_path)
    assert (result.exit_code, "did you mean Ann Fry" in result.stderr) == (1, True)
