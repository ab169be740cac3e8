"""Options that several commands share, and the choices that they and a file make."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kgraph.cli.terminal import note
from kgraph.config import Config, load_config
from kgraph.window import is_iso_date

if TYPE_CHECKING:
    from kgraph.decisions import Decision

# A file that may not be read is not wrong usage, and costs no other: that is for the reader to say.
PATH = click.Path(readable=False)
# Read without being asked for, where it lies in the folder in which a command is given.
CONFIG_FILE = "kgraph.toml"


class HowMany(click.IntRange):
    """A number from ``min`` on; one that SQLite could not hold means all, as any that is too great does."""

    MOST = 2**31

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        return min(int(super().convert(value, param, ctx)), self.MOST)


def cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def output_option(help_: str) -> Callable[..., Any]:
    return click.option(
        "-o", "--output", default="output", show_default=True, type=PATH, metavar="DIR", help=help_
    )


def json_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")(command)


def config_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--config",
        "config_file",
        type=PATH,
        metavar="FILE",
        help="TOML file with choices and decisions; options win.  [kgraph.toml, if there is one]",
    )(command)


def comentions_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--comentions",
        type=click.IntRange(min=0),
        metavar="N",
        help="Keep each entity's N strongest co-mentions.  [5]",
    )(command)


def confidence_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        metavar="P",
        help="Leave out statements less certain than P.  [0]",
    )(command)


def window_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """--since and --until, each a date of any precision."""
    for name, help_ in (
        ("--until", "Only articles dated up to DATE."),
        ("--since", "Only articles dated DATE (2025, 2025-09 or 2025-09-03) or later."),
    ):
        command = click.option(name, metavar="DATE", callback=_date, help=help_)(command)
    return command


def _date(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    if value and not is_iso_date(value):
        raise click.BadParameter(f"{value!r} is no date such as 2025, 2025-09 or 2025-09-03")
    return value


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that several commands share."""
    for option in (
        click.option("--model", metavar="NAME", help="spaCy pipeline to read with.  [en_core_web_sm]"),
        config_option,
        click.option(
            "--processes",
            type=click.IntRange(min=1),
            default=cores,
            metavar="N",
            help="Read large inputs in N processes.  [as many as there are cores]",
        ),
        click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors."),
    ):
        command = option(command)
    return command


def chosen(
    config_file: str | None, choices: dict[str, Any], *, quiet: bool
) -> tuple[Config, tuple[Decision, ...]]:
    """Defaults, then the file, then the options that were given; and the decisions of the file."""
    path = named_or_found(config_file, quiet=quiet)
    config = Config()
    decisions: tuple[Decision, ...] = ()
    if path is not None:
        from kgraph.decisions import load_decisions

        config, decisions = load_config(path), load_decisions(path)
    return replace(config, **{key: value for key, value in choices.items() if value is not None}), decisions


def named_or_found(config_file: str | None, *, quiet: bool) -> str | None:
    """The file that --config names; else that of this folder, which a note says, if there is one."""
    if config_file is not None or not Path(CONFIG_FILE).is_file():
        return config_file
    if not quiet:
        note(f"choices and decisions from {CONFIG_FILE} in this folder (--config names another file)")
    return CONFIG_FILE
