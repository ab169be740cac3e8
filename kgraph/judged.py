"""What the user has decided of statements and articles, found in what was read.

    wrong    the sentence does not say that: it is no evidence of an edge
    right    it does; unclear: nobody can tell.  Both change nothing
    exclude  the article is left out

A claim is found by what it says and where, so it is applied to each place that says so.  It holds for the
copies of its sentence in other articles too, where they say it in the same words of the same entities.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from kgraph.copies import words_of
from kgraph.decisions import Claim, Decision, folded
from kgraph.names import fold
from kgraph.types import ClaimJudgement, Document, Entity, Extraction, Span, Statement

# A sentence, and the position of a statement in its document or the ids of two entities that it mentions.
Place = tuple[Span, int | None, tuple[str, ...]]
# Copies of a sentence differ in length by what a typesetter changes: spaces, dashes, quotation marks.
SPARE_CHARACTERS = 20


class Judged(NamedTuple):
    """Judgements sorted by their sentences, and what was called wrong but matched nothing."""

    judgements: tuple[ClaimJudgement, ...]
    unmatched: tuple[Decision, ...]


class Included(NamedTuple):
    """Documents that are not excluded, those that are, and the decisions that matched nothing."""

    documents: list[Document]
    excluded: list[Document]
    unmatched: tuple[Decision, ...]


def included(documents: Sequence[Document], decisions: Sequence[Decision]) -> Included:
    """The documents that no decision leaves out, in their order."""
    verdicts = [d for d in decisions if d.verb == "exclude"]
    known = _by_call(documents)
    out = {document.id for decision in verdicts for document in known.get(decision.to, ())}
    return Included(
        [document for document in documents if document.id not in out],
        [document for document in documents if document.id in out],
        tuple(decision for decision in verdicts if decision.to not in known),
    )


def judged(
    extractions: Sequence[Extraction], entities: Sequence[Entity], decisions: Sequence[Decision]
) -> Judged:
    """The user's judgements on what sentences say."""
    verdicts = [(d, d.claim) for d in decisions if d.claim is not None]
    if not verdicts:
        return Judged((), ())
    meant = {claim.document for _, claim in verdicts}
    by_id = {e.document.id: e for e in extractions if not meant.isdisjoint(_calls(e.document))}
    documents = _by_call([extraction.document for extraction in by_id.values()])
    present: dict[str, list[Entity]] = {id_: [] for id_ in by_id}
    for entity in entities:
        for id_ in {span.doc for span in entity.mentions} & by_id.keys():
            present[id_].append(entity)
    read = {id_: _Read(extraction, present[id_]) for id_, extraction in by_id.items()}
    found: dict[Place, set[str]] = defaultdict(set)
    unmatched = []
    for decision, claim in verdicts:
        places = [
            place
            for document in documents.get(claim.document, ())
            for place in read[document.id].places(claim)
        ]
        for place in places:
            found[place].add(decision.verb)
        if not places and decision.verb == "wrong":  # the others change nothing where they match, either
            unmatched.append(decision)
    elsewhere: dict[Place, set[str]] = defaultdict(set)
    for place, copy in _copies(list(found), extractions, entities):
        if copy not in found:  # what is said of the copy itself counts more
            elsewhere[copy] |= found[place]
    all_ = [ClaimJudgement(*at, verdict) for at, told in (found | elsewhere).items() for verdict in told]
    return Judged(tuple(sorted(all_, key=_order)), tuple(unmatched))


def _copies(
    places: Sequence[Place], extractions: Sequence[Extraction], entities: Sequence[Entity]
) -> Iterator[tuple[Place, Place]]:
    """Each place with those that say the same of the same entities in a sentence of the same words."""
    by_id = {extraction.document.id: extraction for extraction in extractions}
    texts = {id_: extraction.document.text for id_, extraction in by_id.items()}
    statements = {place: by_id[place[0].doc].statements[place[1]] for place in places if place[1] is not None}
    yield from _copied_statements(statements, extractions, entities, texts)
    wanted = {end for _, _, ends in places for end in ends}
    articles = {e.id: {span.doc for span in e.mentions} for e in entities if e.id in wanted}
    for place in places:
        sentence, _, ends = place
        if ends:
            for id_ in sorted(articles[ends[0]] & articles[ends[1]]):
                for span in by_id[id_].sentences:
                    if _same_words(sentence, span, texts):
                        yield place, (span, None, ends)


def _copied_statements(
    judged_: Mapping[Place, Statement],
    extractions: Sequence[Extraction],
    entities: Sequence[Entity],
    texts: Mapping[str, str],
) -> Iterator[tuple[Place, Place]]:
    wanted = {_wording(statement) for statement in judged_.values()}
    alike: dict[tuple[str, ...], list[tuple[Statement, Place]]] = defaultdict(list)
    for extraction in extractions if wanted else ():
        for position, statement in enumerate(extraction.statements):
            if (wording := _wording(statement)) in wanted:
                alike[wording].append((statement, (statement.sentence, position, ())))
    articles = {place[0].doc for found in alike.values() for _, place in found}
    owners = {span: e.id for e in entities for span in e.mentions if span.doc in articles}
    for place, statement in judged_.items():
        ends = _owners(statement, owners)
        for other, copy in alike[_wording(statement)]:
            same = copy != place and ends and ends == _owners(other, owners)
            if same and _same_words(place[0], copy[0], texts):
                yield place, copy


def _wording(statement: Statement) -> tuple[str, ...]:
    words = (statement.subject.text, statement.type, statement.object.text)
    return *words, statement.polarity, statement.modality


def _owners(statement: Statement, owners: Mapping[Span, str]) -> tuple[str, ...]:
    """The entities at the two ends; empty unless there is one at each."""
    mentions_ = (statement.subject.mention, statement.object.mention)
    found = tuple(owners[span] for span in mentions_ if span is not None and span in owners)
    return found if len(found) == len(mentions_) else ()


def _same_words(one: Span, other: Span, texts: Mapping[str, str]) -> bool:
    if abs((one.end - one.start) - (other.end - other.start)) > SPARE_CHARACTERS:
        return False
    left, right = (words_of(texts[span.doc][span.start : span.end]) for span in (one, other))
    return left == right and left != ""


def _order(judgement: ClaimJudgement) -> tuple[Span, int, tuple[str, ...], str]:
    position = -1 if judgement.statement is None else judgement.statement
    return judgement.sentence, position, judgement.ends, judgement.verdict


def without_wrong(
    extractions: Sequence[Extraction], judgements: Sequence[ClaimJudgement]
) -> list[Extraction]:
    """The extractions without the statements that were judged wrong."""
    wrong: dict[str, set[int | None]] = defaultdict(set)
    for judgement in judgements:
        if judgement.verdict == "wrong":
            wrong[judgement.sentence.doc].add(judgement.statement)
    return [
        replace(e, statements=tuple(s for n, s in enumerate(e.statements) if n not in wrong[e.document.id]))
        if e.document.id in wrong
        else e
        for e in extractions
    ]


def says(claim: Claim, statement: Statement) -> bool:
    """Whether the statement is the one that the claim tells of, its sentence aside."""
    return (
        claim.type == folded(statement.type)
        and claim.subject == folded(statement.subject.text)
        and claim.object == folded(statement.object.text)
        and claim.polarity in (None, statement.polarity)
        and claim.modality in (None, statement.modality)
    )


def mentions(claim: Claim, one: Entity, other: Entity) -> bool:
    """Whether the claim is that a sentence mentions these two, its document and sentence aside."""
    if claim.type is not None:
        return False
    left, right = fold(claim.subject), fold(claim.object)
    here, there = ({fold(name) for name in (entity.name, *entity.aliases)} for entity in (one, other))
    return (left in here and right in there) or (left in there and right in here)


def _by_call(documents: Iterable[Document]) -> Mapping[str, list[Document]]:
    """The documents that a user may mean by a text: a name, a source or an id."""
    known: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        for name in _calls(document):
            known[name].append(document)
    return known


def _calls(document: Document) -> set[str]:
    return {document.name, document.source, document.id}


class _Read:
    """One document's statements, and the entities that it mentions, by the words of sentences and names."""

    def __init__(self, extraction: Extraction, entities: Sequence[Entity]) -> None:
        self.extraction = extraction
        self.entities = entities
        self.spans: dict[str, list[Span]] = defaultdict(list)
        sentences = {*extraction.sentences, *(s.sentence for s in extraction.statements)}
        for span in sorted(sentences):
            self.spans[folded(extraction.document.text[span.start : span.end])].append(span)

    def places(self, claim: Claim) -> Iterator[Place]:
        """The sentence and the position or the ends of everything that the claim tells of."""
        spans = self.spans.get(claim.sentence, [])
        if claim.type is not None:
            for position, statement in enumerate(self.extraction.statements):
                if statement.sentence in spans and says(claim, statement):
                    yield statement.sentence, position, ()
            return
        for left in self._called(claim.subject):
            for right in self._called(claim.object):
                if left != right:
                    yield from ((span, None, tuple(sorted((left, right)))) for span in spans)

    def _called(self, name: str) -> list[str]:
        """The entities of that name, or else those that have it as an alias."""
        own = [e.id for e in self.entities if fold(e.name) == fold(name)]
        return own or [e.id for e in self.entities if any(fold(alias) == fold(name) for alias in e.aliases)]
