"""Names of countries and cities that are one place's, and words for peoples."""

from __future__ import annotations

from functools import cache

from kgraph.data import table, words
from kgraph.names.strings import fold


@cache
def countries() -> dict[str, str]:
    """Folded names of countries to folded canonical names, from countryinfo and ``data/places.toml``."""
    from countryinfo import all_countries

    own = table("places")["aliases"]
    found: dict[str, str] = {}
    renamed = {fold(alias): fold(name) for name, aliases in own.items() for alias in [name, *aliases]}
    for entry in sorted(all_countries(), key=lambda c: c.name()):
        name = renamed.get(fold(entry.name()), fold(entry.name()))
        demonyms = {fold(word) for word in (entry.demonym() or "").replace("/", ",").split(",")}
        for spelling in [entry.name(), *(s for s in entry.alt_spellings() or () if len(s) > 3)]:
            if fold(spelling) not in demonyms or spelling == entry.name():  # "Thai" is no name of Thailand
                found.setdefault(fold(spelling), name)
    found |= renamed
    for name, others in table("other_names")["places"].items():
        if fold(name) in found:
            found |= {fold(other): found[fold(name)] for other in others}
    return found


@cache
def places() -> dict[str, str]:
    """Folded names of places that have several to one of them: "peking" -> "beijing"."""
    own = table("other_names")["places"]
    return {fold(other): fold(name) for name, others in own.items() for other in [name, *others]}


@cache
def organisations() -> dict[str, str]:
    """Folded names of organisations that have several to one of them."""
    own = table("other_names")["organisations"]
    return {fold(other): fold(name) for name, others in own.items() for other in [name, *others]}


def _alike(word: str, country: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(word, country, strict=False)) if a != b), len(word))


@cache
def peoples() -> dict[str, str]:
    """Folded demonyms and adjectives to folded countries and regions: "germans" -> "germany"."""
    from countryinfo import all_countries

    own = table("places")
    known = countries()
    found: dict[str, str] = {}
    for entry in sorted(all_countries(), key=lambda c: c.name()):
        for demonym in (entry.demonym() or "").replace("/", ",").split(","):
            word = fold(demonym) if demonym.strip() else ""
            country = known.get(fold(entry.name()), fold(entry.name()))
            # Dependent territories have the demonym of their state: "Indian" is of India.
            if (
                word
                and word not in known
                and (word not in found or _alike(word, country) > _alike(word, found[word]))
            ):
                found[word] = country
    for group in ("adjectives", "regions"):
        found |= {
            fold(word): known.get(fold(name), fold(name)) for name, of in own[group].items() for word in of
        }
    for name, of in table("other_names")["peoples"].items():
        found |= {fold(word): fold(name) for word in (name, *of)}
    for word in list(found):
        if not word.endswith(("ese", "sh", "ch", "ss", "s")):
            found.setdefault(word + "s", found[word])
    return found


@cache
def cities() -> frozenset[str]:
    """Folded names of cities and of states of the USA."""
    return frozenset(fold(city) for city in words("cities"))
