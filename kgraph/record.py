"""What a run starts from and what it does, as data: input, plan, hashes, manifest; no clock, no host."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from typing import Any

from kgraph.annotate import model_version
from kgraph.config import Config, Groups
from kgraph.decisions import Decision, describe
from kgraph.fingerprint import LIBRARIES, code_digest, digest
from kgraph.types import Document, Failure, Plan

# What the map is laid out with and names are compared with; with LIBRARIES, all that can change a byte.
FURTHER_LIBRARIES = ("networkx", "scipy", "pyvis", "rapidfuzz", "jinja2", "rensa")


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


def plan(documents: Iterable[Document], before: Iterable[Document]) -> Plan:
    """What is to be done for documents where there were others before; names tell which is which.

    Several may have one name, as the same file in two folders does.
    """
    now, then = _ids_by_name(documents), _ids_by_name(before)
    came = {name for name, ids in now.items() if ids - then[name]}
    went = {name for name, ids in then.items() if ids - now[name]}
    return Plan(
        added=tuple(sorted(came - went)),
        changed=tuple(sorted(came & went)),
        removed=tuple(sorted(went - came)),
        unchanged=sum(len(ids & then[name]) for name, ids in now.items()),
    )


def _ids_by_name(documents: Iterable[Document]) -> defaultdict[str, set[str]]:
    ids = defaultdict(set)
    for document in documents:
        ids[document.name].add(document.id)
    return ids


def digest_of_files(
    files: Iterable[tuple[str, str]], title: str, config: Config, decisions: Sequence[Decision], made_by: str
) -> str:
    """A hash that is the same only where files and settings are; ``files`` are (name, hash of the bytes)."""
    return digest([sorted(files), title, _settings(config, decisions, made_by)])


def digest_of_input(given: Input, config: Config, decisions: Sequence[Decision], made_by: str) -> str:
    """A hash that is the same only where the input and the settings are."""
    documents = sorted((d.id, d.name, d.source, *d.authors) for d in given.documents)
    failures = sorted((f.source, f.stage, f.message) for f in given.failures)
    left_out = given.excluded, [describe(decision) for decision in given.unmatched]
    return digest([given.title, documents, failures, left_out, _settings(config, decisions, made_by)])


def _settings(config: Config, decisions: Sequence[Decision], made_by: str) -> list[Any]:
    """All that the three files depend on beside the documents, as JSON values."""
    versions = [f"{library} {version(library)}" for library in FURTHER_LIBRARIES]
    return [made_by, code_digest(), versions, asdict(config), [asdict(decision) for decision in decisions]]


def manifest(given: Input, config: Config, failures: Sequence[Failure]) -> dict[str, str]:
    """What makes the graph; enough to make it again."""
    settings = {
        key: _json(value) if isinstance(value, dict) else str(value)
        for key, value in asdict(config).items()
        if key != "title" and value not in (asdict(Groups()), "")
    }
    libraries = {name: version(name) for name in ("kgraph", *LIBRARIES, *FURTHER_LIBRARIES)}
    meta = json.loads(model_version(config.model))
    told = {
        "title": given.title,
        "model version": f"{meta.get('lang')}_{meta.get('name')} {meta.get('version')}",
        "inputs": _json(sorted((d.name, d.id) for d in given.documents)),
        "failed": _json(sorted((f.source, f.stage, f.message) for f in failures)),
    }
    excluded = {"excluded": _json(given.excluded)} if given.excluded else {}
    return settings | libraries | told | excluded


def decided(decisions: Sequence[Decision], unmatched: Sequence[Decision]) -> dict[str, str]:
    """Which decisions were applied, and which were not, for the manifest."""
    if not decisions:
        return {}
    applied = [describe(decision) for decision in decisions if decision not in unmatched]
    return {
        "decisions": _json(applied),
        "decisions not applied": _json([describe(decision) for decision in unmatched]),
    }


def _json(value: Sequence[Any] | Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
