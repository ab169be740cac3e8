"""Names of people -> their parts, and the ways to read them: given names, surname, particles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from kgraph.data import table, words
from kgraph.names.places import cities, countries, peoples
from kgraph.names.spelling import romanised, sexes
from kgraph.names.strings import GENERATIONS, clean_name, fold

# Letters of the longest syllable in East Asian names: "Hwaung" in old romanisations, "Chhieng".
SYLLABLE = 7
ROMAN = re.compile(r"^(?=[ivx])(x{0,2})(ix|iv|v?i{0,3})$")
SUFFIXES = {"junior": "jr", "senior": "sr", "2nd": "ii", "3rd": "iii", "4th": "iv"}
# Words of an office and a name at least: "of State Antony Blinken"; "of Anjou" is the name.
FULL_NAME = 3
# Words of the longest name of a land that stands before a title: "New South Wales Premier".
LONGEST_LAND = 3
# What begins an epithet: "Peter the Great", "John of Luxembourg".
EPITHETS = frozenset({"the", "of"})
QUOTED = re.compile(r"[\"“„«(][^\"”“»)]*[\"”“»)]")
# Words of a name beyond which it is a list that somebody took for one; only equality counts then.
LONGEST = 12
LONGEST_TEXT = 200
# After a capitalised particle, words that make it the beginning of a surname: "Von der Leyen".
DUTCH = frozenset({"der", "den", "de", "la", "los", "las"})
# What follows is the father's name: "Hamdan bin Mohammed".
FATHERS = frozenset({"bin", "ibn", "ben", "bint", "ould"})
# Endings of the surnames of men and women of one family.
GENDERED = (
    ("ov", "ova"),
    ("ev", "eva"),
    ("in", "ina"),
    ("sky", "skaya"),
    ("ski", "ska"),
    ("y", "aya"),
    ("k", "kova"),
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to divide a name: given names, surname and the particles before it."""

    given: tuple[str, ...]
    surname: str
    particles: str = ""
    surname_first: bool = False


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name without titles, with the ways to read it."""

    key: str
    words: tuple[str, ...]
    readings: tuple[Reading, ...]
    generation: str
    titles: frozenset[str]
    sex: str
    epithet: str


@cache
def small_words(which: str) -> frozenset[str]:
    """Small words of ``data/name_words.toml``: particles, Arabic articles, titles, what follows names."""
    return frozenset(table("name_words")["people"][which])


@cache
def _titles() -> frozenset[str]:
    return frozenset(fold(title) for title in words("titles"))


@cache
def _asian() -> frozenset[str]:
    return frozenset(fold(name) for name in words("asian_surnames"))


@cache
def _sex_of_title() -> dict[str, str]:
    return {fold(word): sex for sex in ("he", "she") for word in table("references")["gender"][sex]}


@lru_cache(maxsize=1 << 16)
def parse_person(name: str) -> PersonName:
    """A name's parts; "Smith, John" is read as "John Smith"."""
    text = QUOTED.sub(" ", romanised(clean_name(name)[:LONGEST_TEXT])) or name[:LONGEST_TEXT]
    raw, generation = _in_order(text) if "," in text else (text.split(), "")
    titles = _without_titles(raw)
    while len(raw) > 2 and fold(raw[-1]) in small_words("after"):
        raw.pop()
    at = next((i for i, word in enumerate(raw) if word in EPITHETS and (i or titles)), len(raw))
    epithet = fold(" ".join(raw[at:])) if at < len(raw) else ""
    del raw[at:]
    generation = generation or _without_generation(raw)
    pairs = [(word, parts) for word in raw if (parts := _initials(word, raw) or tuple(fold(word).split()))]
    flat = tuple([part for _, parts in pairs for part in parts])
    sex = next((_sex_of_title()[t] for t in titles if t in _sex_of_title()), "") if titles else ""
    return PersonName(
        " ".join(flat) or fold(name), flat, _readings(pairs), generation, frozenset(titles), sex, epithet
    )


def _in_order(text: str) -> tuple[list[str], str]:
    """The words of a name with commas, given names first, and its generation: "King, Martin Luther, Jr."."""
    generation = ""
    kept: list[str] = []
    for part in text.split(","):
        folded = fold(part)
        if kept and (folded in GENERATIONS or folded in SUFFIXES):
            generation = SUFFIXES.get(folded, folded)
        elif part.strip() and not (kept and folded in small_words("after")):
            kept.append(part)
    return " ".join(reversed(kept) if len(kept) == 2 else kept).split(), generation


def _without_titles(raw: list[str]) -> list[str]:
    """Takes the titles from the front of the words and gives them, folded."""
    titles: list[str] = []
    for i in range(1, min(LONGEST_LAND + 1, len(raw) - 2)):
        if fold(raw[i]) in _titles() and _is_land(fold(" ".join(raw[:i]))):
            del raw[:i]  # "US President Barack Obama", "South Korean President Yoon"
            break
    while len(raw) > 1 and (title := fold(raw[0])) in _titles():
        if len(raw) == 2 and title in small_words("given") and raw[0][0].isupper():
            break  # "Dean Acheson"
        titles.append(title)
        del raw[0]
    if titles and raw[0] == "of" and len(raw) > FULL_NAME:  # "Secretary of State Antony Blinken"
        del raw[: next((i for i in range(2, len(raw) - 1) if fold(raw[i]) in sexes()), 2)]
    return titles


def _is_land(name: str) -> bool:
    return name in peoples() or name in countries() or name in cities()


def _without_generation(raw: list[str]) -> str:
    """Takes "Jr." and the like from the words and gives it: "Henry Ford II", "Louis II de Luxembourg"."""
    for i in range(len(raw) - 1, 0, -1):
        word = fold(raw[i])
        last = i == len(raw) - 1 and (word in GENERATIONS or word in SUFFIXES)
        if last or (raw[i].isupper() and (len(word) > 1 or i == len(raw) - 1) and ROMAN.match(word)):
            del raw[i]
            return SUFFIXES.get(word, word)
    return ""


def _initials(word: str, raw: list[str]) -> tuple[str, ...]:
    """The letters of initials that are written together: "J.K.", "JD"."""
    letters = word.replace(".", "")
    dotted = "." in word[1:-1] and all(len(p) <= 1 for p in word.split("."))
    capitals = len(letters) in (2, 3) and letters.isalpha() and letters.isupper() and word is raw[0]
    if dotted or (capitals and len(raw) > 1 and not raw[-1].isupper() and fold(letters) not in _asian()):
        return tuple(fold(letter) for letter in letters)
    return ()


def _readings(pairs: list[tuple[str, tuple[str, ...]]]) -> tuple[Reading, ...]:
    """The usual reading first; East Asian names are also read with the surname in front."""
    if not pairs:
        return ()
    split = [parts for _, parts in pairs]
    articles = small_words("articles")
    start = len(split) - 1
    while start > 0 and _is_particle(pairs[start - 1][0], split[start - 1]):
        start -= 1
    whole = start
    if start == 0 and len(split) > 1 and pairs[0][0][0].isupper() and not _is_doubtful(split):
        start = 1  # "Al Gore", "Ben van Beurden", but "Von der Leyen"
    last = [p for p in split[-1] if p not in articles] or list(split[-1])
    particles = "".join(p for parts in split[start:-1] for p in parts if p not in articles)
    given = tuple(p for parts in split[:start] for p in parts)
    found = [Reading(given, "".join(last), particles)]
    if start != whole and start == len(split) - 1 and given[0] != "ben":
        found.append(Reading((), "".join(last), given[0]))  # "Van As"
    if 2 <= len(split) <= 3 and len(split[0]) == 1 and split[0][0] in _asian():
        rest = tuple(p for parts in split[1:] for p in parts)
        first = Reading(rest, split[0][0], "", True)
        known = any(sexes().get(p) or p in _asian() for p in (*rest, "".join(last)))
        sure = len(rest) > 1 and not known and max(map(len, rest)) <= SYLLABLE
        return (first,) if sure else (found[0], first)  # "Kim Jong Un"; "Kim Kardashian", "Wang Yi"
    return tuple(found)


def _is_particle(word: str, parts: tuple[str, ...]) -> bool:
    """Whether a word before a surname belongs to it; single letters do in lower case only: "y", "e"."""
    if parts[-1] not in small_words("particles") and parts[-1] not in small_words("articles"):
        return False
    return len(parts[-1]) > 1 or word.islower()


def _is_doubtful(split: list[tuple[str, ...]]) -> bool:
    """Whether a capitalised first particle is no given name: "Von der Leyen", "De Niro", "Al-Assad"."""
    return len(split[0]) > 1 or split[0][0] not in sexes() or (split[0][0] != "ben" and split[1][0] in DUTCH)


def may_be_surname(word: str) -> bool:
    """Whether a word inside a name may be the first of two surnames: long, no particle, no given name."""
    return len(word) > 2 and word not in sexes() and word not in small_words("particles")


def is_gendered_pair(left: str, right: str) -> bool:
    """Whether two surnames are a man's and a woman's form of one: Ivanov, Ivanova."""
    short, long = sorted((left, right), key=len)
    return any(
        long.endswith(she) and short.endswith(he) and short[: -len(he)] == long[: -len(she)]
        for he, she in GENDERED
    )
