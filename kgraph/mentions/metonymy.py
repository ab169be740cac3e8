"""Capitals that stand for their governments: "Beijing refused" is China, "in Beijing" is the city."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from kgraph.data import table
from kgraph.gazetteer import Gazetteer
from kgraph.names import fold
from kgraph.types import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def capitals_as_governments(doc: Doc, mentions: Sequence[Mention], gazetteer: Gazetteer) -> list[Mention]:
    """The mentions, a capital that acts as its government bearing the country's name.

    "Beijing refused", "an alliance between Beijing and Pyongyang" are the countries; "in
    Beijing" and "the streets of Beijing" are the city.  What is coordinated acts together.
    """
    acting: dict[int, bool] = {}  # by the first member of a coordination
    changed = []
    for mention in mentions:
        span = (
            doc.char_span(mention.span.start, mention.span.end) if _is_capital(mention, gazetteer) else None
        )
        if span is not None:
            first = span.root
            while first.dep_ == "conj":
                first = first.head
            if first.i not in acting:
                acting[first.i] = _acts(first)
            if acting[first.i]:
                mention = replace(mention, name=gazetteer.capitals[fold(mention.name)])
        changed.append(mention)
    return changed


def _is_capital(mention: Mention, gazetteer: Gazetteer) -> bool:
    return mention.type == "GPE" and mention.kind == "name" and fold(mention.name) in gazetteer.capitals


def _acts(first: Token) -> bool:
    """Whether the coordination that begins with this token does what governments do."""
    head = first.head
    if first.dep_ != "pobj" and any(t.ent_type_ == "GPE" for t in _conjuncts(first)):
        return True
    if first.dep_ in SUBJECTS:
        return head.lemma_.lower() in _words("acts")
    if first.dep_ == "dobj":
        return head.lemma_.lower() in _words("addressed")
    if first.dep_ == "poss":
        return head.pos_ == "NOUN" and head.lemma_ in _words("deeds")
    if first.dep_ != "pobj" or head.lower_ not in _words("prepositions"):
        return False
    governor = head.head
    pressed = any(t.dep_ == "dobj" and t.lemma_ in _words("exerted") for t in governor.children)
    upon = head.lower_ in ("on", "upon")
    return governor.pos_ == "NOUN" or (governor.pos_ == "VERB" and (pressed or not upon))


def _conjuncts(token: Token) -> Iterator[Token]:
    following = [token]
    while following:
        members = [child for t in following for child in t.children if child.dep_ == "conj"]
        yield from members
        following = members


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(table("references")["government"][kind])
