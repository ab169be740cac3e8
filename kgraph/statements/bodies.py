"""Nouns that stand for others: "Russian troops", "Trump's remarks", "companies such as Google"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kgraph.statements.arguments import argument, members
from kgraph.statements.labels import nouns
from kgraph.statements.phrases import OWNERS, is_hyphened, prepositions
from kgraph.statements.truth import Truth, noun_truth
from kgraph.types import Argument, Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgraph.statements.reading import Reading

Pairs = list[tuple[Argument, Argument]]

BELONGING = frozenset({"of", "from"})
# Types of those for whom bodies act, and of those whose acts do something.
ACTING = frozenset({"GPE", "ORG", "LOC"})
DOING = ACTING | {"PERSON"}
# What leads to examples of a noun; "like" only of many.
EXEMPLIFYING = frozenset({"including", "like"})


def acted_for(reading: Reading, noun: Token, *, acts: bool = False) -> list[Mention]:
    """Russia for "Russian troops", both for "US and Iranian officials"; none for other nouns.

    A country's "officials" and "jets" do what the country does; its citizens and companies do not.
    With ``acts`` also who does what the noun names: Trump for "Trump's remarks".
    """
    if noun.pos_ != "NOUN" or reading.headed(noun) is not None:
        return []
    lemma = noun.lemma_.lower()
    act = acts and lemma in nouns("acts")
    if not act and lemma not in nouns("bodies") and (noun.tag_ != "NNS" or lemma not in nouns("actors")):
        return []
    owners = [c for c in reading.children(noun) if c.i < noun.i and c.dep_ in OWNERS]
    behind = [other for words, other in prepositions(reading, noun) if words[0].lower_ in BELONGING]
    for owner in owners if act else [*owners, *behind]:
        named = [reading.headed(member) for member in members(reading, owner)]
        found = [m for m in named if m and m.type in (DOING if act else ACTING)]
        if len(found) == len(named) and not is_hyphened(reading, owner) and (act or not _refers(found)):
            return found
    return []


def _refers(mentions: list[Mention]) -> bool:
    return any(m.kind in ("nominal", "pronoun") for m in mentions)


def exemplified(reading: Reading, noun: Token) -> Iterator[Argument]:
    """The names of "alliances such as NATO", "companies, including Google and Meta"."""
    for words, other in prepositions(reading, noun):
        such = words[0].lower_ == "as" and reading.doc[words[0].i - 1].lower_ == "such"
        if not such and (words[0].lower_ not in EXEMPLIFYING or noun.tag_ != "NNS"):
            continue
        for member in members(reading, other):
            mention = reading.headed(member)
            if mention is not None and mention.kind == "name":
                yield argument(reading, member)


def stand_ins(reading: Reading, end: Argument, *, bodies: bool = True, acts: bool = False) -> list[Argument]:
    """For whom the end stands, if it is no mention: itself with a mention for each, and its examples."""
    if end.mention is not None or end.span is None:
        return [end]
    words = reading.doc.char_span(end.span.start, end.span.end)
    if words is None or words.root.pos_ != "NOUN":
        return [end]
    found = acted_for(reading, words.root, acts=acts) if bodies else []
    return [*(replace(end, mention=m.span) for m in found), *exemplified(reading, words.root)] or [end]


def modality(reading: Reading, end: Argument) -> Truth:
    """What the attributes of the noun that stands for others say: "Russia's alleged attack"."""
    words = reading.doc.char_span(end.span.start, end.span.end) if end.span is not None else None
    return Truth(False, noun_truth(reading, words.root).modality) if words is not None else Truth()


def pairs(reading: Reading, one: list[Argument], other: list[Argument]) -> Pairs:
    """Each two of those for whom the ends stand, unless they are the same."""
    return [
        (left, right)
        for left in one
        for right in other
        if left.mention and right.mention
        if reading.referent(left.mention) != reading.referent(right.mention)
    ]
