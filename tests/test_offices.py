"""Descriptions by an office whose holder another article names."""

from __future__ import annotations

from dataclasses import replace

import pytest
from parses import document, parse
from said import say

from kgraph.decisions import Decision, Reference
from kgraph.mentions import find_mentions
from kgraph.resolve import resolve
from kgraph.types import Argument, Document, Extraction, Mention, Span, Statement


def holding(doc: str, who: str, office: str, where: str, **fields: object) -> Extraction:
    """A document that says who holds an office at a country."""
    said = say(doc, f"{who}|{where}", types={where: "GPE"})
    left, right = said.mentions
    statement = Statement(
        Argument(who, left.span, left.span), Argument(office), Argument(where, right.span, right.span),
        office, said.sentences[0],
    )  # fmt: skip
    return replace(said, statements=(replace(statement, **fields),))


def described(doc: str, text: str, office: str) -> Extraction:
    span = Span(doc, 0, len(text))
    mention = Mention(span, text, "PERSON", "nominal", office=office)
    return Extraction(Document(doc, doc, doc, text), (mention,), (), (span,))


def holders(*extractions: Extraction) -> dict[str, int]:
    return {e.name: len(e.mentions) for e in resolve(extractions).entities if e.type == "PERSON"}


OPEN = described("z", "the Russian leader", "head: russia")


def test_an_office_that_the_corpus_gives_to_one_person_tells_who_is_meant():
    stated = holding("a", "Vladimir Putin", "president", "Russia")
    assert holders(stated, OPEN) == {"Vladimir Putin": 2}
    (judgement,) = resolve([stated, OPEN]).judgements
    assert (judgement.verdict, judgement.by) == ("same", "kgraph")
    assert "head: russia" in judgement.reason


def test_the_user_can_say_that_somebody_else_is_meant():
    stated = holding("a", "Vladimir Putin", "president", "Russia")
    other = Decision("different", (Reference("the Russian leader"), Reference("Vladimir Putin")))
    found = resolve([stated, OPEN], [other])
    assert {e.name: len(e.mentions) for e in found.entities if e.type == "PERSON"} == {"Vladimir Putin": 1}
    assert found.unmatched == ()


def test_nor_is_a_description_whom_the_user_denies_within_an_article():
    said = say("a", "Xi Jinping")
    span = Span("a", 20, 41)
    mention = Mention(span, "the Chinese president", "PERSON", "nominal", antecedent=said.mentions[0].span)
    one = replace(said, mentions=(*said.mentions, mention))
    other = Decision("different", (Reference("the Chinese president"), Reference("Xi Jinping")))
    assert holders(one) == {"Xi Jinping": 2}
    found = resolve([one], [other])
    assert [len(e.mentions) for e in found.entities] == [1]
    assert found.unmatched == ()


@pytest.mark.parametrize(
    "others",
    [
        (),  # nobody is said to hold it
        (
            holding("a", "Vladimir Putin", "president", "Russia"),
            holding("b", "Boris Yeltsin", "president", "Russia"),
        ),
        (holding("a", "Xi Jinping", "president", "China"),),
        (holding("a", "Sergey Lavrov", "foreign minister", "Russia"),),
        (holding("a", "Alexei Navalny", "president", "Russia", polarity="negative"),),
    ],
    ids=["nobody", "two", "another country", "another office", "denied"],
)
def test_else_nobody_is_meant(others):
    assert all(count == 1 for count in holders(*others, OPEN).values())


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        ("the DT det 2\nRussian JJ amod 2\nleader NN nsubj 3\nspoke VBD ROOT 3 speak", {"head: russia"}),
        (
            "the DT det 3\nRussian JJ amod 3\nopposition NN compound 3\nleader NN nsubj 4\nspoke VBD ROOT 4",
            set(),
        ),
        ("the DT det 2\nRussian JJ amod 2\nminister NN nsubj 3\nspoke VBD ROOT 3 speak", set()),
        ("a DT det 2\nRussian JJ amod 2\nleader NN nsubj 3\nspoke VBD ROOT 3 speak", set()),
    ],
)
def test_only_an_office_that_one_person_holds_is_left_open(text, offices):
    doc = parse(text, ents=((1, 2, "NORP"),))
    assert {m.office for m in find_mentions(doc, document(doc)) if m.office} == offices
