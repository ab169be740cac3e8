"""Extraction -> the sentences of its story, as what survives rewriting: names, numbers, content words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from kgraph.copies.words import stems, words_of
from kgraph.types import Document, Extraction, Mention, Span

# A quotation of more characters than this is a quotation mark that was left open.
LONGEST_QUOTATION = 2000
QUOTATION = re.compile(rf'(?<!\w)["“„«](?=\S)[^"“”„«»]{{1,{LONGEST_QUOTATION}}}["”»“]')
NEGATION = re.compile(r"\b(?:not|no|never|nor|neither|none|without|cannot)\b|n't\b")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a story as sets of words.

    ``wording`` is its text as ``words_of`` gives it.  ``names`` are the words of the names in it, a
    demonym's being the country's, ``numbers`` its numbers, ``quoted`` the content words that stand in
    quotation marks; ``terms`` are all of these and its other content words.  ``tells`` is whether somebody
    is mentioned in it, the article's own outlet aside.
    """

    span: Span
    wording: str
    names: frozenset[str]
    numbers: frozenset[str]
    quoted: frozenset[str]
    terms: frozenset[str]
    tells: bool

    @property
    def denied(self) -> bool:
        """Whether something in it is negated."""
        return NEGATION.search(self.wording) is not None


def sentences_of(extraction: Extraction) -> list[Sentence]:
    """The sentences of the story in which something is mentioned, in reading order."""
    document = extraction.document
    quotations = [(m.start(), m.end()) for m in QUOTATION.finditer(document.text)]
    outlet = stems(document.outlet or "")
    mentions = extraction.mentions
    found, i = [], 0
    for span in extraction.sentences:
        while i < len(mentions) and mentions[i].span.start < span.start:
            i += 1
        inside = []
        while i < len(mentions) and mentions[i].span.start < span.end:
            inside.append(mentions[i])
            i += 1
        told = [mention for mention in inside if mention.frame is None]
        if told:
            found.append(_sentence(document, span, told, quotations, outlet))
    return found


def _sentence(
    document: Document,
    span: Span,
    mentions: list[Mention],
    quotations: list[tuple[int, int]],
    outlet: set[str],
) -> Sentence:
    text = document.text
    names: set[str] = set()
    outside = []  # of the names: their words are counted as names
    at = span.start
    for mention in mentions:
        if mention.kind in ("name", "adjective"):
            names |= stems(mention.name)
            outside.append((at, mention.span.start))
            at = max(at, mention.span.end)
    outside.append((at, span.end))
    said = _within(outside, quotations) if quotations else []
    words = _stems_of(text, outside)
    numbers = {word for word in words if word[0].isdigit()}
    return Sentence(
        span,
        words_of(text[span.start : span.end]),
        frozenset(names),
        frozenset(numbers),
        frozenset(_stems_of(text, said) - numbers if said else ()),
        frozenset(words | names),
        tells=any(mention.kind != "name" for mention in mentions) or not names <= outlet,
    )


def _stems_of(text: str, ranges: Iterable[tuple[int, int]]) -> set[str]:
    return stems(" ".join([text[start:end] for start, end in ranges if start < end]))


def _within(ranges: list[tuple[int, int]], others: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The parts of the ranges that lie in one of the others; both are sorted."""
    first = max(0, bisect_left(others, (ranges[0][0], 0)) - 1)
    return [
        (max(start, begin), min(end, stop))
        for start, end in ranges
        for begin, stop in others[first:]
        if begin < end and start < stop
    ]
