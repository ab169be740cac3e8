"""What one run held of the graph: as much of it as tells what has changed since.

Rows are named tuples, in the order of the store's columns, since a state has tens of thousands of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class DocumentRow(NamedTuple):
    """A document that was read; its ``fingerprint`` tells what annotated it.

    ``in_window`` is 1 if it was part of the graph, 0 if its date lies outside of what the graph is of.
    """

    id: str
    name: str
    date: str | None
    fingerprint: str
    in_window: int = 1


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


class SaidRow(NamedTuple):
    """A statement between two mentions: how sure, 1 if judged wrong, its ends' spans, 1 if it denies."""

    document: str
    position: int
    confidence: float
    wrong: int
    subject_start: int
    subject_stop: int
    object_start: int
    object_stop: int
    denies: int


class JudgedRow(NamedTuple):
    """A judgement between two mentions, by the starts of their spans."""

    left_document: str
    left_start: int
    left_stop: int
    right_document: str
    right_start: int
    right_stop: int
    by: str
    verdict: str
    reason: str


@dataclass(frozen=True, slots=True)
class Present:
    """What only a store of its own run can tell, and which says why something is not in the graph.

    ``said`` are all statements between two mentions, in a relation or not.  ``nobodys`` are the mentions
    that refer to no entity, each with the kind of what it refers back to in the end.  ``judged`` are
    the judgements "same" and "different", ``apart`` the places of sentences of which the user says
    that they do not mention two entities together, with the ids of the two.  ``copies`` are the documents
    that copy another, each with the original.
    """

    said: tuple[SaidRow, ...] = ()
    nobodys: tuple[tuple[tuple[str, int, int], str], ...] = ()
    judged: tuple[JudgedRow, ...] = ()
    apart: tuple[tuple[tuple[str, int, int], str, str], ...] = ()
    copies: tuple[tuple[str, str], ...] = ()
