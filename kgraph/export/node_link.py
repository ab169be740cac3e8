"""Graph -> JSON of nodes and links, as networkx (``node_link_graph(data, edges="links")``) and D3 read it."""

from __future__ import annotations

import json
from typing import Any

from kgraph.export.columns import edges, manifest, nodes
from kgraph.types import Graph


def node_link_text(graph: Graph) -> str:
    """The columns of ``to_networkx`` as JSON, but the evidence as an array and not as text."""
    return json.dumps(_node_link(graph), ensure_ascii=False, indent=1) + "\n"


def _node_link(graph: Graph) -> dict[str, Any]:
    return {
        "directed": True,
        "multigraph": True,
        "graph": manifest(graph),
        "nodes": [{"id": id_, **row} for id_, row in nodes(graph)],
        "links": [
            {"source": subject, "target": object_, "key": id_, **row, "evidence": json.loads(row["evidence"])}
            for subject, object_, id_, row in edges(graph)
        ],
    }
