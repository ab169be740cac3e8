"""Who says it: the speaker of a clause, of a sentence, of a quotation that goes on."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kgraph.data import table
from kgraph.statements.arguments import argument

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from kgraph.statements.arguments import Reading
    from kgraph.statements.clauses import Clauses
    from kgraph.types import Argument

OPENING = frozenset({"“", "``", "«"})
CLOSING = frozenset({"”", "''", "»"})
EITHER = frozenset({'"'})
# Sentences of a quotation in which its speaker is looked for ahead.
LONGEST_QUOTATION = 4


@cache
def speech_verbs() -> frozenset[str]:
    """Lemmas of the verbs whose clause belongs to their subject."""
    return frozenset(table("statements")["speech"]["verbs"])


@dataclass(frozen=True, slots=True)
class Speech:
    """Who says a sentence, and the words that tell so: "according to X, who lives in Y"."""

    speaker: Argument | None
    words: range = range(0)

    def speaker_of(self, token: Token) -> Argument | None:
        """The speaker, unless ``token`` is one of the words that only tell who it is."""
        return None if token.i in self.words else self.speaker


class Speakers:
    """Who speaks the sentences of one document, kept from sentence to sentence of a quotation."""

    def __init__(self, reading: Reading, clauses: Clauses) -> None:
        self.reading = reading
        self.clauses = clauses
        self._sents = list(reading.doc.sents)
        self._last: Argument | None = None
        self._open = False

    def of_sentence(self, sent: Span) -> Speech:
        """The speaker of "according to X", and of a sentence that goes on with a quotation.

        Sentences are asked for in reading order.
        """
        wholly, still_open = quoted(sent, self._open)
        begins = wholly and still_open and not self._open
        carried = self._last if wholly else None
        if begins:
            carried = self._speaker_after(sent) or carried
            self._last = carried
        self._open = still_open
        named = self._according_to(sent)
        if not wholly or named is not None:
            self._last = named.speaker if named is not None else self._speaker_in(sent)
        return named or Speech(carried)

    def _speaker_after(self, sent: Span) -> Argument | None:
        """Who is named behind the quotation that ``sent`` begins, in the sentence in which it ends."""
        first = bisect_right(self._sents, sent.start, key=lambda s: s.start)
        for following in self._sents[first : first + LONGEST_QUOTATION]:
            wholly, still_open = quoted(following, True)
            if not still_open:
                return None if wholly else self._speaker_in(following)
        return None

    def _according_to(self, sent: Span) -> Speech | None:
        for token in sent:
            if token.lower_ == "according":
                to = self.reading.child(token, "prep")
                speaker = self.reading.child(to, "pobj") if to is not None else None
                if speaker is not None:
                    return Speech(argument(self.reading, speaker), range(token.i, token.right_edge.i + 1))
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
