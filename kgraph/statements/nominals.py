"""Statements of noun phrases: titles, appositions, possessors, and nouns that relate their parties."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING

from kgraph.statements.arguments import argument, ends, members, of_tokens
from kgraph.statements.clauses import antecedent
from kgraph.statements.drafts import Draft
from kgraph.statements.labels import LONGEST_TYPE, is_role, is_symmetric, noun_type, nouns
from kgraph.statements.predicates import prepositions
from kgraph.statements.truth import Truth, lexicon, noun_truth
from kgraph.types import Argument

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgraph.statements.arguments import Reading
    from kgraph.types import Mention

PLAIN = Truth()
NOMINAL_TAGS = frozenset({"NOUN", "PROPN"})
TITLE_WORDS = frozenset({"NOUN", "PROPN", "ADJ"})
PLACES = frozenset({"GPE", "LOC", "FAC"})
PLACED = frozenset({"GPE", "LOC", "FAC", "ORG", "EVENT"})
PLACE_PREPOSITIONS = frozenset({"in", "at", "near"})
LOCATED = "located in"
# Model's labels of what has no apposition that identifies it.
NUMERIC = frozenset({"DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"})


def of_noun(reading: Reading, token: Token) -> Iterator[Draft]:
    """The drafts of the noun phrase of which ``token`` is the head."""
    label = token.dep_
    if label == "appos":
        yield from _of_apposition(reading, token)
    mention = reading.headed(token)
    if mention is None and reading.covered(token) is not None:
        return
    if mention is not None and mention.kind == "name":
        if mention.type == "PERSON":
            yield from _of_title(reading, token, mention)
        yield from _of_names(reading, token, mention)
    else:
        yield from _of_parties(reading, token)
    yield from _based(reading, token)


def links(reading: Reading, noun: Token) -> Iterator[tuple[tuple[Token, ...], Token]]:
    """(words, other end) for each mention that a relational noun takes as its complement.

    "head of X", "Germany's chancellor", "the Chinese president".
    """
    for child in reading.children(noun):
        if child.dep_ == "poss" or (child.dep_ in ("amod", "compound", "nmod") and child.i < noun.i):
            mention = reading.mention(child)
            if mention is not None and mention.span != _span_of(reading, noun):
                yield (noun,), antecedent(child) or child
    for words, other in prepositions(reading, noun):
        if words[0].lower_ in nouns("role_prepositions"):
            for member in members(reading, other):
                if reading.mention(member) is not None:
                    yield (noun, *words), member


def _span_of(reading: Reading, token: Token) -> object:
    mention = reading.mention(token)
    return mention.span if mention else None


def role_type(reading: Reading, noun: Token) -> str:
    """The role noun with the words that belong to it: "prime minister", "head"."""
    return noun_type(reading, noun)


def has_ended(reading: Reading, noun: Token) -> bool:
    """"former president", "ex-minister"."""
    return any(
        child.lower_ in lexicon("ended_adjectives") or child.lower_.startswith("ex-") for child in reading.children(noun) if child.i < noun.i
    ) or noun.lower_.startswith("ex-")


def _of_apposition(reading: Reading, token: Token) -> Iterator[Draft]:
    """"Jenny Town, director of 38 North": head and apposition name one thing."""
    host = token.head
    one, two = reading.mention(host), reading.mention(token)
    if host.ent_type_ in NUMERIC or token.ent_type_ in NUMERIC:
        return
    if (host.pos_ not in NOMINAL_TAGS and one is None) or len(members(reading, token)) > 1 != len(members(reading, host)) > 1:
        return
    if _is_name(one) and _is_name(two):
        if one and two and one.type in PLACES and two.type in PLACES and _follows_comma(reading, host, token):
            yield Draft(None, argument(reading, host), (), argument(reading, token), LOCATED, "place", PLAIN, lead="is in")
        return
    named, noun = (host, token) if not _is_name(two) else (token, host)
    if noun.pos_ not in NOMINAL_TAGS:
        return
    yield from role_drafts(reading, argument(reading, named), named, noun, "apposition")
    yield Draft(None, argument(reading, named), (), argument(reading, noun, whole=True), "be", "identity", PLAIN, lead="is")


def _follows_comma(reading: Reading, host: Token, token: Token) -> bool:
    """"Paris, Texas" and not the list "Sweden, Belgium, England"."""
    only = [c for c in reading.children(host) if c.dep_ in ("appos", "conj")] == [token]
    comma = reading.doc[token.left_edge.i - 1]
    return only and comma.text == "," and comma.i == host.i + 1 and reading.child(token, "appos", "conj") is None


def role_drafts(reading: Reading, subject: Argument, subject_head: Token, noun: Token, rule: str) -> Iterator[Draft]:
    named = role_type(reading, noun)
    for words, other in links(reading, noun):
        if other.i == subject_head.i or reading.mention(other) is reading.mention(subject_head):
            continue
        yield Draft(
            None, subject, words, argument(reading, other), named, rule, PLAIN, lead="is", ended=has_ended(reading, noun), symmetric=is_symmetric(noun)
        )


def _is_name(mention: Mention | None) -> bool:
    return mention is not None and mention.kind == "name"


def _of_title(reading: Reading, token: Token, mention: Mention) -> Iterator[Draft]:
    """"North Korean leader Kim Jong Un", "Trump's Treasury Secretary Scott Bessent"."""
    doc = reading.doc
    first = token.i
    while first > token.sent.start and reading.covered(doc[first - 1]) is mention:
        first -= 1
    start = first
    while start > token.sent.start and _in_title(reading, doc[start - 1]):
        start -= 1
    words = [doc[i] for i in range(start, first)]
    role = next((w for w in reversed(words) if is_role(w)), None)
    if role is None or role.i < first - 1:
        return
    subject = Argument(reading.text(mention.span), mention.span, mention.span)
    own, holders = _title_words(reading, words)
    ended = any(w.lower_ in lexicon("ended_adjectives") for w in words)
    named = " ".join([w.lower_ for w in own][-LONGEST_TYPE:])
    for holder in holders:
        yield Draft(None, subject, (role,), argument(reading, holder), named, "title", PLAIN, ended=ended, anchor=role, lead="is")
    yield Draft(None, subject, (), of_tokens(reading, own), "be", "identity title", PLAIN, ended=ended, anchor=role, lead="was" if ended else "is")


def _title_words(reading: Reading, words: list[Token]) -> tuple[list[Token], list[Token]]:
    """(words of the title itself, last words of the names before it).

    Of "Trump's Treasury Secretary" Trump is the holder and the rest the title, though the
    Treasury is a name as well; "Treasury Secretary" alone leaves the Treasury the holder.
    """
    own: list[Token] = []
    holders: list[Token] = []
    for word in words:
        name = reading.covered(word)
        if name is not None and (word is words[-1] or reading.covered(reading.doc[word.i + 1]) is not name):
            possessed = word is not words[-1] and reading.doc[word.i + 1].tag_ == "POS"
            if not holders or possessed or name.kind == "adjective":
                holders.append(word)
            else:
                own.append(word)
        elif name is None and word.pos_ in TITLE_WORDS and word.lower_ not in nouns("plain_adjectives"):
            own.append(word)
    return own, holders


def _in_title(reading: Reading, token: Token) -> bool:
    return token.pos_ in TITLE_WORDS or token.tag_ in ("POS", "HYPH", "PRP$")


def _of_names(reading: Reading, token: Token, mention: Mention) -> Iterator[Draft]:
    """"the Great Hall in Beijing": a name, a preposition of place and a name; "Russia's Gazprom"."""
    for words, other in prepositions(reading, token):
        place = reading.mention(other)
        if place is None or place.kind != "name" or mention.type not in PLACED or place.type not in PLACES or place is mention:
            continue
        if words[0].lower_ in PLACE_PREPOSITIONS:
            for member in members(reading, other):
                yield Draft(None, argument(reading, token), words, argument(reading, member), LOCATED, "place", PLAIN, lead="is")
    for child in reading.children(token):
        if child.dep_ == "poss":
            owner = reading.mention(child)
            if owner is not None and owner is not mention:
                lead, named = ("is from", "from") if mention.type == "PERSON" else ("belongs to", "belong to")
                subject = Argument(reading.text(mention.span), mention.span, mention.span)
                yield Draft(None, subject, (), argument(reading, child), named, "owner", PLAIN, lead=lead)


def _of_parties(reading: Reading, noun: Token) -> Iterator[Draft]:
    """"talks between A and B", "Russia's war with Ukraine", "a pact signed by A and B"."""
    truth = noun_truth(reading, noun)
    named = noun_type(reading, noun)
    for words, other in prepositions(reading, noun):
        heads = members(reading, other)
        shared = words[0].lower_ in ("between", "among") or (words[0].lower_ in ("of", "by") and is_symmetric(noun))
        if shared and len(heads) > 1:
            yield from pairs(reading, noun, heads, words, named, truth)
    for child in reading.children(noun):
        if child.dep_ == "acl" and is_symmetric(noun):
            agent = reading.child(child, "agent")
            doer = reading.child(agent, "pobj") if agent is not None else None
            if doer is not None:
                yield from pairs(reading, noun, members(reading, doer), (noun, child), named, truth)
    holder = reading.child(noun, "poss")
    if holder is not None:
        yield from _of_holder(reading, noun, holder, named, truth)


def pairs(reading: Reading, noun: Token, heads: list[Token], words: tuple[Token, ...], named: str, truth: Truth) -> Iterator[Draft]:
    """One symmetric statement for each two of the parties."""
    for one, two in combinations(heads, 2):
        if one.pos_ in ("NUM",) or two.pos_ in ("NUM",):
            continue
        first, second = argument(reading, one), argument(reading, two)
        yield Draft(None, first, (noun, *words) if words[0] is not noun else words, second, named, "parties", truth, symmetric=True, anchor=noun, event=True)


def _of_holder(reading: Reading, noun: Token, holder: Token, named: str, truth: Truth) -> Iterator[Draft]:
    """"Russia's war with Ukraine", "Putin's visit to Pyongyang"."""
    for words, other in prepositions(reading, noun):
        if words[0].lower_ in ("of",) and not is_symmetric(noun):
            continue
        if words[0].lower_ in ("between", "by"):
            continue
        for _, subject in ends(reading, antecedent(holder) or holder):
            for member, end in ends(reading, other):
                if subject.mention and end.mention:
                    yield Draft(
                        None, subject, (noun, *words), end, " ".join([named, words[0].lower_]), "holder", truth, symmetric=is_symmetric(noun), anchor=noun
                    )


def _based(reading: Reading, noun: Token) -> Iterator[Draft]:
    """"Washington-based project 38 North"."""
    for child in reading.children(noun):
        if child.lower_ != "based" or child.dep_ not in ("amod", "compound", "nmod"):
            continue
        place = reading.child(child, "npadvmod", "compound", "nmod", "amod", "dep")
        if place is None:
            continue
        other = noun if reading.mention(noun) is not None else _named_with(reading, noun)
        yield Draft(None, argument(reading, other), (child,), argument(reading, place), "based in", "based", PLAIN, anchor=child, lead="is")


def _named_with(reading: Reading, noun: Token) -> Token:
    """The name that stands in apposition to ``noun``, on either side; else ``noun``."""
    inner = reading.child(noun, "appos")
    if inner is not None and reading.mention(inner) is not None:
        return inner
    if noun.dep_ == "appos" and reading.mention(noun.head) is not None:
        return noun.head
    return noun
