"""The whole flow on one screen: read, annotate, find, resolve, draw, write."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Sequence
from dataclasses import asdict, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from kgraph.config import Config, Groups
from kgraph.decisions import Decision, describe
from kgraph.errors import ExportError, ReadError
from kgraph.export import extract_rows, graphml_text, whole_text
from kgraph.extraction import Progress, extract_documents
from kgraph.graph import build_graph
from kgraph.judged import included, judged, without_wrong
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
    read = _extractions(paths, config, decisions, processes, progress, stdin)
    extractions, failures = read.extractions, read.failures
    entities, judgements, unresolved = resolve(extractions, decisions)
    verdicts, unsaid = judged(extractions, entities, decisions)
    told = _told(decisions, (*unresolved, *unsaid, *read.unmatched))
    manifest = _manifest(config) | told | read.manifest
    graph = build_graph(
        extractions, entities, config=config, failures=failures, manifest=manifest, judgements=verdicts
    )
    if not graph.documents:  # such a graph would take the place of the one that was there
        raise ReadError(nothing_dated(extractions, config))
    if output is not None:
        folder = Path(output)
        page = render_map(graph, title=config.title or _title(paths), max_entities=config.map_entities)
        # They take their places when all three are written, so that the folder is always of one run.
        with whole_text(folder / MAP, page), whole_text(folder / GRAPHML, graphml_text(graph)):
            write_store(folder / STORE, extractions, judgements, entities, graph, verdicts)
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
    read = _extractions(paths, config, decisions, processes, progress, stdin)
    entities, _, unresolved = resolve(read.extractions, decisions)
    verdicts, unsaid = judged(read.extractions, entities, decisions)
    _told(decisions, (*unresolved, *unsaid, *read.unmatched))
    sure = [
        replace(e, statements=tuple(s for s in e.statements if s.confidence >= config.min_confidence))
        for e in without_wrong(read.extractions, verdicts)
    ]
    return list(extract_rows(sure, entities)), read.failures


class _Read(NamedTuple):
    """What each document says, all that failed, exclusions that matched nothing, and what was excluded."""

    extractions: list[Extraction]
    failures: list[Failure]
    unmatched: tuple[Decision, ...]
    manifest: dict[str, str]


def _extractions(
    paths: Paths,
    config: Config,
    decisions: Sequence[Decision],
    processes: int,
    progress: Progress | None,
    stdin: BinaryIO | None,
) -> _Read:
    """What each document says that no decision excludes.  Raises ReadError if there is nothing."""
    found, unread = read_documents(paths, stdin=stdin)
    documents, excluded, unmatched = included(found, decisions)
    if excluded and not documents:
        raise ReadError("a decision excludes each of the articles; take an [[exclude]] out, or add articles")
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
    names = sorted(document.name for document in excluded)
    manifest = {"excluded": json.dumps(names, ensure_ascii=False)} if names else {}
    return _Read(extractions, failures, unmatched, manifest)


def nothing_dated(extractions: Sequence[Extraction], config: Config) -> str:
    """That no article lies in the window, in one sentence: when they are from, how many have no date."""
    dates = sorted(e.document.date for e in extractions if e.document.date)
    window = " ".join(
        f"{name} {date}" for name, date in (("since", config.since), ("until", config.until)) if date
    )
    there = f"they are from {dates[0]} to {dates[-1]}" if dates else "none of them has a date"
    undated = len(extractions) - len(dates)
    more = f", and {undated} have no date" if dates and undated else ""
    return f"no article is dated {window}: {there}{more}; choose another window"


def _told(decisions: Sequence[Decision], unmatched: Sequence[Decision]) -> dict[str, str]:
    """How many decisions were applied, and which were not, for the manifest; the latter are logged too."""
    for decision in unmatched:
        log.warning(
            "this decision matches nothing that was read, or more than one entity, and was not applied: %s",
            describe(decision),
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
