"""Two states -> what has changed from the one to the other, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kgraph.change.causes import Cause, Causes, listed
from kgraph.change.relations import Edges, changed_edges
from kgraph.change.states import DocumentRow, EntityRow, Present, RelationRow, State
from kgraph.change.succession import Merged, Nodes, Split, changed_nodes, succession
from kgraph.config import SETTINGS


@dataclass(frozen=True, slots=True)
class Documents:
    """What became of the documents, sorted by name; ``changed`` are (before, now) under one name.

    ``anew`` are those that are there as before, and were read by another model or version.  ``left`` and
    ``entered`` are those that the window of time has left out or taken in.
    """

    added: tuple[DocumentRow, ...] = ()
    removed: tuple[DocumentRow, ...] = ()
    changed: tuple[tuple[DocumentRow, DocumentRow], ...] = ()
    anew: tuple[DocumentRow, ...] = ()
    left: tuple[DocumentRow, ...] = ()
    entered: tuple[DocumentRow, ...] = ()
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """All that has changed, with the causes of what is gone, merged or split.

    ``settings`` are (key, before, now) of the choices and versions that made the graph, None where there
    was none; ``decided`` are the decisions that are applied now and were not, ``withdrawn`` the others.
    """

    documents: Documents
    settings: tuple[tuple[str, str | None, str | None], ...]
    decided: tuple[str, ...]
    withdrawn: tuple[str, ...]
    nodes: Nodes
    edges: Edges
    gone_nodes: tuple[tuple[EntityRow, tuple[Cause, ...]], ...]
    gone_edges: tuple[tuple[RelationRow, tuple[Cause, ...]], ...]
    merged: tuple[tuple[Merged, tuple[Cause, ...]], ...]
    split: tuple[tuple[Split, tuple[Cause, ...]], ...]

    def __bool__(self) -> bool:
        """Whether anything has changed."""
        read = self.documents != Documents(unchanged=self.documents.unchanged)
        return (
            read
            or bool(self.settings or self.decided or self.withdrawn)
            or self.nodes != Nodes()
            or self.edges != Edges()
        )


def compare(old: State, new: State, present: Present = Present()) -> Change:  # noqa: B008 - frozen
    """What has changed from ``old`` to ``new``.

    ``present`` is what the store of ``new`` tells of why something is not in its graph, and which
    statements deny; without it more causes are unknown, and a denial confirms.
    """
    kin = succession(old, new)
    nodes, edges = changed_nodes(old, new, kin), changed_edges(old, new, kin, present)
    causes = Causes(old, new, kin, present)
    before, now = dict(old.manifest), dict(new.manifest)
    return Change(
        documents=_documents(old, new),
        settings=tuple(
            (key, before.get(key), now.get(key))
            for key in sorted(before.keys() | now.keys())
            if before.get(key) != now.get(key) and _makes(key, before, now)
        ),
        decided=tuple(sorted({*listed(now, "decisions")} - {*listed(before, "decisions")})),
        withdrawn=tuple(sorted({*listed(before, "decisions")} - {*listed(now, "decisions")})),
        nodes=nodes,
        edges=edges,
        gone_nodes=tuple((entity, causes.of_node(entity)) for entity in nodes.gone),
        gone_edges=tuple((relation, causes.of_edge(relation)) for relation in edges.gone),
        merged=tuple((merged, causes.of_merge(merged)) for merged in nodes.merged),
        split=tuple((split, causes.of_split(split)) for split in nodes.split),
    )


def _makes(key: str, before: Mapping[str, str], now: Mapping[str, str]) -> bool:
    """Whether a key of the manifest is a choice or a version; the others are counts and lists."""
    values = before.get(key, ""), now.get(key, "")
    return key in SETTINGS or not any(value.isdigit() or value.startswith("[") for value in values)


def _documents(old: State, new: State) -> Documents:
    before, now = {d.id: d for d in old.documents}, {d.id: d for d in new.documents}
    gone, come = defaultdict(list), defaultdict(list)
    for id_, document in sorted(before.items()):
        if id_ not in now:
            gone[document.name].append(document)
    for id_, document in sorted(now.items()):
        if id_ not in before:
            come[document.name].append(document)
    changed = [pair for name in sorted(gone) for pair in zip(gone[name], come[name], strict=False)]
    done = {document.id for pair in changed for document in pair}
    kept = [(before[id_], d) for id_, d in sorted(now.items()) if id_ in before]
    anew = [d for was, d in kept if was.fingerprint != d.fingerprint]
    moved = [d for was, d in kept if was.in_window != d.in_window]
    return Documents(
        added=tuple(d for name in sorted(come) for d in come[name] if d.id not in done),
        removed=tuple(d for name in sorted(gone) for d in gone[name] if d.id not in done),
        changed=tuple(changed),
        anew=_by_name(anew),
        left=_by_name(d for d in moved if not d.in_window),
        entered=_by_name(d for d in moved if d.in_window),
        unchanged=len(kept) - len(anew),
    )


def _by_name(documents: Iterable[DocumentRow]) -> tuple[DocumentRow, ...]:
    return tuple(sorted(documents, key=lambda d: (d.name, d.id)))
