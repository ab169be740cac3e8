"""Two ties of one pair that exclude each other: brother and father."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from kgraph.conflicts.claims import FAMILY, OF_EDGES, Claim, Entities, Found, apart, marks, read_claims
from kgraph.conflicts.offices import office_of
from kgraph.data import table
from kgraph.vocabulary import vocabulary

# What a tie is from the other end.
INVERSE = {
    "parent": "child",
    "child": "parent",
    "grandparent": "grandchild",
    "grandchild": "grandparent",
    "sibling": "sibling",
    "spouse": "spouse",
}
# Some languages and orders call a wife sister; these two are not held against each other.
TOGETHER = (frozenset({"sibling", "spouse"}),)


def family(connection: sqlite3.Connection, of: frozenset[str] | None, names: Entities) -> Iterator[Found]:
    """Two ties of one pair that exclude each other: brother and father."""
    rules = table("conflicts")["family"]
    ties = {vocabulary().key(t, False): tie for tie, types in rules.items() if tie != "why" for t in types}
    types = [
        type_
        for (type_,) in connection.execute("SELECT DISTINCT type FROM relations WHERE family = 'family'")
    ]
    known = [type_ for type_ in types if office_of(type_) in ties]
    query = f"{OF_EDGES} AND r.type IN ({marks(known)}) AND s.polarity = 'positive'"
    told: dict[tuple[str, str], dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in read_claims(connection, query, known):
        if claim.modality in table("conflicts")["modality"]["fact"] and claim.subject and claim.object:
            tie = ties.get(office_of(claim.type))
            pair = (claim.subject, claim.object)
            if tie is not None and pair == tuple(sorted(pair)):
                told[pair][tie].append(claim)
            elif tie is not None:
                told[pair[::-1]][INVERSE[tie]].append(claim)
    for pair, said in sorted(told.items()):
        if of is not None and not of & {*pair}:
            continue
        for one, other in combinations(sorted(said), 2):
            if {one, other} in TOGETHER:
                continue
            both = [(a, b) for a in said[one] for b in said[other] if apart(a, b)]
            if both:
                yield Found(
                    FAMILY,
                    rules["why"],
                    pair,
                    tuple(
                        (
                            f"{names.name(pair[0])} -- {tie} -> {names.name(pair[1])}",
                            tuple(sorted(set(claims))),
                        )
                        for tie, claims in zip((one, other), zip(*both, strict=True), strict=True)
                    ),
                )
