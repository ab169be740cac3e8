"""ISO dates of any precision: which is the first and the last, and which lie in a window of time.

A date is "2025-09-03", "2025-09" or "2025" and covers the whole day, month or year.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date as day

from kgraph.errors import ConfigError

ISO_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
UNDATED = "9999"  # stands for a date that is unknown where articles are sorted: after all others


def within(date: str | None, since: str = "", until: str = "") -> bool:
    """Whether what is dated so may lie between the two dates, both included; empty ones set no bound.

    A date that is not precise lies there if any of its days does: "2025-09" is within since
    "2025-09-20".  Without a date nothing lies in a window, but where there is none everything does.
    """
    if not (since or until):
        return True
    if not date:
        return False
    return (not since or _last(date) >= _first(since)) and (not until or _first(date) <= _last(until))


def first_and_last(dates: Iterable[str]) -> tuple[str, str] | None:
    """The date that may reach back furthest and the one that may reach furthest on; None of none.

    Of "2025" and "2025-09-03" the last is "2025", for that article may be of December.  Where two
    reach equally far it is the more precise one.
    """
    found = sorted(set(dates))
    if not found:
        return None
    return min(found, key=lambda d: (_first(d), -len(d))), max(found, key=lambda d: (_last(d), len(d)))


def nothing_dated(dates: Iterable[str | None], since: str, until: str) -> str:
    """That no article lies in the window, in one sentence: when they are from, how many have no date."""
    found = list(dates)
    span = first_and_last(date for date in found if date)
    window = " ".join(f"{name} {date}" for name, date in (("since", since), ("until", until)) if date)
    there = f"they are from {span[0]} to {span[1]}" if span else "none of them has a date"
    undated = sum(not date for date in found)
    more = f", and {undated} without a date" if span and undated else ""
    return f"no article is dated {window}: {there}{more}; choose another window"


def check_window(since: str, until: str) -> None:
    """Raises ConfigError unless both are ISO dates or empty, and in order."""
    for name, value in (("since", since), ("until", until)):
        if value and not is_iso_date(value):
            raise ConfigError(f"{name} must be a date such as 2025, 2025-09 or 2025-09-03, not {value!r}")
    if since and until and _first(since) > _last(until):
        raise ConfigError(f"since ({since}) is later than until ({until}): nothing lies between the two")


def is_iso_date(text: str) -> bool:
    """Whether it is a year, a month or a day that the calendar has."""
    match = ISO_DATE.fullmatch(text)
    if match is None:
        return False
    try:
        day(*(int(part or 1) for part in match.groups()))
    except ValueError:
        return False
    return True


def _first(date: str) -> str:
    """The first day that a date covers."""
    return date + "YYYY-01-01"[len(date) :]


def _last(date: str) -> str:
    """The last day that a date covers; a short month's 31st sorts as well."""
    return date + "YYYY-12-31"[len(date) :]


# Of ISO 8601's seasons: spring, summer, autumn, winter, by their first and last months in the north.
SEASONS = {"21": ("03", "05"), "22": ("06", "08"), "23": ("09", "11"), "24": ("12", "02")}
ALWAYS = (day.min, day.max)


def covered(time: str) -> tuple[day, day]:
    """The first and the last day of a time as statements have it, both included.

    Besides dates that is a week ("2025-W35"), a season ("2022-22"), a decade or century ("199X",
    "18XX"), and an interval of two of these of which one may be open ("2014/2019", "2011/..").  What is
    none of them may be at any time.
    """
    first, slash, last = time.partition("/")
    if slash:
        return _days(first)[0] if first != ".." else day.min, _days(last)[1] if last != ".." else day.max
    return _days(time)


def _days(time: str) -> tuple[day, day]:
    year, _, rest = time.partition("-")
    try:
        if rest.startswith("W"):
            return day.fromisocalendar(int(year), int(rest[1:]), 1), day.fromisocalendar(
                int(year), int(rest[1:]), 7
            )
        if rest in SEASONS:
            begins, ends = SEASONS[rest]
            return day(int(year), int(begins), 1), _month_end(int(year) + (ends < begins), int(ends))
        if len(time) == 10:
            return day.fromisoformat(time), day.fromisoformat(time)
        if rest:
            return day(int(year), int(rest), 1), _month_end(int(year), int(rest))
        return day(int(year.replace("X", "0")), 1, 1), day(int(year.replace("X", "9")), 12, 31)
    except ValueError:
        return ALWAYS


def _month_end(year: int, month: int) -> day:
    return day(year, month, monthrange(year, month)[1])
