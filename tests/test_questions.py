"""What show, search and list answer, on small stores made by hand."""

from __future__ import annotations

import csv
import importlib.util
import io
import json
import sqlite3
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from stores import Article, store_of

from kgraph.cli import main
from kgraph.cli.listing import fitting
from kgraph.errors import KgraphError
from kgraph.query.evidence import Window, dated, spanned
from kgraph.query.lists import list_documents, list_entities, list_relations
from kgraph.query.names import named
from kgraph.query.profile import Profile, begins, profile
from kgraph.query.texts import Term, fts_query, search, terms
from kgraph.store import opened
from kgraph.window import within

ARTICLES = (
    Article("a", "2025-09-01", "Reuters")
    .say("Ana", "director of", "Gazfirm", "in Oslo")
    .say("Ana", "meet", "Bo", "on the quay at dawn", time="2025-08-30")
    .say("Bo", "accuse", "Ana", "of theft", modality="claimed"),
    Article("b", "2025-10-05", "El País")
    .say("Bo", "meet", "Ana", "again in Madrid", polarity="negative")
    .say("Ana", "accuse", "Cy", "of fraud", confidence=0.6),
    Article("c", None, None).say("Cy", "sue", "Ana", "over the signed contracts", confidence=0.5),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("questions")
    return store_of(folder / "kgraph.db", ARTICLES, {"Ana": ("Ána", "Annie")})


def of(path, name: str, **options) -> Profile:
    with opened(path) as connection:
        return profile(connection, named(connection, name)[0], **options)


def told(found: Profile) -> list[str]:
    return [
        f"{f.name}: {t.edge.subject.name} {t.edge.type} {t.edge.object.name}"
        for f in found.families
        for t in f.relations
    ]


# --- show ---


def test_an_entity_is_told_with_its_roles_first(store):
    found = of(store, "annie")
    assert (found.entity.name, found.aliases) == ("Ana", ("Annie",))
    assert told(found)[0] == "role: Ana director Gazfirm"
    assert {line.split(":")[0] for line in told(found)} >= {"role", "meeting", "judgement"}
    assert (found.mentions, found.articles, found.undated) == (6, 3, 0)
    assert found.dates == ("2025-09-01", "2025-10-05")
    assert found.outlets == (("El País", 1), ("Reuters", 1), (None, 1))


def test_sentences_say_what_is_not_plain(store):
    remarks = {s.remarks for f in of(store, "Ana").families for t in f.relations for s in t.sayings}
    assert {("claimed",), ("2025-08-30",), ("negative",)} <= remarks


def test_the_best_of_each_family_are_told_and_all_are_counted(store):
    whole, part = of(store, "Ana"), of(store, "Ana", most=1)
    assert {f.name: f.count for f in whole.families} == {f.name: f.count for f in part.families}
    assert all(len(f.relations) == 1 for f in part.families)
    assert part.beside_count == whole.beside_count


def test_a_window_leaves_out_what_other_articles_say(store):
    found = of(store, "Ana", window=Window("2025-10", "2025"))
    assert (found.mentions, found.articles, found.undated) == (2, 1, 1)
    shown = run("show", "Ana", "-o", store.parent, "--since", "2025-10").stdout
    assert "1 article without a date left out" in shown
    assert sorted(t.split(": ")[1] for t in told(found)) == ["Ana accuse Cy", "Ana meet Bo"]
    assert all(s.place.document == "b" for f in found.families for t in f.relations for s in t.sayings)


def test_a_timeline_goes_by_the_time_of_the_text_then_by_the_articles_date(store):
    moments = of(store, "Ana").timeline
    assert [(m.time, m.reported) for m in moments][:2] == [("2025-08-30", False), ("2025-09-01", True)]


@pytest.mark.parametrize(
    ("time", "first"),
    [
        ("2024", "2024-01-01"), ("2024-06", "2024-06-01"), ("2024-06-19", "2024-06-19"),
        ("199X", "1990-01-01"), ("18XX", "1800-01-01"), ("2025-W35", "2025-08-25"), ("2022-22", "2022-06-01"),
        ("2014/2019", "2014-01-01"), ("2011/..", "2011-01-01"), ("../2019", "2019-01-01"),
        ("2025-W60", "2025-12-31"),
    ],
)  # fmt: skip
def test_times_of_every_precision_have_a_first_day(time, first):
    assert begins(time) == first


DATES = st.sampled_from(
    [
        "2024",
        "2025",
        "2025-02",
        "2025-09",
        "2025-10",
        "2025-02-28",
        "2025-09-01",
        "2025-09-30",
        "2025-10-01",
        None,
    ]
)


@given(date=DATES, since=DATES, until=DATES)
def test_a_date_lies_in_a_window_of_sql_as_in_kgraph(date, since, until):
    window = Window(since or "", until or "")
    if window:
        connection = sqlite3.connect(":memory:")
        query = f"SELECT {dated(':date')}, {spanned(':date', ':date')}"
        inside, also = connection.execute(query, {"date": date, **window.bounds}).fetchone()
        connection.close()
        assert bool(inside) == bool(also) == within(date, window.since, window.until)


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_show_as_data_has_all_that_the_text_has(store):
    found = json.loads(run("show", "Ana", "-o", store.parent, "--json").stdout)
    [ana] = found["entities"]
    assert ana["name"] == "Ana" and ana["families"][0]["relations"][0]["evidence"][0]["sentence"]
    assert {m["time"] for m in ana["timeline"]} >= {"2025-08-30"}


def test_show_lists_the_articles_of_an_outlet(store):
    assert (
        "el pais wrote or published: b.txt (2025-10-05)" in run("show", "el pais", "-o", store.parent).stdout
    )
    assert "b.txt" not in run("show", "el pais", "-o", store.parent, "--until", "2025-09").stdout


def test_a_window_that_is_none_is_said(store):
    result = run("show", "Ana", "-o", store.parent, "--since", "2025-10", "--until", "2025-09")
    assert result.exit_code == 1 and "later than until" in result.stderr


def test_each_story_has_a_sentence_before_any_has_two(tmp_path):
    told = (
        Article("a").say("Ana", "meet", "Bo", "in May").say("Ana", "meet", "Bo", "at the harbour"),
        Article("b").say("Ana", "meet", "Bo", "once", confidence=0.5),
    )
    found = of(store_of(tmp_path / "kgraph.db", told), "Ana")
    (relation,) = [t for f in found.families for t in f.relations]
    assert [saying.place.document for saying in relation.sayings] == ["a", "b", "a"]


@pytest.mark.parametrize(("ended", "over"), [((True, True), True), ((True, False), False)])
def test_an_office_is_over_where_all_who_tell_of_it_say_so(tmp_path, ended, over):
    told = [
        Article(name).say("Ana", "director of", "Gazfirm", f"in {name}", ended=ends)
        for name, ends in zip("ab", ended, strict=True)
    ]
    folder = store_of(tmp_path / "kgraph.db", told).parent
    for arguments in (("show", "Ana"), ("path", "Ana", "Gazfirm")):
        text = run(*arguments, "-o", folder).stdout
        assert ("director (ended) -> Gazfirm" in text, "director -> Gazfirm" in text) == (over, not over)


# --- search ---


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("a b", '"a" AND "b"'),
        ('"a b" c', '"a b" AND "c"'),
        ("“a b” c", '"a b" AND "c"'),
        ("a -b -c", '("a") NOT ("b" OR "c")'),
        ("-b a", '("a") NOT ("b")'),
        ('a -"b c"', '("a") NOT ("b c")'),
        ("beg*", '"beg"*'),
        ("co-operate", '"co-operate"'),  # a hyphen within is none before
        ("a OR b", '"a" AND "OR" AND "b"'),
        ('say "it', '"say" AND "it"'),
    ],
)
def test_what_is_searched_for(text, query):
    assert fts_query(terms(text)) == query


def test_a_term_knows_what_it_is():
    assert terms('-"a b" c*') == (Term("a b", without=True), Term("c", start=True))


@pytest.mark.parametrize("text", ["", " ", "*", '""', "-a", "- -", "!?"])
def test_nothing_to_search_for_is_said(text):
    with pytest.raises(KgraphError, match="nothing to search for"):
        terms(text)


def test_too_many_words_are_said():
    with pytest.raises(KgraphError, match="more to search for at once"):
        terms("ab " * 1000)


SIGNS = ('"', "(", ")", "NEAR(", "OR", "NOT", "^", "text:", "-", "*", "a", "+", "\0", "{", "ana")


@given(
    text=st.text(max_size=40)
    | st.lists(
        st.sampled_from(['"', "(", ")", "NEAR(", "OR", "NOT", "^", "text:", "-", "*", "a", "+", "\0", "{"])
    ).map(" ".join)
)
def test_no_text_is_obeyed_or_breaks_the_search(store, text):
    with opened(store) as connection:
        try:
            search(connection, text)
        except KgraphError as error:
            assert type(error) is KgraphError  # no StoreError


def found(path, text: str, **options) -> list[str]:
    with opened(path) as connection:
        return [hit.sentence for hit in search(connection, text, **options).hits]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("quay", ["Ana meet Bo on the quay at dawn."]),
        ("QUAYS dawn", ["Ana meet Bo on the quay at dawn."]),
        ("quay madrid", []),
        ('"quay at"', ["Ana meet Bo on the quay at dawn."]),
        ('"at quay"', []),
        ("meets -madrid", ["Ana meet Bo on the quay at dawn."]),
        ("contr*", ["Cy sue Ana over the signed contracts."]),
        ("sign contract", ["Cy sue Ana over the signed contracts."]),
    ],
)
def test_sentences_are_found(store, text, sentences):
    assert found(store, text) == sentences


def test_a_hit_names_who_is_in_it_and_where_it_stands(store):
    with opened(store) as connection:
        [hit] = search(connection, "quay").hits
    assert [entity.name for entity in hit.entities] == ["Ana", "Bo"]
    assert (hit.place.outlet, hit.place.date) == ("Reuters", "2025-09-01")


def test_a_search_can_be_limited_to_a_time(store):
    assert found(store, "ana", window=Window("2025-10", "")) == [
        "Ana accuse Cy of fraud.", "Bo meet Ana again in Madrid.",
    ]  # fmt: skip


def test_sentences_in_the_same_words_are_one_hit(tmp_path):
    said = [
        Article(x, d).say("Ana", "meet", "Bo") for x, d in (("x", "2025-02"), ("y", "2025-01"), ("z", None))
    ]
    path = store_of(tmp_path / "kgraph.db", said)
    with opened(path) as connection:
        hits = search(connection, "meet")
    [hit] = hits.hits
    assert (hit.place.document, [p.document for p in hit.also], hits.count) == ("y", ["x", "z"], 3)


def test_where_very_many_have_the_words_the_last_are_looked_at_and_that_is_said(store, monkeypatch):
    monkeypatch.setattr("kgraph.query.texts.MOST_RANKED", 2)
    with opened(store) as connection:
        hits = search(connection, "ana")
    assert (hits.count, hits.complete) == (2, False)
    assert "only the last" in run("search", "ana", "-o", store.parent).stdout


# --- list ---


def listed(path, what, **options) -> list[dict]:
    with opened(path) as connection:
        found = what(connection, **options)
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def test_entities_are_listed_with_their_counts(store):
    ana, *others = listed(store, list_entities)
    assert (ana["name"], ana["mentions"], ana["articles"], ana["aliases"]) == (
        "Ana",
        6,
        3,
        "Ana | Annie | Ána",
    )
    assert [e["name"] for e in others] == ["Bo", "Cy", "Gazfirm"]
    assert [e["name"] for e in listed(store, list_entities, min_articles=3)] == ["Ana"]
    assert [e["name"] for e in listed(store, list_entities, window=Window("2025-10"))] == ["Ana", "Bo", "Cy"]
    assert listed(store, list_entities, type="ORG") == []


@pytest.mark.parametrize(
    ("filters", "types"),
    [
        ({"kind": "stated", "of": "gazfirm"}, ["director"]),
        ({"family": "meeting"}, ["meet"]),
        ({"polarity": "mixed"}, ["meet"]),
        ({"modality": "claimed"}, ["accuse"]),
        ({"type": "sue"}, ["sue"]),
        ({"kind": "stated", "min_confidence": 0.99}, ["accuse", "director", "meet"]),
        ({"kind": "stated", "window": Window("", "2025-09")}, ["accuse", "director", "meet"]),
        ({"min_sources": 9}, []),
    ],
)
def test_relations_are_filtered(store, filters, types):
    assert sorted(r["type"] for r in listed(store, list_relations, **filters)) == types


def test_stated_relations_come_before_co_mentions(store):
    kinds = [r["kind"] for r in listed(store, list_relations)]
    assert kinds == sorted(kinds, reverse=True)


def test_documents_are_listed_the_latest_first(store):
    assert [d["id"] for d in listed(store, list_documents)] == ["b", "a", "c"]
    [reuters] = listed(store, list_documents, outlet="REUTERS")
    assert (reuters["statements"], reuters["entities"], reuters["sentences"]) == (3, 3, 3)


@pytest.mark.parametrize(
    ("width", "left_out"), [(120, set()), (72, {"family"}), (40, {"family", "articles", "last_date"})]
)
def test_a_narrow_terminal_gets_fewer_columns_and_whole_words(store, width, left_out):
    with opened(store) as connection:
        found = list_relations(connection)
    columns = ["subject", "type", "object", "polarity", "family", "articles", "last_date"]
    kept, gone = fitting(columns, found, width)
    assert (set(gone), [*filter(kept.__contains__, columns)]) == (left_out, kept)
    assert {"subject", "type", "object", "polarity"} <= set(kept)


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "Ana", "-n", "9" * 30),
        ("search", "met", "-n", "9" * 30),
        ("list", "documents", "-n", "9" * 30),
        ("list", "entities", "--min-articles", "9" * 30),
        ("list", "relations", "--min-sources", "9" * 30),
    ],
)
def test_a_number_may_be_too_great_for_the_store(store, arguments):
    assert run(*arguments, "-o", store.parent).exit_code == 0


def test_a_list_of_nothing_says_only_that(store):
    result = run("list", "relations", "--min-sources", "9", "-o", store.parent)
    assert result.stdout == "no relations are like that\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["relations", "--family", "nonsense"], "no relation is of the family 'nonsense'; there are "),
        (["documents", "--outlet", "Reuter"], "did you mean Reuters"),
        (["relations", "--of", "nobody at all"], "nobody and nothing is called"),
    ],
)
def test_a_filter_that_nothing_can_meet_is_said(store, arguments, said):
    result = run("list", *arguments, "-o", store.parent)
    assert result.exit_code == 1 and said in result.stderr


def test_a_table_counts_what_it_leaves_out(store):
    shown = run("list", "entities", "-n", "2", "-o", store.parent).stdout
    assert shown.startswith("name  type    articles  mentions") and "and 2 more rows" in shown


def test_csv_and_json_have_every_column_and_row(store):
    text = run("list", "relations", "--format", "csv", "-o", store.parent).stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    data = json.loads(run("list", "relations", "--format", "json", "-o", store.parent).stdout)
    assert [r["id"] for r in rows] == [r["id"] for r in data]
    assert set(rows[0]) == set(data[0])
    assert {r["type"]: r["directed"] for r in data if r["kind"] == "stated"}["sue"] is True


def test_what_a_spreadsheet_would_take_for_a_formula_is_text(tmp_path):
    path = store_of(tmp_path / "kgraph.db", [Article("=cmd()", "2025", "+1").say("=Ana", "meet", "Bo")])
    assert "'=Ana" in run("list", "entities", "--format", "csv", "-o", path.parent).stdout
    assert "'+1" in run("list", "documents", "--format", "csv", "-o", path.parent).stdout


# --- speed ---


def test_a_store_of_500_documents_answers_within_half_a_second(tmp_path):
    """Most take some milliseconds; tests/bench/questions.py asks a store of 100,000."""
    spec = importlib.util.spec_from_file_location(
        "questions", Path(__file__).parent / "bench" / "questions.py"
    )
    questions = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(questions)
    questions.make(tmp_path / "kgraph.db", 500)
    best = {}
    for name, seconds in questions.ask(tmp_path / "kgraph.db"):
        best[name] = min(best.get(name, seconds), seconds)
    assert {name: seconds for name, seconds in best.items() if seconds > 0.5} == {}
    for listed in (list_entities, list_relations, list_documents):
        with opened(tmp_path / "kgraph.db") as connection:
            begun = time.perf_counter()
            listed(connection)
            assert time.perf_counter() - begun < 0.5
