"""The whole flow on one screen: read, annotate, find, resolve, draw, write."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from kgraph.annotate import annotate, load_model
from kgraph.config import Config
from kgraph.errors import ExportError
from kgraph.export import extract_rows, write_graphml, write_text
from kgraph.graph import build_graph
from kgraph.map import render_map
from kgraph.mentions import find_mentions
from kgraph.read import read_documents
from kgraph.resolve import resolve
from kgraph.statements import find_statements
from kgraph.store import write_store
from kgraph.types import Document, Extraction, Failure, Graph, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

log = logging.getLogger(__name__)

Paths = Sequence[str | os.PathLike[str]]
Progress = Callable[[int, int], None]  # (documents done, documents in all)

GRAPHML, MAP, STORE = "graph.graphml", "map.html", "kgraph.db"


def build(
    paths: Paths,
    *,
    output: str | os.PathLike[str] | None = None,
    config: Config = Config(),  # noqa: B008 - frozen
    progress: Progress | None = None,
    stdin: BinaryIO | None = None,
) -> Graph:
    """The graph of the documents at ``paths``; with ``output``, a folder, also written there.

    The folder gets graph.graphml, map.html and kgraph.db, each whole or not at all.  Documents
    that cannot be read or annotated are in the graph's ``failures``.  The same documents and
    config give the same graph and the same bytes, in whatever order the paths are named.  Raises
    ReadError, ModelError, ExportError or StoreError.
    """
    if output is not None:
        _check_folder(Path(output))
    extractions, failures = _extractions(paths, config, progress, stdin)
    entities, judgements = resolve(extractions)
    graph = build_graph(extractions, entities, config=config, failures=failures, manifest=_manifest(config))
    if output is not None:
        folder = Path(output)
        page = render_map(graph, title=config.title or _title(paths), max_entities=config.map_entities)
        write_store(folder / STORE, extractions, judgements, entities, graph)
        write_graphml(graph, folder / GRAPHML)
        write_text(folder / MAP, page)
    return graph


def extract(
    paths: Paths,
    *,
    config: Config = Config(),  # noqa: B008 - frozen
    progress: Progress | None = None,
    stdin: BinaryIO | None = None,
) -> tuple[list[dict[str, Any]], list[Failure]]:
    """What each document says, as rows of JSON values, and the documents that failed.

    A row is a document with its entities and statements; the ids of entities are common to all
    rows.  Raises ReadError or ModelError.
    """
    extractions, failures = _extractions(paths, config, progress, stdin)
    entities, _ = resolve(extractions)
    return list(extract_rows(extractions, entities)), failures


def _extractions(
    paths: Paths, config: Config, progress: Progress | None, stdin: BinaryIO | None
) -> tuple[list[Extraction], list[Failure]]:
    """What each document says, in the order of reading, and the failures of reading and annotating."""
    documents, failures = read_documents(paths, stdin=stdin)
    nlp = load_model(config.model) if documents else None
    extractions: list[Extraction] = []
    for done, (document, doc) in enumerate(annotate(nlp, documents) if nlp else (), start=1):
        result = doc if isinstance(doc, Failure) else _extraction(doc, document)
        if isinstance(result, Failure):
            failures.append(result)
        else:
            extractions.append(result)
        if progress is not None:
            progress(done, len(documents))
    return extractions, failures


def _extraction(doc: Doc, document: Document) -> Extraction | Failure:
    """What the document says, or a Failure: one document that breaks a rule must not cost the others."""
    try:
        mentions = find_mentions(doc, document)
        statements = find_statements(doc, document, mentions)
    except Exception as error:
        log.exception("%s could not be read", document.source)
        return Failure(document.source, "extract", f"an error in kgraph, please report it: {error!r}")
    sentences = (Span(document.id, s.start_char, s.end_char) for s in doc.sents if s.text)
    return Extraction(document, tuple(mentions), tuple(statements), tuple(sentences))


def _check_folder(folder: Path) -> None:
    """Make the folder and try to write to it: better now than after an hour of annotating."""
    probe = folder / f".kgraph-{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise ExportError(
            f"the output folder {folder} cannot be written: {error.strerror or error}; "
            "name another one with --output"
        ) from error


def _title(paths: Paths) -> str:
    """The names of the paths, without the folders that they lie in."""
    names = {"standard input" if os.fspath(p) == "-" else Path(p).resolve().name for p in paths}
    return ", ".join(sorted(names))


def _manifest(config: Config) -> dict[str, str]:
    """What made the graph; enough to make it again, without clock and host."""
    settings = {key: str(value) for key, value in asdict(config).items() if key != "title"}
    libraries = {name: version(name) for name in ("kgraph", "spacy", "networkx", "countryinfo")}
    return settings | libraries
