"""Mentions -> Entities: one for each person, organisation and place of a corpus, and why.

    clusters.py   mentions to clusters: antecedents within a document, equal names across them
    evidence.py   what stands around the mentions: neighbours, offices, titles, subjects
    matching.py   pairs of clusters by blocking keys, judged by names and evidence
    merging.py    clusters joined by judgements, never against a veto
    offices.py    descriptions by an office that only another article gives to somebody
    decided.py    the user's decisions, which win over all of it

Each step beyond antecedents and equal names leaves a Judgement.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kgraph.decisions import Decision
from kgraph.resolve.clusters import chains, entities, equal_names, shared_names
from kgraph.resolve.decided import Decided
from kgraph.resolve.evidence import Evidence
from kgraph.resolve.matching import judgements
from kgraph.resolve.merging import Groups
from kgraph.resolve.offices import with_offices
from kgraph.types import Entity, Extraction, Judgement

__all__ = ["Resolution", "resolve"]


class Resolution(NamedTuple):
    """Entities sorted by id, judgements sorted by their mentions, and decisions that matched nothing."""

    entities: tuple[Entity, ...]
    judgements: tuple[Judgement, ...]
    unmatched: tuple[Decision, ...] = ()


def resolve(extractions: Sequence[Extraction], decisions: Sequence[Decision] = ()) -> Resolution:
    """The entities of a corpus, and the judgements behind merges that equal names do not explain.

    Every name, demonym, description and pronoun that the user does not ignore is in exactly one
    entity; a group ("the trio") is in none and stands for its members, and a description whose
    holder the corpus does not tell is in none.  The order of the documents does not matter.  Two
    names that may be one but lack evidence stay apart, with a judgement "unsure".  The
    ``decisions`` win; without one of them the result is as if it had never been.
    """
    extractions = sorted(extractions, key=lambda e: e.document.id)
    told = Decided(decisions, extractions)
    ordered = [told.cut(e) for e in extractions]
    in_documents = [c for e in ordered for c in told.marked(e.document, chains(e.mentions, told.literal))]
    shared = shared_names(in_documents) - told.names  # what the user speaks of is one
    found = equal_names(in_documents, shared)
    decided, apart = told.judgements(found)
    groups = Groups(found, apart)
    held = groups.join(decided)
    told.refuse(held, found)
    evidence = Evidence(ordered)
    for short in (False, True):
        clusters = groups.clusters()
        held += groups.join(judgements(clusters, evidence, short=short, decided=groups.apart))
    groups.join_equal(shared)
    clusters, of_offices = with_offices(groups.clusters(), ordered, told.denies)
    held += of_offices
    latest = {(j.left, j.right, j.by): j for j in held}  # a decision may stand in the file twice
    return Resolution(
        tuple(sorted(entities(told.final(clusters)), key=lambda e: e.id)),
        tuple(latest[pair] for pair in sorted(latest)),
        told.unmatched(),
    )
