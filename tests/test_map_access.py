"""The map for every hand and eye: keyboard, screen reader, touch, small and enlarged screens, no motion."""

from __future__ import annotations

import sys
from dataclasses import replace
from importlib.resources import files

import pytest
import test_map_browser as base
from map_graphs import made_graph, seeds_graph

from kgraph.types import Document, Graph

pytestmark = base.pytestmark
browser, opened = base.browser, base.opened


def small_graph() -> Graph:
    """The graph of the seeds with few of its co-mentions: all kinds of things, of each a few."""
    graph = seeds_graph()
    stated = [one for one in graph.relations if one.kind == "stated"]
    together = [one for one in graph.relations if one.kind == "co-mention"][:6]
    return replace(graph, relations=tuple(sorted(stated + together, key=graph.relations.index)))


def go(page, address):
    """To another state of the open map."""
    page.page.evaluate("(hash) => { location.hash = hash; }", address)
    page.settle()


# ---- what axe finds, in every state

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = """(rules) => axe.run({ runOnly: rules }).then(({ violations }) =>
  violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(' ')}`)))"""
# Axe says nothing of a text that is covered or scrolled away; its colours can be compared all the same.
FAINT = """() => {
  const parts = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = (color) => parts(color).slice(0, 3).map((p) => p / 255)
    .map((p) => (p <= 0.04045 ? p / 12.92 : ((p + 0.055) / 1.055) ** 2.4))
    .reduce((sum, p, at) => sum + p * [0.2126, 0.7152, 0.0722][at], 0);
  const ground = (one) => {
    while (one && parts(getComputedStyle(one).backgroundColor)[3] === 0) one = one.parentElement;
    return one ? getComputedStyle(one).backgroundColor : 'rgb(255, 255, 255)';
  };
  const found = new Set(), walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const one = walk.currentNode.parentElement;
    const text = walk.currentNode.textContent.trim();
    if (!text || !one.checkVisibility() || one.closest(':disabled, script')) continue;
    const [high, low] = [light(getComputedStyle(one).color), light(ground(one))].sort((a, b) => b - a);
    if ((high + 0.05) / (low + 0.05) < 4.5) found.add(`${one.tagName} ${text.slice(0, 40)}`);
  }
  return [...found]; }"""


def complaints(page):
    """What axe finds in light and dark, and what is too faint to read."""
    found = []
    for theme in ("light", "dark"):
        page.page.emulate_media(color_scheme=theme)
        page.settle()
        # The dark page differs in its colours only.
        found += page.page.evaluate(AXE, RULES if theme == "light" else ["color-contrast"])
        found += page.page.evaluate(FAINT)
    return found


def with_axe(opened, graph, **options):
    page = opened(graph, bypass_csp=True, **options)  # else the page's policy would stop axe, too
    page.page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    return page


def test_axe_finds_nothing_on_a_wide_screen(opened):
    pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    graph = small_graph()
    page = with_axe(opened, graph)
    page.page.evaluate(OPEN_ALL)
    stated = next(n for n, r in enumerate(graph.relations) if r.modality == "claimed")
    for address in (
        "",
        "entity=China&focus=China",
        f"relation={stated}&no-type=ORG&no-family=agreement&since=2025-09-03",
        "from=Gazprom&to=Scott%20Bessent",
        "table=relations&sort=5-down",
        "list=entities",
        "community=0&collapsed=0&pin=China&hide=Ukraine&at=-99~99~Russia",
        "community=1&only=1",
    ):
        go(page, address)
        assert complaints(page) == [], address
    page.page.locator("#search").fill("an")
    assert page.page.locator("#results [role=option]").count() == 3
    assert complaints(page) == []


def test_axe_finds_nothing_on_a_small_screen_and_in_an_empty_map(opened, monkeypatch):
    pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    page = with_axe(opened, small_graph(), viewport={"width": 390, "height": 844})
    for address, act in (("", "#sheet"), ("entity=China", "#sheet"), ("no-type=ORG", "#legend summary")):
        go(page, address)
        page.page.locator(act).click()
        page.page.mouse.move(1, 1)
        assert complaints(page) == [], address
    monkeypatch.setitem(sys.modules["kgraph.map"].render_map.__kwdefaults__, "max_entities", 40)
    page = with_axe(opened, made_graph(120), viewport={"width": 390, "height": 844})
    assert page.page.locator("#cut").is_visible()  # not all are on the map
    for address in (
        "rest=0&pin=e00000&at=-99~99~e00001",
        "collapsed=all&tie=c0-c1",
        "table=rests&no-kind=rest",
    ):
        go(page, address)
        assert complaints(page) == [], address
    empty = Graph(documents=(Document("d", "d.txt", "d.txt", "x"),))
    assert complaints(with_axe(opened, empty)) == []


# ---- keyboard

FOCUSED = """() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  const over = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 200));
  const name = one.getAttribute('aria-label') || one.labels?.[0]?.textContent || one.textContent;
  return { id: one.id, tag: one.tagName, name: name.trim(),
    ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0
      && style.outlineColor !== 'rgba(0, 0, 0, 0)',
    seen: one.checkVisibility()
      && (one.contains(over) || over?.contains(one) || one.closest('.timeline') !== null) }; }"""

OPEN_ALL = """for (const one of document.querySelectorAll('details')) one.open = true;
  for (const one of document.querySelectorAll('.legend [aria-expanded="false"]')) one.click();"""


def focused(page):
    return page.page.evaluate(FOCUSED)


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (320, 640)])
def test_tab_goes_through_the_page_and_shows_where_it_is(opened, width, height):
    page = opened(small_graph(), address="#no-family=agreement", viewport={"width": width, "height": height})
    page.page.evaluate(OPEN_ALL)
    controls = page.page.evaluate(
        "() => [...document.querySelectorAll('a, button, input, summary, #canvas, #table')]"
        ".filter((one) => one.checkVisibility() && !one.disabled && one.tabIndex >= 0).length"
    )
    stops = []
    for _ in range(controls):
        page.page.keyboard.press("Tab")
        stops.append(focused(page))
    assert controls > 40
    assert [stop for stop in stops if not (stop["name"] and stop["ring"] and stop["seen"])] == []
    page.page.keyboard.press("Tab")
    assert focused(page)["tag"] == "BODY"  # out of the page: no trap, nothing met twice


def test_from_search_to_a_way_and_back_without_a_mouse(opened):
    page = opened(seeds_graph())
    key, status = page.page.keyboard.press, lambda: page.text("#status")

    def tab_to(name):
        for _ in range(70):
            key("Tab")
            if focused(page)["name"].startswith(name):
                return
        raise AssertionError(name)

    key("Tab")
    assert focused(page)["id"] == "skip"
    key("Enter")
    assert focused(page)["id"] == "panel"
    key("/")
    page.page.keyboard.type("modi")
    assert status() == "1 result"
    key("Enter")
    assert (focused(page)["id"], status()) == ("search", "Narendra Modi opened in the panel")
    tab_to("Xi Jinping, meet, Narendra Modi")
    key("Enter")
    assert focused(page)["tag"] == "H2" and page.page.locator("blockquote").count() > 0
    assert status() == "Xi Jinping and Narendra Modi opened in the panel"
    tab_to("Xi Jinping")
    key("Enter")
    assert (focused(page)["tag"], focused(page)["name"]) == ("H2", "Xi Jinping")
    tab_to("1 step around")
    key("Enter")
    assert focused(page)["name"] == "1 step around"
    assert status().startswith("Only Xi Jinping and what is 1 step away: ")
    key("Enter")
    assert (status(), focused(page)["name"]) == ("Nothing is hidden", "1 step around")
    tab_to("Way to")
    key("Enter")
    assert (focused(page)["id"], status()) == ("search", "Choose the other end of the way from Xi Jinping")
    page.page.keyboard.type("bessent")
    key("Enter")
    assert "to=Scott%20Bessent" in page.page.url and focused(page)["id"] == "search"
    assert status() == "The way from Xi Jinping to Scott Bessent opened in the panel"
    key("Escape")
    key("Escape")
    assert page.text("#reading h2") == "Who is connected to whom" and focused(page)["tag"] == "H2"
    assert "#" not in page.page.url


def test_the_focus_is_never_lost(opened):
    page = opened(seeds_graph(), address="#entity=China&no-type=ORG&least-sources=2")

    def press(selector):
        page.page.locator(selector).first.focus()
        page.page.keyboard.press("Enter")
        page.settle()
        now = focused(page)
        assert now["tag"] != "BODY" and now["seen"], selector
        return now

    assert press("#reading .relation")["tag"] == "H2"
    page.page.locator(".ends .entity").first.focus()
    page.page.go_back()  # the panel changes under the focus
    page.settle()
    assert focused(page)["tag"] == "H2"
    assert press("#chips .chip")["name"].endswith(": undo")
    assert press("#show-all")["id"] == "canvas"
    assert press("#as-table")["id"] == "as-table"
    assert press("#table .chip:has-text('Entities')")["name"] == "Entities"
    assert press("#table .sort:has-text('Type')")["name"].startswith("Type")
    assert press(".key[data-value=PERSON]")["name"].startswith("People")
    assert press("#table .entity")["tag"] == "H2"
    assert press("#reading .back")["tag"] == "H2"
    assert press(".record summary, #reading .chip")["tag"] in ("H2", "SUMMARY")


# ---- screen readers


def read_out(page):
    """[role, name] of all that a screen reader is given, in its order."""
    session = page.context.new_cdp_session(page.page)
    session.send("Accessibility.enable")
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    by_id = {node["nodeId"]: node for node in nodes}
    found, waiting = [], [nodes[0]]
    while waiting:
        node = waiting.pop()
        if not node["ignored"]:
            found.append((node["role"]["value"], node.get("name", {}).get("value", "")))
        waiting += [by_id[key] for key in reversed(node["childIds"]) if key in by_id]
    return found


def rows_of(page):
    """The rows of the table as lists of what is said of each cell."""
    rows: list[list[str]] = []
    for role, name in read_out(page):
        if role == "row":
            rows.append([])
        elif role == "cell" and rows:
            rows[-1].append(name)
    return [row for row in rows if row]


def test_a_screen_reader_is_told_all_that_is_drawn(opened):
    graph = made_graph(60)
    page = opened(graph, address="#table=relations&no-kind=co-mention&no-type=ORG")
    kinds = {entity.id: entity.type for entity in graph.entities}
    name = {entity.id: entity.name for entity in graph.entities}
    shown = [
        r for r in graph.relations if r.kind == "stated" and "ORG" not in (kinds[r.subject], kinds[r.object])
    ]
    assert sorted(row[:3] for row in rows_of(page)) == sorted(
        [name[r.subject], r.type, name[r.object]] for r in shown
    )
    go(page, "table=entities&no-type=ORG")
    assert sorted(row[0] for row in rows_of(page)) == sorted(
        entity.name for entity in graph.entities if entity.type != "ORG"
    )
    said = read_out(page)
    assert ("table", page.text("#table h2")) in said
    heads = [name for role, name in said if role == "columnheader"]
    assert heads == ["Name", "Type", "Relations", "Also called"]


def test_the_list_beside_the_map_says_of_each_relation_what_it_is(opened):
    graph = small_graph()
    page = opened(graph, address="#list=relations")
    said = [name for role, name in read_out(page) if role == "button"]
    for relation in graph.relations:
        what = relation.type if relation.kind == "stated" else "in one sentence with"
        label = f"{relation.subject}, {what}, {relation.object}: "
        assert any(one.startswith(label) for one in said), label
    landmarks = [role for role, _ in read_out(page) if role in ("banner", "main", "complementary", "heading")]
    assert landmarks[:3] == ["banner", "heading", "main"] and "complementary" in landmarks


# ---- touch


def touch(page, *steps):
    """Fingers on the map: each step is the places of all of them."""
    session = page.context.new_cdp_session(page.page)
    down = 0
    for fingers in steps:
        points = [{"x": x, "y": y, "id": at} for at, (x, y) in enumerate(fingers)]
        session.send(
            "Input.dispatchTouchEvent",
            {"type": "touchMove" if len(fingers) == down else "touchStart", "touchPoints": points},
        )
        down = len(fingers)
        page.settle()
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    session.detach()
    page.settle()


def test_fingers_choose_move_and_enlarge(opened):
    page = opened(seeds_graph(), viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    where = "kgraph.whereIs('China')"
    before = page.page.evaluate(where)
    touch(page, *([(60 + 10 * step, 250 + 5 * step)] for step in range(7)))
    after = page.page.evaluate(where)
    assert after["x"] - before["x"] > 40 and after["y"] - before["y"] > 20
    assert page.text("#reading h2") == "Who is connected to whom"
    apart = "Math.abs(kgraph.whereIs('China').x - kgraph.whereIs('Narendra Modi').x)"
    before = page.page.evaluate(apart)
    touch(page, *([(180 - 10 * step, 300), (210 + 10 * step, 300)] for step in range(7)))
    assert page.page.evaluate(apart) > 2 * before
    assert page.page.evaluate("[visualViewport.scale, scrollX, scrollY]") == [1, 0, 0]
    page.page.locator("#whole").tap()
    page.settle()
    spot = page.page.evaluate(where)
    page.page.touchscreen.tap(spot["x"], spot["y"])
    page.until("document.querySelector('#reading h2').textContent === 'China'")
    page.settle()
    # The first of two fingers lies on what is opened, which one finger would move.
    at, before = page.page.evaluate(where), page.page.evaluate(apart)
    fingers = [[(at["x"] - 5 * n, at["y"]), (at["x"] + 40 + 10 * n, at["y"])] for n in range(7)]
    touch(page, [fingers[0][0]], [fingers[2][0]], *fingers[2:])
    assert page.page.evaluate(apart) > 1.3 * before
    assert "at=" not in page.page.url and page.page.locator("#filters").is_hidden()


def test_a_tap_on_a_name_presses_nothing_else_and_leaves_the_map_in_sight(opened):
    page = opened(seeds_graph(), viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    half = page.page.evaluate("innerHeight / 2")
    keys = page.page.evaluate("Data.entities.map((one) => one.id)")
    spots = {key: page.page.evaluate("(id) => kgraph.whereIs(id)", key) for key in keys}
    low = max((key for key in keys if spots[key]["y"] < 640), key=lambda key: spots[key]["y"])
    assert spots[low]["y"] > half  # where the sheet will lie
    page.page.evaluate("document.addEventListener('click', (e) => { window.pressed = e.target.id; }, true)")
    page.page.locator("#search").tap()
    page.page.evaluate("delete window.pressed")
    page.page.touchscreen.tap(spots[low]["x"], spots[low]["y"])
    page.until("document.querySelector('#reading h2.name') !== null")
    page.page.wait_for_timeout(100)
    assert page.page.evaluate("[window.pressed, document.body.dataset.sheet, document.activeElement.id]") == [
        None,
        "half",
        "",
    ]
    page.page.locator(".legend summary").tap()
    page.page.locator('.key[data-value="PRODUCT"]').tap()
    assert page.page.locator("#legend").get_attribute("open") is not None  # more may be asked for
    page.page.locator("#reading .far").first.tap()
    assert page.page.locator("#legend").get_attribute("open") is None
    page.settle()
    assert page.page.locator("#canvas").bounding_box()["height"] > 150


# ---- small and enlarged screens, motion

# Controls that lie over what they do not belong to, or below the page.
ASTRAY = """() => {
  const box = (id) => document.querySelector(id).getBoundingClientRect(), found = [];
  const zoom = box('.zoom'), stage = box('.stage'), legend = box('#legend summary'), panel = box('#panel');
  if (zoom.height && (zoom.top < stage.top || zoom.bottom > stage.bottom)) found.push('zoom');
  if (innerWidth <= 760 && legend.bottom > panel.top + 1) found.push('legend');
  if (panel.bottom > Math.max(innerHeight, 480) + 1 || panel.height < 100) found.push('panel');
  return found; }"""
BEYOND = """() => [...document.querySelectorAll('body *')].filter((one) => {
    const box = one.getBoundingClientRect();
    if (!one.checkVisibility() || !box.width || box.right <= innerWidth + 1 && box.left >= -1) return false;
    for (let up = one.parentElement; up; up = up.parentElement) {
      if (getComputedStyle(up).overflowX !== 'visible') return false;  // cut or scrolled there
    }
    return !one.closest('.skip, .visually-hidden');
  }).map((one) => `${one.tagName}.${one.className}`)"""


@pytest.mark.parametrize(
    ("width", "height", "scale"), [(320, 640, 1), (640, 400, 2), (320, 256, 4), (844, 390, 1)]
)
def test_nothing_is_scrolled_sideways_on_a_small_or_enlarged_screen(opened, width, height, scale):
    graph = seeds_graph()
    long = replace(graph.entities[0], name="Donaudampfschifffahrt" * 12)
    graph = replace(graph, entities=(long, *graph.entities[1:]))
    page = opened(graph, viewport={"width": width, "height": height}, device_scale_factor=scale)
    filtered = "no-type=PERSON&no-kind=co-mention"
    for address in ("", f"entity={long.id}", "relation=0", "table=relations", filtered):
        go(page, address)
        for state in ("half", "high", "low"):
            page.page.evaluate("(state) => { document.body.dataset.sheet = state; }", state)
            assert page.page.evaluate("document.documentElement.scrollWidth") <= width, address
            assert page.page.evaluate(BEYOND) == [], address
            assert page.page.evaluate(ASTRAY) == [], (address, state)
    page.page.locator("#legend summary").click()
    assert page.page.locator("#keys").is_visible()
    assert page.page.evaluate(BEYOND) == []


def test_the_sheet_grows_and_shrinks_and_the_legend_comes_back(opened):
    page = opened(seeds_graph(), viewport={"width": 320, "height": 640})
    heights = []
    for _ in range(4):
        heights.append(page.page.locator("#panel").bounding_box()["height"])
        page.page.locator("#sheet").click()
    assert heights[0] == heights[3] < heights[1] < heights[2]
    page.page.set_viewport_size({"width": 1280, "height": 800})
    page.settle()
    assert page.page.locator("#keys").is_visible()
    assert not page.page.locator("#sheet").is_visible()


def test_who_asked_for_little_motion_sees_the_view_change_at_once(opened):
    page = opened(seeds_graph(), reduced_motion="reduce")
    at_once = """() => { const spot = () => JSON.stringify(kgraph.whereIs('China')), before = spot();
      document.getElementById('closer').click();
      return [before !== spot(), spot()]; }"""
    moved, spot = page.page.evaluate(at_once)
    assert moved
    page.settle()
    assert page.page.evaluate("JSON.stringify(kgraph.whereIs('China'))") == spot
    page.page.locator(".top .entity").first.click()
    assert page.page.evaluate("document.getAnimations().length") == 0
