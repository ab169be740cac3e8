"""Statements of names and their attributes: appositions, titles, places, owners."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgraph.data import table
from kgraph.statements.arguments import argument, members
from kgraph.statements.drafts import Draft
from kgraph.statements.events import of_event
from kgraph.statements.labels import LONGEST_TYPE, is_role, is_symmetric, noun_type, nouns
from kgraph.statements.phrases import (
    ATTRIBUTES,
    BETWEEN,
    OWNERS,
    after_owner,
    is_hyphened,
    parts,
    prepositions,
)
from kgraph.statements.relatives import antecedent
from kgraph.statements.titles import of_title
from kgraph.statements.truth import Truth, has_ended, noun_truth
from kgraph.types import Argument

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgraph.statements.reading import Reading
    from kgraph.types import Mention

NOMINAL_TAGS = frozenset({"NOUN", "PROPN"})
PLACES = frozenset({"GPE", "LOC", "FAC"})
PLACED = PLACES | {"ORG", "EVENT"}
# After the noun of a part of a body: "head of the department at Nokia".
PLACING_BODY = frozenset({"of", "at", "in"})
LYING = frozenset({"located", "based", "situated", "held"})
PLACE_PREPOSITIONS = frozenset({"in", "at", "near"})
# Types that a description does not keep apart: a club is a team and a house, a country acts as a body.
ALIKE = (
    frozenset({"PERSON", "GROUP"}),
    frozenset({"ORG", "GPE", "LOC", "FAC", "GROUP"}),
    frozenset({"ORG", "PRODUCT", "WORK", "FAC"}),
    frozenset({"EVENT", "ORG", "WORK"}),
)
# Endings of nouns for persons, of whom one may be somebody's; a "credit" is no person.
PERSONAL = ("er", "or", "ist", "ian", "man", "woman", "ee", "ant", "ess", "mate")
LOCATED, BASED = "located in", "based in"
# The model's labels of what no apposition identifies: "on July 17, the day of the vote".
NUMERIC = frozenset({"DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"})


def of_noun(reading: Reading, token: Token) -> Iterator[Draft]:
    """The drafts of the noun phrase of which ``token`` is the head; none for the inner words of a name."""
    if token.dep_ == "appos" or (token.dep_ == "npadvmod" and _is_behind_place(reading, token)):
        yield from _of_apposition(reading, token)
    mention = reading.headed(token)
    if mention is None and reading.covered(token) is not None:
        return
    if mention is not None and mention.kind == "name":
        if mention.type in ("PERSON", "ORG"):
            yield from of_title(reading, token, mention)
        yield from _of_place(reading, token, mention)
        yield from _of_owner(reading, token, mention)
        yield from _of_institution(reading, token, mention)
    else:
        if mention is not None and mention.kind == "nominal":
            yield from _of_description(reading, token, mention)
        yield from _of_others(reading, token)
        yield from of_event(reading, token)
        yield from _of_seat(reading, token)
    yield from _based(reading, token)


def _of_apposition(reading: Reading, token: Token) -> Iterator[Draft]:
    """Two phrases for one thing: "Jenny Town, director of 38 North"; or a place in another."""
    host = token.head
    if token.is_punct or token.text == "-" or is_hyphened(reading, token):
        return  # "co" and "-" of "co-founder"
    one, two = reading.mention(host), reading.mention(token)
    if host.ent_type_ in NUMERIC or token.ent_type_ in NUMERIC:
        return
    if _is_name(one) and _is_name(two):
        if one and two and one.type in PLACES and two.type in PLACES and _follows_comma(reading, host, token):
            subject, end = argument(reading, host), argument(reading, token)
            yield Draft(None, subject, (), end, LOCATED, "place", lead="is in")
        return
    if _is_name(two) and len(members(reading, token)) > 1:
        return  # a list of names is the next subject: "..., a shift, Beijing and Moscow are ..."
    named, noun = (token, host) if _is_name(two) else (host, token)
    if noun.pos_ not in NOMINAL_TAGS and not is_role(noun):  # "general" of "secretary-general" may be ADJ
        return
    if host.pos_ not in NOMINAL_TAGS and one is None and noun is not host:
        return
    if _is_of_another_kind(reading.mention(named), noun):
        return
    subject = argument(reading, named)
    yield from _of_role(reading, subject, noun)
    yield Draft(None, subject, (), _described(reading, noun), "be", "identity", lead="is")


def _is_of_another_kind(mention: Mention | None, noun: Token) -> bool:
    """True if the noun describes no such name: a city for a person, or the whole clause, "a move that"."""
    lemma = noun.lemma_.lower()
    if mention is None or mention.kind != "name":
        return False
    if lemma in nouns("summing_up"):
        return True
    told = {kind for kind, heads in table("type_nouns")["described"].items() if lemma in heads}
    return bool(told) and not any(told & alike for alike in ALIKE if mention.type in alike)


def _is_behind_place(reading: Reading, token: Token) -> bool:
    """True for California of "in Oakland, California", which the model takes for an adverb."""
    one, two = reading.headed(token.head), reading.headed(token)
    return one is not None and two is not None and {one.type, two.type} == {"GPE"}


def _described(reading: Reading, noun: Token) -> Argument:
    """The noun phrase as a description: not a mention, since it would be its subject's own."""
    end = argument(reading, noun, whole=True)
    return Argument(end.text, end.span)


def _is_name(mention: Mention | None) -> bool:
    return mention is not None and mention.kind == "name"


def _follows_comma(reading: Reading, host: Token, token: Token) -> bool:
    """True for "Paris, Texas", not for the list "Sweden, Belgium, England"."""
    others = [c for c in reading.children(host) if c.dep_ in ("appos", "conj") and c.i != token.i]
    comma = reading.doc[token.left_edge.i - 1]
    last = reading.child(token, "appos", "conj") is None
    following = reading.doc[min(token.i + 1, len(reading.doc) - 1)]
    closed = following.pos_ not in ("AUX", "VERB")  # "if Russia attacks Kyiv, Poland will"
    return not others and last and closed and comma.text == "," and comma.i == host.i + 1


def _of_role(reading: Reading, subject: Argument, noun: Token) -> Iterator[Draft]:
    """What ``subject`` is to the mentions that the noun takes: director of 38 North."""
    kind, ended = noun_type(reading, noun, singular=True), has_ended(reading, noun)
    truth = Truth(False, noun_truth(reading, noun).modality)
    for words, other in _complements(reading, noun):
        end = argument(reading, other)
        if end.mention == subject.mention or (other.dep_ == "poss" and _is_thing_of(reading, subject, noun)):
            continue
        lead, symmetric = "was" if ended else "is", is_symmetric(noun)
        named = kind
        if not is_role(noun) and len(words) > 1 and words[1].lower_ != "of":
            named = f"{kind} {words[1].lower_}"  # "a boy from Texas"
        tail = ""
        if len(words) == 1:
            words = after_owner(reading, noun, other)
            tail = "" if other.dep_ == "amod" else "of"
        yield Draft(
            None,
            subject,
            words,
            end,
            named,
            "apposition",
            truth,
            symmetric=symmetric,
            ended=ended,
            lead=lead,
            tail=tail,
        )


def _is_thing_of(reading: Reading, subject: Argument, noun: Token) -> bool:
    """True for a person set beside somebody's thing: "Wick, Reeves's first film"."""
    mention = reading.by_span.get(subject.mention) if subject.mention is not None else None
    personal = is_role(noun) or noun.lemma_.lower().endswith(PERSONAL)
    if mention is not None and mention.type == "GROUP":
        return noun.tag_ == "NN" and is_role(noun)  # "her mother, a Protestant" is not the Protestants
    return mention is not None and mention.type == "PERSON" and not personal and not is_symmetric(noun)


def _complements(reading: Reading, noun: Token) -> Iterator[tuple[tuple[Token, ...], Token]]:
    """(words, head) for the mentions of "head of X", "Germany's chancellor", "the Chinese president"."""
    own = reading.mention(noun)
    placed = is_symmetric(noun)  # "his counterpart in Paris" is there with him
    children = reading.children(noun)
    joined = [c for c in children if c.i == noun.i - 2 and reading.doc[noun.i - 1].text == "-"]
    for child in [
        *(c for half in joined for c in reading.children(half)),
        *children,
    ]:  # "UN secretary-general"
        if child.dep_ in OWNERS and (child.dep_ == "poss" or child.i < noun.i):
            mention = reading.mention(child)
            if mention is not None and mention is not own and not is_hyphened(reading, child):
                yield (noun,), antecedent(child) or child
    for words, other in prepositions(reading, noun):
        if words[0].lower_ in nouns("role_prepositions") and not (
            placed and words[0].lower_ in PLACE_PREPOSITIONS
        ):
            for member in members(reading, other):
                named = member if reading.mention(member) is not None else named_place(reading, member)
                if named is not None:
                    yield (noun, *words), named
                elif member.lemma_.lower() in nouns("places"):
                    for more, inner in parts(reading, member, deep=False):
                        if more and more[0].lower_ in PLACING_BODY:
                            yield (noun, *words, member, *more), inner  # "head of the team at Nokia"


def named_place(reading: Reading, noun: Token) -> Token | None:
    """Lombardy of "the Lombardy region", "the region of Lombardy"."""
    if noun.lemma_.lower() not in nouns("places"):
        return None
    return next((other for words, other in parts(reading, noun, deep=False) if _names_it(words)), None)


def _names_it(words: tuple[Token, ...]) -> bool:
    return not words or words[0].lower_ == "of"


def _of_place(reading: Reading, token: Token, mention: Mention) -> Iterator[Draft]:
    """A name and its place: "the Great Hall in Beijing"."""
    if mention.type not in PLACED or _is_party(token):
        return
    subject = Argument(reading.text(mention.span), mention.span, mention.span)
    for words, other in prepositions(reading, token):
        belonging = words[0].lower_ == "of" and mention.type == "ORG"
        if words[0].lower_ not in PLACE_PREPOSITIONS and not belonging:
            continue
        for member in members(reading, other):
            place = reading.mention(member)
            if place is not None and place.kind == "name" and place.type in PLACES:
                end = argument(reading, member)
                named, rule = ("of", "owner") if belonging else (LOCATED, "place")
                yield Draft(None, subject, words, end, named, rule, lead="is")


def _is_party(token: Token) -> bool:
    """True for the last of "talks between Fatah and Hamas in Cairo": the talks are there."""
    first = token
    while first.dep_ == "conj":
        first = first.head
    return first.dep_ == "pobj" and first.head.lower_ in BETWEEN


def _of_seat(reading: Reading, noun: Token) -> Iterator[Draft]:
    """A body's place: "Google headquarters in California", "the NATO summit in Vilnius"."""
    gathering = noun.lemma_.lower() in nouns("gatherings")
    if not gathering and noun.lemma_.lower() not in nouns("seats"):
        return
    for child in reading.children(noun):
        body = reading.mention(child) if child.i < noun.i and child.dep_ in OWNERS else None
        if body is None or is_hyphened(reading, child):
            continue
        lying = (c for c in reading.children(noun) if c.dep_ == "acl" and c.lower_ in LYING)
        for words, other in (found for host in (noun, *lying) for found in prepositions(reading, host)):
            place = reading.mention(other)
            if words[0].lower_ in PLACE_PREPOSITIONS and place is not None and place.type in PLACES:
                named = f"{noun.lower_} {words[0].lower_}"
                subject, end = argument(reading, child), argument(reading, other)
                draft = Draft(None, subject, (noun, *words), end, named, "seat", anchor=noun, event=gathering)
                if draft.links_mentions():
                    yield draft


def _of_owner(reading: Reading, token: Token, mention: Mention) -> Iterator[Draft]:
    """A name and its owner: "Russia's Gazprom", "Tunisia's Ferjani Sassi".

    An owner that is part of the name is none: "South Korea's foreign ministry".
    """
    holder = reading.child(token, "poss")
    owner = reading.mention(holder) if holder is not None and holder.tag_ != "PRP$" else None
    if holder is None or owner is None or mention.span.start <= owner.span.start < mention.span.end:
        return
    named, lead = _owning(mention.type, owner.type)
    subject = Argument(reading.text(mention.span), mention.span, mention.span)
    yield Draft(None, subject, (), argument(reading, holder), named, "owner", lead=lead)


def _of_institution(reading: Reading, token: Token, mention: Mention) -> Iterator[Draft]:
    """A country's ministry or agency that bears no name but this: "Ukraine's defence ministry"."""
    words = reading.doc.char_span(mention.span.start, mention.span.end) if mention.type == "ORG" else None
    named = [reading.headed(word) for word in words or ()]
    within = [m for m in named if m and m is not mention and m.span.start == mention.span.start]
    if words is None or not within or within[0].span.end >= mention.span.end:
        return
    owner = within[0]
    own = [word for word in words if word.idx >= owner.span.end and word.tag_ != "POS"]
    subject = Argument(reading.text(mention.span), mention.span, mention.span)
    end = Argument(reading.text(owner.span), owner.span, owner.span)
    kind = [word.lower_ for word in own]
    if len(kind) > LONGEST_TYPE and "of" in kind:
        kind = kind[: kind.index("of")]  # "office of management and budget" is an office
    told = " ".join(kind[-LONGEST_TYPE:])
    tail = "of" if reading.doc[own[0].i - 1].pos_ == "PROPN" else ""  # "Navy of | United States"
    yield Draft(None, subject, tuple(own), end, told, "institution", lead="is", tail=tail)


def _of_description(reading: Reading, noun: Token, mention: Mention) -> Iterator[Draft]:
    """What a description tells of whom it refers to: "the Russian president" after "Putin"."""
    if not (mention.antecedent or mention.office) or not is_role(noun):
        return
    subject = argument(reading, noun)
    for draft in _of_role(reading, subject, noun):
        if (
            len(draft.words) == 1 or draft.words[1].lower_ == "of"
        ):  # "the Russian leader in Vienna" leads none there
            draft.rule = "description"
            yield draft


def _of_others(reading: Reading, noun: Token) -> Iterator[Draft]:
    """What names are before "and other": a leader for "Trump and other Western leaders"."""
    if (
        noun.dep_ != "conj"
        or not is_role(noun)
        or not any(c.lower_ == "other" for c in reading.children(noun))
    ):
        return
    first = noun
    while first.dep_ == "conj" and first.head.i < first.i:
        first = first.head
    for member in members(reading, first):
        mention = reading.headed(member)
        if member.i < noun.i and mention is not None and mention.kind == "name":
            for draft in _of_role(reading, argument(reading, member), noun):
                draft.rule = "description"
                yield draft


def _owning(owned: str, owner: str) -> tuple[str, str]:
    """(type, predicate): a person or company is from a place, a place in it, a work by somebody."""
    if owned == "WORK":
        return "by", "is by"
    if owner in PLACES:
        return (LOCATED, "is in") if owned in PLACES else ("from", "is from")
    return ("of", "is of") if owned == "PERSON" else ("belong to", "belongs to")


def _based(reading: Reading, noun: Token) -> Iterator[Draft]:
    """The place of "Washington-based project 38 North"."""
    for child in reading.children(noun):
        if child.lower_ != "based" or child.dep_ not in ATTRIBUTES:
            continue
        place = reading.child(child, "npadvmod", "dep", *ATTRIBUTES)
        named = reading.mention(place) if place is not None else None
        # A "rule-based" method, or an "Internet-based" one, is nowhere.
        if place is not None and named is not None and named.kind == "name" and named.type in PLACES:
            subject = argument(reading, _named_with(reading, noun))
            end = argument(reading, place)
            yield Draft(None, subject, (child,), end, BASED, "based", anchor=child, lead="is", tail="in")


def _named_with(reading: Reading, noun: Token) -> Token:
    """The name that stands in apposition to ``noun``, on either side; else ``noun``."""
    if reading.mention(noun) is not None:
        return noun
    inner = reading.child(noun, "appos")
    if inner is not None and reading.mention(inner) is not None:
        return inner
    if noun.dep_ == "appos" and reading.mention(noun.head) is not None:
        return noun.head
    return noun
