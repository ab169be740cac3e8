"""The map in a real browser: outlets, dates, and the filters in force as chips that are undone one by one."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from functools import partial

import pytest
import test_map_browser as base
from map_graphs import counted, made_graph

from kgraph.types import Argument, Copy, Document, Entity, Graph, Relation, Span, Statement

pytestmark = base.pytestmark
browser, opened_map = base.browser, base.opened


@pytest.fixture
def opened(opened_map):
    """Maps on a page that is tall enough to open with all filters in sight."""
    return partial(opened_map, viewport={"width": 1280, "height": 960})


# Article, outlet, date, who is said to sue whom.
NEWS = [
    ("a", "Harbour Post", "2025-03-01", "Kenya", "Norway"),
    ("b", "Harbour Post", "2025-03-04", "Kenya", "Norway"),
    ("c", "Hill Times", "2025-03-09", "Kenya", "Norway"),
    ("d", "Hill Times", "2025-03-09", "Norway", "Peru"),
    ("e", None, None, "Peru", "Kenya"),
]


def reported(news=NEWS) -> Graph:
    documents, found = [], {}
    mentions: dict[str, list[Span]] = {}
    for key, outlet, date, subject, obj in news:
        text = f"{subject} sued {obj}, wrote article {key}."
        one, two = Span(key, 0, len(subject)), Span(key, len(subject) + 6, len(subject) + 6 + len(obj))
        predicate = Argument("sued", Span(key, len(subject) + 1, len(subject) + 5))
        whole = Span(key, 0, len(text))
        documents.append(Document(key, f"{key}.txt", f"{key}.txt", text, f"Article {key}", date, outlet))
        for name, span in ((subject, one), (obj, two)):
            mentions.setdefault(name, []).append(span)
        said = Statement(Argument(subject, one), predicate, Argument(obj, two), "sue", whole)
        found.setdefault((subject, obj), []).append(said)
    entities = [Entity(n, n, "GPE", (n,), tuple(spans)) for n, spans in sorted(mentions.items())]
    relations = [
        Relation(s, o, "sue", "stated", tuple(x.sentence for x in group), tuple(group), family="conflict")
        for (s, o), group in sorted(found.items())
    ]
    return counted(Graph(tuple(entities), tuple(relations), tuple(documents)))


def hidden(page):
    return page.text("#hidden-count").removesuffix("Show all").strip()


def chips(page):
    return [one.split("✕")[0].strip() for one in page.page.locator("#chips .chip").all_inner_texts()]


def outlet(page, name):
    return page.page.locator(f'.key[data-group=outlet][data-value="{name}"]')


def test_outlets_are_listed_with_their_relations_and_can_be_left_out(opened):
    page = opened(reported())
    keys = page.page.locator(".key[data-group=outlet]")
    assert [" ".join(text.split()) for text in keys.all_inner_texts()] == [
        "Hill Times 2",
        "Harbour Post 1",
        "no outlet 1",
    ]
    outlet(page, "Hill Times").click()
    assert hidden(page) == "0 entities and 1 relation hidden · 3 of 5 sentences left"
    assert page.page.url.endswith("#no-outlet=Hill%20Times")
    assert chips(page) == ["without Hill Times"]
    outlet(page, "").click()
    assert hidden(page) == "1 entity and 2 relations hidden · 2 of 5 sentences left"
    assert chips(page) == ["only Harbour Post"]
    page.page.reload()
    assert hidden(page) == "1 entity and 2 relations hidden · 2 of 5 sentences left"


def test_what_lies_outside_is_counted_and_shown_apart(opened):
    page = opened(reported(), address="#relation=0&no-outlet=Hill%20Times")
    assert "2 of 3 sentences in 2 of 3 articles" in page.text()
    inside, outside = page.page.locator(".statements").all()
    assert inside.locator("blockquote").count() == 2
    assert outside.locator("blockquote").all_inner_texts() == ["Kenya sued Norway, wrote article c."]
    assert "Outside the outlets and dates chosen" in page.text()
    page.page.locator(".ends .entity").first.click()
    assert page.page.locator(".relation .count").first.inner_text() == "2 of 3"
    assert page.page.locator(".source.outside").all_inner_texts() == ["Article c · Hill Times · 9 March 2025"]


def copied() -> Graph:
    """Of the three articles on Kenya and Norway the third repeats the story of the second."""
    graph = reported()
    return counted(replace(graph, copies=(Copy("c", "b", 1.0, ""),)))


def test_the_sources_counted_are_those_of_the_evidence_that_is_left(opened):
    page = opened(copied(), address="#relation=0")
    assert "3 sentences in 3 articles · 2 independent sources" in page.text()
    outlet(page, "Hill Times").click()
    assert "2 of 3 sentences in 2 of 3 articles · 2 independent sources" in page.text()
    page.page.goto(page.path.as_uri() + "#relation=0&since=2025-03-02")
    assert "2 of 3 sentences in 2 of 3 articles · 1 of 2 independent sources" in page.text()
    page.page.goto(page.path.as_uri() + "#table=relations&since=2025-03-02")
    assert page.page.locator("tbody tr").first.locator("td").all_inner_texts()[-2:] == ["2 of 3", "1 of 2"]
    page.page.goto(page.path.as_uri() + "#least-sources=2")
    assert hidden(page) == "0 entities and 2 relations hidden"
    page.page.goto(page.path.as_uri() + "#least-sources=2&since=2025-03-02")
    assert hidden(page) == "0 entities and 3 relations hidden · 4 of 5 sentences left"


def test_only_what_is_stated_surely_enough_can_be_shown(opened):
    graph = reported()
    sure = [[0.4, 0.9, 0.4], [0.4], [0.6]]  # a relation is as sure as the surest of its statements
    relations = tuple(
        replace(
            r, statements=tuple(replace(s, confidence=c) for s, c in zip(r.statements, each, strict=True))
        )
        for r, each in zip(graph.relations, sure, strict=True)
    )
    page = opened(replace(graph, relations=relations))
    page.page.locator("input[data-name=confidence]").focus()
    shown = []
    for _ in range(14):
        page.page.keyboard.press("ArrowRight")
        shown.append(page.page.evaluate("Data.relations.filter((one) => !one.hidden).length"))
    assert shown == [3] * 8 + [2] * 4 + [1] * 2
    assert chips(page) == ["confidence 0.7+"]
    assert hidden(page) == "0 entities and 2 relations hidden"
    page.page.reload()
    assert hidden(page) == "0 entities and 2 relations hidden"


def test_a_time_is_chosen_with_two_handles_by_keyboard(opened):
    page = opened(reported())
    since, until = page.page.locator(".timeline input").all()
    assert page.page.locator(".bar-of").count() == 9
    assert page.text(".span-words") == "1 – 9 March 2025"
    since.focus()
    page.page.keyboard.press("ArrowRight")
    page.page.keyboard.press("ArrowRight")
    assert since.get_attribute("aria-valuetext") == "3 March 2025"
    until.focus()
    page.page.keyboard.press("ArrowLeft")
    assert until.get_attribute("aria-valuetext") == "8 March 2025"
    assert chips(page) == ["3 – 8 March 2025"]
    assert "since=2025-03-03&until=2025-03-08" in page.page.url
    assert hidden(page).endswith("1 relation hidden · 2 of 5 sentences left")
    page.page.locator(".key[data-group=date]").click()
    assert hidden(page) == "1 entity and 2 relations hidden · 1 of 5 sentences left"
    page.page.reload()
    assert hidden(page) == "1 entity and 2 relations hidden · 1 of 5 sentences left"
    assert (since.input_value(), until.input_value()) == ("2", "8")


def test_a_handle_does_not_pass_the_other_and_is_dragged(opened):
    page = opened(reported())
    since, until = page.page.locator(".timeline input").all()
    box = page.page.locator(".bars").bounding_box()
    handles = page.page.locator(".timeline").bounding_box()
    at = handles["y"] + handles["height"] - 12
    page.page.mouse.move(box["x"], at)
    page.page.mouse.down()
    page.page.mouse.move(box["x"] + box["width"] / 3, at, steps=4)
    page.page.mouse.up()
    assert (since.input_value(), until.input_value()) == ("3", "9")
    since.focus()
    page.page.keyboard.press("End")
    assert (since.input_value(), until.input_value()) == ("8", "9")
    assert page.text(".span-words") == "9 March 2025"


def test_the_histogram_counts_what_the_other_filters_leave(opened):
    page = opened(reported())
    bars = page.page.locator(".bar-of")
    assert bars.nth(8).get_attribute("title") == "9 March 2025: 2 sentences"
    outlet(page, "Hill Times").click()
    assert bars.nth(8).get_attribute("title") == "9 March 2025: 0 sentences"
    assert bars.nth(0).get_attribute("title") == "1 March 2025: 1 sentence"


@pytest.mark.parametrize(
    ("first", "last", "bars", "second"),
    [
        ("2025-03-01", "2025-05-31", 92, "2 March 2025"),
        ("2024-12-30", "2026-01-02", 14, "1 – 31 January 2025"),
        ("1995", "2025-06", 31, "1 January – 31 December 1996"),
        ("1825-06-01", "2025-06-30", 67, "1 January 1828 – 31 December 1830"),
        ("0001-01-01", "9999-12-31", 96, "1 January 0106 – 31 December 0210"),
    ],
)
def test_bars_are_days_months_or_years(opened, first, last, bars, second):
    news = [("a", "Post", first, "Kenya", "Norway"), ("b", "Post", last, "Kenya", "Norway")]
    page = opened(reported(news))
    titles = page.page.locator(".bar-of").evaluate_all("all => all.map((one) => one.title)")
    assert len(titles) == bars
    assert titles[1] == f"{second}: 0 sentences"
    assert sum(int(title.split(": ")[1].split()[0]) for title in titles) == 2


@pytest.mark.parametrize(
    ("date", "since", "kept"),
    [
        ("2025", "2025-12-31", True),
        ("2025", "2026-01-01", False),
        ("2025-02", "2025-02-28", True),
        ("2025-02", "2025-03-01", False),
        ("2025-02-30", "2025-01-01", True),  # no date, and the undated stay
    ],
)
def test_a_date_that_is_not_precise_lies_where_any_of_its_days_does(opened, date, since, kept):
    news = [("a", "Post", date, "Kenya", "Norway"), ("b", "Post", "2026-06-01", "Peru", "Chile")]
    page = opened(reported(news), address=f"#since={since}")
    assert hidden(page).startswith("0 entities" if kept else "2 entities and 1 relation hidden")


def test_filters_combine_and_are_undone_one_by_one(opened):
    page = opened(
        made_graph(80), address="#no-type=PERSON&no-outlet=Outlet%203&since=2025-03-01&least-sources=2"
    )
    assert chips(page) == ["without People", "without Outlet 3", "2+ sources", "since 1 March 2025"]
    for left in (3, 2, 1, 0):
        page.page.locator("#chips .chip").first.click()
        assert len(chips(page)) == left
    assert page.page.locator("#filters").is_hidden()
    assert page.page.evaluate("document.activeElement.id") == "canvas"
    assert "#" not in page.page.url


@pytest.mark.parametrize(
    ("address", "lost"),
    [
        ("#focus=Kenya&no-outlet=", "1 entity and 2 relations"),  # only its article ties Kenya to Peru
        ("#focus=Kenya&steps=2&no-outlet=", "0 entities and 1 relation"),
        ("#focus=Kenya&steps=2&no-outlet=&hide=Norway", "2 entities and 3 relations"),
    ],
)
def test_a_neighbourhood_is_that_of_the_evidence_and_entities_that_are_left(opened, address, lost):
    said = hidden(opened(reported(), address=address))
    assert said.split(": ")[1].startswith(f"{lost} hidden")


def test_a_way_leads_over_what_is_shown_only(opened):
    page = opened(reported(), address="#from=Kenya&to=Peru")
    assert "1 step;" in page.text()
    outlet(page, "").click()
    assert "2 steps;" in page.text()


def test_who_is_tied_to_nobody_stays_whatever_outlets_and_dates_are_asked_for(opened):
    graph = reported()
    alone = Entity("Quito", "Quito", "GPE", ("Quito",), (Span("a", 0, 5),))
    page = opened(replace(graph, entities=(*graph.entities, alone)), address="#since=2025-03-08")
    assert hidden(page).startswith("0 entities and 0 relations hidden · 3 of 5")


def test_of_many_outlets_one_is_chosen_and_stands_in_the_address(opened):
    page = opened(made_graph(120))
    page.page.get_by_role("button", name="None of the outlets").click()
    assert chips(page) == ["without 12 outlets"]
    outlet(page, "Outlet 5").click()
    assert chips(page) == ["only Outlet 5"]
    assert page.page.url.endswith("#outlet=Outlet%205")
    page.page.reload()
    assert chips(page) == ["only Outlet 5"]
    page.page.get_by_role("button", name="All outlets").click()
    assert page.page.locator("#filters").is_hidden()


def test_an_outlet_is_found_among_many(opened):
    names = [f"Gazette {at:02}" for at in range(20)]
    page = opened(
        reported([(f"d{at}", name, "2025-01-01", "Kenya", "Norway") for at, name in enumerate(names)])
    )
    page.page.get_by_label("Find an outlet").fill("GAZETTE 1")
    assert page.page.locator(".key[data-group=outlet]:visible").count() == 10


def test_filters_need_no_evidence_unpacked(opened, monkeypatch):
    monkeypatch.setattr("kgraph.map.PACKED_ABOVE", 0)
    page = opened(reported(), address="#no-outlet=Hill%20Times&since=2025-03-02")
    assert hidden(page) == "0 entities and 1 relation hidden · 2 of 5 sentences left"
    assert page.page.evaluate("document.getElementById('evidence').textContent.length") > 0


def test_what_is_asked_for_is_shown_though_outlets_and_dates_hide_it(opened):
    page = opened(reported(), address="#outlet=Harbour%20Post&until=2025-03-02")
    page.page.locator("#search").fill("peru")
    page.page.keyboard.press("Enter")
    assert page.text("#reading h2") == "Peru"
    assert page.page.locator("#filters").is_hidden()


def test_the_table_has_the_sentences_that_are_left(opened):
    page = opened(copied(), address="#since=2025-03-02")
    with page.page.expect_download() as waiting:
        page.page.get_by_role("button", name="Table with the").click()
    lines = list(
        csv.DictReader(io.StringIO(waiting.value.path().read_text(encoding="utf-8-sig"), newline=""))
    )
    # The articles b and c are one source; with a, which lies outside, they would be two.
    assert sorted((line["article"], line["independent_sources"]) for line in lines) == [
        (f"Article {key}", "1") for key in "bcde"
    ]


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("<img src=x onerror=window.__pwned=1>", "</script><script>window.__pwned=1</script>"),
        ("__proto__", "2025-13-45"),
        ('"] .key, [x="', "2025-03-04T00:00:00<b>"),
        ("\u202egnitsop\u2028", "９９９９-01-01"),
    ],
)
def test_hostile_outlets_and_dates_stay_text(opened, name, date):
    page = opened(reported([("x", name, date, "Chile", "Ghana"), *NEWS]))
    before = base.tags(page)
    names = "all => all.map((one) => one.textContent)"
    keys = page.page.locator(".key[data-group=outlet]")
    at = keys.locator("bdi").evaluate_all(names).index(name)
    keys.nth(at).click()
    assert page.page.locator("#chips bdi").evaluate_all(names) == [f"without {name}"]
    page.page.reload()
    assert page.page.locator("#chips bdi").evaluate_all(names) == [f"without {name}"]
    page.page.locator("#chips .chip").click()
    assert base.tags(page) == before
    assert page.page.evaluate("window.__pwned") is None


def test_one_outlet_and_one_day_ask_nothing(opened):
    page = opened(reported([("a", "Post", "2025-03-01", "Kenya", "Norway")]))
    assert page.page.locator(".outlets, .dates, .opener").count() == 0


def test_one_date_stands_in_words_beside_what_has_none(opened):
    page = opened(reported([NEWS[0], NEWS[4]]))
    assert page.page.locator(".timeline").count() == 0
    assert " ".join(page.text(".dates").split()) == "Dates 1 March 2025 undated 1"
    page.page.locator(".key[data-group=date]").click()
    assert chips(page) == ["without undated"]
    assert hidden(page).startswith("1 entity and 1 relation hidden")


def test_on_a_low_page_the_rest_of_the_filters_opens_when_asked_for(opened_map):
    page = opened_map(reported())
    button = page.page.get_by_role("button", name="More filters")
    assert button.get_attribute("aria-expanded") == "false"
    assert page.page.locator(".timeline, .outlets").count() == 2
    assert not page.page.locator(".timeline").is_visible() and page.page.locator(".key").first.is_visible()
    low = page.page.locator(".stage").bounding_box()["height"]
    button.focus()
    page.page.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    page.page.keyboard.press("Tab")
    assert page.page.evaluate("document.activeElement.closest('#more-filters') !== null")
    assert page.page.locator(".timeline").is_visible()
    page.settle()
    assert page.page.locator(".stage").bounding_box()["height"] < low
    outlet(page, "Hill Times").click()
    button.click()
    assert page.page.locator(".outlets").is_hidden() and chips(page) == ["without Hill Times"]


def test_the_filters_in_force_cover_neither_the_map_nor_the_table(opened_map):
    for size in ({"width": 1280, "height": 800}, {"width": 390, "height": 844}):
        page = opened_map(reported(), address="#no-outlet=Hill%20Times", viewport=size)
        stage, row, legend = (
            page.page.locator(one).bounding_box() for one in (".stage", "#filters", "#legend")
        )
        assert stage["y"] + stage["height"] <= row["y"] + 1 and row["y"] + row["height"] <= legend["y"] + 1
        page.page.get_by_role("button", name="without Hill Times: undo").click()
        page.settle()
        assert page.page.locator(".stage").bounding_box()["height"] > stage["height"]
