"""An entity -> all that a build says of it: names, roles, relations by family, outlets, timeline."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date as day
from typing import Any

from kgraph.names import fold
from kgraph.query.evidence import (
    EDGE_COLUMNS,
    WITH_ENDS,
    Edge,
    Saying,
    Window,
    dated,
    edge,
    one_line,
    sayings,
    spanned,
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
    """All that a build says of one entity; lists hold the first of what the counts count.

    ``stories`` counts the articles when copies and rewrites of one count once.
    ``undated`` counts the articles that a window leaves out because they have no date.
    """

    entity: EntityName
    aliases: tuple[str, ...]
    descriptions: tuple[tuple[str, int], ...]
    mentions: int
    articles: int
    stories: int
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
    mentions, articles, stories = _articles(connection, entity.id, window)
    families = _families(connection, entity.id, most, window)
    told = [relation for family in families for relation in family.relations]
    beside, beside_count = _beside(connection, entity.id, 2 * most, window)
    dates = {date for _, date in articles if date}
    return Profile(
        entity,
        _aliases(connection, entity),
        _descriptions(connection, entity.id, most, window),
        mentions,
        len(articles),
        stories,
        _undated(connection, entity.id) if window else 0,
        first_and_last(dates),
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
) -> tuple[int, list[tuple[str | None, str | None]], int]:
    """How many mentions; the outlet and date of each article that has one; how many stories these tell."""
    rows = connection.execute(
        "SELECT m.n, coalesce((SELECT c.original FROM copies AS c WHERE c.document = d.id), d.id), d.outlet,"
        " d.date FROM (SELECT document, count(*) AS n FROM entity_mentions"
        " WHERE entity = :entity GROUP BY document) AS m JOIN documents AS d INDEXED BY documents_dated"
        f" ON d.id = m.document{_where(window)}",
        {"entity": entity, **window.bounds},
    ).fetchall()
    articles = [(as_it_was(outlet), as_it_was(date)) for *_, outlet, date in rows]
    return sum(n for n, *_ in rows), articles, len({story for _, story, *_ in rows})


def _undated(connection: sqlite3.Connection, entity: str) -> int:
    """How many articles without a date name it."""
    (count,) = connection.execute(
        "SELECT count(DISTINCT m.document) FROM entity_mentions AS m JOIN documents AS d"
        f" INDEXED BY documents_dated ON d.id = m.document{_where(Window())}"
        " AND coalesce(d.date, '') = '' AND m.entity = ?",
        (entity,),
    ).fetchone()
    return int(count)


def _where(window: Window) -> str:
    """Articles ``d`` that the graph and the window hold."""
    outside = " WHERE NOT EXISTS (SELECT 1 FROM outside_window AS x WHERE x.document = d.id)"
    return outside + (f" AND {dated('d.date')}" if window else "")


def _descriptions(
    connection: sqlite3.Connection, entity: str, most: int, window: Window
) -> tuple[tuple[str, int], ...]:
    """What it is called besides its names: "the Chinese president", how often."""
    dates = (
        f" CROSS JOIN documents AS d INDEXED BY documents_dated ON d.id = e.document AND {dated('d.date')}"
        if window
        else ""
    )
    rows = connection.execute(
        f"SELECT m.text, count(*) FROM entity_mentions AS e{dates}"
        " CROSS JOIN mentions AS m INDEXED BY mentions_described ON m.document = e.document"
        " AND m.start = e.start AND m.stop = e.stop AND m.kind = 'nominal' WHERE e.entity = :entity"
        " AND NOT EXISTS (SELECT 1 FROM outside_window AS x WHERE x.document = e.document)"
        " GROUP BY m.text ORDER BY count(*) DESC, m.text",
        {"entity": entity, **window.bounds},
    )
    found: dict[str, tuple[str, int]] = {}
    for text, n in rows:
        called, before = found.get(fold(text), (one_line(text), 0))
        found[fold(text)] = called, before + n
    return tuple(sorted(found.values(), key=lambda item: (-item[1], item[0]))[:most])


def _families(connection: sqlite3.Connection, entity: str, most: int, window: Window) -> list[Family]:
    """Its stated relations by family: the best evidenced of each, and how many there are."""
    families = [
        Family(
            name, tuple(told(connection, relation, window) for relation in _edges(connection, best)), count
        )
        for name, (best, count) in _ranked(connection, entity, "stated", most, window).items()
    ]
    return sorted(families, key=lambda f: (_place_of(f.name), -f.count, f.name))


# The two ends at which a relation can have an entity, each with the index in which its best come first.
ENDS = (("subject", "relations_told_of"), ("object", "relations_told_by"))


def _at(end: tuple[str, str]) -> str:
    """Relations with the entity at this end; one of it with itself only as their subject."""
    column, index = end
    itself = " AND subject <> object" if column == "object" else ""
    return f"INDEXED BY {index} WHERE {column} = :entity{itself}"


def _ranked(
    connection: sqlite3.Connection, entity: str, kind: str, most: int, window: Window
) -> dict[str, tuple[list[str], int]]:
    """By family, the ids of the relations of a kind that are best evidenced, and how many there are.

    Best are those with the most independent sources, then articles, then sentences.
    """
    values = {"entity": entity, "kind": kind, "most": most, **window.bounds}
    rank = "-sources, -articles, -distinct_sentences, -chance, id"
    order = "sources DESC, articles DESC, distinct_sentences DESC, chance DESC, id"
    counts: Counter[str] = Counter()
    best: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for end in ENDS:
        relations = f"FROM relations AS r {_at(end)} AND kind = :kind"
        if window:  # few are left, which are not looked for twice
            query = f"SELECT {rank}, family {relations} {told_within(window)}"
            for *ranked, family in connection.execute(query, values):
                counts[family] += 1
                best[family].append(tuple(ranked))
            continue
        query = f"SELECT family, count(*) {relations} GROUP BY family"
        for family, count in connection.execute(query, values).fetchall():
            counts[family] += count
            query = f"SELECT {rank} {relations} AND family = :family"
            rows = connection.execute(f"{query} ORDER BY {order} LIMIT :most", {**values, "family": family})
            best[family] += rows
    return {
        family: ([id_ for *_, id_ in sorted(best[family])[:most]], count) for family, count in counts.items()
    }


def _edges(connection: sqlite3.Connection, ids: Iterable[str]) -> Iterator[Edge]:
    for id_ in ids:
        query = f"SELECT {EDGE_COLUMNS} FROM relations AS r {WITH_ENDS} WHERE r.id = ?"
        yield edge(connection.execute(query, (id_,)).fetchone())


def _place_of(family: str) -> int:
    order = (*FIRST, None, *LAST)
    return order.index(family) if family in order else order.index(None)


def told_within(window: Window) -> str:
    """A condition on relations ``r``, that an article of the window speaks for them.

    It does if the first or the last of them lies there; only of others the articles are looked at.
    """
    if not window:
        return ""
    return (
        f"AND ({dated('r.first_date')} OR {dated('r.last_date')}"
        f" OR ({spanned('r.first_date', 'r.last_date')} AND EXISTS ("
        "SELECT 1 FROM relation_sentences AS e JOIN documents AS d ON d.id = e.document"
        f" WHERE e.relation = r.id AND {dated('d.date')})))"
    )


def told(connection: sqlite3.Connection, relation: Edge, window: Window) -> Told:
    """The relation with its evidence within the window."""
    found = tuple(sayings(connection, relation, window))
    if not window:
        return Told(relation, found, relation.distinct, relation.articles, relation.sources)
    (articles,) = connection.execute(
        "SELECT count(DISTINCT e.document) FROM relation_sentences AS e JOIN documents AS d"
        f" ON d.id = e.document WHERE e.relation = :relation AND {dated('d.date')}",
        {"relation": relation.id, **window.bounds},
    ).fetchone()
    return Told(relation, found, len({saying.sentence for saying in found}), articles, None)


def _beside(
    connection: sqlite3.Connection, entity: str, most: int, window: Window
) -> tuple[tuple[Edge, ...], int]:
    """With whom it stands in one sentence: those with the most sources, and how many there are."""
    ranked = _ranked(connection, entity, "co-mention", most, window)
    best, count = ranked.get("other", ([], 0))  # the family of all co-mentions
    return tuple(sorted(_edges(connection, best), key=lambda e: (-e.distinct, -e.sources, e.id))), count


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
    by, in_ = ([as_stored(name) for name in names] for names in (meant.authors, meant.outlets))
    if not (by or in_):
        return (), 0
    marks = {f"name{n}": name for n, name in enumerate((*in_, *by))}
    outlets, authors = list(marks)[: len(in_)], list(marks)[len(in_) :]
    of = (
        f"FROM documents AS d WHERE (d.outlet IN ({_listed(outlets)}) OR d.id IN"
        f" (SELECT document FROM authors WHERE author IN ({_listed(authors)})))"
        + (f" AND {dated('d.date')}" if window else "")
    )
    values = {**marks, **window.bounds}
    (count,) = connection.execute(f"SELECT count(*) {of}", values).fetchone()
    rows = connection.execute(
        f"SELECT d.id, d.name, d.title, d.outlet, d.date {of} ORDER BY d.date DESC, d.name LIMIT :most",
        {**values, "most": most},
    )
    return tuple(Article(*map(as_it_was, row)) for row in rows), count


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f":{name}" for name in names)
