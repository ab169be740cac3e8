"""Bylines and reporters' notes -> names of authors."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kgraph import data
from kgraph.read.lines import CAPITAL, agency_name

_PARTICLES = r"(?:al|el|bin|bint|ibn|da|das|de|del|della|den|der|di|do|dos|du|la|le|ten|ter|van|von|y|zu)"
_TOKEN = rf"(?:[{CAPITAL}][\w'’.]*(?:[-‐][\w'’]+)*|(?:al|el|d|o)[-'’][{CAPITAL}][\w'’-]*)"
# "Ju-min Park", "Ursula von der Leyen", "J. Scott Applewhite"; a single word is no sure name.
NAME = re.compile(rf"{_TOKEN}(?: (?:{_PARTICLES} ){{0,2}}{_TOKEN}){{1,4}}")
_CAPITALISED = re.compile(rf"{_TOKEN}(?: {_TOKEN})*")
_BY = re.compile(
    r"(?:(?:(?:written|story|text|words|analysis|posted|report|reported|commentary|opinion) )?by:?|authors?:)"
    r" (?P<who>\S.{2,200})",
    re.I,
)
_NAME_ENDS = re.compile(r"\s+(?:in|for|at|from|reporting)\s.*$|\s*\(.*$|\s*<.*$|\s+\S+@\S+$")
_AND = re.compile(r",? (?:and|&) |[,;] ?")
_ROLE = re.compile(
    r"(?P<role>(?:additional )?(?:reporting|writing|compiled))(?: and (?:editing|writing))? by ", re.I
)


def byline(text: str) -> tuple[tuple[str, ...], str | None] | None:
    """Authors and agency of a byline; None if ``text`` is none.

    "By Antoni Slodkowski, Ju-min Park and David Brunnstrom", "BY TIM KELLY in Tokyo", "By Reuters
    Staff" (no author), "Tim Kelly, Associated Press".
    """
    by = _BY.fullmatch(text)
    if not by:
        writer, _, place = text.rpartition(", ")
        agency = agency_name(place)
        return ((person(writer) or writer,), agency) if agency and NAME.fullmatch(writer) else None
    authors: list[str] = []
    outlet, described = None, False
    for part in _AND.split(by["who"]):
        part = _NAME_ENDS.sub("", part.strip())
        if agency := agency_name(re.sub(r"(?i) staff$", "", part)):
            outlet = outlet or agency
        elif is_described(part):
            described = True
        elif name := person(part):
            authors.append(name)
        elif not (authors and _CAPITALISED.fullmatch(part)):  # a place: "By Tim Kelly, Tokyo"
            return None
    return (tuple(authors), outlet) if authors or outlet or described else None


def is_described(text: str) -> bool:
    """Whether ``text`` says what somebody is: "Staff Writer", "Chief Foreign Correspondent"."""
    return not data.words("byline_words").isdisjoint(text.casefold().split())


def person(text: str) -> str | None:
    """``text`` as a person's name, "TIM KELLY" in small letters; None if it is none."""
    if not NAME.fullmatch(text) or is_described(text):
        return None
    return text.title() if text.isupper() else text


def credited(note: str) -> Iterator[str]:
    """Those who reported and wrote, without places, of "(Reporting by A in B; Editing by C)"."""
    for part in re.split(r";\s*|\.\s+", " ".join(note.strip("()[]").split())):
        if role := _ROLE.match(part):
            for item in _AND.split(part[role.end() :]):
                if name := person(_NAME_ENDS.sub("", item.strip()).rstrip(".")):
                    yield name
