"""The whole flow on one screen: read, plan, annotate what is new, resolve, draw, write."""

from __future__ import annotations

import json
import logging
import os
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, BinaryIO

from kgraph.annotate import model_version
from kgraph.config import Config, Groups, config_of
from kgraph.decisions import Decision, describe
from kgraph.errors import ReadError
from kgraph.export import extract_rows, graphml_text, whole_text
from kgraph.extraction import Progress, extract_documents
from kgraph.fingerprint import LIBRARIES, code_digest, digest, fingerprint
from kgraph.folder import GRAPHML, MAP, STORE, are_there, occupied, sha256_of
from kgraph.graph import build_graph
from kgraph.judged import included, judged, without_wrong
from kgraph.map import render_map
from kgraph.read import nothing_read, read_documents
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

# What the map is laid out with and names are compared with; with LIBRARIES, all that can change a byte.
FURTHER_LIBRARIES = ("networkx", "scipy", "pyvis", "rapidfuzz", "jinja2")


@dataclass(frozen=True, slots=True)
class Input:
    """What there is to read, and what of it cannot be read; ``title`` is for the map.

    ``excluded`` are the names of documents that the user leaves out, ``unmatched`` decisions that would
    leave out one that is not there.
    """

    documents: Sequence[Document]
    failures: Sequence[Failure]
    title: str
    excluded: tuple[str, ...] = ()
    unmatched: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Derived:
    """What follows from the extractions: all that is stored beside them."""

    graph: Graph
    entities: Sequence[Entity]
    judgements: Sequence[Judgement]
    verdicts: Sequence[ClaimJudgement]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What ``update`` did: ``graph`` is None where nothing had changed and nothing was done."""

    plan: Plan
    manifest: tuple[tuple[str, str], ...]
    failures: tuple[Failure, ...]
    graph: Graph | None = None


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
    if output is None:
        given = _read(paths, config, decisions, stdin)
        extractions, failures = extract_documents(
            given.documents,
            model=config.model,
            aliases=_names(decisions),
            processes=processes,
            progress=progress,
        )
        return _derived(given, extractions, [*given.failures, *failures], config, decisions).graph
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
    with occupied(Path(output)):
        given = _read(paths, config, decisions, stdin)
        return _update(Path(output), given, config, decisions, processes, progress)


def rebuild(
    output: str | os.PathLike[str], *, decisions: Sequence[Decision], progress: Progress | None = None
) -> Outcome:
    """As ``update``, of the documents and with the choices of the folder's last build."""
    with occupied(Path(output)):
        stored = read_stored(Path(output) / STORE, must_exist=True)
        manifest = dict(stored.manifest)
        unread = [failure for failure in stored.failures if failure.stage == "read"]
        given = _included(stored.documents, unread, manifest.get("title", ""), decisions)
        before = json.loads(manifest.get("excluded", "[]"))  # those are not even in the store
        given = replace(given, excluded=tuple(sorted({*before, *given.excluded})), unmatched=())
        return _update(Path(output), given, config_of(manifest), decisions, 1, progress)


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
    given = _read(paths, config, decisions, stdin)
    extractions, failures = extract_documents(
        given.documents,
        model=config.model,
        aliases=_names(decisions),
        processes=processes,
        progress=progress,
    )
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


def _read(paths: Paths, config: Config, decisions: Sequence[Decision], stdin: BinaryIO | None) -> Input:
    documents, failures = read_documents(paths, stdin=stdin)
    names = {"standard input" if os.fspath(p) == "-" else Path(p).resolve().name for p in paths}
    return _included(documents, failures, config.title or ", ".join(sorted(names)), decisions)


def _included(
    found: Sequence[Document], failures: Sequence[Failure], title: str, decisions: Sequence[Decision]
) -> Input:
    """The documents that no decision excludes.  Raises ReadError if there is none."""
    documents, excluded, unmatched = included(found, decisions)
    if excluded and not documents:
        raise ReadError("a decision excludes each of the articles; take an [[exclude]] out, or add articles")
    return Input(documents, failures, title, tuple(sorted(d.name for d in excluded)), unmatched)


def _names(decisions: Sequence[Decision]) -> tuple[str, ...]:
    """Spellings that the user knows as names: they are found wherever they stand."""
    return tuple(sorted({d.to for d in decisions if d.verb == "alias"}))


def _check_any(given: Input, extractions: Sequence[Extraction], failures: Sequence[Failure]) -> None:
    if not extractions:  # an empty graph would take the place of the one that was there
        raise ReadError(nothing_read([given.title], failures))


# --- plan ---


def plan(documents: Iterable[Document], before: Iterable[Document]) -> Plan:
    """What is to be done for documents where there were others before; names tell which is which."""
    now, then = _ids_by_name(documents), _ids_by_name(before)
    return Plan(
        added=tuple(sorted(set(now) - set(then))),
        changed=tuple(sorted(name for name in set(now) & set(then) if now[name] != then[name])),
        removed=tuple(sorted(set(then) - set(now))),
        unchanged=sum(now[name] == then[name] for name in set(now) & set(then)),
    )


def _ids_by_name(documents: Iterable[Document]) -> dict[str, set[str]]:
    ids = defaultdict(set)
    for document in documents:
        ids[document.name].add(document.id)
    return ids


# --- from documents to files ---


def _update(
    folder: Path,
    given: Input,
    config: Config,
    decisions: Sequence[Decision],
    processes: int,
    progress: Progress | None,
) -> Outcome:
    started, clock = datetime.now(UTC), time.monotonic()
    made_by = fingerprint(config.model, _names(decisions))
    stored = read_stored(folder / STORE, made_by)
    todo = plan(given.documents, stored.documents)
    inputs = _digest(given, config, decisions, made_by)
    if stored.inputs == inputs and are_there(folder, stored.files):
        return Outcome(todo, stored.manifest, stored.failures)
    extractions, failures = _extractions(
        folder, given, stored, made_by, config, decisions, processes, progress
    )
    derived = _derived(given, extractions, failures, config, decisions)
    graph = derived.graph
    page = render_map(graph, title=given.title, max_entities=config.map_entities)
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
            run=Run(stored.run + 1, f"{started:%Y-%m-%dT%H:%M:%SZ}", seconds, todo, inputs, files),
            fingerprint=made_by,
            unchanged={id_ for id_, by in stored.fingerprints.items() if by == made_by}
            & {document.id for document in given.documents},
        )
    return Outcome(todo, graph.manifest, graph.failures, graph)


def _extractions(
    folder: Path,
    given: Input,
    stored: Stored,
    made_by: str,
    config: Config,
    decisions: Sequence[Decision],
    processes: int,
    progress: Progress | None,
) -> tuple[list[Extraction], list[Failure]]:
    """What each document says, by the store or by the model, and all that failed."""
    there = {id_ for id_, by in stored.fingerprints.items() if by == made_by}
    known = dict(stored.kept)
    if there:
        known |= {e.document.id: e for e in read_extractions(folder / STORE) if e.document.id in there}
    new, failures = extract_documents(
        [document for document in given.documents if document.id not in known],
        model=config.model,
        aliases=_names(decisions),
        processes=processes,
        progress=progress,
        keep=lambda extractions: keep_extractions(folder / STORE, extractions, made_by),
    )
    known |= {extraction.document.id: extraction for extraction in new}
    found = [replace(known[d.id], document=d) for d in given.documents if d.id in known]
    return found, [*given.failures, *failures]


def _derived(
    given: Input,
    extractions: Sequence[Extraction],
    failures: Sequence[Failure],
    config: Config,
    decisions: Sequence[Decision],
) -> Derived:
    """The graph, and what was judged and resolved on the way to it."""
    _check_any(given, extractions, failures)
    entities, judgements, unresolved = resolve(extractions, decisions)
    verdicts, unsaid = judged(extractions, entities, decisions)
    unmatched = (*unresolved, *unsaid, *given.unmatched)
    _tell(unmatched)
    graph = build_graph(
        extractions,
        entities,
        config=config,
        failures=failures,
        manifest=_manifest(given, config, failures) | _applied(decisions, unmatched),
        judgements=verdicts,
    )
    if not graph.documents:  # such a graph would take the place of the one that was there
        raise ReadError(nothing_dated((e.document.date for e in extractions), config.since, config.until))
    return Derived(graph, entities, judgements, verdicts)


# --- the record ---


def _digest(given: Input, config: Config, decisions: Sequence[Decision], made_by: str) -> str:
    """A hash of all that the three files depend on."""
    versions = [f"{library} {version(library)}" for library in FURTHER_LIBRARIES]
    documents = sorted((d.id, d.name, d.source, *d.authors) for d in given.documents)
    failures = sorted((f.source, f.stage, f.message) for f in given.failures)
    decided = [asdict(decision) for decision in decisions]
    return digest(
        [made_by, code_digest(), versions, asdict(config), given.title, documents, failures, decided]
    )


def _manifest(given: Input, config: Config, failures: Sequence[Failure]) -> dict[str, str]:
    """What made the graph; enough to make it again, without clock and host."""
    settings = {
        key: _json(value) if isinstance(value, dict) else str(value)
        for key, value in asdict(config).items()
        if key != "title" and value not in (asdict(Groups()), "")
    }
    libraries = {name: version(name) for name in ("kgraph", *LIBRARIES, *FURTHER_LIBRARIES)}
    meta = json.loads(model_version(config.model))
    return (
        settings
        | libraries
        | {
            "title": given.title,
            "model version": f"{meta.get('lang')}_{meta.get('name')} {meta.get('version')}",
            "inputs": _json(sorted((d.name, d.id) for d in given.documents)),
            "failed": _json(sorted((f.source, f.stage, f.message) for f in failures)),
        }
        | ({"excluded": _json(given.excluded)} if given.excluded else {})
    )


def _applied(decisions: Sequence[Decision], unmatched: Sequence[Decision]) -> dict[str, str]:
    """Which decisions were applied, and which were not."""
    if not decisions:
        return {}
    applied = [describe(decision) for decision in decisions if decision not in unmatched]
    return {
        "decisions": _json(applied),
        "decisions not applied": _json([describe(decision) for decision in unmatched]),
    }


def _json(value: Sequence[Any] | Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)


def _tell(unmatched: Sequence[Decision]) -> None:
    for decision in unmatched:
        log.warning(
            "this decision matches nothing that was read, or more than one entity, and was not applied: %s",
            describe(decision),
        )
