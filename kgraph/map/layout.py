"""Graph -> a position for every entity: communities apart, no two nodes on top of each other.

Positions are computed here and not in the reader's browser, where 500 nodes take 40 seconds to
come to rest and come to rest differently each time.  The steps: find communities, lay each out by
itself, push its overlapping nodes apart, pack the communities as discs that do not touch, turn
each disc so that its outward ties are short, and set what is connected to nothing in rows below.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import networkx as nx
import numpy as np

from kgraph.map.data import importance, strength
from kgraph.map.springs import Numbers, Points, near_pairs, push_apart, spring, stress
from kgraph.types import Graph

SEED = 7
RADIUS = (8.0, 34.0)  # of the least and the most important node; more, and hubs hide their neighbours
TINY = 4  # components with fewer entities than this stand in the rows below
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


def layout(graph: Graph) -> dict[str, tuple[float, float]]:
    """The centre of each entity's node by entity id; x to the right, y down, in the unit of `radii`.

    The same graph gives the same positions.
    """
    ids = [entity.id for entity in graph.entities]
    radius = np.array(list(radii(graph).values()))
    # Great nodes need room for the many edges between them.  Airy while the picture is small; a
    # wide margin on 5,000 nodes would only make them specks.
    radius_with_room = 1.6 * radius + (1 + 130 / math.sqrt(len(ids) or 1))
    ties = _ties(graph, ids)
    components = sorted((sorted(part) for part in nx.connected_components(ties)), key=lambda p: (-len(p), p))
    tiny = [part for at, part in enumerate(components) if len(part) < (TINY if at else 2)]
    main = sorted(set(range(len(ids))).difference(*tiny))

    place = np.zeros((len(ids), 2))
    if main:
        place[main] = _communities(ties.subgraph(main), main, radius_with_room)
    _rows_below(place, main, tiny, radius_with_room)
    return {key: (round(float(x), 1), round(float(y), 1)) for key, (x, y) in zip(ids, place, strict=True)}


def _ties(graph: Graph, ids: Sequence[str]) -> nx.Graph:
    """One weighted tie for each pair; nodes are numbers, whose order no hash seed changes."""
    index = {key: at for at, key in enumerate(ids)}
    ties = nx.Graph()
    ties.add_nodes_from(range(len(ids)))
    for relation in graph.relations:
        left, right = index[relation.subject], index[relation.object]
        if left != right:
            known = ties.get_edge_data(left, right, {"weight": 0.0})["weight"]
            ties.add_edge(left, right, weight=known + strength(relation))
    return ties


def _communities(ties: nx.Graph, members: Sequence[int], radius: Points) -> Points:
    """Positions of ``members``, in their order: Louvain communities as discs that do not touch."""
    plain = nx.Graph()  # in sorted order: what Louvain finds depends on the order of nodes and edges
    plain.add_nodes_from(members)
    edges = sorted((min(u, v), max(u, v), math.sqrt(w)) for u, v, w in ties.edges(data="weight"))
    plain.add_weighted_edges_from(edges)
    groups = [sorted(g) for g in nx.community.louvain_communities(plain, weight="weight", seed=SEED)]
    groups.sort(key=lambda g: (-len(g), g))
    discs = []
    for group in groups:
        inside = plain.subgraph(group)
        split = SPLIT < len(group) < len(members)
        discs.append(_communities(inside, group, radius) if split else _inside(inside, group, radius[group]))
    reach = np.array([_reach(disc, radius[group]) for disc, group in zip(discs, groups, strict=True)])
    centres = _pack(_between(plain, groups), reach + 12)

    place = np.zeros((len(radius), 2))  # by number; only the members' rows are used
    for group, disc, centre in zip(groups, discs, centres, strict=True):
        place[group] = disc + centre
    _turn(plain, groups, discs, centres, place)
    return np.asarray(place[list(members)] - place[list(members)].mean(axis=0))


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
