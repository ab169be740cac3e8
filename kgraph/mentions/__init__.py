"""Doc -> Mentions: names, demonyms, descriptions and pronouns, with antecedents within the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.gazetteer import load_gazetteer
from kgraph.mentions.classify import classify
from kgraph.mentions.find import find_names
from kgraph.types import Document, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_mentions(doc: Doc, document: Document) -> list[Mention]:
    """Mentions in reading order."""
    names = find_names(doc, load_gazetteer())
    mentions = []
    for name, kind in zip(names, classify(doc, names, load_gazetteer()), strict=True):
        start, end = doc[name.start].idx, doc[name.end - 1].idx + len(doc[name.end - 1])
        mentions.append(Mention(Span(document.id, start, end), document.text[start:end], kind, name.kind, name.name))
    return mentions
