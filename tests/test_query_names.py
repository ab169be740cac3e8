"""Who is meant by a name: any spelling of entities, authors and outlets, and what is near it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from test_export import DOCUMENT, GRAPH, KIM, NORTH, RUSSIA
from test_store import SAID, WORLD, write
from worlds import World

from kgraph.errors import KgraphError
from kgraph.query import EntityName, meant_by, named, suggestions
from kgraph.store import opened
from kgraph.types import Entity, Graph


def entity(id_: str, name: str, *aliases: str, type: str = "PERSON", mentions=()) -> Entity:
    return Entity(id_, name, type, tuple(sorted({name, *aliases})), tuple(mentions))


PEOPLE = (
    entity("gjergj-lodz", "Gjergj Łódź", "Lodz"),
    entity("lodz", "Łódź", type="GPE"),
    entity("marie-curie", "Marie Skłodowska-Curie", "Curie"),
    entity("the-who", "The Who", type="ORG"),
    entity("un", "United Nations", "U.N.", "UN", type="ORG"),
)
DOCUMENT_OF = replace(DOCUMENT, authors=("Ana Ćosić", "Bo\udce9"), outlet="La Nación")


@pytest.fixture
def people(tmp_path):
    said = (replace(SAID[0], document=DOCUMENT_OF, mentions=(), statements=()),)
    hidden = entity("hidden", "Hidden Hand", type="ORG")
    world = World(said, (), (*PEOPLE, hidden), Graph(PEOPLE, documents=(DOCUMENT_OF,)))
    with opened(write(tmp_path / "kgraph.db", world)) as connection:
        yield connection


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("Marie Skłodowska-Curie", ["marie-curie"]),
        ("marie sklodowska curie", ["marie-curie"]),
        ("CURIE", ["marie-curie"]),
        ("marie-curie", ["marie-curie"]),  # the id
        ("the U.N.'s", ["un"]),
        ("u n", []),
        ("The Who", ["the-who"]),
        ("Who", []),
        ("lodz", ["lodz", "gjergj-lodz"]),  # whose canonical name it is comes first
        ("", []),
        ("'; DROP TABLE names; --", []),
    ],
)
def test_an_entity_is_found_by_any_alias_case_and_accents_folded(people, name, ids):
    assert [found.id for found in meant_by(people, name).entities] == ids


def test_of_two_bearers_the_one_that_is_mentioned_more_comes_first(tmp_path):
    twins = (replace(KIM, name="Ri", aliases=("Ri",)), replace(NORTH, name="Ri", aliases=("Ri",)))
    world = World(SAID, (), (*twins, RUSSIA), Graph((*twins, RUSSIA), documents=GRAPH.documents))
    with opened(write(tmp_path / "kgraph.db", world)) as connection:
        most = sorted(twins, key=lambda e: -len(e.mentions))
        assert [e.id for e in named(connection, "ri")] == [e.id for e in most]


def test_authors_and_outlets_have_names_too(people):
    assert meant_by(people, "ana cosic").authors == ("Ana Ćosić",)
    assert meant_by(people, "LA NACION").outlets == ("La Nación",)
    assert not meant_by(people, "nobody")


def test_what_is_no_node_is_found_on_wish(people):
    assert not meant_by(people, "hidden hand").entities
    assert named(people, "hidden hand", in_graph=False) == (EntityName("hidden", "Hidden Hand", "ORG"),)


@pytest.mark.parametrize(
    ("wrong", "near"),
    [
        ("Mary Sklodowska Currie", "Marie Skłodowska-Curie"),
        ("Unted Natoins", "United Nations"),
        ("Nations", "United Nations"),  # a word of it
        ("Ana Cosich", "Ana Ćosić"),
        ("La Nacio", "La Nación"),
    ],
)
def test_near_misses_are_suggested(people, wrong, near):
    assert near in suggestions(people, wrong)
    with pytest.raises(
        KgraphError, match=f"nobody and nothing is called '{wrong}' in .*did you mean .*{near}"
    ):
        named(people, wrong)


def test_what_is_like_nothing_suggests_nothing(people):
    with pytest.raises(KgraphError, match=r"called 'Xyqqqz' in [^;]*$"):
        named(people, "Xyqqqz")


def test_names_of_an_older_store_are_folded_when_it_is_opened(tmp_path):
    path = tmp_path / "kgraph.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for number in range(1, 7):
            connection.executescript(files("kgraph.store").joinpath(f"00{number}.sql").read_text("utf-8"))
        connection.execute("INSERT INTO entities VALUES ('lodz', 'Łódź', 'GPE', 1)")
        connection.execute("INSERT INTO aliases VALUES ('lodz', 'Łódź')")
        connection.execute(
            "INSERT INTO documents VALUES ('d', ?, '', NULL, NULL, ?, '', 1)",
            ("a.txt", b"Le Caf\xed\xb3\xa9"),
        )
    with opened(path) as connection:
        assert [e.id for e in named(connection, "LODZ")] == ["lodz"]
        assert meant_by(connection, "le caf\udce9").outlets == ("Le Caf\udce9",)


def test_the_error_names_the_folder_as_the_user_would(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("out").mkdir()
    with (
        opened(write(Path("out/kgraph.db"), WORLD)) as connection,
        pytest.raises(KgraphError, match="in out"),
    ):
        named(connection, "nobody")
