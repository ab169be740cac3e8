"""The map in a real browser: filters against misreading, neighbourhoods, ways, and what can be saved."""

from __future__ import annotations

import base64
import csv
import io
from dataclasses import replace
from xml.etree import ElementTree

import pytest
import test_map_browser as base
import test_map_hostile as hostile
from map_graphs import made_graph, seeds_graph
from test_map_read import stated

from kgraph.types import Relation

pytestmark = base.pytestmark
browser, opened = base.browser, base.opened


def hidden(page):
    return page.text("#hidden-count").removesuffix("Show all").strip()


# ---- filters


def test_what_is_not_a_plain_fact_can_be_hidden(opened):
    graph = seeds_graph()
    page = opened(graph)
    words = {
        "negative": "without what is not so",
        "claimed": "without what is claimed",
        "planned": "without what is planned",
    }
    for group, value in (("polarity", "negative"), ("modality", "claimed"), ("modality", "planned")):
        lost = sum(1 for r in graph.relations if getattr(r, group) == value)
        key = page.page.locator(f".key[data-value={value}]")
        assert key.locator(".count").inner_text() == str(lost)
        key.click()
        assert hidden(page) == f"0 entities and {lost} relation{'s' if lost > 1 else ''} hidden"
        assert page.page.url.endswith(f"#no-{group}={value}")
        assert page.text("#chips bdi") == words[value]
        key.click()
        assert page.page.locator("#hidden-count").is_hidden()


def test_only_what_several_sources_say_can_be_shown(opened):
    graph = seeds_graph()
    page = opened(graph)
    page.page.get_by_role("button", name="More filters").click()
    page.page.locator(".least input").first.focus()
    page.page.keyboard.press("ArrowRight")
    lost = sum(1 for r in graph.relations if r.sources < 2)
    assert hidden(page) == f"0 entities and {lost} relations hidden"
    assert "2+ sources" in page.text(".least")
    page.page.reload()
    assert hidden(page) == f"0 entities and {lost} relations hidden"


# ---- packed sentences


def test_the_sentences_of_a_large_map_are_unpacked_when_asked_for(opened, monkeypatch):
    monkeypatch.setattr("kgraph.map.PACKED_ABOVE", 0)
    graph = seeds_graph()
    at = next(i for i, r in enumerate(graph.relations) if r.type == "mutual defence pact")
    page = opened(graph, address=f"#relation={at}")
    page.until("document.querySelectorAll('.statement').length === 2")
    assert "pact signed by Russia and North Korea" in page.text().replace("\n", " ")
    page.page.locator(".ends .entity").first.click()
    assert page.text("#reading h2") == "Russia"
    assert page.page.evaluate("document.activeElement.tagName") == "H2"
    assert "Articles" in page.text()


def test_a_browser_that_cannot_unpack_says_so_and_shows_the_rest(opened, monkeypatch):
    monkeypatch.setattr("kgraph.map.PACKED_ABOVE", 0)
    page = opened(seeds_graph())
    page.page.add_init_script("delete window.DecompressionStream")
    page.page.reload()
    page.page.locator(".top .entity").first.click()
    page.until("document.querySelector('#reading h2').textContent.startsWith('The sentences stay closed')")
    assert "DecompressionStream" in page.text()
    page.page.locator(".back").click()
    assert "mutual defence pact" in page.text()


# ---- neighbourhoods and ways


def neighbours(graph, key, steps):
    found = {key}
    for _ in range(steps):
        found |= {e for r in graph.relations if {r.subject, r.object} & found for e in (r.subject, r.object)}
    return found


def test_a_neighbourhood_alone_can_be_shown(opened):
    graph = made_graph(80)
    key = next(e.id for e in graph.entities if 3 <= len(neighbours(graph, e.id, 1)) <= 8)
    page = opened(graph, address=f"#entity={key}")
    for steps, label in ((1, "1 step around"), (2, "2 steps around")):
        page.page.get_by_role("button", name=label).click()
        page.settle()
        lost = len(graph.entities) - len(neighbours(graph, key, steps))
        assert f"{lost} entities and" in hidden(page)
        assert page.page.get_by_role("button", name=label).get_attribute("aria-pressed") == "true"
    page.page.reload()
    assert f"{lost} entities and" in hidden(page)
    page.page.get_by_role("button", name="2 steps around").click()
    assert page.page.locator("#hidden-count").is_hidden()


def test_the_way_between_two_is_found_and_read_without_a_mouse(opened):
    page = opened(seeds_graph(), address="#entity=Gazprom")
    page.page.get_by_role("button", name="Way to …").focus()
    page.page.keyboard.press("Enter")
    assert page.page.locator("#search").get_attribute("placeholder") == "From Gazprom to …"
    page.page.keyboard.type("bessent")
    page.page.keyboard.press("Enter")
    assert page.page.url.endswith("#from=Gazprom&to=Scott%20Bessent")
    assert "2 steps" in page.text()
    steps = page.page.locator(".relation").evaluate_all("all => all.map((one) => one.ariaLabel)")
    assert steps == [
        "China, in one sentence with, Gazprom: 1 sentence",
        "Scott Bessent, accuse, China: 2 sentences",
    ]
    assert page.page.locator("blockquote").count() == 3
    page.settle()
    assert {"Gazprom", "China", "Scott Bessent"} <= {b["text"] for b in page.page.evaluate("kgraph.boxes()")}
    page.page.keyboard.press("Escape")  # empties the search
    page.page.keyboard.press("Escape")
    assert page.text("#reading h2") == "Who is connected to whom"


def test_the_best_ways_are_those_of_the_fewest_steps_then_of_most_sentences(opened):
    ties = {
        ("A", "B"): 1,
        ("B", "Z"): 1,
        ("A", "C"): 3,
        ("C", "Z"): 2,
        ("A", "D"): 1,
        ("D", "E"): 9,
        ("E", "Z"): 9,
    }
    rows = [(s, "meet", o, "meeting", {}) for (s, o), n in ties.items() for _ in range(n)]
    denied = ("A", "meet", "F", "meeting", {"polarity": "negative"}), ("F", "meet", "Z", "meeting", {})
    more = ("A", "sue", "C", "conflict", {})  # beside a better one, no way of its own
    page = opened(stated(*rows, *denied, more), address="#from=A&to=Z")
    ways = page.page.locator(".ways button")
    assert ways.all_inner_texts() == ["via C", "via B", "via D, E"]
    assert page.page.locator("blockquote").count() == 5
    ways.nth(1).click()
    assert page.page.url.endswith("#from=A&to=Z&way=2")
    assert [one.get_attribute("aria-pressed") for one in ways.all()] == ["false", "true", "false"]
    assert page.page.locator("blockquote").count() == 2
    page.settle()
    names = {box["text"] for box in page.page.evaluate("kgraph.boxes()")}
    assert {"A", "B", "Z"} <= names and not names & {"C", "D", "E", "F"}
    page.page.reload()
    assert ways.nth(1).get_attribute("aria-pressed") == "true"
    page.page.go_back()
    assert ways.nth(0).get_attribute("aria-pressed") == "true"
    page.page.goto(page.path.as_uri() + "#from=A&to=B&way=99")
    assert "1 step; of the shortest ways the best evidenced." in page.text()


def test_a_way_of_what_is_stated_comes_before_one_of_names_in_one_sentence(opened):
    graph = stated(*[(a, "meet", b, "meeting", {}) for a, b in ("AB", "BZ")])
    one = replace(graph.relations[0].statements[0].sentence, end=3)
    together = [
        Relation(a, b, "co-mention", "co-mention", (one,), sources=1) for a, b in ("AB", "AC", "BZ", "CZ")
    ]
    graph = replace(
        graph,
        entities=(*graph.entities, replace(graph.entities[0], id="C", name="C")),
        relations=tuple(sorted((*graph.relations, *together), key=lambda r: (r.subject, r.object, r.type))),
    )
    page = opened(graph, address="#from=A&to=Z")
    assert page.page.locator(".ways button").all_inner_texts() == ["via B", "via C"]
    assert page.page.locator("#reading .relation .words").all_inner_texts() == ["– meet", "– meet"]


def test_where_no_way_is_shown_the_page_says_so(opened):
    page = opened(seeds_graph(), address="#from=China&to=Shigeru%20Ishiba")
    nothing = "Nothing that is shown connects the two."
    assert page.text("#reading .hint") == nothing
    page.page.goto(page.path.as_uri() + "#from=China&to=Xi%20Jinping&no-type=PERSON")
    assert page.text("#reading .hint") == f"{nothing} Without the filters there may be a way."
    page.page.locator("#show-all").click()
    assert "1 step" in page.text("#reading .facts")


# ---- save


def saved(page, label):
    with page.page.expect_download() as waiting:
        page.page.get_by_role("button", name=label).click()
    return waiting.value.path().read_bytes()


def sayers(relation, sentence):
    here = [one.source for one in relation.statements if one.sentence == sentence and one.source]
    return "; ".join(dict.fromkeys(source.text for source in here))


def test_the_relations_shown_are_saved_as_a_table(opened):
    graph = seeds_graph()
    page = opened(graph, address="#no-kind=co-mention")
    lines = list(
        csv.DictReader(io.StringIO(saved(page, "Table with the sentences").decode("utf-8-sig"), newline=""))
    )
    text = {document.id: document.text for document in graph.documents}
    wanted = [
        (r.subject, r.type, r.object, str(r.sources), text[s.doc][s.start : s.end], sayers(r, s))
        for r in graph.relations
        if r.kind == "stated"
        for s in r.sentences
    ]
    columns = ("subject", "relation", "object", "independent_sources", "sentence", "according_to")
    assert {line[-1] for line in wanted} == {"", "Trump"}
    assert [tuple(x[name] for name in columns) for x in lines] == wanted


def test_a_cell_of_the_table_is_no_formula(opened):
    page = opened(hostile.hostile_graph(["=1+1", '"quoted", and\r\nbroken']))
    lines = list(
        csv.reader(io.StringIO(saved(page, "Table with the sentences").decode("utf-8-sig"), newline=""))
    )
    assert [len(line) for line in lines] == [16] * 3
    assert {line[1] for line in lines[1:]} == {"'=1+1", '"quoted", and\r\nbroken'}


def test_the_picture_is_saved_on_its_paper(opened):
    page = opened(seeds_graph())
    content = saved(page, "Picture")
    assert content.startswith(b"\x89PNG") and len(content) > 10_000
    assert page.page.evaluate(COLOURS_IN, base64.b64encode(content).decode()) > 20


# How many colours a picture has, by its bytes in base64: a blank one has one.
COLOURS_IN = """async (text) => {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const canvas = new OffscreenCanvas(picture.width, picture.height), ctx = canvas.getContext('2d');
  ctx.drawImage(picture, 0, 0);
  const { data } = ctx.getImageData(0, 0, picture.width, picture.height);
  return new Set(new Uint32Array(data.buffer)).size; }"""


def test_a_sentence_is_copied_with_its_source(opened):
    graph = seeds_graph()
    at = next(i for i, r in enumerate(graph.relations) if r.type == "mutual defence pact")
    page = opened(graph, address=f"#relation={at}")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.page.get_by_role("button", name="Copy").nth(1).click()
    page.until("document.getElementById('status').textContent === 'Citation copied'")
    copied = page.page.evaluate("navigator.clipboard.readText()")
    assert "pact signed by Russia and North Korea" in copied
    assert copied.endswith("Scoop, 3 September 2025)")


SVG = "{http://www.w3.org/2000/svg}"


def test_the_visible_part_is_saved_as_a_drawing_with_its_names_as_text(opened):
    page = opened(seeds_graph(), title="Pacts & <talks>", address="#no-kind=co-mention")
    root = ElementTree.fromstring(saved(page, "Drawing (SVG)"))
    words = [one.text for one in root.iter(f"{SVG}text")]
    assert sorted(words) == sorted(box["text"] for box in page.page.evaluate("kgraph.boxes()"))
    assert {"Xi Jinping", "Russia"} <= set(words)
    assert root.find(f"{SVG}title").text == "Pacts & <talks>"
    assert any(one.get("stroke-dasharray") for one in root.iter(f"{SVG}path"))
    assert {one.tag for one in root.iter()} == {
        f"{SVG}{name}" for name in ("svg", "title", "rect", "path", "text")
    }
    everything = page.page.evaluate("document.querySelector('#canvas canvas').clientWidth")
    assert int(root.get("width")) == everything


def test_a_drawing_has_what_is_in_view_only(opened):
    page = opened(made_graph(200))
    whole = len(saved(page, "Drawing (SVG)"))
    for _ in range(6):
        page.page.locator("#closer").click()
        page.settle()
    assert len(saved(page, "Drawing (SVG)")) < whole / 2


def test_a_drawing_of_hostile_names_is_a_file_that_opens(opened, tmp_path):
    graph = hostile.hostile_graph([*hostile.PAYLOADS, "\x00\x0b\x1f\ufffe"])
    page = opened(graph, title="]]> <script>")
    content = saved(page, "Drawing (SVG)")
    root = ElementTree.fromstring(content)
    words = [one.text for one in root.iter(f"{SVG}text")]
    assert any("<img src=x onerror" in text for text in words)
    assert not [name for one in root.iter() for name in one.attrib if name.startswith("on")]
    (tmp_path / "map.svg").write_bytes(content)
    page.page.goto((tmp_path / "map.svg").as_uri())
    assert page.page.evaluate("[document.documentElement.tagName, window.__pwned]") == ["svg", None]


def test_on_paper_the_map_is_light_and_all_of_the_panel_is_there(opened):
    graph = made_graph(60)
    page = opened(graph, address="#list=relations", color_scheme="dark")
    before = page.page.evaluate("kgraph.whereIs('e00003')")
    page.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.page.emulate_media(media="print", color_scheme="dark")
    page.settle()
    picture = page.page.locator(".printed")
    assert picture.is_visible() and not page.page.locator("#canvas").is_visible()
    corner = "(c) => [...c.getContext('2d').getImageData(1, 1, 1, 1).data]"
    assert picture.evaluate(corner) == [255, 255, 255, 255]
    assert page.page.evaluate("getComputedStyle(document.querySelector('h2')).color") == "rgb(29, 33, 38)"
    panel, reading = page.page.locator("#panel").bounding_box(), page.page.locator("#reading")
    assert panel["height"] > reading.evaluate("(e) => e.scrollHeight") - 1  # which is rounded
    assert page.page.locator("#search").is_hidden() and page.page.locator("#keys").is_visible()
    page.page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.page.emulate_media(media="screen", color_scheme="dark")
    page.settle()
    assert page.page.locator(".printed").count() == 0
    assert page.page.evaluate("kgraph.whereIs('e00003')") == pytest.approx(before)
    assert page.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 23, 27)"
