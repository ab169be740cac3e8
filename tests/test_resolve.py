"""Mentions of a corpus to entities: merges with a reason, and none without."""

from __future__ import annotations

import math
import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from said import say

from kgraph.resolve import resolve
from kgraph.resolve.clusters import chains
from kgraph.resolve.merging import Groups
from kgraph.types import Argument, Extraction, Judgement, Mention, Span, Statement


def names(extractions):
    entities = resolve(extractions).entities
    return {e.name: set(e.aliases) for e in entities}


def verdicts(extractions):
    judgements = resolve(extractions).judgements
    return [(j.verdict, j.reason) for j in judgements]


def test_equal_names_of_two_documents_are_one_entity():
    assert names([say("a", "Xi Jinping"), say("b", "Xi Jinping")]) == {"Xi Jinping": {"Xi Jinping"}}


def test_spellings_that_fold_alike_are_aliases_of_the_commonest():
    corpus = [say("a", "Kim Jong Un"), say("b", "Kim Jong-un"), say("c", "Kim Jong Un")]
    assert names(corpus) == {"Kim Jong Un": {"Kim Jong Un", "Kim Jong-un"}}


def test_antecedents_make_one_entity_under_the_full_name():
    assert names([say("a", "Xi Jinping", "Xi>Xi Jinping")]) == {"Xi Jinping": {"Xi", "Xi Jinping"}}


def test_names_of_a_country_are_one_entity_under_its_usual_name():
    types = dict.fromkeys(["DPRK", "North Korea", "Democratic People's Republic of Korea"], "GPE")
    corpus = [say(str(i), name, types=types) for i, name in enumerate(types)]
    assert names(corpus) == {"North Korea": set(types)}


def test_a_person_and_a_country_of_one_name_stay_two():
    corpus = [say("a", "Jordan", types={"Jordan": "GPE"}), say("b", "Jordan")]
    entities = resolve(corpus).entities
    assert [(e.id, e.type) for e in entities] == [("jordan", "GPE"), ("jordan-person", "PERSON")]


def test_three_documents_outvote_the_type_of_one():
    corpus = [say(d, "Trump") for d in "abc"] + [say("d", "Trump", types={"Trump": "ORG"})]
    entities = resolve(corpus).entities
    assert [(e.name, e.type) for e in entities] == [("Trump", "PERSON")]


def test_an_acronym_is_the_one_name_with_its_initials():
    full = "Center for Strategic and International Studies"
    types = {full: "ORG", "CSIS": "ORG"}
    assert names([say("a", full, types=types), say("b", "CSIS", types=types)]) == {full: {full, "CSIS"}}
    assert verdicts([say("a", full, types=types), say("b", "CSIS", types=types)]) == [
        ("same", f"CSIS and {full}: CSIS are the initials; only {full} fits CSIS")
    ]


def test_an_acronym_that_fits_two_names_is_neither():
    types = {"Bank of Canada": "ORG", "Bank of China": "ORG", "BOCX": "ORG", "BOC": "ORG", "BC": "ORG"}
    corpus = [say("a", "Bank of Canada", "Bank of China", types=types), say("b", "BOC", types=types)]
    assert set(names(corpus)) == {"Bank of Canada", "Bank of China", "BOC"}
    assert {verdict for verdict, _ in verdicts(corpus)} == {"unsure"}


def test_the_form_used_twice_as_often_is_the_name():
    full = "North Atlantic Treaty Organization"
    types = {full: "ORG", "NATO": "ORG"}
    corpus = [say("a", full, types=types), *(say(d, "NATO", types=types) for d in "bc")]
    assert names(corpus) == {"NATO": {"NATO", full}}


def test_a_surname_joins_the_one_full_name_beside_the_same_names():
    types = {"China": "GPE", "Russia": "GPE"}
    near = [say("a", "Vladimir Putin|China|Russia", types=types), say("b", "Putin|China|Russia", types=types)]
    assert names(near)["Vladimir Putin"] == {"Putin", "Vladimir Putin"}
    far = [say("a", "Vladimir Putin|China", types=types), say("b", "Putin|Russia", types=types)]
    assert set(names(far)) == {"China", "Russia", "Vladimir Putin", "Putin"}
    assert [verdict for verdict, _ in verdicts(far)] == ["unsure"]


def test_two_full_names_are_never_bridged_by_a_surname():
    types = {"Texas": "GPE", "Iraq": "GPE"}
    corpus = [
        say("a", "George Bush|Texas|Iraq", types=types),
        say("b", "Laura Bush|Texas|Iraq", types=types),
        say("c", "Bush|Texas|Iraq", types=types),
    ]
    assert set(names(corpus)) == {"George Bush", "Laura Bush", "Bush", "Texas", "Iraq"}


def test_a_surname_that_several_share_is_told_by_each_article():
    types = dict.fromkeys(["Texas", "Iraq", "Kuwait", "Books", "Libraries"], "GPE")
    corpus = [
        say("a", "George Bush|Texas|Iraq|Kuwait", types=types),
        say("b", "Laura Bush|Books|Libraries", types=types),
        say("c", "Bush|Iraq|Kuwait|Texas", types=types),
        say("d", "Bush", types=types),
        say("e", "Bush", types=types),
    ]
    found = {e.name: {m.doc for m in e.mentions} for e in resolve(corpus).entities if "Bush" in e.name}
    assert found == {"George Bush": {"a", "c"}, "Laura Bush": {"b"}, "Bush": {"d", "e"}}


def test_the_one_who_is_by_far_most_named_is_meant():
    types = {"Congress": "ORG", "Senate": "ORG"}
    beside = "|Congress|Senate"
    corpus = [say(f"{i:02}", "Donald Trump" + beside, types=types) for i in range(10)]
    corpus += [say("x", "Eric Trump" + beside, types=types), say("y", "Trump" + beside, types=types)]
    found = {e.name: len(e.mentions) for e in resolve(corpus).entities if "Trump" in e.name}
    assert found == {"Donald Trump": 11, "Eric Trump": 1}


def with_role(extraction: Extraction, role: str) -> Extraction:
    """The extraction with a statement that its first mention holds a role at its second."""
    who, where = extraction.mentions[:2]
    statement = Statement(
        Argument(who.text, who.span, who.span), Argument(role), Argument(where.text, where.span, where.span),
        role, extraction.sentences[0],
    )  # fmt: skip
    return Extraction(extraction.document, extraction.mentions, (statement,), extraction.sentences)


def test_two_spellings_are_one_person_in_one_office():
    types = {"EU": "ORG"}
    left, right = say("a", "Kaja Kallas|EU", types=types), say("b", "Kaia Kallas|EU", types=types)
    both = [with_role(left, "foreign policy chief"), with_role(right, "foreign policy chief")]
    assert len(names(both)) == 2
    assert [verdict for verdict, _ in verdicts(both)] == ["same"]


def test_two_spellings_with_nothing_in_common_are_two_people():
    apart = [say("a", "Kaja Kallas"), say("b", "Kaia Kallas")]
    assert set(names(apart)) == {"Kaja Kallas", "Kaia Kallas"}
    assert [verdict for verdict, _ in verdicts(apart)] == ["unsure"]


def test_two_spellings_in_one_document_are_two_people():
    one = say("a", "Kaja Kallas|EU|Russia", "Kaia Kallas|EU|Russia", types={"EU": "ORG", "Russia": "GPE"})
    first, other = with_role(one, "chief"), with_role(replace(one, mentions=one.mentions[3:]), "chief")
    both = replace(one, statements=first.statements + other.statements)
    assert {"Kaja Kallas", "Kaia Kallas"} <= set(names([both]))


def test_a_group_is_in_no_entity():
    a = say("a", "Xi Jinping|Vladimir Putin")
    trio = Mention(
        Span("a", 0, 25), "the two", "PERSON", "nominal", members=tuple(m.span for m in a.mentions)
    )
    entities = resolve([Extraction(a.document, (trio, *a.mentions), (), a.sentences)]).entities
    assert [e.name for e in entities] == ["Vladimir Putin", "Xi Jinping"]


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"quoted"', "名前", "a\x00b", "’"])
def test_any_name_has_an_id(text):
    entities = resolve([say("a", text)]).entities
    assert [bool(e.id) for e in entities] == [True]


NAMES = [
    "Xi Jinping",
    "Xi",
    "Putin",
    "Vladimir Putin",
    "NATO",
    "North Atlantic Treaty Organization",
    "Kim",
    "KIM",
    "kim",
]


@given(
    docs=st.lists(
        st.lists(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4), min_size=1, max_size=3), max_size=5
    ),
    seed=st.integers(),
)
def test_the_order_of_documents_does_not_matter_and_no_mention_is_lost(docs, seed):
    corpus = [say(f"{i}", *("|".join(s) for s in doc)) for i, doc in enumerate(docs)]
    shuffled = random.Random(seed).sample(corpus, len(corpus))
    resolution = resolve(corpus)
    assert resolution == resolve(shuffled)
    assert sorted(s for e in resolution.entities for s in e.mentions) == sorted(
        m.span for x in corpus for m in x.mentions
    )
    assert len({e.id for e in resolution.entities}) == len(resolution.entities)


def test_a_chain_of_pairs_never_joins_two_people():
    types = {"EU": "ORG", "Estonia": "GPE"}
    beside = "|EU|Estonia"
    three = [
        say("a", "Maria Kallas" + beside, types=types),
        say("b", "M. Kallas" + beside, types=types),
        say("c", "Mark Kallas" + beside, types=types),
    ]
    found = names(three)
    assert not any({"Maria Kallas", "Mark Kallas"} <= aliases for aliases in found.values())
    assert {"Maria Kallas", "Mark Kallas", "M. Kallas"} <= set(found)  # it fits both, so it is neither's


def test_a_judgement_has_its_parts_with_their_weights():
    types = {"China": "GPE", "Russia": "GPE"}
    near = [say("a", "Vladimir Putin|China|Russia", types=types), say("b", "Putin|China|Russia", types=types)]
    (judgement,) = resolve(near).judgements
    assert judgement.by == "kgraph"
    assert ("both beside china, russia", 1.5) in judgement.parts
    assert [abs(weight) for _, weight in judgement.parts] == sorted(
        (abs(weight) for _, weight in judgement.parts), reverse=True
    )
    odds = sum(weight for _, weight in judgement.parts)
    assert judgement.score == pytest.approx(1 / (1 + math.exp(-odds)), abs=0.001)


def test_things_that_stand_together_are_no_variants_of_each_other():
    types = {"Toyota Motor": "ORG", "Toyota Motor Europe": "ORG", "Japan": "GPE", "Brussels": "GPE"}
    corpus = [
        say("a", "Toyota Motor|Japan|Brussels", types=types),
        say("b", "Toyota Motor Europe|Japan|Brussels", types=types),
    ]
    assert {"Toyota Motor", "Toyota Motor Europe"} <= set(names(corpus))


def test_a_surname_that_many_have_is_nobodys():
    corpus = [say(f"{i}", f"{given} Smith|EU", types={"EU": "ORG"}) for i, given in enumerate(GIVEN)]
    found = resolve([*corpus, say("z", "Smith|EU", types={"EU": "ORG"})])
    assert "Smith" in {e.name for e in found.entities}
    assert not [j for j in found.judgements if "Smith and" in j.reason or j.reason.startswith("Smith")]


GIVEN = ["Ann", "Bob", "Carl", "Dora", "Emil", "Fred", "Gina", "Hugo", "Ivan", "Jane"]


def test_a_judgement_that_would_join_two_vetoed_names_is_unsure():
    people = [
        chains(say(doc, name).mentions)[0]
        for doc, name in (("a", "Maria Kallas"), ("b", "M. Kallas"), ("c", "Mark Kallas"))
    ]
    groups = Groups(people)
    sure, less = (
        Judgement(left.first, right.first, "same", score, "alike", "kgraph")
        for left, right, score in ((people[0], people[1], 0.95), (people[1], people[2], 0.9))
    )
    held = {j.left.doc: j for j in groups.join([less, sure])}
    assert (held["a"].verdict, held["b"].verdict) == ("same", "unsure")
    assert "given names" in held["b"].reason
    assert sorted(c.names for c in groups.clusters()) == [("M. Kallas", "Maria Kallas"), ("Mark Kallas",)]
