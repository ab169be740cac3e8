"""Bytes of each format -> Content: the text and what the format says about it."""

from __future__ import annotations

import codecs
import json
import logging
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from kgraph.read.clean import UnreadableError, bom_encoding, decode, normalise, one_line, without_surrogates
from kgraph.read.dates import parse_date

FRONT_MATTER = re.compile(r"---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.S)
FIELDS = {  # front matter keys, and which field each fills; the earlier ones win
    "title": ("title", "headline"),
    "date": ("date", "published", "pubdate", "publish_date", "created"),
    "source": ("source", "outlet", "publisher", "site", "sitename", "publication", "url"),
    "author": ("author", "authors", "byline"),
}
CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.I)
# Where pages write the day of publication, the surest first.
HTML_DATES = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//meta[@name='article:published_time' or @name='datePublished' or @name='pubdate' "
    "or @name='publishdate' or @name='publish-date' or @name='date' or @name='parsely-pub-date' "
    "or @name='sailthru.date' or @name='DC.date.issued' or @name='DC.date' or @name='dc.date' "
    "or @name='dcterms.date' or @name='cXenseParse:recs:publishtime']/@content",
    "//time[@itemprop='datePublished' or @pubdate]/@datetime",
    "//article//time[1]/@datetime",
)
# Tags of the largest page that is read.  Pages of articles have 500 to 10,000; the time grows with them:
# 500,000 took 15 s, 5 million did not end in five minutes.
MOST_TAGS = 200_000
JSON_LD_DATE = re.compile(r'"datePublished"\s*:\s*"([^"]{4,60})"')


@dataclass(frozen=True, slots=True)
class Content:
    """One article's text and what its format, not its text, says about it.

    ``key`` is the id that a JSON line gives, ``line`` that line's number, ``source`` what it
    names as its source.
    """

    text: str
    title: str | None = None
    date: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    key: str | None = None
    line: int | None = None
    source: str | None = None


def read_plain(data: bytes) -> Content:
    """Plain text in any encoding.  Raises UnreadableError."""
    return Content(_filled(normalise(decode(data))))


def read_markdown(data: bytes) -> Content:
    """Markdown as it is written, without its front matter, which gives title, date, source and author."""
    text = normalise(decode(data))
    fields: dict[str, list[str]] = {}
    if found := FRONT_MATTER.match(text):
        fields, text = _front_matter(found[1]), text[found.end() :].strip()
    values = {name: next((fields[k] for k in keys if fields.get(k)), [""]) for name, keys in FIELDS.items()}
    title = values["title"][0]
    if not title and (heading := re.match(r"# +(\S.{2,220})\n", text)):
        title = heading[1].strip("# ")
    return Content(
        _filled(text),
        title=one_line(title) or None,
        date=parse_date(values["date"][0]),
        outlet=outlet_of(values["source"][0]),
        authors=_people(values["author"]),
    )


def _front_matter(block: str) -> dict[str, list[str]]:
    """``key: value`` lines, ``key: [a, b]`` and ``- a`` below a key; anything else is passed over."""
    fields: dict[str, list[str]] = {}
    key = ""
    for line in block.split("\n"):
        if item := re.match(r"\s*- +(.+)", line):
            if key:
                fields[key].append(_unquoted(item[1]))
        elif pair := re.match(r"([A-Za-z][\w-]{0,40})\s*:\s*(.*)", line):
            key, value = pair[1].lower(), pair[2].strip()
            if value.startswith("[") and value.endswith("]"):
                fields[key] = [_unquoted(v) for v in value[1:-1].split(",") if v.strip()]
            else:
                fields[key] = [_unquoted(value)] if value else []
    return fields


def _unquoted(value: str) -> str:
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def read_html(data: bytes) -> Content:
    """The article of a web page, a blank line between paragraphs.

    The main text, title, author and site's name are trafilatura's.  The date is read from the
    page's metadata, not guessed from its text or its address.  Raises UnreadableError if the page
    has no text.
    """
    declared = CHARSET.search(data[:4096])
    page = decode(data, declared[1].decode("ascii", "replace") if declared else None)
    if (tags := page.count("<")) > MOST_TAGS:
        raise UnreadableError(f"has {tags:,} tags, more than the {MOST_TAGS:,} of an article; save its text")
    page = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", page)  # lxml refuses a declared encoding in a str
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        warnings.simplefilter("ignore", SyntaxWarning)
        import trafilatura

        logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
        logging.getLogger("htmldate").setLevel(logging.CRITICAL)
        tree = trafilatura.load_html(page)
        if tree is None:
            raise UnreadableError("is no HTML page")
        date = _html_date(tree, page)
        found: Any = trafilatura.bare_extraction(
            tree,
            include_comments=False,
            with_metadata=True,
            date_extraction_params={"extensive_search": False},
        )
    text = normalise((found.text if found else None) or "").replace("\n\n", "\n").replace("\n", "\n\n")
    if not text or found is None:
        raise UnreadableError("no article text was found in this HTML page")
    return Content(
        text,
        title=one_line(found.title or "") or None,
        date=date,
        outlet=outlet_of(found.sitename or found.url or ""),
        authors=_people([found.author or ""]),
    )


def _html_date(tree: Any, page: str) -> str | None:
    for path in HTML_DATES[:2]:
        for value in tree.xpath(path):
            if date := parse_date(str(value)[:60]):
                return date
    if found := JSON_LD_DATE.search(page):
        return parse_date(found[1])
    for path in HTML_DATES[2:]:
        for value in tree.xpath(path):
            if date := parse_date(str(value)[:60]):
                return date
    return None


def read_json_lines(data: bytes) -> Iterator[Content | tuple[int, str]]:
    """A Content for each line of a ``.jsonl`` file, or the line's number and what is wrong with it.

    ``text`` is the caller's string, to which offsets are given back: only lone surrogates, which
    cannot be written as UTF-8, become U+FFFD, one for one.  Blank lines are passed over; of lines
    with the same id the first counts, and the later ones are wrong unless they are identical to it.
    """
    seen: dict[str, Content] = {}
    for number, line in _numbered_lines(data):
        try:
            content = _json_content(line, number)
        except UnreadableError as error:
            yield number, str(error)
            continue
        if content.key is not None:
            first = seen.setdefault(content.key, content)
            if not _same(first, content):
                yield number, f"has the id {content.key!r} of line {first.line}; ids must differ"
                continue
        yield content


def _same(left: Content, right: Content) -> bool:
    return all(
        getattr(left, name) == getattr(right, name)
        for name in ("text", "title", "date", "source", "outlet", "authors")
    )


def _numbered_lines(data: bytes) -> Iterator[tuple[int, bytes | str]]:
    """Non-blank lines.  A line stays bytes if the file is UTF-8, so that a broken one spoils no other."""
    lines: list[bytes | str]
    encoding = bom_encoding(data)
    if encoding is None or encoding == "utf-8-sig":
        if b"\0" in data[:4000]:
            lines = [*decode(data).split("\n")]
        else:
            lines = [*data.removeprefix(codecs.BOM_UTF8).split(b"\n")]
    else:
        lines = [*decode(data).split("\n")]
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield number, line


def _json_content(line: bytes | str, number: int) -> Content:
    try:
        fields = json.loads(line if isinstance(line, str) else line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise UnreadableError(f"is not valid UTF-8 (byte {error.start}); save the file as UTF-8") from None
    except json.JSONDecodeError as error:
        raise UnreadableError(f"is not valid JSON: {error.msg} at column {error.colno}") from None
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"is not valid JSON: {error}") from None
    if not isinstance(fields, dict):
        raise UnreadableError('is no JSON object; write {"id": ..., "text": ...} on each line')
    text = fields.get("text")
    if not isinstance(text, str):
        raise UnreadableError('has no "text", or one that is no string')
    if not text.strip():
        raise UnreadableError('has an empty "text"')
    key = fields.get("id")
    if isinstance(key, bool) or not isinstance(key, str | int | None):
        raise UnreadableError('has an "id" that is neither a string nor a whole number')
    source = _string(fields, "source")
    authors = fields.get("authors", fields.get("author")) or []
    return Content(
        without_surrogates(text),
        title=_string(fields, "title"),
        date=parse_date(_string(fields, "date") or ""),
        outlet=_string(fields, "outlet") or outlet_of(source or ""),
        authors=_people(
            [a for a in (authors if isinstance(authors, list) else [authors]) if isinstance(a, str)]
        ),
        key=None if key in (None, "") else without_surrogates(str(key)),
        line=number,
        source=source,
    )


def _string(fields: dict[str, Any], name: str) -> str | None:
    """A text field on one line; a number counts as text (a year), anything else as missing."""
    value = fields.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return one_line(str(value)) or None


def outlet_of(source: str) -> str | None:
    """The outlet that a source names: the host of an address without "www.", else the source itself."""
    source = one_line(source)
    if re.match(r"[a-z][a-z0-9+.-]*://", source, re.I):
        try:
            source = (urlsplit(source).hostname or "").removeprefix("www.")
        except ValueError:
            return None
    return source or None


def _people(values: list[str]) -> tuple[str, ...]:
    """Names from author fields: "A; B", "A and B", "By A"."""
    names = (one_line(n) for v in values for n in re.split(r";| and | & |(?<=\w\w), (?=\w+ \w)", v))
    return tuple(dict.fromkeys(re.sub(r"(?i)^by ", "", n) for n in names if n and "://" not in n))


def _filled(text: str) -> str:
    if not text:
        raise UnreadableError("is empty")
    return text
