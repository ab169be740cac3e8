"""Graph -> the tables that the page reads: plain lists, every text once."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from kgraph.copies import Sources, sources_of
from kgraph.data import table
from kgraph.graph import is_over
from kgraph.types import MODALITIES, POLARITIES, Argument, Document, Graph, Relation, Span, Statement

# What somebody states plainly connects two entities more than their standing in one sentence, or than
# what is only denied or claimed.
PLAIN_WEIGHT = 2.0
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
WEB_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


def importance(graph: Graph) -> dict[str, float]:
    """How much the documents connect each entity: the strengths of its relations."""
    found = {entity.id: 0.0 for entity in graph.entities}
    for relation in graph.relations:
        for end in {relation.subject, relation.object}:
            found[end] += strength(relation)
    return found


def strength(relation: Relation) -> float:
    """How much it connects its ends: its distinct sentences, those of a plain statement counted twice."""
    plain = relation.kind == "stated" and relation.weight > 0
    return (PLAIN_WEIGHT if plain else 1.0) * relation.distinct


def most_important(graph: Graph, max_entities: int) -> Graph:
    """The graph of the ``max_entities`` best connected entities and the relations among them."""
    if len(graph.entities) <= max_entities:
        return graph
    score = importance(graph)
    ranked = sorted(graph.entities, key=lambda entity: (-score[entity.id], entity.id))
    kept = {entity.id for entity in ranked[:max_entities]}
    return replace(
        graph,
        entities=tuple(e for e in graph.entities if e.id in kept),
        relations=tuple(r for r in graph.relations if r.subject in kept and r.object in kept),
    )


def clean(text: str) -> str:
    """The text with each lone surrogate, which UTF-8 cannot write, replaced: offsets stay right."""
    return LONE_SURROGATE.sub("�", text)


class Numbering:
    """Distinct values in the order in which they are first met: ``number(value)`` is its place."""

    def __init__(self) -> None:
        self.places: dict[Any, int] = {}

    def number(self, value: Any) -> int:
        return self.places.setdefault(value, len(self.places))

    @property
    def values(self) -> list[Any]:
        return list(self.places)


def columns(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Rows of equal shape, by column: no key is written twice, and a constant column only once.

    ``{"n": 2, "same": {"shape": "dot"}, "each": {"x": [1, 2]}}``
    """
    names = sorted({name for row in rows for name in row})
    same, each = {}, {}
    for name in names:
        column = [row.get(name) for row in rows]
        if all(value == column[0] for value in column):
            same[name] = column[0]
        else:
            each[name] = column
    return {"n": len(rows), "same": same, "each": each}


def tables(graph: Graph) -> dict[str, Any]:
    """Entities, relations, statements, sentences and documents as lists that point at each other.

    The rows are described where the page reads them, at the top of ``data.js``.  Relations stand
    in the graph's order, so that row i is the i-th edge; their ends are the edge's.
    """
    entity_at = {entity.id: at for at, entity in enumerate(graph.entities)}
    documents, sentences, types, families = Numbering(), Numbering(), Numbering(), Numbering()
    for relation in graph.relations:
        for span in relation.sentences:
            sentences.number(span)
        for statement in relation.statements:
            sentences.number(statement.sentence)

    texts = {document.id: document.text for document in graph.documents}
    known = Sources.of(graph)
    relations = [
        [
            *_relation(relation, sentences, types, families, texts),
            *_origins(relation, known, documents),
        ]
        for relation in graph.relations
    ]
    entities, mentioned = _entities(graph, documents)
    marks = _marks(graph, sentences.values, entity_at)
    by_id = {document.id: document for document in graph.documents}
    first = {span: group[0] for group in known.copies(sentences.values) for span in group}
    sentence_rows = [
        [
            clean(texts[span.doc][span.start : span.end]),
            marks[span],
            *([] if first[span] == span else [sentences.number(first[span])]),
        ]
        for span in sentences.values
    ]
    sentence_documents = [documents.number(span.doc) for span in sentences.values]
    same = [
        [sentences.number(span), sentences.number(group[0])]
        for group in known.distinct(sentences.values)
        for span in group[1:]
    ]
    document_rows, outlets, document_outlets, document_dates = _documents(documents.values, by_id)
    return {
        "types": [clean(value) for value in types.values],
        "offices": [at for at, type in enumerate(types.values) if is_office(type)],
        "families": [clean(value) for value in families.values],
        "polarities": [*POLARITIES, "mixed"],
        "modalities": list(MODALITIES),
        "entities": entities,
        "relations": relations,
        "outlets": outlets,
        "document_outlets": document_outlets,
        "document_dates": document_dates,
        "sentence_documents": sentence_documents,
        "same": same,
        "evidence": {"sentences": sentence_rows, "documents": document_rows, "articles": mentioned},
    }


def is_office(type: str) -> bool:
    """Whether its last word says what somebody is: "prime minister", not "serve at" or "debut alongside"."""
    words = type.split()
    return bool(words) and words[-1] in table("statements")["nouns"]["roles"]


def _entities(graph: Graph, documents: Numbering) -> tuple[list[Any], list[Any]]:
    """The rows of the entities, and of each how often which documents mention it."""
    entities, mentioned = [], []
    for entity in graph.entities:
        counts = Counter(span.doc for span in entity.mentions)
        mentioned.append([[documents.number(doc), count] for doc, count in sorted(counts.items())])
        aliases = [clean(alias) for alias in entity.aliases if alias != entity.name]
        entities.append([clean(entity.id), clean(entity.name), clean(entity.type), aliases])
    return entities, mentioned


def _documents(
    ids: Sequence[str], by_id: Mapping[str, Document]
) -> tuple[list[Any], list[str], list[int | None], list[str | None]]:
    """The rows of the documents, the outlets, and of each document the number of its outlet and its date."""
    outlets = Numbering()
    rows, numbers, dates = [], [], []
    for id_ in ids:
        document = by_id[id_]
        address = document.source if WEB_ADDRESS.match(document.source) else None
        row = [document.name, document.title, address]
        rows.append([None if value is None else clean(value) for value in row])
        numbers.append(outlets.number(clean(document.outlet)) if document.outlet else None)
        dates.append(clean(document.date) if document.date else None)
    return rows, outlets.values, numbers, dates


def _relation(
    relation: Relation, sentences: Numbering, types: Numbering, families: Numbering, texts: dict[str, str]
) -> list[Any]:
    return [
        types.number(relation.type),
        families.number(relation.family),
        1 if relation.kind == "stated" else 0,
        [*POLARITIES, "mixed"].index(relation.polarity),
        MODALITIES.index(relation.modality),
        1 if relation.symmetric else 0,
        round(relation.weight, 2),
        [sentences.number(span) for span in relation.sentences],
        [_statement(statement, relation, sentences, types, texts) for statement in relation.statements],
        relation.distinct,
        1 if is_over(relation) else 0,
        relation.sources,
    ]


def _origins(relation: Relation, known: Sources, documents: Numbering) -> list[Any]:
    """For each sentence the document that it counts with, if any counts with another's."""
    if len({span.doc for span in relation.sentences}) < 2:
        return []
    origin = {span: known.story(group[0].doc) for group in sources_of(relation, known) for span in group}
    if all(origin[span] == span.doc for span in relation.sentences):
        return []
    return [[documents.number(origin[span]) for span in relation.sentences]]


def _statement(
    statement: Statement, relation: Relation, sentences: Numbering, types: Numbering, texts: dict[str, str]
) -> list[Any]:
    """One row, without the values at its end that are the usual ones."""
    inside = statement.sentence
    text = texts[inside.doc]
    row: list[Any] = [
        sentences.number(inside),
        _argument(statement.subject, inside, text),
        _argument(statement.predicate, inside, text),
        _argument(statement.object, inside, text),
        POLARITIES.index(statement.polarity) or None,
        MODALITIES.index(statement.modality) or None,
        None if statement.source is None else _argument(statement.source, inside, text),
        None if statement.time is None else clean(statement.time),
        1 if statement.ended else None,
        None if statement.confidence == 1 else round(statement.confidence, 2),
        None if statement.type == relation.type else types.number(statement.type),
        [_argument(relayer, inside, text) for relayer in statement.relayed_by] or None,
    ]
    while row[-1] is None:
        row.pop()
    return row


def _argument(argument: Argument, sentence: Span, text: str) -> list[Any]:
    """Where it stands in the sentence, if it does, and its text, unless it is the same."""
    span = argument.span
    if span is None or span.doc != sentence.doc or span.start < sentence.start or span.end > sentence.end:
        return [clean(argument.text)]
    place = [span.start - sentence.start, span.end - sentence.start]
    same = " ".join(text[span.start : span.end].split()) == " ".join(argument.text.split())
    return place if same else [*place, clean(argument.text)]


def _marks(graph: Graph, sentences: Sequence[Span], entity_at: dict[str, int]) -> dict[Span, list[int]]:
    """For each sentence the mentions in it: entity, start, end, entity, start, end ..."""
    in_document: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for entity in graph.entities:
        for mention in entity.mentions:
            in_document[mention.doc].append((mention.start, mention.end, entity_at[entity.id]))
    for mentions in in_document.values():
        mentions.sort()
    found = {}
    for sentence in sentences:
        mentions = in_document[sentence.doc]
        row: list[int] = []
        for at in range(bisect_left(mentions, (sentence.start, 0, 0)), len(mentions)):
            start, end, number = mentions[at]
            if start >= sentence.end:
                break
            if end <= sentence.end:
                row += (number, start - sentence.start, end - sentence.start)
        found[sentence] = row
    return found
