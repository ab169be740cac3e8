"""Doc and Mentions -> Statements: who does or is what to whom, and whether it is said to hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kgraph.statements.arguments import Reading, of_tokens
from kgraph.statements.clauses import Clauses, is_verb
from kgraph.statements.drafts import Draft
from kgraph.statements.labels import family
from kgraph.statements.nominals import NOMINAL_TAGS, of_noun
from kgraph.statements.predicates import of_clause
from kgraph.statements.truth import Truth
from kgraph.types import Argument, Document, Mention, Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Sentence

__all__ = ["family", "find_statements"]

PLAIN = Truth()
CONFIDENCE = {"object": 0.9}


def find_statements(doc: Doc, document: Document, mentions: Sequence[Mention]) -> list[Statement]:
    """Statements in reading order."""
    reading = Reading(doc, document, mentions)
    clauses = Clauses(reading)
    found: list[Statement] = []
    for sent in doc.sents:
        if in_frame(document, sent):
            continue
        place = reading.span(sent.start, sent.end)
        for token in sent:
            if token.pos_ in NOMINAL_TAGS:
                for draft in of_noun(reading, token):
                    found.append(statement(reading, draft, place))
            elif is_verb(token):
                for draft in of_clause(reading, clauses.clause(token)):
                    found.append(statement(reading, draft, place))
    return found


def predicate(reading: Reading, draft: Draft) -> Argument:
    """The predicate's words; without a span where they do not stand together in the text."""
    if draft.lead:
        return Argument(" ".join([draft.lead, *(token.text for token in draft.words)]))
    return of_tokens(reading, draft.words)


def in_frame(document: Document, sent: Sentence) -> bool:
    """True if the sentence begins inside the article's frame."""
    return any(f.start <= sent.start_char < f.end for f in document.frame)


def statement(reading: Reading, draft: Draft, place: Span) -> Statement:
    truth = draft.truth or (draft.clause.truth if draft.clause else PLAIN)
    source = draft.source or (draft.clause.source if draft.clause else None)
    return Statement(
        draft.subject, predicate(reading, draft), draft.object, draft.type, place,
        "negative" if truth.negative else "positive", truth.modality, source,
        confidence=CONFIDENCE.get(draft.rule, 0.7), rule=draft.rule, symmetric=draft.symmetric, ended=draft.ended,
    )
