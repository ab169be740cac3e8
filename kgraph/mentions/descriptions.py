"""Descriptions of one ("the Chinese president") and of several ("the trio") -> who is meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from kgraph.data import table
from kgraph.gazetteer import load_gazetteer
from kgraph.mentions.people import WINDOW, Candidate, People, near
from kgraph.mentions.spans import tokens_with
from kgraph.names import fold
from kgraph.types import Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

TITLE_PARTS = frozenset({"NOUN", "PROPN", "ADJ"})
# Words between the article and the office: "the long-serving South Korean prime minister".
MOST_BEFORE = 4
NARROWING = frozenset({"amod", "prep", "relcl", "acl", "compound", "poss"})
NAMING = frozenset({"appos", "compound", "nmod", "attr"})


def descriptions(doc: Doc, people: People, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Descriptions by office and country: "the Chinese president" after "Chinese President Xi Jinping".

    Where the document names no holder of an office that one person holds, the description has no
    antecedent but its ``office``.
    """
    countries = countries_of(mentions)
    held = list(offices(doc, people, countries))
    for token in tokens_with(doc, "TAG", ("NN",)) if countries else ():
        if token.pos_ != "NOUN" or token.tag_ == "NNS" or names_somebody(token, people):
            continue
        role, first = _role(token.lemma_.lower()), token.left_edge
        country = country_of(token, countries) if role else ""
        determined = first.lower_ == "the" or first.idx in countries
        if not country or not determined or token.i - first.i > MOST_BEFORE:
            continue
        holders = {c.entity: c for r, of, c in held if r & role and of == country}
        span = Span(mentions[0].span.doc, first.idx, token.idx + len(token))
        found = Mention(span, doc.text[span.start : span.end], "PERSON", "nominal")
        if len(holders) == 1:
            yield replace(found, antecedent=next(iter(holders.values())).mention.span)
        elif not holders and _is_bare(token, countries) and (office := sole_office(token.lemma_, country)):
            yield replace(found, office=office)


def _is_bare(office: Token, countries: dict[int, str]) -> bool:
    """Whether nothing but article and country tells which: not "the Russian opposition leader"."""
    told = (c for c in office.children if c.dep_ not in ("det", "punct") and c.i < office.i)
    doc = office.doc
    before = all(c.idx in countries or (c.i and c.is_title and doc[c.i - 1].idx in countries) for c in told)
    return before and not any(c.dep_ in ("relcl", "acl") for c in office.rights)


def sole_office(role: str, country: str) -> str:
    """The office of a country that a word names, if one person holds it: "head: russia"; else empty."""
    held = _role(role.lower()) & SOLE
    return f"{max(held)}: {fold(country)}" if held else ""


def countries_of(mentions: Sequence[Mention]) -> dict[int, str]:
    """Where a country is named, or told by an adjective, to its own name."""
    known = load_gazetteer().countries
    places = (m for m in mentions if m.type == "GPE")
    named = ((m.span.start, m.name if m.kind == "adjective" else known.get(fold(m.name), "")) for m in places)
    return {start: name for start, name in named if name}


def country_of(office: Token, countries: dict[int, str]) -> str:
    """The country of an office: "Chinese president", "China's president", "president of China"."""
    before = [countries[t.idx] for t in office.doc[office.left_edge.i : office.i] if t.idx in countries]
    behind = [
        countries.get(place.left_edge.idx, countries.get(place.idx, ""))
        for of in office.children
        if of.lower_ == "of"
        for place in of.children
        if place.dep_ == "pobj"
    ]
    found = before[:1] or behind
    return found[0] if found else ""


def names_somebody(token: Token, people: People) -> bool:
    """Whether the noun stands with a name of its own: "the Chinese president, Xi Jinping"."""
    beside = [child for child in token.children if child.dep_ in NAMING]
    if token.dep_ in NAMING:
        beside.append(token.head)
    return any(t.i in people.roots for t in beside)


def offices(
    doc: Doc, people: People, countries: dict[int, str]
) -> Iterator[tuple[frozenset[str], str, Candidate]]:
    """(roles, country, person) that the text states: "North Korean leader Kim Jong Un"."""
    for c in people.people:
        span = doc.char_span(c.mention.span.start, c.mention.span.end)
        if span is None:
            continue
        for beside in c.root.children:
            country = country_of(beside, countries) if beside.dep_ == "appos" else ""
            if country and _role(beside.lemma_.lower()):
                yield _role(beside.lemma_.lower()), country, c
        roles: frozenset[str] = frozenset()
        i = span.start - 1
        while i >= 0 and _is_of_title(doc[i]):
            roles |= _role(doc[i].lower_)
            if doc[i].idx in countries:
                if roles:
                    yield roles, countries[doc[i].idx], c
                break
            i -= 1


def _is_of_title(token: Token) -> bool:
    return token.tag_ == "POS" or (token.pos_ in TITLE_PARTS and token.ent_type_ != "PERSON")


# Kinds of office of which a country has one; a leader may be either.
SOLE = frozenset({"head", "government"})
# What tells that several are meant, and how many.
GROUPS = frozenset({"trio", "duo", "pair"})
NUMBERS = frozenset({"both", "two", "three"})


@cache
def _role(word: str) -> frozenset[str]:
    return frozenset(kind for kind, words in table("references")["roles"].items() if word in words)


def groups(doc: Doc, people: People) -> Iterator[Mention]:
    """Groups with the members named last in their number: "the trio", "both leaders"."""
    heads = {word.head.i: word.head for word in tokens_with(doc, "LOWER", NUMBERS)}
    heads |= {word.i: word for word in tokens_with(doc, "LOWER", GROUPS)}
    for _, token in sorted(heads.items()):
        size, types = _group_of(token)
        if not size:
            continue
        members = _last_named(token, size, types, people)
        if members:
            start = token.left_edge.idx
            span = Span(members[0].span.doc, start, token.idx + len(token))
            yield Mention(
                span, doc.text[start : span.end], types[0], "nominal", members=tuple(m.span for m in members)
            )


def _group_of(token: Token) -> tuple[int, tuple[str, ...]]:
    """(how many, of which types) a noun refers to as a group; (0, ()) if it does not."""
    if token.pos_ != "NOUN":
        return 0, ()
    words = table("references")
    left = [t.lower_ for t in token.lefts]
    if token.lower_ in GROUPS:
        bare = left[:1] == ["the"] and not any(c.dep_ == "prep" for c in token.rights)
        return (3 if token.lower_ == "trio" else 2, ("PERSON",)) if bare else (0, ())
    number = 2 if {"both", "two"} & set(left) else 3 if "three" in left else 0
    if not number or token.tag_ != "NNS" or not {"the", "both", "these", "all"} & set(left):
        return 0, ()
    if any(child.dep_ in NARROWING for child in token.children):
        return 0, ()  # "the two highest officials of the state" are others
    if token.lemma_ in words["people"]["nouns"]:
        return number, ("PERSON",)
    if token.lemma_ in words["countries"]["nouns"]:
        return number, ("GPE",)
    return 0, ()


def _last_named(token: Token, size: int, types: tuple[str, ...], people: People) -> list[Mention]:
    """The mentions of the nearest sentence back that names exactly ``size`` of these types.

    Failing that, those of several sentences that name fewer each and as many together.
    """
    sentence = people.sentence_of[token.i]
    within = near(people.candidates, sentence)
    together: dict[str, Mention] = {}
    for back in range(WINDOW + 1):
        named: dict[str, Mention] = {}
        for c in within:
            if c.sentence == sentence - back and c.mention.type in types and c.mention.span.start < token.idx:
                named.setdefault(c.entity, c.mention)
        if len(named) == size:
            return list(named.values())
        if len(named) > size:
            return []
        together = named | together
    return sorted(together.values(), key=lambda m: m.span) if len(together) == size else []
