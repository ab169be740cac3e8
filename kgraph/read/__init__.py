"""Paths -> Documents: find the files, read each format, say what could not be read."""

from __future__ import annotations

import codecs
import logging
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b, sha256
from pathlib import Path
from typing import BinaryIO

from kgraph.errors import ReadError
from kgraph.read.article import read_article
from kgraph.read.clean import UnreadableError, one_line
from kgraph.read.formats import Content, read_html, read_json_lines, read_markdown, read_plain
from kgraph.types import Document, Failure

__all__ = ["SUFFIXES", "hashes", "nothing_read", "read_documents"]

log = logging.getLogger(__name__)

READERS = {
    ".txt": read_plain, ".md": read_markdown, ".html": read_html, ".htm": read_html,
}  # fmt: skip
JSON_LINES = (".jsonl", ".ndjson")
SUFFIXES = (*READERS, *JSON_LINES)
CHOICES = f"{', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}"
WHAT_TO_NAME = f"name files ({CHOICES}), folders, or - for standard input"
STDIN = "-"
# What kgraph build has written beside a store is no article: the folder for results may lie in that of
# the articles, or be the same.
WRITTEN, BESIDE = "map.html", "kgraph.db"
REPEATS_NAMED = 5  # of those with the content of another; feeds can repeat thousands


@dataclass(frozen=True, slots=True)
class _File:
    """A file to read; ``name`` is its path from the parent of the folder that was named."""

    name: str
    path: Path


def read_documents(
    paths: Sequence[str | os.PathLike[str]], *, stdin: BinaryIO | None = None
) -> tuple[list[Document], list[Failure]]:
    """Documents sorted by (date, name, id), and a Failure for each file or line that cannot be read.

    ``paths`` are files, folders (with all that is below them) and "-" for standard input, which
    may hold text, a web page or JSON lines; their order does not matter.  Folders give the files
    with one of SUFFIXES, a file that is named itself may have any suffix and is then plain text.
    Hidden files and folders, and what kgraph build has written, are passed over; how many files with
    other suffixes were is logged.  A document with the same content as another is read once (logged too).

    The text of a file is normalised (``kgraph.read.clean.normalise``); that of a JSON line is the
    caller's string, in which only lone surrogates are replaced, one for one.

    Raises ReadError if a path does not exist, or if nothing at all could be read.
    """
    if isinstance(paths, str | os.PathLike):
        raise ValueError(f"paths is a list, got one path; write [{os.fspath(paths)!r}]")
    named = [os.fspath(path) for path in paths]
    if not named:
        raise ReadError(f"no input: {WHAT_TO_NAME}")
    for path in named:
        if path != STDIN and not os.path.lexists(path):
            raise ReadError(f"there is no file or folder {path!r}; {WHAT_TO_NAME}")
    failures: list[Failure] = []
    documents: list[Document] = []
    if STDIN in named:
        if stdin is None and sys.stdin is None:
            raise ReadError(f"standard input is closed; {WHAT_TO_NAME}")
        data = (stdin or sys.stdin.buffer).read()
        _read_bytes(data, STDIN, _suffix_of(data), documents, failures)
    for file in _files([p for p in named if p != STDIN], failures):
        _read_file(file, documents, failures)
    documents = _distinct(documents)
    failures.sort(key=lambda f: (f.source, f.message))
    if not documents:
        raise ReadError(nothing_read(named, failures))
    return documents, failures


def hashes(paths: Sequence[str | os.PathLike[str]]) -> list[tuple[str, str]]:
    """The names of the files at ``paths``, with a hash of the bytes of each, sorted; nothing is parsed.

    The list is empty where bytes do not tell what will be read: standard input and pipes give theirs
    only once, and of what cannot be read there are none.
    """
    named = [os.fspath(path) for path in paths]
    if STDIN in named or not all(os.path.lexists(path) for path in named):
        return []
    failures: list[Failure] = []
    files = _files(named, failures)
    if failures or not all(file.path.is_file() for file in files):
        return []
    try:
        return [(file.name, sha256(file.path.read_bytes()).hexdigest()) for file in files]
    except OSError:
        return []


def nothing_read(paths: Sequence[str | os.PathLike[str]], failures: Sequence[Failure]) -> str:
    """The sentence for a run in which every document failed: which, and why."""
    first = "; ".join(f"{f.source}: {f.message}" for f in failures[:3])
    more = f"; and {len(failures) - 3} more" if len(failures) > 3 else ""
    return f"nothing could be read from {', '.join(repr(os.fspath(p)) for p in paths)}: {first}{more}"


def _distinct(documents: list[Document]) -> list[Document]:
    """Sorted documents; of those with the same content the first by name."""
    by_id: dict[str, Document] = {}
    left_out = []
    for document in sorted(documents, key=lambda d: (d.name, d.source, d.id)):
        first = by_id.setdefault(document.id, document)
        if first is not document:
            left_out.append(f"{document.source} (as {first.source})")
    if left_out:
        named = ", ".join(left_out[:REPEATS_NAMED])
        more = f" and {len(left_out) - REPEATS_NAMED} more" if len(left_out) > REPEATS_NAMED else ""
        log.info("left out, with the content of another: %s%s", named, more)
    return sorted(by_id.values(), key=lambda d: (d.date or "", d.name, d.id))


# ---- files ----------------------------------------------------------------------------------


def _files(paths: list[str], failures: list[Failure]) -> list[_File]:
    """The files below ``paths``, each once, sorted by name."""
    by_path: dict[str, _File] = {}
    for path in paths:
        root = Path(path)
        if root.is_dir():
            found = list(_below(root, failures))
        else:
            found = [_File(_name(Path(_absolute(root).parent.name) / root.name), root)]
        for file in found:
            real = os.path.realpath(file.path)
            by_path[real] = min(file, by_path.get(real, file), key=lambda f: f.name)
    return sorted(by_path.values(), key=lambda f: (f.name, str(f.path)))


def _absolute(path: Path) -> Path:
    """``path`` from the root, without ".."; links keep the names that the user knows."""
    return Path(os.path.abspath(path))  # noqa: PTH100


def _below(root: Path, failures: list[Failure]) -> Iterator[_File]:
    """Files with a known suffix below the folder ``root``; no folder twice, also through links."""
    top = _absolute(root)
    name = top.name or os.path.realpath(root).rsplit("/", 1)[-1]
    entered: set[str] = set()
    passed: Counter[str] = Counter()
    found = 0

    def unlisted(error: OSError) -> None:
        where = _name(Path(name) / os.path.relpath(error.filename, top))
        failures.append(Failure(where, "read", f"the folder cannot be listed: {error.strerror}"))

    for folder, folders, files in os.walk(top, followlinks=True, onerror=unlisted):
        entered.add(os.path.realpath(folder))
        folders[:] = sorted(
            f for f in folders if f[0] != "." and os.path.realpath(Path(folder) / f) not in entered
        )
        for file in sorted(f for f in files if f[0] != "."):
            path = Path(folder) / file
            if file == WRITTEN and BESIDE in files:
                continue
            if path.suffix.lower() not in SUFFIXES or path.is_fifo():  # a pipe that nobody fills never ends
                passed[path.suffix.lower()] += 1
                continue
            found += 1
            yield _File(_name(Path(name) / path.relative_to(top)), path)
    others = ", ".join(f"{n} {suffix or 'without suffix'}" for suffix, n in sorted(passed.items()))
    if passed:
        log.info("%s: passed over %d files of other types (%s)", name, passed.total(), others)
    if not found:
        also = f"; {passed.total()} files of other types were passed over ({others})" if passed else ""
        failures.append(
            Failure(_name(Path(name)), "read", f"the folder holds no file that ends in {CHOICES}{also}")
        )


def _name(path: Path) -> str:
    """``path`` in posix style, fit to be written: one line, no control characters or surrogates."""
    text = path.as_posix()
    if sys.getfilesystemencoding() != "utf-8":  # as under LC_ALL=C: names are bytes, and nearly always UTF-8
        with suppress(UnicodeError):
            text = os.fsencode(text).decode("utf-8", "surrogateescape")
    return one_line(text) or "?"


# ---- one file -------------------------------------------------------------------------------


def _read_file(file: _File, documents: list[Document], failures: list[Failure]) -> None:
    try:
        if not (file.path.is_file() or file.path.is_fifo()):
            message = "is a broken link" if file.path.is_symlink() else "is no regular file"
            failures.append(Failure(file.name, "read", message))
            return
        data = file.path.read_bytes()
    except OSError as error:
        failures.append(Failure(file.name, "read", f"cannot be read: {error.strerror or error}"))
        return
    _read_bytes(data, file.name, file.path.suffix.lower(), documents, failures)


def _read_bytes(
    data: bytes, name: str, suffix: str, documents: list[Document], failures: list[Failure]
) -> None:
    """Append what ``data`` holds to ``documents`` and ``failures``."""
    try:
        if not data.strip():
            raise UnreadableError("is empty")
        if suffix in JSON_LINES:
            for found in read_json_lines(data):
                if isinstance(found, Content):
                    documents.append(_document(found, name))
                else:
                    failures.append(Failure(f"{name}:{found[0]}", "read", f"the line {found[1]}"))
        else:
            documents.append(_document(READERS.get(suffix, read_plain)(data), name))
    except UnreadableError as error:
        failures.append(Failure(name, "read", str(error)))
    except Exception as error:  # a broken page must not end the run: lxml and trafilatura raise many kinds
        log.debug("reading %s", name, exc_info=True)
        failures.append(Failure(name, "read", f"cannot be read: {type(error).__name__}: {error}"))


def _suffix_of(data: bytes) -> str:
    """The suffix that a file with these bytes would have: JSON lines, a web page or text."""
    start = data[:1000].removeprefix(codecs.BOM_UTF8).lstrip()
    if re.match(rb'\{\s*"', start):
        return ".jsonl"
    return ".html" if re.match(rb"<(?:!doctype html|html)\b", start, re.I) else ".txt"


def _document(content: Content, name: str) -> Document:
    """The Document of ``content``; what the format does not say is taken from the text's head."""
    article = read_article(content.text)
    source = name if content.line is None else f"{name}:{content.line}"
    title = content.title or article.title
    date = content.date or article.date
    outlet = content.outlet or article.outlet
    return Document(
        id=_content_id(content.key, date, title, outlet, content.text),
        name=content.key or source,
        source=content.source or source,
        text=content.text,
        title=title,
        date=date,
        outlet=outlet,
        authors=tuple(dict.fromkeys((*content.authors, *article.authors))),
        frame=article.frame,
    )


def _content_id(*parts: str | None) -> str:
    digest = blake2b(digest_size=8)
    for part in parts:
        data = b"" if part is None else part.encode()
        digest.update(b"%d:" % (-1 if part is None else len(data)))
        digest.update(data)
    return digest.hexdigest()
