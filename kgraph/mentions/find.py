"""Doc -> Names: where the names stand.

The small model finds four of five.  What it does systematically wrong is repaired here: names cut
short or run together, names missed in one sentence and found in the next, headings in capitals.
What the rules find is then evidence for ``kgraph.mentions.fitted``, which decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from kgraph.data import table, words
from kgraph.gazetteer import Gazetteer
from kgraph.mentions.classify import classify
from kgraph.mentions.fitted import decide, is_fitted_to, weights
from kgraph.mentions.patterns import (
    as_demonym,
    coordinated,
    demonyms,
    is_common_acronym,
    numbered,
    with_geographic_noun,
)
from kgraph.mentions.spans import Cover, Name, texts_of
from kgraph.names import clean_name, fold, is_acronym

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LABELS = {
    "PERSON": "PERSON", "ORG": "ORG", "GPE": "GPE", "LOC": "LOC", "FAC": "FAC", "EVENT": "EVENT",
    "PRODUCT": "PRODUCT", "WORK_OF_ART": "WORK", "LAW": "WORK", "NORP": "GROUP",
}  # fmt: skip
# Parts of speech that no name of one word has: "Understand", "Albeit" at the head of a sentence.
NOT_A_NAME = frozenset({"VERB", "AUX", "ADP", "SCONJ", "CCONJ", "ADV", "PRON", "DET", "INTJ", "PUNCT", "SYM"})
# Parts of speech that no name begins or ends with.
NOT_FIRST = frozenset({"DET", "PUNCT", "ADP", "CCONJ", "PRON"})
NOT_LAST = frozenset({"DET", "ADP", "CCONJ", "AUX"})
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
# Types whose names hold no "and"; Antigua and Barbuda and their like come from the gazetteer.
SINGLE = frozenset({"PERSON", "GPE", "GROUP"})
# Common nouns behind a place's name that are no part of it: "Asia-Pacific region".
GENERIC_PLACES = frozenset({"region", "area", "regions", "areas"})
HEADING_WORDS = 9  # a line in capitals with more words than this is shouted prose


def find_names(doc: Doc, gazetteer: Gazetteer) -> list[Name]:
    """Names and demonyms in reading order, none overlapping another.

    It does not find names in lower case.
    """
    names = names_by_rule(doc, gazetteer)
    if not is_fitted_to(doc):
        return names
    return decide(doc, names, classify(doc, names, gazetteer), gazetteer, weights())


def names_by_rule(doc: Doc, gazetteer: Gazetteer) -> list[Name]:
    """The model's names and demonyms, mended by rules.

    They do not find names of one word that the model misses everywhere.
    """
    headings = _heading_tokens(doc)
    found = Cover(len(doc), numbered(doc))
    found.add(_labelled(doc, headings))
    found = Cover(len(doc), [*coordinated(doc, found), *found.names()])
    found.add(demonyms(doc, found, gazetteer))
    found = Cover(len(doc), [with_geographic_noun(doc, name) for name in found.names()])
    common = {name.name for name in found.names() if is_common_acronym(doc, name)}
    found = Cover(len(doc), [n for n in found.names() if not {n.name, n.name.removesuffix("s")} & common])
    found.add(_repeated(doc, found))
    found.add(_unlabelled(doc, found, headings))
    found.add(_repeated(doc, found))
    return [as_demonym(doc, name, gazetteer) for name in found.names() if name.name not in common]


def _labelled(doc: Doc, headings: frozenset[int]) -> Iterator[Name]:
    """The model's names, without what is no part of them and with what was cut."""
    for ent in doc.ents:
        label = LABELS.get(ent.label_)
        for left, right in _pieces(doc, ent.start, ent.end, label) if label else ():
            start, end = _trimmed(doc, left, right, label or "")
            if start < end:
                start, end = _extended(doc, start, end, label or "")
                name = clean_name(doc[start:end].text)
                if _is_name(doc, start, end, name, headings):
                    yield Name(start, end, label or "", name)


def _pieces(doc: Doc, start: int, end: int, label: str | None) -> Iterator[tuple[int, int]]:
    """The names that the model took for one.

    None goes over a line that stays a line ("France\\n\\nIntroduction"), and people and places are
    not coordinated inside a name ("North and South Korea"), as organisations are.
    """
    left = start
    for i in range(start, end):
        if doc[i].is_space or (label in SINGLE and doc[i].pos_ == "CCONJ" and doc[i].is_lower):
            if left < i:
                yield left, i
            left = i + 1
    if left < end:
        yield left, end


def _trimmed(doc: Doc, start: int, end: int, label: str) -> tuple[int, int]:
    """Without articles, titles, possessives, punctuation and scores at the ends."""
    while start < end and (_is_stray_start(doc[start]) or _is_title(doc, start, end, label)):
        start += 1
    while start < end and _is_stray_end(doc[end - 1], label, single=end - start == 1):
        end -= 1
    return start, end


def _is_stray_start(token: Token) -> bool:
    article_like = token.pos_ in NOT_FIRST and not token.text[:1].isdigit() and token.lower_ != "al"
    return article_like or token.tag_ == "POS"


def _is_title(doc: Doc, start: int, end: int, label: str) -> bool:
    """A title before a person's name, and not the first word of "Secretary General Office"."""
    if end - start < 2 or doc[start].lower_ not in words("titles") or not doc[start + 1].text[:1].isupper():
        return False
    return label == "PERSON" or (label == "ORG" and doc[start + 1].ent_type_ == "PERSON")


def _is_stray_end(token: Token, label: str, *, single: bool) -> bool:
    if token.tag_ == "POS" or token.text in POSSESSIVES or token.pos_ in NOT_LAST:
        return True
    stop = token.is_punct and token.text not in (".", ")")
    score = label in SINGLE and token.like_num and not single
    return stop or score or (token.is_lower and token.lower_ in GENERIC_PLACES)


def _extended(doc: Doc, start: int, end: int, label: str) -> tuple[int, int]:
    """The tokens with the parts that the model cut off: "Kim" of "Kim Ju Ae", "-un" of "Jong-un"."""
    while end + 1 < len(doc) and _is_tight_hyphen(doc, end) and _belongs_behind_hyphen(doc[end + 1], label):
        end += 2
    while label == "PERSON" and end < len(doc) and _continues(doc[end - 1], doc[end]):
        end += 1
    while start > 1 and _is_tight_hyphen(doc, start - 1) and _belongs_before_hyphen(doc[start - 2]):
        start -= 2
    while start > 0 and label not in ("GPE", "GROUP") and _precedes(doc[start - 1], start, end):
        start -= 1
    return start, end


def _is_tight_hyphen(doc: Doc, index: int) -> bool:
    return doc[index].text in ("-", "–") and not doc[index - 1].whitespace_ and not doc[index].whitespace_


def _belongs_behind_hyphen(part: Token, label: str) -> bool:
    romanised = label == "PERSON" and part.is_alpha and part.is_lower and len(part) <= 5  # "Jong-un"
    return part.lower_ not in _parts("hyphenated") and (part.text[:1].isupper() or romanised)


def _belongs_before_hyphen(part: Token) -> bool:
    return part.text[:1].isupper() and part.ent_type_ not in ("NORP", "GPE")


def _continues(last: Token, following: Token) -> bool:
    """Whether a person's name goes on: "Kim Ju" + "Ae"."""
    if following.pos_ != "PROPN" or not following.is_title or not following.is_alpha or following.ent_type_:
        return False
    modifies = following.dep_ in ("compound", "nmod", "poss") and following.head.i > following.i
    return not modifies and len(last.whitespace_) == 1 and following.lower_ not in words("titles")


def _precedes(before: Token, start: int, end: int) -> bool:
    """Whether a name begins earlier: "Kim" + "Ju Ae"."""
    if before.dep_ not in ("compound", "flat") or not start <= before.head.i < end:
        return False
    proper = before.pos_ == "PROPN" and before.text[:1].isupper() and not before.ent_type_
    return proper and before.lower_ not in words("titles") and not (before.is_upper and len(before) > 3)


def _is_name(doc: Doc, start: int, end: int, name: str, headings: frozenset[int]) -> bool:
    tokens = doc[start:end]
    if len(name) < 2 or not any(c.isupper() for c in name) or fold(name) in words("not_names"):
        return False
    if not any(t.text[:1].isupper() or t.text[:1].isdigit() for t in tokens):
        return False
    if all(t.lower_ in words("titles") for t in tokens) or (start in headings and tokens.text.isupper()):
        return False
    return end - start > 1 or tokens[0].pos_ not in NOT_A_NAME or is_acronym(name)


def _heading_tokens(doc: Doc) -> frozenset[int]:
    """Tokens of short lines written in capitals only: their case says nothing about names."""
    headings: set[int] = set()
    line: list[tuple[int, str]] = []
    for i, text in enumerate([*texts_of(doc), "\n"]):
        if not (text.isspace() and "\n" in text):
            line.append((i, text))
            continue
        letters = [text for _, text in line if text.isalpha()]
        if len(line) <= HEADING_WORDS and len(letters) > 1 and all(text.isupper() for text in letters):
            headings.update(i for i, _ in line)
        line = []
    return frozenset(headings)


def _repeated(doc: Doc, found: Cover) -> Iterator[Name]:
    """Further places of names that were found once: a name is a name in every sentence."""
    known: dict[str, dict[tuple[str, ...], Name]] = {}  # first word -> wording -> where it stood first
    for name in found.names():
        for wording in _wordings(doc, name):
            if len(wording[0]) > 1 and wording[0][0].isupper():
                known.setdefault(wording[0], {}).setdefault(wording, name)
    longest_first = {first: sorted(known[first].items(), key=lambda entry: -len(entry[0])) for first in known}
    for i, text in enumerate(texts_of(doc)):
        for wording, name in longest_first.get(text, ()):
            end = i + len(wording)
            if found.free(i, end) and _stands_at(doc, i, end, wording):
                whole = len(wording) == name.end - name.start
                yield Name(i, end, name.label, name.name if whole else clean_name(" ".join(wording)))
                break


def _wordings(doc: Doc, name: Name) -> list[tuple[str, ...]]:
    """The words of a name and, of a person's, the surname."""
    parts = tuple(t.text for t in doc[name.start : name.end])
    wordings = [parts]
    if name.label == "PERSON" and len(parts) > 1 and len(parts[-1]) > 2 and parts[-1].isalpha():
        wordings.append(parts[-1:])
    if fold(name.name) != fold(" ".join(parts)) and name.name.split():
        wordings.append(tuple(name.name.split()))
    return wordings


def _stands_at(doc: Doc, start: int, end: int, wording: tuple[str, ...]) -> bool:
    if end > len(doc) or tuple(t.text for t in doc[start:end]) != wording:
        return False
    if len(wording) == 1 and doc[start].pos_ not in ("PROPN", "NOUN", "ADJ", "X"):
        return False
    following = doc[end] if end < len(doc) else None  # "Holt" of "Holt Street" is another name
    return following is None or not (
        following.tag_ == "NNP" and following.is_title and doc[end - 1].head.i == end
    )


def _unlabelled(doc: Doc, found: Cover, headings: frozenset[int]) -> Iterator[Name]:
    """Runs of proper nouns in running text that the model gave no label."""
    texts = texts_of(doc)
    i = 0
    while i < len(doc):
        end = i + 1
        if texts[i][:1].isupper() and _could_start(doc[i], headings) and found.free(i, end):
            while end < len(doc) and found.free(end, end + 1) and _goes_on(doc, end, found):
                end += 1
            start, stop = _trimmed(doc, i, end, "PERSON")
            name = clean_name(doc[start:stop].text) if start < stop else ""
            if name and _is_likely(doc, start, stop) and _is_name(doc, start, stop, name, headings):
                yield Name(start, stop, "", name)
        i = end


def _could_start(token: Token, headings: frozenset[int]) -> bool:
    if token.pos_ != "PROPN" or not token.text[:1].isupper() or len(token) < 2 or token.ent_type_:
        return False
    return token.i not in headings and not token.like_url and token.lower_ not in words("titles")


def _goes_on(doc: Doc, index: int, found: Cover) -> bool:
    """Whether the run of proper nouns goes on at this token, over a link or a hyphen too."""
    token = doc[index]
    if token.pos_ == "PROPN" and token.text[:1].isupper():
        return True
    if index + 1 >= len(doc) or not doc[index + 1].text[:1].isupper() or not found.free(index + 1, index + 2):
        return False
    return _is_tight_hyphen(doc, index) or (
        token.lower_ in _parts("links") and doc[index + 1].pos_ == "PROPN"
    )


def _is_likely(doc: Doc, start: int, end: int) -> bool:
    """Whether an unlabelled run is likely a name: of several words, or in the middle of a sentence."""
    if end - start > 1:
        return all(
            t.text[:1].isupper() or t.lower_ in _parts("links") or t.text == "-" for t in doc[start:end]
        )
    token = doc[start]
    if token.is_sent_start or token.tag_ != "NNP" or not token.is_alpha:
        return False
    argument = token.dep_ not in ("compound", "punct", "dep", "ROOT")
    return argument and not _in_title(doc, start - 1, -1) and not _in_title(doc, end, 1)


def _in_title(doc: Doc, index: int, step: int) -> bool:
    """Whether a small word and a capitalised one stand beside: "Game" in "Game of Thrones"."""
    if not (0 <= index < len(doc) and 0 <= index + step < len(doc)):
        return False
    return (
        doc[index].is_lower
        and doc[index].lower_ in _parts("title_words")
        and doc[index + step].text[:1].isupper()
    )


@cache
def _parts(kind: str) -> frozenset[str]:
    return frozenset(table("name_parts")[kind])
