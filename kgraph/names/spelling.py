"""Words of names: how they are spelled, how they sound, and whether two may be one name."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rapidfuzz.distance import JaroWinkler

from kgraph.data import table, words
from kgraph.names.strings import fold

# Ways to write one sound in Latin letters, for transliterated names: Tchaikovsky, Chaikovsky;
# Zelensky, Zelenskiy, Zelenskyy; Eric, Erik; Youssef, Yusuf; Gorbachev, Gorbachov.
TRANSLITERATIONS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"tsch|tch", "ch"),
        (r"sch", "sh"),
        (r"kh|(?<=.)ch(?=[bdglmnrtv])", "h"),  # Bakhmut, Bachmut
        (r"ph", "f"),
        (r"gh", "g"),
        (r"dh", "d"),
        (r"th", "t"),
        (r"ck|q|c(?=[aoulrt]|$)", "k"),
        (r"x", "ks"),
        (r"^wl", "vl"),
        (r"(?<=...)(?:ff|v|w|f)$", "v"),
        (r"ou|oo|(?<=.)ue(?=..)", "u"),  # Mueller, Müller
        (r"(?<=[aeoui])[yi](?=ev)", ""),  # Dostoyevsky, Dostoevsky
        (r"(?<=.)oe(?=..)", "o"),
        (r"(?<=.)ae(?=..)", "a"),
        (r"(?<=.)(?:y|j(?![iu]))", "i"),  # Kaja, Kaia; but Nanjing, Luojiang and Luoyang
        (r"(?<=..)ee(?=..)", "i"),
        (r"(.)\1+", r"\1"),
        (r"ii+", "i"),
        (r"(?<=ch|sh)ov$", "ev"),
        (r"(?<=..)(?<=[aeiou])h$", ""),
    )
)
# Consonants that transliterations mix up: one letter for each such group, as the sound of a name.
SOUNDS = str.maketrans("bcdfgjkpqtvwxz", "pktvkskpktvvss")
VOWELS = "aeiouy"
NO_VOWELS = str.maketrans(VOWELS, " " * len(VOWELS))
DOUBLED = re.compile(r"(\S)\1+")
# Initials that transliterations change: E. and Yevgeny, I. and Yulia.
INITIALS = frozenset({"ye", "ey", "yi", "iy", "vw", "wv", "gq", "qg", "kq", "qk"})
# A w between consonant and vowel is hardly heard: Kweun, Kyun; Hwang, Huang.
GLIDE = re.compile(r"(?<=[bdfghkmnpst])w(?=[aeiou])")
# Spelled alike (Jaro-Winkler on what the rules above leave) with equal consonants: song, seong .94;
# kyun, kweun .78.  Two known given names need more: Anna, Anne .88, but Marian, Maureen .77.
ALIKE = 0.7
ALIKE_KNOWN = 0.8
# With other consonants only long words so much alike may be misspellings: Johnson, Johnston .96.
MISSPELLED = 0.92
LONG = 5


@cache
def _letters() -> dict[int, str]:
    letters: dict[str, str] = table("romanisation")["letters"]
    return str.maketrans(
        letters | {c.upper(): r.capitalize() for c, r in letters.items() if len(c.upper()) == 1}
    )


def romanised(text: str) -> str:
    """``text`` in Latin letters: "Αλιάγας" -> "Aliagas", "Боровков" -> "Borovkov"."""
    return text if text.isascii() else text.translate(_letters())


@lru_cache(maxsize=1 << 16)
def spelled(word: str) -> str:
    """A folded word as the rules of transliteration leave it: "zelenskyy", "zelenskiy" -> "zelenski"."""
    for pattern, plain in TRANSLITERATIONS:
        word = pattern.sub(plain, word)
    return word


@lru_cache(maxsize=1 << 16)
def sound(word: str) -> str:
    """The consonants of a folded word in classes, after "a" if it starts with a vowel: "song" -> "snk"."""
    plain = spelled(word)
    if plain[:1] == "j":
        plain = "ch" + plain[1:]
    plain = plain.replace("zh", "s").replace("ch", "s").replace("sh", "s").replace("ts", "s")
    plain = GLIDE.sub("", plain)
    first = "a" if plain[:1] in VOWELS else ""
    marked = plain.translate(SOUNDS)
    kept = marked[:1] + marked[1:].replace("h", " ")
    return first + "".join(DOUBLED.sub(r"\1", kept.translate(NO_VOWELS)).split()) or plain


def initial(word: str) -> str:
    """The class of a word's first sound: "a" for all vowels and y, which transliterations mix."""
    return sound(word)[:1]


@lru_cache(maxsize=1 << 16)
def initials(word: str) -> frozenset[str]:
    """The classes of a word's first sound and letter; German writes J for Y."""
    return frozenset({initial(word), initial(word[0]), *("a" if word[0] == "j" else "")})


@cache
def _groups() -> dict[str, frozenset[str]]:
    """Folded spellings to the first entries of their lines in ``data/spellings.txt``."""
    found: dict[str, set[str]] = {}
    for line in words("spellings"):
        every = line.replace("|", " ").split()
        for entry in every:
            found.setdefault(fold(entry), set()).add(fold(every[0]))
    return {entry: frozenset(of) for entry, of in found.items()}


@cache
def _transliterated() -> dict[str, frozenset[str]]:
    """Folded spellings to the first entries of those lines in which they stand before the bar."""
    found: dict[str, set[str]] = {}
    for line in words("spellings"):
        first = line.split("|")[0].split()
        for entry in first:
            found.setdefault(fold(entry), set()).add(fold(first[0]))
    return {entry: frozenset(of) for entry, of in found.items()}


@cache
def nicknames() -> dict[str, frozenset[str]]:
    """Folded short forms to the full given names that they may be short for."""
    found: dict[str, set[str]] = {}
    for line in words("nicknames"):
        full, *short = (fold(name) for name in line.split())
        for name in short:
            found.setdefault(name, set()).add(full)
    return {name: frozenset(of) for name, of in found.items()}


@cache
def sexes() -> dict[str, str]:
    """Folded given names to "he" or "she", "" where bearers are of either sex."""
    entries = (entry.partition(" ") for entry in sorted(words("given_names")))
    return {fold(name): pronoun for name, _, pronoun in entries}


NO_GROUPS: frozenset[str] = frozenset()


def groups(word: str) -> frozenset[str]:
    """Names of the lists of spellings that hold the word."""
    return _groups().get(word, NO_GROUPS)


def transliterations(word: str) -> frozenset[str]:
    """Names of the lists in which the word is a transliteration and no form of another language."""
    return _transliterated().get(word, NO_GROUPS)


@lru_cache(maxsize=1 << 17)
def word_relation(left: str, right: str) -> str:
    """How two folded words may be one: "equal", "spelled", "form", "alike", or "" if they are two.

    "spelled": transliterations of one original; "form": of one name in two languages; "alike":
    close enough for a misspelling or a rare transliteration.
    """
    if left == right:
        return "equal"
    if len(left) < 2 or len(right) < 2 or left.isdigit() or right.isdigit():
        return ""
    a, b = spelled(left), spelled(right)
    if a == b or transliterations(left) & transliterations(right):
        return "spelled"
    if groups(left) & groups(right):
        return "form"
    if left[0] + right[0] in ("jy", "yj"):
        left, right = left[1:], right[1:]  # Jelzin, Yeltsin
    if sound(left) == sound(right):
        # Vowels alone tell no more than letters do: Yi and Yu are two.
        if any(c not in VOWELS for c in a) and JaroWinkler.similarity(a, b) >= ALIKE:
            return "alike"
    elif (
        min(len(a), len(b)) >= LONG
        and (initial(left) == initial(right) or left[0] == right[0])
        and JaroWinkler.similarity(a, b) >= MISSPELLED
    ):
        return "alike"
    return ""


@lru_cache(maxsize=1 << 17)
def given_relation(left: str, right: str) -> str:
    """``word_relation`` for given names, with "initial" and "nickname"; "" if they are two names."""
    if left == right:
        return "equal" if len(left) > 1 else "initials"
    if len(left) == 1 or len(right) == 1:
        return "initial" if left[0] == right[0] or left[0] + right[0] in INITIALS else ""
    known = sexes()
    of_left, of_right = known.get(left), known.get(right)
    two_sexes = bool(of_left and of_right and of_left != of_right)
    relation = word_relation(left, right)
    if relation == "spelled":
        return "alike" if two_sexes else relation  # Robin, Robyn
    short = nicknames()
    full_left, full_right = short.get(left, NO_GROUPS), short.get(right, NO_GROUPS)
    if left in full_right or right in full_left or full_left & full_right:
        return "nickname"
    if two_sexes or (relation == "alike" and is_sex_pair(left, right)):
        return ""
    if relation == "alike" and of_left is not None and of_right is not None:
        close = sound(left) == sound(right) and JaroWinkler.similarity(left, right) >= ALIKE_KNOWN
        return "alike" if close else ""
    return relation


def is_sex_pair(left: str, right: str) -> bool:
    """Whether two given names differ as a man's from a woman's: Gerd, Gerda; Mario, Maria."""
    short, long = sorted((left, right), key=len)
    return long == short + "a" or (left[:-1] == right[:-1] and {left[-1], right[-1]} == {"a", "o"})
