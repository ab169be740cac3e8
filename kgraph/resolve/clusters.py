"""Clusters: mentions that refer to one thing, by antecedents and equal names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kgraph.gazetteer import load_gazetteer
from kgraph.mentions.institutions import made_of_country
from kgraph.names import clean_name, fold, is_acronym, stands_for
from kgraph.types import Entity, Mention, Span

PERSON, PLACE, OTHER = "PERSON", "PLACE", "OTHER"
TYPE_CLASS = {"PERSON": PERSON, "GPE": PLACE, "LOC": PLACE, "FAC": PLACE}
# A one-word name that is of one class in so many documents for each of another is of that class.
AGREEMENT = 2
# A short form is the canonical name when it is used so many times as often as the full one (NATO).
PREFERRED = 2


# How the mark of a name begins that the user wants to stand for nothing but itself.
LITERAL = "= "


@dataclass(frozen=True)
class Cluster:
    """Mentions that refer to one thing, with their documents' texts left out.

    ``mark`` is empty, or tells apart what the user calls different though the names say that it is one.
    """

    name: str
    mentions: tuple[Mention, ...]
    mark: str = ""

    @cached_property
    def key(self) -> str:
        return identity(self.name, self.type)

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

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The distinct names of its mentions, sorted."""
        return tuple(sorted({m.name for m in self.mentions if m.kind == "name" and m.name}))

    @cached_property
    def spellings(self) -> frozenset[str]:
        """The folded names and texts that a user may know it by."""
        own = [m for m in self.mentions if m.kind in ("name", "adjective")]
        return frozenset(
            {fold(self.name), *(fold(m.name) for m in own), *(fold(clean_name(m.text)) for m in own)}
        )

    @cached_property
    def first(self) -> Span:
        """Where its canonical name stands first: the mention that judgements point at."""
        key = fold(self.name)
        named = [m.span for m in self.mentions if m.kind == "name" or fold(m.name) == key]
        return min(named or [m.span for m in self.mentions])


@dataclass(frozen=True)
class Final:
    """A cluster as the user wants it: with another name, type or further aliases, empty if undecided."""

    cluster: Cluster
    name: str = ""
    type: str = ""
    aliases: frozenset[str] = frozenset()


def identity(name: str, type: str) -> str:
    """What equal names share: the country, or what is made of its name, else the folded name."""
    if type not in ("GPE", "LOC", "ORG", "EVENT"):
        return fold(name)
    country = load_gazetteer().countries.get(fold(name))
    return fold(country) if country else made_of_country(name) or fold(name)


def chains(mentions: Sequence[Mention], literal: frozenset[str] = frozenset()) -> list[Cluster]:
    """The mentions of one document by what they refer to: chains of antecedents, and equal names.

    Groups ("the trio") and descriptions without an antecedent are left out.  Names in ``literal``,
    folded, stand for nothing but themselves.
    """
    by_span = {m.span: m for m in mentions}
    found: dict[tuple[str, str, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.members or not (mention.name or mention.antecedent):
            continue
        end = mention
        while end.antecedent is not None:
            end = by_span[end.antecedent]
        own, shared = fold(end.name), identity(end.name, end.type)
        mark = LITERAL + own if own != shared and own in literal else ""
        found[shared, mark, TYPE_CLASS.get(end.type, OTHER)].append(mention)
    return [joined([Cluster("", tuple(ms), mark)]) for (_, mark, _), ms in found.items()]


def canonical_name(mentions: Sequence[Mention], *, literal: bool = False) -> str:
    """The name that stands for all: a country's canonical name, else the name with most words.

    Of equally long ones the commonest; a name written in capitals only if there is no other.
    ``literal``: a country's other name stays what it is.
    """
    names = Counter(m.name for m in mentions if m.name)
    countries = {} if literal else load_gazetteer().countries
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


def shared_names(found: Iterable[Cluster]) -> frozenset[str]:
    """Keys of single words that are part of two people's full names or more: "bush".

    Which of them an article means that has nothing but the surname is for its own evidence to say.
    """
    holders: dict[str, set[str]] = defaultdict(set)
    for cluster in found:
        parts = cluster.key.split()
        if cluster.type_class == PERSON and len(parts) > 1:
            for part in parts:
                holders[part].add(cluster.key)
    return frozenset(part for part, names in holders.items() if len(names) > 1)


def equal_names(found: Iterable[Cluster], shared: frozenset[str] = frozenset()) -> list[Cluster]:
    """Clusters with equal names joined, if their types do not speak against it, sorted by name.

    People's names that are ``shared`` are joined within a document only.
    """
    by_key: dict[tuple[str, str, str], dict[str, list[Cluster]]] = defaultdict(lambda: defaultdict(list))
    for cluster in found:
        own = cluster.key in shared and cluster.type_class == PERSON
        document = min(cluster.documents) if own else ""
        by_key[cluster.key, cluster.mark, document][cluster.type_class].append(cluster)
    clusters = []
    for key in sorted(by_key):
        classes = by_key[key]
        largest = max(classes, key=lambda c: (len(classes[c]), c))
        for name in sorted(set(classes) - {largest}):
            outnumbered = len(classes[largest]) >= AGREEMENT * len(classes[name])
            if " " in key[0] or (outnumbered and OTHER in (name, largest)):
                classes[largest] += classes.pop(name)
        clusters += [joined(classes[name]) for name in sorted(classes)]
    return clusters


def joined(parts: Sequence[Cluster]) -> Cluster:
    """All their mentions, sorted, under one canonical name and the mark of the first."""
    if len(parts) == 1 and parts[0].name:
        return parts[0]
    mentions = tuple(sorted((m for part in parts for m in part.mentions), key=lambda m: m.span))
    mark = parts[0].mark
    return Cluster(canonical_name(mentions, literal=mark.startswith(LITERAL)), mentions, mark)


def entities(finals: Iterable[Final]) -> Iterator[Entity]:
    """An entity for each cluster, its id made of its name and, where several share it, its type."""
    taken: set[str] = set()
    named = [(f.name or f.cluster.name, f.type or f.cluster.type, f) for f in finals]
    for name, type_, final in sorted(named, key=lambda n: (fold(n[0]), n[1], n[2].cluster.first)):
        slug = fold(name).replace(" ", "-") or "unnamed"
        entity_id, number = slug, 1
        while entity_id in taken:
            entity_id = f"{slug}-{type_.lower()}" + (f"-{number}" if number > 1 else "")
            number += 1
        taken.add(entity_id)
        mentions = final.cluster.mentions
        spelled = {clean_name(m.text) for m in mentions if m.kind in ("name", "adjective")}
        known = ({name, final.cluster.name} | spelled | final.aliases) - {""}
        yield Entity(entity_id, name, type_, tuple(sorted(known)), tuple(sorted(m.span for m in mentions)))
