"""Text -> Article: title, date, outlet, authors, and the frame around the story.

The rules look at lines.  Those of the head are tried until the story has begun; credits and
notices are looked for in every line, signatures in the last ones.  What is not sure is left out:
a story sentence that is taken for frame is lost for the graph, a frame line that is taken for
story gives a weak edge.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice

from kgraph import data
from kgraph.read.dates import FULL_DATE, SHORT_DATE, WEEKDAY, iso_date
from kgraph.read.lines import (
    CAPITAL,
    DASH,
    LONGEST_FRAME_LINE,
    Clue,
    Line,
    agency_name,
    agency_pattern,
    is_site_line,
    split_lines,
)
from kgraph.read.margins import margins, named_source, picture_credit, picture_start, reporters, signatures
from kgraph.read.people import NAME, byline, is_described
from kgraph.types import Frame

HEAD_LINES = 25  # a site's header with all its buttons is seldom longer
TAIL_LINES = 12
HEADLINE = (12, 220)  # characters, shortest and longest
STORY_LINE = 160  # characters: a line that is longer is no headline, button or byline
STORY_WORDS = 8  # a line with a final period and as many words is a sentence
LONGEST_META_LINE = 260  # characters: a byline with six names and a date
LONGEST_DATELINE = 120  # characters
OUTLET_ORDER = ("header", "byline", "dateline", "footer")  # the surest first; a picture's agency says nothing

_PARTS = re.compile(r"\s*[|•·]\s*|\s+[–—-]\s+")
_TIME = (
    r"(?:\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?|\d{1,2} ?[ap]\.?m\.?)"
    r"(?: ?\(?(?:[A-Z]{1,5})?(?:[+-]\d\d?(?::?\d\d)?)?\)?)"
)
# "Published: Sept. 3, 2025 at 10:15 AM EDT", "Sep 27, 2025 04:01 641" (views)
_DATE_PART = re.compile(
    r"(?P<label>(?:(?:first|last|originally) )?(?:published|updated|posted|modified|issued|created|date)"
    r"(?: on| at)?)?:? ?"
    rf"(?:{_TIME},? )?(?:{WEEKDAY},? )?{FULL_DATE}(?:(?:,|,? at| -| \||T)? ?{_TIME})?"
    r"(?: [\d.,]{1,9}(?: (?:views|comments|reads|shares))?)?",
    re.I,
)
_MINOR_PART = re.compile(
    rf"{_TIME}|\d+ (?:min(?:ute)?s?|views|comments|shares)(?: read)?|updated.{{0,30}}", re.I
)
_DATE_BEFORE_STORY = re.compile(rf"(?i:{WEEKDAY},? {FULL_DATE})(?= [{CAPITAL}“\"])")
_DATE_DASH = re.compile(rf"{FULL_DATE}\s*(?:{DASH}|:)(?=\s)", re.I)
_DATE_AFTER_TITLE = re.compile(rf"(?<=\s){WEEKDAY},? {FULL_DATE}$", re.I)
_SITE_NAME = re.compile(
    r"(?:last|latest|more|top) (?:news|stories) (?:in|from|on|at) (?P<outlet>\S.{1,40})"
    r"|(?P<outlet2>[\w.-]{2,40}(?: [\w.-]{1,20})?) publishes opinions",
    re.I,
)
_PLACE = rf"[{CAPITAL}][{CAPITAL}.'’-]+"
# "KABUL, Afghanistan —": without an agency a dash is asked for, and a capital after it.
_PLACE_DASH = re.compile(
    rf"(?P<places>{_PLACE}(?:(?: and |, |/| ){_PLACE}){{0,6}})"
    rf"(?:, [{CAPITAL}][\w.'’-]+(?: [{CAPITAL}][\w.'’-]+){{0,2}})?(?i:[,.]? {SHORT_DATE})?"
    rf"(?: \([^()]{{2,40}}\))?(?:\s?(?:[–—―]|--)\s?|\s-\s?)(?=[{CAPITAL}\d“\"'‘]|$)"
)
_PLACE_OR_DATE = re.compile(rf"[{CAPITAL}][\w.'’-]*|\d{{1,2}}|\d{{4}}|and")


@dataclass(frozen=True, slots=True)
class Article:
    """What the text itself says about the article that it holds."""

    title: str | None = None
    date: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    frame: tuple[Frame, ...] = ()


def read_article(text: str) -> Article:
    """The title, date, outlet, authors and frame that can be told from ``text`` alone."""
    lines = split_lines(text)
    head = list(islice(lines, HEAD_LINES + 1))
    title, clues = _read_head(head)
    tail: deque[Line] = deque(maxlen=TAIL_LINES)
    for line in chain(head, lines):
        clues.extend(margins(line))
        tail.append(line)
    for line in tail:
        clues.extend(signatures(line))
    clues.extend(reporters(text))
    clues.sort(key=lambda clue: (clue.start, -clue.end))
    dates = sorted((clue.updated, clue.start, clue.date) for clue in clues if clue.date)
    outlets = sorted(
        (OUTLET_ORDER.index(clue.kind), clue.start, clue.outlet)
        for clue in clues
        if clue.outlet and clue.kind in OUTLET_ORDER
    )
    return Article(
        title=title,
        date=dates[0][2] if dates else None,
        outlet=outlets[0][2] if outlets else None,
        authors=tuple(dict.fromkeys(author for clue in clues for author in clue.authors)),
        frame=_frames(clues),
    )


def _frames(clues: Iterable[Clue]) -> tuple[Frame, ...]:
    """Frames of the sorted clues, without those that overlap an earlier one."""
    frames: list[Frame] = []
    for clue in clues:
        if not frames or frames[-1].end <= clue.start:
            frames.append(Frame(clue.start, clue.end, clue.kind))
    return tuple(frames)


def _read_head(lines: list[Line]) -> tuple[str | None, list[Clue]]:
    """The headline and the clues of the lines up to the second one of the story."""
    title: str | None = None
    clues: list[Clue] = []
    story = 0
    for number, line in enumerate(lines[:HEAD_LINES]):
        if found := _meta_line(line) or (None if story else _header(line, title)):
            clues.append(found)
            continue
        if found := _story_start(line):
            clues.append(found)
            if found.kind == "dateline":
                break
        if picture_start(line) or picture_credit(line):
            continue
        if _is_story(line):
            story += 1
            if story == 2:
                break
        elif title is None and not story and _is_headline(lines, number):
            title = line.text
            if dated := _DATE_AFTER_TITLE.search(title):
                title = title[: dated.start()].rstrip()
                clues.append(Clue(line.start + dated.start(), line.end, "header", date=iso_date(dated)))
    return title, clues


def _is_story(line: Line) -> bool:
    """Whether a line of the head is a sentence or a paragraph and no headline, button or name."""
    if len(line.text) >= STORY_LINE:
        return True
    return bool(re.search(r"\.[\"”’')]*$", line.text)) and line.text.count(" ") >= STORY_WORDS - 1


def _is_headline(lines: list[Line], number: int) -> bool:
    """Whether a line of the head can be the title: a few words without final period, text below."""
    text = lines[number].text
    if number + 1 == len(lines):
        return False
    following = lines[number + 1]
    return (
        HEADLINE[0] <= len(text) <= HEADLINE[1]
        and text.count(" ") >= 2
        and text[-1] not in ".,:;"
        and "|" not in text  # "Politics | China"
        and bool(re.match(rf"(?:\([A-Z\d ]+\) )?[\"'“‘]?[{CAPITAL}\d]", text))
        and not re.match(r"\d+[.)] ", text)  # "2. Results"
        and (
            lines[number].alone
            or len(following.text) >= STORY_LINE
            or bool(_meta_line(following) or _header(following, None))
        )
    )


def _header(line: Line, title: str | None) -> Clue | None:
    """A line of the site above the story, or the title again (a picture's text)."""
    text = line.text
    if (
        title
        and len(title) >= 20
        and text.startswith(title)
        and not re.search(r"[^\W\d_]", text[len(title) :])
    ):
        return Clue(line.start, line.end, "header")
    if agency := agency_name(text) or named_source(text):
        return Clue(line.start, line.end, "header", outlet=agency)
    if not is_site_line(text):
        return None
    named = _SITE_NAME.match(text)
    outlet = (named["outlet"] or named["outlet2"]).rstrip(" .:") if named else None
    return Clue(line.start, line.end, "header", outlet=outlet)


def _meta_line(line: Line) -> Clue | None:
    """A line all of whose parts are dates, bylines or agencies: "By A and B | Reuters | 3 Sep 2025"."""
    if len(line.text) > LONGEST_META_LINE:
        return None
    kind, date, outlet, updated = "", None, None, False
    authors: tuple[str, ...] = ()
    parts = [line.text] if _DATE_PART.fullmatch(line.text) else _PARTS.split(line.text)
    for part in parts:
        if found := _DATE_PART.fullmatch(part):
            if date is None or updated:
                date = iso_date(found)
                updated = (found["label"] or "").lower().startswith(("updated", "last", "modified"))
            kind = kind or "header"
        elif by := byline(part):
            authors, outlet = (*authors, *by[0]), outlet or by[1]
            kind = "byline"
        elif agency := agency_name(part):
            outlet = outlet or agency
        elif NAME.fullmatch(part) and any(agency_name(p) for p in parts):  # "Tim Kelly | Reuters"
            authors = (*authors, part)
            kind = "byline"
        elif not _MINOR_PART.fullmatch(part):
            return None
    return Clue(line.start, line.end, kind, authors, outlet, date, updated) if kind else None


def _story_start(line: Line) -> Clue | None:
    """The dateline or date with which a line of the story begins."""
    text = line.text[: LONGEST_FRAME_LINE // 2]
    if found := _dateline(text):
        end, agency = found
        dated = re.search(FULL_DATE, text[:end], re.I)
        date = iso_date(dated) if dated else None
        return Clue(line.start, line.start + end, "dateline", outlet=agency, date=date)
    if dated := _DATE_BEFORE_STORY.match(text) or _DATE_DASH.match(text):
        return Clue(line.start, line.start + dated.end(), "header", date=iso_date(dated))
    return None


def _dateline(text: str) -> tuple[int, str | None] | None:
    """End and agency of "BEIJING/SEOUL (Reuters) -", "MOSCOW, March 3. /TASS/.", "KABUL, Afghanistan —"."""
    if found := _agency_dateline().match(text):
        words = re.split(r"[\s,/;.]+", found["before"].strip(" ,/;."))
        if all(_PLACE_OR_DATE.fullmatch(word) for word in words if word):
            return len(found[0].rstrip()), agency_name(found["agency"] or found["agency2"])
        return None
    found = _PLACE_DASH.match(text[:LONGEST_DATELINE])
    if found and found["places"] not in data.words("slugs") and not is_described(found["places"]):
        return len(found[0].rstrip()), None
    return None


@cache
def _agency_dateline() -> re.Pattern[str]:
    """Places and date, then "(Agency)" and a dash, or "/Agency/"."""
    agencies = agency_pattern()
    return re.compile(
        rf"(?P<before>[^()\n“”\"]{{0,90}}?) ?(?:\((?P<agency>{agencies})\)\s?(?:{DASH}|:)\s?"
        rf"|/(?P<agency2>{agencies})/\.?\s?{DASH}?)"
    )
