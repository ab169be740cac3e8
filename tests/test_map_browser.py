"""The map in a real browser: what a reader can see, find and read, and that nothing else happens."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest
from map_graphs import made_graph, seeds_graph

from kgraph.map import render_map
from kgraph.types import Argument, Document, Entity, Graph, Relation, Span, Statement

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="module")
def browser() -> Iterator:
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


class Opened:
    """A map in a page of its own, and all that it did: requests, errors, dialogs."""

    def __init__(self, browser, path, address="", **options):
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        self.page = self.context.new_page()
        self.path = path
        self.seen: list[str] = []
        self.page.on("request", lambda r: self.seen.append(r.url) if not r.url.startswith("file:") else None)
        self.page.on("console", lambda m: self.seen.append(m.text) if m.type == "error" else None)
        self.page.on("pageerror", lambda e: self.seen.append(str(e)))
        self.page.on("dialog", lambda d: (self.seen.append(d.message), d.dismiss()))
        self.page.goto(path.as_uri() + address)
        self.settle()

    def settle(self):
        """Until the page has drawn what it was asked for."""
        self.page.evaluate("new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))")
        self.until("!window.kgraph || kgraph.still()")
        self.page.evaluate("new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))")

    def until(self, expression):
        """Polls: the page's policy forbids what playwright's own waiting does."""
        for _ in range(200):
            if self.page.evaluate(expression):
                return
            self.page.wait_for_timeout(25)
        raise AssertionError(expression)

    def text(self, selector="#reading"):
        return self.page.locator(selector).inner_text()

    def click_entity(self, key):
        spot = self.page.evaluate("(id) => kgraph.whereIs(id)", key)
        self.page.mouse.click(spot["x"], spot["y"])


@pytest.fixture
def opened(browser, tmp_path) -> Iterator:
    maps: list[Opened] = []

    def open_map(graph, title="A map", address="", **options):
        path = tmp_path / "map.html"
        path.write_text(render_map(graph, title=title), encoding="utf-8", newline="\n")
        maps.append(Opened(browser, path, address, **options))
        return maps[-1]

    yield open_map
    for one in maps:
        one.context.close()
        assert one.seen == [], "the page asked for something, or complained"


def overlaps(boxes):
    return [
        (a["text"], b["text"])
        for a, b in combinations(boxes, 2)
        if a["x"] < b["x"] + b["w"]
        and b["x"] < a["x"] + a["w"]
        and a["y"] < b["y"] + b["h"]
        and b["y"] < a["y"] + a["h"]
    ]


# ---- see


def test_it_opens_with_its_scope_and_ways_in(opened):
    page = opened(seeds_graph(), "Four articles")
    assert page.page.title() == "Four articles"
    assert page.text("#scope").startswith(
        "4 documents · 2 – 27 September 2025 · Fakti, Reuters, Scoop (1 unnamed) · 19 entities"
    )
    assert page.page.locator(".top .entity bdi").first.inner_text() == "China"
    assert "mutual defence pact" in page.text()


@pytest.mark.parametrize("size", [50, 600])
def test_labels_do_not_overlap_at_any_zoom_and_more_names_appear(opened, size):
    page = opened(made_graph(size))
    counts = []
    for _ in range(3):
        boxes = page.page.evaluate("kgraph.boxes()")
        assert not overlaps(boxes)
        counts.append(len(boxes))
        page.page.locator("#closer").click()
        page.page.locator("#closer").click()
        page.settle()
    assert counts[0] >= 10


def test_labels_do_not_overlap_after_a_drag_and_in_a_selection(opened):
    page = opened(made_graph(150))
    page.page.mouse.move(30, 100)
    page.page.mouse.down()
    for step in range(1, 8):
        page.page.mouse.move(30 + 60 * step, 100 + 30 * step)
        assert not overlaps(page.page.evaluate("kgraph.boxes()"))
    page.page.mouse.up()
    page.page.keyboard.press("0")
    page.page.locator(".top .entity").first.click()
    page.settle()
    assert not overlaps(page.page.evaluate("kgraph.boxes()"))


ON_GREATER = """() => { const view = Camera.view();
  const inside = (b, c, r) => Math.hypot(c.x - Math.max(b.x, Math.min(c.x, b.x + b.w)),
    c.y - Math.max(b.y, Math.min(c.y, b.y + b.h))) < r;
  const own = (b) => Data.entities.find((one) => Labels.shorten(one.name) === b.text);
  return kgraph.boxes().flatMap((b) => Data.entities.filter((one) => own(b) && one.rank < own(b).rank
    && inside(b, view.at(one), one.size * view.scale)).map((one) => [b.text, one.name])); }"""


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (320, 640)])
def test_a_name_lies_on_no_node_that_matters_more(opened, width, height):
    page = opened(seeds_graph(), viewport={"width": width, "height": height})
    assert page.page.evaluate(ON_GREATER) == []
    page.page.locator("#closer").click()
    page.settle()
    assert page.page.evaluate(ON_GREATER) == []


def test_at_first_only_plain_facts_between_named_ends_have_words_and_more_on_zooming_in(opened):
    graph = seeds_graph()
    page = opened(graph)
    shown = {box["text"] for box in page.page.evaluate("kgraph.boxes()")}
    short = {e.name: e.name if len(e.name) <= 34 else e.name[:32] + "…" for e in graph.entities}
    plain = {
        r.type
        for r in graph.relations
        if (r.kind, r.modality, r.polarity) == ("stated", "asserted", "positive")
        and {short[r.subject], short[r.object]} <= shown
    }
    words = shown - set(short.values())
    assert words and words <= plain
    for _ in range(2):
        page.page.locator("#closer").click()
        page.settle()
    assert {"✕ form bloc", "supply gas to"} & {box["text"] for box in page.page.evaluate("kgraph.boxes()")}


def test_at_first_no_word_stands_where_an_end_has_no_name(opened):
    page = opened(made_graph(150), viewport={"width": 1920, "height": 1080})
    boxes = page.page.evaluate("kgraph.boxes()")
    named = {box["text"] for box in boxes if not box.get("ends")}
    words = [box for box in boxes if box.get("ends")]
    assert len(words) >= 5
    assert all(set(box["ends"]) <= named for box in words)


def test_no_name_lies_under_what_the_page_lays_over_the_map(opened):
    page = opened(seeds_graph(), viewport={"width": 320, "height": 640})
    stage = page.page.locator("#canvas").bounding_box()
    zoom = page.page.locator(".zoom").bounding_box()
    over = {**zoom, "x": zoom["x"] - stage["x"], "y": zoom["y"] - stage["y"], "text": "zoom"}
    over |= {"w": zoom["width"], "h": zoom["height"]}
    boxes = page.page.evaluate("kgraph.boxes()")
    assert len(boxes) >= 10 and not overlaps([*boxes, over])


def test_what_the_pointer_is_on_is_named(opened):
    page = opened(seeds_graph())
    at = page.page.evaluate("kgraph.whereIs('China')")
    page.page.mouse.move(at["x"], at["y"])
    page.until("document.getElementById('canvas').style.cursor === 'pointer'")
    page.page.mouse.move(20, 90)
    page.until("document.getElementById('canvas').style.cursor === ''")


def test_the_colours_follow_the_theme_while_it_is_open(opened):
    page = opened(seeds_graph())
    seen = []
    for theme in ("light", "dark", "light"):
        page.page.emulate_media(color_scheme=theme)
        page.settle()
        seen.append(page.page.evaluate(PIXEL, "China"))
    assert seen == [GREEN, [55, 193, 152], GREEN]


GREEN = [32, 146, 108]
PIXEL = """(id) => { const c = document.querySelector('canvas'), box = c.getBoundingClientRect();
  const at = kgraph.whereIs(id), k = c.width / box.width;
  const { data } = c.getContext('2d').getImageData((at.x - box.x) * k, (at.y - box.y) * k, 1, 1);
  return [...data].slice(0, 3); }"""


def test_nothing_moves_by_itself(opened):
    page = opened(made_graph(60))
    first = page.page.screenshot()
    page.page.wait_for_timeout(3000)
    assert page.page.screenshot() == first


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_greatest_node_of_each_type_has_its_colour(opened, theme):
    """vis-network's nodes share what they do not set: a colour must stay each one's own."""
    page = opened(seeds_graph(), color_scheme=theme)
    drawn = page.page.evaluate(COLOURS, ["Xi Jinping", "China", "Gazprom", "Truth Social"])
    assert len({tuple(colour) for colour, _ in drawn}) == 4
    assert all(colour == wanted for colour, wanted in drawn), drawn


COLOURS = """(ids) => ids.map((id) => { const c = document.querySelector('canvas');
  const box = c.getBoundingClientRect();
  const { x, y } = kgraph.whereIs(id), type = Data.byId.get(id).type;
  const found = [...c.getContext('2d').getImageData(x - box.left, y - box.top, 1, 1).data].slice(0, 3);
  const hex = getComputedStyle(document.documentElement).getPropertyValue('--type-' + type).trim();
  return [found, [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16))]; })"""


def test_it_draws_in_the_dark_on_a_dark_ground(opened):
    page = opened(seeds_graph(), color_scheme="dark")
    assert page.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 23, 27)"
    assert page.page.evaluate(INK) > 0.002


INK = """() => { const c = document.querySelector('canvas');
  const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
  let n = 0; for (let i = 3; i < d.length; i += 4) n += d[i] > 0; return n / (d.length / 4); }"""


# ---- find


def test_search_folds_case_and_accents_and_opens_the_choice(opened):
    page = opened(made_graph(60))
    page.page.keyboard.press("/")
    page.page.keyboard.type("ENTITY 36 O")  # Entity 36 ø
    assert page.page.locator("#results li").count() == 1
    assert page.text("#status") == "1 result"
    page.page.keyboard.press("Enter")
    assert page.text("#reading h2") == "Entity 36 ø"
    page.settle()
    spot, box = page.page.evaluate(
        "[kgraph.whereIs('e00036'), document.getElementById('canvas').getBoundingClientRect()]"
    )
    assert abs(spot["x"] - (box["x"] + box["width"] / 2)) < 3
    # The name that was chosen stands in the field still; the next one takes its place.
    page.page.locator("#canvas").focus()
    page.page.keyboard.press("/")
    page.page.keyboard.type("entity 3")
    assert page.page.locator("#search").input_value() == "entity 3"
    page.page.locator("#canvas").focus()
    page.page.locator("#search").click()
    page.page.keyboard.type("entity 4")
    page.page.locator("#search").click()  # the caret, since the field has the focus
    page.page.keyboard.press("End")
    page.page.keyboard.type("1")
    assert page.page.locator("#search").input_value() == "entity 41"


def test_search_finds_aliases_and_is_led_by_the_arrows(opened):
    page = opened(seeds_graph())
    page.page.locator("#search").fill("pyongyang")
    assert "North Korea" in page.text("#results")
    page.page.locator("#search").fill("i")
    options = page.page.locator("#results [role=option]")
    page.page.keyboard.press("ArrowDown")
    assert options.nth(1).get_attribute("aria-selected") == "true"
    assert page.page.locator("#search").get_attribute("aria-activedescendant") == "result-1"
    page.page.keyboard.press("Escape")
    assert page.page.locator("#results").is_hidden()
    page.page.locator("#search").fill("nobody of this name")
    assert page.text("#results") == "No name like this"


# ---- read


def test_a_click_on_a_node_opens_the_entity(opened):
    page = opened(seeds_graph())
    page.click_entity("Xi Jinping")
    assert page.text("#reading h2") == "Xi Jinping"
    assert "Also Xi" in page.text()
    assert page.page.url.endswith("#entity=Xi%20Jinping")
    page.page.go_back()
    assert page.text("#reading h2") == "Who is connected to whom"


def test_an_edge_opens_to_its_sentences_with_the_ends_marked(opened):
    graph = seeds_graph()
    page = opened(graph)
    at = next(i for i, r in enumerate(graph.relations) if r.type == "mutual defence pact")
    spot = page.page.evaluate("(at) => kgraph.whereIsRelation(at)", at)
    page.page.mouse.click(spot["x"], spot["y"])
    assert re.sub(r"\s+", " ", page.text("#reading h2")) == "Russia – North Korea"
    statement = page.page.locator(".statement").nth(1)
    assert (
        "could build on a mutual defence pact signed by Russia and North Korea"
        in statement.inner_text().replace("\n", " ")
    )
    assert [t.strip() for t in statement.locator("mark.end").all_inner_texts()] == ["Russia", "North Korea"]
    assert statement.locator("mark.predicate").inner_text() == "mutual defence pact"
    assert "Scoop" in statement.inner_text() and "3 September 2025" in statement.inner_text()
    assert "June 2024" in statement.inner_text()
    page.page.locator(".ends .entity").first.click()
    assert page.text("#reading h2") == "Russia"


@pytest.mark.parametrize(
    ("predicate", "marked"),
    [
        ("mutual defence pact with", ["mutual defence pact"]),
        ("is Defence pact of", ["defence pact"]),
        ("signed a deal on", ["signed"]),
        ("is in", []),  # says nothing
        ("the of (", []),  # nor this
        ("sea", []),  # stands there twice
        ("defence .* by", ["defence"]),
    ],
)
def test_a_predicate_that_a_rule_has_put_together_is_marked_where_its_words_stand(opened, predicate, marked):
    text = "🌊 A mutual defence pact was signed by A and B, in sea after sea."
    whole = Span("d", 0, len(text))
    a, b = (
        Argument(name, Span("d", text.index(f"{name}{after}"), text.index(f"{name}{after}") + 1))
        for name, after in (("A", " and"), ("B", ","))
    )
    said = Statement(a, Argument(predicate), b, "pact", whole)
    names = [Entity(name, name, "GPE", (name,), ()) for name in "AB"]
    relation = Relation("A", "B", "pact", "stated", (whole,), (said,), sources=1)
    page = opened(Graph(tuple(names), (relation,), (Document("d", "d", "d", text),)), address="#relation=0")
    found = page.page.locator("blockquote mark.predicate")
    assert [" ".join(one.split()) for one in found.all_inner_texts()] == marked


def test_who_says_so_and_what_is_not_so_are_said(opened):
    graph = seeds_graph()
    page = opened(
        graph,
        address=f"#relation={next(i for i, r in enumerate(graph.relations) if r.modality == 'claimed')}",
    )
    assert "according to Trump" in page.text()
    assert page.page.locator(".badge.claimed").count() == 2
    page.page.goto(
        page.path.as_uri()
        + f"#relation={next(i for i, r in enumerate(graph.relations) if r.polarity == 'negative')}"
    )
    assert "✕ not so" in page.text()


def test_offsets_count_letters_and_not_half_letters(opened):
    text = "🙂🙂 Zoë 王伟 met 🙂 Ana."
    spans = [Span("d", text.index(word), text.index(word) + len(word)) for word in ("Zoë 王伟", "met", "Ana")]
    arguments = [Argument(text[s.start : s.end], s) for s in spans]
    said = Statement(*arguments, "meet", Span("d", 0, len(text)))
    graph = Graph(
        tuple(Entity(a.text, a.text, "PERSON", (a.text,), (a.span,)) for a in (arguments[2], arguments[0])),
        (Relation(arguments[0].text, "Ana", "meet", "stated", (said.sentence,), (said,)),),
        (Document("d", "d.txt", "d.txt", text),),
    )
    page = opened(graph, address="#relation=0")
    assert page.page.locator("mark").all_inner_texts() == ["Zoë 王伟", "met", "Ana"]


# ---- filter


def test_the_legend_filters_and_counts_what_is_hidden(opened):
    graph = seeds_graph()
    page = opened(graph)
    people = page.page.locator(".key[data-value=PERSON]")
    assert people.get_attribute("aria-pressed") == "true"
    people.click()
    persons = {e.id for e in graph.entities if e.type == "PERSON"}
    lost = sum(1 for r in graph.relations if {r.subject, r.object} & persons)
    assert f"{len(persons)} entities and {lost} relations hidden" in page.text("#hidden-count")
    assert people.get_attribute("aria-pressed") == "false"
    page.settle()
    assert not {"Xi Jinping", "Donald Trump"} & {box["text"] for box in page.page.evaluate("kgraph.boxes()")}
    assert page.page.url.endswith("#no-type=PERSON")
    page.page.reload()
    assert f"{lost} relations hidden" in page.text("#hidden-count")
    page.page.get_by_role("button", name="Show all", exact=True).last.click()
    assert page.page.locator("#hidden-count").is_hidden()


def test_co_mentions_can_be_hidden(opened):
    graph = seeds_graph()
    page = opened(graph)
    page.page.locator(".key[data-value=co-mention]").click()
    lost = sum(1 for r in graph.relations if r.kind == "co-mention")
    assert f"0 entities and {lost} relations hidden" in page.text("#hidden-count")
    page.click_entity("China")
    assert "In one sentence with" not in page.text()


def test_a_family_can_be_hidden_and_types_follow(opened):
    graph = seeds_graph()
    page = opened(graph)
    page.page.locator(".key[data-value=agreement]").click()
    lost = sum(1 for r in graph.relations if r.family == "agreement")
    assert f"0 entities and {lost} relations hidden" in page.text("#hidden-count")
    assert "mutual defence pact" not in page.text()


def test_what_a_search_finds_is_shown_though_filtered(opened):
    page = opened(seeds_graph(), address="#no-type=PERSON")
    page.page.locator("#search").fill("modi")
    page.page.keyboard.press("Enter")
    assert page.text("#reading h2") == "Narendra Modi"
    assert page.page.locator("#hidden-count").is_hidden()


# ---- keyboard and small screens


def test_all_can_be_reached_and_read_without_a_mouse(opened):
    page = opened(seeds_graph())
    key = page.page.keyboard.press
    key("Tab")
    assert page.page.evaluate("document.activeElement.id") == "skip"
    key("Enter")
    assert page.page.evaluate("document.activeElement.id") == "panel"
    names, rings = [], []
    for _ in range(60):
        key("Tab")
        name, ring = page.page.evaluate(
            "() => { const e = document.activeElement, s = getComputedStyle(e);"
            " return [(e.labels?.[0]?.textContent || e.ariaLabel || e.textContent || '').trim(),"
            " s.outlineStyle !== 'none' || e === document.body]; }"
        )
        names.append(name)
        rings.append(ring)
        if name.startswith("China:"):
            break
    assert names[-1].startswith("China:") and all(names) and all(rings)
    key("Enter")
    assert page.text("#reading h2") == "China"
    assert page.page.evaluate("document.activeElement.tagName") == "H2"
    key("Escape")
    assert page.text("#reading h2") == "Who is connected to whom"


def test_the_map_itself_answers_to_keys(opened):
    page = opened(seeds_graph())
    page.page.locator("#canvas").focus()
    before = page.page.evaluate("kgraph.whereIs('China')")
    page.page.keyboard.press("ArrowRight")
    page.settle()
    assert page.page.evaluate("kgraph.whereIs('China')")["x"] < before["x"] - 50
    page.page.keyboard.press("0")
    page.settle()
    after = page.page.evaluate("kgraph.whereIs('China')")
    assert after == pytest.approx(before)


def test_two_steps_within_a_frame_come_to_rest(opened):
    page = opened(seeds_graph())
    page.page.evaluate("for (const id of ['closer', 'closer']) document.getElementById(id).click()")
    page.settle()
    at = page.page.evaluate("kgraph.whereIs('China')")
    page.page.locator("#closer").click()
    page.settle()
    assert page.page.evaluate("kgraph.whereIs('China')") != at


def test_on_a_small_screen_the_panel_is_a_sheet(opened):
    page = opened(seeds_graph(), viewport={"width": 390, "height": 844}, has_touch=True)
    assert page.page.evaluate("document.documentElement.scrollWidth") <= 390
    stage = page.page.locator(".stage").bounding_box()
    panel = page.page.locator("#panel").bounding_box()
    assert stage["width"] == 390 and stage["height"] > 380 and panel["y"] >= stage["y"] + stage["height"] - 1
    spot = page.page.evaluate("kgraph.whereIs('China')")
    page.page.touchscreen.tap(spot["x"], spot["y"])
    page.until("document.querySelector('#reading h2').textContent === 'China'")
    assert page.page.locator("#panel").bounding_box()["height"] > 300


def test_lists_hold_all_that_is_drawn(opened):
    graph = made_graph(100)
    page = opened(graph, address="#list=relations")
    assert page.text("#reading h2") == f"{len(graph.relations)} relations"
    while page.page.locator(".more").is_visible():
        page.page.locator(".more").click()
    assert page.page.locator(".relation").count() == len(graph.relations)


# ---- what the page is made of


def tags(page):
    return page.page.evaluate(
        "() => { const n = {}; for (const { tagName } of document.querySelectorAll('*'))"
        " n[tagName] = (n[tagName] || 0) + 1; return n; }"
    )


def test_a_link_is_made_of_a_web_address_only(opened):
    graph = made_graph(20)
    page = opened(graph, address="#relation=0")
    link = page.page.locator(".source a").first
    assert link.get_attribute("href").startswith("https://news.example/")
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_it_says_how_it_was_made(opened):
    record = (
        ("inputs", '[["news/a.txt", "3f1c0a9d52e4b7a6"], ["<b>b</b>.txt", "00"]]'),
        ("failed", "[]"),
        ("spacy", "3.8.7"),
        ("title", "[not a list]"),
    )
    page = opened(replace(seeds_graph(), manifest=record))
    assert page.page.locator(".record dl").count() == 0
    page.page.locator(".record summary").click()
    page.page.locator(".record summary").click()
    page.page.locator(".record summary").click()
    made = page.text(".record")
    for told in ("spacy", "3.8.7", "news/a.txt", "3f1c0a9d52e4b7a6", "<b>b</b>.txt", "[not a list]", "none"):
        assert made.count(told) == 1, told
