"""Communities on the map, and what is left out above its bound: exact, found again, nothing lost."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
import test_map_access as access
import test_map_browser as base
from click.testing import CliRunner
from map_graphs import made_graph, seeds_graph
from test_map import data_of, entity
from test_map_explore import SVG, saved

from kgraph.cli import main
from kgraph.map import render_map, shown_on_map
from kgraph.map.communities import communities, rests
from kgraph.map.data import importance, most_important
from kgraph.map.layout import layout
from kgraph.pipeline import Outcome
from kgraph.types import Document, Graph, Plan, Relation, Span

browser, opened = base.browser, base.opened
in_browser = base.pytestmark


def related(pairs, names=None) -> Graph:
    ends = sorted({end for pair in pairs for end in pair} | set(names or ()))
    return Graph(
        tuple(entity(name) for name in ends),
        tuple(
            Relation(*sorted(pair), "co-mention", "co-mention", (Span("d", 0, 1),)) for pair in sorted(pairs)
        ),
        (Document("d", "d", "d", "A sentence."),),
    )


def cliques(sizes, bridges=()):
    """Groups of entities, each tied to all of its own: a00, a01 ... b00, b01 ..."""
    groups = [
        [f"{letter}{at:02}" for at in range(size)] for letter, size in zip("abcdefgh", sizes, strict=False)
    ]
    return related([pair for group in groups for pair in combinations(group, 2)] + list(bridges)), groups


# ---- who belongs to whom


def test_cliques_are_communities_named_by_their_most_important():
    graph, groups = cliques([6, 5, 4], [("a00", "b00"), ("b00", "c00")])
    found = communities(graph)
    assert [sorted(one.members) for one in found] == groups
    assert [one.names for one in found] == [
        ("a00", "a01", "a02"),
        ("b00", "b01", "b02"),
        ("c00", "c01", "c02"),
    ]


def test_everybody_who_is_tied_is_in_one_community_and_nobody_else():
    graph = made_graph(300)
    tied = {e for r in graph.relations for e in (r.subject, r.object) if r.subject != r.object}
    members = [key for one in communities(graph) for key in one.members]
    assert sorted(members) == sorted(tied)
    score = importance(graph)
    for one in communities(graph):
        assert [score[key] for key in one.members] == sorted(
            (score[key] for key in one.members), reverse=True
        )


def test_whoever_is_not_of_the_core_joins_those_that_it_is_tied_to():
    graph, _ = cliques([6, 6], [("a00", "b00"), ("a01", "x"), ("x", "y"), ("p", "q")])
    found = communities(graph, core=12)
    assert [sorted(one.members) for one in found] == [
        [*(f"a0{at}" for at in range(6)), "x", "y"],
        [f"b0{at}" for at in range(6)],
        ["p", "q"],
    ]


def test_communities_and_places_are_the_same_under_another_hash_seed():
    code = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1])\n"
        "from map_graphs import made_graph; from kgraph.map import render_map\n"
        "page = render_map(made_graph(150), title='T', max_entities=40)\n"
        "print(hashlib.sha256(page.encode()).hexdigest())"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code, os.path.dirname(__file__)],  # noqa: PTH120
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout


# ---- above the bound


@pytest.fixture(scope="module")
def cut():
    graph = made_graph(300)
    shown = most_important(graph, 30)
    found = communities(graph)
    return graph, shown, found, rests(graph, shown, found)


def test_everybody_who_is_left_out_is_in_one_rest(cut):
    graph, shown, found, left_out = cut
    members = [key for rest in left_out for key in rest.members]
    assert sorted(members) == sorted({e.id for e in graph.entities} - {e.id for e in shown.entities})
    for rest in left_out[:-1]:
        assert len(rest.members) >= 3
        assert set(rest.members) <= set(found[rest.community].members)
    assert [rest.community is None for rest in left_out] == [False] * (len(left_out) - 1) + [True]


def test_the_relations_of_a_rest_are_counted_exactly(cut):
    graph, shown, _, left_out = cut
    on_map = {e.id for e in shown.entities}
    of = {key: at for at, rest in enumerate(left_out) for key in rest.members}
    assert len(left_out) > 3
    for at, rest in enumerate(left_out):
        own = set(rest.members)
        touching = [r for r in graph.relations if own & {r.subject, r.object}]
        both = [r for r in touching if {r.subject, r.object} <= own]
        mapped = [r for r in touching if on_map & {r.subject, r.object}]
        assert (rest.inside, rest.outside) == (len(both), len(mapped))
        assert rest.inside + rest.outside + rest.between == len(touching)
        for key, n in rest.ties:
            assert n == sum(1 for r in mapped if key in (r.subject, r.object))
        for other, n in rest.rest_ties:
            assert n == sum(1 for r in touching if {of.get(r.subject), of.get(r.object)} == {at, other})
    assert sum(r.inside + r.outside for r in left_out) + sum(r.between for r in left_out) // 2 == len(
        graph.relations
    ) - len(shown.relations)


def test_a_rest_of_one_or_two_and_what_is_tied_to_nothing_stand_together():
    graph, _ = cliques([8, 5], [("a00", "b00")])
    graph = related([(r.subject, r.object) for r in graph.relations], ["alone"])
    found = communities(graph)
    shown = most_important(graph, 12)
    [rest] = rests(graph, shown, found)
    assert rest.community is None
    assert set(rest.members) == {e.id for e in graph.entities} - {e.id for e in shown.entities}


def test_a_rest_stands_by_its_community_and_covers_nothing(cut):
    graph, shown, found, left_out = cut
    place = layout(shown, found, left_out)
    assert set(place) == {e.id for e in shown.entities} | set(range(len(left_out)))
    page = data_of(render_map(graph, title="Cut", max_entities=30))
    discs = [(row[7][0], row[7][1], row[7][2]) for row in page["rests"]]
    for (ax, ay, ar), (bx, by, br) in combinations(discs, 2):
        assert (ax - bx) ** 2 + (ay - by) ** 2 >= (ar + br) ** 2


def test_the_page_holds_what_is_left_out(cut):
    graph, _, _, left_out = cut
    data = data_of(render_map(graph, title="Cut", max_entities=30))
    assert shown_on_map(graph, 30) == (
        data["scope"]["entities_shown"],
        data["scope"]["relations_shown"],
    )
    assert [row[2] for row in data["rests"]] == [len(rest.members) for rest in left_out]
    degree = {e.id: 0 for e in graph.entities}
    for r in graph.relations:
        for end in {r.subject, r.object}:
            degree[end] += 1
    named = {e.name: e for e in graph.entities}
    for row, rest in zip(data["rests"], left_out, strict=True):
        assert row[1] == [name for name, _, _ in row[4][:3]]
        for name, kind, relations in row[4]:
            one = named[name]
            assert one.id in rest.members and (kind, relations) == (one.type, degree[one.id])


def said_by_build(monkeypatch, tmp_path, graph, shown) -> str:
    """What `kgraph build --map-entities 30` says on the terminal where the map shows so much of the graph."""
    kinds = [r.kind for r in graph.relations]
    manifest = {"documents": len(graph.documents), "entities": len(graph.entities), "statements": 9}
    manifest |= {"stated relations": kinds.count("stated"), "co-mentions": kinds.count("co-mention")}
    manifest |= {"co-mentions cut": 0, "statements between entities": 9}
    outcome = Outcome(
        Plan(), tuple((key, str(n)) for key, n in manifest.items()), (), graph if shown else None, shown
    )
    monkeypatch.setattr("kgraph.pipeline.update", lambda *_, **__: outcome)
    done = CliRunner().invoke(main, ["build", str(tmp_path), "--map-entities", "30"])
    assert done.exit_code == 0
    return done.stderr


def test_the_terminal_says_how_much_is_on_the_map(monkeypatch, tmp_path, cut):
    graph, shown, _, _ = cut
    said = said_by_build(monkeypatch, tmp_path, graph, shown_on_map(graph, 30))
    assert (
        f"300 entities; on the map 30 of 300 entities, {len(shown.relations)} of {len(graph.relations):,} "
        "relations shown, the rest as communities (--map-entities N shows more)" in said
    )
    said = said_by_build(monkeypatch, tmp_path, graph, None)
    assert "300 entities; on the map 30 of them, as before (--map-entities N shows more)" in said
    few = made_graph(30)
    assert "on the map" not in said_by_build(monkeypatch, tmp_path, few, shown_on_map(few, 30))


def test_within_the_bound_nothing_is_left_out():
    data = data_of(render_map(seeds_graph(), title="All"))
    assert data["rests"] == []
    members = [at for _, row in data["communities"] for at in row]
    assert len(members) == len(set(members))


def bounded(monkeypatch, bound=30):
    monkeypatch.setattr(
        base, "render_map", lambda graph, title: render_map(graph, title=title, max_entities=bound)
    )


def cut_page(opened, monkeypatch):
    bounded(monkeypatch)
    return opened(made_graph(300))


@in_browser
def test_what_is_left_out_is_said_drawn_and_read(opened, monkeypatch, cut):
    graph, shown, _, left_out = cut
    page = cut_page(opened, monkeypatch)
    assert page.text("#cut").startswith(
        f"30 of 300 entities, {len(shown.relations)} of {len(graph.relations):,} relations shown"
    )
    boxes = page.page.evaluate("kgraph.boxes()")
    assert not base.overlaps(boxes)
    spot = page.page.evaluate("kgraph.whereIsRest(0)")
    page.page.mouse.click(spot["x"], spot["y"])
    page.settle()
    assert page.page.url.endswith("#rest=0")
    rest = left_out[0]
    touching = rest.inside + rest.outside + rest.between
    assert (
        f"Stands for {len(rest.members)} entities and {touching} relations that are not on the map "
        f"one by one: "
        f"{rest.inside} among themselves, {rest.outside} with entities on the map, "
        f"{rest.between} with others that are not shown." in page.text()
    )
    assert "--map-entities" in page.text()
    key, n = rest.ties[0]
    tied = page.page.locator(".tied").first
    assert tied.inner_text().split("\n") == [
        next(e.name for e in graph.entities if e.id == key),
        f"{n} relations",
    ]
    assert not base.overlaps(page.page.evaluate("kgraph.boxes()"))
    page.page.reload()
    page.settle()
    assert f"Stands for {len(rest.members)} entities" in page.text()


@in_browser
def test_who_is_left_out_is_found_by_the_search_and_stands_in_lists_and_table(opened, monkeypatch, cut):
    graph, _, _, left_out = cut
    names = {e.id: e.name for e in graph.entities}
    page = cut_page(opened, monkeypatch)
    assert "Not shown one by one" in page.text()
    page.page.keyboard.press("/")
    page.page.keyboard.type(names[left_out[1].members[0]])
    assert "not on the map one by one" in page.text("#results")
    page.page.keyboard.press("Enter")
    assert page.page.url.endswith("#rest=1")
    assert names[left_out[1].members[0]] in page.text()
    page.page.locator("#as-table").click()
    page.page.get_by_role("button", name="Not shown one by one", exact=True).click()
    rows = page.page.locator("#table tbody tr")
    assert rows.count() == len(left_out)
    assert sorted(
        int(rows.nth(at).locator("td").nth(1).inner_text()) for at in range(rows.count())
    ) == sorted(len(rest.members) for rest in left_out)
    page.page.locator("#as-table").click()
    page.page.locator(".key[data-value=rest]").click()
    assert page.page.url.endswith("no-kind=rest")
    assert page.text("#hidden-count").startswith(f"{len(left_out)} dashed circles hidden")
    page.page.goto(page.path.as_uri() + "#only=0")
    assert f" · {len(left_out)} dashed circles hidden" in page.text("#hidden-count")
    drawn = "Communities.now().bodies.filter((one) => one.isRest).length"
    assert page.page.evaluate(drawn) == 0
    page.page.locator("#show-all").click()
    assert page.page.evaluate(drawn) == len(left_out)


# ---- collapse and expand


@in_browser
def test_the_number_on_a_collapsed_community_counts_what_is_left_out_too(opened, monkeypatch):
    graph = made_graph(300)
    bounded(monkeypatch)
    page = opened(graph, address="#collapsed=0")
    whole = len(communities(graph)[0].members)
    assert whole > 30  # more than the map shows at all
    with page.page.expect_download() as saving:
        page.page.get_by_role("button", name="Drawing (SVG)").click()
    assert f">{whole}</text>" in Path(saving.value.path()).read_text(encoding="utf-8")


def inside(graph, members):
    return [r for r in graph.relations if {r.subject, r.object} <= set(members)]


@in_browser
def test_a_community_is_collapsed_into_one_node_and_expanded_again(opened):
    graph = made_graph(120)
    one = communities(graph)[0]
    page = opened(graph, address=f"#entity={one.members[0]}")
    page.page.locator(".link").click()
    page.settle()
    assert page.text("#reading h2") == ", ".join(one.names)
    assert f"{len(inside(graph, one.members))} relations inside" in page.text(".facts")
    before = {box["text"] for box in page.page.evaluate("kgraph.boxes()")}
    assert one.names[0] in before
    # An open one has no node, and no ring is drawn around its place.
    page.page.evaluate("""() => { const { arc } = CanvasRenderingContext2D.prototype; window.radii = [];
      CanvasRenderingContext2D.prototype.arc = function (...a) { radii.push(a[2]); arc.apply(this, a); };
      Draw.again(); }""")
    page.settle()
    radii = page.page.evaluate("radii")
    assert len(radii) > 10 and 4 not in radii
    page.page.get_by_role("button", name="Collapse", exact=True).focus()
    page.page.keyboard.press("Enter")
    page.settle()
    assert page.page.url.endswith("#community=0&collapsed=0")
    boxes = page.page.evaluate("kgraph.boxes()")
    assert one.names[0] not in {box["text"] for box in boxes} and not base.overlaps(boxes)
    assert any(f"and {len(one.members) - 3} more" in box["text"] for box in boxes)
    assert (
        f"1 community collapsed: {len(one.members)} entities and "
        f"{len(inside(graph, one.members))} relations inside" in page.text("#hidden-count")
    )
    page.page.reload()
    page.settle()
    assert "1 community collapsed" in page.text("#hidden-count")
    spot = page.page.evaluate("kgraph.whereIsCommunity(0)")
    page.page.mouse.dblclick(spot["x"], spot["y"])
    page.settle()
    assert page.page.url.endswith("#community=0")
    assert page.page.locator("#filters").is_hidden()
    page.page.go_back()
    page.settle()
    assert "1 community collapsed" in page.text("#hidden-count")
    page.page.locator(".key[data-value=PERSON]").click()
    left = {e.id for e in graph.entities if e.type != "PERSON"} & set(one.members)
    counted = f"{len(left)} entities and {len(inside(graph, left))} relations inside"
    assert counted in page.text("#hidden-count")
    assert f"{len(inside(graph, left))} relations inside" in page.text(".facts")
    page.page.locator(".key[data-value=PERSON]").click()
    page.page.locator("#chips button").click()
    page.settle()
    assert page.page.locator("#filters").is_hidden()


@in_browser
def test_a_line_of_a_collapsed_community_opens_to_its_relations(opened):
    graph = made_graph(120)
    first, second = communities(graph)[:2]
    between = [
        r
        for r in graph.relations
        if {r.subject, r.object} & set(first.members) and {r.subject, r.object} & set(second.members)
    ]
    stated = [r for r in between if r.kind == "stated"]
    page = opened(graph, address="#collapsed=0.1&tie=c0-c1")
    assert page.text("#reading h2") == f"{len(between)} relations"
    assert "since both ends are collapsed" in page.text("#reading .hint")
    page.page.locator(".key[data-value=co-mention]").click()
    page.settle()
    assert page.text("#chips bdi >> nth=0") == "without co-mentions"
    assert page.text("#reading h2") == f"{len(stated)} relations"
    page.page.locator("#reading .relation").first.click()
    page.until("document.querySelectorAll('.statement').length > 0")
    assert page.page.locator("blockquote").count() > 0
    assert "collapsed=0.1" in page.page.url
    page.page.go_back()
    page.settle()
    assert page.text("#reading h2") == f"{len(stated)} relations"


@in_browser
def test_a_line_of_a_collapsed_community_is_opened_by_a_click(opened):
    graph, _ = cliques([5, 5, 4], [("a00", "b00"), ("a01", "b01"), ("b00", "c00")])
    page = opened(graph, address="#collapsed=all")
    ends = [page.page.evaluate(f"kgraph.whereIsCommunity({at})") for at in (0, 1)]
    x, y = (sum(end[axis] for end in ends) / 2 for axis in ("x", "y"))
    page.page.mouse.move(x, y)
    page.until("document.getElementById('canvas').style.cursor === 'pointer'")
    page.page.mouse.click(x, y)
    page.settle()
    assert page.page.url.endswith("#tie=c0-c1&collapsed=all")
    assert page.text("#reading h2") == "2 relations"


@in_browser
def test_all_are_collapsed_at_once_and_a_member_that_is_found_expands_its_own(opened):
    graph = made_graph(200)
    great = [one for one in communities(graph) if len(one.members) >= 4]
    assert len(great) >= 3
    page = opened(graph)
    page.page.get_by_role("button", name="Collapse all").click()
    page.settle()
    assert page.page.url.endswith("#collapsed=all")
    told = page.text("#filters")
    assert page.text("#hidden-count").startswith(f"{len(great)} communities collapsed")
    page.page.reload()
    page.settle()
    assert page.text("#filters") == told and "collapsed: " in told
    boxes = page.page.evaluate("kgraph.boxes()")
    assert not base.overlaps(boxes)
    member = next(e for e in graph.entities if e.id == great[1].members[0])
    page.page.keyboard.press("/")
    page.page.keyboard.type(member.name)
    page.page.keyboard.press("Enter")
    page.settle()
    assert page.text("#hidden-count").startswith(f"{len(great) - 1} communities collapsed")
    assert member.name in {box["text"] for box in page.page.evaluate("kgraph.boxes()")}
    page.page.locator("#show-all").click()
    page.settle()
    assert page.page.url.endswith(f"#entity={member.id}")


@in_browser
def test_an_area_lies_behind_each_community_of_some_size(opened):
    graph = made_graph(200)
    page = opened(graph)
    root = ElementTree.fromstring(saved(page, "Drawing (SVG)"))
    areas = [one for one in root.iter(f"{SVG}path") if one.get("opacity") == "0.45"]
    assert len(areas) == sum(1 for one in communities(graph) if len(one.members) >= 6) > 3


@in_browser
def test_only_one_community_is_shown(opened):
    graph = made_graph(120)
    one = communities(graph)[1]
    page = opened(graph, address="#community=1")
    page.page.get_by_role("button", name="Show only this").click()
    page.settle()
    lost = len(graph.entities) - len(one.members)
    assert (
        f"{lost} entities and {len(graph.relations) - len(inside(graph, one.members))} relations hidden"
        in page.text("#hidden-count")
    )
    page.page.reload()
    assert f"{lost} entities and" in page.text("#hidden-count")
    page.page.locator("#chips button").click()
    assert page.page.locator("#filters").is_hidden()


@in_browser
@pytest.mark.parametrize(
    "address",
    ["#collapsed=99.x.-1.0x", "#community=999", "#rest=7", "#tie=c0-__proto__", "#only=constructor"],
)
def test_an_address_that_names_no_community_shows_all(opened, address):
    page = opened(seeds_graph(), address=address)
    assert page.text("#reading h2") == "Who is connected to whom"
    assert page.page.locator("#filters").is_hidden()


@in_browser
def test_the_name_of_a_hostile_community_is_text(opened):
    texts = [
        "<img src=x onerror=alert(1)>",
        "\u202eevil",
        "</script><script>alert(1)</script>",
        "__proto__",
        "x" * 10_000,
    ]
    graph = related(list(combinations(texts, 2)))
    page = opened(graph, address="#community=0")
    page.page.get_by_role("button", name="Collapse", exact=True).click()
    page.settle()
    assert "<img src=x onerror" in page.text() or "</script>" in page.text()
    assert page.page.locator("#reading img, #reading script").count() == 0


@in_browser
def test_all_that_is_said_of_communities_is_open_to_axe_and_fits_small_screens(opened, monkeypatch):
    pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    bounded(monkeypatch, 60)
    page = access.with_axe(opened, made_graph(300))
    small = opened(made_graph(300), viewport={"width": 320, "height": 640})
    for address in ("", "rest=0", "community=0&collapsed=0", "collapsed=all&tie=c0-c1", "table=rests"):
        access.go(page, address)
        assert access.complaints(page) == [], address
        access.go(small, address)
        assert small.page.evaluate("document.documentElement.scrollWidth") <= 320, address
        assert small.page.evaluate(access.BEYOND) == [], address


@in_browser
def test_a_finger_opens_and_expands_a_community(opened):
    graph = made_graph(120)
    page = opened(graph, address="#collapsed=0", has_touch=True, viewport={"width": 390, "height": 844})
    spot = page.page.evaluate("kgraph.whereIsCommunity(0)")
    page.page.touchscreen.tap(spot["x"], spot["y"])
    page.until("location.hash === '#community=0&collapsed=0'")
    page.page.get_by_role("button", name="Expand", exact=True).tap()
    page.settle()
    assert page.page.url.endswith("#community=0")
