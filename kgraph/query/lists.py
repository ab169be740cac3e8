"""Filters -> the entities, relations or documents of a build as rows, for tables, CSV and JSON."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kgraph.errors import KgraphError
from kgraph.query.evidence import Window, dated
from kgraph.query.names import meant_by, named, unknown
from kgraph.query.profile import told_within
from kgraph.store import as_it_was, as_stored

ENTITY_COLUMNS = (
    "id", "name", "type", "aliases", "mentions", "articles", "relations", "first_date", "last_date",
)  # fmt: skip
RELATION_COLUMNS = (
    "id", "subject", "type", "object", "kind", "family", "polarity", "modality", "directed", "sources",
    "articles", "sentences", "weight", "confidence", "first_date", "last_date",
)  # fmt: skip
DOCUMENT_COLUMNS = (
    "id", "name", "title", "outlet", "date", "authors", "sentences", "statements", "entities", "copy_of",
)  # fmt: skip
# How each kind of list can be sorted; the first is what it is sorted by unless told otherwise.  By their
# sources the stated relations come before the co-mentions.
ENTITY_ORDERS = {
    "articles": "articles DESC, mentions DESC, name, id",
    "mentions": "mentions DESC, articles DESC, name, id",
    "relations": "relations DESC, articles DESC, name, id",
    "name": "name, id",
    "date": "last_date DESC, articles DESC, name, id",
}
RELATION_ORDERS = {
    "sources": "r.kind DESC, r.sources DESC, r.articles DESC, r.chance DESC, s.name, r.type, o.name, r.id",
    "confidence": "r.confidence DESC, r.sources DESC, s.name, r.type, o.name, r.id",
    "date": "r.last_date DESC, r.sources DESC, s.name, r.type, o.name, r.id",
    "name": "s.name, r.type, o.name, r.id",
}
DOCUMENT_ORDERS = {
    "date": "d.date DESC, d.name, d.id",
    "name": "d.name, d.id",
    "outlet": "d.outlet IS NULL, d.outlet, d.date DESC, d.name, d.id",
    "statements": "statements DESC, d.name, d.id",
}
JOIN = " | "


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows with the names of their columns; ``count`` is how many there are without the limit."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    count: int


def list_entities(
    connection: sqlite3.Connection,
    *,
    type: str | None = None,
    min_articles: int = 1,
    window: Window = Window(),  # noqa: B008 - frozen
    order: str = "articles",
    most: int | None = None,
) -> Listing:
    """The entities of the graph that the articles of the window name."""
    dates = f" AND {dated('d.date')}" if window else ""
    query = f"""
        WITH places AS (
            SELECT m.entity, m.document, count(*) AS mentions, d.date
            FROM entity_mentions AS m JOIN documents AS d INDEXED BY documents_dated ON d.id = m.document
            WHERE NOT EXISTS (SELECT 1 FROM outside_window AS x WHERE x.document = m.document){dates}
            GROUP BY m.entity, m.document),
        ends AS (SELECT subject AS entity FROM relations
            UNION ALL SELECT object FROM relations WHERE subject <> object),
        degrees AS (SELECT entity, count(*) AS relations FROM ends GROUP BY entity)
        SELECT e.id, e.name, e.type,
            (SELECT group_concat(alias, '{JOIN}') FROM
                (SELECT alias FROM aliases WHERE entity = e.id ORDER BY alias)) AS aliases,
            sum(p.mentions) AS mentions, count(*) AS articles, coalesce(g.relations, 0) AS relations,
            min(p.date) AS first_date, max(p.date) AS last_date
        FROM entities AS e JOIN places AS p ON p.entity = e.id LEFT JOIN degrees AS g ON g.entity = e.id
        WHERE e.in_graph AND (:type IS NULL OR e.type = :type)
        GROUP BY e.id HAVING count(*) >= :min_articles"""
    values = {"type": type, "min_articles": min_articles, **window.bounds}
    return _listing(connection, ENTITY_COLUMNS, query, ENTITY_ORDERS[order], values, most)


def list_relations(
    connection: sqlite3.Connection,
    *,
    of: str | None = None,
    kind: str | None = None,
    type: str | None = None,
    family: str | None = None,
    polarity: str | None = None,
    modality: str | None = None,
    min_sources: int = 1,
    min_confidence: float = 0.0,
    window: Window = Window(),  # noqa: B008 - frozen
    order: str = "sources",
    most: int | None = None,
) -> Listing:
    """The relations for which articles of the window speak, those ``of`` a name, or all.

    Raises KgraphError where nothing has the name, or no relation is of the family.
    """
    if family is not None:
        _check_family(connection, family)
    conditions = ["r.sources >= :min_sources"]
    values: dict[str, Any] = {"min_sources": min_sources, **window.bounds}
    equal = {"kind": kind, "type": type, "family": family, "polarity": polarity, "modality": modality}
    for column, value in equal.items():
        if value is not None:
            conditions.append(f"r.{column} = :{column}")
            values[column] = value
    if min_confidence > 0:
        conditions.append("r.confidence >= :min_confidence")
        values["min_confidence"] = min_confidence
    if of is not None:
        ids = {f"entity{n}": entity.id for n, entity in enumerate(named(connection, of))}
        marks = ", ".join(f":{key}" for key in ids)
        conditions.append(f"(r.subject IN ({marks}) OR r.object IN ({marks}))")
        values |= ids
    told = f"WHERE {' AND '.join(conditions)} {told_within(window)}"
    query = f"""
        SELECT r.id, s.name, r.type, o.name, r.kind, r.family, r.polarity, r.modality, NOT r.symmetric,
            r.sources, r.articles, r.distinct_sentences, r.weight, r.confidence, r.first_date, r.last_date
        FROM relations AS r JOIN entities AS s ON s.id = r.subject JOIN entities AS o ON o.id = r.object
        {told}"""
    counting = f"SELECT 1 FROM relations AS r {told}"
    found = _listing(connection, RELATION_COLUMNS, query, RELATION_ORDERS[order], values, most, counting)
    directed = RELATION_COLUMNS.index("directed")
    rows = ((*row[:directed], bool(row[directed]), *row[directed + 1 :]) for row in found.rows)
    return Listing(found.columns, tuple(rows), found.count)


def _check_family(connection: sqlite3.Connection, family: str) -> None:
    query = "SELECT DISTINCT family FROM relations WHERE kind = 'stated' ORDER BY family"
    known = [name for (name,) in connection.execute(query)]
    if family not in (*known, "other"):
        raise KgraphError(f"no relation is of the family {family!r}; there are {', '.join(known)}")


def list_documents(
    connection: sqlite3.Connection,
    *,
    outlet: str | None = None,
    window: Window = Window(),  # noqa: B008 - frozen
    order: str = "date",
    most: int | None = None,
) -> Listing:
    """The documents of the window.  Raises KgraphError where no outlet has the name."""
    conditions = ["NOT EXISTS (SELECT 1 FROM outside_window AS x WHERE x.document = d.id)"]
    values: dict[str, Any] = dict(window.bounds)
    if window:
        conditions.append(dated("d.date"))
    if outlet is not None:
        found = meant_by(connection, outlet).outlets
        if not found:
            raise unknown(connection, outlet)
        names = {f"outlet{n}": as_stored(name) for n, name in enumerate(found)}
        conditions.append(f"d.outlet IN ({', '.join(f':{key}' for key in names)})")
        values |= names
    query = f"""
        SELECT d.id, d.name, d.title, d.outlet, d.date,
            (SELECT group_concat(author, '{JOIN}') FROM
                (SELECT author FROM authors WHERE document = d.id ORDER BY position)),
            (SELECT count(*) FROM sentences AS t WHERE t.document = d.id),
            (SELECT count(*) FROM statements AS t WHERE t.document = d.id) AS statements,
            (SELECT count(DISTINCT entity) FROM entity_mentions AS m JOIN entities AS e ON e.id = m.entity
                WHERE m.document = d.id AND e.in_graph),
            (SELECT original FROM copies AS c WHERE c.document = d.id)
        FROM documents AS d WHERE {" AND ".join(conditions)}"""
    return _listing(connection, DOCUMENT_COLUMNS, query, DOCUMENT_ORDERS[order], values, most)


def _listing(
    connection: sqlite3.Connection,
    columns: tuple[str, ...],
    query: str,
    order: str,
    values: dict[str, Any],
    most: int | None,
    counting: str = "",
) -> Listing:
    """The rows of a query in an order; ``counting`` gives as many rows, and sooner."""
    limit = "" if most is None else f" LIMIT {int(most)}"
    rows = [_row(row) for row in connection.execute(f"{query} ORDER BY {order}{limit}", values)]
    count = len(rows)
    if most is not None and count == most:
        (count,) = connection.execute(f"SELECT count(*) FROM ({counting or query})", values).fetchone()
    return Listing(columns, tuple(rows), count)


def _row(row: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(map(as_it_was, row))
