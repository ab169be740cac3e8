"""What two names of organisations, places, events, works or products have in common, and what not."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from kgraph.data import table
from kgraph.names.places import cities, countries, organisations, peoples, places
from kgraph.names.spelling import LONG, spelled, word_relation
from kgraph.names.strings import fold
from kgraph.names.words import LONGEST, LONGEST_TEXT, YEAR, ThingName, kinds, mark, parse_thing, word_list

# Weights are logarithms of odds: 2.2 is the chance .9 (SAME), 0 is .5, -1.4 is .2 (UNSURE).
# Of the pairs of different names of one document that the rules below leave possible, in GUM and
# Re-DocRED dev so many are one: initials 57 of 60, kind left out 20 of 27 (of a place 25 of 78), a country
# left out 9 of 17, another part left out 36 of 74.  Across documents fewer are, so weights lie below.
EQUAL = 4.0
ONE_THING = 3.5  # Burma, Myanmar
LEGAL_FORM = 3.0  # Apple Inc., Apple
OTHER_FORM = -2.5  # Siemens AG, Siemens Ltd
# Words of things are common words: only closer ones than people's names are spelled alike (Jaro-Winkler):
# Esfahan, Isfahan .90; but Slovenia, Sullivan .75; Melun, Mölln .76.
ALIKE = 0.85
# What a word takes from EQUAL that is written in another way; one that is only alike takes all.
WORD = {"plural": -0.5, "spelled": -0.5, "synonym": -2.5, "alike": -4.5, "written out": -0.5}
OTHER_ORDER = -1.0  # Communist Party of China, Chinese Communist Party
ANY_ORDER = -3.5  # University of Oxford, Oxford University; but York University, University of York
PLURAL_NAME = -2.5  # Chatham Island, Chatham Islands; Frontier, Frontiers
# Where words are left out all is unsure already, and a word in another writing takes no more than this.
BESIDE = -0.5
# What is left out makes the rest unsure.
KIND_LEFT_OUT = 0.5  # Tsinghua, Tsinghua University
PLACE_KIND_LEFT_OUT = -0.7  # Isfahan, Isfahan Province
COMPLEMENT_LEFT_OUT = 0.0  # Carnegie Endowment for International Peace
COUNTRY_LEFT_OUT = -0.2  # Treasury Department, US Treasury Department
PART_LEFT_OUT = -0.8  # Goldman, Goldman Sachs; Yankees, New York Yankees
YEAR_LEFT_OUT = -1.0  # World Cup, 2022 World Cup
# An acronym by its letters: two fit many names of a corpus, five hardly ever by chance.
ACRONYM = {2: -0.6, 3: 0.0, 4: 1.0, 5: 1.7}

PLACES = ("GPE", "LOC", "FAC")

Evidence = tuple[list[tuple[str, float]], str]


def compare_things(left: str, right: str, type: str) -> Evidence:
    """The evidence that two names are one thing's, or why they are of two."""
    if max(len(left), len(right)) > LONGEST_TEXT:
        same = fold(left) == fold(right)
        return ([("equal but for writing", EQUAL)], "") if same else ([], "different names")
    a, b = parse_thing(left, type), parse_thing(right, type)
    if a.signs != b.signs:
        return [], "different signs"
    known = _known(a.folded, b.folded, type) if a.folded != b.folded else None
    if known is None and (a.key == b.key or a.plain == b.plain):
        if a.forms == b.forms:
            return [("equal but for writing", EQUAL)], ""
        parts = [("equal but for the legal form", LEGAL_FORM)]
        if a.forms and b.forms and not a.forms & b.forms:
            parts.append(("different legal forms", OTHER_FORM))
        return parts, ""
    if max(len(a.words), len(b.words)) > LONGEST:
        return [], "different names"
    return known or _acronyms(a, b) or _compare_words(a, b, type)


def _known(a: str, b: str, type: str) -> Evidence | None:
    """What the lists of places, peoples and organisations say, if they know both names."""
    states, of_people = countries(), peoples()
    if type in ("GPE", "LOC", "ORG", "GROUP"):
        one, other = states.get(a), states.get(b)
        if one and one == other:
            return [(f"two names of {one}", ONE_THING)], ""
        if one and other:
            return [], f"different countries: {one}, {other}"
        if (one and of_people.get(b) == one) or (other and of_people.get(a) == other):
            return [], "a country and its people"
    if type == "GROUP" and a in of_people and b in of_people and of_people[a] != of_people[b]:
        return [], f"different peoples: {a}, {b}"
    for names, types in ((places(), ("GPE", "LOC", "FAC")), (organisations(), ("ORG",))):
        if type in types and a in names and names[a] == names.get(b):
            return [(f"two names of {names[a]}", ONE_THING)], ""
    return None


def _acronyms(a: ThingName, b: ThingName) -> Evidence | None:
    if a.acronym and b.acronym:
        return [], f"different acronyms: {a.acronym}, {b.acronym}"
    for short, long in ((a, b), (b, a)):
        if short.acronym and len(long.words) > 1:
            if short.acronym in long.initials:
                letters = min(max(len(short.acronym), min(ACRONYM)), max(ACRONYM))
                return [(f"{short.acronym} are the initials", ACRONYM[letters])], ""
            if not set(short.words) & set(long.words):
                return [], f"{short.acronym} are not the initials"
    return None


def _compare_words(a: ThingName, b: ThingName, type: str) -> Evidence:
    parts, only_a, only_b = _matched(a, b)
    lone_body = type == "ORG" and len(a.words) == len(b.words) == 1
    if lone_body or type in PLACES:
        parts = [(said, PLURAL_NAME if "plural" in said else of) for said, of in parts]
    numbers = [" ".join(w for w in only if w.isdigit()) for only in (only_a, only_b)]
    if all(numbers):
        return [], f"different numbers: {', '.join(numbers)}"
    if only_a and only_b:
        return [], f"different words: {_said(only_a)}, {_said(only_b)}"
    if (only_a or only_b) and any(weight == WORD["alike"] for _, weight in parts):
        return [], f"different words: {_said(only_a or only_b)}"
    extra = only_a or only_b
    if not extra:
        return _same_words(a, b, type, parts)
    short, long = (a, b) if only_b else (b, a)
    weight, why = _left_out(short, long, extra, type)
    if why:
        return [], why
    return [*((said, max(of, BESIDE)) for said, of in parts), (f"{_said(extra)} left out", weight)], ""


def _matched(a: ThingName, b: ThingName) -> tuple[list[tuple[str, float]], list[str], list[str]]:
    """Evidence of words that are one in two writings, and the words of either name that are left."""
    parts: list[tuple[str, float]] = []
    only_a = [w for w in a.words if w not in b.words]
    only_b = [w for w in b.words if w not in a.words]
    for one in list(only_a):
        for other in only_b:
            relation = same_word(one, other)
            if relation:
                parts.append((f"{one} and {other}: {relation}", WORD[relation]))
                only_a.remove(one)
                only_b.remove(other)
                break
    for short, long in ((only_a, only_b), (only_b, only_a)):
        of_number = len(long) > 1 or any(w.isdigit() for w in a.words if w in b.words)  # G7, Group of Seven
        if len(short) != 1 or not short[0].isalpha() or not of_number:
            continue
        letters, size = "".join(w[0] for w in long), len(short[0])
        at = letters.find(short[0])
        if at >= 0:
            parts.append((f"{short[0].upper()}: written out", WORD["written out"]))
            short.clear()
            del long[at : at + size]
            break
    return parts, only_a, only_b


@lru_cache(maxsize=1 << 16)
def same_word(one: str, other: str) -> str:
    """How two words may be one: "plural", "spelled", "synonym", "alike", or ""."""
    if one[0] == "=" or other[0] == "=" or one.isdigit() or other.isdigit():
        return ""
    if min(len(one), len(other)) > 2 and (one + "s" == other or other + "s" == one):
        return "plural"
    synonyms: dict[str, str] = table("name_words")["synonyms"]
    if synonyms.get(one, one) == synonyms.get(other, other):
        return "synonym"
    relation = word_relation(one, other)
    directions = word_list("contrasts", "compass")
    if relation == "alike" and (mark(one) != mark(other) or one in directions or other in directions):
        return ""  # Gazprom, Gazprombank; southeast, southwest
    known = [w in cities() or w in countries() for w in (one, other)]
    if relation and all(known):
        return ""  # Samara, Samarra; China, Siena
    if relation == "spelled" and (one in countries() or other in countries()):
        relation = "alike"  # Canada, Kannada
    if relation == "alike":
        close = JaroWinkler.similarity(spelled(one), spelled(other)) >= ALIKE
        relation = relation if close and min(len(one), len(other)) >= LONG else ""
    return "" if relation == "form" else relation


def _said(found: list[str]) -> str:
    return " ".join(w.lstrip("=") for w in found)


def _same_words(a: ThingName, b: ThingName, type: str, parts: list[tuple[str, float]]) -> Evidence:
    parts = [("the same words", EQUAL), *parts]
    in_order = len(a.words) != len(b.words) or all(
        x == y or same_word(x, y) for x, y in zip(a.words, b.words, strict=True)
    )
    if not in_order:
        without = [[w for w in name.words if not w.isdigit()] for name in (a, b)]
        moved = without[0] == without[1]  # World War II, Second World War
        heads = word_list("bodies", "words")
        if type in PLACES:  # Strait of Hormuz, Hormuz Strait; but Camp David, David Camp
            heads |= kinds(type) if a.complement or b.complement else word_list("kinds", "LOC")
        sure = moved or any(w in heads for w in a.words)
        parts.append(("other order", OTHER_ORDER if sure else ANY_ORDER))
    return parts, ""


def _left_out(short: ThingName, long: ThingName, extra: list[str], type: str) -> tuple[float, str]:
    """The weight of words that one name has more, or why they make it another thing."""
    some = set(extra)
    for contrast, said in CONTRASTS.items():
        if some & word_list("contrasts", contrast):
            return 0.0, f"{said}: {_said(extra)}"
    if some & word_list("contrasts", "compass") and _tells_direction(short, long):
        return 0.0, f"a part by direction: {_said(extra)}"
    if any(w.isdigit() for w in extra):
        dated = type == "EVENT" or (type == "ORG" and len(short.words) > 1)
        years = dated and all(YEAR.fullmatch(w) for w in extra)
        return (YEAR_LEFT_OUT, "") if years else (0.0, f"a number on one side: {_said(extra)}")
    if short.forms and not long.forms:
        return 0.0, f"a company and {_said(extra)}"  # Apple Inc., Apple Records
    if type in PLACES and " ".join(short.words) in word_list("places", "states"):
        return 0.0, f"a state and {_said(extra)}"
    if some <= word_list("kinds", type) and not _is_country(short):
        return (PLACE_KIND_LEFT_OUT if type == "GPE" else KIND_LEFT_OUT), ""
    rule = {"GPE": _beside_place, "LOC": _beside_site, "FAC": _beside_site, "WORK": _beside_work}
    if type in rule:
        return rule[type](short, long, extra)
    front = long.words[-len(short.words) :] == short.words
    if type == "PRODUCT":
        telling = len(short.words) > 1 or not _is_generic(short)
        return (PART_LEFT_OUT, "") if front and telling else (0.0, f"another product: {_said(extra)}")
    if type == "GROUP" and front:
        return 0.0, f"another group: {_said(extra)}"  # Native Americans
    if type == "EVENT":
        if all(w[0] == "=" for w in extra) and any(w[0] == "=" for w in short.words):
            return 0.0, f"another event: {_said(extra)}"  # Iraq War, Iran-Iraq War
        telling = len(short.words) > 1 or not _is_generic(short)
        return (PART_LEFT_OUT, "") if telling else (0.0, f"another event: {_said(extra)}")
    return _beside_body(short, long, extra)


CONTRASTS = {"youth": "a youth wing", "sex": "a women's or men's part"}


def _tells_direction(short: ThingName, long: ThingName) -> bool:
    """Whether a compass word stands at the shared words: "West Virginia", not "New York Yankees"."""
    compass = word_list("contrasts", "compass")
    following = (*long.words[1:], "")
    return any(
        w in compass and (n in short.words or not n) for w, n in zip(long.words, following, strict=True)
    )


def _is_country(name: ThingName) -> bool:
    return " ".join(name.words).lstrip("=") in countries()


def _is_generic(name: ThingName) -> bool:
    return all(w.isdigit() or w in word_list("generic", "words") for w in name.words)


def _beside_place(short: ThingName, long: ThingName, extra: list[str]) -> tuple[float, str]:
    if long.subtitle and set(extra) <= long.subtitle:
        return PART_LEFT_OUT, ""  # Boston, Massachusetts
    if set(extra) <= kinds("GPE") and not _is_country(short) and " ".join(short.words) not in cities():
        return PLACE_KIND_LEFT_OUT, ""  # Kilimanjaro, but Mississippi is a state
    return 0.0, f"a {'country' if _is_country(short) else 'place'} and {_said(extra)}"


def _beside_site(short: ThingName, long: ThingName, extra: list[str]) -> tuple[float, str]:
    front = long.words[-len(short.words) :] == short.words
    if front and not _is_generic(short) and not _is_country(short):
        return PART_LEFT_OUT, ""
    return 0.0, f"a place and {_said(extra)}"


def _beside_work(short: ThingName, long: ThingName, extra: list[str]) -> tuple[float, str]:
    if all(w[0] == "=" for w in extra) and len(short.words) > 1 and not long.has_colon:
        return COUNTRY_LEFT_OUT, ""  # USA Patriot Act
    return 0.0, f"another work: {_said(extra)}"


def _beside_body(short: ThingName, long: ThingName, extra: list[str]) -> tuple[float, str]:
    """Organisations and groups: a short form, or a part of a larger one."""
    if long.has_colon and set(extra) <= long.subtitle:
        return _beside_work(short, long, extra)
    begins = long.words[: len(short.words)] == short.words
    lone = len(short.words) == 1
    if all(w[0] == "=" for w in extra):
        if any(w[0] == "=" for w in short.words):
            return 0.0, f"of another country: {_said(extra)}"
        if begins and lone and not _is_generic(short):
            return 0.0, f"a branch: {_said(extra)}"  # Toyota, Toyota USA
        return COUNTRY_LEFT_OUT, ""
    if begins and not lone and set(extra) <= long.complement:
        return COMPLEMENT_LEFT_OUT, ""
    if set(extra) & (word_list("units", "words") | long.brands):
        return 0.0, f"a part: {_said(extra)}"
    if lone and short.words[0] in (long.words[0], long.words[-1]) and not _is_generic(short):
        city = short.words[0] in cities()
        return (0.0, f"a place and {_said(extra)}") if city else (PART_LEFT_OUT, "")
    if begins and not lone:
        return PART_LEFT_OUT, ""
    telling = any(w[0] != "=" and w not in word_list("generic", "words") for w in short.words)
    if long.words[-len(short.words) :] == short.words and (telling or " ".join(extra) in cities()):
        return (
            PART_LEFT_OUT,
            "",
        )  # Johns Hopkins Carey Business School; Boston Red Sox, but People's Bank of China
    return 0.0, f"another name: {_said(extra)}"
