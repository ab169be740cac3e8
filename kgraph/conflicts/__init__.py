"""What articles say that cannot all be true: denials, offices, dates, family ties.

Found by rules of the language (``kgraph/data/conflicts.toml``) in what the store holds; which side is
right is not decided.  A statement that is over, only possible, or of another time contradicts nothing.

    claims.py   statements between entities, and the time that they are of
    denials.py  what one voice says and another denies
    offices.py  two people who hold one office at one time
    dates.py    what happens once and is told of two times
    family.py   two ties of one pair that exclude each other
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kgraph.conflicts.claims import DENIED, Claim, Entities
from kgraph.conflicts.dates import dates
from kgraph.conflicts.denials import denied
from kgraph.conflicts.family import family
from kgraph.conflicts.offices import offices
from kgraph.copies import Sources, agency_among, wholly_quoted
from kgraph.store import as_it_was
from kgraph.store.quotes import Quote, quotes
from kgraph.types import Copy, Document, Frame, Span
from kgraph.window import UNDATED

__all__ = ["Conflict", "Side", "conflicts"]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the things that are said: in words, by whom, how many independent sources say it.

    ``voices`` are the quotes by who says so: whom the text names, else the outlet, else the article.
    """

    says: str
    sources: int
    voices: tuple[tuple[str, tuple[Quote, ...]], ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Sides that cannot all be true: what is said before its denial, else the best attested first.

    ``kind`` is one of denied, office, date and family; ``why`` is the rule, ``about`` the ids of the
    entities.
    """

    kind: str
    why: str
    about: tuple[str, ...]
    sides: tuple[Side, ...]


def conflicts(connection: sqlite3.Connection, entities: Iterable[str] | None = None) -> list[Conflict]:
    """The conflicts in an open store, or those about one of ``entities``.

    Those come first whose weaker side has most independent sources.
    """
    of = None if entities is None else frozenset(entities)
    names = Entities(connection)
    found = [*denied(connection, of, names), *offices(connection, of, names)]
    found += [*dates(connection, of, names), *family(connection, of, names)]
    told = quotes(connection, (claim.place for f in found for _, claims in f.sides for claim in claims))
    sources = _sources(connection, {quote.document for quote in told.values()})
    result = []
    for one in found:
        sides = [
            _side(says, claims, told, len(sources.independent(map(_sentence, claims), _quoted(claims, told))))
            for says, claims in one.sides
        ]
        ordered = sides if one.kind == DENIED else sorted(sides, key=_rank)
        result.append(Conflict(one.kind, one.why, one.about, tuple(ordered)))
    return sorted(result, key=_importance)


def _importance(conflict: Conflict) -> tuple[Any, ...]:
    """What has most independent sources on its weaker side comes first; of many sides the second counts."""
    sources = sorted((side.sources for side in conflict.sides), reverse=True)
    return -sources[1], -sources[0], conflict.kind, conflict.about, conflict.sides[0].says


def _sentence(claim: Claim) -> Span:
    return Span(claim.document, claim.start, claim.stop)


def _quoted(claims: Sequence[Claim], told: Mapping[Any, Quote]) -> dict[Span, str]:
    """The sentences that only quote a news agency, with its name."""
    return wholly_quoted((_sentence(claim), agency_among(told[claim.place].said_by)) for claim in claims)


def _sources(connection: sqlite3.Connection, quoted: Iterable[str]) -> Sources:
    """Who has what from whom, among the documents that are quoted and the originals of these."""
    ids = (json.dumps(sorted(quoted)),)
    among = "document IN (SELECT value FROM json_each(?))"
    copies = [
        Copy(*row)
        for row in connection.execute(
            f"SELECT document, original, share, reason FROM copies WHERE {among}", ids
        )
    ]
    repeats = connection.execute(
        f"SELECT document, start, stop, first_document, first_start, first_stop FROM repeats WHERE {among}",
        ids,
    )
    return Sources(
        {d.id: d for d in _documents(connection, {*json.loads(ids[0]), *(copy.original for copy in copies)})},
        copies,
        [(Span(*row[:3]), Span(*row[3:])) for row in repeats],
    )


def _documents(connection: sqlite3.Connection, ids: Iterable[str]) -> Iterator[Document]:
    """The documents with what tells whose they are."""
    for id_ in sorted(ids):
        (row,) = connection.execute("SELECT name, text, date, outlet FROM documents WHERE id = ?", (id_,))
        name, text, date, outlet = map(as_it_was, row)
        frames = connection.execute(
            "SELECT start, stop, kind FROM frames WHERE document = ? ORDER BY start", (id_,)
        )
        yield Document(
            id_, name, "", text, date=date, outlet=outlet, frame=tuple(Frame(*frame) for frame in frames)
        )


def _rank(side: Side) -> tuple[int, int, str]:
    return -side.sources, -sum(len(said) for _, said in side.voices), side.says


def _side(says: str, claims: Sequence[Claim], told: dict[Any, Quote], sources: int) -> Side:
    voices: dict[str, list[Quote]] = defaultdict(list)
    for claim in sorted(claims, key=lambda c: (c.date or UNDATED, c.place)):
        quote = told[claim.place]
        if any(
            q.document == quote.document and q.start == quote.start for said in voices.values() for q in said
        ):
            continue  # "born on 3 May in Oslo" makes two statements
        voices[quote.said_by[0] if quote.said_by else quote.outlet or quote.article].append(quote)
    return Side(says, sources, tuple((voice, tuple(said)) for voice, said in sorted(voices.items())))
