"""Whom a reference may mean: the named of a document, by sentence, with what tells their gender."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgraph.data import table
from kgraph.gazetteer import Gazetteer
from kgraph.names import fold, is_acronym
from kgraph.types import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# How far back a reference looks, in sentences.  On GAP dev 1 gives F1 .585, 2 and more give .589.
WINDOW = 3
# Types that a person's name gets by mistake.
MISTAKEN = frozenset({"ORG", "GPE", "LOC", "FAC", "WORK", "PRODUCT"})


GENDERED = {
    "he": "he", "him": "he", "his": "he", "himself": "he",
    "she": "she", "her": "she", "hers": "she", "herself": "she",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name with its place in the parse; ``entity`` is the folded name at the end of its chain."""

    mention: Mention
    root: Token
    sentence: int
    entity: str


class People:
    """The persons (and countries) of a document in reading order, with what tells their gender."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention], gazetteer: Gazetteer) -> None:
        self.doc = doc
        self.given_names = gazetteer.given_names
        self.places = gazetteer.countries.keys() | gazetteer.capitals.keys() | gazetteer.regions.keys()
        self.sentence_of = [0] * len(doc)
        for number, sent in enumerate(doc.sents):
            self.sentence_of[sent.start : sent.end] = [number] * (sent.end - sent.start)
        self.name_of = {m.span: m.name for m in mentions}
        self.candidates = self.among([m for m in mentions if m.kind == "name"])
        self.people = [c for c in self.candidates if c.mention.type == "PERSON"]
        self.possible = [c for c in self.candidates if self._could_be(c.mention)]
        self.first = self.people[0].entity if self.people else ""
        self.roots = {c.root.i for c in self.people}
        self.count: dict[str, int] = {}
        for c in self.possible:
            self.count[c.entity] = self.count.get(c.entity, 0) + 1
        self.short = self.count.keys() - {c.entity for c in self.possible if " " in c.mention.name}
        self.gender = self._genders()
        self.opening = self._opening()

    def among(self, mentions: Sequence[Mention]) -> list[Candidate]:
        """These names in the parse; they may be more, or of other types, than at first."""
        return [c for m in mentions if m.frame is None and (c := self._candidate(m))]

    def _opening(self) -> str:
        """The gender of a pronoun before all persons' names: the text goes on about somebody known."""
        first = self.people[0].root.i if self.people else len(self.doc)
        return next((GENDERED[t.lower_] for t in self.doc[:first] if t.lower_ in GENDERED), "")

    def _could_be(self, mention: Mention) -> bool:
        """Whether it is a person's name, or one that may have been taken for a place or a company."""
        if mention.type == "PERSON":
            return True
        known = fold(mention.name) in self.places or is_acronym(mention.name)
        return mention.type in MISTAKEN and not known and len(mention.name.split()) <= 3

    def _candidate(self, mention: Mention) -> Candidate | None:
        span = self.doc.char_span(mention.span.start, mention.span.end)
        if span is None:
            return None
        name = self.name_of.get(mention.antecedent or mention.span, mention.name)
        return Candidate(mention, span.root, self.sentence_of[span.start], fold(name))

    def _genders(self) -> dict[str, str]:
        """Entity -> "he" or "she", by titles and nouns beside its names, or by its given name."""
        he, she = (frozenset(table("references")["gender"][word]) for word in ("he", "she"))
        votes: dict[str, list[str]] = {}
        for c in self.possible:
            start = self.doc.char_span(c.mention.span.start, c.mention.span.end)
            before = self.doc[start.start - 1].lower_ if start is not None and start.start else ""
            beside = {before, *(t.lemma_.lower() for t in c.root.children if t.dep_ in ("appos", "compound"))}
            if c.root.dep_ == "appos":
                beside.add(c.root.head.lemma_.lower())
            for gender, nouns in (("he", he), ("she", she)):
                if beside & nouns:
                    votes.setdefault(c.entity, []).append(gender)
        told = {entity: genders[0] for entity, genders in votes.items() if len(set(genders)) == 1}
        for c in self.possible:
            given = self.given_names.get(c.entity.split()[0], "")
            if given and c.entity not in votes:
                told.setdefault(c.entity, given)
        return told


def near(candidates: Sequence[Candidate], sentence: int) -> Sequence[Candidate]:
    """The candidates from WINDOW sentences before this one to its end."""
    first = bisect_left(candidates, sentence - WINDOW, key=lambda c: c.sentence)
    last = bisect_right(candidates, sentence, key=lambda c: c.sentence)
    return candidates[first:last]
