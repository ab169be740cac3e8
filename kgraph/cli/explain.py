"""kgraph explain: why mentions are one node, or two nodes two."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kgraph.cli.options import CONFIG_FILE, output_option
from kgraph.cli.terminal import count, printable, standard_output

if TYPE_CHECKING:
    from kgraph.decisions import Decision
    from kgraph.explain import Block, Explanation, Pair, Step
    from kgraph.query import Resolved
    from kgraph.types import Entity, Judgement


@click.command(short_help="Say why mentions are one node, or two nodes two.")
@click.argument("name")
@click.argument("other", required=False)
@output_option("Folder of the build.")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def explain(name: str, other: str | None, output: str, as_json: bool) -> None:
    """Say why the mentions of NAME are one node, or why NAME and OTHER are one or two.

    For one name: each spelling, how often it stands and why it belongs; which other nodes it was
    compared with.  For two: the judgements that join them or keep them apart, with score and
    evidence, and what to write into kgraph.toml to change it.

    \b
    kgraph explain "Xi Jinping"
    kgraph explain "Kaja Kallas" "Kaia Kallas" -o results
    """
    from kgraph import explain as reasons
    from kgraph import folder, query, store

    path = Path(output) / folder.STORE
    with store.opened(path) as connection:
        meant = [query.named(connection, n, in_graph=False) for n in (name, other) if n is not None]
    resolved = query.read_resolved(path)
    by_id = {entity.id: entity for entity in resolved.entities}
    left, *others = (tuple(by_id[found.id] for found in each) for each in meant)
    if other is None:
        explanations = [reasons.explain(resolved, entity) for entity in left]
        rows = [_explanation_row(resolved, explanation) for explanation in explanations]
        lines = [line for e in explanations for line in _explanation_lines(resolved, e)]
    else:
        [right] = others
        pairs = [
            reasons.explain_pair(resolved, one, two, (name, other))
            for one, two in _pairs(left, right, (name, other))
        ]
        rows = [_pair_row(pair) for pair in pairs]
        lines = [line for pair in pairs for line in _pair_lines(pair)]
    with standard_output():
        if as_json:
            click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        else:
            click.echo(printable("\n".join(lines).strip("\n")))


def _pairs(
    left: tuple[Entity, ...], right: tuple[Entity, ...], names: tuple[str, str]
) -> list[tuple[Entity, Entity]]:
    """What to compare: the entities that bear the names, if two do; else those that both names have.

    Where there is none, each of the one with each of the other.
    """
    from kgraph.names import fold

    one, other = (
        [e for e in found if fold(e.name) == fold(name)]
        for found, name in zip((left, right), names, strict=True)
    )
    if one and other and one != other:
        return list(product(one, other))
    both = [(entity, entity) for entity in left if entity in right]
    return both or list(product(left, right))


# --- text ---


def _explanation_lines(resolved: Resolved, explanation: Explanation) -> Iterator[str]:
    entity = explanation.entity
    articles = len({span.doc for span in entity.mentions})
    yield f"\n{entity.name}  {entity.type}, {_counted(len(entity.mentions), articles)}"
    for block in explanation.blocks:
        yield ""
        yield f"  {_title(block)}: {_counted(len(block.mentions), len(block.documents))}"
        if not block.steps:
            yield "    the name itself" if block.spelling == entity.name else "    the same name"
        for step in block.steps:
            yield from _step_lines(step, "    ")
    if explanation.apart:
        yield ""
        yield "  Other nodes it was compared with:"
    for other, judgement in explanation.apart:
        yield f"    {other.name}  {other.type}"
        yield from _judgement_lines(judgement, "      ")


def _title(block: Block) -> str:
    return block.spelling if block.kind == "pronoun" else f"“{block.spelling}”"


def _counted(mentions: int, articles: int) -> str:
    return f"{count(mentions, 'mention')} in {count(articles, 'article')}"


def _pair_lines(pair: Pair) -> Iterator[str]:
    one = pair.left.id == pair.right.id
    nodes = [f"{e.name} ({e.type})" for e in (pair.left, pair.right)]
    yield f"\nOne node, {nodes[0]}:" if one else f"\nTwo nodes, {nodes[0]} and {nodes[1]}:"
    if pair.says:
        yield f"  {pair.says}"
    for step in pair.steps:
        yield from _step_lines(step, "  ")
    for judgement in pair.judgements:
        yield from _judgement_lines(judgement, "  ")
    for part, weight in pair.parts:
        yield f"    {weight:+.2f}  {part}"
    if pair.change:
        wish = "keep them apart" if one else "make them one"
        yield f"\nTo {wish}, write into {CONFIG_FILE} and build again:\n"
        yield from (f"    {line}" for line in _entry(pair.change))
    elif pair.judgements or pair.steps:
        yield f"\nThat is a decision of yours; take its entry out of {CONFIG_FILE} to change it."


def _entry(decision: Decision) -> list[str]:
    from kgraph.decisions import with_decision

    return with_decision("", decision).splitlines()


def _step_lines(step: Step, indent: str) -> Iterator[str]:
    if step.judgement:
        yield from _judgement_lines(step.judgement, indent)
    else:
        yield f"{indent}{step.says}"


def _judgement_lines(judgement: Judgement, indent: str) -> Iterator[str]:
    from kgraph.explain import beyond_parts

    yield f"{indent}{judgement.verdict}, {judgement.score:.2f} by {judgement.by}: {beyond_parts(judgement)}"
    for part, weight in judgement.parts:
        yield f"{indent}  {weight:+.2f}  {part}"


# --- data ---


def _explanation_row(resolved: Resolved, explanation: Explanation) -> dict[str, Any]:
    return {
        **_entity_row(explanation.entity),
        "spellings": [
            {
                "spelling": block.spelling,
                "kind": block.kind,
                "mentions": len(block.mentions),
                "documents": [resolved.documents[doc].name for doc in block.documents],
                "steps": [_step_row(step) for step in block.steps],
            }
            for block in explanation.blocks
        ],
        "apart": [
            {"from": _entity_row(other), **_judgement_row(judgement)}
            for other, judgement in explanation.apart
        ],
    }


def _pair_row(pair: Pair) -> dict[str, Any]:
    return {
        "left": _entity_row(pair.left),
        "right": _entity_row(pair.right),
        "one": pair.left.id == pair.right.id,
        "why": pair.says,
        "steps": [_step_row(step) for step in pair.steps],
        "judgements": [_judgement_row(judgement) for judgement in pair.judgements],
        "score": pair.score,
        "parts": [{"part": part, "weight": weight} for part, weight in pair.parts],
        "change": "\n".join(_entry(pair.change)) if pair.change else None,
    }


def _entity_row(entity: Entity) -> dict[str, Any]:
    return {"id": entity.id, "name": entity.name, "type": entity.type}


def _step_row(step: Step) -> dict[str, Any]:
    judgement = _judgement_row(step.judgement) if step.judgement else None
    return {"says": step.says, "judgement": judgement}


def _judgement_row(judgement: Judgement) -> dict[str, Any]:
    return {
        "verdict": judgement.verdict,
        "score": judgement.score,
        "by": judgement.by,
        "reason": judgement.reason,
        "parts": [{"part": part, "weight": weight} for part, weight in judgement.parts],
    }
