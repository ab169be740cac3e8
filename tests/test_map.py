"""The map as a text: nothing lost, nothing live, always the same.  What it does is in test_map_browser."""

import base64
import gzip
import hashlib
import json
import math
import os
import re
import subprocess
import sys
from dataclasses import replace
from importlib.resources import files
from itertools import combinations

import numpy as np
import pytest
from map_graphs import counted, made_graph, seeds_graph

from kgraph.map import SCRIPTS, VIS_NETWORK, render_map
from kgraph.map.data import importance
from kgraph.map.layout import layout, radii
from kgraph.types import ENTITY_TYPES, Argument, Copy, Document, Entity, Graph, Relation, Span

VIS_SHA256 = "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"
OWN = (*SCRIPTS, "map.css", "template.html")


def own(name: str) -> str:
    return files("kgraph.map").joinpath(name).read_text(encoding="utf-8")


def data_of(page: str) -> dict:
    block = r'<script type="([a-z/]+)" id="%s">(.*?)</script>'
    [(_, data)] = re.findall(block % "data", page, re.DOTALL)
    [(kind, evidence)] = re.findall(block % "evidence", page, re.DOTALL)
    if kind == "text/plain":
        evidence = gzip.decompress(base64.b64decode(evidence)).decode()
    return json.loads(data) | json.loads(evidence)


def rows(table: dict) -> list[dict]:
    return [
        table["same"] | {name: column[at] for name, column in table["each"].items()}
        for at in range(table["n"])
    ]


def entity(name: str, kind: str = "PERSON", doc: str = "d") -> Entity:
    return Entity(name, name, kind, (name,), (Span(doc, 0, 1),))


@pytest.fixture(scope="module")
def page() -> str:
    return render_map(seeds_graph(), title="Seeds")


# ---- nothing is lost


@pytest.mark.parametrize(
    "graph", [seeds_graph(), made_graph(80), made_graph(900)], ids=["seeds", "made", "packed"]
)
def test_every_relation_stands_in_the_page_with_all_its_evidence(graph):
    data = data_of(render_map(graph, title="All"))
    text = {document.id: document.text for document in graph.documents}
    assert len(data["relations"]) == len(graph.relations)
    for relation, row, edge in zip(graph.relations, data["relations"], rows(data["edges"]), strict=True):
        ends = [data["entities"][edge[end]][0] for end in ("from", "to")]
        assert (ends, data["types"][row[0]]) == ([relation.subject, relation.object], relation.type)
        assert data["families"][row[1]] == relation.family
        assert bool(row[2]) == (relation.kind == "stated")
        quotes = [data["sentences"][at][0] for at in row[7]]
        assert quotes == [text[span.doc][span.start : span.end] for span in relation.sentences]
        assert len(row[8]) == len(relation.statements)
        for statement, said in zip(relation.statements, row[8], strict=True):
            sentence = data["sentences"][said[0]]
            assert (
                sentence[0] == text[statement.sentence.doc][statement.sentence.start : statement.sentence.end]
            )
            for argument, place in zip(
                (statement.subject, statement.predicate, statement.object), said[1:4], strict=True
            ):
                if isinstance(place[0], int):
                    span = argument.span
                    assert sentence[0][place[0] : place[1]] == text[span.doc][span.start : span.end]
                if not isinstance(place[0], int) or len(place) == 3:
                    assert place[-1] == argument.text


def test_only_a_large_map_is_packed():
    kinds = [
        re.findall(r'<script type="([a-z/]+)" id="evidence"', render_map(g, title="T"))
        for g in (seeds_graph(), made_graph(900))
    ]
    assert kinds == [["application/json"], ["text/plain"]]


def test_a_sentence_stands_once_however_many_relations_it_has(page):
    data = data_of(page)
    assert len(data["sentences"]) < sum(len(row[7]) for row in data["relations"])
    quotes = list(zip(data["sentence_documents"], (row[0] for row in data["sentences"]), strict=True))
    assert len(quotes) == len(set(quotes))


def test_the_marks_of_a_sentence_are_mentions_of_the_entity():
    graph = seeds_graph()
    data = data_of(render_map(graph, title="Marks"))
    aliases = [{entity.name, *entity.aliases} for entity in graph.entities]
    marks = [
        (text[row[at + 1] : row[at + 2]], aliases[row[at]])
        for text, row in data["sentences"]
        for at in range(0, len(row), 3)
    ]
    assert len(marks) > 100
    assert all(said in names for said, names in marks)


def test_the_page_knows_of_each_sentence_with_which_source_it_counts():
    """So that it can count the sources that are left when outlets or times are left out."""
    graph = made_graph(60)
    ids = [document.id for document in graph.documents]
    graph = counted(
        replace(
            graph, copies=tuple(Copy(id_, ids[at - at % 3], 1.0, "") for at, id_ in enumerate(ids) if at % 3)
        )
    )
    found = data_of(render_map(graph, title="x"))
    origins = [
        row[12] if len(row) > 12 else [found["sentence_documents"][at] for at in row[7]]
        for row in found["relations"]
    ]
    assert [len(set(one)) for one in origins] == [relation.sources for relation in graph.relations]
    assert any(relation.sources < relation.distinct for relation in graph.relations)


def test_a_statement_keeps_those_who_tell_that_its_source_says_so():
    graph = seeds_graph()
    number = next(n for n, r in enumerate(graph.relations) if r.statements)
    relation = graph.relations[number]
    told = replace(relation.statements[0], source=Argument("Lavrov"), relayed_by=(Argument("Reuters"),))
    told_graph = replace(
        graph,
        relations=(
            *graph.relations[:number],
            replace(relation, statements=(told, *relation.statements[1:])),
            *graph.relations[number + 1 :],
        ),
    )
    page = json.dumps(data_of(render_map(told_graph, title="Told")))
    assert page.count('[["Reuters"]]') == 1
    assert '["Lavrov"]' in page


def test_the_header_counts_the_graph():
    graph = seeds_graph()
    scope = data_of(render_map(graph, title="Scope"))["scope"]
    assert scope["documents"] == 4
    assert (scope["first"], scope["last"]) == ("2025-09-02", "2025-09-27")
    assert scope["entities"] == scope["entities_shown"] == len(graph.entities)
    assert scope["stated"] + scope["co_mentions"] == len(graph.relations)


def test_above_the_bound_the_best_connected_are_shown_and_the_rest_counted():
    graph = made_graph(200)
    data = data_of(render_map(graph, title="Cut", max_entities=50))
    score = importance(graph)
    shown = {row[0] for row in data["entities"]}
    assert len(shown) == data["scope"]["entities_shown"] == 50
    assert min(score[key] for key in shown) >= max(score[key] for key in score if key not in shown)
    among = [r for r in graph.relations if r.subject in shown and r.object in shown]
    assert len(data["relations"]) == data["scope"]["relations_shown"] == len(among)
    assert (data["scope"]["entities"], data["scope"]["relations"]) == (200, len(graph.relations))


def test_max_entities_below_one_is_refused():
    with pytest.raises(ValueError, match="at least 1, got 0"):
        render_map(Graph(), title="None", max_entities=0)


# ---- always the same


def test_the_same_graph_gives_the_same_bytes_under_another_hash_seed():
    code = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1])\n"
        "from map_graphs import made_graph; from kgraph.map import render_map\n"
        "print(hashlib.sha256(render_map(made_graph(120), title='T').encode()).hexdigest())"
    )
    found = set()
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", code, os.path.dirname(__file__)],  # noqa: PTH120
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        found.add(run.stdout.strip())
    assert len(found) == 1


def test_the_graph_is_not_changed():
    graph = seeds_graph()
    render_map(graph, title="Same")
    assert graph == seeds_graph()


# ---- nothing is live


@pytest.mark.parametrize(
    "text",
    [
        "</script><script>alert(1)</script>",
        "<!--<script>",
        "]]>",
        "\u2028\u2029",
        "{{7*7}}",
        "\"'><svg onload=x>",
        "\x00",
    ],
)
def test_a_hostile_text_stays_inside_the_data(text):
    documents = (Document("d", "n", "javascript:alert(1)", f"A {text} B", text, "2025", text),)
    graph = Graph(
        (entity(f"A{text}"), entity(f"B{text}")),
        (Relation(f"A{text}", f"B{text}", text, "co-mention", (Span("d", 0, len(text) + 4),), family=text),),
        documents,
    )
    page = render_map(graph, title=text)
    benign = render_map(
        Graph(
            (entity("A"), entity("B")),
            (Relation("A", "B", "t", "co-mention", (Span("d", 0, 1),)),),
            (Document("d", "n", "s", "A B"),),
        ),
        title="t",
    )
    assert page.lower().count("<script") == benign.lower().count("<script")
    assert page.lower().count("<svg") == benign.lower().count("<svg")
    assert "\u2028" not in page[page.index('id="data"') :]
    data = data_of(page)
    assert data["entities"][0][1] == f"A{text}"
    assert data["sentences"][0][0] == f"A {text} B"
    assert (data["outlets"], data["document_dates"]) == ([text], ["2025"])
    assert data["documents"][0] == ["n", text, None]


def test_a_lone_surrogate_becomes_a_replacement_character_and_the_page_can_be_written():
    name = "Half \ud83d letter"
    graph = Graph((entity(name),), (), (Document("d", name, "s", name),))
    page = render_map(graph, title=name)
    assert data_of(page)["entities"][0][1] == "Half � letter"
    assert "Half � letter</title>" in page
    page.encode("utf-8")


def test_the_policy_names_every_script_and_allows_no_other(page):
    [policy] = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    policy = policy.replace("&#39;", "'")
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    hashes = [f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in scripts]
    assert len(scripts) == 1 + len(SCRIPTS)
    [allowed] = re.findall(r"script-src ([^;]*);", policy)
    assert allowed.split() == hashes
    assert policy.startswith("default-src 'none';")
    assert "base-uri 'none'" in policy and "form-action 'none'" in policy


def test_nothing_in_the_page_is_loaded_from_elsewhere(page):
    markup = re.sub(r"(<script[^>]*>).*?(</script>)", r"\1\2", page, flags=re.DOTALL)
    assert re.findall(r"(?:src|href)\s*=\s*(\S+)|(@import|url\()", markup) == [('"#panel"', "")]
    assert "sourceMappingURL" not in page


@pytest.mark.parametrize("name", OWN)
def test_the_sources_write_no_markup(name):
    markup = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|srcdoc|DOMParser|\|\s*safe"
    assert not re.findall(markup + r"|\beval\b|new Function", own(name))


def test_vis_network_is_the_file_that_was_examined():
    content = files("pyvis").joinpath(VIS_NETWORK).read_bytes()
    assert hashlib.sha256(content).hexdigest() == VIS_SHA256
    assert b"</script" not in content.lower() and b"<!--" not in content


# ---- the layout


@pytest.mark.parametrize("size", [1, 2, 30, 300, 1000])
def test_no_two_nodes_overlap(size):
    graph = made_graph(size) if size > 2 else Graph(tuple(entity(str(at)) for at in range(size)))
    place, radius = layout(graph), radii(graph)
    assert set(place) == {entity.id for entity in graph.entities}
    overlapping = {
        key
        for left, right in combinations(place, 2)
        if math.dist(place[left], place[right]) < radius[left] + radius[right]
        for key in (left, right)
    }
    assert len(overlapping) <= size / 100


def test_communities_stand_apart():
    """Two cliques that one tie connects: every member is nearer to its own middle than to the other."""
    names = [f"{side}{at}" for side in "ab" for at in range(8)]
    pairs = [(s, o) for s, o in combinations(names, 2) if s[0] == o[0]] + [("a0", "b0")]
    graph = Graph(
        tuple(entity(name) for name in names),
        tuple(Relation(s, o, "co-mention", "co-mention", (Span("d", 0, 1),)) for s, o in pairs),
    )
    place = layout(graph)
    middle = {
        side: [sum(place[n][axis] for n in names if n[0] == side) / 8 for axis in (0, 1)] for side in "ab"
    }
    for name in names:
        other = "b" if name[0] == "a" else "a"
        assert math.dist(place[name], middle[name[0]]) < math.dist(place[name], middle[other])


def test_what_is_connected_to_nothing_stands_below():
    graph = seeds_graph()
    place = layout(graph)
    tied = [key for key in place if key not in ("Shigeru Ishiba", "Victor Cha") and "Center" not in key]
    assert place["Shigeru Ishiba"][1] > max(place[key][1] for key in tied)


def test_parallel_edges_lie_side_by_side():
    graph = seeds_graph()
    one = next(r for r in graph.relations if r.kind == "stated")
    many = tuple(sorted((replace(one, type=f"t{at:03}") for at in range(500)), key=lambda r: r.type))
    graph = replace(graph, relations=many)
    bends = [edge["bend"] for edge in rows(data_of(render_map(graph, title="Many"))["edges"])]
    assert len(set(bends)) == 500
    assert max(map(abs, bends)) <= 1
    opposite = replace(one, subject=one.object, object=one.subject, type="back")
    there = replace(graph, relations=tuple(sorted((one, opposite), key=lambda r: (r.subject, r.object))))
    assert [edge["bend"] for edge in rows(data_of(render_map(there, title="Two"))["edges"])].count(0) == 1


def test_a_graph_of_nothing_gives_a_page():
    assert data_of(render_map(Graph(), title="Empty"))["entities"] == []


# ---- the palette


def palette(theme: str) -> dict[str, str]:
    light, dark = own("map.css").split("@media (prefers-color-scheme: dark)", 1)
    block = light if theme == "light" else dark[: dark.index("* {")]
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", block))


def luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, two: str) -> float:
    high, low = sorted((luminance(one), luminance(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_stand_out_from_the_paper(theme):
    colors = palette(theme)
    for name, color in colors.items():
        if name.startswith(("type-", "family-", "denied")):
            assert contrast(color, colors["paper"]) >= 3, (name, color)
            assert contrast(color, colors["card"]) >= 3, (name, color)
    for text in ("ink", "soft", "accent", "denied"):
        assert min(contrast(colors[text], colors[ground]) for ground in ("paper", "card")) >= 4.5, text
    assert contrast(colors["ink"], colors["mark"]) >= 4.5
    assert contrast(colors["soft"], colors["mark-soft"]) >= 4.5


# What a dichromat sees: Machado, Oliveira and Fernandes 2009, severity 1.
SIGHT = {
    "full": np.eye(3),
    "protan": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deutan": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.01182, 0.04294, 0.968881],
    ],
    "tritan": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.3039],
    ],
}
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def lab(color: str, sight: str) -> np.ndarray:
    rgb = np.array([int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    x, y, z = np.cbrt(XYZ @ np.clip(np.array(SIGHT[sight]) @ linear, 0, 1) / [0.9505, 1, 1.089])
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("kinds", "number"), [(("type-",), len(ENTITY_TYPES)), (("family-", "denied"), 13)])
def test_colours_are_told_apart_by_eyes_of_every_kind(theme, sight, kinds, number):
    colors = {name: lab(color, sight) for name, color in palette(theme).items() if name.startswith(kinds)}
    assert len(colors) == number
    for one, two in combinations(colors, 2):
        if {one, two} == {"denied", "family-other"}:
            continue  # a cross and "not so" double the one
        assert np.linalg.norm(colors[one] - colors[two]) >= 12, (one, two)
