"""Who tells what a token states, beside its clause: the sentence's signs and the quotation around it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgraph.mentions.spans import tokens_with
from kgraph.statements.attribution import MARKS, Sign, labelled, signs
from kgraph.statements.quotations import Quotations

if TYPE_CHECKING:
    from spacy.tokens import Span

    from kgraph.statements.clauses import Clauses
    from kgraph.statements.reading import Reading
    from kgraph.types import Argument


@dataclass(frozen=True, slots=True)
class Speech:
    """Who says the clauses of one sentence, where they do not tell themselves."""

    signs: tuple[Sign, ...]
    quotations: Quotations

    def tellers(self, i: int) -> tuple[Argument, ...]:
        """Those who tell what token ``i`` states, from the inside out.

        The words of "according to X, who lives in Y" are told by nobody but the writer, and a sign
        outside a quotation tells who reports it.
        """
        around = self.quotations.around(i)
        quoted = around.tellers if around is not None else ()
        inside: list[Argument] = []
        outside: list[Argument] = []
        for sign in self.signs:
            if i not in sign.words:
                within = around is not None and around.start <= sign.words.start < around.end
                (inside if within else outside).append(sign.speaker)
        return (*inside, *quoted, *outside)

    def quoting(self, i: int) -> tuple[Argument, ...]:
        """Those who are quoted with token ``i``."""
        around = self.quotations.around(i)
        return around.tellers if around is not None else ()


class Speakers:
    """Who speaks in the sentences of one document."""

    def __init__(self, reading: Reading, clauses: Clauses) -> None:
        self.reading = reading
        self._label: Sign | None = None  # "PUTIN: ..." holds until the paragraph ends
        self._marked = [token.i for token in tokens_with(reading.doc, "LOWER", MARKS)]
        self._quotations = Quotations(reading, clauses)

    def of_sentence(self, sent: Span) -> Speech:
        """The speech of one sentence; sentences are asked for in reading order."""
        found: list[Sign] = []
        label: Sign | None = None
        at = bisect_left(self._marked, sent.start)
        if at < len(self._marked) and self._marked[at] < sent.end:
            found = signs(self.reading, sent)
            label = labelled(self.reading, [token for token in sent if not token.is_space])
        if _begins_paragraph(sent):
            self._label = label
        elif label is None and self._label is not None:
            found.append(self._label)
        return Speech(tuple(found), self._quotations)


def _begins_paragraph(sent: Span) -> bool:
    return sent.start == 0 or "\n" in sent.doc[sent.start - 1].text
