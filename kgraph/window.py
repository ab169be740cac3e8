"""ISO dates of any precision: which is the first and the last, and which lie in a window of time.

A date is "2025-09-03", "2025-09" or "2025" and covers the whole day, month or year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date as day

from kgraph.errors import ConfigError

ISO_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)


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
