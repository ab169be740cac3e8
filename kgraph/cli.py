"""The command line: options -> Config -> pipeline -> message and exit status.

0: all well; 1: the run could not go on; 2: wrong usage; 3: finished, but some documents failed;
130: interrupted; 128 and the signal's number: ended by another signal.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kgraph.config import Config, load_config
from kgraph.engine import collect_less_garbage
from kgraph.errors import ExportError, KgraphError

if TYPE_CHECKING:
    from kgraph.extraction import Progress
    from kgraph.types import Failure, Graph

FAILURES_SHOWN = 20
EXIT_ERROR, EXIT_FAILURES, EXIT_INTERRUPTED = 1, 3, 130
# A file that may not be read is not wrong usage, and costs no other: that is for the reader to say.
PATH = click.Path(readable=False)


class _Commands(click.Group):
    """The commands, with kgraph's errors as one sentence and an exit status."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            with _tidy_when_ended():
                return super().invoke(ctx)
        except KgraphError as error:
            if ctx.params.get("debug"):
                raise
            click.echo(f"kgraph: {printable(str(error))}", err=True)
            ctx.exit(EXIT_ERROR)
        except KeyboardInterrupt:
            click.echo("kgraph: interrupted; files that were there are as they were", err=True)
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
    kgraph show "Xi Jinping"               what the last build says of someone
    kgraph extract articles/ -o out.jsonl  entities and statements as JSON Lines
    """


@contextmanager
def _tidy_when_ended() -> Iterator[None]:
    """A kill or a closed terminal ends the run as an interrupt does, with nothing left lying about."""

    def leave(number: int, frame: object) -> None:
        raise SystemExit(128 + number)

    before = {}
    for name in ("SIGTERM", "SIGHUP"):  # Windows has no SIGHUP
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # nohup ignores SIGHUP
            with suppress(ValueError):  # not the main thread, which alone gets signals
                before[number] = signal.signal(number, leave)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class _Notes(logging.Handler):
    """What the library logs, a line each on stderr; tracebacks only if asked for."""

    def emit(self, record: logging.LogRecord) -> None:
        click.echo(f"kgraph: {printable(self.format(record))}", err=True)


@contextmanager
def _notes(quiet: bool) -> Iterator[None]:
    """Show what was left out of the run without being a failure; with --debug, more of what happens."""
    debug = click.get_current_context().find_root().params.get("debug")
    log = logging.getLogger("kgraph")
    before, handler = log.level, _Notes()
    log.setLevel(logging.DEBUG if debug else logging.ERROR if quiet else logging.INFO)
    log.addHandler(handler)
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.setLevel(before)


@contextmanager
def _standard_output() -> Iterator[None]:
    """For writing to standard output: a full disk behind it is an error like any other."""
    if sys.stdout is None:
        raise ExportError("standard output is closed; leave it open, or name a file with -o")
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        raise  # the reader has seen enough, as in "| head"; click ends the run without a word
    except OSError as error:
        with Path(os.devnull).open("w") as nowhere:  # or Python would try again, and fail, at its end
            os.dup2(nowhere.fileno(), sys.stdout.fileno())
        raise ExportError(f"cannot write to standard output: {error.strerror or error}") from error


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _settings(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that several commands share."""
    for option in (
        click.option("--model", metavar="NAME", help="spaCy pipeline to read with.  [en_core_web_sm]"),
        click.option(
            "--config",
            "config_file",
            type=PATH,
            metavar="FILE",
            help="TOML file with choices; options win over it.",
        ),
        click.option(
            "--processes",
            type=click.IntRange(min=1),
            default=_cores,
            metavar="N",
            help="Read large inputs in N processes.  [as many as there are cores]",
        ),
        click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors."),
    ):
        command = option(command)
    return command


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=PATH)
@click.option(
    "-o",
    "--output",
    default="output",
    show_default=True,
    type=PATH,
    metavar="DIR",
    help="Folder for the results.",
)
@click.option(
    "--comentions",
    type=click.IntRange(min=0),
    metavar="N",
    help="Keep each entity's N strongest co-mentions.  [5]",
)
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    metavar="P",
    help="Leave out statements less certain than P.  [0]",
)
@click.option(
    "--map-entities",
    type=click.IntRange(min=1),
    metavar="N",
    help="Show at most N entities on the map.  [5000]",
)
@click.option("--title", help="Title of the map.  [the names of the paths]")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@_settings
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
    from kgraph import pipeline

    config = _config(config_file, choices)
    started = time.monotonic()
    collect_less_garbage()
    with _notes(quiet), _progress(quiet or as_json) as progress:
        graph = pipeline.build(paths, output=output, config=config, processes=processes, progress=progress)
    files = [str(Path(output) / name) for name in (pipeline.GRAPHML, pipeline.MAP, pipeline.STORE)]
    summary = _summary(graph, time.monotonic() - started, files)
    if as_json:
        with _standard_output():
            click.echo(json.dumps(summary, ensure_ascii=False, indent=2))
    elif not quiet:
        click.echo(_sentences(summary, config), err=True)
    _end(graph.failures)


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=PATH)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, readable=False),
    metavar="FILE",
    help="File to write.  [standard output]",
)
@_settings
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

    config = _config(config_file, choices)
    collect_less_garbage()
    with _notes(quiet), _progress(quiet) as progress:
        rows, failures = pipeline.extract(paths, config=config, processes=processes, progress=progress)
    text = export.json_lines(rows)
    if output is None or output == "-":
        with _standard_output():
            sys.stdout.buffer.write(text.encode("utf-8"))
    else:
        export.write_text(output, text)
    _end(failures)


@main.command()
@click.argument("name")
@click.option(
    "-o",
    "--output",
    default="output",
    show_default=True,
    type=PATH,
    metavar="DIR",
    help="Folder of the build.",
)
@click.option(
    "-n",
    "--most",
    default=10,
    show_default=True,
    type=click.IntRange(min=1),
    help="How many relations of each kind, and sentences of each.",
)
def show(name: str, output: str, most: int) -> None:
    """Show what a build says of NAME: aliases, relations and their sentences.

    NAME is any spelling that the articles use, or an author or outlet.

    \b
    kgraph show "Xi Jinping"
    kgraph show dprk -o results
    """
    from kgraph import pipeline, query, store

    graph = store.read_graph(Path(output) / pipeline.STORE)
    found = query.find(graph, name)
    if not (found.entities or found.written):
        near = f"; did you mean {', '.join(found.near)}?" if found.near else ""
        raise KgraphError(f"nobody and nothing is called {name!r} in {output}{near}")
    with _standard_output():
        for entity in found.entities:
            for line in _entity_lines(graph, entity, most):
                click.echo(printable(line))
        for document in found.written:
            written = f"{document.title or document.name} ({document.date or 'no date'})"
            click.echo(printable(f"{name} wrote or published: {written}"))


def _entity_lines(graph: Graph, entity: Any, most: int) -> Iterator[str]:
    from kgraph import query

    documents = {d.id: d for d in graph.documents}
    names = {e.id: e.name for e in graph.entities}
    articles = {span.doc for span in entity.mentions}
    places = f"{_count(len(entity.mentions), 'mention')} in {_count(len(articles), 'article')}"
    yield f"{entity.name}  {entity.type}, {places}"
    others = [a for a in entity.aliases if a != entity.name]
    if others:
        yield f"  also: {', '.join(others)}"
    relations = query.relations_of(graph, entity)
    for kind in ("stated", "co-mention"):
        own = [r for r in relations if r.kind == kind]
        for relation in own[:most]:
            arrow = "--" if relation.symmetric else "->"
            marks = [m for m in (relation.polarity, relation.modality) if m not in ("positive", "asserted")]
            mark = f" ({', '.join(marks)})" if marks else ""
            yield f"\n  {names[relation.subject]} -- {relation.type}{mark} {arrow} {names[relation.object]}"
            pieces = list(query.evidence(relation))
            for span, remark in pieces[: most if kind == "stated" else 1]:
                document = documents[span.doc]
                place = ", ".join(
                    p for p in (document.title or document.name, document.outlet, document.date) if p
                )
                yield f"    “{query.sentence(documents, span)}”"
                yield f"      {place}" + (f" [{remark}]" if remark else "")
            if len(pieces) > most:
                yield f"      and {len(pieces) - most} more sentences"
        if len(own) > most:
            yield f"\n  and {len(own) - most} more {kind} relations (--most {len(own)} shows all)"


def _config(config_file: str | None, choices: dict[str, Any]) -> Config:
    """Defaults, then the file, then the options that were given."""
    from dataclasses import replace

    config = Config() if config_file is None else load_config(config_file)
    return replace(config, **{key: value for key, value in choices.items() if value is not None})


@contextmanager
def _progress(quiet: bool) -> Iterator[Progress | None]:
    """A progress bar on a terminal, none in a pipe."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("reading articles"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _summary(graph: Graph, seconds: float, files: list[str]) -> dict[str, Any]:
    counts = dict(graph.manifest)
    return {
        "documents": len(graph.documents),
        "entities": len(graph.entities),
        "stated_relations": int(counts["stated relations"]),
        "co_mentions": int(counts["co-mentions"]),
        "co_mentions_cut": int(counts["co-mentions cut"]),
        "statements": int(counts["statements"]),
        "statements_between_entities": int(counts["statements between entities"]),
        "seconds": round(seconds, 1),
        "files": files,
        "failures": [{"source": f.source, "stage": f.stage, "message": f.message} for f in graph.failures],
    }


def _sentences(summary: dict[str, Any], config: Config) -> str:
    shown = (
        f"; the map shows the {config.map_entities} most important"
        if summary["entities"] > config.map_entities
        else ""
    )
    lines = [
        f"{_count(summary['documents'], 'document')} read in {summary['seconds']} s",
        f"{_count(summary['entities'], 'entity', 'entities')}{shown}",
        f"{_count(summary['stated_relations'], 'stated relation')} from "
        f"{_count(summary['statements_between_entities'], 'statement')} between entities "
        f"({summary['statements']:,} statements in all)",
        f"{_count(summary['co_mentions'], 'co-mention')} "
        f"({summary['co_mentions_cut']:,} weaker ones cut; --comentions N keeps more)",
        *summary["files"],
    ]
    return "\n".join(printable(line) for line in lines)


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _end(failures: tuple[Failure, ...] | list[Failure]) -> None:
    """Name what failed and end with status 3, or do nothing."""
    if not failures:
        return
    click.echo(f"kgraph: {_count(len(failures), 'document')} failed:", err=True)
    for failure in failures[:FAILURES_SHOWN]:
        click.echo(printable(f"  {failure.source}: {failure.message}"), err=True)
    if len(failures) > FAILURES_SHOWN:
        click.echo(f"  and {len(failures) - FAILURES_SHOWN} more; kgraph.db and --json list all", err=True)
    raise click.exceptions.Exit(EXIT_FAILURES)


def printable(text: str) -> str:
    """The text without what a terminal would obey: control and direction characters."""
    return "".join(c if c == "\n" or c.isprintable() else " " for c in text)


if __name__ == "__main__":
    main()
