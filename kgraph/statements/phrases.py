"""What stands in a noun phrase or below a verb: prepositions with their nouns, mentions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgraph.statements.arguments import members
from kgraph.statements.clauses import antecedent

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgraph.statements.arguments import Reading

# Prepositions whose object is all the parties of the noun before them.
BETWEEN = frozenset({"between", "among"})
# Prepositions through which an argument's noun is looked into: "the end of the war in Ukraine".
EMBEDDING = frozenset({"of", "for", "in", "on"})
# What is no end of a statement but tells who says it: "according to".
ATTRIBUTIVE = frozenset({"according"})
ATTRIBUTES = frozenset({"amod", "compound", "nmod"})
OWNERS = ATTRIBUTES | {"poss"}


def prepositions(reading: Reading, head: Token) -> Iterator[tuple[tuple[Token, ...], Token]]:
    """(preposition's words, noun) for each preposition below ``head``: "in Beijing", "out of Libya".

    "according to" is left out, and so are prepositions before a clause.
    """
    for child in reading.children(head):
        if child.dep_ == "prep" and child.lower_ not in ATTRIBUTIVE:
            for prep in members(reading, child):
                yield from _objects(reading, prep, (prep,))


def _objects(
    reading: Reading, prep: Token, words: tuple[Token, ...]
) -> Iterator[tuple[tuple[Token, ...], Token]]:
    for child in reading.children(prep):
        if child.dep_ == "pobj":
            yield words, antecedent(child) or child
        elif child.dep_ == "prep":
            yield from _objects(reading, child, (*words, child))


def is_hyphened(reading: Reading, token: Token) -> bool:
    """True for a name in a compound: Washington in "a Washington-based think tank", "US-led"."""
    _, end = reading.name_around(token)
    after = reading.doc[end : end + 1]
    return any(mark.text == "-" for mark in after)


def parts(reading: Reading, noun: Token, *, deep: bool = True) -> Iterator[tuple[tuple[Token, ...], Token]]:
    """(words between, head) for each mention inside the noun phrase of ``noun``.

    Owners and attributes ("Russia's assets", "Russian assets") have no words between; ``deep``
    looks through one more noun: "the end of the war in Ukraine".  Parties that only together
    are an end ("between A and B") are left out.
    """
    for child in reading.children(noun):
        owner = child.i < noun.i and child.dep_ in OWNERS and reading.headed(child) is not None
        if owner and not is_hyphened(reading, child):
            yield (), child
    for words, other in prepositions(reading, noun):
        if words[0].lower_ in BETWEEN:
            continue
        for member in members(reading, other):
            if reading.mention(member) is not None:
                yield words, member
            elif deep and member.pos_ == "NOUN" and words[-1].lower_ in EMBEDDING:
                for more, inner in parts(reading, member, deep=False):
                    if inner.dep_ not in ATTRIBUTES:
                        yield (*words, member, *more), inner
