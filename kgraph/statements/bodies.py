"""Nouns for those who act for a country or body: "Russian troops", "US officials", "Israel's air force"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kgraph.statements.arguments import members
from kgraph.statements.labels import nouns
from kgraph.statements.phrases import OWNERS, is_hyphened, prepositions

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgraph.statements.arguments import Reading
    from kgraph.types import Argument, Mention

BELONGING = frozenset({"of", "from"})
# Types of those for whom others act.
ACTING = frozenset({"GPE", "ORG", "LOC"})


def acted_for(reading: Reading, noun: Token) -> list[Mention]:
    """Russia for "Russian troops", both for "US and Iranian officials"; none for other nouns.

    A country's "officials" and "jets" do what the country does; its citizens and companies do not.
    """
    lemma = noun.lemma_.lower()
    acting = lemma in nouns("bodies") or (noun.tag_ == "NNS" and lemma in nouns("actors"))
    if noun.pos_ != "NOUN" or not acting or reading.headed(noun) is not None:
        return []
    owners = [c for c in reading.children(noun) if c.i < noun.i and c.dep_ in OWNERS]
    behind = [other for words, other in prepositions(reading, noun) if words[0].lower_ in BELONGING]
    for owner in [*owners, *behind]:
        named = [reading.headed(member) for member in members(reading, owner)]
        found = [m for m in named if m and m.kind in ("name", "adjective") and m.type in ACTING]
        if len(found) == len(named) and not is_hyphened(reading, owner):
            return found
    return []


def principals(reading: Reading, end: Argument) -> list[Argument]:
    """The end with the mention of each for whom it acts; as it is, if it has a mention or acts for nobody."""
    if end.mention is not None or end.span is None:
        return [end]
    words = reading.doc.char_span(end.span.start, end.span.end)
    found = acted_for(reading, words.root) if words is not None else []
    return [replace(end, mention=m.span) for m in found] or [end]


def pairs(reading: Reading, one: Argument, other: Argument) -> list[tuple[Argument, Argument]]:
    """Each two of those for whom the ends act; the ends as they are, where that links nobody."""
    found = [
        (left, right)
        for left in principals(reading, one)
        for right in principals(reading, other)
        if left.mention and right.mention
        if reading.referent(left.mention) != reading.referent(right.mention)
    ]
    return found or [(one, other)]
