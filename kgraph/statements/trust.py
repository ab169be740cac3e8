"""How far to trust a statement: a start for its rule, less for each oddity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.data import table

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgraph.statements.drafts import Draft
    from kgraph.types import Argument

LEAST, MOST = 0.05, 0.95
# Words from which an end or a predicate counts as long.
LONG_SUBJECT, LONG_OBJECT, LONG_PREDICATE = 10, 12, 5
# Tokens between subject and verb from which the parser often errs.
FAR = 8

PREPOSITIONAL = frozenset({"preposition", "adjunct"})


def confidence(draft: Draft, source: Argument | None) -> float:
    """Between 0 and 1; the figures and how they were chosen stand in the table ``confidence``."""
    figures = table("confidence")
    score: float = figures["rules"][draft.rule]
    for oddity in oddities(draft, source):
        score += figures["oddities"].get(oddity, 0.0)
    return round(min(MOST, max(LEAST, score)), 2)


def oddities(draft: Draft, source: Argument | None) -> list[str]:
    """The names of what is unusual about a statement."""
    found = []
    if len(draft.subject.text.split()) > LONG_SUBJECT:
        found.append("long subject")
    if len(draft.words) >= LONG_PREDICATE:
        found.append("long predicate")
    if " " not in draft.object.text and draft.object.mention is None:
        found.append("bare object")
    if len(draft.object.text.split()) > LONG_OBJECT:
        found.append("long object")
    if draft.object.text[:1].isdigit():
        found.append("number")
    if draft.clause is not None and draft.anchor is None and draft.object.mention is not None:
        found.append("edge" if draft.links_mentions() else "named object")
    clause = draft.clause
    if clause is not None:
        if draft.rule in PREPOSITIONAL and is_later(draft, clause.verb):
            found.append("later preposition")
        if clause.subject is not None:
            if abs(clause.subject.i - clause.verb.i) > FAR:
                found.append("far subject")
            if clause.subject.tag_ in ("WDT", "WP"):
                found.append("relative subject")
        found.append("clause " + clause.verb.dep_)
        if clause.verb.tag_ == "VBG":
            found.append("gerund")
        if source is not None:
            found.append("reported")
    return found


def is_later(draft: Draft, verb: Token) -> bool:
    """True for "in 1941" after "joined the company as a clerk": not the verb's first preposition."""
    prepositions = [word for word in draft.words if word.dep_ == "prep" and word.head.i == verb.i]
    return bool(prepositions) and any(
        child.dep_ == "prep" and verb.i < child.i < prepositions[-1].i for child in verb.children
    )
