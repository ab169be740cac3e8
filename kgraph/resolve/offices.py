"""Descriptions by an office that only another article gives to somebody: "the Russian leader"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from kgraph.gazetteer import load_gazetteer
from kgraph.mentions.descriptions import sole_office
from kgraph.names import fold
from kgraph.resolve.clusters import Cluster
from kgraph.types import Document, Extraction, Judgement, Span

# The score of a description whose office the whole corpus gives to one person.
HELD = 0.9


def with_offices(
    clusters: Sequence[Cluster],
    extractions: Sequence[Extraction],
    denied: Callable[[str, frozenset[str], Document], bool],
) -> tuple[list[Cluster], list[Judgement]]:
    """The clusters with the descriptions of their offices that are not ``denied``, and a judgement for each.

    An office is that of the one person whom plain statements give it to ("Russian President Vladimir
    Putin"); where two have held it, or had it once, nobody can tell who is meant.
    """
    holders: dict[str, set[int]] = defaultdict(set)
    owner = {m.span: i for i, cluster in enumerate(clusters) for m in cluster.mentions}
    for office, holder in _stated(extractions):
        if holder in owner:
            holders[office].add(owner[holder])
    found: dict[int, list[Span]] = defaultdict(list)
    judged = []
    for mention, document in ((m, e.document) for e in extractions for m in e.mentions if m.office):
        held = holders.get(mention.office, set())
        number = min(held, default=-1)
        if len(held) == 1 and not denied(mention.text, clusters[number].spellings, document):
            first = clusters[number].first
            reason = (
                f"{clusters[number].name} is the one who holds the office ({mention.office}) in the corpus"
            )
            left, right = sorted((mention.span, first))
            judged.append(Judgement(left, right, "same", HELD, reason, "kgraph"))
            found[number].append(mention.span)
    mentions = {m.span: m for e in extractions for m in e.mentions if m.office}
    return [
        replace(
            c, mentions=tuple(sorted((*c.mentions, *(mentions[s] for s in found[i])), key=lambda m: m.span))
        )
        if i in found
        else c
        for i, c in enumerate(clusters)
    ], judged


def _stated(extractions: Sequence[Extraction]) -> Iterator[tuple[str, Span]]:
    """(office, its holder) of each statement that gives one, also of those who have left it."""
    countries = load_gazetteer().countries
    for extraction in extractions:
        by_span = {m.span: m for m in extraction.mentions}
        for s in extraction.statements:
            place = by_span.get(s.object.mention) if s.object.mention else None
            if s.subject.mention is None or place is None or s.polarity != "positive":
                continue
            country = countries.get(fold(place.name), place.name)
            office = sole_office(s.type, country) if place.type == "GPE" else ""
            if office:
                yield office, s.subject.mention
