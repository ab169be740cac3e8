"""Extraction -> the sentences of its story, as what survives rewriting: names, numbers, content words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from kgraph.copies.words import WORD, stem, stems, words_of
from kgraph.types import Document, Extraction, Mention, Span

# A quotation of more characters than this is a quotation mark that was left open.
LONGEST_QUOTATION = 2000
QUOTATION = re.compile(rf'(?<!\w)["“„«](?=\S)[^"“”„«»]{{1,{LONGEST_QUOTATION}}}["”»“]')
NEGATION = re.compile(r"\b(?:not|no|never|nor|neither|none|without|cannot)\b|n['’]t\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a story as sets of words.

    ``wording`` is its text as ``words_of`` gives it.  ``names`` are the words of the names in it, a
    demonym's being the country's, ``numbers`` its numbers, ``quoted`` the content words that stand in
    quotation marks, ``own`` the others.  ``tells`` is whether somebody is mentioned in it, the article's
    own outlet aside; ``denied`` whether something in it is negated.
    """

    span: Span
    wording: str
    names: frozenset[str]
    numbers: frozenset[str]
    quoted: frozenset[str]
    own: frozenset[str]
    tells: bool
    denied: bool

    @property
    def terms(self) -> frozenset[str]:
        return self.names | self.numbers | self.quoted | self.own


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
    text = document.text[span.start : span.end]
    names: set[str] = set()
    named = []
    for mention in mentions:
        if mention.kind in ("name", "adjective"):
            named.append((mention.span.start, mention.span.end))
            names |= stems(mention.name)
    numbers: set[str] = set()
    quoted: set[str] = set()
    own: set[str] = set()
    for start, word in _outside(text, span.start, named):
        if word[0].isdigit():
            numbers.add(stem(word))
        elif found := stem(word):
            (quoted if _within(start, quotations) else own).add(found)
    return Sentence(
        span,
        words_of(text),
        frozenset(names),
        frozenset(numbers),
        frozenset(quoted),
        frozenset(own),
        tells=any(mention.kind != "name" for mention in mentions) or not names <= outlet,
        denied=NEGATION.search(text) is not None,
    )


def _outside(text: str, offset: int, named: list[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    """The words outside the names, in lower case, each with the place where it stands."""
    i = 0
    for match in WORD.finditer(text):
        start = offset + match.start()
        while i < len(named) and named[i][1] <= start:
            i += 1
        if i == len(named) or start < named[i][0]:
            yield start, match.group().casefold()


def _within(place: int, ranges: list[tuple[int, int]]) -> bool:
    at = bisect_left(ranges, (place + 1, 0)) - 1
    return at >= 0 and place < ranges[at][1]
