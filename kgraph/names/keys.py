"""Blocking keys: a name -> strings of which it shares one with each name that may be its entity's."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from kgraph.names import readings, words
from kgraph.names.places import countries, organisations, places
from kgraph.names.readings import may_be_surname, parse_person
from kgraph.names.spelling import groups, initial, initials, nicknames, spelled, transliterations
from kgraph.names.strings import fold
from kgraph.names.words import kinds, mark, parse_thing, word_list

# Given names of which the initial makes a key with the surname; more are rarely used alone.
GIVEN_NAMES = 3


@lru_cache(maxsize=1 << 16)
def keys_of_person(name: str) -> frozenset[str]:
    """Surname and initial, given name and surname's initial, each word alone, all words."""
    if len(name) > readings.LONGEST_TEXT:
        return frozenset({f"p={fold(name)}"})
    person = parse_person(name)
    keys = {f"p={' '.join(sorted(person.words)) or person.key}"}
    if len(person.words) > readings.LONGEST or not person.readings:
        return frozenset(keys)
    for reading in person.readings:
        joined = (spelled(reading.particles + reading.surname),) if reading.particles else ()
        keys.update([f"1 {mark}" for mark in (*_spellings(reading.surname), *joined)])
        if not reading.given:
            continue
        first = reading.given[0]
        firsts = {
            i
            for given in reading.given[: 1 if reading.surname_first else GIVEN_NAMES]
            for i in _initials(given)
        }
        keys.update([f"s {mark} {i}" for mark in (*_forms(reading.surname), *joined) for i in firsts])
        if len(first) > 1:
            keys.update([f"g {mark} {i}" for mark in _spellings(first) for i in initials(reading.surname)])
            keys.update([f"1 {mark}" for mark in _spellings(first)])
    if not person.readings[-1].surname_first:
        middle = [word for word in person.words[1:-1] if may_be_surname(word)]
        keys.update([f"1 {spelled(word)}" for word in middle[:GIVEN_NAMES]])
    if len(person.words) > 2:  # "Pedro Sánchez" in "Pedro Sánchez Pérez-Castejón"
        keys.add(f"s {spelled(person.words[1])} {initial(person.words[0])}")
    return frozenset(keys)


@lru_cache(maxsize=1 << 16)
def _spellings(word: str) -> tuple[str, ...]:
    """A word as it is spelled by rule, and the lists of transliterations that hold it."""
    return spelled(word), *sorted(f"~{name}" for name in transliterations(word))


@lru_cache(maxsize=1 << 16)
def _forms(word: str) -> tuple[str, ...]:
    """A word as it is spelled by rule, and the lists of forms that hold it."""
    return spelled(word), *sorted(f"~{name}" for name in groups(word))


@lru_cache(maxsize=1 << 16)
def _initials(word: str) -> frozenset[str]:
    """The first sounds and letters of the names that a given name or nickname may stand for."""
    names = (word, *nicknames().get(word, ()), *groups(word))
    return frozenset[str]().union(*map(initials, names))


@lru_cache(maxsize=1 << 16)
def keys_of_thing(name: str, type: str) -> frozenset[str]:
    """All words by sound, the words without kinds and countries, initials, single telling words."""
    if len(name) > words.LONGEST_TEXT:
        return frozenset({f"t={fold(name)}"})
    thing = parse_thing(name, type)
    keys = {f"j {thing.key}", f"j {thing.plain}", _bag(thing.words)}
    keys |= {
        f"k {names[thing.folded]}"
        for names in (countries(), places(), organisations())
        if thing.folded in names
    }
    if len(thing.words) > words.LONGEST:
        return frozenset(keys)
    if thing.acronym:
        keys.add(f"a {thing.acronym}")
    keys |= {f"a {initials}" for initials in thing.initials}
    generic = word_list("generic", "words")
    core = [
        w for w in thing.words if w not in kinds(type) and w[0] != "=" and not (w.isdigit() and len(w) == 4)
    ]
    keys.add(_bag(core) if core else _bag(thing.words))
    for some in (thing.words, core):  # "GW Bridge", "UN Security Council", "G7", "JFK Airport"
        letters = "".join(w if w in thing.capitals or w.isdigit() else w.lstrip("=")[0] for w in some)
        if len(letters) > 1 and (some is thing.words or len(core) < len(thing.words)):
            keys.add(f"a {letters.upper()}")
    telling = [w for w in thing.words if w not in generic and w[0] != "=" and not w.isdigit()]
    keys |= {f"1 {w}" for w in (*telling[:1], *telling[-1:])}
    if len(thing.words) > 2:
        keys |= {_bag(thing.words[:2]), _bag(thing.words[-2:])}
    return frozenset(keys)


def _bag(some: Sequence[str]) -> str:
    return "t " + " ".join(sorted(set(map(mark, some))))
