"""Spellings that the user calls names: found wherever they stand, whatever the model says."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from kgraph.names import clean_name
from kgraph.types import Document, Mention, Span

# The type until it is known whose name it is.
UNKNOWN = "ORG"


def with_told(document: Document, mentions: Sequence[Mention], aliases: Sequence[str]) -> list[Mention]:
    """The mentions in reading order with one for each place of an alias, instead of those it overlaps.

    A longer name that holds the alias stays: "Rocket Man" is not found in "Rocket Man Festival".
    """
    if not aliases:
        return list(mentions)
    mentions = sorted(mentions, key=lambda m: m.span)
    starts = [m.span.start for m in mentions]
    given = []
    dropped: set[Span] = set()
    for told in _places(document, aliases):
        first = max(bisect_right(starts, told.span.start) - 1, 0)
        last = bisect_left(starts, told.span.end)
        over = [m for m in mentions[first:last] if m.span.end > told.span.start]
        if not any(m.span.start <= told.span.start and told.span.end <= m.span.end for m in over):
            given.append(told)
            dropped.update(m.span for m in over)
    return sorted([*(m for m in mentions if m.span not in dropped), *given], key=lambda m: m.span)


def _places(document: Document, aliases: Sequence[str]) -> Iterator[Mention]:
    longest_first = sorted(aliases, key=lambda alias: (-len(alias), alias))
    wordings = (r"\s+".join(map(re.escape, alias.split())) for alias in longest_first if alias.strip())
    for found in re.finditer(rf"(?<!\w)(?:{'|'.join(wordings)})(?!\w)", document.text):
        span = Span(document.id, found.start(), found.end())
        yield Mention(span, found.group(), UNKNOWN, "name", clean_name(found.group()) or found.group())
