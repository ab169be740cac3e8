"""Clusters -> Judgements: which may be one, by blocking; and whether they are, by named evidence.

First full names with full names, then short ones (surnames, acronyms) with what came of that: so a
surname never bridges two full names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, product
from math import exp

from kgraph.names import SAME, UNSURE, Comparison, blocking_keys, compare, is_acronym, stands_for
from kgraph.resolve.clusters import OTHER, PERSON, PLACE, TYPE_CLASS, Cluster
from kgraph.resolve.evidence import Evidence
from kgraph.types import Judgement

# From this score on two are taken as one.
SURE = 0.8
# Names of this score are equal but for writing.  Two people may well be called Kaja and Kaia Kallas: what
# is only spelled alike needs something beside the names.
WRITTEN = 0.98
# Weight of being the only one that a short name fits, in the logarithm of odds: with it an acronym of
# four letters is sure (odds of 6), a surname only with two neighbours, a title or an office beside it.
ONLY = 0.8
# Weight of being by far the one most named, so many times of all, of those whom a short name fits: "Trump".
PROMINENT, FAR = 1.0, 0.9
# A candidate is not taken if another, that is not the same, comes as near as this in the logarithm of
# odds: about as much as one neighbour tells.
MARGIN = 0.7
# More full names than this that share a key say nothing: every tenth name ends in "University".
LARGEST_BLOCK = 20
# A short name that more have than this is nobody's.
MOST_HOLDERS = 8
# The type under which names of a class are compared, as its members mix.
COMPARED_AS = {PERSON: "PERSON", PLACE: "GPE", OTHER: "ORG"}


def is_short(cluster: Cluster) -> bool:
    """Whether its name is a surname, an acronym or a single word, that several may share."""
    return " " not in cluster.name or is_acronym(cluster.name)


def judgements(
    clusters: Sequence[Cluster],
    evidence: Evidence,
    *,
    short: bool,
    decided: Callable[[Cluster, Cluster], bool],
) -> list[Judgement]:
    """Judgements same and unsure between clusters, each pair once, with their evidence.

    ``short``: between short names and full ones; else between full names.  Pairs that the user has
    ``decided`` are left out.
    """
    compared = [
        (left, right, named)
        for left, right in candidates(clusters, short=short)
        if (named := compare(left.name, right.name, matched_type(left.type, right.type))).score >= UNSURE
        and not decided(left, right)
    ]
    fits: dict[int, list[Cluster]] = defaultdict(list)
    for left, right, _ in compared if short else ():
        if not is_short(right):
            fits[id(left)].append(right)
    return _without_rivals(
        [
            (left, right, judge(left, right, named, list(_around(left, right, fits[id(left)], evidence))))
            for left, right, named in compared
        ]
    )


def candidates(clusters: Sequence[Cluster], *, short: bool) -> Iterator[tuple[Cluster, Cluster]]:
    """Pairs of clusters of one class that share a blocking key, each once.

    With ``short`` the first is a short name, and the second may be, else neither is.  A short name
    whose word is in more than MOST_HOLDERS full names is compared with other short ones only.
    """
    blocks: dict[tuple[str, str], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for i, cluster in enumerate(clusters):
        is_full = not is_short(cluster)
        if is_full or short:
            words = {f"= {word}" for word in cluster.key.split()} if short else set()
            for key in words | blocking_keys(cluster.name, COMPARED_AS[cluster.type_class]):
                blocks[cluster.type_class, key][is_full].append(i)
    crowded = {
        i
        for (_, key), (shorts, fulls) in blocks.items()
        if key.startswith("= ") and len(fulls) > MOST_HOLDERS
        for i in shorts
    }
    seen: set[tuple[int, int]] = set()
    for shorts, fulls in blocks.values():
        pairs: list[tuple[int, int]] = []
        if not short and len(fulls) <= LARGEST_BLOCK:
            pairs += combinations(fulls, 2)
        if short and len(fulls) <= MOST_HOLDERS:
            pairs += ((i, j) for i, j in product(shorts, fulls) if i not in crowded)
        if short and len(shorts) <= LARGEST_BLOCK:  # but "Mary" of one article is not another's
            things = [i for i in shorts if clusters[i].type_class != PERSON]
            pairs += combinations(things, 2)
        for pair in pairs:
            if pair not in seen:
                seen.add(pair)
                yield clusters[pair[0]], clusters[pair[1]]


def matched_type(left: str, right: str) -> str:
    """The type under which names of two types are compared: their own if it is one, else their class's."""
    return left if left == right else COMPARED_AS[TYPE_CLASS.get(left, OTHER)]


def _around(
    left: Cluster, right: Cluster, fits: Sequence[Cluster], evidence: Evidence
) -> Iterator[tuple[str, float]]:
    """What speaks for or against a pair beside its names; ``fits`` are all that a short name may mean.

    The neighbours of things and places tell nothing: a company and its daughter, a city and its
    county, a court and its orchestra have the same.
    """
    if left.type_class == PERSON or stands_for(left.name, right.name):
        yield from evidence.between(left, right, apart=left.type_class == PERSON and not fits)
    elif left.type_class == OTHER:
        yield from evidence.subjects(left, right)
    if left.type_class == PLACE or not _is_part(left, right):
        return
    if len(fits) == 1:
        yield f"only {right.name} fits {left.name}", ONLY
    elif fits:
        named = sum(len(c.mentions) for c in fits)
        if len(right.mentions) >= FAR * named:
            yield f"{right.name} is named {len(right.mentions)} of {named} times", PROMINENT


def judge(left: Cluster, right: Cluster, named: Comparison, around: Sequence[tuple[str, float]]) -> Judgement:
    """The judgement on a pair from what its names say and what stands around them."""
    parts = tuple(sorted((*named.parts, *around), key=lambda part: (-abs(part[1]), part[0])))
    score = round(1 / (1 + exp(-sum(weight for _, weight in parts))), 3)
    against = any(weight < 0 for _, weight in around)
    alone = not around and named.score < (WRITTEN if left.type_class == PERSON else SAME)
    verdict = "unsure" if against or alone or score < SURE else "same"
    reason = f"{left.name} and {right.name}: " + "; ".join(name for name, _ in parts)
    first, second = sorted((left.first, right.first))
    return Judgement(first, second, verdict, score, reason, "kgraph", parts)


def _odds(judgement: Judgement) -> float:
    """The logarithm of the odds that its score stands for."""
    return sum(weight for _, weight in judgement.parts)


def _is_part(short: Cluster, full: Cluster) -> bool:
    """Whether the short name's letters are initials of the full name, or its words words of it."""
    return stands_for(short.name, full.name) or set(short.key.split()) <= set(full.key.split())


def _without_rivals(found: Sequence[tuple[Cluster, Cluster, Judgement]]) -> list[Judgement]:
    """The judgements, unsure where a name fits two that are not one: a wrong merge is worse than none."""
    fitting: Mapping[int, list[tuple[Cluster, Judgement]]] = defaultdict(list)
    for left, right, judged in found:
        fitting[id(left)].append((right, judged))
        fitting[id(right)].append((left, judged))
    same = {frozenset((id(left), id(right))) for left, right, judged in found if judged.verdict == "same"}
    result = []
    for left, right, judged in found:
        if judged.verdict == "same":
            for one, other in ((left, right), (right, left)):
                rivals = [
                    third.name
                    for third, its in fitting[id(one)]
                    if third is not other
                    and _odds(its) > _odds(judged) - MARGIN
                    and frozenset((id(third), id(other))) not in same
                    and not _are_variants(third, other)
                ]
                if rivals:
                    reason = f"{judged.reason}; but {one.name} may be {min(rivals)} as well"
                    judged = replace(judged, verdict="unsure", reason=reason)
                    break
        result.append(judged)
    return result


def _are_variants(left: Cluster, right: Cluster) -> bool:
    """Whether two names suffice to be called one: then fitting both is no contradiction."""
    return compare(left.name, right.name, matched_type(left.type, right.type)).score >= SAME
