"""Graph -> networkx and GraphML; extractions -> rows of JSON.

columns.py   what nodes and edges say, each column with its meaning; the networkx graph
graphml.py   the GraphML file
tables.py    tables as CSV, those of nodes and edges among them
node_link.py the graph as JSON
rows.py      what each document says, as rows of JSON
files.py     files that are written whole or not at all
"""

from kgraph.export.columns import (
    EDGE_COLUMNS,
    NODE_COLUMNS,
    best_evidence,
    clean,
    evidence_rows,
    relation_id,
    to_networkx,
)
from kgraph.export.files import TEMPORARY, whole_file, whole_text, write_text, write_whole
from kgraph.export.graphml import graphml_text, write_graphml
from kgraph.export.node_link import node_link_text
from kgraph.export.rows import extract_rows, json_lines
from kgraph.export.tables import csv_text, edge_table, node_table

__all__ = [
    "EDGE_COLUMNS",
    "NODE_COLUMNS",
    "TEMPORARY",
    "best_evidence",
    "clean",
    "csv_text",
    "edge_table",
    "evidence_rows",
    "extract_rows",
    "graphml_text",
    "json_lines",
    "node_link_text",
    "node_table",
    "relation_id",
    "to_networkx",
    "whole_file",
    "whole_text",
    "write_graphml",
    "write_text",
    "write_whole",
]
