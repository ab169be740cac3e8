"""The map in a real browser: a user's families, wordings, copies, and what has ended."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import pytest
import test_map_browser as base
from map_graphs import counted
from test_map import contrast, palette

from kgraph.types import Argument, Copy, Document, Entity, Graph, Relation, Span, Statement

pytestmark = base.pytestmark
browser, opened = base.browser, base.opened

TEXT = "Kenya thanked Norway."
ENDS = (Span("a", 0, 5), Span("a", 14, 20))


def said(doc: str, text: str = TEXT, **others) -> Statement:
    ends = [Span(doc, 0, 5), Span(doc, text.index("Norway"), text.index("Norway") + 6)]
    subject, obj = (Argument(text[s.start : s.end], s, s) for s in ends)
    predicate = Argument("thanked", Span(doc, 6, 13))
    return Statement(
        subject, predicate, obj, **{"type": "thank", "sentence": Span(doc, 0, len(text)), **others}
    )


def drawn(relations: list[Relation], texts: dict[str, str]) -> Graph:
    documents = tuple(
        Document(key, f"{key}.txt", f"{key}.txt", text, f"Article {key}", f"2025-01-0{at}", f"Outlet {key}")
        for at, (key, text) in enumerate(sorted(texts.items()), 1)
    )
    entities = tuple(
        Entity(name, name, "GPE", (name,), (place,))
        for name, place in zip(("Kenya", "Norway"), ENDS, strict=True)
    )
    ordered = sorted(relations, key=lambda r: (r.subject, r.object, r.kind, r.type))
    return counted(Graph(entities, tuple(ordered), documents))


def edge(statements: list[Statement], type: str = "thank", family: str = "judgement", **others) -> Relation:
    sentences = tuple(sorted({s.sentence for s in statements}))
    return Relation("Kenya", "Norway", type, "stated", sentences, tuple(statements), family=family, **others)


def test_copies_are_one_sentence_with_several_places(opened):
    texts = {"a": TEXT, "b": "KENYA THANKED  Norway!", "c": "Kenya thanked Norway warmly."}
    graph = drawn([edge([said("a"), said("b", texts["b"]), said("c", texts["c"])])], texts)
    page = opened(graph, address="#relation=0")
    assert "2 sentences in 3 articles" in page.text()
    assert page.page.locator("blockquote").all_inner_texts() == [TEXT, texts["c"]]
    [also] = page.page.locator(".also").all_inner_texts()
    assert " ".join(also.split()) == "Also in Article b · Outlet b · 2 January 2025"
    page.page.goto(page.path.as_uri() + "#relation=0&no-outlet=Outlet%20c")
    assert "1 of 2 sentences in 2 of 3 articles" in page.text()
    with page.page.expect_download() as waiting:
        page.page.keyboard.press("Escape")
        page.page.get_by_role("button", name="Table with the sentences").click()
    lines = waiting.value.path().read_text(encoding="utf-8-sig").splitlines()
    assert [line.rpartition(",")[2] for line in lines] == ["copy", "", "copy"]  # the first is the heading


def test_articles_of_one_story_count_as_one_source_and_are_named(opened):
    texts = {"a": TEXT, "b": "Kenya has thanked Norway.", "c": "Kenya warmly thanked Norway."}
    graph = drawn([edge([said("a"), *(said(key, texts[key]) for key in "bc")])], texts)
    graph = counted(replace(graph, copies=(Copy("b", "a", 0.9, "9 of 10 sentences stand in a.txt"),)))
    page = opened(graph, address="#relation=0")
    assert "3 sentences in 3 articles · 2 independent sources" in page.text()
    [origin] = page.page.locator(".origin").all_inner_texts()
    assert origin == "counted as one source with Article a · Outlet a"


def test_copies_that_were_read_otherwise_stay_apart(opened):
    texts = {"a": TEXT, "b": TEXT}
    graph = drawn([edge([said("a"), said("b", modality="claimed")])], texts)
    page = opened(graph, address="#relation=0")
    assert page.page.locator("blockquote").count() == 2
    assert "Also in" not in page.text()


def test_the_words_of_the_texts_stand_beside_the_type(opened):
    graph = drawn([edge([said("a"), said("b", type="express gratitude to")])], {"a": TEXT, "b": TEXT})
    page = opened(graph, address="#relation=0")
    assert "Also as “express gratitude to”" in page.text()


def test_what_has_ended_looks_so_and_can_be_hidden(opened):
    over = edge([said("a", ended=True)], type="partner")
    graph = drawn([over, edge([said("a", type="sue")], type="sue", family="conflict")], {"a": TEXT})
    page = opened(graph)
    key = page.page.locator(".key[data-value=ended]")
    assert key.locator(".count").inner_text() == "1"
    key.click()
    assert "0 entities and 1 relation hidden" in page.text("#hidden-count")
    page.page.goto(page.path.as_uri() + "#relation=0")
    assert page.page.locator(".predicate-line .badge").all_inner_texts() == ["ended"]
    with page.page.expect_download() as waiting:
        page.page.keyboard.press("Escape")
        page.page.get_by_role("button", name="Table with the sentences").click()
    content = waiting.value.path().read_text(encoding="utf-8-sig")
    assert [line["ended"] for line in csv.DictReader(io.StringIO(content))].count("ended") == 1
    assert page.page.locator("#hidden-count").is_hidden()  # what is asked for is shown


HOSTILE_FAMILIES = [
    "__proto__",
    "constructor",
    "</style><img src=x onerror=alert(1)>",
    "var(--ink)); x: url(y",
    "a\"b'c",
]


def test_a_hostile_family_is_a_name_like_others(opened):
    relations = [edge([said("a", type=f"t{at}")], f"t{at}", name) for at, name in enumerate(HOSTILE_FAMILIES)]
    page = opened(drawn(relations, {"a": TEXT}))
    keys = page.page.locator(".key[data-group=family]")
    assert sorted(keys.locator("bdi").all_inner_texts()) == sorted(HOSTILE_FAMILIES)
    colors = keys.locator(".line").evaluate_all(
        "(found) => found.map((one) => getComputedStyle(one).borderTopColor)"
    )
    assert len(set(colors)) == len(HOSTILE_FAMILIES)
    keys.first.click()
    assert "1 relation hidden" in page.text("#hidden-count")


@pytest.mark.parametrize(("own", "grey"), [(9, 0), (10, 1), (14, 5)])
def test_more_families_than_colours_leave_the_rarest_grey(opened, own, grey):
    """Eleven colours: two are the built-in families' own, the others go to the most frequent."""
    names = ["meeting", "conflict", *(f"own {at:02}" for at in range(own))]
    relations = []
    for at, name in enumerate(names):
        relations += [edge([said("a", type=f"{name} {n}")], f"{name} {n}", name) for n in range(20 - at)]
    page = opened(drawn(relations, {"a": TEXT}))
    lines = page.page.locator(".key[data-group=family]")
    slots = dict(
        zip(
            lines.locator("bdi").all_inner_texts(),
            lines.locator(".line").evaluate_all("(found) => found.map((one) => one.style.borderTopColor)"),
            strict=True,
        )
    )
    assert (slots["meeting"], slots["conflict"]) == ("var(--family-0)", "var(--family-2)")
    left = [name for name, color in slots.items() if color == "var(--family-other)"]
    assert left == names[len(names) - grey :]
    colored = [color for color in slots.values() if color != "var(--family-other)"]
    assert len(set(colored)) == len(colored)


def test_the_words_of_every_family_can_be_read(opened):
    names = ["meeting", "conflict", "judgement", "role", "trade", "other", *"abcdef"]
    relations = [edge([said("a", type=name)], name, name) for name in names]
    page = opened(drawn(relations, {"a": TEXT}))
    for theme in ("light", "dark"):
        page.page.emulate_media(color_scheme=theme)
        page.settle()
        for one in page.page.evaluate("Data.stated.map(Theme.word)"):
            color = "#" + "".join(f"{int(part):02x}" for part in re.findall(r"\d+", one))
            assert contrast(color, palette(theme)["paper"]) >= 4.5, (theme, one)
