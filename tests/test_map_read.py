"""The map in a real browser: what the panel tells of an entity and of a relation."""

from __future__ import annotations

import pytest
import test_map_browser as base
from map_graphs import counted

from kgraph.map.data import is_office
from kgraph.types import Argument, Document, Entity, Graph, Relation, Span, Statement

pytestmark = base.pytestmark
browser, opened = base.browser, base.opened


def stated(*rows, outlets=()) -> Graph:
    """A graph of rows (subject, type, object, family, options), each said in an article of its own."""
    documents, mentions, grouped = [], {}, {}
    for at, (subject, type_, obj, family, options) in enumerate(rows):
        key, text = f"d{at:03}", f"{subject} {type_} {obj}, wrote article {at}."
        second = len(subject) + len(type_) + 2
        one, two = Span(key, 0, len(subject)), Span(key, second, second + len(obj))
        predicate = Argument(type_, Span(key, len(subject) + 1, second - 1))
        outlet = outlets[at % len(outlets)] if outlets else None
        documents.append(
            Document(key, f"{key}.txt", f"{key}.txt", text, f"Article {at}", "2025-03-01", outlet)
        )
        for name, span in ((subject, one), (obj, two)):
            mentions.setdefault(name, []).append(span)
        whole = Span(key, 0, len(text))
        said = Statement(Argument(subject, one), predicate, Argument(obj, two), type_, whole, **options)
        grouped.setdefault((subject, obj, "stated", type_, family), []).append(said)
    relations = [
        Relation(
            s, o, t, k, tuple(x.sentence for x in group), tuple(group),
            family=f, polarity=group[0].polarity, modality=group[0].modality,
        )
        for (s, o, k, t, f), group in sorted(grouped.items(), key=lambda item: item[0][:4])
    ]  # fmt: skip
    entities = [Entity(n, n, "PERSON", (n,), tuple(sorted(spans))) for n, spans in sorted(mentions.items())]
    return counted(Graph(tuple(entities), tuple(relations), tuple(documents)))


OFFICES = stated(
    ("Ana", "president", "Peru", "role", {}),
    ("Ana", "president", "Peru", "role", {}),
    ("Ana", "leader", "Lima Club", "role", {}),
    ("Ana", "mayor", "Lima", "role", {"ended": True}),
    ("Ana", "senator", "Cusco", "role", {"polarity": "negative"}),
    ("Ana", "judge", "Puno", "role", {"modality": "claimed"}),
    ("Ana", "serve at", "Callao", "role", {}),
    ("Ana", "ally", "Bo", "cooperation", {}),
    ("Cho", "adviser", "Ana", "role", {}),
)


def words(page, selector):
    return [" ".join(text.split()) for text in page.page.locator(selector).all_inner_texts()]


def test_the_offices_of_a_person_head_the_panel_and_open_to_their_sentences(opened):
    page = opened(OFFICES, address="#entity=Ana")
    assert words(page, ".role") == ["president of Peru", "leader of Lima Club", "formerly mayor of Lima"]
    page.page.locator(".role").nth(2).click()
    assert page.page.locator("blockquote").all_inner_texts() == ["Ana mayor Lima, wrote article 3."]


@pytest.mark.parametrize(
    ("type_", "office"),
    [
        ("president", True),
        ("foreign policy chief", True),
        ("serve at", False),
        ("debut with", False),
        ("", False),
    ],
)
def test_a_noun_for_what_somebody_is_names_an_office(type_, office):
    assert is_office(type_) is office


def test_relations_stand_by_family_with_their_counts(opened):
    page = opened(OFFICES, address="#entity=Ana")
    assert words(page, "h4") == ["role 7", "cooperation 1"]
    rows = words(page, ".relation.typed")
    assert rows[0] == "president → Peru 2" and rows[-1] == "ally → Bo 1"
    assert "adviser ← Cho 1" in rows and "senator → Cusco ✕ not so 1" in rows
    mark = page.page.locator(".family-mark").first
    line = page.page.locator(".relation .line").first
    colour = mark.evaluate("(e) => getComputedStyle(e).backgroundColor")
    assert colour == line.evaluate("(e) => getComputedStyle(e).borderTopColor")
    page.page.locator(".relation.typed").first.click()
    assert page.page.locator("blockquote").count() == 2


def test_a_long_list_shows_some_and_then_all(opened):
    many = stated(*(("Ana", "visit", f"Town {at:03}", "movement", {}) for at in range(412)))
    page = opened(many, address="#entity=Ana")
    assert page.page.locator(".relation").count() == 6
    page.page.get_by_role("button", name="Show all 412").first.click()
    assert page.page.locator(".relation").count() == 412
    assert page.page.evaluate("document.activeElement.textContent").startswith("visit→Town 006")


def test_a_statement_tells_all_that_is_known_of_it_and_can_be_copied(opened):
    text = "Port officials said, as the agency reported, that Ana would not join Bo in June."
    spans = {
        word: Span("a", text.index(word), text.index(word) + len(word)) for word in ("Ana", "join", "Bo")
    }
    ana, join, bo = (Argument(word, span) for word, span in spans.items())
    said = Statement(
        ana, join, bo, "join", Span("a", 0, len(text)), "negative", "planned",
        source=Argument("Port officials"), relayed_by=(Argument("the agency"),), time="2025-06",
    )  # fmt: skip
    copy = Span("b", 0, len(text))
    again = Statement(
        *(Argument(x.text, Span("b", x.span.start, x.span.end)) for x in (ana, join, bo)), "join", copy,
        "negative", "planned",
        source=Argument("Port officials"), relayed_by=(Argument("the agency"),), time="2025-06",
    )  # fmt: skip
    relation = Relation(
        "Ana", "Bo", "join", "stated", (said.sentence, copy), (said, again), family="role",
        polarity="negative", modality="planned",
    )  # fmt: skip
    entities = (
        Entity("Ana", "Ana", "PERSON", ("Ana",), (ana.span,)),
        Entity("Bo", "Bo", "ORG", ("Bo",), (bo.span,)),
    )
    documents = (
        Document("a", "a.txt", "https://news.example/a", text, "A title", "2025-05-02", "Harbour Post"),
        Document("b", "b.txt", "b.txt", text, "Another title", "2025-05-03", "Hill Times"),
    )
    page = opened(counted(Graph(entities, (relation,), documents)), address="#relation=0")
    [card] = page.page.locator(".statement").all()
    assert card.locator("mark.end").all_inner_texts() == ["Ana", "Bo"]
    assert card.locator("mark.predicate").all_inner_texts() == ["join"]
    assert words(page, ".statement .badge") == ["✕ not so", "planned", "June 2025"]
    assert words(page, ".statement .who") == ["according to Port officials, as reported by the agency"]
    assert words(page, ".statement .source") == [
        "A title · Harbour Post · 2 May 2025 · Copy",
        "Another title · Hill Times · 3 May 2025",
    ]
    assert "1 sentence in 2 articles · 1 independent source" in page.text()
    card.locator("blockquote").click(click_count=3)
    assert page.page.evaluate("getSelection().toString().trim()") == text
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.page.get_by_role("button", name="Copy").click()
    page.until("document.getElementById('status').textContent === 'Citation copied'")
    cited = f"“{text}” (A title, Harbour Post, 2 May 2025, https://news.example/a)"
    assert page.page.evaluate("navigator.clipboard.readText()") == cited
