"""Sentences as words: what copies keep when a typesetter, an editor or a translator has changed them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from kgraph.data import words

QUOTES = dict.fromkeys(map(ord, '"“”„‟«»‘’‚‛‹›`´′″'), "'")
DASHES = re.compile(r"\s*[-‐‑‒–—―−]+\s*")
ENDS = " \t\n.,;:!?…·•*|-'()[]"

# "U.S." is one word, "3,000" and "1.5" are one number, "Kim Jong-un" are three words.
WORD = re.compile(r"(?:\w\.){2,}|\d[\d.,]*\d|[^\W_]+(?:['’][^\W_]+)*")
# What inflection and derivation add, the longest first: "mentions", "mentioned", "mentioning" are one.
ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "ed", "ies", "es", "s", "ly", "al", "e", "y")
SHORTEST_STEM = 4


def words_of(text: str) -> str:
    """The text without what a typesetter changes: case, white space, quotation marks, dashes, its ends."""
    plain = DASHES.sub("-", " ".join(text.translate(QUOTES).replace("…", "...").split()))
    return plain.strip(ENDS).casefold()


@cache
def stem(word: str) -> str:
    """What is left of a word when inflection is gone; empty for one that only serves grammar.

    Cruder than a stemmer for a search engine: two words that fall together by chance cost little where
    whole sentences are compared.  A number keeps its digits.
    """
    if word[0].isdigit():
        return word.replace(",", "").rstrip(".")
    plain = re.sub(r"['’]s$|['’.]", "", word)
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    if plain in words("function_words") or not plain:
        return ""
    for ending in ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= SHORTEST_STEM:
            return plain[: -len(ending)]
    return plain


def stems(text: str) -> set[str]:
    """The stems of a text's words, without those that only serve grammar."""
    return set(map(stem, set(WORD.findall(text.casefold())))) - {""}
