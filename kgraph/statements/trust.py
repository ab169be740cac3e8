"""How far to trust a statement: the chance that a careful reader finds it right."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from math import exp
from typing import TYPE_CHECKING

from kgraph.data import table

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgraph.statements.clauses import Clause
    from kgraph.statements.drafts import Draft
    from kgraph.statements.reading import Reading
    from kgraph.statements.truth import Truth
    from kgraph.types import Argument

# Upper bounds of the sizes that are told apart: words of an end or a predicate, tokens between two words.
SIZES = (1, 2, 3, 5, 8, 12)
OBJECTS = frozenset({"dobj", "attr", "acomp"})


def confidence(reading: Reading, draft: Draft, source: Argument | None, truth: Truth) -> float:
    """Between 0 and 1, with two digits: of statements at .8 about four in five are right."""
    return weighed(signs(reading, draft, source, truth))


def weighed(found: set[str]) -> float:
    """The confidence of a statement with these signs: a logistic regression.

    The table ``confidence`` holds the weights and says how they were fitted.
    """
    weights = _weights()
    # Sorted, since sums of floats depend on their order and sets have none.
    total = weights["always"] + sum(weights.get(sign, 0.0) for sign in sorted(found))
    return round(1 / (1 + exp(-total)), 2)


@cache
def _weights() -> dict[str, float]:
    found: dict[str, float] = table("confidence")["weights"]
    return found


def signs(reading: Reading, draft: Draft, source: Argument | None, truth: Truth) -> set[str]:
    """The names of what speaks for or against a statement: its rule, ends, clause and truth."""
    found = {f"rule {draft.rule}", f"modality {truth.modality}"}
    found |= set(_of_end(reading, "subject", draft.subject)) | set(_of_end(reading, "object", draft.object))
    found.add(f"predicate of {_size(len(draft.words))}")
    if truth.negative:
        found.add("negative")
    if source is not None:
        found.add("reported")
    if draft.links_mentions():
        found.add("edge")
    if draft.object.text[:1].isdigit():
        found.add("number")
    if draft.words and draft.words[-1].dep_ == "prep":
        found.add(f"preposition {draft.words[-1].lower_}")
    if draft.clause is not None:
        found |= set(_of_clause(draft, draft.clause))
    return found


def _of_end(reading: Reading, role: str, end: Argument) -> Iterator[str]:
    """What the end is ("object name", "subject pronoun"), how long, and whether it had to be resolved."""
    mention = reading.by_span.get(end.mention) if end.mention is not None else None
    yield f"{role} {mention.kind if mention is not None else 'plain'}"
    yield f"{role} of {_size(len(end.text.split()))}"
    if mention is not None and mention.members:
        yield f"{role} group"
    elif mention is not None and mention.antecedent is not None and mention.kind in ("pronoun", "nominal"):
        yield f"{role} {mention.kind} resolved"


def _of_clause(draft: Draft, clause: Clause) -> Iterator[str]:
    verb = clause.verb
    yield f"clause {verb.dep_}"
    if verb.tag_ == "VBG":
        yield "gerund"
    if clause.passive:
        yield "passive"
    if clause.subject is not None:
        yield f"subject {_size(abs(clause.subject.i - verb.i))} away"
        if clause.subject.tag_ in ("WDT", "WP"):
            yield "relative subject"
    children = list(verb.children)
    if any(child.dep_ in OBJECTS for child in children):
        yield "has object"
    prepositions = [child for child in children if child.dep_ == "prep"]
    if len(prepositions) > 1:
        yield "prepositions"
    if is_later(draft, verb, prepositions):
        yield "later preposition"


def is_later(draft: Draft, verb: Token, prepositions: list[Token]) -> bool:
    """True for "in 1941" after "joined the company as a clerk": not the verb's first preposition."""
    own = [word for word in draft.words if word.dep_ == "prep" and word.head.i == verb.i]
    return bool(own) and any(verb.i < other.i < own[-1].i for other in prepositions)


def _size(count: int) -> str:
    """The class of a number of words: "1", "4-5", "13+"."""
    place = bisect_left(SIZES, count)
    if place == len(SIZES):
        return f"{SIZES[-1] + 1}+"
    lowest = SIZES[place - 1] + 1 if place else 0
    return str(SIZES[place]) if lowest in (0, SIZES[place]) else f"{lowest}-{SIZES[place]}"
