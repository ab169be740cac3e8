"""Text -> Lines, and what the rules of the frame find in them: Clues."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from kgraph import data

LONGEST_FRAME_LINE = 400  # characters: notices run to two or three sentences
# A hard-wrapped paragraph's longest line lies between these; where the next word would have fitted
# in less than this share of it, the line was not wrapped but ended.
WRAPPED = (50, 100)
FILLED = 0.9
LONGEST_BLOCK = 500  # lines that are looked at together; no paragraph has as many, a list can have millions

CAPITAL = "A-ZÀ-ÖØ-ÞĀ-Ž"  # to be used in a character class
DASH = r"(?:[-–—]{1,3}|―)"


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or a whole hard-wrapped paragraph with spaces for its line ends (equally long).

    ``alone`` is true where a blank line or the text's end follows.
    """

    start: int
    end: int
    text: str
    alone: bool


@dataclass(frozen=True, slots=True)
class Clue:
    """A piece of frame, and what it says about the article; ``updated``: the date of a later version."""

    start: int
    end: int
    kind: str
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    date: str | None = None
    updated: bool = False


def split_lines(text: str) -> Iterator[Line]:
    """The text's lines without outer spaces and blank ones; a hard-wrapped paragraph is one line."""
    block: list[tuple[int, str]] = []
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        if end < 0:
            end = len(text)
        raw = text[start:end]
        stripped = raw.strip()
        if block and (not stripped or len(block) == LONGEST_BLOCK):
            yield from _block_lines(text, block)
            block = []
        if stripped:
            block.append((start + raw.index(stripped[0]), stripped))
        start = end + 1
    if block:
        yield from _block_lines(text, block)


def _block_lines(text: str, block: list[tuple[int, str]]) -> Iterator[Line]:
    if _is_wrapped([line for _, line in block]):
        start, end = block[0][0], block[-1][0] + len(block[-1][1])
        yield Line(start, end, re.sub(r"\s", " ", text[start:end]), True)
        return
    for number, (start, line) in enumerate(block, 1):
        yield Line(start, start + len(line), line, number == len(block))


def _is_wrapped(block: list[str]) -> bool:
    """Whether the lines are one paragraph: the next word would not have fitted into any but the last.

    The first line may be shorter, as in text that was pasted behind something else.
    """
    longest = max(map(len, block))
    if len(block) < 2 or not WRAPPED[0] <= longest <= WRAPPED[1]:
        return False
    filled = [
        len(line) + 1 + len(following.split(maxsplit=1)[0]) >= FILLED * longest
        for line, following in pairwise(block)
    ]
    return all(filled[1:]) and (filled[0] or (len(block) > 2 and len(block[0]) >= longest / 2))


# ---- the word lists as look-ups -------------------------------------------------------------


@cache
def _agency_names() -> dict[str, str]:
    return {spelling: name for name, spellings in data.table("agencies").items() for spelling in spellings}


def agency_name(text: str) -> str | None:
    """The usual name of the agency that ``text`` spells."""
    return _agency_names().get(text)


@cache
def agency_pattern() -> str:
    """A pattern for all spellings of agencies, the longer ones first."""
    return "|".join(re.escape(s) for s in sorted(_agency_names(), key=lambda s: (-len(s), s)))


@cache
def _site_lines() -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
    """Whole lines, beginnings and phrases of ``site_lines``, in small letters."""
    entries = {entry.casefold() for entry in data.words("site_lines")}
    inside = {entry for entry in entries if entry.startswith("...")}
    starts = {entry for entry in entries - inside if entry.endswith("...")}
    return (
        frozenset(entries - inside - starts),
        tuple(sorted(entry.removesuffix("...") for entry in starts)),
        tuple(sorted(entry.strip(".") for entry in inside)),
    )


def is_site_line(text: str) -> bool:
    """Whether a line is one of the site's: a button, a link, a notice."""
    if len(text) > LONGEST_FRAME_LINE:
        return False
    whole, starts, inside = _site_lines()
    folded = text.casefold()
    return folded.rstrip(".:») ") in whole or folded.startswith(starts) or any(p in folded for p in inside)
