"""Which edge of one state is which of a later one, and what became of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kgraph.change.states import NO_STATEMENT, EvidenceRow, RelationRow, State
from kgraph.change.succession import Succession

Evidence = Mapping[str, Sequence[EvidenceRow]]  # by relation
FIELDS = ("family", "polarity", "modality", "ended")  # what is told of an edge that has changed in them


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge that is there now; ``was`` are the edges of before that it goes on, most often one.

    ``sources`` were so many before, at most; ``added`` are the documents that have become evidence
    of it.
    """

    now: RelationRow
    was: tuple[RelationRow, ...]
    sources: int
    added: tuple[str, ...]

    @property
    def changes(self) -> tuple[tuple[str, str | int, str | int], ...]:
        """(field, before, now) of what is another now; of several that are one, of the first."""
        return tuple(
            (field, getattr(self.was[0], field), getattr(self.now, field))
            for field in (FIELDS if len(self.was) == 1 else ())
            if getattr(self.was[0], field) != getattr(self.now, field)
        )


@dataclass(frozen=True, slots=True)
class Edges:
    """Edges by what became of them; one may be in several parts, but neither new nor gone with them.

    ``renamed`` have another type now, or are made of several.
    """

    new: tuple[Edge, ...] = ()
    confirmed: tuple[Edge, ...] = ()
    weakened: tuple[Edge, ...] = ()
    denied: tuple[Edge, ...] = ()
    no_longer_denied: tuple[Edge, ...] = ()
    changed: tuple[Edge, ...] = ()
    renamed: tuple[Edge, ...] = ()
    gone: tuple[RelationRow, ...] = ()


def by_relation(state: State) -> dict[str, list[EvidenceRow]]:
    """The evidence of each relation."""
    found: dict[str, list[EvidenceRow]] = defaultdict(list)
    for row in state.evidence:
        found[row.relation].append(row)
    return found


def changed_edges(old: State, new: State, kin: Succession) -> Edges:
    """What became of the edges of ``old``, and which are new."""
    held, holds = by_relation(old), by_relation(new)
    heirs = _heirs(old, new, kin, held, holds)
    was: dict[str, list[RelationRow]] = defaultdict(list)
    for relation in old.relations:
        if relation.id in heirs:
            was[heirs[relation.id]].append(relation)
    edges = [_edge(relation, was.get(relation.id, ()), held, holds) for relation in new.relations]
    there = [edge for edge in edges if edge.was]

    def denied(edge: Edge) -> bool:
        return any(relation.denied for relation in edge.was)

    return Edges(
        new=_ranked(edge for edge in edges if not edge.was),
        confirmed=_ranked(edge for edge in there if edge.now.sources > edge.sources),
        weakened=_ranked(edge for edge in there if edge.now.sources < edge.sources),
        denied=_ranked(edge for edge in there if edge.now.denied and not denied(edge)),
        no_longer_denied=_ranked(edge for edge in there if denied(edge) and not edge.now.denied),
        changed=_ranked(edge for edge in there if edge.changes),
        renamed=_ranked(e for e in there if len(e.was) > 1 or e.was[0].type != e.now.type),
        gone=tuple(sorted((r for r in old.relations if r.id not in heirs), key=_rank)),
    )


def _edge(now: RelationRow, was: Sequence[RelationRow], held: Evidence, holds: Evidence) -> Edge:
    before = {row.document for relation in was for row in held[relation.id]}
    added = sorted({row.document for row in holds.get(now.id, ())} - before)
    return Edge(now, tuple(sorted(was, key=_rank)), max((r.sources for r in was), default=0), tuple(added))


def _ranked(edges: Iterable[Edge]) -> tuple[Edge, ...]:
    return tuple(sorted(edges, key=lambda edge: _rank(edge.now)))


def _rank(relation: RelationRow) -> tuple[object, ...]:
    """Stated edges first, those of most independent sources first."""
    return relation.kind != "stated", -relation.sources, -relation.distinct, relation[1:6]


def _heirs(old: State, new: State, kin: Succession, held: Evidence, holds: Evidence) -> dict[str, str]:
    """The id of the edge that goes on each of the old ones that are not gone.

    The edge of the same type between what its ends have become; else the one between these that has
    most of its statements, under another type.
    """
    known = {relation[1:6]: relation.id for relation in new.relations}
    stated: dict[tuple[str, int], list[RelationRow]] = defaultdict(list)
    relations = {relation.id: relation for relation in new.relations}
    for id_, rows in holds.items():
        for row in rows:
            if row.statement != NO_STATEMENT:
                stated[row.document, row.statement].append(relations[id_])
    readings = {document.id: document.fingerprint for document in new.documents}
    alike = {d.id for d in old.documents if readings.get(d.id) == d.fingerprint}
    found = {}
    for relation in old.relations:
        one, other = kin.heirs.get(relation.subject), kin.heirs.get(relation.object)
        if one is None or other is None:
            continue
        same = known.get((one, other, *relation[3:6]))
        if same is None and relation.symmetric:  # whose ends are sorted, by names that may have changed
            same = known.get((other, one, *relation[3:6]))
        if same is None and relation.kind == "stated":
            others = Counter(
                now.id
                for row in held[relation.id]
                if row.document in alike
                for now in stated.get((row.document, row.statement), ())
                if {now.subject, now.object} == {one, other}
            )
            same = min(others, key=lambda id_: (-others[id_], id_), default=None)
        if same is not None:
            found[relation.id] = same
    return found
