"""Doc -> Mentions: names, demonyms, descriptions and pronouns, with antecedents within the document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kgraph.gazetteer import load_gazetteer
from kgraph.mentions.aliases import link_names
from kgraph.mentions.capitals import capitals
from kgraph.mentions.classes import classes
from kgraph.mentions.classify import classify
from kgraph.mentions.counterparts import counterparts
from kgraph.mentions.descriptions import descriptions, groups
from kgraph.mentions.find import find_names
from kgraph.mentions.institutions import institutions, states, wars
from kgraph.mentions.kin import kin
from kgraph.mentions.metonymy import capitals_as_governments
from kgraph.mentions.people import People
from kgraph.mentions.pronouns import pronouns
from kgraph.mentions.speakers import speakers
from kgraph.mentions.things import things
from kgraph.mentions.told import with_told
from kgraph.mentions.unlabelled import unlabelled
from kgraph.types import Document, Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


# A name that was taken for a place or a company is a person's if it has a pronoun for each so many
# mentions.  Names of GUM dev with the right type: .815 with no such limit, .824 at 6, .8256 at 3 and 4.
NAMES_A_PRONOUN = 4


def find_mentions(doc: Doc, document: Document, aliases: Sequence[str] = ()) -> list[Mention]:
    """Mentions in reading order; a description may hold others, as "the Chinese president" does.

    ``doc`` is the model's annotation of ``document.text``.  Names and demonyms are all that was
    found, and the ``aliases`` that the user calls names; pronouns and descriptions are only those
    whose antecedent is a name of the document.
    """
    mentions, unsure = proper_names(doc, document, aliases)
    people = People(doc, mentions, load_gazetteer())
    persons = list(pronouns(doc, people))
    described = [*descriptions(doc, people, mentions), *groups(doc, people)]
    described += [*counterparts(doc, people, mentions, persons), *kin(doc, people, persons)]
    described += capitals(doc, mentions, load_gazetteer())
    mentions = _named_like_those(_sure(mentions, unsure, [*described, *persons]), persons)
    mentions += [*institutions(doc, mentions), *states(mentions), *wars(doc, mentions)]
    heads = {m.span.end for m in mentions}  # a description may hold a name, but not end with it
    described = [m for m in described if m.span.end not in heads]
    ends = heads | {m.span.end for m in described if not m.office}
    by_class = [m for m in classes(people, mentions, load_gazetteer()) if m.span.end not in ends]
    told = {m.span.end for m in by_class}
    described = [*(m for m in described if m.span.end not in told), *by_class]
    names = people.among([m for m in mentions if m.kind == "name"])
    found = [*persons, *described, *things(doc, names, [m for m in described if not m.office])]
    found += speakers(doc, names, found)
    return sorted((_exact(document, m) for m in [*mentions, *found]), key=lambda m: m.span)


def _exact(document: Document, mention: Mention) -> Mention:
    """The mention with its text as the document has it: the model's copy has no line breaks."""
    text = document.text[mention.span.start : mention.span.end]
    return mention if mention.text == text else replace(mention, text=text)


def proper_names(
    doc: Doc, document: Document, aliases: Sequence[str] = ()
) -> tuple[list[Mention], frozenset[Span]]:
    """Names and demonyms, short names linked to fuller ones; and which only a reference makes sure."""
    gazetteer = load_gazetteer()
    names = find_names(doc, gazetteer)
    mentions = []
    for name, kind in zip(names, classify(doc, names, gazetteer), strict=True):
        last = doc[name.end - 1]
        span = Span(document.id, doc[name.start].idx, last.idx + len(last))
        text = document.text[span.start : span.end]
        mentions.append(Mention(span, text, kind, name.kind, name.name))
    mentions = with_told(document, mentions, aliases)
    more = list(unlabelled(doc, document, mentions))
    mentions = sorted([*mentions, *more], key=lambda m: m.span)
    mentions = [_framed(document, m) for m in mentions]
    mentions = link_names(capitals_as_governments(doc, mentions, gazetteer), document.text)
    return mentions, frozenset(m.span for m in more)


def _sure(mentions: list[Mention], unsure: frozenset[Span], references: list[Mention]) -> list[Mention]:
    """The names; of the unsure those that a reference or a fuller name tells to be a person's."""
    by_span = {m.span: m for m in mentions}
    meant = {span for r in references for span in (r.antecedent, *r.members)}
    known = {by_span[span].name for span in meant if span in by_span}
    known |= {m.name for m in mentions if m.antecedent is not None}
    full = {m.antecedent for m in mentions}
    return [m for m in mentions if m.span not in unsure or m.name in known or m.span in full]


def _named_like_those(mentions: list[Mention], pronouns: list[Mention]) -> list[Mention]:
    """The mentions, with a person's type for names that "he" or "she" often refers to: "Holt ... she"."""
    by_span = {m.span: m for m in mentions}
    meant = Counter(by_span[p.antecedent].name for p in pronouns if p.antecedent in by_span)
    named = Counter(m.name for m in mentions if m.kind == "name")
    persons = {name for name, times in meant.items() if times * NAMES_A_PRONOUN >= named[name]}
    return [replace(m, type="PERSON") if m.name in persons and m.kind == "name" else m for m in mentions]


def _framed(document: Document, mention: Mention) -> Mention:
    """The mention with the kind of frame that it stands in; full names of a byline are people's."""
    span = mention.span
    frame = next((f.kind for f in document.frame if f.start < span.end and span.start < f.end), None)
    person = frame == "byline" and " " in mention.name
    return replace(mention, frame=frame, type="PERSON" if person else mention.type)
