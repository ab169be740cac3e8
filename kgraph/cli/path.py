"""kgraph path: how two are connected."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kgraph.cli.lines import counted, echo_json, line, more, relation_text, saying_lines
from kgraph.cli.options import json_option, output_option
from kgraph.cli.terminal import count, note, standard_output

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kgraph.query.evidence import Edge, Saying
    from kgraph.query.names import EntityName
    from kgraph.query.paths import Way, Ways

# Relations of a step that are shown with their sentences; the others are counted.
RELATIONS_SHOWN = 2
SENTENCES_SHOWN = 2

Evidence = dict[str, list["Saying"]]


@click.command(short_help="Show how two are connected.")
@click.argument("one", metavar="A")
@click.argument("two", metavar="B")
@output_option("Folder of the build.")
@click.option(
    "--through",
    type=click.Choice(["stated", "all"]),
    default="stated",
    show_default=True,
    help="Go along what is stated only, or along co-mentions too.",
)
@click.option(
    "-n",
    "--most",
    default=3,
    show_default=True,
    type=click.IntRange(1, 20),
    metavar="N",
    help="How many ways.",
)
@json_option
def path(one: str, two: str, output: str, through: str, most: int, as_json: bool) -> None:
    """Show how A and B are connected: the best-evidenced ways, with the sentences of each step.

    The surer its statements and the more independent sources a step has, the better it is; fewer steps
    are better too.  What is only denied connects nobody; what is only claimed or possible does half.

    \b
    kgraph path "Kim Jong Un" Gazprom
    kgraph path "Kim Jong Un" Gazprom --through all -n 5
    """
    from kgraph.query.evidence import sayings
    from kgraph.query.names import named
    from kgraph.query.paths import ways
    from kgraph.store import FILE, opened

    with opened(Path(output) / FILE) as connection:
        start, end = _pair(named(connection, one), named(connection, two), (one, two))
        found = ways(connection, start, end, through=through, most=most)
        evidence: Evidence = {
            relation.id: sayings(connection, relation)
            for way in found.ways
            for step in way.steps
            for relation in step.relations[:RELATIONS_SHOWN]
        }
    with standard_output():
        if as_json:
            echo_json(_row(found, evidence))
        else:
            _lines(found, start, end, through, evidence)


def _pair(
    left: Sequence[EntityName], right: Sequence[EntityName], names: tuple[str, str]
) -> tuple[EntityName, EntityName]:
    """The likeliest bearer of each name, not the same for both; a note tells of the others."""
    start = left[0]
    end = next((entity for entity in right if entity != start), None)
    if end is None:
        start, end = next(((entity, right[0]) for entity in left if entity != right[0]), (start, start))
    for name, entity, among in zip(names, (start, end), (left, right), strict=True):
        others = [other.name for other in among if other != entity]
        if others:
            note(f"{name} is taken for {entity.name} ({entity.id}); it may also be {', '.join(others)}")
    return start, end


def _lines(found: Ways, start: EntityName, end: EntityName, through: str, evidence: Evidence) -> None:
    if start == end:
        line(f"{start.name} is one and the same entity under both names")
        return
    if not found.ways:
        _none_lines(found, start, end, through)
    for number, way in enumerate(found.ways, 1):
        if number > 1:
            line()
        names = [way.steps[0].start.name, *(step.end.name for step in way.steps)]
        line(f"{number}. {' - '.join(names)}  {_chance(way.chance)}", bold=True)
        for step in way.steps:
            for relation in step.relations[:RELATIONS_SHOWN]:
                _relation_lines(relation, evidence[relation.id])
            left = len(step.relations) - RELATIONS_SHOWN
            if left > 0:
                line(f"{more(left, 'relation')} between {step.start.name} and {step.end.name}", 2, dim=True)
    if not found.exact:
        line()
        line("the search was given up before all ways were looked at; there may be better ones")


def _chance(chance: float) -> str:
    return f"(chance {chance:.2f})" if chance >= 0.005 else "(chance below 0.01)"


def _relation_lines(relation: Edge, found: list[Saying]) -> None:
    from kgraph.query.evidence import manner

    line(relation_text(relation, manner(relation, found)), 2)
    line(counted(relation.articles, relation.sources), 4, dim=True)
    for saying in found[:SENTENCES_SHOWN]:
        saying_lines(saying, 4)
    left = relation.distinct - min(SENTENCES_SHOWN, len(found))
    if left > 0:
        line(more(left, "sentence"), 4, dim=True)


def _none_lines(found: Ways, start: EntityName, end: EntityName, through: str) -> None:
    if not found.exact:
        line(f"no way from {start.name} to {end.name} was found, but not all were looked at")
        return
    edges = "stated edges" if through == "stated" else "any edges"
    line(f"no way leads from {start.name} to {end.name} along {edges}")
    if found.nearer is not None:
        reached = count(found.reached, "other") + ", but not the other end" if found.reached else "nobody"
        line(f"from {found.nearer.name} one reaches {reached}", 2)
    if through == "stated":
        line("--through all also goes along co-mentions", 2)


def _row(found: Ways, evidence: Evidence) -> dict[str, Any]:
    return {
        "ways": [_way_row(way, evidence) for way in found.ways],
        "exact": found.exact,
        "reached": found.reached,
        "reached_from": found.nearer.id if found.nearer else None,
    }


def _way_row(way: Way, evidence: Evidence) -> dict[str, Any]:
    return {
        "chance": way.chance,
        "steps": [
            {
                "from": asdict(step.start),
                "to": asdict(step.end),
                "relations": [
                    {**asdict(r), "evidence": [asdict(s) for s in evidence.get(r.id, ())]}
                    for r in step.relations
                ],
            }
            for step in way.steps
        ],
    }
