"""From a folder of articles to a graph of who is connected to whom, with every sentence.

The modules in the order in which the data pass through them; each imports only from those above:

    types.py       the data: Document, Span, Mention, Statement, Judgement, Entity, Relation, Graph, Failure
    errors.py      KgraphError and its children
    data/          word lists that the rules read
    window.py      ISO dates: the first and the last, and the window of time that a graph is limited to
    config.py      Config: every choice that a run can make
    copies/        articles that tell one story, sentences that repeat another, independent sources
    vocabulary.py  types of relations: their families, and which of them say the same
    names/         strings about strings: clean, fold, acronyms; two names compared, blocking keys
    decisions.py   what the user has decided of names, statements and articles: same, wrong, exclude ...
    gazetteer.py   countries, capitals, demonyms, regions, cities
    read/          paths               -> Documents
    annotate.py    Documents           -> spaCy Docs
    mentions/      Doc                 -> Mentions
    statements/    Doc + Mentions      -> Statements
    resolve.py     Extractions         -> Entities and Judgements
    judged.py      what the user has decided of statements and articles, found in what was read
    change/        two states of a graph -> what has changed, and why
    graph.py       Entities+Statements -> Graph
    export/        Graph               -> networkx, GraphML; Extractions -> JSON rows
    map/           Graph               -> one HTML file
    store/         SQLite: everything that was read and derived
    engine.py      map a function over batches: here or in several processes
    extraction.py  Documents           -> Extractions: the stages of one document
    fingerprint.py what an extraction depends on beside its document
    folder.py      the folder that a build writes: one run at a time
    record.py      what a run starts from and does: input, plan, hashes, manifest
    pipeline.py    build() and extract(): the whole flow on one screen
    query/         questions to a build: who is meant by a name, what is known of them
    outlets.py     outlets and agencies: what is their own, what a copy
    conflicts/     what articles say that cannot all be true
    explain.py     why mentions are one node, why two nodes are two
    derive.py      a store -> its graph with other choices
    audit.py       edges drawn at random, and how many of them are right
    review.py      unsure pairs as questions to the user
    cli/           the command line
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kgraph.config import Config, load_config
    from kgraph.decisions import load_decisions
    from kgraph.errors import ConfigError, ExportError, KgraphError, ModelError, ReadError, StoreError
    from kgraph.export import to_networkx, write_graphml
    from kgraph.map import render_map
    from kgraph.pipeline import build, extract
    from kgraph.store import read_graph
    from kgraph.types import Entity, Failure, Graph, Relation, Statement

__all__ = [
    "Config",
    "ConfigError",
    "Entity",
    "ExportError",
    "Failure",
    "Graph",
    "KgraphError",
    "ModelError",
    "ReadError",
    "Relation",
    "Statement",
    "StoreError",
    "build",
    "extract",
    "load_config",
    "load_decisions",
    "read_graph",
    "render_map",
    "to_networkx",
    "write_graphml",
]

_MODULES = {
    "Config": "config",
    "ConfigError": "errors",
    "Entity": "types",
    "ExportError": "errors",
    "Failure": "types",
    "Graph": "types",
    "KgraphError": "errors",
    "ModelError": "errors",
    "ReadError": "errors",
    "Relation": "types",
    "Statement": "types",
    "StoreError": "errors",
    "build": "pipeline",
    "extract": "pipeline",
    "load_config": "config",
    "load_decisions": "decisions",
    "read_graph": "store",
    "render_map": "map",
    "to_networkx": "export",
    "write_graphml": "export",
}


def __getattr__(name: str) -> Any:
    """Public names are imported when they are asked for, so that `kgraph --help` answers at once."""
    if name not in _MODULES:
        raise AttributeError(f"module 'kgraph' has no attribute {name!r}")
    return getattr(import_module(f"kgraph.{_MODULES[name]}"), name)
