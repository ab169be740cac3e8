"""kgraph remove: an article out of the graph, and kept out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kgraph.cli.options import config_option, output_option
from kgraph.cli.terminal import count, noting, printable
from kgraph.errors import KgraphError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kgraph.pipeline import Outcome
    from kgraph.types import Document


@click.command(short_help="Take articles out, and keep them out.")
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT...")
@output_option("Folder of the build.")
@config_option
def remove(documents: tuple[str, ...], output: str, config_file: str | None) -> None:
    """Take articles out of a build, and keep them out of the next ones.

    DOCUMENT is an article's name, path or id, as kgraph list documents shows them.  What other
    articles say stays as it is.  An [[exclude]] entry is written to kgraph.toml, to the --config
    FILE, or to the file that it names under "decisions"; take it out, and kgraph build brings the
    article back.

    \b
    kgraph remove articles/retracted.txt
    kgraph remove 3f1c0a9d52e4b7a6 -o results
    """
    from kgraph import folder, pipeline, store
    from kgraph.cli.asking import decisions_to_write
    from kgraph.decisions import Decision, is_called

    stored = store.read_stored(Path(output) / folder.STORE, must_exist=True)
    meant = [_meant(stored.documents, name, output) for name in documents]
    file = decisions_to_write(config_file)
    try:
        for document in dict.fromkeys(meant):
            others = [d for d in stored.documents if d != document and is_called(d, document.name)]
            file.add(Decision("exclude", to=document.id if others else document.name))
        with noting(quiet=False):
            outcome = pipeline.rebuild(output, decisions=file.decisions)
    except BaseException:
        while file.made:
            file.undo()
        raise
    click.echo(printable(_sentence(outcome, dict(stored.manifest), file.path)), err=True)


def _meant(documents: Sequence[Document], name: str, output: str) -> Document:
    """The document that is called so, or whose path ends so.  Raises KgraphError."""
    from kgraph.decisions import is_called

    found = [document for document in documents if is_called(document, name)]
    found = found or [d for d in documents if d.source.endswith(f"/{name}") or name.endswith(f"/{d.source}")]
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(f"{document.source} ({document.id})" for document in found[:5])
        raise KgraphError(f"{name!r} may mean {len(found)} articles of {output}: {ids}; name one by its id")
    from rapidfuzz import fuzz, process

    near = process.extract(name, [d.name for d in documents], scorer=fuzz.WRatio, limit=3, score_cutoff=75)
    suggested = f"; did you mean {', '.join(near_name for near_name, _, _ in near)}?" if near else ""
    raise KgraphError(f"no article of {output} is called {name!r}{suggested}")


def _sentence(outcome: Outcome, before: dict[str, str], decisions: Path) -> str:
    now = dict(outcome.manifest)
    fewer = [
        f"{count(int(now[key]), one, many)} ({int(now[key]) - int(before[key]):+,})"
        for key, one, many in (
            ("documents", "document", ""),
            ("entities", "entity", "entities"),
            ("stated relations", "stated relation", ""),
            ("co-mentions", "co-mention", ""),
        )
    ]
    return f"{', '.join(outcome.plan.removed)} left out, by {decisions}; now there are {', '.join(fewer)}"
