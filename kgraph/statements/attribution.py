"""Who says it: the speaker of a clause, of a sentence, of a quotation that goes on."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kgraph.data import table
from kgraph.statements.arguments import argument

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from kgraph.statements.arguments import Reading
    from kgraph.types import Argument

OPENING = frozenset({"“", "``", "«"})
CLOSING = frozenset({"”", "''", "»"})
EITHER = frozenset({'"'})


@cache
def speech_verbs() -> frozenset[str]:
    """Lemmas of the verbs whose clause belongs to their subject."""
    return frozenset(table("statements")["speech"]["verbs"])


def according_to(reading: Reading, sent: Span) -> Argument | None:
    """X of "according to X" in the sentence."""
    for token in sent:
        if token.lower_ == "according":
            to = reading.child(token, "prep")
            if to is not None and to.lower_ == "to":
                speaker = reading.child(to, "pobj")
                if speaker is not None:
                    return argument(reading, speaker)
    return None


def quoted(sent: Span, inside: bool) -> tuple[bool, bool]:
    """(sentence is wholly inside a quotation, quotation still open at its end)."""
    open_ = inside
    outside = False
    for token in sent:
        text = token.text
        if text in OPENING:
            open_ = True
        elif text in CLOSING:
            open_ = False
        elif text in EITHER:
            open_ = not open_
        elif not open_ and not token.is_punct and not token.is_space:
            outside = True
    return not outside, open_


def speaker_after(reading: Reading, verb: Token) -> bool:
    """True if ``verb`` reports speech."""
    return verb.lemma_.lower() in speech_verbs()
