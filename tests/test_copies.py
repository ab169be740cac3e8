"""Sentences in the same words, wherever they stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kgraph.copies import Sources, sources_of, words_of
from kgraph.store import read_graph
from kgraph.types import Argument, Copy, Document, Relation, Span, Statement


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("The minister left.", "The minister left.", True),
        ("The minister\nleft .", "the  minister left", True),
        ("“We agree,” she said.", '"We agree," she said.', True),
        ("‘We agree,’ she said.", "« We agree, » she said", False),  # French spaces inside are left
        ("Oslo’s mayor", "Oslo's mayor", True),
        ("A plan – if it is one – failed", "A plan -- if it is one—failed.", True),
        ("TALKS FAIL", "Talks fail…", True),
        ("• Talks fail", "Talks fail", True),
        ("Talks fail (", "Talks fail", True),
        ("The minister left.", "The minister left Oslo.", False),
        ("He did leave.", "He did not leave.", False),
        ("It cost 1.5 million", "It cost 15 million", False),
        ("Straße", "STRASSE", True),
    ],
)
def test_what_a_typesetter_changes_makes_no_other_sentence(left, right, same):
    assert (words_of(left) == words_of(right)) is same


def test_the_seeds_tell_two_stories(seeds_output):
    """000 is a translation there and back of 001, from Reuters; 003 retells what 004 quotes from Reuters."""
    graph = read_graph(seeds_output / "kgraph.db")
    names = {document.id: Path(document.name).name[:3] for document in graph.documents}
    assert {(names[copy.document], names[copy.original]) for copy in graph.copies} == {
        ("000", "001"), ("003", "004"),
    }  # fmt: skip
    reasons = {names[copy.document]: copy.reason for copy in graph.copies}
    assert re.fullmatch(r"\d\d of \d\d sentences stand in .*001_\w+\.txt \(Reuters\)", reasons["000"])
    assert reasons["003"].endswith(", which quotes Reuters")
    assert reasons["003"].endswith(", which quotes Reuters")


def test_an_edge_of_the_seeds_has_one_source_for_each_story(seeds_output):
    graph = read_graph(seeds_output / "kgraph.db")
    names = {document.id: Path(document.name).name[:3] for document in graph.documents}
    for relation in graph.relations:
        stories = {{"000": "001", "003": "004"}.get(names[s.doc], names[s.doc]) for s in relation.sentences}
        assert relation.sources == len(stories)


def articles(**described: tuple[str | None, str | None]) -> dict[str, Document]:
    """Articles of some sentences by id, each with its outlet and date."""
    return {
        id_: Document(id_, id_, id_, "A. B. C. D.", outlet=outlet, date=date)
        for id_, (outlet, date) in described.items()
    }


def place(doc: str, n: int = 0) -> Span:
    return Span(doc, 3 * n, 3 * n + 2)


def told(doc: str, *tellers: str, n: int = 0) -> Statement:
    source, *relayed = [Argument(teller) for teller in tellers] or [None]
    return Statement(
        Argument("x"),
        Argument("meets"),
        Argument("y"),
        "meet",
        place(doc, n),
        source=source,
        relayed_by=tuple(relayed),
    )


def counted(documents, statements, copies=(), repeats=()) -> list[set[str]]:
    """The documents that are one source of a relation with these statements."""
    sentences = tuple(sorted({s.sentence for s in statements}))
    relation = Relation("x", "y", "meet", "stated", sentences, tuple(statements))
    found = sources_of(relation, Sources(documents, copies, repeats))
    return [{span.doc for span in group} for group in found]


PLAIN = articles(a=(None, "2025-03-01"), b=(None, "2025-03-02"), c=(None, "2025-03-03"))


def test_each_article_is_a_source_however_many_sentences_it_has():
    said = [told("a"), told("a", n=1), told("b")]
    assert counted(PLAIN, said) == [{"a"}, {"b"}]


def test_articles_of_one_story_are_one_source():
    copies = [Copy("b", "a", 0.9, ""), Copy("c", "a", 0.9, "")]
    assert counted(PLAIN, [told("b"), told("c")], copies) == [{"b", "c"}]


def test_a_sentence_that_repeats_another_counts_with_it_and_the_rest_of_its_article_does_not():
    repeats = [(place("b"), place("a"))]
    assert counted(PLAIN, [told("a"), told("b")], repeats=repeats) == [{"a", "b"}]
    said = [told("a"), told("b"), told("b", n=1)]
    assert counted(PLAIN, said, repeats=repeats) == [{"a", "b"}, {"b"}]


def test_what_repeats_a_sentence_that_is_no_evidence_here_is_its_own_source():
    repeats = [(place("b"), place("a")), (place("c"), place("a"))]
    assert counted(PLAIN, [told("b"), told("b", n=1)], repeats=repeats) == [{"b"}]
    assert counted(PLAIN, [told("b"), told("c")], repeats=repeats) == [{"b", "c"}]


@pytest.mark.parametrize(
    ("told_by", "date", "sources"),
    [
        (("Reuters",), "2025-03-02", 1),
        (("the Reuters",), "2025-03-02", 1),
        (("a minister", "Reuters"), "2025-03-02", 1),  # whom Reuters reports
        (("AFP",), "2025-03-02", 2),
        (("AFP", "Reuters"), "2025-03-02", 1),  # Reuters tells what AFP reports
        (("Reuters", "AFP"), "2025-03-02", 2),
        (("a minister",), "2025-03-02", 2),
        ((), "2025-03-02", 2),
        (("Reuters",), "2025-06-02", 2),  # another report, perhaps
        (("Reuters",), None, 2),
    ],
)
def test_what_an_article_quotes_from_an_agency_is_the_agencys(told_by, date, sources):
    documents = articles(wire=("Reuters", "2025-03-01"), paper=("Oslo News", date))
    assert len(counted(documents, [told("wire"), told("paper", *told_by)])) == sources


def test_two_articles_that_quote_one_agency_are_one_source():
    said = [told("a", "Reuters"), told("b", "Reuters"), told("c")]
    assert counted(PLAIN, said) == [{"a", "b"}, {"c"}]
    assert len(counted(PLAIN, [*said, told("b", n=1)])) == 3  # b has it by itself too
