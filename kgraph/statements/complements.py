"""Statements of a verb and its object, its dative and its prepositions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kgraph.statements.appointments import appointed, of_appointment
from kgraph.statements.arguments import End, argument, ends, is_excluded, members, phrase
from kgraph.statements.clauses import Clause
from kgraph.statements.drafts import Draft
from kgraph.statements.governors import takes_place
from kgraph.statements.labels import (
    is_agreement,
    is_light,
    is_placing,
    is_reciprocal,
    is_role,
    is_symmetric,
    noun_type,
    nouns,
    part_type,
    participle,
    verb_type,
    with_prepositions,
)
from kgraph.statements.phrases import (
    BETWEEN,
    adverbs_before,
    after_owner,
    parts,
    prepositions,
    verb_prepositions,
)
from kgraph.statements.predication import LONGEST_REPEATED, Predication, repeated
from kgraph.statements.relatives import antecedent
from kgraph.statements.truth import PLAIN, Truth, has_ended, implied_by, noun_truth
from kgraph.statements.verbs import reports

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgraph.statements.reading import Reading

# Prepositions before what a noun is about: "the attack on Kyiv was condemned by".
ABOUT = frozenset({"of", "on", "against", "to", "for"})
# Verbs of one who brings two together without being a party: "hosted talks between".
BROKERING = frozenset({"broker", "chair", "facilitate", "host", "mediate", "moderate", "oversee", "sponsor"})
# Prepositions whose event the subject does not have: "left without talks with".
LACKED = frozenset({"without", "instead", "despite", "including", "like"})
COPULAS = frozenset({"be", "become", "remain"})
# Prepositions after the noun of "arrived at the residence of", "spoke in a hall in".
PLACING = frozenset({"of", "in", "at"})
# Verbs whose object is the hearer: "told the summit in Tianjin".
ADDRESSING = frozenset({"tell", "inform", "ask", "urge", "warn", "remind", "address"})

# Prepositions that place the object of the action too: "hosted Putin in Beijing", "sent Kim to Moscow".
PLACING_OBJECT = frozenset({"in", "at", "to", "into"})
PLACES = frozenset({"GPE", "LOC", "FAC"})


def of_complements(said: Predication) -> Iterator[Draft]:
    """The drafts of the object, of the mentions in it, of the dative and of the prepositions."""
    given = appointed(said.reading, said.clause)
    if said.object is not None:
        yield from _of_object(said, said.object)
        if given is None or said.object.i != given[1].i:
            yield from _of_object_parts(said, said.object)
    if given is not None:
        subjects = [subject.argument for subject in said.subjects if not subject.excluded]
        yield from of_appointment(said.reading, said.clause, subjects, _as_passive(said.clause))
    yield from _of_opposed(said)
    yield from _of_dative(said)
    yield from _of_prepositions(said)


def _of_opposed(said: Predication) -> Iterator[Draft]:
    """The agent of a passive and what is in its subject: "Sweden's bid was opposed by Turkey"."""
    reading, clause = said.reading, said.clause
    agent = reading.child(clause.verb, "agent") if clause.passive else None
    doer = reading.child(agent, "pobj") if agent is not None else None
    own = clause.subject is not None and clause.subject.head.i == clause.verb.i
    if doer is None or clause.subject is None or not own or clause.subject.pos_ != "NOUN":
        return
    active = replace(clause, words=tuple(w for w in clause.words if w.i >= clause.verb.i), passive=False)
    doers = tuple(end for end in ends(reading, doer) if end.argument.mention is not None)
    yield from _of_object_parts(Predication(reading, active, doers, clause.subject), clause.subject)


def _is_opposable(noun: Token, words: tuple[Token, ...], other: Token) -> bool:
    """True for what a passive does to the owner of its subject, or to whom it is about: not to its author."""
    if noun.dep_ != "nsubjpass":
        return True
    return words[0].lower_ in ABOUT if words else other.dep_ == "poss"


def _of_object(said: Predication, obj: Token) -> Iterator[Draft]:
    reading, clause = said.reading, said.clause
    if obj.dep_ == "acomp" and reading.child(obj, "prep") is not None:
        yield from _of_adjective(said, obj)
        return
    lemma = clause.verb.lemma_
    copula = obj.dep_ in ("attr", "acomp") and lemma in COPULAS
    named = lemma if copula else verb_type(clause.verb, said.particle(), None, ())
    rule = "copula" if copula else "object"
    for end in ends(reading, obj):
        yield from said.drafts(clause.words, end, named, rule, symmetric=lemma == "meet")


def _of_adjective(said: Predication, adjective: Token) -> Iterator[Draft]:
    """The preposition of "is aware of the risks", "was close to China"."""
    for words, pobj in prepositions(said.reading, adjective):
        named = " ".join([adjective.lower_, *(w.lower_ for w in words)])
        for end in ends(said.reading, pobj):
            yield from said.drafts((*said.clause.words, adjective, *words), end, named, "adjective")


def _of_object_parts(said: Predication, obj: Token) -> Iterator[Draft]:
    """The mentions in "held talks with Putin", "is the director of 38 North", "seized Russia's assets"."""
    reading, clause = said.reading, said.clause
    whole = reading.headed(obj)
    if obj.pos_ not in ("NOUN", "PROPN") or (whole is not None and not whole.office):
        return  # who is meant by an office may never be known
    copula = obj.dep_ in ("attr", "oprd")
    truth = noun_truth(reading, obj)
    if is_symmetric(obj) and not reports(clause.verb):
        truth = truth.under(Truth(False, implied_by(reading, clause.verb).modality))  # "seeks talks with"
    for words, other in [*parts(reading, obj), *_parties(reading, obj)]:
        if not _is_opposable(obj, words, other):
            continue
        if not words and not copula and is_role(obj):
            continue  # "hosted the Russian leader" is not about Russia
        if words and not copula and _has_owner(reading, obj):
            continue  # "fueled Russia's war with Ukraine" is Russia's war, and no war of the subject
        if words and clause.verb.lemma_.lower() in ADDRESSING:
            continue  # "told the summit in Tianjin" tells Tianjin nothing
        named = _part_type(said, obj, words, other)
        rule = "part" if words else "owned part"
        symmetric = is_symmetric(obj) and bool(words) and words[0].lower_ not in BETWEEN
        noun_words = _as_far_as(reading, obj, words) if words else after_owner(reading, obj, other)
        tail = "" if words or other.dep_ == "amod" else "of"  # "seized assets of Russia"
        end = End(argument(reading, other), is_excluded(reading, other))
        for draft in said.drafts((*clause.words, *noun_words), end, named, rule, symmetric=symmetric):
            if draft.links_mentions():
                draft.tail = tail
                draft.truth, draft.anchor = draft.truth.under(Truth(False, truth.modality)), obj
                draft.ended = copula and has_ended(reading, obj)
                yield draft


def _parties(reading: Reading, noun: Token) -> list[tuple[tuple[Token, ...], Token]]:
    """The parties of an event that somebody else holds or brings about: "hosted talks between"."""
    if not is_symmetric(noun) or noun.dep_ != "dobj":
        return []
    return [
        (words, member)
        for words, other in prepositions(reading, noun)
        if words[0].lower_ in BETWEEN and noun.head.lemma_.lower() in BROKERING
        for member in members(reading, other)
    ]


def _has_owner(reading: Reading, noun: Token) -> bool:
    """True for the war of "Russia's war", not for that of "its war"."""
    owner = reading.child(noun, "poss")
    return owner is not None and owner.tag_ != "PRP$"


def _as_far_as(reading: Reading, noun: Token, words: tuple[Token, ...]) -> tuple[Token, ...]:
    """The noun phrase up to its last preposition, "a mutual defence pact with"; of a long one the heads."""
    start, _ = phrase(reading, noun)
    if not words or words[-1].i - start >= 2 * LONGEST_REPEATED:
        return (noun, *words)
    return tuple(reading.doc[start : words[-1].i + 1])


def _part_type(said: Predication, obj: Token, words: tuple[Token, ...], other: Token) -> str:
    reading, verb = said.reading, said.clause.verb
    copula = obj.dep_ in ("attr", "oprd")
    if words and words[0].lower_ in BETWEEN:
        return part_type(verb, said.particle(), obj, words)  # who brokers a deal between two is no party
    made = is_agreement(obj) and (is_light(verb) or takes_place(verb))  # "lost a contract with" made none
    if made or (copula and (is_agreement(obj) or is_role(obj) or is_symmetric(obj))):
        return noun_type(reading, obj)
    if copula:
        return with_prepositions(noun_type(reading, obj), words)
    if not words and other.dep_ == "poss":
        return f"{part_type(verb, said.particle(), obj, ())} of"  # "fueled Russia's war": fuel war of
    if not words and obj.lemma_.lower() in nouns("places"):
        return verb_type(verb, said.particle(), None, ())  # "visited the APEC forum": visit
    if is_role(obj) and words and words[0].lower_ in PLACING_OBJECT:
        return verb_type(verb, said.particle(), None, words)  # "hosted the leader in Beijing": host in
    return part_type(verb, said.particle(), obj, words)


def _of_dative(said: Predication) -> Iterator[Draft]:
    """The receiver: "gave councils the power", "offered it to subscribers"."""
    reading, clause = said.reading, said.clause
    dative = reading.child(clause.verb, "dative")
    if dative is None:
        return
    prep = (dative,) if dative.pos_ == "ADP" else ()
    target = reading.child(dative, "pobj") if prep else dative
    if target is None:
        return
    # "gave Kim the power" is worded "gave the power to Kim": a gift without the given says nothing.
    given = repeated(said)
    words = (*clause.words, *given, *prep)
    tail = "to" if given and not prep else ""
    noun = said.object if said.object is not None and said.object.pos_ == "NOUN" else None
    named = verb_type(clause.verb, None, noun, prep)
    for end in ends(reading, antecedent(target) or target):
        for draft in said.drafts(words, end, named, "dative"):
            draft.tail = tail
            yield draft


def _of_prepositions(said: Predication) -> Iterator[Draft]:
    """Each preposition of the verb: "traveled to Beijing", "supplied troops to Russia"."""
    reading, clause, obj = said.reading, said.clause, said.object
    noun = obj if obj is not None and obj.pos_ == "NOUN" and reading.mention(obj) is None else None
    for words, pobj in verb_prepositions(reading, clause.verb):
        rule = "preposition" if obj is None and words[0].i > clause.verb.i else "adjunct"
        named = verb_type(clause.verb, said.particle(), noun, words)
        equal = is_reciprocal(clause.verb) or (noun is not None and is_symmetric(noun))
        symmetric = equal and words[0].lower_ == "with"
        before = (*clause.words, *repeated(said), *adverbs_before(reading, words[0], clause.verb), *words)
        if words[-1].lower_ in BETWEEN:
            found = [End(argument(reading, pobj, whole=True))]
        else:
            found = list(ends(reading, pobj))
        for end in found:
            yield from said.drafts(before, end, named, rule, symmetric=symmetric)
        if obj is not None and obj.dep_ == "dobj" and words[-1].lower_ in PLACING_OBJECT:
            yield from _of_placed_object(said, obj, words, pobj)
        if words[-1].lower_ in PLACING_OBJECT:
            yield from _of_companion(said, noun, words, pobj)
        if pobj.pos_ == "NOUN" and reading.mention(pobj) is None:
            yield from _of_noun_after(said, words, pobj)


def _of_placed_object(
    said: Predication, obj: Token, words: tuple[Token, ...], place: Token
) -> Iterator[Draft]:
    """Where the object is or goes: Putin in "hosted Putin in Beijing"."""
    reading, verb = said.reading, said.clause.verb
    mention = reading.mention(place)
    if mention is None or mention.type not in PLACES or not is_placing(verb):
        return
    named = verb_type(verb, said.particle(), None, words)
    for one in ends(reading, obj):
        for end in ends(reading, place):
            draft = Draft(said.clause, one.argument, words, end.argument, named, "placed object")
            draft.lead = _as_passive(said.clause)
            if draft.links_mentions():
                yield draft


def _as_passive(clause: Clause) -> str:
    """ "was hosted" for "hosted"; "be hosted" where it is denied, planned or possible."""
    verb = clause.verb
    plain = verb.tag_ in ("VBD", "VBN") and clause.truth == PLAIN
    return f"{'was' if plain else 'be'} {participle(verb)}"


def _of_companion(
    said: Predication, noun: Token | None, words: tuple[Token, ...], place: Token
) -> Iterator[Draft]:
    """Where the companion is or goes too: Putin in "traveled with Putin to Beijing"."""
    reading, verb = said.reading, said.clause.verb
    mention = reading.mention(place)
    if mention is None or mention.type not in PLACES:
        return
    together = noun is not None and is_symmetric(noun)
    if not (together or is_reciprocal(verb) or verb.lemma_.lower() in nouns("travels")):
        return
    named = verb_type(verb, said.particle(), noun if together else None, words)
    for host in (verb, noun) if noun is not None and together else (verb,):
        for before, other in prepositions(reading, host):
            companion = reading.mention(other)
            if before[0].lower_ != "with" or companion is None or companion.type in PLACES:
                continue
            for one in ends(reading, other):
                draft = Draft(
                    said.clause, one.argument, (verb, *words), argument(reading, place), named, "companion"
                )
                if draft.links_mentions():
                    yield draft


def _of_noun_after(said: Predication, words: tuple[Token, ...], noun: Token) -> Iterator[Draft]:
    """The mentions in "served as director at the Council", "arrived at Putin's residence".

    A noun that is no role and no place tells nothing of the two: "waited for the death of".
    """
    reading, clause = said.reading, said.clause
    if words[0].lower_ in LACKED:
        return
    role = words[-1].lower_ == "as" and is_role(noun) and appointed(reading, clause) is None
    place = noun.lemma_.lower() in nouns("places")
    event = is_symmetric(noun) and not is_role(noun)
    if not (role or event or place):
        return
    for more, other in parts(reading, noun, deep=False):
        if other.dep_ == "amod" or other.tag_ == "PRP$":
            continue
        if event and more and more[0].lower_ == "with" and not _has_owner(reading, noun):
            yield from _of_event_after(said, words, noun, more, other)
        if not (role or place):
            continue
        if more and more[0].lower_ not in PLACING and not role:
            continue
        if more and more[0].lower_ != "of" and noun.lemma_.lower() in nouns("seats"):
            continue  # "attention at the Google headquarters in": the headquarters are there
        named = verb_type(clause.verb, said.particle(), None, (*words, noun))
        if role:
            named = noun_type(reading, noun)
        rule = "role after as" if role else "part after preposition"
        between = (*clause.words, *words, *_as_far_as(reading, noun, more))
        for draft in said.drafts(between, End(argument(reading, other)), named, rule):
            if draft.links_mentions():
                draft.anchor = noun
                yield draft


def _of_event_after(
    said: Predication, words: tuple[Token, ...], noun: Token, more: tuple[Token, ...], other: Token
) -> Iterator[Draft]:
    """With whom the subject has the event: "flew to Oslo for talks with", "resigned after a row with"."""
    reading, clause = said.reading, said.clause
    named = noun_type(reading, noun) if is_agreement(noun) else f"{noun_type(reading, noun)} with"
    between = (*clause.words, *words, *_as_far_as(reading, noun, more))
    truth = noun_truth(reading, noun)
    end = End(argument(reading, other))
    for draft in said.drafts(between, end, named, "event after preposition", symmetric=True):
        if draft.links_mentions():
            draft.truth, draft.anchor = draft.truth.under(truth), noun
            yield draft
