"""Quotations and who says each: the verb of speech before, behind or between, or who spoke before."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kgraph.data import table
from kgraph.mentions.quotations import MARKS, SINGLE, quotations
from kgraph.statements.attribution import cited, nested, speech_verbs, voice

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgraph.statements.clauses import Clauses
    from kgraph.statements.reading import Reading
    from kgraph.types import Argument

# Marks before a quotation, or at its end, that set it beside its verb of speech: "he said, “...”".
INTRODUCING = frozenset({",", ":"})
ENDING = frozenset({",", "?", "!", "—", "–", "-"})
VERBAL = frozenset({"VERB", "AUX"})
NO_SPEAKERS = frozenset({"that", "this", "which", "there", "who", "what"})
PERSONAL = frozenset({"he", "she"})
BODILY = frozenset({"it", "they"})
BODIES = frozenset({"ORG", "GPE"})
QUOTING = frozenset({"quote", "cite"})
# Words behind a quotation among which its verb of speech begins: "”, the minister of defence told".
NEAR = 12
# A sentence behind a quotation that only tells who spoke is no longer: "he told reporters in Moscow".
LONGEST_TAIL = 15


@dataclass(frozen=True, slots=True)
class Quotation:
    """Tokens ``start`` to ``end`` and who says them, with those who tell so, from the inside out."""

    start: int
    end: int
    tellers: tuple[Argument, ...]


@cache
def quoting_verbs() -> frozenset[str]:
    """Lemmas of the verbs that tell of speech beside a quotation: "it continues, “...”"."""
    return speech_verbs() | frozenset(table("statements")["speech"]["quoting"])


class Quotations:
    """The quotations of one document."""

    def __init__(self, reading: Reading, clauses: Clauses) -> None:
        self.reading = reading
        self.clauses = clauses
        self._sents = list(reading.doc.sents)
        self._starts = [sent.start for sent in self._sents]
        self._found: list[Quotation] = []
        spans = list(quotations(reading.doc))
        for n, (start, end) in enumerate(spans):
            last = self._found[-1] if self._found else None
            ahead = spans[n + 1][0] if n + 1 < len(spans) else len(reading.doc)
            self._found.append(Quotation(start, end, self._tellers(start, end, last, ahead)))

    def around(self, i: int) -> Quotation | None:
        """The quotation in which the token stands."""
        at = bisect_right(self._found, i, key=lambda q: q.start) - 1
        return self._found[at] if at >= 0 and i < self._found[at].end else None

    def _tellers(self, start: int, end: int, last: Quotation | None, ahead: int) -> tuple[Argument, ...]:
        """Who says tokens ``start`` to ``end``, given the quotation before and the next one's start."""
        doc = self.reading.doc
        first, final = self._sent_of(start), self._sent_of(end - 1)
        floor = max(self._starts[first], last.end if last is not None else 0)
        tail = self._tail(final, end)
        before, behind = list(doc[floor:start]), list(doc[end : max(end, min(tail, ahead))])
        verb = self._behind(end, behind) or self._before(start, before)
        around = [*before, *behind]
        alone = not any(t.pos_ in VERBAL for t in around) if first < final else not _words(around)
        if verb is None and alone:
            verb = self._introduced_by(first, start, last)
            if verb is None and last is not None and not self._between(last.end, start):
                return last.tellers
        return self._said_by(verb, last) if verb is not None else ()

    def _sent_of(self, i: int) -> int:
        return bisect_right(self._starts, i) - 1

    def _tail(self, final: int, end: int) -> int:
        """Where the words behind a quotation end: its sentence, or a next one that only tells who spoke."""
        stop = self._sents[final].end
        if stop > end or final + 1 == len(self._sents):
            return stop
        following = self._sents[final + 1]
        root = following.root
        told = any(c.dep_ in ("ccomp", "dobj") and c.i > root.i for c in self.reading.children(root))
        only = len(following) <= LONGEST_TAIL and root.lemma_.lower() in speech_verbs() and not told
        return following.end if only else stop

    def _behind(self, end: int, words: Sequence[Token]) -> Token | None:
        """ "said" in "“...,” said Putin", "“...,” the minister of defence told reporters"."""
        doc = self.reading.doc
        ending = doc[end - 2].text if doc[end - 1].text in MARKS | {SINGLE[1]} else doc[end - 1].text
        comma = words[0].text == "," if words else False
        if not words or not (ending in ENDING or comma or ending == "."):
            return None
        for token in words[:NEAR]:
            if token.pos_ in VERBAL and token.lemma_.lower() in quoting_verbs():
                return token if self._subject(token, end) is not None else None
            if token.text in (";", ".") or (
                token.pos_ == "VERB" and token.dep_ not in ("relcl", "acl", "amod")
            ):
                break
        return None

    def _before(self, start: int, words: Sequence[Token]) -> Token | None:
        """ "said" in "Putin said: “...”", "Putin said the deal was “...”", the last such verb."""
        doc = self.reading.doc
        above = {token.i for token in doc[start].ancestors}
        if start + 1 < len(doc):
            above |= {token.i for token in doc[start + 1].ancestors}
        introduced = start > 0 and doc[start - 1].text in INTRODUCING
        for token in reversed(words):
            if token.pos_ not in VERBAL:
                continue
            if token.lemma_.lower() in quoting_verbs() and (
                introduced or token.i in above or _touches(token, start)
            ):
                return token if self._subject(token, start) is not None else None
            if token.dep_ in ("ROOT", "conj") and token.i not in above and not introduced:
                return None
        return None

    def _introduced_by(self, first: int, start: int, last: Quotation | None) -> Token | None:
        """The verb of speech of the sentence before: "Putin spoke to reporters. “...”", "X said:"."""
        if first == 0:
            return None
        sent = self._sents[first - 1]
        words = [token for token in sent if not token.is_space]
        colon = bool(words) and words[-1].text == ":"
        if last is not None and sent.start < last.end and not colon:
            return None
        for token in reversed(sent):
            if token.pos_ == "VERB" and token.lemma_.lower() in speech_verbs():
                subject = self._subject(token, start)
                if subject is not None:
                    return token
        return None

    def _between(self, start: int, stop: int) -> bool:
        """True if the writer tells something between two quotations, not only who spoke."""
        first = self._sent_of(start)
        rest = list(self.reading.doc[min(self._tail(first, start), stop) : stop])
        return bool(_words(rest))

    def _subject(self, verb: Token, edge: int) -> Token | None:
        clause = self.clauses.clause(verb)
        if clause.passive and verb.lemma_.lower() not in QUOTING:
            return self._agent(verb)
        subject = clause.subject
        if subject is not None and subject.lower_ in NO_SPEAKERS:
            return None
        if subject is None and verb.i >= edge:  # "said Putin", taken for an object
            after = self.reading.child(verb, "dobj", "oprd")
            subject = after if after is not None and after.i == verb.i + 1 else None
        return subject

    def _agent(self, verb: Token) -> Token | None:
        agent = self.reading.child(verb, "agent")
        return self.reading.child(agent, "pobj") if agent is not None else None

    def _said_by(self, verb: Token, last: Quotation | None) -> tuple[Argument, ...]:
        subject = self._subject(verb, verb.i)
        if subject is None:
            return ()
        clause = self.clauses.clause(verb)
        speaker = voice(self.reading, subject)
        mention = self.reading.mention(subject)
        unknown = mention is None or (mention.kind == "pronoun" and mention.antecedent is None)
        if unknown and last is not None and last.tellers:
            earlier = last.tellers[0]
            if self._may_be(subject, earlier):
                speaker = earlier
        agent = self._agent(verb) if clause.passive else None
        outside = (voice(self.reading, agent),) if agent is not None else ()  # "was quoted by Reuters"
        return nested(self.reading, *cited(self.reading, verb), speaker, *outside, *clause.sources)

    def _may_be(self, pronoun: Token, speaker: Argument) -> bool:
        """True if a pronoun that refers to nobody known can go on with who spoke before: "it added"."""
        mention = self.reading.by_span.get(speaker.mention) if speaker.mention is not None else None
        if mention is None:
            return pronoun.lower_ in PERSONAL | BODILY
        if mention.type == "PERSON":
            return pronoun.lower_ in PERSONAL
        return mention.type in BODIES and pronoun.lower_ in BODILY


def _words(tokens: Sequence[Token]) -> list[Token]:
    return [token for token in tokens if not token.is_punct and not token.is_space]


def _touches(verb: Token, start: int) -> bool:
    return not any(token.pos_ in VERBAL for token in verb.doc[verb.i + 1 : start])
