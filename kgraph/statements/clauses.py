"""Clauses: the verbs of a sentence, each with its subject, its governors, its truth and its speaker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgraph.statements.arguments import argument
from kgraph.statements.attribution import speech_verbs
from kgraph.statements.truth import Truth, implied_by, lexicon, own_truth, refers_to_none

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgraph.statements.arguments import Reading
    from kgraph.types import Argument

ACTIVE_SUBJECTS = ("nsubj", "csubj", "expl")
PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
SUBJECTS = ACTIVE_SUBJECTS + PASSIVE_SUBJECTS
AUXILIARIES = ("aux", "auxpass", "neg")
OBJECTS = ("dobj", "attr", "oprd", "acomp")
RELATIVE_TAGS = frozenset({"WDT", "WP"})
# Where a clause's verb is part of a noun phrase or of another verb's group, it makes no clause.
NOT_CLAUSES = frozenset(
    {
        "aux",
        "auxpass",
        "amod",
        "compound",
        "case",
        "mark",
        "cc",
        "punct",
        "prt",
        "nmod",
        "advmod",
        "nummod",
        "det",
    }
)
# Verbs of speech that add nothing of their own: "warned that Russia had attacked" tells it as a fact.
INFORMING = frozenset({"say", "tell", "warn"})
NO_SPEAKERS = frozenset({"it", "that", "this", "which", "there"})
# Verbs of speech and thought whose passive reports hearsay: "is believed to".
HEARSAY = frozenset(
    {
        "say",
        "believe",
        "think",
        "report",
        "allege",
        "claim",
        "assume",
        "consider",
        "suspect",
        "rumor",
        "rumour",
    }
)
# Words between a clause's verb and the verb above it, as in "far from helping", "no sign of wanting".
LONGEST_CLIMB = 4
SEEMING = frozenset({"seem", "appear"})
# Nouns that deny what follows them: "the lack of a summit".
LACKING = frozenset({"lack", "absence"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb with what it inherits.

    ``words`` are the words of its predicate up to the verb and its particle, in order, those of
    raising and control verbs above it included ("is expected to visit").  ``subject`` is the
    noun that the verb says something about, wherever it stands.
    """

    verb: Token
    subject: Token | None
    passive: bool
    words: tuple[Token, ...]
    truth: Truth
    source: Argument | None


class Clauses:
    """The clauses of one document, read when they are asked for."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._found: dict[int, Clause] = {}

    def clause(self, verb: Token) -> Clause:
        """The clause of ``verb``."""
        pending = [verb]
        while pending[-1].i not in self._found:
            above = self._governor(pending[-1])
            if above is None:
                break
            pending.append(above)
        # From the outermost verb down, not by recursion: a run-on sentence may nest a thousand deep.
        for token in reversed(pending):
            if token.i not in self._found:
                self._found[token.i] = self._read(token)
        return self._found[verb.i]

    def around(self, noun: Token) -> Clause | None:
        """The clause in which a noun stands."""
        for above in noun.ancestors:
            if is_verb(above):
                return self.clause(above)
        return None

    def of_event(self, noun: Token | None, clause: Clause) -> Truth:
        """What the clause says of the event that ``noun`` names: "will sign a pact", "lack of a summit"."""
        if noun is None:
            return Truth()
        lacking = any(above.lemma_.lower() in LACKING for above in noun.ancestors if above.pos_ == "NOUN")
        direct = noun.head.i == clause.verb.i and noun.dep_ in ("dobj", "attr", "nsubjpass")
        modality = clause.truth.modality if direct else "asserted"
        if noun.head.i == clause.verb.i and noun.dep_ == "nsubj" and clause.verb.lemma_ in SEEMING:
            modality = "possible"
        denied = direct and clause.truth.negative and not refers_to_none(self.reading, noun)
        return Truth(lacking or denied, modality)

    def _read(self, verb: Token) -> Clause:
        above = self._governor(verb)
        outer = self.clause(above) if above is not None else None
        shared = self._shared(verb)
        subject = self._subject(verb, outer)
        passive = self._is_passive(verb)
        truth = self._truth(verb, outer, shared)
        return Clause(
            verb, subject, passive, self._words(verb, outer, shared), truth, self._source(verb, outer)
        )

    def _governor(self, verb: Token) -> Token | None:
        """The nearest verb above, with at most LONGEST_CLIMB words between; None for a root."""
        head = verb.head
        for _ in range(LONGEST_CLIMB):
            if is_verb(head) or head.head.i == head.i:
                break
            head = head.head
        return head if is_verb(head) and head.i != verb.i else None

    def _shared(self, verb: Token) -> Token | None:
        """The verb whose auxiliaries and governors a coordinated verb shares: "will meet Xi and visit"."""
        head = verb.head
        if verb.dep_ != "conj" or not is_verb(head) or verb.tag_ != head.tag_:
            return None
        if self.reading.child(verb, *AUXILIARIES[:2], *SUBJECTS) is not None:
            return None
        return head

    def _subject(self, verb: Token, outer: Clause | None) -> Token | None:
        own = self.reading.child(verb, *SUBJECTS)
        if own is not None:
            return antecedent(own) or own
        label = verb.dep_
        if label in ("acl", "relcl") and not is_verb(verb.head):
            return self._of_noun_clause(verb)
        if outer is None:
            return None
        if label == "xcomp":
            return self._controller(verb, outer)
        if label == "pcomp":
            return self._of_gerund(verb, outer)
        if label in ("conj", "advcl"):
            return outer.subject
        return None

    def _controller(self, verb: Token, outer: Clause) -> Token | None:
        """Who does the infinitive: Kim in "asked Kim to leave", else the subject."""
        if outer.verb.i == verb.head.i and outer.verb.lemma_.lower() in lexicon("object_control"):
            controlled = self.reading.child(outer.verb, "dobj")
            if controlled is not None and controlled.i < verb.i:
                return antecedent(controlled) or controlled
        return outer.subject

    def _of_noun_clause(self, verb: Token) -> Token | None:
        """The noun of "the pact signed by", "officials attending"; None for "a plan to invade"."""
        return None if is_infinitive(self.reading, verb) else verb.head

    def _of_gerund(self, verb: Token, outer: Clause) -> Token | None:
        """Who does the gerund: the object in "accused China of fueling", else the subject."""
        prep = verb.head
        if not is_verb(prep.head):
            return outer.subject if prep.head.dep_ in (*OBJECTS, "advmod") else None
        if prep.lower_ in ("of", "for", "from"):
            patient = self.reading.child(outer.verb, "dobj", "nsubjpass")
            if patient is not None:
                return antecedent(patient) or patient
        return outer.subject

    def _is_passive(self, verb: Token) -> bool:
        if self.reading.child(verb, "auxpass", "nsubjpass") is not None:
            return True
        if verb.tag_ != "VBN":
            return False
        if verb.dep_ in ("acl", "advcl"):
            return self.reading.child(verb, "aux") is None
        return (
            verb.dep_ == "conj"
            and is_verb(verb.head)
            and self._is_passive(verb.head)
            and self.reading.child(verb, "dobj", "aux") is None
        )

    def _words(self, verb: Token, outer: Clause | None, shared: Token | None) -> tuple[Token, ...]:
        own = [c for c in self.reading.children(verb) if c.dep_ in AUXILIARIES or c.dep_ == "prt"]
        first = min((t.i for t in own), default=verb.i)
        own.extend(c for c in self.reading.children(verb) if first - 1 <= c.i < verb.i and is_plain_adverb(c))
        words = tuple(sorted([*own, verb], key=lambda t: t.i))
        if shared is not None:
            before = self.clause(shared).words
            return tuple(w for w in before if w.i < shared.i and w.dep_ != "prt") + words
        if is_chained(self.reading, verb) and outer is not None:
            between = (verb.head,) if verb.head.dep_ == "acomp" else ()
            return (*outer.words, *between, *words)
        return words

    def _truth(self, verb: Token, outer: Clause | None, shared: Token | None) -> Truth:
        reported = verb.dep_ == "ccomp" and reports(verb.head)
        truth = own_truth(self.reading, verb, reported=reported)
        if shared is not None:
            return truth.under(self.clause(shared).truth)
        if outer is None:
            return truth
        label = verb.dep_
        if label == "acl" and is_content(self.reading, verb):
            return truth.under(self._of_noun_content(verb.head, outer))
        if label == "xcomp" and verb.head.lemma_ == "be":
            return truth.under(Truth(False, "planned")).under(outer.truth)  # "is to visit"
        if label == "xcomp" and outer.passive and reports(verb.head) and verb.head.lemma_ in HEARSAY:
            return truth.under(Truth(False, "claimed")).under(outer.truth)  # "is said to have visited"
        if label == "xcomp":
            return truth.under(implied_by(self.reading, verb.head)).under(outer.truth)
        if label == "ccomp" and verb.i < verb.head.i and not reports(verb.head):
            return truth
        if label == "ccomp":
            return truth.under(self._of_report(verb, outer))
        if label == "pcomp":
            return truth.under(self._of_preposition(verb, outer))
        if label == "advcl" and is_infinitive(self.reading, verb):
            return truth.under(Truth(False, "planned"))  # "traveled to Beijing to meet Kim"
        if label == "conj":
            continues = self.reading.child(verb, *SUBJECTS) is None and verb.tag_ == verb.head.tag_
            return truth.under(Truth(False, outer.truth.modality)) if continues else truth
        return truth

    def _of_report(self, verb: Token, outer: Clause) -> Truth:
        """What "said that", "denied that", "hopes that" do to their clause."""
        implied = implied_by(self.reading, outer.verb)
        lemma = verb.lemma_.lower()
        if outer.truth.negative and reports(outer.verb):
            return implied.under(Truth(False, "claimed"))  # "has not said that"
        if outer.verb.lemma_.lower() in INFORMING:
            return Truth(False, "claimed") if lemma in lexicon("contested") else Truth()
        if reports(outer.verb):  # "agreed that it was so" plans nothing, though "agreed to go" does
            return Truth(implied.negative) if implied.modality == "planned" else implied
        return implied.under(Truth(False, outer.truth.modality))

    def _of_noun_content(self, noun: Token, outer: Clause) -> Truth:
        """What the noun does to its clause: "no sign of wanting", "not any indication that"."""
        denied = outer.truth.negative and noun.dep_ in ("dobj", "attr", "pobj", "nsubj")
        return implied_by(self.reading, noun).under(Truth(denied, outer.truth.modality))

    def _of_preposition(self, verb: Token, outer: Clause) -> Truth:
        prep = verb.head
        negative = prep.lower_ == "without"
        if not is_verb(prep.head):
            return Truth(negative).under(self._of_noun_content(prep.head, outer))
        implied = implied_by(self.reading, outer.verb)
        if prep.lower_ in ("of", "from", "for", "to", "on", "about"):
            return Truth(negative).under(implied).under(outer.truth)
        return Truth(negative, outer.truth.modality)

    def _source(self, verb: Token, outer: Clause | None) -> Argument | None:
        """The speaker of the nearest verb of speech above; a clause inside a reported one has its speaker."""
        if outer is None:
            return self._of_parenthesis(verb)
        head = outer.verb
        if (
            verb.dep_ in ("ccomp", "pcomp", "xcomp")
            and head.lemma_.lower() in speech_verbs()
            and outer.subject is not None
            and not outer.truth.negative
        ):
            speaker = outer.subject
            if outer.passive:  # "was accused by Ukraine of"; without an agent nobody is named
                agent = self.reading.child(head, "agent")
                doer = self.reading.child(agent, "pobj") if agent is not None else None
                return argument(self.reading, doer) if doer is not None else outer.source
            if speaker.lower_ not in NO_SPEAKERS and not self._commits(verb, outer, speaker):
                return argument(self.reading, speaker)
        if verb.dep_ == "ccomp" and verb.i < head.i and not reports(head):
            return self._of_parenthesis(verb)
        return self._of_parenthesis(verb) or outer.source

    def _commits(self, verb: Token, outer: Clause, speaker: Token) -> bool:
        """True for "agreed to meet": the speaker acts, and does not tell of somebody else."""
        controller = self._controller(verb, outer) if verb.dep_ == "xcomp" else None
        return controller is not None and controller.i == speaker.i

    def _of_parenthesis(self, verb: Token) -> Argument | None:
        """The speaker of "..., Trump said, ...", which the model hangs below the verb as parataxis."""
        for child in self.reading.children(verb):
            if child.dep_ == "parataxis" and child.lemma_.lower() in speech_verbs():
                speaker = self.reading.child(child, "nsubj")
                if speaker is not None:
                    return argument(self.reading, speaker)
        return None


def is_plain_adverb(token: Token) -> bool:
    """A single adverb inside the verb group: "has *frequently* boasted"."""
    return token.dep_ == "advmod" and token.tag_ == "RB" and token.left_edge.i == token.right_edge.i


def is_content(reading: Reading, verb: Token) -> bool:
    """True for the clause that says what a noun holds: "the claim that", "a plan to"."""
    mark = reading.child(verb, "mark")
    if mark is not None and mark.lower_ == "that":
        return True
    return is_infinitive(reading, verb)


def is_infinitive(reading: Reading, verb: Token) -> bool:
    """True for "to visit", "to have visited"."""
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in reading.children(verb))


def reports(verb: Token) -> bool:
    """True for a verb of speech or thought, whose clause may also stand before it."""
    return verb.lemma_.lower() in speech_verbs()


def is_verb(token: Token) -> bool:
    """True for a word that heads a clause."""
    return token.pos_ in ("VERB", "AUX") and token.dep_ not in NOT_CLAUSES


def is_chained(reading: Reading, verb: Token) -> bool:
    """True if the predicate goes on from the verb above: "is expected to visit", not "asked him to leave"."""
    if verb.dep_ != "xcomp" or reading.child(verb, *SUBJECTS) is not None:
        return False
    head = verb.head
    if head.dep_ == "acomp":
        return is_verb(head.head)
    if not is_verb(head):
        return False
    obj = reading.child(head, "dobj")
    return obj is None or obj.i > verb.i


def antecedent(token: Token) -> Token | None:
    """The noun that a relative pronoun stands for."""
    if token.tag_ not in RELATIVE_TAGS:
        return None
    head = token
    for _ in range(5):
        head = head.head
        if head.dep_ == "relcl":
            return head.head if not is_verb(head.head) else None
    return None
