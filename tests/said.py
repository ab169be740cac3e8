"""Small corpora for resolving: documents whose sentences are names."""

from __future__ import annotations

from kgraph.types import Document, Extraction, Mention, Span


def say(doc: str, *sentences: str, types: dict[str, str] | None = None) -> Extraction:
    """A document whose sentences are names divided by "|"; a type is PERSON unless told.

    A name "Xi>Xi Jinping" has the first mention of the second as its antecedent.
    """
    text, spans, mentions = "", [], []
    first: dict[str, Span] = {}
    for sentence in sentences:
        begin = len(text)
        for part in sentence.split("|"):
            name, _, full = part.partition(">")
            span = Span(doc, len(text), len(text) + len(name))
            kind = (types or {}).get(full or name, "PERSON")
            mentions.append(Mention(span, name, kind, "name", name, antecedent=first.get(full)))
            first.setdefault(name, span)
            text += name + " "
        spans.append(Span(doc, begin, len(text)))
    return Extraction(Document(doc, doc, doc, text), tuple(mentions), (), tuple(spans))
