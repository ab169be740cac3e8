"""Strings about strings: how names are cleaned, folded, shortened and compared.

Nothing here knows a document; every function takes names and gives names, keys or scores.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

ARTICLES = frozenset({"the", "a", "an"})
# Words of a name that no acronym counts: "Center for Strategic and International Studies" -> CSIS.
SMALL_WORDS = frozenset(
    {"of", "for", "and", "the", "in", "on", "at", "to", "de", "du", "des", "la", "le", "del", "&"}
)
QUOTES = "\"'“”‘’«»`"
# Ends of a name that belong to the sentence: possessives, quotation marks, punctuation.
APOSTROPHES = "'’`"
TRAILING = frozenset(" ,;:!?()[]…–—-/" + QUOTES.replace("`", "") + APOSTROPHES)
LEADING = " ,;:!?()[]…–—-/*#." + QUOTES
# What folding makes of ASCII punctuation: nothing of dots and quotes, else a space.
ASCII = {i: None if chr(i) in ".'`\"" else " " for i in range(128) if not chr(i).isalnum()}
GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})


def clean_name(text: str) -> str:
    """``text`` as a name: one line, no leading article, no possessive, quotes or stray punctuation.

    "the Kremlin's" -> "Kremlin"; "‘Quad’" -> "Quad".  Full stops of abbreviations stay ("U.S.").
    """
    name = " ".join(text.replace("\xad", "").split())
    while True:
        shorter = name.lstrip(LEADING)
        end = len(shorter)
        while end and (shorter[end - 1] in TRAILING or (end > 1 and _is_possessive(shorter[end - 2 : end]))):
            end -= 1 if shorter[end - 1] in TRAILING else 2
        shorter = shorter[:end]
        first, _, rest = shorter.partition(" ")
        if rest and first.lower() in ARTICLES and rest[0] not in "&":
            shorter = rest
        if shorter.count("(") > shorter.count(")"):
            shorter = shorter[: shorter.rindex("(")].rstrip()
        if shorter.endswith(".") and "." not in shorter[:-1] and len(shorter) > 4:
            shorter = shorter[:-1]
        if shorter == name:
            return name
        name = shorter


def _is_possessive(end: str) -> bool:
    return end[1] == "s" and end[0] in APOSTROPHES


@lru_cache(maxsize=1 << 16)
def fold(name: str) -> str:
    """A key that equal names share: case, accents, dots, hyphens and apostrophes are gone.

    "Kim Jong-un" and "Kim Jong Un" -> "kim jong un"; "U.S." -> "us"; "Łódź" -> "lodz".
    """
    if name.isascii():
        return " ".join(name.lower().translate(ASCII).split()) or name.casefold()
    plain = unicodedata.normalize(
        "NFKD", name.replace("ł", "l").replace("Ł", "L").replace("ø", "o").replace("Ø", "O")
    )
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    plain = re.sub(r"[.'’‘`\"“”]", "", plain)
    return " ".join(re.sub(r"[\W_]+", " ", plain).split()) or name.casefold()


def acronyms(name: str) -> frozenset[str]:
    """The acronyms that a name of two or more words may have; none for a single word.

    "Center for Strategic and International Studies" -> {"CSIS", "CFSAIS"}.
    """
    parts = [w for w in re.split(r"[\s\-]+", name) if w]
    telling = [w for w in parts if w.lower() not in SMALL_WORDS]
    readings = ("".join(w[0] for w in some).upper() for some in (parts, telling) if len(some) > 1)
    return frozenset(reading for reading in readings if reading.isalpha())


def is_acronym(name: str) -> bool:
    """Whether ``name`` is two to seven capitals, with or without dots: "NATO", "U.N."."""
    letters = name.replace(".", "")
    return 2 <= len(letters) <= 7 and letters.isalpha() and letters.isupper()


def stands_for(short: str, name: str) -> bool:
    """Whether ``short`` is an acronym of ``name``: "CSIS" of "Center for Strategic and ...", "NATO"."""
    return is_acronym(short) and short.replace(".", "") in acronyms(name)
