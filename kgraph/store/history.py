"""What each run held: written by comparing with what is there, so that only changes are stored.

The tables of the present are replaced as a whole by each run; the ``*_history`` tables of 007.sql keep
every row that a run held with the first and the last run that held it.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, cast

from kgraph.change.states import (
    DocumentRow,
    EntityRow,
    EvidenceRow,
    JudgedRow,
    MentionRow,
    Present,
    RelationRow,
    SaidRow,
    State,
)
from kgraph.store.schema import as_it_was, opened

Row = tuple[Any, ...]
Place = tuple[str, int, int]


class _Kept(NamedTuple):
    """A table of history: its columns but for the runs, how many of them are its key, what is held now."""

    columns: str
    keys: int
    now: str


HISTORY = {
    "document_history": _Kept(
        "id, name, date, fingerprint, in_window",
        1,
        "SELECT id, name, date, fingerprint, id NOT IN (SELECT document FROM outside_window) FROM documents",
    ),
    "entity_history": _Kept("id, name, type, in_graph", 1, "SELECT id, name, type, in_graph FROM entities"),
    "alias_history": _Kept("entity, alias", 2, "SELECT entity, alias FROM aliases"),
    "mention_history": _Kept(
        "document, start, stop, entity", 4, "SELECT document, start, stop, entity FROM entity_mentions"
    ),
    "relation_history": _Kept(
        "id, subject, object, kind, type, symmetric, family, polarity, modality, ended, denied,"
        " distinct_sentences, sources",
        1,
        "SELECT id, subject, object, kind, type, symmetric, family, polarity, modality,"
        # min over nothing, where all deny it or nobody states it, is NULL
        " coalesce(ended, 0), coalesce(denied, 0), distinct_sentences, sources FROM relations"
        " LEFT JOIN (SELECT relation, min(CASE polarity WHEN 'positive' THEN ended END) AS ended,"
        " sum(polarity = 'negative') AS denied FROM relation_statements AS e JOIN"
        " (SELECT document, position AS statement, polarity, ended FROM statements)"
        " USING (document, statement) GROUP BY relation) ON relation = id",
    ),
    "evidence_history": _Kept(
        "relation, document, start, stop, statement",
        5,
        "SELECT e.relation, e.document, s.sentence_start, s.sentence_stop, e.statement"
        " FROM relation_statements AS e"
        " JOIN statements AS s ON s.document = e.document AND s.position = e.statement"
        " UNION ALL SELECT e.relation, e.document, e.start, e.stop, -1 FROM relation_sentences AS e"
        " JOIN relations AS r ON r.id = e.relation WHERE r.kind = 'co-mention'",
    ),
    "manifest_history": _Kept("key, value", 1, "SELECT key, value FROM manifest"),
}


# The tables of which a state holds the rows as they are.
ROWS: dict[str, Callable[[Row], Row]] = {
    "mention_history": MentionRow._make,
    "relation_history": RelationRow._make,
    "evidence_history": EvidenceRow._make,
}


def record(connection: sqlite3.Connection, run: int) -> None:
    """Keep what run ``run`` holds: to be called in its transaction, when all other tables are written.

    ``run`` is greater than that of every call before.  Rows that the run before held and this one does
    not end there; those that it did not hold begin here.
    """
    for table, (columns, keys, now) in HISTORY.items():
        held = set(connection.execute(f"SELECT {columns} FROM {table} WHERE last_run IS NULL"))
        holds = set(connection.execute(now))
        names = columns.split(", ")
        key = " AND ".join(f"{name} = ?" for name in names[:keys])
        connection.executemany(
            f"UPDATE {table} SET last_run = ? WHERE {key} AND last_run IS NULL",
            [(run - 1, *row[:keys]) for row in _sorted(held - holds, keys)],
        )
        marks = ", ".join("?" * len(names))
        connection.executemany(
            f"INSERT INTO {table} ({columns}, first_run) VALUES ({marks}, {int(run)})",
            _sorted(holds - held, keys),
        )


def _sorted(rows: Iterable[Row], keys: int) -> list[Row]:
    return sorted(rows, key=lambda row: row[:keys])


class Run(NamedTuple):
    """A run that ended: its number, when it started in UTC, and what became of the documents."""

    run: int
    started: str
    added: int
    changed: int
    removed: int
    unchanged: int


def read_runs(path: str | Path) -> list[Run]:
    """The runs that a store has seen, the first one first.  Raises StoreError."""
    with opened(path) as connection:
        rows = connection.execute(
            "SELECT run, started, added, changed, removed, unchanged FROM runs ORDER BY run"
        )
        return [Run(*row) for row in rows]


def read_state(path: str | Path) -> State:
    """What the store holds now.  Raises StoreError."""
    with opened(path) as connection:
        return state(connection)


def read_states(path: str | Path, runs: Sequence[int]) -> list[State]:
    """What each of these runs held.  Raises StoreError."""
    with opened(path) as connection:
        return states(connection, runs)


def state(connection: sqlite3.Connection) -> State:
    """What the open store holds now."""
    return _state(
        {
            table: _sorted(map(ROWS.get(table, tuple), connection.execute(kept.now)), kept.keys)
            for table, kept in HISTORY.items()
        }
    )


def states(connection: sqlite3.Connection, runs: Sequence[int]) -> list[State]:
    """What each of these runs held; rows that several have are the same objects, and soon compared."""
    held: list[dict[str, list[Row]]] = [{} for _ in runs]
    for table, (columns, keys, _) in HISTORY.items():
        order = ", ".join(columns.split(", ")[:keys])
        make = ROWS.get(table, tuple)
        rows = [
            (make(row[:-2]), row[-2], row[-1])
            for row in connection.execute(
                f"SELECT {columns}, first_run, last_run FROM {table} ORDER BY {order}, first_run"
            )
        ]
        for run, tables in zip(runs, held, strict=True):
            tables[table] = [row for row, first, last in rows if first <= run and run <= (last or run)]
    return [_state(tables) for tables in held]


def _state(rows: Mapping[str, Sequence[Row]]) -> State:
    aliases = defaultdict(list)
    for entity, alias in rows["alias_history"]:
        aliases[entity].append(alias)
    return State(
        documents=tuple(
            DocumentRow(id_, as_it_was(name), as_it_was(date), *row)
            for id_, name, date, *row in rows["document_history"]
        ),
        entities=tuple(EntityRow._make([*row, tuple(aliases[row[0]])]) for row in rows["entity_history"]),
        mentions=tuple(cast("list[MentionRow]", rows["mention_history"])),
        relations=tuple(cast("list[RelationRow]", rows["relation_history"])),
        evidence=tuple(cast("list[EvidenceRow]", rows["evidence_history"])),
        manifest=tuple((key, as_it_was(value)) for key, value in rows["manifest_history"]),
    )


def read_present(path: str | Path) -> Present:
    """What the store tells of why something is not in its graph.  Raises StoreError."""
    with opened(path) as connection:
        said = connection.execute(
            "SELECT document, position, confidence, EXISTS (SELECT 1 FROM statement_judgements AS j WHERE"
            " j.document = s.document AND j.statement = s.position AND j.verdict = 'wrong'),"
            " subject_mention_start, subject_mention_stop, object_mention_start, object_mention_stop,"
            " polarity = 'negative' FROM statements AS s"
            " WHERE subject_mention_start IS NOT NULL AND object_mention_start IS NOT NULL"
        )
        nobodys = {
            row[:3]: (row[3], (row[0], *row[4:]))
            for row in connection.execute(
                "SELECT document, start, stop, kind, antecedent_start, antecedent_stop FROM mentions AS m"
                " WHERE NOT EXISTS (SELECT 1 FROM entity_mentions AS e WHERE e.document = m.document"
                " AND e.start = m.start AND e.stop = m.stop)"
            )
        }
        judged = connection.execute(
            "SELECT left_document, left_start, left_stop, right_document, right_start, right_stop, by,"
            " verdict, reason FROM judgements WHERE verdict IN ('same', 'different')"
        )
        apart = connection.execute(
            "SELECT document, sentence_start, sentence_stop, subject, object FROM statement_judgements"
            " WHERE statement IS NULL AND verdict = 'wrong'"
        )
        return Present(
            said=tuple(SaidRow._make(row) for row in said),
            nobodys=tuple((place, _root(place, nobodys)) for place in nobodys),
            judged=tuple(JudgedRow._make(row) for row in judged),
            apart=tuple(((row[0], row[1], row[2]), row[3], row[4]) for row in apart),
            copies=tuple(connection.execute("SELECT document, original FROM copies")),
        )


def _root(place: Place, mentions: Mapping[Place, tuple[str, Place]]) -> str:
    """The kind of the last of ``mentions`` to which the one at ``place`` refers back."""
    met = {place}
    while (earlier := mentions[place][1]) in mentions and earlier not in met:
        met.add(earlier)
        place = earlier
    return mentions[place][0]
