"""How two are connected: the best ways are exact, and what counts for a way."""

from __future__ import annotations

import json
import math
from itertools import islice, pairwise

import networkx
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from stores import Article, store_of

from kgraph.cli import main
from kgraph.query.names import named
from kgraph.query.paths import STEP, Ways, step_cost, ways
from kgraph.store import opened


def ask(path, one: str, two: str, **options) -> Ways:
    with opened(path) as connection:
        return ways(connection, named(connection, one)[0], named(connection, two)[0], **options)


def names(found: Ways) -> list[str]:
    return ["-".join([w.steps[0].start.name, *(s.end.name for s in w.steps)]) for w in found.ways]


def of(path, *said, count: int = 1):
    """A store in which each of the statements stands alone in its article, ``count`` times."""
    articles = [
        Article(f"d{number}x{i}").say(subject, type, obj, f"in the {number}th case of {i}", **how)
        for number, (subject, type, obj, how) in enumerate(said)
        for i in range(count)
    ]
    return store_of(path / "kgraph.db", articles)


SURE, FAIR, POOR = {"confidence": 0.97}, {"confidence": 0.75}, {"confidence": 0.5}


def test_the_direction_of_an_edge_does_not_matter_for_finding(tmp_path):
    path = of(tmp_path, ("Ana", "meet", "Bo", SURE), ("Cy", "hire", "Bo", SURE))
    assert names(ask(path, "Ana", "Cy")) == ["Ana-Bo-Cy"]
    [way] = ask(path, "Cy", "Ana").ways
    assert [step.relations[0].subject.name for step in way.steps] == ["Cy", "Ana"]


@pytest.mark.parametrize(
    ("direct", "best"),
    [
        (POOR, "Ana-Bo-Cy"),  # two sure steps win over one that is poorly evidenced
        (FAIR, "Ana-Cy"),  # and lose against a fair one
        ({"confidence": 0.9, "modality": "claimed"}, "Ana-Bo-Cy"),  # what is only claimed does half
    ],
)
def test_a_well_evidenced_longer_way_can_win_over_a_poor_short_one(tmp_path, direct, best):
    path = of(tmp_path, ("Ana", "meet", "Bo", SURE), ("Bo", "hire", "Cy", SURE), ("Ana", "sue", "Cy", direct))
    assert names(ask(path, "Ana", "Cy"))[0] == best
    assert sorted(names(ask(path, "Ana", "Cy"))) == ["Ana-Bo-Cy", "Ana-Cy"]


def test_more_sources_make_a_step_better(tmp_path):
    articles = [Article(f"a{i}").say("Ana", "meet", "Bo", f"in case {i}", confidence=0.6) for i in range(3)]
    articles += [Article("b").say("Ana", "meet", "Bea", confidence=0.7)]
    articles += [Article(f"c{x}").say(x, "hire", "Cy", confidence=0.8) for x in ("Bo", "Bea")]
    path = store_of(tmp_path / "kgraph.db", articles)
    assert names(ask(path, "Ana", "Cy")) == ["Ana-Bo-Cy", "Ana-Bea-Cy"]


def test_what_is_only_denied_connects_nobody(tmp_path):
    path = of(tmp_path, ("Ana", "meet", "Bo", {"polarity": "negative"}), ("Bo", "hire", "Cy", SURE))
    found = ask(path, "Ana", "Cy")
    assert not found.ways and found.exact
    assert (found.nearer.name, found.reached) == ("Ana", 0)


def test_co_mentions_are_gone_along_on_wish_only(tmp_path):
    article = Article("a").say("Ana", "meet", "Bo", polarity="negative")
    path = store_of(tmp_path / "kgraph.db", [article])
    assert names(ask(path, "Ana", "Bo")) == []
    assert names(ask(path, "Ana", "Bo", through="all")) == ["Ana-Bo"]


def test_all_relations_of_a_step_are_told_the_best_first(tmp_path):
    path = of(tmp_path, ("Ana", "meet", "Bo", FAIR), ("Bo", "hire", "Ana", SURE), ("Ana", "sue", "Bo", POOR))
    [way] = ask(path, "Ana", "Bo").ways
    assert [relation.type for relation in way.steps[0].relations] == ["hire", "meet", "sue"]


graphs = st.integers(3, 9).flatmap(
    lambda n: st.dictionaries(
        st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)).filter(lambda pair: pair[0] != pair[1]),
        st.sampled_from([0.2, 0.35, 0.5, 0.7, 0.7, 0.9, 0.97]),
        min_size=2,
        max_size=22,
    )
)


@settings(max_examples=60)
@given(edges=graphs)
def test_the_ways_are_the_best_without_loops(tmp_path_factory, edges):
    """As networkx finds them, which looks at the whole graph."""
    said = [
        Article(f"d{i}").say(f"N{a}", "verb" if a < b else "deed", f"N{b}", confidence=c)
        for i, ((a, b), c) in enumerate(edges.items())
    ]
    path = store_of(tmp_path_factory.mktemp("ways") / "kgraph.db", said)
    whole = networkx.Graph()
    for (a, b), c in edges.items():
        cost = step_cost(round(c, 4))
        before = whole.get_edge_data(f"N{a}", f"N{b}", {"weight": math.inf})["weight"]
        whole.add_edge(f"N{a}", f"N{b}", weight=min(cost, before))
    start, end = sorted(whole)[0], sorted(whole)[-1]
    found = ask(path, start, end, most=4)
    assert found.exact
    if not networkx.has_path(whole, start, end):
        assert not found.ways
        parts = [len(networkx.node_connected_component(whole, node)) - 1 for node in (start, end)]
        assert found.reached == min(parts)
        return
    best = list(islice(networkx.shortest_simple_paths(whole, start, end, weight="weight"), 4))
    costs = [sum(whole.edges[pair]["weight"] for pair in pairwise(nodes)) for nodes in best]
    mine = [[w.steps[0].start.name, *(s.end.name for s in w.steps)] for w in found.ways]
    assert all(len(set(nodes)) == len(nodes) for nodes in mine)
    assert len({tuple(nodes) for nodes in mine}) == len(mine)
    assert [sum(whole.edges[p]["weight"] for p in pairwise(n)) for n in mine] == pytest.approx(costs)
    assert found.ways[0].chance == pytest.approx(math.exp(-(costs[0] - STEP * (len(mine[0]) - 1))), abs=1e-3)


def run(path, *arguments):
    return CliRunner().invoke(main, ["path", *arguments, "-o", str(path.parent)])


def test_each_step_is_told_with_its_sentences(tmp_path):
    path = of(tmp_path, ("Ana", "meet", "Bo", SURE), ("Cy", "hire", "Bo", {"modality": "claimed"}))
    shown = run(path, "ana", "cy").stdout
    assert shown.startswith("1. Ana - Bo - Cy  (chance ")
    assert "  Ana -- meet -- Bo\n" in shown and "  Cy -- hire (claimed) -> Bo\n" in shown
    assert "“Ana meet Bo in the 0th case of 0.”" in shown
    [way] = json.loads(run(path, "ana", "cy", "--json").stdout)["ways"]
    assert [step["to"]["name"] for step in way["steps"]] == ["Bo", "Cy"]
    assert way["steps"][1]["relations"][0]["evidence"][0]["modality"] == "claimed"


def test_where_there_is_no_way_it_says_how_far_one_gets(tmp_path):
    path = of(tmp_path, ("Ana", "meet", "Bo", SURE), ("Cy", "hire", "Di", SURE), ("Di", "sue", "Ed", SURE))
    shown = run(path, "Cy", "Ana").stdout
    assert "no way leads from Cy to Ana along stated edges" in shown
    assert "from Ana one reaches 1 other, but not the other end" in shown and "--through all" in shown


def test_two_names_of_one_entity_are_no_question(tmp_path):
    path = store_of(tmp_path / "kgraph.db", [Article("a").say("Ana", "meet", "Bo")], {"Ana": ("Annie",)})
    assert "one and the same" in run(path, "Ana", "Annie").stdout


def test_a_name_of_two_is_taken_for_the_likeliest_and_a_note_says_so(tmp_path):
    said = [Article("a").say("Ana Li", "meet", "Bo").say("Ana Wu", "meet", "Bo").say("Ana Wu", "hire", "Bo")]
    path = store_of(tmp_path / "kgraph.db", said, {"Ana Li": ("Ana",), "Ana Wu": ("Ana",)})
    result = run(path, "Ana", "Bo")
    assert result.stdout.startswith("1. Ana Wu - Bo")
    assert "Ana is taken for Ana Wu (ana-wu); it may also be Ana Li" in result.stderr


def test_a_search_that_is_given_up_says_so(tmp_path, monkeypatch):
    path = of(tmp_path, *((f"A{i}", "meet", f"A{i + 1}", SURE) for i in range(30)))
    monkeypatch.setattr("kgraph.query.paths.MOST_EDGES", 5)
    found = ask(path, "A0", "A30")
    assert not found.exact and not found.ways
    assert "not all were looked at" in run(path, "A0", "A30").stdout
