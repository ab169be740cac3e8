"""News agencies: whose an article is, and whom its sentences quote."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from kgraph.data import table
from kgraph.types import Document, Span, Statement

# The parts of an article's frame that tell who reported it; a picture's credit does not.
CREDITS = frozenset({"dateline", "byline", "header", "footer"})

SHORT = 2  # letters of a name that must stand in brackets, or between strokes


def agency_name(text: str) -> str | None:
    """The usual name of the news agency that the text spells, with or without an article."""
    return _names().get(" ".join(text.split()).removeprefix("the ").removeprefix("The "))


def agency_of_article(document: Document) -> str | None:
    """The agency whose the article is: its outlet, or whom dateline, byline or footer name first."""
    if document.outlet in table("agencies"):
        return document.outlet
    named = (
        found
        for frame in document.frame
        if frame.kind in CREDITS
        for found in _pattern().findall(document.text, frame.start, frame.end)
    )
    return next((agency_name(name) for name in named), None)


def agency_of(statement: Statement) -> str | None:
    """The news agency that tells the statement: the outermost of its tellers that is one."""
    told = [statement.source, *statement.relayed_by] if statement.source else []
    return agency_among(argument.text for argument in told)


def agency_among(tellers: Iterable[str]) -> str | None:
    """The last of the tellers, the outermost, that is a news agency."""
    agencies = [name for teller in tellers if (name := agency_name(teller))]
    return agencies[-1] if agencies else None


def quoted_agencies(statements: Iterable[Statement]) -> dict[Span, str]:
    """The agency that each sentence quotes with all that it states here: "Reuters reports that ..."."""
    return wholly_quoted((statement.sentence, agency_of(statement)) for statement in statements)


def wholly_quoted(told: Iterable[tuple[Span, str | None]]) -> dict[Span, str]:
    """The agency of each sentence of which it tells all, from sentences with who tells one thing there."""
    found: dict[Span, set[str]] = {}
    for sentence, agency in told:
        found.setdefault(sentence, set()).add(agency or "")
    return {span: names.pop() for span, names in found.items() if len(names) == 1 and names != {""}}


@cache
def _names() -> dict[str, str]:
    return {
        spelling.removeprefix("The "): name
        for name, spellings in table("agencies").items()
        for spelling in spellings
    }


@cache
def _pattern() -> re.Pattern[str]:
    """Any spelling of an agency as a whole word, the longer ones first; "PA" is also Pennsylvania."""
    spellings = sorted(_names(), key=lambda spelling: (-len(spelling), spelling))
    long, short = (
        "|".join(re.escape(s) for s in spellings if (len(s) > SHORT) is wanted) for wanted in (True, False)
    )
    return re.compile(rf"(?<!\w)(?:{long})(?!\w)|(?<=[(/])(?:{short})(?=[)/])")
