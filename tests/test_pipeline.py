"""The whole path on the four articles of seeds/: what an analyst finds in the graph."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner
from conftest import SEEDS
from contents import contents

import kgraph
from kgraph.cli import main
from kgraph.decisions import Claim, Decision
from kgraph.derive import derived
from kgraph.export import graphml_text
from kgraph.pipeline import GRAPHML, MAP, STORE
from kgraph.store import read_extractions, read_verdicts

CHINA, RUSSIA, NORTH_KOREA = "China", "Russia", "North Korea"
CENTER = "Center for Strategic and International Studies"
CNPC = "China National Petroleum Corporation"

TYPES = {
    "Xi Jinping": "PERSON", "Vladimir Putin": "PERSON", "Kim Jong Un": "PERSON", "Donald Trump": "PERSON",
    "Narendra Modi": "PERSON", "Victor Cha": "PERSON", "Jenny Town": "PERSON", "Scott Bessent": "PERSON",
    "Kaja Kallas": "PERSON", "Shigeru Ishiba": "PERSON", "Youngjun Kim": "PERSON", "Kim Ju Ae": "PERSON",
    CENTER: "ORG", "38 North": "ORG", "European Union": "ORG", "Gazprom": "ORG", CNPC: "ORG", "NATO": "ORG",
    CHINA: "GPE", RUSSIA: "GPE", NORTH_KOREA: "GPE", "South Korea": "GPE", "United States": "GPE",
    "Japan": "GPE", "India": "GPE",
}  # fmt: skip
ALIASES = {
    "Xi Jinping": {"Xi", "Xi Jinping"},
    "Kim Jong Un": {"Kim", "Kim Jong Un", "Kim Jong-un"},
    "Kim Ju Ae": {"Ju Ae", "Kim Ju Ae"},
    "Kaja Kallas": {"Kaja Kallas", "Kaia Kallas"},
    NORTH_KOREA: {
        "North Korea",
        "DPRK",
        "Democratic People's Republic of Korea",
        "North Korean",
        "Pyongyang",
    },
    "NATO": {"NATO", "North Atlantic Treaty Organization"},
    "European Union": {"EU", "European Union"},
    "United States": {"US", "U.S.", "United States"},
}


@pytest.fixture(scope="module")
def graph(seeds_output):
    return nx.read_graphml(seeds_output / GRAPHML, force_multigraph=True)


@pytest.fixture(scope="module")
def nodes(graph):
    """Label to nodes: a duplicate would be two."""
    found = {}
    for node, row in graph.nodes(data=True):
        found.setdefault(row["label"], []).append((node, row))
    return found


def edges(graph, nodes, left, right, *, either_way=False):
    """(type, row) of the stated edges from one label to the other."""
    ends = [(left, right), (right, left)] if either_way else [(left, right)]
    rows = [
        row for a, b in ends for row in (graph.get_edge_data(nodes[a][0][0], nodes[b][0][0]) or {}).values()
    ]
    return [(row["type"], row) for row in rows if row["kind"] == "stated"]


@pytest.mark.parametrize("name", TYPES)
def test_everybody_is_there_once_with_the_right_type(nodes, name):
    assert [row["type"] for _, row in nodes.get(name, [])] == [TYPES[name]]


@pytest.mark.parametrize("name", ALIASES)
def test_all_spellings_are_aliases(nodes, name):
    assert ALIASES[name] <= set(nodes[name][0][1]["aliases"].split(" | "))


def test_no_node_is_an_article_a_possessive_or_a_piece_of_a_headline(nodes):
    for name in nodes:
        assert not name.lower().startswith(("the ", "a ", "an ")), name
        assert not name.endswith(("'s", "’s", "'", "’")), name
        assert "\n" not in name
    assert not {
        "STICKING POINTS",
        "TRUMP FACTOR",
        "THE TRUMP FACTOR",
        "FRUSHES",
        "File Photo",
        "Trump",
        "Kim",
    } & set(nodes)


def test_reporters_and_their_agency_are_authors_and_no_nodes(graph, nodes, seeds_output):
    assert not {"Antoni Slodkowski", "Ju-min Park", "David Brunnstrom", "John Geddie"} & set(nodes)
    authors = {a for d in kgraph.read_graph(seeds_output / STORE).documents for a in d.authors}
    assert {"Antoni Slodkowski", "Ju-min Park", "John Geddie"} <= authors


@pytest.mark.parametrize(
    ("left", "right", "word", "either_way", "sentence"),
    [
        (RUSSIA, NORTH_KOREA, "defence pact", True, "mutual defence pact signed by Russia and North Korea"),
        (RUSSIA, CHINA, "binding memorandum", True, "\"binding memorandum\" between Russia and China"),
        ("Gazprom", CNPC, "deal", True, "signed a deal"),
        ("Jenny Town", "38 North", "director", False, "director of 38 North"),
        ("Victor Cha", CENTER, "", False, "Center for Strategic and International Studies"),
        ("Xi Jinping", "Narendra Modi", "meet", True, "held talks with Indian Prime Minister"),
        ("Scott Bessent", CHINA, "accuse", False, "accused China and India"),
        ("Scott Bessent", "India", "accuse", False, "accused China and India"),
        ("Kim Ju Ae", "Kim Jong Un", "daughter", False, "with his daughter"),
        ("Kaja Kallas", "European Union", "chief", False, "foreign policy chief"),
        (CHINA, NORTH_KOREA, "alliance", True, "similar alliance between Beijing and Pyongyang"),
    ],
)  # fmt: skip
def test_stated_edges_with_their_sentences(graph, nodes, left, right, word, either_way, sentence):
    found = [row for kind, row in edges(graph, nodes, left, right, either_way=either_way) if word in kind]
    said = [item for row in found for item in json.loads(row["evidence"])]
    assert any(sentence in item["sentence"] for item in said), [item["sentence"] for item in said]
    assert all(item["article"] for item in said)


def test_the_pact_is_dated_by_the_text(graph, nodes):
    rows = [row for kind, row in edges(graph, nodes, RUSSIA, NORTH_KOREA, either_way=True) if "pact" in kind]
    assert {item.get("time") for row in rows for item in json.loads(row["evidence"])} == {"2024-06"}


def test_not_sitting_down_is_a_negative_statement_and_not_a_meeting(graph, nodes):
    rows = [
        item
        for pair in (("Xi Jinping", "Vladimir Putin"), ("Xi Jinping", "Kim Jong Un"))
        for _, row in edges(graph, nodes, *pair, either_way=True)
        for item in json.loads(row["evidence"])
        if "did not sit down together" in item["sentence"] and "sit" in item["predicate"]
    ]
    assert rows and {item["polarity"] for item in rows} == {"negative"}


def test_what_trump_claims_is_a_claim_of_trumps(graph, nodes):
    rows = [
        item
        for who in ("Xi Jinping", "Vladimir Putin", "Kim Jong Un")
        for kind, row in graph_edges_of(graph, nodes, who)
        if "conspire" in kind
        for item in json.loads(row["evidence"])
    ]
    assert rows
    assert {(item["modality"], item["source"]) for item in rows} == {("claimed", "Donald Trump")}


def graph_edges_of(graph, nodes, name):
    node = nodes[name][0][0]
    both = [*graph.out_edges(node, data=True), *graph.in_edges(node, data=True)]
    return [(row["type"], row) for _, _, row in both if row["kind"] == "stated"]


def test_every_edge_has_evidence_that_stands_in_its_article(graph, seeds_output):
    texts = {d.source: " ".join(d.text.split()) for d in kgraph.read_graph(seeds_output / STORE).documents}
    for _, _, row in graph.edges(data=True):
        evidence = json.loads(row["evidence"])
        assert evidence
        for item in evidence:
            assert item["sentence"] in texts[item["document"]]


def test_the_store_holds_the_graph(seeds_output, graph):
    stored = kgraph.read_graph(seeds_output / STORE)
    assert {e.id for e in stored.entities} == set(graph.nodes)
    assert len(stored.relations) == graph.number_of_edges()


def test_the_map_is_one_page_that_asks_for_nothing(seeds_output):
    page = (seeds_output / MAP).read_text(encoding="utf-8")
    assert "Center for Strategic and International Studies" in page
    assert sorted(p.name for p in seeds_output.glob("[!.]*")) == sorted([GRAPHML, MAP, STORE])


def test_same_input_same_bytes_in_any_order_of_paths_and_any_hash_seed(tmp_path, seeds_output):
    files = sorted(str(p) for p in SEEDS.iterdir())
    code = (
        "import sys; from kgraph import Config, build; "
        "build(sys.argv[2:], output=sys.argv[1], config=Config(title='seeds'))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    subprocess.run(
        [sys.executable, "-c", code, tmp_path / "out", *reversed(files)], check=True, env=environment
    )
    assert contents(tmp_path / "out") == contents(seeds_output)


def test_the_api_gives_the_graph_without_writing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copy(next(SEEDS.glob("003*")), tmp_path / "a.txt")
    seen = []
    graph = kgraph.build(["a.txt"], progress=lambda done, total: seen.append((done, total)))
    assert {e.name for e in graph.entities} >= {"Xi Jinping", "Gazprom"}
    assert seen == [(1, 1)]
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("blocked", [GRAPHML, MAP, STORE])
def test_a_folder_holds_the_files_of_one_run(tmp_path, blocked):
    out = tmp_path / "out"
    (tmp_path / "a.txt").write_text("Xi Jinping met Vladimir Putin in Beijing.")
    kgraph.build([tmp_path / "a.txt"], output=out)
    (out / blocked).unlink()
    (out / blocked).mkdir()
    others = {name: (out / name).read_bytes() for name in (GRAPHML, MAP, STORE) if name != blocked}
    (tmp_path / "a.txt").write_text("Xi Jinping met Kim Jong Un in Pyongyang.")
    with pytest.raises(kgraph.KgraphError, match=blocked):
        kgraph.build([tmp_path / "a.txt"], output=out)
    assert {name: (out / name).read_bytes() for name in others if name != STORE} == {
        name: content for name, content in others.items() if name != STORE
    }
    if STORE in others:
        assert {d.text for d in kgraph.read_graph(out / STORE).documents} == {
            "Xi Jinping met Vladimir Putin in Beijing."
        }
    assert {p.name for p in out.glob("[!.]*")} == {GRAPHML, MAP, STORE}


def test_a_run_in_which_every_document_fails_leaves_what_was_there(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("Xi Jinping met Vladimir Putin in Beijing.")
    kgraph.build([tmp_path / "a.txt"], output=tmp_path / "out")
    before = (tmp_path / "out" / GRAPHML).read_bytes()
    (tmp_path / "a.txt").write_text("Xi Jinping met Vladimir Putin in Moscow.")
    monkeypatch.setattr("kgraph.annotate.LONGEST", 10)
    with pytest.raises(kgraph.ReadError, match=r"a\.txt: it has 40 characters"):
        kgraph.build([tmp_path / "a.txt"], output=tmp_path / "out")
    assert (tmp_path / "out" / GRAPHML).read_bytes() == before


def test_a_document_that_breaks_a_rule_is_a_failure_and_costs_no_other(tmp_path, monkeypatch):
    from kgraph import extraction

    (tmp_path / "a.txt").write_text("Gazprom grew in Russia.")
    (tmp_path / "b.txt").write_text("Xi Jinping met Vladimir Putin in Beijing.")
    find_mentions = extraction.find_mentions

    def fragile(doc, document, aliases):
        if "Gazprom" in doc.text:
            raise IndexError("a rule with a hole")
        return find_mentions(doc, document, aliases)

    monkeypatch.setattr(extraction, "find_mentions", fragile)
    graph = kgraph.build([tmp_path])
    assert [(Path(f.source).name, f.stage) for f in graph.failures] == [("a.txt", "extract")]
    assert "Xi Jinping" in {e.name for e in graph.entities}


def test_the_readmes_python_runs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copytree(SEEDS, "seeds")
    readme = (SEEDS.parent / "README.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", readme, re.S)
    names: dict[str, object] = {}
    exec(code, names)
    assert names["g"].number_of_nodes() > 50
    assert len(names["rows"]) == 4 and names["failures"] == []


def test_the_graph_in_the_repository_is_that_of_the_seeds(graph):
    committed = nx.read_graphml(SEEDS.parent / "output" / GRAPHML, force_multigraph=True)
    assert _triples(committed) == _triples(graph), "run: make map"


def _triples(graph):
    return {(left, row["type"], right) for left, right, row in graph.edges(data=True)}


# --- windows of time, excluded articles, verdicts on statements ---

NOTES = (
    ("a", "2025-09-03", "Marta Vogel criticised Peter Lindqvist. It rained in Oslo."),
    ("b", "2024-05", "Marta Vogel thanked Peter Lindqvist."),
    ("c", None, "Vogel praised Peter Lindqvist."),
)


@pytest.fixture
def notes(tmp_path):
    file = tmp_path / "notes.jsonl"
    rows = ({"id": name, "date": date, "text": text} for name, date, text in NOTES)
    file.write_text("".join(json.dumps({k: v for k, v in row.items() if v}) + "\n" for row in rows))
    return file


def types(graph):
    return sorted(r.type for r in graph.relations if r.kind == "stated")


def test_a_window_limits_the_graph_and_the_store_keeps_everything(notes, tmp_path):
    config = kgraph.Config(since="2025")
    graph = kgraph.build([notes], output=tmp_path / "out", config=config)
    assert types(graph) == ["criticise"]
    assert [d.name for d in graph.documents] == ["a"]
    counts = dict(graph.manifest)
    assert (counts["articles outside the window"], counts["articles without a date"]) == ("1", "1")
    assert kgraph.read_graph(tmp_path / "out" / STORE) == graph
    everything = read_extractions(tmp_path / "out" / STORE)
    assert sorted(e.document.name for e in everything) == ["a", "b", "c"]
    assert {e.id for e in graph.entities} <= {e.id for e in kgraph.build([notes]).entities}
    again = kgraph.build([notes], output=tmp_path / "again", config=config)
    assert again == graph
    for name in (GRAPHML, MAP):
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "again" / name).read_bytes()


def test_what_is_left_out_is_said(notes, tmp_path):
    file = tmp_path / "kgraph.toml"
    file.write_text('[[exclude]]\ndocument = "b"\n[[exclude]]\ndocument = "gone"\n')
    arguments = ["build", str(notes), "-o", str(tmp_path), "--config", str(file), "--since", "2025"]
    result = CliRunner().invoke(main, arguments)
    assert "1 article excluded by you" in result.stderr
    assert "not in the graph: 0 articles outside the window of time, 1 without a date" in result.stderr
    assert 'was not applied: exclude: "gone"' in result.stderr
    summary = json.loads(CliRunner().invoke(main, [*arguments, "--json"]).stdout)
    assert (summary["documents"], summary["outside_window"], summary["without_date"]) == (2, 0, 1)
    assert (summary["excluded"], summary["decisions_not_applied"]) == (["b"], ['exclude: "gone"'])


def test_a_window_without_articles_leaves_the_old_files(notes, tmp_path):
    kgraph.build([notes], output=tmp_path)
    before = (tmp_path / GRAPHML).read_bytes()
    with pytest.raises(
        kgraph.ReadError, match=r"since 2030: they are from 2024-05 to 2025-09-03, and 1 without"
    ):
        kgraph.build([notes], output=tmp_path, config=kgraph.Config(since="2030"))
    assert (tmp_path / GRAPHML).read_bytes() == before


def test_an_excluded_article_is_as_if_it_were_not_there(notes, tmp_path):
    out = Decision("exclude", to="b")
    graph = kgraph.build([notes], decisions=[out])
    notes.write_text("".join(line for line in notes.read_text().splitlines(True) if '"b"' not in line))
    without = kgraph.build([notes])
    assert (graph.entities, graph.relations) == (without.entities, without.relations)
    assert [d.id for d in graph.documents] == [d.id for d in without.documents]
    assert dict(graph.manifest)["excluded"] == '["b"]'
    graph = kgraph.build([notes], decisions=[out])  # it is not there any more
    assert json.loads(dict(graph.manifest)["decisions not applied"]) == ['exclude: "b"']
    with pytest.raises(kgraph.ReadError, match="a decision excludes each of the articles"):
        kgraph.build([notes], decisions=[Decision("exclude", to="a"), Decision("exclude", to="c")])


def test_a_rejected_statement_stays_out_of_graph_and_extraction_but_in_the_store(notes, tmp_path):
    text = NOTES[1][2]
    wrong = Decision("wrong", claim=Claim("b", text, "Marta Vogel", "Peter Lindqvist", "thank"))
    other = Decision("wrong", claim=Claim("b", text, "Marta Vogel", "Peter Lindqvist", "kiss"))
    graph = kgraph.build([notes], output=tmp_path, decisions=[wrong, other])
    assert types(graph) == ["criticise", "praise"]
    assert json.loads(dict(graph.manifest)["decisions not applied"]) == [
        f'wrong: "Marta Vogel" "kiss" "Peter Lindqvist" in "b", "{text}"'
    ]
    (kept,) = [e for e in read_extractions(tmp_path / STORE) if e.document.name == "b"]
    assert "thank" in {s.type for s in kept.statements}
    assert [(v.verdict, kept.statements[v.statement].type) for v in read_verdicts(tmp_path / STORE)] == [
        ("wrong", "thank")
    ]
    rows, _ = kgraph.extract([notes], decisions=[wrong])
    assert "thank" not in {s["type"] for row in rows for s in row["statements"]}
    assert kgraph.read_graph(tmp_path / STORE) == graph
    assert types(kgraph.build([notes])) == ["criticise", "praise", "thank"]  # taken out, it leaves no trace


def test_two_names_that_a_sentence_does_not_mention_are_not_beside_each_other(notes):
    text = NOTES[1][2]
    wrong = Decision("wrong", claim=Claim("b", text, "Marta Vogel", "Peter Lindqvist"))
    articles = [
        max(len({s.doc for s in r.sentences}) for r in graph.relations if r.kind == "co-mention")
        for graph in (kgraph.build([notes]), kgraph.build([notes], decisions=[wrong]))
    ]
    assert articles == [2, 1]


def test_an_export_of_a_window_is_what_a_build_of_it_writes(notes, tmp_path):
    kgraph.build([notes], output=tmp_path / "all")
    kgraph.build([notes], output=tmp_path / "part", config=kgraph.Config(since="2025", comentions=1))
    graph = derived(tmp_path / "all" / STORE, since="2025", comentions=1)
    assert graphml_text(graph) == (tmp_path / "part" / GRAPHML).read_text(encoding="utf-8")
