"""Config: every choice that a run can make; the command line's options and a TOML file's keys."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from kgraph.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Config:
    """The choices of a run; the field names are the keys of the TOML file.

    ``model`` is a spaCy pipeline's name or path.  ``comentions`` is how many of its strongest
    co-mention edges an entity keeps (0: none).  ``min_confidence`` leaves out stated edges' evidence
    below it (0 to 1).  ``map_entities`` is how many entities the map shows at most; the GraphML
    and the store always hold all.  ``title`` stands above the map.  Raises ConfigError for a
    value out of its range.
    """

    model: str = "en_core_web_sm"
    comentions: int = 5
    min_confidence: float = 0.0
    map_entities: int = 5000
    title: str = ""

    def __post_init__(self) -> None:
        if not self.model:
            raise ConfigError("model must be the name of a spaCy pipeline, such as en_core_web_sm, not empty")
        if self.comentions < 0:
            raise ConfigError(f"comentions must be 0 or more, not {self.comentions}")
        if not 0 <= self.min_confidence <= 1:
            raise ConfigError(f"min_confidence must be between 0 and 1, not {self.min_confidence}")
        if self.map_entities < 1:
            raise ConfigError(f"map_entities must be 1 or more, not {self.map_entities}")


def load_config(path: str | Path, config: Config = Config()) -> Config:
    """``config`` with the choices that the TOML file at ``path`` makes.

    Raises ConfigError if it cannot be read, is no TOML, or has a key or a type that is unknown.
    """
    try:
        settings = tomllib.loads(Path(path).read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"the configuration {path} cannot be read: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"the configuration {path} is not valid TOML: {error}") from error
    return replace(config, **{key: _checked(path, key, value) for key, value in settings.items()})


def _checked(path: str | Path, key: str, value: Any) -> Any:
    types = {field.name: type(getattr(Config(), field.name)) for field in fields(Config)}
    if key not in types:
        raise ConfigError(
            f"the configuration {path} has an unknown key {key!r}; valid keys are {', '.join(sorted(types))}"
        )
    if types[key] is float and type(value) is int:
        return float(value)
    if type(value) is not types[key]:
        raise ConfigError(
            f"in the configuration {path}, {key} must be of type {types[key].__name__}, not {value!r}"
        )
    return value
