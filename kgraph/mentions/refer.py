"""References by other words than names: pronouns, descriptions and groups, each to its antecedent.

Rules with named preferences, in the tradition of Lappin and Leass (1994): recency, the subject's
place, agreement, and a sentence's own syntax against two arguments of one verb being one thing.
Where two antecedents fit equally there is none.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from kgraph.data import table
from kgraph.gazetteer import Gazetteer
from kgraph.names import fold
from kgraph.types import Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

GENDERED = {
    "he": "he", "him": "he", "his": "he", "himself": "he",
    "she": "she", "her": "she", "hers": "she", "herself": "she",
}  # fmt: skip
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
OBJECTS = frozenset({"dobj", "iobj", "dative", "pobj", "attr"})
CLAUSES_OF_NOUNS = frozenset({"acl", "relcl"})
TITLE_PARTS = frozenset({"NOUN", "PROPN", "ADJ"})
NAMING = frozenset({"appos", "compound", "nmod", "attr"})
# How far back a pronoun looks, in sentences; GUM's personal pronouns find theirs within 3 in 19 of 20 cases.
WINDOW = 3
# Preferences, in points, chosen on GAP and news dev.
RECENCY = 1.0  # lost for each sentence between
SUBJECT_BONUS = 1.5  # a subject, its possessor, or what the pronoun's clause modifies
SAME_CLAUSE_BONUS = 1.0  # "Kim Ju Ae, making her debut", "Kim's train had arrived, with his daughter"
FRONTED_BONUS = 1.0
FREQUENT_BONUS = 0.5
AGREEMENT_BONUS = 0.5
MARGIN = 0.3  # two antecedents closer than this fit equally


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A mention of a person with its place in the parse."""

    mention: Mention
    root: Token
    sentence: int
    entity: str  # the folded name of the end of its chain


def capitals_as_governments(doc: Doc, mentions: Sequence[Mention], gazetteer: Gazetteer) -> list[Mention]:
    """The mentions, a capital that acts as its government bearing the country's name.

    "Beijing refused", "an alliance between Beijing and Pyongyang" are the countries; "in
    Beijing" and "the streets of Beijing" are the city.
    """
    by_start = {token.idx: token for token in doc}
    acting = {m.span for m in mentions if _is_capital(m, gazetteer) and _acts(by_start[m.span.start], m, doc)}
    changed = []
    for mention in mentions:
        joined = _is_capital(mention, gazetteer) and any(
            Span(mention.span.doc, t.idx, t.idx + len(t)) in acting
            for t in _coordinates(by_start[mention.span.start])
        )
        if mention.span in acting or joined:
            mention = replace(mention, name=gazetteer.capitals[fold(mention.name)], type="GPE")
        changed.append(mention)
    return changed


def _is_capital(mention: Mention, gazetteer: Gazetteer) -> bool:
    return mention.type == "GPE" and mention.kind == "name" and fold(mention.name) in gazetteer.capitals


def _coordinates(token: Token) -> Iterator[Token]:
    """The other members of the coordination that the token is in."""
    top = token
    while top.dep_ == "conj":
        top = top.head
    yield top
    yield from (t for t in _conjuncts(top) if t is not token)


def _conjuncts(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ == "conj":
            yield child
            yield from _conjuncts(child)


def _acts(token: Token, mention: Mention, doc: Doc) -> bool:
    end = doc.char_span(mention.span.start, mention.span.end)
    root = end.root if end is not None else token
    while root.dep_ == "conj":
        root = root.head
    head, words = root.head, _lists("government")
    if root.dep_ != "pobj" and any(t.ent_type_ == "GPE" for t in _conjuncts(root)):
        return True
    if root.dep_ in SUBJECTS:
        return head.lemma_.lower() in words["acts"]
    if root.dep_ == "dobj":
        return head.lemma_.lower() in words["addressed"]
    if root.dep_ == "poss":
        return head.pos_ == "NOUN" and head.lemma_ in words["deeds"]
    if root.dep_ != "pobj" or head.lower_ not in words["prepositions"]:
        return False
    governor = head.head
    pressed = any(t.dep_ == "dobj" and t.lemma_ in words["exerted"] for t in governor.children)
    upon = head.lower_ in ("on", "upon")
    return governor.pos_ == "NOUN" or (governor.pos_ == "VERB" and (pressed or not upon))


def references(doc: Doc, mentions: Sequence[Mention], gazetteer: Gazetteer) -> list[Mention]:
    """Pronouns, descriptions and groups that refer to the mentions, in reading order; only resolved ones."""
    finder = _People(doc, mentions, gazetteer)
    found = [*_descriptions(doc, finder, mentions), *_groups(doc, finder), *_pronouns(doc, finder)]
    heads_taken = {m.span.end for m in mentions}  # a description may hold a name, but not end with it
    return sorted((m for m in found if m.span.end not in heads_taken), key=lambda m: m.span)


class _People:
    """The persons (and countries) of a document in reading order, with what tells their gender."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention], gazetteer: Gazetteer) -> None:
        self.doc = doc
        self.given_names = gazetteer.given_names
        self.sentence_of = [0] * len(doc)
        for number, sent in enumerate(doc.sents):
            self.sentence_of[sent.start : sent.end] = [number] * (sent.end - sent.start)
        self.name_of = {m.span: m.name for m in mentions}
        self.candidates = [
            c for m in mentions if m.kind == "name" and m.frame is None and (c := self._candidate(m))
        ]
        self.people = [c for c in self.candidates if c.mention.type == "PERSON"]
        self.roots = {c.root.i for c in self.people}
        self.gender = self._genders()
        self.count: dict[str, int] = {}
        for c in self.people:
            self.count[c.entity] = self.count.get(c.entity, 0) + 1

    def _candidate(self, mention: Mention) -> _Candidate | None:
        span = self.doc.char_span(mention.span.start, mention.span.end)
        if span is None:
            return None
        name = self.name_of.get(mention.antecedent or mention.span, mention.name)
        return _Candidate(mention, span.root, self.sentence_of[span.start], fold(name))

    def _genders(self) -> dict[str, str]:
        """Entity -> "he" or "she", by titles and nouns beside its names, or by its given name."""
        he, she = _lists("gender")["he"], _lists("gender")["she"]
        votes: dict[str, list[str]] = {}
        for c in self.people:
            start = self.doc.char_span(c.mention.span.start, c.mention.span.end)
            before = self.doc[start.start - 1].lower_ if start is not None and start.start else ""
            beside = {before, *(t.lemma_.lower() for t in c.root.children if t.dep_ in ("appos", "compound"))}
            if c.root.dep_ == "appos":
                beside.add(c.root.head.lemma_.lower())
            for gender, nouns in (("he", he), ("she", she)):
                if beside & nouns:
                    votes.setdefault(c.entity, []).append(gender)
        told = {entity: genders[0] for entity, genders in votes.items() if len(set(genders)) == 1}
        for c in self.people:
            given = self.given_names.get(c.entity.split()[0], "")
            if given and c.entity not in votes:
                told.setdefault(c.entity, given)
        return told


def _near(candidates: Sequence[_Candidate], sentence: int) -> Sequence[_Candidate]:
    """The candidates from WINDOW sentences before this one to its end."""
    first = bisect_left(candidates, sentence - WINDOW, key=lambda c: c.sentence)
    last = bisect_right(candidates, sentence, key=lambda c: c.sentence)
    return candidates[first:last]


def _pronouns(doc: Doc, people: _People) -> Iterator[Mention]:
    """he and she in all their forms; each resolved one tells the gender of its person."""
    gender = dict(people.gender)
    for token in doc:
        wanted = GENDERED.get(token.lower_)
        if wanted is None or token.pos_ not in ("PRON", "DET", "ADJ"):
            continue
        choice = _antecedent(token, wanted, gender, people)
        if choice is not None:
            gender.setdefault(choice.entity, wanted)
            span = Span(choice.mention.span.doc, token.idx, token.idx + len(token))
            yield Mention(span, token.text, "PERSON", "pronoun", antecedent=choice.mention.span)


def _antecedent(pronoun: Token, wanted: str, gender: dict[str, str], people: _People) -> _Candidate | None:
    sentence = people.sentence_of[pronoun.i]
    best: dict[str, tuple[float, _Candidate]] = {}
    for c in _near(people.people, sentence):
        ahead = c.mention.span.start > pronoun.idx
        if ahead and not _fronted(pronoun, c.root):
            continue
        if gender.get(c.entity, wanted) != wanted or (c.sentence == sentence and _excluded(pronoun, c.root)):
            continue
        score = RECENCY * (c.sentence - sentence)
        owner = c.root.dep_ == "poss" and c.root.head.dep_ in SUBJECTS
        subject = c.root.head if owner else c.root
        modified = any(t.dep_ in CLAUSES_OF_NOUNS and t.head == c.root for t in pronoun.ancestors)
        score += SUBJECT_BONUS * (subject.dep_ in SUBJECTS or modified or _is_first_in_list(c.root))
        score += SAME_CLAUSE_BONUS * (
            modified or (subject.dep_ in SUBJECTS and subject.head in pronoun.ancestors)
        )
        score += FRONTED_BONUS * ahead
        score += FREQUENT_BONUS * (people.count[c.entity] > 2) + AGREEMENT_BONUS * (c.entity in gender)
        if c.entity not in best or score >= best[c.entity][0]:
            best[c.entity] = (score, c)
    ranked = sorted(best.values(), key=lambda pair: (-pair[0], -pair[1].mention.span.start))
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN):
        return None
    return ranked[0][1]


def _fronted(pronoun: Token, name: Token) -> bool:
    """Whether the pronoun stands in a phrase before its subject: "During her time, Bridget ..."."""
    while name.dep_ == "poss" and name.head.dep_ in SUBJECTS:
        name = name.head
    if name.dep_ not in SUBJECTS or name.sent != pronoun.sent:
        return False
    clause = name.head
    inside_subject = any(t.head == clause and t.dep_ in SUBJECTS for t in (pronoun, *pronoun.ancestors))
    return clause in pronoun.ancestors and not inside_subject


def _is_first_in_list(root: Token) -> bool:
    return root.dep_ == "compound" and root.head.dep_ in SUBJECTS


def _excluded(pronoun: Token, name: Token) -> bool:
    """Two arguments of one verb are two things, unless the pronoun is reflexive or a possessive.

    "Xi met him": not Xi.  "Xi met his brother", "Xi praised himself": Xi.
    """
    if pronoun.dep_ == "poss":
        return name == pronoun.head or (name.dep_ == "poss" and name.head == pronoun.head)
    if pronoun.lower_ in ("himself", "herself"):
        return False
    while name.dep_ == "conj":
        name = name.head
    verb = pronoun.head if pronoun.dep_ != "pobj" else pronoun.head.head
    return name.head == verb and name.dep_ in SUBJECTS | OBJECTS


def _descriptions(doc: Doc, people: _People, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """ "the Chinese president" after "Chinese President Xi Jinping": one office, one country, one person."""
    offices = list(_offices(doc, people, mentions))
    by_start = {m.span.start: m for m in mentions if m.kind == "adjective"}
    for token in doc:
        role = _role(token.lemma_.lower())
        if not role or token.pos_ != "NOUN" or token.tag_ == "NNS":
            continue
        first = token.left_edge
        adjectives = [by_start[t.idx].name for t in doc[first.i : token.i] if t.idx in by_start]
        determined = first.lower_ == "the" or first.idx in by_start
        if not adjectives or not determined or token.i - first.i > 4 or _names_somebody(token, people):
            continue
        holders = {c.entity: c for r, country, c in offices if r & role and country == adjectives[0]}
        if len(holders) == 1:
            holder = next(iter(holders.values()))
            span = Span(holder.mention.span.doc, first.idx, token.idx + len(token))
            yield Mention(
                span, doc.text[span.start : span.end], "PERSON", "nominal", antecedent=holder.mention.span
            )


def _names_somebody(token: Token, people: _People) -> bool:
    """Whether the noun stands with a name of its own: "the Chinese president, Xi Jinping"."""
    beside = [child for child in token.children if child.dep_ in NAMING]
    if token.dep_ in NAMING:
        beside.append(token.head)
    return any(t.i in people.roots for t in beside)


def _offices(
    doc: Doc, people: _People, mentions: Sequence[Mention]
) -> Iterator[tuple[frozenset[str], str, _Candidate]]:
    """(roles, country, person) that the text states: "North Korean leader Kim Jong Un"."""
    countries = {m.span.start: m.name for m in mentions if m.kind == "adjective"}
    for c in people.people:
        span = doc.char_span(c.mention.span.start, c.mention.span.end)
        if span is None:
            continue
        roles: frozenset[str] = frozenset()
        i = span.start - 1
        while i >= 0 and doc[i].pos_ in TITLE_PARTS and doc[i].ent_type_ != "PERSON":
            roles |= _role(doc[i].lower_)
            if doc[i].idx in countries:
                if roles:
                    yield roles, countries[doc[i].idx], c
                break
            i -= 1


@cache
def _role(word: str) -> frozenset[str]:
    return frozenset(kind for kind, words in table("references")["roles"].items() if word in words)


def _groups(doc: Doc, people: _People) -> Iterator[Mention]:
    """ "the trio", "both leaders", "the two countries": the members named last in that number."""
    for token in doc:
        size, types = _group_of(token)
        if not size:
            continue
        members = _last_named(token, size, types, people)
        if members:
            start = token.left_edge.idx
            span = Span(members[0].span.doc, start, token.idx + len(token))
            yield Mention(
                span, doc.text[start : span.end], types[0], "nominal", members=tuple(m.span for m in members)
            )


def _group_of(token: Token) -> tuple[int, tuple[str, ...]]:
    """(how many, of which types) a noun refers to as a group; (0, ()) if it does not."""
    words = table("references")
    if token.pos_ != "NOUN":
        return 0, ()
    left = [t.lower_ for t in token.lefts]
    if token.lower_ in ("trio", "duo", "pair"):
        bare = left[:1] == ["the"] and not any(c.dep_ == "prep" for c in token.rights)
        return (3 if token.lower_ == "trio" else 2, ("PERSON",)) if bare else (0, ())
    number = 2 if {"both", "two"} & set(left) else 3 if "three" in left else 0
    if not number or token.tag_ != "NNS" or not {"the", "both", "these", "all"} & set(left):
        return 0, ()
    if token.lemma_ in words["people"]["nouns"]:
        return number, ("PERSON",)
    if token.lemma_ in words["countries"]["nouns"]:
        return number, ("GPE",)
    return 0, ()


def _last_named(token: Token, size: int, types: tuple[str, ...], people: _People) -> list[Mention]:
    """The mentions of the nearest sentence back that names exactly ``size`` of these types."""
    sentence = people.sentence_of[token.i]
    near = _near(people.candidates, sentence)
    for back in range(WINDOW + 1):
        named: dict[str, Mention] = {}
        for c in near:
            if c.sentence == sentence - back and c.mention.type in types and c.mention.span.start < token.idx:
                named.setdefault(c.entity, c.mention)
        if len(named) == size:
            return list(named.values())
        if len(named) > size:
            return []
    return []


@cache
def _lists(name: str) -> dict[str, frozenset[str]]:
    return {key: frozenset(words) for key, words in table("references")[name].items()}
