"""kgraph conflicts: what articles say that cannot all be true."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kgraph.cli.changes import truth
from kgraph.cli.lines import echo_json, lines
from kgraph.cli.options import HowMany, output_option
from kgraph.cli.terminal import count, standard_output

if TYPE_CHECKING:
    from kgraph.conflicts import Conflict, Side


@click.command(short_help="Show what articles say that cannot all be true.")
@click.argument("name", required=False)
@output_option("Folder of the build.")
@click.option(
    "-n", "--most", default=20, show_default=True, type=HowMany(min=1), metavar="N", help="How many to list."
)
@click.option("--json", "as_json", is_flag=True, help="Print all of them as JSON.")
def conflicts(name: str | None, output: str, most: int, as_json: bool) -> None:
    """Show what articles say that cannot all be true, or what they say so of NAME.

    One says that two have met, another denies it; two people hold one office at once; somebody is born
    twice; brothers are father and son.  Each side is shown by who says so, with the sentences.

    \b
    kgraph conflicts
    kgraph conflicts "Xi Jinping" -o results
    """
    from kgraph import conflicts as found_in
    from kgraph import folder, query, store

    with store.opened(Path(output) / folder.STORE) as connection:
        of = None if name is None else [entity.id for entity in query.named(connection, name)]
        found = found_in.conflicts(connection, of)
    with standard_output():
        if as_json:
            echo_json([_row(conflict) for conflict in found])
        else:
            lines(_lines(found, most))


def _lines(found: list[Conflict], most: int) -> Iterator[str]:
    yield count(len(found), "conflict") if found else "no conflicts found"
    for conflict in found[:most]:
        yield f"\n{conflict.why}"
        for side in conflict.sides:
            yield f"  {side.says}  [{count(side.sources, 'independent source')}]"
            yield from _voices(side)
    if len(found) > most:
        yield f"\nand {len(found) - most:,} more (--most {len(found)} shows all)"


def _voices(side: Side) -> Iterator[str]:
    for voice, quotes in side.voices:
        yield f"    {voice}"
        for quote in quotes:
            yield f"      “{quote.sentence}”"
            place = ", ".join(part for part in (quote.article, quote.outlet, quote.date) if part)
            yield f"        {place}{truth(quote)}"


def _row(conflict: Conflict) -> dict[str, Any]:
    from kgraph.store.quotes import quote_row

    return {
        "kind": conflict.kind,
        "why": conflict.why,
        "about": list(conflict.about),
        "sides": [
            {
                "says": side.says,
                "independent_sources": side.sources,
                "voices": [
                    {"voice": voice, "evidence": [quote_row(quote) for quote in quotes]}
                    for voice, quotes in side.voices
                ],
            }
            for side in conflict.sides
        ],
    }
