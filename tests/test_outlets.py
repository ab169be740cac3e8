"""Which outlets tell stories of their own, and who copies whom."""

from __future__ import annotations

import csv
import io
import json

import pytest
from click.testing import CliRunner
from stores import Article, store_of
from stories import FERRY, FERRY_REWRITTEN, MERGER, TALKS, article

from kgraph.cli import main
from kgraph.graph import build_graph
from kgraph.outlets import Copied, Outlet, read_provenance
from kgraph.store import opened, write_store
from kgraph.types import Argument


@pytest.fixture
def folder(tmp_path):
    """A build of five articles: an agency's, its rewrite and its copy, and two others."""
    said = [
        article("wire", FERRY, outlet="Reuters", date="2025-03-03"),
        article("paper", FERRY_REWRITTEN, outlet="Lake News", date="2025-03-04"),
        article("=cmd", FERRY, outlet="=HYPERLINK(1)", date="2025-03-05"),
        article("own", MERGER, outlet="Lake News", date="2025-03-05"),
        article("none", TALKS),
    ]
    write_store(tmp_path / "kgraph.db", said, [], [], build_graph(said, []))
    return tmp_path


def run(folder, *options: str) -> str:
    result = CliRunner().invoke(main, ["sources", "-o", str(folder), *options])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_outlets_are_told_with_what_they_copy(folder):
    with opened(folder / "kgraph.db") as connection:
        found = read_provenance(connection)
    assert found.outlets == (
        Outlet("Lake News", False, 2, 1, (Copied("Reuters", 1),)),
        Outlet("=HYPERLINK(1)", False, 1, 0, (Copied("Reuters", 1),)),
        Outlet("Reuters", True, 1, 1),
        Outlet(None, False, 1, 1),
    )
    [story] = found.stories
    assert (story.original.id, [copy.id for copy in story.copies]) == ("wire", ["paper", "=cmd"])


def test_an_agency_is_quoted_in_so_many_articles_of_others(tmp_path):
    reuters, afp = Argument("Reuters"), Argument("AFP")
    told = (
        Article("wire", outlet="Reuters").say("Ana", "meet", "Bo", "in Oslo", source=reuters),
        Article("a", outlet="Lake News")
        .say("Ana", "meet", "Bo", "in Oslo", source=reuters)
        .say("Ana", "sue", "Bo", "over money", source=reuters),
        Article("b").say("Cy", "sue", "Bo", "over land", source=Argument("Di"), relayed_by=(reuters, afp)),
    )
    with opened(store_of(tmp_path / "kgraph.db", told)) as connection:
        quoted = {outlet.name: outlet.quoted for outlet in read_provenance(connection).outlets}
    assert quoted == {"Reuters": 2, "AFP": 1, "Lake News": 0, None: 0}
    assert "Reuters      agency, 1 article, quoted in 2 articles of others" in run(tmp_path)


def test_the_table_gives_the_reason_for_each_copy(folder):
    text = run(folder)
    assert "Lake News      2 articles, 1 its own, 1 copy (1 of Reuters)" in text
    assert "wire.txt, Reuters, 2025-03-03: 2 copies" in text
    assert "sentences stand in wire.txt (Reuters)" in text


def test_the_csv_has_a_line_for_each_article_and_no_formula(folder):
    rows = list(csv.DictReader(io.StringIO(run(folder, "--format", "csv"), newline="")))
    assert [(row["article"], row["outlet"], row["story"], row["copy"]) for row in rows] == [
        ("wire.txt", "Reuters", "wire.txt", "false"),
        ("paper.txt", "Lake News", "wire.txt", "true"),
        ("'=cmd.txt", "'=HYPERLINK(1)", "wire.txt", "true"),
    ]


def test_json_holds_both_lists(folder):
    found = json.loads(run(folder, "--format", "json"))
    assert [outlet["originals"] for outlet in found["outlets"]] == [1, 0, 1, 1]
    assert found["stories"][0]["copies"][0]["share"] > 0.5


def test_a_build_tells_how_many_articles_copy_another(tmp_path):
    lines = [
        {"id": "wire", "text": FERRY.strip(), "source": "Reuters", "date": "2025-03-03"},
        {"id": "paper", "text": FERRY_REWRITTEN.strip(), "source": "Lake News", "date": "2025-03-04"},
    ]
    feed = tmp_path / "feed.jsonl"
    feed.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    out = str(tmp_path / "out")
    assert "1 copy of others among them" in CliRunner().invoke(main, ["build", str(feed), "-o", out]).stderr
    again = CliRunner().invoke(main, ["build", str(feed), "-o", out, "--json"])
    assert json.loads(again.stdout)["copies"] == 1
