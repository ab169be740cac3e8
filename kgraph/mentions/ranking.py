"""What speaks for and against a name being whom a pronoun means, as named features.

The weights stand in ``data/pronouns.toml``; ``tests/bench/train_pronouns.py`` makes them.  Features
are of the kind of Lappin and Leass (1994): recency, grammatical role, parallel roles, agreement,
how often a person is named, and whether the pronouns before meant that person too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import log2
from typing import TYPE_CHECKING

from kgraph.mentions.people import Candidate, People

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
OBJECTS = frozenset({"dobj", "iobj", "dative", "pobj", "attr"})
ROLES = {
    "nsubj": "subject", "nsubjpass": "subject", "csubj": "subject", "dobj": "object", "iobj": "object",
    "dative": "object", "attr": "object", "pobj": "oblique", "poss": "possessor",
}  # fmt: skip
CLAUSES_OF_NOUNS = frozenset({"acl", "relcl"})


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun with the tokens above it in its sentence's tree, from its head to the root."""

    token: Token
    gender: str
    sentence: int
    above: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a candidate stands, seen from the pronoun: how many names between, whether the next subject."""

    between: int
    nearest_subject: bool
    continued: bool


def role(token: Token) -> str:
    """One of subject, object, oblique, possessor and other; a conjunct has the role of the first."""
    while token.dep_ in ("conj", "appos") and token.head is not token:
        token = token.head
    return ROLES.get(token.dep_, "other")


def features(
    pronoun: Pronoun, candidate: Candidate, place: Place, people: People, gender: dict[str, str]
) -> Iterator[tuple[str, float]]:
    """(name, value) of each feature that is not nought."""
    root, token = candidate.root, pronoun.token
    back = pronoun.sentence - candidate.sentence
    yield f"{min(back, 3)} sentences back", 1.0
    yield "names between", log2(1 + place.between)
    own, wanted = role(root), role(token)
    yield own, 1.0
    yield f"{own} for {wanted}", 1.0
    if back == 0:
        yield from _in_one_sentence(pronoun, root)
    elif own == "subject" and root.head.dep_ == "ROOT":
        yield "subject of sentence", 1.0
    if root.dep_ == "poss" and root.head.dep_ in SUBJECTS:
        yield "owner of subject", 1.0
    if root.dep_ in ("conj", "appos", "compound"):
        yield root.dep_, 1.0
    if place.nearest_subject:
        yield "nearest subject", 1.0
    if place.between == 0:
        yield "nearest name", 1.0
    if place.continued:
        yield "continued", 1.0
        if own == "subject":
            yield "continued subject", 1.0
    yield from _of_person(candidate, people, gender.get(candidate.entity, ""), pronoun.gender)


def _in_one_sentence(pronoun: Pronoun, root: Token) -> Iterator[tuple[str, float]]:
    subject = root.head if root.dep_ == "poss" and root.head.dep_ in SUBJECTS else root
    if root.i > pronoun.token.i:
        yield "behind", 1.0
    if any(t.dep_ in CLAUSES_OF_NOUNS and t.head == root for t in pronoun.above):
        yield "modified by its clause", 1.0
    if subject.dep_ in SUBJECTS and subject.head in pronoun.above:
        yield "subject above", 1.0
        if subject.head == next((t for t in pronoun.above if t.pos_ in ("VERB", "AUX")), None):
            yield "subject of its clause", 1.0
    elif subject.dep_ in OBJECTS and (subject.head in pronoun.above or subject.head.head in pronoun.above):
        yield "object above", 1.0


def _of_person(candidate: Candidate, people: People, known: str, wanted: str) -> Iterator[tuple[str, float]]:
    mention = candidate.mention
    yield "times named", log2(people.count.get(candidate.entity, 1))
    if people.first == candidate.entity:
        yield "named first", 1.0
    if " " in mention.name:
        yield "full name", 1.0
    if mention.type != "PERSON":
        yield f"typed {'place' if mention.type in ('GPE', 'LOC', 'FAC') else 'other'}", 1.0
    agreement = "unknown" if not known else "agrees" if known == wanted else "disagrees"
    yield f"{agreement} with {wanted}", 1.0
