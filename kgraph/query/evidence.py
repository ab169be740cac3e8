"""A relation and its evidence as the store tells them: who says what, where and when, the best first."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any

from kgraph.copies import words_of
from kgraph.query.names import EntityName
from kgraph.store import as_it_was
from kgraph.types import MODALITIES
from kgraph.window import UNDATED, within

# Of a relation that more statements or sentences speak for, so many are read, the best of them.
READ = 100
# What a year or a month is completed with; its first four letters sort after every year.
FIRST_DAY, LAST_DAY = "YYYY-01-01", "YYYY-12-31"


@dataclass(frozen=True, slots=True)
class Window:
    """The dates of articles that count, both included; empty ones set no bound."""

    since: str = ""
    until: str = ""

    def __bool__(self) -> bool:
        return bool(self.since or self.until)

    @property
    def bounds(self) -> dict[str, str]:
        """The first and the last day, as ``dated`` compares them."""
        if not self:
            return {}
        first = self.since + FIRST_DAY[len(self.since) :] if self.since else ""
        return {"first": first, "last": self.until + LAST_DAY[len(self.until) :]}

    def __contains__(self, date: str | None) -> bool:
        return within(date, self.since, self.until)


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation summed up, without its evidence; see the table ``relations`` for what each means."""

    id: str
    subject: EntityName
    object: EntityName
    kind: str
    type: str
    family: str
    polarity: str
    modality: str
    symmetric: bool
    weight: float
    sources: int
    distinct: int
    articles: int
    first_date: str | None
    last_date: str | None
    confidence: float | None
    chance: float

    def other(self, entity: str) -> EntityName:
        """The end that is not the entity of that id."""
        return self.object if self.subject.id == entity else self.subject


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands: the article by its id, title (or name), outlet and date.

    ``story`` is the id of the document whose story the article tells, its own if it is no copy.
    """

    document: str
    article: str
    outlet: str | None
    date: str | None
    story: str
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence that speaks for a relation, and how; ``also`` are the other places of the same words.

    ``reworded`` are the places where a copy says the same in other words.
    ``type`` is the relation in the words of this sentence.  ``source`` is who says so, ``relayed_by``
    those who tell that, from the nearest outwards.  A co-mention has neither these nor a type.
    """

    sentence: str
    place: Place
    type: str = ""
    polarity: str = "positive"
    modality: str = "asserted"
    ended: bool = False
    source: str | None = None
    relayed_by: tuple[str, ...] = ()
    time: str | None = None
    confidence: float | None = None
    also: tuple[Place, ...] = ()
    reworded: tuple[Place, ...] = ()

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is not plain about it: denied, planned, ended, who says so, when."""
        said = ", as reported by ".join((self.source, *self.relayed_by)) if self.source else ""
        found = (
            self.polarity if self.polarity != "positive" else "",
            self.modality if self.modality != "asserted" else "",
            "ended" if self.ended else "",
            f"says {said}" if said else "",
            self.time or "",
        )
        return tuple(remark for remark in found if remark)


EDGE_COLUMNS = (
    "r.id, s.id, s.name, s.type, o.id, o.name, o.type, r.kind, r.type, r.family, r.polarity, r.modality,"
    " r.symmetric, r.weight, r.sources, r.distinct_sentences, r.articles, r.first_date,"
    " r.last_date, r.confidence, r.chance"
)
WITH_ENDS = "JOIN entities AS s ON s.id = r.subject JOIN entities AS o ON o.id = r.object"


def edge(row: Sequence[Any]) -> Edge:
    """The relation in a row of EDGE_COLUMNS."""
    subject, object_ = EntityName(*row[1:4]), EntityName(*row[4:7])
    kind, type_, family, polarity, modality, symmetric, *figures = row[7:]
    ends = row[0], subject, object_, kind, type_, family, polarity, modality, bool(symmetric)
    return Edge(*ends, *figures)


def sayings(connection: sqlite3.Connection, relation: Edge, window: Window = Window()) -> list[Saying]:
    """The evidence of a relation within the window, the best first; what repeats another is one with it.

    First comes what is said plainly, then the plainest modality, the surest, the earliest article; and
    one of each story before the second of any.  Of a relation with more than READ statements only so
    many are read.
    """
    read = _stated if relation.kind == "stated" else _standing
    groups: dict[tuple[Any, ...], list[Saying]] = {}
    for saying in read(connection, relation.id, window):
        first = _repeated(connection, saying.place)
        groups.setdefault((first, saying.remarks), []).append(saying)
    found = [_together(group) for group in groups.values()]
    met: Counter[str] = Counter()
    rounds = []
    for number, saying in enumerate(found):
        rounds.append((met[saying.place.story], number, saying))
        met[saying.place.story] += 1
    return [saying for *_, saying in sorted(rounds, key=itemgetter(0, 1))]


def _repeated(connection: sqlite3.Connection, place: Place) -> tuple[Any, ...]:
    """The first sentence that says the same, as repeats has it, or itself."""
    key = place.document, place.start, place.stop
    return (
        connection.execute(
            "SELECT first_document, first_start, first_stop FROM repeats"
            " WHERE document = ? AND start = ? AND stop = ?",
            key,
        ).fetchone()
        or key
    )


def _together(group: list[Saying]) -> Saying:
    """The first article's sentence for all, the original before its copies."""
    first, *others = sorted(
        group,
        key=lambda s: (
            s.place.document != s.place.story,
            s.place.date or UNDATED,
            s.place.article,
            s.place.start,
        ),
    )
    words = words_of(first.sentence)
    also: dict[Place, None] = {}
    reworded: dict[Place, None] = {}
    for other in others:
        if other.place != first.place:
            (also if words_of(other.sentence) == words else reworded)[other.place] = None
    return replace(first, also=tuple(also), reworded=tuple(reworded))


PLACE_COLUMNS = (
    "d.id, coalesce(d.title, d.name), d.outlet, d.date,"
    " coalesce((SELECT c.original FROM copies AS c WHERE c.document = d.id), d.id)"
)
# The characters of a sentence; the document's text is read only where the table has no such sentence.
TEXT_OF = (
    "coalesce((SELECT t.text FROM sentences AS t WHERE t.document = d.id AND t.start = {start}"
    " AND t.stop = {stop}), substr(d.text, {start} + 1, {stop} - {start}))"
)
AGE = "d.date IS NULL, d.date, d.name"


def _stated(connection: sqlite3.Connection, relation: str, window: Window) -> Iterator[Saying]:
    text = TEXT_OF.format(start="s.sentence_start", stop="s.sentence_stop")
    ranks = " ".join(f"WHEN '{modality}' THEN {rank}" for rank, modality in enumerate(MODALITIES))
    rows = connection.execute(
        f"SELECT {text}, {PLACE_COLUMNS}, s.sentence_start, s.sentence_stop, s.position, s.type, s.polarity,"
        " s.modality, s.ended, s.time, s.confidence, s.source_text,"
        " (SELECT min(e.name) FROM entity_mentions AS m"
        "  JOIN entities AS e ON e.id = m.entity WHERE m.document = d.id"
        "  AND m.start = s.source_mention_start AND m.stop = s.source_mention_stop)"
        " FROM relation_statements AS e"
        " JOIN statements AS s ON s.document = e.document AND s.position = e.statement"
        " JOIN documents AS d ON d.id = e.document"
        f" WHERE e.relation = :relation{_within(window)}"
        " ORDER BY s.polarity = 'positive' AND s.modality IN ('asserted', 'planned') DESC,"
        f" CASE s.modality {ranks} END, s.confidence DESC, {AGE}, s.sentence_start, s.position LIMIT :read",
        {"relation": relation, "read": READ, **window.bounds},
    )
    for row in rows:
        sentence, place, position = row[0], row[1:8], row[8]
        type_, polarity, modality, ended, time, confidence, source, name = row[9:]
        yield Saying(
            one_line(sentence),
            place_of(place),
            type_,
            polarity,
            modality,
            ended=bool(ended),
            source=name or source,
            relayed_by=_relayers(connection, place[0], position) if source is not None else (),
            time=time,
            confidence=confidence,
        )


def _relayers(connection: sqlite3.Connection, document: str, statement: int) -> tuple[str, ...]:
    rows = connection.execute(
        "SELECT coalesce((SELECT min(e.name) FROM entity_mentions AS m JOIN entities AS e ON e.id = m.entity"
        "  WHERE m.document = r.document AND m.start = r.mention_start AND m.stop = r.mention_stop), r.text)"
        " FROM statement_relayers AS r WHERE r.document = ? AND r.statement = ? ORDER BY r.position",
        (document, statement),
    )
    return tuple(name for (name,) in rows)


def _standing(connection: sqlite3.Connection, relation: str, window: Window) -> Iterator[Saying]:
    text = TEXT_OF.format(start="e.start", stop="e.stop")
    rows = connection.execute(
        f"SELECT {text}, {PLACE_COLUMNS}, e.start, e.stop FROM relation_sentences AS e"
        f" JOIN documents AS d ON d.id = e.document WHERE e.relation = :relation{_within(window)}"
        f" ORDER BY {AGE}, e.start LIMIT :read",
        {"relation": relation, "read": READ, **window.bounds},
    )
    for sentence, *place in rows:
        yield Saying(one_line(sentence), place_of(place))


def _within(window: Window) -> str:
    return f" AND {dated('d.date')}" if window else ""


def dated(column: str) -> str:
    """A condition in SQL that the date lies in the window, as ``kgraph.window.within`` has it."""
    return spanned(column, column)


def spanned(first: str, last: str) -> str:
    """A condition that some day from the first of the one date to the last of the other is in the window.

    Dates of less precision sort as their beginning; to see whether they end before the window begins its
    first day is cut to their length.
    """
    return f"({first} <> '' AND {first} <= :last AND {last} >= substr(:first, 1, length({last})))"


def place_of(row: Sequence[Any]) -> Place:
    """The place in a row of PLACE_COLUMNS, start and stop."""
    document, article, outlet, date, story, start, stop = row
    return Place(document, as_it_was(article), as_it_was(outlet), as_it_was(date), story, start, stop)


def one_line(text: str) -> str:
    return " ".join(text.split())


def manner(relation: Edge, found: Sequence[Saying]) -> tuple[str, ...]:
    """What keeps an edge from being a plain fact: denied, planned, possible, claimed, or over.

    It is over where all who say that it holds say that it holds no longer.
    """
    marks = [m for m in (relation.polarity, relation.modality) if m not in ("positive", "asserted")]
    held = [saying for saying in found if saying.polarity == "positive"]
    over = relation.kind == "stated" and bool(held) and all(saying.ended for saying in held)
    return (*marks, "ended") if over else tuple(marks)


def wordings(relation: Edge, found: Sequence[Saying]) -> tuple[str, ...]:
    """The types of its statements that are not its own, sorted."""
    return tuple(sorted({saying.type for saying in found if saying.type} - {relation.type}))
