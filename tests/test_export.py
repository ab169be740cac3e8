"""What is written can be read back by others, is the same each time, and is never half written."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import networkx
import pytest
from hypothesis import given, settings
from lxml import etree
from worlds import HOSTILE, worlds

from kgraph.copies import Sources
from kgraph.errors import ExportError, StoreError
from kgraph.export import (
    EDGE_COLUMNS,
    NODE_COLUMNS,
    clean,
    evidence_rows,
    extract_rows,
    json_lines,
    relation_id,
    to_networkx,
    whole_file,
    write_graphml,
    write_text,
    write_whole,
)
from kgraph.types import (
    Argument,
    Copy,
    Document,
    Entity,
    Extraction,
    Graph,
    Mention,
    Relation,
    Span,
    Statement,
)

NS = "{http://graphml.graphdrawing.org/xmlns}"
PYTHON_TYPES = {"string": str, "long": int, "double": float, "boolean": bool}
TEXT = "Russia signed a pact with\nNorth Korea.  Kim Jong Un said the trio did not meet. China and Russia."


def span(text: str, doc: str = "d1") -> Span:
    start = TEXT.index(text)
    return Span(doc, start, start + len(text))


def argument(text: str) -> Argument:
    return Argument(text, span(text), span(text))


FIRST, SECOND, THIRD = (
    span(s) for s in ("Russia signed a pact with\nNorth Korea.", TEXT[40:80].strip(), "China and Russia.")
)
DOCUMENT = Document("d1", "a.txt", "news/a.txt", TEXT, "A pact", "2025-09-03", "Reuters")
COPY = Document("d2", "b.txt", "news/b.txt", TEXT, date="2024-06")
PACT = Statement(
    argument("Russia"), Argument("signed", span("signed")), argument("North Korea"), "pact", FIRST,
    time="2024-06", confidence=0.9, symmetric=True,
)  # fmt: skip
DENIED = Statement(
    argument("Russia"), Argument("did not meet"), argument("North Korea"), "pact", SECOND,
    polarity="negative", modality="claimed", source=argument("Kim Jong Un"), confidence=1.0,
)  # fmt: skip
KIM = Entity("kim-jong-un", "Kim Jong Un", "PERSON", ("Kim", "Kim Jong Un"), (span("Kim Jong Un"),))
NORTH = Entity(
    "north-korea",
    "North Korea",
    "GPE",
    ("DPRK", "North Korea"),
    (span("North Korea"), span("North Korea", "d2")),
)
RUSSIA = Entity(
    "russia", "Russia", "GPE", ("Russia",), (span("Russia"), Span("d1", THIRD.end - 7, THIRD.end - 1))
)
STATED = Relation(
    "russia",
    "north-korea",
    "pact",
    "stated",
    (FIRST, SECOND),
    (DENIED, PACT),
    1.0,
    "agreement",
    "mixed",
    symmetric=True,
    distinct=2,
)
TOGETHER = Relation(
    "north-korea",
    "russia",
    "co-mention",
    "co-mention",
    (FIRST, span(TEXT[:38], "d2")),
    weight=2.5,
    distinct=1,
)
REPEATS = ((FIRST, span(TEXT[:38], "d2")),)  # d2 is older
GRAPH = Graph(
    (KIM, NORTH, RUSSIA),
    (TOGETHER, STATED),
    (DOCUMENT, COPY),
    manifest=(("kgraph", "0.1.0"),),
    repeats=REPEATS,
)


def named(text: str) -> Graph:
    """The graph with one string put wherever a text can stand."""
    document = replace(DOCUMENT, name=text, source=text, title=text, outlet=text)
    end = Argument(text, FIRST)
    statement = replace(PACT, subject=end, predicate=end, object=end, source=end, type=text)
    entity = replace(RUSSIA, name=text, aliases=(text,))
    relation = replace(STATED, type=text, family=text, statements=(statement,))
    return Graph((NORTH, entity), (relation,), (document, COPY), (), (("note", text),))


def check_structure(content: bytes) -> etree._Element:
    """What the GraphML schema asks of the parts that we use."""
    root = etree.fromstring(content)
    assert root.tag == f"{NS}graphml"
    keys, graphs = root.findall(f"{NS}key"), root.findall(f"{NS}graph")
    assert [child.tag for child in root] == [f"{NS}key"] * len(keys) + [f"{NS}graph"]  # keys come first
    ids = [key.get("id") for key in keys]
    assert len(set(ids)) == len(ids)
    for key in keys:
        assert set(key.attrib) == {"id", "for", "attr.name", "attr.type"}
        assert key.get("for") in ("graph", "node", "edge")
        assert key.get("attr.type") in PYTHON_TYPES
    scope = {key.get("id"): key.get("for") for key in keys}
    for data in root.iter(f"{NS}data"):
        assert scope[data.get("key")] == etree.QName(data.getparent()).localname
        assert len(data) == 0
    for parent in root.iter(f"{NS}graph", f"{NS}node", f"{NS}edge"):
        used = [data.get("key") for data in parent.findall(f"{NS}data")]
        assert len(set(used)) == len(used)
    nodes = [node.get("id") for node in graphs[0].findall(f"{NS}node")]
    edges = graphs[0].findall(f"{NS}edge")
    assert len(set(nodes)) == len(nodes)
    assert len({edge.get("id") for edge in edges}) == len(edges)
    assert {end for edge in edges for end in (edge.get("source"), edge.get("target"))} <= set(nodes)
    for token in (*ids, *nodes, *(edge.get("id") for edge in edges), *(key.get("attr.name") for key in keys)):
        assert is_name_token(token), token
    return root


def is_name_token(text: str) -> bool:
    """libxml2's own opinion, by a document type whose attribute is an NMTOKEN."""
    dtd = etree.XML(
        "<!DOCTYPE a [<!ELEMENT a EMPTY><!ATTLIST a t NMTOKEN #REQUIRED>]><a t='x'/>"
    ).getroottree()
    element = etree.Element("a", t=text)
    return dtd.docinfo.internalDTD.validate(element)


def read_back(path: Path) -> networkx.MultiDiGraph:
    graph = networkx.read_graphml(path, force_multigraph=True)
    for name in ("node_default", "edge_default"):
        graph.graph.pop(name)
    return graph


def same(left: networkx.MultiDiGraph, right: networkx.MultiDiGraph) -> bool:
    return (
        left.graph == right.graph
        and list(left.nodes(data=True)) == list(right.nodes(data=True))
        and list(left.edges(keys=True, data=True)) == list(right.edges(keys=True, data=True))
    )


# --- the graph ---


def test_a_node_says_who_it_is_and_where_it_was_read():
    assert to_networkx(GRAPH).nodes["north-korea"] == {
        "label": "North Korea",
        "type": "GPE",
        "aliases": "DPRK | North Korea",
        "mentions": 2,
        "articles": 2,
        "first_date": "2024-06",
        "last_date": "2025-09-03",
    }


def test_an_edge_carries_its_figures_and_the_best_of_its_evidence():
    edge = dict(to_networkx(GRAPH).edges["russia", "north-korea", relation_id(STATED)])
    evidence = json.loads(edge.pop("evidence"))
    assert edge == {
        "label": "pact",
        "type": "pact",
        "wordings": "pact",
        "kind": "stated",
        "family": "agreement",
        "weight": 1.0,
        "directed": False,
        "sentences": 2,
        "distinct": 2,
        "independent_sources": 1,
        "articles": 1,
        "outlets": "Reuters",
        "polarity": "mixed",
        "modality": "asserted",
        "negative": 1,
        "claimed": 1,
        "planned": 0,
        "possible": 0,
        "ended": 0,
        "sources": "Kim Jong Un",
        "first_date": "2025-09-03",
        "last_date": "2025-09-03",
        "time": "2024-06",
        "confidence": 1.0,
        "sentence": "Russia signed a pact with North Korea.",
        "article": "A pact",
        "outlet": "Reuters",
        "date": "2025-09-03",
    }
    assert evidence[0] == {
        "sentence": "Russia signed a pact with North Korea.",
        "article": "A pact",
        "document": "news/a.txt",
        "outlet": "Reuters",
        "date": "2025-09-03",
        "start": 0,
        "end": 38,
        "subject": "Russia",
        "predicate": "signed",
        "object": "North Korea",
        "type": "pact",
        "polarity": "positive",
        "modality": "asserted",
        "time": "2024-06",
        "ended": False,
        "confidence": 0.9,
    }
    assert (evidence[1]["polarity"], evidence[1]["source"]) == ("negative", "Kim Jong Un")


def test_a_co_mention_has_its_sentences_as_evidence_the_earliest_first():
    edge = to_networkx(GRAPH).edges["north-korea", "russia", relation_id(TOGETHER)]
    assert [row["document"] for row in json.loads(edge["evidence"])] == ["news/b.txt", "news/a.txt"]
    assert (edge["kind"], edge["directed"], edge["articles"]) == ("co-mention", True, 2)
    assert "confidence" not in edge  # unknown is left out
    assert edge["article"] == "b.txt"  # no title


UNDATED = replace(COPY, id="d3", name="a.txt", date=None)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"modality": "planned"}, {"modality": "asserted", "polarity": "negative"}),  # what counts
        ({"modality": "planned"}, {"modality": "claimed", "confidence": 1.0}),
        ({"modality": "possible"}, {"modality": "claimed"}),  # the plainest
        ({"confidence": 0.9}, {"confidence": 0.8, "sentence": Span("d2", 0, 38)}),  # the surest
        ({"sentence": Span("d2", 0, 38)}, {"sentence": Span("d1", 0, 38)}),  # the earliest; d2 is of 2024
        ({"sentence": Span("d1", 0, 38)}, {"sentence": Span("d3", 0, 38)}),  # a date before none
    ],
)
def test_the_best_evidence_comes_first(better, worse):
    statements = [
        replace(PACT, predicate=Argument("worse"), **worse),
        replace(PACT, predicate=Argument("better"), **better),
    ]
    sentences = tuple(sorted({statement.sentence for statement in statements}))
    sources = Sources({document.id: document for document in (DOCUMENT, COPY, UNDATED)})
    for turned in (statements, statements[::-1]):
        rows = evidence_rows(replace(STATED, statements=tuple(turned), sentences=sentences), sources, {})
        assert [row["predicate"] for row in rows] == ["better", "worse"]


def test_outlets_and_times_are_joined_in_order_each_once():
    copy = replace(COPY, outlet="Fakti")
    statements = tuple(replace(PACT, time=time) for time in ("2024-06", "2023", "2024-06-19", "2023"))
    statements += (replace(PACT, sentence=Span("d2", 0, 38), source=Argument("officials")), DENIED)
    relation = replace(
        STATED, statements=statements, sentences=(Span("d1", 0, 38), SECOND, Span("d2", 0, 38))
    )
    graph = replace(GRAPH, documents=(DOCUMENT, copy), relations=(relation,))
    edge = to_networkx(graph).edges["russia", "north-korea", relation_id(relation)]
    assert edge["outlets"] == "Fakti | Reuters"
    assert edge["time"] == "2023 | 2024-06 | 2024-06-19"
    assert edge["sources"] == "Kim Jong Un | officials"


def test_an_edge_names_the_wordings_that_it_holds_and_counts_what_has_ended_once():
    said = (
        replace(PACT, type="sign pact with", ended=True),
        replace(PACT, type="sign pact with", ended=True, sentence=span(TEXT[:38], "d2")),
        replace(PACT, type="alliance", sentence=THIRD),
    )
    relation = replace(
        STATED, statements=said, sentences=(FIRST, THIRD, span(TEXT[:38], "d2")), polarity="positive"
    )
    graph = replace(GRAPH, relations=(relation,), repeats=REPEATS)
    edge = to_networkx(graph).edges["russia", "north-korea", relation_id(relation)]
    assert (edge["type"], edge["wordings"]) == ("pact", "alliance | sign pact with")
    assert (edge["ended"], edge["sentences"], edge["distinct"]) == (1, 3, 2)
    assert [row["type"] for row in json.loads(edge["evidence"])] == ["sign pact with"] * 2 + ["alliance"]


@pytest.mark.parametrize("key", ["cls", "self", "incoming_graph_data"])
def test_a_manifest_may_have_any_key(key):
    assert to_networkx(replace(GRAPH, manifest=((key, "1"),))).graph == {key: "1"}


def test_copies_follow_the_first_of_them_and_say_so():
    copy = replace(PACT, sentence=span(TEXT[:38], "d2"), confidence=0.1)
    relation = replace(STATED, statements=(PACT, copy, DENIED), sentences=(FIRST, SECOND, copy.sentence))
    rows = evidence_rows(relation, Sources({"d1": DOCUMENT, "d2": COPY}, repeats=REPEATS), {})
    assert [(row["document"], row.get("copy"), row.get("origin")) for row in rows] == [
        ("news/a.txt", None, "b.txt"), ("news/b.txt", True, None), ("news/a.txt", None, None),
    ]  # fmt: skip


def test_a_rewrite_follows_too_and_names_the_story_that_it_counts_with():
    rewrite = replace(PACT, sentence=span(TEXT[:30], "d2"))
    relation = replace(STATED, statements=(PACT, rewrite), sentences=(FIRST, rewrite.sentence))
    copies = [Copy("d2", "d1", 0.5, "5 of 10 sentences stand in news/a.txt")]
    sources = Sources({"d1": DOCUMENT, "d2": COPY}, copies, [(rewrite.sentence, FIRST)])
    rows = evidence_rows(relation, sources, {})
    assert [(row.get("rewrite"), row.get("origin")) for row in rows] == [
        (None, None), (True, "A pact"),
    ]  # fmt: skip


def test_columns_have_the_types_that_are_declared():
    graph = to_networkx(GRAPH)
    assert set(graph.edges["russia", "north-korea", relation_id(STATED)]) == set(EDGE_COLUMNS)
    assert set(graph.nodes["russia"]) == set(NODE_COLUMNS)
    rows = [(NODE_COLUMNS, data) for _, data in graph.nodes(data=True)]
    rows += [(EDGE_COLUMNS, data) for *_, data in graph.edges(data=True)]
    assert all(
        type(value) is PYTHON_TYPES[columns[name]] for columns, data in rows for name, value in data.items()
    )


@pytest.mark.parametrize(
    "graph",
    [
        replace(GRAPH, entities=(KIM, NORTH)),  # an end that is no entity
        replace(GRAPH, documents=(DOCUMENT,)),  # evidence in an unknown document
        replace(GRAPH, relations=(STATED, STATED)),
    ],
)
def test_a_graph_that_points_outside_itself_is_refused(graph):
    with pytest.raises(ValueError, match=r"no entity|no document|twice"):
        to_networkx(graph)


# --- GraphML ---


@settings(max_examples=60)
@given(world=worlds())
def test_graphml_read_back_is_the_graph(tmp_path_factory, world):
    path = tmp_path_factory.mktemp("graphml") / "graph.graphml"
    write_graphml(world.graph, path)
    check_structure(path.read_bytes())
    assert same(read_back(path), to_networkx(world.graph))


@pytest.mark.parametrize("text", [*HOSTILE, "half\ud800pair", "\udce9"])
def test_hostile_text_comes_back_as_written_and_breaks_nothing(tmp_path, text):
    path = tmp_path / "graph.graphml"
    write_graphml(named(text), path)
    check_structure(path.read_bytes())
    back = read_back(path)
    assert same(back, to_networkx(named(text)))
    assert back.nodes["russia"]["label"] == clean(text)


def test_text_without_control_characters_is_not_changed():
    assert clean("<b>\"Xi\" & 'Putin'</b> ]]> 😀 é") == "<b>\"Xi\" & 'Putin'</b> ]]> 😀 é"
    assert clean(" the\n Center\t of\u2028it ") == "the Center of it"
    assert clean("a\x00b\x07\ufffe\ud800") == "a\ufffdb\ufffd\ufffd\ufffd"


@pytest.mark.parametrize(
    "id_", ["Kim Jong Un", "<b>", "", "a/b", "ª²", "\x00", "São Paulo|GPE", "习近平 (PERSON)"]
)
def test_any_entity_id_becomes_a_valid_one(tmp_path, id_):
    other = replace(RUSSIA, id=id_ + "?")
    relation = replace(TOGETHER, subject=id_, object=other.id)
    graph = replace(GRAPH, entities=(replace(NORTH, id=id_), other), relations=(relation,))
    assert set(to_networkx(graph)) == {id_, other.id}
    write_graphml(graph, tmp_path / "graph.graphml")
    check_structure((tmp_path / "graph.graphml").read_bytes())
    assert sorted(label for _, label in read_back(tmp_path / "graph.graphml").nodes(data="label")) == [
        "North Korea",
        "Russia",
    ]


def test_any_key_of_the_manifest_becomes_a_valid_one(tmp_path):
    manifest = (("", "1"), ("co-mentions cut", "2"), ("co-mentions_cut", "3"), ("<é>", "4"))
    write_graphml(replace(GRAPH, manifest=manifest), tmp_path / "graph.graphml")
    check_structure((tmp_path / "graph.graphml").read_bytes())
    names = {"_": "1", "co-mentions_cut": "2", "co-mentions_cut_": "3", "_é_": "4"}
    assert read_back(tmp_path / "graph.graphml").graph == names


def test_an_empty_graph_is_a_valid_file(tmp_path):
    write_graphml(Graph(), tmp_path / "graph.graphml")
    root = check_structure((tmp_path / "graph.graphml").read_bytes())
    assert len(root.findall(f"{NS}key")) == len(NODE_COLUMNS) + len(EDGE_COLUMNS)
    assert len(read_back(tmp_path / "graph.graphml")) == 0


def test_gephi_and_igraph_find_labels_weights_and_booleans(tmp_path):
    write_graphml(GRAPH, tmp_path / "graph.graphml")
    root = check_structure((tmp_path / "graph.graphml").read_bytes())
    keys = {
        (k.get("for"), k.get("attr.name")): (k.get("id"), k.get("attr.type"))
        for k in root.findall(f"{NS}key")
    }
    assert keys["node", "label"] == ("node_label", "string")
    assert keys["edge", "label"] == ("edge_label", "string")
    assert keys["edge", "weight"] == ("edge_weight", "double")
    edges = {edge.get("id"): edge for edge in root.iter(f"{NS}edge")}
    directed = edges[relation_id(STATED)].find(f"{NS}data[@key='edge_directed']")
    assert directed.text == "false"  # XML's spelling


def test_ids_do_not_depend_on_the_rest_of_the_graph():
    alone = to_networkx(replace(GRAPH, entities=(NORTH, RUSSIA), relations=(STATED,)))
    assert set(alone.edges) <= set(to_networkx(GRAPH).edges)
    changes = ({"type": "deal"}, {"kind": "co-mention"}, {"subject": "kim-jong-un"}, {"symmetric": False})
    assert len({relation_id(replace(STATED, **change)) for change in ({}, *changes)}) == 5


def run_twice(program: str, folder: Path) -> None:
    """Run the program under two hash seeds; it gets this folder and a file of its own, "1" or "2"."""
    runs = []
    for seed in ("1", "2"):
        command = [sys.executable, "-c", program, str(Path(__file__).parent), str(folder / seed)]
        runs.append(subprocess.Popen(command, env={**os.environ, "PYTHONHASHSEED": seed}))
    assert [run.wait(timeout=120) for run in runs] == [0, 0]


def test_equal_graphs_give_equal_bytes_whatever_the_hash_seed(tmp_path):
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); import test_export as t;"
        "t.write_graphml(t.GRAPH, sys.argv[2]); t.write_text(sys.argv[2] + 'rows', t.json_lines(t.rows_of()))"
    )
    run_twice(program, tmp_path)
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()
    assert (tmp_path / "1rows").read_bytes() == (tmp_path / "2rows").read_bytes()


# --- the rows of `kgraph extract` ---

TRIO = Mention(
    span("the trio"),
    "the trio",
    "GROUP",
    "nominal",
    members=(span("China"), span("Russia"), span("North Korea")),
)
MENTIONS = (
    Mention(span("Russia"), "Russia", "GPE", "name", "Russia"),
    Mention(span("North Korea"), "North Korea", "GPE", "name", "North Korea"),
    Mention(span("Kim Jong Un"), "Kim Jong Un", "PERSON", "name", "Kim Jong Un"),
    TRIO,
    Mention(span("China"), "China", "GPE", "name", "China"),
    Mention(RUSSIA.mentions[1], "Russia", "GPE", "name", "Russia"),
)


def rows_of(*statements: Statement) -> list[dict]:
    extraction = Extraction(DOCUMENT, MENTIONS, statements or (PACT, DENIED))
    return list(extract_rows([extraction], [KIM, NORTH, RUSSIA]))


def test_a_document_has_the_keys_of_the_contract():
    (row,) = rows_of()
    statements = row.pop("statements")
    assert row == {
        "id": "a.txt",
        "source": "news/a.txt",
        "title": "A pact",
        "date": "2025-09-03",
        "entities": [
            {"id": "kim-jong-un", "name": "Kim Jong Un", "type": "PERSON",
             "mentions": [{"start": 40, "end": 51, "text": "Kim Jong Un", "kind": "name"}]},
            {"id": "north-korea", "name": "North Korea", "type": "GPE",
             "mentions": [{"start": 26, "end": 37, "text": "North Korea", "kind": "name"}]},
            {"id": "russia", "name": "Russia", "type": "GPE",
             "mentions": [{"start": 0, "end": 6, "text": "Russia", "kind": "name"},
                          {"start": 90, "end": 96, "text": "Russia", "kind": "name"}]},
        ],
    }  # fmt: skip
    assert statements[0] == {
        "subject": {"text": "Russia", "start": 0, "end": 6, "entity": "russia"},
        "predicate": {"text": "signed"},
        "object": {"text": "North Korea", "start": 26, "end": 37, "entity": "north-korea"},
        "type": "pact",
        "sentence": {"start": 0, "end": 38},
        "polarity": "positive",
        "modality": "asserted",
        "source": None,
        "source_text": None,
        "relayed_by": [],
        "time": "2024-06",
        "ended": False,
        "confidence": 0.9,
        "rule": "",
    }
    assert statements[1]["source"] == "kim-jong-un"
    offsets = [m for entity in row["entities"] for m in entity["mentions"]]
    assert all(TEXT[m["start"] : m["end"]] == m["text"] for m in offsets)


def test_an_end_that_is_plain_text_has_no_entity_and_perhaps_no_offsets():
    (row,) = rows_of(replace(PACT, object=Argument("a pact"), source=Argument("officials")))
    assert row["statements"][0]["object"] == {"text": "a pact", "entity": None}
    assert row["statements"][0]["source"] is None
    assert row["statements"][0]["source_text"] == "officials"


def test_an_end_has_its_full_phrase_where_that_is_longer():
    pact = Argument("a pact", full=Span("d1", 0, 38))
    (row,) = rows_of(replace(PACT, object=pact))
    assert row["statements"][0]["object"] == {
        "text": "a pact",
        "full": " ".join(TEXT[:38].split()),
        "entity": None,
    }


def test_who_relays_a_source_is_told_from_the_inside_out():
    statement = replace(
        PACT, source=Argument("officials"), relayed_by=(argument("Kim Jong Un"), Argument("TV"))
    )
    (row,) = rows_of(statement)
    kim = {"text": "Kim Jong Un", "start": 40, "end": 51, "entity": "kim-jong-un"}
    assert row["statements"][0]["relayed_by"] == [kim, {"text": "TV", "entity": None}]
    graph = replace(GRAPH, relations=(replace(STATED, statements=(statement,), sentences=(FIRST,)),))
    edge = to_networkx(graph).edges["russia", "north-korea", relation_id(STATED)]
    assert json.loads(edge["evidence"])[0]["relayed_by"] == "Kim Jong Un | TV"


def test_a_group_gives_a_row_for_each_member_and_for_each_pair_within_it():
    trio = argument("the trio")
    (row,) = rows_of(replace(PACT, subject=argument("Kim Jong Un"), object=trio))
    assert [s["object"]["text"] for s in row["statements"]] == ["China", "Russia", "North Korea"]
    assert row["statements"][1]["object"] == {"text": "Russia", "start": 0, "end": 6, "entity": "russia"}

    def ends(statement):
        return [(s["subject"]["text"], s["object"]["text"]) for s in rows_of(statement)[0]["statements"]]

    met = replace(PACT, subject=trio, object=trio)
    assert ends(met) == [("China", "Russia"), ("China", "North Korea"), ("Russia", "North Korea")]
    assert len(ends(replace(met, symmetric=False))) == 6


def test_a_document_that_says_nothing_has_its_row():
    (row,) = extract_rows([Extraction(COPY)], [])
    assert row == {
        "id": "b.txt",
        "source": "news/b.txt",
        "title": None,
        "date": "2024-06",
        "entities": [],
        "statements": [],
    }


@settings(max_examples=60)
@given(world=worlds())
def test_every_line_is_utf8_and_reads_back_as_the_row(world):
    rows = list(extract_rows(world.extractions, world.entities))
    lines = json_lines(rows).encode("utf-8").split(b"\n")
    assert [json.loads(line) for line in lines[:-1]] == rows
    assert lines[-1] == b""


# --- files ---


def test_a_file_is_written_as_it_is_and_the_folder_is_made(tmp_path):
    write_text(tmp_path / "new" / "deep" / "a.txt", "é\r\n\n")
    assert (tmp_path / "new" / "deep" / "a.txt").read_bytes() == "é\r\n\n".encode()
    assert [p.name for p in (tmp_path / "new" / "deep").iterdir()] == ["a.txt"]
    write_text(tmp_path / "a.txt", "caf\udce9")
    assert (tmp_path / "a.txt").read_bytes() == b"caf\\udce9"


def test_a_new_file_has_the_usual_permissions(tmp_path):
    (tmp_path / "plain").write_text("")
    write_whole(tmp_path / "whole", b"")
    assert (tmp_path / "whole").stat().st_mode == (tmp_path / "plain").stat().st_mode


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def interrupted(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize(("how", "raised"), [(full, ExportError), (interrupted, KeyboardInterrupt)])
@pytest.mark.parametrize("where", ["fsync", "replace"])
def test_what_was_there_before_survives_a_failure(tmp_path, monkeypatch, how, raised, where):
    path = tmp_path / "graph.graphml"
    path.write_text("old")
    monkeypatch.setattr(os, where, how)
    with pytest.raises(raised):
        write_graphml(GRAPH, path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_error_says_which_file_why_and_what_to_do(tmp_path):
    (tmp_path / "file").write_text("")
    path = tmp_path / "file" / "graph.graphml"
    with pytest.raises(ExportError) as caught:
        write_graphml(GRAPH, path)
    assert str(path) in str(caught.value)
    assert "Not a directory" in str(caught.value) or "File exists" in str(caught.value)
    assert "or name another place" in str(caught.value)


def test_a_folder_in_the_way_is_an_error_and_stays(tmp_path):
    with pytest.raises(ExportError, match="Is a directory"):
        write_text(tmp_path, "text")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_an_error(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(ExportError, match="Permission denied"):
        write_text(tmp_path / "a.txt", "text")


def test_a_pipe_is_written_to_and_not_replaced(tmp_path):
    """As /dev/stdout and /dev/null are; those are not tried here, since root could really replace them."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_text(pipe, "text")
        assert pipe.is_fifo()
        assert os.read(reader, 10) == b"text"
    finally:
        os.close(reader)


def test_a_link_keeps_pointing_to_the_file_that_it_names(tmp_path):
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_text(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


def test_other_writers_name_their_own_error(tmp_path):
    with pytest.raises(StoreError), whole_file(tmp_path / "kgraph.db", error=StoreError):
        full()
    assert list(tmp_path.iterdir()) == []
