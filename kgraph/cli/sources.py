"""kgraph sources: outlets and agencies, and who copies whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgraph.cli.lines import echo_json, lines
from kgraph.cli.options import output_option
from kgraph.cli.terminal import count, standard_output

if TYPE_CHECKING:
    from kgraph.outlets import Article, Outlet, Provenance, Story

COLUMNS = (
    "article", "outlet", "date", "story", "story_outlet", "story_date", "copy", "share", "reason",
)  # fmt: skip
UNKNOWN = "(no outlet)"


@click.command(short_help="Show outlets, and which articles copy which.")
@output_option("Folder of the build.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="table to read, csv with a line for each article of a story, json with all.",
)
def sources(output: str, format_: str) -> None:
    """Show outlets and agencies with their articles, and the stories that several articles tell.

    \b
    kgraph sources
    kgraph sources --format csv > stories.csv
    """
    from kgraph import store
    from kgraph.export import csv_text
    from kgraph.outlets import read_provenance

    with store.opened(Path(output) / store.FILE) as connection:
        found = read_provenance(connection)
    with standard_output():
        if format_ == "json":
            echo_json(asdict(found))
        elif format_ == "csv":
            click.echo(csv_text(COLUMNS, _rows(found)), nl=False)
        else:
            lines(_lines(found))


def _lines(found: Provenance) -> Iterator[str]:
    width = max((len(outlet.name or UNKNOWN) for outlet in found.outlets), default=0)
    for outlet in found.outlets:
        yield f"{outlet.name or UNKNOWN:<{width}}  {_about(outlet)}"
    for story in found.stories:
        yield from _story_lines(story)


def _about(outlet: Outlet) -> str:
    parts = [count(outlet.articles, "article")] if outlet.articles else []
    if outlet.copied:
        of = ", ".join(f"{of.articles} of {of.outlet or 'an unknown outlet'}" for of in outlet.copied)
        copies = sum(of.articles for of in outlet.copied)
        parts += [f"{outlet.originals} its own", f"{count(copies, 'copy', 'copies')} ({of})"]
    if outlet.quoted:
        parts.append(f"quoted in {count(outlet.quoted, 'article')} of others")
    return ("agency, " if outlet.agency else "") + ", ".join(parts)


def _story_lines(story: Story) -> Iterator[str]:
    yield f"\n{_place(story.original)}: {count(len(story.copies), 'copy', 'copies')}"
    for copy in story.copies:
        yield f"  {_place(copy)}"
        yield f"    {copy.reason}"


def _place(article: Article) -> str:
    return ", ".join(part for part in (article.name, article.outlet, article.date) if part)


def _rows(found: Provenance) -> Iterator[tuple[object, ...]]:
    for story in found.stories:
        first = story.original
        for article in (first, *story.copies):
            told = (first.name, first.outlet, first.date, article is not first)
            yield article.name, article.outlet, article.date, *told, article.share, article.reason
