"""What one run held of the graph: as much of it as tells what has changed since.

Rows are named tuples, in the order of the store's columns, since a state has tens of thousands of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class DocumentRow(NamedTuple):
    """A document that was read; its ``fingerprint`` tells what annotated it."""

    id: str
    name: str
    date: str | None
    fingerprint: str


class EntityRow(NamedTuple):
    """An entity; ``in_graph`` is 1 for a node, 0 for who stands only in frames of articles."""

    id: str
    name: str
    type: str
    in_graph: int
    aliases: tuple[str, ...]


class MentionRow(NamedTuple):
    """A mention's span and the id of the entity that it refers to."""

    document: str
    start: int
    stop: int
    entity: str


class RelationRow(NamedTuple):
    """A relation.  ``ended``: whether all who say that it holds say that it holds no longer.

    ``denied`` is how many of its statements are negative, ``sources`` how many independent sources
    it has.
    """

    id: str
    subject: str
    object: str
    kind: str
    type: str
    symmetric: int
    family: str
    polarity: str
    modality: str
    ended: int
    denied: int
    distinct: int
    sources: int


class EvidenceRow(NamedTuple):
    """A sentence of a relation's evidence; ``statement`` is a position in the document, or NO_STATEMENT."""

    relation: str
    document: str
    start: int
    stop: int
    statement: int


NO_STATEMENT = -1  # of a co-mention


@dataclass(frozen=True, slots=True)
class State:
    """What a run held, each part sorted as the store's keys are."""

    documents: tuple[DocumentRow, ...] = ()
    entities: tuple[EntityRow, ...] = ()
    mentions: tuple[MentionRow, ...] = ()
    relations: tuple[RelationRow, ...] = ()
    evidence: tuple[EvidenceRow, ...] = ()
    manifest: tuple[tuple[str, str], ...] = ()
