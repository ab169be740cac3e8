"""Whether a clause is said to hold: polarity and modality, its own and what governs it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kgraph.data import table
from kgraph.types import MODALITIES

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgraph.statements.arguments import Reading


@dataclass(frozen=True, slots=True)
class Truth:
    """Polarity as a flag, modality as one of MODALITIES."""

    negative: bool = False
    modality: str = "asserted"

    def under(self, outer: Truth) -> Truth:
        """This truth in a clause of the truth ``outer``: two negations cancel, the weaker modality stays."""
        weaker = max(self.modality, outer.modality, key=MODALITIES.index)
        return Truth(self.negative != outer.negative, weaker)


PLAIN = Truth()


@cache
def lexicon(kind: str) -> frozenset[str]:
    """One list of the ``truth`` table."""
    return frozenset(table("statements")["truth"][kind])


def own_truth(reading: Reading, verb: Token, *, reported: bool = False) -> Truth:
    """What the clause's own words say: "did not", "may", "allegedly", "if"; "no" on an end.

    ``reported`` is true below a verb of speech, where "would" is the past of "will".
    """
    negative = False
    modality = "asserted"
    for child in reading.children(verb):
        word = child.lower_
        if child.dep_ in ("aux", "auxpass"):
            modality = _weaker(modality, _of_auxiliary(word, reported))
        elif _negates(verb, child):
            negative = not negative
        elif child.dep_ == "advmod":
            modality = _weaker(modality, _of_adverb(reading, child))
            if _no_longer(reading, child):
                negative = not negative
        elif child.dep_ == "mark" and word in lexicon("conditional_marks"):
            modality = _weaker(modality, "possible")
        elif child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "expl") and refers_to_none(reading, child):
            negative = not negative
    return Truth(negative != after_nor(reading, verb), modality)


def _negates(verb: Token, child: Token) -> bool:
    """True for "not", "never"; for "nor" before the verb, but not for the one before its conjunct."""
    following = child.doc[child.i + 1 : child.i + 2]
    if any(word.lower_ in ("only", "just", "merely") for word in following):
        return False  # "did not only visit Moscow"
    if child.dep_ == "neg":
        return True
    if child.dep_ == "advmod" and child.lower_ in lexicon("approximators"):
        return child.i < verb.i
    return (
        child.dep_ in ("advmod", "preconj", "cc")
        and child.lower_ in lexicon("negators")
        and not (child.dep_ == "cc" and child.i > verb.i)
    )


def after_nor(reading: Reading, verb: Token) -> bool:
    """True for the second verb of "neither supported nor condemned"."""
    if verb.dep_ != "conj":
        return False
    return any(c.dep_ == "cc" and c.lower_ == "nor" and c.i < verb.i for c in reading.children(verb.head))


def refers_to_none(reading: Reading, noun: Token) -> bool:
    """True for "no officials", "none of them", "nobody", "few", "neither side", "neither Xi nor Kim"."""
    if noun.lower_ in ("none", "nobody", "nothing", "neither", "few"):
        return True
    return any(c.lower_ in ("no", "neither") and c.dep_ in ("det", "preconj") for c in reading.children(noun))


def noun_truth(reading: Reading, noun: Token) -> Truth:
    """What the noun's attributes say: "possible talks", "an alleged plot", "no deal"."""
    modality = "asserted"
    for child in reading.children(noun):
        if child.dep_ in ("amod", "compound", "advmod"):
            for name in ("planned", "possible", "claimed"):
                if child.lower_ in lexicon(f"{name}_adjectives"):
                    modality = _weaker(modality, name)
    return Truth(refers_to_none(reading, noun), modality)


def has_ended(reading: Reading, noun: Token) -> bool:
    """True for "former president", "ex-minister"."""
    before = [child.lower_ for child in reading.children(noun) if child.i < noun.i]
    return any(
        word in lexicon("ended_adjectives") or word.startswith("ex-") for word in [*before, noun.lower_]
    )


def is_over(reading: Reading, verb: Token) -> bool:
    """True for a clause that the text puts into the past: "used to", "no longer", "until 2019"."""
    if any(is_used_to(reading, word) for word in (verb, verb.head) if word.i <= verb.i):
        return True
    past = verb.tag_ in ("VBD", "VBN")
    for child in reading.children(verb):
        word = child.lower_
        if word in ("until", "till") and past and (child.dep_ == "prep" or verb.dep_ == "ROOT"):
            return reading.child(verb, "neg") is None
        if child.dep_ == "advmod" and (word in lexicon("ended_adverbs") or _no_longer(reading, child)):
            return True
    return False


def is_used_to(reading: Reading, verb: Token) -> bool:
    """True for "used" of "used to work for"."""
    return verb.lower_ == "used" and verb.tag_ == "VBD" and reading.child(verb, "xcomp") is not None


def _no_longer(reading: Reading, adverb: Token) -> bool:
    return adverb.lower_ in ("longer", "more") and any(c.lower_ == "no" for c in reading.children(adverb))


def implied_by(reading: Reading, governor: Token) -> Truth:
    """What the governing word makes of the clause that it governs: "failed to", "agreed to", "accused of"."""
    lemma = governor.lemma_.lower()
    particle = reading.child(governor, "prt")
    if particle is not None:
        lemma = f"{lemma} {particle.lower_}"
    kinds: tuple[str, ...] = ("claimed", "possible", "planned")
    if governor.pos_ == "NOUN":
        kinds = ("claimed_nouns", "planned_nouns", *kinds)
    negative = lemma in lexicon("negative")
    if governor.lower_ == "going":
        return Truth(negative, "planned")
    for kind in kinds:
        if lemma in lexicon(kind):
            return Truth(negative, kind.removesuffix("_nouns"))
    return Truth(negative)


def _of_auxiliary(word: str, reported: bool) -> str:
    if word in lexicon("planned_aux") or (reported and word in ("would", "'d", "’d")):
        return "planned"
    return "possible" if word in lexicon("possible_aux") else "asserted"


def _of_adverb(reading: Reading, adverb: Token) -> str:
    if adverb.lower_ in lexicon("claimed_adverbs"):
        return "claimed"
    return "possible" if adverb.lower_ in lexicon("possible_adverbs") else "asserted"


def _weaker(one: str, other: str) -> str:
    return max(one, other, key=MODALITIES.index)
