"""Opening a store, and bringing it to the newest schema by numbered migrations."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

from kgraph.errors import StoreError
from kgraph.names import fold
from kgraph.store.summary import chance

APPLICATION_ID = 1801941606  # "kgrf" as SQLite's application_id; 001.sql sets it
MIGRATIONS = (
    "001.sql",
    "002.sql",
    "003.sql",
    "004.sql",
    "005.sql",
    "006.sql",
    "007.sql",
)  # script n takes a store from user_version n - 1 to n, which it sets itself


def migrate(connection: sqlite3.Connection) -> None:
    """Bring an open store to the newest schema, each step a transaction."""
    steps = MIGRATIONS[_pragma(connection, "user_version") :]
    if steps:
        _lend(connection)
    for name in steps:
        script = files("kgraph.store").joinpath(name).read_text(encoding="utf-8")
        connection.executescript(f"BEGIN;\n{script}\nCOMMIT;")


@contextmanager
def opened(path: str | Path) -> Iterator[sqlite3.Connection]:
    """An open store of the newest schema, for reading; it is closed at the end of the block.

    A store of an older schema is migrated first.  Raises StoreError where there is no store, the
    file is something else or damaged, or a newer kgraph made it.
    """
    path = Path(path)
    try:
        if not path.is_file():
            raise StoreError(f"there is no store at {path}; make one with kgraph build")
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)) as connection:
            _check(connection, path)
            migrate(connection)
            connection.execute("PRAGMA query_only = ON")
            yield connection
    except (sqlite3.Error, OSError, ValueError, TypeError, LookupError) as cause:
        raise StoreError(
            f"cannot read the store {path}: {cause}; if it is damaged, remove it and run kgraph build again"
        ) from cause


def _check(connection: sqlite3.Connection, path: Path) -> None:
    try:
        application, version = _pragma(connection, "application_id"), _pragma(connection, "user_version")
    except sqlite3.OperationalError:  # such as a store that is locked
        raise
    except sqlite3.DatabaseError:
        application, version = 0, 0
    if application != APPLICATION_ID:
        raise StoreError(f"{path} is no store of kgraph; name the kgraph.db that kgraph build has written")
    if version > len(MIGRATIONS):
        raise StoreError(
            f"{path} was made by a newer kgraph (store version {version}, this one knows {len(MIGRATIONS)}); "
            f"update kgraph, or build again into another folder"
        )


def _lend(connection: sqlite3.Connection) -> None:
    """The functions of kgraph with which the scripts fill new tables from those of older stores."""

    def folded(text: str | bytes) -> str | bytes | None:
        return as_stored(fold(as_it_was(text)))

    connection.create_function("chance", 5, chance, deterministic=True)
    connection.create_function("fold", 1, folded, deterministic=True)


def as_stored(text: str | None) -> str | bytes | None:
    """The text, or its bytes where it holds half a surrogate pair, which SQLite's text cannot."""
    if text is None or text.isascii():
        return text
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def as_it_was(value: Any) -> Any:
    """The text as it was before it was stored: bytes hold half a surrogate pair."""
    return value.decode("utf-8", "surrogatepass") if isinstance(value, bytes) else value


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    (value,) = connection.execute(f"PRAGMA {name}").fetchone()
    return int(value)
