"""Quotations: which tokens stand in one."""

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


def quotations(doc: Doc) -> Iterator[tuple[int, int]]:
    """The first token of each quotation, with its opening mark, and the one behind its last."""
    start = None
    for i, inside in enumerate([*quoted(doc), False]):
        if inside and start is None:
            start = i
        elif not inside and start is not None:
            yield start, i
            start = None


def quoted(doc: Doc) -> list[bool]:
    """Whether each token stands in a quotation; one that is not closed ends with its paragraph."""
    texts = texts_of(doc)
    if not MARKS & set(texts):
        return [False] * len(texts)
    found, inside = [], False
    for text in texts:
        if text in OPENING or (text == EITHER and not inside):
            inside = True
        elif text in CLOSING or text == EITHER or "\n\n" in text:
            inside = False
        found.append(inside)
    return found
