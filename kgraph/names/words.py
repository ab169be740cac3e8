"""Names of organisations, places, events, works and products -> the words by which they are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from kgraph.data import table, words
from kgraph.names.places import countries, peoples
from kgraph.names.spelling import romanised, sound
from kgraph.names.strings import ARTICLES, SMALL_WORDS, acronyms, clean_name, fold, is_acronym

# Characters and words beyond which a name is a passage that somebody took for one; only equality counts then.
LONGEST_TEXT = 300
LONGEST = 24
# Words of the longest name of a country: "Democratic Republic of the Congo" without its article.
LONGEST_COUNTRY = 4

# What a name of an event often goes without: "2022 World Cup".
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
NUMERAL = re.compile(r"^(\d+)(?:st|nd|rd|th)$")
RUNS = re.compile(r"\d+|[^\W\d_]+")
SIGNS = re.compile(r"(?<=\w)[+#](?!\w)")
CAMEL = re.compile(r"[a-z][A-Z]")
# ASEAN is the Association of South East Asian Nations.
COMPOUND = re.compile(r"\b([Nn]orth|[Ss]outh)(east|west)")
# "U. S. A." is one word, "A/S" too.
DOTTED = re.compile(r"\b(?:[A-Za-z]\.\s?){2,}")
SLASHED = re.compile(r"\b([AKI])/S\b")
DOMAIN = re.compile(r"(?<=\w)\.(com|org|net|ru|de|uk)\b", re.IGNORECASE)
POSSESSIVE = re.compile(r"(?<=\w)['’]s\b")
BRITISH = ((re.compile(r"isation(s?)$"), r"ization\1"), (re.compile(r"(?<=[a-z]{3})ise(d?)$"), r"ize\1"))
# "Avatar: The Way of Water", "Boston, Massachusetts": what stands after tells which.
SUBTITLE = re.compile(r"[:,–—]| - ")
# "Carnegie Endowment for International Peace": what follows may be left out.
COMPLEMENT = frozenset({"of", "for", "on", "in", "at"})
# "BoE": capitals with a small letter inside.
MIXED_ACRONYM = re.compile(r"[A-Z][a-z]?[A-Z]{1,4}")


@dataclass(frozen=True, slots=True)
class ThingName:
    """A name's words as they are compared.

    ``key`` are all words in one, ``plain`` too but as they are written.  ``words`` lack articles, small
    words and legal forms; numbers are digits, countries and demonyms are "=" and the country.
    ``subtitle`` holds those after a colon or comma, ``complement`` those after "of" or "for", ``brands``
    those with capitals inside, ``capitals`` those all in capitals.  ``forms`` are the legal forms by number.
    """

    folded: str
    key: str
    plain: str
    words: tuple[str, ...]
    subtitle: frozenset[str]
    has_colon: bool
    complement: frozenset[str]
    brands: frozenset[str]
    forms: frozenset[int]
    capitals: frozenset[str]
    signs: str
    acronym: str
    initials: frozenset[str]


@cache
def word_list(section: str, key: str) -> frozenset[str]:
    """A list of ``data/name_words.toml``."""
    return frozenset(table("name_words")[section].get(key, ()))


@cache
def kinds(type: str) -> frozenset[str]:
    """Words of its kind that a name of the type often goes without; those of all places for a place."""
    names = word_list("kinds", type)
    return names | word_list("kinds", "LOC") | word_list("kinds", "FAC") if type == "GPE" else names


@cache
def numbers(kind: str) -> dict[str, str]:
    """Number words to digits: ``kind`` is cardinals, ordinals, tens or romans."""
    found = table("name_words")["numbers"][kind]
    return {word: str(i * 10 if kind == "tens" else i) for i, word in enumerate(found)}


@cache
def legal_forms() -> tuple[dict[str, int], frozenset[str]]:
    """Folded legal forms to the numbers of their lines, and those that also stand in front."""
    lines = [line.split() for line in sorted(words("legal_forms"))]
    found = {form.lstrip("*"): i for i, line in enumerate(lines) for form in line}
    return found, frozenset(form[1:] for line in lines for form in line if form.startswith("*"))


@lru_cache(maxsize=1 << 16)
def mark(word: str) -> str:
    """A word by its sound, plurals and synonyms as one; countries and numbers as they are."""
    if word[0] == "=" or word.isdigit():
        return word
    one: str = table("name_words")["synonyms"].get(word, word)
    return sound(one.removesuffix("s") or one)


@lru_cache(maxsize=1 << 16)
def parse_thing(name: str, type: str) -> ThingName:
    """A name's words and what they tell."""
    text = romanised((clean_name(name) or name)[:LONGEST_TEXT])
    found = _folded(text)
    forms: frozenset[int] = frozenset()
    if type == "ORG":
        found, forms = _without_forms(found)
    plain = "".join(found)
    found = _countries(_normal(found), type)
    at = SUBTITLE.search(text)
    after = _countries(_normal(_folded(text[at.end() :])), type) if at and at.start() > 0 else []
    small = SMALL_WORDS | word_list("people", "arabic")
    link = next((i for i, w in enumerate(found) if i and w in COMPLEMENT), len(found))
    short = text.strip().replace(".", "")
    is_short = is_acronym(short) or MIXED_ACRONYM.fullmatch(short) is not None
    return ThingName(
        fold(clean_name(name)),
        "".join(found),
        plain,
        tuple(w for i, w in enumerate(found) if not i or w not in small),
        frozenset(after),
        at is not None and at[0] == ":",
        frozenset(found[link:]),
        frozenset(fold(w) for w in text.split() if CAMEL.search(w)),
        forms,
        frozenset(fold(w) for w in re.split(r"[\s\-]+", text) if is_acronym(w))
        if not text.isupper()
        else frozenset(),
        "".join(sorted(SIGNS.findall(text))),
        fold(short).upper() if is_short else "",
        _initials(text),
    )


def _initials(text: str) -> frozenset[str]:
    """Acronyms of a name, also with its hyphens gone and its compass words apart: OECD, ASEAN."""
    found = acronyms(text) if text.isascii() else frozenset(fold(a).upper() for a in acronyms(text))
    if "-" in text:
        found |= acronyms(text.replace("-", ""))
    apart = COMPOUND.sub(r"\1 \2", text)
    return found | acronyms(apart) if apart != text else found


def _folded(text: str) -> list[str]:
    """Words in lower case without articles, letters and digits apart: "the 7th", "G-7" -> "7", "g", "7"."""
    plain = POSSESSIVE.sub("", DOMAIN.sub(r" \1", text.replace("&", " and ")))
    plain = DOTTED.sub(lambda m: m[0].replace(".", "").replace(" ", "") + " ", SLASHED.sub(r"\1S", plain))
    found: list[str] = []
    for word in [w for w in fold(plain).split() if w not in ARTICLES] or fold(plain).split():
        ordinal = NUMERAL.match(word)
        found += [ordinal[1]] if ordinal else RUNS.findall(word)
    return found


def _without_forms(found: list[str]) -> tuple[list[str], frozenset[int]]:
    legal, front = legal_forms()
    kept = list(found)
    forms: set[int] = set()
    while len(kept) > 1 and (kept[-1] in legal or (kept[-1] == "and" and forms)):
        form = kept.pop()
        if form in legal:
            forms.add(legal[form])
    while len(kept) > 1 and kept[0] in front:
        forms.add(legal[kept.pop(0)])
    return kept, frozenset(forms)


def _normal(found: list[str]) -> list[str]:
    """The words with abbreviations written out, in American spelling, with numbers as digits."""
    tens, romans, initials = numbers("tens"), numbers("romans"), table("name_words")["initials"]
    normal: list[str] = []
    for i, word in enumerate(found):
        if word == "st":
            word = "street" if i and i == len(found) - 1 else "saint"
        elif i == 0 and len(found) > 1:
            word = initials.get(word, word)
        word = _plain(word)
        if i:
            word = romans.get(word, word)
        if normal and word.isdigit():
            if normal[-1] in tens and len(word) == 1:
                word = str(int(tens[normal.pop()]) + int(word))  # "eighty four"
            elif normal[-1] == "number":
                normal.pop()  # "No. 5"
        normal.append(word)
    return [tens.get(w, w) for w in normal]


@lru_cache(maxsize=1 << 16)
def _plain(word: str) -> str:
    """A word written out, in American spelling, in digits."""
    data = table("name_words")
    word = data["abbreviations"].get(word, word)
    word = data["spellings"].get(word, word)
    for ending, american in BRITISH:
        word = ending.sub(american, word)
    return numbers("cardinals").get(word) or numbers("ordinals").get(word, word)


@cache
def _starts() -> frozenset[str]:
    """The first words of the names that ``_countries`` looks for."""
    names = (*countries(), *peoples(), *word_list("places", "fixed"))
    return frozenset(name.split()[0] for name in names)


def _countries(found: list[str], type: str) -> list[str]:
    """The words with countries and demonyms as one: "=china" for "Chinese" and "China"."""
    if type in ("GPE", "GROUP"):
        return found
    result: list[str] = []
    i = 0
    starts = _starts()
    while i < len(found):
        if found[i] not in starts:
            result.append(found[i])
            i += 1
            continue
        for size in range(min(LONGEST_COUNTRY, len(found) - i), 0, -1):
            phrase = " ".join(found[i : i + size])
            if phrase in word_list("places", "fixed"):
                result.append(phrase)
                i += size
                break
            country = countries().get(phrase) or peoples().get(phrase)
            if country:
                result.append("=" + country)
                i += size
                break
        else:
            result.append(found[i])
            i += 1
    return result
