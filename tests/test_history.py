"""The store tells what every run held, and keeps no more than what has changed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_store import WORLD
from worlds import World, worlds

from kgraph.change.states import NO_STATEMENT, State
from kgraph.export import relation_id
from kgraph.store import write_store
from kgraph.store.history import HISTORY, record, state
from kgraph.store.history import states as held
from kgraph.types import Graph


def written(folder: Path, world: World) -> sqlite3.Connection:
    """An open store of a world, without history."""
    path = folder / "kgraph.db"
    write_store(path, world.extractions, world.judgements, world.entities, world.graph)
    return sqlite3.connect(path, isolation_level=None)


def take_history(old: sqlite3.Connection, new: sqlite3.Connection) -> None:
    """What a run does that keeps the store and replaces all else."""
    for table in HISTORY:
        new.execute(f"DELETE FROM {table}")
        found = old.execute(f"SELECT * FROM {table}").fetchall()
        if found:
            new.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(found[0]))})", found)


def run_all(folder: Path, series: list[World]) -> tuple[sqlite3.Connection, list[State]]:
    """The store after runs over the worlds, and what each of them now."""
    connection, states = None, []
    for n, world in enumerate(series, 1):
        folder.joinpath(str(n)).mkdir()
        newer = written(folder / str(n), world)
        if connection is not None:
            take_history(connection, newer)
            connection.close()
        connection = newer
        record(connection, n)
        states.append(state(connection))
    assert connection is not None
    return connection, states


@settings(max_examples=40)
@given(series=st.lists(worlds(), min_size=1, max_size=4), again=st.booleans())
def test_every_run_can_be_read_as_it_was(tmp_path_factory, series, again):
    series = [world for world in series for _ in range(1 + again)]
    connection, states = run_all(tmp_path_factory.mktemp("runs"), series)
    with closing(connection):
        assert held(connection, range(1, len(series) + 1)) == states
        assert held(connection, [0]) == [State()]


def counts(connection: sqlite3.Connection) -> int:
    return sum(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in HISTORY)


def test_a_run_that_changes_nothing_adds_nothing(tmp_path):
    connection = written(tmp_path, WORLD)
    with closing(connection):
        record(connection, 1)
        first = counts(connection)
        record(connection, 2)
        assert counts(connection) == first
        assert held(connection, [1, 2]) == [state(connection)] * 2


def test_a_run_adds_only_what_changed(tmp_path):
    connection, _ = run_all(
        tmp_path,
        [WORLD, replace(WORLD, graph=replace(WORLD.graph, manifest=(("model", "another"),)))],
    )
    with closing(connection):
        changed = {
            table
            for table in HISTORY
            if connection.execute(f"SELECT 1 FROM {table} WHERE first_run = 2 OR last_run = 1").fetchone()
        }
        assert changed == {"manifest_history"}


def test_a_state_is_what_the_graph_holds(tmp_path):
    with closing(written(tmp_path, WORLD)) as connection:
        now = state(connection)
    graph = WORLD.graph
    assert [d.id for d in now.documents] == sorted(d.id for d in graph.documents)
    assert {e.id: e.aliases for e in now.entities} == {e.id: e.aliases for e in WORLD.entities}
    assert {e.id for e in now.entities if e.in_graph} == {e.id for e in graph.entities}
    assert [m.entity for m in now.mentions] == [
        e.id for _, e in sorted((span, e) for e in WORLD.entities for span in e.mentions)
    ]
    by_id = {relation.id: relation for relation in now.relations}
    assert set(by_id) == set(map(relation_id, graph.relations))
    for relation in graph.relations:
        found = by_id[relation_id(relation)]
        assert (found.subject, found.object, found.type) == (relation.subject, relation.object, relation.type)
        assert found.denied == sum(s.polarity == "negative" for s in relation.statements)
        places = {(e.document, e.start, e.stop) for e in now.evidence if e.relation == found.id}
        assert places == {(s.doc, s.start, s.end) for s in relation.sentences}
        without = [e for e in now.evidence if e.relation == found.id and e.statement == NO_STATEMENT]
        assert bool(without) == (relation.kind == "co-mention")


def test_a_text_that_is_no_utf8_comes_back(tmp_path):
    named = "caf\udce9.txt"
    document = replace(WORLD.graph.documents[1], name=named)
    said = replace(WORLD.extractions[1], document=document)
    world = replace(
        WORLD,
        extractions=(WORLD.extractions[0], said),
        graph=replace(WORLD.graph, documents=(WORLD.graph.documents[0], document)),
    )
    connection, _ = run_all(tmp_path, [world, WORLD])
    with closing(connection):
        assert named in names(connection, 1)
        assert named not in names(connection, 2)


def names(connection: sqlite3.Connection, run: int) -> list[str]:
    (then,) = held(connection, [run])
    return [document.name for document in then.documents]


@pytest.mark.parametrize("table", HISTORY)
def test_a_row_ends_before_it_begins_anew(tmp_path, table):
    connection, _ = run_all(
        tmp_path,
        [
            WORLD,
            replace(
                WORLD,
                extractions=(),
                judgements=(),
                entities=(),
                graph=Graph(failures=WORLD.graph.failures),
            ),
            WORLD,
        ],
    )
    with closing(connection):
        runs = set(connection.execute(f"SELECT first_run, last_run FROM {table}"))
    assert runs <= {(1, 1), (3, None)}
