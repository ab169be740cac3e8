"""A statement in the making: what a rule has read, before speaker, time and confidence are added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgraph.statements.truth import PLAIN, Truth

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgraph.statements.clauses import Clause
    from kgraph.types import Argument


@dataclass(slots=True)
class Draft:
    """Subject, predicate's words, object, type and the rule that read them.

    ``clause`` gives truth and speaker, to which ``truth`` adds what the noun says ("possible talks");
    what a noun phrase states by itself has no clause and is told by the writer. ``lead`` and ``tail``
    are what the predicate needs for a reader and the text leaves out: "is" before an apposition, "with"
    in "signed a pact with" of "A and B signed a pact". ``anchor`` is the noun that names the relation;
    ``event`` marks one that happens, and so is planned, denied or reported with the clause that it
    stands in.
    """

    clause: Clause | None
    subject: Argument
    words: tuple[Token, ...]
    object: Argument
    type: str
    rule: str
    truth: Truth = PLAIN
    symmetric: bool = False
    ended: bool = False
    anchor: Token | None = None
    lead: str = ""
    tail: str = ""
    event: bool = False

    def links_mentions(self) -> bool:
        """True if both ends are mentions, and not the same one."""
        one, other = self.subject.mention, self.object.mention
        return one is not None and other is not None and one != other
