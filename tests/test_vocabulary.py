"""Families of relation types, and types that say the same."""

from __future__ import annotations

import pytest

from kgraph.config import Config, Groups
from kgraph.data import table
from kgraph.vocabulary import family, vocabulary

FAMILIES = (
    "role", "family", "agreement", "cooperation", "meeting", "judgement", "conflict", "trade", "movement",
    "location", "ownership",
)  # fmt: skip


@pytest.mark.parametrize(
    ("type", "expected"),
    [
        ("director", "role"),
        ("ministry of culture", "ownership"),
        ("supreme court", "ownership"),
        ("prime minister", "role"),
        ("vocalist", "role"),
        ("cast as", "role"),
        ("daughter", "family"),
        ("mutual defence pact", "agreement"),
        ("trade deal", "agreement"),
        ("sign treaty in", "agreement"),  # a preposition decides only where nothing else does
        ("support", "cooperation"),
        ("hold talks with", "meeting"),
        ("accuse", "judgement"),
        ("conspire against", "conflict"),
        ("vote against", "role"),
        ("raid against", "conflict"),
        ("attack", "conflict"),
        ("buy", "trade"),
        ("visit", "movement"),
        ("located in", "location"),
        ("seaside bar in", "location"),
        ("be from", "location"),
        ("derive from", "other"),  # "from" alone tells of a place, with a verb of anything
        ("belong to", "ownership"),
        ("novel by", "ownership"),
        ("land on", "movement"),  # a phrase goes before its last word
        ("criticize", "judgement"),
        ("criticise", "judgement"),
        ("shimmer", "other"),
        ("", "other"),
    ],
)
def test_types_belong_to_families(type, expected):
    assert family(type) == expected


def test_the_families_are_those_that_the_readme_names():
    assert tuple(table("families")) == FAMILIES


def test_no_word_is_in_two_families_and_none_stands_twice():
    words = [word for words in table("families").values() for word in words]
    assert len(words) == len(set(words))


def test_each_role_and_deed_that_the_rules_know_has_a_family():
    nouns = table("statements")["nouns"]
    events = table("statements")["events"]
    listed = {*nouns["roles"], *nouns["deeds"], *events["agreements"], *events["reciprocal"]}
    # Their nouns alone do not tell of what kind they are.
    vague = {
        "agency", "newspaper", "state", "company", "control", "influence", "coverage", "treatment",
        "rejection", "pursuit", "converge", "collide", "split", "share", "general",
    }  # fmt: skip
    assert {word for word in listed - vague if family(word) == "other"} == set()


# ---- types that say the same


@pytest.mark.parametrize(
    ("types", "name"),
    [
        (
            [
                "meet~",
                "hold talks with~",
                "talks~",
                "meeting with~",
                "meet with",
                "face-to-face meeting~",
            ],
            "meet",
        ),
        (["negotiate with~", "negotiations~"], "negotiate"),
        (["ties~", "relations with~", "relationship~"], "relations"),
        (["restart talks with~", "resume negotiations~"], "resume talks"),
        (["impose sanctions on", "sanctions against", "sanction"], "impose sanctions on"),
        (["visit", "visit to", "official visit to"], "visit"),
        (["purchase", "buy"], "buy"),
        (["chairwoman", "chairman"], "chairman"),
        (["vice president", "vice-president"], "vice-president"),
        (["locate in", "situated in"], "located in"),
        (["found", "founder"], "founder"),
    ],
)
def test_types_that_say_the_same_are_brought_together(types, name):
    known = vocabulary()
    found = {known.brought_together(type.removesuffix("~"), type.endswith("~")) for type in types}
    assert {stands for stands, _ in found} == {name}
    assert {alike for _, alike in found} == {name in known.symmetric}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("employer", "employee"),
        ("hold talks with~", "resume talks with~"),
        ("hold talks with~", "seek talks with~"),
        ("sit down~", "meet~"),
        ("meet~", "phone call~"),
        ("defeat", "lose to"),
        ("predecessor", "successor"),
        ("support", "voice support for"),
        ("war with~", "wage war on"),
        ("buy", "buy from"),
        ("buy", "sell"),
        ("wife", "marry~"),
        ("visit", "travel to"),
        ("kill", "murder"),
        ("trade deal~", "deal~"),
        ("nuclear talks~", "talks~"),
        ("headquarters", "headquarters in"),  # the one is the place's, the other the body's
        ("premier", "prime minister"),
        ("ally", "pact~"),
        ("partner", "partner~"),  # without a list, what has a direction stays apart
    ],
)
def test_what_does_not_say_the_same_stays_apart(left, right):
    known = vocabulary()
    found = [known.brought_together(type.removesuffix("~"), type.endswith("~")) for type in (left, right)]
    assert found[0] != found[1]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("mutual defence pact~", "mutual defense pact~"),
        ("pacts~", "pact~"),
        ("alliance with~", "alliance~"),
        ("organise", "organize"),
        ("labour leader", "labor leader"),
        ("theatre director", "theater director"),
        ("historic rival~", "rivals~"),
    ],
)
def test_spelling_number_and_idle_words_make_no_other_type(left, right):
    known = vocabulary()
    keys = {known.key(type.removesuffix("~"), type.endswith("~")) for type in (left, right)}
    assert len(keys) == 1


def test_a_denial_of_more_is_no_denial_of_less():
    known = vocabulary()
    assert known.brought_together("hold talks with", True, denied=True)[0] != "meet"
    assert known.brought_together("meet with", True, denied=True) == ("meet", True)
    assert known.brought_together("visit to", False, denied=True) == ("visit", False)


def test_a_wording_stands_for_one_type():
    places: dict[str, set[str]] = {}
    known = vocabulary()
    for name, group in table("types")["same"].items():
        assert group["why"]
        for word in (name, *group["wordings"]):
            places.setdefault(known.key(word, bool(group.get("symmetric"))), set()).add(name)
    assert {key: names for key, names in places.items() if len(names) > 1} == {}


# ---- what a user changes


def test_a_user_adds_words_and_families():
    known = vocabulary(
        Config(
            families=Groups((("treatment", ("treat", "put on drip")), ("meeting", ("visit", "house call"))))
        )
    )
    assert known.family("treat for") == "treatment"
    assert known.family("put on drip in") == "treatment"
    assert known.family("visit") == "meeting"  # it has left the built-in family
    assert known.family("house call") == "meeting"
    assert known.family("hold talks with") == "meeting"
    assert known.family("travel to") == "movement"


def test_a_users_word_counts_in_either_spelling_and_may_be_a_whole_type():
    known = vocabulary(Config(families=Groups((("defence", ("mutual defence pact",)),))))
    assert known.family("sign mutual defense pact with") == "defence"
    assert known.family("pact") == "agreement"


def test_a_users_families_can_stand_alone():
    known = vocabulary(Config(families=Groups((("ruling", ("overrule", "affirm")),), only=True)))
    assert known.family("overrule") == "ruling"
    assert known.family("attack") == "other"


def test_a_family_can_be_switched_off_and_a_word_put_into_no_family():
    known = vocabulary(Config(families=Groups((("other", ("attack",)),), off=("meeting",))))
    assert known.family("talks") == "other"
    assert known.family("attack") == "other"
    assert known.family("raid") == "conflict"


def test_a_user_brings_types_together_and_keeps_them_apart():
    known = vocabulary(
        Config(
            types=Groups(
                (("prescribe", ("put on", "write prescription for")), ("meet", ("dine with",))), ("buy",)
            )
        )
    )
    assert known.brought_together("write prescription for", False) == ("prescribe", False)
    assert known.brought_together("dine with", False) == ("meet", True)
    assert known.brought_together("purchase", False) == ("purchase", False)
    alone = vocabulary(Config(types=Groups(only=True)))
    assert alone.brought_together("hold talks with", True) != alone.brought_together("meet", True)


def test_what_the_rules_read_is_not_the_users_to_change():
    assert family("leader") == "role"
    vocabulary(Config(families=Groups(only=True)))
    assert family("leader") == "role"
