"""Which entity of one state is which of a later one: told by the mentions that both have."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kgraph.change.states import EntityRow, State


@dataclass(frozen=True, slots=True)
class Succession:
    """What became of entities.

    ``heirs`` give, by the id of an old entity, that of the new one to which most of its mentions went,
    ``forebears`` the other way round; only mentions of documents that are in both states tell.  An
    entity without such goes by its id.  ``shared`` counts the mentions of an old and a new one.
    """

    heirs: Mapping[str, str]
    forebears: Mapping[str, str]
    shared: Mapping[tuple[str, str], int]


def succession(old: State, new: State) -> Succession:
    """Which entity is which, by mentions of the same places in the same documents."""
    same = set(old.mentions) & set(new.mentions)  # nearly all of them, most often
    shared = Counter({(id_, id_): n for id_, n in Counter(m.entity for m in same).items()})
    before = {m[:3]: m.entity for m in old.mentions if m not in same}
    shared.update((before[m[:3]], m.entity) for m in new.mentions if m not in same and m[:3] in before)
    heirs = _nearest((one, other, n) for (one, other), n in shared.items())
    forebears = _nearest((other, one, n) for (one, other), n in shared.items())
    left = {e.id for e in old.entities} - heirs.keys()
    by_id = {id_: id_ for id_ in left & ({e.id for e in new.entities} - forebears.keys())}
    return Succession(heirs | by_id, forebears | by_id, shared)


def _nearest(counted: Iterable[tuple[str, str, int]]) -> dict[str, str]:
    """To each id the other one with the greatest count; of equal ones that of the same id."""
    best: dict[str, tuple[int, bool, str]] = {}
    for one, other, n in counted:
        rank = (-n, one != other, other)
        if one not in best or rank < best[one]:
            best[one] = rank
    return {one: rank[2] for one, rank in best.items()}


@dataclass(frozen=True, slots=True)
class Merged:
    """Nodes that are one now."""

    of: tuple[EntityRow, ...]
    into: EntityRow


@dataclass(frozen=True, slots=True)
class Split:
    """A node that is several now."""

    of: EntityRow
    into: tuple[EntityRow, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """So many mentions of a node are now of another one, which was there before."""

    of: EntityRow
    into: EntityRow
    mentions: int


@dataclass(frozen=True, slots=True)
class Nodes:
    """What became of the nodes of a graph, each part sorted by id.

    A node of ``split`` or ``merged`` is neither new nor gone.  ``renamed`` and ``retyped`` are (before,
    now).
    """

    new: tuple[EntityRow, ...] = ()
    gone: tuple[EntityRow, ...] = ()
    merged: tuple[Merged, ...] = ()
    split: tuple[Split, ...] = ()
    moved: tuple[Moved, ...] = ()
    renamed: tuple[tuple[EntityRow, EntityRow], ...] = ()
    retyped: tuple[tuple[EntityRow, EntityRow], ...] = ()


def changed_nodes(old: State, new: State, kin: Succession) -> Nodes:
    """What became of the nodes of ``old``."""
    before = {e.id: e for e in old.entities if e.in_graph}
    now = {e.id: e for e in new.entities if e.in_graph}
    into: dict[str, list[EntityRow]] = defaultdict(list)
    out_of: dict[str, list[EntityRow]] = defaultdict(list)
    for id_, entity in sorted(before.items()):
        if kin.heirs.get(id_) in now:
            into[kin.heirs[id_]].append(entity)
    for id_, entity in sorted(now.items()):
        if kin.forebears.get(id_) in before:
            out_of[kin.forebears[id_]].append(entity)
    mutual = [
        (entity, now[heir])
        for id_, entity in sorted(before.items())
        if (heir := kin.heirs.get(id_)) in now and kin.forebears.get(heir) == id_
    ]
    return Nodes(
        new=tuple(e for id_, e in sorted(now.items()) if kin.forebears.get(id_) not in before),
        gone=tuple(e for id_, e in sorted(before.items()) if kin.heirs.get(id_) not in now),
        merged=tuple(Merged(tuple(of), now[id_]) for id_, of in sorted(into.items()) if len(of) > 1),
        split=tuple(Split(before[id_], tuple(to)) for id_, to in sorted(out_of.items()) if len(to) > 1),
        moved=tuple(
            Moved(before[one], now[other], n)
            for (one, other), n in sorted(kin.shared.items())
            if one in before and other in now and kin.heirs[one] != other and kin.forebears[other] != one
        ),
        renamed=tuple((one, other) for one, other in mutual if one.name != other.name),
        retyped=tuple((one, other) for one, other in mutual if one.type != other.type),
    )
