"""What goes to the terminal: notes and progress to stderr, results to stdout, all of it harmless."""

from __future__ import annotations

import logging
import os
import select
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgraph.errors import ExportError

if TYPE_CHECKING:
    from kgraph.extraction import Progress
    from kgraph.types import Failure

FAILURES_SHOWN = 20
EXIT_FAILURES, EXIT_INTERRUPTED = 3, 130
END_OF_INPUT = "\x04"  # as Ctrl-D sends it


@contextmanager
def tidy_when_ended() -> Iterator[None]:
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


def note(message: str) -> None:
    """One line on stderr."""
    click.echo(f"kgraph: {printable(message)}", err=True)


class _Notes(logging.Handler):
    """What the library logs, a line each on stderr; tracebacks only if asked for."""

    def emit(self, record: logging.LogRecord) -> None:
        note(self.format(record))


@contextmanager
def noting(quiet: bool) -> Iterator[None]:
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
def standard_output() -> Iterator[None]:
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


@contextmanager
def progress_bar(quiet: bool) -> Iterator[Progress | None]:
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


@contextmanager
def key_reader() -> Iterator[Callable[[], str]]:
    """A function that gives the next key that is pressed, or character that is piped in; then END_OF_INPUT.

    On a terminal keys need no Enter, and what is typed ahead is kept (click.getchar drops it).
    """
    if sys.stdin is None:
        yield lambda: END_OF_INPUT
        return
    if not sys.stdin.isatty():
        yield lambda: next((c for c in iter(lambda: sys.stdin.read(1), "") if c not in "\r\n"), END_OF_INPUT)
        return
    try:
        import termios
        import tty
    except ImportError:  # Windows
        yield click.getchar
        return
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal, termios.TCSADRAIN)
        yield lambda: _key(terminal)
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def _key(terminal: int) -> str:
    """One key; those that send several characters, such as the arrows, are an unknown one."""
    pressed = os.read(terminal, 1)
    if pressed == b"\x1b" and select.select([terminal], [], [], 0)[0] and os.read(terminal, 1) in b"[O":
        while os.read(terminal, 1) in b"0123456789;":  # up to the letter or tilde that ends them
            pass
    return END_OF_INPUT if pressed in (b"", b"\x04") else pressed.decode("ascii", "replace")


def count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def printable(text: str) -> str:
    """The text without what a terminal would obey: control and direction characters."""
    return "".join(c if c == "\n" or c.isprintable() else " " for c in text)


def end_with(failures: Sequence[Failure]) -> None:
    """Name what failed and end with status 3, or do nothing."""
    if not failures:
        return
    note(f"{count(len(failures), 'document')} failed:")
    for failure in failures[:FAILURES_SHOWN]:
        click.echo(printable(f"  {failure.source}: {failure.message}"), err=True)
    if len(failures) > FAILURES_SHOWN:
        click.echo(f"  and {len(failures) - FAILURES_SHOWN} more; kgraph.db and --json list all", err=True)
    raise click.exceptions.Exit(EXIT_FAILURES)
