"""kgraph list: entities, relations or documents as a table, CSV or JSON."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kgraph.cli.lines import echo_json, line, more
from kgraph.cli.options import HowMany, output_option, window_options
from kgraph.cli.terminal import printable, standard_output
from kgraph.types import ENTITY_TYPES, MODALITIES, POLARITIES, RELATION_KINDS

if TYPE_CHECKING:
    from kgraph.query.lists import Listing

# Rows of a table unless told otherwise; CSV and JSON have all.
TABLE_ROWS = 50
# The columns of a table that is read; CSV and JSON have all.
SHOWN = {
    "entities": ("name", "type", "articles", "mentions", "relations", "first_date", "last_date"),
    "relations": (
        "subject",
        "type",
        "object",
        "polarity",
        "modality",
        "family",
        "sources",
        "articles",
        "last_date",
    ),
    "documents": ("date", "outlet", "title", "name", "statements"),
}  # fmt: skip
# What is left out of a table, in this order, where the terminal is too narrow for all of it.
LEFT_OUT = (
    "statements", "family", "first_date", "relations", "mentions", "articles", "outlet", "last_date",
)  # fmt: skip
# A column of text is no narrower than its longest word of so many characters.
WORD = 12
# What most rows have in these columns is left out of a table.
PLAIN = {"polarity": "positive", "modality": "asserted", "family": "other"}
GAP = "  "
# What rich puts between two columns.
BETWEEN = 3
SHARE = click.FloatRange(0, 1)


@click.group(name="list")
def list_() -> None:
    """List entities, relations or documents of a build.

    \b
    kgraph list entities --type PERSON --min-articles 3
    kgraph list relations --of "Xi Jinping" --format csv > relations.csv
    kgraph list documents --outlet reuters --since 2025-09
    """


def common_options(*orders: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The options that all lists share; the first of the orders is the one unless another is given."""

    def with_options(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in (
            click.option(
                "--format",
                "format_",
                type=click.Choice(["table", "csv", "json"]),
                default="table",
                show_default=True,
                help="A table to read; csv and json have more columns.",
            ),
            click.option(
                "-n",
                "--most",
                type=HowMany(min=1),
                metavar="N",
                help=f"How many rows.  [{TABLE_ROWS} of a table, else all]",
            ),
            click.option("--sort", "order", type=click.Choice(orders), default=orders[0], show_default=True),
            window_options,
            output_option("Folder of the build."),
        ):
            command = option(command)
        return command

    return with_options


@list_.command()
@click.option("--min-articles", type=HowMany(min=1), default=1, metavar="N", help="In N articles or more.")
@click.option("--type", type=click.Choice(ENTITY_TYPES), help="Only these.")
@common_options("articles", "mentions", "relations", "name", "date")
def entities(**options: Any) -> None:
    """The entities of the graph, those of most articles first."""
    _list("entities", **options)


@list_.command()
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="P",
    help="Stated at least so surely.",
)
@click.option(
    "--min-sources",
    type=HowMany(min=1),
    default=1,
    metavar="N",
    help="Of N independent sources or more.",
)
@click.option("--modality", type=click.Choice(MODALITIES), help="The plainest of its statements.")
@click.option("--polarity", type=click.Choice([*POLARITIES, "mixed"]), help="Denied or not.")
@click.option("--type", metavar="TYPE", help='As it is called: "meet".')
@click.option("--family", metavar="FAMILY", help='Of this family: "conflict".')
@click.option("--kind", type=click.Choice(RELATION_KINDS), help="Only these.")
@click.option("--of", metavar="NAME", help="Of the entity with this name.")
@common_options("sources", "confidence", "date", "name")
def relations(**options: Any) -> None:
    """The relations, those of most independent sources first."""
    _list("relations", **options)


@list_.command()
@click.option("--outlet", metavar="NAME", help="Published there.")
@common_options("date", "name", "outlet", "statements")
def documents(**options: Any) -> None:
    """The documents, the latest first."""
    _list("documents", **options)


def _list(
    what: str,
    *,
    output: str,
    format_: str,
    most: int | None,
    since: str | None,
    until: str | None,
    **filters: Any,
) -> None:
    from kgraph.query import lists
    from kgraph.query.evidence import Window
    from kgraph.store import FILE, opened
    from kgraph.window import check_window

    window = Window(since or "", until or "")
    check_window(window.since, window.until)
    if format_ == "table" and most is None:
        most = TABLE_ROWS
    find: Callable[..., Listing] = getattr(lists, f"list_{what}")
    with opened(Path(output) / FILE) as connection:
        found = find(connection, window=window, most=most, **filters)
    with standard_output():
        if format_ == "json":
            echo_json([dict(zip(found.columns, row, strict=True)) for row in found.rows])
        elif format_ == "csv":
            from kgraph.export import csv_text

            click.echo(csv_text(found.columns, found.rows), nl=False)
        else:
            _table(what, found)


def _table(what: str, found: Listing) -> None:
    columns = [column for column in SHOWN[what] if any(_cells(found, column))]
    if sys.stdout.isatty():
        columns, narrow = fitting(columns, found, shutil.get_terminal_size().columns)
    else:
        narrow = []
    rows = list(zip(*(_cells(found, column) for column in columns), strict=True))
    if not rows:
        pass
    elif sys.stdout.isatty():
        _rich_table(columns, rows)
    else:
        widths = [max(map(len, (name, *cells))) for name, *cells in zip(columns, *rows, strict=True)]
        for row in (columns, *rows):
            cells = (f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True))
            click.echo(GAP.join(cells).rstrip())
    if found.count > len(found.rows):
        line(f"{more(found.count - len(found.rows), 'row')} (--most {found.count} lists all)")
    if narrow and rows:
        line(f"left out where it is so narrow: {', '.join(narrow).replace('_', ' ')}")
    if not found.count:
        line(f"no {what} are like that")


def fitting(columns: Sequence[str], found: Listing, width: int) -> tuple[list[str], list[str]]:
    """The columns for which a terminal so wide has room, and those for which it has none."""
    least = {column: _least(column, _cells(found, column)) + BETWEEN for column in columns}
    left_out: list[str] = []
    for column in LEFT_OUT:
        if sum(least.values()) <= width:
            break
        if least.pop(column, 0):
            left_out.append(column)
    return list(least), left_out


def _least(column: str, cells: Sequence[str]) -> int:
    """How narrow a column can be: numbers and dates stand in one piece, other texts are folded at blanks."""
    longest = max((len(word) for cell in cells for word in cell.split()), default=0)
    numbers = all(not cell or cell.isdigit() for cell in cells)
    if numbers or column.endswith("date"):
        return max(longest, len(column))
    return min(max(longest, len(column)), WORD)


def _cells(found: Listing, column: str) -> list[str]:
    """The texts of a column, empty where they say nothing."""
    at = found.columns.index(column)
    return [_cell(column, row[at]) for row in found.rows]


def _cell(column: str, value: object) -> str:
    return "" if value is None or PLAIN.get(column) == value else printable(str(value).replace("\n", " "))


def _rich_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name, *cells in zip(columns, *rows, strict=True):
        is_number = all(not cell or cell.isdigit() for cell in cells)
        table.add_column(
            name.replace("_", " "),
            justify="right" if is_number else "left",
            no_wrap=is_number or name.endswith("date"),
            min_width=_least(name, cells),
            overflow="fold",
        )
    for row in rows:
        table.add_row(*map(Text, row))
    Console().print(table)
