"""Doc and Mentions -> Statements: who does or is what to whom, and whether it is said to hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kgraph.statements.arguments import argument, has_word, of_tokens
from kgraph.statements.attribution import nested
from kgraph.statements.clauses import Clause, Clauses
from kgraph.statements.dates import time_of
from kgraph.statements.drafts import Draft
from kgraph.statements.nominals import NOMINAL_TAGS, of_noun
from kgraph.statements.predicates import of_clause
from kgraph.statements.reading import QUOTES, Reading
from kgraph.statements.speakers import Speakers, Speech
from kgraph.statements.trust import confidence
from kgraph.statements.truth import Truth, is_over, is_over_for, leaves, lexicon
from kgraph.statements.verbs import is_verb
from kgraph.types import Argument, Document, Mention, Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Sentence

__all__ = ["find_statements"]

# What stands before a claim and makes it: "Western narratives", "Russia's claim", "US accusations".
OWNERS = frozenset({"poss", "amod", "compound", "nmod"})
CLAIMED = Truth(modality="claimed")
# Rules of events that a noun phrase names without asserting them: "Russia's war with Ukraine".
TAKEN_FOR_GRANTED = frozenset({"holder", "far holder"})


def find_statements(doc: Doc, document: Document, mentions: Sequence[Mention]) -> list[Statement]:
    """Statements in reading order.

    ``doc`` is the model's annotation of ``document.text``, ``mentions`` are those that
    ``find_mentions`` found in it.  Sentences of the article's frame and clauses of questions make
    none.
    """
    reading = Reading(doc, document, mentions)
    clauses = Clauses(reading)
    speakers = Speakers(reading, clauses)
    found: list[Statement] = []
    for sent in doc.sents:
        if in_frame(document, sent):
            continue
        said = Telling(reading.span(sent.start, sent.end), speakers.of_sentence(sent))
        seen: set[tuple[str, Argument, Argument]] = set()
        for draft in drafts(reading, clauses, sent):
            key = (draft.type, replace(draft.subject, full=None), replace(draft.object, full=None))
            broken = is_loop(reading, draft) or is_open(draft) or is_knotted(draft)
            if key not in seen and not broken:
                seen.add(key)
                found.append(statement(reading, clauses, draft, said))
    return found


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence's place in the text and who says it, where its clauses do not tell."""

    place: Span
    speech: Speech


def drafts(reading: Reading, clauses: Clauses, sent: Sentence) -> Iterator[Draft]:
    """What the rules read in one sentence."""
    question = is_question(sent)
    for token in sent:
        if token.pos_ in NOMINAL_TAGS:
            yield from of_noun(reading, token)
        elif not question and is_verb(token):
            yield from of_clause(reading, clauses.clause(token))


def is_loop(reading: Reading, draft: Draft) -> bool:
    """True if both ends are one and the same: "Xi sold his car" relates nobody to Xi."""
    one, other = reading.referent(draft.subject.mention), reading.referent(draft.object.mention)
    return (one is not None and one == other) or draft.subject.text == draft.object.text


# Words that ask or relate and name nothing: "what" in "what investors suggest".
OPEN_WORDS = frozenset({"what", "which", "who", "whom", "whose", "how", "when", "where", "why"})


def is_open(draft: Draft) -> bool:
    """True if an end is no more than a word that asks or relates, or a mark: the "[" of "[1]"."""
    return any(
        end.mention is None and (end.text.lower() in OPEN_WORDS or not has_word(end))
        for end in (draft.subject, draft.object)
    )


def is_knotted(draft: Draft) -> bool:
    """True if an end has the clause's verb in it: the parser has lost where the clause begins."""
    verb = draft.clause.verb.idx if draft.clause is not None else -1
    spans = [end.span for end in (draft.subject, draft.object) if end.span is not None]
    return any(span.start <= verb < span.end for span in spans)


def is_question(sent: Sentence) -> bool:
    """True if the sentence ends with a question mark, quotes aside."""
    last = next((token for token in reversed(sent) if token.text not in QUOTES and not token.is_space), None)
    return last is not None and last.text == "?"


def in_frame(document: Document, sent: Sentence) -> bool:
    """True if the sentence begins inside the article's frame."""
    return any(f.start <= sent.start_char < f.end for f in document.frame)


def statement(reading: Reading, clauses: Clauses, draft: Draft, said: Telling) -> Statement:
    """The draft with what its clause adds: truth, speaker, time and confidence."""
    clause = draft.clause
    if clause is None and draft.anchor is not None and draft.event:
        clause = clauses.around(draft.anchor)
    truth = draft.truth
    if clause is not None:
        truth = truth.under(clause.truth if draft.clause else clauses.of_event(draft.anchor, clause))
    if is_excluding(reading, draft):
        truth = truth.under(Truth(True))
    tellers = tellers_of(reading, clauses, draft, clause, said)
    claim = claim_around(draft.anchor) if draft.clause is None else None
    if claim is not None:
        truth = truth.under(CLAIMED)
        owners = [c for c in reading.children(claim) if c.dep_ in OWNERS and reading.mention(c) is not None]
        tellers = nested(reading, *(argument(reading, owner) for owner in owners[:1]), *tellers)
    if tellers and (tellers[0].mention or tellers[0].span) == (draft.subject.mention or draft.subject.span):
        tellers = tellers[1:]  # "according to X, who lives in Y": X does not say that
    source = tellers[0] if tellers else None
    return Statement(
        draft.subject,
        predicate(reading, draft),
        draft.object,
        draft.type,
        said.place,
        "negative" if truth.negative else "positive",
        truth.modality,
        source,
        time_of(reading, draft, clause, truth),
        confidence(reading, draft, source, truth),
        draft.rule,
        draft.symmetric,
        has_ended(reading, draft),
        tellers[1:],
    )


def has_ended(reading: Reading, draft: Draft) -> bool:
    """True if the text says that it holds no longer."""
    if draft.ended or (draft.anchor is not None and is_over_for(reading, draft.anchor)):
        return True
    if draft.clause is None:
        return False
    left = draft.rule == "role after as" and leaves(draft.clause.verb)
    return left or is_over(reading, draft.clause.verb)


def is_excluding(reading: Reading, draft: Draft) -> bool:
    """True for "Mexico" in "attacked Iran instead of Mexico"."""
    return draft.clause is not None and any(
        word.lower_ == "of" and any(c.lower_ == "instead" for c in reading.children(word))
        for word in draft.words
    )


def claim_around(event: Token | None) -> Token | None:
    """The noun of claiming that tells of the event: "Western narratives of his isolation over the war"."""
    above = event
    while above is not None and above.dep_ in ("pobj", "prep") and above.head is not above:
        above = above.head
        if above.pos_ == "NOUN" and above.lemma_.lower() in lexicon("claimed_nouns"):
            return above
    return None


def tellers_of(
    reading: Reading, clauses: Clauses, draft: Draft, clause: Clause | None, said: Telling
) -> tuple[Argument, ...]:
    """Who says it, from the inside out: for an event taken for granted, who tells the clause around it.

    What an accusation takes for granted is nobody's claim: "accused China of fueling Russia's war"
    says that there is a war, whoever accuses.
    """
    if clause is None and draft.anchor is not None and draft.rule in TAKEN_FOR_GRANTED:
        clause = clauses.around(draft.anchor)
        if clause is not None and clause.truth.modality == "claimed":
            return ()
    if clause is None:
        at = draft.anchor or (draft.words[0] if draft.words else reading.token_at(draft.object.span))
        return said.speech.quoting(at.i) if at is not None else ()
    return nested(reading, *clause.sources, *said.speech.tellers((draft.anchor or clause.verb).i))


def predicate(reading: Reading, draft: Draft) -> Argument:
    """The predicate's words; without a span where they do not stand together in the text."""
    if draft.lead or draft.tail:
        words = [draft.lead, *(token.text for token in draft.words), draft.tail]
        return Argument(" ".join(" ".join(words).split()))
    return of_tokens(reading, draft.words)
