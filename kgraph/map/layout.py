"""Graph and its communities -> a position for every node: communities apart, no two on top of each other.

Positions are computed here and not in the reader's browser, where 500 nodes take 40 seconds to
come to rest and come to rest differently each time.  The steps: lay each community out by itself,
push its overlapping nodes apart, pack the communities as discs that do not touch, turn each disc so
that its outward ties are short, and set what is connected to nothing in rows below.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import networkx as nx
import numpy as np

from kgraph.map.communities import (
    SEED,
    TINY,
    Community,
    Rest,
    Ties,
    communities,
    louvain,
    plain_graph,
    ties_of,
)
from kgraph.map.data import importance
from kgraph.map.springs import Numbers, Points, near_pairs, push_apart, spring, stress
from kgraph.types import Graph

RADIUS = (8.0, 34.0)  # of the least and the most important node; more, and hubs hide their neighbours
# Of a node that stands for what is not on the map: its area grows with the number of entities.  At 4 the
# 45,000 entities left out of 50,000 take a sixth of the picture.
REST_RADIUS = (14.0, 4.0)
EXACT = 45  # communities up to this size: as far apart as their ways are long; above, the faster springs
SPLIT = 350  # communities above this size are laid out as communities again; springs cost their square
SWEEPS = 80  # overlap relaxation; 2,000 entities need about 40 until nothing overlaps
FULL = 0.6  # how much of its disc a community fills; discs pushed apart at random reach about .8
EVENNESS = 0.75  # 0 keeps the springs' distances from the middle, 1 forgets them for their order
PACKING = 900  # steps in which communities are packed
RECHECK = 8  # steps or sweeps until it is asked again which discs are near each other
TURNS = 24  # directions in which a community is tried
WIDE = 0.62  # height of the packed communities in parts of their width: screens are wide


def radii(graph: Graph) -> dict[str, float]:
    """The radius of each entity's node: its area grows with the importance."""
    scores = importance(graph)
    top = max(scores.values(), default=0.0) or 1.0
    low, high = RADIUS
    return {key: round(low + (high - low) * math.sqrt(score / top), 1) for key, score in scores.items()}


def rest_radius(entities: int) -> float:
    """The radius of a node that stands for so many entities that are not on the map."""
    least, each = REST_RADIUS
    return round(max(least, each * math.sqrt(entities)), 1)


Place = tuple[float, float]


def layout(
    graph: Graph, found: Sequence[Community] | None = None, rests: Sequence[Rest] = ()
) -> dict[str | int, Place]:
    """The centre of each node, x to the right, y down, in the unit of `radii`.

    The key is an entity's id, or a rest's place among ``rests``.  The same graph gives the same positions.
    """
    ids = [entity.id for entity in graph.entities]
    keys: list[str | int] = [*ids, *range(len(rests))]
    radius = np.array([*radii(graph).values(), *(rest_radius(len(rest.members)) for rest in rests)])
    # Great nodes need room for the many edges between them.  Airy while the picture is small; a
    # wide margin on 5,000 nodes would only make them specks.
    radius_with_room = 1.6 * radius + (1 + 130 / math.sqrt(len(keys) or 1))
    ties = _with_rests(ties_of(graph), ids, rests)
    all_ties = plain_graph(range(len(keys)), ties)
    components = [sorted(part) for part in nx.connected_components(all_ties)]
    components.sort(key=lambda part: (-len(part), part))
    tiny = [part for at, part in enumerate(components) if len(part) < (TINY if at else 2)]
    main = sorted(set(range(len(keys))).difference(*tiny))

    place = np.zeros((len(keys), 2))
    if main:
        groups = _groups(communities(graph) if found is None else found, rests, ids, main)
        place[main] = _discs(_part(all_ties, main), main, groups, radius_with_room)
    _rows_below(place, main, tiny, radius_with_room)
    return {key: (round(float(x), 1), round(float(y), 1)) for key, (x, y) in zip(keys, place, strict=True)}


def _with_rests(ties: Ties, ids: Sequence[str], rests: Sequence[Rest]) -> Ties:
    """The ties, and those of the rests, whose numbers follow those of the entities."""
    index = {key: at for at, key in enumerate(ids)}
    for at, rest in enumerate(rests, start=len(ids)):
        ties.setdefault(at, {})
        if rest.community is None:
            continue  # it stands in the rows below, as what is tied to nothing does
        others = [(index[key], n) for key, n in rest.ties]
        others += [(len(ids) + key, n) for key, n in rest.rest_ties if rests[key].community is not None]
        for other, n in others:
            ties.setdefault(other, {})
            ties[at][other] = ties[other][at] = float(max(n, ties[at].get(other, 0.0)))
    return ties


def _groups(
    found: Sequence[Community], rests: Sequence[Rest], ids: Sequence[str], main: Sequence[int]
) -> list[list[int]]:
    """The communities of the main part by numbers, each with its rest, the greatest first."""
    index = {key: at for at, key in enumerate(ids)}
    rest_of = {rest.community: len(ids) + at for at, rest in enumerate(rests)}
    known = set(main)
    groups = []
    for number, community in enumerate(found):
        members = [index[key] for key in community.members if key in index]
        members += [rest_of[number]] if number in rest_of else []
        groups.append(sorted(known.intersection(members)))
    return sorted((group for group in groups if group), key=lambda group: (-len(group), group))


def _discs(ties: nx.Graph, members: Sequence[int], groups: Sequence[Sequence[int]], radius: Points) -> Points:
    """Positions of ``members``, in their order: the groups as discs that do not touch."""
    discs = []
    for group in groups:
        inside = _part(ties, group)
        if SPLIT < len(group) < len(members):
            discs.append(_discs(inside, group, louvain(inside), radius))
        else:
            discs.append(_inside(inside, group, radius[group]))
    reach = np.array([_reach(disc, radius[group]) for disc, group in zip(discs, groups, strict=True)])
    centres = _pack(_between(ties, groups), reach + 12)

    place = np.zeros((len(radius), 2))  # by number; only the members' rows are used
    for group, disc, centre in zip(groups, discs, centres, strict=True):
        place[group] = disc + centre
    _turn(ties, groups, discs, centres, place)
    return np.asarray(place[list(members)] - place[list(members)].mean(axis=0))


def _part(ties: nx.Graph, members: Sequence[int]) -> nx.Graph:
    """The ties among the members, in sorted order, which a subgraph of networkx does not keep."""
    part = nx.Graph()
    part.add_nodes_from(members)
    known = set(members)
    part.add_weighted_edges_from(
        sorted((u, v, ties[u][v]["weight"]) for u in members for v in ties[u] if u < v and v in known)
    )
    return part


def _inside(ties: nx.Graph, group: Sequence[int], radius: Points) -> Points:
    """Positions of one community's members about (0, 0)."""
    if len(group) == 1:
        return np.zeros((1, 2))
    row = {node: at for at, node in enumerate(group)}
    edges = np.array(sorted((row[min(u, v)], row[max(u, v)]) for u, v in ties.edges), dtype=np.int64)
    edges = edges.reshape(-1, 2)
    points = None
    if len(group) <= EXACT:
        points = _by_distance(edges, radius)
    if points is None:
        points = spring(len(group), edges, SEED)
    return _relax(_spread(points - points.mean(axis=0), radius), radius)


def _by_distance(edges: Numbers, radius: Points) -> Points | None:
    """Points as far apart as the shortest ways between them; None where a way is missing.

    An edge is as long as its ends' radii: great nodes keep a distance in which their edges are seen.
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import shortest_path

    left, right = edges.T
    lengths = coo_array((radius[left] + radius[right], (left, right)), shape=(len(radius),) * 2).tocsr()
    wanted = shortest_path(lengths, directed=False)
    return stress(wanted) if np.isfinite(wanted).all() else None


def _spread(points: Points, radius: Points) -> Points:
    """The points moved along their rays from (0, 0) to fill a disc that has room for them.

    Springs crowd the middle and throw chains far out; the order of the distances is kept and most
    of their differences are evened out.
    """
    count = len(points)
    full = math.sqrt(float((radius**2).sum()) / FULL)
    distance = np.sqrt((points**2).sum(axis=1))
    rank = np.argsort(np.argsort(distance, kind="stable"), kind="stable")
    even = full * np.sqrt((rank + 0.5) / count)
    scaled = distance * (full / math.sqrt(2) / max(1e-9, math.sqrt(float((distance**2).mean()))))
    wanted = EVENNESS * even + (1 - EVENNESS) * np.minimum(scaled, full)
    return np.asarray(points * (wanted / np.maximum(distance, 1e-9))[:, None])


def _relax(points: Points, radius: Points) -> Points:
    """The points moved as little as pushes can until no two discs overlap."""
    points = points.copy()
    slack = float(radius.mean())
    for sweep in range(SWEEPS):
        asked = sweep % RECHECK == 0
        if asked:
            pairs = near_pairs(points, radius, slack)
        if not push_apart(points, radius, pairs, 0.52) and asked:
            break
    return points


def _reach(points: Points, radius: Points) -> float:
    return float((np.sqrt((points**2).sum(axis=1)) + radius).max())


def _between(ties: nx.Graph, groups: Sequence[Sequence[int]]) -> nx.Graph:
    """The graph of the communities, whose weights are the ties between their members."""
    group_of = {node: at for at, group in enumerate(groups) for node in group}
    found = nx.Graph()
    found.add_nodes_from(range(len(groups)))
    for left, right, weight in ties.edges(data="weight"):
        a, b = group_of[left], group_of[right]
        if a != b:
            known = found.get_edge_data(a, b, {"weight": 0.0})["weight"]
            found.add_edge(a, b, weight=known + weight)
    return found


def _pack(ties: nx.Graph, reach: Points) -> Points:
    """Centres of discs that do not touch, near to those that they are tied to, wider than high."""
    if len(reach) == 1:
        return np.zeros((1, 2))
    found = nx.spring_layout(ties, seed=SEED, iterations=200, method="force")
    centres = np.array([found[at] for at in range(len(reach))])
    centres -= centres.mean(axis=0)
    centres *= math.sqrt(float((reach**2).sum())) * 1.6
    slack = float(reach.mean())
    for step in range(PACKING):
        together = step < PACKING * 2 // 3  # drawn together, then only pushed until nothing overlaps
        if together:
            centres = _across(centres, reach) if step == PACKING // 3 else centres * np.array([0.995, 0.992])
        asked = step % RECHECK == 0
        if asked:
            pairs = near_pairs(centres, reach, slack)
        if push_apart(centres, reach, pairs, 0.3) < 0.5 and asked and not together:
            break
    return _across(centres, reach)


def _across(centres: Points, reach: Points) -> Points:
    """The discs turned together so that they fit best into a picture that is wider than high."""
    best = (math.inf, centres)
    for angle in np.arange(2 * TURNS) * (math.pi / TURNS):
        turn = np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
        turned = centres @ turn
        width, height = (turned + reach[:, None]).max(axis=0) - (turned - reach[:, None]).min(axis=0)
        need = max(WIDE * float(width), float(height))
        if need < best[0] - 1e-6:
            best = (need, turned)
    return best[1]


def _turn(
    ties: nx.Graph, groups: Sequence[Sequence[int]], discs: Sequence[Points], centres: Points, place: Points
) -> None:
    """Turns and mirrors each disc in ``place`` so that the ties that leave it are as short as can be."""
    group_of = {node: at for at, group in enumerate(groups) for node in group}
    leaving = []
    for at, group in enumerate(groups):
        ties_out = [
            (number, other, float(data["weight"]))
            for number, node in enumerate(group)
            for other, data in sorted(ties[node].items())
            if group_of[other] != at
        ]
        leaving.append(tuple(map(np.array, zip(*ties_out, strict=True))))
    angle = np.arange(TURNS) * (2 * math.pi / TURNS)
    turns = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]]).transpose(2, 0, 1)
    turns = np.concatenate([turns, turns * np.array([1.0, -1.0])[:, None]])
    for _ in range(2):
        for at, group in enumerate(groups):
            if not leaving[at]:
                continue
            inner, outer, weight = leaving[at]
            off = discs[at][inner] @ turns - (place[outer] - centres[at])
            lengths = np.hypot(off[:, :, 0], off[:, :, 1]) @ weight
            place[list(group)] = discs[at] @ turns[int(np.argmin(lengths.round(6)))] + centres[at]


def _rows_below(place: Points, main: Sequence[int], tiny: Iterable[Sequence[int]], radius: Points) -> None:
    """Sets the tiny components into rows under the main part, in ``place``."""
    parts = list(tiny)
    if not parts:
        return
    left, right, y = -600.0, 600.0, 0.0
    if main:
        shown, room = place[list(main)], radius[list(main), None]
        (left, _), (right, y) = (shown - room).min(axis=0), (shown + room).max(axis=0)
        y += 1.2 * float(radius.mean())
    else:
        half = math.sqrt(float((radius**2).sum()) * 4 / WIDE) / 2
        left, right = -half, half
    x, height = left, 0.0
    for part in parts:
        # Room for a short name beside each; the members of a pair stand next to each other.
        width = sum(2 * float(radius[node]) for node in part) + 24 * (len(part) - 1)
        if x > left and x + width > right:
            x, y, height = left, y + height, 0.0
        for node in part:
            r = float(radius[node])
            place[node] = (x + r, y + r)
            x += 2 * r + (24 if len(part) > 1 else 0)
            height = max(height, 2 * r)
        x += 8
