"""Time phrases -> ISO 8601 with the precision that the phrase gives."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kgraph.data import table

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgraph.statements.arguments import Reading
    from kgraph.statements.clauses import Clause
    from kgraph.statements.drafts import Draft
    from kgraph.statements.truth import Truth

YEAR = re.compile(r"\b(1\d\d\d|20\d\d)\b")
DAY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\b(?!\s*(?:years?|months?|weeks?|days?|hours?|%|percent))")
ISO = re.compile(r"\b(\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)\b")
MONTH = re.compile(
    r"\b(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?",
    re.IGNORECASE,
)
WEEKDAY = re.compile(r"\b(mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
RELATIVE = re.compile(r"\b(last|this|next|previous|coming)\s+(week|month|year)\b", re.IGNORECASE)
DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
STARTS = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")


def time_of(reading: Reading, draft: Draft, clause: Clause | None, truth: Truth) -> str | None:
    """When the draft's clause or event is said to take place."""
    ahead = truth.modality == "planned"
    heads = [draft.anchor] if draft.anchor is not None else []
    if clause is not None and (draft.clause is not None or (heads and heads[0].head.i == clause.verb.i)):
        heads.append(clause.verb)
    for head in heads:
        for phrase in _time_phrases(reading, head):
            found = resolve_time(phrase, reading.document.date, ahead=ahead)
            if found is not None:
                return found
    return None


def _time_phrases(reading: Reading, head: Token) -> Iterator[str]:
    """The dates that hang on ``head``, on its objects, and on the participle of "a pact signed in June"."""
    for child in reading.children(head):
        if child.dep_ in ("npadvmod", "advmod", "nummod", "compound", "prep", "acl", "dobj", "pobj"):
            yield from reading.dates(child)


def resolve_time(phrase: str, written: str | None, *, ahead: bool = False) -> str | None:
    """The date that ``phrase`` names, "2024-06" for "in June 2024", or None.

    ``written`` is the document's date, to which "on Monday" and "last year" are relative; a
    weekday is the nearest one before it, or after it if ``ahead``.  Never more precise than the
    phrase; a month without a year is that month nearest before (or after) ``written``.
    Durations, ages and "recently" give None, and so do ranges of which neither end has a year.
    """
    iso = ISO.search(phrase)
    if iso:
        return iso.group(1)
    month = MONTH.search(phrase)
    year = YEAR.search(phrase)
    if month and (month.group(0) != "may"):
        return _of_month(phrase, month, year, written, ahead)
    if year:
        return year.group(1)
    return _relative(phrase.lower(), written, ahead)


def _of_month(
    phrase: str, month: re.Match[str], year: re.Match[str] | None, written: str | None, ahead: bool
) -> str | None:
    number = _month_number(month.group(1))
    rest = phrase[: month.start()] + " " + phrase[month.end() :]
    day = DAY.search(rest)
    if year:
        when = int(year.group(1))
    elif written and len(written) >= 7:
        when = int(written[:4])
        if ahead:
            when += number < int(written[5:7])
        else:
            when -= number > int(written[5:7])
    else:
        return None
    if day and 1 <= int(day.group(1)) <= monthrange(when, number)[1]:
        return f"{when:04}-{number:02}-{int(day.group(1)):02}"
    return f"{when:04}-{number:02}"


def _month_number(word: str) -> int:
    months = [name[:3] for name in table("statements")["nouns"]["months"]]
    return months.index(word[:3].lower()) + 1


def _relative(phrase: str, written: str | None, ahead: bool) -> str | None:
    match = RELATIVE.search(phrase)
    if match and written:
        return _of_unit(match.group(1), match.group(2), written)
    if not written or len(written) != 10:
        return None
    base = date.fromisoformat(written)
    for word, days in DAYS.items():
        if re.search(rf"\b{word}\b", phrase):
            return (base + timedelta(days=days)).isoformat()
    weekday = WEEKDAY.search(phrase)
    if weekday:
        wanted = STARTS.index(weekday.group(1).lower())
        if ahead or "next" in phrase or "coming" in phrase:
            return (base + timedelta(days=(wanted - base.weekday()) % 7)).isoformat()
        return (base - timedelta(days=(base.weekday() - wanted) % 7)).isoformat()
    return None


def _of_unit(which: str, unit: str, written: str) -> str | None:
    step = {"last": -1, "previous": -1, "next": 1, "coming": 1}.get(which, 0)
    if unit == "year":
        return f"{int(written[:4]) + step:04}"
    if unit == "month" and len(written) >= 7:
        months = int(written[:4]) * 12 + int(written[5:7]) - 1 + step
        return f"{months // 12:04}-{months % 12 + 1:02}"
    # A week has no ISO form that other tools read as a date; its month is what is certain only
    # within the same month, so a week stays unknown.
    return None
