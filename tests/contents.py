"""What a folder that kgraph has built holds, in so far as equal input makes it equal."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from kgraph.pipeline import GRAPHML, MAP, STORE
from kgraph.store.history import HISTORY

# What depends on the clock and on earlier runs.
RECORDS = {"runs", *HISTORY}


def contents(folder: Path) -> dict[str, object]:
    """The bytes of graph and map, and the rows of the store by table, without the record of the runs."""
    found: dict[str, object] = {name: (folder / name).read_bytes() for name in (GRAPHML, MAP)}
    return found | rows_by_table(folder / STORE)


def rows_by_table(path: Path) -> dict[str, object]:
    with closing(sqlite3.connect(path)) as connection:
        tables = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if name not in RECORDS and not name.startswith("sentence_words")  # an index
        ]
        return {name: sorted(_rows(connection, name), key=repr) for name in tables}


def _rows(connection: sqlite3.Connection, table: str) -> list[tuple]:
    """The rows; of sentences without the first column, their numbers, which are given as they come."""
    rows = connection.execute(f"SELECT * FROM {table}").fetchall()
    return [row[1:] for row in rows] if table == "sentences" else rows
