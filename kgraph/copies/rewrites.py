"""Sentences that tell the same in other words: what a rewrite, or a translation there and back, keeps."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from kgraph.copies.sentences import Sentence
from kgraph.copies.wordings import MOSTLY_QUOTED, Wordings

# A sentence is told by another if so much of the weight of their words is common: of both together, and
# of the shorter one (two sentences made of one); if so many of the writers' own words are common; and,
# below TOLD_WITHOUT_NAMES, a name or a number.
TOLD, TOLD_OF_SHORTER = 0.2, 0.4
OWN_WORDS = 2
TOLD_WITHOUT_NAMES = 0.5
# A word in more sentences of one article than this does not lead from sentence to sentence: two long books
# would take hours.
COMMON = 50


class Teller:
    """An article that may tell the sentences of others."""

    def __init__(self, sentences: Sequence[Sentence], wordings: Wordings) -> None:
        self.sentences = sentences
        self.wordings = wordings
        self._same: dict[int, int] = {}
        with_term: dict[str, list[int]] = defaultdict(list)
        for at, sentence in enumerate(sentences):
            self._same.setdefault(wordings.group(sentence), at)
            for term in sentence.terms:
                with_term[term].append(at)
        self._with = {term: found for term, found in with_term.items() if len(found) <= COMMON}

    def telling(self, sentence: Sentence) -> Sentence | None:
        """The sentence here that tells most of what another article's sentence tells, if it tells enough."""
        if (same := self._same.get(self.wordings.group(sentence))) is not None:
            return self.sentences[same]
        common = Counter(at for term in sentence.terms for at in self._with.get(term, ()))
        place = self.wordings.place(sentence)
        best, most = None, 0.0
        for at in sorted(at for at, words in common.items() if words >= OWN_WORDS):
            other = self.sentences[at]
            alike, of_shorter = self.wordings.alike(place, self.wordings.place(other))
            enough = alike >= TOLD and of_shorter >= TOLD_OF_SHORTER
            if enough and alike > most and _agree(sentence, other, alike):
                best, most = other, alike
        return best

    def quoted_in_both(self, sentence: Sentence, other: Sentence) -> bool:
        """Whether most of what two sentences have in common is a quotation in both."""
        common = self.wordings.weight(sentence.terms & other.terms)
        return self.wordings.weight(sentence.quoted & other.quoted) >= MOSTLY_QUOTED * common


def _agree(sentence: Sentence, other: Sentence, alike: float) -> bool:
    """Whether what is common is no chance: own words of the writers, a name or a number, no other number.

    A rewrite leaves numbers out; a report of another day or company has others in the same form.
    """
    numbers = sentence.numbers & other.numbers
    if sentence.numbers - numbers and other.numbers - numbers:
        return False
    common = sentence.terms & other.terms
    names = sentence.names | other.names
    own = common - names - numbers - (sentence.quoted & other.quoted)
    return len(own) >= OWN_WORDS and (alike >= TOLD_WITHOUT_NAMES or bool(common & names or numbers))
