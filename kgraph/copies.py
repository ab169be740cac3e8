"""Sentences that several articles, or one article twice, have in the same words.

A wire story stands in many papers, and a teaser repeats the first sentence: that is one statement's worth
of evidence, in several places.  Only exact copies are found here; rewritten ones are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from kgraph.types import Document, Span

QUOTES = dict.fromkeys(map(ord, '"“”„‟«»‘’‚‛‹›`´′″'), "'")
DASHES = re.compile(r"\s*[-‐‑‒–—―−]+\s*")
ENDS = " \t\n.,;:!?…·•*|-'()[]"


def words_of(text: str) -> str:
    """The text without what a typesetter changes: case, white space, quotation marks, dashes, its ends."""
    plain = DASHES.sub("-", " ".join(text.translate(QUOTES).replace("…", "...").split()))
    return plain.strip(ENDS).casefold()


def copies(sentences: Iterable[Span], documents: Mapping[str, Document]) -> list[tuple[Span, ...]]:
    """The sentences in groups that say the same in the same words, the earliest article's first.

    ``documents`` are given by id.  The groups are in the order of their first sentences; a sentence of
    which there is only one is a group.
    """
    spans = tuple(sentences)
    if len(spans) < 2:  # as most relations have it
        return [spans] if spans else []
    groups: dict[str | Span, list[Span]] = {}
    for span in sorted(spans, key=lambda s: age(s, documents)):
        words = words_of(documents[span.doc].text[span.start : span.end])
        groups.setdefault(words or span, []).append(span)
    return [tuple(group) for group in groups.values()]


def age(sentence: Span, documents: Mapping[str, Document]) -> tuple[str, str, Span]:
    """What sentences are sorted by: the article's date, those without one last, its name, the place in it."""
    document = documents[sentence.doc]
    return document.date or "9999", document.name, sentence
