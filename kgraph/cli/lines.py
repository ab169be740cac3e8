"""Relations and their sentences as lines on a terminal or in a pipe; nothing in them that would be obeyed."""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from kgraph.cli.terminal import count, printable

if TYPE_CHECKING:
    from kgraph.query.evidence import Edge, Place, Saying

# Longer lines are hard to read even where the terminal has room for them.
WIDEST = 110
# Other places of a sentence that are named; the rest are counted.
PLACES_SHOWN = 3


def line(text: str = "", indent: int = 0, *, hang: int = 2, **style: bool) -> None:
    """Print a line, on a terminal folded at its width; ``hang`` is how much further its rest stands."""
    margin = " " * indent
    shown = [margin + printable(text.replace("\n", " "))]
    if sys.stdout is not None and sys.stdout.isatty():
        width = min(shutil.get_terminal_size().columns, WIDEST)
        shown = textwrap.wrap(
            shown[0][indent:].rstrip(),
            max(width, 40),
            initial_indent=margin,
            subsequent_indent=" " * (indent + hang),
            break_on_hyphens=False,
        ) or [""]
    for part in shown:
        click.echo(click.style(part, **style) if style else part)  # click takes the style out in a pipe


def lines(texts: Iterable[str]) -> None:
    """Print lines that are indented already; a line break in front of one is an empty line before it."""
    for text in texts:
        if text.startswith("\n"):
            line()
        said = text.removeprefix("\n")
        shown = said.lstrip(" ")
        line(shown, len(said) - len(shown))


def echo_json(value: object) -> None:
    """Print it as JSON; half a surrogate pair, as in a file name that is no UTF-8, as its escape."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    click.echo(text.encode("utf-8", "backslashreplace").decode("utf-8"))


def relation_text(edge: Edge, marks: Sequence[str] = ()) -> str:
    """The ends, the type, and what is not plain about it: "Trump -- accuse (claimed) -> Xi"."""
    arrow = "--" if edge.symmetric else "->"
    mark = f" ({', '.join(marks)})" if marks else ""
    return f"{edge.subject.name} -- {edge.type}{mark} {arrow} {edge.object.name}"


def counted(articles: int, sources: int | None) -> str:
    """How many articles, and, where they are another number, how many independent sources."""
    of = f", {count(sources, 'independent source')}" if sources is not None and sources != articles else ""
    return count(articles, "article") + of


def between(first: str | None, last: str | None) -> str:
    return "" if first is None else first if first == last else f"{first} to {last}"


def saying_lines(saying: Saying, indent: int) -> None:
    """The sentence, where it stands and how it is said, and where else it stands."""
    line(f"“{saying.sentence}”", indent, hang=1)
    remarks = f" [{', '.join(saying.remarks)}]" if saying.remarks else ""
    line(place_text(saying.place) + remarks, indent + 2, dim=True)
    if saying.also:
        line(f"also in {places_text(saying.also)}", indent + 2, dim=True)
    if saying.reworded:
        line(f"in other words in {places_text(saying.reworded)}", indent + 2, dim=True)


def place_text(place: Place) -> str:
    return ", ".join(part for part in (place.article, place.outlet, place.date) if part)


def places_text(places: Sequence[Place]) -> str:
    """The first of the places, the rest counted."""
    shown = [place_text(place) for place in places[:PLACES_SHOWN]]
    left = len(places) - len(shown)
    return "; ".join([*shown, f"{left:,} more"] if left else shown)


def more(left: int, of: str, *, many: str = "") -> str:
    """ "and 312 more relations": what is there and not shown."""
    return f"and {left:,} more {of if left == 1 else many or of + 's'}"
