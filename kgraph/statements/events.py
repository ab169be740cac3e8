"""Statements of nouns that relate their parties: talks, pacts, wars, visits."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from kgraph.statements.arguments import End, argument, ends, members
from kgraph.statements.drafts import Draft
from kgraph.statements.labels import (
    is_agreement,
    is_deed,
    is_role,
    is_symmetric,
    noun_type,
    with_prepositions,
)
from kgraph.statements.phrases import ATTRIBUTES, BETWEEN, is_hyphened, parts, prepositions
from kgraph.statements.relatives import antecedent
from kgraph.statements.truth import noun_truth
from kgraph.types import Argument

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgraph.statements.reading import Reading

# Prepositions before all the parties of a symmetric noun: "a summit of A and B".
JOINING = frozenset({"of", "by"})
# Marks between two names of one event: "the Iran-Iraq war", "Sino/Soviet talks".
LINKS = frozenset({"-", "–", "/"})
PLACING = frozenset({"in", "at"})
# Prepositions that tell nothing of the owner: "Panama's attempt by Murillo", "Kim's end of the deal", or
# only when and where: "China's coast around the gulf".
ASIDE = BETWEEN | {
    *("by", "of", "as", "including", "like", "across", "around", "near", "beyond", "amid", "during", "since"),
    *("until", "after", "before", "despite", "without", "throughout", "outside", "inside", "along"),
}


def of_event(reading: Reading, noun: Token) -> Iterator[Draft]:
    """The parties of "talks between A and B", "a pact signed by A and B", "Russia's war with Ukraine"."""
    for words, other in prepositions(reading, noun):
        joins = is_symmetric(noun) and noun.tag_ != "NNS"  # "the collaborations of A and B" may be two
        shared = words[0].lower_ in BETWEEN or (words[0].lower_ in JOINING and joins)
        if shared:
            yield from _of_parties(reading, noun, other)
    if is_symmetric(noun):
        for child in reading.children(noun):
            agent = reading.child(child, "agent") if child.dep_ == "acl" else None
            doer = reading.child(agent, "pobj") if agent is not None else None
            if doer is not None:
                yield from _of_parties(reading, noun, doer)
        yield from _of_hyphened(reading, noun)
    yield from _of_holder(reading, noun)


def _holder(reading: Reading, noun: Token) -> Token | None:
    """Who does or has what the noun names; an attribute only of a deed, "Russian troops in" is none."""
    if is_role(noun):  # "Trump's envoy to Ukraine" relates the envoy to each of them
        return None
    owner = reading.child(noun, "poss")
    if owner is not None or not (is_deed(noun) or is_symmetric(noun)):
        return owner
    for child in reading.children(noun):
        if child.i < noun.i and child.dep_ in ATTRIBUTES and reading.headed(child) is not None:
            return None if is_hyphened(reading, child) else child
    return None


def _of_parties(reading: Reading, noun: Token, party: Token) -> Iterator[Draft]:
    """One symmetric statement for each two of the parties."""
    named, truth = noun_type(reading, noun), noun_truth(reading, noun)
    heads = [head for head in members(reading, party) if head.pos_ != "NUM"]
    for one, two in combinations(heads, 2):
        first, second = argument(reading, one), argument(reading, two)
        yield Draft(
            None,
            first,
            _kind(reading, noun),
            second,
            named,
            "parties",
            truth,
            symmetric=True,
            anchor=noun,
            event=True,
            tail="with",  # "a defence pact between A and B": A's defence pact with B
        )


def _kind(reading: Reading, noun: Token) -> tuple[Token, ...]:
    """The noun with the words before it that tell its kind: "defence pact" of "a defence pact"."""
    first = noun.i
    for child in reversed(reading.children(noun)):
        if child.i < noun.i:
            if child.dep_ not in ("amod", "compound"):
                break
            first = child.left_edge.i
    return tuple(reading.doc[first : noun.i + 1])


def _of_hyphened(reading: Reading, noun: Token) -> Iterator[Draft]:
    """The two of "the Russia-Ukraine war", "US-China trade talks"."""
    doc = reading.doc
    for i in range(noun.left_edge.i + 1, noun.i - 1):
        if doc[i].text not in LINKS or doc[i + 1].head.i > noun.i:
            continue
        one, two = reading.mention(doc[i - 1]), reading.mention(doc[i + 1])
        if one is None or two is None or one is two or "nominal" in (one.kind, two.kind):
            continue
        first, second = (Argument(reading.text(m.span), m.span, m.span) for m in (one, two))
        named, truth = noun_type(reading, noun), noun_truth(reading, noun)
        yield Draft(
            None, first, (noun,), second, named, "parties", truth, symmetric=True, anchor=noun, event=True
        )


def _of_holder(reading: Reading, noun: Token) -> Iterator[Draft]:
    """An owner and a complement: "Russia's war with Ukraine", "the Russian invasion of Ukraine".

    The phrase takes the event for granted, so that it holds even in a clause that is denied.
    """
    holder = _holder(reading, noun)
    if holder is None:
        return
    truth, symmetric = noun_truth(reading, noun), is_symmetric(noun)
    for words, other in prepositions(reading, noun):
        word = words[0].lower_
        if word in ASIDE and not (word == "of" and is_deed(noun)):
            continue
        named = noun_type(reading, noun)
        if not is_agreement(noun):
            named = f"{named} {words[0].lower_}"
        inner = other
        far: tuple[Token, ...] = ()
        if is_deed(noun) or symmetric:  # "his songs from a French film" has nothing of France
            inner, far = _inside(reading, other, placed=word in PLACING)
        for subject in _holders(reading, noun, antecedent(holder) or holder):
            for end in ends(reading, inner):
                draft = Draft(
                    None,
                    subject.argument,
                    (noun, *words, *far),
                    end.argument,
                    with_prepositions(named, far[:1]),
                    "far holder" if far else "holder",
                    truth,
                    symmetric,
                    anchor=noun,
                )
                if draft.links_mentions():
                    yield draft


def _holders(reading: Reading, noun: Token, holder: Token) -> list[End]:
    """The owner, and who shares it where the model joins him to the noun: "Xi and Kim's visit to"."""
    found = list(ends(reading, holder))
    shared = noun.head if noun.dep_ == "conj" and noun.head.i < holder.i else None
    if shared is None or reading.headed(shared) is None or holder.dep_ != "poss" or holder.tag_ == "PRP$":
        return found
    joined = reading.doc[reading.start_of(holder) - 1].lower_ == "and"
    return [End(argument(reading, shared)), *found] if joined else found


def _inside(reading: Reading, noun: Token, *, placed: bool) -> tuple[Token, tuple[Token, ...]]:
    """(head, words before it) of the name in a noun phrase: Russia in "purchases of Russian oil".

    An owner of what something is ``placed`` in is none: "his roles in British films".
    """
    if noun.pos_ == "NOUN" and reading.mention(noun) is None and not is_role(noun):
        for words, inner in parts(reading, noun, deep=False):
            named = not words and not placed and inner.tag_ != "PRP$"
            if named or (words and words[0].lower_ == "of"):
                return inner, (noun, *words)
    return noun, ()
