"""kgraph build: articles -> graph, map, store, and a summary."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kgraph.cli.options import (
    PATH,
    chosen,
    comentions_option,
    confidence_option,
    output_option,
    reading_options,
    window_options,
)
from kgraph.cli.terminal import count, end_with, noting, printable, progress_bar, standard_output
from kgraph.config import Config
from kgraph.engine import collect_less_garbage

if TYPE_CHECKING:
    from kgraph.pipeline import Outcome


@click.command(short_help="Build graph, map and store from articles.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=PATH)
@output_option("Folder for the results.")
@comentions_option
@confidence_option
@window_options
@click.option(
    "--map-entities",
    type=click.IntRange(min=1),
    metavar="N",
    help="Show at most N entities on the map one by one, the rest as communities.  [5000]",
)
@click.option("--title", help="Title of the map.  [the names of the paths]")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@reading_options
def build(
    paths: tuple[str, ...],
    output: str,
    processes: int,
    config_file: str | None,
    quiet: bool,
    as_json: bool,
    **choices: Any,
) -> None:
    """Build graph, map and store from articles.

    PATH is a .txt, .md, .html or .jsonl file, a folder of them, or - for standard input.

    \b
    kgraph build articles/
    kgraph build a.txt b.html feed.jsonl -o results
    curl -s https://example.org/news.html | kgraph build - --title "Today"
    """
    from kgraph import folder, pipeline

    config, decisions = chosen(config_file, choices, quiet=quiet)
    started = time.monotonic()
    collect_less_garbage()
    with noting(quiet), progress_bar(quiet or as_json) as progress:
        outcome = pipeline.update(
            paths,
            output,
            config=config,
            decisions=decisions,
            processes=processes,
            progress=progress,
        )
    files = [str(Path(output) / name) for name in (folder.GRAPHML, folder.MAP, folder.STORE)]
    summary = _summary(outcome, time.monotonic() - started, files)
    if as_json:
        with standard_output():
            click.echo(json.dumps(summary, ensure_ascii=False, indent=2))
    elif not quiet:
        click.echo(_sentences(summary, config), err=True)
    end_with(outcome.failures)


def _summary(outcome: Outcome, seconds: float, files: list[str]) -> dict[str, Any]:
    manifest = dict(outcome.manifest)
    left_out = {
        "outside_window": int(manifest.get("articles outside the window", 0)),
        "without_date": int(manifest.get("articles without a date", 0)),
    }
    return {
        "documents": int(manifest["documents"]) + sum(left_out.values()),
        "added": list(outcome.plan.added),
        "changed": list(outcome.plan.changed),
        "removed": list(outcome.plan.removed),
        "unchanged": outcome.plan.unchanged,
        "written": outcome.graph is not None,
        "copies": int(manifest.get("documents that copy another", 0)),
        "entities": int(manifest["entities"]),
        "shown_on_map": list(outcome.shown) if outcome.shown else None,
        "stated_relations": int(manifest["stated relations"]),
        "co_mentions": int(manifest["co-mentions"]),
        "co_mentions_cut": int(manifest["co-mentions cut"]),
        "statements": int(manifest["statements"]),
        "statements_between_entities": int(manifest["statements between entities"]),
        **left_out,
        "excluded": json.loads(manifest.get("excluded", "[]")),
        "decisions": len(json.loads(manifest.get("decisions", "[]"))),
        "decisions_not_applied": json.loads(manifest.get("decisions not applied", "[]")),
        "seconds": round(seconds, 1),
        "files": files,
        "failures": [{"source": f.source, "stage": f.stage, "message": f.message} for f in outcome.failures],
    }


def _sentences(summary: dict[str, Any], config: Config) -> str:
    shown = _shown(summary, config.map_entities) if summary["entities"] > config.map_entities else ""
    told = [f"{count(summary['decisions'], 'decision')} of yours applied"] if summary["decisions"] else []
    told += [f"{count(len(summary['excluded']), 'article')} excluded by you"] if summary["excluded"] else []
    if config.since or config.until:
        told.append(
            f"not in the graph: {count(summary['outside_window'], 'article')} outside the window of time, "
            f"{summary['without_date']:,} without a date"
        )
    copies = (
        [f"{count(summary['copies'], 'copy', 'copies')} of others among them (kgraph sources)"]
        if summary["copies"]
        else []
    )
    nothing = (
        [] if summary["written"] else ["nothing has changed since the last build; the files are as they were"]
    )
    lines = [
        f"{count(summary['documents'], 'document')} in {summary['seconds']} s{_plan(summary)}",
        *nothing,
        *copies,
        f"{count(summary['entities'], 'entity', 'entities')}{shown}",
        f"{count(summary['stated_relations'], 'stated relation')} from "
        f"{count(summary['statements_between_entities'], 'statement')} between entities "
        f"({summary['statements']:,} statements in all)",
        f"{count(summary['co_mentions'], 'co-mention')} "
        f"({summary['co_mentions_cut']:,} weaker ones cut; --comentions N keeps more)",
        *told,
        *summary["files"],
    ]
    return "\n".join(printable(line) for line in lines)


def _shown(summary: dict[str, Any], most: int) -> str:
    """How much of the graph is on the map, in the words of the map."""
    if not summary["shown_on_map"]:  # nothing was written; how many relations that are only the map knows
        return f"; on the map {most:,} of them, as before (--map-entities N shows more)"
    entities, relations = summary["shown_on_map"]
    all_relations = summary["stated_relations"] + summary["co_mentions"]
    return (
        f"; on the map {entities:,} of {summary['entities']:,} entities, "
        f"{relations:,} of {all_relations:,} relations shown, the rest as communities "
        "(--map-entities N shows more)"
    )


def _plan(summary: dict[str, Any]) -> str:
    """What became of the documents of the last build: "3 new, 1 changed, 496 unchanged"."""
    counts = {
        "new": len(summary["added"]),
        "changed": len(summary["changed"]),
        "removed": len(summary["removed"]),
        "unchanged": summary["unchanged"],
    }
    if counts["new"] == sum(counts.values()):
        return ""
    return ": " + ", ".join(f"{number:,} {what}" for what, number in counts.items() if number)
