"""Mentions -> Entities: one for each person, organisation and place of a corpus, and why.

Within a document the antecedents decide.  Across documents, chains of mentions with equal folded
names and types are one entity; then short names join full ones, acronyms their expansions and
spelling variants each other, where exactly one fits.  Each such step leaves a Judgement.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kgraph.data import words
from kgraph.gazetteer import load_gazetteer
from kgraph.names import acronyms, clean_name, fold, is_acronym, is_variant, stands_for
from kgraph.statements import family
from kgraph.types import Entity, Extraction, Judgement, Mention, Span

PERSON, PLACE, OTHER = "PERSON", "PLACE", "OTHER"
TYPE_CLASS = {"PERSON": PERSON, "GPE": PLACE, "LOC": PLACE, "FAC": PLACE}
# A one-word name that is of one class in so many documents for each of another is of that class.
AGREEMENT = 3
# Names that stand in the same sentences as both of two clusters.  Two spellings of one person, or a
# surname and a full name, share at least so many before they are taken as one.
SHARED_NEIGHBOURS = 2
# An acronym of so many letters is hardly ever a chance match for the initials of a name in the same
# corpus; shorter ones need shared neighbours too.
LONG_ACRONYM = 4
# Words of a person's name; what is longer is a list that the model took for one.
LONGEST_NAME = 8
# A short form is the canonical name when it is used so many times as often as the full one (NATO).
PREFERRED = 2


@dataclass(frozen=True)
class Cluster:
    """Mentions that refer to one thing, with their documents' texts left out."""

    name: str
    mentions: tuple[Mention, ...]

    @cached_property
    def key(self) -> str:
        return fold(self.name)

    @cached_property
    def type(self) -> str:
        votes = Counter(m.type for m in self.mentions if m.kind in ("name", "adjective"))
        return max(votes, key=lambda t: (votes[t], t)) if votes else "ORG"

    @cached_property
    def type_class(self) -> str:
        return TYPE_CLASS.get(self.type, OTHER)

    @cached_property
    def documents(self) -> frozenset[str]:
        return frozenset(m.span.doc for m in self.mentions)

    @property
    def first(self) -> Span:
        """Where its canonical name stands first: the mention that judgements point at."""
        return min(m.span for m in self.mentions if m.kind == "name" or fold(m.name) == self.key)


def resolve(extractions: Sequence[Extraction]) -> tuple[tuple[Entity, ...], tuple[Judgement, ...]]:
    """Entities sorted by id, and the judgements behind merges that equal names do not explain.

    Every name, demonym, description and pronoun is in exactly one entity; a group ("the trio") is
    in none and stands for its members.  The order of the documents does not matter.  Two names
    that may be one but lack evidence stay apart, with a judgement "unsure".
    """
    ordered = sorted(extractions, key=lambda e: e.document.id)
    clusters = _equal_names([c for e in ordered for c in _chains(e.mentions)])
    evidence = _Evidence(ordered)
    judgements: list[Judgement] = []
    for candidates in (_acronyms, _surnames, _spellings):
        made = list(candidates(clusters, evidence))
        clusters = _merged(clusters, [j for j in made if j.verdict == "same"])
        judgements += made
    return _entities(clusters), tuple(sorted(judgements, key=lambda j: (j.left, j.right)))


def _chains(mentions: Sequence[Mention]) -> list[Cluster]:
    """The mentions of one document by what they refer to; chains of antecedents and equal names."""
    by_span = {m.span: m for m in mentions}
    groups: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.members:
            continue
        end = mention
        while end.antecedent is not None:
            end = by_span[end.antecedent]
        groups[_country(end) or fold(end.name), TYPE_CLASS.get(end.type, OTHER)].append(mention)
    return [Cluster(_fullest(ms), tuple(ms)) for ms in groups.values()]


def _country(mention: Mention) -> str:
    """The folded canonical name if the mention is a country's name: "DPRK" -> "north korea"."""
    if mention.type not in ("GPE", "LOC", "ORG"):
        return ""
    return fold(load_gazetteer().countries.get(fold(mention.name), ""))


def _fullest(mentions: Iterable[Mention]) -> str:
    """The name that stands for all: a country's canonical name, else the name with most words.

    Of equally long ones the commonest; a name written in capitals only if there is no other.
    """
    names = Counter(m.name for m in mentions if m.name)
    countries = load_gazetteer().countries
    for name in sorted(names, key=lambda n: (-names[n], n)):
        if fold(name) in countries and any(m.name == name and m.type == "GPE" for m in mentions):
            return countries[fold(name)]
    if not names:
        return ""
    best = max(names, key=lambda n: (not n.isupper(), len(n.split()), names[n], len(n), n))
    for short in sorted(names):
        if is_acronym(short) and names[short] >= PREFERRED * names[best] and stands_for(short, best):
            return short
    return best


def _equal_names(chains: Sequence[Cluster]) -> list[Cluster]:
    """Chains of all documents with equal names joined, if their types do not speak against it."""
    by_key: dict[str, dict[str, list[Cluster]]] = defaultdict(lambda: defaultdict(list))
    for chain in chains:
        by_key[chain.key][chain.type_class].append(chain)
    clusters = []
    for key in sorted(by_key):
        classes = by_key[key]
        largest = max(classes, key=lambda c: (len(classes[c]), c))
        for name in sorted(set(classes) - {largest}):
            outnumbered = len(classes[largest]) >= AGREEMENT * len(classes[name])
            if " " in key or (outnumbered and OTHER in (name, largest)):
                classes[largest] += classes.pop(name)
        clusters += [_joined(classes[name]) for name in sorted(classes)]
    return clusters


def _joined(parts: Sequence[Cluster]) -> Cluster:
    mentions = tuple(sorted((m for part in parts for m in part.mentions), key=lambda m: m.span))
    return Cluster(_fullest(mentions), mentions)


class _Evidence:
    """What the corpus says beside the names: neighbours in sentences, and roles that are stated."""

    def __init__(self, extractions: Sequence[Extraction]) -> None:
        self._beside: dict[Span, frozenset[str]] = {}
        self._roles: dict[Span, set[tuple[str, str]]] = defaultdict(set)
        for extraction in extractions:
            self._read(extraction)

    def _read(self, extraction: Extraction) -> None:
        by_span = {m.span: m for m in extraction.mentions}
        named = [m for m in extraction.mentions if m.name]
        i = 0
        for sentence in extraction.sentences:
            inside = []
            while i < len(named) and named[i].span.start < sentence.end:
                inside.append(named[i])
                i += 1
            names = frozenset(fold(_root(m, by_span).name) for m in inside)
            for mention in inside:
                self._beside[mention.span] = names
        text = extraction.document.text
        titles = words("titles")
        for mention in named:
            before = text[max(0, mention.span.start - 40) : mention.span.start].split()[-3:]
            self._roles[mention.span] |= {("title", w.lower()) for w in before if w.lower() in titles}
        for statement in extraction.statements:
            held, where = (
                statement.subject.mention,
                by_span.get(statement.object.mention or statement.sentence),
            )
            if held is not None and where is not None and family(statement.type) == "role":
                self._roles[held].add((statement.type, fold(_root(where, by_span).name)))

    def neighbours(self, cluster: Cluster) -> frozenset[str]:
        """Folded names that stand in a sentence with one of the cluster's mentions."""
        beside = {name for m in cluster.mentions for name in self._beside.get(m.span, ())}
        return frozenset(beside - {fold(m.name) for m in cluster.mentions})

    def roles(self, cluster: Cluster) -> set[tuple[str, str]]:
        """(type, object) of the statements about it, and the titles before its names."""
        return {role for m in cluster.mentions for role in self._roles.get(m.span, ())}

    def shared(self, left: Cluster, right: Cluster) -> tuple[list[str], list[tuple[str, str]]]:
        return (
            sorted(self.neighbours(left) & self.neighbours(right)),
            sorted(self.roles(left) & self.roles(right)),
        )


def _root(mention: Mention, by_span: Mapping[Span, Mention]) -> Mention:
    while mention.antecedent is not None:
        mention = by_span[mention.antecedent]
    return mention


def _judged(left: Cluster, right: Cluster, verdict: str, score: float, reason: str) -> Judgement:
    return Judgement(left.first, right.first, verdict, score, reason, "kgraph")


def _acronyms(clusters: Sequence[Cluster], evidence: _Evidence) -> Iterable[Judgement]:
    """An acronym and the one name in the corpus with these initials: "CSIS"."""
    by_initials: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        if " " in cluster.key and cluster.type_class != PERSON:
            for initials in acronyms(cluster.name):
                by_initials[initials].append(cluster)
    for short in clusters:
        if not is_acronym(short.name) or short.type_class == PERSON:
            continue
        fits = by_initials.get(short.name.replace(".", ""), [])
        for full in fits:
            neighbours, _ = evidence.shared(short, full)
            sure = len(fits) == 1 and (len(short.key) >= LONG_ACRONYM or len(neighbours) >= SHARED_NEIGHBOURS)
            reason = f"{short.name} are the initials of {full.name}" + _beside(neighbours)
            yield _judged(short, full, "same" if sure else "unsure", 0.9 if sure else 0.5, reason)


def _surnames(clusters: Sequence[Cluster], evidence: _Evidence) -> Iterable[Judgement]:
    """A surname alone in some documents and the one full name in the corpus that it may belong to."""
    people = [c for c in clusters if c.type_class == PERSON]
    full_names: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in people:
        parts = cluster.key.split()
        for part in {parts[0], parts[-1]} if len(parts) > 1 else ():
            full_names[part].append(cluster)
    for short in people:
        fits = full_names.get(short.key, []) if " " not in short.key else []
        for full in fits:
            neighbours, roles = evidence.shared(short, full)
            sure = len(fits) == 1 and bool(roles or len(neighbours) >= SHARED_NEIGHBOURS)
            reason = f"{short.name} is part of {full.name}" + _beside(neighbours) + _in_roles(roles)
            yield _judged(short, full, "same" if sure else "unsure", 0.8 if sure else 0.4, reason)


def _spellings(clusters: Sequence[Cluster], evidence: _Evidence) -> Iterable[Judgement]:
    """Two full names spelled alike in different documents, with an office and a neighbour in common.

    "EU foreign policy chief Kaja Kallas" and "... Kaia Kallas".
    """
    blocks: dict[tuple[str, ...], list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        parts = cluster.key.split()
        if cluster.type_class == PERSON and 1 < len(parts) <= LONGEST_NAME:
            for i, part in enumerate(parts):  # variants share a word, and the initials of the others
                blocks[(*(p[0] for p in parts[:i]), part, *(p[0] for p in parts[i + 1 :]))].append(cluster)
    seen = set()
    for block in blocks.values():
        for i, left in enumerate(block):
            for right in block[i + 1 :]:
                pair = (left.key, right.key)
                if pair in seen or left.documents & right.documents or not is_variant(left.name, right.name):
                    continue
                seen.add(pair)
                neighbours, roles = evidence.shared(left, right)
                offices = [role for role in roles if role[0] != "title"]
                sure = bool(roles) and len(neighbours) >= (1 if offices else SHARED_NEIGHBOURS)
                alike = f"{left.name} and {right.name} are spelled alike"
                reason = alike + _beside(neighbours) + _in_roles(roles)
                yield _judged(left, right, "same" if sure else "unsure", 0.8 if sure else 0.5, reason)


def _beside(neighbours: Sequence[str]) -> str:
    return f", both beside {', '.join(neighbours[:3])}" if neighbours else ""


def _in_roles(roles: Sequence[tuple[str, str]]) -> str:
    return f", both {' '.join(roles[-1])}" if roles else ""


def _merged(clusters: Sequence[Cluster], same: Sequence[Judgement]) -> list[Cluster]:
    """The clusters with those joined that the judgements connect."""
    at = {c.first: i for i, c in enumerate(clusters)}
    parent = list(range(len(clusters)))

    def find(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    for judgement in same:
        left, right = sorted((find(at[judgement.left]), find(at[judgement.right])))
        parent[right] = left
    groups: dict[int, list[Cluster]] = defaultdict(list)
    for i, cluster in enumerate(clusters):
        groups[find(i)].append(cluster)
    return [_joined(parts) if len(parts) > 1 else parts[0] for parts in groups.values()]


def _entities(clusters: Sequence[Cluster]) -> tuple[Entity, ...]:
    entities = []
    taken: set[str] = set()
    for cluster in sorted(clusters, key=lambda c: (c.key, c.type, c.first)):
        slug = cluster.key.replace(" ", "-") or "unnamed"
        entity_id, number = slug, 1
        while entity_id in taken:
            entity_id = f"{slug}-{cluster.type.lower()}" + (f"-{number}" if number > 1 else "")
            number += 1
        taken.add(entity_id)
        spelled = {clean_name(m.text) for m in cluster.mentions if m.kind in ("name", "adjective")}
        aliases = {cluster.name} | spelled
        spans = tuple(sorted(m.span for m in cluster.mentions))
        entities.append(Entity(entity_id, cluster.name, cluster.type, tuple(sorted(aliases - {""})), spans))
    return tuple(sorted(entities, key=lambda e: e.id))
