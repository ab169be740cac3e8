"""Store -> extractions, judgements, entities, graph: exactly what was written, sorted by id.

All functions raise StoreError where the file is missing, damaged, or no store of this kgraph.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kgraph.store.schema import opened
from kgraph.types import (
    Argument,
    Document,
    Entity,
    Extraction,
    Failure,
    Frame,
    Graph,
    Judgement,
    Mention,
    Relation,
    Span,
    Statement,
)

Spans = dict[Any, list[Span]]


def read_extractions(path: str | Path) -> list[Extraction]:
    """What each document says, sorted by the documents' ids."""
    with opened(path) as connection:
        said = [document for document, extracted in _documents(connection) if extracted]
        mentions, statements = _mentions(connection), _statements(connection)
        sentences = _spans(
            connection, "SELECT document, document, start, stop FROM sentences ORDER BY 1, 3, 4"
        )
    return [
        Extraction(d, tuple(mentions[d.id]), tuple(statements[d.id]), tuple(sentences[d.id])) for d in said
    ]


def read_judgements(path: str | Path) -> list[Judgement]:
    """Which mentions were judged to be one entity, sorted by the two mentions and the judge."""
    with opened(path) as connection:
        rows = connection.execute(
            "SELECT left_document, left_start, left_stop, right_document, right_start, right_stop,"
            " verdict, score, reason, by FROM judgements ORDER BY 1, 2, 3, 4, 5, 6, by"
        )
        return [Judgement(Span(*row[:3]), Span(*row[3:6]), *row[6:]) for row in rows]


def read_entities(path: str | Path) -> list[Entity]:
    """All entities, whether or not they are in the graph, sorted by id."""
    with opened(path) as connection:
        return [entity for entity, _ in _entities(connection)]


def read_graph(path: str | Path) -> Graph:
    """The graph with its documents, failures and manifest."""
    with opened(path) as connection:
        return Graph(
            entities=tuple(entity for entity, in_graph in _entities(connection) if in_graph),
            relations=tuple(_relations(connection)),
            documents=tuple(document for document, _ in _documents(connection)),
            failures=tuple(
                Failure(_str(source), stage, _str(message))
                for source, stage, message in connection.execute(
                    "SELECT source, stage, message FROM failures ORDER BY position"
                )
            ),
            manifest=tuple(
                (key, _str(value))
                for key, value in connection.execute("SELECT key, value FROM runs ORDER BY key")
            ),
        )


def _str(value: Any) -> Any:
    """The text as it was: bytes hold half a surrogate pair."""
    return value.decode("utf-8", "surrogatepass") if isinstance(value, bytes) else value


def _spans(connection: sqlite3.Connection, query: str) -> Spans:
    """Spans (the last three columns) by the first column."""
    result: Spans = defaultdict(list)
    for key, document, start, stop in connection.execute(query):
        result[key].append(Span(document, start, stop))
    return result


def _span(document: str, start: int | None, stop: int | None) -> Span | None:
    return None if start is None or stop is None else Span(document, start, stop)


def _documents(connection: sqlite3.Connection) -> list[tuple[Document, bool]]:
    authors, frames = defaultdict(list), defaultdict(list)
    for id_, author in connection.execute("SELECT document, author FROM authors ORDER BY document, position"):
        authors[id_].append(_str(author))
    for id_, *frame in connection.execute(
        "SELECT document, start, stop, kind FROM frames ORDER BY document, start, stop"
    ):
        frames[id_].append(Frame(*frame))
    rows = connection.execute(
        "SELECT id, name, source, text, title, date, outlet, extracted FROM documents ORDER BY id"
    )
    result = []
    for id_, name, source, text, title, date, outlet, extracted in rows:
        document = Document(
            id=id_,
            name=_str(name),
            source=_str(source),
            text=text,
            title=_str(title),
            date=_str(date),
            outlet=_str(outlet),
            authors=tuple(authors[id_]),
            frame=tuple(frames[id_]),
        )
        result.append((document, bool(extracted)))
    return result


def _mentions(connection: sqlite3.Connection) -> dict[str, list[Mention]]:
    members: Spans = defaultdict(list)
    for document, start, stop, *member in connection.execute(
        "SELECT document, start, stop, member_start, member_stop FROM mention_members"
        " ORDER BY document, start, stop, position"
    ):
        members[document, start, stop].append(Span(document, *member))
    result = defaultdict(list)
    for document, start, stop, text, type_, kind, name, *antecedent, frame in connection.execute(
        "SELECT document, start, stop, text, type, kind, name, antecedent_start, antecedent_stop, frame"
        " FROM mentions ORDER BY document, position"
    ):
        group = tuple(members.get((document, start, stop), ()))
        span = Span(document, start, stop)
        result[document].append(
            Mention(span, text, type_, kind, name, _span(document, *antecedent), group, frame)
        )
    return result


def _statements(connection: sqlite3.Connection) -> dict[str, list[Statement]]:
    """The statements of each document, in order, so that the index of one is its position."""
    result = defaultdict(list)
    for row in connection.execute("SELECT * FROM statements ORDER BY document, position"):
        result[row[0]].append(_statement(row))
    return result


def _statement(row: tuple[Any, ...]) -> Statement:
    document, _, type_, *ends, start, stop, polarity, modality, time, confidence, rule, symmetric, ended = row
    subject, predicate, object_, source = (ends[n : n + 5] for n in range(0, 20, 5))
    return Statement(
        subject=_argument(document, *subject),
        predicate=_argument(document, *predicate),
        object=_argument(document, *object_),
        type=type_,
        sentence=Span(document, start, stop),
        polarity=polarity,
        modality=modality,
        source=None if source[0] is None else _argument(document, *source),
        time=time,
        confidence=confidence,
        rule=rule,
        symmetric=bool(symmetric),
        ended=bool(ended),
    )


def _argument(
    document: str,
    text: str,
    start: int | None,
    stop: int | None,
    mention_start: int | None,
    mention_stop: int | None,
) -> Argument:
    return Argument(text, _span(document, start, stop), _span(document, mention_start, mention_stop))


def _entities(connection: sqlite3.Connection) -> Iterator[tuple[Entity, bool]]:
    aliases = defaultdict(list)
    for id_, alias in connection.execute("SELECT entity, alias FROM aliases ORDER BY entity, alias"):
        aliases[id_].append(alias)
    mentions = _spans(
        connection, "SELECT entity, document, start, stop FROM entity_mentions ORDER BY document, start, stop"
    )
    for id_, name, type_, in_graph in connection.execute("SELECT * FROM entities ORDER BY id"):
        yield Entity(id_, name, type_, tuple(aliases[id_]), tuple(mentions[id_])), bool(in_graph)


def _relations(connection: sqlite3.Connection) -> Iterator[Relation]:
    said = _statements(connection)
    statements = defaultdict(list)
    for id_, document, position in connection.execute(
        "SELECT relation, document, statement FROM relation_statements ORDER BY relation, position"
    ):
        statements[id_].append(said[document][position])
    sentences = _spans(
        connection,
        "SELECT relation, document, start, stop FROM relation_sentences ORDER BY document, start, stop",
    )
    for (
        id_,
        subject,
        object_,
        type_,
        kind,
        weight,
        family,
        polarity,
        modality,
        symmetric,
    ) in connection.execute(
        "SELECT id, subject, object, type, kind, weight, family, polarity, modality, symmetric"
        " FROM relations ORDER BY subject, object, kind, type"
    ):
        yield Relation(
            subject=subject,
            object=object_,
            type=type_,
            kind=kind,
            sentences=tuple(sentences[id_]),
            statements=tuple(statements[id_]),
            weight=weight,
            family=family,
            polarity=polarity,
            modality=modality,
            symmetric=bool(symmetric),
        )
