"""A stored graph with other choices is what a build with these choices would have made."""

from __future__ import annotations

import csv
import json

import pytest
from click.testing import CliRunner
from test_audit import rebuilt
from test_judged import dated

from kgraph.cli import main
from kgraph.config import Config, config_of
from kgraph.decisions import Claim, Decision
from kgraph.derive import derived
from kgraph.errors import ConfigError, StoreError
from kgraph.export import graphml_text
from kgraph.graph import build_graph
from kgraph.store import read_graph, write_store
from kgraph.types import ClaimJudgement, Span


def told(**choices):
    """What a manifest tells of choices."""
    return {key: str(value) for key, value in choices.items() if value != ""}


def built(path, verdicts=(), **choices):
    """The graph of a build with these choices, stored."""
    extractions, entities = dated()
    config = Config(**choices)
    manifest = {"kgraph": "0.1.0"} | told(
        comentions=config.comentions,
        min_confidence=config.min_confidence,
        since=config.since,
        until=config.until,
    )
    graph = build_graph(extractions, entities, config=config, manifest=manifest, judgements=verdicts)
    write_store(path, extractions, (), entities, graph, verdicts)
    return graph


CHOICES = [
    {},
    {"since": "2025-09"},
    {"until": "2025-09-02"},
    {"since": "2025-09", "until": "2025-09"},
    {"comentions": 0},
    {"comentions": 1, "since": "2025-09"},
    {"min_confidence": 1.0},
]


@pytest.mark.parametrize("after", CHOICES)
@pytest.mark.parametrize("before", CHOICES)
def test_whatever_the_build_chose_the_bytes_are_those_of_the_choices(tmp_path, before, after):
    built(tmp_path / "kgraph.db", **before)
    wanted = built(tmp_path / "wanted.db", **(before | after))
    graph = derived(tmp_path / "kgraph.db", **after)
    assert graph == wanted
    assert graphml_text(graph) == graphml_text(wanted)
    cleared = dict.fromkeys(("since", "until"), "") | {"comentions": 5, "min_confidence": 0.0}
    assert derived(tmp_path / "kgraph.db", **cleared) == built(tmp_path / "plain.db")


def test_what_was_judged_wrong_stays_out_unless_it_is_asked_for(tmp_path):
    wrong = (ClaimJudgement(Span("a", 0, 13), 0, (), "wrong"),)
    graph = built(tmp_path / "kgraph.db", wrong)
    assert derived(tmp_path / "kgraph.db") == graph
    assert "a" not in {
        s.doc for r in derived(tmp_path / "kgraph.db", comentions=0).relations for s in r.sentences
    }
    assert derived(tmp_path / "kgraph.db", verdicts=False) == built(tmp_path / "plain.db")


def test_a_window_without_articles_is_one_sentence(tmp_path):
    built(tmp_path / "kgraph.db")
    with pytest.raises(
        ConfigError, match="no article is dated since 2030: they are from 2025-08-31 to 2025-09"
    ):
        derived(tmp_path / "kgraph.db", since="2030")
    with pytest.raises(StoreError, match="there is no store"):
        derived(tmp_path / "none.db")


def test_a_manifest_tells_the_choices():
    config = Config(comentions=3, min_confidence=0.5, since="2025-09", until="2025")
    manifest = told(comentions=3, min_confidence=0.5, since="2025-09", until="2025")
    assert config_of(manifest) == config
    assert config_of({}) == Config()


# --- the command ---


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    rebuilt(tmp_path)
    return tmp_path


def run(*arguments):
    return CliRunner().invoke(main, ["export", *arguments])


def test_the_suffix_tells_the_format(folder):
    graph = read_graph("output/kgraph.db")
    assert run("a.graphml").stderr == "kgraph: 3 nodes, 4 edges of 4 articles: a.graphml\n"
    assert (folder / "a.graphml").read_text() == graphml_text(graph)
    assert run("b.JSON", "-q").output == ""
    assert [node["id"] for node in json.loads((folder / "b.JSON").read_text())["nodes"]] == [
        "kim",
        "putin",
        "xi",
    ]
    assert run("sub/c.csv").exit_code == 0
    for table, length in (("nodes", 3), ("edges", 4)):
        with (folder / "sub" / f"c.{table}.csv").open(newline="") as file:
            assert len(list(csv.DictReader(file))) == length
    assert run("graph", "--format", "graphml").exit_code == 0
    assert (folder / "graph").read_bytes() == (folder / "a.graphml").read_bytes()
    assert run("-", "--format", "graphml").stdout_bytes == (folder / "a.graphml").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["a.gexf"], 2, "does not tell its format"),
        (["-"], 2, "does not tell its format"),
        (["-", "--format", "csv"], 2, "two tables"),
        (["a.json", "--since", "soon"], 2, "'soon' is no date"),
        (["a.json", "--since", "2025", "--until", "2024"], 1, "later than until"),
        (["a.json", "--since", "2031"], 1, "no article is dated since 2031"),
        (["a.json", "-o", "nowhere"], 1, "there is no store"),
    ],
)
def test_what_cannot_be_is_said(folder, arguments, status, said):
    result = run(*arguments)
    assert (result.exit_code, said in result.stderr) == (status, True), result.stderr
    assert not (folder / "a.json").exists()


def test_what_a_window_leaves_out_is_counted(folder):
    result = run("a.graphml", "--since", "2025-09")
    assert "(1 outside the window of time and 1 without a date are left out)" in result.stderr


def test_of_two_tables_both_are_written_or_none(folder):
    (folder / "c.edges.csv").mkdir()
    assert run("c.csv").exit_code == 1
    assert not (folder / "c.nodes.csv").exists()


def test_verdicts_hold_for_what_is_exported(folder):
    wrong = Decision("wrong", claim=Claim("c.txt", "Xi met Putin and Kim.", "Kim", "Xi"))
    rebuilt(folder, [wrong])
    assert "3 edges" in run("a.graphml").stderr
    assert "3 edges" in run("a.graphml", "--since", "2025-09").stderr
