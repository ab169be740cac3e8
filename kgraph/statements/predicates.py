"""Statements of verbs: a subject, the predicate's words, and each complement by itself."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from kgraph.statements.arguments import argument, ends, members, of_range, of_tokens, phrase
from kgraph.statements.clauses import OBJECTS, Clause, antecedent, is_chained, is_verb, reports
from kgraph.statements.drafts import Draft
from kgraph.statements.labels import is_agreement, is_light, is_reciprocal, is_role, is_symmetric, noun_type, verb_type
from kgraph.statements.truth import Truth, implied_by, lexicon, noun_truth

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgraph.statements.arguments import Reading
    from kgraph.types import Argument

Ends = list[tuple["Token", "Argument"]]

COPULAS = frozenset({"be", "become", "remain"})
# An object of up to this many words is repeated in the predicate before a further complement:
# "joined the company as"; a longer one would make the predicate unreadable.
LONGEST_REPEATED = 4
# Prepositions that hold a place, by which the object of an action is placed too: "hosted Putin in Beijing".
PLACE_PREPOSITIONS = frozenset({"in", "at", "to", "into", "from"})
# Prepositions whose object is all the parties of the noun before them.
BETWEEN = frozenset({"between", "among"})
# Prepositions after the noun of "arrived at the residence of", "spoke in a hall in".
PLACING = frozenset({"of", "in", "at"})
# Prepositions through which an argument's noun is looked into: "the end of the war in Ukraine".
EMBEDDING = frozenset({"of", "for", "in", "on"})
# Complements that are no end of a statement but tell who says it.
ATTRIBUTIVE = frozenset({"according"})


def of_clause(reading: Reading, clause: Clause) -> Iterator[Draft]:
    """The drafts of one clause; none for a clause without a subject (imperatives, "there is")."""
    if clause.subject is not None and clause.subject.dep_ == "expl":
        yield from _of_existence(reading, clause)
        return
    subjects = subjects_of(reading, clause)
    if not subjects:
        return
    obj = object_of(reading, clause)
    found = list(_of_complements(reading, clause, subjects, obj))
    yield from found or _of_adverbials(reading, clause, subjects)
    yield from _of_equals(reading, clause, obj)


def _of_complements(reading: Reading, clause: Clause, subjects: Ends, obj: Token | None) -> Iterator[Draft]:
    yield from _of_agent(reading, clause, subjects)
    if obj is not None:
        yield from _of_object(reading, clause, subjects, obj)
        yield from _of_object_parts(reading, clause, subjects, obj)
    yield from _of_dative(reading, clause, subjects, obj)
    yield from _of_content(reading, clause, subjects)
    yield from _of_prepositions(reading, clause, subjects, obj)


def _of_existence(reading: Reading, clause: Clause) -> Iterator[Draft]:
    """"There are limits to the alliance": limits are to the alliance."""
    noun = reading.child(clause.verb, "attr", "dobj", "nsubj")
    if noun is None or noun.dep_ == "expl" or clause.verb.lemma_ != "be":
        return
    start, end = phrase(reading, noun, whole=True)
    places = [*prepositions(reading, noun), *prepositions(reading, clause.verb)]
    for words, pobj in places:
        subject = of_range(reading, start, max(noun.i + 1, min(end, words[0].i)) if words[0].i > noun.i else end, noun)
        for _, other in ends(reading, pobj):
            yield Draft(clause, subject, (*clause.words, *words), other, f"be {words[-1].lower_}", "existence")


def subjects_of(reading: Reading, clause: Clause) -> Ends:
    """The subject, each member of it by itself if it coordinates mentions."""
    subject = clause.subject
    if subject is None or subject.dep_ == "expl":
        return []
    if clause.verb.dep_ in ("relcl", "acl") and subject.i == clause.verb.head.i:
        start, end = phrase(reading, subject, whole=False)
        return [(subject, of_range(reading, start, max(subject.i + 1, min(end, clause.verb.left_edge.i)), subject))]
    return list(ends(reading, subject))


def object_of(reading: Reading, clause: Clause) -> Token | None:
    """The direct object or the predicate's noun or adjective; the noun for its relative pronoun.

    None for the adjective of "unable to see", which belongs to the predicate of the next clause.
    """
    obj = reading.child(clause.verb, *OBJECTS)
    if obj is None or (obj.dep_ == "acomp" and any(is_verb(c) and is_chained(reading, c) for c in reading.children(obj))):
        return None
    return antecedent(obj) or obj


def _of_agent(reading: Reading, clause: Clause, subjects: Ends) -> Iterator[Draft]:
    """"X was accused by Y": Y accuse X where both are mentions; else as the text has it."""
    agent = reading.child(clause.verb, "agent")
    doer = reading.child(agent, "pobj", "pcomp") if agent is not None else None
    if agent is None or doer is None:
        return
    named = verb_type(clause.verb, reading.child(clause.verb, "prt"), None, ())
    active = tuple(w for w in clause.words if w.i >= clause.verb.i)
    if doer.dep_ == "pcomp":
        doers: Ends = [(doer, of_range(reading, doer.left_edge.i, doer.right_edge.i + 1, None))]
    else:
        doers = list(ends(reading, antecedent(doer) or doer))
    for _, end in doers:
        for _, subject in subjects:
            if end.mention and subject.mention:
                yield Draft(clause, end, active, subject, named, "agent")
            else:
                yield Draft(clause, subject, (*clause.words, agent), end, f"{named} by", "passive")


def _of_object(reading: Reading, clause: Clause, subjects: Ends, obj: Token) -> Iterator[Draft]:
    if obj.dep_ == "acomp" and reading.child(obj, "prep") is not None:
        yield from _of_adjective(reading, clause, subjects, obj)
        return
    copula = obj.dep_ in ("attr", "acomp") and clause.verb.lemma_ in COPULAS
    named = clause.verb.lemma_ if copula else verb_type(clause.verb, reading.child(clause.verb, "prt"), None, ())
    symmetric = not copula and clause.verb.lemma_ == "meet"
    for _, subject in subjects:
        for _, end in ends(reading, obj):
            yield Draft(clause, subject, clause.words, end, named, "copula" if copula else "object", symmetric=symmetric)


def _of_adjective(reading: Reading, clause: Clause, subjects: Ends, adjective: Token) -> Iterator[Draft]:
    """"is aware of the risks", "was close to China"."""
    for words, pobj in prepositions(reading, adjective):
        named = " ".join([adjective.lower_, *(w.lower_ for w in words)])
        for _, subject in subjects:
            for _, end in ends(reading, pobj):
                yield Draft(clause, subject, (*clause.words, adjective, *words), end, named, "adjective")


def _of_object_parts(reading: Reading, clause: Clause, subjects: Ends, obj: Token) -> Iterator[Draft]:
    """"held talks with Putin", "is the director of 38 North", "seized Russia's assets": the mentions in the object."""
    if obj.pos_ not in ("NOUN", "PROPN") or reading.headed(obj) is not None or not any(s.mention for _, s in subjects):
        return
    copula = obj.dep_ in ("attr", "oprd")
    truth = noun_truth(reading, obj)
    if is_symmetric(obj):
        truth = truth.under(Truth(False, implied_by(reading, clause.verb).modality))
    for words, other in parts(reading, obj):
        if not words and not copula and is_role(obj):
            continue
        named = _part_type(reading, clause, obj, words, copula)
        end = argument(reading, other)
        for _, subject in subjects:
            if subject.mention and subject.mention != end.mention:
                yield Draft(
                    clause, subject, (*clause.words, obj, *words), end, named, "part" if words else "owned part",
                    truth=Truth(False, truth.modality), symmetric=is_symmetric(obj) and bool(words), anchor=obj,
                )


def _part_type(reading: Reading, clause: Clause, obj: Token, words: tuple[Token, ...], copula: bool) -> str:
    if is_agreement(obj) or (copula and (is_role(obj) or is_symmetric(obj))):
        return noun_type(reading, obj)
    if copula:
        return " ".join([noun_type(reading, obj), *(w.lower_ for w in words)])
    return verb_type(clause.verb, None, obj, words)


def parts(reading: Reading, noun: Token, *, deep: bool = True) -> Iterator[tuple[tuple[Token, ...], Token]]:
    """(prepositions, head) for each mention that stands as a complement or an owner inside a noun phrase."""
    for child in reading.children(noun):
        if child.i < noun.i and child.dep_ in ("poss", "amod", "compound", "nmod") and reading.headed(child) is not None:
            yield (), child
    for words, other in prepositions(reading, noun):
        if words[0].lower_ in BETWEEN:
            continue
        for member in members(reading, other):
            if reading.mention(member) is not None:
                yield words, member
            elif deep and member.pos_ == "NOUN" and words[-1].lower_ in EMBEDDING:
                for more, inner in parts(reading, member, deep=False):
                    if inner.dep_ not in ("amod", "compound", "nmod"):
                        yield (*words, member, *more), inner


def _of_dative(reading: Reading, clause: Clause, subjects: Ends, obj: Token | None) -> Iterator[Draft]:
    """"gave councils the power", "offered it to subscribers"."""
    dative = reading.child(clause.verb, "dative")
    if dative is None:
        return
    words = clause.words
    if dative.pos_ == "ADP":
        target = reading.child(dative, "pobj")
        words = (*words, *_repeated(reading, clause, obj), dative)
    else:
        target = dative
    if target is None:
        return
    noun = obj if obj is not None and obj.pos_ == "NOUN" else None
    named = verb_type(clause.verb, None, noun, (dative,) if dative.pos_ == "ADP" else ())
    for _, subject in subjects:
        for _, end in ends(reading, antecedent(target) or target):
            yield Draft(clause, subject, words, end, named, "dative")


def _of_content(reading: Reading, clause: Clause, subjects: Ends) -> Iterator[Draft]:
    """"said that ...": the clause as plain text."""
    if clause.verb.dep_ == "parataxis" and reports(clause.verb):
        said = _around_parenthesis(reading, clause.verb)
        for _, subject in subjects:
            yield Draft(clause, subject, clause.words, said, clause.verb.lemma_.lower(), "content")
        return
    content = _complement_clause(reading, clause.verb)
    if content is None:
        return
    start, end = content.left_edge.i, content.right_edge.i + 1
    if start <= clause.verb.i < end:
        return
    inner = of_range(reading, start, end, None)
    words = clause.words
    if content.dep_ == "xcomp":
        words = (*words, *_repeated(reading, clause, object_of(reading, clause)))
    for _, subject in subjects:
        yield Draft(clause, subject, words, inner, clause.verb.lemma_.lower(), "content")
    yield from _of_opinion(reading, clause, subjects, content)


def _of_opinion(reading: Reading, clause: Clause, subjects: Ends, content: Token) -> Iterator[Draft]:
    """"said that Xi was a friend", "said that they were conspiring": the speaker judges the subject."""
    whom = reading.child(content, "nsubj", "nsubjpass")
    if content.dep_ != "ccomp" or whom is None or not reports(clause.verb):
        return
    quality = reading.child(content, "attr", "acomp")
    judged = content.lemma_ in COPULAS and quality is not None and reading.child(quality, "xcomp") is None
    if not judged and content.lemma_.lower() not in lexicon("contested"):
        return
    for _, end in ends(reading, whom):
        for _, subject in subjects:
            if end.mention and subject.mention and end.mention != subject.mention:
                yield Draft(clause, subject, clause.words, end, f"{clause.verb.lemma_.lower()} about", "opinion")


def _around_parenthesis(reading: Reading, verb: Token) -> Argument:
    """The clause that "these analysts added" is set into, without these words."""
    inside = range(verb.left_edge.i, verb.right_edge.i + 1)
    words = [t for t in verb.head.subtree if t.i not in inside and not (t.is_punct and t.i + 1 in inside) and not (t.is_punct and t.i - 1 in inside)]
    while len(words) > 1 and words[-1].is_punct:
        words.pop()
    return of_tokens(reading, words)


def _complement_clause(reading: Reading, verb: Token) -> Token | None:
    for child in reading.children(verb):
        if child.dep_ == "ccomp" and is_verb(child) and (child.i > verb.i or reports(verb)):
            return child
        if child.dep_ == "xcomp" and is_verb(child) and not is_chained(reading, child):
            return child
    return None


def prepositions(reading: Reading, head: Token) -> Iterator[tuple[tuple[Token, ...], Token]]:
    """(preposition's words, noun) for each preposition below ``head``: "in Beijing", "out of Libya"."""
    for child in reading.children(head):
        if child.dep_ == "prep" and child.lower_ not in ATTRIBUTIVE:
            for prep in members(reading, child):
                yield from _objects_of(reading, prep, (prep,))


def _objects_of(reading: Reading, prep: Token, words: tuple[Token, ...]) -> Iterator[tuple[tuple[Token, ...], Token]]:
    for child in reading.children(prep):
        if child.dep_ == "pobj":
            yield words, antecedent(child) or child
        elif child.dep_ == "prep":
            yield from _objects_of(reading, child, (*words, child))


def _of_prepositions(reading: Reading, clause: Clause, subjects: Ends, obj: Token | None) -> Iterator[Draft]:
    """"traveled to Beijing"; with an object "supplied troops to Russia", and "Putin hosted in Beijing" as well."""
    noun = obj if obj is not None and obj.pos_ == "NOUN" and reading.mention(obj) is None else None
    particle = reading.child(clause.verb, "prt")
    for words, pobj in prepositions(reading, clause.verb):
        rule = "preposition" if obj is None and words[0].i > clause.verb.i else "adjunct"
        named = verb_type(clause.verb, particle, noun, words)
        symmetric = words[0].lower_ == "with" and (is_reciprocal(clause.verb) or (noun is not None and is_symmetric(noun)))
        before = (*clause.words, *_repeated(reading, clause, obj))
        shared = words[-1].lower_ in BETWEEN
        for _, end in [(pobj, argument(reading, pobj, whole=True))] if shared else ends(reading, pobj):
            for _, subject in subjects:
                yield Draft(clause, subject, (*before, *words), end, named, rule, symmetric=symmetric)
        if pobj.pos_ == "NOUN" and reading.mention(pobj) is None:
            yield from _of_noun_after(reading, clause, subjects, words, pobj)


def _of_noun_after(reading: Reading, clause: Clause, subjects: Ends, words: tuple[Token, ...], noun: Token) -> Iterator[Draft]:
    """"served as director at the Council": a role; "arrived at Putin's residence", "met at a summit in Beijing"."""
    role = words[-1].lower_ == "as" and is_role(noun)
    for more, other in parts(reading, noun, deep=False):
        if other.dep_ == "amod" or other.tag_ == "PRP$" or (more and more[0].lower_ not in PLACING and not role):
            continue
        end = argument(reading, other)
        named = noun_type(reading, noun) if role else verb_type(clause.verb, reading.child(clause.verb, "prt"), None, (*words, noun))
        for _, subject in subjects:
            if subject.mention and subject.mention != end.mention:
                yield Draft(clause, subject, (*clause.words, *words, noun, *more), end, named, "role after as" if role else "part after preposition", anchor=noun)


def _repeated(reading: Reading, clause: Clause, obj: Token | None) -> tuple[Token, ...]:
    """The object's words that a predicate repeats before its preposition."""
    if obj is None or obj.i < clause.verb.i:
        return ()
    start, end = phrase(reading, obj, whole=True)
    return tuple(reading.doc[start:end]) if end - start <= LONGEST_REPEATED else ()


def _of_adverbials(reading: Reading, clause: Clause, subjects: Ends) -> Iterator[Draft]:
    """"was abandoned several years later", "can be clarified by adding ...": where a clause has nothing else."""
    for child in reading.children(clause.verb):
        if child.i in {w.i for w in clause.words} or child.lower_ in ATTRIBUTIVE:
            continue
        words: tuple[Token, ...] = ()
        if child.dep_ == "prep":
            words = (child,)
            inner = reading.child(child, "pcomp")
            if inner is None:
                continue
            child = inner
        elif child.dep_ not in ("npadvmod", "advmod", "advcl"):
            continue
        end = of_range(reading, child.left_edge.i, child.right_edge.i + 1, None)
        for _, subject in subjects:
            yield Draft(clause, subject, (*clause.words, *words), end, verb_type(clause.verb, reading.child(clause.verb, "prt"), None, words), "adverbial")
        return


def _of_equals(reading: Reading, clause: Clause, obj: Token | None) -> Iterator[Draft]:
    """"A and B met", "A and B signed a deal", "the trio did not sit down together": each two of the subjects."""
    subject = clause.subject
    if subject is None or clause.passive:
        return
    noun = obj if obj is not None and is_symmetric(obj) else None
    verb = clause.verb
    if not (is_reciprocal(verb) and noun is None and (obj is None or verb.lemma_ in ("share", "discuss", "border"))) and not (noun is not None and is_light(verb)):
        return
    if noun is not None and reading.child(noun, "prep") is not None and any(reading.mention(o) for _, o in parts(reading, noun)):
        return
    named = noun_type(reading, noun) if noun is not None and is_agreement(noun) else verb_type(verb, reading.child(verb, "prt"), noun, ())
    words = (*clause.words, noun) if noun is not None else clause.words
    for one, other in combinations(_parties(reading, subject), 2):
        yield Draft(clause, one, words, other, named, "equals", symmetric=True)


def _parties(reading: Reading, subject: Token) -> list[Argument]:
    """The named members of a coordinated subject, or those of a group such as "the trio"."""
    heads = members(reading, subject)
    if len(heads) > 1:
        return [argument(reading, head) for head in heads if reading.mention(head) is not None]
    return reading.group(subject)
