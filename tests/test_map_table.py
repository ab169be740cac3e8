"""The map in a real browser: all that is shown as a table, sorted and page by page."""

from __future__ import annotations

import test_map_browser as base
import test_map_hostile as hostile
from map_graphs import made_graph, seeds_graph

pytestmark = base.pytestmark
browser, opened = base.browser, base.opened


def column(page, number):
    return page.page.locator(f"#table tbody td:nth-child({number})").all_inner_texts()


def sorts(page):
    return [one.get_attribute("aria-sort") for one in page.page.locator("#table th").all()]


def test_the_relations_shown_are_a_table_that_any_column_sorts(opened):
    graph = seeds_graph()
    page = opened(graph)
    button = page.page.get_by_role("button", name="Table", exact=True)
    button.focus()
    page.page.keyboard.press("Enter")
    assert button.get_attribute("aria-pressed") == "true"
    assert page.text("#table h2") == f"{len(graph.relations)} relations"
    assert [c.strip() for c in column(page, 1)] == sorted(r.subject for r in graph.relations)
    assert sorts(page) == ["ascending", *[None] * 6]
    sentences = page.page.get_by_role("button", name="Sentences", exact=True)
    sentences.focus()
    page.page.keyboard.press("Enter")
    found = [int(text) for text in column(page, 6)]
    assert found == sorted((r.distinct for r in graph.relations), reverse=True)
    assert sorts(page)[5] == "descending"
    assert sentences.evaluate("(e) => e === document.activeElement")
    page.page.keyboard.press("Enter")
    assert [int(text) for text in column(page, 6)] == found[::-1]
    assert page.page.url.endswith("#table=relations&sort=5")
    page.page.reload()
    assert [int(text) for text in column(page, 6)] == found[::-1]
    button.click()
    assert page.page.locator("#table").is_hidden()


def test_the_table_follows_the_filters_and_opens_what_is_chosen(opened):
    graph = seeds_graph()
    page = opened(graph, address="#table=relations")
    page.page.locator(".key[data-value=co-mention]").click()
    stated = sum(1 for r in graph.relations if r.kind == "stated")
    assert page.text("#table h2") == f"{stated} relations"
    assert "✕" not in page.text("#table") and "not so" in column(page, 5)
    page.page.locator("#table").get_by_role("button", name="accuse").first.click()
    assert page.page.locator("blockquote").count() > 0
    assert page.page.locator("#table").is_visible()
    page.page.get_by_role("button", name="Entities", exact=True).click()
    assert page.text("#table h2") == f"{len(graph.entities)} entities"
    page.page.go_back()
    assert page.text("#table h2") == f"{stated} relations"


def test_a_long_table_is_read_page_by_page(opened):
    graph = made_graph(80)
    page = opened(graph, address="#table=relations")
    seen = column(page, 1)
    while page.page.get_by_role("button", name="Later rows").is_enabled():
        page.page.get_by_role("button", name="Later rows").click()
        assert page.page.evaluate("document.activeElement.tagName") == "H2"
        seen += column(page, 1)
    assert len(seen) == len(graph.relations) > 200
    assert page.text("#table h2").endswith(f"to {len(seen)}")


def test_hostile_names_stand_in_the_table_as_they_are(opened):
    graph = hostile.hostile_graph(hostile.PAYLOADS)
    page = opened(graph, address="#table=entities&sort=9-down")
    names = page.page.locator("#table tbody td:first-child bdi").evaluate_all(
        "all => all.map((one) => one.textContent)"
    )
    assert len(names) == len(graph.entities) and any("<img src=x onerror" in name for name in names)
    assert page.page.evaluate("window.__pwned") is None


def test_no_family_is_broken_within_a_word(opened):
    page = opened(seeds_graph(), address="#table=relations", viewport={"width": 1000, "height": 700})
    broken = page.page.locator("#table tbody td:nth-child(4) bdi").evaluate_all("""all => all.flatMap((one) =>
      [...one.textContent.matchAll(/\\S+/g)].filter(({ 0: word, index }) => {
        const range = document.createRange();
        range.setStart(one.firstChild, index);
        range.setEnd(one.firstChild, index + word.length);
        return range.getClientRects().length > 1;
      }).map(([word]) => word))""")
    assert broken == [] and "membership" in page.text("#table")
