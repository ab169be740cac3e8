"""Entities + Statements -> Graph: lift spans to entities, group by pair and type, count."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import combinations

from kgraph.config import Config
from kgraph.copies import Sources, find_copies, quoted_agencies
from kgraph.judged import without_wrong
from kgraph.types import (
    MODALITIES,
    Argument,
    ClaimJudgement,
    Document,
    Entity,
    Extraction,
    Failure,
    Graph,
    Mention,
    Relation,
    Span,
    Statement,
)
from kgraph.vocabulary import Vocabulary, vocabulary
from kgraph.window import within

CO_MENTION = "mentioned with"
# What counts for the weight of an edge, where it is not denied.
PLAIN = frozenset({"asserted", "planned"})
# A pair of a table or a list of results says nothing: sentences that name more entities than this
# make no co-mentions.  The longest sentence of prose in the seeds names 9.
MAX_ENTITIES_IN_SENTENCE = 25
# What the manifest counts where there is a window of time: articles that are left out.
OF_A_WINDOW = ("articles outside the window", "articles without a date")


def build_graph(
    extractions: Sequence[Extraction],
    entities: Sequence[Entity],
    *,
    config: Config = Config(),  # noqa: B008 - frozen
    failures: Sequence[Failure] = (),
    manifest: Mapping[str, str] | None = None,
    judgements: Sequence[ClaimJudgement] = (),
) -> Graph:
    """The graph of what the documents state and of who stands in one sentence with whom.

    Only articles that are dated within the window of the ``config`` count, if it has one; of an
    entity only the mentions in them remain.  What ``judgements`` call wrong is no evidence.
    Entities that stand only in the frames of articles (bylines, credits) are no nodes.  The
    manifest is completed with the counts of what the graph holds and of what was left out of it.
    """
    ordered = sorted(extractions, key=lambda e: e.document.id)
    outside: dict[str, int] = {}
    if config.since or config.until:
        everything, ordered = ordered, [e for e in ordered if _is_within(e.document, config)]
        entities = _mentioned_in(entities, {e.document.id for e in ordered})
        undated = sum(not e.document.date for e in everything)
        counts_outside = (len(everything) - len(ordered) - undated, undated)
        outside = dict(zip(OF_A_WINDOW, counts_outside, strict=True))
    mentions = {m.span: m for e in ordered for m in e.mentions}
    owners = {span: entity.id for entity in entities for span in entity.mentions}
    nodes = [e for e in entities if _is_node(e, mentions)]
    ids = {e.id for e in nodes}
    copies, repeats = find_copies(ordered)
    sources = Sources({e.document.id: e.document for e in ordered}, copies, repeats)
    accepted = without_wrong(ordered, judgements)
    stated = [r for r in _stated(accepted, mentions, owners, sources, config) if {r.subject, r.object} <= ids]
    apart: set[tuple[Span | str, ...]] = {(j.sentence, *j.ends) for j in judgements if j.verdict == "wrong"}
    together = _co_mentions(ordered, owners, ids, sources, apart)
    kept = _strongest(together, config.comentions)
    counts = {
        "documents": len(ordered),
        "documents that copy another": len(copies),
        "failures": len(failures),
        "entities": len(nodes),
        "stated relations": len(stated),
        "co-mentions": len(kept),
        "co-mentions cut": len(together) - len(kept),
        "statements": sum(len(e.statements) for e in ordered),
        "statements between entities": len({s for r in stated for s in r.statements}),
        **outside,
    }
    return Graph(
        tuple(sorted(nodes, key=lambda e: e.id)),
        tuple(sorted([*stated, *kept], key=lambda r: (r.subject, r.object, r.kind, r.type, r.symmetric))),
        tuple(e.document for e in ordered),
        tuple(sorted(failures, key=lambda f: (f.source, f.stage, f.message))),
        tuple(sorted({**(manifest or {}), **{key: str(n) for key, n in counts.items()}}.items())),
        copies,
        repeats,
    )


def _is_within(document: Document, config: Config) -> bool:
    return within(document.date, config.since, config.until)


def _mentioned_in(entities: Sequence[Entity], documents: set[str]) -> list[Entity]:
    """The entities with their mentions in these documents, without those that have none there."""
    cut = (replace(e, mentions=tuple(span for span in e.mentions if span.doc in documents)) for e in entities)
    return [entity for entity in cut if entity.mentions]


def _is_node(entity: Entity, mentions: Mapping[Span, Mention]) -> bool:
    """Whether it is named in a story; an adjective ("Chinese") names a place but no group."""
    return any(
        m.frame is None and (m.kind == "name" or (m.kind == "adjective" and m.type in ("GPE", "LOC")))
        for m in (mentions[span] for span in entity.mentions)
    )


def _stated(
    extractions: Sequence[Extraction],
    mentions: Mapping[Span, Mention],
    owners: Mapping[Span, str],
    sources: Sources,
    config: Config,
) -> list[Relation]:
    """The statements of each pair, direction and type, types that say the same brought together.

    Where no list names the type for all of them, it is the wording that is the commonest in the graph.
    """
    known = vocabulary(config)
    groups: dict[tuple[str, str, str, bool], list[Statement]] = defaultdict(list)
    wordings: dict[tuple[str, bool], Counter[str]] = defaultdict(Counter)
    for extraction in extractions:
        for statement in extraction.statements:
            if statement.confidence < config.min_confidence:
                continue
            pairs = [
                (subject, obj)
                for subject in _ends(statement.subject, mentions, owners)
                for obj in _ends(statement.object, mentions, owners)
                if subject != obj
            ]
            if not pairs:
                continue
            key, symmetric = known.brought_together(
                statement.type, statement.symmetric, denied=statement.polarity == "negative"
            )
            wordings[key, symmetric][statement.type] += len(pairs)
            for pair in pairs:
                subject, obj = sorted(pair) if symmetric else pair
                groups[subject, obj, key, symmetric].append(statement)
    names = {said: known.name(said[0], found) for said, found in wordings.items()}
    return [
        _relation(subject, obj, names[key, symmetric], symmetric, statements, sources, known)
        for (subject, obj, key, symmetric), statements in groups.items()
    ]


def _ends(argument: Argument, mentions: Mapping[Span, Mention], owners: Mapping[Span, str]) -> list[str]:
    """The entities an end refers to: one, each member of a group, or none for plain text."""
    if argument.mention is None:
        return []
    mention = mentions.get(argument.mention)
    spans = mention.members if mention is not None and mention.members else (argument.mention,)
    return sorted({owners[span] for span in spans if span in owners})


def _relation(
    subject: str,
    obj: str,
    type: str,
    symmetric: bool,
    statements: Sequence[Statement],
    sources: Sources,
    known: Vocabulary,
) -> Relation:
    ordered = sorted(
        set(statements),
        key=lambda s: (s.sentence, s.predicate.span or s.sentence, s.subject.text, s.object.text, s.rule),
    )
    sentences = {s.sentence for s in ordered}
    quoted = quoted_agencies(ordered)
    held = [s for s in ordered if s.polarity == "positive"]
    plain = {s.sentence for s in held if s.modality in PLAIN}
    polarities = {s.polarity for s in ordered}
    return Relation(
        subject=subject,
        object=obj,
        type=type,
        kind="stated",
        sentences=tuple(sorted(sentences)),
        statements=tuple(ordered),
        weight=float(len(sources.independent(plain, quoted))),
        family=known.family(type),
        polarity=polarities.pop() if len(polarities) == 1 else "mixed",
        modality=min((s.modality for s in held or ordered), key=MODALITIES.index),
        symmetric=symmetric,
        distinct=len(sources.distinct(sentences)),
        sources=len(sources.independent(sentences, quoted)),
    )


def is_over(relation: Relation) -> bool:
    """Whether all who say that it holds say that it holds no longer: "former director", "ex-wife"."""
    held = [statement for statement in relation.statements if statement.polarity == "positive"]
    return bool(held) and all(statement.ended for statement in held)


def _co_mentions(
    extractions: Sequence[Extraction],
    owners: Mapping[Span, str],
    ids: set[str],
    sources: Sources,
    apart: Set[tuple[Span | str, ...]],
) -> list[tuple[float, Relation]]:
    """(strength, co-mention) of each pair that stands in a sentence.

    The weight is observed over expected sentences, were the two independent of each other; those that
    repeat another count once, and ``apart``, a sentence and two ends, not at all.  The strength is local
    mutual information, observed * log2(observed / expected), which unlike the weight does not favour the
    rarest names (Evert, The Statistics of Word Cooccurrences, 2005).
    """
    together: dict[tuple[str, str], list[Span]] = defaultdict(list)
    texts: dict[tuple[str, str], set[Span]] = defaultdict(set)
    alone: dict[str, set[Span]] = defaultdict(set)
    everything: set[Span] = set()
    for extraction in extractions:
        for sentence, named in _sentences(extraction, owners):
            said = sources.first(sentence)
            everything.add(said)
            present = sorted(named & ids)
            for entity in present:
                alone[entity].add(said)
            if len(present) <= MAX_ENTITIES_IN_SENTENCE:
                for pair in combinations(present, 2):
                    if (sentence, *pair) in apart:
                        continue
                    together[pair].append(sentence)
                    texts[pair].add(said)
    found = []
    for (left, right), sentences in together.items():
        observed = len(texts[left, right])
        weight = observed * len(everything) / (len(alone[left]) * len(alone[right]))
        relation = Relation(
            left,
            right,
            CO_MENTION,
            "co-mention",
            tuple(sorted(sentences)),
            weight=round(weight, 3),
            symmetric=True,
            distinct=observed,
            sources=len(sources.independent(sentences)),
        )
        found.append((round(observed * math.log2(weight), 6), relation))
    return found


def _sentences(extraction: Extraction, owners: Mapping[Span, str]) -> Iterator[tuple[Span, set[str]]]:
    """Each sentence of the story with the entities that are named in it, groups by their members.

    What stands inside another name is not named for itself: "South Korea's foreign ministry".
    """
    i, mentions, end = 0, extraction.mentions, 0
    for sentence in extraction.sentences:
        named: set[str] = set()
        framed = 0
        while i < len(mentions) and mentions[i].span.start < sentence.end:
            mention = mentions[i]
            framed += mention.frame is not None
            inside = mention.span.end < end
            if mention.kind == "name":
                end = max(end, mention.span.end)
            if mention.frame is None and not inside:
                named.update(owners[span] for span in mention.members or (mention.span,) if span in owners)
            i += 1
        if named or not framed:
            yield sentence, named


def _strongest(together: Sequence[tuple[float, Relation]], limit: int) -> list[Relation]:
    """The co-mentions that are among the ``limit`` strongest of one of their two ends."""
    ranked = sorted(together, key=lambda pair: (-pair[0], pair[1].subject, pair[1].object))
    used: dict[str, int] = defaultdict(int)
    kept = []
    for _, relation in ranked:
        if used[relation.subject] < limit or used[relation.object] < limit:
            kept.append(relation)
        used[relation.subject] += 1
        used[relation.object] += 1
    return kept
