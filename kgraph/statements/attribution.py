"""Who says it, by the signs of a sentence: "according to", "citing", a headline's colon or dash."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kgraph.data import table
from kgraph.statements.arguments import argument, has_word
from kgraph.statements.truth import lexicon
from kgraph.types import Argument

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from kgraph.statements.reading import Reading

# How one belongs to the document that tells: "a statement by", "a video posted on the site of".
OF_DOCUMENT = frozenset({"by", "from", "of", "in", "on", "at"})
# ... and somebody who speaks for him: "a spokesman for the CIA".
SPEAKING_FOR = frozenset({"for", "of"})
SPEAKING_TYPES = frozenset({"PERSON", "ORG", "GPE", "FAC", "GROUP"})
VIEWS = frozenset({"view", "opinion", "words", "account", "estimation", "judgment", "judgement", "telling"})
DASHES = frozenset({"-", "–", "—", "--"})
CITING = frozenset({"citing", "quoting"})
VERBAL = frozenset({"VERB", "AUX"})
STOPS = frozenset({".", "!", "?", '"', "”", "''"})
# Without one of these a sentence has no sign of who says it.
MARKS = frozenset({"according", ":"}) | VIEWS | DASHES
# Words of a headline's speaker: "Russian Foreign Ministry: no talks".
LONGEST_SPEAKER = 5


@cache
def speech_verbs() -> frozenset[str]:
    """Lemmas of the verbs whose clause belongs to their subject."""
    return frozenset(table("statements")["speech"]["verbs"])


@cache
def documents() -> frozenset[str]:
    """Nouns for what tells in somebody's name: "statement", "report"."""
    return frozenset(table("statements")["speech"]["documents"])


def nested(reading: Reading, *tellers: Argument) -> tuple[Argument, ...]:
    """The tellers of a statement from the inside out, each only where it is first met."""
    found: dict[object, Argument] = {}
    for teller in filter(has_word, tellers):
        found.setdefault(reading.referent(teller.mention) or teller.text, teller)
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Sign:
    """Who is named by a sign of the sentence, and the words that only name him: "according to X"."""

    speaker: Argument
    words: range


def signs(reading: Reading, sent: Span) -> list[Sign]:
    """The signs of a sentence, the one that names the innermost teller first."""
    found = [*_in_headline(reading, sent), *_in_view(reading, sent)]
    for token in sent:
        if token.lower_ == "according":
            found = [*_citing(reading, token), *_according(reading, token), *found]
    return found


def voice(reading: Reading, noun: Token) -> Argument:
    """The speaker that ``noun`` names: for a document, whose it is, "a statement by the ministry"."""
    named = argument(reading, noun)
    if named.mention is None and noun.lemma_.lower() in documents() | lexicon("spokespeople"):
        for owner in _owners(reading, noun):
            mention = reading.mention(owner)
            if mention is not None and mention.type in SPEAKING_TYPES:
                return Argument(named.text, named.span, mention.span)
    return named


def cited(reading: Reading, verb: Token) -> tuple[Argument, ...]:
    """Whom the speaker of ``verb`` cites: X in "Reuters, citing X, said"."""
    for child in reading.children(verb):
        if child.lower_ in CITING and child.dep_ in ("advcl", "acl"):
            whom = reading.child(child, "dobj")
            if whom is not None:
                speaker = voice(reading, whom)
                return (speaker,) if speaker.mention is not None else ()
    return ()


def _owners(reading: Reading, noun: Token) -> Iterator[Token]:
    """Whose document it is: "the Kremlin's statement", "a statement by", "a video posted on the site of"."""
    for child in reading.children(noun):
        if child.dep_ in ("poss", "compound", "amod", "nmod"):
            yield child
        elif child.dep_ in ("prep", "agent") and child.lower_ in (
            SPEAKING_FOR if noun.lemma_.lower() in lexicon("spokespeople") else OF_DOCUMENT
        ):
            inner = reading.child(child, "pobj")
            if inner is not None:
                yield inner
                yield from _owners(reading, inner)
        elif child.dep_ == "acl":
            yield from _owners(reading, child)
    if noun.dep_ == "dobj" and noun.head.lemma_.lower() in lexicon("voicing"):
        maker = reading.child(noun.head, "nsubj")
        if maker is not None:
            yield maker


def _according(reading: Reading, token: Token) -> Iterator[Sign]:
    to = reading.child(token, "prep")
    speaker = reading.child(to, "pobj") if to is not None else None
    if speaker is not None:
        yield Sign(voice(reading, speaker), range(token.i, token.right_edge.i + 1))


def _in_view(reading: Reading, sent: Span) -> Iterator[Sign]:
    """Merkel in "in Merkel's view, ..."."""
    for token in sent:
        prep = token.head
        if token.lower_ in VIEWS and token.dep_ == "pobj" and prep.lower_ == "in" and prep.head == sent.root:
            owner = reading.child(token, "poss")
            if owner is not None:
                yield Sign(argument(reading, owner), range(prep.i, token.right_edge.i + 1))


def _citing(reading: Reading, token: Token) -> Iterator[Sign]:
    """KCNA in "according to Yonhap, quoting KCNA, the army is on alert"."""
    for verb in token.sent:
        if verb.lower_ in CITING and verb.i > token.i and verb.dep_ in ("advcl", "acl", "pcomp"):
            whom = reading.child(verb, "dobj")
            between = reading.doc[token.i + 1 : verb.i]
            if whom is not None and not any(t.pos_ in VERBAL and t.dep_ != "acl" for t in between):
                yield Sign(voice(reading, whom), range(verb.i, verb.right_edge.i + 1))


def _in_headline(reading: Reading, sent: Span) -> Iterator[Sign]:
    """Putin in "Putin: no talks are planned", "No talks are planned - Putin"."""
    words = [token for token in sent if not token.is_space]
    if len(words) < LONGEST_SPEAKER or not any(token.pos_ in VERBAL for token in words):
        return
    label = labelled(reading, words)
    if label is not None:
        yield label
    if words[-1].text in STOPS:
        return
    longest = min(LONGEST_SPEAKER, len(words) - 3)
    tail = next((n for n in range(1, longest + 1) if words[-n - 1].text in DASHES | {":"}), 0)
    if tail and _names_speaker(reading, words[-tail:]):
        yield Sign(argument(reading, words[-1]), range(words[-tail].i, words[-1].i + 1))


def labelled(reading: Reading, words: list[Token]) -> Sign | None:
    """Putin in "Putin: no talks are planned", at the beginning of ``words``."""
    at = next((n for n, t in enumerate(words[: LONGEST_SPEAKER + 1]) if t.text == ":"), 0)
    if at and _names_speaker(reading, words[:at]):
        return Sign(argument(reading, words[at - 1]), range(words[0].i, words[at].i))
    return None


def _names_speaker(reading: Reading, words: list[Token]) -> bool:
    """True if the words are one name of somebody who can speak."""
    mention = reading.covered(words[-1])
    first, end = reading.name_around(words[-1])
    whole = first == words[0].i and end == words[-1].i + 1
    title = words[-1].sent[-1].text not in STOPS  # a headline; "Germany: you can ..." is a heading
    loud = all(word.is_upper for word in words)  # "OBAMA: We will go."
    types = ("PERSON", "ORG", "GPE") if title else ("PERSON", "ORG") if loud else ("PERSON",)
    return mention is not None and whole and mention.type in types
