"""Written dates -> ISO dates, never more exact than what is written."""

from __future__ import annotations

import datetime
import re

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]|20)\d\d"
# A weekday before a date makes it surely a date line: "Friday, July 21, 2017".
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_WRITTEN = (
    rf"(?P<month1>{_MONTH}) (?P<day1>{_DAY}),? (?P<year1>{_YEAR})",  # Sep 27, 2025
    rf"(?P<day2>{_DAY}) (?:of )?(?P<month2>{_MONTH}),? (?P<year2>{_YEAR})",  # 3 September 2025
    rf"(?P<year3>{_YEAR})-(?P<month3>\d\d?)-(?P<day3>\d\d?)(?!\d)",  # 2025-09-03
    rf"(?P<year4>{_YEAR})/(?P<month4>\d\d?)/(?P<day4>\d\d?)(?!\d)",  # 2025/09/03
    rf"(?P<left5>\d\d?)(?P<mark5>[./-])(?P<right5>\d\d?)(?P=mark5)(?P<year5>{_YEAR})",  # 27/09/2025
)
# The pattern of a full date, to be used inside other patterns (once in each; ignoring case).
FULL_DATE = rf"(?<![\d/.-])(?:{'|'.join(_WRITTEN)})(?!\d)"
# A date that may lack the year, as in datelines: "Sept 3", "3 March 2025" (ignoring case).
SHORT_DATE = rf"(?:{_MONTH} \d{{1,2}}(?:, {_YEAR})?|\d{{1,2}} {_MONTH}(?: {_YEAR})?)"
_FULL = re.compile(FULL_DATE, re.I)
_MONTH_YEAR = re.compile(
    rf"(?:(?P<year>{_YEAR})-(?P<month>\d\d)|(?P<name>{_MONTH}),? (?P<year2>{_YEAR}))", re.I
)
_YEAR_ONLY = re.compile(_YEAR)
LONGEST_DATE = 60  # characters: "Wednesday, September 3rd, 2025, 10:30:00 a.m. (Eastern Time)"


def iso_date(found: re.Match[str]) -> str | None:
    """The ISO date of a match of FULL_DATE; None for 30 February, and for 03/04/2025 (March or April?)."""
    part = {name: value for name, value in found.groupdict().items() if value and name[-1].isdigit()}
    number = next((name[-1] for name in part if name.startswith("year")), "")
    year = int(part[f"year{number}"])
    if number == "5":
        left, right = int(part["left5"]), int(part["right5"])
        if left != right and left <= 12 and right <= 12:
            return None
        day, month = max(left, right), min(left, right)
    else:
        day = int(re.sub(r"\D", "", part[f"day{number}"]))
        month = _month(part[f"month{number}"])
    return _iso(year, month, day)


def parse_date(value: str) -> str | None:
    """The ISO date that a ``date`` field means, as exact as it is given: day, month or year.

    The day is the one that is written, whatever the time zone.  None if it is no date, or not a
    sure one.
    """
    value = " ".join(value.split())
    if len(value) > LONGEST_DATE:
        return None
    if found := _FULL.search(value):
        return iso_date(found)
    if found := _MONTH_YEAR.fullmatch(value):
        month = _month(found["month"] or found["name"])
        year = found["year"] or found["year2"]
        return f"{year}-{month:02d}" if 1 <= month <= 12 else None
    if _YEAR_ONLY.fullmatch(value):
        return value
    return _parse_rare(value)


def _parse_rare(value: str) -> str | None:
    """The date in spellings that the patterns do not know, such as "3-Sep-2025"."""
    year = re.search(rf"(?<!\d){_YEAR}(?!\d)", value)
    if not year or not re.search("[A-Za-z]{3}", value):
        return None
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # dateparser's own, about its locale data
        import dateparser  # type: ignore[import-untyped]

        settings = {"STRICT_PARSING": True, "REQUIRE_PARTS": ["day", "month", "year"]}
        found = dateparser.parse(value, languages=["en"], settings=settings)
    if found is None or found.year != int(year[0]):
        return None
    # Only a day that is written: dateparser also understands "last Friday" and "now".
    days = {int(n) for n in re.findall(r"\d+", value.replace(year[0], " ", 1))}
    return found.date().isoformat() if found.day in days else None


def _month(name: str) -> int:
    return int(name) if name.isdigit() else MONTHS.index(name[:3].lower()) + 1


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None
