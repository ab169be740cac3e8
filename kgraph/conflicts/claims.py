"""What statements claim of entities, as the store has it, and of which time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date as day
from datetime import timedelta
from typing import Any, NamedTuple

from kgraph.data import table
from kgraph.types import POLARITIES
from kgraph.window import ALWAYS, covered

# What an article reports without saying when is mostly no older than this: two such reports are of one
# time if their articles lie so near each other.
NEAR = timedelta(days=31)
DENIED, OFFICE, DATE, FAMILY = "denied", "office", "date", "family"
POSITIVE, NEGATIVE = POLARITIES


class Claim(NamedTuple):
    """A statement between two entities, as the store has it.

    ``type`` is its own, ``relation`` the id of the edge that it is evidence of, "" for none.  ``speaker``
    is who says it, an entity's id or the text; None for the writer.  ``words`` are those of its
    subject, predicate and object.
    """

    document: str
    start: int
    stop: int
    position: int
    date: str | None
    subject: str | None
    object: str | None
    type: str
    polarity: str
    modality: str
    ended: int
    symmetric: int
    time: str | None
    speaker: str | None
    relation: str
    words: str = ""

    @property
    def place(self) -> tuple[str, int, int, int]:
        return self.document, self.start, self.stop, self.position


@dataclass(frozen=True, slots=True)
class Found:
    kind: str
    why: str
    about: tuple[str, ...]
    sides: tuple[tuple[str, tuple[Claim, ...]], ...]


_SPEAKER = (
    "coalesce((SELECT min(entity) FROM entity_mentions AS m WHERE m.document = s.document"
    " AND m.start = s.source_mention_start AND m.stop = s.source_mention_stop), s.source_text)"
)
_WORDS = "s.subject_text || ' ' || s.predicate_text || ' ' || s.object_text"
OF_EDGES = (
    "SELECT s.document, s.sentence_start, s.sentence_stop, s.position, d.date, r.subject, r.object, s.type,"
    f" s.polarity, s.modality, s.ended, r.symmetric, s.time, {_SPEAKER}, r.id, {_WORDS}"
    " FROM relations AS r JOIN relation_statements AS e ON e.relation = r.id"
    " JOIN statements AS s ON s.document = e.document AND s.position = e.statement"
    " JOIN documents AS d ON d.id = s.document WHERE r.kind = 'stated'"
)
# Statements whose other end may be plain text: "born on 3 May 1950".
OF_STATEMENTS = (
    "SELECT s.document, s.sentence_start, s.sentence_stop, s.position, d.date,"
    " (SELECT min(entity) FROM entity_mentions AS m WHERE m.document = s.document"
    " AND m.start = s.subject_mention_start AND m.stop = s.subject_mention_stop),"
    " (SELECT min(entity) FROM entity_mentions AS m WHERE m.document = s.document"
    " AND m.start = s.object_mention_start AND m.stop = s.object_mention_stop),"
    f" s.type, s.polarity, s.modality, s.ended, s.symmetric, s.time, {_SPEAKER}, '', {_WORDS}"
    " FROM statements AS s JOIN documents AS d ON d.id = s.document"
    " WHERE s.time IS NOT NULL AND d.id NOT IN (SELECT document FROM outside_window)"
    " AND s.confidence >= (SELECT coalesce(max(value), '0') + 0.0 FROM manifest WHERE key = 'min_confidence')"
    " AND NOT EXISTS (SELECT 1 FROM statement_judgements AS j WHERE j.document = s.document"
    " AND j.statement = s.position AND j.verdict = 'wrong')"
)


def read_claims(connection: sqlite3.Connection, query: str, values: Sequence[Any] = ()) -> list[Claim]:
    return [Claim._make(row) for row in connection.execute(query, values)]


class Entities:
    """What entities are called, and what they are."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[str, tuple[str, str]] = {}

    def _row(self, id_: str) -> tuple[str, str]:
        if id_ not in self._known:
            row = self._connection.execute("SELECT name, type FROM entities WHERE id = ?", (id_,)).fetchone()
            self._known[id_] = (row[0], row[1])
        return self._known[id_]

    def name(self, id_: str) -> str:
        return self._row(id_)[0]

    def type(self, id_: str) -> str:
        return self._row(id_)[1]


def marks(values: Iterable[Any]) -> str:
    return ", ".join("?" for _ in values)


def apart(one: Claim, other: Claim) -> bool:
    """Whether they are of two articles, or of two speakers of one: nobody contradicts himself within one."""
    return one.document != other.document or one.speaker != other.speaker


def alike(one: Claim, other: Claim) -> bool:
    return any(
        {one.modality, other.modality} <= set(group) for group in table("conflicts")["modality"].values()
    )


def when(claim: Claim) -> tuple[day, day]:
    """The days that a claim may be about: its time, else those about its article's date, else any."""
    if claim.time:
        return covered(claim.time)
    if not claim.date:
        return ALWAYS
    first, last = covered(claim.date)
    if (first, last) == ALWAYS:
        return ALWAYS
    ahead = day.max if claim.modality == "planned" else last
    return max(first, day.min + NEAR) - NEAR, ahead


def overlap(one: tuple[day, day], other: tuple[day, day]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def days_of(time: str) -> tuple[day, day] | None:
    """The days of a time with two ends: who is president "since 2011" is so when that is written."""
    found = covered(time)
    return None if day.min == found[0] or day.max == found[1] else found
