"""he and she, in all their forms -> the person who is meant.

A sentence's own syntax excludes what cannot be; named features with fitted weights rank the rest.
Where no name is likely enough there is none: a wrong antecedent is worse than none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from math import exp
from typing import TYPE_CHECKING

from kgraph.data import table
from kgraph.mentions.clauses import conjuncts, subjects_above
from kgraph.mentions.people import GENDERED, Candidate, People, near
from kgraph.mentions.ranking import OBJECTS, SUBJECTS, Past, Place, Pronoun, features
from kgraph.mentions.spans import tokens_with
from kgraph.names import fold
from kgraph.types import Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

REFLEXIVE = frozenset({"himself", "herself"})
# Names that are weighed at most; only lists and tables have more within reach.
MOST_BEFORE, MOST_AFTER = 40, 10
# Clauses deeper than this inside each other are no sentence that anybody wrote.
DEEPEST = 60


def pronouns(doc: Doc, people: People) -> Iterator[Mention]:
    """A mention for each pronoun that has one antecedent; each tells the gender of its person."""
    past = Past(dict(people.gender))
    for pronoun in pronouns_of(doc, people):
        choice = antecedent(pronoun, people, past)
        if choice is not None:
            past.add(choice, pronoun)
            token = pronoun.token
            span = Span(choice.mention.span.doc, token.idx, token.idx + len(token))
            yield Mention(span, token.text, "PERSON", "pronoun", antecedent=choice.mention.span)


def pronouns_of(doc: Doc, people: People) -> Iterator[Pronoun]:
    """The pronouns of the document that have a gender."""
    if not people.possible:
        return
    for token in tokens_with(doc, "LOWER", GENDERED):
        wanted = GENDERED[token.lower_]
        if token.pos_ in ("PRON", "DET", "ADJ"):
            above = tuple(islice(token.ancestors, DEEPEST))
            yield Pronoun(token, wanted, people.sentence_of[token.i], above)


def antecedent(pronoun: Pronoun, people: People, past: Past) -> Candidate | None:
    """The one who is likelier than all the others together, by a margin that the data set."""
    weights, least = _weights(), table("pronouns")["least"][pronoun.gender]
    best: dict[str, tuple[float, Candidate]] = {}
    for candidate, named in weighed(pronoun, people, past):
        score = sum(weights.get(name, 0.0) * value for name, value in named)
        if candidate.entity not in best or score >= best[candidate.entity][0]:
            best[candidate.entity] = (score, candidate)
    if not best:
        return None
    namesakes = [c for _, c in best.values() if _is_of_family(pronoun.token, c)]
    if len(namesakes) == 1:
        return namesakes[0]
    top, choice = max(best.values(), key=lambda pair: (pair[0], -pair[1].mention.span.start))
    share = 1 / (exp(-top) + sum(exp(score - top) for score, _ in best.values()))
    return choice if share >= least else None


def _is_of_family(pronoun: Token, candidate: Candidate) -> bool:
    """Whether the relative whom the pronoun owns bears a name of this one: "his daughter, Kim Ju Ae"."""
    relative = pronoun.head
    if pronoun.dep_ != "poss" or relative.lemma_.lower() not in _family():
        return False
    names = [child for child in relative.children if child.dep_ == "appos" and child.ent_type_ == "PERSON"]
    words = {fold(t.text) for name in names for t in name.subtree if t.pos_ == "PROPN"}
    return candidate.root not in names and bool(words & set(candidate.entity.split()))


def weighed(
    pronoun: Pronoun, people: People, past: Past
) -> Iterator[tuple[Candidate, list[tuple[str, float]]]]:
    """The names that the pronoun may mean, each with its features."""
    candidates = sorted(
        [*near(people.possible, pronoun.sentence), *near(past.stands, pronoun.sentence)],
        key=lambda c: c.root.i,
    )
    place = bisect_left(candidates, pronoun.token.i, key=lambda c: c.root.i)
    first = max(0, place - MOST_BEFORE)
    within = candidates[first : place + MOST_AFTER]
    subjects = [i for i in range(first, place) if candidates[i].root.dep_ in SUBJECTS]
    agreeing = {c.entity for c in within if past.gender.get(c.entity) == pronoun.gender}
    doers = _doers(pronoun.token)
    excluded = {
        c.entity
        for c in within
        if c.sentence == pronoun.sentence and (c.root in doers or _is_excluded(pronoun.token, c.root))
    }
    for i, c in enumerate(within, first):
        if c.entity not in excluded and _may_be(pronoun, c):
            between = place - 1 - i if i < place else i - place
            rivals = _rivals(within[i - first + 1 : max(place - first, 0)], c, pronoun, past)
            where = Place(between, subjects[-1:] == [i], rivals, len(agreeing))
            yield c, list(features(pronoun, c, where, people, past))


def _rivals(between: Sequence[Candidate], candidate: Candidate, pronoun: Pronoun, past: Past) -> int:
    """How many others stand nearer to the pronoun and may agree with it."""
    others = {
        c.entity
        for c in between
        if c.mention.type == "PERSON" and past.gender.get(c.entity, pronoun.gender) == pronoun.gender
    }
    return len(others - {candidate.entity})


def _may_be(pronoun: Pronoun, candidate: Candidate) -> bool:
    return candidate.root.i < pronoun.token.i or _is_fronted(pronoun, candidate.root)


def _is_fronted(pronoun: Pronoun, name: Token) -> bool:
    """Whether the pronoun stands in a phrase before its subject: "During her time, Bridget ..."."""
    if name.dep_ == "poss" and name.head.dep_ in SUBJECTS:
        name = name.head
    if name.dep_ not in SUBJECTS:
        return False
    clause = name.head
    inside_subject = any(t.head == clause and t.dep_ in SUBJECTS for t in (pronoun.token, *pronoun.above))
    return clause in pronoun.above and not inside_subject


def _doers(pronoun: Token) -> set[Token]:
    """Who does what is done to the pronoun, the verb being without a subject: "Xi spoke, praising him"."""
    if pronoun.lower_ in REFLEXIVE:
        return set()
    return {
        member for s in subjects_above(pronoun) if s.own and not s.shared for member in conjuncts(s.token)
    }


def _is_excluded(pronoun: Token, name: Token) -> bool:
    """Two arguments of one verb are two things, unless the pronoun is reflexive or a possessive.

    "Xi met him": not Xi.  "Xi met his brother", "Xi praised himself": Xi.
    """
    if pronoun.dep_ == "poss":
        return bool(name == pronoun.head or (name.dep_ == "poss" and name.head == pronoun.head))
    if pronoun.lower_ in REFLEXIVE:
        return False
    while name.dep_ == "conj":
        name = name.head
    verb = pronoun.head if pronoun.dep_ != "pobj" else pronoun.head.head
    return bool(name.head == verb and name.dep_ in SUBJECTS | OBJECTS)


@cache
def _family() -> frozenset[str]:
    return frozenset(table("families")["family"])


@cache
def _weights() -> dict[str, float]:
    return dict(table("pronouns")["weights"])
