"""What the user has decided, applied: it wins over everything that is found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from kgraph.decisions import ENTITY_VERBS, Decision, Reference, stands_in
from kgraph.names import clean_name, fold
from kgraph.resolve.clusters import Cluster, Final
from kgraph.types import Document, Extraction, Judgement, Mention, Span

REASON = "decided by the user"
# Verbs for which a reference to one document means that the name is somebody else's there.
SEPARATING = ("different", "rename", "retype", "ignore")

Pair = tuple[Cluster, Cluster]


def _chain(mention: Mention, by_span: Mapping[Span, Mention]) -> Iterator[Mention]:
    """What a mention refers to, from its antecedent to the end of the chain."""
    while mention.antecedent is not None:
        mention = by_span[mention.antecedent]
        yield mention


class Decided:
    """The decisions of a run, and which of their names have matched something in it.

    A name means the entity that bears it; if there is none, the only one that has it as a further
    spelling.  What would be two entities is none: a decision that could hit another is not applied.
    """

    def __init__(self, decisions: Sequence[Decision], extractions: Sequence[Extraction]) -> None:
        self._decisions = decisions = [d for d in decisions if d.verb in ENTITY_VERBS]
        self._documents = [extraction.document for extraction in extractions]
        self._matched: set[tuple[int, int]] = set()  # numbers of the decision and of the name in it
        self._refused: set[int] = set()
        self.names = frozenset(fold(name) for d in decisions for name in (*(r.name for r in d.of), d.to))
        # Folded names that stand for nothing but themselves, as the user calls them different.
        self.literal = frozenset(fold(r.name) for d in decisions if d.verb == "different" for r in d.of)
        # Those of them that an article uses by itself, and not as short for a fuller name in it.
        mentions = (m for e in extractions for m in e.mentions) if self.literal else ()
        self._alone = {fold(m.name) for m in mentions if m.name and m.antecedent is None} & self.literal

    def unmatched(self) -> tuple[Decision, ...]:
        """The decisions that could not be applied: a name in them matches nothing, or several, or they
        contradict others."""
        return tuple(
            decision
            for n, decision in enumerate(self._decisions)
            if n in self._refused or any((n, i) not in self._matched for i, _ in self._references(n))
        )

    def cut(self, extraction: Extraction) -> Extraction:
        """The extraction without the antecedents, and the names of governments, that the user denies.

        That "Keller" is not "Maria Keller" is first of all said of the Keller whom an article names so
        alone.  Only if there is none, or for the document that a decision names, is it said of what
        an article calls Maria Keller for short.
        """
        denied = {
            frozenset((fold(left.name), fold(right.name))): left.document or right.document
            for decision in self._decisions
            if decision.verb == "different"
            for left, right in combinations(decision.of, 2)
            if stands_in(left, extraction.document) and stands_in(right, extraction.document)
        }
        if not denied:
            return extraction
        by_span = {m.span: m for m in extraction.mentions}
        mentions = []
        for mention in extraction.mentions:
            own = clean_name(mention.text)
            if mention.kind == "name" and frozenset((fold(own), fold(mention.name))) in denied:
                mention = replace(mention, name=own)  # "Beijing refused" is not China
            if mention.antecedent is not None and mention.name:
                full = by_span[mention.antecedent].name
                pair = frozenset((fold(mention.name), fold(full)))
                if pair in denied and (denied[pair] or fold(mention.name) not in self._alone):
                    mention = replace(mention, antecedent=None)
            if mention.antecedent is not None and mention.kind == "nominal":
                meant = frozenset(fold(m.name) for m in _chain(mention, by_span) if m.name)
                if self.denies(mention.text, meant, extraction.document):
                    mention = replace(mention, antecedent=None)
            mentions.append(mention)
        return replace(extraction, mentions=tuple(mentions))

    def denies(self, description: str, names: frozenset[str], document: Document) -> bool:
        """Whether the user says that a description ("the Russian leader") is nobody of these folded names."""
        key = fold(clean_name(description))
        for n, decision in enumerate(self._decisions):
            if decision.verb != "different":
                continue
            own = [i for i, r in enumerate(decision.of) if fold(clean_name(r.name)) == key]
            meant = [i for i, r in enumerate(decision.of) if fold(r.name) in names]
            if own and meant and all(stands_in(decision.of[i], document) for i in own):
                self._matched |= {(n, i) for i in (*own, *meant)}
                return True
        return False

    def marked(self, document: Document, found: Sequence[Cluster]) -> Iterator[Cluster]:
        """The clusters of one document; marked, or left out, where a decision is for this document only."""
        marks: dict[int, str] = {}
        ignored = set()
        index = self._index(found)
        for n, decision in enumerate(self._decisions):
            for i, reference in self._references(n):
                if reference.document is None or not stands_in(reference, document):
                    continue
                for cluster in self._bearing(reference, index):
                    if decision.verb == "ignore":
                        self._matched.add((n, i))
                        ignored.add(id(cluster))
                    elif decision.verb in SEPARATING:
                        marks[id(cluster)] = f"{document.id} {fold(reference.name)}"
        for cluster in found:
            if id(cluster) not in ignored:
                mark = marks.get(id(cluster))
                yield replace(cluster, mark=mark) if mark else cluster

    def judgements(self, clusters: Sequence[Cluster]) -> tuple[list[Judgement], list[Pair]]:
        """The user's judgements between clusters, and the pairs that are to be held apart."""
        judged = []
        apart = []
        index = self._index(clusters)
        for n, decision in enumerate(self._decisions):
            if decision.verb not in ("same", "different", "alias"):
                continue
            meant = [self._one(n, i, reference, index) for i, reference in self._references(n)]
            for left, right in combinations([c for c in meant if c is not None], 2):
                if left is right and decision.verb == "different":
                    self._refused.add(n)
                elif left is not right:
                    left, right = sorted((left, right), key=lambda c: c.first)
                    verdict = "different" if decision.verb == "different" else "same"
                    judged.append(Judgement(left.first, right.first, verdict, 1.0, REASON, "user"))
                    if verdict == "different":
                        apart.append((left, right))
        return judged, apart + [pair for pair in self._marked_pairs(clusters) if pair not in apart]

    def refuse(self, held: Sequence[Judgement], clusters: Sequence[Cluster]) -> None:
        """Note the decisions behind judgements of the user that did not hold against others of his."""
        lost = {frozenset((j.left, j.right)) for j in held if j.by == "user" and j.verdict == "unsure"}
        index = self._index(clusters) if lost else {}
        for n, decision in enumerate(self._decisions if lost else ()):
            if decision.verb in ("same", "alias"):
                meant = [self._one(n, i, reference, index) for i, reference in self._references(n)]
                firsts = [c.first for c in meant if c is not None]
                if any(frozenset(pair) in lost for pair in combinations(firsts, 2)):
                    self._refused.add(n)

    def final(self, clusters: Sequence[Cluster]) -> Iterator[Final]:
        """The clusters that are not ignored, with the names, types and aliases that the user gives them."""
        changes: dict[int, Final] = {id(cluster): Final(cluster) for cluster in clusters}
        index = self._index(clusters)
        for n, decision in enumerate(self._decisions):
            if decision.verb not in ("rename", "retype", "ignore", "alias"):
                continue
            if decision.verb == "ignore" and decision.of[0].document is not None:
                continue  # left out before
            one = self._one(n, 0, decision.of[0], index)
            if one is None or id(one) not in changes:
                continue
            now = changes[id(one)]
            if decision.verb == "rename":
                changes[id(one)] = replace(now, name=decision.to)
            elif decision.verb == "retype":
                changes[id(one)] = replace(now, type=decision.to)
            elif decision.verb == "alias" and (n, 1) in self._matched:
                changes[id(one)] = replace(now, aliases=now.aliases | {decision.to})
            elif decision.verb == "ignore":
                del changes[id(one)]
        yield from changes.values()

    def _references(self, n: int) -> list[tuple[int, Reference]]:
        """The names in a decision that must match something, numbered."""
        decision = self._decisions[n]
        if decision.verb == "unsure":  # a mark for review
            return []
        own = list(enumerate(decision.of))
        return [*own, (len(own), Reference(decision.to))] if decision.verb == "alias" else own

    def _one(
        self, n: int, i: int, reference: Reference, index: Mapping[str, list[Cluster]]
    ) -> Cluster | None:
        """The one cluster that a name means; None if there is none, or more than one."""
        new = self._decisions[n].verb == "alias" and i == len(self._decisions[n].of)
        meant = self._bearing(reference, index, given=not new)
        if len(meant) != 1:
            return None
        self._matched.add((n, i))
        return meant[0]

    def _bearing(
        self, reference: Reference, index: Mapping[str, list[Cluster]], *, given: bool = True
    ) -> list[Cluster]:
        """The clusters of that name; if there are none, those that have it as a further spelling.

        ``given``: a name that the user gave by rename or alias is that of what he gave it to.
        """
        own = fold(reference.name)
        found = index.get(own, [])
        if not found and given:
            givers = [d for d in self._decisions if d.verb in ("rename", "alias") and fold(d.to) == own]
            found = [c for d in givers for r in d.of for c in index.get(fold(r.name), ())]
        found = [c for c in {id(c): c for c in found}.values() if self._fits(reference, c)]
        bearing = [c for c in found if fold(c.name) == own] or found
        unmarked = [c for c in bearing if not c.mark]
        if reference.document is None:
            return unmarked or bearing
        return [c for c in bearing if c.mark.endswith(f" {own}")] or bearing

    def _fits(self, reference: Reference, cluster: Cluster) -> bool:
        if reference.type is not None and reference.type != cluster.type:
            return False
        if reference.document is None:
            return True
        return any(d.id in cluster.documents and stands_in(reference, d) for d in self._documents)

    def _index(self, clusters: Sequence[Cluster]) -> dict[str, list[Cluster]]:
        """The clusters that are known by each name that the decisions hold."""
        index: dict[str, list[Cluster]] = defaultdict(list)
        for cluster in clusters if self._decisions else ():
            for spelling in self.names & cluster.spellings:
                index[spelling].append(cluster)
        return index

    def _marked_pairs(self, clusters: Sequence[Cluster]) -> Iterator[Pair]:
        """What has one name but is held apart by a mark."""
        by_key: dict[str, list[Cluster]] = defaultdict(list)
        for cluster in clusters if any(c.mark for c in clusters) else ():
            by_key[cluster.key].append(cluster)
        for group in by_key.values():
            yield from ((a, b) for a, b in combinations(group, 2) if a.mark != b.mark)
