"""The command line: options -> Config -> pipeline -> message and exit status.

0: all well; 1: the run could not go on; 2: wrong usage; 3: finished, but some documents failed;
130: interrupted; 128 and the signal's number: ended by another signal.

options.py   what several commands share, and the choices they make of a file and of options
terminal.py  notes, progress, standard output; text with nothing in it that a terminal would obey
a file for each command
asking.py    questions, one key each, whose answers are written at once
quoting.py   sentences with words marked
question.py  what kgraph review shows of a pair
changes.py   what kgraph diff shows of a change
"""

from __future__ import annotations

from typing import Any

import click

from kgraph.cli.audit import audit
from kgraph.cli.build import build
from kgraph.cli.conflicts import conflicts
from kgraph.cli.diff import diff
from kgraph.cli.explain import explain
from kgraph.cli.export import export
from kgraph.cli.extract import extract
from kgraph.cli.listing import list_
from kgraph.cli.path import path
from kgraph.cli.remove import remove
from kgraph.cli.review import review
from kgraph.cli.search import search
from kgraph.cli.show import show
from kgraph.cli.sources import sources
from kgraph.cli.terminal import EXIT_INTERRUPTED, note, printable, tidy_when_ended
from kgraph.errors import KgraphError

__all__ = ["main", "printable"]

EXIT_ERROR = 1


class _Commands(click.Group):
    """The commands, with kgraph's errors as one sentence and an exit status."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            with tidy_when_ended():
                return super().invoke(ctx)
        except KgraphError as error:
            if ctx.params.get("debug"):
                raise
            note(str(error))
            ctx.exit(EXIT_ERROR)
        except KeyboardInterrupt:
            note("interrupted; files that were there are as they were, and the next build goes on from here")
            ctx.exit(EXIT_INTERRUPTED)


@click.group(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(package_name="kgraph", prog_name="kgraph")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def main(debug: bool) -> None:
    """From a folder of articles to a graph of who is connected to whom, with every sentence.

    \b
    kgraph build articles/                 graph, map and store in output/
    kgraph remove articles/a.txt           take an article out, and keep it out
    kgraph review                          decide which unsure pairs are one
    kgraph audit                           check edges drawn at random
    kgraph show "Xi Jinping"               what the last build says of someone
    kgraph path "Xi Jinping" Gazprom       how the two are connected
    kgraph search "defence pact"           the sentences that have these words
    kgraph list relations --of Gazprom     tables to read, as CSV or as JSON
    kgraph sources                         outlets, and which articles copy which
    kgraph explain "Xi Jinping"            why its mentions are one node
    kgraph diff                            what the last build changed, and why
    kgraph conflicts                       what cannot all be true
    kgraph export graph.csv                the graph as GraphML, JSON or CSV
    kgraph extract articles/ -o out.jsonl  entities and statements as JSON Lines
    """


for command in (
    build,
    remove,
    review,
    audit,
    show,
    sources,
    path,
    search,
    list_,
    explain,
    diff,
    conflicts,
    export,
    extract,
):
    main.add_command(command)
