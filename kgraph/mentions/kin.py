"""Kin -> who is meant: "her husband" after "her husband, Alexis Ohanian", or before it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kgraph.data import table
from kgraph.mentions.people import Candidate, People
from kgraph.mentions.spans import tokens_with
from kgraph.types import Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NAMING = frozenset({"compound", "nmod", "appos"})
# What makes somebody one of several: "his eldest son".
NARROWING = frozenset({"amod", "compound", "nummod", "relcl", "acl"})


def kin(doc: Doc, people: People, pronouns: Sequence[Mention]) -> Iterator[Mention]:
    """A mention for each relative of somebody whom the document names once as such.

    Whose relative it is has to be a name or a pronoun that means one; where two are named ("his son
    Eric", "his son Barron") nobody is meant.
    """
    nouns = [t for t in tokens_with(doc, "TAG", ("NN",)) if t.lower_ in table("references")["kin"]["nouns"]]
    if not nouns:
        return
    # "her mother, a Protestant" names nobody
    roots = {c.root.i: c for c in people.people if not any(t.dep_ == "det" for t in c.root.children)}
    entities = {c.mention.span: c.entity for c in people.candidates}
    owners = {m.span.start: entities.get(m.antecedent) for m in pronouns if m.antecedent is not None}
    owners |= {c.root.idx: c.entity for c in people.people}
    named: dict[tuple[str, str], dict[str, Candidate]] = defaultdict(dict)
    unnamed: list[tuple[Token, str]] = []
    for token in nouns:
        beside = _named(token, roots)
        host = token.head if beside is not None and token.head.i == beside.root.i else token
        owner = next((owners.get(c.idx) for t in (token, host) for c in t.children if c.dep_ == "poss"), None)
        if owner is None:
            continue
        if beside is not None:
            named[token.lower_, owner][beside.entity] = beside
        elif not any(c.dep_ in NARROWING for c in token.children):
            unnamed.append((token, owner))
    for token, owner in unnamed:
        meant = list(named.get((token.lower_, owner), {}).values())
        if len(meant) == 1 and meant[0].entity != owner:
            span = Span(meant[0].mention.span.doc, token.left_edge.idx, token.idx + len(token))
            text = doc.text[span.start : span.end]
            yield Mention(span, text, "PERSON", "nominal", antecedent=meant[0].mention.span)


def _named(token: Token, roots: dict[int, Candidate]) -> Candidate | None:
    """The name that stands with the noun: "his father, Errol", "Errol, his father", "his father Errol"."""
    if token.dep_ in NAMING and token.head.i in roots:
        return roots[token.head.i]
    return next((roots[c.i] for c in token.children if c.dep_ == "appos" and c.i in roots), None)
