"""How far to trust a statement: a start for its rule, less for each oddity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.data import table

if TYPE_CHECKING:
    from kgraph.statements.drafts import Draft
    from kgraph.types import Argument

LEAST, MOST = 0.05, 0.95
# Words from which an end or a predicate counts as long.
LONG_SUBJECT, LONG_OBJECT, LONG_PREDICATE = 10, 12, 5
# Tokens between subject and verb from which the parser often errs.
FAR = 8


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
    clause = draft.clause
    if clause is not None:
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
