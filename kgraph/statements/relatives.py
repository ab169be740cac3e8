"""What a relative clause is about: the noun before it, or whom that noun describes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.statements.truth import refers_to_none
from kgraph.statements.verbs import is_verb

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgraph.statements.reading import Reading

RELATIVE_TAGS = frozenset({"WDT", "WP"})
# Pronouns of whom "is a lawyer who" tells; of "it is Kim who" the pronoun is nobody.
PERSONS = frozenset({"i", "he", "she", "we", "they", "you"})


def antecedent(token: Token) -> Token | None:
    """The noun that a relative pronoun stands for."""
    if token.tag_ not in RELATIVE_TAGS:
        return None
    head = token
    for _ in range(5):
        head = head.head
        if head.dep_ == "relcl":
            return head.head if not is_verb(head.head) else None
    return None


def bearer(reading: Reading, noun: Token) -> Token:
    """Whom a clause behind a predicate's noun is about: Kim in "Kim is a lawyer who defended Xi"."""
    host = noun.head
    if noun.dep_ == "appos" and noun.pos_ == "NOUN" and host.i < noun.i and is_named(reading, host):
        return host if reading.child(noun, "conj") is None and reading.child(host, "conj") is None else noun
    if noun.dep_ != "attr" or host.lemma_ != "be" or reading.child(host, "neg", "expl") is not None:
        return noun
    subject = reading.child(host, "nsubj")
    if subject is None or subject.i > host.i or refers_to_none(reading, subject):
        return noun
    return subject if subject.pos_ in ("NOUN", "PROPN") or subject.lower_ in PERSONS else noun


def is_named(reading: Reading, noun: Token) -> bool:
    """True for a name, with no common noun at its head."""
    mention = reading.headed(noun)
    return mention is not None and mention.kind == "name"
