"""Who says it: the speaker of a clause, of a sentence, of a quotation that goes on."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kgraph.data import table
from kgraph.statements.arguments import argument

if TYPE_CHECKING:
    from spacy.tokens import Span

    from kgraph.statements.arguments import Reading
    from kgraph.statements.clauses import Clauses
    from kgraph.types import Argument

OPENING = frozenset({"“", "``", "«"})
CLOSING = frozenset({"”", "''", "»"})
EITHER = frozenset({'"'})


@cache
def speech_verbs() -> frozenset[str]:
    """Lemmas of the verbs whose clause belongs to their subject."""
    return frozenset(table("statements")["speech"]["verbs"])


class Speakers:
    """Who speaks the sentences of one document, kept from sentence to sentence of a quotation."""

    def __init__(self, reading: Reading, clauses: Clauses) -> None:
        self.reading = reading
        self.clauses = clauses
        self._last: Argument | None = None
        self._open = False

    def of_sentence(self, sent: Span) -> Argument | None:
        """The speaker of "according to X", and of a sentence that goes on with a quotation.

        Sentences are asked for in reading order.
        """
        wholly, still_open = quoted(sent, self._open)
        carried = self._last if wholly else None
        self._open = still_open
        named = self._according_to(sent)
        if not wholly or named is not None:
            self._last = named or self._speaker_in(sent)
        return named or carried

    def _according_to(self, sent: Span) -> Argument | None:
        for token in sent:
            if token.lower_ == "according":
                to = self.reading.child(token, "prep")
                speaker = self.reading.child(to, "pobj") if to is not None else None
                if speaker is not None:
                    return argument(self.reading, speaker)
        return None

    def _speaker_in(self, sent: Span) -> Argument | None:
        """The subject of the sentence's last verb of speech."""
        for token in reversed(sent):
            if token.pos_ == "VERB" and token.lemma_.lower() in speech_verbs():
                subject = self.clauses.clause(token).subject
                if subject is not None:
                    return argument(self.reading, subject)
        return None


def quoted(sent: Span, inside: bool) -> tuple[bool, bool]:
    """(sentence is wholly inside a quotation, quotation still open at its end)."""
    open_ = inside
    wholly = True
    for token in sent:
        text = token.text
        if text in OPENING:
            open_ = True
        elif text in CLOSING:
            open_ = False
        elif text in EITHER:
            open_ = not open_
        elif not open_ and not token.is_punct and not token.is_space:
            wholly = False
    return wholly, open_
