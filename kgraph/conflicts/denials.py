"""What one voice says of a pair and another denies."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterator

from kgraph.conflicts.claims import (
    DENIED,
    NEGATIVE,
    OF_EDGES,
    POSITIVE,
    Claim,
    Entities,
    Found,
    alike,
    apart,
    overlap,
    read_claims,
    when,
)
from kgraph.data import table
from kgraph.vocabulary import vocabulary

WORD = re.compile(r"[^\W_]+")


def denied(connection: sqlite3.Connection, of: frozenset[str] | None, names: Entities) -> Iterator[Found]:
    """What is said of a pair and denied by another voice or article, of one time."""
    pairs = connection.execute(
        "SELECT DISTINCT min(subject, object), max(subject, object) FROM relations"
        " WHERE kind = 'stated' AND polarity <> 'positive' ORDER BY 1, 2"
    ).fetchall()
    for pair in pairs:
        if of is not None and not of & {*pair}:
            continue
        ends = " AND r.subject = ? AND r.object = ?"
        claims = read_claims(connection, OF_EDGES + ends, pair) + read_claims(
            connection, OF_EDGES + ends, pair[::-1]
        )
        yes = [claim for claim in claims if claim.polarity == POSITIVE and not claim.ended]
        groups: dict[tuple[str, str, str], dict[Claim, list[Claim]]] = defaultdict(lambda: defaultdict(list))
        for no in claims:
            if no.polarity != NEGATIVE or not yes:
                continue
            words = _sentence(connection, no)
            if _has(words, "part"):
                continue
            so_far = _has(words, "so_far")
            for other in yes:
                if _says_the_same(other, no) and _can_contradict(other, no) and _in_order(other, no, so_far):
                    groups[no.subject or "", _key(no), no.object or ""][no].append(other)
        for (subject, _, object_), denials in sorted(groups.items()):
            first = min(denials)
            said = sorted({claim for others in denials.values() for claim in others})
            what = f"{names.name(subject)} -- {first.type} -- {names.name(object_)}"
            yield Found(
                DENIED,
                "One says what another denies.",
                (subject, object_),
                ((what, tuple(said)), (f"not: {what}", tuple(sorted(denials)))),
            )


def _key(claim: Claim) -> str:
    return vocabulary().key(claim.type, bool(claim.symmetric))


def _says_the_same(yes: Claim, no: Claim) -> bool:
    """Whether the one says what the other denies: of the same edge, or in words of the same meaning."""
    if yes.relation == no.relation:
        return True
    alike = bool(yes.symmetric and no.symmetric)
    if not alike and (yes.subject, yes.object) != (no.subject, no.object):
        return False
    said = {_key(yes), vocabulary().brought_together(yes.type, bool(yes.symmetric))[0]}
    denied = vocabulary().brought_together(no.type, bool(no.symmetric), denied=True)[0]
    return _key(no) == _key(yes) or denied in said


def _can_contradict(one: Claim, other: Claim) -> bool:
    """Whether two voices speak of one time, both of what is or both of what is planned."""
    return apart(one, other) and alike(one, other) and overlap(when(one), when(other))


def _sentence(connection: sqlite3.Connection, claim: Claim) -> str:
    """The words of a claim's sentence, in lower case between single spaces."""
    (text,) = connection.execute(
        "SELECT substr(text, ? + 1, ? - ?) FROM documents WHERE id = ?",
        (claim.start, claim.stop, claim.start, claim.document),
    ).fetchone()
    return f" {' '.join(WORD.findall(text.lower()))} "


def _has(words: str, which: str) -> bool:
    return any(f" {word} " in words for word in table("conflicts")["denial"][which])


def _in_order(yes: Claim, no: Claim, so_far: bool) -> bool:
    """Whether what is not so yet is said to be so by then already, and what is no longer so by then still."""
    if not (so_far or no.ended):
        return True
    if not (yes.date and no.date):
        return False
    return (not so_far or yes.date <= no.date) and (not no.ended or yes.date > no.date)
