"""The store gives back what it was given, can be read by anyone with SQLite, and is never half written."""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from contents import rows_by_table
from hypothesis import given, settings
from hypothesis import strategies as st
from test_export import (
    COPY,
    DENIED,
    DOCUMENT,
    GRAPH,
    KIM,
    MENTIONS,
    NORTH,
    PACT,
    RUSSIA,
    STATED,
    THIRD,
    run_twice,
    span,
)
from worlds import HOSTILE, World, worlds

from kgraph.errors import StoreError
from kgraph.export import relation_id
from kgraph.store import (
    read_degrees,
    read_entities,
    read_extractions,
    read_families,
    read_graph,
    read_judgements,
    read_part,
    read_verdicts,
    schema,
    write_store,
)
from kgraph.store.summary import chance
from kgraph.types import Argument, Document, Extraction, Failure, Graph, Judgement, Mention, Span

SENTENCES = (STATED.sentences[0], STATED.sentences[1], THIRD)
SAID = (
    Extraction(DOCUMENT, MENTIONS, (PACT, DENIED), SENTENCES),
    Extraction(COPY, (Mention(NORTH.mentions[1], "North Korea", "GPE", "name"),)),
)
PARTS = (("equal names", 2.0), ("one is in brackets", -0.5))
JUDGED = (Judgement(RUSSIA.mentions[0], RUSSIA.mentions[1], "same", 1.0, "equal names", "names", PARTS),)
ENTITIES = (KIM, NORTH, RUSSIA)
WORLD = World(SAID, JUDGED, ENTITIES, GRAPH)


def write(path: Path, world: World = WORLD) -> Path:
    write_store(path, world.extractions, world.judgements, world.entities, world.graph, world.verdicts)
    return path


def rows(path: Path, query: str, *values: object) -> list[tuple]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query, values).fetchall()


def assert_reads_back(path: Path, world: World) -> None:
    assert read_extractions(path) == list(world.extractions)
    assert read_judgements(path) == list(world.judgements)
    assert read_entities(path) == list(world.entities)
    assert read_graph(path) == world.graph
    assert read_verdicts(path) == list(world.verdicts)


# --- round trip ---


@settings(max_examples=60)
@given(world=worlds())
def test_the_store_gives_back_what_it_was_given(tmp_path_factory, world):
    path = write(tmp_path_factory.mktemp("store") / "kgraph.db", world)
    assert_reads_back(path, world)
    assert rows(path, "PRAGMA foreign_key_check") == []
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]
    for view in ("claims", "edges", "entity_aliases"):
        rows(path, f"SELECT * FROM {view}")


@pytest.mark.parametrize(
    "text", [*HOSTILE, "'); DELETE FROM entities; --", 'a"b`c[d]', "?1 :name @x $y", "x" * 100_000]
)
def test_hostile_text_is_only_text(tmp_path, text):
    document = replace(DOCUMENT, name=text, source=text, title=text, outlet=text, authors=(text, text))
    end = Argument(text)
    statement = replace(PACT, subject=end, predicate=end, object=end, source=end, type=text, rule=text)
    russia = replace(RUSSIA, name=text, aliases=(text,))
    relation = replace(STATED, type=text, family=text, statements=(statement,), sentences=(PACT.sentence,))
    graph = Graph(
        (NORTH, russia), (relation,), (document, COPY), (Failure(text, text, text),), ((text, text),)
    )
    said = (Extraction(document, MENTIONS, (statement,)), SAID[1])
    judged = (replace(JUDGED[0], reason=text, by=text, parts=((text, 1.0),)),)
    world = World(said, judged, (KIM, NORTH, russia), graph)
    assert_reads_back(write(tmp_path / "kgraph.db", world), world)


def test_parts_of_what_is_stored_can_be_read_alone(tmp_path):
    path = write(tmp_path / "kgraph.db")
    assert read_degrees(path) == {"north-korea": 2, "russia": 2}
    assert read_extractions(path, statements=False) == [replace(said, statements=()) for said in SAID]


def test_a_relation_of_an_entity_to_itself_counts_once(tmp_path):
    own = replace(STATED, object="russia")
    path = write(tmp_path / "kgraph.db", replace(WORLD, graph=replace(GRAPH, relations=(own,))))
    assert read_degrees(path) == {"russia": 1}


def test_a_file_name_that_is_no_utf8_comes_back(tmp_path):
    source = os.fsdecode(b"caf\xe9.txt")
    document = replace(DOCUMENT, name=source, source=source)
    graph = replace(
        GRAPH, documents=(document, COPY), failures=(Failure(source, "read", f"{source} is empty"),)
    )
    path = write(
        tmp_path / "kgraph.db",
        replace(
            WORLD, extractions=(Extraction(document, MENTIONS, SAID[0].statements), SAID[1]), graph=graph
        ),
    )
    assert read_graph(path) == graph
    assert len(rows(path, "SELECT * FROM edges")) == 4


def test_a_run_that_found_nothing_is_a_store(tmp_path):
    path = write(tmp_path / "kgraph.db", World((), (), (), Graph()))
    assert_reads_back(path, World((), (), (), Graph()))


def test_a_document_that_could_not_be_annotated_is_kept_without_an_extraction(tmp_path):
    graph = replace(
        GRAPH,
        failures=(Failure("news/c.txt", "annotate", "too long"),),
        documents=(*GRAPH.documents, replace(COPY, id="d3")),
    )
    path = write(tmp_path / "kgraph.db", replace(WORLD, graph=graph))
    assert [extraction.document.id for extraction in read_extractions(path)] == ["d1", "d2"]
    assert read_graph(path) == graph


def test_entities_that_the_graph_leaves_out_are_kept(tmp_path):
    graph = Graph((KIM,), (), GRAPH.documents)
    path = write(tmp_path / "kgraph.db", replace(WORLD, graph=graph))
    assert read_entities(path) == list(ENTITIES)
    assert read_graph(path) == graph


def test_the_order_in_which_things_are_given_does_not_matter(tmp_path):
    turned = World(
        SAID[::-1],
        JUDGED,
        ENTITIES[::-1],
        replace(GRAPH, entities=ENTITIES[::-1], documents=(COPY, DOCUMENT), relations=GRAPH.relations[::-1]),
    )
    assert rows_by_table(write(tmp_path / "a.db")) == rows_by_table(write(tmp_path / "b.db", turned))


def test_equal_runs_give_equal_bytes_whatever_the_hash_seed(tmp_path):
    program = "import sys; sys.path.insert(0, sys.argv[1]); import test_store as t; t.write(sys.argv[2])"
    run_twice(program, tmp_path)
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()


@pytest.mark.parametrize(
    ("world", "why"),
    [
        (replace(WORLD, extractions=SAID[:1]), "FOREIGN KEY"),  # a mention of an unknown document's
        (replace(WORLD, graph=replace(GRAPH, documents=(replace(DOCUMENT, title="X"), COPY))), "not that of"),
        (replace(WORLD, entities=(KIM, NORTH)), "not among the entities"),
        (replace(WORLD, extractions=(replace(SAID[0], statements=(PACT,)), SAID[1])), "in no extraction"),
        (replace(WORLD, graph=replace(GRAPH, relations=(STATED, STATED))), "two relations"),
        (replace(WORLD, extractions=(*SAID, SAID[1])), "UNIQUE"),
    ],
)  # fmt: skip
def test_data_that_contradict_each_other_are_refused(tmp_path, world, why):
    with pytest.raises(ValueError, match=why):
        write(tmp_path / "kgraph.db", world)
    if (tmp_path / "kgraph.db").exists():
        assert not any(rows_by_table(tmp_path / "kgraph.db").values())


# --- questions that anyone can ask with SQLite ---


def test_edges_name_both_ends_and_the_sentence(tmp_path):
    path = write(tmp_path / "kgraph.db")
    ends = "SELECT DISTINCT subject, type, object FROM edges WHERE kind = ?"
    assert rows(path, ends, "stated") == [("Russia", "pact", "North Korea")]
    assert rows(path, ends, "co-mention") == [("North Korea", "co-mention", "Russia")]
    columns = "sentence, article, outlet, date, polarity, modality, source"
    told = f"SELECT {columns} FROM edges WHERE kind = ? ORDER BY article, sentence"
    first, second = "Russia signed a pact with North Korea.", "Kim Jong Un said the trio did not meet."
    assert rows(path, told, "stated") == [
        (second, "A pact", "Reuters", "2025-09-03", "negative", "claimed", "Kim Jong Un"),
        (first, "A pact", "Reuters", "2025-09-03", "positive", "asserted", None),
    ]
    assert rows(path, told, "co-mention") == [
        (first, "A pact", "Reuters", "2025-09-03", None, None, None),
        (first, "b.txt", None, "2024-06", None, None, None),
    ]


def test_edges_tell_how_well_they_are_evidenced(tmp_path):
    columns = "kind, sources, articles, distinct_sentences, first_date, story"
    told = rows(write(tmp_path / "kgraph.db"), f"SELECT DISTINCT {columns} FROM edges WHERE kind = 'stated'")
    assert told == [("stated", 1, 1, STATED.distinct, DOCUMENT.date, DOCUMENT.id)]


def test_an_edge_has_the_same_id_as_in_graphml(tmp_path):
    path = write(tmp_path / "kgraph.db")
    assert rows(path, "SELECT id FROM relations WHERE kind = 'stated'") == [(relation_id(STATED),)]


def test_claims_say_who_says_what_of_whom(tmp_path):
    query = "SELECT subject, predicate, object, source, article, object_entity FROM claims ORDER BY position"
    assert rows(write(tmp_path / "kgraph.db"), query) == [
        ("Russia", "signed", "North Korea", None, "A pact", "north-korea"),
        ("Russia", "did not meet", "North Korea", "Kim Jong Un", "A pact", "north-korea"),
    ]


def test_a_claim_about_plain_text_keeps_the_text(tmp_path):
    statement = replace(PACT, object=Argument("a pact"), source=Argument("officials"))
    said = (Extraction(DOCUMENT, MENTIONS, (statement,)), SAID[1])
    path = write(tmp_path / "kgraph.db", World(said, (), ENTITIES, replace(GRAPH, relations=())))
    assert rows(path, "SELECT object, source, object_entity FROM claims") == [("a pact", "officials", None)]


def test_claims_name_those_who_tell_that_the_source_says_so(tmp_path):
    relayers = (PACT.subject, Argument("an agency"))
    statement = replace(PACT, source=DENIED.source, relayed_by=relayers)
    said = (Extraction(DOCUMENT, MENTIONS, (statement,)), SAID[1])
    path = write(tmp_path / "kgraph.db", World(said, (), ENTITIES, replace(GRAPH, relations=())))
    assert read_extractions(path)[0].statements == (statement,)
    assert rows(path, "SELECT source, relayed_by FROM claims") == [("Kim Jong Un", "Russia, an agency")]


def test_the_full_phrase_of_an_argument_is_kept(tmp_path):
    full = Span(DOCUMENT.id, 0, len(DOCUMENT.text))
    whole = [replace(end, full=full) for end in (PACT.subject, PACT.object, Argument("an agency"))]
    statement = replace(PACT, subject=whole[0], object=whole[1], source=whole[2], relayed_by=(whole[2],))
    said = (Extraction(DOCUMENT, MENTIONS, (statement,)), SAID[1])
    path = write(tmp_path / "kgraph.db", World(said, (), ENTITIES, replace(GRAPH, relations=())))
    assert read_extractions(path)[0].statements == (statement,)


def test_an_entity_is_found_by_any_alias(tmp_path):
    query = "SELECT entity, type, mentions, articles, id FROM entity_aliases WHERE alias = ?"
    assert rows(write(tmp_path / "kgraph.db"), query, "DPRK") == [("North Korea", "GPE", 2, 2, "north-korea")]


def test_offsets_cut_the_mention_out_of_the_text(tmp_path):
    cut_out = "substr(documents.text, start + 1, stop - start)"
    query = f"SELECT mentions.text, {cut_out} FROM mentions JOIN documents ON id = document"
    cut = rows(write(tmp_path / "kgraph.db"), query)
    assert len(cut) == 7
    assert all(text == characters for text, characters in cut)


def test_every_column_says_what_it_means():
    """The schema is the documentation; of a pair of offsets the name says enough."""
    scripts = (Path(schema.__file__).parent / name for name in schema.MIGRATIONS)
    lines = [line for script in scripts for line in script.read_text(encoding="utf-8").splitlines()]
    columns = [line for line in lines if re.match(r" {4}\w+ (TEXT|INTEGER|REAL)\b", line)]
    assert len(columns) > 80
    for line in columns:
        assert " -- " in line or line.split()[0].endswith(("_start", "_stop")), line


# --- files that are no store, and writing that fails ---


def test_a_disk_that_is_full_is_said_in_one_sentence(tmp_path, monkeypatch):
    path = write(tmp_path / "kgraph.db")
    before = rows_by_table(path)
    migrate = schema.migrate

    def on_a_small_disk(connection: sqlite3.Connection) -> None:
        migrate(connection)
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages + 1}")

    monkeypatch.setattr(schema, "migrate", on_a_small_disk)
    title = replace(DOCUMENT, title="long " * 100_000)
    graph = replace(GRAPH, documents=(title, COPY))
    with pytest.raises(StoreError, match=r"cannot write the store .*kgraph\.db: database or disk is full"):
        write(path, replace(WORLD, extractions=(replace(SAID[0], document=title), SAID[1]), graph=graph))
    assert rows_by_table(path) == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_place_where_no_file_can_be_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match=r"cannot write .*file/kgraph\.db"):
        write(tmp_path / "file" / "kgraph.db")


READERS = [read_extractions, read_judgements, read_entities, read_degrees, read_graph]


@pytest.mark.parametrize("read", READERS)
def test_a_missing_store_is_said(tmp_path, read):
    with pytest.raises(StoreError, match=r"there is no store at .*none\.db; make one with kgraph build"):
        read(tmp_path / "none.db")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"Dear reader,\n" * 500, b"SQLite format 3\x00" + b"\xff" * 200])
def test_a_file_that_is_no_store_is_said(tmp_path, content):
    (tmp_path / "letter.txt").write_bytes(content)
    with pytest.raises(StoreError, match=r"letter\.txt is no store of kgraph"):
        read_graph(tmp_path / "letter.txt")
    assert (tmp_path / "letter.txt").read_bytes() == content


def test_another_programs_database_is_said_and_left_alone(tmp_path):
    with closing(sqlite3.connect(tmp_path / "other.db")) as connection:
        connection.execute("CREATE TABLE documents (id)")
    with pytest.raises(StoreError, match=r"other\.db is no store of kgraph"):
        read_graph(tmp_path / "other.db")
    assert rows(tmp_path / "other.db", "SELECT name FROM sqlite_master") == [("documents",)]


def test_a_store_of_a_newer_kgraph_is_said(tmp_path):
    path = write(tmp_path / "kgraph.db")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(
        StoreError, match=rf"newer kgraph \(store version 99, this one knows {len(schema.MIGRATIONS)}\)"
    ):
        read_graph(path)


NEWER = (*schema.MIGRATIONS, "newer.sql")
NEXT = len(NEWER)


def test_a_store_of_an_older_kgraph_is_migrated_once(tmp_path, monkeypatch):
    path = write(tmp_path / "kgraph.db")
    script = f"CREATE TABLE notes (note TEXT);\nPRAGMA user_version = {NEXT};"
    monkeypatch.setattr(schema, "MIGRATIONS", NEWER)
    (tmp_path / "newer.sql").write_text(script)
    monkeypatch.setattr(schema, "files", lambda _: tmp_path)
    assert read_graph(path) == GRAPH
    assert read_graph(path) == GRAPH
    assert rows(path, "PRAGMA user_version") == [(NEXT,)]
    assert rows(path, "SELECT * FROM notes") == []


def test_a_store_of_the_first_version_is_read_with_what_it_has(tmp_path):
    path = tmp_path / "kgraph.db"
    first = files("kgraph.store").joinpath("001.sql").read_text(encoding="utf-8")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(first)
        connection.execute(
            "INSERT INTO documents VALUES ('d', 'a.txt', 'a.txt', NULL, '2025', NULL, 'Seoul.', 1)"
        )
        connection.execute(
            "INSERT INTO mentions VALUES ('d', 0, 5, 0, 'Seoul', 'GPE', 'name', 'Seoul', NULL, NULL, NULL)"
        )
        connection.execute(
            "INSERT INTO judgements VALUES ('d', 0, 5, 'd', 0, 5, 'kgraph', 'same', 1.0, 'one name')"
        )
        connection.execute("INSERT INTO runs VALUES ('model', 'en_core_web_sm')")
    span = Span("d", 0, 5)
    document = Document(id="d", name="a.txt", source="a.txt", text="Seoul.", date="2025")
    mention = Mention(span, "Seoul", "GPE", "name", "Seoul")
    assert read_extractions(path) == [Extraction(document, (mention,))]
    assert read_judgements(path) == [Judgement(span, span, "same", 1.0, "one name", "kgraph")]
    assert read_graph(path) == Graph(documents=(document,), manifest=(("model", "en_core_web_sm"),))


def test_a_migration_that_fails_changes_nothing(tmp_path, monkeypatch):
    path = write(tmp_path / "kgraph.db")
    monkeypatch.setattr(schema, "MIGRATIONS", NEWER)
    (tmp_path / "newer.sql").write_text(
        f"CREATE TABLE notes (note TEXT);\nPRAGMA user_version = {NEXT};\nINSERT INTO nowhere VALUES (1);"
    )
    monkeypatch.setattr(schema, "files", lambda _: tmp_path)
    with pytest.raises(StoreError, match="nowhere"):
        read_graph(path)
    assert rows(path, "PRAGMA user_version") == [(NEXT - 1,)]
    assert rows(path, "SELECT name FROM sqlite_master WHERE name = 'notes'") == []


@pytest.mark.parametrize("part", range(1, 20))
def test_a_store_that_was_cut_off_is_an_error_and_nothing_else(tmp_path, part):
    whole = write(tmp_path / "kgraph.db").read_bytes()
    (tmp_path / "cut.db").write_bytes(whole[: len(whole) * part // 20])
    with pytest.raises(StoreError, match=r"cut\.db"):
        for read in READERS:
            read(tmp_path / "cut.db")


@pytest.mark.parametrize("part", range(20))
def test_a_store_with_rubbish_in_it_is_read_or_an_error(tmp_path, part):
    path = write(tmp_path / "kgraph.db")
    content = bytearray(path.read_bytes())
    at = len(content) * part // 20 + 100
    content[at : at + 1500] = bytes(range(250)) * 6
    path.write_bytes(content)
    for read in READERS:
        try:
            read(path)
        except StoreError as error:
            assert str(path) in str(error)


def test_a_store_that_cannot_be_written_can_be_read(tmp_path):
    path = write(tmp_path / "kgraph.db")
    path.chmod(0o400)
    tmp_path.chmod(0o500)
    try:
        assert read_graph(path) == GRAPH
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.parametrize("act", [read_graph, write], ids=["read", "write"])
def test_a_store_that_another_program_holds_is_not_called_damaged(tmp_path, monkeypatch, act):
    monkeypatch.setattr(schema, "PATIENCE", 0.0)
    path = write(tmp_path / "kgraph.db")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError, match="database is locked; another program has it open; end that"):
            act(path)
    assert read_graph(path) == GRAPH


def test_an_older_store_that_cannot_be_migrated_where_it_lies_is_said(tmp_path, monkeypatch):
    path = write(tmp_path / "kgraph.db")
    monkeypatch.setattr(schema, "MIGRATIONS", NEWER)
    (tmp_path / "newer.sql").write_text("CREATE TABLE notes (note TEXT);")
    monkeypatch.setattr(schema, "files", lambda _: tmp_path)
    readonly = f"{path.as_uri()}?immutable=1"
    monkeypatch.setattr(schema, "_connect_to_read", lambda path: sqlite3.connect(readonly, uri=True))
    with pytest.raises(StoreError, match="an older kgraph made it, and it must be written to be read"):
        read_graph(path)


def test_what_is_opened_for_reading_cannot_be_written(tmp_path):
    path = write(tmp_path / "kgraph.db")
    with (
        pytest.raises(StoreError, match="attempt to write a readonly database; check the permissions"),
        schema.opened(path) as connection,
    ):
        connection.execute("DELETE FROM manifest")
    assert read_graph(path) == GRAPH


def test_reading_changes_nothing(tmp_path):
    path = write(tmp_path / "kgraph.db")
    before = path.read_bytes()
    for read in READERS:
        read(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_spans_of_a_group_are_in_the_order_that_was_given(tmp_path):
    trio = replace(MENTIONS[3], members=(span("North Korea"), span("China"), Span("d1", 0, 6)))
    said = (replace(SAID[0], mentions=(*MENTIONS[:3], trio, *MENTIONS[4:])), SAID[1])
    assert (
        read_extractions(write(tmp_path / "kgraph.db", replace(WORLD, extractions=said)))[0].mentions[3]
        == trio
    )


# --- what questions are answered by ---


def texts(path: Path, words: str) -> list[str]:
    query = "SELECT sentences.text FROM sentence_words JOIN sentences ON id = sentence_words.rowid"
    return [text for (text,) in rows(path, f"{query} WHERE sentence_words MATCH ? ORDER BY id", words)]


def test_sentences_are_found_by_their_words_accents_and_endings_aside(tmp_path):
    text = "Président Łódź spoke. They were speaking of speeches. Zoë Núñez left."
    spans = (Span("d", 0, 21), Span("d", 21, 53), Span("d", 53, len(text)))
    document = replace(DOCUMENT, id="d", text=text)
    world = World((Extraction(document, sentences=spans),), (), (), Graph(documents=(document,)))
    path = write(tmp_path / "kgraph.db", world)
    assert texts(path, "president") == [text[:21]]
    assert texts(path, "speak") == [text[21:53]]
    assert texts(path, "nunez zoe") == [text[53:]]
    assert read_extractions(path) == list(world.extractions)


def test_a_document_that_is_removed_takes_its_sentences_out_of_the_index(tmp_path):
    path = write(tmp_path / "kgraph.db", replace(WORLD, graph=replace(GRAPH, relations=())))
    word = "Korea"
    assert texts(path, word)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("DELETE FROM documents WHERE id = ?", (DOCUMENT.id,))
        connection.execute("INSERT INTO sentence_words (sentence_words) VALUES ('integrity-check')")
    assert rows(path, "SELECT * FROM sentences") == texts(path, word) == []


def test_a_relation_is_summed_up_in_its_row(tmp_path):
    columns = "articles, first_date, last_date, confidence, chance > 0"
    said = rows(write(tmp_path / "kgraph.db"), f"SELECT {columns} FROM relations WHERE kind = 'stated'")
    dates = sorted(d.date for d in GRAPH.documents if d.date and d.id in {s.doc for s in STATED.sentences})
    articles = len({s.doc for s in STATED.sentences})
    confidence = max(s.confidence for s in STATED.statements)
    assert said == [(articles, dates[0], dates[-1], confidence, 1)]


@pytest.mark.parametrize(
    ("lower", "higher"),
    [  # kind, polarity, weight, sources, confidence
        (("stated", "positive", 1, 1, 0.7), ("stated", "positive", 1, 1, 0.8)),  # surer
        (("stated", "positive", 1, 1, 0.8), ("stated", "positive", 2, 2, 0.7)),  # two sources
        (("stated", "positive", 0, 3, 0.9), ("stated", "positive", 1, 1, 0.6)),  # three that only claim it
        (("co-mention", "positive", 900, 1, None), ("co-mention", "positive", 1, 2, None)),
        (("co-mention", "positive", 9, 99, None), ("stated", "positive", 1, 1, 0.55)),
        (("stated", "negative", 0, 9, 0.9), ("co-mention", "positive", 1, 1, None)),  # denied
        (("stated", "negative", 0, 9, 0.9), ("stated", "mixed", 0, 2, 0.5)),
    ],
)
def test_the_chance_of_an_edge_grows_with_confidence_and_sources(lower, higher):
    assert 0 <= chance(*lower) < chance(*higher) < 1


def test_what_is_only_denied_is_no_way():
    assert chance("stated", "negative", 0, 5, 0.9) == 0


def test_a_store_of_the_sixth_version_gets_index_and_summaries(tmp_path):
    """The migration computes in SQL what writing computes in Python."""
    new = write(tmp_path / "new.db")
    old = tmp_path / "old.db"
    with closing(sqlite3.connect(old, isolation_level=None)) as connection:
        for number in range(1, 7):
            connection.executescript(files("kgraph.store").joinpath(f"00{number}.sql").read_text("utf-8"))
        names = [n for (n,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        connection.execute("ATTACH ? AS new", (str(new),))
        there = {n for (n,) in connection.execute("SELECT name FROM new.sqlite_master")}
        for name in set(names) & there - {"runs"}:
            columns = ", ".join(c for _, c, *_ in connection.execute(f"PRAGMA main.table_info({name})"))
            connection.execute(f"INSERT INTO {name} SELECT {columns} FROM new.{name}")
    # What repeats what is not known of old stores: each article is a source.
    relations = [replace(r, sources=n) for r, n in zip(GRAPH.relations, (2, 1), strict=True)]
    assert read_graph(old).relations == tuple(relations)
    summaries = "SELECT id, articles, first_date, last_date, confidence FROM relations"
    for query in ("SELECT * FROM names", "SELECT * FROM sentences", summaries):
        assert rows(old, query) == rows(new, query)
    assert texts(old, "Korea") == texts(new, "Korea")
    assert rows(old, "SELECT min(chance) > 0 FROM relations") == [(1,)]


# --- a part ---


@settings(max_examples=40)
@given(world=worlds(), every=st.integers(1, 3))
def test_some_relations_are_read_as_among_all(tmp_path_factory, world, every):
    path = write(tmp_path_factory.mktemp("store") / "kgraph.db", world)
    assert read_families(path) == {relation_id(r): (r.kind, r.family) for r in world.graph.relations}
    wanted = world.graph.relations[::every]
    part = read_part(path, [relation_id(relation) for relation in wanted])
    assert part.relations == wanted
    ends = {end for relation in wanted for end in (relation.subject, relation.object)}
    articles = {span.doc for relation in wanted for span in relation.sentences}
    articles |= {copy.original for copy in world.graph.copies if copy.document in articles}
    articles |= {copy.document for copy in world.graph.copies if copy.original in articles}
    assert [d for d in world.graph.documents if d.id in articles] == list(part.documents)
    assert part.entities == tuple(
        replace(entity, mentions=tuple(span for span in entity.mentions if span.doc in articles))
        for entity in world.graph.entities
        if entity.id in ends
    )
    assert part.copies == tuple(copy for copy in world.graph.copies if copy.document in articles)
    assert part.repeats == tuple(pair for pair in world.graph.repeats if pair[0].doc in articles)
    assert read_graph(path) == world.graph  # the store is as it was


def test_a_store_that_another_program_writes_to_is_waited_for(tmp_path, monkeypatch, caplog):
    path = write(tmp_path / "kgraph.db")
    monkeypatch.setattr(schema, "SILENCE", 0.01)
    monkeypatch.setattr(schema, "PATIENCE", 0.05)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="locked"):
            write(path)
    assert "another program is writing to the store; waiting" in caplog.text
    write(path)
