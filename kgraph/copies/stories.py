"""Extractions -> which articles are copies or rewrites of which, and which sentences repeat which.

Sentences in the same words are one wording; wordings that differ by a few words are found by MinHash
(``near``).  A rewrite, or a translation there and back, keeps few runs of words: what it keeps are names,
numbers, quotations and most content words, sentence by sentence.  So articles that have rare words in
common in several of their sentences are laid beside each other, and each sentence of the later one is
looked for in the earlier one; where enough of them are found, the later one tells the earlier one's story.

Independent reports of one event have names, numbers and quoted words in common too.  A sentence counts as
found only if the writers' own words agree as well: those that are neither names nor quoted in both.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kgraph.copies.agencies import agency_of, agency_of_article
from kgraph.copies.rewrites import Teller
from kgraph.copies.sentences import Sentence, sentences_of
from kgraph.copies.sources import DAYS, Sources, days_between
from kgraph.copies.wordings import Wordings
from kgraph.types import Copy, Document, Extraction, Span
from kgraph.window import UNDATED

# An article tells another's story if so much of its sentences is told there, and so many.  Of the articles
# of the seeds that are one story .93 (there and back in translation) and .46 (retold), of a made rewrite .89.
# Of four pairs of made independent reports of one event .11 at most, of the seeds' two stories 0, of
# 163,000 pairs of Wikipedia and GUM articles .25 (a band and its song; .33, two birds, before names were
# asked for).
SHARE, LEAST_SENTENCES = 0.4, 3
# A sentence of fewer words (a heading) does not count.
LEAST_TERMS = 4
# Where all that is common are the same words at the head or the foot of both, it may be an outlet's
# standing text.
SHARE_OF_MARGIN = 0.6
# What comes more than DAYS later is likelier a follow-up with the old paragraphs.
SHARE_LATER = 0.7
# A pair of words leads to so many articles at most, the first; so many of those are looked at, of which
# this share of the sentences has such pairs with the article.
FIRST, LOOKED_AT, LEADS = 8, 4, 0.2

Copies = tuple[Copy, ...]
Repeats = tuple[tuple[Span, Span], ...]


@dataclass(frozen=True, slots=True)
class _Story:
    """An article's sentences, and those of them that count when two articles are compared.

    ``quoted`` are the agencies that sentences give as the source of something.
    """

    document: Document
    sentences: list[Sentence]
    told: list[Sentence]
    quoted: dict[Span, str]


@dataclass(frozen=True, slots=True)
class _Match:
    """The sentences of an article that another tells, each with the other's.

    Of those that count, ``told`` of ``counting`` are told there.
    """

    original: _Story
    pairs: list[tuple[Sentence, Sentence]]
    told: int
    counting: int

    @property
    def share(self) -> float:
        return self.told / self.counting


def find_copies(extractions: Iterable[Extraction]) -> tuple[Copies, Repeats]:
    """The copies and rewrites among the articles, and the sentences that repeat or rewrite an earlier one.

    Copies are sorted by document and name the original of the story, which ``precedence`` chooses; repeats
    are sorted and name the first of all sentences that say the same, in the order of ``Sources``.  The order
    of the extractions does not matter.
    """
    stories = []
    for extraction in sorted(extractions, key=lambda e: precedence(e.document)):
        sentences = sentences_of(extraction)
        told = [s for s in sentences if s.tells and len(s.terms) >= LEAST_TERMS]
        quoted = {s.sentence: name for s in extraction.statements if (name := agency_of(s))}
        stories.append(_Story(extraction.document, sentences, told, quoted))
    wordings = Wordings(sentence for story in stories for sentence in story.sentences)
    matches = _matches(stories, wordings)
    pairs = [pair for match in matches.values() for pair in match.pairs]
    copies = _copies(stories, _without_round_ups(stories, matches))
    for left, right in pairs:
        wordings.join(left, right)
    sources = Sources({story.document.id: story.document for story in stories}, copies)
    return copies, _repeats(stories, wordings, sources)


def _matches(stories: Sequence[_Story], wordings: Wordings) -> dict[str, _Match]:
    """For each article that tells the story of an earlier one, by its id, that one."""
    met: dict[object, list[int]] = defaultdict(list)  # articles by what their sentences lead to
    tellers: dict[int, Teller] = {}
    found: dict[str, _Match] = {}
    for number, story in enumerate(stories):
        keys = [wordings.keys(sentence) for sentence in story.told]
        leads: Counter[int] = Counter()
        for own in keys:
            leads.update({earlier for key in own for earlier in met.get(key, ())})
        enough = max(2, LEADS * len(story.told))
        ranked = sorted((at for at, hits in leads.items() if hits >= enough), key=lambda at: (-leads[at], at))
        matches = []
        for at in ranked[:LOOKED_AT]:
            if at not in tellers:
                tellers[at] = Teller(stories[at].told, wordings)
            if (match := _match(story, stories[at], tellers[at])) is not None:
                matches.append(match)
        if matches:
            found[story.document.id] = max(matches, key=lambda match: match.share)
        for key in {key for own in keys for key in own}:
            if len(met[key]) < FIRST:
                met[key].append(number)
    return found


def _match(story: _Story, earlier: _Story, teller: Teller) -> _Match | None:
    """The story's sentences that the earlier article tells, if they are enough to make it a copy.

    Sentences that are mostly one quotation in both do not count: two reporters hear the same speech.
    """
    found = [(s, other) for s in story.told if (other := teller.telling(s)) is not None]
    pairs = [(s, other) for s, other in found if not teller.quoted_in_both(s, other)]
    counting = len(story.told) - len(found) + len(pairs)
    if len(pairs) < LEAST_SENTENCES or len(pairs) / counting < _share_needed(story, earlier, pairs):
        return None
    return _Match(earlier, found, len(pairs), counting)


def _share_needed(story: _Story, earlier: _Story, pairs: Sequence[tuple[Sentence, Sentence]]) -> float:
    """The share of sentences that makes an article a copy of the earlier one."""
    if (days_between(story.document, earlier.document) or 0) > DAYS:
        return SHARE_LATER
    if all(left.wording == right.wording for left, right in pairs) and _in_margin(story, pairs):
        return SHARE_OF_MARGIN
    return SHARE


def _in_margin(story: _Story, pairs: Sequence[tuple[Sentence, Sentence]]) -> bool:
    """Whether the story's sentences of the pairs are its first or its last ones."""
    own = [left for left, _ in pairs]
    return own in (story.told[: len(own)], story.told[-len(own) :])


def precedence(document: Document) -> tuple[int, str, int, str, str]:
    """What articles are sorted by, that which the others are likeliest copied from first.

    An agency's own before those that credit one, and these before others; then by date, those without one
    last, the longer first, by name.
    """
    agency = agency_of_article(document)
    credit = 0 if agency and agency == document.outlet else 1 if agency else 2
    return credit, document.date or UNDATED, -len(document.text), document.name, document.id


def _without_round_ups(stories: Sequence[_Story], matches: dict[str, _Match]) -> dict[str, _Match]:
    """The matches without those that would make one story of all that a round-up of the news tells.

    Where nothing tells which of two articles was first, the longer counts as the original.  If others tell
    different parts of it, it is likelier made of them: only those of the largest part stay with it.
    """
    parts: dict[str, list[tuple[set[Span], list[_Story]]]] = defaultdict(list)
    for story in stories:
        match = matches.get(story.document.id)
        if match is None or _first_is_known(story.document, match.original.document):
            continue
        told, members = {other.span for _, other in match.pairs}, [story]
        apart = []
        for part in parts[match.original.document.id]:
            if part[0] & told:
                told, members = told | part[0], part[1] + members
            else:
                apart.append(part)
        parts[match.original.document.id] = [*apart, (told, members)]
    kept = dict(matches)
    for found in parts.values():
        _, *others = sorted(found, key=lambda part: (-len(part[0]), min(part[0])))
        for _, members in others:
            for story in members:
                del kept[story.document.id]
    return kept


def _first_is_known(left: Document, right: Document) -> bool:
    """Whether the dates, or that one is an agency's own, tell which of two articles was first."""
    if precedence(left)[0] != precedence(right)[0]:
        return True
    return bool(left.date and right.date and left.date != right.date)


def _copies(stories: Sequence[_Story], matches: dict[str, _Match]) -> Copies:
    found = []
    for story in stories:
        if (match := matches.get(story.document.id)) is None:
            continue
        direct = root = match.original.document
        while root.id in matches:
            root = matches[root.id].original.document
        reason = f"{match.told} of {match.counting} sentences stand in {_called(direct)}"
        quoted = match.original.quoted
        if agencies := sorted({quoted[other.span] for _, other in match.pairs if other.span in quoted}):
            reason += f", which quotes {' and '.join(agencies)}"
        if root.id != direct.id:
            reason += f", a copy of {_called(root)}"
        found.append(Copy(story.document.id, root.id, round(match.share, 3), reason))
    return tuple(sorted(found, key=lambda copy: copy.document))


def _called(document: Document) -> str:
    by = document.outlet, agency_of_article(document)
    named = ", ".join(dict.fromkeys(name for name in by if name))
    return f"{document.name} ({named})" if named else document.name


def _repeats(stories: Sequence[_Story], wordings: Wordings, sources: Sources) -> Repeats:
    """Every sentence that is not the first of its group, with the first."""
    groups: dict[int, list[Span]] = defaultdict(list)
    for story in stories:
        for sentence in story.sentences:
            groups[wordings.group(sentence)].append(sentence.span)
    found = []
    for group in groups.values():
        first, *others = sorted(group, key=sources.order) if len(group) > 1 else group
        found += [(span, first) for span in others]
    return tuple(sorted(found))
