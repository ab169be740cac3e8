"""kgraph extract: articles -> what each says, as JSON Lines."""

from __future__ import annotations

import sys
from typing import Any

import click

from kgraph.cli.options import PATH, chosen, confidence_option, reading_options
from kgraph.cli.terminal import end_with, noting, progress_bar, standard_output
from kgraph.engine import collect_less_garbage


@click.command(short_help="Write what each article says as JSON Lines.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=PATH)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, readable=False),
    metavar="FILE",
    help="File to write.  [standard output]",
)
@confidence_option
@reading_options
def extract(
    paths: tuple[str, ...],
    output: str | None,
    processes: int,
    config_file: str | None,
    quiet: bool,
    **choices: Any,
) -> None:
    """Write what each document says as JSON Lines: entities, mentions, statements.

    \b
    kgraph extract articles/ -o extracted.jsonl
    kgraph extract articles/ | jq .entities[].name
    """
    from kgraph import export, pipeline

    config, decisions = chosen(config_file, choices, quiet=quiet)
    collect_less_garbage()
    with noting(quiet), progress_bar(quiet) as progress:
        rows, failures = pipeline.extract(
            paths, config=config, decisions=decisions, processes=processes, progress=progress
        )
    text = export.json_lines(rows)
    if output is None or output == "-":
        with standard_output():
            sys.stdout.buffer.write(text.encode("utf-8"))
    else:
        export.write_text(output, text)
    end_with(failures)
