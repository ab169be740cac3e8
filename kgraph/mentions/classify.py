"""Names -> entity types: what the whole document tells about a name, not one sentence of it.

The small model gives a name the wrong type in one of five cases, and often another one in the next
sentence.  So a name's mentions in a document vote together, beside other evidence: words inside
the name ("University"), titles before it, what it is called beside it ("Isfahan, a city in ..."),
the preposition before it, a full name that it is the surname of, and the gazetteer.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from kgraph.data import table, words
from kgraph.gazetteer import Gazetteer
from kgraph.names import fold
from kgraph.mentions.find import Name

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Weights of the evidence, in votes of one model label.  Chosen on GUM and Re-DocRED dev (share of
# types that are right there: .72 and .78 by the model's labels alone).
LABEL = 1.0  # the model's label for one mention
INSIDE = 4.0  # "Durham University", "Socotra Island"
GAZETTEER = 3.0  # "Jordan"
CITY = 2.5  # "Tulsa": a weaker sign than a country, for many cities are surnames as well
GIVEN_NAME = 2.0  # "Debbie Allen"
GIVEN_NAME_ALONE = 1.0  # "Debbie"; Paris, Jordan and Georgia are given names too
DESCRIBED = 3.0  # "Isfahan, a city in ..."
TITLED = 3.0  # "President Fillmore"
SURNAME = 4.0  # the last word of a person's name in the same document
LOCATED = 0.8  # "in Socotra"
PUBLISHED = 1.2  # "a post on Truth Social": cities are seldom "on"; countries have the gazetteer
ACTING = 0.5  # "Holt married", "Nida thinks"
UNLABELLED = "ORG"  # the commonest type among names that nothing tells of
# Words inside the names of things that are surnames as well: "Ju-min Park", "Damon Hill".
SURNAMES = frozenset({"park", "hill", "lane", "church", "wood", "ford", "hall", "castle", "temple", "post", "court", "house", "bridge", "forest", "point", "bush", "fort", "cape", "street", "bank", "bay", "stone"})
PLACES = ("GPE", "LOC", "FAC")


def classify(doc: Doc, names: Sequence[Name], gazetteer: Gazetteer) -> list[str]:
    """The entity type of each name; equal names of a document get one type."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        if name.kind == "name":
            votes[fold(name.name)].update(_evidence(doc, name))
    for key, counter in votes.items():
        parts = key.split()
        if parts[0] in gazetteer.given_names and len(parts) <= 4:
            counter["PERSON"] += GIVEN_NAME if len(parts) > 1 else GIVEN_NAME_ALONE
        if key in gazetteer.countries or key in gazetteer.capitals:
            counter["GPE"] += GAZETTEER
        elif key in gazetteer.regions:
            counter["LOC"] += GAZETTEER
        elif key in gazetteer.cities:
            counter["GPE"] += CITY
    surnames = {
        part
        for key, counter in votes.items()
        for part in _surnames(key)
        if _best(counter) == "PERSON"
    }
    types = {}
    for key, counter in votes.items():
        if key in surnames and not (key in gazetteer.countries or key in gazetteer.capitals):
            counter["PERSON"] += SURNAME
        types[key] = _best(counter)
    return [types[fold(n.name)] if n.kind == "name" else n.label for n in names]


def _surnames(key: str) -> tuple[str, ...]:
    parts = key.split()
    return (parts[-1], parts[0]) if 2 <= len(parts) <= 4 else ()


def _best(votes: Counter[str]) -> str:
    """The type with most votes; places are counted together first, then among themselves."""
    if not votes:
        return UNLABELLED
    place = sum(votes[t] for t in PLACES) + votes["PLACE"]
    other = max((t for t in votes if t not in PLACES and t != "PLACE"), key=lambda t: (votes[t], t), default="")
    if other and votes[other] >= place:
        return other
    return max(PLACES, key=lambda t: (votes[t], t == "GPE"))


def _evidence(doc: Doc, name: Name) -> Counter[str]:
    votes: Counter[str] = Counter()
    if name.label:
        votes[name.label] += LABEL
    span = doc[name.start : name.end]
    for kind, weight in _inside(span[0].lower_, span[-1].lower_, [t.lower_ for t in span]):
        is_surname = name.label == "PERSON" and span[-1].lower_ in SURNAMES
        votes[kind] += LABEL / 2 if is_surname else weight
    root = span.root
    for token in _descriptions(doc, name, root):
        kind = _noun_types().get(token.lemma_.lower(), "")
        if kind:
            votes[kind] += DESCRIBED
    before = doc[name.start - 1] if name.start else None
    if before is not None and before.lower_ in words("titles") and (before.pos_ == "PROPN" or before.text[:1].isupper()):
        votes["PERSON"] += TITLED
    if root.dep_ == "pobj" and root.head.lower_ in _context("PLACE"):
        votes["PLACE"] += LOCATED
    if root.dep_ == "pobj" and root.head.lower_ == "on" and name.label == "GPE":
        votes["ORG"] += PUBLISHED
    if root.dep_ in ("nsubj", "nsubjpass") and root.head.lemma_ in _context("PERSON"):
        votes["PERSON"] += ACTING
    return votes


def _inside(first: str, last: str, parts: list[str]) -> list[tuple[str, float]]:
    if len(parts) < 2:
        return []
    table_ = _inside_types()
    link = next((i for i, part in enumerate(parts) if i and part in ("of", "for", "on", "against", "to")), None)
    head = parts[link - 1] if link else last
    kind = table_.get(head) or (table_.get(first) if first in ("mount", "mt", "mt.", "lake", "cape", "fort", "river", "isle") else None)
    return [(kind, INSIDE)] if kind else []


def _descriptions(doc: Doc, name: Name, root: Token) -> list[Token]:
    """The nouns that the sentence calls the name: apposition, predicate, compound before it."""
    found = [child for child in root.children if child.dep_ == "appos" and child.i >= name.end]
    if root.dep_ == "appos" and root.head.i < name.start and root.head.pos_ == "NOUN":
        found.append(root.head)
    if root.dep_ == "nsubj" and root.head.lemma_ == "be":
        found += [child for child in root.head.children if child.dep_ == "attr"]
    found += [child for child in root.children if child.dep_ in ("compound", "nmod") and child.i < name.start and child.pos_ == "NOUN"]
    if root.dep_ == "pobj" and root.head.lower_ == "of" and root.head.head.pos_ == "NOUN" and root.head.head.lower_ in ("city", "town", "village", "island", "state", "province", "county", "district", "region", "kingdom", "republic"):
        found.append(root.head.head)
    return [token for token in found if token.pos_ == "NOUN"]


@cache
def _noun_types() -> dict[str, str]:
    return {noun: kind for kind, nouns in table("type_nouns")["described"].items() for noun in nouns}


@cache
def _inside_types() -> dict[str, str]:
    return {noun: kind for kind, nouns in table("type_nouns")["inside"].items() for noun in nouns}


@cache
def _context(kind: str) -> frozenset[str]:
    return frozenset(table("type_nouns")["context"][kind])
