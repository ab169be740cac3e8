"""Edges drawn at random: which, in what order, what the answers tell, and what the keys write."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest
from test_judged import dated

from kgraph.audit import Audit, allocate, answers, audit, draw, precisions, wilson
from kgraph.cli import main
from kgraph.decisions import Claim, Decision, load_decisions
from kgraph.graph import build_graph
from kgraph.judged import judged
from kgraph.store import read_graph, write_store

ROLE, TRADE, TOGETHER = ("stated", "role"), ("stated", "trade"), ("co-mention", "other")


def edges(**sizes):
    """Ids of edges by kind: role=3 gives role0, role1, role2."""
    kinds = {"role": ROLE, "trade": TRADE, "together": TOGETHER}
    return {f"{name}{n}": kinds[name] for name, size in sizes.items() for n in range(size)}


# --- the draw ---


@pytest.mark.parametrize(
    ("sizes", "sample", "shares"),
    [
        # role, trade, together: edges, and how many of them are drawn
        ((100, 25, 400), 35, (10, 5, 20)),  # by the square roots: 10, 5, 20
        ((100, 100, 100), 30, (10, 10, 10)),
        ((10_000, 1, 1), 10, (8, 1, 1)),  # one of each
        ((5, 5, 5), 100, (5, 5, 5)),  # all that there are
        ((1, 10_000, 2), 2, (0, 1, 1)),  # of the largest, where there is not one for each
        ((0, 0, 0), 10, (0, 0, 0)),
    ],
)
def test_a_kind_has_a_share_by_the_square_root_of_its_edges(sizes, sample, shares):
    kinds = (ROLE, TRADE, TOGETHER)
    assert tuple(allocate(dict(zip(kinds, sizes, strict=True)), sample).values()) == shares


@given(st.integers(0, 40), st.integers(0, 40), st.integers(1, 60), st.integers(0, 5))
def test_a_larger_sample_holds_the_smaller_one(role, together, sample, seed):
    kinds = edges(role=role, together=together)
    smaller, larger = (draw(kinds, sample=size, seed=seed) for size in (sample, sample + 7))
    assert set(smaller) <= set(larger) and len(set(smaller)) == len(smaller) == min(sample, len(kinds))
    assert smaller == draw(dict(reversed(kinds.items())), sample=sample, seed=seed)


def test_other_seeds_draw_other_edges_and_every_edge_has_its_chance():
    kinds = edges(role=20)
    drawn = Counter(id_ for seed in range(400) for id_ in draw(kinds, sample=5, seed=seed))
    assert len(drawn) == 20
    assert max(drawn.values()) < 2 * min(drawn.values())  # 100 each, give or take


def test_wherever_one_stops_the_kinds_have_had_their_shares():
    order = draw(edges(role=100, together=400), sample=30, seed=1)
    half = Counter(id_.rstrip("0123456789") for id_ in order[:15])
    assert (half["role"], half["together"]) == (5, 10)


def test_an_edge_that_is_gone_changes_no_other():
    kinds = edges(role=50)
    before = draw(kinds, sample=10, seed=3)
    del kinds[before[4]]
    after = draw(kinds, sample=10, seed=3)
    assert set(before) - {before[4]} < set(after)


# --- the figures ---


@given(st.integers(1, 200), st.data())
def test_the_interval_is_that_of_wilson(size, data):
    right = data.draw(st.integers(0, size))
    low, high = wilson(right / size, size)
    expected = binomtest(right, size).proportion_ci(confidence_level=0.95, method="wilson")
    assert low == pytest.approx(expected.low, abs=1e-9) and high == pytest.approx(expected.high, abs=1e-9)


class Edge:
    """As much of an edge that was drawn as the figures need."""

    def __init__(self, id_):
        self.id = id_


def figures(kinds, verdicts):
    return {row.kind: row for row in precisions(Audit(kinds, tuple(map(Edge, verdicts))), verdicts)}


def test_the_figure_for_all_weights_kinds_by_their_edges():
    verdicts = {"role0": "right", "role1": "wrong", "trade0": "right", "together0": "right"}
    rows = figures(edges(role=10, trade=30, together=60), verdicts)
    assert [(kind, row.edges, row.precision) for kind, row in rows.items()] == [
        ("trade", 30, 1.0),  # the most frequent first
        ("role", 10, 0.5),
        ("all stated", 40, 0.875),  # (10 x .5 + 30) / 40
        ("co-mention", 60, 1.0),
        ("all edges", 100, 0.95),
    ]
    assert rows["role"].low == pytest.approx(wilson(0.5, 2)[0], abs=1e-4)
    effective = 1 / (0.1**2 / 2 + 0.3**2 / 1 + 0.6**2 / 1)
    assert rows["all edges"].low == pytest.approx(wilson(0.95, effective)[0], abs=1e-4)


def test_what_is_unsure_or_open_is_told_apart():
    verdicts = {"role0": "right", "role1": "unclear", "role2": "open", "trade0": "unclear"}
    rows = figures(edges(role=10, trade=30), verdicts)
    role = rows["role"]
    assert (role.drawn, role.right, role.wrong, role.unclear, role.open, role.precision) == (
        3,
        1,
        0,
        1,
        1,
        1.0,
    )
    assert (rows["trade"].precision, rows["trade"].low) == (None, None)
    assert rows["all edges"].precision == 1.0  # of the kinds of which there is an answer
    assert figures({}, {})["all edges"].precision is None


# --- the command ---


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder to work in, with the store of a build: four articles in which Xi meets Putin."""
    monkeypatch.chdir(tmp_path)
    rebuilt(tmp_path)
    return tmp_path


def rebuilt(folder, decisions=()):
    extractions, entities = dated()
    verdicts, unmatched = judged(extractions, entities, decisions)
    assert not unmatched
    graph = build_graph(
        extractions, entities, manifest={"comentions": "5", "min_confidence": "0.0"}, judgements=verdicts
    )
    (folder / "output").mkdir(exist_ok=True)
    write_store(folder / "output" / "kgraph.db", extractions, (), entities, graph, verdicts)
    return graph


def run(keys, *arguments):
    result = CliRunner().invoke(main, ["audit", *map(str, arguments)], input=keys)
    assert result.exit_code == 0, result.output
    return result.stdout


def drawn(folder, **options):
    return audit(folder / "output" / "kgraph.db", **{"sample": 50, "seed": 0, **options}).drawn


def test_an_answer_names_what_the_sentence_was_taken_to_say(folder):
    claims = {(edge.relation.kind, *(end.id for end in edge.ends)): edge.claim for edge in drawn(folder)}
    first = ("a.txt", "Xi met Putin.")
    assert claims["stated", "putin", "xi"] == Claim(*first, "Xi", "Putin", "meet", "positive", "asserted")
    assert claims["co-mention", "putin", "xi"] == Claim(*first, "Putin", "Xi")
    assert claims["co-mention", "kim", "xi"] == Claim("c.txt", "Xi met Putin and Kim.", "Kim", "Xi")


@pytest.mark.parametrize(
    ("keys", "verbs"),
    [
        ("q", []),
        ("r", ["right"]),
        ("R\nw\nu\n", ["right", "wrong", "unclear"]),
        ("kw", ["wrong"]),
        ("rzw", ["wrong"]),
        ("rwzz", []),
        ("xr", ["right"]),
    ],
)
def test_one_key_each(folder, keys, verbs):
    page = run(keys)
    assert [d.verb for d in load_decisions("kgraph.toml", missing_ok=True)] == verbs
    assert "all edges" in page and "95 % interval" in page
    assert ("Nothing decided." in page) is (not verbs)


def test_what_was_answered_is_not_asked_again_but_counted(folder):
    assert "4 edges to go" in run("rw")
    page = run("q")
    assert "2 edges to go" in page
    all_edges = page.split("all edges")[1].split()
    assert all_edges[:7] == ["4", "4", "1", "1", "0", "2", "0.50"]
    told = json.loads(run("r", "--json"))  # asks nothing
    assert told["figures"][-1]["right"] == 1 and told["figures"][-1]["open"] == 2
    assert (told["sample"], told["seed"]) == (4, 0)


def test_a_rebuild_leaves_out_what_is_wrong_and_the_audit_finds_what_it_found(folder):
    """Were the rejected edge not drawn any more, those that are left would look better than they are."""
    run("wrrr")
    before = run("", "--json")
    decisions = load_decisions("kgraph.toml")
    assert Counter(d.verb for d in decisions) == {"right": 3, "wrong": 1}
    graph = rebuilt(folder, decisions)
    assert read_graph(folder / "output" / "kgraph.db") == graph
    assert run("", "--json") == before


def test_an_edge_is_gone_when_all_its_statements_are_wrong(folder):
    """A verdict on the sentence of one article holds for those that have it in the same words."""
    said = {"a": "Xi met Putin.", "c": "Xi met Putin and Kim."}
    wrong = [
        Decision("wrong", claim=Claim(f"{name}.txt", text, "Xi", "Putin", "meet"))
        for name, text in said.items()
    ]
    stated = [
        [
            sorted({s.doc for s in r.sentences})
            for r in rebuilt(folder, wrong[:n]).relations
            if r.kind == "stated"
        ]
        for n in range(3)
    ]
    assert stated == [[["a", "b", "c", "e"]], [["c"]], []]


def test_an_answer_holds_for_another_reading_of_the_words_no_more(folder):
    (stated,) = [edge for edge in drawn(folder) if edge.statement is not None]
    denied = Decision("wrong", claim=Claim(**{**as_dict(stated.claim), "polarity": "negative"}))
    assert answers([stated], [Decision("right", claim=stated.claim)]) == {stated.id: "right"}
    assert answers([stated], [denied]) == {}


def as_dict(claim):
    return {name: getattr(claim, name) for name in Claim.__slots__}


def test_a_page_shows_the_edge_with_its_sentence(folder):
    pages = run("kkkk")
    for shown in (
        "Putin -- meet -- Xi   meeting; ",
        "“[Xi] met [Putin].”",
        "a.txt, 2025-08-31\nthe best of 4 articles, ",
        "Does it mention Kim and Xi?",
        "r right   w wrong   u unsure   k skip   z undo   q quit",
    ):
        assert shown in pages


def test_a_folder_without_a_store_is_said(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["audit"])
    assert result.exit_code == 1 and "there is no store" in result.stderr


def test_a_graph_without_edges_has_no_figures(folder):
    write_store(folder / "output" / "kgraph.db", [], (), [], build_graph([], []))
    assert "all edges" in run("r")


def test_hostile_names_are_only_text(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    extractions, entities = dated()
    name = "\x1b[31m[bold red]\u202eX\"'\\\n[[wrong]]"
    hostile = [replace(entity, name=name if entity.id == "xi" else entity.name) for entity in entities]
    (tmp_path / "output").mkdir()
    write_store(
        tmp_path / "output" / "kgraph.db", extractions, (), hostile, build_graph(extractions, hostile)
    )
    page = run("wwww")
    assert all(c.isprintable() or c == "\n" for c in page)
    assert "[bold red]" in page
    written = load_decisions("kgraph.toml")
    assert len(written) == 4 and any("[[wrong]]" in decision.claim.object for decision in written)
