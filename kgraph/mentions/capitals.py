"""Capitals by their country: "the Chinese capital" where the document names Beijing as a city."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kgraph.gazetteer import Gazetteer
from kgraph.mentions.descriptions import MOST_BEFORE, countries_of, country_of
from kgraph.mentions.spans import tokens_with
from kgraph.names import fold
from kgraph.types import Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Where a noun refers: as a predicate or an apposition it tells what another is.
REFERRING = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss", "conj"})
# With these it is another's or another kind: "the former capital", "the Russian capital, Moscow".
OTHERWISE = frozenset({"amod", "compound", "appos", "acl", "relcl"})


def capitals(doc: Doc, mentions: Sequence[Mention], gazetteer: Gazetteer) -> Iterator[Mention]:
    """A mention for each "the Chinese capital", "Peru's capital" whose city is named in the document.

    A capital that stands for its government is none: there the name means the country.
    """
    tokens = tokens_with(doc, "LOWER", ("capital",))
    if not tokens:
        return
    countries = countries_of(mentions)
    cities: dict[str, Span] = {}
    for mention in mentions:
        if mention.kind == "name" and mention.type == "GPE" and fold(mention.name) in gazetteer.capitals:
            cities.setdefault(gazetteer.capitals[fold(mention.name)], mention.span)
    for token in tokens:
        country = country_of(token, countries)
        told = [c for c in token.children if c.dep_ in OTHERWISE and c.idx not in countries]
        told = [c for c in told if c.left_edge.idx not in countries]
        first = token.left_edge
        if token.tag_ != "NN" or country not in cities or told or token.dep_ not in REFERRING:
            continue
        if token.dep_ == "pobj" and token.head.lower_ == "as":
            continue  # "serves as the capital of Japan"
        if token.i - first.i <= MOST_BEFORE and (first.lower_ == "the" or first.idx in countries):
            span = Span(mentions[0].span.doc, first.idx, token.idx + len(token))
            text = doc.text[span.start : span.end]
            yield Mention(span, text, "GPE", "nominal", antecedent=cities[country])
