"""What the store knows of a relation as a whole, so that lists and ways need not read its statements."""

from __future__ import annotations

from collections.abc import Mapping

from kgraph.graph import PLAIN
from kgraph.types import Document, Relation
from kgraph.window import first_and_last

# That two stand in one sentence is sure, but says little: however often they do, it is no better a
# connection than a statement that is as likely wrong as right; and half of that where they do once.
TOGETHER = 0.5
# What somebody only claims, or what may only be, connects half as well as the same said plainly.
DOUBTFUL = 0.5
# Nothing is certain: two sources of .9 each have .99.
CERTAIN = 0.99

Summary = tuple[int, str | None, str | None, float | None, float]


def summary(relation: Relation, documents: Mapping[str, Document]) -> Summary:
    """How many articles, the first and last of their dates, the highest confidence, the chance."""
    articles = {span.doc for span in relation.sentences}
    first, last = first_and_last(d for doc in articles if (d := documents[doc].date)) or (None, None)
    confidence = max((float(s.confidence) for s in relation.statements), default=None)
    positive = [s for s in relation.statements if s.polarity == "positive"]
    plain = [s for s in positive if s.modality in PLAIN]
    surest = max((float(s.confidence) for s in plain or positive), default=confidence)
    return (
        len(articles),
        first,
        last,
        confidence,
        chance(relation.kind, relation.polarity, relation.weight, relation.sources, surest),
    )


def chance(kind: str, polarity: str, weight: float, sources: int, confidence: float | None) -> float:
    """How likely it is that one may go along the relation: at least one of its sources is right.

    Sources err independently of each other: of two with .7 at least one is right in .91.  ``weight``
    is how many say a stated relation plainly, ``sources`` how many tell of it at all.  What is only
    denied is no connection: 0.
    """
    if kind == "co-mention":
        found = TOGETHER * (1 - 0.5 ** max(sources, 1))
    elif weight > 0:
        found = 1 - (1 - (confidence or 0.0)) ** weight
    elif polarity == "negative":
        found = 0.0
    else:
        found = DOUBTFUL * (1 - (1 - (confidence or 0.0)) ** max(sources, 1))
    return round(min(found, CERTAIN), 4)
