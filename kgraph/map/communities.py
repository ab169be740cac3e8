"""Graph -> its communities, and what of each is not on the map: who is tied to whom more than to others.

Communities are found by Louvain's method (Blondel and others 2008) among the most important
entities; everybody else joins the community that it is most tied to, the nearest first.  On all of
50,000 entities the method takes 64 s and finds much the same; on the most important 5,000, 3 s.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from kgraph.map.data import importance, most_important, strength
from kgraph.types import Graph

SEED = 7
CORE = 5000  # entities among which communities are found, if the map does not show more of them
TINY = 4  # a component with fewer entities is one community
NAMES = 3  # members that a community is named by; four no longer fit under its place on the map
FEW = 3  # entities that are worth a node of their own for what is not on the map
MOST_RESTS = 150  # nodes for what is not on the map; more, and they would be the map
TOP_MEMBERS = 12  # of what is not on the map, named in the panel and found by the search
MOST_TIES = 10  # entities on the map that a rest's panel names
MOST_TIES_OF_RESTS = 3


@dataclass(frozen=True, slots=True)
class Community:
    """Entities more tied to each other than to others: their ids, the most important first."""

    names: tuple[str, ...]
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rest:
    """Entities of a community that are not on the map, or of no or several communities if it is None.

    ``inside``, ``outside`` and ``between`` count the relations of the members: among themselves, with
    entities on the map, with other rests.  ``ties`` are the entities on the map with most in common
    and how many relations that is; ``rest_ties`` the same for other rests, by their place.
    """

    community: int | None
    members: tuple[str, ...]
    inside: int
    outside: int
    between: int
    ties: tuple[tuple[str, int], ...]
    rest_ties: tuple[tuple[int, int], ...]


Ties = dict[int, dict[int, float]]


def ties_of(graph: Graph) -> Ties:
    """For each entity's number those that it is tied to, and how strongly; both ways."""
    index = {entity.id: at for at, entity in enumerate(graph.entities)}
    found: Ties = {at: {} for at in range(len(graph.entities))}
    for relation in graph.relations:
        left, right = index[relation.subject], index[relation.object]
        if left != right:
            weight = found[left].get(right, 0.0) + strength(relation)
            found[left][right] = found[right][left] = weight
    return found


def plain_graph(members: Iterable[int], ties: Ties) -> nx.Graph:
    """The ties among the members, in sorted order: what Louvain finds depends on the order.

    The root, so that one pair that stands in every sentence does not decide alone.
    """
    inside = sorted(members)
    known = set(inside)
    plain = nx.Graph()
    plain.add_nodes_from(inside)
    edges = ((u, v, math.sqrt(w)) for u in inside for v, w in ties[u].items() if u < v and v in known)
    plain.add_weighted_edges_from(sorted(edges))
    return plain


def louvain(plain: nx.Graph) -> list[list[int]]:
    """The communities of a sorted graph, the greatest first."""
    groups = [sorted(g) for g in nx.community.louvain_communities(plain, weight="weight", seed=SEED)]
    return sorted(groups, key=lambda g: (-len(g), g))


def communities(graph: Graph, core: int = CORE) -> tuple[Community, ...]:
    """The communities of all entities that are tied to others, the greatest first."""
    ties = ties_of(graph)
    index = {entity.id: at for at, entity in enumerate(graph.entities)}
    middle = [index[entity.id] for entity in most_important(graph, core).entities]
    group_of: dict[int, int] = {}
    _found_among(middle, ties, group_of)
    _join(ties, group_of)
    _found_among([at for at in ties if at not in group_of], ties, group_of)
    groups: dict[int, list[int]] = defaultdict(list)
    for at in sorted(group_of):
        groups[group_of[at]].append(at)
    score = importance(graph)
    entities = graph.entities
    found = []
    for group in sorted(groups.values(), key=lambda g: (-len(g), g)):
        ranked = sorted(group, key=lambda at: (-score[entities[at].id], entities[at].id))
        names = names_of([entities[at].name for at in ranked])
        found.append(Community(names, tuple(entities[at].id for at in ranked)))
    return tuple(found)


def names_of(ranked: Sequence[str]) -> tuple[str, ...]:
    """What a group is called, by the names of its members, the most important first."""
    return tuple(ranked[:NAMES])


def _found_among(members: Sequence[int], ties: Ties, group_of: dict[int, int]) -> None:
    """Puts the communities of the members that are tied to each other into ``group_of``."""
    plain = plain_graph(members, ties)
    parts = [sorted(part) for part in nx.connected_components(plain)]
    parts.sort(key=lambda part: (-len(part), part))
    small = [part for at, part in enumerate(parts) if len(part) < (TINY if at else 2)]
    great = sorted(set(plain).difference(*small))
    groups = louvain(plain_graph(great, ties)) if great else []
    for group in [*groups, *(part for part in small if len(part) > 1)]:
        number = 1 + max(group_of.values(), default=-1)
        group_of.update(dict.fromkeys(group, number))


def _join(ties: Ties, group_of: dict[int, int]) -> None:
    """Adds to each community those who are more tied to it than to others, step by step outwards."""
    edge = sorted(group_of)
    while edge:
        pull: dict[int, dict[int, float]] = {}
        for at in edge:
            for other, weight in ties[at].items():
                if other not in group_of:
                    pulls = pull.setdefault(other, {})
                    pulls[group_of[at]] = pulls.get(group_of[at], 0.0) + weight
        for other, pulls in pull.items():
            group_of[other] = min(pulls, key=lambda group: (-pulls[group], group))
        edge = sorted(pull)


def rests(graph: Graph, shown: Graph, found: Sequence[Community]) -> tuple[Rest, ...]:
    """What ``shown``, a part of the graph, leaves out, by communities, the greatest first.

    Every entity left out is in exactly one; the last takes those that are tied to nothing and those
    of whose community only one or two are left out.
    """
    on_map = {entity.id for entity in shown.entities}
    score = importance(graph)
    lacking = [
        (number, [key for key in community.members if key not in on_map])
        for number, community in enumerate(found)
    ]
    named = sorted((one for one in lacking if len(one[1]) >= FEW), key=lambda one: (-len(one[1]), one[0]))
    groups: list[tuple[int | None, list[str]]] = [*named[:MOST_RESTS]]
    known = on_map.union(*(members for _, members in groups))
    others = sorted((e.id for e in graph.entities if e.id not in known), key=lambda key: (-score[key], key))
    if others:
        groups.append((None, others))
    of = {key: number for number, (_, members) in enumerate(groups) for key in members}

    counts: list[Counter[str]] = [Counter() for _ in groups]
    weights: dict[tuple[int, str | int], float] = defaultdict(float)
    numbers: Counter[tuple[int, str | int]] = Counter()
    for relation in graph.relations:
        for end, far in {(relation.subject, relation.object), (relation.object, relation.subject)}:
            group = of.get(end)
            if group is None:
                continue
            other: str | int = of.get(far, far)
            if other == group:
                counts[group]["inside"] += 1 if end <= far else 0  # both ends come by
                continue
            counts[group]["between" if isinstance(other, int) else "outside"] += 1
            weights[group, other] += strength(relation)
            numbers[group, other] += 1
    ties = _strongest(weights, numbers)
    return tuple(
        Rest(
            community,
            tuple(members),
            counts[at]["inside"],
            counts[at]["outside"],
            counts[at]["between"],
            tuple((key, n) for key, n in ties[at] if isinstance(key, str))[:MOST_TIES],
            tuple((key, n) for key, n in ties[at] if isinstance(key, int))[:MOST_TIES_OF_RESTS],
        )
        for at, (community, members) in enumerate(groups)
    )


def _strongest(
    weights: Mapping[tuple[int, str | int], float], numbers: Mapping[tuple[int, str | int], int]
) -> dict[int, list[tuple[str | int, int]]]:
    """For each rest those that it is tied to, the most tied first, with the number of relations."""
    found: dict[int, list[tuple[str | int, int]]] = defaultdict(list)
    for group, other in sorted(weights, key=lambda pair: (-weights[pair], pair[0], str(pair[1]))):
        found[group].append((other, numbers[group, other]))
    return found
