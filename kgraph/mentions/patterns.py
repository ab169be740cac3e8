"""Names that follow a pattern: demonyms, coordinated and numbered names, acronyms of common nouns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgraph.data import words
from kgraph.gazetteer import Gazetteer
from kgraph.mentions.spans import Cover, Name, texts_of
from kgraph.names import clean_name, fold, is_acronym

if TYPE_CHECKING:
    from spacy.tokens import Doc

DIRECTIONS = frozenset({"North", "South", "East", "West", "Northern", "Southern", "Eastern", "Western"})
# Nouns that make a name with the adjective before them: "Korean peninsula".
GEOGRAPHIC = frozenset({"peninsula", "strait", "archipelago"})
MODIFIERS = frozenset({"amod", "compound", "nmod"})
HEADS = frozenset({"pobj", "nsubj", "dobj", "appos", "conj", "poss"})


def coordinated(doc: Doc, found: Cover) -> Iterator[Name]:
    """Directions that share their noun: "North" of "North and South Korea" is North Korea."""
    for name in found.names():
        if name.end - name.start < 2 or name.start < 2 or doc[name.start].text not in DIRECTIONS:
            continue
        conjunction, direction = doc[name.start - 1], doc[name.start - 2]
        if conjunction.pos_ == "CCONJ" and direction.text in DIRECTIONS:
            rest = clean_name(doc[name.start + 1 : name.end].text)
            yield Name(direction.i, direction.i + 1, name.label, f"{direction.text} {rest}")


def numbered(doc: Doc) -> Iterator[Name]:
    """Numbers before a singular proper noun that is the head of its phrase: "38 North"."""
    for i, text in enumerate(texts_of(doc)[:-1]):
        if not (text.isdigit() and 1 < len(text) < 4):
            continue
        token = doc[i]
        following = doc[token.i + 1]
        if following.tag_ != "NNP" or not following.is_title or following.lower_ in words("not_names"):
            continue
        after = doc[token.i + 2] if token.i + 2 < len(doc) else None
        alone = after is None or after.pos_ not in ("NOUN", "PROPN", "ADJ")
        if alone and following.dep_ in HEADS and following.ent_type_ not in ("PERSON", "DATE", "MONEY"):
            yield Name(token.i, token.i + 2, "ORG", f"{token.text} {following.text}")


def demonyms(doc: Doc, found: Cover, gazetteer: Gazetteer) -> Iterator[Name]:
    """Adjectives of countries that the model passed over: "Western", "North Korean"."""
    texts = texts_of(doc)
    end = 0
    for i, text in enumerate(texts):
        if i < end or not text[0].isupper() or not text.isalpha():
            continue
        for wording in (texts[i : i + 2], [text]):
            name = " ".join(wording)
            capitals = all(word[0].isupper() for word in wording)
            if capitals and found.free(i, i + len(wording)) and fold(name) in gazetteer.adjectives:
                end = i + len(wording)
                yield Name(i, end, "GROUP", name)
                break


def with_geographic_noun(doc: Doc, name: Name) -> Name:
    """The name with the geographic noun behind it: "Korean" of "Korean peninsula"."""
    following = doc[name.end] if name.end < len(doc) else None
    if following is None or following.lower_ not in GEOGRAPHIC or name.label not in ("GROUP", "GPE", "LOC"):
        return name
    return Name(name.start, name.end + 1, "LOC", f"{name.name} {following.text}")


def is_common_acronym(doc: Doc, name: Name) -> bool:
    """Whether it is an acronym of a common noun: "compact fluorescent light (CFL)", "a DVD"."""
    token = doc[name.start]
    if name.end - name.start > 1 or not is_acronym(token.text) or name.start == 0:
        return False
    before = doc[name.start - 1]
    if before.text == "(" and name.start > 1:
        expansion = doc[name.start - 2]
        return expansion.is_lower and expansion.pos_ == "NOUN"
    return before.lower_ in ("a", "an") and token.dep_ not in MODIFIERS


def as_demonym(doc: Doc, name: Name, gazetteer: Gazetteer) -> Name:
    """A demonym as its country's adjective, a people as a group: "Chinese officials", "Shiites"."""
    key, last = fold(name.name), doc[name.end - 1]
    country = gazetteer.adjectives.get(key)
    if country is None:
        modifies = name.label == "GROUP" and last.dep_ in MODIFIERS
        return name._replace(kind="adjective") if modifies else name
    if name.label == "PERSON" and name.end - name.start > 1:
        return name
    if last.tag_ in ("NNPS", "NNS") and key.endswith("s") and not key.endswith("ss"):
        return name._replace(label="GROUP")
    label = "LOC" if fold(country) in gazetteer.regions else "GPE"
    return name._replace(label=label, name=country, kind="adjective")
