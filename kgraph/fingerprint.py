"""What an extraction depends on beside its document: rules, model, the user's names; as a hash."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

from kgraph.annotate import model_version

# The parts of kgraph by which a document becomes an extraction.  Their files are hashed, and not only
# kgraph's version: while rules are worked on, the version stays.
RULES = (
    "types.py",
    "data",
    "names",
    "gazetteer.py",
    "vocabulary.py",
    "read",
    "annotate.py",
    "mentions",
    "statements",
    "extraction.py",
)
LIBRARIES = ("spacy", "thinc", "numpy", "trafilatura", "countryinfo", "dateparser")


def fingerprint(model: str, names: Sequence[str] = ()) -> str:
    """A hash that is the same as long as the same document gives the same extraction.

    ``names`` are spellings that the user knows as names.  Raises ModelError if there is no such model.
    """
    versions = [f"{library} {version(library)}" for library in LIBRARIES]
    return digest([model, model_version(model), *versions, *names, code_digest(RULES)])


def code_digest(parts: Sequence[str] = ()) -> str:
    """A hash of the files of those parts of kgraph, modules and packages; without parts, of all."""
    root = files("kgraph")
    found = [root / part for part in parts] or list(root.iterdir())
    content = sha256()
    for name, file in sorted(_files(found)):
        content.update(f"{name}\0{sha256(file.read_bytes()).hexdigest()}\0".encode())
    return content.hexdigest()


def digest(values: Iterable[object]) -> str:
    """A hash of values that JSON can hold, in their order."""
    return sha256(json.dumps(list(values)).encode()).hexdigest()


def _files(found: Iterable[Traversable], folder: str = "") -> Iterator[tuple[str, Traversable]]:
    for entry in found:
        name = f"{folder}/{entry.name}"
        if entry.is_file() and not name.endswith(".pyc"):
            yield name, entry
        elif entry.is_dir() and entry.name != "__pycache__":
            yield from _files(entry.iterdir(), name)
