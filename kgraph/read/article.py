"""Text -> Article: title, date, outlet, authors, and the frame around the story.

The rules look at lines.  Those of the head are tried until the story has begun; credits and
footers are looked for in every line, signatures in the last ones.  What is not sure is left out:
a story sentence that is taken for frame is lost for the graph, a frame line that is taken for
story gives a weak edge.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from kgraph import data
from kgraph.read.dates import FULL_DATE, WEEKDAY, iso_date
from kgraph.types import Frame

HEAD_LINES = 25  # a site's header with all its buttons is seldom longer
TAIL_LINES = 12
HEADLINE = (12, 220)  # characters, shortest and longest
STORY_LINE = 160  # characters: a line that is longer is no headline, button or byline
STORY_WORDS = 8  # a line with a final period and as many words is a sentence
LONGEST_FRAME_LINE = 400  # characters: notices run to two or three sentences
LONGEST_CREDIT = 160
LONGEST_REPORTING = 2_000  # characters of "(Reporting by ...)": the longest in Reuters' files has 900
WRAPPED = (50, 100)  # characters: the longest line of a hard-wrapped paragraph lies between

_CAP = "[A-ZÀ-ÖØ-ÞĀ-Ž]"
_DASH = r"(?:[-–—]{1,3}|―)"
_PARTICLES = r"(?:al|el|bin|bint|ibn|da|das|de|del|della|den|der|di|do|dos|du|la|le|ten|ter|van|von|y|zu)"
_TOKEN = rf"(?:{_CAP}[\w'’.]*(?:[-‐][\w'’]+)*|(?:al|el|d|o)[-'’]{_CAP}[\w'’-]*)"
_NAME = re.compile(rf"{_TOKEN}(?: (?:{_PARTICLES} ){{0,2}}{_TOKEN}){{1,4}}")
_BY = re.compile(
    r"(?:(?:(?:written|story|text|words|analysis|posted|report|reported|commentary|opinion) )?by:?|authors?:)"
    r" (?P<who>\S.{2,200})",
    re.I,
)
_NAME_ENDS = re.compile(r"\s+(?:in|for|at|from|reporting)\s.*$|\s*\(.*$|\s*<.*$|\s+\S+@\S+$")
_AND = re.compile(r",? (?:and|&) |[,;] ?")
_PARTS = re.compile(r"\s*[|•·]\s*|\s+[–—-]\s+")

_TIME = (
    r"(?:\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?|\d{1,2} ?[ap]\.?m\.?)"
    r"(?: ?\(?(?:[A-Z]{1,5})?(?:[+-]\d\d?(?::?\d\d)?)?\)?)"
)
_DATE_PART = re.compile(
    r"(?P<label>(?:(?:first|last|originally) )?(?:published|updated|posted|modified|issued|created|date)"
    r"(?: on| at)?)?:? ?"
    rf"(?:{_TIME},? )?(?:{WEEKDAY},? )?{FULL_DATE}(?:(?:,|,? at| -| \||T)? ?{_TIME})?"
    r"(?: [\d.,]{1,9}(?: (?:views|comments|reads|shares))?)?",
    re.I,
)
_MINOR_PART = re.compile(
    rf"(?:{_TIME}|\d+ (?:min(?:ute)?s?|views|comments|shares)(?: read)?|updated.{{0,30}})", re.I
)
_DATE_BEFORE_STORY = re.compile(rf"{WEEKDAY},? {FULL_DATE}(?= [A-Z“\"])", re.I)
_DATE_DASH = re.compile(rf"{FULL_DATE}\s*(?:{_DASH}|:)(?=\s)", re.I)
_DATE_AFTER_TITLE = re.compile(rf"(?<=\s){WEEKDAY},? {FULL_DATE}$", re.I)

_SITE_NAME = re.compile(
    r"(?:last|latest|more|top) (?:news|stories) (?:in|from|on|at) (?P<outlet>\S.{1,40})"
    r"|(?P<outlet2>[\w.-]{2,40}(?: [\w.-]{1,20})?) publishes opinions",
    re.I,
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright\s*(?:©|\(c\))|copyright (?=(?:19|20)\d\d\b))\s*"
    r"(?:(?:19|20)\d\d(?:\s?[-–]\s?\d{2,4})?)?,?\s*(?:by )?(?P<outlet>[^\d\s.,][^.,\n]{1,40}?)?"
    r"(?:[.,]|,? all rights.*|$)",
    re.I,
)
_SOURCE = re.compile(r"\(?sources?: ?(?P<outlet>[^.,:;()]{2,40})\)?\.?", re.I)
_INITIALS = re.compile(
    r"\(?[a-z]{2,4}(?:-[a-z]{2,4})*/[a-z]{2,4}(?:[-/][a-z]{2,4})*\)?|#{2,5}"
)  # AFP: bur-dma/lb
_REPORTING = re.compile(r"(?:(?:additional |with )?reporting|writing|compiled) by ", re.I)
_ROLE = re.compile(
    r"(?P<role>(?:additional )?reporting(?: and writing)?|writing|compiled|editing|graphics?|photos?)"
    r"(?: and (?P<also>editing|writing))? by ",
    re.I,
)

_PLACES = rf"{_CAP}[{_CAP[1:-1]}.'’-]+(?:(?: | and |, |/|-)?{_CAP}[{_CAP[1:-1]}.'’-]+){{0,6}}"
_REGION = rf"(?:, {_CAP}[\w.'’-]+(?: {_CAP}[\w.'’-]+){{0,2}})?"
_SHORT_DATE = (
    r"(?:[,.]? (?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d{1,2}(?:, (?:19|20)\d\d)?"
    r"|[,.]? \d{1,2} (?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?(?: (?:19|20)\d\d)?)?"
)
# "KABUL, Afghanistan — The": without an agency a dash is asked for, and a capital after it.
_PLACE_DASH = re.compile(
    rf"(?P<places>{_PLACES}){_REGION}(?i:{_SHORT_DATE})(?: \([^()]{{2,40}}\))?"
    rf"(?:\s?(?:[–—―]|--)\s?|\s-\s?)(?=[{_CAP[1:-1]}\d“\"'‘]|$)"
)
_CAPITALISED = re.compile(rf"(?:(?:{_CAP}[\w.'’-]*|and|\d{{1,2}}|\d{{4}})(?:[,./;] ?| ?/ ?| |$))*")

_PICTURE_PREFIX = re.compile(
    rf"[(\[]?(?:file|archive)(?: (?:photo|picture|image|pic)s?)?[)\]]?\s?(?::|{_DASH}(?=\s))"
    r"|(?:photo|picture|image)s?:(?= \S+ \S+ \S+ \S+ \S+ \S+)",
    re.I,
)
_PICTURE_LABEL = (
    r"(?:(?:[Ii]mage|[Pp]hoto|[Pp]hotograph|[Pp]icture|[Vv]ideo)s?(?: [Cc]redits?| [Cc]ourtesy(?: of)?)?"
    r"|PHOTOS?|IMAGES?|[Cc]redits?|[Cc]ourtesy)"
)
_PICTURE_CREDIT = re.compile(
    rf"{_PICTURE_LABEL}\s?:\s?\S[^.:;\n]{{1,80}}\.?[)\]]?$|[Pp]hotos? by \S[^.:;\n]{{1,80}}[)\]]?\.?$"
)
_CREDIT_START = re.compile(
    r"^|(?<=[.!?”\"’)\]|])\s+|(?=[(\[])|\s+(?=(?:[Ii]mage|[Pp]hoto|[Pp]hotograph|[Pp]icture|[Cc]redit)s?\s?:)"
)


@dataclass(frozen=True, slots=True)
class Article:
    """What the text itself says about the article that it holds."""

    title: str | None = None
    date: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    frame: tuple[Frame, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    """A line, or a whole hard-wrapped paragraph with spaces for its line ends (equally long)."""

    start: int
    end: int
    text: str
    alone: bool  # a blank line, or the text's end, follows


@dataclass(frozen=True, slots=True)
class _Clue:
    """A piece of frame and what it says."""

    start: int
    end: int
    kind: str
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    date: str | None = None
    updated: bool = False  # the date is that of a later version


def read_article(text: str) -> Article:
    """The title, date, outlet, authors and frame that can be told from ``text`` alone."""
    lines = _lines(text)
    title, clues = _read_head(lines)
    tail = len(lines) - TAIL_LINES
    for number, line in enumerate(lines):
        clues.extend(_anywhere(line))
        if number >= tail:
            clues.extend(_signature(line))
    clues.extend(_reporting(text))
    clues.sort(key=lambda c: (c.start, -c.end))
    dates = sorted((c.updated, c.start, c.date) for c in clues if c.date)
    outlets = sorted(
        (("header", "byline", "dateline", "footer").index(c.kind), c.start, c.outlet)
        for c in clues
        if c.outlet and c.kind != "credit"
    )
    authors = dict.fromkeys(
        a for kind in ("byline", "footer") for c in clues if c.kind == kind for a in c.authors
    )
    return Article(
        title=title,
        date=dates[0][2] if dates else None,
        outlet=outlets[0][2] if outlets else None,
        authors=tuple(authors),
        frame=_frames(clues),
    )


def _frames(clues: Iterable[_Clue]) -> tuple[Frame, ...]:
    """Frames of the sorted clues without those that overlap an earlier one."""
    frames: list[Frame] = []
    for clue in clues:
        if clue.start < clue.end and (not frames or frames[-1].end <= clue.start):
            frames.append(Frame(clue.start, clue.end, clue.kind))
    return tuple(frames)


# ---- lines ----------------------------------------------------------------------------------


def _lines(text: str) -> list[_Line]:
    """The text's lines without outer spaces; a hard-wrapped paragraph is one line."""
    lines: list[_Line] = []
    block: list[tuple[int, int]] = []
    position = 0
    for raw in [*text.split("\n"), ""]:
        stripped = raw.strip()
        if stripped:
            start = position + raw.index(stripped[0])
            block.append((start, start + len(stripped)))
        elif block:
            lines.extend(_block_lines(text, block))
            block = []
        position += len(raw) + 1
    return lines


def _block_lines(text: str, block: list[tuple[int, int]]) -> Iterator[_Line]:
    if _is_wrapped(block):
        start, end = block[0][0], block[-1][1]
        yield _Line(start, end, re.sub(r"\s", " ", text[start:end]), True)
        return
    for number, (start, end) in enumerate(block, 1):
        yield _Line(start, end, text[start:end], number == len(block))


def _is_wrapped(block: list[tuple[int, int]]) -> bool:
    """Whether the lines look like one paragraph: all but the last about equally long, none too long."""
    lengths = [end - start for start, end in block]
    longest = max(lengths)
    return len(block) > 1 and WRAPPED[0] <= longest <= WRAPPED[1] and min(lengths[:-1]) >= longest / 2


def _is_story(line: _Line) -> bool:
    if len(line.text) >= STORY_LINE:
        return True
    return bool(re.search(r"\.[\"”’')]*$", line.text)) and line.text.count(" ") >= STORY_WORDS - 1


# ---- the head -------------------------------------------------------------------------------


def _read_head(lines: list[_Line]) -> tuple[str | None, list[_Clue]]:
    """The headline and the clues of the lines up to the second one of the story."""
    title: str | None = None
    clues: list[_Clue] = []
    story = 0
    for number, line in enumerate(lines[:HEAD_LINES]):
        found = _meta_line(line) if story else _whole_line(line, title)
        if found:
            clues.append(found)
            continue
        start = _story_start(line)
        clues.extend(start)
        if any(c.kind == "dateline" for c in start):
            break
        if _PICTURE_PREFIX.match(line.text) or _credit(line):
            continue
        if _is_story(line):
            story += 1
            if story == 2:
                break
        elif title is None and not story and _is_headline(lines, number):
            dated = _DATE_AFTER_TITLE.search(line.text)
            title = line.text
            if dated:
                title = line.text[: dated.start()].rstrip()
                clues.append(_Clue(line.start + dated.start(), line.end, "header", date=iso_date(dated)))
    return title, clues


def _is_headline(lines: list[_Line], number: int) -> bool:
    """Whether a line of the head that is no story can be the title: short, no final period, text follows."""
    line = lines[number]
    if number + 1 == len(lines):
        return False
    following = lines[number + 1]
    return (
        HEADLINE[0] <= len(line.text) <= HEADLINE[1]
        and line.text.count(" ") >= 2
        and line.text[-1] not in ".,:;"
        and bool(re.match(rf"[\"'“‘]?(?:{_CAP}|\d)", line.text))
        and not re.match(r"\d+[.)] ", line.text)
        and (line.alone or len(following.text) >= STORY_LINE or _whole_line(following, line.text) is not None)
    )


def _whole_line(line: _Line, title: str | None) -> _Clue | None:
    """The clue that is a whole line of the head: a site line, date line, byline or the title again."""
    text = line.text
    if len(text) > LONGEST_FRAME_LINE:
        return None
    if (
        title
        and len(title) >= 20
        and text.startswith(title)
        and not re.search("[^\\W\\d_]", text[len(title) :])
    ):
        return _Clue(line.start, line.end, "header")
    if _is_site_line(text):
        named = _SITE_NAME.match(text)
        outlet = (named["outlet"] or named["outlet2"]).rstrip(" .:") if named else None
        return _Clue(line.start, line.end, "header", outlet=outlet)
    return _meta_line(line)


def _meta_line(line: _Line) -> _Clue | None:
    """A line all of whose parts are dates, bylines or agencies: "By A and B | Reuters | 3 Sep 2025"."""
    if len(line.text) > STORY_LINE + 100:
        return None
    kind, date, outlet, updated = "", None, None, False
    authors: tuple[str, ...] = ()
    dated = _DATE_PART.fullmatch(line.text)
    parts = [line.text] if dated else _PARTS.split(line.text)
    for part in parts:
        if found := _DATE_PART.fullmatch(part):
            late = (found["label"] or "").lower().startswith(("updated", "last", "modified"))
            if date is None or updated:
                date, updated = iso_date(found), late
            kind = kind or "header"
        elif by := _byline(part):
            authors, agency = by
            outlet = outlet or agency
            kind = "byline"
        elif agency := _agency(part):
            outlet = outlet or agency
        elif _NAME.fullmatch(part) and len(parts) > 1 and any(_agency(p) for p in parts):
            authors = (*authors, part)
            kind = "byline"
        elif not _MINOR_PART.fullmatch(part):
            return None
    return _Clue(line.start, line.end, kind, authors, outlet, date, updated) if kind else None


def _byline(text: str) -> tuple[tuple[str, ...], str | None] | None:
    """Authors and agency of "By Antoni Slodkowski, Ju-min Park and David Brunnstrom"; None if it is none."""
    by = _BY.fullmatch(text)
    if not by:
        if "," in text and len(text) <= 80 and (agency := _agency(text.rsplit(",", 1)[1].strip())):
            name = text.rsplit(",", 1)[0].strip()  # "Jane Doe, Associated Press"
            return ((_person(name) or name,), agency) if _NAME.fullmatch(name) else None
        return None
    authors, outlet, described = [], None, False
    for part in _AND.split(by["who"]):
        part = _NAME_ENDS.sub("", part.strip().rstrip(".") if part.count(".") == 1 else part.strip())
        if agency := _agency(part):
            outlet = outlet or agency
        elif part.casefold().split() and not data.words("byline_words").isdisjoint(part.casefold().split()):
            described = True
        elif person := _person(part):
            authors.append(person)
        elif not (authors and re.fullmatch(rf"{_TOKEN}(?: {_TOKEN})*", part)):  # the place: "..., Beijing"
            return None
    return (tuple(authors), outlet) if authors or outlet or described else None


def _person(text: str) -> str | None:
    """``text`` as a person's name, "JANE DOE" in small letters; None if it is none."""
    if not _NAME.fullmatch(text) or not data.words("byline_words").isdisjoint(text.casefold().split()):
        return None
    return text.title() if text.isupper() else text


def _story_start(line: _Line) -> list[_Clue]:
    """The dateline or date with which a line of the story begins."""
    text = line.text[: LONGEST_CREDIT + 100]
    if found := _dateline(text):
        end, agency = found
        dated = re.search(FULL_DATE, text[:end], re.I)
        return [
            _Clue(
                line.start,
                line.start + end,
                "dateline",
                outlet=agency,
                date=iso_date(dated) if dated else None,
            )
        ]
    if dated := _DATE_BEFORE_STORY.match(text) or _DATE_DASH.match(text):
        return [_Clue(line.start, line.start + dated.end(), "header", date=iso_date(dated))]
    return []


def _dateline(text: str) -> tuple[int, str | None] | None:
    """End and agency of "BEIJING/SEOUL (Reuters) -", "MOSCOW, March 3. /TASS/.", "KABUL, Afghanistan —"."""
    if found := _agency_dateline().match(text):
        if _CAPITALISED.fullmatch(found["before"].strip()):
            return len(found[0].rstrip()), _agency(found["agency"] or found["agency2"])
        return None
    found = _PLACE_DASH.match(text)
    if found and found["places"] not in data.words("slugs"):
        return len(found[0].rstrip()), None
    return None


# ---- anywhere -------------------------------------------------------------------------------


def _anywhere(line: _Line) -> Iterator[_Clue]:
    """Picture credits, notices and links, which stand between paragraphs as well as at the end."""
    if prefix := _PICTURE_PREFIX.match(line.text):
        yield _Clue(line.start, line.start + prefix.end(), "credit")
    if credit := _credit(line):
        yield credit
    if len(line.text) <= LONGEST_FRAME_LINE and _is_site_line(line.text):
        yield _Clue(line.start, line.end, "footer")


def _credit(line: _Line) -> _Clue | None:
    """The credit at a line's end: "KCNA via REUTERS/File Photo", "Image: United States Navy."."""
    first = max(0, len(line.text) - LONGEST_CREDIT)
    tail = line.text[first:]
    if (
        "/" not in tail
        and ":" not in tail
        and " via " not in tail
        and "mages" not in tail
        and " by " not in tail
    ):
        return None
    for start in _CREDIT_START.finditer(tail):
        if start.end() == 0 and first:
            continue  # cut in the middle of a sentence
        rest = tail[start.end() :]
        if _picture_agency().fullmatch(rest) or _PICTURE_CREDIT.match(rest.lstrip("([")):
            return _Clue(line.start + first + start.end(), line.end, "credit")
    return None


def _signature(line: _Line) -> Iterator[_Clue]:
    """Copyright, source, the agency's name alone and the writers' initials, near the end."""
    text = line.text
    if len(text) > LONGEST_FRAME_LINE:
        return
    if found := _COPYRIGHT.match(text):
        yield _Clue(line.start, line.end, "footer", outlet=_outlet(found["outlet"]))
    elif found := _SOURCE.fullmatch(text):
        yield _Clue(line.start, line.end, "footer", outlet=_agency(found["outlet"].strip()))
    elif agency := _agency(text.strip("-–—()[] .")):
        yield _Clue(line.start, line.end, "footer", outlet=agency)
    elif _INITIALS.fullmatch(text):
        yield _Clue(line.start, line.end, "footer")


def _reporting(text: str) -> Iterator[_Clue]:
    """Notes such as "(Reporting by A in B; Writing by C; Editing by D)", with or without brackets."""
    position = 0
    while found := _REPORTING.search(text, position):
        start, position = found.start(), found.end()
        before = text[max(0, start - 3) : start].rstrip(" ")
        if before.endswith(("(", "[")):
            start = text.rindex(before[-1], 0, start)
            closing = text.find(")" if before[-1] == "(" else "]", position, start + LONGEST_REPORTING)
            end = closing + 1 if closing >= 0 else _line_end(text, position)
        elif not before or before.endswith(("\n", ";")):
            if not found[0][0].isupper() or (start and not before):
                continue
            end = _line_end(text, position)
        else:
            continue  # "according to reporting by ..."
        position = max(position, end)
        yield _Clue(start, end, "footer", authors=tuple(_credited(text[start:end])))


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _credited(note: str) -> Iterator[str]:
    """The names of those who reported and wrote, without places and editors."""
    for part in re.split(r";\s*|\.\s+", " ".join(note.strip("()[]").split())):
        role = _ROLE.match(part)
        if not role or role["role"].lower().startswith(("editing", "graphic", "photo")):
            continue
        for name in _AND.split(part[role.end() :]):
            if person := _person(_NAME_ENDS.sub("", name.strip()).rstrip(".")):
                yield person


# ---- the word lists as patterns -----------------------------------------------------------------


@cache
def _agency_names() -> dict[str, str]:
    return {spelling: name for name, spellings in data.table("agencies").items() for spelling in spellings}


def _agency(text: str) -> str | None:
    """The usual name of the agency that ``text`` spells."""
    return _agency_names().get(text)


def _outlet(text: str | None) -> str | None:
    return (_agency(text.strip()) or text.strip() or None) if text else None


@cache
def _any_agency() -> str:
    return "|".join(re.escape(s) for s in sorted(_agency_names(), key=lambda s: (-len(s), s)))


@cache
def _agency_dateline() -> re.Pattern[str]:
    """Places and date, "(Agency)" or "/Agency/", and a dash."""
    agency = rf"(?P<agency>{_any_agency()})"
    return re.compile(
        rf"(?P<before>[^()\n“”\"]{{0,90}}?) ?(?:\({agency}\)\s?(?:{_DASH}|:)\s?"
        rf"|/(?P<agency2>{_any_agency()})/\.?\s?{_DASH}?)"
    )


@cache
def _picture_agency() -> re.Pattern[str]:
    """A credit with an agency and a slash, "via" or "Photo"; the photographer before or after."""
    agency = rf"(?:{_any_agency()})"
    part = rf"(?:{_CAP}|\d)[\w.,'’&-]*(?: [\w.'’&-]+){{0,5}}"
    joint = r"(?: ?/ ?| via | ?\| ?)"
    return re.compile(
        rf"[(\[]?(?:(?:{part}{joint}){{1,4}}{agency}(?: Photo)?(?: ?/ ?{part}){{0,3}}"
        rf"|{agency}(?: Photo)?(?:{joint}{part}){{1,4}}"
        rf"|{agency} Photo|Getty Images)(?:, [Ff]ile)?[)\]]?\.?"
    )


@cache
def _site_pattern() -> re.Pattern[str]:
    """One pattern for all of ``site_lines``."""
    forms = []
    for entry in sorted(data.words("site_lines")):
        inside, prefix = entry.startswith("..."), entry.endswith("...")
        words = r".{0,60}".join(re.escape(part) for part in entry.strip(".").split("..."))
        forms.append(("(?:.*)" if inside else "") + words + ("(?:.*)" if prefix else "[.:]?"))
    return re.compile("|".join(forms), re.I | re.S)


def _is_site_line(text: str) -> bool:
    return bool(_site_pattern().fullmatch(text))
