"""What stands in a noun phrase or below a verb: prepositions with their nouns, mentions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgraph.statements.arguments import members
from kgraph.statements.clauses import is_chained
from kgraph.statements.labels import nouns
from kgraph.statements.reading import DATES, LONGEST_CHAIN
from kgraph.statements.relatives import antecedent
from kgraph.statements.truth import tells_end
from kgraph.statements.verbs import is_plain_adverb, is_verb

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgraph.statements.reading import Reading

# Prepositions whose object is all the parties of the noun before them.
BETWEEN = frozenset({"between", "among"})
# Prepositions through which an argument's noun is looked into: "the end of the war in Ukraine".
EMBEDDING = frozenset({"of", "for", "in", "on"})
# What is no end of a statement but tells who says it: "according to".
ATTRIBUTIVE = frozenset({"according"})
# Words of "on the other hand", the longest of the phrases that only link sentences.
LONGEST_LINK = 4
ATTRIBUTES = frozenset({"amod", "compound", "nmod"})
OWNERS = ATTRIBUTES | {"poss"}
# What tells the kind of a noun before it: "foreign policy chief", "only daughter".
MOST_KIND_WORDS = 4  # before the noun; more are a description of their own
KIND_LABELS = frozenset({"compound", "amod", "nmod", "nummod", "punct"})


def prepositions(reading: Reading, head: Token) -> Iterator[tuple[tuple[Token, ...], Token]]:
    """(preposition's words, noun) for each preposition below ``head``: "in Beijing", "out of Libya".

    "according to" is left out, and so are prepositions before a clause.
    """
    for child in reading.children(head):
        yield from _of_child(reading, child)


def verb_prepositions(reading: Reading, verb: Token) -> Iterator[tuple[tuple[Token, ...], Token]]:
    """The same for a verb, with those in front of its chain and those that hang below a date.

    "In 1991 he started writing" has him writing in 1991, "recorded in 1941 with Parker" recording
    with Parker.
    """
    for child in dependents(reading, verb):
        for words, pobj in _of_child(reading, child):
            yield words, pobj
            if pobj.ent_type_ in DATES:
                for more, other in prepositions(reading, pobj):
                    if more[0].i > pobj.i and more[0].lower_ != "of":
                        yield more, other


def dependents(reading: Reading, verb: Token) -> Iterator[Token]:
    """The verb's dependents; those in front of a chain of verbs are the last one's."""
    goes_on = _goes_on(reading, verb) or any(
        _goes_on(reading, c) for c in reading.children(verb) if c.dep_ == "acomp"
    )
    yield from (c for c in reading.children(verb) if not goes_on or c.i > verb.i)
    first = verb
    for _ in range(LONGEST_CHAIN):
        if first.head.i >= first.i or not is_chained(reading, first):
            break
        first = first.head if is_verb(first.head) else first.head.head  # "was unable to see"
        yield from (c for c in reading.children(first) if c.i < first.i)


def _goes_on(reading: Reading, token: Token) -> bool:
    return any(is_verb(c) and is_chained(reading, c) for c in reading.children(token))


def adverbs_before(reading: Reading, prep: Token, verb: Token) -> tuple[Token, ...]:
    """The adverbs between a verb and its preposition: "is hopelessly behind", "ran daily on"."""
    first = prep.i
    while first - 1 > verb.i and is_plain_adverb(reading.doc[first - 1]):
        first -= 1
        if reading.doc[first].head.i not in (verb.i, prep.i):
            return ()
    return tuple(reading.doc[first : prep.i])


def _of_child(reading: Reading, child: Token) -> Iterator[tuple[tuple[Token, ...], Token]]:
    if child.dep_ == "prep" and child.lower_ not in ATTRIBUTIVE and not _links_sentences(reading, child):
        for prep in members(reading, child):
            yield from _objects(reading, prep, (prep,))


def _links_sentences(reading: Reading, prep: Token) -> bool:
    """True for "for example", "in addition": words between sentences that say nothing of the verb."""
    first, last = prep.left_edge.i, prep.right_edge.i + 1
    if last - first > LONGEST_LINK:
        return False
    return " ".join(token.lower_ for token in reading.doc[first:last]) in nouns("links")


def _objects(
    reading: Reading, prep: Token, words: tuple[Token, ...]
) -> Iterator[tuple[tuple[Token, ...], Token]]:
    for child in reading.children(prep):
        if child.dep_ == "pobj":
            yield words, antecedent(child) or child
        elif child.dep_ == "prep":
            complete = reading.child(prep, "pobj") is not None  # "from 1978 to 1981", not "out of Libya"
            yield from _objects(reading, child, (child,) if complete else (*words, child))


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


def after_owner(reading: Reading, noun: Token, owner: Token) -> tuple[Token, ...]:
    """The noun phrase after its owner: "foreign policy chief" of "the EU's foreign policy chief"."""
    first = noun.i
    for child in reversed(reading.children(noun)):
        if child.i < noun.i:
            if child.i <= owner.i or child.dep_ not in KIND_LABELS or tells_end(child):
                break
            first = child.left_edge.i
    if noun.i - first >= MOST_KIND_WORDS:
        first = noun.i
    return tuple(reading.doc[first : noun.i + 1])
