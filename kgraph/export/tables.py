"""Rows -> CSV; the graph as two tables, of nodes and of edges, as Gephi and spreadsheets read them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kgraph.export.columns import EDGE_COLUMNS, NODE_COLUMNS, edges, nodes
from kgraph.types import Graph

# What a spreadsheet may take for a formula, with the wide forms that some take for the same.
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
# Columns of an edge that go by Gephi's own names, or are left out: ``type`` is the same as ``label``, and
# Type is what Gephi calls whether an edge is directed.
NOT_IN_EDGES = {"label", "directed", "type", "weight", "evidence"}


def csv_text(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A table as CSV, None as an empty cell; text that a spreadsheet would take for a formula gets a "'"."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)  # with the line ends of RFC 4180, or a carriage return would not be quoted
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value


def node_table(graph: Graph) -> str:
    """The nodes as CSV: Id, Label and the further columns of a node."""
    further = [name for name in NODE_COLUMNS if name != "label"]
    rows = ([id_, row.get("label"), *map(row.get, further)] for id_, row in nodes(graph))
    return csv_text(["Id", "Label", *further], rows)


def edge_table(graph: Graph) -> str:
    """The edges as CSV: Source, Target, Type (Directed or Undirected), Id, Label, Weight, further columns.

    The label is the relation's type.  Of the evidence there is the best sentence; all of it is in
    the other formats.
    """
    further = [name for name in EDGE_COLUMNS if name not in NOT_IN_EDGES]
    head = ["Source", "Target", "Type", "Id", "Label", "Weight", *further]
    return csv_text(
        head, (_edge(subject, object_, id_, row, further) for subject, object_, id_, row in edges(graph))
    )


def _edge(subject: str, object_: str, id_: str, row: Mapping[str, Any], further: Sequence[str]) -> list[Any]:
    type_ = "Directed" if row["directed"] else "Undirected"
    return [subject, object_, type_, id_, row.get("label"), row["weight"], *map(row.get, further)]
