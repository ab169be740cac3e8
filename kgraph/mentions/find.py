"""Doc -> Names: where the names stand, repaired where the model systematically cuts or joins them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from kgraph.data import words
from kgraph.gazetteer import Gazetteer
from kgraph.names import clean_name, fold, is_acronym

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LABELS = {
    "PERSON": "PERSON", "ORG": "ORG", "GPE": "GPE", "LOC": "LOC", "FAC": "FAC", "EVENT": "EVENT",
    "PRODUCT": "PRODUCT", "WORK_OF_ART": "WORK", "LAW": "WORK", "NORP": "GROUP",
}  # fmt: skip
# Parts of speech that no name of one word at the head of a sentence has: "Understand", "Albeit".
NOT_A_NAME = frozenset({"VERB", "AUX", "ADP", "SCONJ", "CCONJ", "ADV", "PRON", "DET", "INTJ", "PUNCT", "SYM"})
# What may follow a hyphen without belonging to the name: "Washington-based", "Trump-era".
HYPHENATED = frozenset(
    "based born backed led run made owned bound educated trained like style era wide occupied controlled held "
    "ish related sponsored funded centric speaking friendly imposed brokered designated listed only allied ruled"
    .split()
)  # fmt: skip
# Lower-case words that join the parts of one name: "House of Representatives", "Ludwig van Beethoven".
LINKS = frozenset({"of", "de", "da", "di", "du", "del", "della", "van", "von", "der", "den", "la", "le", "el", "al", "bin", "ibn", "e", "y", "und", "des"})
DIRECTIONS = frozenset({"North", "South", "East", "West", "Northern", "Southern", "Eastern", "Western"})
# Types whose names hold no "and": Antigua and Barbuda and their like come from the gazetteer.
SINGLE = frozenset({"PERSON", "GPE", "GROUP"})
# Common nouns at the end of a place's name that are no part of it: "Asia-Pacific region".
GENERIC_PLACES = frozenset({"region", "area", "regions", "areas"})
# ... and those that are, behind an adjective: "Korean peninsula".
GEOGRAPHIC = frozenset({"peninsula", "strait", "archipelago"})
HEADING_WORDS = 9


class Name(NamedTuple):
    """A name at tokens ``start`` to ``end`` (half-open), with the model's label ("" if it gave none)."""

    start: int
    end: int
    label: str
    name: str
    kind: str = "name"


def find_names(doc: Doc, gazetteer: Gazetteer) -> list[Name]:
    """Names and demonyms in reading order, none overlapping another.

    It does not find names in lower case, nor names of one word that the model misses everywhere.
    """
    found = _Cover(len(doc))
    found.add_all(_numbered(doc))
    headings = _heading_tokens(doc)
    for ent in doc.ents:
        if ent.label_ in LABELS:
            for start, end in _pieces(doc, ent.start, ent.end, LABELS[ent.label_]):
                found.add(_repaired(doc, start, end, LABELS[ent.label_], headings))
    found.add_all(_coordinated(doc, found))
    found.add_all(_demonyms(doc, found, gazetteer))
    found = _with_geographic_nouns(doc, found)
    _drop_common_acronyms(doc, found)
    found.add_all(_repeated(doc, found))
    found.add_all(_unlabelled(doc, found, headings))
    found.add_all(_repeated(doc, found))
    return [_as_demonym(doc, name, gazetteer) for name in found.names()]


class _Cover:
    """The names found so far, by token."""

    def __init__(self, size: int) -> None:
        self._at: list[Name | None] = [None] * size

    def add(self, name: Name | None) -> None:
        if name and not any(self._at[name.start : name.end]):
            self._at[name.start : name.end] = [name] * (name.end - name.start)

    def remove(self, name: Name) -> None:
        self._at[name.start : name.end] = [None] * (name.end - name.start)

    def add_all(self, names: Iterable[Name]) -> None:
        for name in names:
            self.add(name)

    def __getitem__(self, index: int) -> Name | None:
        return self._at[index] if 0 <= index < len(self._at) else None

    def names(self) -> list[Name]:
        return [name for i, name in enumerate(self._at) if name and name.start == i]


def _with_geographic_nouns(doc: Doc, found: _Cover) -> _Cover:
    """"Korean" of "Korean peninsula" is a part of that name."""
    longer = _Cover(len(doc))
    for name in found.names():
        following = doc[name.end] if name.end < len(doc) else None
        if following is not None and following.lower_ in GEOGRAPHIC and name.label in ("GROUP", "GPE", "LOC"):
            name = Name(name.start, name.end + 1, "LOC", f"{name.name} {following.text}")
        longer.add(name)
    return longer


def _drop_common_acronyms(doc: Doc, found: _Cover) -> None:
    """Take out acronyms of common nouns: "compact fluorescent light (CFL)", "a DVD"."""
    common = set()
    for name in found.names():
        token = doc[name.start]
        if name.end - name.start > 1 or not is_acronym(token.text) or not name.start:
            continue
        before = doc[name.start - 1]
        defined = before.text == "(" and name.start > 1 and doc[name.start - 2].is_lower and doc[name.start - 2].pos_ == "NOUN"
        counted = before.lower_ in ("a", "an") and token.dep_ not in ("compound", "nmod", "amod")
        if defined or counted:
            common.add(name.name)
    for name in found.names():
        if name.name in common or name.name.removesuffix("s") in common:
            found.remove(name)


def _pieces(doc: Doc, start: int, end: int, label: str) -> Iterator[tuple[int, int]]:
    """The names that the model took for one.

    None goes over a line that stays a line ("France\\n\\nIntroduction"), and people and places
    are not coordinated inside a name ("North and South Korea"), as organisations are.
    """
    left = start
    for i in range(start, end):
        if doc[i].is_space or label in SINGLE and doc[i].pos_ == "CCONJ" and doc[i].is_lower:
            if left < i:
                yield left, i
            left = i + 1
    if left < end:
        yield left, end


def _repaired(doc: Doc, start: int, end: int, label: str, headings: frozenset[int]) -> Name | None:
    """The name at these tokens without what is no part of it and with what was cut, or None."""
    start, end = _trimmed(doc, start, end, label)
    if start >= end:
        return None
    start, end = _extended(doc, start, end, label)
    name = clean_name(doc[start:end].text)
    return Name(start, end, label, name) if _is_name(doc, start, end, name, headings) else None


def _trimmed(doc: Doc, start: int, end: int, label: str) -> tuple[int, int]:
    titles = words("titles")
    while start < end:
        token = doc[start]
        is_title = label in ("PERSON", "ORG") and end - start > 1 and token.lower_ in titles and doc[start + 1].text[:1].isupper()
        if token.pos_ in ("DET", "PUNCT", "ADP", "CCONJ", "PRON") and not token.text[:1].isdigit() and (token.lower_ != "al") or token.tag_ == "POS" or is_title and _person_follows(doc, start + 1, end, label):
            start += 1
        else:
            break
    while start < end:
        token = doc[end - 1]
        possessive = token.tag_ == "POS" or token.text in ("'s", "’s", "'", "’")
        stop = token.is_punct and token.text not in (".", ")") or token.pos_ in ("DET", "ADP", "CCONJ", "AUX")
        score = label in SINGLE and token.like_num and end - start > 1
        if possessive or stop or score or token.lower_ in GENERIC_PLACES and token.is_lower:
            end -= 1
        else:
            break
    return start, end


def _person_follows(doc: Doc, start: int, end: int, label: str) -> bool:
    """Whether the tokens after a title are a person's name, and not "Secretary General Office"."""
    return label == "PERSON" or doc[start].ent_type_ == "PERSON"


def _extended(doc: Doc, start: int, end: int, label: str) -> tuple[int, int]:
    """The tokens with the parts that the model cut off: "Kim" of "Kim Ju Ae", "-un" of "Jong-un"."""
    titles = words("titles")
    while end + 1 < len(doc) and doc[end].text in ("-", "–") and not doc[end - 1].whitespace_ and not doc[end].whitespace_:
        part = doc[end + 1]
        short_name = label == "PERSON" and part.is_alpha and len(part) <= 5 and part.is_lower
        if part.lower_ in HYPHENATED or not (part.text[:1].isupper() or short_name):
            break
        end += 2
    while label == "PERSON" and end < len(doc) and _continues(doc[end - 1], doc[end]):
        end += 1
    while start > 1 and doc[start - 1].text in ("-", "–") and not doc[start - 1].whitespace_ and not doc[start - 2].whitespace_:
        if not doc[start - 2].text[:1].isupper() or doc[start - 2].ent_type_ in ("NORP", "GPE"):
            break
        start -= 2
    while start > 0:
        before = doc[start - 1]
        inside = start <= before.head.i < end and before.dep_ in ("compound", "flat")
        if not (inside and before.pos_ == "PROPN" and before.text[:1].isupper() and not before.ent_type_):
            break
        if before.lower_ in titles or label in ("GPE", "GROUP") or before.is_upper and len(before) > 3:
            break
        start -= 1
    return start, end


def _continues(last: Token, following: Token) -> bool:
    """Whether a person's name goes on: "Kim Ju" + "Ae"."""
    alike = following.pos_ == "PROPN" and following.text[:1].isupper() and not following.is_upper and not following.ent_type_
    modifies = following.dep_ in ("compound", "nmod", "poss") and following.head.i > following.i
    return alike and not modifies and following.is_alpha and len(last.whitespace_) == 1 and following.lower_ not in words("titles")


def _is_name(doc: Doc, start: int, end: int, name: str, headings: frozenset[int]) -> bool:
    if len(name) < 2 or not any(c.isupper() for c in name) or fold(name) in words("not_names"):
        return False
    first = doc[start]
    if all(t.lower_ in words("titles") for t in doc[start:end]):
        return False
    if not any(t.text[:1].isupper() or t.text[:1].isdigit() for t in doc[start:end]):
        return False
    if start in headings and doc[start:end].text.isupper():
        return False
    return not (end - start == 1 and first.pos_ in NOT_A_NAME and not is_acronym(name))


def _heading_tokens(doc: Doc) -> frozenset[int]:
    """Tokens of short lines written in capitals only: their case says nothing about names."""
    tokens: set[int] = set()
    line: list[Token] = []
    for token in [*doc, None]:
        if token is not None and not (token.is_space and "\n" in token.text):
            line.append(token)
            continue
        letters = [t for t in line if t.is_alpha]
        if len(line) <= HEADING_WORDS and len(letters) > 1 and all(t.is_upper for t in letters):
            tokens.update(t.i for t in line)
        line = []
    return frozenset(tokens)


def _coordinated(doc: Doc, found: _Cover) -> Iterator[Name]:
    """"North" of "North and South Korea" is North Korea."""
    for name in found.names():
        if name.end - name.start > 1 and doc[name.start].text in DIRECTIONS and name.start > 1:
            conjunction, direction = doc[name.start - 1], doc[name.start - 2]
            if conjunction.pos_ == "CCONJ" and direction.text in DIRECTIONS and not found[direction.i]:
                rest = clean_name(doc[name.start + 1 : name.end].text)
                yield Name(direction.i, direction.i + 1, name.label, f"{direction.text} {rest}")


def _numbered(doc: Doc) -> Iterator[Name]:
    """"38 North": a number before a singular proper noun that nothing else takes."""
    for token in doc[:-1]:
        following = doc[token.i + 1]
        if (
            token.is_digit and 1 < len(token) < 4 and following.tag_ == "NNP" and following.text[:1].isupper()
            and following.lower_ not in words("not_names") and following.ent_type_ not in ("PERSON", "DATE", "MONEY")
            and following.dep_ in ("pobj", "nsubj", "dobj", "appos", "conj", "poss") and (token.head.i == following.i or following.dep_ in ("pobj", "nsubj", "appos", "conj"))
            and (token.i + 2 >= len(doc) or doc[token.i + 2].pos_ not in ("NOUN", "PROPN", "ADJ"))
        ):  # fmt: skip
            yield Name(token.i, token.i + 2, "ORG", f"{token.text} {following.text}")


def _demonyms(doc: Doc, found: _Cover, gazetteer: Gazetteer) -> Iterator[Name]:
    """Adjectives of countries that the model passed over: "Western", "North Korean"."""
    i = 0
    while i < len(doc):
        token = doc[i]
        if token.text[:1].isupper() and token.is_alpha and not found[i]:
            for length in (2, 1):
                words_ = doc[i : i + length]
                if len(words_) == length and not any(found[t.i] for t in words_) and all(t.text[:1].isupper() for t in words_) and fold(words_.text) in gazetteer.adjectives and token.tag_ != "VB":
                    yield Name(i, i + length, "GROUP", words_.text)
                    i += length - 1
                    break
        i += 1


def _repeated(doc: Doc, found: _Cover) -> list[Name]:
    """Further places of names that were found once: a name is a name in every sentence."""
    known: dict[str, list[tuple[tuple[str, ...], Name]]] = {}
    for name in found.names():
        parts = tuple(t.text for t in doc[name.start : name.end])
        entries = [parts]
        if name.label == "PERSON" and len(parts) > 1 and len(parts[-1]) > 2 and parts[-1].isalpha():
            entries.append(parts[-1:])
        if fold(name.name) != fold(" ".join(parts)) and name.name.split():
            entries.append(tuple(name.name.split()))
        for entry in entries:
            if len(entry[0]) > 1 and entry[0][:1].isupper():
                known.setdefault(entry[0], []).append((entry, name))
    for entries_ in known.values():
        entries_.sort(key=lambda e: (-len(e[0]), e[1].start))
    again = []
    for token in doc:
        if found[token.i] or token.text not in known:
            continue
        for parts, name in known[token.text]:
            end = token.i + len(parts)
            if any(found[i] for i in range(token.i, end)) or tuple(t.text for t in doc[token.i : end]) != parts:
                continue
            if len(parts) == 1 and token.pos_ not in ("PROPN", "NOUN", "ADJ", "X") or _in_longer_name(doc, token.i, end):
                continue
            again.append(Name(token.i, end, name.label, clean_name(" ".join(parts)) if len(parts) < name.end - name.start else name.name))
            break
    return again


def _in_longer_name(doc: Doc, start: int, end: int) -> bool:
    """Whether the tokens are only a part of a longer run of proper nouns ("Holt" of "Holt Street")."""
    after = doc[end] if end < len(doc) else None
    return after is not None and after.tag_ == "NNP" and after.text[:1].isupper() and doc[end - 1].head.i == after.i


def _unlabelled(doc: Doc, found: _Cover, headings: frozenset[int]) -> list[Name]:
    """Runs of proper nouns in running text that the model gave no label."""
    names = []
    i = 0
    while i < len(doc):
        if not _could_start(doc[i], found, headings):
            i += 1
            continue
        end = _run_end(doc, i, found)
        start, stop = _trimmed(doc, i, end, "PERSON")
        if start < stop and _worth(doc, start, stop):
            name = clean_name(doc[start:stop].text)
            if _is_name(doc, start, stop, name, headings):
                names.append(Name(start, stop, "", name))
        i = max(end, i + 1)
    return names


def _could_start(token: Token, found: _Cover, headings: frozenset[int]) -> bool:
    return (
        token.pos_ == "PROPN" and token.text[:1].isupper() and len(token) > 1 and not found[token.i]
        and token.i not in headings and not token.ent_type_ and not token.like_url and token.lower_ not in words("titles")
    )  # fmt: skip


def _run_end(doc: Doc, start: int, found: _Cover) -> int:
    end = start + 1
    while end < len(doc) and not found[end]:
        token = doc[end]
        link = token.lower_ in LINKS and end + 1 < len(doc) and doc[end + 1].pos_ == "PROPN" and doc[end + 1].text[:1].isupper() and not found[end + 1]
        hyphen = token.text == "-" and not doc[end - 1].whitespace_ and not token.whitespace_ and end + 1 < len(doc) and doc[end + 1].text[:1].isupper()
        if not (token.pos_ == "PROPN" and token.text[:1].isupper() or link or hyphen):
            break
        end += 1
    return end


def _worth(doc: Doc, start: int, end: int) -> bool:
    """Whether an unlabelled run is likely a name: mid-sentence, or of several words."""
    first = doc[start]
    if end - start > 1:
        return all(t.text[:1].isupper() or t.lower_ in LINKS or t.text == "-" for t in doc[start:end])
    if first.is_sent_start or first.tag_ != "NNP" or first.dep_ in ("compound", "punct", "dep", "ROOT") or not first.is_alpha:
        return False
    return not _in_title(doc, start - 1, -1) and not _in_title(doc, end, 1)


def _in_title(doc: Doc, index: int, step: int) -> bool:
    """Whether a small word and a capitalised one stand beside: "Game" in "Game of Thrones"."""
    if not 0 <= index < len(doc) or not 0 <= index + step < len(doc):
        return False
    small = doc[index].is_lower and doc[index].pos_ in ("ADP", "CCONJ", "DET")
    return small and doc[index + step].text[:1].isupper() and doc[index].lower_ in ("of", "the", "and", "to", "for", "against", "a")


def _as_demonym(doc: Doc, name: Name, gazetteer: Gazetteer) -> Name:
    """A demonym as its country's adjective, a people as a group: "Chinese officials", "Shiites"."""
    key = fold(name.name)
    country = gazetteer.adjectives.get(key)
    if country is None and name.label == "GROUP" and doc[name.end - 1].dep_ in ("amod", "compound", "nmod"):
        return name._replace(kind="adjective")
    if country is None or name.label == "PERSON" and name.end - name.start > 1:
        return name
    head = doc[name.end - 1]
    if head.tag_ in ("NNPS", "NNS") and key.endswith("s") and not key.endswith("ss"):
        return name._replace(label="GROUP")
    return name._replace(label="LOC" if fold(country) in gazetteer.regions else "GPE", name=country, kind="adjective")
