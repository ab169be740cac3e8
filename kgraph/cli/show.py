"""kgraph show: what a build says of someone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from kgraph.cli.options import output_option
from kgraph.cli.terminal import count, printable, standard_output
from kgraph.types import Document, Graph, Relation


@click.command()
@click.argument("name")
@output_option("Folder of the build.")
@click.option(
    "-n",
    "--most",
    default=10,
    show_default=True,
    type=click.IntRange(min=1),
    help="How many relations of each kind, and sentences of each.",
)
def show(name: str, output: str, most: int) -> None:
    """Show what a build says of NAME: aliases, relations and their sentences.

    NAME is any spelling that the articles use, or an author or outlet.

    \b
    kgraph show "Xi Jinping"
    kgraph show dprk -o results
    """
    from kgraph import pipeline, query, store

    path = Path(output) / pipeline.STORE
    with store.opened(path) as connection:
        found = query.meant_by(connection, name)
        if not found:
            raise query.unknown(connection, name)
    graph = store.read_graph(path)
    meant = {entity.id for entity in found.entities}
    with standard_output():
        for entity in graph.entities:
            if entity.id in meant:
                for line in _entity_lines(graph, entity, most):
                    click.echo(printable(line))
        for document in graph.documents:
            if document.outlet in found.outlets or set(document.authors) & set(found.authors):
                written = f"{document.title or document.name} ({document.date or 'no date'})"
                click.echo(printable(f"{name} wrote or published: {written}"))


def _entity_lines(graph: Graph, entity: Any, most: int) -> Iterator[str]:
    from kgraph import query
    from kgraph.copies import Sources

    documents = {d.id: d for d in graph.documents}
    sources = Sources.of(graph)
    names = {e.id: e.name for e in graph.entities}
    articles = {span.doc for span in entity.mentions}
    places = f"{count(len(entity.mentions), 'mention')} in {count(len(articles), 'article')}"
    yield f"{entity.name}  {entity.type}, {places}"
    others = [a for a in entity.aliases if a != entity.name]
    if others:
        yield f"  also: {', '.join(others)}"
    relations = query.relations_of(graph, entity)
    for kind in ("stated", "co-mention"):
        own = [r for r in relations if r.kind == kind]
        for relation in own[:most]:
            yield f"\n  {_edge_line(relation, names)}"
            pieces = query.evidence(relation, sources)
            for piece in pieces[: most if kind == "stated" else 1]:
                yield f"    “{query.sentence(documents, piece.sentence)}”"
                remark = f" [{piece.remark}]" if piece.remark else ""
                yield f"      {_place(documents[piece.sentence.doc])}{remark}"
                if piece.also:
                    yield f"      also in {'; '.join(_place(documents[span.doc]) for span in piece.also)}"
            if len(pieces) > most:
                yield f"      and {len(pieces) - most} more sentences"
        if len(own) > most:
            yield f"\n  and {len(own) - most} more {kind} relations (--most {len(own)} shows all)"


def _edge_line(relation: Relation, names: Mapping[str, str]) -> str:
    """One line: the ends, the type, what is not plain about it, its family and other wordings."""
    from kgraph import query

    arrow = "--" if relation.symmetric else "->"
    marks = query.manner(relation)
    mark = f" ({', '.join(marks)})" if marks else ""
    others = query.wordings(relation)
    told = [relation.family] if relation.kind == "stated" and relation.family != "other" else []
    told += [f"also as {', '.join(f'“{word}”' for word in others)}"] if others else []
    ends = f"{names[relation.subject]} -- {relation.type}{mark} {arrow} {names[relation.object]}"
    return ends + (f"  [{'; '.join(told)}]" if told else "")


def _place(document: Document) -> str:
    return ", ".join(p for p in (document.title or document.name, document.outlet, document.date) if p)
