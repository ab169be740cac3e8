"""The graph as CSV and as JSON: what others read back, and what a spreadsheet must not obey."""

from __future__ import annotations

import csv
import io
import json

import networkx
import pytest
from hypothesis import given, settings
from test_export import GRAPH
from worlds import worlds

from kgraph.export import csv_text, edge_table, node_link_text, node_table, relation_id, to_networkx


def rows(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


# --- CSV ---


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("  =1", "'  =1"),
        ("\r=1", "'\r=1"),
        ("＝1", "'＝1"),
        ("a=1", "a=1"),
        ("it's", "it's"),
        (-1.5, "-1.5"),
        (None, ""),
        (True, "true"),
        ('He said "no", and left', 'He said "no", and left'),
        ("two\nlines", "two\nlines"),
    ],
)
def test_a_spreadsheet_takes_nothing_for_a_formula(value, written):
    text = csv_text(["a", "b"], [[value, "x"]])
    assert list(csv.reader(io.StringIO(text, newline=""))) == [["a", "b"], [written, "x"]]


def test_gephi_finds_the_columns_that_it_needs():
    nodes, edges = rows(node_table(GRAPH)), rows(edge_table(GRAPH))
    assert list(nodes[0])[:3] == ["Id", "Label", "type"]
    assert list(edges[0])[:6] == ["Source", "Target", "Type", "Id", "Label", "Weight"]
    assert [(n["Id"], n["Label"], n["type"], n["mentions"]) for n in nodes] == [
        ("kim-jong-un", "Kim Jong Un", "PERSON", "1"),
        ("north-korea", "North Korea", "GPE", "2"),
        ("russia", "Russia", "GPE", "2"),
    ]
    together, stated = edges
    assert (stated["Source"], stated["Label"], stated["Target"]) == ("russia", "pact", "north-korea")
    assert (stated["Type"], together["Type"]) == ("Undirected", "Directed")
    assert (stated["Id"], stated["Weight"]) == (relation_id(GRAPH.relations[1]), "1.0")
    assert (stated["polarity"], stated["first_date"]) == ("mixed", "2025-09-03")
    assert stated["sentence"] == "Russia signed a pact with North Korea."
    assert len({name.lower() for name in edges[0]}) == len(edges[0])  # Gephi's Type is none of ours


# --- JSON ---


def test_networkx_reads_the_json_as_the_graph_that_it_is():
    read = networkx.node_link_graph(json.loads(node_link_text(GRAPH)), edges="links")
    for *_, row in read.edges(data=True):
        row["evidence"] = json.dumps(row["evidence"], ensure_ascii=False, separators=(",", ":"))
    assert networkx.utils.graphs_equal(read, to_networkx(GRAPH))


@settings(max_examples=40)
@given(world=worlds())
def test_whatever_the_texts_hold_nodes_and_edges_are_all_there(world):
    graph = world.graph
    data = json.loads(node_link_text(graph))
    ids = [relation_id(relation) for relation in graph.relations]
    assert [node["id"] for node in data["nodes"]] == [entity.id for entity in graph.entities]
    assert [link["key"] for link in data["links"]] == ids
    assert [row["Id"] for row in rows(node_table(graph))] == [entity.id for entity in graph.entities]
    assert [row["Id"] for row in rows(edge_table(graph))] == ids
