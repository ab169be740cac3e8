"""kgraph show: what a build says of someone."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kgraph.cli.lines import between, counted, echo_json, line, more, relation_text, saying_lines
from kgraph.cli.options import HowMany, json_option, output_option, window_options
from kgraph.cli.terminal import count, standard_output

if TYPE_CHECKING:
    from kgraph.query.profile import Article, Family, Moment, Profile, Told

# Moments of the timeline that are shown, the latest.
MOMENTS_SHOWN = 15


@click.command(short_help="Show what a build says of someone.")
@click.argument("name")
@output_option("Folder of the build.")
@click.option(
    "-n",
    "--most",
    default=5,
    show_default=True,
    type=HowMany(min=1),
    metavar="N",
    help="How many relations of each family.",
)
@click.option(
    "--sentences",
    default=2,
    show_default=True,
    type=HowMany(min=0),
    metavar="N",
    help="How many of each relation.",
)
@window_options
@json_option
def show(
    name: str, output: str, most: int, sentences: int, since: str | None, until: str | None, as_json: bool
) -> None:
    """Show what a build says of NAME: roles, relations and their sentences, outlets, timeline.

    NAME is any spelling that the articles use, or an author or outlet.

    \b
    kgraph show "Xi Jinping"
    kgraph show dprk -o results --since 2025-09
    """
    from kgraph.query.evidence import Window
    from kgraph.query.names import meant_by, unknown
    from kgraph.query.profile import profile, written
    from kgraph.store import FILE, opened
    from kgraph.window import check_window

    window = Window(since or "", until or "")
    check_window(window.since, window.until)
    with opened(Path(output) / FILE) as connection:
        meant = meant_by(connection, name)
        if not meant:
            raise unknown(connection, name)
        profiles = [profile(connection, entity, most=most, window=window) for entity in meant.entities]
        articles, of = written(connection, meant, most=4 * most, window=window)
    with standard_output():
        if as_json:
            rows = [profile_row(p) for p in profiles]
            found = {"entities": rows, "written": [asdict(a) for a in articles], "written_count": of}
            echo_json(found)
            return
        for number, each in enumerate(profiles):
            if number:
                line()
            _profile_lines(each, sentences)
        _written_lines(name, articles, of)


def _profile_lines(profile: Profile, sentences: int) -> None:
    line(f"{profile.entity.name}  {profile.entity.type}", bold=True)
    if profile.aliases:
        line(f"also: {', '.join(profile.aliases)}", 2)
    if profile.descriptions:
        line(f"called: {', '.join(_times(text, n) for text, n in profile.descriptions)}", 2)
    places = f"{count(profile.mentions, 'mention')} in {count(profile.articles, 'article')}"
    if profile.stories < profile.articles:
        places += f" that tell {count(profile.stories, 'story', 'stories')}"
    dates = between(*profile.dates) if profile.dates else ""
    line(", ".join(part for part in (places, dates) if part), 2)
    if profile.undated:
        line(f"{count(profile.undated, 'article')} without a date left out", 2)
    if profile.outlets and any(outlet for outlet, _ in profile.outlets):
        line(f"in: {', '.join(_times(outlet or 'no outlet', n) for outlet, n in profile.outlets)}", 2)
    for family in profile.families:
        _family_lines(family, sentences)
    if profile.beside:
        line()
        line("MENTIONED WITH", bold=True)
        names = [f"{edge.other(profile.entity.id).name} ({edge.distinct:,})" for edge in profile.beside]
        left = profile.beside_count - len(profile.beside)
        line(", ".join(names) + (f", {more(left, 'other')}" if left else "") + "  (sentences)", 2)
    if profile.timeline:
        _timeline_lines(profile.timeline)


def _times(text: str, n: int) -> str:
    return f"{text} ({n:,})" if n > 1 else text


def _family_lines(family: Family, sentences: int) -> None:
    line()
    line(f"{family.name.upper()}  {count(family.count, 'relation')}", bold=True)
    for told in family.relations:
        _told_lines(told, sentences)
    left = family.count - len(family.relations)
    if left:
        line(more(left, "relation"), 2)


def _told_lines(told: Told, sentences: int) -> None:
    from kgraph.query.evidence import manner, wordings

    edge = told.edge
    others = wordings(edge, told.sayings)
    line(relation_text(edge, manner(edge, told.sayings)), 2)
    dates = {saying.place.date for saying in told.sayings if saying.place.date}
    span = between(min(dates), max(dates)) if dates else ""
    words = f"also as {', '.join(f'“{word}”' for word in others)}" if others else ""
    line("; ".join(part for part in (counted(told.articles, told.sources), span, words) if part), 4, dim=True)
    for saying in told.sayings[:sentences]:
        saying_lines(saying, 4)
    left = told.sentences - min(sentences, len(told.sayings))
    if sentences and left > 0:
        line(more(left, "sentence"), 4, dim=True)


def _timeline_lines(moments: tuple[Moment, ...]) -> None:
    line()
    line("TIMELINE", bold=True)
    line("when, as a text gives it, or [in brackets] the article's date", 2, dim=True)
    left = len(moments) - MOMENTS_SHOWN
    if left > 0:
        line(f"{left:,} earlier", 2, dim=True)
    shown = moments[-MOMENTS_SHOWN:]
    width = max(len(moment.time) + 2 for moment in shown)
    for moment in shown:
        time = f"[{moment.time}]" if moment.reported else f" {moment.time} "
        saying = moment.saying
        marks = [m for m in (saying.polarity, saying.modality) if m not in ("positive", "asserted")]
        marks += ["ended"] if saying.ended else []
        line(f"{time:{width}}  {relation_text(moment.edge, marks)}", 2, hang=width + 4)


def _written_lines(name: str, articles: tuple[Article, ...], of: int) -> None:
    for article in articles:
        line(f"{name} wrote or published: {article.title or article.name} ({article.date or 'no date'})")
    if of > len(articles):
        line(more(of - len(articles), "article"))


# --- data ---


def profile_row(profile: Profile) -> dict[str, Any]:
    """The profile as JSON: see the README."""
    return {
        **asdict(profile.entity),
        "aliases": profile.aliases,
        "descriptions": [{"text": text, "count": n} for text, n in profile.descriptions],
        "mentions": profile.mentions,
        "articles": profile.articles,
        "stories": profile.stories,
        "undated": profile.undated,
        "first_date": profile.dates[0] if profile.dates else None,
        "last_date": profile.dates[1] if profile.dates else None,
        "outlets": [{"outlet": outlet, "articles": n} for outlet, n in profile.outlets],
        "families": [
            {"family": f.name, "count": f.count, "relations": [told_row(told) for told in f.relations]}
            for f in profile.families
        ],
        "mentioned_with": [asdict(edge) for edge in profile.beside],
        "mentioned_with_count": profile.beside_count,
        "timeline": [
            {"time": m.time, "reported": m.reported, "relation": m.edge.id, "sentence": m.saying.sentence}
            for m in profile.timeline
        ],
    }


def told_row(told: Told) -> dict[str, Any]:
    counts = {"sentences": told.sentences, "articles": told.articles, "sources": told.sources}
    return {**asdict(told.edge), **counts, "evidence": [asdict(saying) for saying in told.sayings]}
