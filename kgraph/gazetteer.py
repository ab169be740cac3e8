"""Countries, cities, demonyms, people's names: evidence beside the text, never instead of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kgraph.data import table, words
from kgraph.names import fold

# countryinfo gives a dependent territory the demonym of its state; the state is what is meant.
STATES_FIRST = (
    "China",
    "France",
    "India",
    "United States",
    "Norway",
    "Democratic Republic of the Congo",
    "Dominican Republic",
)
# A capital that is called otherwise in the news than in countryinfo.
CAPITALS = {
    "Washington": "United States",
    "Kiev": "Ukraine",
    "Kyiv": "Ukraine",
    "Tel Aviv": "Israel",
    "New Delhi": "India",
    "Delhi": "India",
}


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Folded names to canonical names.

    ``countries`` holds names of countries and their other names, ``adjectives`` demonyms and
    adjectives of countries and regions, ``capitals`` cities to the country that they govern,
    ``regions`` names of regions (LOC), ``cities`` cities and states of the USA.
    ``given_names`` holds given names to "he" or "she", "" where bearers are of either sex.
    ``known`` holds names of known things by what they are: person, place, group, event, other, province
    and company (with news agencies and social networks).
    """

    countries: dict[str, str]
    adjectives: dict[str, str]
    capitals: dict[str, str]
    regions: dict[str, str]
    cities: frozenset[str]
    given_names: dict[str, str]
    surnames: frozenset[str]
    known: dict[str, frozenset[str]]


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer of countryinfo, mended and extended by ``data/places.toml``."""
    from countryinfo import all_countries

    own = table("places")
    renamed = {fold(alias): name for name, aliases in own["aliases"].items() for alias in [name, *aliases]}
    countries: dict[str, str] = {}
    adjectives: dict[str, str] = {}
    capitals = {fold(city): country for city, country in CAPITALS.items()}
    entries = sorted(all_countries(), key=lambda c: (c.name() not in STATES_FIRST, c.name()))
    for entry in entries:
        name = renamed.get(fold(entry.name()), entry.name())
        spellings = [entry.name(), *(s for s in entry.alt_spellings() or () if len(s) > 3)]
        for spelling in spellings:
            countries.setdefault(fold(spelling), name)
        for demonym in (entry.demonym() or "").replace("/", ",").split(","):
            if demonym.strip() and fold(demonym) not in countries:
                adjectives.setdefault(fold(demonym), name)
                if not demonym.endswith(("ese", "sh", "ch", "ss", "s")):
                    adjectives.setdefault(fold(demonym + "s"), name)
        seats = entry.capital() or ()
        for city in [seats] if isinstance(seats, str) else seats:
            if fold(city) != fold(entry.name()):
                capitals.setdefault(fold(city), name)
    countries |= renamed
    adjectives |= {fold(word): name for name, words in own["adjectives"].items() for word in words}
    adjectives |= {fold(word): name for name, words in own["regions"].items() for word in words}
    regions = {fold(name): name for name in own["regions"]}
    cities = frozenset(fold(city) for city in words("cities"))
    given_names = {
        fold(name): pronoun
        for name, _, pronoun in (entry.partition(" ") for entry in sorted(words("given_names")))
    }
    return Gazetteer(
        countries, adjectives, capitals, regions, cities, given_names, words("surnames"), _known_names()
    )


def _known_names() -> dict[str, frozenset[str]]:
    known: dict[str, set[str]] = {}
    for entry in words("known_names"):
        name, _, kinds = entry.partition(": ")
        for kind in kinds.split():
            known.setdefault(kind, set()).add(name)
    agencies = {fold(s) for spellings in table("agencies").values() for s in spellings if len(s) > 2}
    return {kind: frozenset(known[kind]) for kind in sorted(known)} | {
        "company": words("companies") | words("platforms") | agencies
    }
