"""What speaks for and against a name being whom a pronoun means, as named features.

The weights stand in ``data/pronouns.toml``; ``tests/bench/train_pronouns.py`` makes them.  Features
are of the kind of Lappin and Leass (1994): recency, grammatical role, parallel roles, agreement,
how often a person is named, and whether the pronouns before meant that person too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from math import log2
from typing import TYPE_CHECKING

from kgraph.mentions.people import GENDERED, Candidate, People

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
OBJECTS = frozenset({"dobj", "iobj", "dative", "pobj", "attr"})
ROLES = {
    "nsubj": "subject", "nsubjpass": "subject", "csubj": "subject", "dobj": "object", "iobj": "object",
    "dative": "object", "attr": "object", "pobj": "oblique", "poss": "possessor",
}  # fmt: skip
CLAUSES_OF_NOUNS = frozenset({"acl", "relcl"})
# Words that tell on which side of them the owner stands: "Mary and her son", "Louise as her mother".
BESIDE = frozenset({"and", "with", "as", "by", "to", "for"})
# Tokens above one in the tree of its sentence beyond which depth says no more.
DEEP = 8


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun with the tokens above it in its sentence's tree, from its head to the root."""

    token: Token
    gender: str
    sentence: int
    above: tuple[Token, ...]


@dataclass(slots=True)
class Past:
    """What is known at a pronoun from the text before it.

    ``gender`` is by entity; ``stands`` are the pronouns before, as candidates: "he" in place of the
    name that it means.
    """

    gender: dict[str, str]
    stands: list[Candidate] = field(default_factory=list)

    def add(self, choice: Candidate, pronoun: Pronoun) -> None:
        self.gender.setdefault(choice.entity, pronoun.gender)
        self.stands.append(replace(choice, root=pronoun.token, sentence=pronoun.sentence))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a candidate stands, seen from the pronoun.

    ``between`` counts the names between, ``rivals`` the other persons between who may agree in
    gender, ``agreeing`` all persons in reach who do.
    """

    between: int
    nearest_subject: bool
    rivals: int
    agreeing: int


def role(token: Token) -> str:
    """One of subject, object, oblique, possessor and other; a conjunct has the role of the first."""
    token = first_of(token)
    return ROLES.get(token.dep_, "other")


def first_of(token: Token) -> Token:
    """The first member of a coordination, the noun of an apposition."""
    while token.dep_ in ("conj", "appos") and token.head is not token:
        token = token.head
    return token


def features(
    pronoun: Pronoun, candidate: Candidate, place: Place, people: People, past: Past
) -> Iterator[tuple[str, float]]:
    """(name, value) of each feature that is not nought."""
    root, token = candidate.root, pronoun.token
    back = pronoun.sentence - candidate.sentence
    yield f"{min(back, 3)} sentences back", 1.0
    yield "names between", log2(1 + place.between)
    yield "rivals between", log2(1 + place.rivals)
    own, wanted = role(root), role(token)
    yield own, 1.0
    yield f"{own} for {wanted}", 1.0
    yield "depth", sum(1 for _ in islice(root.ancestors, DEEP)) / DEEP
    yield f"depth of pronoun, {own}", min(len(pronoun.above), DEEP) / DEEP
    if back == 0:
        yield from _in_one_sentence(pronoun, root, own, wanted)
    elif own == "subject" and root.head.dep_ == "ROOT":
        yield "subject of sentence", 1.0
    if root.dep_ == "poss" and root.head.dep_ in SUBJECTS:
        yield "owner of subject", 1.0
    if root.dep_ in ("conj", "appos", "compound"):
        yield root.dep_, 1.0
    if root.dep_ == "conj" or any(child.dep_ == "conj" for child in root.children):
        yield "coordinated", 1.0
    if place.nearest_subject:
        yield "nearest subject", 1.0
    if place.between == 0:
        yield "nearest name", 1.0
    beside = beside_word(pronoun, candidate)
    if beside:
        yield f"next but {beside}", 1.0
    if is_owned(root, pronoun.gender):
        yield "owned", 1.0
    yield from _of_person(pronoun, candidate, place, people, past)


def _in_one_sentence(pronoun: Pronoun, root: Token, own: str, wanted: str) -> Iterator[tuple[str, float]]:
    token, above = pronoun.token, pronoun.above
    subject = root.head if root.dep_ == "poss" and root.head.dep_ in SUBJECTS else root
    if root.i > token.i:
        yield "behind", 1.0
    if any(t.dep_ in CLAUSES_OF_NOUNS and t.head == root for t in above):
        yield "modified by its clause", 1.0
    if subject.dep_ in SUBJECTS and subject.head in above:
        yield "subject above", 1.0
        if subject.head == next((t for t in above if t.pos_ in ("VERB", "AUX")), None):
            yield "subject of its clause", 1.0
    elif subject.dep_ in OBJECTS and (subject.head in above or subject.head.head in above):
        yield "object above", 1.0
    if token.dep_ == "poss" and token.head.dep_ == "conj" and token.head.head == root:
        yield "owner of conjunct", 1.0
    verb, its = _verb(first_of(root)), _verb(token)
    if verb is None or its is None:
        return
    if verb == its:
        yield f"one verb, {own} for {wanted}", 1.0
    elif verb in above:
        below = next(t for t in (token, *above) if t.head == verb)
        yield f"verb above {below.dep_}, {'subject' if own == 'subject' else 'other'}", 1.0


def _verb(token: Token) -> Token | None:
    return next((t for t in token.ancestors if t.pos_ in ("VERB", "AUX")), None)


def beside_word(pronoun: Pronoun, candidate: Candidate) -> str:
    """The only word between a name and the possessive behind it: "and" in "Mary and her son"."""
    token = pronoun.token
    if token.i < 2 or token.dep_ != "poss":
        return ""
    word = token.nbor(-1)
    if not 0 <= word.idx - candidate.mention.span.end <= 1:
        return ""
    return word.lower_ if word.lower_ in BESIDE else word.pos_


def is_owned(name: Token, gender: str) -> bool:
    """Whether the name tells who or what somebody of this gender has: "her mother Mary", not Mary."""
    nouns = [name, name.head] if name.dep_ == "appos" else [name]
    return any(
        child.dep_ == "poss" and GENDERED.get(child.lower_) == gender
        for noun in nouns
        for child in noun.children
    )


def _of_person(
    pronoun: Pronoun, candidate: Candidate, place: Place, people: People, past: Past
) -> Iterator[tuple[str, float]]:
    mention, entity, wanted = candidate.mention, candidate.entity, pronoun.gender
    yield "times named", log2(people.count.get(entity, 1))
    if people.first == entity:
        yield "named first", 1.0
    if entity in people.short:
        yield "never in full", 1.0
        if people.opening:
            yield f"never in full, opening {'agrees' if people.opening == wanted else 'disagrees'}", 1.0
    if candidate.root.lower_ in GENDERED:
        yield "pronoun", 1.0
    if mention.type != "PERSON":
        yield f"typed {'place' if mention.type in ('GPE', 'LOC', 'FAC') else 'other'}", 1.0
    yield f"labelled {candidate.root.ent_type_ or 'nothing'}", 1.0
    known = past.gender.get(entity, "")
    agreement = "unknown" if not known else "agrees" if known == wanted else "disagrees"
    yield f"{agreement} with {wanted}", 1.0
    if agreement != "disagrees":
        yield f"{agreement}, {min(place.agreeing, 3)} agree", 1.0
