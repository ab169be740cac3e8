"""The subjects of the clauses that a token stands in, from its own clause outwards."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
OBJECTS = frozenset({"dobj", "dative"})
VERBS = frozenset({"VERB", "AUX"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
# Clauses deeper than this inside each other are no sentence that anybody wrote.
DEEPEST = 60


class Subject(NamedTuple):
    """The subject of a clause.

    ``own`` tells that the pronoun is an argument of that subject's verb, or stands in what it is said
    to be, so that it is another; ``shared`` that an object between may be what a clause without a
    subject belongs to: "urged Japan to change its law".
    """

    token: Token
    own: bool
    shared: bool


def subjects_above(token: Token) -> Iterator[Subject]:
    """The subjects of the clauses around a token, innermost first; not one that it stands in itself."""
    inside, below, shared = {token}, token, False
    own: bool | None = None
    for above in islice(token.ancestors, DEEPEST):
        if above.pos_ in VERBS:
            if own is None:
                own = _is_argument(token, above)
            elif below.dep_ not in SUBJECTS:
                shared = shared or _has_object_before(above, token, inside)
            subject = subject_of(above)
            if subject is not None and subject not in inside:
                yield Subject(_antecedent(subject, above), own, shared)
                own, shared = False, False
        inside.add(above)
        below = above


def subject_of(verb: Token) -> Token | None:
    """The verb's own subject, or that of the verb that it is coordinated with."""
    for _ in range(DEEPEST):
        found = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
        if found is not None or verb.dep_ != "conj" or verb.head.pos_ not in VERBS:
            return found
        verb = verb.head
    return None


def _antecedent(subject: Token, verb: Token) -> Token:
    """The noun of a relative clause for its relative pronoun."""
    if subject.lower_ in RELATIVE and verb.dep_ == "relcl":
        return verb.head
    return subject


def _has_object_before(verb: Token, token: Token, inside: set[Token]) -> bool:
    return any(c.dep_ in OBJECTS and c.i < token.i and c not in inside for c in verb.children)


def _is_argument(token: Token, verb: Token) -> bool:
    """Whether the token is an object of the verb, by a preposition or not, or owns what its subject is.

    "Juba is its capital" says that it is not Juba.
    """
    if token.dep_ in SUBJECTS:
        return False
    if token.dep_ == "poss":
        return bool(token.head.dep_ == "attr" and token.head.head == verb)
    head = token.head.head if token.dep_ == "pobj" else token.head
    return bool(head == verb)


def conjuncts(token: Token) -> list[Token]:
    """The members of the coordination that begins with this token, itself included."""
    found = [token]
    for member in found:
        found += [child for child in member.children if child.dep_ == "conj"]
    return found
