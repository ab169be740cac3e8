"""Names that a country's name makes: "South Korea's foreign ministry", "the war in Ukraine".

The model takes them for names only where they are written large ("Russian Finance Ministry").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from kgraph.data import table
from kgraph.gazetteer import load_gazetteer
from kgraph.names import clean_name, fold
from kgraph.types import Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

PLACES = ("GPE", "LOC")
POSSESSIVES = ("'s", "’s", "'", "’")
WAR = "war"
# What stands before a war that is known: "the war in Ukraine", "over this war"; and his, Russia's.
DETERMINERS = frozenset({"the", "this"})
# The longest is "foreign affairs ministry".
MOST_WORDS = 3


def institutions(doc: Doc, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """A mention for each institution written small; it holds the mention of its country.

    The country is an adjective or has its possessive: "Russian intelligence", "Russia's finance ministry".
    """
    taken = {m.span.start for m in mentions}
    for mention in mentions:
        if mention.type not in PLACES or mention.frame is not None:
            continue
        span = doc.char_span(mention.span.start, mention.span.end)
        if span is None:
            continue
        first = span.end
        if mention.kind == "name":
            if first >= len(doc) or doc[first].text not in POSSESSIVES:
                continue
            first += 1
        for end in range(min(first + MOST_WORDS, len(doc)), first, -1):
            if tuple(t.text for t in doc[first:end]) in _wordings() and doc[first].idx not in taken:
                last = doc[end - 1]
                place = Span(mention.span.doc, mention.span.start, last.idx + len(last))
                text = doc.text[place.start : place.end]
                yield Mention(place, text, "ORG", "name", clean_name(text))
                break


def states(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The country at the head of a state body's name: US of "US Department of Energy".

    It is an adjective, however it is written: the name is the body's.
    """
    known = load_gazetteer()
    starts = {m.span.start for m in mentions if m.type in PLACES}
    for mention in mentions:
        if mention.type != "ORG" or mention.kind != "name" or mention.span.start in starts:
            continue
        words = mention.text.split()
        if not any(word.lower() in _state_words() for word in words[1:]):
            continue
        for n in range(min(len(words) - 1, MOST_WORDS), 0, -1):
            first = " ".join(words[:n])
            country = known.adjectives.get(fold(first)) or known.countries.get(fold(first)) or ""
            if country in known.countries.values() and mention.text.startswith(first):
                span = Span(mention.span.doc, mention.span.start, mention.span.start + len(first))
                yield Mention(span, first, "GPE", "adjective", country, frame=mention.frame)
                break


def wars(doc: Doc, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """A mention for each war that a country's name tells: "the war in Ukraine", "the Ukraine war".

    "A war", "the civil war in Syria" and a war between two are none: they may be others.
    """
    for mention in mentions:
        if mention.type != "GPE" or mention.kind != "name" or mention.frame is not None:
            continue
        span = doc.char_span(mention.span.start, mention.span.end)
        if span is None:
            continue
        if span.end < len(doc) and doc[span.end].text == WAR and doc[span.end].dep_ != "compound":
            first, last = span.start, span.end
        elif span.start > 1 and [t.text for t in doc[span.start - 2 : span.start]] == [WAR, "in"]:
            first, last = span.start - 2, span.end - 1
        else:
            continue
        before = doc[first - 1].lower_ if first else ""
        if before in DETERMINERS or doc[first - 1].tag_ in ("PRP$", "POS"):
            place = Span(mention.span.doc, doc[first].idx, doc[last].idx + len(doc[last]))
            text = doc.text[place.start : place.end]
            yield Mention(place, text, "EVENT", "name", clean_name(text))


def made_of_country(name: str) -> str:
    """A key that all wordings of one country's institution or war share, empty if it is none.

    "South Korea's foreign ministry", "South Korean Foreign Ministry" -> "south korea: foreign ministry".
    """
    words = fold(name.replace("’s ", " ").replace("'s ", " ")).split()
    gazetteer = load_gazetteer()
    if words[:2] == [WAR, "in"] or words[1:] == [WAR]:
        country = gazetteer.countries.get(" ".join(words[2:] or words[:1]))
        return f"{fold(country)}: {WAR}" if country else ""
    for i in range(1, len(words)):
        before, wording = " ".join(words[:i]), tuple(words[i:])
        country = gazetteer.adjectives.get(before) or gazetteer.countries.get(before)
        if country and wording in _wordings():
            return f"{fold(country)}: {_wordings()[wording]}"
    return ""


@cache
def _state_words() -> frozenset[str]:
    return frozenset(table("institutions")["state"]["words"])


@cache
def _wordings() -> dict[tuple[str, ...], str]:
    """The words of an institution behind its country, to those that stand for all that say the same."""
    data = table("institutions")
    found: list[tuple[str, ...]] = [(word,) for word in data["alone"]["words"]]
    found += [(*before.split(), noun) for noun, told in data["told"].items() for before in told]
    same = data["same"]
    wordings = {}
    for words in found:
        wordings[words] = same.get(" ".join(words)) or " ".join(same.get(word, word) for word in words)
    return wordings
