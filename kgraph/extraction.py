"""Documents -> Extractions: the stages that look at one document at a time, in batches."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING

from kgraph import engine
from kgraph.annotate import annotate, load_model
from kgraph.mentions import find_mentions
from kgraph.statements import find_statements
from kgraph.types import Document, Extraction, Failure, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

log = logging.getLogger(__name__)

Progress = Callable[[int, int], None]  # (documents done, documents in all)

# Documents that go to the model, and to a process, together.
BATCH = 32
# Characters from which further processes pay: each takes 3 s to start, in which one reads 75,000.
WORTH_PROCESSES = 250_000


def extract_documents(
    documents: Sequence[Document],
    *,
    model: str,
    aliases: tuple[str, ...] = (),
    processes: int = 1,
    progress: Progress | None = None,
    keep: Callable[[Sequence[Extraction]], None] | None = None,
) -> tuple[list[Extraction], list[Failure]]:
    """What each document says, in the order given, and a Failure for each that could not be read.

    ``aliases`` are spellings that the user knows as names: they are found wherever they stand.  The
    number of processes changes nothing but the time.  ``keep`` is given what each batch of documents
    says as soon as it is known.  Raises ModelError.
    """
    batches = [documents[i : i + BATCH] for i in range(0, len(documents), BATCH)]
    worth = sum(len(document.text) for document in documents) >= WORTH_PROCESSES
    extractions: list[Extraction] = []
    failures: list[Failure] = []
    for results in engine.run(
        partial(_extract_batch, model, aliases), batches, processes=processes if worth else 1
    ):
        found = [result for result in results if isinstance(result, Extraction)]
        if keep is not None and found:
            keep(found)
        extractions += found
        failures += [result for result in results if isinstance(result, Failure)]
        if progress is not None:
            progress(len(extractions) + len(failures), len(documents))
    return extractions, failures


def _extract_batch(
    model: str, aliases: tuple[str, ...], documents: Sequence[Document]
) -> list[Extraction | Failure]:
    return [
        doc if isinstance(doc, Failure) else _extract(doc, document, aliases)
        for document, doc in annotate(_model(model), documents)
    ]


@cache
def _model(name: str) -> Language:
    """The model, loaded once in each process."""
    return load_model(name)


def _extract(doc: Doc, document: Document, aliases: tuple[str, ...]) -> Extraction | Failure:
    """What the document says, or a Failure: one document that breaks a rule must not cost the others."""
    try:
        mentions = find_mentions(doc, document, aliases)
        statements = find_statements(doc, document, mentions)
    except Exception as error:
        log.debug("reading %s", document.source, exc_info=True)
        return Failure(document.source, "extract", f"an error in kgraph, please report it: {error!r}")
    sentences = (Span(document.id, s.start_char, s.end_char) for s in doc.sents if s.text)
    return Extraction(document, tuple(mentions), tuple(statements), tuple(sentences))
