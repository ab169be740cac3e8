"""Two people who hold one office of one body at one time."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from datetime import date as day
from itertools import combinations

from kgraph.conflicts.claims import (
    OF_EDGES,
    OFFICE,
    Claim,
    Entities,
    Found,
    apart,
    days_of,
    marks,
    overlap,
    read_claims,
    when,
)
from kgraph.copies import words_of
from kgraph.data import table
from kgraph.vocabulary import vocabulary
from kgraph.window import ALWAYS


def offices(connection: sqlite3.Connection, of: frozenset[str] | None, names: Entities) -> Iterator[Found]:
    """Two people who hold one office of one body at one time."""
    rules = table("conflicts")["office"]
    listed = {vocabulary().key(type_, False) for type_ in rules["types"]}
    types = [
        type_ for (type_,) in connection.execute("SELECT DISTINCT type FROM relations WHERE kind = 'stated'")
    ]
    known = {type_: key for type_ in types if (key := office_of(type_)) in listed}
    held: dict[tuple[str, str], dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    query = f"{OF_EDGES} AND r.type IN ({marks(known)}) AND s.polarity = 'positive' AND NOT s.ended"
    for claim in read_claims(connection, query, tuple(known)):
        words = set(claim.words.lower().replace("-", " ").split())
        fact = claim.modality in table("conflicts")["modality"]["fact"]
        if not fact or words & set(rules["not"]) or claim.subject is None or claim.object is None:
            continue
        if names.type(claim.subject) == "PERSON" and names.type(claim.object) in ("ORG", "GPE"):
            held[claim.object, office_of(claim.type)][claim.subject].append(claim)
    for (body, office), holders in sorted(held.items()):
        for one, other in combinations(sorted(holders), 2):
            if of is not None and not of & {one, other, body}:
                continue
            if office not in listed or _may_be_one(connection, names, one, other):
                continue
            pairs = [
                (left, right)
                for left in holders[one]
                for right in holders[other]
                if apart(left, right) and _held_at_once(connection, left, right)
            ]
            if pairs:
                yield Found(
                    OFFICE,
                    rules["why"],
                    (one, other, body),
                    tuple(
                        (
                            f"{names.name(holder)} -- {office} -> {names.name(body)}",
                            tuple(sorted(set(claims))),
                        )
                        for holder, claims in zip((one, other), zip(*pairs, strict=True), strict=True)
                    ),
                )


def office_of(type_: str) -> str:
    """The office that a type names, without a last preposition: "president of"."""
    key = vocabulary().key(type_, False)
    return key.rsplit(" ", 1)[0] if key.endswith((" of", " at", " in", " for")) else key


def _may_be_one(connection: sqlite3.Connection, names: Entities, one: str, other: str) -> bool:
    """Whether two names may be one person's: a word in common, or judged unsure."""
    left, right = (set(words_of(names.name(id_)).split()) for id_ in (one, other))
    if left & right:
        return True
    query = (
        "SELECT 1 FROM judgements AS j"
        " JOIN entity_mentions AS l ON l.document = j.left_document AND l.start = j.left_start"
        " AND l.stop = j.left_stop"
        " JOIN entity_mentions AS r ON r.document = j.right_document AND r.start = j.right_start"
        " AND r.stop = j.right_stop"
        " WHERE j.verdict = 'unsure' AND ((l.entity = :one AND r.entity = :other)"
        " OR (l.entity = :other AND r.entity = :one)) LIMIT 1"
    )
    return connection.execute(query, {"one": one, "other": other}).fetchone() is not None


def _held_at_once(connection: sqlite3.Connection, left: Claim, right: Claim) -> bool:
    times = [_office_times(connection, claim) for claim in (left, right)]
    return any(overlap(one, other) for one in times[0] for other in times[1])


def _office_times(connection: sqlite3.Connection, claim: Claim) -> list[tuple[day, day]]:
    """When an office is held: at its own time, else at the times that its sentence names, else when written.

    "President Kennedy said in 1962" does not make him president today, but who did something "on Monday"
    held the office all the time that is near the article.  None where nothing tells.
    """
    written = [] if (found := when(claim)) == ALWAYS else [found]
    if claim.time is not None:
        return [own] if (own := days_of(claim.time)) else written
    rows = connection.execute(
        "SELECT DISTINCT time FROM statements WHERE document = ? AND sentence_start = ?"
        " AND sentence_stop = ? AND time IS NOT NULL",
        claim.place[:3],
    ).fetchall()
    named = [days for (time,) in rows if (days := days_of(time))]
    return named + [near for near in written if not named or any(overlap(near, days) for days in named)]
