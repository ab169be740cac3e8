"""Statements of when, why and how: adverbs, dates without a preposition, clauses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgraph.statements.arguments import LONGEST_PHRASE, VERBAL, End, of_range
from kgraph.statements.clauses import SUBJECTS, is_chained
from kgraph.statements.drafts import Draft
from kgraph.statements.labels import verb_type
from kgraph.statements.phrases import ATTRIBUTIVE, dependents
from kgraph.statements.predication import Predication, repeated
from kgraph.statements.verbs import is_verb

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgraph.statements.reading import Reading

# Adverbs that say nothing of when, where or how.
FOCUS = frozenset(
    ["also", "as", "even", "however", "instead", "just", "not", "only", "so", "still", "then", "too"]
)
TIMES = frozenset({"DATE", "TIME"})
ADVERBIAL = ("npadvmod", "advmod", "advcl")
COMPARATIVE = "RBR"
# A clause of more words than these tells a story of its own, which its statements tell better.
LONGEST_CIRCUMSTANCE = 25


def of_adverbials(said: Predication) -> Iterator[Draft]:
    """The first adverbial, where a clause has nothing else: "was abandoned several years later"."""
    reading, clause = said.reading, said.clause
    children = reading.children(clause.verb)
    if any(is_verb(c) and is_chained(reading, c) for c in children):
        return
    for child in children:
        if child in clause.words or child.tag_ == "WRB" or child.lower_ in ATTRIBUTIVE | FOCUS:
            continue
        words: tuple[Token, ...] = ()
        adverbial: Token | None = child
        if child.dep_ == "prep":
            words = (child,)
            adverbial = reading.child(child, "pcomp")  # "clarified by adding a potato"
        elif child.dep_ not in ADVERBIAL:
            continue
        if adverbial is not None and adverbial.right_edge.i - adverbial.left_edge.i < LONGEST_PHRASE:
            first, last = adverbial.left_edge.i, adverbial.right_edge.i
            yield from _drafts(said, (*clause.words, *words), first, last, "adverbial")
            return


def of_adjuncts(said: Predication) -> Iterator[Draft]:
    """What a clause says beside its objects and prepositions: degree, time and circumstances."""
    for child in dependents(said.reading, said.clause.verb):
        if child in said.clause.words or (said.object is not None and not repeated(said)):
            continue  # "made last year" leaves out what
        if child.dep_ == "npadvmod" and child.ent_type_ in TIMES:
            words = (*said.clause.words, *repeated(said))
            yield from _drafts(said, words, child.left_edge.i, child.right_edge.i, "time")
        elif said.object is None and child.i > said.clause.verb.i and _is_degree(child):
            yield from _drafts(said, said.clause.words, child.left_edge.i, child.right_edge.i, "adverbial")
        else:
            yield from _of_circumstance(said, child)


def _is_degree(child: Token) -> bool:
    """True for "grew *even closer*", "rose *half a point*"."""
    return child.dep_ == "npadvmod" or (child.dep_ == "advmod" and child.tag_ == COMPARATIVE)


def _of_circumstance(said: Predication, child: Token) -> Iterator[Draft]:
    """A clause under its conjunction or preposition: "joined after | Mark left", "won by | cheating"."""
    reading = said.reading
    link = inner = None
    if child.dep_ == "prep":
        alone = reading.child(child, "pobj") is None
        link, inner = child, reading.child(child, "pcomp") if alone else None
    elif child.dep_ == "advcl" and is_verb(child):
        link, inner = child.left_edge, child
        if link.dep_ != "mark" and link.tag_ != "WRB":
            return
    if link is None or inner is None or inner.pos_ not in VERBAL:
        return
    if link.lower_ == "as" and reading.child(inner, *SUBJECTS) is None:
        return  # "as discussed below"
    first, last = link.i + 1, _end_of(reading, inner)
    around_verb = first <= said.clause.verb.i <= last
    if first <= last and not around_verb and last - first < LONGEST_CIRCUMSTANCE:
        words = (*said.clause.words, *repeated(said), link)
        yield from _drafts(said, words, first, last, "circumstance", (link,))


def _end_of(reading: Reading, verb: Token) -> int:
    """The clause's last word, before a coordinated clause with a subject of its own."""
    for child in reading.children(verb):
        if child.dep_ == "conj" and reading.child(child, *SUBJECTS) is not None:
            joint = next((c for c in reading.children(verb) if c.dep_ == "cc"), child.left_edge)
            return min(joint.i, child.left_edge.i) - 1
    return verb.right_edge.i


def _drafts(
    said: Predication,
    words: tuple[Token, ...],
    first: int,
    last: int,
    rule: str,
    prepositions: tuple[Token, ...] = (),
) -> Iterator[Draft]:
    end = End(of_range(said.reading, first, last + 1, None))
    named = verb_type(said.clause.verb, said.particle(), None, prepositions)
    yield from said.drafts(words, end, named, rule)
