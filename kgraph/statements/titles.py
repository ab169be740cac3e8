"""Statements of the titles before a name: "North Korean leader Kim Jong Un", "President of Peru Ana Rey"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kgraph.statements.arguments import LONGEST_PHRASE, argument, of_tokens
from kgraph.statements.drafts import Draft
from kgraph.statements.labels import LONGEST_TYPE, is_role, nouns
from kgraph.statements.phrases import prepositions
from kgraph.statements.truth import are_former, tells_end
from kgraph.types import Argument

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kgraph.statements.reading import Reading
    from kgraph.types import Mention

TITLE_WORDS = frozenset({"NOUN", "PROPN", "ADJ"})
TITLE_TAGS = frozenset({"POS", "HYPH", "PRP$"})
# Prepositions inside a title, and the phrases that they may lead to, one in the other: "director of the
# Lima branch of the Council".
TITLE_PREPOSITIONS = frozenset({"of", "to", "at", "for"})
MOST_PHRASES = 2
BODIES = frozenset({"GPE", "ORG", "LOC"})


def of_title(reading: Reading, token: Token, mention: Mention) -> Iterator[Draft]:
    """The title of "North Korean leader Kim Jong Un", "Trump's Treasury Secretary Scott Bessent".

    Read from the words before the name, since the parser often splits a title in two.
    """
    doc = reading.doc
    first, _ = reading.name_around(token)
    start = first
    # spaCy finds a sentence's start word by word: it is asked for once.
    begin = max(token.sent.start, first - LONGEST_PHRASE)
    while start > begin and (doc[start - 1].pos_ in TITLE_WORDS or doc[start - 1].tag_ in TITLE_TAGS):
        start -= 1
    words = [doc[i] for i in range(start, first)]
    subject = Argument(reading.text(mention.span), mention.span, mention.span)
    if mention.type == "ORG":  # "Swiss bank UBS"; "Justice Department" has a name of two parts
        if not words or words[-1].lower_ not in nouns("companies"):
            return
    elif not words or not is_role(words[-1]):
        yield from _of_long_title(reading, first, subject)
        return
    role = words[-1]
    own, holders = _title_words(reading, words)
    ended = are_former(words)
    lead = "was" if ended else "is"
    if not own:  # "President Bush": the title is no name's
        return
    named = " ".join([w.lower_ for w in own][-LONGEST_TYPE:])
    office = role.text[:1].isupper() and not holders  # "King James of Scotland", not "his cousin Ida of"
    for behind, other in prepositions(reading, token):
        if office and behind[0].lower_ == "of" and reading.headed(other) is not None:
            end = argument(reading, other)
            told = (*own, *behind)
            yield Draft(None, subject, told, end, named, "title", ended=ended, anchor=role, lead=lead)
    yield from _of_holders(reading, subject, own, holders, ended)
    whole = of_tokens(reading, [w for w in words if not tells_end(w)])
    yield Draft(None, subject, (), whole, "be", "identity title", ended=ended, anchor=role, lead=lead)


def _of_holders(
    reading: Reading, subject: Argument, own: list[Token], holders: list[Token], ended: bool
) -> Iterator[Draft]:
    """Whose title it is: "is trade chief of | EU", "is Prime Minister | Finnish"; ``own`` are its words."""
    kind = " ".join([w.lower_ for w in own][-LONGEST_TYPE:])
    lead = "was" if ended else "is"
    for holder in holders:
        end = argument(reading, holder)
        tail = "" if holder.pos_ == "ADJ" else "of"
        words, role = tuple(own), own[-1]
        yield Draft(None, subject, words, end, kind, "title", ended=ended, anchor=role, lead=lead, tail=tail)


def _title_words(reading: Reading, words: list[Token]) -> tuple[list[Token], list[Token]]:
    """(words of the title itself, last words of the names before it).

    Of "Trump's Treasury Secretary" Trump is the holder and the rest the title, though the
    Treasury is a name as well; "Treasury Secretary" alone leaves the Treasury the holder.
    """
    own: list[Token] = []
    holders: list[Token] = []
    for word in words:
        name = reading.covered(word)
        following = reading.doc[word.i + 1]
        if name is not None and reading.covered(following) is not name:
            if not holders or following.tag_ == "POS" or name.kind == "adjective":
                if following.tag_ == "POS":  # "President Joe Biden's son" is no president
                    own, holders = [], []
                holders.append(word)
            else:
                own.append(word)
        elif name is None and word.pos_ in TITLE_WORDS and word.lower_ not in nouns("plain_adjectives"):
            own.append(word)
    return own, holders


def _of_long_title(reading: Reading, first: int, subject: Argument) -> Iterator[Draft]:
    """The title with its body before the name, no comma between: "Ambassador to France Ana Rey".

    Read from the name leftwards, since the parser takes the body for a part of the name.
    """
    doc = reading.doc
    start = doc[first].sent.start
    body = reading.covered(doc[first - 1]) if first > start else None
    if body is None or body.type not in BODIES or doc[first - 1].tag_ == "POS":
        return
    end = first - 1
    words: list[Token] = []
    for _ in range(MOST_PHRASES):
        while end >= start and (doc[end].pos_ in TITLE_WORDS or doc[end].tag_ in ("DT", "CC")):
            end -= 1
        if end <= start or doc[end].lower_ not in TITLE_PREPOSITIONS:
            return
        words = [doc[end], *words]
        end -= 1
        if is_role(doc[end]) and reading.covered(doc[end]) is None:
            break
        words = [doc[end], *words]
    else:
        return
    role = doc[end]
    begin = end
    while begin > start and doc[begin - 1].pos_ in TITLE_WORDS:
        begin -= 1
    before = [doc[i] for i in range(begin, end + 1)]
    own, holders = _title_words(reading, before)
    kind = " ".join([w.lower_ for w in own][-LONGEST_TYPE:])
    ended = are_former(before)
    lead = "was" if ended else "is"
    behind = Argument(reading.text(body.span), body.span, body.span)
    yield Draft(None, subject, (*own, *words), behind, kind, "title", ended=ended, anchor=role, lead=lead)
    yield from _of_holders(reading, subject, own, holders, ended)
