"""Which edge of one state is which of a later one, and what became of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from kgraph.change.states import NO_STATEMENT, EvidenceRow, Present, RelationRow, State
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

    ``confirmed`` have a further independent source that says the same: a denial confirms only what all
    deny.  ``denied`` are so for the first time, or by a further independent source.  ``renamed`` have
    another type now, or are made of several.
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
    """The evidence of each relation; a state has it sorted by them."""
    return {id_: list(rows) for id_, rows in groupby(state.evidence, key=itemgetter(0))}


def changed_edges(
    old: State,
    new: State,
    kin: Succession,
    present: Present = Present(),  # noqa: B008 - frozen
) -> Edges:
    """What became of the edges of ``old``, and which are new; ``present`` tells which statements deny."""
    held, holds = by_relation(old), by_relation(new)
    same = _unchanged(old, new, kin)
    heirs = _heirs([r for r in old.relations if r.id not in same], old, new, kin, held)
    was: dict[str, list[RelationRow]] = defaultdict(list)
    for relation in old.relations:
        if relation.id in heirs:
            was[heirs[relation.id]].append(relation)
    for id_, relation in same.items():
        if id_ in was:
            was[id_].append(relation)
    edges = [
        _edge(relation, was.get(relation.id, ()), held, holds)
        for relation in new.relations
        if relation.id not in same or relation.id in was
    ]
    there = [edge for edge in edges if edge.was]
    further = _Further(old, new, held, holds, present)

    def denied(edge: Edge) -> bool:
        return any(relation.denied for relation in edge.was)

    def only_denied(edge: Edge) -> bool:
        return all(relation.polarity == "negative" for relation in edge.was)

    def confirmed(edge: Edge) -> bool:
        return further(edge, denying=only_denied(edge))

    def newly_denied(edge: Edge) -> bool:
        return not denied(edge) or (further(edge, denying=True) and not only_denied(edge))

    return Edges(
        new=_ranked(edge for edge in edges if not edge.was),
        confirmed=_ranked(edge for edge in there if confirmed(edge)),
        weakened=_ranked(edge for edge in there if edge.now.sources < edge.sources),
        denied=_ranked(edge for edge in there if edge.now.denied and newly_denied(edge)),
        no_longer_denied=_ranked(edge for edge in there if denied(edge) and not edge.now.denied),
        changed=_ranked(edge for edge in there if edge.changes),
        renamed=_ranked(e for e in there if len(e.was) > 1 or e.was[0].type != e.now.type),
        gone=tuple(sorted((r for r in old.relations if r.id not in heirs and r.id not in same), key=_rank)),
    )


class _Further:
    """Whether an edge has a further independent source that denies it, or that says it."""

    def __init__(self, old: State, new: State, held: Evidence, holds: Evidence, present: Present) -> None:
        self._held, self._holds = held, holds
        self._names = {d.id: d.name for state in (old, new) for d in state.documents}
        self._denials = {(said.document, said.position) for said in present.said if said.denies}
        self._stories = dict(present.copies)

    def __call__(self, edge: Edge, *, denying: bool) -> bool:
        before = {row.document for relation in edge.was for row in self._held.get(relation.id, ())}
        rows = self._holds.get(edge.now.id, ())
        corrected = {self._names[id_] for id_ in before}
        come = [row for row in rows if row.document not in before]
        come = [row for row in come if self._names[row.document] not in corrected]
        more = edge.now.sources > edge.sources
        if not come:  # what is a copy of what is judged otherwise, or several edges are one
            return more and not denying
        said = {row.document for row in come if ((row.document, row.statement) in self._denials) is denying}
        if before <= {row.document for row in rows}:
            return more and bool(said)
        # Some sources are gone, so that the number tells nothing of those that have come.
        kept = {self._story(row.document) for row in rows if row.document in before}
        return any(self._story(id_) not in kept for id_ in said)

    def _story(self, document: str) -> str:
        return self._stories.get(document, document)


def _unchanged(old: State, new: State, kin: Succession) -> dict[str, RelationRow]:
    """The edges, by id, that have the same columns, the same evidence and the same ends in both states."""
    other = {row.relation for row in set(old.evidence) ^ set(new.evidence)}
    stayed = {id_ for id_, heir in kin.heirs.items() if id_ == heir}
    return {
        relation.id: relation
        for relation in set(old.relations) & set(new.relations)
        if relation.id not in other and relation.subject in stayed and relation.object in stayed
    }


def _edge(now: RelationRow, was: Sequence[RelationRow], held: Evidence, holds: Evidence) -> Edge:
    before = {row.document for relation in was for row in held.get(relation.id, ())}
    added = sorted({row.document for row in holds.get(now.id, ())} - before)
    return Edge(now, tuple(sorted(was, key=_rank)), max((r.sources for r in was), default=0), tuple(added))


def _ranked(edges: Iterable[Edge]) -> tuple[Edge, ...]:
    return tuple(sorted(edges, key=lambda edge: _rank(edge.now)))


def _rank(relation: RelationRow) -> tuple[object, ...]:
    """Stated edges first, those of most independent sources first."""
    return relation.kind != "stated", -relation.sources, -relation.distinct, relation[1:6]


def _heirs(
    relations: Sequence[RelationRow],
    old: State,
    new: State,
    kin: Succession,
    held: Evidence,
) -> dict[str, str]:
    """The id of the edge that goes on each of these old ones, by their ids; those that are gone have none.

    The edge of the same type between what its ends have become; else the one between these that has
    most of its statements, under another type.
    """
    known = {relation[1:6]: relation.id for relation in new.relations}
    stated = _stated(relations, old, new, held)
    found = {}
    for relation in relations:
        one, other = kin.heirs.get(relation.subject), kin.heirs.get(relation.object)
        if one is None or other is None:
            continue
        same = known.get((one, other, *relation[3:6]))
        if same is None and relation.symmetric:  # whose ends are sorted, by names that may have changed
            same = known.get((other, one, *relation[3:6]))
        if same is None:
            others = Counter(
                now.id
                for row in held.get(relation.id, ())
                for now in stated.get((row.document, row.statement), ())
                if {now.subject, now.object} == {one, other}
            )
            same = min(others, key=lambda id_: (-others[id_], id_), default=None)
        if same is not None:
            found[relation.id] = same
    return found


def _stated(
    relations: Sequence[RelationRow], old: State, new: State, held: Evidence
) -> dict[tuple[str, int], list[RelationRow]]:
    """The new edges of which the statements of old ones are evidence; only where they were read alike."""
    readings = {document.id: document.fingerprint for document in new.documents}
    alike = {d.id for d in old.documents if readings.get(d.id) == d.fingerprint}
    places = {
        (row.document, row.statement)
        for relation in relations
        for row in held.get(relation.id, ())
        if row.statement != NO_STATEMENT and row.document in alike
    }
    by_id = {relation.id: relation for relation in new.relations}
    found: dict[tuple[str, int], list[RelationRow]] = defaultdict(list)
    for row in new.evidence if places else ():
        if (row.document, row.statement) in places:
            found[row.document, row.statement].append(by_id[row.relation])
    return found
