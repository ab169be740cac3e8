"""Communities, and what of them is not on the map -> the tables that the page reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from kgraph.map.communities import TOP_MEMBERS, Community, Rest, names_of
from kgraph.map.data import clean
from kgraph.map.layout import Place, rest_radius
from kgraph.types import Graph

LONGEST_NAME = 200  # letters of a name in a group's; three of 10,000 would be no name


def group_tables(
    graph: Graph,
    shown: Graph,
    found: Sequence[Community],
    rests: Sequence[Rest],
    places: Mapping[str | int, Place],
) -> dict[str, Any]:
    """The rows, which are described where the page reads them, at the top of ``communities.js``."""
    entity_at = {entity.id: at for at, entity in enumerate(shown.entities)}
    on_map = [
        (number, [entity_at[key] for key in community.members if key in entity_at])
        for number, community in enumerate(found)
    ]
    on_map = [(number, members) for number, members in on_map if members]
    row_of = {number: row for row, (number, _) in enumerate(on_map)}
    entities = {entity.id: entity for entity in graph.entities} if rests else {}
    relations = _relations_of(graph) if rests else {}
    return {
        "communities": [[_names(found[number].names), members] for number, members in on_map],
        "rests": [
            [
                row_of.get(-1 if rest.community is None else rest.community),
                _names(names_of([entities[key].name for key in rest.members])),
                len(rest.members),
                [rest.inside, rest.outside, rest.between],
                [
                    [clean(entities[key].name), entities[key].type, relations[key]]
                    for key in rest.members[:TOP_MEMBERS]
                ],
                [[entity_at[key], n] for key, n in rest.ties],
                [[other, n] for other, n in rest.rest_ties],
                [*places[at], rest_radius(len(rest.members))],
                1 if rest.community is None else 0,
            ]
            for at, rest in enumerate(rests)
        ],
    }


def _names(names: Sequence[str]) -> list[str]:
    return [clean(name[:LONGEST_NAME]) for name in names]


def _relations_of(graph: Graph) -> Counter[str]:
    """How many relations each entity has."""
    return Counter(end for relation in graph.relations for end in {relation.subject, relation.object})
