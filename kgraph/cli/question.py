"""A question of the review as it stands on the terminal: the two sides, and what was judged."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from kgraph.cli.quoting import END, place, plain, quoted
from kgraph.cli.terminal import count, printable
from kgraph.explain import beyond_parts
from kgraph.query import Resolved
from kgraph.review import SENTENCES_SHOWN, Question, Side
from kgraph.types import Judgement

# Two columns of text are read with ease in so many characters; in fewer, one side stands above the other.
SIDE_BY_SIDE = 100
# Lines of a terminal that the answer to the last question and the keys take.
LINES_BESIDE = 5
# Aliases that are listed; the others are counted.
ALIASES_SHOWN = 8


def page(resolved: Resolved, question: Question, left: int, console: Console) -> RenderableType:
    """The question, side by side where the console is wide enough; ``left`` counts the open ones.

    On a terminal that is too low for all of them, with fewer sentences.
    """
    for sentences in range(SENTENCES_SHOWN, 0, -1):
        shown = Group(*_judged(question, left), Text(), *_sides(resolved, question, sentences, console))
        if not console.is_terminal or len(console.render_lines(shown)) + LINES_BESIDE <= console.height:
            break
    return shown


def _sides(resolved: Resolved, question: Question, sentences: int, console: Console) -> list[RenderableType]:
    sides = question.left, question.right
    heads = [_head(side) for side in sides]
    quotes = [Group(*_quotes(resolved, side, sentences, console)) for side in sides]
    if console.width < SIDE_BY_SIDE:
        return [heads[0], quotes[0], heads[1], quotes[1]]
    table = Table.grid(padding=(0, 3), expand=True)
    for _ in sides:
        table.add_column(ratio=1)
    table.add_row(*heads)
    table.add_row(*quotes)
    return [table]


def _judged(question: Question, left: int) -> Iterator[Text]:
    names = f"{question.left.entity.name} = {question.right.entity.name}?"
    yield Text.assemble((plain(names), "bold"), (f"   {count(left, 'pair')} to go", "dim"))
    for judgement in question.judgements:
        yield from _judgement_lines(judgement)


def _judgement_lines(judgement: Judgement) -> Iterator[Text]:
    yield Text(plain(f"unsure, {judgement.score:.2f} by {judgement.by}: {beyond_parts(judgement)}"))
    for part, weight in judgement.parts:
        yield Text(plain(f"  {weight:+.2f}  {part}"), style="green" if weight > 0 else "red")


def _head(side: Side) -> Text:
    entity = side.entity
    others = [plain(alias) for alias in entity.aliases if alias != entity.name]
    more = f" and {len(others) - ALIASES_SHOWN} more" if len(others) > ALIASES_SHOWN else ""
    also = f"also: {', '.join(others[:ALIASES_SHOWN])}{more}\n" if others else ""
    places = f"{count(side.mentions, 'mention')} in {count(side.documents, 'article')}"
    counts = f"{places}, {count(side.relations, 'relation')}"
    return Text.assemble((plain(entity.name), "bold"), f"  {entity.type}\n", printable(also), (counts, "dim"))


def _quotes(resolved: Resolved, side: Side, most: int, console: Console) -> Iterator[Text]:
    for sentence, mention in side.sentences[:most]:
        yield Text()
        document = resolved.documents[sentence.doc]
        yield quoted(document, sentence, [(mention, END)], console)
        yield Text(plain(place(document)), style="dim")
    yield Text()
