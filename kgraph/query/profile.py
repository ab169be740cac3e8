"""An entity -> all that a build says of it: names, roles, relations by family, outlets, timeline."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date as day

from kgraph.names import fold
from kgraph.query.evidence import (
    EDGE_COLUMNS,
    WITH_ENDS,
    Edge,
    Saying,
    Window,
    edge,
    lend_window,
    one_line,
    sayings,
)
from kgraph.query.names import EntityName, Meant
from kgraph.store import as_it_was, as_stored
from kgraph.window import first_and_last

# Families in the order in which one asks: what someone is, then ties, then what was done.
FIRST, LAST = ("role", "family"), ("other",)
# What a summer and the like begin with, as ISO 8601-2 numbers the seasons.
SEASONS = {"21": "03", "22": "06", "23": "09", "24": "12"}


@dataclass(frozen=True, slots=True)
class Told:
    """A relation with the best of its evidence; ``sentences`` and ``articles`` count all of it.

    ``sources`` counts its independent sources; it is None within a window, where only the articles
    are counted.
    """

    edge: Edge
    sayings: tuple[Saying, ...]
    sentences: int
    articles: int
    sources: int | None


@dataclass(frozen=True, slots=True)
class Family:
    """The relations of one family, those with the most sources first; ``count`` is how many there are."""

    name: str
    relations: tuple[Told, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Moment:
    """What took place, or was reported, when: a relation, and how often it is said so.

    ``time`` is as the text gives it, or else the date of the article, which ``reported`` tells.
    """

    time: str
    reported: bool
    edge: Edge
    saying: Saying


@dataclass(frozen=True, slots=True)
class Profile:
    """All that a build says of one entity; lists hold the first of what the counts count."""

    entity: EntityName
    aliases: tuple[str, ...]
    descriptions: tuple[tuple[str, int], ...]
    mentions: int
    articles: int
    undated: int
    dates: tuple[str, str] | None
    families: tuple[Family, ...]
    beside: tuple[Edge, ...]
    beside_count: int
    outlets: tuple[tuple[str | None, int], ...]
    timeline: tuple[Moment, ...] = field(default=())


def profile(
    connection: sqlite3.Connection,
    entity: EntityName,
    *,
    most: int = 5,
    window: Window = Window(),  # noqa: B008 - frozen
) -> Profile:
    """What the build says of the entity in the articles of the window, ``most`` relations of a family."""
    lend_window(connection, window)
    mentions, articles = _articles(connection, entity.id, window)
    families = _families(connection, entity.id, most, window)
    told = [relation for family in families for relation in family.relations]
    beside, beside_count = _beside(connection, entity.id, 2 * most, window)
    dates = Counter(date for _, date in articles)
    undated = dates.pop(None, 0)
    return Profile(
        entity,
        _aliases(connection, entity),
        _descriptions(connection, entity.id, most, window),
        mentions,
        len(articles),
        undated,
        first_and_last(date for date in dates if date),
        tuple(families),
        beside,
        beside_count,
        _counted(outlet for outlet, _ in articles),
        timeline(told),
    )


def _aliases(connection: sqlite3.Connection, entity: EntityName) -> tuple[str, ...]:
    """Its other names; of spellings that fold to one the first."""
    rows = connection.execute("SELECT alias FROM aliases WHERE entity = ? ORDER BY alias", (entity.id,))
    found = {fold(entity.name): entity.name}
    for (alias,) in rows:
        found.setdefault(fold(alias), alias)
    return tuple(found.values())[1:]


def _articles(
    connection: sqlite3.Connection, entity: str, window: Window
) -> tuple[int, list[tuple[str | None, str | None]]]:
    """How many mentions, and the outlet and date of each article that has one."""
    rows = connection.execute(
        "SELECT m.n, d.outlet, d.date FROM (SELECT document, count(*) AS n FROM entity_mentions"
        f" WHERE entity = ? GROUP BY document) AS m JOIN documents AS d ON d.id = m.document{_where(window)}",
        (entity,),
    ).fetchall()
    return sum(n for n, *_ in rows), [(as_it_was(outlet), as_it_was(date)) for _, outlet, date in rows]


def _where(window: Window) -> str:
    """Articles ``d`` that the graph and the window hold."""
    outside = " WHERE NOT EXISTS (SELECT 1 FROM outside_window AS x WHERE x.document = d.id)"
    return outside + (" AND in_window(d.date)" if window else "")


def _descriptions(
    connection: sqlite3.Connection, entity: str, most: int, window: Window
) -> tuple[tuple[str, int], ...]:
    """What it is called besides its names: "the Chinese president", how often."""
    rows = connection.execute(
        "SELECT m.text, count(*) FROM entity_mentions AS e JOIN mentions AS m"
        " ON m.document = e.document AND m.start = e.start AND m.stop = e.stop AND m.kind = 'nominal'"
        f" JOIN documents AS d ON d.id = e.document{_where(window)} AND e.entity = ?"
        " GROUP BY m.text ORDER BY count(*) DESC, m.text",
        (entity,),
    )
    found: dict[str, tuple[str, int]] = {}
    for text, n in rows:
        called, before = found.get(fold(text), (one_line(text), 0))
        found[fold(text)] = called, before + n
    return tuple(sorted(found.values(), key=lambda item: (-item[1], item[0]))[:most])


def _families(connection: sqlite3.Connection, entity: str, most: int, window: Window) -> list[Family]:
    """Its stated relations by family: the best evidenced of each, and how many there are."""
    ranked = (
        "SELECT id, family, row_number() OVER (PARTITION BY family ORDER BY"
        "  sources DESC, articles DESC, distinct_sentences DESC, chance DESC, type, subject, object, id)"
        "  AS place,"
        "  count(*) OVER (PARTITION BY family) AS n FROM relations AS r"
        " WHERE kind = 'stated' AND (subject = :entity OR object = :entity)" + _told_within(window)
    )
    rows = connection.execute(
        f"SELECT n.n, {EDGE_COLUMNS} FROM ({ranked}) AS n JOIN relations AS r ON r.id = n.id {WITH_ENDS}"
        " WHERE n.place <= :most ORDER BY n.family, n.place",
        {"entity": entity, "most": most},
    )
    found: dict[str, tuple[int, list[Told]]] = {}
    for n, *row in rows.fetchall():
        relation = edge(row)
        found.setdefault(relation.family, (n, []))[1].append(told(connection, relation, window))
    families = [Family(name, tuple(relations), n) for name, (n, relations) in found.items()]
    return sorted(families, key=lambda f: (_place_of(f.name), -f.count, f.name))


def _place_of(family: str) -> int:
    order = (*FIRST, None, *LAST)
    return order.index(family) if family in order else order.index(None)


def _told_within(window: Window) -> str:
    """Relations ``r`` for which an article of the window speaks."""
    if not window:
        return ""
    return (
        " AND (in_window(r.first_date) OR in_window(r.last_date) OR EXISTS ("
        "SELECT 1 FROM relation_sentences AS e JOIN documents AS d ON d.id = e.document"
        " WHERE e.relation = r.id AND in_window(d.date)))"
    )


def told(connection: sqlite3.Connection, relation: Edge, window: Window) -> Told:
    """The relation with its evidence within the window."""
    found = tuple(sayings(connection, relation, window))
    if not window:
        return Told(relation, found, relation.distinct, relation.articles, relation.sources)
    (articles,) = connection.execute(
        "SELECT count(DISTINCT e.document) FROM relation_sentences AS e JOIN documents AS d"
        " ON d.id = e.document WHERE e.relation = ? AND in_window(d.date)",
        (relation.id,),
    ).fetchone()
    return Told(relation, found, len({saying.sentence for saying in found}), articles, None)


def _beside(
    connection: sqlite3.Connection, entity: str, most: int, window: Window
) -> tuple[tuple[Edge, ...], int]:
    """With whom it stands in one sentence: those with the most sentences, and how many there are."""
    condition = "kind = 'co-mention' AND (subject = :entity OR object = :entity)" + _told_within(window)
    (count,) = connection.execute(
        f"SELECT count(*) FROM relations AS r WHERE {condition}", {"entity": entity}
    ).fetchone()
    rows = connection.execute(
        f"SELECT {EDGE_COLUMNS} FROM (SELECT id AS best FROM relations AS r WHERE {condition}"
        " ORDER BY distinct_sentences DESC, weight DESC, subject, object LIMIT :most)"
        f" JOIN relations AS r ON r.id = best {WITH_ENDS}"
        " ORDER BY r.distinct_sentences DESC, r.weight DESC, r.subject, r.object",
        {"entity": entity, "most": most},
    )
    return tuple(map(edge, rows)), count


def _counted(outlets: Iterable[str | None]) -> tuple[tuple[str | None, int], ...]:
    return tuple(
        sorted(Counter(outlets).items(), key=lambda item: (-item[1], item[0] is None, item[0] or ""))
    )


def timeline(told: Sequence[Told]) -> tuple[Moment, ...]:
    """When what is stated took place, or else was reported: each relation once for each time.

    A time that the text gives is kept even where an article's date says when it was reported.
    """
    found: dict[tuple[str, bool, str], Moment] = {}
    for relation in told:
        for saying in relation.sayings:
            time = saying.time or saying.place.date
            if time:
                moment = Moment(time, saying.time is None, relation.edge, saying)
                found.setdefault((time, moment.reported, relation.edge.id), moment)
    return tuple(sorted(found.values(), key=lambda m: (begins(m.time), m.reported, m.edge.id)))


def begins(time: str) -> str:
    """The first day of a time as the texts give it, to sort by.

    "199X" -> "1990-01-01", "2025-W35" -> "2025-08-25", "2022-22" (a summer) -> "2022-06-01"; what
    only has an end, "../2019", begins there.
    """
    start, _, end = time.partition("/")
    text = (end if start in ("", "..") else start).replace("X", "0")
    if week := re.fullmatch(r"(\d{4})-W(\d\d)", text):
        try:
            return day.fromisocalendar(int(week[1]), int(week[2]), 1).isoformat()
        except ValueError:
            return f"{week[1]}-12-31"
    if season := re.fullmatch(r"(\d{4})-(2[1-4])", text):
        return f"{season[1]}-{SEASONS[season[2]]}-01"
    return text + "YYYY-01-01"[len(text) :]


@dataclass(frozen=True, slots=True)
class Article:
    """An article that somebody wrote or published."""

    id: str
    name: str
    title: str | None
    outlet: str | None
    date: str | None


def written(
    connection: sqlite3.Connection,
    meant: Meant,
    *,
    most: int,
    window: Window = Window(),  # noqa: B008 - frozen
) -> tuple[tuple[Article, ...], int]:
    """The articles of the authors and outlets within the window, the latest first, and how many there are."""
    lend_window(connection, window)
    by, in_ = ([as_stored(name) for name in names] for names in (meant.authors, meant.outlets))
    if not (by or in_):
        return (), 0
    of = (
        f"FROM documents AS d WHERE (d.outlet IN ({', '.join('?' * len(in_))}) OR d.id IN"
        f" (SELECT document FROM authors WHERE author IN ({', '.join('?' * len(by))})))"
        + (" AND in_window(d.date)" if window else "")
    )
    (count,) = connection.execute(f"SELECT count(*) {of}", (*in_, *by)).fetchone()
    rows = connection.execute(
        f"SELECT d.id, d.name, d.title, d.outlet, d.date {of} ORDER BY d.date DESC, d.name LIMIT ?",
        (*in_, *by, most),
    )
    return tuple(Article(*map(as_it_was, row)) for row in rows), count
