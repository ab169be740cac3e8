"""Types of statements: short names in the words of the text."""

from __future__ import annotations

from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from kgraph.data import table
from kgraph.statements.truth import lexicon
from kgraph.vocabulary import family

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from kgraph.statements.reading import Reading

LONGEST_TYPE = 4
LONGEST_WITH_PREPOSITIONS = LONGEST_TYPE + 1
COPULAS = frozenset({"be", "become", "remain", "stay"})
# What makes an event one of equals: "a joint press conference".
SHARED = frozenset({"joint", "mutual", "bilateral", "trilateral"})
NAME_WORDS = frozenset({"amod", "compound", "nmod"})


@cache
def nouns(kind: str) -> frozenset[str]:
    """One list of relational nouns or prepositions."""
    lists = table("statements")
    return frozenset(lists["nouns"].get(kind) or lists["events"][kind])


def is_agreement(noun: Token) -> bool:
    """True for "pact", "memorandum": the type of the relation is the noun's own name."""
    return noun.lemma_.lower() in nouns("agreements") and noun.pos_ in ("NOUN", "PROPN")


def is_symmetric(noun: Token) -> bool:
    """True for "talks", "war", "a joint exercise": a relation in which both parties are alike."""
    shared = any(c.lower_ in SHARED for c in noun.lefts)
    return shared or noun.lemma_.lower() in nouns("symmetric") or is_agreement(noun)


def is_deed(noun: Token) -> bool:
    """True for "invasion", "criticism": what one does to another."""
    return noun.lemma_.lower() in nouns("deeds")


def is_role(noun: Token) -> bool:
    """True for "director", "capital": what one is to the other."""
    return noun.lemma_.lower() in nouns("roles")


def is_office(noun: Token) -> bool:
    """True for "leader", "coach": somebody in a place or body, no relative, partner, city or unit."""
    return is_role(noun) and family(noun.lemma_) == "role"


def is_reciprocal(verb: Token) -> bool:
    """True for "meet", "clash": its subjects do it to each other."""
    return verb.lemma_.lower() in nouns("reciprocal")


def is_placing(verb: Token) -> bool:
    """True where the object of the verb is at the place that the verb is at: "hosted Putin in Beijing"."""
    return verb.lemma_.lower() in table("statements")["placing"]


def is_appointing(verb: Token) -> bool:
    """True for "name", "elect": its object is given an office."""
    return verb.lemma_.lower() in table("statements")["appointing"]


def participle(verb: Token) -> str:
    """The participle of a verb that places its object or gives it an office."""
    lists = table("statements")
    found: str = (lists["placing"] | lists["appointing"])[verb.lemma_.lower()]
    return found


def is_light(verb: Token) -> bool:
    """True for "hold", "sign": its object says what is done."""
    return verb.lemma_.lower() in nouns("light")


def verb_type(verb: Token, particle: Token | None, noun: Token | None, prepositions: Iterable[Token]) -> str:
    """Lemma, particle, the object's noun, telling preposition: "supply troops to", "hold talks with"."""
    words = ["born" if verb.lower_ == "born" else verb.lemma_.lower()]
    if particle is not None:
        words.append(particle.lower_)
    # To "host the leader in" is to host in, but to "become leader in" is no becoming.
    if noun is not None and (verb.lemma_ in COPULAS or not is_office(noun)):
        words.append(noun.lower_)
    words.extend(word.lower_ for word in _telling(prepositions))
    return " ".join(words[:LONGEST_TYPE])


def part_type(verb: Token, particle: Token | None, noun: Token, prepositions: Iterable[Token]) -> str:
    """Of a mention in the object: "step up communications with", "bring along members of"."""
    words = [verb.lemma_.lower(), *([particle.lower_] if particle is not None else []), noun.lower_]
    words.extend(word.lower_ for word in _telling(prepositions))
    return " ".join(words[:LONGEST_TYPE])


def with_prepositions(named: str, words: Iterable[Token]) -> str:
    """The noun's own name and what leads on from it, its last words if they are many: "palace in"."""
    return " ".join([*named.split(), *(word.lower_ for word in words)][-LONGEST_WITH_PREPOSITIONS:])


def _telling(words: Iterable[Token]) -> Iterable[Token]:
    """A preposition's words up to the noun that it leads to."""
    return takewhile(lambda word: word.pos_ not in ("NOUN", "PROPN"), words)


def noun_type(reading: Reading, noun: Token, *, singular: bool = False) -> str:
    """The event's or role's own name: "mutual defence pact", "binding memorandum", "prime minister".

    Without names and without words such as "similar" that tell nothing of the kind.  A role is
    ``singular``, since an edge tells it of one: "ally" of "Iran and Syria, allies of Russia".
    """
    words: list[str] = []
    for child in reading.children(noun):
        if child.i < noun.i:
            words = [*words, *_kind_words(reading, child)] if child.dep_ in NAME_WORDS else []
    last = noun.lemma_.lower() if noun.tag_ == "NNS" and (singular or is_role(noun)) else noun.lower_
    half, mark = reading.doc[max(noun.i - 2, 0)], reading.doc[max(noun.i - 1, 0)]
    if mark.text == "-" and not mark.whitespace_ and half.is_alpha and reading.covered(half) is None:
        last = f"{half.lower_}-{last}"  # "secretary-general", "co-founder"
        words = [word for word in words if word != half.lower_]
    return " ".join([*words, last][-LONGEST_TYPE:])


def _kind_words(reading: Reading, attribute: Token) -> list[str]:
    """The words by which an attribute names a kind: "face-to-face" is one, "three-year" is none."""
    inside = reading.doc[attribute.left_edge.i : attribute.right_edge.i + 1]
    if any(token.tag_ == "CD" or reading.covered(token) is not None for token in inside):
        return []
    if any(token.text == "-" for token in inside):
        return ["".join(token.lower_ for token in inside)]
    kinds = [token for token in inside if token.dep_ in NAME_WORDS and not token.is_punct]
    return [t.lower_ for t in kinds if t.tag_ != "JJS" and not tells_nothing(t)]


def tells_nothing(attribute: Token) -> bool:
    """True for a word that does not belong to a kind's name: "similar", "former", "alleged"."""
    word = attribute.lower_
    return word in nouns("plain_adjectives") or any(
        word in lexicon(f"{kind}_adjectives") for kind in ("planned", "possible", "claimed", "ended")
    )
