"""Graph -> networkx, and the columns of its nodes and edges.

Columns of a node: ``label`` the canonical name, ``type`` one of ENTITY_TYPES, ``aliases`` joined
with " | ", ``mentions`` and ``articles`` how many, ``first_date`` and ``last_date`` of its articles.

Columns of an edge: ``label`` and ``type`` the words of the relation, ``wordings`` the types of its
statements, joined, ``kind`` "stated" or "co-mention", ``family``, ``weight``, ``directed`` (false where
the ends could change places), ``sentences`` and ``articles`` how many, ``distinct`` how many sentences
when those that repeat another count once, ``independent_sources`` how many stories they are from,
``outlets`` joined, ``polarity`` and ``modality`` of the whole, ``negative``, ``claimed``, ``planned``,
``possible`` and ``ended`` in how many distinct sentences it is said so, ``sources`` who says so, joined,
``first_date`` and ``last_date`` of the articles, ``time`` as the sentences give it, joined,
``confidence`` the highest; ``sentence``, ``article``, ``outlet`` and ``date`` of the best evidence, and
``evidence``, all of it as a JSON array, the best first.
What is unknown is left out.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from kgraph.copies import Sources, sources_of, words_of
from kgraph.types import MODALITIES, Argument, Document, Entity, Graph, Relation, Span, Statement
from kgraph.window import first_and_last

if TYPE_CHECKING:
    import networkx

Row = dict[str, Any]
Documents = Mapping[str, Document]  # by id

NODE_COLUMNS: dict[str, str] = {
    "label": "string",
    "type": "string",
    "aliases": "string",
    "mentions": "long",
    "articles": "long",
    "first_date": "string",
    "last_date": "string",
}
EDGE_COLUMNS: dict[str, str] = {
    "label": "string",
    "type": "string",
    "wordings": "string",
    "kind": "string",
    "family": "string",
    "weight": "double",
    "directed": "boolean",
    "sentences": "long",
    "distinct": "long",
    "articles": "long",
    "independent_sources": "long",
    "outlets": "string",
    "polarity": "string",
    "modality": "string",
    "negative": "long",
    "claimed": "long",
    "planned": "long",
    "possible": "long",
    "ended": "long",
    "sources": "string",
    "first_date": "string",
    "last_date": "string",
    "time": "string",
    "confidence": "double",
    "sentence": "string",
    "article": "string",
    "outlet": "string",
    "date": "string",
    "evidence": "string",
}
JOIN = " | "
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NOT_IN_TOKEN = re.compile(  # XML 1.0, fifth edition, production 4a
    "[^-.:_0-9A-Za-z\xb7\xc0-\xd6\xd8-\xf6\xf8-\u037d\u037f-\u1fff\u200c\u200d\u203f\u2040\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff]+"
)


def to_networkx(graph: Graph) -> networkx.MultiDiGraph:
    """The graph with entity ids as nodes and ``relation_id`` as edge keys; every value is a scalar.

    Raises ValueError where a relation or a mention points outside the graph.
    """
    import networkx

    result = networkx.MultiDiGraph()
    result.graph |= manifest(graph)
    result.add_nodes_from(nodes(graph))
    result.add_edges_from(edges(graph))
    return result


def manifest(graph: Graph) -> dict[str, str]:
    """The manifest under names that GraphML allows: "co-mentions cut" is co-mentions_cut."""
    named: dict[str, str] = {}
    for key, value in sorted(graph.manifest):
        name = NOT_IN_TOKEN.sub("_", key) or "_"
        while name in named:
            name += "_"
        named[name] = clean(value)
    return named


def nodes(graph: Graph) -> Iterator[tuple[str, Row]]:
    """Id and columns of each entity."""
    documents = {document.id: document for document in graph.documents}
    for entity in graph.entities:
        yield entity.id, _node_columns(entity, documents)


def edges(graph: Graph) -> Iterator[tuple[str, str, str, Row]]:
    """Subject, object, id and columns of each relation."""
    sources = Sources.of(graph)
    names = {span: entity.name for entity in graph.entities for span in entity.mentions}
    ids = {entity.id for entity in graph.entities}
    seen = set()
    for relation in graph.relations:
        id_ = relation_id(relation)
        if relation.subject not in ids or relation.object not in ids:
            raise ValueError(f"the relation {relation.type!r} has an end that is no entity of the graph")
        if id_ in seen:
            raise ValueError(f"the relation {relation.type!r} stands twice between the same ends")
        seen.add(id_)
        yield relation.subject, relation.object, id_, _edge_columns(relation, sources, names)


def relation_id(relation: Relation) -> str:
    """An id that is the same in every run: a hash of the ends, whether they are directed, kind and type."""
    directed = "symmetric" if relation.symmetric else "directed"
    parts = "\0".join((relation.subject, relation.object, directed, relation.kind, relation.type))
    return "r" + hashlib.blake2b(parts.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def clean(text: str) -> str:
    """The text on one line, runs of white space made one space, with U+FFFD for what XML 1.0 forbids."""
    return NOT_IN_XML.sub("\ufffd", " ".join(text.split()))


def evidence_rows(relation: Relation, sources: Sources, names: Mapping[Span, str]) -> list[Row]:
    """The evidence of a relation, the best first; one row a statement, or a sentence if it has none.

    ``names`` are the names of entities by the spans of their mentions.  What counts for the weight comes
    first, then the plainest modality, the highest confidence, the earliest article.  What repeats a
    sentence follows it, and says so: a copy has the same words, a rewrite others.  ``origin`` is the article
    whose story the sentence counts with, where that is another one.
    """
    documents = sources.documents
    stated = sorted(relation.statements, key=lambda statement: _rank(statement, sources))
    rows = [(s.sentence, _sentence_row(s.sentence, documents) | _statement_row(s, names)) for s in stated]
    said = {statement.sentence for statement in stated}
    bare = sorted((span for span in relation.sentences if span not in said), key=sources.order)
    groups: dict[Span, list[tuple[Span, Row]]] = {}
    for span, row in rows + [(span, _sentence_row(span, documents)) for span in bare]:
        groups.setdefault(sources.first(span), []).append((span, row))
    origins = _origins(relation, sources)
    return [
        row | _repeat(row, span, group[0]) | origins.get(span, {})
        for group in groups.values()
        for span, row in group
    ]


def _repeat(row: Row, span: Span, first: tuple[Span, Row]) -> Row:
    """Whether a row repeats the first of its group, and how."""
    if span == first[0]:
        return {}
    same = words_of(row.get("sentence", "")) == words_of(first[1].get("sentence", ""))
    return {"copy": True} if same else {"rewrite": True}


def _origins(relation: Relation, sources: Sources) -> dict[Span, Row]:
    """The article that each sentence counts with, where it is not its own."""
    if len({span.doc for span in relation.sentences}) < 2:
        return {}
    found: dict[Span, Row] = {}
    for group in sources_of(relation, sources):
        story = sources.documents[sources.story(group[0].doc)]
        found |= {
            span: {"origin": clean(story.title or story.name)} for span in group if span.doc != story.id
        }
    return found


def best_evidence(relation: Relation, sources: Sources) -> tuple[Span, Statement | None]:
    """The sentence that speaks best for a relation, the first of ``evidence_rows``, and what it states."""
    if not relation.statements:
        return min(relation.sentences, key=sources.order), None
    best = min(relation.statements, key=lambda statement: _rank(statement, sources))
    return best.sentence, best


def _rank(statement: Statement, sources: Sources) -> tuple[Any, ...]:
    counts = statement.polarity == "positive" and statement.modality in ("asserted", "planned")
    modality = MODALITIES.index(statement.modality)
    parts = (statement.subject.text, statement.predicate.text, statement.object.text, statement.polarity)
    return not counts, modality, -statement.confidence, sources.order(statement.sentence), parts


def _document(span: Span, documents: Documents) -> Document:
    try:
        return documents[span.doc]
    except KeyError:
        raise ValueError(f"a span points to {span.doc!r}, which is no document of the graph") from None


def _sentence_row(sentence: Span, documents: Documents) -> Row:
    document = _document(sentence, documents)
    row = {
        "sentence": clean(document.text[sentence.start : sentence.end]),
        "article": clean(document.title or document.name),
        "document": clean(document.source),
        "outlet": clean(document.outlet or ""),
        "date": clean(document.date or ""),
        "start": sentence.start,
        "end": sentence.end,
    }
    return _known(row)


def _statement_row(statement: Statement, names: Mapping[Span, str]) -> Row:
    row = {
        "subject": clean(statement.subject.text),
        "predicate": clean(statement.predicate.text),
        "object": clean(statement.object.text),
        "type": clean(statement.type),
        "polarity": statement.polarity,
        "modality": statement.modality,
        "source": clean(_name(statement.source, names)),
        "relayed_by": JOIN.join(clean(_name(relayer, names)) for relayer in statement.relayed_by),
        "time": clean(statement.time or ""),
        "ended": statement.ended,
        "confidence": statement.confidence,
    }
    return _known(row)


def _name(argument: Argument | None, names: Mapping[Span, str]) -> str:
    if argument is None:
        return ""
    return names.get(argument.mention, argument.text) if argument.mention else argument.text


def _known(row: Row) -> Row:
    return {key: value for key, value in row.items() if value not in ("", None)}


def _node_columns(entity: Entity, documents: Documents) -> Row:
    articles = {span.doc: _document(span, documents) for span in entity.mentions}
    return _known(
        {
            "label": clean(entity.name),
            "type": entity.type,
            "aliases": JOIN.join(clean(alias) for alias in entity.aliases),
            "mentions": len(entity.mentions),
            "articles": len(articles),
            **_first_and_last(articles.values()),
        }
    )


def _edge_columns(relation: Relation, sources: Sources, names: Mapping[Span, str]) -> Row:
    documents = sources.documents
    articles = {span.doc: _document(span, documents) for span in relation.sentences}
    rows = evidence_rows(relation, sources, names)
    best = rows[0] if rows else {}
    said = relation.statements
    return _known(
        {
            "label": clean(relation.type),
            "type": clean(relation.type),
            "wordings": _joined(clean(statement.type) for statement in relation.statements),
            "kind": relation.kind,
            "family": clean(relation.family),
            "weight": float(relation.weight),
            "directed": not relation.symmetric,
            "sentences": len(relation.sentences),
            "distinct": relation.distinct,
            "articles": len(articles),
            "independent_sources": relation.sources,
            "outlets": _joined(row.get("outlet") for row in rows),
            "polarity": relation.polarity,
            "modality": relation.modality,
            "negative": _in(sources, (s for s in said if s.polarity == "negative")),
            **{
                name: _in(sources, (s for s in said if s.modality == name))
                for name in ("claimed", "planned", "possible")
            },
            "ended": _in(sources, (s for s in said if s.ended)),
            "sources": _joined(row.get("source") for row in rows),
            **_first_and_last(articles.values()),
            "time": _joined(row.get("time") for row in rows),
            "confidence": max((float(s.confidence) for s in relation.statements), default=None),
            **{name: best.get(name) for name in ("sentence", "article", "outlet", "date")},
            "evidence": json.dumps(rows, ensure_ascii=False, separators=(",", ":")),
        }
    )


def _in(sources: Sources, statements: Iterable[Statement]) -> int:
    """In how many sentences they stand, those that repeat another counted once."""
    return len(sources.distinct({statement.sentence for statement in statements}))


def _joined(texts: Iterable[str | None]) -> str:
    return JOIN.join(sorted({text for text in texts if text}))


def _first_and_last(articles: Iterable[Document]) -> dict[str, str]:
    found = first_and_last(clean(document.date) for document in articles if document.date)
    return dict(zip(("first_date", "last_date"), found, strict=True)) if found else {}
