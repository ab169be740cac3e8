"""The whole flow on one screen: read, annotate, find, resolve, draw, write."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Sequence
from dataclasses import asdict, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any, BinaryIO

from kgraph.config import Config, Groups
from kgraph.decisions import Decision, describe
from kgraph.errors import ExportError, ReadError
from kgraph.export import extract_rows, graphml_text, whole_text
from kgraph.extraction import Progress, extract_documents
from kgraph.graph import build_graph
from kgraph.map import render_map
from kgraph.read import nothing_read, read_documents
from kgraph.resolve import resolve
from kgraph.store import write_store
from kgraph.types import Extraction, Failure, Graph

Paths = Sequence[str | os.PathLike[str]]

log = logging.getLogger(__name__)

GRAPHML, MAP, STORE = "graph.graphml", "map.html", "kgraph.db"


def build(
    paths: Paths,
    *,
    output: str | os.PathLike[str] | None = None,
    config: Config = Config(),  # noqa: B008 - frozen
    decisions: Sequence[Decision] = (),
    processes: int = 1,
    progress: Progress | None = None,
    stdin: BinaryIO | None = None,
) -> Graph:
    """The graph of the documents at ``paths``; with ``output``, a folder, also written there.

    The folder gets graph.graphml, map.html and kgraph.db, all three whole or none.  Documents
    that cannot be read or annotated are in the graph's ``failures``, decisions that match nothing in
    its ``manifest`` and in the log.  The same documents,
    config give the same graph and the same bytes, in whatever order the paths are named and in
    however many ``processes`` large inputs are read (a script that asks for more than one needs
    its ``if __name__ == "__main__":``).  Raises ReadError, ModelError, ExportError or StoreError.
    """
    if output is not None:
        _check_folder(Path(output))
    extractions, failures = _extractions(paths, config, decisions, processes, progress, stdin)
    entities, judgements, unmatched = resolve(extractions, decisions)
    manifest = _manifest(config) | _told(decisions, unmatched)
    graph = build_graph(extractions, entities, config=config, failures=failures, manifest=manifest)
    if output is not None:
        folder = Path(output)
        page = render_map(graph, title=config.title or _title(paths), max_entities=config.map_entities)
        # They take their places when all three are written, so that the folder is always of one run.
        with whole_text(folder / MAP, page), whole_text(folder / GRAPHML, graphml_text(graph)):
            write_store(folder / STORE, extractions, judgements, entities, graph)
    return graph


def extract(
    paths: Paths,
    *,
    config: Config = Config(),  # noqa: B008 - frozen
    decisions: Sequence[Decision] = (),
    processes: int = 1,
    progress: Progress | None = None,
    stdin: BinaryIO | None = None,
) -> tuple[list[dict[str, Any]], list[Failure]]:
    """What each document says, as rows of JSON values, and the documents that failed.

    A row is a document with its entities and statements; the ids of entities are common to all
    rows.  Raises ReadError or ModelError.
    """
    extractions, failures = _extractions(paths, config, decisions, processes, progress, stdin)
    entities, _, unmatched = resolve(extractions, decisions)
    _told(decisions, unmatched)
    sure = [
        replace(e, statements=tuple(s for s in e.statements if s.confidence >= config.min_confidence))
        for e in extractions
    ]
    return list(extract_rows(sure, entities)), failures


def _extractions(
    paths: Paths,
    config: Config,
    decisions: Sequence[Decision],
    processes: int,
    progress: Progress | None,
    stdin: BinaryIO | None,
) -> tuple[list[Extraction], list[Failure]]:
    """What each document says, and all that failed.  Raises ReadError if that is everything."""
    documents, unread = read_documents(paths, stdin=stdin)
    extractions, unextracted = extract_documents(
        documents,
        model=config.model,
        aliases=tuple(sorted({d.to for d in decisions if d.verb == "alias"})),
        processes=processes,
        progress=progress,
    )
    failures = [*unread, *unextracted]
    if not extractions:  # an empty graph would take the place of the one that was there
        raise ReadError(nothing_read(paths, failures))
    return extractions, failures


def _told(decisions: Sequence[Decision], unmatched: Sequence[Decision]) -> dict[str, str]:
    """How many decisions were applied, and which were not, for the manifest; the latter are logged too."""
    for decision in unmatched:
        log.warning(
            "this decision matches no entity, or more than one, and was not applied: %s", describe(decision)
        )
    if not decisions:
        return {}
    return {
        "decisions": str(len(decisions) - len(unmatched)),
        "decisions not applied": json.dumps([describe(d) for d in unmatched], ensure_ascii=False),
    }


def _check_folder(folder: Path) -> None:
    """Make the folder and try to write to it: better now than after an hour of annotating."""
    probe = folder / f".kgraph-{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as error:
        why = "it is a file" if isinstance(error, FileExistsError) else error.strerror or error
        raise ExportError(
            f"the output folder {folder} cannot be written: {why}; name another one with --output"
        ) from error


def _title(paths: Paths) -> str:
    """The names of the paths, without the folders that they lie in."""
    names = {"standard input" if os.fspath(p) == "-" else Path(p).resolve().name for p in paths}
    return ", ".join(sorted(names))


def _manifest(config: Config) -> dict[str, str]:
    """What made the graph; enough to make it again, without clock and host."""
    settings = {
        key: json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)
        for key, value in asdict(config).items()
        if key != "title" and value not in (asdict(Groups()), "")
    }
    libraries = {name: version(name) for name in ("kgraph", "spacy", "networkx", "countryinfo")}
    return settings | libraries
