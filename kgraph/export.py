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
GRAPHML = "http://graphml.graphdrawing.org/xmlns"


# --- the graph for networkx -------------------------------------------------------------------


def to_networkx(graph: Graph) -> networkx.MultiDiGraph:
    """The graph with entity ids as nodes and ``relation_id`` as edge keys; every value is a scalar.

    Raises ValueError where a relation or a mention points outside the graph.
    """
    import networkx

    result = networkx.MultiDiGraph(**_manifest(graph))
    result.add_nodes_from(_nodes(graph))
    result.add_edges_from(_edges(graph))
    return result


def _manifest(graph: Graph) -> dict[str, str]:
    """The manifest under names that GraphML allows: "co-mentions cut" is co-mentions_cut."""
    named: dict[str, str] = {}
    for key, value in sorted(graph.manifest):
        name = NOT_IN_TOKEN.sub("_", key) or "_"
        while name in named:
            name += "_"
        named[name] = clean(value)
    return named


def _nodes(graph: Graph) -> Iterator[tuple[str, Row]]:
    documents = {document.id: document for document in graph.documents}
    for entity in graph.entities:
        yield entity.id, _node_columns(entity, documents)


def _edges(graph: Graph) -> Iterator[tuple[str, str, str, Row]]:
    """Subject, object, id and columns of each relation."""
    documents = {document.id: document for document in graph.documents}
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
        yield relation.subject, relation.object, id_, _edge_columns(relation, documents, names)


def relation_id(relation: Relation) -> str:
    """An id that is the same in every run: a hash of the ends, whether they are directed, kind and type."""
    directed = "symmetric" if relation.symmetric else "directed"
    parts = "\0".join((relation.subject, relation.object, directed, relation.kind, relation.type))
    return "r" + hashlib.blake2b(parts.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


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
    written as a token made of it.  Raises ExportError where the file cannot be written, and
    ValueError as ``to_networkx`` does.
    """
    write_text(path, "\n".join(_graphml(graph)) + "\n")


def _graphml(graph: Graph) -> Iterator[str]:
    """The lines of a GraphML file, all keys before the graph.

    networkx's own writer was tried and dropped: with readable key ids it gives the nodes' and the
    edges' "type" one id, which the schema forbids, its numbered ids change with the first
    article that lacks a date, and it takes 3.4 s for 18,000 edges where this takes 0.7.
    """
    manifest = _manifest(graph)
    named = dict.fromkeys(manifest, "string")
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<graphml xmlns="{GRAPHML}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    yield f'         xsi:schemaLocation="{GRAPHML} {GRAPHML}/1.0/graphml.xsd">'
    for scope, columns in (("graph", named), ("node", NODE_COLUMNS), ("edge", EDGE_COLUMNS)):
        for name, type_ in columns.items():
            yield f'  <key id="{scope}_{name}" for="{scope}" attr.name="{name}" attr.type="{type_}"/>'
    yield '  <graph edgedefault="directed">'
    yield from _data("graph", manifest)
    for id_, columns in _nodes(graph):
        yield f'    <node id="{_token(id_)}">'
        yield from _data("node", columns)
        yield "    </node>"
    for subject, object_, id_, columns in _edges(graph):
        yield f'    <edge id="{id_}" source="{_token(subject)}" target="{_token(object_)}">'
        yield from _data("edge", columns)
        yield "    </edge>"
    yield "  </graph>"
    yield "</graphml>"


def _data(scope: str, columns: Mapping[str, Any]) -> Iterator[str]:
    for name, value in columns.items():
        text = str(value).lower() if isinstance(value, bool) else str(value)
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        yield f'      <data key="{scope}_{name}">{text}</data>'


def _token(text: str) -> str:
    """The text if it is an XML name token, else what is left of it with a hash that tells it apart."""
    if text and not NOT_IN_TOKEN.search(text):
        return text
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{NOT_IN_TOKEN.sub('_', text).strip('_')}.{digest}"


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
    """Write the text as UTF-8, with its line ends as they are.  Raises ExportError.

    Half a surrogate pair, as in a file name that is no UTF-8, is written as \\udXXX.
    """
    write_whole(path, text.encode("utf-8", "backslashreplace"))


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
