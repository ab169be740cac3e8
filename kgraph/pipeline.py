"""The whole flow on one screen: read, plan, annotate what is new, resolve, draw, write."""

from __future__ import annotations

import json
import logging
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from kgraph.config import Config, config_of
from kgraph.decisions import Decision, describe
from kgraph.errors import ReadError
from kgraph.export import extract_rows, graphml_text, whole_text
from kgraph.extraction import Progress, extract_documents
from kgraph.fingerprint import fingerprint
from kgraph.folder import GRAPHML, MAP, STORE, are_there, occupied, sha256_of
from kgraph.graph import build_graph
from kgraph.judged import included, judged, without_wrong
from kgraph.map import render_map, shown_on_map
from kgraph.read import hashes, nothing_read, read_documents
from kgraph.record import Input, decided, digest_of_files, digest_of_input, manifest, plan
from kgraph.resolve import resolve
from kgraph.store import Stored, keep_extractions, read_extractions, read_graph, read_stored, write_store
from kgraph.types import (
    ClaimJudgement,
    Document,
    Entity,
    Extraction,
    Failure,
    Graph,
    Judgement,
    Plan,
    Run,
)
from kgraph.window import nothing_dated

Paths = Sequence[str | os.PathLike[str]]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Task:
    """What a run is to do: the user's choices and decisions, and how to go about it."""

    config: Config
    decisions: Sequence[Decision] = ()
    processes: int = 1
    progress: Progress | None = None

    @property
    def aliases(self) -> tuple[str, ...]:
        """Spellings that the user knows as names: they are found wherever they stand."""
        return tuple(sorted({d.to for d in self.decisions if d.verb == "alias"}))


@dataclass(frozen=True, slots=True)
class Derived:
    """What follows from the extractions: all that is stored beside them."""

    graph: Graph
    entities: Sequence[Entity]
    judgements: Sequence[Judgement]
    verdicts: Sequence[ClaimJudgement]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What ``update`` did: ``graph`` is None where nothing had changed and nothing was done.

    ``shown`` are the entities and relations that the map shows one by one.
    """

    plan: Plan
    manifest: tuple[tuple[str, str], ...]
    failures: tuple[Failure, ...]
    graph: Graph | None = None
    shown: tuple[int, int] | None = None


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

    The folder gets graph.graphml, map.html and kgraph.db; what is there of an earlier build is not
    annotated again, see ``update``.  Documents that cannot be read or annotated are in the graph's
    ``failures``, decisions that match nothing in its ``manifest`` and in the log.  The same documents,
    config and decisions give the same graph and the same bytes, in whatever order the paths are named,
    after whatever earlier builds, and in however many ``processes`` large inputs are read (a script
    that asks for more than one needs its ``if __name__ == "__main__":``).  Raises ReadError,
    ModelError, ExportError or StoreError.
    """
    task = Task(config, decisions, processes, progress)
    if output is None:
        given = _read(paths, task, stdin)
        extractions, failures = _extracted(given.documents, task)
        return _derived(given, extractions, [*given.failures, *failures], task).graph
    outcome = update(
        paths,
        output,
        config=config,
        decisions=decisions,
        processes=processes,
        progress=progress,
        stdin=stdin,
    )
    return read_graph(Path(output) / STORE) if outcome.graph is None else outcome.graph


def update(
    paths: Paths,
    output: str | os.PathLike[str],
    *,
    config: Config = Config(),  # noqa: B008 - frozen
    decisions: Sequence[Decision] = (),
    processes: int = 1,
    progress: Progress | None = None,
    stdin: BinaryIO | None = None,
) -> Outcome:
    """Bring the folder ``output`` to what a fresh build of ``paths`` would write, by what is there.

    Documents that are there as they were are not annotated again, those that are no longer named
    leave nothing behind, and where nothing at all has changed nothing is written.  If it is ended in
    the middle the files stay as they were and what was annotated is kept for the next run.  Only one
    run works in a folder; another waits.  Raises as ``build`` does.
    """
    task = Task(config, decisions, processes, progress)
    folder = Path(output)
    with occupied(folder):
        made_by = fingerprint(config.model, task.aliases)
        files = hashes(paths)
        read = digest_of_files(files, _title(paths, config), config, decisions, made_by) if files else ""
        stored = read_stored(folder / STORE, made_by)
        if read and read == stored.read and are_there(folder, stored.files):
            return _nothing_done(stored)
        return _update(folder, _read(paths, task, stdin), task, stored, made_by, read)


def rebuild(
    output: str | os.PathLike[str], *, decisions: Sequence[Decision], progress: Progress | None = None
) -> Outcome:
    """As ``update``, of the documents and with the choices of the folder's last build."""
    folder = Path(output)
    with occupied(folder):
        last = dict(read_stored(folder / STORE, must_exist=True).manifest)
        task = Task(config_of(last), decisions, progress=progress)
        made_by = fingerprint(task.config.model, task.aliases)
        stored = read_stored(folder / STORE, made_by)
        unread = [failure for failure in stored.failures if failure.stage == "read"]
        given = _included(stored.documents, unread, last.get("title", ""), decisions)
        before = json.loads(last.get("excluded", "[]"))  # those are not even in the store
        given = replace(given, excluded=tuple(sorted({*before, *given.excluded})), unmatched=())
        return _update(folder, given, task, stored, made_by, "")


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
    task = Task(config, decisions, processes, progress)
    given = _read(paths, task, stdin)
    extractions, failures = _extracted(given.documents, task)
    failures = [*given.failures, *failures]
    _check_any(given, extractions, failures)
    entities, _, unresolved = resolve(extractions, decisions)
    verdicts, unsaid = judged(extractions, entities, decisions)
    _tell((*unresolved, *unsaid, *given.unmatched))
    sure = [
        replace(e, statements=tuple(s for s in e.statements if s.confidence >= config.min_confidence))
        for e in without_wrong(extractions, verdicts)
    ]
    return list(extract_rows(sure, entities)), failures


# --- input ---


def _read(paths: Paths, task: Task, stdin: BinaryIO | None) -> Input:
    documents, failures = read_documents(paths, stdin=stdin)
    return _included(documents, failures, _title(paths, task.config), task.decisions)


def _title(paths: Paths, config: Config) -> str:
    """That of the config, or the names of the paths, without the folders that they lie in."""
    names = {"standard input" if os.fspath(p) == "-" else Path(os.path.abspath(p)).name for p in paths}  # noqa: PTH100 - links keep their names
    return config.title or ", ".join(sorted(names))


def _included(
    found: Sequence[Document], failures: Sequence[Failure], title: str, decisions: Sequence[Decision]
) -> Input:
    """The documents that no decision excludes.  Raises ReadError if there is none."""
    documents, excluded, unmatched = included(found, decisions)
    if excluded and not documents:
        raise ReadError("a decision excludes each of the articles; take an [[exclude]] out, or add articles")
    return Input(documents, failures, title, tuple(sorted(d.name for d in excluded)), unmatched)


def _extracted(
    documents: Sequence[Document], task: Task, **keep: Any
) -> tuple[list[Extraction], list[Failure]]:
    return extract_documents(
        documents,
        model=task.config.model,
        aliases=task.aliases,
        processes=task.processes,
        progress=task.progress,
        **keep,
    )


def _check_any(given: Input, extractions: Sequence[Extraction], failures: Sequence[Failure]) -> None:
    if not extractions:  # an empty graph would take the place of the one that was there
        raise ReadError(nothing_read([given.title], failures))


# --- from documents to files ---


def _nothing_done(stored: Stored) -> Outcome:
    return Outcome(Plan(unchanged=len(stored.documents)), stored.manifest, stored.failures)


def _update(folder: Path, given: Input, task: Task, stored: Stored, made_by: str, read: str) -> Outcome:
    started, clock = datetime.now(UTC), time.monotonic()
    todo = plan(given.documents, stored.documents)
    inputs = digest_of_input(given, task.config, task.decisions, made_by)
    if stored.inputs == inputs and are_there(folder, stored.files):
        return _nothing_done(stored)
    extractions, failures = _known_or_extracted(folder, given, task, stored, made_by)
    derived = _derived(given, extractions, failures, task)
    graph = derived.graph
    page = render_map(graph, title=given.title, max_entities=task.config.map_entities)
    graphml = graphml_text(graph)
    files = ((GRAPHML, sha256_of(graphml)), (MAP, sha256_of(page)))
    # They take their places when all is written, so that the folder is always of one run.
    with whole_text(folder / MAP, page), whole_text(folder / GRAPHML, graphml):
        seconds = round(time.monotonic() - clock, 1)
        write_store(
            folder / STORE,
            extractions,
            derived.judgements,
            derived.entities,
            graph,
            derived.verdicts,
            run=Run(stored.run + 1, f"{started:%Y-%m-%dT%H:%M:%SZ}", seconds, todo, inputs, read, files),
            fingerprint=made_by,
            unchanged=stored.annotated(made_by) & {document.id for document in given.documents},
        )
    shown = shown_on_map(graph, task.config.map_entities)
    return Outcome(todo, graph.manifest, graph.failures, graph, shown)


def _known_or_extracted(
    folder: Path, given: Input, task: Task, stored: Stored, made_by: str
) -> tuple[list[Extraction], list[Failure]]:
    """What each document says, by the store or by the model, and all that failed."""
    known, there = dict(stored.kept), stored.annotated(made_by)
    if there:
        known |= {e.document.id: e for e in read_extractions(folder / STORE) if e.document.id in there}
    new, failures = _extracted(
        [document for document in given.documents if document.id not in known],
        task,
        keep=lambda extractions: keep_extractions(folder / STORE, extractions, made_by),
    )
    known |= {extraction.document.id: extraction for extraction in new}
    found = [replace(known[d.id], document=d) for d in given.documents if d.id in known]
    return found, [*given.failures, *failures]


def _derived(
    given: Input, extractions: Sequence[Extraction], failures: Sequence[Failure], task: Task
) -> Derived:
    """The graph, and what was judged and resolved on the way to it."""
    _check_any(given, extractions, failures)
    entities, judgements, unresolved = resolve(extractions, task.decisions)
    verdicts, unsaid = judged(extractions, entities, task.decisions)
    unmatched = (*unresolved, *unsaid, *given.unmatched)
    _tell(unmatched)
    graph = build_graph(
        extractions,
        entities,
        config=task.config,
        failures=failures,
        manifest=manifest(given, task.config, failures) | decided(task.decisions, unmatched),
        judgements=verdicts,
    )
    if not graph.documents:  # such a graph would take the place of the one that was there
        raise ReadError(
            nothing_dated([e.document.date for e in extractions], task.config.since, task.config.until)
        )
    return Derived(graph, entities, judgements, verdicts)


def _tell(unmatched: Sequence[Decision]) -> None:
    for decision in unmatched:
        log.warning(
            "this decision matches nothing that was read, or more than one entity, and was not applied: %s",
            describe(decision),
        )
