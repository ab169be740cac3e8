"""Stores made by hand for questions: relations between entities, each with the sentences that say so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kgraph.graph import build_graph
from kgraph.store import write_store
from kgraph.types import Argument, Document, Entity, Extraction, Judgement, Mention, Span, Statement


@dataclass
class Article:
    """An article made of sentences such as "[Kenya] signed [Norway]": type and ends, and how it is said."""

    name: str
    date: str | None = None
    outlet: str | None = None
    text: str = ""
    mentions: list[Mention] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    sentences: list[Span] = field(default_factory=list)

    def say(self, subject: str, type: str, object: str, rest: str = "", **how: object) -> Article:
        """Add "SUBJECT TYPE OBJECT REST." and the statement that it makes."""
        start = len(self.text)
        ends = []
        for part, is_name in ((subject, True), (type, False), (object, True)):
            span = Span(self.name, len(self.text), len(self.text) + len(part))
            self.text += part + " "
            if is_name:
                self.mentions.append(Mention(span, part, "PERSON", "name", part))
            ends.append(Argument(part, span, span if is_name else None))
        self.text = self.text.rstrip() + (f" {rest}." if rest else ".")
        sentence = Span(self.name, start, len(self.text))
        self.text += "\n"
        self.sentences.append(sentence)
        self.statements.append(Statement(ends[0], ends[1], ends[2], type, sentence, **how))
        return self

    def extraction(self) -> Extraction:
        document = Document(
            self.name, f"{self.name}.txt", self.name, self.text, date=self.date, outlet=self.outlet
        )
        return Extraction(
            document, tuple(self.mentions), tuple(self.statements), tuple(sorted(self.sentences))
        )


def store_of(
    path: Path, articles: Sequence[Article], aliases: dict[str, Iterable[str]] | None = None
) -> Path:
    """A store of the graph of these articles; names that are equal are one entity."""
    said = sorted((article.extraction() for article in articles), key=lambda e: e.document.id)
    places: dict[str, list[Span]] = {}
    for mention in (m for e in said for m in e.mentions):
        places.setdefault(mention.name, []).append(mention.span)
    entities = [
        Entity(
            name.lower().replace(" ", "-"),
            name,
            "PERSON",
            tuple(sorted({name, *(aliases or {}).get(name, ())})),
            tuple(sorted(spans)),
        )
        for name, spans in sorted(places.items())
    ]
    judgements: list[Judgement] = []
    write_store(path, said, judgements, entities, build_graph(said, entities))
    return path
