"""Names by rule + signs -> names as fitted weights decide: where they begin and end, and what they are.

A small network (one hidden layer) reads the signs of a token and of its neighbours and gives each token
a tag: outside, or the beginning or inside of a person, an organisation, a place or another name.  The
best sequence of tags makes the names; all mentions of a name in the document then vote on what it is.
The weights hold for the small English model, whose vectors and mistakes they were fitted to
(``tests/bench/train_names.py``); with another model the rules stand alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from kgraph.data import words
from kgraph.gazetteer import Gazetteer
from kgraph.mentions.patterns import as_demonym
from kgraph.mentions.signs import Rows, signs, weighed, windows
from kgraph.mentions.spans import Cover, Name, texts_of
from kgraph.names import clean_name, fold

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Tag 0 is outside; 1 + 2k and 2 + 2k are beginning and inside of class k.
CLASSES = ("PERSON", "ORG", "PLACE", "OTHER")
TAGS = 1 + 2 * len(CLASSES)
# Columns of a token's vector in en_core_web_sm, which has no table of word vectors beside it.
TENSOR = 96
# "Another name" hides people and places when it is wrong: its tags are worth that much less, in
# logarithms, and its votes too.  In five folds, names found and types right in GUM and Re-DocRED:
# at 0 and 0 .815 and .860, .918 and .906; at -1 and -2 .830 and .844, .926 and .895.
OTHER_TAG, OTHER_VOTE = -1.0, -2.0
# Least probability, so that one mention cannot veto all others.
LEAST = 1e-4
IMPOSSIBLE = -1e9
# Tokens whose neighbours' signs are in memory together: 6 kB each.
ROWS_AT_ONCE = 4096
# Parts of speech that no name begins with in lower case, or ends with.
NOT_FIRST = frozenset({"DET", "ADP", "CCONJ", "PRON", "PUNCT"})
NOT_LAST = frozenset({"DET", "ADP", "CCONJ", "AUX", "PRON"})


class Weights(NamedTuple):
    """A network of one hidden layer."""

    hidden: Rows
    hidden_bias: Rows
    out: Rows
    out_bias: Rows


class Found(NamedTuple):
    """Tokens ``start`` to ``end`` (half-open) with the logarithm of each class's share."""

    start: int
    end: int
    shares: Rows


def decide(
    doc: Doc, names: Sequence[Name], types: Sequence[str], gazetteer: Gazetteer, network: Weights
) -> list[Name]:
    """Names in reading order, each with its ``decided`` class; ``names`` and ``types`` are the rules'.

    Demonyms, peoples and countries stay what they are for the rules; so do names of events, works and
    products where no other name is found.
    """
    texts = texts_of(doc)
    tokens = weighed(texts, names)
    if not len(tokens):
        return list(names)
    by_rule = list(zip(names, types, strict=True))
    owners = _before_titles(doc, by_rule)
    rows = signs(doc, texts, names, types)
    parts = (tokens[i : i + ROWS_AT_ONCE] for i in range(0, len(tokens), ROWS_AT_ONCE))
    logs = np.vstack([log_probabilities(windows(rows, part), network) for part in parts])
    cover = Cover(len(doc), (name for name in names if _is_counted(doc, name)))
    decoded = [f for f in decode(logs, tokens) if cover.free(f.start, f.end)]
    apart = {(name.start, name.end) for name in owners}
    people = {name.start for name, kind in by_rule if kind == "PERSON"}
    found = [f for f in _with_rules(doc, decoded, by_rule) if not _is_title(doc, f, apart, people)]
    found = [piece for one in found for piece in _apart(doc, one, gazetteer)]
    by_place = {(name.start, name.end): name for name in names}
    kept = []
    for one in found:
        name = by_place.get((one.start, one.end)) or _new(doc, one, gazetteer)
        if _is_name(doc, name):
            kept.append((one, name))
    votes: dict[str, Rows] = {}
    for one, name in kept:
        votes[fold(name.name)] = votes.get(fold(name.name), np.zeros(len(CLASSES), np.float32)) + one.shares
    cover.add(_decided(name, votes[fold(name.name)], gazetteer) for _, name in kept)
    cover.add(_known_elsewhere(names, cover.names()))
    cover.add(name for name, kind in by_rule if _stays(name, kind))
    cover.add(owners)
    return cover.names()


def _before_titles(doc: Doc, by_rule: Sequence[tuple[Name, str]]) -> list[Name]:
    """The rules' names before the title of a person: US in "US President Joe Biden".

    The weights, fitted to texts in which few are called so, miss them or take the title for a name.
    """
    people = {name.start for name, kind in by_rule if kind == "PERSON"}
    owners = []
    for name, kind in by_rule:
        end = name.end
        while end < len(doc) and (doc[end].lower_ in words("titles") or doc[end].text == "-"):
            end += 1
        if name.end < end and end in people:
            if kind != "PERSON" or name.kind != "name":
                owners.append(name)
            elif name.label == "ORG":  # "UN Secretary-General": the rules take it for a person's title too
                owners.append(name._replace(decided="ORG"))
    return owners


def _is_title(doc: Doc, found: Found, owners: Collection[tuple[int, int]], people: Collection[int]) -> bool:
    """True for "US President" and "Mughal Emperor" before the name of the one who is it."""
    if found.end in people and doc[found.end - 1].lower_ in words("titles"):
        return True
    return any(start == found.start and end < found.end for start, end in owners)


def _apart(doc: Doc, found: Found, gazetteer: Gazetteer) -> list[Found]:
    """The two of "Pfizer and Moderna"; "Marks and Spencer", of two surnames, is one.

    Longer names are left whole: "Pacific Gas and Electric".
    """
    middle = [i for i in range(found.start + 1, found.end - 1) if doc[i].lower_ == "and"]
    companies = gazetteer.known["company"]
    if (
        len(middle) != 1
        or found.end - found.start != 3
        or fold(doc[found.start : found.end].text) in companies
    ):
        return [found]
    sides = [found._replace(end=middle[0]), found._replace(start=middle[0] + 1)]
    names = [fold(doc[side.start : side.end].text) for side in sides]
    known = any(name in companies and name not in gazetteer.surnames for name in names)
    return sides if known and all(doc[side.start].text[:1].isupper() for side in sides) else [found]


def _known_elsewhere(names: Sequence[Name], found: Sequence[Name]) -> Iterator[Name]:
    """The rules' names that are found in another place, or are the surname of a person found there."""
    known = {fold(name.name): name.decided for name in found if name.kind == "name"}
    surnames = {key.split()[-1] for key, decided in known.items() if decided == "PERSON" and " " in key}
    for name in names:
        key = fold(name.name)
        if name.kind == "name" and (key in known or key in surnames):
            yield name._replace(decided=known.get(key, "PERSON"))


def _decided(name: Name, votes: Rows, gazetteer: Gazetteer) -> Name:
    """The name with the class of most votes; what is a demonym, a people or a country stays that."""
    if name.kind != "name" or name.label == "GROUP" or fold(name.name) in gazetteer.countries:
        return name
    return name._replace(decided=CLASSES[int(votes.argmax())])


def _with_rules(doc: Doc, found: Sequence[Found], by_rule: Sequence[tuple[Name, str]]) -> list[Found]:
    """The names found, with the ends that the rules know better.

    In five folds over GUM and Re-DocRED: where the rules' name begins with the found one and is longer,
    theirs was the annotated one in 104 cases and the shorter in 53.
    """
    longer = {name.start: name.end for name, _ in by_rule}
    people = {name.end: name.start for name, kind in by_rule if kind == "PERSON"}
    mended = []
    for i, one in enumerate(found):
        start, end = one.start, one.end
        following = found[i + 1].start if i + 1 < len(found) else len(doc)
        if end < longer.get(start, 0) <= following:
            end = longer[start]
        while start < end and doc[start].pos_ in NOT_FIRST and doc[start].is_lower:
            start += 1
        while start < end and (doc[end - 1].pos_ in NOT_LAST or doc[end - 1].tag_ in ("POS", "HYPH")):
            end -= 1
        untitled = people.get(end, start)
        if start < untitled and any(t.lower_ in words("titles") for t in doc[start:untitled]):
            start = untitled
        if start < end:
            mended.append(one._replace(start=start, end=end))
    return mended


def _is_counted(doc: Doc, name: Name) -> bool:
    """Whether it is a name like "38 North", which the weights have seen too seldom."""
    return name.label == "ORG" and name.end - name.start == 2 and doc[name.start].is_digit


def is_fitted_to(doc: Doc) -> bool:
    """Whether the document was annotated by a model like the one that the weights are fitted to."""
    return doc.tensor.shape == (len(doc), TENSOR) and not len(doc.vocab.vectors)


def log_probabilities(rows: Rows, network: Weights) -> Rows:
    """The logarithm of each tag's probability, a row a token."""
    times = _product()
    hidden = np.maximum(times(rows, network.hidden) + network.hidden_bias, 0)
    scores = times(hidden, network.out) + network.out_bias
    scores -= scores.max(1, keepdims=True)
    return np.asarray(scores - np.log(np.exp(scores).sum(1, keepdims=True)), np.float32)


def decode(logs: Rows, tokens: NDArray[np.intp]) -> list[Found]:
    """The names of the likeliest sequence of tags, for each run of neighbouring tokens."""
    if not len(tokens):
        return []
    scores = logs.copy()
    scores[:, -2:] += OTHER_TAG
    breaks = np.nonzero(np.diff(tokens) != 1)[0] + 1
    found: list[Found] = []
    for first, last in zip([0, *breaks.tolist()], [*breaks.tolist(), len(tokens)], strict=True):
        for start, end in _names_in(_best_tags(scores[first:last])):
            here = logs[first + start : first + end]
            found.append(Found(int(tokens[first + start]), int(tokens[first + end - 1]) + 1, _shares(here)))
    return found


def _best_tags(scores: Rows) -> list[int]:
    """Viterbi: an inside tag follows only the beginning or inside of its class."""
    best = scores[0] + _BEGINNING
    back = []
    for row in scores[1:]:
        ways = best[:, None] + _FOLLOWS
        came = ways.argmax(0)
        back.append(came)
        best = ways[came, _EVERY] + row
    tags = [int(best.argmax())]
    for came in reversed(back):
        tags.append(int(came[tags[-1]]))
    return tags[::-1]


def _names_in(tags: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = None
    for i, tag in enumerate([*tags, 0]):
        if start is not None and (tag == 0 or tag % 2 == 1):
            yield start, i
            start = None
        if tag % 2 == 1:
            start = i


def _shares(logs: Rows) -> Rows:
    """The mean logarithm of each class's share in the tokens' names."""
    chances = np.exp(logs)
    by_class = chances[:, 1::2] + chances[:, 2::2]
    shares = by_class / (by_class.sum(1, keepdims=True) + LEAST)
    means = np.log(shares + LEAST).mean(0)
    means[-1] += OTHER_VOTE
    return np.asarray(means, np.float32)


def _new(doc: Doc, found: Found, gazetteer: Gazetteer) -> Name:
    """A name that the rules have not found."""
    name = Name(found.start, found.end, "", clean_name(doc[found.start : found.end].text))
    return as_demonym(doc, name, gazetteer)


def _is_name(doc: Doc, name: Name) -> bool:
    named = len(name.name) > 1 and fold(name.name) not in words("not_names")
    return named and any(c.isupper() for c in doc[name.start : name.end].text)


def _stays(name: Name, kind: str) -> bool:
    """Whether the rules' name stays where no other is found: "Chinese", "the Olympics"."""
    return name.kind != "name" or kind in ("GROUP", "EVENT", "WORK", "PRODUCT")


@cache
def _product() -> Callable[[Rows, Rows], Rows]:
    """spaCy's own matrix product, on one thread: numpy's took twenty times as long on a busy machine."""
    from thinc.api import NumpyOps

    return cast("Callable[[Rows, Rows], Rows]", NumpyOps().gemm)


@cache
def weights() -> Weights:
    """The fitted weights, from ``data/names.npz``."""
    with as_file(files("kgraph.data") / "names.npz") as path, np.load(path) as stored:
        return Weights(*(stored[name].astype(np.float32) for name in Weights._fields))


def _transitions() -> tuple[Rows, Rows]:
    """What is added for a first tag, and for a tag after another."""
    beginning = np.zeros(TAGS, np.float32)
    follows = np.zeros((TAGS, TAGS), np.float32)
    for tag in range(2, TAGS, 2):
        beginning[tag] = IMPOSSIBLE
        follows[:, tag] = IMPOSSIBLE
        follows[[tag - 1, tag], tag] = 0
    return beginning, follows


_BEGINNING, _FOLLOWS = _transitions()
_EVERY = np.arange(TAGS)
