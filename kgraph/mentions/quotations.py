"""Quotations: which tokens stand in one, over sentences and paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgraph.mentions.spans import texts_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

OPENING = frozenset({"“", "``", "«"})
CLOSING = frozenset({"”", "''", "»"})
EITHER = '"'
MARKS = OPENING | CLOSING | {EITHER}
SINGLE = ("‘", "’")
ENDING = frozenset(",.?!…")
# What stands right behind a closing mark, besides a space.
BEHIND = frozenset(",.;:!?)] \n\t")
# Paragraphs over which a quotation may go on before its closing mark stands: more is a lost mark.
LONGEST_IN_PARAGRAPHS = 6


def quotations(doc: Doc) -> Iterator[tuple[int, int]]:
    """The first token of each quotation, with its opening mark, and the one behind its last.

    One that is not closed ends with its paragraph, unless the next paragraph opens with a mark again,
    as quotations of several paragraphs do, or has the closing mark.
    """
    texts = texts_of(doc)
    marks = [(i, _opens(doc, i)) for i, text in enumerate(texts) if text in MARKS] or _single(texts)
    start, depth = None, 0
    for n, (i, opens) in enumerate(marks):
        if opens is None:
            opens = start is None
        if opens and (start is None or not _begins_paragraph(texts, i)):
            depth += 1  # a quotation, or one inside it
            start = i if start is None else start
        elif not opens and start is not None:
            depth -= 1
            if depth == 0:
                yield start, i + 1
                start = None
        if start is not None:
            following = marks[n + 1] if n + 1 < len(marks) else None
            end = _lost(texts, i, following)
            if end is not None:
                yield start, end
                start, depth = None, 0


def quoted(doc: Doc) -> list[bool]:
    """Whether each token stands in a quotation; its closing mark does not."""
    found = [False] * len(doc)
    for start, end in quotations(doc):
        last = end - 1 if end - 1 > start and doc[end - 1].text in CLOSING | {EITHER, SINGLE[1]} else end
        found[start:last] = [True] * (last - start)
    return found


def _single(texts: list[str]) -> list[tuple[int, bool | None]]:
    """The marks of ‘...,’ in a text that has no others; ‘Axis’ around a word is no quotation."""
    found: list[tuple[int, bool | None]] = []
    start: int | None = None
    for i, text in enumerate(texts):
        if text == SINGLE[0] or "\n\n" in text:
            start = i if text == SINGLE[0] else None
        elif text == SINGLE[1] and start is not None and texts[i - 1][-1] in ENDING:
            found += [(start, True), (i, False)]
            start = None
    return found


def _opens(doc: Doc, i: int) -> bool | None:
    """Whether the mark opens a quotation; None where neither its form nor the spaces around it tell."""
    text = doc[i].text
    if text in OPENING:
        return True
    if text in CLOSING:
        return False
    space_before = i == 0 or bool(doc[i - 1].whitespace_) or doc[i - 1].is_space or doc[i - 1].text in "(["
    space_behind = i + 1 == len(doc) or bool(doc[i].whitespace_) or doc[i + 1].text[0] in BEHIND
    return space_before if space_before != space_behind else None


def _begins_paragraph(texts: list[str], i: int) -> bool:
    return i > 0 and "\n" in texts[i - 1]


def _lost(texts: list[str], i: int, following: tuple[int, bool | None] | None) -> int | None:
    """Where the quotation with the opening mark ``i`` ends if it is not closed; None if it is or goes on."""
    stop, opens = following if following is not None else (len(texts), True)
    paragraphs = [j for j in range(i, stop) if "\n\n" in texts[j]]
    if not paragraphs:
        return None if following is not None else len(texts)
    if opens is None or (opens and _begins_paragraph(texts, stop)) or opens is False:
        goes_on = len(paragraphs) <= LONGEST_IN_PARAGRAPHS and (opens is not True or paragraphs == [stop - 1])
        return None if goes_on else paragraphs[0]
    return paragraphs[0]
