"""What two names of people have in common, and what not."""

from __future__ import annotations

from kgraph.names.readings import (
    FATHERS,
    LONGEST,
    LONGEST_TEXT,
    PersonName,
    Reading,
    is_gendered_pair,
    may_be_surname,
    parse_person,
    small_words,
)
from kgraph.names.spelling import given_relation, sexes, spelled, word_relation
from kgraph.names.strings import fold

# Weights are logarithms of odds: 2.2 is the chance .9 (SAME), 0 is .5, -1.4 is .2 (UNSURE).
# Of the pairs of different names of one document that the rules below leave possible, in GUM and
# Re-DocRED dev so many are one: a surname or given name alone 358 of 511, a later or middle name 13 of 18,
# left out or continued 12 of 13, spelled alike 8 of 8, vetoed 218 of 11,505 (pen names, descriptions).
# Across documents fewer are, so weights lie below.
# Names that are equal but for writing; a single word is a surname that others may bear.
EQUAL = 4.0
EQUAL_WORD = 2.5
SPELLED_WORD = 1.5
# The same surname; with the same given name it makes SAME, also if one is a transliteration.
SURNAME = {"equal": 1.5, "spelled": 1.2, "form": -0.8, "alike": -2.5}
GIVEN = {
    "equal": 2.5,
    "spelled": 2.0,
    "form": -0.3,  # Vladimir, Volodymyr: of one man in two languages, or of two men
    "nickname": -0.6,
    "initial": -0.6,
    "initials": 0.4,
    "alike": -1.5,
}
# What a middle name adds that fits; "alike" is often the other syllable: Seong-kweun, Song-kyun.
MIDDLE = {
    "equal": 0.3,
    "spelled": 0.3,
    "form": 0.0,
    "nickname": 0.0,
    "initial": 0.2,
    "initials": 0.2,
    "alike": -0.4,
}
# Left out on one side: George Bush, George W. Bush.  Takes SAME (4.0) to .75.
LEFT_OUT = -2.9
LEFT_OUT_MORE = -0.6  # J. Rowling, Joanne K. Rowling: the given names are unsure already
CERTAIN = 2.2
LATER_NAME = -1.0  # Woodrow Wilson, Thomas Woodrow Wilson
NO_GIVEN = -1.9  # Kallas, Kaja Kallas: .40
NO_SURNAME = -3.3  # Boris, Boris Johnson: .31
MIDDLE_ALONE = -1.2  # Endara, Guillermo David Endara Galimany: .23
PARTICLE = -2.2  # Ludwig Beethoven
PARTICLE_MORE = -0.4  # Esch, Joachim von der Esch: unsure already
OTHER_PARTICLE = -3.0
# What a generation on one side leaves: Donald Trump, Donald Trump Jr. .35; it takes at least so much.
GENERATION_LEAVES = -0.6
GENERATION = -0.8
REVERSED = -0.4  # Thomas Mann, Mann Thomas: .40
LONGER = -0.2  # Pedro Sánchez, Pedro Sánchez Pérez-Castejón
ONE_TITLE = -1.5  # King Charles, Charles
OTHER_TITLE = -2.6  # Pope Francis, King Francis
SEX_FITS = 0.4

OTHER_ENDING = -1.0  # Alexandra Medvedev, Alexandra Medvedeva
NO_GIVEN_NAME = "no given name on one side"
NO_SURNAME_HERE = "no surname on one side"

Evidence = tuple[list[tuple[str, float]], str]


def compare_people(left: str, right: str) -> Evidence:
    """The evidence that two people's names are one's, or why they are two."""
    if max(len(left), len(right)) > LONGEST_TEXT:
        same = fold(left) == fold(right)
        return ([("equal but for writing", EQUAL)], "") if same else ([], "different names")
    a, b = parse_person(left), parse_person(right)
    if a.generation != b.generation and a.generation and b.generation:
        return [], f"different generations: {a.generation}, {b.generation}"
    if a.sex and b.sex and a.sex != b.sex:
        return [], "a man's and a woman's title"
    parts, veto = _compare_words(a, b)
    if veto:
        return [], veto
    said = {said for said, _ in parts}
    for one in (a, b):
        if len(one.words) == 1 and NO_GIVEN_NAME in said and one.titles & small_words("rulers"):
            return [], f"a ruler's name is no surname: {one.key}"
        if len(one.words) == 1 and NO_SURNAME_HERE in said and one.titles & small_words("saints"):
            return [], f"a saint's or pope's name: {one.key}"
    if a.generation != b.generation:
        weight = min(GENERATION, GENERATION_LEAVES - _sum(parts))
        parts.append((f"{a.generation or b.generation} on one side", weight))
    if a.epithet != b.epithet:
        if a.epithet and b.epithet:
            return [], f"different epithets: {a.epithet}, {b.epithet}"
        parts.append((f"{a.epithet or b.epithet} left out", _omission(LEFT_OUT, parts)))
    if a.titles != b.titles and len(a.words) == len(b.words) == 1 and not a.generation:
        if a.titles and b.titles:
            parts.append(("different titles", OTHER_TITLE))
        else:
            parts.append(("a title on one side", _omission(ONE_TITLE, parts)))
    for one, other in ((a, b), (b, a)):
        if one.sex and not other.sex and len(other.words) > 1:
            of = {sexes().get(r.given[0], "") for r in other.readings[:1] if r.given}
            if of == {_opposite(one.sex)}:
                return [], f"a title of the other sex than {other.readings[0].given[0]}"
            if of == {one.sex}:
                parts.append(("the title fits the given name", SEX_FITS))
    return parts, ""


def _opposite(sex: str) -> str:
    return "she" if sex == "he" else "he"


def _compare_words(a: PersonName, b: PersonName) -> Evidence:
    if a.key == b.key:
        return [("equal but for writing", EQUAL if len(a.words) + bool(a.generation) > 1 else EQUAL_WORD)], ""
    if not a.readings or not b.readings or max(len(a.words), len(b.words)) > LONGEST:
        return [], "different names"
    best: Evidence | None = None
    veto = ""
    for one in a.readings:
        for other in b.readings:
            parts, why = _compare_readings(one, other)
            if why:
                veto = why if not veto or why.startswith("different given") else veto
            elif best is None or _sum(parts) > _sum(best[0]):
                best = parts, ""
    for other_way in (_reversed(a, b), _longer(a, b)):
        if other_way and (best is None or _sum(other_way) > _sum(best[0])):
            best = other_way, ""
    return best or ([], veto)


def _omission(weight: float, parts: list[tuple[str, float]]) -> float:
    """The weight of what one name lacks: little where what they have leaves them unsure already."""
    return weight if _sum(parts) >= CERTAIN else max(weight, LEFT_OUT_MORE)


def _sum(parts: list[tuple[str, float]]) -> float:
    return sum(weight for _, weight in parts)


def _reversed(a: PersonName, b: PersonName) -> list[tuple[str, float]]:
    if len(a.words) == 2 and a.words == b.words[::-1]:
        return [("the same words in reverse order", REVERSED)]
    return []


def _longer(a: PersonName, b: PersonName) -> list[tuple[str, float]]:
    """One name that continues the other: a second surname, a family's name."""
    short, long = (a, b) if len(a.words) < len(b.words) else (b, a)
    if short.words[1:] and short.readings[0].given and long.words[: len(short.words)] == short.words:
        return [(f"continued by {' '.join(long.words[len(short.words) :])}", LONGER)]
    return []


def _compare_readings(one: Reading, other: Reading) -> Evidence:
    if not one.given and not other.given:
        relation = word_relation(one.surname, other.surname)
        if is_gendered_pair(one.surname, other.surname):
            return [], f"a man's and a woman's surname: {one.surname}, {other.surname}"
        if relation not in ("equal", "spelled"):
            return [], f"different names: {one.surname}, {other.surname}"
        weight = EQUAL_WORD if relation == "equal" else SPELLED_WORD
        if one.particles != other.particles:
            weight += PARTICLE
        return [(f"{one.surname} and {other.surname} {_said(relation)}", weight)], ""
    if not one.given or not other.given:
        return _compare_lone(*((one, other) if not one.given else (other, one)))
    surname, veto = _surnames(one, other)
    given, why = _given_names(one, other)
    if veto or why:
        return [], veto or why
    if is_gendered_pair(one.surname, other.surname):
        given.append(("a man's and a woman's surname", OTHER_ENDING))
    return [*surname, *given], ""


def _compare_lone(lone: Reading, full: Reading) -> Evidence:
    """A surname or a given name alone, and a full name."""
    surname, veto = _surnames(lone, full)
    if not veto and surname[0][1] > 0:
        surname = [(said, PARTICLE_MORE if weight == PARTICLE else weight) for said, weight in surname]
        return [*surname, (NO_GIVEN_NAME, NO_GIVEN)], ""
    if not lone.particles and len(lone.surname) > 1:
        relation = given_relation(lone.surname, full.given[0])
        if relation in ("equal", "spelled"):
            return [(f"given name {full.given[0]}", GIVEN[relation]), (NO_SURNAME_HERE, NO_SURNAME)], ""
        if lone.surname in full.given[1:] and not full.surname_first and may_be_surname(lone.surname):
            return [(f"{lone.surname} is a middle name", MIDDLE_ALONE)], ""
    return [], veto or f"different names: {lone.surname}, {full.surname}"


def _said(relation: str) -> str:
    return {
        "equal": "are equal",
        "spelled": "are spellings of one name",
        "form": "are forms of one name",
        "alike": "are spelled alike",
        "nickname": "are nickname and name",
        "initial": "are initial and name",
        "initials": "are initials",
    }[relation]


def _surnames(one: Reading, other: Reading) -> Evidence:
    if one.particles + one.surname == other.particles + other.surname:
        return [(f"surname {one.surname}", SURNAME["equal"])], ""
    relation = word_relation(one.surname, other.surname)
    if not relation:
        return [], f"different surnames: {one.surname}, {other.surname}"
    parts = [(f"surname {one.surname}", SURNAME["equal"])]
    if relation != "equal":
        parts = [(f"surnames {one.surname} and {other.surname} {_said(relation)}", SURNAME[relation])]
    if one.particles != other.particles:
        differ = spelled(one.particles) != spelled(other.particles)
        if one.particles and other.particles and differ:
            parts.append((f"{one.particles} against {other.particles}", OTHER_PARTICLE))
        elif differ:
            parts.append((f"{one.particles or other.particles} left out", PARTICLE))
    return parts, ""


def _given_names(one: Reading, other: Reading) -> Evidence:
    left, right = one.given, other.given
    joined_left, joined_right = "".join(left), "".join(right)
    if joined_left == joined_right and len(joined_left) > 1:
        return [(f"given name {' '.join(left)}", GIVEN["equal"])], ""
    different = f"different given names: {' '.join(left)}, {' '.join(right)}"
    relation = given_relation(left[0], right[0])
    if not relation:
        for short, long in ((left, right), (right, left)):
            own = long[1 : next((i for i, n in enumerate(long) if n in FATHERS), len(long))]
            later = [n for n in own if len(n) > 1 and given_relation(short[0], n) in ("equal", "spelled")]
            if later and len(short[0]) > 1 and not (one.surname_first or other.surname_first):
                return [(f"{later[0]} is a later given name", LATER_NAME)], ""
        if len(left) != len(right) and min(len(left[0]), len(right[0])) > 1:
            relation = word_relation(joined_left, joined_right)
            if relation:
                return [(f"{joined_left} and {joined_right} {_said(relation)}", GIVEN[relation])], ""
        return [], different
    said = f"given name {left[0]}" if relation == "equal" else f"{left[0]} and {right[0]} {_said(relation)}"
    parts = [(said, GIVEN[relation])]
    rest_left, rest_right = left[1:], right[1:]
    for a, b in zip(rest_left, rest_right, strict=False):
        relation = given_relation(a, b)
        if relation:
            parts.append((f"middle names {a} and {b} {_said(relation)}", MIDDLE[relation]))
            continue
        short, long = sorted((rest_left, rest_right), key=len)
        if len(short) < len(long) and all(len(n) > 1 and n in long for n in short):
            break
        return [], different
    if len(rest_left) != len(rest_right):
        longer = max(rest_left, rest_right, key=len)
        said = f"middle name left out: {' '.join(longer)}"
        parts.append((said, LEFT_OUT if _sum(parts) > GIVEN["initials"] else LEFT_OUT_MORE))
    return parts, ""
