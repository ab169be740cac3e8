"""Every kind of change is told, and why something is gone is told from facts."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from test_history import take_history
from worlds import World, worlds
from written import article, written

from kgraph.change import Change, Present, State, compare
from kgraph.change.rows import change_rows
from kgraph.cli import main
from kgraph.config import Config
from kgraph.decisions import Decision, Reference
from kgraph.store import write_store
from kgraph.store.history import read_present, read_state, record
from kgraph.types import ClaimJudgement

MET = article("a.txt", "Ann Fry | meet | Bo Lund", "Cy Dahl | praise | Bo Lund")
AGAIN = article("b.txt", "Ann Fry | praise | Cy Dahl")
NEWS = article("c.txt", "Ann Fry | meet | Bo Lund | at noon", "Ann Fry | accuse | Di Holm")
DENIED = article("d.txt", "Ann Fry | not meet | Bo Lund")


def state(folder: Path, name: str, *articles, **choices) -> Path:
    return written(folder / name / "kgraph.db", *articles, **choices)


def change(tmp_path, before, after, first=(), then=()) -> Change:
    """From the store of some articles, made with choices, to that of others."""
    old = state(tmp_path, "old", *before, **dict(first))
    new = state(tmp_path, "new", *after, **dict(then))
    return compare(read_state(old), read_state(new), read_present(new))


def told(edges) -> list[str]:
    return [
        f"{edge.now.subject} {edge.now.type} {edge.now.object}" for edge in edges if edge.now.kind == "stated"
    ]


def why(found) -> dict[str, list[str]]:
    return {
        f"{row.subject} {row.type} {row.object}" if hasattr(row, "subject") else row.id: [
            cause.code for cause in causes
        ]
        for row, causes in found
        if getattr(row, "kind", "stated") == "stated"
    }


def test_nothing_has_changed(tmp_path):
    found = change(tmp_path, [MET, AGAIN], [AGAIN, MET])
    assert not found
    assert found.documents.unchanged == 2


def test_an_article_brings_nodes_and_edges_and_confirms_others(tmp_path):
    found = change(tmp_path, [MET, AGAIN], [MET, AGAIN, NEWS])
    assert [d.name for d in found.documents.added] == ["c.txt"]
    assert [e.name for e in found.nodes.new] == ["Di Holm"]
    assert told(found.edges.new) == ["ann-fry accuse di-holm"]
    assert told(found.edges.confirmed) == ["ann-fry meet bo-lund"]
    (confirmed,) = [e for e in found.edges.confirmed if e.now.kind == "stated"]
    assert (confirmed.sources, confirmed.now.sources) == (1, 2)
    assert confirmed.added == (NEWS.document.id,)
    assert not found.gone_edges and not found.gone_nodes


def test_a_copy_confirms_nothing(tmp_path):
    copy = article("copy.txt", "Ann Fry | meet | Bo Lund", "Cy Dahl | praise | Bo Lund", date="2025")
    assert not told(change(tmp_path, [MET], [MET, copy]).edges.confirmed)


def test_an_edge_that_has_lost_a_source_is_told(tmp_path):
    found = change(tmp_path, [MET, NEWS], [MET, AGAIN])
    assert told(found.edges.weakened) == ["ann-fry meet bo-lund"]
    assert not told(change(tmp_path, [MET], [MET, NEWS]).edges.weakened)


def test_a_denial_is_told_and_so_is_its_end(tmp_path):
    found = change(tmp_path, [MET], [MET, DENIED])
    assert told(found.edges.denied) == ["ann-fry meet bo-lund"]
    assert [c for e in found.edges.changed for c in e.changes] == [("polarity", "positive", "mixed")]
    back = change(tmp_path, [MET, DENIED], [MET])
    assert told(back.edges.no_longer_denied) == ["ann-fry meet bo-lund"]


@pytest.mark.parametrize(
    ("before", "come", "confirmed", "denied"),
    [
        ("meet", ["not meet"], False, True),
        ("meet", ["meet"], True, False),
        ("meet", ["meet", "not meet"], True, True),
        ("not meet", ["not meet"], True, False),
        ("not meet", ["meet"], False, False),
    ],
)
def test_only_who_says_the_same_confirms(tmp_path, before, come, confirmed, denied):
    first = article("a.txt", f"Ann Fry | {before} | Bo Lund")
    others = [article(f"{n}.txt", f"Ann Fry | {said} | Bo Lund | at {n}") for n, said in enumerate(come)]
    found = change(tmp_path, [first], [first, *others])
    assert (bool(told(found.edges.confirmed)), bool(told(found.edges.denied))) == (confirmed, denied)


def test_a_further_denial_is_told(tmp_path):
    again = article("e.txt", "Ann Fry | not meet | Bo Lund | at noon")
    found = change(tmp_path, [MET, DENIED], [MET, DENIED, again])
    assert told(found.edges.denied) == ["ann-fry meet bo-lund"] and not told(found.edges.confirmed)
    # as many sources as before, because one is gone
    found = change(tmp_path, [MET, NEWS, DENIED], [MET, DENIED, again])
    assert told(found.edges.denied) == ["ann-fry meet bo-lund"] and not told(found.edges.confirmed)


def test_a_source_that_takes_the_place_of_another_confirms(tmp_path):
    assert told(change(tmp_path, [MET, AGAIN], [NEWS, AGAIN]).edges.confirmed) == ["ann-fry meet bo-lund"]


def test_a_corrected_article_confirms_nothing_that_it_said_before(tmp_path):
    corrected = article("a.txt", "Ann Fry | meet | Bo Lund", "Cy Dahl | thank | Bo Lund")
    assert not told(change(tmp_path, [MET, AGAIN], [corrected, AGAIN]).edges.confirmed)


def test_a_copy_that_takes_the_place_of_another_confirms_nothing(tmp_path):
    story = ("Ann Fry | meet | Bo Lund", "Cy Dahl | praise | Di Holm", "Eve Strand | sue | Cy Dahl")
    first, copy, later = (
        article(name, *story, date=day)
        for name, day in (("x", "2025-09-01"), ("y", "2025-09-02"), ("z", "2025-09-03"))
    )
    found = change(tmp_path, [first, copy, AGAIN], [first, later, AGAIN])
    assert "ann-fry meet bo-lund" not in told(found.edges.confirmed)


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        ("planned meet", "meet", ("modality", "planned", "asserted")),
        ("director", "former director", ("ended", 0, 1)),
    ],
)
def test_a_plan_that_has_become_a_fact_and_an_office_that_has_ended(tmp_path, before, after, changes):
    old = article("a.txt", f"Ann Fry | {before} | Bo Lund")
    new = article("a.txt", f"Ann Fry | {after} | Bo Lund")
    found = change(tmp_path, [old], [new])
    assert [edge.changes for edge in found.edges.changed] == [(changes,)]


# --- why something is gone ---


def test_its_article_was_removed(tmp_path):
    found = change(tmp_path, [MET, NEWS], [MET])
    assert why(found.gone_nodes) == {"di-holm": ["article removed"]}
    assert why(found.gone_edges) == {"ann-fry accuse di-holm": ["article removed"]}
    assert found.gone_edges[0][1][0].documents == (NEWS.document.id,)


def test_its_article_has_another_content(tmp_path):
    corrected = article("c.txt", "Ann Fry | meet | Bo Lund", "Ann Fry | thank | Di Holm")
    found = change(tmp_path, [NEWS], [corrected])
    assert [(one.name, two.name) for one, two in found.documents.changed] == [("c.txt", "c.txt")]
    assert why(found.gone_edges) == {"ann-fry accuse di-holm": ["article changed"]}
    assert told(found.edges.new) == ["ann-fry thank di-holm"]


def test_an_edge_may_be_gone_for_two_reasons(tmp_path):
    other = article("e.txt", "Ann Fry | accuse | Di Holm")
    corrected = article("e.txt", "Ann Fry | thank | Di Holm")
    found = change(tmp_path, [NEWS, other], [corrected])
    assert why(found.gone_edges)["ann-fry accuse di-holm"] == ["article changed", "article removed"]


def test_its_confidence_is_too_low_now(tmp_path):
    weak = article("w.txt", "Ann Fry | thank | Di Holm", confidence=0.3)
    found = change(tmp_path, [MET, weak], [MET, weak], then={"config": Config(min_confidence=0.5)})
    assert found.settings == (("min_confidence", "0.0", "0.5"),)
    assert why(found.gone_edges) == {"ann-fry thank di-holm": ["confidence"]}
    assert found.gone_edges[0][1][0].says == "its confidence is below min_confidence = 0.5"


def test_it_was_judged_wrong(tmp_path):
    judged = ClaimJudgement(NEWS.statements[1].sentence, 1, (), "wrong")
    found = change(tmp_path, [NEWS], [NEWS], then={"judgements": [judged]})
    assert why(found.gone_edges) == {"ann-fry accuse di-holm": ["judged wrong"]}


def test_a_co_mention_was_judged_wrong(tmp_path):
    judged = ClaimJudgement(NEWS.statements[1].sentence, None, ("ann-fry", "di-holm"), "wrong")
    found = change(tmp_path, [NEWS], [NEWS], then={"judgements": [judged]})
    assert [(r.kind, [c.code for c in causes]) for r, causes in found.gone_edges] == [
        ("co-mention", ["judged wrong"])
    ]


def test_a_decision_ignores_one_end(tmp_path):
    ignore = [Decision("ignore", (Reference("Di Holm"),))]
    found = change(tmp_path, [NEWS], [NEWS], then={"decisions": ignore})
    assert why(found.gone_nodes) == {"di-holm": ["ignored"]}
    assert {code for _, causes in found.gone_edges for code in [c.code for c in causes]} == {"ignored"}


def test_what_refers_back_to_an_ignored_name_is_ignored(tmp_path):
    short = article("s.txt", "Ann Fry | meet | Di Holm", "Ann Fry | accuse | Holm>Di Holm")
    ignore = [Decision("ignore", (Reference("Di Holm"),))]
    found = change(tmp_path, [short], [short], then={"decisions": ignore})
    assert why(found.gone_edges) == {
        "ann-fry meet di-holm": ["ignored"],
        "ann-fry accuse di-holm": ["ignored"],
    }


def test_a_co_mention_is_not_among_the_strongest(tmp_path):
    found = change(tmp_path, [MET], [MET], then={"config": Config(comentions=0)})
    causes = {cause for _, causes in found.gone_edges for cause in causes}
    assert {(c.code, c.says) for c in causes} == {
        ("not among the strongest", "it is not among the strongest of either end (comentions = 0, before 5)")
    }


def test_its_article_lies_outside_the_window(tmp_path):
    early, late = (
        article("e.txt", "Ann Fry | meet | Bo Lund", date="2024-05"),
        article("l.txt", "Ann Fry | accuse | Di Holm", date="2025-05"),
    )
    found = change(tmp_path, [early, late], [early, late], then={"config": Config(until="2024")})
    assert [d.name for d in found.documents.left] == ["l.txt"]
    assert why(found.gone_nodes) == {"di-holm": ["outside the window"]}
    assert why(found.gone_edges) == {"ann-fry accuse di-holm": ["outside the window"]}


def test_a_decision_leaves_its_article_out(tmp_path):
    before, after = (
        read_state(state(tmp_path, name, *said)) for name, said in (("a", [MET, NEWS]), ("b", [MET]))
    )
    told = replace(after, manifest=(*after.manifest, ("excluded", '["c.txt"]')))
    found = compare(before, told)
    assert why(found.gone_nodes) == {"di-holm": ["excluded"]}
    assert not found.settings


def test_articles_read_by_another_model_are_told(tmp_path):
    old, new = (
        state(tmp_path, "old", NEWS),
        state(tmp_path, "new", article("c.txt", "Ann Fry | meet | Bo Lund")),
    )
    before = read_state(old)
    (document,) = before.documents
    after = read_state(new)
    read = State(
        documents=(document._replace(fingerprint="other"),),
        entities=after.entities,
        relations=after.relations,
        manifest=(("model", "large"),),
    )
    found = compare(before, read)
    assert found.documents.anew and not found.documents.unchanged
    assert why(found.gone_edges) == {"ann-fry accuse di-holm": ["read anew"]}


def test_what_cannot_be_known_is_said_to_be_unknown(tmp_path):
    before = read_state(state(tmp_path, "old", NEWS))
    bare = State(documents=before.documents, manifest=before.manifest)
    found = compare(before, bare, Present())
    assert {cause.code for _, causes in found.gone_nodes for cause in causes} == {"unknown"}
    assert all(cause.says.startswith("unknown: ") for _, causes in found.gone_edges for cause in causes)


# --- entities ---

SAME = Decision("same", (Reference("Ann Fry"), Reference("Di Holm")))
RENAME = Decision("rename", (Reference("Di Holm"),), "Diana Holm")
RETYPE = Decision("retype", (Reference("Di Holm"),), "ORG")


def test_a_merge_and_its_split(tmp_path):
    merge = change(tmp_path, [MET, NEWS], [MET, NEWS], then={"decisions": [SAME]})
    ((merged, causes),) = merge.merged
    assert [e.id for e in merged.of] == ["ann-fry", "di-holm"]
    assert [c.says for c in causes] == ["same by user: decided by the user"]
    assert why(merge.gone_edges) == {"ann-fry accuse di-holm": ["one node"]}
    assert not merge.gone_nodes and not merge.nodes.new
    back = change(tmp_path, [MET, NEWS], [MET, NEWS], first={"decisions": [SAME]})
    ((split, causes),) = back.split
    assert [e.id for e in split.into] == ["ann-fry", "di-holm"]
    assert [c.says for c in causes] == ['a decision was withdrawn, same: "Ann Fry", "Di Holm"']
    assert back.withdrawn and not back.decided
    assert not back.nodes.new and told(back.edges.new) == ["ann-fry accuse di-holm"]


def test_edges_of_merged_nodes_are_one(tmp_path):
    both = article("m.txt", "Ann Fry | praise | Bo Lund", "Di Holm | praise | Bo Lund")
    found = change(tmp_path, [both], [both], then={"decisions": [SAME]})
    assert not found.gone_edges or why(found.gone_edges) == {}
    (edge,) = [e for e in found.edges.renamed if e.now.kind == "stated"]
    assert [relation.subject for relation in edge.was] == ["ann-fry", "di-holm"]


def test_a_split_by_the_user_says_so(tmp_path):
    one, other = article("o.txt", "Ann Fry | meet | Bo Lund"), article("p.txt", "Ann Fry | praise | Cy Dahl")
    apart = Decision("different", (Reference("Ann Fry", "o.txt"), Reference("Ann Fry", "p.txt")))
    found = change(tmp_path, [one, other], [one, other], then={"decisions": [apart]})
    ((split, causes),) = found.split
    assert len(split.into) == 2
    assert [c.says for c in causes] == ["different by user: decided by the user"]


def test_a_rename_keeps_the_edges(tmp_path):
    found = change(tmp_path, [NEWS], [NEWS], then={"decisions": [RENAME]})
    assert [(one.name, two.name) for one, two in found.nodes.renamed] == [("Di Holm", "Diana Holm")]
    assert not (found.edges.new or found.gone_edges or found.nodes.new or found.gone_nodes)


def test_another_type_is_told(tmp_path):
    found = change(tmp_path, [NEWS], [NEWS], then={"decisions": [RETYPE]})
    assert [(one.type, two.type) for one, two in found.nodes.retyped] == [("PERSON", "ORG")]


def test_a_mention_that_went_to_another_is_told(tmp_path):
    one = article(
        "o.txt", "Ann Fry | meet | Bo Lund", "Fry>Ann Fry | meet | Bo Lund", "Cy Dahl | thank | Fry"
    )
    other = article("p.txt", "Ann Fry | praise | Cy Dahl", "Eve Fry | praise | Cy Dahl")
    before, after = read_state(state(tmp_path, "a", one, other)), read_state(state(tmp_path, "b", one, other))
    place = next(m for m in after.mentions if m.entity == "ann-fry" and m.document == one.document.id)
    moved = tuple(m._replace(entity="eve-fry") if m == place else m for m in after.mentions)
    found = compare(before, State(after.documents, after.entities, moved, after.relations, after.evidence))
    assert [(m.of.id, m.into.id, m.mentions) for m in found.nodes.moved] == [("ann-fry", "eve-fry", 1)]
    assert not found.nodes.merged and not found.nodes.split


def test_another_wording_of_a_type_renames_an_edge(tmp_path):
    one = article("o.txt", "Ann Fry | fund studies of | Bo Lund")
    more = [article(f"{n}.txt", f"Cy Dahl | fund study of | Bo Lund {n}") for n in "xyz"]
    found = change(tmp_path, [one], [one, *more])
    if found.edges.renamed:  # where the vocabulary takes the two for one type
        assert told(found.edges.renamed) == ["ann-fry fund study of bo-lund"]
    assert not found.gone_edges


# --- properties ---


@settings(max_examples=40)
@given(one=worlds(), other=worlds())
def test_any_two_states_can_be_compared(tmp_path_factory, one, other):
    folder = tmp_path_factory.mktemp("any")
    states = [hold(folder / f"{n}.db", world) for n, world in enumerate((one, other))]
    found = compare(*states, read_present(folder / "1.db"))
    json.dumps(change_rows(found, *states))
    assert not compare(states[0], states[0])
    before = {r.id for r in states[0].relations}
    went_on = {r.id for part in (found.edges.renamed,) for e in part for r in e.was}
    assert {r.id for r in found.edges.gone} <= before - went_on
    assert {r.id for r, _ in found.gone_edges} == {r.id for r in found.edges.gone}
    nodes = {e.id for e in states[0].entities if e.in_graph}
    assert {e.id for e in found.nodes.gone} <= nodes


def hold(path: Path, world: World) -> State:
    write_store(path, world.extractions, world.judgements, world.entities, world.graph, world.verdicts)
    return read_state(path)


# --- the command ---


def run(*arguments):
    return CliRunner().invoke(main, [str(a) for a in arguments])


def note_run(connection: sqlite3.Connection, number: int, started: str) -> None:
    """A run of which the rest is empty."""
    columns = connection.execute("SELECT name, type FROM pragma_table_info('runs')").fetchall()
    row = {name: "" if type_ == "TEXT" else 0 for name, type_ in columns} | {
        "run": number,
        "started": started,
    }
    connection.execute(f"INSERT INTO runs VALUES ({', '.join('?' * len(row))})", tuple(row.values()))


@pytest.fixture
def runs(tmp_path) -> Path:
    """A store that has seen three runs: an article, another one more, a denial."""
    path, connection = tmp_path / "kgraph.db", None
    for n, articles in enumerate([[MET], [MET, NEWS], [MET, NEWS, DENIED]], 1):
        newer = sqlite3.connect(state(tmp_path, str(n), *articles), isolation_level=None)
        if connection is not None:
            take_history(connection, newer)
            for row in connection.execute("SELECT run, started FROM runs"):
                note_run(newer, *row)
            connection.close()
        note_run(newer, n, f"2025-09-0{n}T08:00:00Z")
        record(newer, n)
        connection = newer
    assert connection is not None
    connection.execute(f"VACUUM INTO '{path}'")
    connection.close()
    return tmp_path


def test_the_last_run_is_told(runs):
    result = run("diff", "-o", runs)
    assert result.exit_code == 0
    assert "run 3 (2025-09-03T08:00:00Z), since run 2" in result.stdout
    assert "1 article added: d.txt" in result.stdout
    assert "1 edge newly denied" in result.stdout
    assert "Ann Fry not meet Bo Lund" in result.stdout and "[negative]" in result.stdout
    assert "Di Holm" not in result.stdout


@pytest.mark.parametrize("since", ["1", "2025-09-02", "2025-09-01T09:00"])
def test_since_a_run_or_a_date(runs, since):
    result = run("diff", "-o", runs, "--since", since)
    assert "since run 1" in result.stdout
    assert "Ann Fry -- accuse -> Di Holm" in result.stdout


@pytest.mark.parametrize(
    ("since", "said"),
    [("7", "knows no run '7'"), ("soon", "knows no run 'soon'"), ("2020-01-01", "no run before 2020-01-01")],
)
def test_an_unknown_run_lists_those_that_there_are(runs, since, said):
    result = run("diff", "-o", runs, "--since", since)
    assert result.exit_code == 1
    assert said in result.stderr
    assert "runs: 1 (2025-09-01T08:00:00Z), 2 (2025-09-02T08:00:00Z), 3" in result.stderr


def test_a_store_without_two_runs_is_said(tmp_path):
    state(tmp_path, ".", MET)
    result = run("diff", "-o", tmp_path)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "has seen no two runs" in result.stderr


def test_two_stores_as_json(tmp_path):
    old, new = state(tmp_path, "old", MET, AGAIN), state(tmp_path, "new", MET, NEWS)
    result = run("diff", old, new, "--json")
    found = json.loads(result.stdout)
    assert set(found) == {"old", "new", "documents", "settings", "decisions", "entities", "edges"}
    assert found["old"] == {"store": str(old)}
    (edge,) = [e for e in found["edges"]["new"] if e["kind"] == "stated"]
    assert (edge["type"], [quote["sentence"] for quote in edge["evidence"]]) == (
        "accuse",
        ["Ann Fry accuse Di Holm ."],
    )
    (gone,) = [e for e in found["edges"]["gone"] if e["kind"] == "stated"]
    assert gone["why"] == [
        {
            "code": "article removed",
            "says": "its article was removed",
            "documents": [{"id": AGAIN.document.id, "name": "b.txt"}],
        }
    ]


def test_lists_are_cut_and_counted(tmp_path):
    many = article("m.txt", *(f"Ann Fry | thank | Guest {chr(65 + n)}" for n in range(12)))
    old, new = state(tmp_path, "old", MET), state(tmp_path, "new", MET, many)
    text = run("diff", old, new, "-n", "3").stdout
    assert "12 new edges" in text and "and 9 more (--most 12 lists all)" in text
    assert "new co-mentions (--comentions lists them)" in text
    assert "Ann Fry -- mentioned with" in run("diff", old, new, "--comentions").stdout


def test_wrong_usage(tmp_path):
    assert run("diff", "one.db").exit_code == 2
    assert run("diff", "one.db", "two.db", "--since", "1").exit_code == 2
    assert "there is no store" in run("diff", tmp_path / "a.db", tmp_path / "b.db").stderr


def test_the_name_of_a_file_may_be_no_text(tmp_path):
    old = state(tmp_path, "old", MET)
    new = state(tmp_path, "new", MET, article("c\udcff.txt", "Ann Fry | meet | Bo Lund | at noon"))
    result = CliRunner().invoke(main, ["diff", str(old), str(new), "--json"])
    assert result.exit_code == 0 and len(json.loads(result.stdout)["documents"]["added"]) == 1
