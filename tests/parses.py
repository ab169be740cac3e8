"""Docs built by hand, so that a rule is tested and not the model."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from kgraph.types import Document


def parse(text: str, *, ents: tuple[tuple[int, int, str], ...] = ()) -> Doc:
    """A Doc of lines "word tag dep head [lemma]", one token a line; ``head`` counts tokens from 0.

    A word that ends in "_" has no space behind it.  ``ents`` are (start, end, label) in tokens.  The
    part of speech follows from the tag.
    """
    rows = [line.split() for line in text.strip().splitlines()]
    words = [row[0].removesuffix("_") for row in rows]
    doc = Doc(
        spacy.blank("en").vocab,
        words=words,
        spaces=[not row[0].endswith("_") for row in rows],
        tags=[row[1] for row in rows],
        pos=[pos_of(row[1]) for row in rows],
        deps=[row[2] for row in rows],
        heads=[int(row[3]) for row in rows],
        lemmas=[row[4] if len(row) > 4 else row[0].removesuffix("_").lower() for row in rows],
    )
    doc.ents = [doc.char_span(doc[a].idx, doc[b - 1].idx + len(doc[b - 1]), label) for a, b, label in ents]
    return doc


def pos_of(tag: str) -> str:
    exact = {
        "NNP": "PROPN",
        "NNPS": "PROPN",
        "IN": "ADP",
        "DT": "DET",
        "CC": "CCONJ",
        "CD": "NUM",
        "POS": "PART",
    }
    starts = {"NN": "NOUN", "VB": "VERB", "JJ": "ADJ", "RB": "ADV", "PRP": "PRON", "WP": "PRON"}
    return exact.get(tag) or next((pos for start, pos in starts.items() if tag.startswith(start)), "PUNCT")


def document(doc: Doc) -> Document:
    return Document("d", "d", "d", doc.text)
