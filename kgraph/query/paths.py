"""Two entities -> the best-evidenced ways between them, each step with its relations.

A step costs -log(chance) + STEP, where chance is how likely it is that at least one source of its best
relation is right (kgraph/store/summary.py): surer and more often told edges are shorter, and so are ways
of fewer steps.  Whichever way an edge points, one may go along it; what is only denied is no edge here.

The ways are exact: Dijkstra's search from both ends, which reads the edges of a node from the store in the
order of their costs and no further than it must; then Yen's for the second best way and on (Yen, Finding
the K Shortest Loopless Paths in a Network, 1971).
"""

from __future__ import annotations

import heapq
import math
import sqlite3
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from kgraph.query.evidence import EDGE_COLUMNS, WITH_ENDS, Edge, edge
from kgraph.query.names import EntityName

# A further step is worth it where it makes the whole way 1 / .7 times as likely: two steps of .99 win over
# one edge of less than .69, the confidence of a common single statement, and lose against a surer one.
STEP = -math.log(0.7)
# Edges that are looked at in one question.  100,000 documents with hubs of 40,000 edges take some
# thousands; the bound keeps a hopeless question from taking minutes, and the answer tells of it.
MOST_EDGES = 300_000
KINDS = {"stated": ("stated",), "all": ("stated", "co-mention")}
# SQLite's bound on the values of one query is 32,766, in old ones 999.
VALUES = 500


@dataclass(frozen=True, slots=True)
class Step:
    """From one entity to the next, with all the relations between the two that count, the best first."""

    start: EntityName
    end: EntityName
    relations: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """A connection; ``chance`` is that of all its steps together."""

    steps: tuple[Step, ...]
    chance: float


@dataclass(frozen=True, slots=True)
class Ways:
    """The best ways, the best first.

    ``reached`` is how many entities were found from the one end that has fewer, where there is no way.
    ``exact`` is false where the search was given up before it was sure.
    """

    ways: tuple[Way, ...]
    exact: bool = True
    nearer: EntityName | None = None
    reached: int = 0


def ways(
    connection: sqlite3.Connection,
    start: EntityName,
    end: EntityName,
    *,
    through: str = "stated",
    most: int = 3,
) -> Ways:
    """Up to ``most`` ways without loops between two entities, by the edges of "stated" or "all" kinds."""
    edges = _Edges(connection, KINDS[through])
    first = _Search(edges, start.id, end.id).run()
    if first is None:
        return _none(edges, start, end)
    found = [first]
    candidates: list[_Found] = []
    while len(found) < most and not edges.spent:
        last = found[-1].nodes
        for i in range(len(last) - 1):
            root = last[: i + 1]
            used = {f.nodes[i + 1] for f in found if f.nodes[: i + 1] == root}
            spur = _Search(edges, root[-1], end.id, without=frozenset(root[:-1]), not_to=used).run()
            if spur is not None:
                cost = edges.cost_of(root) + spur.cost
                candidate = _Found(round(cost, 9), (*root[:-1], *spur.nodes))
                if candidate not in candidates and candidate not in found:
                    heapq.heappush(candidates, candidate)
        if not candidates:
            break
        found.append(heapq.heappop(candidates))
    return Ways(tuple(_way(connection, way.nodes, KINDS[through]) for way in found), not edges.spent)


@dataclass(frozen=True, slots=True, order=True)
class _Found:
    cost: float
    nodes: tuple[str, ...]


class _Edges:
    """The neighbours of each entity, the nearest first, read from the store as far as they are asked for."""

    def __init__(self, connection: sqlite3.Connection, kinds: Sequence[str]) -> None:
        self.connection = connection
        self.kinds = kinds
        self.read: dict[str, tuple[list[tuple[float, str]], Iterator[tuple[float, str]]]] = {}
        self.costs: dict[tuple[str, str], float] = {}
        self.looked_at = 0

    @property
    def spent(self) -> bool:
        return self.looked_at > MOST_EDGES

    def neighbour(self, node: str, number: int) -> tuple[float, str] | None:
        """Cost and id of the neighbour with that number, from 0; None where there are fewer."""
        if node not in self.read:
            self.read[node] = [], self._sorted(node)
        known, others = self.read[node]
        while len(known) <= number:
            following = next(others, None)
            if following is None:
                return None
            known.append(following)
        return known[number]

    def _sorted(self, node: str) -> Iterator[tuple[float, str]]:
        met = {node}
        streams = [
            self._stream(node, kind, *columns)
            for kind in self.kinds
            for columns in (
                ("subject", "object", "relations_from"),
                ("object", "subject", "relations_to"),
            )
        ]
        for chance, other in heapq.merge(*streams):
            self.looked_at += 1
            if other not in met:
                met.add(other)
                cost = self.costs[node, other] = step_cost(-chance)
                yield cost, other

    def _stream(self, node: str, kind: str, end: str, other: str, index: str) -> Iterator[tuple[float, str]]:
        """Minus the chance, and the other end, of each of its relations at that end, the best first."""
        rows = self.connection.execute(
            f"SELECT chance, {other} FROM relations INDEXED BY {index}"
            f" WHERE {end} = ? AND kind = ? AND chance > 0 ORDER BY chance DESC, {other}",
            (node, kind),
        )
        return ((-chance, there) for chance, there in rows)  # merge would close a cursor after the store

    def between(self, node: str, others: AbstractSet[str]) -> Iterator[tuple[float, str]]:
        """Cost and id of those of the others that are neighbours: by whichever is less to look at."""
        number = 0
        while number <= len(others):
            found = self.neighbour(node, number)
            if found is None:
                known, _ = self.read[node]
                yield from (pair for pair in known if pair[1] in others)
                return
            number += 1
        ordered = sorted(others - {node})
        kinds = ", ".join(f"'{kind}'" for kind in self.kinds)
        best: dict[str, float] = {}
        for at in range(0, len(ordered), VALUES):
            some = ordered[at : at + VALUES]
            marks = ", ".join("?" * len(some))
            self.looked_at += len(some)
            for end, other in (("subject", "object"), ("object", "subject")):
                for id_, chance in self.connection.execute(
                    f"SELECT {other}, max(chance) FROM relations WHERE {end} = ? AND {other} IN ({marks})"
                    f" AND kind IN ({kinds}) AND chance > 0 GROUP BY {other}",
                    (node, *some),
                ):
                    best[id_] = max(best.get(id_, 0.0), chance)
        for id_, chance in best.items():
            self.costs[node, id_] = step_cost(chance)
            yield self.costs[node, id_], id_

    def cost_of(self, nodes: Sequence[str]) -> float:
        """What a way that was found costs."""
        total = 0.0
        for pair in pairwise(nodes):
            total += self.costs[pair] if pair in self.costs else self.costs[pair[::-1]]
        return total


def step_cost(chance: float) -> float:
    return STEP - math.log(chance)


class _Side:
    """How far the search has come from one end: settled entities, and the next edge of each by its cost."""

    def __init__(self, root: str) -> None:
        self.cost: dict[str, float] = {}
        self.before: dict[str, str] = {}
        self.heap: list[tuple[float, str, str, int]] = [(0.0, root, "", -1)]  # cost, to, from, its number
        self.work = 0

    def way_to(self, node: str) -> list[str]:
        """From the root to the node."""
        found = [node]
        while found[-1] in self.before:
            found.append(self.before[found[-1]])
        return found[::-1]


class _Search:
    """The shortest way between two entities that avoids some, and some first steps."""

    def __init__(
        self,
        edges: _Edges,
        start: str,
        end: str,
        *,
        without: AbstractSet[str] = frozenset(),
        not_to: AbstractSet[str] = frozenset(),
    ) -> None:
        self.edges = edges
        self.without = without
        self.barred = {(start, other) for other in not_to} | {(other, start) for other in not_to}
        self.sides = _Side(start), _Side(end)
        self.best = math.inf
        self.met: tuple[str, str] | None = None

    def run(self) -> _Found | None:
        forward, backward = self.sides
        while forward.heap and backward.heap and not self.edges.spent:
            if forward.heap[0][0] + backward.heap[0][0] >= self.best:
                break  # whatever is still to come is no shorter
            side, other = sorted(self.sides, key=lambda s: s.work)
            self._advance(side, other)
        if self.met is None:
            return None
        left, right = self.met
        nodes = forward.way_to(left) + backward.way_to(right)[::-1]
        return _Found(round(self.best, 9), tuple(nodes))

    def _advance(self, side: _Side, other: _Side) -> None:
        """Take the nearest edge of one side, and settle the entity to which it leads."""
        cost, node, before, number = heapq.heappop(side.heap)
        side.work += 1
        if before:
            self._push(side, before, number + 1)
        if node in side.cost:
            return
        side.cost[node] = cost
        if before:
            side.before[node] = before
        self._push(side, node, 0)
        for step, there in self.edges.between(node, other.cost.keys()):
            if (node, there) not in self.barred:
                self._meet(side, node, there, cost + step + other.cost[there])
        side.work += min(len(other.cost), 1000)

    def _push(self, side: _Side, node: str, number: int) -> None:
        while (following := self.edges.neighbour(node, number)) is not None:
            step, other = following
            if other not in side.cost and other not in self.without and (node, other) not in self.barred:
                heapq.heappush(side.heap, (side.cost[node] + step, other, node, number))
                return
            number += 1

    def _meet(self, side: _Side, node: str, there: str, cost: float) -> None:
        met = (node, there) if side is self.sides[0] else (there, node)
        if (round(cost, 9), met) < (round(self.best, 9), self.met or ("", "")):
            self.best, self.met = cost, met


def _none(edges: _Edges, start: EntityName, end: EntityName) -> Ways:
    """How far one gets from the end from which fewer are reached."""
    if edges.spent:
        return Ways((), exact=False)
    counts: list[tuple[int, EntityName]] = []
    for node in (start, end):
        reached, ahead = {node.id}, [node.id]
        while ahead and len(reached) < min([n for n, _ in counts], default=MOST_EDGES):
            at, number = ahead.pop(), 0
            while (following := edges.neighbour(at, number)) is not None:
                number += 1
                if following[1] not in reached:
                    reached.add(following[1])
                    ahead.append(following[1])
        counts.append((len(reached), node))
    reached_, nearer = min(counts, key=lambda pair: pair[0])
    return Ways((), nearer=nearer, reached=reached_ - 1)


def _way(connection: sqlite3.Connection, nodes: Sequence[str], kinds: Sequence[str]) -> Way:
    names = {
        id_: EntityName(id_, name, type_)
        for node in nodes
        for id_, name, type_ in connection.execute(
            "SELECT id, name, type FROM entities WHERE id = ?", (node,)
        )
    }
    steps = tuple(
        Step(names[one], names[two], relations_between(connection, one, two, kinds))
        for one, two in pairwise(nodes)
    )
    return Way(steps, round(math.prod(step.relations[0].chance for step in steps), 4))


def relations_between(
    connection: sqlite3.Connection, one: str, two: str, kinds: Sequence[str] = KINDS["all"]
) -> tuple[Edge, ...]:
    """The relations between two entities in both directions, the one with the best chance first."""
    marks = ", ".join("?" * len(kinds))
    rows = connection.execute(
        f"SELECT {EDGE_COLUMNS} FROM relations AS r {WITH_ENDS} WHERE r.kind IN ({marks})"
        " AND ((r.subject = ? AND r.object = ?) OR (r.subject = ? AND r.object = ?))"
        " ORDER BY r.chance DESC, r.sources DESC, r.distinct_sentences DESC, r.type, r.id",
        (*kinds, one, two, two, one),
    )
    return tuple(map(edge, rows))
