"""kgraph review: unsure pairs -> a user's decisions, one key each, in a file."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgraph.cli.options import CONFIG_FILE, config_option, named_or_found, output_option
from kgraph.cli.terminal import END_OF_INPUT, EXIT_INTERRUPTED, count, key_reader, printable, standard_output
from kgraph.errors import ConfigError, ExportError

if TYPE_CHECKING:
    from rich.console import Console

    from kgraph.decisions import Decision
    from kgraph.query import Resolved
    from kgraph.review import Question

VERDICT_KEYS = {"s": "same", "d": "different", "u": "unsure"}
OTHER_KEYS = {"k": "skip", " ": "skip", "z": "undo", "q": "quit", END_OF_INPUT: "quit"}
KEYS = "s same   d different   u unsure   k skip   z undo   q quit"


@click.command()
@output_option("Folder of the build.")
@config_option
def review(output: str, config_file: str | None) -> None:
    """Decide whether pairs that a build left unsure are one.

    Shows the two with their sentences, and takes one key: s same, d different, u unsure (and do
    not ask again), k or space skip, z undo, q quit.  Each decision is written at once, to
    kgraph.toml, the --config FILE, or the file that it names under "decisions".  kgraph build
    applies them.

    \b
    kgraph review
    kgraph review -o results --config names.toml
    """
    from rich.console import Console

    from kgraph import pipeline, query
    from kgraph.review import questions

    path = Path(named_or_found(config_file, quiet=True) or CONFIG_FILE)
    decisions = DecisionsFile(path)
    resolved = query.read_resolved(Path(output) / pipeline.STORE)
    interrupted = False
    with standard_output():
        console = Console(file=sys.stdout, highlight=False, soft_wrap=False)
        session = Review(resolved, questions(resolved), decisions, console)
        try:
            with key_reader() as read_key:
                session.run(read_key)
        except KeyboardInterrupt:
            interrupted = True
        console.print(printable(session.summary()), markup=False, soft_wrap=True)
    if interrupted:
        raise click.exceptions.Exit(EXIT_INTERRUPTED)


class Review:
    """A walk through the questions that are open, with the way back."""

    def __init__(
        self, resolved: Resolved, asked: tuple[Question, ...], file: DecisionsFile, console: Console
    ) -> None:
        self.resolved, self.asked, self.file, self.console = resolved, asked, file, console
        self.skipped: set[tuple[str, str]] = set()
        self.answered: list[Question] = []

    def run(self, read_key: Callable[[], str]) -> None:
        """Ask until nothing is open or the user has had enough.  KeyboardInterrupt loses nothing."""
        said, again = "", None
        while True:
            left = [q for q in self.open() if _pair(q) not in self.skipped]
            if not left and not self.answered:
                return
            question = again or (left[0] if left else None)
            action = self._ask(question, len(left), said, read_key)
            said, again = "", None
            if action == "quit" or (question is None and action != "undo"):
                return
            if action == "undo":
                said, again = self._undo()
            elif action == "skip" and question:
                self.skipped.add(_pair(question))
            elif question:
                said = self._decide(question, action)

    def open(self) -> list[Question]:
        from kgraph.review import still_open

        return still_open(self.resolved, self.asked, self.file.decisions)

    def summary(self) -> str:
        made = Counter(decision.verb for decision, _, _ in self.file.made)
        left = len(self.open())
        open_ = f"{count(left, 'unsure pair')} left" if left else "no unsure pair is left"
        if not made:
            return f"Nothing decided; {open_}."
        verbs = ", ".join(f"{number} {verb}" for verb, number in sorted(made.items()))
        decided = f"{count(sum(made.values()), 'decision')} written to {self.file.path} ({verbs})"
        return f"{decided}; {open_}. kgraph build applies them."

    def _ask(self, question: Question | None, left: int, said: str, read_key: Callable[[], str]) -> str:
        from kgraph.cli.question import page

        if self.console.is_terminal:
            self.console.clear()
        if said:
            self.console.print(printable(said), markup=False, soft_wrap=True, style="green")
        if question is None:
            self.console.print("That was the last one: z takes it back, any other key ends.", style="bold")
            return {**VERDICT_KEYS, **OTHER_KEYS}.get(read_key().lower(), "quit")
        self.console.print(page(self.resolved, question, left, self.console))
        self.console.print(KEYS, style="bold", markup=False)
        while (action := {**VERDICT_KEYS, **OTHER_KEYS}.get(read_key().lower(), "")) == "":
            self.console.print(f"Press one of: {KEYS}", markup=False)
        return action

    def _decide(self, question: Question, verb: str) -> str:
        from kgraph.decisions import Decision, describe

        decision = Decision(verb, (question.left.reference, question.right.reference))
        self.file.add(decision)
        self.answered.append(question)
        return f"Written: {describe(decision)}"

    def _undo(self) -> tuple[str, Question | None]:
        from kgraph.decisions import describe

        if not self.answered:
            return "There is nothing to take back.", None
        return f"Taken back: {describe(self.file.undo())}", self.answered.pop()


def _pair(question: Question) -> tuple[str, str]:
    return question.left.entity.id, question.right.entity.id


class DecisionsFile:
    """The file that decisions are written to, each at once, and the way back."""

    def __init__(self, config_file: Path) -> None:
        from kgraph.config import read_toml
        from kgraph.decisions import decisions_file, load_decisions

        there = config_file.exists()
        self.path = decisions_file(config_file, read_toml(config_file)) if there else config_file
        self.decisions = list(load_decisions(config_file, missing_ok=True))
        self.made: list[tuple[Decision, str | None, str]] = []

    def add(self, decision: Decision) -> None:
        from kgraph.decisions import with_decision

        before = self._text()
        after = with_decision(before or "", decision)
        self._write(after)
        self.made.append((decision, before, after))
        self.decisions.append(decision)

    def undo(self) -> Decision:
        """Take back the last one; what others have written to the file meanwhile stays."""
        from kgraph.decisions import without_decision

        decision, before, after = self.made.pop()
        now = self._text() or ""
        self._write(before if now == after else without_decision(now, decision))
        self.decisions.pop()
        return decision

    def _text(self) -> str | None:
        return self.path.read_bytes().decode("utf-8") if self.path.exists() else None

    def _write(self, text: str | None) -> None:
        from kgraph.export import write_whole

        try:
            if text is None:
                self.path.unlink(missing_ok=True)
            else:
                write_whole(self.path, text.encode("utf-8"))
        except (ExportError, OSError) as error:
            cause = error.__cause__ if isinstance(error.__cause__, OSError) else error
            why = getattr(cause, "strerror", None) or cause
            raise ConfigError(
                f"cannot write the decisions to {self.path}: {why}; name another file with --config"
            ) from error
