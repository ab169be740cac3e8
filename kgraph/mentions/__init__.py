"""Doc -> Mentions: names, demonyms, descriptions and pronouns, with antecedents within the document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kgraph.gazetteer import load_gazetteer
from kgraph.mentions.aliases import link_names
from kgraph.mentions.classify import classify
from kgraph.mentions.descriptions import descriptions, groups
from kgraph.mentions.find import find_names
from kgraph.mentions.institutions import institutions
from kgraph.mentions.metonymy import capitals_as_governments
from kgraph.mentions.people import People
from kgraph.mentions.pronouns import pronouns
from kgraph.mentions.told import with_told
from kgraph.types import Document, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_mentions(doc: Doc, document: Document, aliases: Sequence[str] = ()) -> list[Mention]:
    """Mentions in reading order; a description may hold others, as "the Chinese president" does.

    ``doc`` is the model's annotation of ``document.text``.  Names and demonyms are all that was
    found, and the ``aliases`` that the user calls names; pronouns and descriptions are only those
    whose antecedent is a name of the document.
    """
    gazetteer = load_gazetteer()
    names = find_names(doc, gazetteer)
    mentions = []
    for name, kind in zip(names, classify(doc, names, gazetteer), strict=True):
        last = doc[name.end - 1]
        span = Span(document.id, doc[name.start].idx, last.idx + len(last))
        text = document.text[span.start : span.end]
        mentions.append(Mention(span, text, kind, name.kind, name.name))
    mentions = [replace(m, frame=_frame(document, m.span)) for m in with_told(document, mentions, aliases)]
    mentions = link_names(capitals_as_governments(doc, mentions, gazetteer), document.text)
    people = People(doc, mentions, gazetteer)
    found = [*descriptions(doc, people, mentions), *groups(doc, people), *pronouns(doc, people)]
    mentions = _named_like_those(mentions, [m for m in found if m.kind == "pronoun"])
    mentions += institutions(doc, mentions)
    heads = {m.span.end for m in mentions}  # a description may hold a name, but not end with it
    return sorted([*mentions, *(m for m in found if m.span.end not in heads)], key=lambda m: m.span)


def _named_like_those(mentions: list[Mention], pronouns: list[Mention]) -> list[Mention]:
    """The mentions, with a person's type for every name that "he" or "she" refers to: "Holt ... she"."""
    by_span = {m.span: m for m in mentions}
    meant = {by_span[p.antecedent].name for p in pronouns if p.antecedent in by_span}
    return [replace(m, type="PERSON") if m.name in meant and m.kind == "name" else m for m in mentions]


def _frame(document: Document, span: Span) -> str | None:
    return next((f.kind for f in document.frame if f.start < span.end and span.start < f.end), None)
