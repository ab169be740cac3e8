"""Small corpora for what follows from statements: each sentence is "subject | type | object"."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from pathlib import Path

from kgraph.config import Config
from kgraph.decisions import Decision, describe
from kgraph.graph import build_graph
from kgraph.resolve import resolve
from kgraph.store import write_store
from kgraph.types import Argument, ClaimJudgement, Document, Extraction, Mention, Span, Statement

MODALITIES = ("planned", "possible", "claimed")


def article(
    name: str,
    *sentences: str,
    date: str | None = None,
    outlet: str | None = None,
    types: Mapping[str, str] | None = None,
    confidence: float = 0.9,
) -> Extraction:
    """A document, its content hashed as its id; people are its ends, unless ``types`` tell otherwise.

    The type of a sentence may begin with "not", "planned", "possible", "claimed" or "former", and its
    object end in "@ 2024-06", the time, and "by Anna", who says so; further words may follow after one
    more "|".  A sentence with no type mentions only.  A name "Xi>Xi Jinping" refers back to the first
    mention of the second.
    """
    text, spans, mentions, statements = "", [], [], []
    identity = blake2b(repr((date, outlet, *sentences)).encode(), digest_size=8).hexdigest()
    first: dict[str, Span] = {}
    for sentence in sentences:
        begin = len(text)
        parts = [part.strip() for part in sentence.split("|")]
        stated, tail = len(parts) > 2, " ".join(parts[3:])
        body, _, source = parts[2 if stated else -1].partition(" by ")
        last, _, time = body.partition(" @ ")
        ends = []
        for part in (parts[0], last):
            shown, _, full = part.partition(">")
            span = Span(identity, len(text), len(text) + len(shown))
            type_ = (types or {}).get(full or shown, "PERSON")
            mentions.append(Mention(span, shown, type_, "name", shown, antecedent=first.get(full)))
            first.setdefault(shown, span)
            ends.append(Argument(shown, span, span))
            text += f"{shown} {parts[1]} " if len(ends) == 1 and stated else f"{shown} "
        text += f"{tail}. "
        spans.append(Span(identity, begin, len(text)))
        if stated:
            words = parts[1].split()
            negative, ended = "not" in words, "former" in words
            modality = next((word for word in words if word in MODALITIES), "asserted")
            bare = [word for word in words if word not in ("not", "yet", "always", "former", *MODALITIES)]
            statements.append(
                Statement(
                    ends[0],
                    Argument(parts[1]),
                    ends[1],
                    " ".join(bare),
                    spans[-1],
                    polarity="negative" if negative else "positive",
                    modality=modality,
                    time=time or None,
                    source=Argument(source) if source else None,
                    confidence=confidence,
                    ended=ended,
                )
            )
    document = Document(identity, name, name, text, date=date, outlet=outlet)
    return Extraction(document, tuple(mentions), tuple(statements), tuple(spans))


def written(
    path: Path,
    *articles: Extraction,
    config: Config = Config(),  # noqa: B008 - frozen
    decisions: Sequence[Decision] = (),
    judgements: Sequence[ClaimJudgement] = (),
) -> Path:
    """The store of these articles."""
    entities, judged, _ = resolve(articles, decisions)
    manifest = {"comentions": str(config.comentions), "min_confidence": str(config.min_confidence)}
    manifest["decisions"] = json.dumps([describe(decision) for decision in decisions])
    graph = build_graph(articles, entities, config=config, manifest=manifest, judgements=judgements)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_store(path, articles, judged, entities, graph, judgements)
    return path
