"""Config: every choice that a run can make; the command line's options and a TOML file's keys."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from kgraph.data import table
from kgraph.errors import ConfigError
from kgraph.window import check_window

# Decisions may stand in the same file; kgraph.decisions reads them.
VERBS = (
    *("same", "different", "unsure", "rename", "retype", "ignore", "alias"),  # about entities
    *("right", "wrong", "unclear"),  # about what a sentence says
    "exclude",  # about articles
)


# A name of a family or a type that is longer is no name; the longest built-in one has 24 letters.
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Groups:
    """What a user adds to lists of words: (name, its words) for each group, built-in or new.

    A word stands in one group, and leaves the built-in one that it was in.  ``off`` are built-in
    groups that are not used; with ``only``, none of them is.
    """

    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()
    off: tuple[str, ...] = ()
    only: bool = False

    def __post_init__(self) -> None:
        place: dict[str, str] = {}
        for name, words in self.groups:
            for text in (name, *words):
                if not text.strip() or not text.isprintable() or len(text) > LONGEST_NAME:
                    raise ConfigError(
                        f"{text[:LONGEST_NAME]!r} is no name or word of a group: write 1 to {LONGEST_NAME} "
                        "printable characters on one line"
                    )
            for word in words:
                if place.setdefault(word, name) != name:
                    raise ConfigError(
                        f"the word {word!r} stands under {place[word]!r} and {name!r}; keep one of them"
                    )


@dataclass(frozen=True, slots=True)
class Config:
    """The choices of a run; the field names are the keys of the TOML file.

    ``model`` is a spaCy pipeline's name or path.  ``comentions`` is how many of its strongest
    co-mention edges an entity keeps (0: none).  ``min_confidence`` leaves out stated edges' evidence
    below it (0 to 1).  ``map_entities`` is how many entities the map shows at most; the GraphML
    and the store always hold all.  ``title`` stands above the map.  ``families`` are words that
    tell a relation type's family, ``types`` wordings that say the same as the type they stand under.
    ``since`` and ``until`` are ISO dates of any precision, both included: the graph holds only what
    articles of that time say, and nothing of articles without a date; empty, they set no bound.
    Raises ConfigError for a value out of its range.
    """

    model: str = "en_core_web_sm"
    comentions: int = 5
    min_confidence: float = 0.0
    map_entities: int = 5000
    title: str = ""
    families: Groups = Groups()
    types: Groups = Groups()
    since: str = ""
    until: str = ""

    def __post_init__(self) -> None:
        if not self.model:
            raise ConfigError("model must be the name of a spaCy pipeline, such as en_core_web_sm, not empty")
        if self.comentions < 0:
            raise ConfigError(f"comentions must be 0 or more, not {self.comentions}")
        if not 0 <= self.min_confidence <= 1:
            raise ConfigError(f"min_confidence must be between 0 and 1, not {self.min_confidence}")
        if self.map_entities < 1:
            raise ConfigError(f"map_entities must be 1 or more, not {self.map_entities}")
        check_window(self.since, self.until)


SETTINGS = tuple(field.name for field in fields(Config))


def config_of(manifest: Mapping[str, str]) -> Config:
    """The choices of the run that made a graph, from the graph's manifest; the title stays empty."""
    found: dict[str, Any] = {}
    for field in fields(Config):
        told, kind = manifest.get(field.name), type(getattr(Config(), field.name))
        if told is None or field.name == "title":
            continue
        if kind is Groups:
            groups = json.loads(told)
            named = tuple((name, tuple(words)) for name, words in groups["groups"])
            found[field.name] = Groups(named, tuple(groups["off"]), groups["only"])
        else:
            found[field.name] = kind(told)
    return Config(**found)


def load_config(path: str | Path, config: Config = Config()) -> Config:
    """``config`` with the choices that the TOML file at ``path`` makes.

    Decisions in the file, and the name of their file, are for ``load_decisions`` to read.  Raises
    ConfigError if it cannot be read, is no TOML, or has a key or a type that is unknown.
    """
    choices = {key: value for key, value in read_toml(path).items() if key not in (*VERBS, "decisions")}
    return replace(config, **{key: _checked(path, key, value) for key, value in choices.items()})


def read_toml(path: str | Path) -> dict[str, Any]:
    """The tables and keys of the TOML file at ``path``.  Raises ConfigError."""
    try:
        return tomllib.loads(Path(path).read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"the configuration {path} cannot be read: {error}") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(f"the configuration {path} is not valid TOML: {error}") from error


def _checked(path: str | Path, key: str, value: Any) -> Any:
    if key not in SETTINGS:
        raise ConfigError(
            f"the configuration {path} has an unknown key {key!r}; valid keys are "
            f"{', '.join(sorted(SETTINGS))}, decisions and {', '.join(f'[[{verb}]]' for verb in VERBS)}"
        )
    kind = type(getattr(Config(), key))
    if kind is Groups:
        return _groups(f"in the configuration {path}, [{key}]", value, _built_in(key))
    if kind is float and type(value) is int:
        return float(value)
    if key in ("since", "until") and (isinstance(value, date) or type(value) is int):
        return str(value)[: len("YYYY-MM-DD")]  # TOML has dates of its own, and a year is a number
    if type(value) is not kind:
        raise ConfigError(
            f"in the configuration {path}, {key} must be of type {kind.__name__}, not {value!r}"
        )
    return value


def _built_in(key: str) -> tuple[str, ...]:
    """The names of the groups that kgraph/data holds under a key."""
    return tuple(table("families")) if key == "families" else tuple(table("types")["same"])


def _groups(place: str, value: Any, built_in: tuple[str, ...]) -> Groups:
    """The groups of a table: ``name = ["word", ...]``, ``name = false``, ``only = true``."""
    if not isinstance(value, dict):
        raise ConfigError(f'{place} must be a table with lines such as name = ["word", "other word"]')
    groups, off = [], []
    for name, words in value.items():
        if name == "only" and isinstance(words, bool):
            continue
        if words is False:
            if name not in built_in:
                known = ", ".join(sorted(built_in))
                raise ConfigError(f"{place}: {name} = false switches nothing off; built in are {known}")
            off.append(name)
        elif isinstance(words, list) and all(isinstance(word, str) for word in words):
            groups.append((name, tuple(dict.fromkeys(" ".join(word.lower().split()) for word in words))))
        else:
            wanted = 'a list of words, as in ["word", "other word"], or false'
            raise ConfigError(f"{place}: {name} must be {wanted}, not {words!r}")
    try:
        return Groups(tuple(groups), tuple(off), value.get("only") is True)
    except ConfigError as error:
        raise ConfigError(f"{place}: {error}") from None
