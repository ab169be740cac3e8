"""Counterparts -> who is meant: "his Russian and North Korean counterparts" of one who heads a state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kgraph.mentions.descriptions import SOLE, countries_of, names_somebody, offices
from kgraph.mentions.people import People
from kgraph.mentions.spans import tokens_with
from kgraph.names import fold
from kgraph.types import Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

WORDS = frozenset({"counterpart", "counterparts"})


def counterparts(
    doc: Doc, people: People, mentions: Sequence[Mention], pronouns: Sequence[Mention]
) -> Iterator[Mention]:
    """A mention for each counterpart by country, and one for several of them that has these as members.

    Only of an owner who holds an office that one person of a country holds: a minister's counterpart
    may be any minister.  Who holds it is told by the document, else left to the corpus.
    """
    found = tokens_with(doc, "LOWER", WORDS)
    if not found:
        return
    countries = countries_of(mentions)
    held = list(offices(doc, people, countries))
    entities = {c.mention.span: c.entity for c in people.candidates}
    meant = {m.span.start: entities.get(m.antecedent) for m in pronouns if m.antecedent is not None}
    meant |= {c.root.idx: c.entity for c in people.people}
    for token in found:
        owner = next((meant.get(c.idx) for c in token.children if c.dep_ == "poss"), None)
        kinds = {kind for roles, _, c in held if c.entity == owner for kind in roles & SOLE}
        if owner is None or not kinds or names_somebody(token, people):
            continue
        kind = max(kinds)  # of "leader", who may be either, the head
        made = []
        for word in doc[token.left_edge.i : token.i]:
            country = countries.get(word.idx, "")
            holders = {c.entity: c for roles, of, c in held if kind in roles and of == country}
            if country and len(holders) < 2:
                span = Span(mentions[0].span.doc, word.idx, token.idx + len(token))
                one = Mention(span, doc.text[span.start : span.end], "PERSON", "nominal")
                held_by = next(iter(holders.values())).mention.span if holders else None
                office = "" if holders else f"{kind}: {fold(country)}"
                made.append(replace(one, antecedent=held_by, office=office))
        yield from _together(doc, token, made)


def _together(doc: Doc, token: Token, made: list[Mention]) -> Iterator[Mention]:
    """One counterpart as the whole phrase; several with a mention for all."""
    if not made:
        return
    whole = Span(made[0].span.doc, token.left_edge.idx, token.idx + len(token))
    text = doc.text[whole.start : whole.end]
    if len(made) == 1 and token.tag_ == "NN":
        yield replace(made[0], span=whole, text=text)
    elif len(made) > 1 and token.tag_ == "NNS":
        yield from made
        yield Mention(whole, text, "PERSON", "nominal", members=tuple(m.span for m in made))
