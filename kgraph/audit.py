"""Edges drawn at random and the user's answers to them -> how many of a graph's edges are right.

An edge is right if its best sentence says what the edge says: the two ends, the relation and its
direction, denied or planned where it is.  A co-mention is right if its sentence mentions both.

The sample is stratified by kind: the families of stated edges, and co-mentions.  A kind has a share of it
by the square root of how many edges it has (power allocation: M. Bankier, The American Statistician
42, 1988), so that small kinds are seen and large ones are not neglected; in each kind it is drawn at random.
Figures over several kinds weight each by its edges, so that they are of the graph and not of the sample.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import NormalDist

from kgraph.copies import Sources
from kgraph.decisions import Claim, Decision, folded, is_called
from kgraph.derive import derived
from kgraph.export import best_evidence, relation_id
from kgraph.judged import mentions, says
from kgraph.store import read_families, read_part, read_verdicts
from kgraph.types import CLAIM_VERDICTS, Document, Entity, Graph, Relation, Span, Statement

Kind = tuple[str, str]  # kind and family of a relation

STATED = "stated"
LEVEL = 0.95  # of the intervals
Z = NormalDist().inv_cdf((1 + LEVEL) / 2)


@dataclass(frozen=True, slots=True)
class Drawn:
    """An edge of the sample, the sentence that is shown of it, and how an answer names what it says.

    ``statement`` is None for a co-mention; ``ends`` are the entities.
    """

    id: str
    relation: Relation
    ends: tuple[Entity, Entity]
    document: Document
    sentence: Span
    statement: Statement | None
    claim: Claim


@dataclass(frozen=True, slots=True)
class Precision:
    """How many edges of a kind, or of several, are right: counts of the sample, and what they tell.

    ``unclear`` are those of which the user could not tell, ``open`` those not answered yet; neither is
    in ``precision``, which lies between ``low`` and ``high`` at LEVEL (Wilson's interval) and is None
    where nothing was answered.
    """

    kind: str
    edges: int
    drawn: int
    right: int
    wrong: int
    unclear: int
    open: int
    precision: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Audit:
    """The edges of a graph by kind, and those that were drawn, in the order in which they are asked."""

    kinds: Mapping[str, Kind]
    drawn: tuple[Drawn, ...]


def audit(path: str | Path, *, sample: int, seed: int) -> Audit:
    """A sample of the edges of the store at ``path``.

    They are drawn from what kgraph has read before the user judged any of it: were what is judged
    wrong left out, the next audit would find the rest better than it is.  The same seed draws the
    same edges, a larger sample further ones, and where the graph has changed most of them again.
    Raises StoreError.
    """
    if any(judgement.verdict == "wrong" for judgement in read_verdicts(path)):
        graph = derived(path, verdicts=False)
        kinds = {relation_id(r): (r.kind, r.family) for r in graph.relations}
        ids = draw(kinds, sample=sample, seed=seed)
    else:
        kinds = read_families(path)
        ids = draw(kinds, sample=sample, seed=seed)
        graph = read_part(path, ids)
    return Audit(kinds, tuple(_drawn(graph, ids)))


def draw(kinds: Mapping[str, Kind], *, sample: int, seed: int) -> list[str]:
    """Ids of edges, mixed so that wherever one stops the kinds have had their shares."""
    members: dict[Kind, list[str]] = defaultdict(list)
    for id_ in sorted(kinds, key=lambda id_: (_lot(seed, id_), id_)):
        members[kinds[id_]].append(id_)
    shares = allocate({kind: len(ids) for kind, ids in members.items()}, sample)
    order = [
        ((rank + 0.5) / shares[kind], kind, id_)
        for kind, ids in members.items()
        for rank, id_ in enumerate(ids[: shares[kind]])
    ]
    return [id_ for _, _, id_ in sorted(order)]


def _lot(seed: int, id_: str) -> bytes:
    """An edge's number in the draw: it depends on no other edge."""
    return hashlib.blake2b(f"{seed} {id_}".encode("utf-8", "surrogatepass"), digest_size=8).digest()


def allocate(sizes: Mapping[Kind, int], sample: int) -> dict[Kind, int]:
    """How many edges of each kind are drawn: by the square roots of the sizes, first one of each.

    One after the other is given to the kind that has the least for its size (Sainte-Lague's divisors),
    so that a larger sample holds the smaller one.
    """
    shares = dict.fromkeys(sizes, 0)
    for _ in range(min(sample, sum(sizes.values()))):
        open_ = [kind for kind in sorted(sizes) if shares[kind] < sizes[kind]]
        kind = max(open_, key=lambda kind: (shares[kind] == 0, math.sqrt(sizes[kind]) / (shares[kind] + 0.5)))
        shares[kind] += 1
    return shares


def _drawn(graph: Graph, ids: Sequence[str]) -> Iterator[Drawn]:
    relations = {relation_id(relation): relation for relation in graph.relations}
    sources = Sources.of(graph)
    entities = {entity.id: entity for entity in graph.entities}
    for id_ in ids:
        relation = relations[id_]
        ends = entities[relation.subject], entities[relation.object]
        sentence, statement = best_evidence(relation, sources)
        document = sources.documents[sentence.doc]
        claim = _claim(document, sentence, statement, ends)
        yield Drawn(id_, relation, ends, document, sentence, statement, claim)


def _claim(
    document: Document, sentence: Span, statement: Statement | None, ends: tuple[Entity, Entity]
) -> Claim:
    """What an answer is about; with how it was read, so that it holds for no other reading of the words."""
    text = folded(document.text[sentence.start : sentence.end])
    name = document.name if document.name.strip() and _is_unicode(document.name) else document.id
    if statement is None:
        left, right = (folded(entity.name) for entity in ends)
        return Claim(name, text, left, right)
    subject, object_, type_ = map(folded, (statement.subject.text, statement.object.text, statement.type))
    return Claim(name, text, subject, object_, type_, statement.polarity, statement.modality)


def _is_unicode(text: str) -> bool:
    return not any("\ud800" <= c <= "\udfff" for c in text)


# --- answers ---


def answers(drawn: Iterable[Drawn], decisions: Iterable[Decision]) -> dict[str, str]:
    """The verdict on each edge of which there is one, by its id; the last where there are several."""
    told: dict[str, list[tuple[Claim, str]]] = defaultdict(list)
    for decision in decisions:
        if decision.claim is not None:
            told[decision.claim.sentence].append((decision.claim, decision.verb))
    return {
        edge.id: verdict
        for edge in drawn
        for claim, verdict in told.get(edge.claim.sentence, ())
        if is_called(edge.document, claim.document) and _is_about(claim, edge)
    }


def _is_about(claim: Claim, edge: Drawn) -> bool:
    return mentions(claim, *edge.ends) if edge.statement is None else says(claim, edge.statement)


# --- figures ---


def precisions(audited: Audit, verdicts: Mapping[str, str]) -> list[Precision]:
    """A row for each family of stated edges, for all of them, for co-mentions, and for all edges."""
    sizes = Counter(audited.kinds.values())
    counts: dict[Kind, Counter[str]] = {kind: Counter() for kind in sizes}
    for edge in audited.drawn:
        counts[audited.kinds[edge.id]][verdicts.get(edge.id, "open")] += 1
    stated = sorted((kind for kind in sizes if kind[0] == STATED), key=lambda kind: (-sizes[kind], kind))
    others = sorted(kind for kind in sizes if kind[0] != STATED)
    rows = [_precision(family, [(STATED, family)], sizes, counts) for _, family in stated]
    if stated:
        rows.append(_precision("all stated", stated, sizes, counts))
    rows += [_precision(kind, [(kind, family)], sizes, counts) for kind, family in others]
    return [*rows, _precision("all edges", [*stated, *others], sizes, counts)]


def _precision(
    name: str, kinds: Sequence[Kind], sizes: Mapping[Kind, int], counts: Mapping[Kind, Counter[str]]
) -> Precision:
    """The figures over some kinds, each weighted by its edges; over those of which there is an answer.

    The interval takes the sample for as large as one that weights make no difference to (Kish's
    effective size); that strata make it narrower is not reckoned with.
    """
    total = sum((counts[kind] for kind in kinds), Counter[str]())
    answered = {kind: counts[kind]["right"] + counts[kind]["wrong"] for kind in kinds}
    answered = {kind: number for kind, number in answered.items() if number}
    edges = sum(sizes[kind] for kind in answered)
    estimate: tuple[float | None, float | None, float | None] = (None, None, None)
    if answered:
        weights = {kind: sizes[kind] / edges for kind in answered}
        right = sum(weights[kind] * counts[kind]["right"] / answered[kind] for kind in answered)
        effective = 1 / sum(weights[kind] ** 2 / answered[kind] for kind in answered)
        estimate = (right, *wilson(right, effective))
    return Precision(
        name,
        sum(sizes[kind] for kind in kinds),
        total.total(),
        *(total[verdict] for verdict in (*CLAIM_VERDICTS, "open")),
        *(None if number is None else round(number, 4) for number in estimate),
    )


def wilson(share: float, size: float) -> tuple[float, float]:
    """The interval of a share of a sample of some size at LEVEL (E. Wilson, JASA 22, 1927)."""
    middle = share + Z**2 / (2 * size)
    spread = Z * math.sqrt(share * (1 - share) / size + Z**2 / (4 * size**2))
    return max(0.0, (middle - spread) / (1 + Z**2 / size)), min(1.0, (middle + spread) / (1 + Z**2 / size))
