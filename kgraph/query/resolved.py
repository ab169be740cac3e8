"""Which mentions became which entities, by which judgements: what reviews and reasons are made of."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from kgraph.decisions import Reference, stands_in
from kgraph.names import fold
from kgraph.store import read_degrees, read_entities, read_extractions, read_judgements
from kgraph.types import Document, Entity, Extraction, Judgement, Mention, Span


@dataclass(frozen=True)
class Resolved:
    """What mentions became which entities, and by which judgements; ``degrees`` count relations."""

    extractions: Sequence[Extraction]
    entities: Sequence[Entity]
    judgements: Sequence[Judgement]
    degrees: dict[str, int] = field(default_factory=dict)

    @cached_property
    def documents(self) -> dict[str, Document]:
        return {e.document.id: e.document for e in self.extractions}

    @cached_property
    def mentions(self) -> dict[Span, Mention]:
        return {m.span: m for e in self.extractions for m in e.mentions}

    @cached_property
    def sentences(self) -> dict[str, tuple[Span, ...]]:
        return {e.document.id: e.sentences for e in self.extractions}

    @cached_property
    def entity_of(self) -> dict[Span, Entity]:
        return {span: entity for entity in self.entities for span in entity.mentions}

    @cached_property
    def judgements_of(self) -> dict[str, list[Judgement]]:
        """The judgements on mentions of each entity, by its id."""
        found = defaultdict(list)
        for judgement in self.judgements:
            ends = (self.entity_of.get(span) for span in (judgement.left, judgement.right))
            for id_ in sorted({entity.id for entity in ends if entity is not None}):
                found[id_].append(judgement)
        return found

    @cached_property
    def bearers(self) -> dict[str, list[Entity]]:
        """The entities that a folded name means by itself: not only as short for another in the text."""
        return self._by_name(lambda m: m.antecedent is None)

    @cached_property
    def holders(self) -> dict[str, list[Entity]]:
        """The entities that have a folded name in any way."""
        return self._by_name(lambda m: True)

    def _by_name(self, counts: Callable[[Mention], bool]) -> dict[str, list[Entity]]:
        found = defaultdict(list)
        for entity in self.entities:
            mentions = map(self.mentions.__getitem__, entity.mentions)
            named = [m.name for m in mentions if m.name and counts(m)]
            for key in dict.fromkeys(map(fold, (entity.name, *named))):
                found[key].append(entity)
        return found

    @cached_property
    def document_names(self) -> Counter[str]:
        return Counter(document.name for document in self.documents.values())

    def root(self, span: Span) -> Mention:
        """The mention that the one at ``span`` refers back to at the end, or itself.

        An antecedent in another entity counts for nothing: there the user has decided against it.
        """
        mention, met = self.mentions[span], {span}
        while (earlier := mention.antecedent) in self.mentions and earlier not in met:
            if self.entity_of.get(earlier) is not self.entity_of.get(span):
                break
            mention = self.mentions[earlier]
            met.add(earlier)
        return mention

    def sentence_at(self, span: Span) -> Span:
        """The sentence in which a mention begins; the mention itself where there is none."""
        sentences = self.sentences[span.doc]
        at = bisect_right(sentences, span.start, key=lambda sentence: sentence.start) - 1
        return sentences[at] if at >= 0 and span.start < sentences[at].end else span


def read_resolved(path: str | Path) -> Resolved:
    """What the store at ``path`` tells of resolving.  Raises StoreError."""
    return Resolved(
        read_extractions(path, statements=False),
        read_entities(path),
        read_judgements(path),
        read_degrees(path),
    )


def reference(resolved: Resolved, entity: Entity) -> Reference:
    """How to name the entity in a decision so that no other is meant: by type or document if need be.

    The document is the first in which no other entity goes by its name.
    """
    named = [m for m in map(resolved.mentions.__getitem__, entity.mentions) if m.kind == "name"]
    names = Counter(m.name for m in named if m.antecedent is None) or Counter(m.name for m in named)
    known = fold(entity.name) in map(fold, names) or not names
    name = entity.name if known else max(names, key=lambda n: (names[n], n))  # the user has renamed it
    others = [e for e in resolved.bearers.get(fold(name), ()) if e.id != entity.id]
    if not others:
        return Reference(name)
    if entity.type not in {e.type for e in others}:
        return Reference(name, type=entity.type)
    taken = {span.doc for e in others for span in e.mentions}
    at = [m.span.doc for m in named if fold(m.name) == fold(name)] or [s.doc for s in entity.mentions]
    document = resolved.documents[next((doc for doc in at if doc not in taken), at[0])]
    return Reference(name, document_name(resolved, document), entity.type if document.id in taken else None)


def meant(resolved: Resolved, reference: Reference) -> list[Entity]:
    """The entities that a reference names: those that bear the name, else those that have it at all."""
    key = fold(reference.name)
    found = (
        [e for e in by_name.get(key, ()) if _fits(resolved, reference, e)]
        for by_name in (resolved.bearers, resolved.holders)
    )
    return next(filter(None, found), [])


def _fits(resolved: Resolved, reference: Reference, entity: Entity) -> bool:
    documents = {span.doc for span in entity.mentions}
    return reference.type in (None, entity.type) and any(
        stands_in(reference, resolved.documents[doc]) for doc in documents
    )


def document_name(resolved: Resolved, document: Document) -> str:
    """The document's name if it has it alone and it is text that a file can hold, else its id."""
    unique = resolved.document_names[document.name] == 1
    return document.name if unique and document.name.strip() and _is_unicode(document.name) else document.id


def _is_unicode(text: str) -> bool:
    return not any("\ud800" <= c <= "\udfff" for c in text)
