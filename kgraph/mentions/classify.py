"""Names -> entity types: what the whole document tells about a name, not one sentence of it.

The small model gives a name the wrong type in one of five cases, and often another one in the next
sentence.  So a name's mentions in a document vote together, beside other evidence: words inside
the name ("University"), titles before it, what it is called beside it ("Isfahan, a city in ..."),
the preposition before it, a full name that it is the surname of, and the gazetteer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from kgraph.data import table, words
from kgraph.gazetteer import Gazetteer
from kgraph.mentions.spans import Name
from kgraph.names import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# Weights of the evidence, in votes of one model label, set by hand.  Of the names found in GUM and
# Re-DocRED dev .80 and .85 get the right type with them, .75 and .80 with the model's labels alone.
LABEL = 1.0  # the model's label for one mention
INSIDE = 4.0  # "Durham University", "Socotra Island"
GAZETTEER = 3.0  # "Jordan"
CITY = 2.5  # "Tulsa": a weaker sign than a country, for many cities are surnames as well
GIVEN_NAME = 2.0  # "Debbie Allen"
GIVEN_NAME_ALONE = 1.0  # "Debbie"; Paris, Jordan and Georgia are given names too
DESCRIBED = 3.0  # "Isfahan, a city in ..."
TITLED = 3.0  # "President Fillmore"
SURNAME = 4.0  # surname or given names of a full name in the same document
LOCATED = 0.8  # "in Socotra"
PUBLISHED = 1.2  # "a post on Truth Social": cities are seldom "on"; countries have the gazetteer
ACTING = 0.5  # "Holt married", "Nida thinks"
UNLABELLED = "ORG"  # the commonest type among names that nothing tells of
OTHERS = ("EVENT", "WORK", "PRODUCT", "GROUP")
UNKNOWN_OTHER = "WORK"  # what a name is that is no person, organisation or place and nothing tells more of
MAX_PERSON_WORDS = 4
# Words inside the names of things that are surnames as well: "Ju-min Park", "Damon Hill".
SURNAMES = frozenset(
    {
        "park",
        "hill",
        "lane",
        "church",
        "wood",
        "ford",
        "hall",
        "castle",
        "temple",
        "post",
        "court",
        "house",
        "bridge",
        "forest",
        "point",
        "bush",
        "fort",
        "cape",
        "street",
        "bank",
        "bay",
        "stone",
    }
)
PLACES = ("GPE", "LOC", "FAC")
# First words that tell the type of what follows: "Mount Vernon", "Fort Lee".
FIRST_WORDS = frozenset({"mount", "mt", "mt.", "lake", "cape", "fort", "river", "isle"})
INNER_LINKS = frozenset({"of", "for", "on", "against", "to"})

Votes = dict[str, float]  # entity type, or PLACE for any of the three, to its weight


def classify(doc: Doc, names: Sequence[Name], gazetteer: Gazetteer) -> list[str]:
    """The entity type of each name; equal names of a document get one type."""
    votes = votes_for(doc, names, gazetteer)
    decided = {fold(n.name): n.decided for n in names if n.decided}
    types = {key: _best_of(decided.get(key, ""), counter) for key, counter in votes.items()}
    return [types[fold(n.name)] if n.kind == "name" else n.label for n in names]


def votes_for(doc: Doc, names: Sequence[Name], gazetteer: Gazetteer) -> dict[str, Votes]:
    """Folded names to their votes, by all their mentions and by what is known of them."""
    votes: dict[str, Votes] = defaultdict(lambda: defaultdict(float))
    for name in names:
        if name.kind == "name":
            counter = votes[fold(name.name)]
            if name.label:
                counter[name.label] += LABEL
            for kind, weight in _evidence(doc, name):
                counter[kind] += weight
    for key, counter in votes.items():
        for kind, weight in _known(key, gazetteer):
            counter[kind] += weight
    full_names = [key for key, counter in votes.items() if _best(counter) == "PERSON"]
    short = {part for key in full_names for part in _short_forms(key)}
    for key in short & votes.keys() - gazetteer.countries.keys() - gazetteer.capitals.keys():
        votes[key]["PERSON"] += SURNAME
    return votes


def told(doc: Doc, names: Sequence[Name]) -> dict[str, Votes]:
    """Folded names to what the text says beside them and inside them, without the model's labels."""
    votes: dict[str, Votes] = defaultdict(lambda: defaultdict(float))
    for name in names:
        if name.kind == "name":
            for kind, weight in _evidence(doc, name):
                votes[fold(name.name)][kind] += weight
    return votes


def _best_of(decided: str, votes: Votes) -> str:
    """The type with most votes within the class that the fitted weights decided on."""
    if decided == "PLACE":
        return _best_place(votes)
    if decided == "OTHER":
        return max(OTHERS, key=lambda t: (votes.get(t, 0.0), t == UNKNOWN_OTHER))
    return decided or _best(votes)


def _known(key: str, gazetteer: Gazetteer) -> Iterator[tuple[str, float]]:
    parts = key.split()
    if parts[0] in gazetteer.given_names and len(parts) <= MAX_PERSON_WORDS:
        yield "PERSON", GIVEN_NAME if len(parts) > 1 else GIVEN_NAME_ALONE
    if key in gazetteer.countries or key in gazetteer.capitals:
        yield "GPE", GAZETTEER
    elif key in gazetteer.regions:
        yield "LOC", GAZETTEER
    elif key in gazetteer.cities:
        yield "GPE", CITY


def _short_forms(key: str) -> list[str]:
    """Surname and given names of a person: "kim ju ae" -> "kim", "ae", "ju ae"."""
    parts = key.split()
    if not 2 <= len(parts) <= MAX_PERSON_WORDS:
        return []
    return [parts[0], *(" ".join(parts[i:]) for i in range(1, len(parts)))]


def _best(votes: Votes) -> str:
    """The type with most votes; places are counted together first, then among themselves."""
    if not votes:
        return UNLABELLED
    place = sum(votes.get(t, 0.0) for t in (*PLACES, "PLACE"))
    others = [t for t in votes if t not in (*PLACES, "PLACE")]
    other = max(others, key=lambda t: (votes[t], t), default="")
    if other and votes[other] >= place:
        return other
    return _best_place(votes)


def _best_place(votes: Votes) -> str:
    return max(PLACES, key=lambda t: (votes.get(t, 0.0), t == "GPE"))


def _evidence(doc: Doc, name: Name) -> Iterator[tuple[str, float]]:
    """(type, weight) of each sign at one mention, beside the model's label."""
    tokens = doc[name.start : name.end]
    root = tokens.root
    inside = _type_inside([t.lower_ for t in tokens])
    if inside:
        is_surname = name.label == "PERSON" and tokens[-1].lower_ in SURNAMES
        yield inside, LABEL / 2 if is_surname else INSIDE
    for noun in _descriptions(name, root):
        kind = _noun_types("described").get(noun.lemma_.lower())
        if kind:
            yield kind, DESCRIBED
    before = doc[name.start - 1] if name.start else None
    if before is not None and before.lower_ in words("titles") and before.text[:1].isupper():
        yield "PERSON", TITLED
    if root.dep_ == "pobj" and root.head.lower_ in _context("PLACE"):
        yield "PLACE", LOCATED
    if root.dep_ == "pobj" and root.head.lower_ == "on" and name.label == "GPE":
        yield "ORG", PUBLISHED
    if root.dep_ in ("nsubj", "nsubjpass") and root.head.lemma_ in _context("PERSON"):
        yield "PERSON", ACTING


def _type_inside(parts: Sequence[str]) -> str | None:
    """The type that the head word of a name tells: "Church of Scientology", "Lake Baikal"."""
    if len(parts) < 2:
        return None
    types = _noun_types("inside")
    link = next((i for i, part in enumerate(parts) if i and part in INNER_LINKS), None)
    head = parts[link - 1] if link else parts[-1]
    return types.get(head) or (types.get(parts[0]) if parts[0] in FIRST_WORDS else None)


def _descriptions(name: Name, root: Token) -> Iterator[Token]:
    """The nouns that the sentence calls the name: apposition, predicate, compound before it."""
    found = [child for child in root.children if child.dep_ == "appos" and child.i >= name.end]
    found += [c for c in root.children if c.dep_ in ("compound", "nmod") and c.i < name.start]
    if root.dep_ == "appos" and root.head.i < name.start:
        found.append(root.head)
    if root.dep_ == "nsubj" and root.head.lemma_ == "be":
        found += [child for child in root.head.children if child.dep_ == "attr"]
    if (
        root.dep_ == "pobj"
        and root.head.lower_ == "of"
        and root.head.head.lower_ in table("name_parts")["places_of"]
    ):
        found.append(root.head.head)
    yield from (token for token in found if token.pos_ == "NOUN")


@cache
def _noun_types(where: str) -> dict[str, str]:
    """Noun to type; ``where`` it stands: "described" beside a name, or "inside" it."""
    return {noun: kind for kind, nouns in table("type_nouns")[where].items() for noun in nouns}


@cache
def _context(kind: str) -> frozenset[str]:
    return frozenset(table("type_nouns")["context"][kind])
