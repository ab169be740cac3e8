"""A statement in the making: what a rule has read, before truth, time and confidence are added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgraph.statements.clauses import Clause
    from kgraph.statements.truth import Truth
    from kgraph.types import Argument


@dataclass(slots=True)
class Draft:
    """Subject, predicate's words, object, type and the rule that read them.

    ``clause`` gives truth and speaker; a nominal statement has none and is asserted by the
    writer unless ``truth`` and ``source`` say otherwise.  ``lead`` is a word that the predicate
    needs for a reader and the text leaves out: "is" before an apposition.  ``event`` marks a
    noun that names something that happens, and so is told, planned or denied with its clause.
    """

    clause: Clause | None
    subject: Argument
    words: tuple[Token, ...]
    object: Argument
    type: str
    rule: str
    truth: Truth | None = None
    source: Argument | None = None
    symmetric: bool = False
    ended: bool = False
    anchor: Token | None = None
    lead: str = ""
    event: bool = False
