"""Graph -> networkx and GraphML; extractions -> rows of JSON; files that are written whole or not at all.

Columns of a node: ``label`` the canonical name, ``type`` one of ENTITY_TYPES, ``aliases`` joined
with " | ", ``mentions`` and ``articles`` how many, ``first_date`` and ``last_date`` of its articles.

Columns of an edge: ``label`` and ``type`` the words of the relation, ``kind`` "stated" or
"co-mention", ``family``, ``weight``, ``directed`` (false where the ends could change places),
``sentences`` and ``articles`` how many, ``outlets`` joined, ``polarity`` and ``modality`` of the
whole, ``negative``, ``claimed``, ``planned`` and ``possible`` in how many sentences it is said so,
``sources`` who says so, joined, ``first_date`` and ``last_date`` of the articles, ``time`` as the
sentences give it, joined, ``confidence`` the highest; ``sentence``, ``article``, ``outlet`` and
``date`` of the best evidence, and ``evidence``, all of it as a JSON array, the best first.
What is unknown is left out.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import re
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kgraph.errors import ExportError, KgraphError
from kgraph.types import (
    MODALITIES,
    Argument,
    Document,
    Entity,
    Extraction,
    Graph,
    Mention,
    Relation,
    Span,
    Statement,
)

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
    "kind": "string",
    "family": "string",
    "weight": "double",
    "directed": "boolean",
    "sentences": "long",
    "articles": "long",
    "outlets": "string",
    "polarity": "string",
    "modality": "string",
    "negative": "long",
    "claimed": "long",
    "planned": "long",
    "possible": "long",
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
RESERVED_GRAPH_NAMES = ("id", "node_default", "edge_default")  # networkx gives them a meaning of its own


# --- the graph for networkx -------------------------------------------------------------------


def to_networkx(graph: Graph) -> networkx.MultiDiGraph:
    """The graph with entity ids as nodes and ``relation_id`` as edge keys; every value is a scalar.

    Raises ValueError where a relation or a mention points outside the graph.
    """
    import networkx

    documents = {document.id: document for document in graph.documents}
    names = {span: entity.name for entity in graph.entities for span in entity.mentions}
    result = networkx.MultiDiGraph()
    for key, value in graph.manifest:
        result.graph[_graph_name(key)] = clean(value)
    for entity in graph.entities:
        result.add_node(entity.id, **_node_columns(entity, documents))
    for relation in graph.relations:
        if relation.subject not in result or relation.object not in result:
            raise ValueError(f"the relation {relation.type!r} has an end that is no entity of the graph")
        columns = _edge_columns(relation, documents, names)
        result.add_edge(relation.subject, relation.object, key=relation_id(relation), **columns)
    return result


def relation_id(relation: Relation) -> str:
    """An id that is the same in every run: a hash of the two ends, the kind and the type."""
    parts = json.dumps([relation.subject, relation.object, relation.kind, relation.type])
    return "r" + hashlib.sha256(parts.encode()).hexdigest()[:16]


def clean(text: str) -> str:
    """The text on one line, runs of white space made one space, with U+FFFD for what XML 1.0 forbids."""
    return NOT_IN_XML.sub("\ufffd", " ".join(text.split()))


def evidence_rows(relation: Relation, documents: Documents, names: Mapping[Span, str]) -> list[Row]:
    """The evidence of a relation, the best first; one row a statement, or a sentence if it has none.

    ``documents`` are given by id, ``names`` are the names of entities by the spans of their
    mentions.  What counts for the weight comes first, then the plainest modality, the highest
    confidence, the earliest article.
    """
    stated = sorted(relation.statements, key=lambda statement: _rank(statement, documents))
    rows = [_sentence_row(s.sentence, documents) | _statement_row(s, names) for s in stated]
    said = {statement.sentence for statement in stated}
    bare = sorted((span for span in relation.sentences if span not in said), key=lambda s: _age(s, documents))
    return rows + [_sentence_row(span, documents) for span in bare]


def _rank(statement: Statement, documents: Documents) -> tuple[Any, ...]:
    counts = statement.polarity == "positive" and statement.modality in ("asserted", "planned")
    modality = MODALITIES.index(statement.modality)
    parts = (statement.subject.text, statement.predicate.text, statement.object.text, statement.polarity)
    return not counts, modality, -statement.confidence, _age(statement.sentence, documents), parts


def _age(sentence: Span, documents: Documents) -> tuple[str, str, Span]:
    document = _document(sentence, documents)
    return document.date or "9999", document.name, sentence


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
        "polarity": statement.polarity,
        "modality": statement.modality,
        "source": clean(_name(statement.source, names)),
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


def _edge_columns(relation: Relation, documents: Documents, names: Mapping[Span, str]) -> Row:
    rows = evidence_rows(relation, documents, names)
    articles = {span.doc: _document(span, documents) for span in relation.sentences}
    best = rows[0] if rows else {}
    return _known(
        {
            "label": clean(relation.type),
            "type": clean(relation.type),
            "kind": relation.kind,
            "family": relation.family,
            "weight": float(relation.weight),
            "directed": not relation.symmetric,
            "sentences": len(relation.sentences),
            "articles": len(articles),
            "outlets": _joined(row.get("outlet") for row in rows),
            "polarity": relation.polarity,
            "modality": relation.modality,
            "negative": len({s.sentence for s in relation.statements if s.polarity == "negative"}),
            **{name: _in_modality(relation, name) for name in ("claimed", "planned", "possible")},
            "sources": _joined(row.get("source") for row in rows),
            **_first_and_last(articles.values()),
            "time": _joined(row.get("time") for row in rows),
            "confidence": max((float(s.confidence) for s in relation.statements), default=None),
            **{name: best.get(name) for name in ("sentence", "article", "outlet", "date")},
            "evidence": json.dumps(rows, ensure_ascii=False, separators=(",", ":")),
        }
    )


def _in_modality(relation: Relation, modality: str) -> int:
    return len({s.sentence for s in relation.statements if s.modality == modality})


def _joined(texts: Iterable[str | None]) -> str:
    return JOIN.join(sorted({text for text in texts if text}))


def _first_and_last(articles: Iterable[Document]) -> dict[str, str]:
    dates = sorted({clean(document.date) for document in articles if document.date})
    return {"first_date": dates[0], "last_date": dates[-1]} if dates else {}


# --- GraphML ----------------------------------------------------------------------------------


def write_graphml(graph: Graph, path: str | Path) -> None:
    """Write the graph as GraphML; equal graphs give equal bytes.

    Ids in GraphML are XML name tokens: an entity id that is none, such as one with spaces, is
    written as a token made of it.  Raises ExportError where the file cannot be written.
    """
    write_whole(path, _graphml(to_networkx(graph)))


def _graphml(graph: networkx.MultiDiGraph) -> bytes:
    """The bytes of a GraphML file, by networkx's own writer.

    It is given its keys beforehand, for three reasons: its named ids are the same for the nodes'
    and the edges' "type", which the schema forbids; its numbered ids change with the first
    article that lacks a date; and readers see all columns even if nothing fills them.
    """
    import networkx
    from networkx.readwrite.graphml import GraphMLWriter

    tokens = {node: _token(node) for node in graph if node != _token(node)}
    writer = GraphMLWriter()
    named = dict.fromkeys(sorted(graph.graph), "string")
    for scope, columns in (("graph", named), ("node", NODE_COLUMNS), ("edge", EDGE_COLUMNS)):
        for name, type_ in columns.items():
            key = {"id": f"{scope}_{name}", "for": scope, "attr.name": name, "attr.type": type_}
            writer.xml.append(writer.myElement("key", key))
            writer.keys[name, type_, scope] = key["id"]
    writer.add_graph_element(networkx.relabel_nodes(graph, tokens) if tokens else graph)
    booleans = {f"edge_{name}" for name, type_ in EDGE_COLUMNS.items() if type_ == "boolean"}
    for data in writer.xml.iter("data"):
        if data.get("key") in booleans:
            data.text = data.text.lower()  # XML's booleans; networkx writes Python's
    stream = BytesIO()
    writer.dump(stream)
    return stream.getvalue() + b"\n"


def _token(text: str) -> str:
    """The text if it is an XML name token, else what is left of it with a hash that tells it apart."""
    if text and not NOT_IN_TOKEN.search(text):
        return text
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{NOT_IN_TOKEN.sub('_', text).strip('_')}.{digest}"


def _graph_name(key: str) -> str:
    return f"{key}_" if key in RESERVED_GRAPH_NAMES else _token(key)


# --- what each document says, as rows of JSON ---------------------------------------------------


def extract_rows(extractions: Sequence[Extraction], entities: Sequence[Entity]) -> Iterator[Row]:
    """One dict a document, ready for JSON: its entities with their mentions, and its statements.

    A statement whose end is a group ("the trio") gives one row for each of the group's members.
    """
    owners = {span: entity.id for entity in entities for span in entity.mentions}
    by_document: dict[str, dict[str, list[Span]]] = {}
    for entity in entities:
        for span in sorted(entity.mentions):
            by_document.setdefault(span.doc, {}).setdefault(entity.id, []).append(span)
    by_id = {entity.id: entity for entity in entities}
    for extraction in extractions:
        document = extraction.document
        mentions = {mention.span: mention for mention in extraction.mentions}
        here = by_document.get(document.id, {})
        yield {
            "id": document.name,
            "source": document.source,
            "title": document.title,
            "date": document.date,
            "entities": [_entity_row(by_id[id_], spans, mentions) for id_, spans in sorted(here.items())],
            "statements": [
                row for s in extraction.statements for row in _statement_rows(s, mentions, owners)
            ],
        }


def json_lines(rows: Iterable[Row]) -> str:
    """One line of JSON a row; half a surrogate pair, which UTF-8 cannot hold, is written as \\udXXX."""
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _entity_row(entity: Entity, spans: Iterable[Span], mentions: Mapping[Span, Mention]) -> Row:
    rows = [
        {"start": span.start, "end": span.end, "text": mentions[span].text, "kind": mentions[span].kind}
        for span in spans
        if span in mentions
    ]
    return {"id": entity.id, "name": entity.name, "type": entity.type, "mentions": rows}


def _statement_rows(
    statement: Statement, mentions: Mapping[Span, Mention], owners: Mapping[Span, str]
) -> Iterator[Row]:
    source = statement.source.mention if statement.source else None
    for subject, object_ in _pairs(statement, mentions):
        yield {
            "subject": _argument_row(subject, owners),
            "predicate": {"text": statement.predicate.text},
            "object": _argument_row(object_, owners),
            "type": statement.type,
            "sentence": {"start": statement.sentence.start, "end": statement.sentence.end},
            "polarity": statement.polarity,
            "modality": statement.modality,
            "source": owners.get(source) if source else None,
            "time": statement.time,
            "confidence": statement.confidence,
            "rule": statement.rule,
        }


def _pairs(statement: Statement, mentions: Mapping[Span, Mention]) -> Iterable[tuple[Argument, Argument]]:
    """Subject and object of a statement; of a group, each of its members, but none with itself."""
    subjects, objects = _ends(statement.subject, mentions), _ends(statement.object, mentions)
    if len(subjects) > 1 and statement.subject.mention == statement.object.mention:
        return (itertools.combinations if statement.symmetric else itertools.permutations)(subjects, 2)
    return itertools.product(subjects, objects)


def _ends(argument: Argument, mentions: Mapping[Span, Mention]) -> list[Argument]:
    group = mentions.get(argument.mention) if argument.mention else None
    members = [mentions[span] for span in group.members if span in mentions] if group else []
    return [Argument(member.text, member.span, member.span) for member in members] or [argument]


def _argument_row(argument: Argument, owners: Mapping[Span, str]) -> Row:
    offsets = {"start": argument.span.start, "end": argument.span.end} if argument.span else {}
    entity = owners.get(argument.mention) if argument.mention else None
    return {"text": argument.text, **offsets, "entity": entity}


# --- files that are written whole or not at all -------------------------------------------------


def write_text(path: str | Path, text: str) -> None:
    """Write the text as UTF-8, with its line ends as they are.  Raises ExportError."""
    write_whole(path, text.encode("utf-8"))


def write_whole(path: str | Path, content: bytes) -> None:
    """Write the file whole or leave it as it was; a device or a pipe is written to directly.

    Raises ExportError.
    """
    path = Path(path)
    with _said(path, ExportError):
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(content)
        else:
            with whole_file(path) as temporary:
                temporary.write_bytes(content)


@contextmanager
def whole_file(path: str | Path, *, error: type[KgraphError] = ExportError) -> Iterator[Path]:
    """The path of a temporary file beside ``path``, which takes its place when the block ends well.

    The folder is made if there is none.  If anything goes wrong the temporary file is removed and
    the old file stays; an OSError becomes ``error``.
    """
    path = Path(os.path.realpath(path))
    temporary = path.with_name(f".kgraph-{secrets.token_hex(6)}.tmp")
    with _said(path, error):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            yield temporary
            with temporary.open("rb+") as file:
                os.fsync(file.fileno())
            temporary.replace(path)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise


@contextmanager
def _said(path: Path, error: type[KgraphError]) -> Iterator[None]:
    try:
        yield
    except OSError as cause:
        why = cause.strerror or str(cause)
        raise error(
            f"cannot write {path}: {why}; check the folder's permissions and its free space, "
            f"or name another place with -o"
        ) from cause
