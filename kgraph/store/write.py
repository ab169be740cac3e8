"""Extractions, judgements, entities, graph -> store."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any

from kgraph.export import relation_id
from kgraph.names import fold
from kgraph.store.history import record
from kgraph.store.schema import as_stored, insert, transaction, writing
from kgraph.store.summary import summary
from kgraph.types import (
    Argument,
    ClaimJudgement,
    Document,
    Entity,
    Extraction,
    Graph,
    Judgement,
    Mention,
    Relation,
    Run,
    Span,
    Statement,
)

Row = tuple[Any, ...]
Placed = tuple[Statement, str, int]  # with its document and its position in it


def write_store(
    path: str | Path,
    extractions: Sequence[Extraction],
    judgements: Sequence[Judgement],
    entities: Sequence[Entity],
    graph: Graph,
    verdicts: Sequence[ClaimJudgement] = (),
    *,
    run: Run | None = None,
    fingerprint: str = "",
    unchanged: Set[str] = frozenset(),
) -> None:
    """Bring the store at ``path``, made if there is none, to what a run found: all of it or nothing.

    ``entities`` are all, the graph's among them, with all their mentions; the graph's may have fewer,
    those in ``graph.documents``.  ``verdicts`` are the user's on what sentences say.  What the
    documents say whose ids are in ``unchanged`` is there already, by the same ``fingerprint``, and is
    left as it is.  Raises StoreError where the file cannot be written (it stays as it was), and
    ValueError where the graph names what is not in the extractions or entities.
    """
    said = sorted(extractions, key=lambda extraction: extraction.document.id)
    within = {document.id for document in graph.documents}
    outside = [e.document for e in said if e.document.id not in within]
    read = sorted([*graph.documents, *outside], key=attrgetter("id"))
    _check(said, read, entities, graph)
    derived = _derived_tables(said, read, judgements, entities, graph, verdicts)
    new = _said_tables([extraction for extraction in said if extraction.document.id not in unchanged])
    try:
        with writing(path) as connection, transaction(connection):
            for table in reversed(derived):
                connection.execute(f"DELETE FROM {table}")
            _put_documents(connection, said, read, fingerprint, unchanged)
            for table, rows in (new | derived).items():
                insert(connection, table, rows)
            connection.execute("DELETE FROM kept")
            if run is not None:
                _record(connection, run)
    except sqlite3.IntegrityError as cause:
        raise ValueError(f"the rows of the store contradict each other: {cause}") from cause


def _put_documents(
    connection: sqlite3.Connection,
    said: Sequence[Extraction],
    documents: Sequence[Document],
    fingerprint: str,
    unchanged: Set[str],
) -> None:
    """Take out all that other documents have contributed, and put in the new ones.

    Of those that are unchanged only what they are called may be another than it was.
    """
    gone = [(id_,) for (id_,) in connection.execute("SELECT id FROM documents") if id_ not in unchanged]
    connection.executemany("DELETE FROM documents WHERE id = ?", gone)
    extracted = {extraction.document.id for extraction in said}
    rows = [_document_row(d, d.id in extracted, fingerprint) for d in documents]
    insert(connection, "documents", [row for row in rows if row[0] not in unchanged])
    connection.executemany(
        "UPDATE documents SET name = ?, source = ? WHERE id = ?",
        [(name, source, id_) for id_, name, source, *_ in rows if id_ in unchanged],
    )


def _record(connection: sqlite3.Connection, run: Run) -> None:
    plan = run.plan
    counts = (len(plan.added), len(plan.changed), len(plan.removed), plan.unchanged)
    row = (run.number, run.started, run.seconds, *counts, run.inputs, run.read, json.dumps(dict(run.files)))
    insert(connection, "runs", [row])
    record(connection, run.number)


def keep_extractions(path: str | Path, extractions: Sequence[Extraction], fingerprint: str) -> None:
    """Keep what documents say until a run ends, should this one not.  Raises StoreError."""
    rows = [
        (e.document.id, fingerprint, json.dumps(_said_tables([e]), ensure_ascii=False)) for e in extractions
    ]
    with writing(path) as connection, transaction(connection):
        connection.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)


def _said_tables(said: Sequence[Extraction]) -> dict[str, list[Row]]:
    """The rows of what documents say, sorted, by table; parents first."""
    mentions = [(mention, n) for extraction in said for n, mention in enumerate(extraction.mentions)]
    statements = [(s, e.document.id, n) for e in said for n, s in enumerate(e.statements)]
    return {
        "sentences": [row for extraction in said for row in _sentence_rows(extraction)],
        "mentions": sorted((_mention_row(mention, n) for mention, n in mentions), key=itemgetter(0, 1, 2)),
        "mention_members": sorted(row for mention, _ in mentions for row in _member_rows(mention)),
        "statements": [_statement_row(*statement) for statement in statements],
        "statement_relayers": [row for statement in statements for row in _relayer_rows(*statement)],
    }


def _derived_tables(
    said: Sequence[Extraction],
    read: Sequence[Document],
    judgements: Sequence[Judgement],
    entities: Sequence[Entity],
    graph: Graph,
    verdicts: Sequence[ClaimJudgement],
) -> dict[str, list[Row]]:
    """The rows that each run writes anew, sorted, by table; parents first."""
    within = {document.id for document in graph.documents}
    statements = [(s, e.document.id, n) for e in said for n, s in enumerate(e.statements)]
    relations = {relation_id(relation): relation for relation in graph.relations}
    if len(relations) < len(graph.relations):
        raise ValueError("two relations of the graph have the same ends, kind, type and symmetry")
    nodes = {entity.id for entity in graph.entities}
    documents = {document.id: document for document in read}
    return {
        "outside_window": [(document.id,) for document in read if document.id not in within],
        "authors": [(d.id, n, as_stored(author)) for d in read for n, author in enumerate(d.authors)],
        "frames": [(d.id, frame.start, frame.end, frame.kind) for d in read for frame in d.frame],
        "judgements": sorted(map(_judgement_row, judgements)),
        "judgement_parts": sorted(row for judgement in judgements for row in _part_rows(judgement)),
        "entities": sorted((e.id, e.name, e.type, e.id in nodes) for e in entities),
        "aliases": sorted((e.id, alias) for e in entities for alias in e.aliases),
        "names": _name_rows(entities, read),
        "entity_mentions": sorted((*_place(span), e.id) for e in entities for span in e.mentions),
        "statement_judgements": [_verdict_row(verdict) for verdict in verdicts],
        "relations": sorted(_relation_row(i, r, documents) for i, r in relations.items()),
        "relation_statements": sorted(_evidence_rows(relations, statements)),
        "relation_sentences": sorted((i, *_place(s)) for i, r in relations.items() for s in r.sentences),
        "failures": [
            (n, as_stored(f.source), f.stage, as_stored(f.message)) for n, f in enumerate(graph.failures)
        ],
        "copies": [(c.document, c.original, c.share, as_stored(c.reason)) for c in sorted(graph.copies)],
        "repeats": sorted((*_place(sentence), *_place(first)) for sentence, first in graph.repeats),
        "manifest": [(key, as_stored(value)) for key, value in sorted(graph.manifest)],
    }


def _check(
    said: Sequence[Extraction], read: Sequence[Document], entities: Sequence[Entity], graph: Graph
) -> None:
    documents = {document.id: document for document in read}
    by_id = {entity.id: entity for entity in entities}
    for extraction in said:
        if documents.get(extraction.document.id) != extraction.document:
            raise ValueError(
                f"the document {extraction.document.name!r} of the graph is not that of its extraction"
            )
    within = {document.id for document in graph.documents}
    for entity in graph.entities:
        whole = by_id.get(entity.id)
        if whole != entity and (whole is None or _in(whole, within) != entity):
            raise ValueError(f"the entity {entity.id!r} of the graph is not among the entities")


def _in(entity: Entity, documents: set[str]) -> Entity:
    """The entity with its mentions in these documents."""
    return replace(entity, mentions=tuple(span for span in entity.mentions if span.doc in documents))


def _place(span: Span) -> tuple[str, int, int]:
    return span.doc, span.start, span.end


def _name_rows(entities: Sequence[Entity], read: Sequence[Document]) -> list[Row]:
    """By which folded names entities, authors and outlets are found."""
    named = [("entity", entity.id, name) for entity in entities for name in (entity.id, *entity.aliases)]
    named += [("author", author, author) for author in {a for d in read for a in d.authors}]
    named += [("outlet", outlet, outlet) for outlet in {d.outlet for d in read} if outlet is not None]
    rows = sorted({(fold(name), kind, of) for kind, of, name in named})
    return [(as_stored(folded), kind, as_stored(of)) for folded, kind, of in rows]


def _offsets(span: Span | None) -> tuple[int | None, int | None]:
    return (span.start, span.end) if span else (None, None)


def _document_row(document: Document, extracted: bool, fingerprint: str) -> Row:
    described = (document.name, document.source, document.title, document.date, document.outlet)
    return document.id, *map(as_stored, described), document.text, extracted, fingerprint


def _sentence_rows(extraction: Extraction) -> Iterator[Row]:
    text = extraction.document.text
    for span in sorted(extraction.sentences):
        yield None, *_place(span), text[span.start : span.end]  # the store numbers them


def _mention_row(mention: Mention, position: int) -> Row:
    kinds = (mention.text, mention.type, mention.kind, mention.name)
    return (
        *_place(mention.span),
        position,
        *kinds,
        *_offsets(mention.antecedent),
        mention.frame,
        mention.office,
    )


def _member_rows(mention: Mention) -> Iterator[Row]:
    for position, member in enumerate(mention.members):
        yield *_place(mention.span), position, member.start, member.end


def _argument(argument: Argument | None) -> Row:
    if argument is None:
        return (None,) * 5
    return argument.text, *_offsets(argument.span), *_offsets(argument.mention)


def _full(argument: Argument | None) -> Row:
    return _offsets(argument.full if argument else None)


def _statement_row(statement: Statement, document: str, position: int) -> Row:
    return (
        document,
        position,
        statement.type,
        *_argument(statement.subject),
        *_argument(statement.predicate),
        *_argument(statement.object),
        *_argument(statement.source),
        statement.sentence.start,
        statement.sentence.end,
        statement.polarity,
        statement.modality,
        statement.time,
        statement.confidence,
        statement.rule,
        statement.symmetric,
        statement.ended,
        *_full(statement.subject),
        *_full(statement.object),
        *_full(statement.source),
    )


def _relayer_rows(statement: Statement, document: str, position: int) -> Iterator[Row]:
    for place, relayer in enumerate(statement.relayed_by):
        yield document, position, place, *_argument(relayer), *_full(relayer)


def _judgement_row(judgement: Judgement) -> Row:
    ends = (*_place(judgement.left), *_place(judgement.right))
    return *ends, judgement.by, judgement.verdict, judgement.score, judgement.reason


def _verdict_row(verdict: ClaimJudgement) -> Row:
    ends = verdict.ends or (None, None)
    return *_place(verdict.sentence), verdict.statement, *ends, verdict.verdict, verdict.by


def _relation_row(id_: str, relation: Relation, documents: Mapping[str, Document]) -> Row:
    known_by = (id_, relation.subject, relation.object, relation.kind, relation.type)
    figures = (relation.weight, relation.family, relation.polarity, relation.modality, relation.symmetric)
    return *known_by, *figures, relation.distinct, *summary(relation, documents), relation.sources


def _part_rows(judgement: Judgement) -> Iterator[Row]:
    for position, part in enumerate(judgement.parts):
        yield *_place(judgement.left), *_place(judgement.right), judgement.by, position, *part


def _evidence_rows(relations: Mapping[str, Relation], statements: Iterable[Placed]) -> Iterator[Row]:
    by_sentence = defaultdict(list)
    for placed in statements:
        by_sentence[placed[0].sentence].append(placed)
    for id_, relation in relations.items():
        for position, statement in enumerate(relation.statements):
            equal = [place for other, *place in by_sentence[statement.sentence] if other == statement]
            if not equal:
                raise ValueError(f"a statement of the relation {relation.type!r} is in no extraction")
            yield id_, position, *equal[0]
