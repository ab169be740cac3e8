"""Store -> the graph with other choices than the build's, without reading the articles again."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from kgraph.config import Config, config_of
from kgraph.errors import ConfigError
from kgraph.graph import OF_A_WINDOW, build_graph
from kgraph.store import read_entities, read_extractions, read_graph, read_verdicts
from kgraph.types import Graph
from kgraph.window import nothing_dated

# What may be chosen without reading anything again.
CHOICES = ("since", "until", "min_confidence", "comentions")


def derived(path: str | Path, *, verdicts: bool = True, **choices: Any) -> Graph:
    """The graph of the store at ``path`` as its build would have drawn it with these choices of a Config.

    Without choices it is the graph as it is.  Without ``verdicts``, it is as if the user had judged no
    statement.  Raises ConfigError and StoreError.
    """
    graph = read_graph(path)
    before = dict(graph.manifest)
    config = config_of(before)
    wanted = replace(config, **choices)
    judgements = read_verdicts(path)
    if wanted == config and (verdicts or not judgements):
        return graph
    manifest = {key: value for key, value in before.items() if key not in (*CHOICES, *OF_A_WINDOW)}
    extractions = read_extractions(path)
    result = build_graph(
        extractions,
        read_entities(path),
        config=wanted,
        failures=graph.failures,
        manifest=manifest | _told(wanted),
        judgements=judgements if verdicts else (),
    )
    if not result.documents and graph.documents:
        dates = (extraction.document.date for extraction in extractions)
        raise ConfigError(nothing_dated(dates, wanted.since, wanted.until))
    return result


def _told(config: Config) -> dict[str, str]:
    """The choices as a manifest tells them: an empty one, which sets no bound, not at all."""
    told = asdict(config)
    return {key: str(told[key]) for key in CHOICES if told[key] != ""}
