"""The map in a real browser: entities that are pinned, put off the map or moved, and the steps back."""

from __future__ import annotations

import pytest
import test_map_browser as base
from map_graphs import made_graph, seeds_graph

pytestmark = base.pytestmark
browser, opened = base.browser, base.opened


def chips(page):
    return [one.split("✕")[0].strip() for one in page.page.locator("#chips .chip").all_inner_texts()]


def hidden(page):
    return page.text("#hidden-count").removesuffix("Show all").strip()


def button(page, name):
    return page.page.locator("#reading").get_by_role("button", name=name, exact=True)


def names(page):
    page.settle()
    return {box["text"] for box in page.page.evaluate("kgraph.boxes()")}


def where(page, key):
    return page.page.evaluate("(id) => kgraph.whereIs(id)", key)


# ---- pinned and hidden


def test_what_is_pinned_is_shown_and_named_whatever_the_filters_say(opened):
    graph = seeds_graph()
    page = opened(graph, address="#entity=Scott%20Bessent")
    button(page, "Pin").click()
    assert button(page, "Pin").get_attribute("aria-pressed") == "true"
    assert page.page.evaluate("document.activeElement.textContent") == "Pin"
    page.page.locator(".key[data-value=PERSON]").click()
    persons = {e.id for e in graph.entities if e.type == "PERSON"} - {"Scott Bessent"}
    lost = sum(1 for r in graph.relations if {r.subject, r.object} & persons)
    assert hidden(page) == f"{len(persons)} entities and {lost} relations hidden"
    assert chips(page) == ["without People", "pinned Scott Bessent"]
    page.page.keyboard.press("Escape")
    assert "Scott Bessent" in names(page)
    assert page.page.url.endswith("#no-type=PERSON&pin=Scott%20Bessent")
    page.page.reload()
    assert "Scott Bessent" in names(page)
    page.page.get_by_role("button", name="pinned Scott Bessent: undo").click()
    assert hidden(page).startswith(f"{len(persons) + 1} entities")
    assert "Scott Bessent" not in names(page)


def test_what_is_pinned_is_named_first(opened):
    graph = made_graph(600)
    page = opened(graph)
    least = page.page.evaluate("Data.ranked.filter((one) => one.relations.length).at(-1).id")
    name = next(e.name for e in graph.entities if e.id == least)
    assert name not in names(page)
    page.page.goto(page.path.as_uri() + f"#pin={least}")
    assert name in names(page)
    assert not base.overlaps(page.page.evaluate("kgraph.boxes()"))


def test_an_entity_is_put_off_the_map_counted_and_found_again(opened):
    graph = seeds_graph()
    page = opened(graph, address="#entity=China")
    button(page, "Hide").click()
    lost = sum(1 for r in graph.relations if "China" in (r.subject, r.object))
    assert hidden(page) == f"1 entity and {lost} relations hidden"
    assert chips(page) == ["without China"]
    assert page.page.url.endswith("#hide=China")
    assert page.text("#reading h2") == "Who is connected to whom"
    assert page.page.evaluate("document.activeElement.tagName") == "H2"
    assert "China" not in names(page)
    page.page.reload()
    assert hidden(page) == f"1 entity and {lost} relations hidden"
    page.page.locator("#search").fill("china")
    page.page.keyboard.press("Enter")
    assert page.text("#reading h2") == "China"
    assert page.page.locator("#filters").is_hidden()


def test_show_all_undoes_pins_and_what_was_put_off(opened):
    page = opened(seeds_graph(), address="#hide=China&hide=Russia&pin=Xi%20Jinping&hide=nobody&pin=China")
    assert chips(page) == ["pinned Xi Jinping", "without China", "without Russia"]
    page.page.locator("#show-all").click()
    assert page.page.locator("#filters").is_hidden()
    assert "#" not in page.page.url


def test_pin_and_hide_have_keys_on_the_map(opened):
    page = opened(seeds_graph(), address="#entity=China")
    page.page.locator("#canvas").focus()
    page.page.keyboard.press("p")
    assert chips(page) == ["pinned China"]
    assert page.text("#status") == "China pinned"
    page.page.keyboard.press("h")
    assert chips(page) == ["without China"]
    assert page.page.evaluate("document.activeElement.id") == "canvas"
    page.page.keyboard.press("p")  # nothing is opened
    assert chips(page) == ["without China"]


# ---- moved


def beside(page, key="China", other="Russia"):
    """Where one is from another, in pixels at scale 1: the row of chips makes the map smaller and larger."""
    here, there = where(page, key), where(page, other)
    scale = page.page.evaluate("Camera.view().scale")
    return {axis: (here[axis] - there[axis]) / scale for axis in "xy"}


def by(page, before, dx, dy):
    """A place that many pixels of the screen away."""
    scale = page.page.evaluate("Camera.view().scale")
    return pytest.approx({"x": before["x"] + dx / scale, "y": before["y"] + dy / scale}, abs=2)


def drag(page, start, dx, dy):
    page.page.mouse.move(start["x"], start["y"])
    page.page.mouse.down()
    page.page.mouse.move(start["x"] + dx / 2, start["y"] + dy / 2)
    page.page.mouse.move(start["x"] + dx, start["y"] + dy)
    page.page.mouse.up()
    page.settle()


def test_a_node_is_dragged_to_another_place_and_back(opened):
    page = opened(seeds_graph())
    first, before = where(page, "China"), beside(page)
    there = by(page, before, 90, -60)
    label = next(b for b in page.page.evaluate("kgraph.boxes()") if b["text"] == "China")
    drag(page, first, 90, -60)
    assert beside(page) == there
    assert page.text("#reading h2") == "Who is connected to whom"  # a drag is no click
    now = next(b for b in page.page.evaluate("kgraph.boxes()") if b["text"] == "China")
    assert abs(now["x"] - label["x"] - 90) < 60 and abs(now["y"] - label["y"] + 60) < 60
    assert chips(page) == ["1 moved"] and page.page.locator("#hidden-count").is_hidden()
    page.page.reload()
    page.settle()
    assert beside(page) == there
    page.page.get_by_role("button", name="1 moved: put back").click()
    assert "at=" not in page.page.url
    page.page.keyboard.press("0")
    page.settle()
    assert beside(page) == pytest.approx(before, abs=1)


def test_a_short_way_is_a_click_and_the_ground_still_moves_the_map(opened):
    page = opened(seeds_graph())
    first = where(page, "China")
    drag(page, first, 2, 2)
    assert page.text("#reading h2") == "China"
    assert page.page.locator("#filters").is_hidden()
    page.page.keyboard.press("Escape")
    page.page.keyboard.press("0")
    page.settle()
    first = where(page, "China")
    drag(page, {"x": 24, "y": 120}, 50, 40)
    assert where(page, "China") == pytest.approx({"x": first["x"] + 50, "y": first["y"] + 40}, abs=1.5)
    assert page.page.locator("#filters").is_hidden()


def test_what_is_opened_is_moved_by_keys(opened):
    page = opened(seeds_graph(), address="#entity=China")
    page.page.locator("#canvas").focus()
    page.page.keyboard.press("Shift+ArrowRight")
    page.settle()  # now the row of chips is there
    before = beside(page)
    there = by(page, before, 20, -20)
    page.page.keyboard.press("Shift+ArrowRight")
    page.page.keyboard.press("Shift+ArrowUp")
    page.settle()
    assert beside(page) == there
    assert page.text("#status") == "Moved"
    page.page.go_back()
    page.settle()
    assert chips(page) == ["1 moved"]


def test_moved_nodes_stay_where_they_are_when_the_theme_changes(opened):
    page = opened(seeds_graph())
    first = where(page, "China")
    drag(page, first, 90, -60)
    page.page.emulate_media(color_scheme="dark")
    page.settle()
    assert page.page.evaluate(base.PIXEL, "China") == [55, 193, 152]


def test_the_address_keeps_the_last_moved_as_far_as_it_has_room(opened):
    graph = made_graph(400)
    keys = [e.id for e in graph.entities]
    moves = "&".join(f"at={at}~-{at}~{key}" for at, key in enumerate(keys))
    page = opened(graph, address=f"#{moves}&at=9999999~1~e00001&at=1~x~e00002&at=1~1~nobody&entity=e00399")
    assert chips(page) == ["400 moved"]
    page.page.locator("#canvas").focus()
    page.page.keyboard.press("Shift+ArrowUp")
    assert len(page.page.url) - len(page.path.as_uri()) < 1600
    kept = page.page.url.count("at=")
    assert "~e00399" in page.page.url and "~e00000" not in page.page.url
    assert page.text("#status") == f"Moved; the address has no room for the {400 - kept} places changed first"


@pytest.mark.parametrize("size", [{"width": 390, "height": 844}])
def test_on_an_upright_screen_a_finger_moves_what_is_opened_only(opened, size):
    page = opened(seeds_graph(), viewport=size, has_touch=True, address="#at=300~-200~India")
    touch = page.context.new_cdp_session(page.page)

    def swipe(start, dx, dy):
        for kind, part in (("Start", 0), ("Move", 0.5), ("Move", 1)):
            points = [{"x": start["x"] + dx * part, "y": start["y"] + dy * part}]
            touch.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        page.settle()

    assert page.page.evaluate("Places.toAddress()") == [["at", "300~-200~India"]]
    stood = page.page.evaluate("(({ x, y }) => [x, y])(Data.byId.get('India'))")
    assert stood == [-200, 300]  # the picture is laid over its diagonal
    before, other = where(page, "China"), where(page, "Russia")
    swipe(before, 40, 30)
    assert where(page, "Russia") == pytest.approx({"x": other["x"] + 40, "y": other["y"] + 30}, abs=2)
    assert chips(page) == ["1 moved"]
    page.page.goto(page.path.as_uri() + "#entity=China")
    page.settle()
    there = by(page, beside(page), 40, 30)
    swipe(where(page, "China"), 40, 30)
    assert beside(page) == there


def test_a_link_puts_nobody_so_far_off_that_all_the_rest_is_tiny(opened):
    page = opened(seeds_graph(), address="#at=99999~-99999~China")
    there = page.page.evaluate("(({ x, y }) => [x, y])(Data.byId.get('China'))")
    most = page.page.evaluate("Math.max(...Data.nodes.flatMap(({ x, y }) => [Math.abs(x), Math.abs(y)]))")
    assert there == [max(1000, round(3 * most)), -max(1000, round(3 * most))]


# ---- back and forward


def test_a_slider_that_goes_on_is_one_step_back(opened):
    page = opened(made_graph(60), address="#entity=e00001")
    page.page.get_by_role("button", name="More filters").click()
    start = page.page.evaluate("history.length")
    slider = page.page.locator(".least input").first
    slider.focus()
    page.page.keyboard.press("ArrowRight")
    page.page.keyboard.press("ArrowRight")
    assert page.page.url.endswith("#entity=e00001&least-sources=3")
    assert page.page.evaluate("history.length") == start + 1
    page.page.locator(".key[data-value=co-mention]").click()
    slider.focus()
    page.page.keyboard.press("ArrowLeft")
    assert page.page.evaluate("history.length") == start + 3
    for step in ("&no-kind=co-mention&least-sources=3", "&least-sources=3", ""):
        page.page.go_back()
        assert page.page.url.endswith("#entity=e00001" + step)


def test_what_is_open_and_then_hidden_closes_in_one_step(opened):
    page = opened(seeds_graph(), address="#entity=China")
    start = page.page.evaluate("history.length")
    page.page.locator(".key[data-value=GPE]").click()
    assert page.page.url.endswith("#no-type=GPE")
    assert page.page.evaluate("history.length") == start + 1
    page.page.go_back()
    assert page.text("#reading h2") == "China"


def test_back_and_forward_go_through_all_of_it(opened):
    page = opened(seeds_graph())
    states = [page.page.url]
    steps = [
        lambda: page.page.locator(".top .entity").first.click(),
        lambda: page.page.locator(".key[data-value=co-mention]").click(),
        lambda: button(page, "Pin").click(),
        lambda: page.page.get_by_role("button", name="1 step around").click(),
        lambda: page.page.locator(".relation").first.click(),
        lambda: page.page.keyboard.press("Escape"),
        lambda: page.page.locator("#show-all").click(),
    ]
    heads = [page.text("#reading h2")]
    for step in steps:
        step()
        states.append(page.page.url)
        heads.append(page.text("#reading h2"))
    assert len(set(states)) == len(states) - 1  # the last is the first again
    for at in range(len(states) - 2, -1, -1):
        page.page.go_back()
        assert (page.page.url, page.text("#reading h2")) == (states[at], heads[at])
    for at in range(1, len(states)):
        page.page.go_forward()
        assert (page.page.url, page.text("#reading h2")) == (states[at], heads[at])


# ---- the part in view


@pytest.mark.parametrize("size", [{"width": 1280, "height": 800}, {"width": 390, "height": 844}])
def test_the_part_in_view_survives_a_copy_of_the_address(opened, size):
    """Zoomed by the wheel and dragged; a page on an upright screen holds the picture turned."""
    page = opened(seeds_graph(), viewport=size, reduced_motion="reduce")
    assert "#" not in page.page.url
    spot = page.page.locator("#canvas").bounding_box()
    x, y = spot["x"] + spot["width"] / 2, spot["y"] + 20
    page.page.mouse.move(x, y)
    page.page.mouse.wheel(0, -300)
    page.settle()
    page.page.mouse.down()
    page.page.mouse.move(x + 60, y + 30, steps=4)
    page.page.mouse.up()
    page.until("location.hash.startsWith('#view=')")
    page.settle()
    seen = [where(page, key) for key in ("China", "India")]
    copy = opened(seeds_graph(), address=page.page.url[page.page.url.index("#") :], viewport=size)
    for one, other in zip(seen, [where(copy, key) for key in ("China", "India")], strict=True):
        assert other == pytest.approx(one, abs=2)
    assert copy.page.url == page.page.url
    copy.page.locator("#whole").click()
    copy.until("location.hash === ''")


def test_a_view_sent_to_an_upright_screen_shows_the_same_part(opened):
    page = opened(seeds_graph(), reduced_motion="reduce")
    x, y = page.page.evaluate("[Data.byId.get('India').x, Data.byId.get('India').y]")
    upright = opened(
        seeds_graph(), address=f"#view={x:.1f}~{y:.1f}~1", viewport={"width": 390, "height": 844}
    )
    box = upright.page.locator("#canvas").bounding_box()
    middle = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    assert where(upright, "India") == pytest.approx(middle, abs=2)


def test_a_step_back_takes_the_view_back(opened):
    page = opened(seeds_graph(), reduced_motion="reduce")
    page.page.locator("#closer").click()
    page.until("location.hash.startsWith('#view=')")
    seen = where(page, "India")
    page.click_entity("China")
    button(page, "1 step around").click()
    page.settle()
    assert "view=" not in page.page.url
    page.page.go_back()
    page.page.go_back()
    page.settle()
    assert where(page, "India") == pytest.approx(seen, abs=2)


@pytest.mark.parametrize("view", ["1~1", "1~1~0", "x~1~1", "1e9~1~1", "1~1~1~1", "9999999~0~1", "1~1~99"])
def test_a_view_that_is_none_leaves_the_map_in_sight(opened, view):
    page = opened(seeds_graph(), address=f"#view={view}")
    assert 0.02 <= page.page.evaluate("Camera.view().scale") <= 8
    assert not page.seen
