"""kgraph diff: what has changed between two runs, or two stores, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kgraph.cli.lines import echo_json, lines
from kgraph.cli.options import PATH, HowMany, output_option
from kgraph.cli.terminal import standard_output
from kgraph.errors import StoreError

if TYPE_CHECKING:
    from kgraph.store.history import Run

DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T[\d:]+Z?)?)?)?")


@click.command(short_help="Say what a build has changed, and why.")
@click.argument("stores", nargs=-1, type=PATH, metavar="[OLD.db NEW.db]")
@click.option(
    "--since",
    metavar="RUN",
    help="What has changed since run RUN, or since the last run before a date.  [the run before the last]",
)
@output_option("Folder of the build.")
@click.option(
    "-n",
    "--most",
    default=10,
    show_default=True,
    type=HowMany(min=1),
    metavar="N",
    help="How many of each to list.",
)
@click.option("--comentions", is_flag=True, help="List co-mentions too, not only their number.")
@click.option("--json", "as_json", is_flag=True, help="Print all of it as JSON.")
def diff(
    stores: tuple[str, ...], since: str | None, output: str, most: int, comentions: bool, as_json: bool
) -> None:
    """Say what has changed: new edges, edges confirmed or denied, merges, splits, and what is gone and why.

    Without OLD.db and NEW.db, of the build in the output folder: what its last run has changed.

    \b
    kgraph diff
    kgraph diff --since 3
    kgraph diff --since 2025-09-01 -o results
    kgraph diff monday/kgraph.db friday/kgraph.db --json
    """
    from kgraph import folder
    from kgraph.change import compare
    from kgraph.change.rows import change_rows
    from kgraph.cli.changes import change_lines, quotes_of
    from kgraph.store.history import read_present, read_runs, read_state, read_states
    from kgraph.store.quotes import quote_row

    if len(stores) not in (0, 2):
        raise click.UsageError("name two stores, OLD.db and NEW.db, or none")
    if stores and since:
        raise click.UsageError("--since is for one store; it cannot stand with OLD.db and NEW.db")
    if stores:
        path = Path(stores[1])
        old, new = read_state(stores[0]), read_state(path)
        told = {"old": {"store": stores[0]}, "new": {"store": stores[1]}}
        title = f"{stores[1]}, compared with {stores[0]}"
    else:
        path = Path(output) / folder.STORE
        runs = read_runs(path)
        run = run_before(runs, since, path)
        old, new = read_states(path, (run.run, runs[-1].run))
        told = {"old": _run_row(path, run), "new": _run_row(path, runs[-1])}
        title = f"{path}, run {runs[-1].run} ({runs[-1].started}), since run {run.run} ({run.started})"
    change = compare(old, new, read_present(path))
    quoted = quotes_of(path, change, new, None if as_json else most)
    with standard_output():
        if as_json:
            evidence = {id_: [quote_row(quote) for quote in found] for id_, found in quoted.items()}
            echo_json({**told, **change_rows(change, old, new, evidence)})
        else:
            lines([title, *change_lines(change, old, new, quoted, most, comentions)])


def _run_row(path: Path, run: Run) -> dict[str, Any]:
    return {"store": str(path), "run": run.run, "started": run.started}


def run_before(runs: Sequence[Run], since: str | None, path: Path) -> Run:
    """The run that ``since`` names: by its number, or the last before a date; else the one before the last.

    Raises StoreError, which lists the runs that there are.
    """
    known = ", ".join(f"{run.run} ({run.started})" for run in runs) or "none"
    if since is None:
        if len(runs) < 2:
            raise StoreError(
                f"{path} has seen no two runs, so that there is nothing to compare; runs: {known}"
            )
        return runs[-2]
    numbers = {str(run.run): run for run in runs}
    if since.strip() in numbers:
        return numbers[since.strip()]
    if not DATE.fullmatch(since.strip()):
        raise StoreError(f"{path} knows no run {since!r}; name one of its runs or a date; runs: {known}")
    earlier = [run for run in runs if run.started < since.strip()]
    if not earlier:
        raise StoreError(f"{path} has seen no run before {since}; runs: {known}")
    return earlier[-1]
