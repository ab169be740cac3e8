"""Verbs by themselves: which head a clause, which report, which are infinitives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.data import table
from kgraph.statements.attribution import documents, speech_verbs

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgraph.statements.reading import Reading

# Where a clause's verb is part of a noun phrase or of another verb's group, it makes no clause.
NOT_CLAUSES = frozenset(
    {
        "aux",
        "auxpass",
        "amod",
        "compound",
        "case",
        "mark",
        "cc",
        "punct",
        "prt",
        "nmod",
        "advmod",
        "nummod",
        "det",
    }
)


def is_plain_adverb(token: Token) -> bool:
    """A single adverb inside the verb group: "has *frequently* boasted"."""
    return token.dep_ == "advmod" and token.tag_ == "RB" and token.left_edge.i == token.right_edge.i


def is_content(reading: Reading, verb: Token) -> bool:
    """True for the clause that says what a noun holds: "the claim that", "a plan to"."""
    mark = reading.child(verb, "mark")
    if mark is not None and mark.lower_ == "that":
        return True
    return is_infinitive(reading, verb)


def is_told(reading: Reading, verb: Token) -> bool:
    """True for the content of what a noun tells: "the claim that ...", "a letter that ..."."""
    noun = verb.head.lemma_.lower()
    if noun not in documents() and noun not in frozenset(table("statements")["truth"]["claimed_nouns"]):
        return False
    that = next((c for c in reading.children(verb) if c.lower_ == "that" and c.i < verb.i), None)
    if that is None or that.dep_ == "mark":
        return that is not None
    full = reading.child(verb, "nsubj") is not None and reading.children(verb)[-1].dep_ == "dobj"
    return that.dep_ == "dobj" and full  # taken for an object beside the one that the verb has


def is_infinitive(reading: Reading, verb: Token) -> bool:
    """True for "to visit", "to have visited"."""
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in reading.children(verb))


def reports(verb: Token) -> bool:
    """True for a verb of speech or thought, whose clause may also stand before it."""
    return verb.lemma_.lower() in speech_verbs()


def is_verb(token: Token) -> bool:
    """True for a word that heads a clause."""
    return token.pos_ in ("VERB", "AUX") and token.dep_ not in NOT_CLAUSES
