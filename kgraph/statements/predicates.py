"""Statements of verbs: subject, predicate, each complement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgraph.statements.arguments import argument, ends, members, of_range, of_tokens, phrase
from kgraph.statements.clauses import OBJECTS, SUBJECTS, Clause, antecedent, is_chained, is_verb
from kgraph.statements.drafts import Draft
from kgraph.statements.labels import is_agreement, is_symmetric, noun_type, nouns, verb_type

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgraph.statements.arguments import Reading
    from kgraph.types import Argument


def of_clause(reading: Reading, clause: Clause) -> Iterator[Draft]:
    """The drafts of one clause, best first."""
    if clause.subject is None or clause.subject.lower_ == "there":
        return
    verb = clause.verb
    obj = object_of(reading, clause)
    agent = reading.child(verb, "agent")
    if agent is not None:
        yield from _of_agent(reading, clause, agent)
    if obj is not None:
        yield from _of_object(reading, clause, obj)
    dative = reading.child(verb, "dative")
    if dative is not None:
        yield from _of_dative(reading, clause, dative, obj)
    content = clause_complement(reading, verb)
    if content is not None:
        yield from _of_content(reading, clause, content)
    yield from _of_prepositions(reading, clause, obj)
    yield from _of_times(reading, clause, obj)


def object_of(reading: Reading, clause: Clause) -> Token | None:
    """The direct object or predicate noun or adjective; for a relative clause's gap, the noun before it."""
    obj = reading.child(clause.verb, *OBJECTS)
    if obj is not None:
        return antecedent(obj) or obj
    return None


def clause_complement(reading: Reading, verb: Token) -> Token | None:
    for child in reading.children(verb):
        if child.dep_ == "ccomp" and is_verb(child):
            return child
        if child.dep_ == "xcomp" and is_verb(child) and not is_chained(reading, child):
            return child
    return None


def _particle(reading: Reading, verb: Token) -> Token | None:
    return reading.child(verb, "prt")


def _of_agent(reading: Reading, clause: Clause, agent: Token) -> Iterator[Draft]:
    doer = reading.child(agent, "pobj")
    if doer is None or clause.subject is None:
        return
    named = verb_type(clause.verb, _particle(reading, clause.verb), None, ())
    for head, end in ends(reading, doer):
        for subject_head, subject in ends(reading, clause.subject):
            if end.mention and subject.mention:
                yield Draft(clause, end, clause.words, subject, named, "agent")
            else:
                yield Draft(clause, subject, (*clause.words, agent), end, f"{named} by", "passive")


def _of_object(reading: Reading, clause: Clause, obj: Token) -> Iterator[Draft]:
    copula = obj.dep_ in ("attr", "acomp") and clause.verb.lemma_ == "be"
    named = "be" if copula else verb_type(clause.verb, _particle(reading, clause.verb), None, ())
    rule = "copula" if copula else "object"
    for _, subject in ends(reading, clause.subject):
        for _, end in ends(reading, obj):
            yield Draft(clause, subject, clause.words, end, named, rule)


def _of_dative(reading: Reading, clause: Clause, dative: Token, obj: Token | None) -> Iterator[Draft]:
    words = clause.words
    if dative.pos_ == "ADP":
        words = (*words, dative)
        dative = reading.child(dative, "pobj") or dative
    if dative.pos_ == "ADP":
        return
    named = verb_type(clause.verb, None, obj if obj is not None and obj.pos_ == "NOUN" else None, ())
    for _, subject in ends(reading, clause.subject):
        for _, end in ends(reading, dative):
            yield Draft(clause, subject, words, end, named, "dative")


def _of_content(reading: Reading, clause: Clause, content: Token) -> Iterator[Draft]:
    start, end = content.left_edge.i, content.right_edge.i + 1
    if start <= clause.verb.i < end:
        return
    inner = of_range(reading, start, end, None)
    for _, subject in ends(reading, clause.subject):
        yield Draft(clause, subject, clause.words, inner, clause.verb.lemma_.lower(), "content")


def prepositions(reading: Reading, head: Token) -> Iterator[tuple[tuple[Token, ...], Token]]:
    """(preposition's words, noun) for each preposition below ``head``: "in Beijing", "out of Libya"."""
    for child in reading.children(head):
        if child.dep_ == "prep":
            for prep in members(reading, child):
                yield from _objects_of(reading, prep, (prep,))


def _objects_of(reading: Reading, prep: Token, words: tuple[Token, ...]) -> Iterator[tuple[tuple[Token, ...], Token]]:
    for child in reading.children(prep):
        if child.dep_ == "pobj":
            yield words, antecedent(child) or child
        elif child.dep_ == "prep":
            yield from _objects_of(reading, child, (*words, child))


def _of_prepositions(reading: Reading, clause: Clause, obj: Token | None) -> Iterator[Draft]:
    noun = obj if obj is not None and obj.pos_ == "NOUN" and reading.mention(obj) is None else None
    for words, pobj in prepositions(reading, clause.verb):
        named = verb_type(clause.verb, _particle(reading, clause.verb), noun, words)
        before = clause.words
        for _, subject in ends(reading, clause.subject):
            for _, end in ends(reading, pobj):
                yield Draft(clause, subject, (*before, *words), end, named, "preposition" if obj is None else "adjunct")


def _of_times(reading: Reading, clause: Clause, obj: Token | None) -> Iterator[Draft]:
    return
    yield
