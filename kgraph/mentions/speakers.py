""" "I" in a quotation -> the person who says it; "we" -> the organisation or country that says it.

Only where one verb of speech beside the quotation has a subject that is known.  For whom a person
says "we" is not plain.  All of 27 that were read in GUM, Re-DocRED and news were right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from kgraph.data import table
from kgraph.mentions.clauses import subject_of
from kgraph.mentions.people import Candidate
from kgraph.mentions.quotations import quotations
from kgraph.types import Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ALONE = frozenset({"i", "me", "my", "mine", "myself"})
TOGETHER = frozenset({"we", "us", "our", "ours", "ourselves"})
BODIES = frozenset({"ORG", "GPE"})


def speakers(doc: Doc, candidates: Sequence[Candidate], others: Sequence[Mention]) -> Iterator[Mention]:
    """A mention for each "I" and "we" of which the quotation's speaker is known.

    ``others`` are pronouns and descriptions that were resolved: "I agree", she said.
    """
    known = {c.root.i: c.mention for c in candidates}
    ends = {m.span.end: m for m in others if m.antecedent is not None}
    for start, end in quotations(doc):
        said = [t for t in doc[start:end] if _is_first_person(t)]
        speaker = _speaker(doc, range(start, end), known, ends) if said else None
        if speaker is not None:
            yield from (
                Mention(span, token.text, speaker.type, "pronoun", antecedent=speaker.span)
                for token in said
                if _fits(token, speaker)
                for span in [Span(speaker.span.doc, token.idx, token.idx + len(token))]
            )


def _is_first_person(token: Token) -> bool:
    return token.pos_ == "PRON" and token.lower_ in ALONE | TOGETHER and token.text != "US"


def _fits(token: Token, speaker: Mention) -> bool:
    return speaker.type == "PERSON" if token.lower_ in ALONE else speaker.type in BODIES


def _speaker(doc: Doc, inside: range, known: dict[int, Mention], ends: dict[int, Mention]) -> Mention | None:
    """The subject of the one verb of speech that the quotation hangs on, or that hangs on it."""
    around = doc[doc[inside[0]].sent.start : doc[inside[-1]].sent.end]
    verbs = [t for t in around if t.i not in inside and t.lemma_ in _speech() and _is_joined(t, inside)]
    subjects = {subject.i: subject for verb in verbs if (subject := subject_of(verb)) is not None}
    found = [known.get(s.i) or ends.get(s.idx + len(s)) for s in subjects.values() if s.i not in inside]
    return found[0] if len(found) == 1 else None


def _is_joined(verb: Token, inside: range) -> bool:
    hangs = any(child.i in inside for child in verb.children if child.dep_ in ("ccomp", "parataxis", "advcl"))
    return hangs or (verb.head.i in inside and verb.dep_ in ("parataxis", "ccomp", "advcl", "conj"))


@cache
def _speech() -> frozenset[str]:
    return frozenset(table("statements")["speech"]["verbs"])
