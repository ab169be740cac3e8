"""Questions on a terminal, one key each, whose answers are written at once into the decisions file."""

from __future__ import annotations

import sys
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

import click

from kgraph.cli.options import CONFIG_FILE, named_or_found
from kgraph.cli.terminal import END_OF_INPUT, EXIT_INTERRUPTED, count, printable, standard_output
from kgraph.errors import ConfigError, ExportError

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from kgraph.decisions import Decision

OTHER_KEYS = {"k": "skip", " ": "skip", "z": "undo", "q": "quit", END_OF_INPUT: "quit"}
OTHER_KEYS_TOLD = "k skip   z undo   q quit"

Question = TypeVar("Question")
KeyReader = Callable[[], AbstractContextManager[Callable[[], str]]]


class Asking(ABC, Generic[Question]):
    """A walk through the questions that are open, with the way back."""

    answers: ClassVar[Mapping[str, str]]  # the verb of a decision by its key
    keys: ClassVar[str]  # what is told of the keys

    def __init__(self, file: DecisionsFile, console: Console) -> None:
        self.file, self.console = file, console
        self.skipped: set[Hashable] = set()
        self.answered: list[Question] = []

    @abstractmethod
    def open(self) -> list[Question]:
        """The questions that have no answer, in their order."""

    @abstractmethod
    def known_by(self, question: Question) -> Hashable:
        """What makes it another question than others."""

    @abstractmethod
    def page(self, question: Question, left: int) -> RenderableType:
        """The question as it is shown, with how many are left."""

    @abstractmethod
    def decision(self, question: Question, verb: str) -> Decision:
        """The answer as it is written."""

    def run(self, read_key: Callable[[], str]) -> None:
        """Ask until nothing is open or the user has had enough.  KeyboardInterrupt loses nothing."""
        said, again = "", None
        while True:
            left = [q for q in self.open() if self.known_by(q) not in self.skipped]
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
                self.skipped.add(self.known_by(question))
            elif question:
                said = self._decide(question, action)

    def written(self) -> str:
        """How many decisions were made and where they stand; empty if there are none."""
        made = Counter(decision.verb for decision, _, _ in self.file.made)
        verbs = ", ".join(f"{number} {verb}" for verb, number in sorted(made.items()))
        number = count(sum(made.values()), "decision")
        return f"{number} written to {self.file.path} ({verbs})" if made else ""

    def _ask(self, question: Question | None, left: int, said: str, read_key: Callable[[], str]) -> str:
        actions = {**self.answers, **OTHER_KEYS}
        if self.console.is_terminal:
            self.console.clear()
        if said:
            self.console.print(printable(said), markup=False, soft_wrap=True, style="green")
        if question is None:
            self.console.print("That was the last one: z takes it back, any other key ends.", style="bold")
            return actions.get(read_key().lower(), "quit")
        self.console.print(self.page(question, left))
        self.console.print(self.keys, style="bold", markup=False)
        while (action := actions.get(read_key().lower(), "")) == "":
            self.console.print(f"Press one of: {self.keys}", markup=False)
        return action

    def _decide(self, question: Question, verb: str) -> str:
        from kgraph.decisions import describe

        decision = self.decision(question, verb)
        self.file.add(decision)
        self.answered.append(question)
        return f"Written: {describe(decision)}"

    def _undo(self) -> tuple[str, Question | None]:
        from kgraph.decisions import describe

        if not self.answered:
            return "There is nothing to take back.", None
        return f"Taken back: {describe(self.file.undo())}", self.answered.pop()


def ask(
    session: Callable[[Console], Asking[Question]],
    summary: Callable[[Asking[Question]], str],
    keys: KeyReader,
) -> None:
    """Ask until there is an end, then print the summary, also of a walk that is interrupted."""
    from rich.console import Console

    interrupted = False
    with standard_output():
        console = Console(file=sys.stdout, highlight=False, soft_wrap=False)
        walk = session(console)
        try:
            with keys() as read_key:
                walk.run(read_key)
        except KeyboardInterrupt:
            interrupted = True
        console.print(printable(summary(walk)), markup=False, soft_wrap=True)
    if interrupted:
        raise click.exceptions.Exit(EXIT_INTERRUPTED)


def decisions_to_write(config_file: str | None) -> DecisionsFile:
    """The file that --config names, that of this folder, or the one that it names."""
    return DecisionsFile(Path(named_or_found(config_file, quiet=True) or CONFIG_FILE))


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
