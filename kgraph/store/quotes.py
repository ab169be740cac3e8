"""Sentences of a store by their places, with what is not plain about them: for lists of evidence."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kgraph.store.schema import as_it_was

Place = tuple[str, int, int, int]  # document, start and stop of the sentence, position of the statement or -1


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence in one line, where it stands, and what the statement in it says of its truth.

    ``document`` is the document's id, ``article`` its title, else its name.  Of a sentence without a
    statement, such as that of a co-mention, what follows ``stop`` is as it is here.
    """

    sentence: str
    document: str
    name: str
    article: str
    outlet: str | None
    date: str | None
    start: int
    stop: int
    polarity: str = "positive"
    modality: str = "asserted"
    ended: bool = False
    said_by: tuple[str, ...] = ()
    time: str | None = None
    confidence: float | None = None


def quote_row(quote: Quote) -> dict[str, Any]:
    """The quote as JSON values."""
    return {
        "sentence": quote.sentence,
        "article": quote.article,
        "document": {"id": quote.document, "name": quote.name},
        "outlet": quote.outlet,
        "date": quote.date,
        "start": quote.start,
        "end": quote.stop,
        "polarity": quote.polarity,
        "modality": quote.modality,
        "ended": quote.ended,
        "said_by": list(quote.said_by),
        "time": quote.time,
        "confidence": quote.confidence,
    }


# So many places at a time: SQLite allows no more than 32,766 values in one statement.
AT_ONCE = 2000


def quotes(connection: sqlite3.Connection, places: Iterable[Place]) -> dict[Place, Quote]:
    """The quote of each place that is there.

    ``said_by`` is who says it, then who tells that he says so, outwards; by the entities' names.
    """
    wanted = sorted(set(places))
    found = {}
    for at in range(0, len(wanted), AT_ONCE):
        part = wanted[at : at + AT_ONCE]
        values = ", ".join("(?, ?, ?, ?)" for _ in part)
        flat = [value for place in part for value in place]
        for row in connection.execute(
            f"WITH places (document, start, stop, statement) AS (VALUES {values}) {_QUERY}", flat
        ):
            document, start, stop, statement, sentence, name, title, outlet, date, *said = row
            polarity, modality, ended, source, time, confidence, relayed = said
            tellers = [source, *(relayed.split("\0") if relayed else ())] if source else []
            found[document, start, stop, statement] = Quote(
                sentence=" ".join(sentence.split()),
                document=document,
                name=as_it_was(name),
                article=as_it_was(title) or as_it_was(name),
                outlet=as_it_was(outlet),
                date=as_it_was(date),
                start=start,
                stop=stop,
                polarity=polarity or "positive",
                modality=modality or "asserted",
                ended=bool(ended),
                said_by=tuple(tellers),
                time=time,
                confidence=confidence,
            )
    return found


_NAME = (
    "coalesce((SELECT e.name FROM entity_mentions AS m JOIN entities AS e ON e.id = m.entity"
    " WHERE m.document = {0}.document AND m.start = {0}.{1}mention_start AND m.stop = {0}.{1}mention_stop"
    " ORDER BY e.id LIMIT 1), {0}.{1}text)"
)
_QUERY = (
    "SELECT p.document, p.start, p.stop, p.statement, substr(d.text, p.start + 1, p.stop - p.start),"
    " d.name, d.title, d.outlet, d.date, s.polarity, s.modality, s.ended,"
    f" {_NAME.format('s', 'source_')}, s.time, s.confidence,"
    " (SELECT group_concat(name, char(0)) FROM"
    f" (SELECT {_NAME.format('r', '')} AS name FROM statement_relayers AS r"
    " WHERE r.document = s.document AND r.statement = s.position ORDER BY r.position))"
    " FROM places AS p JOIN documents AS d ON d.id = p.document"
    " LEFT JOIN statements AS s ON s.document = p.document AND s.position = p.statement"
)
