"""How many sources say something when copies count once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from kgraph.copies.agencies import agency_of_article, quoted_agencies
from kgraph.copies.words import words_of
from kgraph.types import Copy, Document, Graph, Relation, Span
from kgraph.window import UNDATED

# News is copied, and quoted, at once: what comes later may be another report.
DAYS = 14

Rank = tuple[str, bool, str, str, str]


class Sources:
    """Who has a sentence from whom, in documents (by id) of which the copies and repeats are known.

    A sentence's source is the story of its article; one that repeats another sentence of the same evidence
    is of that one's source.  What an article only quotes from a news agency is the agency's, if the same
    evidence holds the agency's own article, or another's quotation of it, from the same days.
    """

    def __init__(
        self,
        documents: Mapping[str, Document],
        copies: Iterable[Copy] = (),
        repeats: Iterable[tuple[Span, Span]] = (),
    ) -> None:
        self.documents = documents
        self._originals = {copy.document: copy.original for copy in copies}
        self._repeated = dict(repeats)
        self._ranks = self._ranked()

    @classmethod
    def of(cls, graph: Graph) -> Sources:
        return cls({d.id: d for d in graph.documents}, graph.copies, graph.repeats)

    def story(self, document: str) -> str:
        """The id of the document whose story it tells, its own if it is no copy."""
        return self._originals.get(document, document)

    def first(self, sentence: Span) -> Span:
        """The first sentence that says the same, itself if there is none before it."""
        return self._repeated.get(sentence, sentence)

    def order(self, sentence: Span) -> tuple[Rank, Span]:
        """What sentences are sorted by: the earliest story first, its original before its copies.

        A story is as old as the oldest article that tells it; what has no date comes last.
        """
        return self._ranks[sentence.doc], sentence

    def _ranked(self) -> dict[str, Rank]:
        dates: dict[str, str] = {}
        for id_, document in self.documents.items():
            story = self.story(id_)
            dates[story] = min(dates.get(story, UNDATED), document.date or UNDATED)
        return {
            id_: (
                dates[self.story(id_)],
                id_ in self._originals,
                document.date or UNDATED,
                document.name,
                id_,
            )
            for id_, document in self.documents.items()
        }

    def distinct(self, sentences: Iterable[Span]) -> list[tuple[Span, ...]]:
        """The sentences in groups of those that say the same; groups and sentences in their order."""
        spans = tuple(sentences)
        if len(spans) < 2:  # as most relations have it
            return [spans] if spans else []
        groups: dict[Span, list[Span]] = {}
        for span in sorted(spans, key=self.order):
            groups.setdefault(self.first(span), []).append(span)
        return [tuple(group) for group in groups.values()]

    def copies(self, sentences: Iterable[Span]) -> list[tuple[Span, ...]]:
        """The sentences in groups of those in the same words, else as ``distinct`` gives them."""
        found = []
        for group in self.distinct(sentences):
            worded: dict[str, list[Span]] = {}
            for span in group:
                worded.setdefault(self._words(span) if len(group) > 1 else "", []).append(span)
            found += [tuple(same) for same in worded.values()]
        return found

    def _words(self, sentence: Span) -> str:
        return words_of(self.documents[sentence.doc].text[sentence.start : sentence.end])

    def independent(
        self, sentences: Iterable[Span], quoted: Mapping[Span, str] | None = None
    ) -> list[tuple[Span, ...]]:
        """The sentences in groups of one source each; ``quoted`` are agencies that sentences quote."""
        spans = set(sentences)
        if len(spans) < 2:
            return [tuple(spans)] if spans else []
        found: dict[str, list[Span]] = {}
        for group in self.distinct(spans):
            found.setdefault(self.story(group[0].doc), []).extend(group)
        if quoted and len(found) > 1:
            self._join_quoted(found, quoted)
        return [tuple(sorted(group, key=self.order)) for group in found.values()]

    def _join_quoted(self, found: dict[str, list[Span]], quoted: Mapping[Span, str]) -> None:
        """Give what is only quoted from an agency to the first source that is the agency's."""
        told: dict[str, str] = {}  # the agency that all sentences of a source quote
        for story, group in found.items():
            agencies = {quoted.get(span, "") for span in group}
            if len(agencies) == 1:
                told[story] = agencies.pop()
        for story, agency in told.items():
            own = (
                other
                for other in found
                if other != story
                and (agency_of_article(self.documents[other]) == agency or told.get(other) == agency)
                and self._same_days(found[other][0].doc, found[story][0].doc)
            )
            if agency and (other := next(own, None)) is not None:
                found[other] += found.pop(story)

    def _same_days(self, left: str, right: str) -> bool:
        days = days_between(self.documents[left], self.documents[right])
        return days is not None and days <= DAYS


def sources_of(relation: Relation, sources: Sources) -> list[tuple[Span, ...]]:
    """The sentences of a relation in groups, one for each independent source, the first one first."""
    return sources.independent(relation.sentences, quoted_agencies(relation.statements))


def days_between(left: Document, right: Document) -> int | None:
    """How many days lie between the dates of two documents, None where one of them names no day."""
    try:
        return abs((date.fromisoformat(left.date or "") - date.fromisoformat(right.date or "")).days)
    except ValueError:
        return None
