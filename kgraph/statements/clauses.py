"""Clauses: the verbs of a sentence, each with its subject, its governors, its truth and its speaker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kgraph.statements.attribution import cited, nested, speech_verbs, voice
from kgraph.statements.governors import governed, is_calling_off, is_negating, of_bare_noun, takes_place
from kgraph.statements.relatives import antecedent, bearer
from kgraph.statements.truth import Truth, after_nor, implied_by, lexicon, own_truth, refers_to_none
from kgraph.statements.verbs import is_infinitive, is_plain_adverb, is_told, is_verb, reports

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgraph.statements.reading import Reading
    from kgraph.types import Argument

ACTIVE_SUBJECTS = ("nsubj", "csubj", "expl")
PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
SUBJECTS = ACTIVE_SUBJECTS + PASSIVE_SUBJECTS
AUXILIARIES = ("aux", "auxpass", "neg")
# Finite verbs that head a main clause or a reported one have a subject.
FINITE = frozenset({"VBZ", "VBP", "VBD"})
MAIN = frozenset({"ROOT", "ccomp", "parataxis"})
OBJECTS = ("dobj", "attr", "oprd", "acomp")
# Verbs whose preposition leads to who does the infinitive: "called on Iran to leave".
CALLING = frozenset({"call", "count", "depend", "prevail", "rely"})
UPON = frozenset({"on", "upon"})
# Nouns whose gerund is done by the subject: "in the hope of joining"; what they say of its truth is listed.
AIMS = frozenset({"aim", "hope", "intention"})
NO_SPEAKERS = frozenset({"it", "that", "this", "which", "there"})
# Words between a clause's verb and the verb above it, as in "far from helping", "no sign of wanting".
LONGEST_CLIMB = 4
SEEMING = frozenset({"seem", "appear"})
LINKING = SEEMING | {"be", "look", "remain", "become"}
QUOTING = frozenset({"quote", "cite"})
ANY = frozenset({"a", "an", "any"})
# Nouns that deny what follows them: "the lack of a summit".
LACKING = frozenset({"lack", "absence"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb with what it inherits.

    ``words`` are the words of its predicate up to the verb and its particle, in order, those of
    raising and control verbs above it included ("is expected to visit").  ``subject`` is the
    noun that the verb says something about, wherever it stands.  ``sources`` are who says it and
    those who tell that he does, from the inside out; none where the writer tells it.
    """

    verb: Token
    subject: Token | None
    passive: bool
    words: tuple[Token, ...]
    truth: Truth
    sources: tuple[Argument, ...]


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
        if noun.head.i == clause.verb.i:
            judged = self._judged(noun, clause)
            if judged is not None:
                return judged
        if self._is_called_off(noun, clause):
            return Truth(not clause.truth.negative, modality)
        if direct and self._is_debated(noun, clause):
            return Truth(lacking, "possible")
        if not direct or not takes_place(clause.verb):
            return Truth(lacking, modality)  # "did not attend the talks": there were talks
        denied = clause.truth.negative and not refers_to_none(self.reading, noun)
        return Truth(lacking or denied, modality)

    def _is_debated(self, noun: Token, clause: Clause) -> bool:
        """True for "opposes an alliance", "fears a war", which need not come; "the alliance" is there."""
        bare = all(c.lower_ in ANY for c in self.reading.children(noun) if c.dep_ in ("det", "poss"))
        return bare and clause.verb.lemma_.lower() in lexicon("debating")

    def _judged(self, noun: Token, clause: Clause) -> Truth | None:
        """Of "an alliance is likely", "a summit is planned"; None for "the talks were long"."""
        word: Token | None = None
        if noun.dep_ == "nsubj" and clause.verb.lemma_ in LINKING:
            word = self.reading.child(clause.verb, "acomp", "attr", "oprd")
        elif noun.dep_ == "nsubjpass":
            word = clause.verb
        if word is None:
            return None
        implied = implied_by(self.reading, word)
        if implied.modality == "asserted" and word.lemma_.lower() in lexicon("predicted"):
            implied = Truth(implied.negative, "possible")
        return implied.under(clause.truth) if implied.modality in ("planned", "possible") else None

    def _is_called_off(self, noun: Token, clause: Clause) -> bool:
        """True for the event of "cancelled a summit", "the talks were called off"."""
        direct = noun.head.i == clause.verb.i and noun.dep_ in ("dobj", "nsubjpass")
        return direct and is_calling_off(self.reading, clause.verb)

    def _read(self, verb: Token) -> Clause:
        above = self._governor(verb)
        outer = self.clause(above) if above is not None else None
        shared = self._shared(verb)
        subject = self._subject(verb, outer)
        passive = self._is_passive(verb)
        truth = self._truth(verb, outer, shared)
        return Clause(
            verb, subject, passive, self._words(verb, outer, shared), truth, self._sources(verb, outer)
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
        own = [c for c in self.reading.children(verb) if c.dep_ in SUBJECTS]
        if own:
            # "Putin: Iran attacked" is about Iran, "Iran, Putin said, attacked" says Putin.
            aside = ":," if reports(verb) else ":"
            subject = next((c for c in own if c.i + 1 == len(c.doc) or c.nbor().text not in aside), own[0])
            noun = antecedent(subject)
            return subject if noun is None else bearer(self.reading, noun)
        label = verb.dep_
        if label in ("acl", "relcl") and not is_verb(verb.head):
            return self._of_noun_clause(verb, outer)
        if label in MAIN and verb.tag_ in FINITE:
            return self._taken_for_apposition(verb)
        if outer is None:
            return None
        if label == "xcomp":
            return self._controller(verb, outer)
        if label == "pcomp":
            return self._of_gerund(verb, outer)
        if label == "conj" and not outer.passive and self.reading.child(verb, "auxpass", "aux") is None:
            obj = self.reading.child(outer.verb, "dobj")
            if obj is not None and obj.i < verb.i and self.reading.child(verb, "agent") is not None:
                return obj  # "bought a chapel built in 1750 and restored by monks"
        if label in ("conj", "advcl"):
            return outer.subject
        return None

    def _taken_for_apposition(self, verb: Token) -> Token | None:
        """The subject that the parser hung below the clause before: "Amid a shift, Russia and China are ...".

        It stands right before the verb, behind a comma.
        """
        last = verb.i - 1
        start = verb.sent.start
        while last > start and verb.doc[last].dep_ in (*AUXILIARIES, "advmod"):
            last -= 1
        noun = verb.doc[last]
        while noun.dep_ in ("conj", "pobj", "prep") and noun.head.i < noun.i:
            noun = noun.head
        first = noun.left_edge.i
        if noun.dep_ != "appos" or noun.right_edge.i != last or first <= start:
            return None
        return noun if verb.doc[first - 1].text == "," else None

    def _controller(self, verb: Token, outer: Clause) -> Token | None:
        """Who does the infinitive: Kim in "asked Kim to leave", else the subject."""
        if outer.verb.i == verb.head.i and outer.verb.lemma_.lower() in lexicon("object_control"):
            controlled = self.reading.child(outer.verb, "dobj")
            if controlled is None:  # "called on Iran to leave"
                controlled = self._called_upon(outer.verb)
            if controlled is not None and controlled.i < verb.i:
                return antecedent(controlled) or controlled
        return outer.subject

    def _called_upon(self, verb: Token) -> Token | None:
        for child in self.reading.children(verb):
            if verb.lemma_.lower() in CALLING and child.lower_ in UPON and child.i == verb.i + 1:
                return self.reading.child(child, "pobj")
        return None

    def _of_noun_clause(self, verb: Token, outer: Clause | None) -> Token | None:
        """The noun of "the pact signed by", "officials attending"; who has "a plan to invade"."""
        noun = verb.head
        if not is_infinitive(self.reading, verb):
            return bearer(self.reading, noun)
        if noun.dep_ == "pobj" and noun.head.dep_ == "agent":
            return noun  # "caused by efforts to": whose efforts, the clause does not say
        if noun.lemma_.lower() not in lexicon("intentions"):
            return None
        holder = self.reading.child(noun, "poss")
        if holder is not None:
            return antecedent(holder) or holder
        return outer.subject if outer is not None and noun.dep_ in ("dobj", "pobj") else None

    def _of_gerund(self, verb: Token, outer: Clause) -> Token | None:
        """Who does the gerund: the object in "accused China of fueling", else the subject."""
        prep = verb.head
        if is_negating(self.reading, prep):
            return outer.subject
        if outer.passive and (prep.dep_ == "agent" or prep.lower_ == "by"):
            return None  # "can be relieved by changing the rules": who changes them is not said
        if not is_verb(prep.head):
            aiming = prep.head.dep_ == "pobj" and prep.head.lemma_.lower() in AIMS  # "in the hope of"
            return outer.subject if aiming or prep.head.dep_ in (*OBJECTS, "advmod") else None
        quoted = prep.lower_ == "as" and outer.verb.lemma_.lower() in QUOTING  # "quoted X as saying"
        if quoted or prep.lower_ in ("of", "for", "from"):
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
            between: tuple[Token, ...] = ()
            if verb.head.dep_ == "acomp":  # "is too early to tell"
                degree = [
                    c for c in self.reading.children(verb.head) if c.dep_ == "advmod" and c.i < verb.head.i
                ]
                between = (*degree, verb.head)
            return (*outer.words, *between, *words)
        return words

    def _truth(self, verb: Token, outer: Clause | None, shared: Token | None) -> Truth:
        reported = verb.dep_ == "ccomp" and reports(verb.head)
        truth = own_truth(self.reading, verb, reported=reported)
        if shared is not None:
            above = self.clause(shared).truth
            return Truth(True, above.modality) if after_nor(self.reading, verb) else truth.under(above)
        if outer is None:
            return truth.under(of_bare_noun(self.reading, verb))
        return truth.under(governed(self.reading, verb, outer))

    def _sources(self, verb: Token, outer: Clause | None) -> tuple[Argument, ...]:
        """The speakers of the verbs of speech above, the nearest first."""
        if outer is None:
            return self._of_parenthesis(verb)
        head = outer.verb
        if (
            not is_parenthesis(self.reading, verb)
            and verb.dep_ in ("ccomp", "pcomp", "xcomp")
            and head.lemma_.lower() in speech_verbs()
            and outer.subject is not None
            and not outer.truth.negative
        ):
            speaker = outer.subject
            if outer.passive:  # "was accused by Ukraine of"; without an agent nobody is named
                agent = self.reading.child(head, "agent")
                doer = self.reading.child(agent, "pobj") if agent is not None else None
                return self._told(doer, outer) if doer is not None else outer.sources
            if self._can_speak(speaker) and not self._commits(verb, outer, speaker):
                return self._told(speaker, outer)
        if verb.dep_ in ("acl", "relcl") and is_told(self.reading, verb):
            return self._of_document(verb, outer)
        if verb.dep_ == "ccomp" and is_parenthesis(self.reading, verb):
            return outer.sources
        if verb.dep_ == "ccomp" and verb.i < head.i and not reports(head):
            return self._of_parenthesis(verb)
        return nested(self.reading, *self._of_parenthesis(verb), *outer.sources)

    def _of_document(self, verb: Token, outer: Clause) -> tuple[Argument, ...]:
        """The speaker of "his claim that ...", "told Kim in a letter that ...", "made the claim that ..."."""
        noun = verb.head
        owner = self.reading.child(noun, "poss", "compound", "amod")
        if owner is not None and self.reading.mention(owner) is not None:
            return self._told(owner, outer)
        by = next(
            (c for c in self.reading.children(noun) if c.dep_ == "prep" and c.lower_ in ("by", "from")), None
        )
        speaker = self.reading.child(by, "pobj") if by is not None else None
        if speaker is None and (reports(outer.verb) or outer.verb.lemma_.lower() in lexicon("voicing")):
            speaker = outer.subject if not outer.passive else None
        return self._told(speaker, outer) if speaker is not None else outer.sources

    def _told(self, speaker: Token, outer: Clause) -> tuple[Argument, ...]:
        """The speaker of ``outer`` and who tells it; before him whom he cites: "Reuters, citing X, said"."""
        return nested(
            self.reading, *cited(self.reading, outer.verb), voice(self.reading, speaker), *outer.sources
        )

    def _can_speak(self, speaker: Token) -> bool:
        """True unless it is an "it" that refers to nothing: "it said" of a newspaper is the newspaper."""
        if speaker.lower_ not in NO_SPEAKERS:
            return True
        mention = self.reading.headed(speaker)
        return mention is not None and mention.antecedent is not None

    def _commits(self, verb: Token, outer: Clause, speaker: Token) -> bool:
        """True for "agreed to meet": the speaker acts, and does not tell of somebody else."""
        controller = self._controller(verb, outer) if verb.dep_ == "xcomp" else None
        return controller is not None and controller.i == speaker.i

    def _of_parenthesis(self, verb: Token) -> tuple[Argument, ...]:
        """The speaker of "..., Trump said, ...", which the model hangs below the verb as parataxis."""
        for child in self.reading.children(verb):
            if is_parenthesis(self.reading, child):
                speaker = self.reading.child(child, "nsubj")
                if speaker is not None:
                    return nested(self.reading, *cited(self.reading, child), voice(self.reading, speaker))
        return ()


def is_parenthesis(reading: Reading, verb: Token) -> bool:
    """True for "..., Trump said, ...", "as Trump said, ..."; also where it was taken for content.

    That happens to a verb of speech without a content of its own, "told Kim that ..., state media reported".
    """
    if verb.lemma_.lower() not in speech_verbs():
        return False
    if verb.dep_ == "parataxis":
        return True
    if verb.dep_ == "ccomp" and verb.i < verb.head.i and _is_before_colon(verb):
        return True  # "Obama tells CNN: Iran attacked Israel"
    if reading.child(verb, *OBJECTS, "ccomp", "xcomp") is not None:
        return False
    mark = reading.child(verb, "mark")
    if verb.dep_ == "advcl" and mark is not None:
        return mark.lower_ == "as"
    if verb.dep_ != "ccomp" or verb.i < verb.head.i or mark is not None:
        return False
    first = verb.left_edge
    return "," in (first.text, first.nbor(-1).text if first.i > 0 else "")


def _is_before_colon(verb: Token) -> bool:
    return any(mark.text == ":" for mark in verb.doc[verb.right_edge.i + 1 : verb.right_edge.i + 2])


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
