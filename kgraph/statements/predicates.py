"""Statements of verbs: a subject, the predicate's words, and each complement by itself."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, islice
from typing import TYPE_CHECKING

from kgraph.statements.adverbials import of_adjuncts, of_adverbials
from kgraph.statements.arguments import (
    LONGEST_PHRASE,
    End,
    argument,
    ends,
    is_excluded,
    members,
    of_range,
    of_tokens,
    phrase,
)
from kgraph.statements.bodies import acted_for
from kgraph.statements.clauses import Clause, is_chained
from kgraph.statements.complements import COPULAS, PLACING_OBJECT, of_complements
from kgraph.statements.drafts import Draft
from kgraph.statements.labels import is_agreement, is_light, is_reciprocal, is_symmetric, noun_type, verb_type
from kgraph.statements.phrases import BETWEEN, parts, prepositions
from kgraph.statements.predication import Predication, predication, repeated
from kgraph.statements.relatives import antecedent
from kgraph.statements.truth import lexicon
from kgraph.statements.verbs import is_verb, reports
from kgraph.types import Argument

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgraph.statements.reading import Reading

# Verbs with two equal subjects though they have an object: "A and B share a border".
WITH_OBJECT = frozenset({"border", "discuss", "exchange", "share"})
# ... and those whose object the other party is: "Xi and Putin met", "met Putin".
TAKING_PARTY = frozenset({"battle", "border", "divorce", "embrace", "fight", "marry", "meet"})


def of_clause(reading: Reading, clause: Clause) -> Iterator[Draft]:
    """The drafts of one clause; none for a clause without a subject, such as an imperative."""
    if clause.subject is not None and clause.subject.dep_ == "expl":
        yield from _of_existence(reading, clause)
        return
    said = predication(reading, clause)
    if said is None:
        return
    found = [*_of_agent(said), *of_complements(said), *_of_content(said)]
    yield from found or of_adverbials(said)
    if found:
        yield from of_adjuncts(said)
    yield from _of_equals(said)


def _of_existence(reading: Reading, clause: Clause) -> Iterator[Draft]:
    """From "there are limits to the alliance": there are limits, limits are to the alliance."""
    noun = reading.child(clause.verb, "attr", "dobj", "nsubj")
    if noun is None or clause.verb.lemma_ != "be":
        return
    start, end = phrase(reading, noun, whole=True)
    if clause.subject is not None:
        there = of_range(reading, clause.subject.i, clause.subject.i + 1, None)
        yield Draft(clause, there, clause.words, argument(reading, noun, whole=True), "be", "existence")
    for words, pobj in [*prepositions(reading, noun), *prepositions(reading, clause.verb)]:
        if words[-1].lower_ in BETWEEN:
            continue
        last = max(noun.i + 1, min(end, words[0].i)) if words[0].i > noun.i else end
        subject = of_range(reading, start, last, noun)
        named = f"be {words[-1].lower_}"
        for other in ends(reading, pobj):
            yield Draft(clause, subject, (*clause.words, *words), other.argument, named, "existence")


def _of_agent(said: Predication) -> Iterator[Draft]:
    """The agent of a passive: Y accuse X for "X was accused by Y", so that an edge has the right direction.

    Where one end is no mention, there is no edge and the ends stay as the text has them.
    """
    reading, clause = said.reading, said.clause
    agent = reading.child(clause.verb, "agent")
    doer = reading.child(agent, "pobj", "pcomp") if agent is not None else None
    if agent is None or doer is None:
        return
    named = verb_type(clause.verb, said.particle(), None, ())
    active = tuple(w for w in clause.words if w.i >= clause.verb.i)
    if doer.dep_ == "pcomp":
        doers = [End(of_range(reading, doer.left_edge.i, doer.right_edge.i + 1, None))]
    else:
        doers = list(ends(reading, antecedent(doer) or doer))
    for end in doers:
        for draft in said.drafts((*clause.words, agent), end, f"{named} by", "passive"):
            if draft.subject.mention and draft.object.mention:
                draft.subject, draft.object = draft.object, draft.subject
                draft.words, draft.type, draft.rule = active, named, "agent"
            yield draft
    yield from _of_signatories(said, doer)


def _of_signatories(said: Predication, doer: Token) -> Iterator[Draft]:
    """The parties of "the pact was signed by A and B"."""
    reading, clause = said.reading, said.clause
    noun = clause.subject
    if noun is None or clause.verb.dep_ == "acl" or not is_symmetric(noun) or reading.mention(noun):
        return
    named, words = noun_type(reading, noun), (noun, *clause.words)
    for one, other in combinations(_parties(reading, doer), 2):
        yield Draft(clause, one, words, other, named, "parties", symmetric=True, anchor=noun)


def _of_content(said: Predication) -> Iterator[Draft]:
    """The clause of "said that ..." as plain text."""
    reading, clause = said.reading, said.clause
    named = clause.verb.lemma_.lower()
    if clause.verb.dep_ == "parataxis" and reports(clause.verb):
        around = End(_around_parenthesis(reading, clause.verb))
        yield from said.drafts(clause.words, around, named, "content")
        return
    content = _content_clause(reading, clause.verb)
    if content is None:
        return
    start, end = content.left_edge.i, content.right_edge.i + 1
    if start <= clause.verb.i < end or end - start > LONGEST_PHRASE:
        return
    judged = said.object is not None and said.object.dep_ == "acomp"  # "it is clear that"
    words = (*clause.words, *repeated(said)) if content.dep_ == "xcomp" or judged else clause.words
    if reading.doc[start].lower_ == "that" and reading.doc[start].dep_ == "mark":  # "indicated that"
        words, start = (*words, reading.doc[start]), start + 1
    yield from said.drafts(words, End(of_range(reading, start, end, None)), named, "content")
    yield from _of_opinion(said, content)


def _content_clause(reading: Reading, verb: Token) -> Token | None:
    """The clause that the verb governs, unless the predicate goes on in it.

    A clause before a verb that reports nothing is a main clause of its own: "he left; she stayed".
    """
    behind_first = sorted(reading.children(verb), key=lambda child: child.i < verb.i)
    for child in behind_first:
        if child.dep_ == "ccomp" and is_verb(child) and (reports(verb) or not _is_apart(child, verb)):
            return child
        if child.dep_ == "xcomp" and is_verb(child) and not is_chained(reading, child):
            return child
    return None


def _is_apart(content: Token, verb: Token) -> bool:
    """True for a clause before ``verb``, or after it and a comma."""
    first = content.left_edge
    return content.i < verb.i or (first.i > 0 and first.nbor(-1).is_punct)


def _around_parenthesis(reading: Reading, verb: Token) -> Argument:
    """The clause into which "these analysts added" is set, without these words."""
    inside = range(verb.left_edge.i, verb.right_edge.i + 1)
    around = range(inside.start - 1, inside.stop + 1)
    whole = islice(verb.head.subtree, LONGEST_PHRASE)
    words = [t for t in whole if t.i not in inside and not (t.is_punct and t.i in around)]
    while len(words) > 1 and words[-1].is_punct:
        words.pop()
    return of_tokens(reading, words)


def _of_opinion(said: Predication, content: Token) -> Iterator[Draft]:
    """Whom the speaker judges: "said that Xi was a friend", "said that they were conspiring"."""
    reading, clause = said.reading, said.clause
    whom = reading.child(content, "nsubj", "nsubjpass")
    if content.dep_ != "ccomp" or whom is None or not reports(clause.verb):
        return
    quality = reading.child(content, "attr", "acomp")
    judged = content.lemma_ in COPULAS and quality is not None and reading.child(quality, "xcomp") is None
    if not judged and content.lemma_.lower() not in lexicon("contested"):
        return
    named = f"{clause.verb.lemma_.lower()} about"
    for end in ends(reading, whom):
        for draft in said.drafts(clause.words, end, named, "opinion"):
            if draft.links_mentions():
                draft.tail = "about"
                yield draft


def _of_equals(said: Predication) -> Iterator[Draft]:
    """Each two subjects of "A and B met", "A and B signed a deal", "the trio did not sit down"."""
    reading, clause, obj = said.reading, said.clause, said.object
    verb = clause.verb
    if clause.subject is None or clause.passive:
        return
    takes_noun = is_light(verb) or verb.lemma_ in COPULAS  # "signed a deal", "are allies"
    noun = obj if obj is not None and is_symmetric(obj) and takes_noun else None
    if noun is None and not (is_reciprocal(verb) and (obj is None or verb.lemma_ in WITH_OBJECT)):
        return
    if noun is not None and any(
        words and words[0].lower_ not in PLACING_OBJECT for words, _ in parts(reading, noun)
    ):
        return  # "A and B signed a pact with C" relates each of them to C
    shared = obj if obj is not None and obj.pos_ == "NOUN" and reading.mention(obj) is None else None
    named = verb_type(verb, said.particle(), noun or shared, ())
    if noun is not None and (is_agreement(noun) or verb.lemma_ in COPULAS):
        named = noun_type(reading, noun)
    words = (*clause.words, *(repeated(said) or ((noun,) if noun is not None else ())))
    tail = "of" if noun is not None and verb.lemma_ in COPULAS else "with"
    if obj is None and verb.lemma_ in TAKING_PARTY:
        tail = ""
    for one, other in combinations(_parties(reading, clause.subject), 2):
        yield Draft(clause, one, words, other, named, "equals", symmetric=True, anchor=noun, tail=tail)


def _parties(reading: Reading, subject: Token) -> list[Argument]:
    """The named members of a coordinated subject, or those of a group such as "the trio"."""
    heads = members(reading, subject)
    if len(heads) > 1:
        named = [
            head for head in heads if reading.mention(head) is not None and not is_excluded(reading, head)
        ]
        return [argument(reading, head) for head in named]
    acting = [Argument(reading.text(m.span), m.span, m.span) for m in acted_for(reading, subject)]
    return reading.group(subject) or acting
