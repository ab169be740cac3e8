"""A user's decisions win over what is found, and leave no trace when they are taken back."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from said import say

from kgraph.decisions import Decision, Reference
from kgraph.resolve import resolve
from kgraph.types import Extraction

TYPES = {"NATO": "ORG", "North Atlantic Treaty Organization": "ORG", "Truth Social": "GPE", "China": "GPE"}


def corpus(*docs: Sequence[str]) -> list[Extraction]:
    return [say("abc"[i], *doc, types=TYPES) for i, doc in enumerate(docs)]


def decide(verb: str, *names: str | Reference, to: str = "") -> Decision:
    return Decision(verb, tuple(Reference(n) if isinstance(n, str) else n for n in names), to)


def entities(extractions: Sequence[Extraction], *decisions: Decision) -> dict[str, tuple[str, int]]:
    """Name to type and number of mentions."""
    return {e.name: (e.type, len(e.mentions)) for e in resolve(extractions, decisions).entities}


def test_same_joins_what_nothing_else_would():
    two = corpus(["Kaja Kallas"], ["Rocket Man"])
    assert len(entities(two)) == 2
    found = resolve(two, [decide("same", "Kaja Kallas", "Rocket Man")])
    assert [(e.name, len(e.mentions)) for e in found.entities] == [("Kaja Kallas", 2)]
    assert [(j.verdict, j.by) for j in found.judgements] == [("same", "user")]
    assert found.unmatched == ()


def test_same_joins_over_types_and_vetoes():
    assert (
        len(entities(corpus(["Maria Rossi"], ["Mario Rossi"]), decide("same", "Maria Rossi", "Mario Rossi")))
        == 1
    )
    assert len(entities(corpus(["China"], ["Xi Jinping"]), decide("same", "China", "Xi Jinping"))) == 1


def test_a_surname_that_several_share_is_one_for_a_decision():
    docs = corpus(["George Bush"], ["Laura Bush"], ["Bush"])
    docs.append(say("d", "Bush"))
    assert entities(docs, decide("same", "Bush", "Laura Bush"))["Laura Bush"] == ("PERSON", 3)


def test_different_undoes_a_merge_across_documents():
    full = "North Atlantic Treaty Organization"
    two = corpus([full], ["NATO"])
    assert len(entities(two)) == 1
    found = resolve(two, [decide("different", "NATO", full)])
    assert [e.name for e in found.entities] == ["NATO", full]
    assert [(j.verdict, j.by) for j in found.judgements] == [("different", "user")]


def test_different_undoes_an_antecedent():
    one = corpus(["Xi Jinping", "Xi>Xi Jinping"])
    assert entities(one) == {"Xi Jinping": ("PERSON", 2)}
    assert entities(one, decide("different", "Xi", "Xi Jinping")) == {
        "Xi": ("PERSON", 1),
        "Xi Jinping": ("PERSON", 1),
    }


def test_different_leaves_an_article_what_it_says_of_its_own_short_names():
    """The Xi of the other article is not Xi Jinping; who Xi is in the first is said there."""
    two = corpus(["Xi Jinping", "Xi>Xi Jinping"], ["Xi"])
    assert entities(two, decide("different", "Xi", "Xi Jinping")) == {
        "Xi": ("PERSON", 1),
        "Xi Jinping": ("PERSON", 2),
    }
    there = Reference("Xi", document="a")
    assert entities(two, decide("different", there, "Xi Jinping"))["Xi Jinping"] == ("PERSON", 1)


def test_different_undoes_what_the_gazetteer_says():
    two = [say("a", "DPRK", types={"DPRK": "GPE"}), say("b", "North Korea", types={"North Korea": "GPE"})]
    assert set(entities(two)) == {"North Korea"}
    assert len(entities(two, decide("different", "DPRK", "North Korea"))) == 2


def test_different_tells_two_people_of_one_name_apart_by_document():
    three = corpus(["John Smith", "Smith>John Smith"], ["John Smith"], ["John Smith"])
    apart = decide("different", "John Smith", Reference("John Smith", document="b"))
    assert sorted(len(e.mentions) for e in resolve(three, [apart]).entities) == [1, 3]


def test_different_wins_over_a_chain():
    three = corpus(["Kaja Kallas"], ["Kaia Kallas"], ["Kaya Kallas"])
    joined = [decide("same", "Kaja Kallas", "Kaia Kallas"), decide("same", "Kaia Kallas", "Kaya Kallas")]
    assert len(resolve(three, joined).entities) == 1
    found = resolve(three, [*joined, decide("different", "Kaja Kallas", "Kaya Kallas")])
    assert len(found.entities) == 2
    assert [d.verb for d in found.unmatched] == ["same"]  # one of them could not be applied, and is named


def test_rename_gives_name_and_id():
    found = resolve(corpus(["Xi Jinping", "Xi>Xi Jinping"]), [decide("rename", "Xi Jinping", to="Xi")])
    assert [(e.id, e.name, e.aliases) for e in found.entities] == [("xi", "Xi", ("Xi", "Xi Jinping"))]


def test_retype_wins_over_the_votes():
    assert entities(corpus(["Truth Social"]), decide("retype", "Truth Social", to="ORG")) == {
        "Truth Social": ("ORG", 1)
    }


def test_ignore_leaves_a_name_out_everywhere_or_in_one_document():
    two = corpus(["File Photo|Xi Jinping"], ["File Photo"])
    assert set(entities(two, decide("ignore", "File Photo"))) == {"Xi Jinping"}
    assert entities(two, decide("ignore", Reference("File Photo", document="b")))["File Photo"] == (
        "PERSON",
        1,
    )


def test_an_alias_joins_and_is_known_as_such():
    found = resolve(
        corpus(["Kim Jong Un"], ["Rocket Man"]), [decide("alias", "Kim Jong Un", to="Rocket Man")]
    )
    assert [e.aliases for e in found.entities] == [("Kim Jong Un", "Rocket Man")]
    assert found.unmatched == ()


def test_a_name_that_a_rename_gave_can_be_decided_on():
    decisions = [decide("rename", "Xi Jinping", to="Paramount Leader"), decide("ignore", "Paramount Leader")]
    assert entities(corpus(["Xi Jinping|Kaja Kallas"]), *decisions).keys() == {"Kaja Kallas"}


@pytest.mark.parametrize(
    "decision",
    [
        decide("same", "Kaja Kallas", "Nobody"),
        decide("ignore", "Nobody"),
        decide("retype", Reference("Kaja Kallas", type="ORG"), to="GPE"),
        decide("ignore", Reference("Kaja Kallas", document="c")),
        decide("alias", "Kaja Kallas", to="Nobody"),
        decide("different", "Kaja Kallas", "KAJA KALLAS"),  # one entity by its equal names
        decide("ignore", "Kallas"),  # fits two
    ],
    ids=str,
)
def test_what_matches_nothing_or_too_much_is_reported_and_changes_nothing(decision):
    two = corpus(["Kaja Kallas", "Kallas>Kaja Kallas"], ["Siim Kallas", "Kallas>Siim Kallas"])
    found = resolve(two, [decision])
    assert found.unmatched == (decision,)
    assert found.entities == resolve(two).entities


def test_unsure_is_a_mark_for_review_only():
    two = corpus(["Kaja Kallas"], ["Kaia Kallas"])
    assert resolve(two, [decide("unsure", "Kaja Kallas", "Kaia Kallas")]) == resolve(two)


NAMES = [
    "Xi Jinping",
    "Xi",
    "Kaja Kallas",
    "Kaia Kallas",
    "Kallas",
    "NATO",
    "North Atlantic Treaty Organization",
]
documents = st.lists(
    st.lists(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3).map("|".join), min_size=1, max_size=3),
    min_size=1,
    max_size=3,
)
decided = st.lists(
    st.tuples(st.sampled_from(["same", "different"]), st.permutations(NAMES)).map(
        lambda pair: decide(pair[0], *pair[1][:2])
    )
    | st.tuples(st.sampled_from(["ignore", "retype", "rename"]), st.sampled_from(NAMES)).map(
        lambda pair: decide(pair[0], pair[1], to={"retype": "ORG", "rename": "Somebody"}.get(pair[0], ""))
    ),
    max_size=4,
)


@given(documents, decided)
def test_decisions_do_not_depend_on_the_order_of_documents_and_no_mention_is_in_two(docs, decisions):
    extractions = corpus(*docs)
    found = resolve(extractions, decisions)
    assert found == resolve(extractions[::-1], decisions)
    spans = [span for e in found.entities for span in e.mentions]
    assert len(spans) == len(set(spans))
    assert len({e.id for e in found.entities}) == len(found.entities)
    pairs = [(j.left, j.right, j.by) for j in found.judgements]
    assert len(pairs) == len(set(pairs))


def test_a_decision_may_stand_twice_and_an_alias_means_who_bears_it():
    docs = corpus(["Maria Keller", "Keller>Maria Keller"], ["Keller"], ["Kaja Kallas"])
    same = decide("same", "Keller", "Kaja Kallas")
    alias = decide("alias", "Kaja Kallas", to="Keller")
    found = resolve(docs, [same, same, alias])
    assert found.unmatched == ()
    assert [(j.verdict, j.by) for j in found.judgements if j.by == "user"] == [("same", "user")]
    assert {e.name: len(e.mentions) for e in found.entities} == {"Kaja Kallas": 2, "Maria Keller": 2}


@given(documents, st.permutations(NAMES))
def test_what_the_user_holds_apart_is_never_one(docs, names):
    left, right = names[:2]
    found = resolve(corpus(*docs), [decide("different", left, right)])
    if not found.unmatched:
        assert not any({left, right} <= set(e.aliases) for e in found.entities)
