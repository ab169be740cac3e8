""" "the company", "the river", "the president" -> the one name of the document that was said to be one.

"Gazprom is a company", "Gazprom, a company", "President Xi" and "Lake Hiawatha" state a class; that
a place is a country is known.  Where two of the class are in reach there is no antecedent.  Of 140
that were read in GUM, Re-DocRED and news 91 % were right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from kgraph.data import table
from kgraph.gazetteer import Gazetteer
from kgraph.mentions.people import Candidate, People
from kgraph.mentions.spans import tokens_with
from kgraph.names import fold
from kgraph.types import Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

DETERMINERS = frozenset({"the", "this"})
INDEFINITE = frozenset({"a", "an", "another", "one", "any", "every", "each", "some"})
# What makes a description one of something else: "the president of France", "the first company".
NARROWING = frozenset({"amod", "prep", "relcl", "acl", "compound", "poss", "appos", "nummod", "nmod", "conj"})
NAMING = frozenset({"appos", "compound", "nmod"})
NAMES = frozenset({"NOUN", "PROPN"})
NOUNS = frozenset({"NN"})
# Types whose names may begin with their class.
INSTITUTED = frozenset({"ORG", "GPE", "LOC", "FAC"})
# How many sentences back the name may stand that is the only one of its class in the document, and
# how many a person ("the president" is often any), or one beside others of the class further away.
FAR, NEAR = 8, 2


def classes(people: People, mentions: Sequence[Mention], gazetteer: Gazetteer) -> Iterator[Mention]:
    """A mention for each definite description by a class of which one name is in reach."""
    doc, sentence_of = people.doc, people.sentence_of
    names = [m for m in mentions if m.kind == "name"]
    countries = [m for m in mentions if m.kind == "adjective" and m.type == "GPE"]
    named = sorted(people.among([*names, *countries]), key=lambda c: c.root.i)
    roots = {c.root.i for c in named}
    stated = _stated(doc, named, gazetteer)
    nouns = [token for token in tokens_with(doc, "TAG", NOUNS) if token.i not in roots] if stated else []
    unnamed = _unnamed(nouns, roots)
    for token in nouns:
        noun = token.lemma_.lower()
        if noun not in stated or not _is_description(token):
            continue
        choice = _only([c for c in stated[noun] if c.root.i < token.i], sentence_of[token.i])
        if choice is None or any(choice.root.i < at < token.i for at in unnamed.get(noun, ())):
            continue
        span = Span(choice.mention.span.doc, token.left_edge.idx, token.idx + len(token))
        text = doc.text[span.start : span.end]
        yield Mention(span, text, choice.mention.type, "nominal", antecedent=choice.mention.span)


def _unnamed(nouns: Sequence[Token], roots: set[int]) -> dict[str, list[int]]:
    """Noun -> where the text speaks of one without a name: "a company"."""
    found: dict[str, list[int]] = defaultdict(list)
    for token in nouns:
        if token.left_edge.lower_ in INDEFINITE and not _tells(token, roots):
            found[token.lemma_.lower()].append(token.i)
    return found


def _is_description(token: Token) -> bool:
    """Whether the noun stands alone with its article: "the company", not "the company that failed"."""
    if token.pos_ != "NOUN" or token.dep_ in ("compound", "appos", "attr", "nmod"):
        return False
    first = token.left_edge
    alone = first.i == token.i - 1 and first.lower_ in DETERMINERS and first.head == token
    return alone and not any(child.dep_ in NARROWING for child in token.children)


def _only(fitting: Sequence[Candidate], sentence: int) -> Candidate | None:
    """The last mention of the only one in reach."""
    if not fitting:
        return None
    last = fitting[-1]
    alone = len({c.entity for c in fitting}) == 1
    reach = FAR if alone and last.mention.type != "PERSON" else NEAR
    within = {c.entity for c in fitting if sentence - c.sentence <= reach}
    return last if len(within) == 1 else None


def _stated(doc: Doc, named: Sequence[Candidate], gazetteer: Gazetteer) -> dict[str, list[Candidate]]:
    """Noun -> the mentions, in order, of those that are said to be one."""
    nouns: dict[str, set[str]] = defaultdict(set)
    for c in named:
        nouns[c.entity] |= _said_of(doc, c)
        if c.mention.type == "GPE":
            country = fold(c.mention.name) in gazetteer.countries
            nouns[c.entity] |= {"country", "nation"} if country else _city(c, gazetteer)
    stated: dict[str, list[Candidate]] = defaultdict(list)
    for c in named:
        for noun in sorted(nouns[c.entity]):
            for other in sorted({noun, *_same().get(noun, ())}):
                stated[other].append(c)
    return stated


def _city(candidate: Candidate, gazetteer: Gazetteer) -> set[str]:
    name = fold(candidate.mention.name)
    return {"city"} if name in gazetteer.cities or name in gazetteer.capitals else set()


def _said_of(doc: Doc, candidate: Candidate) -> set[str]:
    """The nouns of one mention: in the name, before it, in its apposition or predicate."""
    root, mention = candidate.root, candidate.mention
    span = doc.char_span(mention.span.start, mention.span.end)
    if span is None:
        return set()
    inside = [token.lower_ for token in span] if mention.kind == "name" else []
    said = set(inside[-1:]) if len(inside) > 1 else set()
    if mention.type in INSTITUTED and (inside[1:2] == ["of"] or mention.type == "LOC"):
        said |= set(inside[:1])  # "University of Otago", "Lake Hiawatha"
    beside = [t for t in root.children if t.dep_ in NAMING and t.pos_ in NAMES and t not in span]
    if root.dep_ == "appos":
        beside.append(root.head)
    if root.dep_ == "nsubj" and root.head.lemma_ == "be":
        beside += [t for t in root.head.children if t.dep_ == "attr" and t.tag_ in NOUNS]
    said |= {t.lemma_.lower() for t in beside}
    return said & _nouns_of_persons() if mention.type == "PERSON" else said & _nouns_of_things()


def _tells(noun: Token, roots: set[int]) -> bool:
    """Whether "a company" says of a name that it is one."""
    if noun.dep_ == "appos":
        return noun.head.i in roots
    return noun.dep_ == "attr" or any(t.dep_ == "appos" and t.i in roots for t in noun.children)


@cache
def _nouns_of_persons() -> frozenset[str]:
    roles = table("references")["roles"].values()
    return frozenset(table("type_nouns")["described"]["PERSON"]).union(*roles)


@cache
def _nouns_of_things() -> frozenset[str]:
    described = table("type_nouns")["described"]
    return frozenset(noun for kind, nouns in described.items() if kind != "PERSON" for noun in nouns)


@cache
def _same() -> dict[str, tuple[str, ...]]:
    """Noun -> wider nouns for the same thing: a chipmaker is "the company"."""
    wider: dict[str, list[str]] = defaultdict(list)
    for noun, narrower in table("references")["wider"].items():
        for one in narrower:
            wider[one].append(noun)
    return {noun: tuple(nouns) for noun, nouns in wider.items()}
