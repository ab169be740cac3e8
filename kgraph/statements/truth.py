"""Whether a clause is said to hold: polarity and modality, its own and what governs it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kgraph.data import table
from kgraph.types import MODALITIES

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgraph.statements.reading import Reading


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
UNREAL = frozenset({"would", "'d", "’d", "should", "ought"})
PERFECT = frozenset({"have", "'ve", "’ve"})
PAST_CONDITIONAL = frozenset({"would", "'d", "’d", "could", "might"})
PAST_AUXILIARIES = frozenset({"did", "had", "was", "were"})
UNTIL = frozenset({"until", "till"})
PAST_TAGS = frozenset({"VBD", "VBN"})


@cache
def lexicon(kind: str) -> frozenset[str]:
    """One list of the ``truth`` table."""
    return frozenset(table("statements")["truth"][kind])


def own_truth(reading: Reading, verb: Token, *, reported: bool = False) -> Truth:
    """What the clause's own words say: "did not", "may", "allegedly", "if"; "no" on an end.

    ``reported`` is true below a verb of speech, where "would" is the past of "will".  "Would have
    met" says that they did not, "did not meet until 2019" that they did then.
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
    negative ^= after_nor(reading, verb) or after_rather_than(reading, verb)
    if is_unreal(reading, verb):
        return Truth(True, "possible" if negative else "asserted")
    if is_unreal_condition(reading, verb):
        return Truth(not negative)
    if negative and _happened_later(reading, verb):
        negative = False
    if _is_ahead(reading, verb):
        modality = _weaker(modality, "planned")
    return Truth(negative, modality)


def is_unreal(reading: Reading, verb: Token) -> bool:
    """True for "would have met", "should have met"; "could have met" may be a guess.

    So may "should have been found".
    """
    words = {c.lower_ for c in reading.children(verb) if c.dep_ == "aux"}
    if verb.tag_ != "VBN" or words.isdisjoint(UNREAL) or words.isdisjoint(PERFECT):
        return False
    return "should" not in words or reading.child(verb, "auxpass") is None


def is_unreal_condition(reading: Reading, verb: Token) -> bool:
    """True for "if they had met, he would have ...", "had they met, he would have ..."."""
    head = verb.head
    if verb.dep_ != "advcl" or verb.tag_ not in PAST_TAGS:
        return False
    if not any(c.dep_ == "aux" and c.lower_ in PAST_CONDITIONAL for c in reading.children(head)):
        return False
    mark, had = (
        reading.child(verb, "mark"),
        next((c for c in reading.children(verb) if c.lower_ == "had"), None),
    )
    if had is None:
        return False
    return mark.lower_ == "if" if mark is not None else all(had.i <= c.i for c in reading.children(verb))


def _happened_later(reading: Reading, verb: Token) -> bool:
    """True for "did not recognise Kosovo until 2019": since then it has."""
    if verb.lemma_ == "be" and reading.child(verb, "attr", "acomp") is None:
        return False  # "it was not until 1990 that"
    past = verb.tag_ == "VBD" or any(c.lower_ in PAST_AUXILIARIES for c in reading.children(verb))
    return past and any(_is_until(reading, c) for c in reading.children(verb))


def _is_until(reading: Reading, child: Token) -> bool:
    """True for "until 2019" and for the verb of "until they left"."""
    if child.dep_ == "prep":
        return child.lower_ in UNTIL
    mark = reading.child(child, "mark") if child.dep_ == "advcl" else None
    return mark is not None and mark.lower_ in UNTIL


def _is_ahead(reading: Reading, verb: Token) -> bool:
    """True for a present tense with a time to come: "is meeting Xi tomorrow", "plays Egypt next week"."""
    aux = {c.lower_ for c in reading.children(verb) if c.dep_ == "aux"}
    present = verb.tag_ in ("VBZ", "VBP") or (verb.tag_ == "VBG" and not aux.isdisjoint(("is", "are", "am")))
    if not present or "have" in aux or "has" in aux:
        return False
    for child in reading.children(verb):
        if child.dep_ in ("npadvmod", "advmod", "prep") and child.i > verb.i:
            word = child if child.dep_ != "prep" else reading.child(child, "pobj") or child
            if word.lower_ == "tomorrow":
                return True
            if any(c.lower_ in ("next", "coming") and c.i < word.i for c in reading.children(word)):
                return word.ent_type_ in ("DATE", "TIME")
    return False


# Labels of the words that negate a verb.
NEGATIVE_LABELS = frozenset({"neg", "advmod", "preconj", "cc"})


def _negates(verb: Token, child: Token) -> bool:
    """True for "not", "never"; for "nor" before the verb, but not for the one before its conjunct."""
    if child.dep_ not in NEGATIVE_LABELS:
        return False
    following = child.doc[child.i + 1 : child.i + 2]
    if any(word.lower_ in ("only", "just", "merely") for word in following):
        return False  # "did not only visit Moscow"
    if child.dep_ == "neg":
        return True
    if child.dep_ == "advmod" and child.lower_ in lexicon("approximators"):
        return child.i < verb.i
    return child.lower_ in lexicon("negators") and not (child.dep_ == "cc" and child.i > verb.i)


def after_nor(reading: Reading, verb: Token) -> bool:
    """True for the second verb of "neither supported nor condemned"."""
    if verb.dep_ != "conj":
        return False
    return any(c.dep_ == "cc" and c.lower_ == "nor" and c.i < verb.i for c in reading.children(verb.head))


def after_rather_than(reading: Reading, verb: Token) -> bool:
    """True for the second verb of "criticised Iran rather than attack it"."""
    if verb.dep_ != "conj":
        return False
    return any(
        c.dep_ == "cc" and c.lower_ == "than" and verb.head.i < c.i < verb.i and c.nbor(-1).lower_ == "rather"
        for c in reading.children(verb.head)
    )


def refers_to_none(reading: Reading, noun: Token) -> bool:
    """True for "no officials", "none of them", "nobody", "few", "neither side", "neither Xi nor Kim"."""
    if noun.lower_ in ("none", "nobody", "nothing", "neither", "few"):
        return True
    if any(c.dep_ == "neg" and c.i < noun.i and c.nbor().lower_ == "even" for c in reading.children(noun)):
        return True  # "not even Japan"
    if noun.dep_ == "nsubj" and any(c.lower_ == "few" and c.dep_ == "amod" for c in reading.children(noun)):
        return reading.child(noun, "det") is None  # "a few officials" are some
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


def tells_end(word: Token) -> bool:
    """True for "former", "late"."""
    return word.lower_ in lexicon("ended_adjectives")


def are_former(words: Iterable[Token]) -> bool:
    """True for the words of "former president", "ex-minister"."""
    return any(tells_end(word) or word.lower_.startswith("ex-") for word in words)


def has_ended(reading: Reading, noun: Token) -> bool:
    """True for "former president", "ex-minister"."""
    if noun.i > 1 and noun.nbor(-1).text == "-" and noun.nbor(-2).lower_ == "ex":
        return True
    return are_former([*(child for child in reading.children(noun) if child.i < noun.i), noun])


def is_over(reading: Reading, verb: Token) -> bool:
    """True for a clause that the text puts into the past: "used to", "no longer", "until 2019"."""
    if any(is_used_to(reading, word) for word in (verb, verb.head) if word.i <= verb.i):
        return True
    past = verb.tag_ in ("VBD", "VBN")
    if (
        verb.dep_ == "xcomp"
        and verb.head.lemma_.lower() in lexicon("ceasing")
        and verb.head.tag_ in PAST_TAGS
    ):
        return reading.child(verb.head, "neg") is None
    if past and _is_bounded(reading, verb):
        return True
    for child in reading.children(verb):
        word = child.lower_
        if word in ("until", "till") and past and (child.dep_ == "prep" or verb.dep_ == "ROOT"):
            return reading.child(verb, "neg") is None
        if child.dep_ != "advmod":
            continue
        lasted = past and word in ("once", "previously") and verb.lemma_.lower() in lexicon("lasting")
        if lasted or word in lexicon("ended_adverbs") or _no_longer(reading, child):
            return True
    return False


def _is_bounded(reading: Reading, verb: Token) -> bool:
    """True for "was president from 2001 to 2009"."""
    first = next((c for c in reading.children(verb) if c.dep_ == "prep" and c.lower_ == "from"), None)
    if first is None:
        return False
    ends = [
        (c, reading.child(c, "pobj"))
        for c in (*reading.children(verb), *reading.children(first))
        if c.i > first.i
    ]
    return any(
        prep.lower_ in ("to", *UNTIL) and end is not None and end.ent_type_ == "DATE" for prep, end in ends
    )


def leaves(verb: Token) -> bool:
    """True for a verb after which a role has ended: "resigned as director"."""
    return verb.lemma_.lower() in lexicon("leaving")


def is_over_for(reading: Reading, noun: Token) -> bool:
    """True for the event of "talks that broke down", "the alliance lapsed"."""
    told = [c for c in reading.children(noun) if c.dep_ in ("relcl", "acl")]
    if noun.dep_ in ("nsubj", "nsubjpass"):
        told.append(noun.head)
    return any(_ends(reading, verb) for verb in told)


def _ends(reading: Reading, verb: Token) -> bool:
    particle = reading.child(verb, "prt", "advmod") if verb.tag_ in PAST_TAGS else None
    if verb.tag_ not in PAST_TAGS or reading.child(verb, "neg", "dobj") is not None:
        return False
    lemma = verb.lemma_.lower()
    return lemma in lexicon("ending") or (
        particle is not None and f"{lemma} {particle.lower_}" in lexicon("ending")
    )


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
