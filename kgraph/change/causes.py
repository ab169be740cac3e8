"""Why a node or an edge is gone: told from what both states hold, and never guessed."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from kgraph.change.relations import by_relation
from kgraph.change.states import (
    NO_STATEMENT,
    DocumentRow,
    EntityRow,
    EvidenceRow,
    MentionRow,
    Present,
    RelationRow,
    SaidRow,
    State,
)
from kgraph.change.succession import Merged, Split, Succession
from kgraph.names import fold

Place = tuple[str, int, int]
REMOVED, CHANGED, ANEW, OUTSIDE = "article removed", "article changed", "read anew", "outside the window"
MERGED, ONE_NODE, OTHER, FRAME = "merged", "one node", "another node", "only in frames"
IGNORED, NOBODYS = "ignored", "nobody's"
JUDGED, SAME_NAME, WITHDRAWN = "judged", "same name", "decision withdrawn"
EXCLUDED = "excluded"
WRONG, CONFIDENCE, STRONGEST, UNKNOWN = "judged wrong", "confidence", "not among the strongest", "unknown"
NAMES = ("name", "adjective")
# What decides how an article is read; a fingerprint is made of it.
READERS = (
    "model",
    "model version",
    "kgraph",
    "spacy",
    "thinc",
    "numpy",
    "trafilatura",
    "countryinfo",
    "dateparser",
)
QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True, slots=True, order=True)
class Cause:
    """Why something is gone: one of the codes above, a phrase to read, the documents that it is about."""

    code: str
    says: str
    documents: tuple[str, ...] = ()


def listed(manifest: Mapping[str, str], key: str) -> list[str]:
    """The texts of a list in a manifest, none where it has none."""
    try:
        values = json.loads(manifest.get(key, "[]"))
    except ValueError:
        return []
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []


class Causes:
    """Why something of ``old`` is not in ``new``; ``present`` is what the store of ``new`` tells besides."""

    def __init__(self, old: State, new: State, kin: Succession, present: Present) -> None:
        self._old, self._new, self._kin, self._present = old, new, kin, present
        self._before, self._now = dict(old.manifest), dict(new.manifest)
        self._read: Mapping[str, DocumentRow] = {d.id: d for d in old.documents}
        self._reads: Mapping[str, DocumentRow] = {d.id: d for d in new.documents}
        self._named = {d.name for d in new.documents}
        self._excluded = set(listed(self._now, "excluded"))
        self._nodes = {e.id: e for e in new.entities}
        self._said: Mapping[tuple[str, int], SaidRow] = {(s.document, s.position): s for s in present.said}
        self._nobodys = dict(present.nobodys)
        self._apart = {(place, *sorted((one, other))) for place, one, other in present.apart}

    @cached_property
    def _owners(self) -> dict[Place, str]:
        return {m[:3]: m.entity for m in self._new.mentions}

    @cached_property
    def _mentions(self) -> dict[str, list[MentionRow]]:
        """The mentions of before, by entity."""
        found = defaultdict(list)
        for mention in self._old.mentions:
            found[mention.entity].append(mention)
        return found

    @cached_property
    def _in_document(self) -> dict[tuple[str, str], list[MentionRow]]:
        """The mentions of before, by entity and document."""
        found = defaultdict(list)
        for mention in self._old.mentions:
            found[mention.entity, mention.document].append(mention)
        return found

    @cached_property
    def _evidence(self) -> dict[str, list[EvidenceRow]]:
        return by_relation(self._old)

    @cached_property
    def _stated(self) -> dict[tuple[str, int], list[str]]:
        """The relations that a statement is evidence of now."""
        found = defaultdict(list)
        for row in self._new.evidence:
            found[row.document, row.statement].append(row.relation)
        return found

    @cached_property
    def _relations(self) -> dict[str, RelationRow]:
        return {relation.id: relation for relation in self._new.relations}

    def of_node(self, entity: EntityRow) -> tuple[Cause, ...]:
        """Why a node is none any more."""
        mentions = self._mentions.get(entity.id, ())
        if not mentions:
            return (Cause(UNKNOWN, "unknown: it had no mentions"),)
        return _together((self._of_document(m.document) or self._of_mention(m), m.document) for m in mentions)

    def of_edge(self, relation: RelationRow) -> tuple[Cause, ...]:
        """Why an edge is there no more: one cause for each piece of its evidence, equal ones told once."""
        found = []
        for row in self._evidence.get(relation.id, ()):
            cause = self._of_document(row.document)
            if cause is None:
                stated = row.statement != NO_STATEMENT
                cause = self._of_statement(relation, row) if stated else self._of_sentence(relation, row)
            found.append((cause, row.document))
        return _together(found) or (Cause(UNKNOWN, "unknown: it had no evidence"),)

    def of_merge(self, merged: Merged) -> tuple[Cause, ...]:
        """Why nodes are one now: the judgements that join them, or the name that they share."""
        members = {entity.id for entity in merged.of}
        joined = [j for j in self._judged("same", self._owned_before) if j[0] < j[1] and {*j[:2]} <= members]
        if joined:
            return tuple(dict.fromkeys(cause for _, _, cause in joined))
        common = set.intersection(*({fold(alias) for alias in entity.aliases} for entity in merged.of))
        if common:
            names = min(alias for alias in merged.of[0].aliases if fold(alias) in common)
            return (Cause(SAME_NAME, f"they share the name {names}"),)
        return (Cause(UNKNOWN, "unknown: no judgement of two of their names joins them"),)

    def of_split(self, split: Split) -> tuple[Cause, ...]:
        """Why a node is several now: judgements that hold them apart."""
        members = {entity.id for entity in split.into}
        apart = [j for j in self._judged("different", self._owned) if j[0] != j[1] and {*j[:2]} <= members]
        if apart:
            return tuple(dict.fromkeys(cause for _, _, cause in apart))
        spelt = [{fold(alias) for alias in entity.aliases} for entity in split.into]
        for decision in sorted({*listed(self._before, "decisions")} - {*listed(self._now, "decisions")}):
            names = {fold(name) for name in QUOTED.findall(decision)}
            if decision.startswith("same:") and sum(bool(names & own) for own in spelt) > 1:
                return (Cause(WITHDRAWN, f"a decision was withdrawn, {decision}"),)
        return (Cause(UNKNOWN, "unknown: nothing joins them now, and no judgement holds them apart"),)

    def _judged(self, verdict: str, owner: Callable[[Place], str | None]) -> Iterator[tuple[str, str, Cause]]:
        """(one entity, another, why) of each judgement of two mentions, the entities in order."""
        for row in self._present.judged:
            ends = owner(row[:3]), owner(row[3:6])
            if row.verdict == verdict and ends[0] is not None and ends[1] is not None:
                one, other = sorted((ends[0], ends[1]))
                yield one, other, Cause(JUDGED, f"{verdict} by {row.by}: {row.reason}")

    def _of_document(self, id_: str) -> Cause | None:
        """What became of a document; None if it is there and was read by the same rules."""
        before, now = self._read.get(id_), self._reads.get(id_)
        name = before.name if before else id_
        if now is None:
            if name in self._excluded:
                return Cause(EXCLUDED, "a decision leaves its article out")
            if name in self._named:
                return Cause(CHANGED, "its article has another content")
            return Cause(REMOVED, "its article was removed")
        if not now.in_window:
            return Cause(OUTSIDE, "its article lies outside the window of time")
        if before is None or before.fingerprint == now.fingerprint:
            return None
        differ = [key for key in READERS if self._before.get(key) != self._now.get(key)]
        how = ", ".join(f"{key} {self._before.get(key)} -> {self._now.get(key)}" for key in differ)
        return Cause(ANEW, f"its article was read anew ({how or 'by other rules or names'})")

    def _of_mention(self, mention: MentionRow) -> Cause:
        """Why a mention in a document that is as it was speaks for a node no longer."""
        place = mention[:3]
        owner = self._owners.get(place)
        if owner is None:
            kind = self._nobodys.get(place)
            if kind in NAMES:  # every name is somebody's, unless the user ignores it
                return Cause(IGNORED, "a decision ignores it")
            if kind is not None:
                return Cause(NOBODYS, "the articles no longer tell whom its descriptions mean")
            return Cause(UNKNOWN, "unknown: its mention is not in the store")
        node = self._nodes[owner]
        if not node.in_graph:
            return Cause(FRAME, "it stands only in bylines, credits and other frames of articles")
        return Cause(MERGED, f"it is one with {node.name}")

    def _of_statement(self, relation: RelationRow, row: EvidenceRow) -> Cause:
        said = self._said.get((row.document, row.statement))
        if said is None:
            return Cause(UNKNOWN, "unknown: its statement is not between two mentions of the store")
        if said.wrong:
            return Cause(WRONG, "its statement was judged wrong")
        least = float(self._now.get("min_confidence", 0))
        if said.confidence < least:
            return Cause(CONFIDENCE, f"its confidence is below min_confidence = {least:g}")
        ends = (
            (relation.subject, (said.document, said.subject_start, said.subject_stop)),
            (relation.object, (said.document, said.object_start, said.object_stop)),
        )
        if relation.symmetric and self._owned(ends[0][1]) != self._kin.heirs.get(relation.subject):
            ends = ((relation.subject, ends[1][1]), (relation.object, ends[0][1]))
        for entity, place in ends:
            if (cause := self._of_end(entity, place)) is not None:
                return cause
        if self._owned(ends[0][1]) is not None and self._owned(ends[0][1]) == self._owned(ends[1][1]):
            return Cause(ONE_NODE, "its two ends are one node")
        now = [self._relations[id_] for id_ in self._stated.get((row.document, row.statement), ())]
        if now:
            return Cause(OTHER, f"its statement is evidence of {self._ends(now[0])}")
        return Cause(UNKNOWN, "unknown: its statement is there, and no evidence of an edge")

    def _of_sentence(self, relation: RelationRow, row: EvidenceRow) -> Cause:
        """Why two that still stand in a sentence are no co-mention of it."""
        heirs = [self._kin.heirs.get(end) for end in (relation.subject, relation.object)]
        if heirs[0] is not None and heirs[0] == heirs[1]:
            return Cause(ONE_NODE, "its two ends are one node")
        for end, heir in zip((relation.subject, relation.object), heirs, strict=True):
            inside = [
                m
                for m in self._in_document.get((end, row.document), ())
                if row.start <= m.start and m.stop <= row.stop
            ]
            kept = [m for m in inside if heir is not None and self._owners.get(m[:3]) == heir]
            if not inside:
                return Cause(UNKNOWN, "unknown: no mention of its ends stands in the sentence")
            if not kept:
                why = "unknown: what stood for one end is nobody's now"
                return self._of_end(end, inside[0][:3]) or Cause(UNKNOWN, why)
            if heir is not None and not self._nodes[heir].in_graph:
                return self._of_mention(kept[0])
        if (row[1:4], *sorted(end for end in heirs if end)) in self._apart:
            return Cause(WRONG, "its sentence was judged wrong")
        now, before = self._now.get("comentions"), self._before.get("comentions")
        limit = f"comentions = {now}" if now == before else f"comentions = {now}, before {before}"
        return Cause(STRONGEST, f"it is not among the strongest of either end ({limit})")

    def _of_end(self, entity: str, place: Place) -> Cause | None:
        """Why the mention at one end speaks for the entity no longer; None if it does, or is a group."""
        owner = self._owned(place)
        if owner is None:
            kind = self._nobodys.get(place)
            if kind in NAMES:
                return Cause(IGNORED, "a decision ignores one end of it")
            return None
        if not self._nodes[owner].in_graph:
            return Cause(FRAME, f"{self._nodes[owner].name} stands only in frames of articles")
        if owner != self._kin.heirs.get(entity):
            return Cause(OTHER, f"what stood for {self._name(entity)} is {self._nodes[owner].name}")
        return None

    def _owned(self, place: Place) -> str | None:
        return self._owners.get(place)

    def _owned_before(self, place: Place) -> str | None:
        return self._owners_before.get(place)

    @cached_property
    def _owners_before(self) -> dict[Place, str]:
        return {m[:3]: m.entity for m in self._old.mentions}

    @cached_property
    def _names(self) -> dict[str, str]:
        return {entity.id: entity.name for entity in self._old.entities}

    def _name(self, id_: str) -> str:
        return self._names.get(id_, id_)

    def _ends(self, relation: RelationRow) -> str:
        ends = (self._nodes[relation.subject].name, self._nodes[relation.object].name)
        return f"{ends[0]} -- {relation.type} -- {ends[1]}"


def _together(found: Iterable[tuple[Cause, str]]) -> tuple[Cause, ...]:
    """Equal causes as one with all their documents, the one with most documents first."""
    documents: dict[Cause, dict[str, None]] = defaultdict(dict)
    for cause, document in found:
        documents[cause][document] = None
    ranked = sorted(documents.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(Cause(cause.code, cause.says, tuple(sorted(of))) for cause, of in ranked)
