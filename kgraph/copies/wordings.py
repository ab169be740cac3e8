"""The different wordings of a corpus: how rare their words are, and which are nearly the same."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations

from kgraph.copies.near import candidates
from kgraph.copies.sentences import Sentence

# Two sentences are nearly the same, wherever they stand, if so much of their weight is common, they have
# the same numbers and nearly the same names, and both or neither deny.  In 500 Wikipedia articles and 72 of
# GUM three pairs are that are not in the same words, two of them rightly; without the conditions on names
# and numbers, "At the close of voting, it had received 5 points, placing 21st" has others too.
NEARLY_SAME = 0.6
NAMES_ALIKE = 0.75
# The same quotation makes two sentences one where it is so much of the weight of both; it makes no two
# articles one.
MOSTLY_QUOTED = 0.5
# A sentence of fewer words is like many ("The court said no").
LEAST_TERMS = 6
# A quotation of fewer content words is a catchphrase ("bad actors").
LEAST_QUOTED = 4
# Words count as if this many other sentences stood in the corpus: in four articles no word is common.
OTHERS = 50
# A word in more wordings than this leads to no candidates, and only a sentence's KEYS rarest words do.
RARE, KEYS = 60, 5


class Wordings:
    """The wordings of sentences, numbered in the order given, and the groups of those nearly the same."""

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        self._places: dict[object, int] = {}
        self.first: list[Sentence] = []  # the first sentence of each wording
        for sentence in sentences:
            key = sentence.wording or sentence.span  # what has no words is a copy of nothing
            if key not in self._places:
                self._places[key] = len(self.first)
                self.first.append(sentence)
        self.weights = _weights(self.first)
        self.totals = [self.weight(sentence.terms) for sentence in self.first]
        self.groups = Groups(len(self.first))
        for left, right in candidates([sentence.wording for sentence in self.first]):
            if self.groups.root(left) != self.groups.root(right) and self.nearly_same(left, right):
                self.groups.join(left, right)
        self._keys = self._rare_pairs()

    def place(self, sentence: Sentence) -> int:
        """The number of its wording."""
        return self._places[sentence.wording or sentence.span]

    def group(self, sentence: Sentence) -> int:
        """The number that it shares with the sentences that are nearly the same."""
        return self.groups.root(self.place(sentence))

    def join(self, left: Sentence, right: Sentence) -> None:
        """Make two groups one."""
        self.groups.join(self.place(left), self.place(right))

    def weight(self, terms: Iterable[str]) -> int:
        """How much the words tell together: the rarer the more; whole numbers, which add up in any order."""
        return sum(map(self.weights.__getitem__, terms))

    def alike(self, left: int, right: int) -> tuple[float, float]:
        """How much of the weight of two wordings is common: of both together, and of the lighter one."""
        common = self.weight(self.first[left].terms & self.first[right].terms)
        if not common:
            return 0.0, 0.0
        both = self.totals[left] + self.totals[right] - common
        return common / both, common / min(self.totals[left], self.totals[right])

    def nearly_same(self, left: int, right: int) -> bool:
        """Whether one sentence is the other with a few words changed, or both give the same quotation."""
        a, b = self.first[left], self.first[right]
        if min(len(a.terms), len(b.terms)) < LEAST_TERMS:
            return False
        if a.numbers != b.numbers or a.denied != b.denied:
            return False
        if a.names & b.names and self.alike(left, right)[0] >= NEARLY_SAME:
            smaller, larger = sorted((a.names, b.names), key=len)
            return smaller <= larger or len(smaller & larger) >= NAMES_ALIKE * len(smaller | larger)
        quoted = a.quoted & b.quoted
        if len(quoted) < LEAST_QUOTED or len(quoted) < NAMES_ALIKE * len(a.quoted | b.quoted):
            return False
        return self.weight(quoted) >= MOSTLY_QUOTED * max(self.totals[left], self.totals[right])

    def keys(self, sentence: Sentence) -> list[object]:
        """What leads to sentences that may tell the same: its group, and pairs of its rarest words."""
        group = self.group(sentence)
        return [group, *self._keys[group]]

    def _rare_pairs(self) -> list[list[tuple[str, str]]]:
        heads = [at for at in range(len(self.first)) if self.groups.root(at) == at]
        known = Counter(term for at in heads for term in self.first[at].terms)
        pairs: list[list[tuple[str, str]]] = [[] for _ in self.first]
        for at in heads:
            rare = [term for term in self.first[at].terms if 1 < known[term] <= RARE]
            rarest = sorted(rare, key=lambda term: (known[term], term))[:KEYS]
            pairs[at] = [(min(pair), max(pair)) for pair in combinations(rarest, 2)]
        return pairs


class Groups:
    """Numbers from 0 joined to groups, each known by its smallest number."""

    def __init__(self, size: int) -> None:
        self._parents = list(range(size))

    def root(self, at: int) -> int:
        while self._parents[at] != at:
            self._parents[at] = at = self._parents[self._parents[at]]
        return at

    def join(self, left: int, right: int) -> None:
        smaller, larger = sorted((self.root(left), self.root(right)))
        self._parents[larger] = smaller


def _weights(sentences: Sequence[Sentence]) -> dict[str, int]:
    """How rare each word is among the sentences, as inverse document frequency in hundredths."""
    known = Counter(term for sentence in sentences for term in sentence.terms)
    total = len(sentences) + OTHERS
    return {term: max(1, round(100 * math.log(total / (times + 0.5)))) for term, times in known.items()}
