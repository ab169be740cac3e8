"""Sentences in the same words, wherever they stand."""

from __future__ import annotations

import pytest

from kgraph.copies import copies, words_of
from kgraph.types import Document, Span


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


def place(document: Document, text: str) -> Span:
    start = document.text.index(text)
    return Span(document.id, start, start + len(text))


def test_copies_stand_under_the_earliest_article():
    early = Document("z", "z.txt", "z.txt", "Norway thanked Japan. ... !", date="2025-01-01")
    late = Document("a", "a.txt", "a.txt", "Norway thanked Japan! It rained. ...", date="2025-01-02")
    undated = Document("b", "b.txt", "b.txt", "NORWAY THANKED JAPAN")
    documents = {d.id: d for d in (early, late, undated)}
    places = [
        place(undated, "NORWAY THANKED JAPAN"),
        place(late, "It rained."),
        place(late, "Norway thanked Japan!"),
        place(early, "Norway thanked Japan."),
    ]
    assert copies(places, documents) == [(places[3], places[2], places[0]), (places[1],)]


def test_what_has_no_words_is_a_copy_of_nothing():
    document = Document("d", "d", "d", "... !")
    places = [Span("d", 0, 3), Span("d", 4, 5)]
    assert copies(places, {"d": document}) == [(places[0],), (places[1],)]
