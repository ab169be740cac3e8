"""Statements of who is given an office: "named Ana Rey director of Nokia", "sent her as envoy to Peru"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgraph.statements.arguments import argument
from kgraph.statements.clauses import Clause
from kgraph.statements.drafts import Draft
from kgraph.statements.labels import is_appointing, is_role, noun_type, nouns, verb_type
from kgraph.statements.phrases import ATTRIBUTES, parts, prepositions

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgraph.statements.reading import Reading
    from kgraph.types import Argument

OFFICES = ("oprd", "dobj", "attr")


def appointed(reading: Reading, clause: Clause) -> tuple[Token, Token] | None:
    """(person, office) of a clause in which somebody gives an office to another; None in a passive."""
    verb = clause.verb
    if clause.passive or not is_appointing(verb):
        return None
    person = reading.child(verb, "dobj")
    for office in _offices(reading, verb):
        before = [c for c in reading.children(office) if c.i < office.i and c.dep_ in (*ATTRIBUTES, "poss")]
        named = [c for c in before if _is_person(reading, c)]
        if named:  # the model takes "Ana Rey director" for one noun phrase
            return named[0], office
        if person is not None and person.i != office.i and _is_person(reading, person):
            return person, office
    return None


def _offices(reading: Reading, verb: Token) -> Iterator[Token]:
    for child in reading.children(verb):
        if child.dep_ in OFFICES and is_role(child) and child.i > verb.i:
            yield child
    for words, noun in prepositions(reading, verb):
        if words[0].lower_ == "as" and is_role(noun):
            yield noun


def _is_person(reading: Reading, token: Token) -> bool:
    mention = reading.headed(token)
    return mention is not None and mention.type == "PERSON" and token.tag_ != "PRP$"


def of_appointment(reading: Reading, clause: Clause, subjects: list[Argument], lead: str) -> Iterator[Draft]:
    """That the subject appoints the person, and what the person becomes; ``lead`` is the verb's passive."""
    found = appointed(reading, clause)
    if found is None:
        return
    person, office = found
    named = argument(reading, person)
    if person.head.i == office.i:
        for subject in subjects:
            yield Draft(
                clause, subject, clause.words, named, verb_type(clause.verb, None, None, ()), "object"
            )
    kind = noun_type(reading, office, singular=True)
    for words, other in parts(reading, office):
        if other.i != person.i and (not words or words[0].lower_ in nouns("role_prepositions")):
            end = argument(reading, other)
            draft = Draft(clause, named, (office, *words), end, kind, "appointment", lead=lead)
            if draft.links_mentions():
                yield draft
