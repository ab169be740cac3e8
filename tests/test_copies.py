"""Sentences in the same words, wherever they stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kgraph.copies import words_of
from kgraph.store import read_graph


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


def test_an_edge_of_the_seeds_has_one_source_for_each_story(seeds_output):
    graph = read_graph(seeds_output / "kgraph.db")
    names = {document.id: Path(document.name).name[:3] for document in graph.documents}
    for relation in graph.relations:
        stories = {{"000": "001", "003": "004"}.get(names[s.doc], names[s.doc]) for s in relation.sentences}
        assert relation.sources == len(stories)
