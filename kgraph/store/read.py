"""Store -> extractions, judgements, entities, graph: exactly what was written, sorted by id.

All functions raise StoreError where the file is missing, damaged, or no store of this kgraph.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from kgraph.store.schema import as_it_was, opened
from kgraph.types import (
    Argument,
    ClaimJudgement,
    Copy,
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

Relayers = Mapping[tuple[str, int], Sequence[Argument]]  # of a statement, by its document and position


def read_extractions(path: str | Path, *, statements: bool = True) -> list[Extraction]:
    """What each document says, sorted by the documents' ids; on wish, and sooner, without statements."""
    with opened(path) as connection:
        return list(Reader(connection).extractions(statements))


def read_judgements(path: str | Path) -> list[Judgement]:
    """Which mentions were judged to be one entity, sorted by the two mentions and the judge."""
    with opened(path) as connection:
        return list(Reader(connection).judgements())


def read_verdicts(path: str | Path) -> list[ClaimJudgement]:
    """The user's judgements on what sentences say, sorted by the sentences."""
    with opened(path) as connection:
        return list(Reader(connection).verdicts())


def read_entities(path: str | Path) -> list[Entity]:
    """All entities, whether or not they are in the graph, sorted by id."""
    with opened(path) as connection:
        return [entity for entity, _ in Reader(connection).entities()]


def read_degrees(path: str | Path) -> dict[str, int]:
    """How many relations each entity of the graph has, by its id; those without any are left out."""
    with opened(path) as connection:
        ends = "SELECT id, subject AS end FROM relations UNION SELECT id, object FROM relations"
        return dict(connection.execute(f"SELECT end, count(*) FROM ({ends}) GROUP BY end ORDER BY end"))


def read_graph(path: str | Path) -> Graph:
    """The graph with its documents, failures and manifest."""
    with opened(path) as connection:
        return graph_of(connection)


def graph_of(connection: sqlite3.Connection) -> Graph:
    """What ``read_graph`` reads, of an open store."""
    reader = Reader(connection)
    outside = reader.outside()
    return Graph(
        entities=tuple(_outside_of(entity, outside) for entity, in_graph in reader.entities() if in_graph),
        relations=tuple(reader.relations()),
        documents=tuple(document for document, _ in reader.documents() if document.id not in outside),
        failures=tuple(reader.failures()),
        manifest=tuple(reader.manifest()),
        copies=tuple(reader.copies()),
        repeats=tuple(reader.repeats()),
    )


def _outside_of(entity: Entity, documents: Set[str]) -> Entity:
    """The entity without its mentions in these documents."""
    if not documents:
        return entity
    return replace(entity, mentions=tuple(span for span in entity.mentions if span.doc not in documents))


class Reader:
    """The rows of one open store as the types of kgraph."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.select = connection.execute
        self.span = cache(Span)  # ends, antecedents and evidence are mostly spans that were met before

    def documents(self) -> Iterator[tuple[Document, bool]]:
        authors, frames = defaultdict(list), defaultdict(list)
        for document, author in self.select(
            "SELECT document, author FROM authors ORDER BY document, position"
        ):
            authors[document].append(as_it_was(author))
        for document, *frame in self.select(
            "SELECT document, start, stop, kind FROM frames ORDER BY document, start, stop"
        ):
            frames[document].append(Frame(*frame))
        for id_, name, source, text, title, date, outlet, extracted in self.select(
            "SELECT id, name, source, text, title, date, outlet, extracted FROM documents ORDER BY id"
        ):
            document = Document(
                id=id_,
                name=as_it_was(name),
                source=as_it_was(source),
                text=text,
                title=as_it_was(title),
                date=as_it_was(date),
                outlet=as_it_was(outlet),
                authors=tuple(authors[id_]),
                frame=tuple(frames[id_]),
            )
            yield document, bool(extracted)

    def extractions(self, with_statements: bool) -> Iterator[Extraction]:
        mentions, statements = self.mentions(), self.statements() if with_statements else defaultdict(list)
        sentences = self.spans(
            "SELECT document, document, start, stop FROM sentences ORDER BY document, start, stop"
        )
        for document, extracted in self.documents():
            if extracted:
                id_ = document.id
                yield Extraction(
                    document, tuple(mentions[id_]), tuple(statements[id_]), tuple(sentences[id_])
                )

    def mentions(self) -> dict[str, list[Mention]]:
        """The mentions of each document, in order."""
        members = defaultdict(list)
        for document, start, stop, *member in self.select(
            "SELECT document, start, stop, member_start, member_stop FROM mention_members"
            " ORDER BY document, start, stop, position"
        ):
            members[self.span(document, start, stop)].append(self.span(document, *member))
        result = defaultdict(list)
        for document, start, stop, text, type_, kind, name, *antecedent, frame, office in self.select(
            "SELECT document, start, stop, text, type, kind, name, antecedent_start, antecedent_stop, frame,"
            " office"
            " FROM mentions ORDER BY document, position"
        ):
            span = self.span(document, start, stop)
            group = tuple(members.get(span, ()))
            earlier = self.span_if_any(document, *antecedent)
            result[document].append(Mention(span, text, type_, kind, name, earlier, group, frame, office))
        return result

    def statements(self) -> dict[str, list[Statement]]:
        """The statements of each document, in order."""
        result = defaultdict(list)
        relayers = self.relayers()
        for row in self.select("SELECT * FROM statements ORDER BY document, position"):
            result[row[0]].append(self.statement(row, relayers))
        return result

    def relayers(self) -> dict[tuple[str, int], list[Argument]]:
        """Who relays each statement that has such, by its document and position."""
        result = defaultdict(list)
        for document, statement, *argument in self.select(
            "SELECT document, statement, text, start, stop, mention_start, mention_stop,"
            " full_start, full_stop"
            " FROM statement_relayers ORDER BY document, statement, position"
        ):
            result[document, statement].append(self.argument(document, *argument))
        return result

    def judgements(self) -> Iterator[Judgement]:
        ends = "left_document, left_start, left_stop, right_document, right_start, right_stop"
        parts = defaultdict(list)
        for *place, part, weight in self.select(
            f"SELECT {ends}, by, part, weight FROM judgement_parts ORDER BY {ends}, by, position"
        ):
            parts[tuple(place)].append((part, weight))
        for *place, by, verdict, score, reason in self.select(
            f"SELECT {ends}, by, verdict, score, reason FROM judgements ORDER BY {ends}, by"
        ):
            left, right = self.span(*place[:3]), self.span(*place[3:])
            yield Judgement(left, right, verdict, score, reason, by, tuple(parts[*place, by]))

    def verdicts(self) -> Iterator[ClaimJudgement]:
        for document, start, stop, statement, subject, object_, verdict, by in self.select(
            "SELECT document, sentence_start, sentence_stop, statement, subject, object, verdict, by"
            " FROM statement_judgements"
            " ORDER BY document, sentence_start, sentence_stop, statement, subject, object, verdict"
        ):
            ends = () if subject is None else (subject, object_)
            yield ClaimJudgement(self.span(document, start, stop), statement, ends, verdict, by)

    def outside(self) -> set[str]:
        """The ids of the documents that lie outside the graph's window of time."""
        return {id_ for (id_,) in self.select("SELECT document FROM outside_window")}

    def entities(self) -> Iterator[tuple[Entity, bool]]:
        aliases = defaultdict(list)
        for entity, alias in self.select("SELECT entity, alias FROM aliases ORDER BY entity, alias"):
            aliases[entity].append(alias)
        mentions = self.spans(
            "SELECT entity, document, start, stop FROM entity_mentions ORDER BY document, start, stop"
        )
        for id_, name, type_, in_graph in self.select(
            "SELECT id, name, type, in_graph FROM entities ORDER BY id"
        ):
            yield Entity(id_, name, type_, tuple(aliases[id_]), tuple(mentions[id_])), bool(in_graph)

    def relations(self) -> Iterator[Relation]:
        statements = self.evidence()
        sentences = self.spans(
            "SELECT relation, document, start, stop FROM relation_sentences ORDER BY document, start, stop"
        )
        for id_, subject, object_, type_, kind, weight, family, polarity, modality, *counts in self.select(
            "SELECT id, subject, object, type, kind, weight, family, polarity, modality, symmetric,"
            " distinct_sentences, sources"
            " FROM relations ORDER BY subject, object, kind, type, symmetric"
        ):
            symmetric, distinct, independent = counts
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
                distinct=distinct,
                sources=independent,
            )

    def evidence(self) -> dict[str, list[Statement]]:
        """The statements of each relation; those that relations share are made once."""
        made: dict[tuple[str, int], Statement] = {}
        relayers = self.relayers()
        result = defaultdict(list)
        for relation, *row in self.select(
            "SELECT e.relation, s.* FROM relation_statements AS e"
            " JOIN statements AS s ON s.document = e.document AND s.position = e.statement"
            " ORDER BY e.relation, e.position"
        ):
            place = row[0], row[1]
            if place not in made:
                made[place] = self.statement(row, relayers)
            result[relation].append(made[place])
        return result

    def failures(self) -> Iterator[Failure]:
        for source, stage, message in self.select(
            "SELECT source, stage, message FROM failures ORDER BY position"
        ):
            yield Failure(as_it_was(source), stage, as_it_was(message))

    def copies(self) -> Iterator[Copy]:
        for document, original, share, reason in self.select(
            "SELECT document, original, share, reason FROM copies ORDER BY document"
        ):
            yield Copy(document, original, share, as_it_was(reason))

    def repeats(self) -> Iterator[tuple[Span, Span]]:
        for *sentence, first_document, first_start, first_stop in self.select(
            "SELECT document, start, stop, first_document, first_start, first_stop FROM repeats"
            " ORDER BY document, start, stop"
        ):
            yield self.span(*sentence), self.span(first_document, first_start, first_stop)

    def manifest(self) -> Iterator[tuple[str, str]]:
        for key, value in self.select("SELECT key, value FROM manifest ORDER BY key"):
            yield key, as_it_was(value)

    def statement(self, row: Sequence[Any], relayers: Relayers) -> Statement:
        (
            document,
            position,
            type_,
            *ends,
            start,
            stop,
            polarity,
            modality,
            time,
            confidence,
            rule,
            symmetric,
            ended,
        ) = row[:-6]
        full = row[-6:]
        return Statement(
            subject=self.argument(document, *ends[:5], *full[:2]),
            predicate=self.argument(document, *ends[5:10]),
            object=self.argument(document, *ends[10:15], *full[2:4]),
            type=type_,
            sentence=self.span(document, start, stop),
            polarity=polarity,
            modality=modality,
            source=None if ends[15] is None else self.argument(document, *ends[15:], *full[4:]),
            time=time,
            confidence=confidence,
            rule=rule,
            symmetric=bool(symmetric),
            ended=bool(ended),
            relayed_by=tuple(relayers.get((document, position), ())),
        )

    def argument(self, document: str, text: str, *offsets: int | None) -> Argument:
        """Its text, then pairs of offsets: of its span, its mention and its full phrase."""
        pairs = [offsets[i : i + 2] for i in range(0, len(offsets), 2)]
        return Argument(text, *(self.span_if_any(document, *pair) for pair in pairs))

    def span_if_any(self, document: str, start: int | None, stop: int | None) -> Span | None:
        return None if start is None or stop is None else self.span(document, start, stop)

    def spans(self, query: str) -> dict[str, list[Span]]:
        """Spans, the last three columns, by the first column."""
        result = defaultdict(list)
        for key, *place in self.select(query):
            result[key].append(self.span(*place))
        return result
