"""he and she, in all their forms -> the person who is meant.

Rules with named preferences, in the tradition of Lappin and Leass (1994): recency, the subject's
place, agreement, and a sentence's own syntax against two arguments of one verb being one thing.
Where two antecedents fit equally there is none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from kgraph.mentions.people import Candidate, People, near
from kgraph.types import Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

GENDERED = {
    "he": "he", "him": "he", "his": "he", "himself": "he",
    "she": "she", "her": "she", "hers": "she", "herself": "she",
}  # fmt: skip
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
OBJECTS = frozenset({"dobj", "iobj", "dative", "pobj", "attr"})
CLAUSES_OF_NOUNS = frozenset({"acl", "relcl"})
# Preferences, in points, chosen on GAP and news dev.
RECENCY = 1.0  # lost for each sentence between
SUBJECT_BONUS = 1.5  # a subject, its possessor, or what the pronoun's clause modifies
SAME_CLAUSE_BONUS = 1.0  # "Kim Ju Ae, making her debut", "Kim's train had arrived, with his daughter"
FRONTED_BONUS = 1.0  # "During her time there, Bridget ..."
FREQUENT_BONUS = 0.5  # named more than twice
AGREEMENT_BONUS = 0.5  # known to be he or she, where others are not known
MARGIN = 0.3  # two antecedents closer than this fit equally
# Names that are weighed at most; only lists and tables have more within reach.
MOST_BEFORE, MOST_AFTER = 40, 10
# Clauses deeper than this inside each other are no sentence that anybody wrote.
DEEPEST = 60


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun with the tokens above it in its sentence's tree, from its head to the root."""

    token: Token
    gender: str
    sentence: int
    above: tuple[Token, ...]


def pronouns(doc: Doc, people: People) -> Iterator[Mention]:
    """A mention for each pronoun that has one antecedent; each tells the gender of its person."""
    gender = dict(people.gender)
    for token in doc:
        wanted = GENDERED.get(token.lower_)
        if wanted is None or token.pos_ not in ("PRON", "DET", "ADJ"):
            continue
        above = tuple(islice(token.ancestors, DEEPEST))
        choice = _antecedent(Pronoun(token, wanted, people.sentence_of[token.i], above), gender, people)
        if choice is not None:
            gender.setdefault(choice.entity, wanted)
            span = Span(choice.mention.span.doc, token.idx, token.idx + len(token))
            yield Mention(span, token.text, "PERSON", "pronoun", antecedent=choice.mention.span)


def _antecedent(pronoun: Pronoun, gender: dict[str, str], people: People) -> Candidate | None:
    best: dict[str, tuple[float, Candidate]] = {}
    candidates = near(people.people, pronoun.sentence)
    place = bisect_left(candidates, pronoun.token.i, key=lambda c: c.root.i)
    for c in candidates[max(0, place - MOST_BEFORE) : place + MOST_AFTER]:
        if gender.get(c.entity, pronoun.gender) != pronoun.gender or not _may_be(pronoun, c):
            continue
        score = _score(pronoun, c)
        score += FREQUENT_BONUS * (people.count[c.entity] > 2) + AGREEMENT_BONUS * (c.entity in gender)
        if c.entity not in best or score >= best[c.entity][0]:
            best[c.entity] = (score, c)
    ranked = sorted(best.values(), key=lambda pair: (-pair[0], -pair[1].mention.span.start))
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN):
        return None
    return ranked[0][1]


def _may_be(pronoun: Pronoun, candidate: Candidate) -> bool:
    if candidate.root.i > pronoun.token.i and not _is_fronted(pronoun, candidate.root):
        return False
    return candidate.sentence != pronoun.sentence or not _is_excluded(pronoun.token, candidate.root)


def _score(pronoun: Pronoun, candidate: Candidate) -> float:
    """Points by place: how near, how prominent in its clause, in the pronoun's own clause."""
    root = candidate.root
    owner = root.dep_ == "poss" and root.head.dep_ in SUBJECTS
    subject = root.head if owner else root
    modified = any(t.dep_ in CLAUSES_OF_NOUNS and t.head == root for t in pronoun.above)
    same_clause = modified or (subject.dep_ in SUBJECTS and subject.head in pronoun.above)
    points = RECENCY * (candidate.sentence - pronoun.sentence)
    points += SUBJECT_BONUS * (subject.dep_ in SUBJECTS or modified or _is_first_in_list(root))
    return points + SAME_CLAUSE_BONUS * same_clause + FRONTED_BONUS * (root.i > pronoun.token.i)


def _is_fronted(pronoun: Pronoun, name: Token) -> bool:
    """Whether the pronoun stands in a phrase before its subject: "During her time, Bridget ..."."""
    if name.dep_ == "poss" and name.head.dep_ in SUBJECTS:
        name = name.head
    if name.dep_ not in SUBJECTS:
        return False
    clause = name.head
    inside_subject = any(t.head == clause and t.dep_ in SUBJECTS for t in (pronoun.token, *pronoun.above))
    return clause in pronoun.above and not inside_subject


def _is_first_in_list(root: Token) -> bool:
    return root.dep_ == "compound" and root.head.dep_ in SUBJECTS


def _is_excluded(pronoun: Token, name: Token) -> bool:
    """Two arguments of one verb are two things, unless the pronoun is reflexive or a possessive.

    "Xi met him": not Xi.  "Xi met his brother", "Xi praised himself": Xi.
    """
    if pronoun.dep_ == "poss":
        return bool(name == pronoun.head or (name.dep_ == "poss" and name.head == pronoun.head))
    if pronoun.lower_ in ("himself", "herself"):
        return False
    while name.dep_ == "conj":
        name = name.head
    verb = pronoun.head if pronoun.dep_ != "pobj" else pronoun.head.head
    return bool(name.head == verb and name.dep_ in SUBJECTS | OBJECTS)
