"""Strings about strings."""

import csv
import time
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kgraph.names import (
    SAME,
    UNSURE,
    acronyms,
    blocking_keys,
    clean_name,
    compare,
    fold,
    is_acronym,
    stands_for,
)
from kgraph.types import ENTITY_TYPES

# Hard pairs of names: strong ones a careful reader decides from the names alone, medium ones are
# probable, weak ones take more than the names.  Written before the code that compares them.
with (Path(__file__).parent / "names" / "pairs.tsv").open(encoding="utf-8", newline="") as _file:
    PAIRS = list(csv.DictReader(_file, delimiter="\t", quoting=csv.QUOTE_NONE))


def identified(pair):
    return f"{pair['left']}|{pair['right']}|{pair['type']}"


def correctness(pair):
    score = compare(pair["left"], pair["right"], pair["type"]).score
    return score if pair["same"] == "yes" else 1 - score


@pytest.mark.parametrize("pair", PAIRS, ids=identified)
def test_hard_pairs_of_names(pair):
    result = compare(pair["left"], pair["right"], pair["type"])
    match pair["quality"], pair["same"]:
        case "strong", "yes":
            assert result.score >= SAME, result
        case "strong", "no":
            assert result.score < UNSURE, result
        case "medium", "yes":
            assert result.score >= UNSURE, result
        case _, "no":  # two bearers of one name take evidence beside the names
            assert result.score < SAME or pair["left"] == pair["right"], result
    if result.score >= UNSURE:
        left, right = (blocking_keys(pair[side], pair["type"]) for side in ("left", "right"))
        assert left & right


def test_the_table_has_both_verdicts_in_each_category_and_no_pair_twice():
    assert len({(frozenset((p["left"], p["right"])), p["type"]) for p in PAIRS}) == len(PAIRS) >= 400
    assert {p["type"] for p in PAIRS} == set(ENTITY_TYPES)
    for category in {p["category"] for p in PAIRS}:
        assert {p["same"] for p in PAIRS if p["category"] == category} == {"yes", "no"}, category


def test_the_mean_score_falls_with_quality():
    means = []
    for quality in ("strong", "medium", "weak"):
        scores = [correctness(p) for p in PAIRS if p["quality"] == quality]
        means.append(sum(scores) / len(scores))
    assert means == sorted(means, reverse=True)
    assert means[0] > 0.95


@pytest.mark.parametrize(
    ("left", "right", "type", "part"),
    [
        ("Kaja Kallas", "Kaia Kallas", "PERSON", "kaia and kaja are spellings of one name"),
        ("Bill Clinton", "William Clinton", "PERSON", "bill and william are nickname and name"),
        ("Kallas", "Kaja Kallas", "PERSON", "no given name on one side"),
        ("Donald Trump", "Donald Trump Jr.", "PERSON", "jr on one side"),
        ("Apple Inc.", "Apple", "ORG", "equal but for the legal form"),
        ("Tsinghua", "Tsinghua University", "ORG", "university left out"),
        ("CSIS", "Center for Strategic and International Studies", "ORG", "CSIS are the initials"),
        ("Burma", "Myanmar", "GPE", "two names of myanmar"),
    ],
)
def test_evidence_is_named(left, right, type, part):
    result = compare(left, right, type)
    assert part in [said for said, _ in result.parts]
    assert not result.veto


@pytest.mark.parametrize(
    ("left", "right", "type", "veto"),
    [
        ("Maria Rossi", "Mario Rossi", "PERSON", "different given names: maria, mario"),
        ("Donald Trump Sr.", "Donald Trump Jr.", "PERSON", "different generations: jr, sr"),
        ("Mr. Clinton", "Mrs. Clinton", "PERSON", "a man's and a woman's title"),
        ("7th Fleet", "5th Fleet", "ORG", "different numbers: 5, 7"),
        ("Fatah", "Fatah Youth", "ORG", "a youth wing: youth"),
        ("Germany", "Germans", "GPE", "a country and its people"),
        ("Iran", "Iraq", "GPE", "different countries: iran, iraq"),
        ("Bank of England", "Bank of Japan", "ORG", "different words: england, japan"),
        ("Toyota", "Toyota Financial Services", "ORG", "a part: financial services"),
    ],
)
def test_a_veto_says_why_two_names_are_two(left, right, type, veto):
    result = compare(left, right, type)
    assert (result.veto, result.score, result.parts) == (veto, 0.0, ())


TYPES = st.sampled_from(ENTITY_TYPES)
# Text that is mostly made of names' own material, so that comparisons get past the first test.
WORDS = sorted({word for p in PAIRS for word in (*p["left"].split(), *p["right"].split())})
NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
ANY_TEXT = st.one_of(NAMES, st.text(max_size=40), st.text(alphabet="aA.,'-&() ÅßДlüI1", max_size=20))


@given(ANY_TEXT, ANY_TEXT, TYPES)
def test_comparing_is_symmetric_and_keys_find_what_may_be_one(left, right, type):
    result = compare(left, right, type)
    assert result == compare(right, left, type)
    assert 0 <= result.score <= 1
    assert result.veto == "" or result.score == 0
    if result.score >= UNSURE:
        assert blocking_keys(left, type) & blocking_keys(right, type)


@given(ANY_TEXT, TYPES)
def test_a_name_is_the_same_as_itself(name, type):
    assert compare(name, name, type).score >= SAME
    assert blocking_keys(name, type)


@given(ANY_TEXT, TYPES)
def test_keys_are_few(name, type):
    assume(len(name.split()) <= 5)
    assert len(blocking_keys(name, type)) <= 24


@pytest.mark.parametrize("type", ["PERSON", "ORG", "GPE"])
@pytest.mark.parametrize(
    "unit", ["a", "a ", "A.", "Kim ", "x,", "(", "é", "'s", '"', "- ", "of ", "U.S. ", "1 "]
)
def test_very_long_names_take_no_long_time(unit, type):
    name = unit * (10_000 // len(unit))
    start = time.perf_counter()
    compare(name, name + "b", type)
    blocking_keys(name, type)
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the Kremlin's", "Kremlin"),
        ("Putin’s", "Putin"),
        ("‘Quad’", "Quad"),
        ('"Axis of Upheaval"', "Axis of Upheaval"),
        ("Democratic\nPeople's Republic of Korea", "Democratic People's Republic of Korea"),
        (
            "The Center for Strategic and International Studies,",
            "Center for Strategic and International Studies",
        ),
        ("U.S.", "U.S."),
        ("Gazprom.", "Gazprom"),
        ("A Coruña", "Coruña"),
        ("Reuters (", "Reuters"),
        ("The", "The"),
    ],
)
def test_a_name_is_cleaned_of_what_belongs_to_the_sentence(text, name):
    assert clean_name(text) == name


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text):
    assert clean_name(clean_name(text)) == clean_name(text)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Kim Jong-un", "Kim Jong Un"),
        ("U.S.", "US"),
        ("Łódź", "lodz"),
        ("José Martínez", "Jose Martinez"),
        ("Asia–Pacific", "Asia-Pacific"),
        ("O’Brien", "O'Brien"),
    ],
)
def test_spellings_of_one_name_share_a_key(left, right):
    assert fold(left) == fold(right)


@pytest.mark.parametrize(("left", "right"), [("Kim Jong Un", "Kim Jong Il"), ("Iran", "Iraq"), ("!", "?")])
def test_different_names_have_different_keys(left, right):
    assert fold(left) != fold(right)


@pytest.mark.parametrize(
    ("short", "name", "fits"),
    [
        ("CSIS", "Center for Strategic and International Studies", True),
        ("NATO", "North Atlantic Treaty Organization", True),
        ("U.N.", "United Nations", True),
        ("BoE", "Bank of England", False),
        ("EU", "European Union", True),
        ("EU", "European Council", False),
        ("Quad", "Queensland United Airport Developers", False),
        ("X", "Xerox", False),
    ],
)
def test_an_acronym_stands_for_the_name_with_its_initials(short, name, fits):
    assert stands_for(short, name) is fits


def test_acronyms():
    assert acronyms("Asia-Pacific Economic Cooperation") == {"APEC"}
    assert acronyms("Bank of England") == {"BE", "BOE"}
    assert acronyms("Gazprom") == frozenset()
    assert is_acronym("D.P.R.K.") and not is_acronym("Nato") and not is_acronym("A")
