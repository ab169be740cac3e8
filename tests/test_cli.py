"""The command line as a user meets it: messages, exit status, files, bad input."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import networkx
import pytest
from click.testing import CliRunner
from conftest import SEEDS
from contents import contents

from kgraph.cli import main, printable
from kgraph.cli.lines import lines
from kgraph.decisions import load_decisions
from kgraph.pipeline import GRAPHML, MAP, STORE
from kgraph.store import read_judgements

TEXT = "Xi Jinping met Vladimir Putin in Beijing on Monday. Russia and China signed a pact."


def run(*arguments, stdin=None):
    return CliRunner().invoke(main, [str(a) for a in arguments], input=stdin)


@pytest.fixture
def article(tmp_path):
    file = tmp_path / "article.txt"
    file.write_text(TEXT)
    return file


def test_build_says_what_was_done_and_writes_three_files(tmp_path, article):
    result = run("build", article, "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert result.stdout == ""
    for said in ("1 document in", "entities", "stated relation", "co-mention", GRAPHML, MAP, STORE):
        assert said in result.stderr
    assert sorted(p.name for p in (tmp_path / "out").glob("[!.]*")) == sorted([GRAPHML, MAP, STORE])


def test_the_summary_as_data(tmp_path, article):
    result = run("build", article, "-o", tmp_path / "out", "--json")
    summary = json.loads(result.stdout)
    assert summary["documents"] == 1 and summary["failures"] == []
    assert summary["files"] == [str(tmp_path / "out" / name) for name in (GRAPHML, MAP, STORE)]


def test_quiet_says_nothing(tmp_path, article):
    result = run("build", article, "-o", tmp_path / "out", "--quiet")
    assert (result.exit_code, result.output) == (0, "")


def test_standard_input_is_read(tmp_path):
    result = run("build", "-", "-o", tmp_path / "out", "--json", stdin=TEXT)
    assert json.loads(result.stdout)["documents"] == 1


def test_options_win_over_the_file(tmp_path, article):
    config = tmp_path / "kgraph.toml"
    config.write_text("comentions = 0\n")
    result = run("build", article, "-o", tmp_path / "a", "--config", config, "--json")
    assert json.loads(result.stdout)["co_mentions"] == 0
    result = run("build", article, "-o", tmp_path / "b", "--config", config, "--comentions", "2", "--json")
    assert json.loads(result.stdout)["co_mentions"] > 0


def test_the_file_of_the_folder_is_read_and_named(tmp_path, article, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kgraph.toml").write_text("comentions = 0\n")
    result = run("build", article, "-o", "a", "--json")
    assert json.loads(result.stdout)["co_mentions"] == 0
    assert "kgraph.toml in this folder" in result.stderr
    assert run("build", article, "-o", "a", "-q").output == ""
    (tmp_path / "other.toml").write_text("")
    result = run("build", article, "-o", "b", "--json", "--config", "other.toml")
    assert json.loads(result.stdout)["co_mentions"] > 0
    assert "in this folder" not in result.stderr


DECIDED = """
[[rename]]
name = "vladimir putin"
to = "V. V. Putin"
[[ignore]]
name = "Beijing"
[[ignore]]
name = "Nobody at all"
"""


def test_decisions_are_applied_and_those_that_match_nothing_are_named(tmp_path, article, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kgraph.toml").write_text(DECIDED)
    result = run("build", article, "-o", "out", "--json")
    assert result.exit_code == 0
    summary = json.loads(result.stdout)
    assert (summary["decisions"], summary["decisions_not_applied"]) == (2, ['ignore: "Nobody at all"'])
    assert 'not applied: ignore: "Nobody at all"' in result.stderr
    assert "2 decisions of yours applied" in run("build", article, "-o", "out").stderr
    assert run("show", "V. V. Putin", "-o", "out").stdout.startswith("V. V. Putin  PERSON")
    assert run("show", "Beijing", "-o", "out").exit_code == 1
    names = {e["name"] for e in json.loads(run("extract", article).stdout)["entities"]}
    assert "V. V. Putin" in names and "Beijing" not in names


def test_decisions_that_are_taken_out_leave_no_trace(tmp_path, article, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run("build", article, "-o", "out", "-q")
    before = contents(tmp_path / "out")
    (tmp_path / "kgraph.toml").write_text(DECIDED)
    run("build", article, "-o", "out", "-q")
    assert contents(tmp_path / "out")[GRAPHML] != before[GRAPHML]
    (tmp_path / "kgraph.toml").write_text("")
    run("build", article, "-o", "out", "-q")
    assert contents(tmp_path / "out") == before


def test_a_review_changes_the_next_build(tmp_path, monkeypatch):
    """What review writes, build understands.  A surname alone in another article is never sure."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(
        "Maria Keller visited Paris on Monday. Keller met officials there."
    )
    (tmp_path / "news" / "b.txt").write_text("Keller spoke in Berlin on Friday. Germany welcomed her.")
    run("build", "news", "-o", "out", "-q")
    assert [j.verdict for j in read_judgements(Path("out", STORE))] == ["unsure"]
    assert run("review", "-o", "out", stdin="s").exit_code == 0
    names = [reference.name for reference in load_decisions("kgraph.toml")[0].of]
    assert sorted(names) == ["Keller", "Maria Keller"]
    result = run("build", "news", "-o", "out", "--json")
    assert json.loads(result.stdout)["decisions_not_applied"] == []
    assert run("explain", *names, "-o", "out").stdout.startswith("One node, Maria Keller")
    file = tmp_path / "kgraph.toml"
    file.write_text(file.read_text().replace("[[same]]", "[[different]]"))
    run("build", "news", "-o", "out", "-q")
    shown = run("explain", *names, "-o", "out").stdout
    assert shown.startswith("Two nodes") and "by user" in shown and "a decision of yours" in shown


def test_extract_keeps_its_contract(tmp_path):
    file = tmp_path / "docs.jsonl"
    text = "Jenny Town is the director of\n38 North. \u201cXi did not meet Kim,\u201d she said on Monday."
    file.write_text(json.dumps({"id": "x/1", "text": text, "date": "2025-09-03"}) + "\n")
    result = run("extract", file, "-o", tmp_path / "out.jsonl")
    assert (result.exit_code, result.stdout) == (0, "")
    (row,) = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert set(row) == {"id", "source", "title", "date", "entities", "statements"}
    assert (row["id"], row["date"]) == ("x/1", "2025-09-03")
    ids = {entity["id"] for entity in row["entities"]}
    for entity in row["entities"]:
        assert set(entity) == {"id", "name", "type", "mentions"}
        for mention in entity["mentions"]:
            assert text[mention["start"] : mention["end"]] == mention["text"]
            assert mention["kind"] in ("name", "adjective", "nominal", "pronoun")
    assert row["statements"]
    for statement in row["statements"]:
        assert statement["polarity"] in ("positive", "negative")
        assert statement["modality"] in ("asserted", "planned", "possible", "claimed")
        assert 0 <= statement["confidence"] <= 1
        for end in (statement["subject"], statement["object"]):
            assert end["entity"] is None or end["entity"] in ids
    denied = [s for s in row["statements"] if s["polarity"] == "negative"]
    assert denied and denied[0]["source"] is not None


def test_extract_writes_to_standard_output(article):
    rows = [json.loads(line) for line in run("extract", article).stdout.splitlines()]
    assert [row["id"] for row in rows] == [f"{article.parent.name}/article.txt"]


def test_show_gives_relations_with_their_sentences(seeds_output):
    result = run("show", "dprk", "-o", seeds_output)
    assert result.exit_code == 0
    assert result.stdout.startswith("North Korea  GPE")
    assert "mutual defence pact signed by Russia and North Korea" in " ".join(result.stdout.split())


def test_show_marks_what_is_denied_and_who_claims(seeds_output):
    shown = run("show", "Kim Jong Un", "-o", seeds_output, "-n", "40").stdout
    assert "(negative)" in shown
    assert "[claimed, says Donald Trump]" in shown


WIRE = "Kenya signed a treaty with Norway in May. "


def test_copies_count_once_and_are_named(tmp_path):
    for name, more in (("a.txt", "It was cold."), ("b.txt", "Nobody laughed.")):
        (tmp_path / name).write_text(WIRE + more)
    run("build", tmp_path, "-o", tmp_path / "out")
    graph = networkx.read_graphml(tmp_path / "out" / GRAPHML, force_multigraph=True)
    [edge] = [row for *_, row in graph.edges(data=True) if row["kind"] == "stated"]
    assert (edge["weight"], edge["sentences"], edge["distinct"], edge["articles"]) == (1.0, 2, 1, 2)
    shown = run("show", "Kenya", "-o", tmp_path / "out").stdout
    assert shown.count("signed a treaty with Norway in May") == 1
    assert shown.index("also in ") < shown.index("b.txt") < shown.index("MENTIONED WITH")


CONFIG = """
[families]
paperwork = ["treaty"]
[types]
treaty = ["accord"]
"""


def test_the_users_families_and_types_reach_every_result(tmp_path):
    (tmp_path / "a.txt").write_text(WIRE)
    (tmp_path / "c.toml").write_text(CONFIG)
    run("build", tmp_path / "a.txt", "-o", tmp_path / "out", "--config", tmp_path / "c.toml")
    graph = networkx.read_graphml(tmp_path / "out" / GRAPHML, force_multigraph=True)
    assert {row["family"] for *_, row in graph.edges(data=True) if row["kind"] == "stated"} == {"paperwork"}
    assert json.loads(graph.graph["families"]) == {
        "groups": [["paperwork", ["treaty"]]], "off": [], "only": False,
    }  # fmt: skip
    assert json.loads(graph.graph["types"])["groups"] == [["treaty", ["accord"]]]
    assert "PAPERWORK" in run("show", "Kenya", "-o", tmp_path / "out").stdout
    assert "paperwork" in (tmp_path / "out" / MAP).read_text(encoding="utf-8")


def test_what_is_less_certain_is_left_out_of_graph_and_extract(tmp_path, article):
    everything = [json.loads(line) for line in run("extract", article).stdout.splitlines()]
    sure = [json.loads(line) for line in run("extract", article, "--min-confidence", "1").stdout.splitlines()]
    assert everything[0]["statements"] and not sure[0]["statements"]
    assert sure[0]["entities"] == everything[0]["entities"]
    summary = json.loads(run("build", article, "-o", tmp_path, "--json", "--min-confidence", "1").stdout)
    assert summary["stated_relations"] == 0 and summary["statements"] > 0


def test_an_edge_of_denials_or_claims_only_is_no_plain_one(tmp_path):
    (tmp_path / "a.txt").write_text("Kenya did not sign a treaty with Norway. Ghana allegedly attacked Togo.")
    run("build", tmp_path / "a.txt", "-o", tmp_path / "out")
    graph = networkx.read_graphml(tmp_path / "out" / GRAPHML, force_multigraph=True)
    found = {row["polarity"]: row for *_, row in graph.edges(data=True) if row["kind"] == "stated"}
    assert set(found) == {"negative", "positive"}
    assert (found["negative"]["weight"], found["negative"]["negative"]) == (0.0, 1)
    claimed = found["positive"]
    assert (claimed["weight"], claimed["modality"], claimed["claimed"]) == (0.0, "claimed", 1)
    shown = run("show", "Togo", "-o", tmp_path / "out").stdout
    assert "(claimed)" in shown


def test_show_finds_the_articles_of_an_author(seeds_output):
    assert "seeds/001" in run("show", "antoni slodkowski", "-o", seeds_output).stdout


def test_show_suggests_near_names(seeds_output):
    result = run("show", "Xi Jingping", "-o", seeds_output)
    assert result.exit_code == 1
    assert "did you mean Xi Jinping" in result.stderr


@pytest.mark.parametrize(
    "command",
    [["show", "Xi"], ["explain", "Xi"], ["review"], ["path", "Xi", "Kim"], ["search", "Xi"]],
)
def test_without_a_build_it_is_said(tmp_path, command):
    result = run(*command, "-o", tmp_path / "none")
    assert result.exit_code == 1
    assert STORE in result.stderr and "Traceback" not in result.output


def test_help_teaches_by_example():
    for command in (
        (),
        ("build",),
        ("extract",),
        ("show",),
        ("path",),
        ("search",),
        ("review",),
        ("explain",),
    ):
        shown = run(*command, "--help").stdout
        assert "kgraph " + (command[0] if command else "build") + " " in shown
    assert run("--version").stdout.startswith("kgraph, version")


def commands(group=main, path=()):
    """Every command with its words: ("list", "entities")."""
    yield path
    for name, command in getattr(group, "commands", {}).items():
        yield from commands(command, (*path, name))


@pytest.mark.parametrize("command", list(commands()), ids=" ".join)
def test_help_fits_a_terminal_of_80_columns(command):
    shown = CliRunner().invoke(main, [*command, "--help"], terminal_width=80).stdout
    assert [line for line in shown.splitlines() if len(line) > 80] == []
    assert "INTEGER RANGE" not in shown  # N: a number, as in the text beside it


# Bad input: one clear sentence, the right status, nothing lost without a name


def fails(result, status, *said):
    assert result.exit_code == status, result.output
    assert "Traceback" not in result.output
    for word in said:
        assert word in result.stderr
    return result


def test_no_path_and_unknown_options_are_wrong_usage():
    fails(run("build"), 2, "PATH")
    fails(run("build", "x", "--nonsense"), 2, "--nonsense")
    fails(run("build", "x", "--min-confidence", "2"), 2, "--min-confidence")


def test_a_path_that_is_not_there(tmp_path):
    fails(run("build", tmp_path / "none", "-o", tmp_path / "out"), 1, "none")


def test_an_empty_folder(tmp_path):
    (tmp_path / "empty").mkdir()
    fails(run("build", tmp_path / "empty", "-o", tmp_path / "out"), 1, "empty", ".txt")


@pytest.mark.parametrize(
    ("name", "content"),
    [("empty.txt", b""), ("binary.txt", bytes(range(256)) * 40), ("broken.jsonl", b'{"id": "1", "text": \n')],
)
def test_one_bad_file_among_good_ones_is_named_and_costs_no_other(tmp_path, article, name, content):
    (tmp_path / name).write_bytes(content)
    result = fails(run("build", tmp_path, "-o", tmp_path / "out"), 3, name, "1 document failed")
    assert (tmp_path / "out" / GRAPHML).exists()
    assert result.exit_code == 3


def test_what_is_left_out_without_being_a_failure_is_named(tmp_path, article):
    (tmp_path / "b.pdf").write_bytes(b"%PDF-")
    shutil.copy(article, tmp_path / "the same.txt")
    result = run("build", tmp_path, "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert "1 files of other types (1 .pdf)" in result.stderr
    assert "the same.txt (as " in result.stderr
    assert run("build", tmp_path, "-o", tmp_path / "out", "-q").output == ""


def test_permissions_are_tried_and_not_judged(tmp_path, article, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert run("build", article, "-o", tmp_path / "out", "-q").exit_code == 0


def test_a_document_that_breaks_a_rule_shows_its_traceback_only_if_asked(tmp_path, article, monkeypatch):
    monkeypatch.setattr("kgraph.extraction.find_mentions", lambda *_: {}["a rule with a hole"])
    fails(run("build", article, "-o", tmp_path / "out"), 1, "a rule with a hole", "report")
    assert "Traceback" in run("--debug", "build", article, "-o", tmp_path / "out").stderr


def test_an_empty_name_of_a_configuration_is_no_configuration(tmp_path, article):
    fails(run("build", article, "-o", tmp_path / "out", "--config", ""), 1, "configuration")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("command", ["build", "extract", "show", "path", "search", "explain", "review"])
def test_a_full_disk_behind_standard_output(tmp_path, article, seeds_output, command):
    arguments = {
        "build": ["build", article, "-o", tmp_path / "out", "--json"],
        "extract": ["extract", article],
        "show": ["show", "China", "-o", seeds_output],
        "path": ["path", "China", "Russia", "-o", seeds_output],
        "search": ["search", "China", "-o", seeds_output],
        "explain": ["explain", "China", "-o", seeds_output],
        "review": ["review", "-o", seeds_output, "--config", tmp_path / "none.toml"],
    }
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "kgraph.cli", *arguments[command]],
            stdin=subprocess.DEVNULL,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "cannot write to standard output: No space left" in done.stderr


def test_closed_streams_are_no_error_of_ours(tmp_path, article):
    command = [sys.executable, "-m", "kgraph.cli"]
    shell = ["sh", "-c", 'exec "$@" 2>&-', "sh"]
    assert subprocess.run([*shell, *command, "build", article, "-o", tmp_path / "out"]).returncode == 0
    shell = ["sh", "-c", 'exec "$@" >&-', "sh"]
    done = subprocess.run([*shell, *command, "extract", article], stderr=subprocess.PIPE, text=True)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "standard output is closed" in done.stderr


def test_a_broken_line_costs_its_line_only(tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_text(
        json.dumps({"id": "1", "text": TEXT}) + "\nnonsense\n" + json.dumps({"id": "2", "text": TEXT})
    )
    result = fails(run("build", file, "-o", tmp_path / "out", "--json"), 3, "a.jsonl:2")
    assert json.loads(result.stdout)["documents"] == 2


def test_invalid_utf8_is_read_as_what_it_is(tmp_path):
    (tmp_path / "a.txt").write_bytes(
        "Angela Merkel visited Düsseldorf and met François Hollande there.".encode("cp1252")
    )
    result = run("extract", tmp_path / "a.txt")
    assert "Düsseldorf" in result.stdout


def test_a_missing_model_leaves_what_was_there(tmp_path, article):
    run("build", article, "-o", tmp_path / "out", "-q")
    before = {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir()}
    fails(
        run("build", article, "-o", tmp_path / "out", "--model", "en_core_web_zz"),
        1,
        "en_core_web_zz",
        "download",
    )
    assert {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir()} == before


def test_an_output_folder_that_is_a_file(tmp_path, article):
    fails(run("build", article, "-o", article), 1, "output folder", "it is a file", "--output")
    assert article.read_text() == TEXT


def test_hostile_names_reach_every_file_as_text(tmp_path):
    name = 'a"<script>alert(1)<\u202escript>\n.txt'
    (tmp_path / name).write_text(
        "Xi Jinping met Vladimir Putin, said <script>alert(1)</script> on Monday in Beijing."
    )
    out = tmp_path / "out"
    assert run("build", tmp_path / name, "-o", out, "-q").exit_code == 0
    assert "<script>alert(1)" not in (out / MAP).read_text(encoding="utf-8")
    shown = run("show", "Xi Jinping", "-o", out).stdout
    assert "\u202e" not in shown


def test_a_terminal_is_given_nothing_to_obey():
    assert printable("a\x1b[31mred\x07\u202e") == "a [31mred  "


def test_lines_are_folded_on_a_terminal_and_whole_in_a_pipe(monkeypatch, capsys):
    said = ["\nfirst", f"  {'word ' * 12}end", "    x\x1b"]
    lines(said)
    assert capsys.readouterr().out == f"\nfirst\n  {'word ' * 12}end\n    x \n"
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "40")
    lines(said)
    folded = capsys.readouterr().out.splitlines()
    assert folded[:2] == ["", "first"] and folded[3].startswith("    word") and max(map(len, folded)) <= 40


def test_help_is_quick_because_nothing_heavy_is_imported():
    heavy = ["spacy", "networkx", "pyvis", "trafilatura", "numpy", "scipy", "rich", "dateparser"]
    code = f"import sys, kgraph.cli; print(sorted(set({heavy}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("number", "status", "words"), [(signal.SIGINT, 130, "kgraph: interrupted"), (signal.SIGTERM, 143, "")]
)
def test_an_interrupt_leaves_what_was_there(tmp_path, article, number, status, words):
    out = tmp_path / "out"
    run("build", article, "-o", out, "-q")
    before = contents(out)
    many = tmp_path / "many"
    many.mkdir()
    for i in range(40):
        shutil.copy(sorted(SEEDS.iterdir())[i % 4], many / f"{i}.txt")
        with (many / f"{i}.txt").open("a") as file:
            file.write(f"\n\nNumber {i}.")
    command = [sys.executable, "-m", "kgraph.cli", "build", many, "-o", out]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and not _has_loaded(process.pid):
        time.sleep(0.05)
    os.kill(process.pid, number)
    _, said = process.communicate(timeout=60)
    assert process.returncode == status, said
    assert said.startswith(words) and "Traceback" not in said
    assert contents(out) | {"kept": []} == before


def _has_loaded(pid: int) -> bool:
    """Whether the process has the model's libraries in memory, so that it is at work."""
    return "spacy/pipeline" in Path(f"/proc/{pid}/maps").read_text()


def test_a_store_of_the_shell_can_be_asked(seeds_output):
    connection = sqlite3.connect(seeds_output / STORE)
    try:
        rows = connection.execute("SELECT * FROM edges LIMIT 1").fetchall()
    finally:
        connection.close()
    assert rows
