"""Time phrases -> ISO 8601 (with EDTF, its part 2) of the precision that the phrase gives.

| form | what the text says |
|---|---|
| 2024, 2024-06, 2024-06-19 | a year, a month, a day |
| 2025-W35 | a week: "last week" |
| 2022-21 to 2022-24 | spring, summer, autumn, winter of a year; the winter is that of its December |
| 199X, 19XX | a decade, a century |
| 2014/2019, 2011/.., ../2019 | from and to, since or after, until, before or by; each end in a form above |

dateparser is not used here: it gives a day to "in June", and takes 0.3 ms and its locale data to do so.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from kgraph.data import table

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgraph.statements.clauses import Clause
    from kgraph.statements.drafts import Draft
    from kgraph.statements.reading import Reading
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
RELATIVE = re.compile(r"\b(last|this|next|previous|coming|past)\s+(week|month|year)(?!s|\w)\b", re.IGNORECASE)
AGO = re.compile(r"\b(\w+)\s+(day|week|month|year|decade)s?\s+(ago|earlier|later|from now)\b", re.IGNORECASE)
DECADE = re.compile(r"\b(1\d\d|20\d)0['’]?s\b")
CENTURY = re.compile(r"\b(\d\d?)(?:st|nd|rd|th)[\s-]century\b", re.IGNORECASE)
SEASON = re.compile(r"\b(spring|summer|autumn|fall|winter)\b", re.IGNORECASE)
# "2014 to 2019", "2014-19", "between June and August 2020": two ends of one phrase.
RANGE = re.compile(r"^(?:from )?(.+?)(?: to | until | till | through |\s?[–—]\s?|(?<=\d)-(?=\d))(.+)$")
BETWEEN = re.compile(r"^between (.+) and (.+)$")
SHORT_YEAR = re.compile(r"^\d\d$")
DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
STARTS = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NUMBERS = {word: n for n, word in enumerate(COUNTS, start=1)} | {"a": 1, "an": 1}
# Words before a number of years that keep it from telling the year: "a few years ago", "over ten years ago".
VAGUE = re.compile(
    r"\b(few|several|many|some|over|than|nearly|almost|about|around|roughly|least)\b", re.IGNORECASE
)
# Prepositions that make the date one end of an interval: since it, or up to it.
SINCE = frozenset({"since", "after", "from"})
UP_TO = frozenset({"until", "till", "before", "by"})
OPEN = ".."
BEFORE_TODAY = frozenset({"last", "past", "previous", "earlier"})
AHEAD = frozenset({"next", "coming", "upcoming"})


def time_of(reading: Reading, draft: Draft, clause: Clause | None, truth: Truth) -> str | None:
    """When the draft's clause or event is said to take place."""
    ahead = truth.modality == "planned"
    heads = [draft.anchor] if draft.anchor is not None else []
    if clause is not None and (draft.clause is not None or (heads and heads[0].head.i == clause.verb.i)):
        heads.append(clause.verb)
    for head in heads:
        for phrase, before in _time_phrases(reading, head):
            found = resolve_time(phrase, reading.document.date, ahead=ahead)
            if found is not None:
                late = not truth.negative and reading.child(head, "neg") is not None
                return found if late else _bounded(found, before)
    return None


def _time_phrases(reading: Reading, head: Token) -> Iterator[tuple[str, str]]:
    """The dates that hang on ``head``, on its objects, and on the participle of "a pact signed in June".

    Each with the preposition before it; "from 2014" and "to 2019" are one.
    """
    for child in reading.children(head):
        if child.dep_ in ("npadvmod", "advmod", "nummod", "compound", "prep", "acl", "dobj", "pobj"):
            for start, end, text in reading.dates(child):
                before = reading.doc[start - 1].lower_ if start > 0 else ""
                last = _other_end(reading, end) if before == "from" else None
                whole = f"{text} to {last}" if last else f"between {text}" if before == "between" else text
                yield whole, before


def _other_end(reading: Reading, end: int) -> str | None:
    """2019 behind "from 2014": "to 2019"."""
    following = reading.doc[end : end + 2]
    if len(following) < 2 or following[0].lower_ not in ("to", "until", "till", "through"):
        return None
    first, last = reading.date_around(following[1])
    dated = following[1].ent_type_ or YEAR.fullmatch(following[1].text)
    return reading.doc[first:last].text if dated else None


def _bounded(found: str, before: str) -> str:
    """The date as the end of an interval that its preposition makes it: "since 2011" is 2011/..."""
    if "/" in found:
        return found
    if before in SINCE:
        return f"{found}/{OPEN}"
    return f"{OPEN}/{found}" if before in UP_TO else found


def resolve_time(phrase: str, written: str | None, *, ahead: bool = False) -> str | None:
    """The time that ``phrase`` names in one of the forms above, "2024-06" for "in June 2024", or None.

    ``written`` is the document's date, to which "on Monday", "last year" and "two weeks ago" are
    relative; a weekday is the nearest one before it, or after it if ``ahead``.  Never more precise
    than the phrase; a month without a year is that month nearest before (or after) ``written``.
    Durations, ages, "recently" and "the previous day" give None.
    """
    iso = ISO.search(phrase)
    if iso:
        return iso.group(1)
    found = None
    ends = BETWEEN.match(phrase) or RANGE.match(phrase)
    if ends:
        found = _interval(ends.group(1), ends.group(2), written, ahead)
    return found or _of_phrase(phrase, written, ahead)


def _interval(first: str, last: str, written: str | None, ahead: bool) -> str | None:
    """Of "2014", "2019"; of "June", "August 2020" and "June 3", "5, 2020", which share what one lacks."""
    year = YEAR.search(last)
    start = YEAR.search(first)
    month = MONTH.search(first)
    if month and not MONTH.search(last) and DAY.search(last):
        last = f"{month.group(0)} {last}"
    if start and SHORT_YEAR.match(last):
        last = start.group(1)[:2] + last  # "2014-19"
    elif year and not start:
        first = f"{first} {year.group(1)}"
    one, two = _of_phrase(first, written, ahead), _of_phrase(last, written, ahead)
    return f"{one}/{two}" if one is not None and two is not None and one < two else None


def _of_phrase(phrase: str, written: str | None, ahead: bool) -> str | None:
    month, year, season = MONTH.search(phrase), YEAR.search(phrase), SEASON.search(phrase)
    if month and month.group(0) != "may":
        return _of_month(phrase, month, year, written, ahead)
    if season:
        return _of_season(phrase.lower(), season.group(1).lower(), year, written)
    if year:
        return year.group(1)
    decades, century = DECADE.findall(phrase), CENTURY.search(phrase)
    if decades:  # "the 1950s and 1960s" are twenty years
        return "/".join(f"{decade}X" for decade in (min(decades), max(decades))[: len(decades)])
    if century:
        return f"{int(century.group(1)) - 1:02}XX"
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
        if ahead or "next" in rest.lower().split():
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


def _of_season(phrase: str, season: str, year: re.Match[str] | None, written: str | None) -> str | None:
    """Of "spring 2022", "this summer"; which year "last summer" and "this winter" mean is not plain."""
    if year:
        return f"{year.group(1)}-{SEASONS[season]}"
    this = written is not None and season != "winter" and "this" in phrase.split()
    return f"{written[:4]}-{SEASONS[season]}" if written and this else None


def _relative(phrase: str, written: str | None, ahead: bool) -> str | None:
    if not written:
        return None
    match, ago = RELATIVE.search(phrase), AGO.search(phrase)
    if match:
        return _of_unit(match.group(1), match.group(2), written)
    if ago:
        return _ago(phrase, ago, written)
    if len(written) != 10:
        return None
    base = date.fromisoformat(written)
    for word, days in DAYS.items():
        if re.search(rf"\b{word}\b", phrase):
            return (base + timedelta(days=days)).isoformat()
    weekday = WEEKDAY.search(phrase)
    if weekday:
        wanted = STARTS.index(weekday.group(1).lower())
        words = set(phrase.split())
        if not words.isdisjoint(AHEAD) or (ahead and words.isdisjoint(BEFORE_TODAY)):
            return (base + timedelta(days=(wanted - base.weekday()) % 7)).isoformat()
        return (base - timedelta(days=(base.weekday() - wanted) % 7)).isoformat()
    return None


def _ago(phrase: str, ago: re.Match[str], written: str) -> str | None:
    """Of "two years ago"; "a year earlier" is relative to what the text told before, and gives None."""
    number, unit, when = ago.group(1), ago.group(2), ago.group(3)
    count = NUMBERS.get(number) or (int(number) if number.isdigit() else 0)
    if not count or when not in ("ago", "from now") or VAGUE.search(phrase[: ago.start(2)]):
        return None
    return _shifted(unit, count if when == "from now" else -count, written)


def _of_unit(which: str, unit: str, written: str) -> str | None:
    step = {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1}.get(which, 0)
    if which == "past":
        return None  # "the past week" ends today
    return _shifted(unit, step, written)


def _shifted(unit: str, step: int, written: str) -> str | None:
    """The year, month, week or day that is ``step`` of them away, in the precision of the unit."""
    if unit == "decade":
        return None
    if unit == "year":
        return f"{int(written[:4]) + step:04}"
    if unit == "month" and len(written) >= 7:
        months = int(written[:4]) * 12 + int(written[5:7]) - 1 + step
        return f"{months // 12:04}-{months % 12 + 1:02}"
    if unit in ("week", "day") and len(written) == 10:
        day = date.fromisoformat(written) + timedelta(days=step * (7 if unit == "week" else 1))
        return day.isoformat() if unit == "day" else day.strftime("%G-W%V")
    return None
