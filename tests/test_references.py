"""What refers to what within a document, on parses made by hand."""

from __future__ import annotations

import pytest
from parses import document, parse

from kgraph.gazetteer import load_gazetteer
from kgraph.mentions import find_mentions, proper_names
from kgraph.mentions.people import People
from kgraph.mentions.pronouns import antecedent, pronouns_of, weighed
from kgraph.mentions.ranking import Past

# Two women of one sentence, a pronoun in the next.
TWO_WOMEN = """
    Anna NNP nsubj 1
    met VBD ROOT 1 meet
    Maria NNP dobj 1
    ._ . punct 1
    She PRP nsubj 5
    left VBD ROOT 5 leave
    ._ . punct 5
    Later RB advmod 9
    she PRP nsubj 9
    slept VBD ROOT 9 sleep
"""
PAGETT = """
    Pagett NNP nsubj 1
    played VBD ROOT 1 play
    ._ . punct 1
    {pronoun} PRP nsubj 4
    left VBD ROOT 4 leave
"""


def people_of(doc):
    names, _ = proper_names(doc, document(doc))
    return People(doc, names, load_gazetteer())


def meant(doc, **texts):
    """What the mentions of the document that refer to others mean, by their texts."""
    found = find_mentions(doc, document(doc), **texts)
    return {
        m.text: doc.text[m.antecedent.start : m.antecedent.end]
        for m in found
        if m.antecedent is not None and m.kind != "name"
    }


def test_a_pronoun_stands_for_its_person_to_the_next_one():
    doc = parse(TWO_WOMEN, ents=((0, 1, "PERSON"), (2, 3, "PERSON")))
    people = people_of(doc)
    first, second = pronouns_of(doc, people)
    past = Past(dict(people.gender))
    anna = antecedent(first, people, past)
    assert anna.entity == "anna"
    past.add(anna, first)
    roots = [candidate.root.text for candidate, _ in weighed(second, people, past)]
    assert roots == ["Anna", "Maria", "She"]
    assert antecedent(second, people, past).mention.text == "Anna"


@pytest.mark.parametrize(("pronoun", "texts"), [("She", ["Pagett", "She"]), ("It", [])])
def test_an_unlabelled_subject_is_a_name_where_a_pronoun_means_it(pronoun, texts):
    doc = parse(PAGETT.format(pronoun=pronoun))
    assert [m.text for m in find_mentions(doc, document(doc))] == texts


def test_who_is_an_argument_of_the_verb_by_another_pronoun_is_nobody_else_there():
    doc = parse(
        """
        Anna NNP nsubj 1
        left VBD ROOT 1 leave
        ._ . punct 1
        She PRP nsubj 4
        admired VBD ROOT 4 admire
        her PRP dobj 4
        """,
        ents=((0, 1, "PERSON"),),
    )
    assert meant(doc) == {"She": "Anna"}


def test_the_owned_is_not_the_owner():
    doc = parse(
        """
        Anna NNP nsubj 1
        came VBD ROOT 1 come
        with IN prep 1
        her PRP$ poss 4
        mother NN pobj 2 mother
        ,_ , punct 4
        Maria NNP appos 4
        """,
        ents=((0, 1, "PERSON"), (6, 7, "PERSON")),
    )
    assert meant(doc) == {"her": "Anna"}


def test_a_name_of_many_mentions_keeps_its_type_beside_one_pronoun():
    lines = "".join(
        f"Holt NNP nsubj {at + 1}\nwon VBD ROOT {at + 1} win\n._ . punct {at + 1}\n" for at in range(0, 15, 3)
    )
    doc = parse(
        lines + "She PRP nsubj 16\nleft VBD ROOT 16 leave",
        ents=tuple((i, i + 1, "ORG") for i in range(0, 15, 3)),
    )
    assert {m.type for m in find_mentions(doc, document(doc)) if m.kind == "name"} == {"ORG"}
