"""Extractions and entities -> rows of JSON: what each document says."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kgraph.types import Argument, Entity, Extraction, Mention, Span, Statement

Row = dict[str, Any]


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
                row
                for s in extraction.statements
                for row in _statement_rows(s, document.text, mentions, owners)
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
    statement: Statement, text: str, mentions: Mapping[Span, Mention], owners: Mapping[Span, str]
) -> Iterator[Row]:
    source = statement.source.mention if statement.source else None
    for subject, object_ in _pairs(statement, mentions):
        yield {
            "subject": _argument_row(subject, text, owners),
            "predicate": {"text": statement.predicate.text},
            "object": _argument_row(object_, text, owners),
            "type": statement.type,
            "sentence": {"start": statement.sentence.start, "end": statement.sentence.end},
            "polarity": statement.polarity,
            "modality": statement.modality,
            "source": owners.get(source) if source else None,
            "source_text": statement.source.text if statement.source else None,
            "relayed_by": [_argument_row(relayer, text, owners) for relayer in statement.relayed_by],
            "time": statement.time,
            "ended": statement.ended,
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


def _argument_row(argument: Argument, text: str, owners: Mapping[Span, str]) -> Row:
    offsets = {"start": argument.span.start, "end": argument.span.end} if argument.span else {}
    entity = owners.get(argument.mention) if argument.mention else None
    full = argument.full
    whole = {"full": " ".join(text[full.start : full.end].split())} if full else {}
    return {"text": argument.text, **offsets, **whole, "entity": entity}
