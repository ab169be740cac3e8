"""What happens once and is told of two times."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence

from kgraph.conflicts.claims import (
    DATE,
    NEGATIVE,
    OF_STATEMENTS,
    Claim,
    Entities,
    Found,
    marks,
    overlap,
    read_claims,
)
from kgraph.data import table
from kgraph.window import covered


def dates(connection: sqlite3.Connection, of: frozenset[str] | None, names: Entities) -> Iterator[Found]:
    """What happens once, told of two times that do not meet."""
    for event, rules in table("conflicts")["once"].items():
        told: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
        for wording in rules["types"]:
            does = {_doer(claim) for claim in _of_types(connection, wording.get("unless", ()))}
            for claim in _of_types(connection, wording["types"]):
                if claim.polarity == NEGATIVE or claim.modality not in table("conflicts")["modality"]["fact"]:
                    continue
                if _doer(claim) in does:
                    continue
                ends = {
                    "subject": (claim.subject,),
                    "object": (claim.object,),
                    "both": (claim.subject, claim.object),
                }
                about = ends[wording["of"]]
                if all(about) and names.type(about[-1] or "") in wording["only"]:
                    told[tuple(end for end in about if end)].append(claim)
        for about, claims in sorted(told.items()):
            if (of is None or of & set(about)) and (sides := _by_time(claims)):
                said = " -- ".join(map(names.name, about))
                yield Found(
                    DATE,
                    rules["why"],
                    about,
                    tuple((f"{said}: {event}, {times}", tuple(sorted(of_time))) for times, of_time in sides),
                )


def _of_types(connection: sqlite3.Connection, types: Sequence[str]) -> list[Claim]:
    return read_claims(connection, f"{OF_STATEMENTS} AND s.type IN ({marks(types)})", types)


def _doer(claim: Claim) -> tuple[str, int, str | None]:
    """The sentence and the entity that does something in it."""
    return claim.document, claim.start, claim.subject


def _by_time(claims: Sequence[Claim]) -> list[tuple[str, list[Claim]]]:
    """Claims by times that do not meet, if there are two such of two articles; else none.

    A time that meets two of them is of neither side.
    """
    spans = {claim: covered(claim.time or "") for claim in claims}
    sides: list[list[Claim]] = []
    for claim in sorted(claims, key=lambda c: (spans[c][1] - spans[c][0], c)):
        meets = [side for side in sides if overlap(spans[claim], spans[side[0]])]
        if not meets:
            sides.append([claim])
        elif len(meets) == 1:
            meets[0].append(claim)
    if len({claim.document for side in sides for claim in side}) < 2 or len(sides) < 2:
        return []
    return [(side[0].time or "", side) for side in sides]
