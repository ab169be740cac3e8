"""Sentences as they stand on the terminal, with the words marked that it is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

from kgraph.cli.terminal import printable
from kgraph.types import Document, Span

# Characters of a sentence that are shown on each side of what is marked.
CONTEXT = 120


class Marking(NamedTuple):
    """How words are marked: in a style, or where there are none by what stands before and behind them."""

    style: str
    left: str
    right: str


END = Marking("bold underline", "[", "]")
PREDICATE = Marking("bold italic", "<", ">")


def quoted(
    document: Document,
    sentence: Span,
    marks: Sequence[tuple[Span, Marking]],
    console: Console,
    *,
    context: int = CONTEXT,
) -> Text:
    """The sentence in quotation marks, long ones cut around its marks; of two that overlap one is there."""
    shown: list[tuple[Span, Marking]] = []
    for span, marking in marks:
        inside = sentence.start <= span.start < sentence.end
        if inside and all(span.end <= other.start or other.end <= span.start for other, _ in shown):
            shown.append((span, marking))
    text, at = document.text, sentence.start
    result = Text("“")
    for number, (span, marking) in enumerate(sorted(shown)):
        result.append(plain(_before(text[at : span.start], context, first=number == 0)))
        named = plain(text[span.start : span.end])
        if console.color_system:
            result.append(named, marking.style)
        else:
            result.append(f"{marking.left}{named}{marking.right}")
        at = span.end
    after = text[at : max(sentence.end, at)]
    if len(after) > context and shown:
        after = after[:context].rpartition(" ")[0] + "…"
    return result.append(plain(after).rstrip() + "”")


def _before(text: str, context: int, *, first: bool) -> str:
    """What stands before a mark, cut in front of the first one, and in the middle between two."""
    if first:
        return "…" + text[-context:].partition(" ")[2] if len(text) > context else text
    if len(text) <= 2 * context:
        return text
    return text[:context].rpartition(" ")[0] + " … " + text[-context:].partition(" ")[2]


def place(document: Document) -> str:
    """Outlet, or title, or name; and date."""
    return ", ".join(p for p in (document.outlet or document.title or document.name, document.date) if p)


def plain(text: str) -> str:
    """The text in one line, with its blanks at the ends and nothing that a terminal would obey."""
    return "".join(" " if c.isspace() else c for c in printable(text))
