"""Words -> the sentences that have them, best first, with the entities in each.

The user's text is never handed to FTS5 as it is: it is parsed here into words and phrases, each of which
is quoted, so that no character of it is obeyed.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from kgraph.copies import words_of
from kgraph.errors import KgraphError
from kgraph.query.evidence import PLACE_COLUMNS, Place, Window, dated, one_line, place_of
from kgraph.query.names import EntityName
from kgraph.window import UNDATED

# FTS5's own bound lies at some 250; nobody means that many.
MOST_TERMS = 64
# Ranking takes 2 microseconds a sentence, a second where half a million have the words; and words that so
# many have tell them little apart.  Of more than this only so many are ranked, the last stored.
MOST_RANKED = 50_000
# So many sentences that are equally good are read to put the earliest article's first.
MOST_READ = 2000
# A part of what is searched for: -"a phrase", -word, word* or word; a quotation mark without its other
# one is none.
PART = re.compile(r'(?P<without>(?<!\S)-)?(?:["“”](?P<phrase>[^"“”]*)["“”]|(?P<word>[^\s"“”]+))')
# In a word: what FTS5's unicode61 takes for part of it, letters and digits, about.
HAS_WORD = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase that a sentence must have, or must not; ``start`` is true of a word's beginning."""

    text: str
    without: bool = False
    start: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that was found, where it stands, and who is in it; ``also`` are places of the same words."""

    sentence: str
    place: Place
    entities: tuple[EntityName, ...]
    also: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Hits:
    """The best sentences, and how many have the words, those in the same words counted each.

    Where more than MOST_RANKED have them it is not ``complete``: only so many, the last stored, were
    looked at and counted.
    """

    hits: tuple[Hit, ...]
    count: int
    complete: bool = True


MATCHING = "FROM sentence_words WHERE sentence_words MATCH :query"
IN_WINDOW = (
    "SELECT t.id FROM documents AS d INDEXED BY documents_dated JOIN sentences AS t ON t.document = d.id"
    f" WHERE {dated('d.date')}"
)


def terms(text: str) -> tuple[Term, ...]:
    """What the user searches for: words, "phrases", -words to leave out, beginnings*.

    Raises KgraphError where there is nothing to search for.
    """
    found = []
    for part in PART.finditer(text):
        said = part["phrase"] if part["phrase"] is not None else part["word"]
        if HAS_WORD.search(said):
            start = part["word"] is not None and said.endswith("*")
            found.append(Term(said.rstrip("*") if start else said, part["without"] is not None, start))
    if not any(not term.without for term in found):
        raise KgraphError(
            f'there is nothing to search for in {text!r}; give words, a "phrase", begin* or -without'
        )
    if len(found) > MOST_TERMS:
        raise KgraphError(
            f"that is more to search for at once than {MOST_TERMS} words; put a phrase in quotes"
        )
    return tuple(found)


def fts_query(wanted: Sequence[Term]) -> str:
    """The terms in the language of FTS5, each of them a string, in which nothing is obeyed."""
    with_ = " AND ".join(_quoted(term) for term in wanted if not term.without)
    without = " OR ".join(_quoted(term) for term in wanted if term.without)
    return f"({with_}) NOT ({without})" if without else with_


def _quoted(term: Term) -> str:
    return '"' + term.text.replace("\0", " ").replace('"', " ") + '"' + ("*" if term.start else "")


def search(
    connection: sqlite3.Connection,
    text: str,
    *,
    most: int = 10,
    window: Window = Window(),  # noqa: B008 - frozen
) -> Hits:
    """The sentences that have the words, those first in which they are rarest and most (BM25).

    Sentences in the same words are one, of the earliest article; of equally good ones the earliest
    article's comes first.
    """
    query = fts_query(terms(text))
    values = {"query": query, "from": 0, "most": MOST_RANKED, **window.bounds}
    last = f"SELECT rowid {MATCHING} ORDER BY rowid DESC LIMIT 1 OFFSET :most"
    too_many = connection.execute(last, values).fetchone()
    if too_many is not None:
        values["from"] = too_many[0] + 1
    matching = f"{MATCHING} AND rowid >= :from" + (f" AND +rowid IN ({IN_WINDOW})" if window else "")
    ranked = connection.execute(f"SELECT rowid, rank {matching} ORDER BY rank, rowid", values).fetchall()
    found: dict[str, list[tuple[float, str, Place]]] = {}
    last_rank = None  # that of the last that is wanted, once there are enough
    for number, (id_, rank) in enumerate(ranked):
        if last_rank is not None and (rank > last_rank or number >= MOST_READ):
            break
        sentence, place = _at(connection, id_)
        found.setdefault(words_of(sentence), []).append((rank, sentence, place))
        last_rank = rank if len(found) >= most else None
    groups = sorted((sorted(group, key=_age) for group in found.values()), key=lambda g: _age(g[0]))
    hits = tuple(_hit(connection, group) for group in groups[:most])
    return Hits(hits, len(ranked), too_many is None)


def _age(found: tuple[float, str, Place]) -> tuple[float, str, str, int]:
    rank, _, place = found
    return rank, place.date or UNDATED, place.article, place.start


def _at(connection: sqlite3.Connection, sentence: int) -> tuple[str, Place]:
    text, *place = connection.execute(
        f"SELECT t.text, {PLACE_COLUMNS}, t.start, t.stop"
        " FROM sentences AS t JOIN documents AS d ON d.id = t.document WHERE t.id = ?",
        (sentence,),
    ).fetchone()
    return one_line(text), place_of(place)


def _hit(connection: sqlite3.Connection, group: Sequence[tuple[float, str, Place]]) -> Hit:
    (_, sentence, place), *others = group
    return Hit(sentence, place, _entities(connection, place), tuple(other for *_, other in others))


def _entities(connection: sqlite3.Connection, place: Place) -> tuple[EntityName, ...]:
    """Who is in the sentence, in the order in which they come, groups by their members."""
    rows = connection.execute(
        "SELECT e.id, e.name, e.type, m.start FROM entity_mentions AS m JOIN entities AS e ON e.id = m.entity"
        " WHERE m.document = ? AND m.start >= ? AND m.start < ? AND e.in_graph ORDER BY m.start, e.id",
        (place.document, place.start, place.stop),
    )
    return tuple(dict.fromkeys(EntityName(*row[:3]) for row in rows))
