"""A change -> rows of JSON values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kgraph.change.causes import Cause
from kgraph.change.compare import Change
from kgraph.change.relations import Edge
from kgraph.change.states import DocumentRow, EntityRow, RelationRow, State
from kgraph.change.succession import Moved

Row = dict[str, Any]
PARTS = ("new", "confirmed", "weakened", "denied", "no_longer_denied", "changed", "renamed")


def change_rows(
    change: Change, old: State, new: State, evidence: Mapping[str, Sequence[Row]] | None = None
) -> Row:
    """All of a change: documents, settings, entities and edges, each part a list.

    ``evidence`` are the rows of the sentences that have come to an edge, by its id.
    """
    nodes = change.nodes
    names = {d.id: d.name for state in (old, new) for d in state.documents}
    before = {e.id: e for e in old.entities}
    now = {e.id: e for e in new.entities}
    documents = change.documents
    return {
        "documents": {
            "added": [_document(d) for d in documents.added],
            "removed": [_document(d) for d in documents.removed],
            "changed": [{"before": _document(one), "now": _document(two)} for one, two in documents.changed],
            "read_anew": [_document(d) for d in documents.anew],
            "left_window": [_document(d) for d in documents.left],
            "entered_window": [_document(d) for d in documents.entered],
            "unchanged": documents.unchanged,
        },
        "settings": [{"key": key, "before": was, "now": is_} for key, was, is_ in change.settings],
        "decisions": {"applied": list(change.decided), "withdrawn": list(change.withdrawn)},
        "entities": {
            "new": [_entity(e) for e in nodes.new],
            "gone": [_entity(e) | {"why": _why(why, names)} for e, why in change.gone_nodes],
            "merged": [
                {"of": [_entity(e) for e in m.of], "into": _entity(m.into), "why": _why(why, names)}
                for m, why in change.merged
            ],
            "split": [
                {"of": _entity(s.of), "into": [_entity(e) for e in s.into], "why": _why(why, names)}
                for s, why in change.split
            ],
            "moved": [_moved(moved) for moved in nodes.moved],
            "renamed": [{"before": _entity(one), "now": _entity(two)} for one, two in nodes.renamed],
            "retyped": [{"before": _entity(one), "now": _entity(two)} for one, two in nodes.retyped],
        },
        "edges": {
            **{
                part: [
                    _edge(edge, before, now, names, evidence or {}) for edge in getattr(change.edges, part)
                ]
                for part in PARTS
            },
            "gone": [
                _relation(relation, before) | {"why": _why(why, names)} for relation, why in change.gone_edges
            ],
        },
    }


def _document(document: DocumentRow) -> Row:
    return {"id": document.id, "name": document.name, "date": document.date}


def _entity(entity: EntityRow) -> Row:
    return {"id": entity.id, "name": entity.name, "type": entity.type, "aliases": list(entity.aliases)}


def _moved(moved: Moved) -> Row:
    return {"of": _entity(moved.of), "into": _entity(moved.into), "mentions": moved.mentions}


def _why(causes: Iterable[Cause], names: Mapping[str, str]) -> list[Row]:
    return [
        {
            "code": cause.code,
            "says": cause.says,
            "documents": [{"id": id_, "name": names.get(id_, id_)} for id_ in cause.documents],
        }
        for cause in causes
    ]


def _relation(relation: RelationRow, entities: Mapping[str, EntityRow]) -> Row:
    return {
        "id": relation.id,
        "subject": {"id": relation.subject, "name": entities[relation.subject].name},
        "type": relation.type,
        "object": {"id": relation.object, "name": entities[relation.object].name},
        "kind": relation.kind,
        "family": relation.family,
        "directed": not relation.symmetric,
        "polarity": relation.polarity,
        "modality": relation.modality,
        "ended": bool(relation.ended),
        "denied": relation.denied,
        "distinct": relation.distinct,
        "independent_sources": relation.sources,
    }


def _edge(
    edge: Edge,
    before: Mapping[str, EntityRow],
    now: Mapping[str, EntityRow],
    names: Mapping[str, str],
    evidence: Mapping[str, Sequence[Row]],
) -> Row:
    return _relation(edge.now, now) | {
        "was": [_relation(relation, before) for relation in edge.was],
        "added": [{"id": id_, "name": names.get(id_, id_)} for id_ in edge.added],
        "evidence": list(evidence.get(edge.now.id, ())),
    }
