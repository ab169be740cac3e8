"""Small corpora from marked-up text: "{Kaja Kallas=kaja} spoke. {She=kaja<Kaja Kallas} left."

A mark is ``{text=entity}``, or ``{text=entity<antecedent>}`` with the text of an earlier mention of
the article, or ``{text=entity|name}`` where the mention stands for another name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kgraph.query import Resolved
from kgraph.store import write_store
from kgraph.types import Document, Entity, Extraction, Graph, Judgement, Mention, Span

MARK = re.compile(r"\{([^=}]+)=([\w-]+)(?:<([^}]+))?(?:\|([^}]+))?\}")
PRONOUNS = {"he", "she", "his", "her", "him"}


@dataclass
class Corpus:
    """Articles by name with their marks, entities as (canonical name, type) by id."""

    articles: Mapping[str, str]
    entities: Mapping[str, tuple[str, str]]
    judged: Sequence[tuple[str, str, str, float]] = ()  # article:text, article:text, verdict, score
    by: str = "kgraph"
    places: dict[str, Span] = field(default_factory=dict)

    def extractions(self) -> list[Extraction]:
        return [self._extraction(name, marked) for name, marked in sorted(self.articles.items())]

    def _extraction(self, name: str, marked: str) -> Extraction:
        text, mentions, at = "", [], 0
        for mark in MARK.finditer(marked):
            text += marked[at : mark.start()]
            at = mark.end()
            words, entity, antecedent, stands_for = mark.groups()
            span = Span(name, len(text), len(text) + len(words))
            text += words
            kind = _kind(words, stands_for)
            earlier = self.places.get(f"{name}:{antecedent}") if antecedent else None
            type_ = self.entities[entity][1]
            own = stands_for or (words if kind == "name" else "")
            mentions.append((Mention(span, words, type_, kind, own, earlier), entity))
            self.places.setdefault(f"{name}:{words}", span)
        text += marked[at:]
        self._owners = getattr(self, "_owners", {}) | {m.span: entity for m, entity in mentions}
        sentences = tuple(Span(name, m.start(), m.end()) for m in re.finditer(r"[^.?!]+[.?!]+[”\"]*", text))
        document = Document(name, f"news/{name}", name, text, outlet="Outlet", date="2025-09-03")
        return Extraction(document, tuple(m for m, _ in mentions), (), sentences)

    def resolved(self) -> Resolved:
        extractions = self.extractions()
        mentions: dict[str, list[Mention]] = defaultdict(list)
        for extraction in extractions:
            for mention in extraction.mentions:
                mentions[self._owners[mention.span]].append(mention)
        entities = [
            Entity(
                id_,
                name,
                type_,
                tuple(sorted({name} | {m.text for m in mentions[id_] if m.kind in ("name", "adjective")})),
                tuple(sorted(m.span for m in mentions[id_])),
            )
            for id_, (name, type_) in sorted(self.entities.items())
        ]
        judgements = [
            Judgement(
                *sorted((self.places[left], self.places[right])),
                verdict,
                score,
                f"{left} and {right}: names alike",
                self.by,
                (("names alike", 1.5), ("no common neighbours", -0.5)),
            )
            for left, right, verdict, score in self.judged
        ]
        return Resolved(extractions, entities, judgements, {})

    def write(self, folder: Path) -> Path:
        """The folder with the store of the corpus, as a build would leave it."""
        resolved = self.resolved()
        documents = tuple(e.document for e in resolved.extractions)
        graph = Graph(tuple(resolved.entities), (), documents)
        folder.mkdir(parents=True, exist_ok=True)
        write_store(folder / "kgraph.db", resolved.extractions, resolved.judgements, resolved.entities, graph)
        return folder


def _kind(words: str, stands_for: str | None) -> str:
    if words.lower() in PRONOUNS:
        return "pronoun"
    if words.lower().startswith("the "):
        return "nominal"
    return "adjective" if stands_for and words.endswith(("n", "ese")) else "name"
