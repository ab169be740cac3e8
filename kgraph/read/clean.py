"""Bytes -> the text that all offsets point into: decode, then normalise once."""

from __future__ import annotations

import codecs
import re
import unicodedata

BOMS = (  # the longer ones first: UTF-32's begins with UTF-16's
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# File types that hold long stretches of plain ASCII, or that people mistake for text.
MAGIC = (
    (b"%PDF-", "PDF"), (b"PK\x03\x04", "zip or Office"), (b"\xd0\xcf\x11\xe0", "old Office"),
    (b"{\\rtf", "RTF"), (b"\x1f\x8b", "gzip"), (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"), (b"SQLite format 3", "SQLite"),
)  # fmt: skip
# Characters that are looked at to tell text from binary, and an encoding from another: enough for
# a sure answer (a wrong guess needs only a few hundred bytes to show), and quick on large files.
SAMPLE = 64_000
# Text has no control characters; a stray one happens.  Random bytes have one in nine.
MAX_CONTROLS_PER_THOUSAND = 10
# A UTF-8 file that was cut or glued together has a few broken bytes among many good sequences; in
# a file of another encoding hardly any high byte makes a good one.
GOOD_FOR_EACH_BROKEN = 4

# Accents on one letter.  More is no language but mischief, on which NFC takes quadratic time; 30 is
# what Unicode's "stream-safe" format (UAX 15) allows.
MOST_MARKS = 30

_HEAPS_OF_MARKS = re.compile(r"[^\w\s\x00-\x7f]{31,}")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd\ufffe\uffff]")
_HIGH_BYTES = re.compile(rb"[\x80-\xff]")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Soft hyphen, zero-width space, word joiner, BOM, and the marks that turn the writing direction
# (a file name or a name in the text could be disguised with those).
_INVISIBLE = re.compile("[\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
# Joiners shape emoji and Persian or Indic words; after a Latin letter they only hide.
_JOINERS = re.compile("(?:(?<=[\x00-\x7f])|^)[\u200c\u200d]+")
_OTHER_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_SPACE_AT_LINE_END = re.compile(r"[^\S\n]\n")
# Looking back first keeps a long run of spaces linear.
_SPACES_AT_LINE_END = re.compile(r"(?<![^\S\n])[^\S\n]+(?=\n)")
_BLANK_LINES = re.compile("\n{3,}")
# What shows that bytes were read in a wrong encoding: a superscript or other sign in a word
# ("Wa³êsa"), a capital after a small letter ("donÕt", "ŁódĽ"), or a byte that means nothing.
_CAPITALS = "".join(c for c in map(chr, range(0xC0, 0x180)) if c.isupper())
_SMALL = "a-z" + "".join(c for c in map(chr, range(0xC0, 0x180)) if c.islower())
_MISREAD = re.compile(f"[{_SMALL}][¡-©«-´¶-¿×÷Œ€{_CAPITALS}]|[¹²³±¶¼¾¿¡£][{_SMALL}]|\ufffd")
# The encodings of mostly Latin text, the commonest first; statistics cannot tell them apart when
# an English article has only a few accents, but misread words can.
_LATIN = ("cp1252", "cp1250", "iso8859_2", "mac_roman")
# English with foreign names has a few per cent of bytes above 127, Russian or Greek most of them.
_MOSTLY_ASCII = 0.25


class UnreadableError(ValueError):
    """A file or a part of one that cannot be read; the message says why, without naming it."""


def decode(data: bytes, declared: str | None = None) -> str:
    """The characters of ``data``, without a byte order mark.

    ``declared`` is the encoding that the data claim (an HTML page's charset); it is tried after
    UTF-8, which other encodings practically never imitate.  Raises UnreadableError.
    """
    for magic, kind in MAGIC:
        if data.startswith(magic):
            raise UnreadableError(f"looks like a binary file ({kind}), not text; convert it to text first")
    encoding = bom_encoding(data) or _nul_encoding(data)
    if encoding:
        return _checked(data.decode(encoding, "replace"))
    try:
        return _checked(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    good = len(_HIGH_BYTES.findall(data)) - broken
    if good >= GOOD_FOR_EACH_BROKEN * broken:
        return _checked(text)
    return _checked(_guessed(data, declared))


def bom_encoding(data: bytes) -> str | None:
    """The codec that the byte order mark at the start of ``data`` names."""
    return next((encoding for bom, encoding in BOMS if data.startswith(bom)), None)


def _nul_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a byte order mark: most characters have NULs in the same places."""
    head = data[:4000]
    if b"\0" not in head:
        return None
    share = [head[i::4].count(0) / max(1, len(head[i::4])) for i in range(4)]
    nul, text = 0.4, 0.1
    patterns = {
        "utf-32-le": (False, True, True, True), "utf-32-be": (True, True, True, False),
        "utf-16-le": (False, True, False, True), "utf-16-be": (True, False, True, False),
    }  # fmt: skip
    for encoding, pattern in patterns.items():
        if all(s >= nul if p else s <= text for s, p in zip(share, pattern, strict=True)):
            return encoding
    return None


def _guessed(data: bytes, declared: str | None) -> str:
    """Text in an older encoding: the declared one, else what the letters' frequencies suggest."""
    first = _HIGH_BYTES.search(data)
    start = max(0, first.start() - 1000) if first else 0
    sample = data[start : start + SAMPLE]
    if len(_CONTROLS.findall(sample.decode("latin-1"))) * 1000 > MAX_CONTROLS_PER_THOUSAND * len(sample):
        raise UnreadableError("looks like a binary file, not text")
    if declared:
        try:
            return data.decode(declared)
        except (LookupError, UnicodeDecodeError):
            pass
    return data.decode(_likely_encoding(sample), "replace")


def _likely_encoding(sample: bytes) -> str:
    """The encoding in which ``sample`` reads best."""
    from charset_normalizer import from_bytes

    found = [match.encoding for match in from_bytes(sample)]
    if not found:
        raise UnreadableError("looks like a binary file, or its encoding is unknown; save it as UTF-8")
    # Macintosh encodings imitate the Windows ones and are hardly used any more.
    likely = next((encoding for encoding in found if not encoding.startswith("mac_")), found[0])
    if len(_HIGH_BYTES.findall(sample)) > _MOSTLY_ASCII * len(sample):
        return likely
    return min((*_LATIN, likely), key=lambda e: len(_MISREAD.findall(sample.decode(e, "replace"))))


def _checked(text: str) -> str:
    """``text`` if it is text; raises UnreadableError if it is full of control characters."""
    sample = text[:SAMPLE]
    if len(_CONTROLS.findall(sample)) * 1000 > MAX_CONTROLS_PER_THOUSAND * (len(sample) + 200):
        raise UnreadableError("looks like a binary file, not text")
    return text


def normalise(text: str) -> str:
    """``text`` as kgraph keeps it; normalising twice changes nothing.

    Every kind of line end becomes a newline, what cannot be seen goes (soft hyphens, zero-width
    and direction marks), control characters become spaces and lone surrogates U+FFFD, letters
    with accents become one character (NFC).  Spaces at line ends, outer blank lines and more than
    one blank line in a row go too.  Words that are hyphenated at a line end stay so: "long-\\nterm"
    and "gov-\\nernment" look alike, and a wrong join makes a name that nobody wrote.
    """
    text = without_surrogates(text)
    if not text.isascii():
        text = _HEAPS_OF_MARKS.sub(_first_marks, text)
    text = unicodedata.normalize("NFC", text)
    text = _LINE_ENDS.sub("\n", text)
    text = _INVISIBLE.sub("", text)
    if "\u200c" in text or "\u200d" in text:
        text = _JOINERS.sub("", text)
    text = _OTHER_CONTROLS.sub(" ", text)
    text = unicodedata.normalize("NFC", text)
    if _SPACE_AT_LINE_END.search(text):
        text = _SPACES_AT_LINE_END.sub("", text)
    return _BLANK_LINES.sub("\n\n", text).strip()


def _first_marks(heap: re.Match[str]) -> str:
    """The first few accents of a heap; other signs in it, such as a row of dashes, all stay."""
    kept: list[str] = []
    marks = 0
    for char in heap[0]:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= MOST_MARKS:
            kept.append(char)
    return "".join(kept)


def without_surrogates(text: str) -> str:
    """``text`` with U+FFFD for each lone surrogate, which no file could hold; the length stays."""
    return _SURROGATES.sub("\ufffd", text)


def one_line(text: str) -> str:
    """``text`` normalised and with single spaces only, for titles, names and messages."""
    return " ".join(normalise(text).split())
