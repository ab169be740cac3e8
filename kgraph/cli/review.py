"""kgraph review: unsure pairs -> a user's decisions, one key each, in a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import click

from kgraph.cli.asking import OTHER_KEYS_TOLD, Asking, DecisionsFile, ask, decisions_to_write
from kgraph.cli.options import config_option, output_option
from kgraph.cli.terminal import count, key_reader

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from kgraph.decisions import Decision
    from kgraph.query import Resolved
    from kgraph.review import Question


@click.command(short_help="Decide which unsure pairs are one.")
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
    from kgraph import folder, query
    from kgraph.review import questions

    file = decisions_to_write(config_file)
    resolved = query.read_resolved(Path(output) / folder.STORE)
    asked = questions(resolved)
    ask(lambda console: Review(resolved, asked, file, console), summary, key_reader)


class Review(Asking["Question"]):
    """The unsure pairs, one after the other."""

    answers: ClassVar = {"s": "same", "d": "different", "u": "unsure"}
    keys = f"s same   d different   u unsure   {OTHER_KEYS_TOLD}"

    def __init__(
        self, resolved: Resolved, asked: tuple[Question, ...], file: DecisionsFile, console: Console
    ) -> None:
        super().__init__(file, console)
        self.resolved, self.asked = resolved, asked

    def open(self) -> list[Question]:
        from kgraph.review import still_open

        return still_open(self.resolved, self.asked, self.file.decisions)

    def known_by(self, question: Question) -> tuple[str, str]:
        return question.left.entity.id, question.right.entity.id

    def page(self, question: Question, left: int) -> RenderableType:
        from kgraph.cli.question import page

        return page(self.resolved, question, left, self.console)

    def decision(self, question: Question, verb: str) -> Decision:
        from kgraph.decisions import Decision

        return Decision(verb, (question.left.reference, question.right.reference))


def summary(walk: Asking[Question]) -> str:
    left = len(walk.open())
    open_ = f"{count(left, 'unsure pair')} left" if left else "no unsure pair is left"
    written = walk.written()
    return f"{written}; {open_}. kgraph build applies them." if written else f"Nothing decided; {open_}."
