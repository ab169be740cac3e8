"""kgraph search: the sentences that have certain words."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from kgraph.cli.lines import echo_json, line, more, place_text, places_text
from kgraph.cli.options import HowMany, json_option, output_option, window_options
from kgraph.cli.terminal import count, standard_output


@click.command(short_help="Search the sentences of all articles.")
@click.argument("text", nargs=-1, required=True)
@output_option("Folder of the build.")
@click.option(
    "-n",
    "--most",
    default=10,
    show_default=True,
    type=HowMany(min=1),
    metavar="N",
    help="How many sentences.",
)
@window_options
@json_option
def search(
    text: tuple[str, ...], output: str, most: int, since: str | None, until: str | None, as_json: bool
) -> None:
    """Search the sentences of all articles for TEXT, the best first, with the entities in each.

    All words must stand in the sentence, case, accents and endings aside ("signs" finds "signed").
    "A phrase" in quotes stands as it is, begin* is any word that begins so, and -word must not be there.

    \b
    kgraph search pact Kremlin
    kgraph search '"mutual defence" treat*' --since 2025-09
    kgraph search 'sanctions -oil'
    """
    from kgraph.query.evidence import Window
    from kgraph.query.texts import search as find
    from kgraph.store import FILE, opened
    from kgraph.window import check_window

    window = Window(since or "", until or "")
    check_window(window.since, window.until)
    with opened(Path(output) / FILE) as connection:
        found = find(connection, " ".join(text), most=most, window=window)
    with standard_output():
        if as_json:
            echo_json(asdict(found))
            return
        for hit in found.hits:
            line(f"“{hit.sentence}”", hang=1)
            line(place_text(hit.place), 2, dim=True)
            if hit.also:
                line(f"also in {places_text(hit.also)}", 2, dim=True)
            if hit.entities:
                line(f"with {', '.join(entity.name for entity in hit.entities)}", 2)
            line()
        if not found.complete:
            line("so many sentences have these words that only the last that were read have been looked at")
        shown = sum(1 + len(hit.also) for hit in found.hits)
        if found.count > shown:
            line(f"{more(found.count - shown, 'sentence')} (--most shows them)")
        elif not found.count:
            line(f"no sentence has {' '.join(text)}")
        else:
            line(count(found.count, "sentence"))
