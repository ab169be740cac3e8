"""What is known of an entity: its relations and their evidence."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kgraph.copies import Sources
from kgraph.graph import is_over
from kgraph.types import Document, Entity, Graph, Relation, Span, Statement


def relations_of(graph: Graph, entity: Entity) -> list[Relation]:
    """The relations of an entity, stated ones first, the best evidenced first."""
    own = [r for r in graph.relations if entity.id in (r.subject, r.object)]
    return sorted(
        own, key=lambda r: (r.kind != "stated", -r.distinct, -r.weight, r.type, r.subject, r.object)
    )


def sentence(graph_documents: dict[str, Document], span: Span) -> str:
    """The sentence's text in one line."""
    return " ".join(graph_documents[span.doc].text[span.start : span.end].split())


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence: a sentence, what is not plain about it, and where else it stands."""

    sentence: Span
    remark: str
    also: tuple[Span, ...] = ()


def evidence(relation: Relation, sources: Sources) -> list[Piece]:
    """The evidence of a relation, a piece for each sentence and remark; copies are one piece.

    Of copies in the same words the first stands for all; what is rewritten is a piece of its own.
    """
    remarks: dict[Span, list[str]] = defaultdict(list)
    for span in relation.sentences if not relation.statements else ():
        remarks[span].append("")
    for statement in relation.statements:
        if (remark := _remark(statement)) not in remarks[statement.sentence]:
            remarks[statement.sentence].append(remark)
    found = []
    for group in sources.copies(remarks):
        for remark in dict.fromkeys(remark for span in group for remark in remarks[span]):
            first, *also = [span for span in group if remark in remarks[span]]
            found.append(Piece(first, remark, tuple(also)))
    return sorted(found, key=lambda piece: piece.sentence)


def _remark(statement: Statement) -> str:
    """What is not plain about a statement: denied, planned, ended, who says so, when."""
    remarks = [
        statement.polarity if statement.polarity != "positive" else "",
        statement.modality if statement.modality != "asserted" else "",
        "ended" if statement.ended else "",
        said_by(statement),
        statement.time or "",
    ]
    return ", ".join(remark for remark in remarks if remark)


def manner(relation: Relation) -> tuple[str, ...]:
    """What keeps an edge from being a plain fact: denied, planned, possible, claimed, or over."""
    found = [m for m in (relation.polarity, relation.modality) if m not in ("positive", "asserted")]
    return (*found, "ended") if is_over(relation) else tuple(found)


def wordings(relation: Relation) -> tuple[str, ...]:
    """The types of the relation's statements that are not its own, sorted."""
    return tuple(sorted({statement.type for statement in relation.statements} - {relation.type}))


def said_by(statement: Statement) -> str:
    """Who says it and who tells so: "says Lavrov, as reported by Reuters"; empty for the writer."""
    if statement.source is None:
        return ""
    tellers = [statement.source, *statement.relayed_by]
    return "says " + ", as reported by ".join(teller.text for teller in tellers)
