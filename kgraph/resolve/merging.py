"""Judgements -> groups of clusters: joined where they are judged the same, and never against a veto."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import product

from kgraph.names import compare
from kgraph.resolve.clusters import Cluster, joined
from kgraph.resolve.matching import matched_type
from kgraph.types import Judgement

# Names of a group that are compared for cohesion; only a country in many languages has more.
MOST_NAMES = 12


class Groups:
    """Clusters, and which of them are joined; ``apart`` are pairs that the user says are two."""

    def __init__(self, clusters: Sequence[Cluster], apart: Iterable[tuple[Cluster, Cluster]] = ()) -> None:
        self._parts = clusters
        self._group = list(range(len(clusters)))
        self._members: dict[int, list[int]] = {}
        self._at = {c.first: i for i, c in enumerate(clusters)}
        self._apart: dict[int, set[int]] = defaultdict(set)
        for left, right in apart:
            self._hold_apart(self._at[left.first], self._at[right.first])

    def clusters(self) -> list[Cluster]:
        """One for each group, in the order of their first members; judgements are made between these."""
        found = []
        for group in dict.fromkeys(self._group):
            whole = joined([self._parts[i] for i in sorted(self._members.get(group, [group]))])
            self._at[whole.first] = group
            found.append(whole)
        return found

    def apart(self, left: Cluster, right: Cluster) -> bool:
        """Whether the user holds them, or what they are joined with, for two."""
        return self._group[self._at[right.first]] in self._apart.get(self._group[self._at[left.first]], ())

    def join(self, judged: Iterable[Judgement]) -> list[Judgement]:
        """Join what is judged the same, the surest first, and return the judgements that hold.

        A judgement that would bring two names together of which one vetoes the other, or what the
        user holds apart, becomes "unsure": so no chain of pairs joins two people.  The user's own
        judgements yield only to the user's.
        """
        held = []
        for judgement in sorted(judged, key=lambda j: (j.by != "user", -j.score, j.left, j.right)):
            if judgement.verdict == "same":
                left, right = sorted(
                    self._group[self._at[span]] for span in (judgement.left, judgement.right)
                )
                why = self._against(left, right, check=judgement.by != "user") if left != right else ""
                if why:
                    reason = f"{judgement.reason}; but {why}"
                    judgement = replace(judgement, verdict="unsure", reason=reason)
                elif left != right:
                    self._unite(left, right)
            held.append(judgement)
        return held

    def join_equal(self, keys: frozenset[str]) -> None:
        """Join what is left of names that are in ``keys``: nobody can tell who each of them is."""
        left: dict[tuple[str, str, str], list[int]] = defaultdict(list)
        for group in dict.fromkeys(self._group):
            parts = [self._parts[i] for i in self._members.get(group, [group])]
            if all(part.key in keys for part in parts):
                left[parts[0].key, parts[0].mark, parts[0].type_class].append(group)
        for first, *others in left.values():
            for other in others:
                if other not in self._apart.get(first, ()):
                    self._unite(first, other)

    def _against(self, left: int, right: int, *, check: bool) -> str:
        if right in self._apart.get(left, ()):
            return "the user says that they are two"
        pairs = product(self._names(left), self._names(right)) if check else ()
        for (one, type_), (other, its) in pairs:
            veto = compare(one, other, matched_type(type_, its)).veto
            if veto:
                return f"{one} is not {other}: {veto}"
        return ""

    def _names(self, group: int) -> list[tuple[str, str]]:
        """(name, type) of the names in a group."""
        members = [self._parts[i] for i in self._members.get(group, [group])]
        return [(name, c.type) for c in members for name in {c.name: 0} | dict.fromkeys(c.names)][:MOST_NAMES]

    def _unite(self, left: int, right: int) -> None:
        members = self._members.pop(left, [left]) + self._members.pop(right, [right])
        self._members[left] = members
        for member in members:
            self._group[member] = left
        for other in self._apart.pop(right, set()):
            self._apart[other].discard(right)
            self._hold_apart(left, other)

    def _hold_apart(self, left: int, right: int) -> None:
        self._apart[left].add(right)
        self._apart[right].add(left)
