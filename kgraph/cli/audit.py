"""kgraph audit: edges drawn at random -> a user's verdicts, and how many of a graph's edges are right."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import click

from kgraph.cli.asking import OTHER_KEYS_TOLD, Asking, DecisionsFile, ask, decisions_to_write
from kgraph.cli.options import config_option, output_option
from kgraph.cli.terminal import count, key_reader, printable, standard_output

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

    from kgraph.audit import Audit, Drawn, Precision
    from kgraph.decisions import Decision
    from kgraph.types import Span, Statement

HEAD = ("kind", "edges", "drawn", "right", "wrong", "unsure", "open", "precision", "95 % interval")
MEANING = (
    "An edge is right if the sentence that is shown says it. Figures over several kinds weight each kind by"
    " its edges; unsure and open edges are not in them, nor kinds without an answer."
)
# Characters of a sentence on each side of what is marked: who judges it must see who says so, or denies it.
WHOLE = 1000


@click.command(short_help="Check edges drawn at random: how many are right?")
@output_option("Folder of the build.")
@click.option(
    "--sample",
    default=50,
    show_default=True,
    type=click.IntRange(min=1),
    metavar="N",
    help="How many edges to draw.",
)
@click.option(
    "--seed", default=0, show_default=True, type=int, metavar="N", help="Another one draws other edges."
)
@config_option
@click.option("--json", "as_json", is_flag=True, help="Ask nothing; print the figures as JSON.")
def audit(output: str, sample: int, seed: int, config_file: str | None, as_json: bool) -> None:
    """Check edges drawn at random, and learn how many are right.

    Shows each with its best sentence, and takes one key: r right, w wrong, u unsure (and do not ask
    again), k or space skip, z undo, q quit.  Each verdict is written at once, to kgraph.toml, the
    --config FILE, or the file that it names under "decisions"; kgraph build leaves out what is
    wrong.  At the end stands the precision of each kind of edge, with its interval.

    \b
    kgraph audit
    kgraph audit --sample 200 --seed 2 -o results
    kgraph audit --json | jq '.figures[-1]'
    """
    from kgraph import folder
    from kgraph.audit import answers, precisions
    from kgraph.audit import audit as drawn_from

    file = decisions_to_write(config_file)
    audited = drawn_from(Path(output) / folder.STORE, sample=sample, seed=seed)
    if as_json:
        figures = precisions(audited, answers(audited.drawn, file.decisions))
        with standard_output():
            told = {"sample": len(audited.drawn), "seed": seed, "figures": [asdict(row) for row in figures]}
            click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    ask(lambda console: Checking(audited, file, console), lambda walk: _summary(walk, audited), key_reader)


class Checking(Asking["Drawn"]):
    """The edges that were drawn, one after the other."""

    answers: ClassVar = {"r": "right", "w": "wrong", "u": "unclear"}
    keys = f"r right   w wrong   u unsure   {OTHER_KEYS_TOLD}"

    def __init__(self, audited: Audit, file: DecisionsFile, console: Console) -> None:
        super().__init__(file, console)
        self.audited = audited

    def verdicts(self) -> dict[str, str]:
        """The verdict on each edge that has one, by its id."""
        from kgraph.audit import answers

        return answers(self.audited.drawn, self.file.decisions)

    def open(self) -> list[Drawn]:
        verdicts = self.verdicts()
        return [edge for edge in self.audited.drawn if edge.id not in verdicts]

    def known_by(self, question: Drawn) -> str:
        return question.id

    def page(self, question: Drawn, left: int) -> RenderableType:
        from rich.console import Group

        return Group(*_page(question, left, self.console))

    def decision(self, question: Drawn, verb: str) -> Decision:
        from kgraph.decisions import Decision

        return Decision(verb, claim=question.claim)


def _page(edge: Drawn, left: int, console: Console) -> Iterator[Text]:
    from rich.text import Text

    from kgraph.cli.quoting import END, PREDICATE, plain, quoted

    relation, (subject, object_) = edge.relation, edge.ends
    arrow = "--" if relation.symmetric else "->"
    edge_line = f"{subject.name} -- {relation.type} {arrow} {object_.name}"
    kind = relation.family if relation.kind == "stated" else relation.kind
    yield Text.assemble((plain(edge_line), "bold"), (f"   {plain(kind)}; {count(left, 'edge')} to go", "dim"))
    yield Text()
    ends, predicate = _marks(edge)
    marks = [*((span, END) for span in ends), *((span, PREDICATE) for span in predicate)]
    yield quoted(edge.document, edge.sentence, marks, console, context=WHOLE)
    document = edge.document
    places = (document.title or document.name, document.outlet, document.date)
    yield Text(plain(", ".join(filter(None, places))), style="dim")
    if (articles := len({span.doc for span in relation.sentences})) > 1:
        sources = count(relation.sources, "independent source")
        yield Text(f"the best of {count(articles, 'article')}, {sources}", style="dim")
    if edge.statement is not None:
        yield Text()
        yield Text(plain(_reading(edge.statement)))
        if remarks := _remarks(edge.statement):
            yield Text(plain("; ".join(remarks)), style="red")
    else:
        yield Text()
        yield Text(plain(f"Does it mention {subject.name} and {object_.name}?"))
    yield Text()


def _marks(edge: Drawn) -> tuple[list[Span], list[Span]]:
    """Where the ends stand in the sentence, and the words between them."""
    if edge.statement is None:
        return [span for entity in edge.ends for span in entity.mentions if span.doc == edge.document.id], []
    said = edge.statement
    ends = [argument.span or argument.mention for argument in (said.subject, said.object)]
    return [span for span in ends if span], [said.predicate.span] if said.predicate.span else []


def _reading(statement: Statement) -> str:
    return f"{statement.subject.text} | {statement.predicate.text} | {statement.object.text}"


def _remarks(statement: Statement) -> list[str]:
    """What is not plain about the statement, in the words of the badges on the map; who says so; when."""
    tellers = [statement.source, *statement.relayed_by] if statement.source else []
    told = [
        "denied" if statement.polarity == "negative" else "",
        statement.modality if statement.modality != "asserted" else "",
        "ended" if statement.ended else "",
        "says " + ", as reported by ".join(teller.text for teller in tellers) if tellers else "",
        statement.time or "",
    ]
    return [remark for remark in told if remark]


def _summary(walk: Asking[Drawn], audited: Audit) -> str:
    from kgraph.audit import answers, precisions

    written = walk.written()
    head = f"{written}; kgraph build leaves out what is wrong." if written else "Nothing decided."
    rows = precisions(audited, answers(audited.drawn, walk.file.decisions))
    return "\n".join([head, "", *_table(rows), "", MEANING])


def _table(rows: Sequence[Precision]) -> Iterator[str]:
    """Lines of a table, the first column to the left, the others to the right."""
    cells = [HEAD, *(_cells(asdict(row)) for row in rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(HEAD))]
    for first, *others in cells:
        numbers = (cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))
        yield printable("  ".join([first.ljust(widths[0]), *numbers]).rstrip())


def _cells(row: Mapping[str, Any]) -> tuple[str, ...]:
    counts = (f"{row[key]:,}" for key in ("edges", "drawn", "right", "wrong", "unclear", "open"))
    if row["precision"] is None:
        return row["kind"], *counts, "", ""
    return row["kind"], *counts, f"{row['precision']:.2f}", f"{row['low']:.2f} to {row['high']:.2f}"
