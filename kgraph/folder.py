"""The folder that a build writes: one run at a time, files that are whole, nothing left lying about."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from kgraph.errors import ExportError
from kgraph.export import TEMPORARY
from kgraph.store import FILE

GRAPHML, MAP, STORE = "graph.graphml", "map.html", FILE
LOCK = ".kgraph.lock"

log = logging.getLogger(__name__)


@contextmanager
def occupied(folder: Path) -> Iterator[None]:
    """The folder, made if there is none, for this run alone; a second run waits, and says so.

    It is tried at once whether it can be written to: better now than after an hour of annotating.
    What runs that were killed have left half written is removed.  The lock goes with the process,
    however that ends.  Raises ExportError.
    """
    from filelock import FileLock, Timeout

    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / LOCK)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            log.warning("another kgraph is at work in %s; this one waits until it has ended", folder)
            lock.acquire()
    except (OSError, NotImplementedError) as error:
        why = (
            "it is a file" if isinstance(error, FileExistsError) else getattr(error, "strerror", "") or error
        )
        raise ExportError(
            f"the output folder {folder} cannot be written: {why}; name another one with --output"
        ) from error
    try:
        for left in folder.glob(TEMPORARY.format("*")):
            with suppress(OSError):
                left.unlink()
        yield
    finally:
        lock.release()


def sha256_of(text: str) -> str:
    """The SHA-256 of a text as it is written to a file."""
    return sha256(text.encode("utf-8", "backslashreplace")).hexdigest()


def are_there(folder: Path, files: Mapping[str, str]) -> bool:
    """Whether the files, given by name with the SHA-256 of their content, are in the folder as they were."""
    with suppress(OSError):
        return all(sha256((folder / name).read_bytes()).hexdigest() == was for name, was in files.items())
    return False
