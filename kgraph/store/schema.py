"""Opening a store, and bringing it to the newest schema by numbered migrations."""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

from kgraph.errors import KgraphError, StoreError
from kgraph.names import fold
from kgraph.store.summary import chance

# Kilobytes of the store that are held in memory; with SQLite's own 2,000 what is said of a hub in 70,000
# articles is read again and again.
CACHE = 64_000
FILE = "kgraph.db"  # the store's name in the folder of a build
log = logging.getLogger(__name__)

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


PATIENCE = 60.0  # seconds that are waited for another process to end a transaction
SILENCE = 1.0  # seconds of them that nothing is said
DAMAGED = "if it is damaged, remove it and run kgraph build again"
# What to do about an error of SQLite, by its code, where it is not what the one who opens a store expects.
PERMISSIONS = "check the permissions of the file and of its folder"
CURES = {
    sqlite3.SQLITE_BUSY: "another program has it open; end that one, or wait, and run kgraph again",
    sqlite3.SQLITE_CANTOPEN: PERMISSIONS,
    sqlite3.SQLITE_READONLY: PERMISSIONS,
}
PRIMARY = 0xFF  # the bits of an extended code that tell what kind of error it is


def migrate(connection: sqlite3.Connection) -> None:
    """Bring an open store to the newest schema, each step a transaction."""
    _lend(connection)
    while (version := _pragma(connection, "user_version")) < len(MIGRATIONS):
        script = files("kgraph.store").joinpath(MIGRATIONS[version]).read_text(encoding="utf-8")
        try:
            connection.executescript(f"BEGIN IMMEDIATE;\n{script}\nCOMMIT;")
        except sqlite3.Error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            if _pragma(connection, "user_version") == version:  # no other process was quicker
                raise


@contextmanager
def opened(path: str | Path, *, unended: bool = False) -> Iterator[sqlite3.Connection]:
    """An open store of the newest schema, for reading; it is closed at the end of the block.

    A store of an older schema is migrated first.  Raises StoreError where there is no store, the
    file is something else or damaged, a newer kgraph made it, or, if not ``unended``, no build has
    ended in it yet.
    """
    path = Path(path)
    with _said(f"cannot read the store {path}", DAMAGED):
        if not path.is_file():
            raise StoreError(f"there is no store at {path}; make one with kgraph build")
        with closing(_connect_to_read(path)) as connection:
            _check(connection, path, may_be_empty=unended)
            _migrate_to_read(connection, path)
            connection.execute("PRAGMA query_only = ON")
            connection.execute(f"PRAGMA cache_size = -{CACHE}")
            if not unended and not has_ended(connection):
                raise StoreError(f"no build has ended in {path.parent} yet; run kgraph build again")
            yield connection


@contextmanager
def writing(path: str | Path) -> Iterator[sqlite3.Connection]:
    """An open store of the newest schema, for writing, made if there is none; closed at the end.

    What is executed outside of ``transaction`` is committed at once.  Raises StoreError.
    """
    path = Path(path)
    with (
        _said(f"cannot write the store {path}", "check the folder's permissions and its free space"),
        closing(sqlite3.connect(path, isolation_level=None, timeout=PATIENCE)) as connection,
    ):
        _check(connection, path, may_be_empty=True)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA foreign_keys = ON")
        migrate(connection)
        yield connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All that is executed in the block, or nothing of it.

    Where another program is writing, such as a shell with an open transaction, this waits and says so.
    """
    connection.execute(f"PRAGMA busy_timeout = {round(1000 * SILENCE)}")
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        log.warning("another program is writing to the store; waiting up to %.0f seconds for it", PATIENCE)
        connection.execute(f"PRAGMA busy_timeout = {round(1000 * PATIENCE)}")
        connection.execute("BEGIN IMMEDIATE")
    try:
        connection.execute("PRAGMA defer_foreign_keys = ON")
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk has rolled it back already
            connection.execute("ROLLBACK")
        raise


def insert(connection: sqlite3.Connection, table: str, rows: Sequence[Sequence[Any]]) -> None:
    """Put rows into a table of the schema, their values in the order of its columns."""
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


def has_ended(connection: sqlite3.Connection) -> bool:
    """Whether the store holds what a build has found, and not only what one was about to."""
    ((ended,),) = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM runs) OR EXISTS (SELECT 1 FROM manifest)"
        " OR NOT EXISTS (SELECT 1 FROM kept)"
    )
    return bool(ended)


def _connect_to_read(path: Path) -> sqlite3.Connection:
    """A connection also where nothing may be written, such as on a DVD or in another's folder."""
    uri = path.absolute().as_uri()
    connection = sqlite3.connect(f"{uri}?mode=rw", uri=True, timeout=PATIENCE)
    try:
        connection.execute("SELECT 1 FROM sqlite_master LIMIT 1")
    except sqlite3.OperationalError:
        if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
            return connection  # the reason is another one, and will be said
        connection.close()
        return sqlite3.connect(f"{uri}?immutable=1", uri=True)
    except sqlite3.DatabaseError:
        pass  # no database: said by _check
    return connection


def _migrate_to_read(connection: sqlite3.Connection, path: Path) -> None:
    try:
        migrate(connection)
    except sqlite3.OperationalError as cause:
        if _code(cause) != sqlite3.SQLITE_READONLY:
            raise
        raise StoreError(
            f"cannot read the store {path}: an older kgraph made it, and it must be written to be read by "
            f"this one; copy it to a folder that is yours, and name that with --output"
        ) from cause


@contextmanager
def _said(what: str, cure: str) -> Iterator[None]:
    """An error of SQLite as one sentence."""
    try:
        yield
    except (sqlite3.IntegrityError, KgraphError):
        raise
    except (sqlite3.Error, OSError, ValueError, TypeError, LookupError) as cause:
        raise StoreError(f"{what}: {cause}; {CURES.get(_code(cause), cure)}") from cause


def _code(error: Exception) -> int:
    """SQLite's code of what went wrong; 0 for other errors."""
    return getattr(error, "sqlite_errorcode", 0) & PRIMARY


def _check(connection: sqlite3.Connection, path: Path, *, may_be_empty: bool) -> None:
    """Raise StoreError if it is no store; a run that was killed at its start leaves an empty database."""
    try:
        if may_be_empty and not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            return
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
