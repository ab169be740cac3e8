"""Names of organisations, places, events, works and products: their words, and what two have in common."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from kgraph.data import table, words
from kgraph.names.places import countries, organisations, peoples, places
from kgraph.names.spelling import DIGRAPHS, LETTERS, sound, word_relation
from kgraph.names.strings import ARTICLES, SMALL_WORDS, acronyms, clean_name, fold, is_acronym

# Weights are logarithms of odds: 2.2 is the chance .9 (SAME), 0 is .5, -1.4 is .2 (UNSURE).
EQUAL = 4.0
ONE_PLACE = 3.5  # Burma, Myanmar
LEGAL_FORM = 3.0  # Apple Inc., Apple
OTHER_FORM = -2.5  # Siemens AG, Siemens Ltd
SPELLED = 3.0
ALIKE = -0.5
IN_ORDER = 3.0  # Communist Party of China, Chinese Communist Party
OTHER_ORDER = 0.5  # University of Oxford, Oxford University; but York University, University of York
WRITTEN_OUT = 3.0  # US Navy, United States Navy
KIND_LEFT_OUT = 0.5  # Tsinghua, Tsinghua University
COUNTRY_LEFT_OUT = -0.2  # Treasury Department, US Treasury Department
PART_LEFT_OUT = -0.8  # Goldman, Goldman Sachs
FIRST_LEFT_OUT = -0.8  # Yankees, New York Yankees
YEAR_LEFT_OUT = -1.0
CONTINUED = 0.0  # Carnegie Endowment, Carnegie Endowment for International Peace
# An acronym by its letters: two fit many names of a corpus, five hardly ever by chance.
ACRONYM = {2: -0.6, 3: 0.0, 4: 1.0, 5: 1.7}
LONGEST_TEXT = 300
LONGEST = 24

LEGAL_TYPES = frozenset({"ORG"})
PLACE_TYPES = frozenset({"GPE", "LOC", "FAC"})
PLURAL_TYPES = frozenset({"GROUP", "EVENT", "ORG"})
NUMERAL = re.compile(r"^(\d+)(?:st|nd|rd|th)$")
RUNS = re.compile(r"\d+|[^\W\d_]+")
SIGNS = re.compile(r"[+#]")
BRITISH = ((re.compile(r"isation(s?)$"), r"ization\1"), (re.compile(r"(?<=[a-z]{3})ise(d?)$"), r"ize\1"))
# "Avatar: The Way of Water", "Boston, Massachusetts": what stands after tells which.
SUBTITLE = re.compile(r"[:,–—]| - ")


@cache
def _words(section: str, key: str) -> frozenset[str]:
    return frozenset(table("name_words")[section].get(key, ()))


@cache
def _numbers(kind: str) -> dict[str, str]:
    """Number words to digits: kind is cardinals, ordinals, tens or romans."""
    return {
        word: str(i * 10 if kind == "tens" else i)
        for i, word in enumerate(table("name_words")["numbers"][kind])
    }


@cache
def _legal() -> tuple[dict[str, int], frozenset[str]]:
    """Folded legal forms to their lines, and those that also stand in front."""
    found: dict[str, int] = {}
    front = set()
    for line in sorted(words("legal_forms")):
        for form in line.split():
            found[form.lstrip("*")] = (
                len(found) + 1 if form == line.split()[0] else found[line.split()[0].lstrip("*")]
            )
            if form.startswith("*"):
                front.add(form[1:])
    return found, frozenset(front)


@dataclass(frozen=True, slots=True)
class ThingName:
    """A name's words as they are compared."""

    key: str
    words: tuple[str, ...]
    tail: frozenset[str]
    forms: frozenset[int]
    signs: str
    acronym: str
    initials: frozenset[str]
    camel: frozenset[str]


@lru_cache(maxsize=1 << 16)
def parse_thing(name: str, type: str) -> ThingName:
    """A name's words without articles, small words and legal forms; numbers as digits."""
    text = clean_name(name)[:LONGEST_TEXT].translate(DIGRAPHS).translate(LETTERS) or name[:LONGEST_TEXT]
    at = SUBTITLE.search(text)
    all_words = _folded(text)
    forms: set[int] = set()
    if type in LEGAL_TYPES:
        all_words, forms = _without_forms(all_words)
    found = _countries(_normal(all_words, type), type)
    tail: frozenset[str] = frozenset()
    if at and at.start() > 0:
        tail = frozenset(_countries(_normal(_folded(text[at.end() :]), type), type))
    content = tuple(w for w in found if w not in SMALL_WORDS and w not in ARTICLES) or tuple(found)
    camel = frozenset(fold(w) for w in text.split() if re.search(r"[a-z][A-Z]", w))
    short = name.strip().replace(".", "")
    acronym = (
        short.upper() if is_acronym(name.strip()) or re.fullmatch(r"[A-Z][a-z]?[A-Z]{1,4}", short) else ""
    )
    return ThingName(
        "".join(found),
        content,
        tail,
        frozenset(forms),
        "".join(sorted(SIGNS.findall(text))),
        acronym,
        frozenset(fold(a).upper() for a in acronyms(clean_name(name)[:LONGEST_TEXT])),
        camel,
    )


def _folded(text: str) -> list[str]:
    """Words in lower case, letters and digits apart, without articles; "a s" of "A/S" is "as"."""
    plain = re.sub(r"(?<=\w)['’]s\b", "s", text.replace("&", " and ")).replace("A/S", "AS")
    plain = re.sub(r"\b(?:[A-Za-z]\.\s?){2,}", lambda m: m[0].replace(".", "").replace(" ", "") + " ", plain)
    found: list[str] = []
    for word in fold(plain).split():
        ordinal = NUMERAL.match(word)
        found += [ordinal[1]] if ordinal else RUNS.findall(word)
    return [w for w in found if w not in ARTICLES] or found


def _without_forms(found: list[str]) -> tuple[list[str], set[int]]:
    legal, front = _legal()
    kept = list(found)
    forms: set[int] = set()
    while len(kept) > 1 and (kept[-1] in legal or (kept[-1] == "and" and forms)):
        form = kept.pop()
        if form in legal:
            forms.add(legal[form])
    while len(kept) > 1 and kept[0] in front:
        forms.add(legal[kept.pop(0)])
    return kept, forms


def _normal(found: list[str], type: str) -> list[str]:
    """Abbreviations written out, American spelling, numbers as digits, plurals of peoples as singular."""
    data = table("name_words")
    normal: list[str] = []
    tens = _numbers("tens")
    for i, word in enumerate(found):
        if word == "st":
            word = "street" if i and i == len(found) - 1 else "saint"
        word = data["abbreviations"].get(word, word)
        word = data["spellings"].get(word, word)
        for ending, american in BRITISH:
            word = ending.sub(american, word)
        word = _numbers("cardinals").get(word, _numbers("ordinals").get(word, word))
        if i:
            word = _numbers("romans").get(word, word)
        if normal and normal[-1] in tens and word.isdigit() and len(word) == 1:
            word = str(int(tens[normal.pop()]) + int(word))
        if type in PLURAL_TYPES and len(word) > 4 and word[-1] == "s" and word[-2] not in "siu":
            word = word[:-1]
        normal.append(word)
    return [tens.get(w, w) for w in normal]


def _countries(found: list[str], type: str) -> list[str]:
    """The words with countries and demonyms as one: "=china" for "Chinese" and "China"."""
    if type in ("GPE", "GROUP"):
        return found
    result = []
    i = 0
    while i < len(found):
        for size in (4, 3, 2, 1):
            phrase = " ".join(found[i : i + size])
            country = countries().get(phrase) or peoples().get(phrase) or peoples().get(phrase + "s")
            if country and i + size <= len(found):
                result.append("=" + country)
                i += size
                break
        else:
            result.append(found[i])
            i += 1
    return result


Evidence = tuple[list[tuple[str, float]], str]


def compare_things(left: str, right: str, type: str) -> Evidence:
    """The evidence that two names are one thing's, or why they are of two."""
    if max(len(left), len(right)) > LONGEST_TEXT:
        same = fold(left) == fold(right)
        return ([("equal but for writing", EQUAL)], "") if same else ([], "different names")
    a, b = parse_thing(left, type), parse_thing(right, type)
    if a.signs != b.signs:
        return [], "different signs"
    known = _known(left, right, type)
    if known is not None:
        return known
    if a.key == b.key:
        if not a.forms or not b.forms or a.forms & b.forms:
            said = "equal but for writing" if a.forms == b.forms else "equal but for the legal form"
            return [(said, EQUAL if a.forms == b.forms else LEGAL_FORM)], ""
        return [("equal but for the legal form", LEGAL_FORM), ("different legal forms", OTHER_FORM)], ""
    if max(len(a.words), len(b.words)) > LONGEST:
        return [], "different names"
    acronym = _acronym(a, b, left, right)
    if acronym is not None:
        return acronym
    return _compare_words(a, b, type)


def _known(left: str, right: str, type: str) -> Evidence | None:
    a, b = fold(clean_name(left)), fold(clean_name(right))
    if a == b:
        return None
    if type in ("GPE", "LOC", "ORG"):
        states = countries()
        one, other = states.get(a), states.get(b)
        if one and one == other:
            return [(f"two names of {one}", ONE_PLACE)], ""
        if one and other:
            return [], f"different countries: {one}, {other}"
        for country, word in ((one, b), (other, a)):
            if country and peoples().get(word) == country:
                return [], "a country and its people"
    if type in ("GPE", "LOC", "FAC") and a in places() and places()[a] == places().get(b):
        return [(f"two names of {places()[a]}", ONE_PLACE)], ""
    if type == "ORG" and a in organisations() and organisations()[a] == organisations().get(b):
        return [(f"two names of {organisations()[a]}", ONE_PLACE)], ""
    if type == "GROUP":
        for word, country in ((a, b), (b, a)):
            if peoples().get(word) == countries().get(country, "-"):
                return [], "a country and its people"
    return None


def _acronym(a: ThingName, b: ThingName, left: str, right: str) -> Evidence | None:
    for short, long in ((a, b), (b, a)):
        if short.acronym and not long.acronym and len(long.words) > 1:
            if short.acronym in long.initials:
                weight = ACRONYM[min(max(len(short.acronym), 2), 5)]
                return [(f"{short.acronym} are the initials", weight)], ""
            if not set(short.words) & set(long.words):
                return [], f"{short.acronym} are not the initials"
    if a.acronym and b.acronym and a.acronym != b.acronym:
        return [], f"different acronyms: {a.acronym}, {b.acronym}"
    return None


def _compare_words(a: ThingName, b: ThingName, type: str) -> Evidence:
    parts: list[tuple[str, float]] = []
    only_a = [w for w in a.words if w not in b.words]
    only_b = [w for w in b.words if w not in a.words]
    synonyms = table("name_words")["synonyms"]
    for one in list(only_a):
        for other in list(only_b):
            relation = word_relation(one, other) if one[0] != "=" and other[0] != "=" else ""
            if synonyms.get(one, one) == synonyms.get(other, other) != "":
                parts.append((f"{one} and {other} are one", -0.5))
            elif relation == "spelled":
                parts.append((f"{one} and {other} are spellings of one word", -0.5))
            elif relation == "alike" and sound(one) == sound(other):
                parts.append((f"{one} and {other} are spelled alike", ALIKE - SPELLED))
            else:
                continue
            only_a.remove(one)
            only_b.remove(other)
            break
    for short, long in ((only_a, only_b), (only_b, only_a)):
        if len(short) == 1 and len(long) > 1 and short[0] == "".join(w[0] for w in long):
            parts.append((f"{short[0].upper()} written out", -0.5))
            short.clear()
            long.clear()
    numbers_a, numbers_b = ([w for w in ws if w.isdigit()] for ws in (only_a, only_b))
    if numbers_a and numbers_b:
        return [], f"different numbers: {' '.join(numbers_a)}, {' '.join(numbers_b)}"
    if not only_a and not only_b:
        return _same_words(a, b, type, parts)
    if only_a and only_b:
        return [], f"different words: {_said(only_a)}, {_said(only_b)}"
    extra = only_b or only_a
    weight, why = _left_out(a, b, extra, type) if only_b else _left_out(b, a, extra, type)
    if why:
        return [], why
    return [*parts, (f"{_said(extra)} left out", weight)], ""


def _said(found: list[str]) -> str:
    return " ".join(w.lstrip("=") for w in found)


def _same_words(a: ThingName, b: ThingName, type: str, parts: list[tuple[str, float]]) -> Evidence:
    if len(a.words) != len(b.words):
        return [("equal but for repeated words", OTHER_ORDER)], ""
    in_order = all(x == y or word_relation(x, y) for x, y in zip(a.words, b.words, strict=True))
    if in_order or (parts and "written out" in parts[-1][0]):
        return [*parts, ("the same words", EQUAL)], ""
    bodies = _words("bodies", "words")
    if any(w in bodies for w in a.words) and type != "PERSON":
        return [*parts, ("the same words in other order", IN_ORDER)], ""
    return [*parts, ("the same words in other order", OTHER_ORDER)], ""


def _left_out(short: ThingName, long: ThingName, extra: list[str], type: str) -> tuple[float, str]:
    """The weight of words that one name has more, or why they make it another thing."""
    some = set(extra)
    for contrast, said in (
        ("youth", "a youth wing"),
        ("sex", "a women's or men's part"),
        ("compass", "a part by direction"),
    ):
        if some & _words("contrasts", contrast):
            return 0.0, f"{said}: {_said(extra)}"
    if any(w.isdigit() for w in extra):
        if type == "EVENT" and all(w.isdigit() and len(w) == 4 for w in extra):
            return YEAR_LEFT_OUT, ""
        return 0.0, f"a number on one side: {_said(extra)}"
    front = long.words[-len(short.words) :] == short.words
    kinds = _words("kinds", type)
    bare = " ".join(short.words).replace("=", "")
    if type == "GPE":
        if bare in countries() and bare != "new york":
            return 0.0, f"a country and {_said(extra)}"
        if some <= kinds:
            return KIND_LEFT_OUT, ""
        if long.tail and some <= long.tail:
            return PART_LEFT_OUT, ""
        return 0.0, f"a place and {_said(extra)}"
    if type in ("LOC", "FAC"):
        if bare in countries():
            return 0.0, f"a country and {_said(extra)}"
        if some <= kinds:
            return KIND_LEFT_OUT, ""
        return (
            (FIRST_LEFT_OUT, "") if front and len(short.words) > 0 else (0.0, f"a place and {_said(extra)}")
        )
    if some <= kinds and not (some & _words("units", "words") and type == "PRODUCT"):
        return KIND_LEFT_OUT, ""
    generic = _words("generic", "words")
    if type == "WORK":
        return 0.0, f"another work: {_said(extra)}"
    if type == "PRODUCT":
        return (FIRST_LEFT_OUT, "") if front else (0.0, f"another product: {_said(extra)}")
    if type == "EVENT":
        telling = [w for w in short.words if w not in generic]
        return (
            (PART_LEFT_OUT, "")
            if telling or len(short.words) > 1
            else (0.0, f"another event: {_said(extra)}")
        )
    country = [w for w in extra if w[0] == "="]
    if country == extra:
        if front or len(short.words) > 1:
            return COUNTRY_LEFT_OUT, ""
        return 0.0, f"a branch: {_said(extra)}"
    rest = [w for w in extra if w not in kinds and w[0] != "="]
    begins = long.words[: len(short.words)] == short.words
    unit = begins and bool(some & _words("units", "words")) and not set(rest) <= _words("kinds", "ORG")
    if unit and not _continued(short, long):
        return 0.0, f"a part: {_said(extra)}"
    if some & long.camel:
        return 0.0, f"a part: {_said(extra)}"
    if len(short.words) == 1 and short.words[0] not in generic and short.words[0] in long.words:
        if short.words[0] in _cities():
            return 0.0, f"a place and {_said(extra)}"
        return (PART_LEFT_OUT if short.words[0] == long.words[0] else FIRST_LEFT_OUT), ""
    if long.words[: len(short.words)] == short.words and len(short.words) > 1:
        return CONTINUED if _continued(short, long) or len(extra) == 1 else PART_LEFT_OUT, ""
    return 0.0, f"another name: {_said(extra)}"


def _continued(short: ThingName, long: ThingName) -> bool:
    return len(short.words) > 1 and long.words[: len(short.words)] == short.words


@cache
def _cities() -> frozenset[str]:
    return frozenset(fold(city) for city in words("cities"))


@lru_cache(maxsize=1 << 16)
def keys_of_thing(name: str, type: str) -> frozenset[str]:
    """All words sorted by sound, the words without kinds and countries, initials, single telling words."""
    folded = fold(clean_name(name))
    if len(name) > LONGEST_TEXT:
        return frozenset({f"t={folded}"})
    thing = parse_thing(name, type)
    keys = {f"j {_sounds(''.join(thing.words))}", f"t {_bag(thing.words)}"}
    for known in (countries(), places(), organisations()):
        if folded in known:
            keys.add(f"k {known[folded]}")
    if len(thing.words) > LONGEST:
        return frozenset(keys)
    if thing.acronym:
        keys.add(f"a {thing.acronym}")
    keys |= {f"a {initials}" for initials in thing.initials}
    kinds, generic = _words("kinds", type), _words("generic", "words")
    core = [w for w in thing.words if w not in kinds and w[0] != "=" and not (w.isdigit() and len(w) == 4)]
    if core:
        keys.add(f"t {_bag(core)}")
    telling = [w for w in thing.words if w not in generic and w[0] != "="]
    keys |= {f"1 {sound(w)}" for w in {*telling[:1], *telling[-1:]}}
    if len(thing.words) > 2:
        keys.add(f"t {_bag(thing.words[:2])}")
        keys.add(f"t {_bag(thing.words[-2:])}")
    return frozenset(keys)


def _sounds(word: str) -> str:
    return word if word.isdigit() else sound(word)


def _bag(some: object) -> str:
    assert isinstance(some, list | tuple)
    return " ".join(sorted(w if w[0] == "=" or w.isdigit() else sound(w) for w in some))
