"""Questions to a Graph: who is meant by a name, and what is known of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from kgraph.names import clean_name, fold
from kgraph.types import Document, Entity, Graph, Relation, Span

# A name is suggested when it is so much like the one asked for, of 100 (rapidfuzz's WRatio).
NEAR = 75
SUGGESTIONS = 5


@dataclass(frozen=True, slots=True)
class Found:
    """What a name stands for: entities, documents whose author or outlet it is, or near misses."""

    entities: tuple[Entity, ...] = ()
    written: tuple[Document, ...] = ()
    near: tuple[str, ...] = ()


def find(graph: Graph, name: str) -> Found:
    """The entities with that name or alias, case and accents folded; the articles of an author or outlet.

    Where there are none, the names that are most like it.
    """
    key = fold(clean_name(name) or name)
    entities = tuple(e for e in graph.entities if key == fold(e.id) or any(fold(a) == key for a in e.aliases))
    written = tuple(
        d for d in graph.documents if any(fold(n) == key for n in (*d.authors, d.outlet or "") if n)
    )
    if entities or written:
        return Found(entities, written)
    known = {alias: fold(alias) for e in graph.entities for alias in e.aliases}
    near = process.extract(key, known, scorer=fuzz.WRatio, limit=SUGGESTIONS * 3, score_cutoff=NEAR)
    owners = {alias: e.name for e in graph.entities for alias in e.aliases}
    names = dict.fromkeys(owners[alias] for _, _, alias in near)
    return Found(near=tuple(names)[:SUGGESTIONS])


def relations_of(graph: Graph, entity: Entity) -> list[Relation]:
    """The relations of an entity, stated ones first, the best evidenced first."""
    own = [r for r in graph.relations if entity.id in (r.subject, r.object)]
    return sorted(
        own, key=lambda r: (r.kind != "stated", -len(r.sentences), -r.weight, r.type, r.subject, r.object)
    )


def sentence(graph_documents: dict[str, Document], span: Span) -> str:
    """The sentence's text in one line."""
    return " ".join(graph_documents[span.doc].text[span.start : span.end].split())


def evidence(relation: Relation) -> Iterator[tuple[Span, str]]:
    """(sentence, remark) of each piece of evidence; the remark says what is not plain about it."""
    if not relation.statements:
        yield from ((span, "") for span in relation.sentences)
    for s in relation.statements:
        remarks = [
            s.polarity if s.polarity != "positive" else "",
            s.modality if s.modality != "asserted" else "",
        ]
        remarks += ["ended" if s.ended else "", f"says {s.source.text}" if s.source else "", s.time or ""]
        yield s.sentence, ", ".join(r for r in remarks if r)
