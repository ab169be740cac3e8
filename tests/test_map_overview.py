"""The map in a real browser: what it opens with, and the ways in."""

from __future__ import annotations

from dataclasses import replace

import test_map_browser as base
from map_graphs import seeds_graph
from test_map_filters import NEWS, reported

pytestmark = base.pytestmark
browser, opened = base.browser, base.opened


def rows(page, selector):
    return [" ".join(text.split()) for text in page.page.locator(selector).all_inner_texts()]


def test_a_stranger_reads_the_sentence_behind_a_pact(opened):
    page = opened(seeds_graph())
    names = page.page.locator(".top .entity bdi").all_inner_texts()
    assert len(names) == 12 and {"China", "Russia", "Xi Jinping"} <= set(names)
    [best] = page.page.locator(".of-family", has_text="agreement").locator("li").first.all_inner_texts()
    assert " ".join(best.split()) == "Russia – mutual defence pact – North Korea 2"
    page.page.get_by_role("button", name="Russia, mutual defence pact, North Korea").click()
    assert "a mutual defence pact signed by Russia and North Korea" in page.text().replace("\n", " ")


def test_in_each_family_plain_facts_come_first(opened):
    plain, claimed = (r for r in reported([NEWS[0], NEWS[3]]).relations)
    graph = reported([NEWS[0], NEWS[3]])
    told = tuple(replace(s, modality="claimed") for s in claimed.statements)
    claimed = replace(claimed, modality="claimed", statements=told, distinct=7)
    page = opened(replace(graph, relations=(plain, claimed)))
    assert rows(page, ".of-family li") == ["Kenya – sue → Norway 1", "Norway – sue → Peru claimed 7"]


def test_a_family_is_read_type_by_type_and_stands_in_the_address(opened):
    graph = seeds_graph()
    page = opened(graph)
    page.page.get_by_role("button", name="praise and accusation: all").click()
    some = [r for r in graph.relations if r.family == "praise and accusation"]
    assert f"{len(some)} relations of {len({r.type for r in some})} types" in page.text()
    assert set(rows(page, "h4 bdi")) == {r.type for r in some}
    assert page.page.locator("#reading .relation").count() == len(some)
    assert page.page.url.endswith("#family=praise%20and%20accusation")
    page.page.reload()
    assert page.text("#reading h2") == "praise and accusation"
    page.page.goto(page.path.as_uri() + "#family=Call%20this%20number")
    assert page.text("#reading h2") == "Who is connected to whom"


def test_the_overview_follows_the_filters(opened):
    page = opened(seeds_graph(), address="#no-family=agreement&no-type=PERSON")
    assert page.page.locator(".of-family", has_text="agreement").count() == 0
    assert "China" in page.text(".top") and "Xi Jinping" not in page.text(".top")


def test_what_lacks_a_date_or_an_outlet_is_counted(opened):
    page = opened(reported())
    scope = page.text("#scope")
    assert scope.startswith(
        "5 documents · 1 – 9 March 2025 (1 undated) · Harbour Post, Hill Times (1 unnamed) · "
    )
    page = opened(reported(NEWS[:4]))
    assert "(" not in page.text("#scope")
