"""Unsure pairs as questions: which, in what order, how they look, and what the keys write."""

from __future__ import annotations

import os
import pty
import select
import sys
import time
from contextlib import nullcontext
from io import StringIO

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from marked import Corpus

from kgraph.cli import main
from kgraph.decisions import Decision, Reference, load_decisions
from kgraph.query import Resolved, meant, reference
from kgraph.review import questions, still_open
from kgraph.types import Judgement

SMITHS = Corpus(
    {
        "a": "{John Smith=john} met {Jon Smith=jon}. {John Smith=john} left. {He=john<John Smith} ran.",
        "b": "{John Smith=john} is a baker. {Smith=smith} is not. {J. Smith=j} is old.",
        "c": "{Jon Smith=jon} spoke. {Smith=smith} heard [bold]{J. Smith=j}[/bold].",
    },
    {
        "john": ("John Smith", "PERSON"),
        "jon": ("Jon Smith", "PERSON"),
        "smith": ("Smith", "PERSON"),
        "j": ("J. Smith", "PERSON"),
    },
    (
        ("a:John Smith", "a:Jon Smith", "unsure", 0.6),
        ("b:Smith", "a:John Smith", "unsure", 0.5),
        ("b:J. Smith", "a:John Smith", "unsure", 0.9),
        ("b:J. Smith", "b:Smith", "same", 0.9),
    ),
)


def asked(corpus, decisions=()):
    resolved = corpus.resolved()
    left = still_open(resolved, questions(resolved), decisions)
    return [(q.left.entity.id, q.right.entity.id) for q in left]


def decision(verb, *names):
    return Decision(verb, tuple(Reference(name) for name in names))


# --- which pairs, in what order ---


def test_unsure_pairs_are_asked_after_the_most_useful_first():
    """The smaller side has two mentions each time, so doubt decides: 0.5 is the most."""
    assert asked(SMITHS) == [("john", "smith"), ("john", "jon"), ("j", "john")]


def test_what_has_more_mentions_comes_before_what_has_few():
    text = "{Smith=smith} ran. {Smith=smith} sat. {Smith=smith} slept. " * 3
    more = Corpus(
        {**SMITHS.articles, "d": text, "e": text.replace("Smith=smith", "John Smith=john")},
        SMITHS.entities,
        (("b:Smith", "a:John Smith", "unsure", 0.8), ("a:John Smith", "a:Jon Smith", "unsure", 0.5)),
    )
    assert asked(more) == [("john", "smith"), ("john", "jon")]


def test_several_judgements_on_one_pair_are_one_question():
    judged = (("a:John Smith", "a:Jon Smith", "unsure", 0.4), ("b:John Smith", "c:Jon Smith", "unsure", 0.6))
    resolved = Corpus(SMITHS.articles, SMITHS.entities, judged).resolved()
    (question,) = questions(resolved)
    assert [j.score for j in question.judgements] == [0.6, 0.4]


def test_a_pair_that_became_one_all_the_same_is_no_question():
    entities = {"john": ("John Smith", "PERSON"), **{k: SMITHS.entities[k] for k in ("smith", "j")}}
    articles = {k: v.replace("=jon}", "=john}") for k, v in SMITHS.articles.items()}
    assert ("john", "jon") not in asked(Corpus(articles, entities, SMITHS.judged))


@pytest.mark.parametrize(
    ("decisions", "left"),
    [
        ([decision("same", "John Smith", "Jon Smith")], [("john", "smith"), ("j", "john")]),
        ([decision("different", "john smith", "JON SMITH")], [("john", "smith"), ("j", "john")]),
        ([decision("unsure", "John Smith", "Jon Smith")], [("john", "smith"), ("j", "john")]),
        ([decision("rename", "John Smith")], [("john", "smith"), ("john", "jon"), ("j", "john")]),
        ([decision("same", "Nobody", "Jon Smith")], [("john", "smith"), ("john", "jon"), ("j", "john")]),
        ([decision("same", "John Smith", "Jon Smith", "Smith")], [("j", "john")]),
        # what follows from two decisions
        ([decision("same", "Jon Smith", "Smith"), decision("same", "John Smith", "Smith")], [("j", "john")]),
        (
            [decision("different", "Jon Smith", "Smith"), decision("same", "John Smith", "Smith")],
            [("j", "john")],
        ),
        ([Decision("same", (Reference("John Smith", "b"), Reference("J. Smith", type="PERSON")))],
         [("john", "smith"), ("john", "jon")]),
        ([Decision("same", (Reference("John Smith", "c"), Reference("J. Smith")))],
         [("john", "smith"), ("john", "jon"), ("j", "john")]),
    ],
)  # fmt: skip
def test_what_the_file_decides_is_not_asked(decisions, left):
    assert asked(SMITHS, decisions) == left


def test_sentences_come_from_as_many_articles_as_there_are_the_judged_one_first():
    resolved = SMITHS.resolved()
    (question,) = [
        q for q in questions(resolved) if q.left.entity.id == "john" and q.right.entity.id == "jon"
    ]
    shown = [resolved.documents[s.doc].text[s.start : s.end].strip() for s, _ in question.left.sentences]
    assert shown == ["John Smith met Jon Smith.", "John Smith is a baker.", "John Smith left."]
    for sentence, mention in question.left.sentences:
        assert sentence.start <= mention.start and mention.end <= sentence.end


# --- how an entity is named in a decision ---

NAMESAKES = {
    "a": "{Georgia=country} voted. {Georgia=singer} sang. {Lee=robert} won. {Robert Lee=robert} spoke.",
    "b": "{John Smith=one} baked. {Lee=bruce<Bruce Lee} fought. {Georgia=country} signed.",
    "c": "{John Smith=two} baked.",
}


def test_an_entity_is_named_so_that_no_other_is_meant():
    entities = {
        "country": ("Georgia", "GPE"),
        "singer": ("Georgia", "PERSON"),
        "one": ("John Smith", "PERSON"),
        "two": ("John Smith", "PERSON"),
        "robert": ("Robert Lee", "PERSON"),
        "bruce": ("Bruce Lee", "PERSON"),
    }
    resolved = Corpus(NAMESAKES, entities).resolved()
    by_id = {entity.id: entity for entity in resolved.entities}
    named = {id_: reference(resolved, entity) for id_, entity in by_id.items()}
    assert named["country"] == Reference("Georgia", type="GPE")
    assert named["singer"] == Reference("Georgia", type="PERSON")
    assert named["one"] == Reference("John Smith", document="news/b")
    assert named["robert"] == Reference("Robert Lee")
    for id_, name in named.items():
        assert [entity.id for entity in meant(resolved, name)] == [id_]


def test_a_name_that_is_only_short_for_another_elsewhere_needs_no_document():
    """A decision on "Lee" of one document only would set it apart from the others."""
    articles = {"a": "{Bruce Lee=bruce} fought. {Lee=bruce<Bruce Lee} won.", "b": "{Lee=lee} spoke."}
    resolved = Corpus(articles, {"bruce": ("Bruce Lee", "PERSON"), "lee": ("Lee", "PERSON")}).resolved()
    lee = next(e for e in resolved.entities if e.id == "lee")
    assert reference(resolved, lee) == Reference("Lee")
    assert meant(resolved, Reference("Lee")) == [lee]


def test_what_the_user_has_renamed_is_named_as_the_texts_do():
    articles = {"a": "{Xi Jinping=xi} met {Xi=xi<Xi Jinping}. {Xi=xi<Xi Jinping} left.", "b": "{Xi=xi}."}
    resolved = Corpus(articles, {"xi": ("Mr. X", "PERSON")}).resolved()
    assert reference(resolved, resolved.entities[0]) == Reference("Xi Jinping")


# --- the command ---


def review(folder, keys, *arguments):
    return CliRunner().invoke(main, ["review", "-o", str(folder), *map(str, arguments)], input=keys)


@pytest.fixture
def smiths(tmp_path, monkeypatch):
    """A folder to work in, with the store of the Smiths in "out"."""
    monkeypatch.chdir(tmp_path)
    SMITHS.write(tmp_path / "out")
    return tmp_path


JOHN_SMITH = '"John Smith", "Smith"'
JOHN_JON = '"John Smith", "Jon Smith"'
JOHN_J = '"J. Smith", "John Smith"'


@pytest.mark.parametrize(
    ("keys", "written"),
    [
        ("q", None),
        ("", None),
        ("s", ["same " + JOHN_SMITH]),
        ("S\nd\nu\n", ["same " + JOHN_SMITH, "different " + JOHN_JON, "unsure " + JOHN_J]),
        ("kd", ["different " + JOHN_JON]),
        (" d", ["different " + JOHN_JON]),
        ("sz", None),
        ("szd", ["different " + JOHN_SMITH]),
        ("sdz", ["same " + JOHN_SMITH]),
        ("sdzz", None),
        ("skz", None),
        ("sdkzu", ["same " + JOHN_SMITH, "unsure " + JOHN_JON]),
        ("zs", ["same " + JOHN_SMITH]),
        ("xs", ["same " + JOHN_SMITH]),
        ("sduz", ["same " + JOHN_SMITH, "different " + JOHN_JON]),
        ("sdu ", ["same " + JOHN_SMITH, "different " + JOHN_JON, "unsure " + JOHN_J]),
    ],
)
def test_one_key_each(smiths, keys, written):
    result = review("out", keys)
    assert result.exit_code == 0, result.output
    file = smiths / "kgraph.toml"
    if written is None:
        assert not file.exists()
        assert "Nothing decided; 3 unsure pairs left." in result.stdout
    else:
        entries = [line.partition(" ") for line in written]
        assert file.read_text() == "\n".join(f"[[{verb}]]\nnames = [{names}]\n" for verb, _, names in entries)
        assert f"{len(written)} decision" in result.stdout and "kgraph build applies them" in result.stdout


def test_decided_pairs_are_not_asked_again(smiths):
    review("out", "sq")
    assert "2 pairs to go" in review("out", "q").stdout
    review("out", "du")
    result = review("out", "")
    assert result.stdout == "Nothing decided; no unsure pair is left.\n"


def test_comments_order_and_settings_of_the_file_stay(smiths):
    before = "# ours\ncomentions = 3   # few\n\n[[ignore]]\nname = 'File Photo'  # agency\n"
    (smiths / "kgraph.toml").write_text(before)
    review("out", "sdzz")
    assert (smiths / "kgraph.toml").read_text() == before
    review("out", "s")
    assert (smiths / "kgraph.toml").read_text() == before + f"\n[[same]]\nnames = [{JOHN_SMITH}]\n"


def test_another_file_is_written_where_one_is_named(smiths):
    (smiths / "sub").mkdir()
    (smiths / "sub" / "names.toml").write_text('decisions = "ours.toml"\n')
    result = review("out", "s", "--config", smiths / "sub" / "names.toml")
    assert "sub/ours.toml" in result.stdout
    assert load_decisions(smiths / "sub" / "names.toml") == (decision("same", "John Smith", "Smith"),)
    assert not (smiths / "kgraph.toml").exists()


def test_undo_leaves_what_another_has_written_meanwhile(smiths, monkeypatch):
    file = smiths / "kgraph.toml"
    keys = iter("sz")

    def key():
        pressed = next(keys, "q")
        if pressed == "z":
            file.write_text(file.read_text() + '\n[[ignore]]\nname = "Getty"\n')
        return pressed

    monkeypatch.setattr(sys.modules["kgraph.cli.review"], "key_reader", lambda: nullcontext(key))
    assert review("out", "").exit_code == 0
    assert load_decisions(file) == (Decision("ignore", (Reference("Getty"),)),)


BEFORE = "# ours\r\ncomentions = 3\r\n[[unsure]]\r\nnames = ['J. Smith', 'Jon Smith']"


@settings(max_examples=50)
@given(st.text("sduk z", max_size=12), st.sampled_from((None, "", BEFORE)))
def test_whatever_is_pressed_undo_leads_back_to_every_byte(tmp_path_factory, keys, before):
    from rich.console import Console

    from kgraph.cli.review import DecisionsFile, Review

    file = tmp_path_factory.mktemp("review") / "kgraph.toml"
    if before is not None:
        file.write_bytes(before.encode())
    resolved = SMITHS.resolved()
    session = Review(resolved, questions(resolved), DecisionsFile(file), Console(file=StringIO()))
    pressed = iter(keys + "q")
    session.run(lambda: next(pressed))
    written = load_decisions(file, missing_ok=True)
    assert sorted(written, key=str) == sorted(session.file.decisions, key=str)
    for _ in list(session.file.made):
        session.file.undo()
    assert (file.read_bytes().decode() if file.exists() else None) == before


def test_namesakes_that_no_decision_can_tell_apart_are_not_asked_after():
    articles = {"a": "{John Smith=one} met {John Smith=two}, and {Jon Smith=jon}."}
    entities = {
        "one": ("John Smith", "PERSON"),
        "two": ("John Smith", "PERSON"),
        "jon": ("Jon Smith", "PERSON"),
    }
    corpus = Corpus(articles, entities, (("a:John Smith", "a:Jon Smith", "unsure", 0.5),))
    resolved = corpus.resolved()
    one, two = (e for e in resolved.entities if e.name == "John Smith")
    between = Judgement(one.mentions[0], two.mentions[0], "unsure", 0.5, "alike", "kgraph")
    resolved = Resolved(resolved.extractions, resolved.entities, [*resolved.judgements, between])
    assert [(q.left.entity.id, q.right.entity.id) for q in questions(resolved)] == [("jon", "one")]


def test_a_file_that_cannot_be_written_is_said(smiths):
    (smiths / "folder.toml").mkdir()
    (smiths / "kgraph.toml").write_text('decisions = "kgraph.toml/x"\n')
    result = review("out", "s")
    assert result.exit_code == 1
    assert "cannot write the decisions to kgraph.toml/x" in result.stderr and "--config" in result.stderr


def test_a_file_with_a_mistake_is_said_before_anything_is_asked(smiths):
    (smiths / "kgraph.toml").write_text('[[same]]\nnames = ["A"]\n')
    result = review("out", "s")
    assert result.exit_code == 1 and result.stdout == ""
    assert "[[same]] number 1 needs two or more names" in result.stderr


def test_a_build_without_unsure_pairs(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Corpus(SMITHS.articles, SMITHS.entities).write(tmp_path / "out")
    assert review("out", "").stdout == "Nothing decided; no unsure pair is left.\n"


def test_a_page_shows_both_sides_with_their_evidence(smiths):
    page = review("out", "q").stdout
    for shown in (
        "John Smith = Smith?   3 pairs to go",
        "unsure, 0.50 by kgraph: b:Smith and a:John Smith",
        "+1.50  names alike",
        "-0.50  no common neighbours",
        "4 mentions in 2 articles, 0 relations",
        "“[John Smith] met Jon Smith.”",
        "Outlet, 2025-09-03",
        "s same   d different   u unsure   k skip   z undo   q quit",
    ):
        assert shown in page
    assert page.index("[John Smith] met") < page.index("Smith  PERSON\n2 mentions")


@pytest.mark.parametrize(("columns", "side_by_side"), [("80", False), ("140", True), ("20", False)])
def test_sides_stand_beside_each_other_where_there_is_room(smiths, monkeypatch, columns, side_by_side):
    monkeypatch.setenv("COLUMNS", columns)
    page = review("out", "q").stdout
    heads = [line for line in page.splitlines() if line.count("  PERSON") == 2]
    assert bool(heads) is side_by_side
    assert max(map(len, page.splitlines()[:12])) <= max(int(columns), 80)


def test_hostile_names_are_only_text(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names = "\x1b[31m[bold red]\u202eA\"'\\\n[[same]]", "]] \x07[/] :smile: B\x00"
    entities = {"one": (names[0], "PERSON"), "two": (names[1], "PERSON")}
    articles = {"a": "x {" + names[0] + "=one} y. z {" + names[1] + "=two}."}
    judged = ((f"a:{names[0]}", f"a:{names[1]}", "unsure", 0.5),)
    Corpus(articles, entities, judged, by="\x1b[0m[red]").write(tmp_path / "out")
    result = review("out", "s")
    assert result.exit_code == 0, result.output
    assert all(c.isprintable() or c == "\n" for c in result.stdout)
    assert "[bold red]" in result.stdout and ":smile:" in result.stdout
    assert load_decisions("kgraph.toml") == (decision("same", *names),)


@pytest.mark.skipif(sys.platform == "win32", reason="no pty")
@pytest.mark.parametrize(("keys", "status"), [(b"sq", 0), (b"\x1b[As\x04", 0), (b"s\x03", 130)])
@pytest.mark.parametrize("ahead", [False, True])
def test_keys_of_a_terminal_need_no_enter_and_an_interrupt_loses_nothing(smiths, keys, status, ahead):
    """Whether or not they are typed before they are asked for."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvp(sys.executable, [sys.executable, "-m", "kgraph.cli", "review", "-o", "out"])
    seen = _read_until(terminal, b"q quit")
    os.write(terminal, keys[:-1] if status or not ahead else keys)
    if status or not ahead:
        seen += _read_until(terminal, b"2 pairs to go")
        os.write(terminal, keys[-1:])
    seen += _read_until(terminal, b"applies them")
    _, ended = os.waitpid(pid, 0)
    assert os.waitstatus_to_exitcode(ended) == status, seen
    assert b"1 decision written" in seen and b"Traceback" not in seen
    assert load_decisions(smiths / "kgraph.toml") == (decision("same", "John Smith", "Smith"),)


def _read_until(terminal, words):
    seen, deadline = b"", time.monotonic() + 20
    while words not in seen and time.monotonic() < deadline:
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                seen += os.read(terminal, 10_000)
            except OSError:  # the other end is closed
                break
    return seen
