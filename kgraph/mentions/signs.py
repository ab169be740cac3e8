"""Doc + names by rule -> rows of signs, one a token: what the fitted decision about names reads.

A sign is a number between 0 and 1: the token's part of speech, the model's label, the name that the
rules found here, the lists that hold the word or the phrase, and what the whole document says of the
word.  The last columns are the model's own vector of the token.  ``tests/bench/train_names.py``
reads the same rows, so the order of the columns is part of the weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kgraph.data import table, words
from kgraph.gazetteer import Gazetteer, load_gazetteer
from kgraph.mentions.classify import DESCRIBED, told
from kgraph.mentions.spans import Name
from kgraph.names import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc

Rows = NDArray[np.float32]

TAGS = (
    "NNP", "NNPS", "NN", "NNS", "JJ", "JJR", "RB", "IN", "TO", "DT", "CC", "CD", "PRP", "PRP$", "POS",
    "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "FW", "HYPH", ",", ".", "-LRB-", "-RRB-", "``", "''", ":",
    "_SP", "ADD", "MD", "WDT",
)  # fmt: skip
DEPS = (
    "nsubj", "nsubjpass", "dobj", "pobj", "poss", "compound", "appos", "conj", "amod", "nmod", "attr",
    "ROOT", "punct", "prep", "dep", "npadvmod", "nummod", "det", "cc",
)  # fmt: skip
LABELS = (
    "PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT", "LANGUAGE",
    "DATE", "TIME", "CARDINAL", "ORDINAL", "QUANTITY", "MONEY", "PERCENT",
)  # fmt: skip
TYPES = ("PERSON", "ORG", "GPE", "LOC", "FAC", "EVENT", "WORK", "PRODUCT", "GROUP")
SHAPES = ("digits", "lower", "capitals", "capital", "title", "mixed", "punctuation", "dotted", "Other", "n1")
COARSE = {"PERSON": 0, "ORG": 1, "GPE": 2, "LOC": 2, "FAC": 2, "PLACE": 2}
OTHER, NO_NAME = 3, 4
# How many tokens on either side of a token are read with it.
WINDOW = 2
# The model's vectors are brought near to the size of the other signs.
TENSOR_SCALE = 0.25
LONGEST_COUNTED = 5  # tokens of a name; longer ones count as this
MOST_COUNTED = 4  # binary logarithm of how often a word stands in the document
SHORT_SENTENCE = 8


class Lists(NamedTuple):
    """Lower-case words and folded phrases to the columns of the lists that hold them."""

    words: dict[str, tuple[int, ...]]
    width: int
    phrases: dict[str, tuple[int, ...]]
    longest: dict[str, int]  # first word of a phrase to the length of the longest one
    phrase_width: int


def signs(doc: Doc, texts: Sequence[str], names: Sequence[Name], types: Sequence[str]) -> Rows:
    """One row a token, with WINDOW empty rows before and behind.

    ``texts`` are the tokens' texts, ``types`` what the rules give to ``names``.
    """
    by_rule, kinds = _by_rule(len(doc), names, types)
    rows = np.hstack(
        [
            *_annotated(doc),
            by_rule,
            _told(doc, names),
            np.stack([_word(text) for text in texts]),
            _phrases(texts),
            _document(texts, kinds),
            _place(doc, texts),
            np.asarray(doc.tensor, np.float32) * np.float32(TENSOR_SCALE),
        ]
    )
    return np.pad(rows, ((WINDOW, WINDOW), (0, 0)))


def weighed(texts: Sequence[str], names: Sequence[Name]) -> NDArray[np.intp]:
    """The tokens that may be part of a name: capitals, what stands between them, numbers beside them."""
    n = len(texts)
    capital = np.zeros(n + 2 * WINDOW, bool)
    inner = capital[WINDOW : WINDOW + n]
    inner[:] = [text != text.lower() and not text.islower() for text in texts]
    for name in names:
        inner[name.start : name.end] = True
    before, after = capital[0:n] | capital[1 : n + 1], capital[3 : n + 3] | capital[4 : n + 4]
    digits = np.fromiter((text[:1].isdigit() for text in texts), bool, n)
    beside = digits & (capital[1 : n + 1] | capital[3 : n + 3])
    space = np.fromiter((text.isspace() for text in texts), bool, n)
    return np.nonzero((inner | (before & after) | beside) & ~space)[0]


def windows(rows: Rows, tokens: NDArray[np.intp]) -> Rows:
    """The rows of these tokens, each with those of its neighbours beside it."""
    return np.hstack([rows[tokens + shift] for shift in range(2 * WINDOW + 1)])


def _annotated(doc: Doc) -> list[Rows]:
    columns = doc.to_array(["TAG", "DEP", "ENT_TYPE", "ENT_IOB"])
    iob = columns[:, 3]
    begins_or_goes_on = np.stack([iob == 3, iob == 1], 1).astype(np.float32)
    return [
        *(_one_of(doc, columns[:, i], values) for i, values in enumerate((TAGS, DEPS, LABELS))),
        begins_or_goes_on,
    ]


def _one_of(doc: Doc, column: NDArray[Any], values: Sequence[str]) -> Rows:
    """A column for each value, and one for all others."""
    numbers = np.array([doc.vocab.strings.as_int(value) for value in values], column.dtype)
    order = np.argsort(numbers)
    near = np.minimum(np.searchsorted(numbers, column, sorter=order), len(values) - 1)
    at = np.where(numbers[order[near]] == column, order[near], len(values))
    rows = np.zeros((len(column), len(values) + 1), np.float32)
    rows[np.arange(len(column)), at] = 1
    return rows


def _by_rule(size: int, names: Sequence[Name], types: Sequence[str]) -> tuple[Rows, Rows]:
    """What the rules found at each token, and its class in five columns."""
    rows = np.zeros((size, len(TYPES) + 6), np.float32)
    kinds = np.zeros((size, 5), np.float32)
    first = len(TYPES)
    for name, kind in zip(names, types, strict=True):
        here = slice(name.start, name.end)
        if kind in TYPES:
            rows[here, TYPES.index(kind)] = 1
        rows[name.start, first] = 1
        rows[name.start + 1 : name.end, first + 1] = 1
        rows[name.end - 1, first + 2] = 1
        rows[here, first + 3] = name.kind != "name"
        rows[here, first + 4] = not name.label
        rows[here, first + 5] = min(name.end - name.start, LONGEST_COUNTED) / LONGEST_COUNTED
        kinds[here, COARSE.get(kind, OTHER)] = 1
    kinds[:, NO_NAME] = 1 - kinds.sum(1)
    return rows, kinds


def _told(doc: Doc, names: Sequence[Name]) -> Rows:
    """What the text says of the name here and elsewhere: "a band" of an organisation, "Mr." of a person."""
    said = told(doc, names)
    rows = np.zeros((len(doc), OTHER + 1), np.float32)
    for name in names:
        if name.kind == "name":
            for kind, weight in said.get(fold(name.name), {}).items():
                column = COARSE.get(kind, OTHER)
                rows[name.start : name.end, column] += weight / DESCRIBED
    return np.minimum(rows, 1)


def _document(texts: Sequence[str], kinds: Rows) -> Rows:
    """What the rules say of the word elsewhere in the document, and how it is written there."""
    number_of: dict[str, int] = {}
    numbers = np.array([number_of.setdefault(text, len(number_of)) for text in texts], np.intp)
    times = np.bincount(numbers)
    shares = np.stack([np.bincount(numbers, column) / times for column in kinds.T], 1)
    lower = [min(times[number_of[w]], 3) / 3 if (w := text.lower()) in number_of else 0 for text in number_of]
    often = np.minimum(np.log2(times), MOST_COUNTED) / MOST_COUNTED
    by_word = np.column_stack([shares, often, lower, times == 1]).astype(np.float32)
    by_word[[not text[:1].isupper() for text in number_of]] = 0
    return by_word[numbers]


def _place(doc: Doc, texts: Sequence[str]) -> Rows:
    """Where the token stands: sentence start, a line in capitals, a short line, in quotation marks."""
    rows = np.zeros((len(texts), 7), np.float32)
    rows[:, 5] = doc.to_array("SPACY") == 0
    for sent in doc.sents:
        letters = [text for text in texts[sent.start : sent.end] if text[:1].isalpha()]
        share = sum(text[0].isupper() for text in letters) / max(1, len(letters))
        rows[sent.start, 0] = 1
        here = slice(sent.start, sent.end)
        rows[here, 1] = share
        rows[here, 2] = sent.end - sent.start <= SHORT_SENTENCE
        rows[here, 3] = share == 1 and len(letters) > 1
    quoted = False
    for i, text in enumerate(texts):
        if text in ("“", "”", '"'):
            quoted = text == "“" or (text == '"' and not quoted)
        elif "\n" in text:
            quoted = False
        rows[i, 4] = quoted
        rows[i, 6] = i == 0 or "\n" in texts[i - 1]
    return rows


def _phrases(texts: Sequence[str]) -> Rows:
    """The lists of names that hold the longest phrase that begins here; twice if it has several words."""
    lists = _lists()
    width = lists.phrase_width
    rows = np.zeros((len(texts), 2 * width), np.float32)
    for i, text in enumerate(texts):
        longest = lists.longest.get(fold(text), 0) if text[:1].isupper() else 0
        for length in range(min(longest, len(texts) - i), 0, -1):
            columns = lists.phrases.get(" ".join([fold(t) for t in texts[i : i + length]]))
            if columns:
                for column in columns:
                    rows[i : i + length, column] = 1
                    if length > 1:
                        rows[i : i + length, width + column] = 1
                break
    return rows


@lru_cache(maxsize=1 << 15)
def _word(text: str) -> Rows:
    """The signs of the word alone: its shape and the lists that hold it."""
    lists = _lists()
    row = np.zeros(len(SHAPES) + 1 + lists.width, np.float32)
    row[_shape(text)] = 1
    for column in lists.words.get(text.lower(), ()):
        row[len(SHAPES) + 1 + column] = 1
    return row


def _shape(text: str) -> int:
    """The index of its shape in SHAPES, or one more: "Kim" title, "NATO" capitals, "U.S." dotted."""
    if text.isdigit():
        return 0
    if text.isalpha():
        if text.islower():
            return 1
        if text.isupper():
            return 2 if len(text) > 1 else 3
        return 4 if text[0].isupper() and text[1:].islower() else 5
    if not any(c.isalnum() for c in text):
        return 6
    if "." in text and text.replace(".", "").isupper():
        return 7
    if text[0].isupper():
        return 8
    return 9 if any(c.isdigit() for c in text) else 10


@cache
def _lists() -> Lists:
    gazetteer = load_gazetteer()
    by_list = _word_lists(gazetteer)
    named: dict[str, frozenset[str] | dict[str, str]] = {
        "country": gazetteer.countries,
        "capital": gazetteer.capitals,
        "region": gazetteer.regions,
        "city": gazetteer.cities,
        "demonym": gazetteer.adjectives,
        **gazetteer.known,
    }
    phrases = _columns({name: list(keys) for name, keys in named.items()})
    longest: dict[str, int] = {}
    for phrase in phrases:
        first, length = phrase.split(" ", 1)[0], phrase.count(" ") + 1
        longest[first] = max(longest.get(first, 0), length)
    return Lists(_columns(by_list), len(by_list), phrases, longest, len(named))


def _word_lists(gazetteer: Gazetteer) -> dict[str, list[str]]:
    nouns, parts = table("type_nouns"), table("name_parts")
    lists = {
        f"{where} {kind}": nouns[where][kind] for where in ("described", "inside") for kind in nouns[where]
    }
    lists |= {"title": list(words("titles")), "no name": list(words("not_names"))}
    lists |= {part: parts[part] for part in ("hyphenated", "links", "title_words")}
    lists |= {f"context {kind}": nouns["context"][kind] for kind in ("PLACE", "PERSON")}
    lists["given name"] = list(gazetteer.given_names)
    for pronoun in ("he", "she"):
        lists[f"given name, {pronoun}"] = [n for n, p in gazetteer.given_names.items() if p == pronoun]
    return lists | {"surname": list(gazetteer.surnames)}


def _columns(lists: dict[str, list[str]]) -> dict[str, tuple[int, ...]]:
    columns: dict[str, tuple[int, ...]] = {}
    for i, name in enumerate(sorted(lists)):
        for entry in lists[name]:
            key = entry if " " in entry else entry.lower()
            if columns.get(key, ())[-1:] != (i,):
                columns[key] = (*columns.get(key, ()), i)
    return columns
