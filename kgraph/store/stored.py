"""What a run finds in the store of the runs before it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from kgraph.store.read import Reader
from kgraph.store.schema import insert, migrate, opened
from kgraph.types import Document, Extraction, Failure


@dataclass(frozen=True, slots=True)
class Stored:
    """What a run finds in the store of the runs before it.

    ``documents`` are the documents of the last run's graph or of its failures, ``fingerprints`` by what
    each was annotated (by id; those that failed have none), ``kept`` what a run that was ended has left
    by the fingerprint asked for.  ``run`` is the number of the last run, 0 if there is none, ``inputs``,
    ``read`` and ``files`` are as in Run, ``manifest`` and ``failures`` as in its Graph.
    """

    documents: tuple[Document, ...] = ()
    fingerprints: Mapping[str, str] = field(default_factory=dict)
    kept: Mapping[str, Extraction] = field(default_factory=dict)
    run: int = 0
    inputs: str = ""
    read: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    manifest: tuple[tuple[str, str], ...] = ()
    failures: tuple[Failure, ...] = ()

    def annotated(self, made_by: str) -> set[str]:
        """The ids of the documents whose extractions have that fingerprint."""
        return {id_ for id_, fingerprint in self.fingerprints.items() if fingerprint == made_by}


def read_stored(path: str | Path, fingerprint: str = "", *, must_exist: bool = False) -> Stored:
    """What is there for a run whose extractions have that fingerprint.

    Where there is no store, or no run has ended in it, that is nothing, or, if it ``must_exist``, a
    StoreError.
    """
    if not must_exist and not Path(path).exists():
        return Stored()
    with opened(path, unended=not must_exist) as connection:
        reader = Reader(connection)
        newest = "SELECT run, inputs, read, files FROM runs ORDER BY run DESC LIMIT 1"
        number, inputs, read, files = connection.execute(newest).fetchone() or (0, "", "", "{}")
        documents = [document for document, _ in reader.documents()]
        made_by = connection.execute("SELECT id, fingerprint FROM documents WHERE extracted")
        kept = connection.execute("SELECT document, rows FROM kept WHERE fingerprint = ?", [fingerprint])
        return Stored(
            documents=tuple(documents),
            fingerprints=dict(made_by),
            kept=_extractions_of(dict(kept)),
            run=number,
            inputs=inputs,
            read=read,
            files=json.loads(files),
            manifest=tuple(reader.manifest()),
            failures=tuple(reader.failures()),
        )


def _extractions_of(kept: Mapping[str, str]) -> dict[str, Extraction]:
    """Extractions from the rows of each document, through a store that is nowhere but in memory."""
    if not kept:
        return {}
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection)
        for id_, tables in kept.items():
            connection.execute("INSERT INTO documents VALUES (?, '', '', NULL, NULL, NULL, '', 1, '')", [id_])
            for table, rows in json.loads(tables).items():
                insert(connection, table, rows)
        return {extraction.document.id: extraction for extraction in Reader(connection).extractions(True)}
