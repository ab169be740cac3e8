"""What a corpus says of its clusters beside their names: neighbours, offices, titles, subjects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kgraph.data import words
from kgraph.names import fold
from kgraph.resolve.clusters import Cluster
from kgraph.types import Extraction, Mention, Span
from kgraph.vocabulary import family

# Weights of the evidence, in the logarithm of odds like those of the names; set by hand.
OFFICE = 2.5  # "EU foreign policy chief Kaja Kallas" and "... Kaia Kallas"
COUNTRY = 0.7  # another office at the same place
TITLE = 1.0  # both "President"
NEIGHBOUR = 0.75  # for each name that stands in a sentence with both
SUBJECTS = 0.5  # their articles name the same people and places
TOGETHER = -2.5  # one article writes both: it tells them apart
# More shared neighbours than this add nothing.
MOST_NEIGHBOURS = 3
# Articles are on the same subjects if they share so much of the names of the shorter one.
ALIKE = 0.4
MOST_ARTICLES = 20  # of a cluster are looked at for that
TITLE_REACH = 40  # characters before a name in which its title stands

Role = tuple[str, str]


class Evidence:
    """What stands around the mentions of a corpus, read once and asked for pairs of clusters."""

    def __init__(self, extractions: Sequence[Extraction]) -> None:
        self._tables: dict[str, dict[Span, frozenset[Any]]] = {"beside": {}, "roles": {}, "titles": {}}
        self._named: dict[str, frozenset[str]] = {}
        self._of_cluster: dict[tuple[str, Span], tuple[Cluster, frozenset[Any]]] = {}
        for extraction in extractions:
            self._read(extraction)

    def _read(self, extraction: Extraction) -> None:
        by_span = {m.span: m for m in extraction.mentions}
        named = [m for m in extraction.mentions if m.name]
        referents = {m.span: fold(referent(m, by_span).name) for m in named}
        self._named[extraction.document.id] = frozenset(referents.values())
        i = 0
        for sentence in extraction.sentences:
            begin = i
            while i < len(named) and named[i].span.start < sentence.end:
                i += 1
            names = frozenset(referents[m.span] for m in named[begin:i])
            self._tables["beside"].update((m.span, names) for m in named[begin:i])
        text, titles = extraction.document.text, words("titles")
        for mention in named:
            start = mention.span.start
            before = {word.lower() for word in text[max(0, start - TITLE_REACH) : start].split()[-3:]}
            if before & titles:
                self._tables["titles"][mention.span] = frozenset(before & titles)
        roles: dict[Span, set[Role]] = defaultdict(set)
        for statement in extraction.statements:
            held, place = statement.subject.mention, statement.object.mention
            if held is not None and place in by_span and family(statement.type) == "role":
                roles[held].add((statement.type, fold(referent(by_span[place], by_span).name)))
        self._tables["roles"].update((span, frozenset(held)) for span, held in roles.items())

    def between(self, left: Cluster, right: Cluster, *, apart: bool) -> Iterator[tuple[str, float]]:
        """(what it is, weight) of all that speaks for or against the two being one.

        ``apart``: one article that writes both tells that they are two, as it does of two full names.
        """
        one, other = self._all("roles", left), self._all("roles", right)
        if shared := one & other:
            yield f"both {' of '.join(min(shared))}", OFFICE
        elif places := {place for _, place in one} & {place for _, place in other}:
            yield f"both in an office of {min(places)}", COUNTRY
        titles = self._all("titles", left) & self._all("titles", right)
        if titles:
            yield f"both called {min(titles)}", TITLE
        own = {fold(name) for cluster in (left, right) for name in cluster.names}
        neighbours = sorted((self._all("beside", left) & self._all("beside", right)) - own)
        if neighbours:
            some = neighbours[:MOST_NEIGHBOURS]
            yield f"both beside {', '.join(some)}", NEIGHBOUR * len(some)
        if apart and left.documents & right.documents:
            yield "one article writes both", TOGETHER
        else:
            yield from self.subjects(left, right)

    def subjects(self, left: Cluster, right: Cluster) -> Iterator[tuple[str, float]]:
        """The same for what their articles are about alone."""
        own = {fold(name) for cluster in (left, right) for name in cluster.names}
        if self._on_the_same_subjects(left, right, own):
            yield "in articles on the same subjects", SUBJECTS

    def _all(self, what: str, cluster: Cluster) -> frozenset[Any]:
        """What stands around any mention of a cluster; large clusters are asked for often."""
        known = self._of_cluster.get((what, cluster.first))
        if known is None or known[0] is not cluster:
            table = self._tables[what]
            found = frozenset(value for m in cluster.mentions for value in table.get(m.span, ()))
            known = self._of_cluster[what, cluster.first] = (cluster, found)
        return known[1]

    def _on_the_same_subjects(self, left: Cluster, right: Cluster, own: set[str]) -> bool:
        if left.documents & right.documents:
            return False
        one, other = (
            {name for doc in sorted(c.documents)[:MOST_ARTICLES] for name in self._named.get(doc, ())} - own
            for c in (left, right)
        )
        return len(one & other) >= max(2.0, ALIKE * min(len(one), len(other)))


def referent(mention: Mention, by_span: Mapping[Span, Mention]) -> Mention:
    """The end of the chain of antecedents."""
    while mention.antecedent is not None:
        mention = by_span[mention.antecedent]
    return mention
