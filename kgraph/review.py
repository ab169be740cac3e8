"""Unsure pairs of entities as questions to the user, the most useful first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, product, zip_longest

from kgraph.decisions import VERDICT_VERBS, Decision, Reference
from kgraph.names import fold
from kgraph.query import Resolved, meant, reference
from kgraph.types import MENTION_KINDS, Entity, Judgement, Mention, Span

# A pair whose score is as sure as can be may be asked after too, as the last among equals.
LEAST_DOUBT = 0.05
SENTENCES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Side:
    """One entity of a question: its name for a decision, counts, and sentences with the mention in each."""

    entity: Entity
    reference: Reference
    mentions: int
    documents: int
    relations: int
    sentences: tuple[tuple[Span, Span], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """Are the two one?  ``judgements`` are those that left it open, the surest first."""

    left: Side
    right: Side
    judgements: tuple[Judgement, ...]
    worth: float


def questions(resolved: Resolved) -> tuple[Question, ...]:
    """The unsure pairs of entities, each once, sorted by what an answer is worth.

    That is how much depends on it, the mentions and relations of the side that has fewer, times
    the doubt, which is 1 for a score of 0.5 and falls to LEAST_DOUBT towards 0 and 1.  Namesakes
    of one type in the same articles are left out: a decision has no way to tell them apart.
    """
    pairs: dict[tuple[str, str], list[Judgement]] = defaultdict(list)
    for judgement in resolved.judgements:
        left, right = (resolved.entity_of.get(span) for span in (judgement.left, judgement.right))
        if judgement.verdict == "unsure" and left is not None and right is not None and left.id != right.id:
            pairs[min(left.id, right.id), max(left.id, right.id)].append(judgement)
    by_id = {entity.id: entity for entity in resolved.entities}
    asked = [
        _question(resolved, by_id[left], by_id[right], judgements)
        for (left, right), judgements in pairs.items()
    ]
    asked = [q for q in asked if _named(q.left) != _named(q.right)]
    return tuple(sorted(asked, key=lambda q: (-q.worth, q.left.entity.id, q.right.entity.id)))


def _named(side: Side) -> tuple[str, str | None, str | None]:
    return fold(side.reference.name), side.reference.document, side.reference.type


def _question(resolved: Resolved, left: Entity, right: Entity, judgements: Sequence[Judgement]) -> Question:
    ordered = sorted(judgements, key=lambda j: (-j.score, j.left, j.right, j.by))
    doubt = max(1 - abs(2 * ordered[0].score - 1), LEAST_DOUBT)
    sides = [_side(resolved, entity, ordered) for entity in (left, right)]
    stake = min(side.mentions + side.relations for side in sides)
    return Question(sides[0], sides[1], tuple(ordered), stake * doubt)


def _side(resolved: Resolved, entity: Entity, judgements: Sequence[Judgement]) -> Side:
    judged = {span for j in judgements for span in (j.left, j.right)}
    return Side(
        entity,
        reference(resolved, entity),
        len(entity.mentions),
        len({span.doc for span in entity.mentions}),
        resolved.degrees.get(entity.id, 0),
        tuple(_telling_sentences(resolved, entity, judged)),
    )


def _telling_sentences(resolved: Resolved, entity: Entity, judged: set[Span]) -> list[tuple[Span, Span]]:
    """Sentences that name the entity, from as many articles as there are, with the mention in each.

    The first is the one that was judged; then come fuller names before short ones, pronouns last.
    """

    def rank(mention: Mention) -> tuple[bool, int, int, Span]:
        kind = MENTION_KINDS.index(mention.kind)
        return mention.span not in judged, kind, -len(mention.name), mention.span

    by_sentence: dict[Span, Span] = {}
    for mention in sorted((resolved.mentions[span] for span in entity.mentions), key=rank):
        by_sentence.setdefault(resolved.sentence_at(mention.span), mention.span)
    by_document: dict[str, list[tuple[Span, Span]]] = defaultdict(list)
    for sentence, span in by_sentence.items():
        by_document[sentence.doc].append((sentence, span))
    rounds = zip_longest(*by_document.values())  # one of each article, then a second of each
    return [pair for pairs in rounds for pair in pairs if pair][:SENTENCES_SHOWN]


def still_open(
    resolved: Resolved, asked: Sequence[Question], decisions: Sequence[Decision]
) -> list[Question]:
    """The questions that the decisions do not answer, by themselves or together.

    If A and B are the same and B and C are different, so are A and C.  What a user could not tell is
    not asked again.
    """
    leader: dict[str, str] = {}

    def find(entity: str) -> str:
        while entity in leader:
            entity = leader[entity]
        return entity

    verdicts = [d for d in decisions if d.verb in VERDICT_VERBS]
    for decision in verdicts:
        if decision.verb == "same":
            leaders = sorted({find(entity.id) for one in decision.of for entity in meant(resolved, one)})
            leader |= dict.fromkeys(leaders[1:], leaders[0]) if leaders else {}
    apart = {
        frozenset({find(one.id), find(other.id)})
        for decision in verdicts
        if decision.verb != "same"
        for left, right in combinations(decision.of, 2)
        for one, other in product(meant(resolved, left), meant(resolved, right))
    }

    def is_open(question: Question) -> bool:
        pair = frozenset({find(question.left.entity.id), find(question.right.entity.id)})
        return len(pair) == 2 and pair not in apart

    return [question for question in asked if is_open(question)]
