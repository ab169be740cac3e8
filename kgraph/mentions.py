"""Doc -> Mentions (draft: spaCy's names only)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.types import Document, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

TYPES = {"PERSON": "PERSON", "ORG": "ORG", "GPE": "GPE", "LOC": "LOC", "FAC": "FAC", "EVENT": "EVENT",
         "PRODUCT": "PRODUCT", "WORK_OF_ART": "WORK", "LAW": "WORK", "NORP": "GROUP"}


def find_mentions(doc: Doc, document: Document) -> list[Mention]:
    """Mentions in reading order."""
    found = []
    for ent in doc.ents:
        if ent.label_ not in TYPES:
            continue
        label = ent.label_
        while len(ent) > 1 and (ent[0].lower_ == "the" or ent[-1].tag_ == "POS"):
            ent = ent[1:] if ent[0].lower_ == "the" else ent[:-1]
        span = Span(document.id, ent.start_char, ent.end_char)
        found.append(Mention(span, document.text[span.start:span.end], TYPES[label], "adjective" if label == "NORP" else "name", " ".join(ent.text.split())))
    return found
