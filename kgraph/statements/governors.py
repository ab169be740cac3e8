"""What stands above a clause and decides whether it holds: "denied that", "failed to", "instead of"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kgraph.statements.truth import PLAIN, Truth, implied_by, is_unreal_condition, lexicon, refers_to_none
from kgraph.statements.verbs import is_content, is_infinitive, is_verb, reports

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgraph.statements.clauses import Clause
    from kgraph.statements.reading import Reading

# Verbs of speech that add nothing of their own: "warned that Russia had attacked" tells it as a fact.
INFORMING = frozenset({"say", "tell", "warn"})
# Prepositions that belong to the verb above, which decides: "accused of", "prevented from".
GOVERNED = frozenset({"of", "from", "for", "to", "on", "about", "with"})
# Where a noun stands when its verb says whether its content holds: "rejected claims that".
DENIABLE = frozenset({"dobj", "attr", "pobj", "nsubj", "nsubjpass"})
PRESENT_TAGS = frozenset({"VBZ", "VBP", "VB"})
# Verbs that settle what follows "against": "decided against joining".
DECIDING = frozenset({"decide", "choose", "opt"})
INVERTING = frozenset({"had", "were", "should"})


def governed(reading: Reading, verb: Token, outer: Clause) -> Truth:
    """What the clause ``outer`` makes of the clause of ``verb`` below it."""
    label = verb.dep_
    if label == "acl" and is_content(reading, verb):
        return _of_noun_content(reading, verb.head, outer)
    if label == "relcl" and (is_infinitive(reading, verb) or _is_judged(reading, verb)):
        return _of_noun_content(reading, verb.head, outer)
    if label == "xcomp":
        return _of_complement(reading, verb, outer)
    if label == "ccomp":
        return _of_clause(reading, verb, outer)
    if label == "pcomp":
        return _of_preposition(reading, verb, outer)
    if label == "advcl":
        return _of_adverbial(reading, verb, outer)
    if label == "conj":
        continues = not _has_subject(reading, verb) and verb.tag_ == verb.head.tag_
        return Truth(False, outer.truth.modality) if continues else PLAIN
    return PLAIN


def of_bare_noun(reading: Reading, verb: Token) -> Truth:
    """What the noun of a headline or fragment does to its clause: "Refusal to join NATO"."""
    return (
        implied_by(reading, verb.head)
        if verb.dep_ in ("acl", "relcl") and is_content(reading, verb)
        else PLAIN
    )


def _has_subject(reading: Reading, verb: Token) -> bool:
    return reading.child(verb, "nsubj", "nsubjpass", "csubj", "csubjpass", "expl") is not None


def _of_complement(reading: Reading, verb: Token, outer: Clause) -> Truth:
    """As in "is to visit", "is said to have visited", "failed to visit", "has to visit"."""
    head, lemma = verb.head, verb.head.lemma_.lower()
    if lemma == "be" and head.tag_ == "VBD" and _is_perfect(reading, verb):
        return Truth(True).under(outer.truth)  # "was to have met"
    degree = {c.lower_ for c in reading.children(head) if c.dep_ == "advmod"} if head.pos_ == "ADJ" else set()
    if "too" in degree:
        return Truth(True).under(outer.truth)  # "too weak to attack"
    if "enough" in degree and outer.verb.tag_ in PRESENT_TAGS:
        return Truth(False, "possible").under(outer.truth)
    if lemma in ("be", "have") and _is_yet(reading, verb):
        return Truth(True).under(outer.truth)  # "has yet to visit", "is yet to visit"
    if _is_in_vain(reading, head):
        return Truth(True).under(outer.truth)
    if lemma == "be":
        return Truth(False, "planned").under(outer.truth)
    if outer.passive and lemma in lexicon("hearsay"):
        return Truth(False, "claimed").under(outer.truth)
    if lemma == "have" and head.tag_ in PRESENT_TAGS and is_infinitive(reading, verb):
        return Truth(False, "possible").under(outer.truth)  # "has to go" may not; "had to go" went
    implied = implied_by(reading, head)
    if implied.negative and outer.truth.negative and is_excluding(reading, head):
        return Truth(False, "possible")
    return implied.under(outer.truth)


def is_excluding(reading: Reading, verb: Token) -> bool:
    """True for "rule out": "does not rule out attacking" leaves it possible."""
    particle = reading.child(verb, "prt")
    return verb.lemma_.lower() == "exclude" or (verb.lemma_ == "rule" and particle is not None)


def _is_perfect(reading: Reading, verb: Token) -> bool:
    return verb.tag_ == "VBN" and any(c.dep_ == "aux" and c.lower_ == "have" for c in reading.children(verb))


def _is_yet(reading: Reading, verb: Token) -> bool:
    if reading.child(verb.head, "neg") is not None:
        return False  # "was not yet old enough to"
    around = (*reading.children(verb.head), *reading.children(verb))
    return any(c.dep_ == "advmod" and c.lower_ == "yet" and c.i < verb.i for c in around)


def _is_in_vain(reading: Reading, verb: Token) -> bool:
    """True for "tried in vain to", "unsuccessfully sought to"."""
    for child in reading.children(verb):
        if child.lower_ in lexicon("futile"):
            return True
        inner = reading.child(child, "pobj", "amod") if child.lower_ == "in" else None
        if inner is not None and inner.lower_ in lexicon("futile"):
            return True
    return False


def _of_clause(reading: Reading, verb: Token, outer: Clause) -> Truth:
    """As in "said that", "denied that", "hopes that", "it is not true that", "provided that"."""
    head = verb.head
    if head.dep_ in ("prep", "advcl") and head.lower_ in lexicon("conditional_participles"):
        return Truth(False, "possible")
    if verb.i < head.i and not reports(head):
        return PLAIN
    judged = _judgement(reading, outer)
    return judged if judged is not None else _of_report(reading, verb, outer)


def _judgement(reading: Reading, outer: Clause) -> Truth | None:
    """Of "it is untrue that", "it is a myth that"; None for "it is sad that", which holds."""
    quality = reading.child(outer.verb, "acomp", "attr", "oprd")
    if quality is None or outer.verb.lemma_ != "be":
        return None
    lemma = quality.lemma_.lower()
    if lemma in lexicon("true_predicates"):
        return outer.truth
    if lemma in lexicon("false_predicates"):
        return Truth(True).under(outer.truth)
    implied = implied_by(reading, quality)
    return implied.under(outer.truth) if implied != PLAIN else None


def _of_report(reading: Reading, verb: Token, outer: Clause) -> Truth:
    """What "said that", "denied that", "hopes that" do to their clause."""
    implied = implied_by(reading, outer.verb)
    lemma = outer.verb.lemma_.lower()
    if is_infinitive(reading, verb):
        return implied.under(outer.truth)  # "does not want Japan to join", "told Kim to leave"
    if outer.truth.negative and implied.negative:
        return Truth(False, implied.modality)  # "did not deny that" does not say so either
    if (
        lemma in lexicon("evidential")
        and outer.subject is not None
        and refers_to_none(reading, outer.subject)
    ):
        return Truth(True)  # "nothing suggests that"
    if outer.truth.negative and lemma in lexicon("opinion"):
        return Truth(True, "claimed")  # "does not believe that": believes that not
    if outer.truth.negative and reports(outer.verb):
        return implied.under(Truth(False, "claimed"))  # "has not said that"
    if lemma in INFORMING:
        return Truth(False, "claimed") if verb.lemma_.lower() in lexicon("contested") else PLAIN
    if reports(outer.verb):  # "agreed that it was so" plans nothing, though "agreed to go" does
        return Truth(implied.negative) if implied.modality == "planned" else implied
    return implied.under(Truth(False, outer.truth.modality))


def _is_judged(reading: Reading, verb: Token) -> bool:
    """True for the clause of "a myth that ...", taken for a relative clause."""
    mark = reading.child(verb, "mark")
    return mark is not None and mark.lower_ == "that" and _judged_by(verb.head) is not None


def _judged_by(noun: Token) -> Truth | None:
    lemma = noun.lemma_.lower()
    return (
        PLAIN
        if lemma in lexicon("true_predicates")
        else (Truth(True) if lemma in lexicon("false_predicates") else None)
    )


def _of_noun_content(reading: Reading, noun: Token, outer: Clause) -> Truth:
    """What the noun and its verb do to its clause: "no sign of wanting", "rejected claims that"."""
    judged = _judged_by(noun) if noun.dep_ == "attr" else None
    if judged is not None:
        return judged.under(outer.truth)
    held = Truth(False, outer.truth.modality)
    if noun.dep_ not in DENIABLE:
        return implied_by(reading, noun).under(held)
    denied = outer.truth.negative != _is_refuted(reading, noun, outer)
    implied = implied_by(reading, noun)
    if denied and noun.lemma_.lower() == "doubt":
        return held  # "there is no doubt that"
    return implied.under(Truth(denied, held.modality))


def _is_refuted(reading: Reading, noun: Token, outer: Clause) -> bool:
    """True for the content of "rejected claims", "abandoned plans", "the rumour is false"."""
    if noun.head.i != outer.verb.i:
        return False
    if noun.dep_ == "nsubj" and outer.verb.lemma_.lower() in lexicon("failing"):
        return True  # "the bid to join failed"
    if noun.dep_ in ("dobj", "nsubjpass"):
        return is_calling_off(reading, outer.verb)
    quality = reading.child(outer.verb, "acomp", "attr", "oprd")
    return quality is not None and quality.lemma_.lower() in lexicon("false_predicates")


def is_calling_off(reading: Reading, verb: Token) -> bool:
    """True for a verb after which its object does not hold or does not happen: "cancel", "call off"."""
    particle = reading.child(verb, "prt")
    lemma = verb.lemma_.lower()
    return (f"{lemma} {particle.lower_}" if particle is not None else lemma) in lexicon("refuting")


def takes_place(verb: Token) -> bool:
    """True for a verb whose object comes about by it: "sign a deal", "schedule talks"."""
    return verb.lemma_.lower() in lexicon("bringing_about")


def _of_preposition(reading: Reading, verb: Token, outer: Clause) -> Truth:
    prep = verb.head
    negative = Truth(is_negating(reading, prep))
    if prep.lower_ == "against" and not (outer.verb.lemma_ in DECIDING and not outer.truth.negative):
        return Truth(not outer.truth.negative, "possible")  # "warned against joining"
    if prep.head.lemma_.lower() in ("close", "near") and prep.head.pos_ != "VERB":
        # "is close to signing", and "came close to signing", which did not come to it
        came = outer.verb.tag_ in ("VBD", "VBN") and outer.verb.lemma_ != "be"
        return Truth(came, "asserted" if came else "possible").under(Truth(False, outer.truth.modality))
    if not is_verb(prep.head):
        return negative.under(_of_noun_content(reading, prep.head, outer))
    if prep.lower_ in ("of", "about") and outer.verb.lemma_.lower() in lexicon("musing"):
        return Truth(False, "possible").under(outer.truth)
    if prep.lower_ in GOVERNED and not negative.negative:
        return implied_by(reading, outer.verb).under(outer.truth)
    return Truth(negative.negative, outer.truth.modality)


def is_negating(reading: Reading, prep: Token) -> bool:
    """True for "without meeting", "instead of meeting"."""
    return prep.lower_ in ("without", "against") or any(
        c.lower_ in ("instead", "far") for c in reading.children(prep)
    )


def _of_adverbial(reading: Reading, verb: Token, outer: Clause) -> Truth:
    """As in "traveled to Beijing to meet", "rather than meet", "had they met", "until they meet"."""
    modality = outer.truth.modality
    if is_unreal_condition(reading, verb):
        return PLAIN
    if is_inverted(reading, verb) or is_inverted(reading, verb.head):
        return Truth(False, "possible")
    if is_infinitive(reading, verb):
        judged = _of_predicate(reading, verb, outer)
        if judged is not None:
            return judged
        return Truth(False, "planned").under(Truth(False, modality))
    mark = reading.child(verb, "mark")
    if mark is None:
        return PLAIN
    if mark.lower_ == "than" and any(c.lower_ == "rather" for c in reading.children(verb)):
        return Truth(True, modality)
    ahead = modality in ("planned", "possible") and verb.tag_ in PRESENT_TAGS
    if ahead and mark.lower_ in lexicon("temporal_marks"):
        return Truth(False, "possible")  # "will not meet until Russia leaves"
    return PLAIN


def _of_predicate(reading: Reading, verb: Token, outer: Clause) -> Truth | None:
    """Of "it is impossible for Japan to join", "it would be wrong for Japan to join"; else None."""
    quality = reading.child(outer.verb, "acomp", "attr", "oprd")
    mark = reading.child(verb, "mark")
    if quality is None or mark is None or mark.lower_ != "for" or outer.verb.lemma_ not in ("be", "seem"):
        return None
    implied = implied_by(reading, quality)
    return Truth(implied.negative, "possible").under(outer.truth)


def is_inverted(reading: Reading, verb: Token) -> bool:
    """True for "had they met, ..." and "were they to meet, ..."."""
    subject = reading.child(verb, "nsubj", "nsubjpass")
    if verb.dep_ != "advcl" or subject is None or reading.child(verb, "mark") is not None:
        return False
    first = next((t for t in (verb, *reading.children(verb)) if t.lower_ in INVERTING), None)
    return first is not None and first.i < subject.i
