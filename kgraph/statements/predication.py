"""A clause with its ends: subjects, one for each member of a coordination, and the object's head."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgraph.statements.arguments import LONGEST_COORDINATION, End, ends, of_range, phrase
from kgraph.statements.bodies import Pairs, modality, pairs, stand_ins
from kgraph.statements.clauses import LONGEST_CLIMB, OBJECTS, Clause, is_chained
from kgraph.statements.drafts import Draft
from kgraph.statements.labels import nouns
from kgraph.statements.relatives import antecedent
from kgraph.statements.truth import Truth
from kgraph.statements.verbs import is_verb

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgraph.statements.reading import Reading
    from kgraph.types import Argument

# An object of up to this many words is repeated in the predicate before a further complement:
# "joined the company as"; a longer one would make the predicate unreadable.
LONGEST_REPEATED = 4
# Clauses below a noun: "the pact that he signed", "the pact signed by him".
NOUN_CLAUSES = frozenset({"relcl", "acl"})


@dataclass(frozen=True, slots=True)
class Predication:
    """A clause with its subjects, one for each member of a coordination, and its object's head."""

    reading: Reading
    clause: Clause
    subjects: tuple[End, ...]
    object: Token | None

    def particle(self) -> Token | None:
        """The "up" of "set up"."""
        return self.reading.child(self.clause.verb, "prt")

    def drafts(
        self, words: tuple[Token, ...], end: End, type: str, rule: str, *, symmetric: bool = False
    ) -> Iterator[Draft]:
        """One draft for each subject; negative for a member that is excluded ("Putin, not Kim").

        One draft in all where the members belong together two by two: "A and B visited X and Y respectively".
        """
        for subject in self._beside(end):
            truth = Truth(subject.excluded != end.excluded)
            whole, examples = self._linked(subject.argument, end.argument, rule)
            for told, linked in ((rule, whole), ("example", examples)):
                for one, other in linked:
                    held = truth.under(modality(self.reading, one)) if one != subject.argument else truth
                    yield Draft(self.clause, one, words, other, type, told, held, symmetric=symmetric)

    def _beside(self, end: End) -> tuple[End, ...]:
        if end.count == len(self.subjects) > 1 and self.reading.says(self.clause.verb, "respectively"):
            return (self.subjects[end.place],)
        return self.subjects

    def _linked(self, subject: Argument, end: Argument, rule: str) -> tuple[Pairs, Pairs]:
        """The ends with the mentions of those for whom they stand; and the names that are their examples.

        The object of a verb stands for nobody: it is read by its parts.
        """
        left = stand_ins(self.reading, subject, acts=rule != "copula")
        right = stand_ins(self.reading, end, bodies=rule != "object", acts=rule == "passive")
        found = pairs(self.reading, left, [end] if rule == "copula" else right)
        whole = [pair for pair in found if (pair[0].span, pair[1].span) == (subject.span, end.span)]
        return whole or [(subject, end)], [pair for pair in found if pair not in whole]


def predication(reading: Reading, clause: Clause) -> Predication | None:
    """The clause's ends; None without a subject (an imperative, "there is")."""
    subject = clause.subject
    if subject is None or subject.dep_ == "expl":
        return None
    own = _clause_of_noun(clause.verb, subject)
    if own is not None:
        # "the pact signed by": the noun phrase as far as its participle.
        start, end = phrase(reading, subject, whole=False)
        clauses = [c.left_edge.i for c in reading.children(subject) if c.dep_ in NOUN_CLAUSES]
        last = max(subject.i + 1, min([end, *(first for first in clauses if first > subject.i)]))
        subjects: tuple[End, ...] = (End(of_range(reading, start, last, subject)),)
    else:
        subjects = tuple(ends(reading, subject))
    return Predication(reading, clause, subjects, object_of(reading, clause))


def _clause_of_noun(verb: Token, noun: Token) -> Token | None:
    """The clause below ``noun`` that ``verb`` heads or goes on in: "a fleet preparing to sail"."""
    for _ in range(LONGEST_CLIMB):
        if verb.dep_ in NOUN_CLAUSES:
            return verb if verb.head.i == noun.i else None
        verb = verb.head
    return None


def object_of(reading: Reading, clause: Clause) -> Token | None:
    """The direct object or the predicate's noun or adjective; the noun for its relative pronoun.

    None for the adjective of "unable to see", which belongs to the predicate of the next clause.
    """
    obj = reading.child(clause.verb, *OBJECTS)
    if obj is None and not clause.passive:
        obj = _shared_object(reading, clause.verb)
    if obj is None:
        return None
    if obj.dep_ == "acomp" and any(is_verb(c) and is_chained(reading, c) for c in reading.children(obj)):
        return None
    return antecedent(obj) or obj


def _shared_object(reading: Reading, verb: Token) -> Token | None:
    """Putin for the first verb of "met and praised Putin", which can't do without an object."""
    for _ in range(LONGEST_COORDINATION):
        following = reading.child(verb, "conj")
        if following is None or not is_verb(following) or verb.lemma_.lower() not in nouns("transitive"):
            return None
        between = reading.doc[verb.i + 1 : following.i]
        if any(word.dep_ not in ("cc", "advmod", "neg", "punct") for word in between):
            return None
        obj = reading.child(following, "dobj")
        if obj is not None:
            return obj
        verb = following
    return None


def repeated(said: Predication) -> tuple[Token, ...]:
    """The object's words that a predicate repeats before its preposition; none if they are many."""
    obj = said.object
    if obj is None or obj.i < said.clause.verb.i:
        return ()
    start, end = phrase(said.reading, obj, whole=True)
    if end - start > LONGEST_REPEATED:
        end = max(obj.i + 1, said.reading.name_around(obj)[1])  # "a photograph of boys" as "a photograph"
    return tuple(said.reading.doc[start:end]) if end - start <= LONGEST_REPEATED else ()
