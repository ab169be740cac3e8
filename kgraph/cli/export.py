"""kgraph export: the graph of a build as GraphML, JSON or CSV, if wanted with other choices."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kgraph.cli.options import comentions_option, confidence_option, output_option, window_options
from kgraph.cli.terminal import count, note, standard_output

if TYPE_CHECKING:
    from kgraph.types import Graph

FORMATS = ("graphml", "json", "csv")


@click.command(short_help="Write the graph as GraphML, JSON or CSV.")
@click.argument("file", metavar="FILE", type=click.Path(readable=False))
@output_option("Folder of the build.")
@click.option("--format", "format_", type=click.Choice(FORMATS), help="What to write.  [by FILE's suffix]")
@window_options
@confidence_option
@comentions_option
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
def export(file: str, output: str, format_: str | None, quiet: bool, **choices: Any) -> None:
    """Write the graph of a build to FILE, if wanted with other choices, without reading articles again.

    The format is that of the suffix: .graphml, .json (nodes and links, for networkx, D3, Cytoscape.js)
    or .csv, which becomes two files, NAME.nodes.csv and NAME.edges.csv, for Gephi and spreadsheets.
    With - as FILE it is written to standard output.

    \b
    kgraph export autumn.graphml --since 2025-09 --until 2025-11
    kgraph export sure.csv --min-confidence 0.8 --comentions 0
    kgraph export - --format json | jq '.nodes | length'
    """
    from kgraph import folder
    from kgraph.derive import derived

    kind = format_ or Path(file).suffix.lower().removeprefix(".")
    if kind not in FORMATS:
        raise click.UsageError(
            f"{file} does not tell its format; end it in .graphml, .json or .csv, or name one with --format"
        )
    if file == "-" and kind == "csv":
        raise click.UsageError("nodes and edges are two tables of CSV; name a FILE that ends in .csv")
    given = {key: value for key, value in choices.items() if value is not None}
    graph = derived(Path(output) / folder.STORE, **given)
    written = _write(graph, file, kind)
    if not quiet and file != "-":
        edges = f"{count(len(graph.entities), 'node')}, {count(len(graph.relations), 'edge')}"
        articles = count(len(graph.documents), "article")
        note(f"{edges} of {articles}{_left_out(graph)}: {', '.join(written)}")


def _left_out(graph: Graph) -> str:
    """How many articles are not in the graph because of its window of time."""
    from kgraph.graph import OF_A_WINDOW

    counts = {key: int(value) for key, value in graph.manifest if key in OF_A_WINDOW}
    outside, undated = (counts.get(key, 0) for key in OF_A_WINDOW)
    told = f"{outside:,} outside the window of time and {undated:,} without a date are left out"
    return f" ({told})" if counts else ""


def _write(graph: Graph, file: str, kind: str) -> list[str]:
    """Write the graph; the names of the files."""
    from kgraph import export

    if kind == "csv":
        name = file if Path(file).suffix.lower() != ".csv" else file[: -len(".csv")]
        tables = {f"{name}.nodes.csv": export.node_table, f"{name}.edges.csv": export.edge_table}
        with ExitStack() as both:  # they take their places together
            for path, table in tables.items():
                both.enter_context(export.whole_text(path, table(graph)))
        return list(tables)
    text = export.graphml_text(graph) if kind == "graphml" else export.node_link_text(graph)
    if file == "-":
        with standard_output():
            sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    else:
        export.write_text(file, text)
    return [file]
