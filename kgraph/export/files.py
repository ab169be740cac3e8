"""Files that are written whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kgraph.errors import ExportError, KgraphError

TEMPORARY = ".kgraph-{}.tmp"  # what is not whole yet; {} tells one from another


def write_text(path: str | Path, text: str) -> None:
    """Write the text as UTF-8, with its line ends as they are.  Raises ExportError.

    Half a surrogate pair, as in a file name that is no UTF-8, is written as \\udXXX.
    """
    write_whole(path, text.encode("utf-8", "backslashreplace"))


def write_whole(path: str | Path, content: bytes) -> None:
    """Write the file whole or leave it as it was; a device or a pipe is written to directly.

    Raises ExportError.
    """
    path = Path(path)
    with _said(path, ExportError):
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(content)
        else:
            with whole_file(path) as temporary:
                temporary.write_bytes(content)


@contextmanager
def whole_text(path: str | Path, text: str) -> Iterator[None]:
    """As ``write_text``, but the file takes its place when the block ends well, with others in it."""
    with whole_file(path) as temporary:
        temporary.write_bytes(text.encode("utf-8", "backslashreplace"))
        yield


@contextmanager
def whole_file(path: str | Path, *, error: type[KgraphError] = ExportError) -> Iterator[Path]:
    """The path of a temporary file beside ``path``, which takes its place when the block ends well.

    The folder is made if there is none.  If anything goes wrong the temporary file is removed and
    the old file stays; an OSError becomes ``error``.
    """
    path = Path(os.path.realpath(path))
    temporary = path.with_name(TEMPORARY.format(secrets.token_hex(6)))
    with _said(path, error):
        try:
            if path.is_dir():  # said now, while other files can still be left as they were
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            path.parent.mkdir(parents=True, exist_ok=True)
            yield temporary
            with temporary.open("rb+") as file:
                os.fsync(file.fileno())
            temporary.replace(path)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise


@contextmanager
def _said(path: Path, error: type[KgraphError]) -> Iterator[None]:
    try:
        yield
    except OSError as cause:
        why = cause.strerror or str(cause)
        raise error(
            f"cannot write {path}: {why}; check the folder's permissions and its free space, "
            f"or name another place"
        ) from cause
