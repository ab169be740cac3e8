"""Names at tokens, which tokens are taken, and the tokens' texts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


class Name(NamedTuple):
    """A name at tokens ``start`` to ``end`` (half-open), with the model's label ("" if it gave none).

    ``name`` is what it stands for: cleaned, completed, a demonym's country.  ``kind`` is name or
    adjective.  ``decided`` is the class that the fitted weights give to it: PERSON, ORG, PLACE or OTHER;
    "" where only rules have found it.
    """

    start: int
    end: int
    label: str
    name: str
    kind: str = "name"
    decided: str = ""


class Cover:
    """Names of a document of ``size`` tokens, none overlapping another: who comes first stays."""

    def __init__(self, size: int, names: Iterable[Name] = ()) -> None:
        self._at: list[Name | None] = [None] * size
        self.add(names)

    def add(self, names: Iterable[Name]) -> None:
        for name in names:
            if not any(self._at[name.start : name.end]):
                self._at[name.start : name.end] = [name] * (name.end - name.start)

    def free(self, start: int, end: int) -> bool:
        """Whether no token from ``start`` to ``end`` is taken."""
        return not any(self._at[start:end])

    def names(self) -> list[Name]:
        """The names in reading order."""
        return [name for i, name in enumerate(self._at) if name is not None and name.start == i]


def tokens_with(doc: Doc, attribute: str, values: Iterable[str]) -> list[Token]:
    """The tokens whose attribute ("LOWER", "TAG", "DEP") has one of the values, in reading order.

    Walking over all tokens takes ten times as long, as each is made an object for it.
    """
    strings = doc.vocab.strings
    wanted = {strings[value] for value in values}
    return [doc[i] for i, value in enumerate(doc.to_array(attribute).tolist()) if value in wanted]


def texts_of(doc: Doc) -> list[str]:
    """The texts of the tokens, in a fifth of the time that walking over the tokens takes."""
    strings = doc.vocab.strings
    return [strings[orth] for orth in doc.to_array("ORTH").tolist()]
