"""Picture credits, notices, links and signatures: frame that stands between and after paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kgraph.read.lines import (
    CAPITAL,
    DASH,
    LONGEST_FRAME_LINE,
    Clue,
    Line,
    agency_name,
    agency_pattern,
    is_site_line,
)
from kgraph.read.people import credited

LONGEST_CREDIT = 160  # characters
LONGEST_REPORTING = 2_000  # characters of "(Reporting by ...)"; a long one has 300

_PICTURE_START = re.compile(
    rf"[(\[]?(?:file|archive)(?: (?:photo|picture|image|pic)s?)?[)\]]?\s?(?::|{DASH}(?=\s))"
    r"|(?:photo|picture|image)s?:(?= \S+ \S+ \S+ \S+ \S+ \S+)",  # a caption, no mere name
    re.I,
)
_PICTURE_LABEL = (
    r"(?:(?:[Ii]mage|[Pp]hoto|[Pp]hotograph|[Pp]icture|[Vv]ideo)s?(?: [Cc]redits?| [Cc]ourtesy(?: of)?)?"
    r"|PHOTOS?|IMAGES?|[Cc]redits?|[Cc]ourtesy)"
)
_PICTURE_CREDIT = re.compile(
    rf"{_PICTURE_LABEL}\s?:\s?\S[^.:;\n]{{1,80}}\.?[)\]]?$|[Pp]hotos? by \S[^.:;\n]{{1,80}}[)\]]?\.?$"
)
_CREDIT_START = re.compile(  # where a credit can begin: after a sentence, at a bracket, at its label
    r"^|(?<=[.!?”\"’)\]|])\s+|(?=[(\[])|\s+(?=(?:[Ii]mage|[Pp]hoto|[Pp]hotograph|[Pp]icture|[Cc]redit)s?\s?:)"
)
_CREDIT_SIGNS = ("/", ":", " via ", "mages", " by ")  # every credit has one: a quick first look
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright\s*(?:©|\(c\))|copyright (?=(?:19|20)\d\d\b))\s*"
    r"(?:(?:19|20)\d\d(?:\s?[-–]\s?\d{2,4})?)?,?\s*(?:by )?(?P<outlet>[^\d\s.,][^.,\n]{1,40}?)?"
    r"(?:[.,]|,? all rights.*|$)",
    re.I,
)
_SOURCE = re.compile(r"\(?sources?: ?(?P<outlet>[^.,:;()]{2,40})\)?\.?", re.I)
_INITIALS = re.compile(r"\(?[a-z]{2,4}(?:-[a-z]{2,4})*/[a-z]{2,4}(?:[-/][a-z]{2,4})*\)?|#{2,5}")  # bur-dma/lb
# The constant " by " comes first and what stands before it is looked at second: on a long line
# this is ten times as fast as a pattern that begins with a choice.
_REPORTED_BY = re.compile(r" by (?:(?<=eporting by )|(?<=riting by )|(?<=ompiled by ))")
_REPORTING = re.compile(r"(?:(?:Additional |With )?(?:[Rr]eporting)|Writing|Compiled)(?: and \w+)? by $")


def margins(line: Line) -> Iterator[Clue]:
    """Picture credits, notices and links."""
    if found := picture_start(line):
        yield found
    if found := picture_credit(line):
        yield found
    if is_site_line(line.text):
        yield Clue(line.start, line.end, "footer")


def picture_start(line: Line) -> Clue | None:
    """The words before a caption: "FILE PHOTO:", "FILE -"."""
    found = _PICTURE_START.match(line.text)
    return Clue(line.start, line.start + found.end(), "credit") if found else None


def picture_credit(line: Line) -> Clue | None:
    """The credit at a line's end: "KCNA via REUTERS/File Photo", "Image: United States Navy."."""
    first = max(0, len(line.text) - LONGEST_CREDIT)
    tail = line.text[first:]
    if not any(sign in tail for sign in _CREDIT_SIGNS):
        return None
    for start in _CREDIT_START.finditer(tail):
        if start.end() == 0 and first:
            continue  # cut in the middle of a sentence
        rest = tail[start.end() :]
        if _picture_agency().fullmatch(rest) or _PICTURE_CREDIT.match(rest.lstrip("([")):
            return Clue(line.start + first + start.end(), line.end, "credit")
    return None


@cache
def _picture_agency() -> re.Pattern[str]:
    """An agency with a slash, "via" or "Photo"; photographer, pool or another agency before or after."""
    agency = rf"(?:{agency_pattern()})"
    part = rf"[{CAPITAL}\d][\w.,'’&-]*(?: [\w.'’&-]+){{0,5}}"
    joint = r"(?: ?/ ?| via | ?\| ?)"
    return re.compile(
        rf"[(\[]?(?:(?:{part}{joint}){{1,4}}{agency}(?: Photo)?(?: ?/ ?{part}){{0,3}}"
        rf"|{agency}(?: Photo)?(?:{joint}{part}){{1,4}}"
        rf"|{agency} Photo|Getty Images)(?:, [Ff]ile)?[)\]]?\.?"
    )


def signatures(line: Line) -> Iterator[Clue]:
    """Copyright, source, the agency's name alone or the writers' initials, in one of the last lines."""
    text = line.text
    if len(text) > LONGEST_FRAME_LINE:
        return
    if found := _COPYRIGHT.match(text):
        outlet = (found["outlet"] or "").strip()
        yield Clue(line.start, line.end, "footer", outlet=agency_name(outlet) or outlet or None)
    elif _SOURCE.fullmatch(text):
        yield Clue(line.start, line.end, "footer", outlet=named_source(text))
    elif agency := agency_name(text.strip("-–—()[] .")):
        yield Clue(line.start, line.end, "footer", outlet=agency)
    elif _INITIALS.fullmatch(text):
        yield Clue(line.start, line.end, "footer")


def named_source(text: str) -> str | None:
    """The agency of a line such as "Source: Xinhua"."""
    found = _SOURCE.fullmatch(text)
    return agency_name(found["outlet"].strip()) if found else None


def reporters(text: str) -> Iterator[Clue]:
    """Notes such as "(Reporting by A in B; Writing by C; Editing by D)", with or without brackets."""
    position = 0
    while found := _REPORTED_BY.search(text, position):
        position = found.end()
        begin = max(0, position - 60)
        words = _REPORTING.search(text[begin:position])
        if not words:
            continue
        start = begin + words.start()
        before = text[:start].rstrip(" ")[-1:] if start < 3 else text[start - 3 : start].rstrip(" ")[-1:]
        if before in ("(", "["):
            start = text.rindex(before, 0, start)
            closing = text.find(")" if before == "(" else "]", position, start + LONGEST_REPORTING)
            end = closing + 1 or _line_end(text, position)
        elif before in ("", "\n", ";") and words[0][0].isupper() and (before or not start):
            end = _line_end(text, position)
        else:
            continue  # "according to reporting by ..."
        position = max(position, end)
        yield Clue(start, end, "footer", authors=tuple(credited(text[start:end])))


def _line_end(text: str, start: int) -> int:
    """Where the line ends, but not further than a note can reach."""
    end = text.find("\n", start, start + LONGEST_REPORTING)
    return min(len(text), start + LONGEST_REPORTING) if end < 0 else end
