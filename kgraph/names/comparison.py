"""Two names -> how likely they are one entity's, and the evidence; a name -> its blocking keys."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kgraph.names.keys import keys_of_person, keys_of_thing
from kgraph.names.people import compare_people
from kgraph.names.things import compare_things

# At and above it the names alone suffice to call two mentions one; below UNSURE they are two.
# Both are chances, as are the scores: the weights of the evidence are logarithms of odds.
SAME = 0.9
UNSURE = 0.2


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two names say about being one entity's.

    ``score`` is 0 to 1; ``parts`` names the evidence with its weight (logarithm of odds; negative
    speaks against), the weightiest first; ``veto`` says why they cannot be one, and the score is 0.
    """

    score: float
    parts: tuple[tuple[str, float], ...]
    veto: str = ""


@lru_cache(maxsize=1 << 16)
def _compared(left: str, right: str, type: str) -> Comparison:
    if type == "PERSON":
        parts, veto = compare_people(left, right)
    else:
        parts, veto = compare_things(left, right, type)
    score = 0.0 if veto else chance(parts)
    if score >= UNSURE and blocking_keys(left, type).isdisjoint(blocking_keys(right, type)):
        veto = "nothing telling in common"
    if veto:
        return Comparison(0.0, (), veto)
    return Comparison(score, tuple(sorted(parts, key=lambda p: (-abs(p[1]), p[0]))))


def chance(parts: Sequence[tuple[str, float]]) -> float:
    """The chance that weights (logarithms of odds) add up to."""
    return 1 / (1 + math.exp(-sum(weight for _, weight in parts)))


def compare(left: str, right: str, type: str) -> Comparison:
    """How likely mentions of two names in one corpus are one entity, from the names alone.

    ``type`` is one of kgraph.types.ENTITY_TYPES.  Symmetric.  Names that are equal but for writing
    are SAME, though two people may bear one name: that takes evidence beside the names.
    """
    if left > right:
        left, right = right, left
    return _compared(left, right, type)


def blocking_keys(name: str, type: str) -> frozenset[str]:
    """Keys of which a name shares at least one with each name that ``compare`` finds UNSURE or better."""
    return keys_of_person(name) if type == "PERSON" else keys_of_thing(name, type)
