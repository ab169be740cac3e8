"""The word lists that the rules read: ``NAME.txt`` (one entry a line) and ``NAME.toml``.

Lists are data that a linguist can read and correct.  In ``.txt`` files ``#`` starts a comment
and empty lines count for nothing.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def words(name: str) -> frozenset[str]:
    """The entries of ``NAME.txt`` as written, without comments."""
    lines = (files(__name__) / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    entries = (line.split("#", 1)[0].strip() for line in lines)
    return frozenset(entry for entry in entries if entry)


@cache
def table(name: str) -> dict[str, Any]:
    """The content of ``NAME.toml``; callers must not change it."""
    return tomllib.loads((files(__name__) / f"{name}.toml").read_text(encoding="utf-8"))
