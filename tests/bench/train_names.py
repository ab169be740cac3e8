"""Fit the weights that decide where names are and what they are, and cross-validate them.

    python tests/bench/train_names.py gum-dev.jsonl redocred-dev.jsonl           five folds, figures only
    python tests/bench/train_names.py gum-dev.jsonl redocred-dev.jsonl --write   ... and data/names.npz anew

The data are documents with their names: GUM (Zeldes 2017) and Re-DocRED (Tan et al. 2022), one a line,
``mentions`` with start, end and type (PERSON, ORG, PLACE), ``ignore`` the spans of other things.  Each
file is a corpus; folds are over documents, and each corpus is also tested with weights of the others.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kgraph.annotate import annotate, load_model
from kgraph.gazetteer import load_gazetteer
from kgraph.mentions.classify import classify
from kgraph.mentions.find import names_by_rule
from kgraph.mentions.fitted import CLASSES, TAGS, Weights, decide
from kgraph.mentions.signs import Rows, signs, weighed, windows
from kgraph.mentions.spans import Name, texts_of
from kgraph.names import fold
from kgraph.types import Document

if TYPE_CHECKING:
    from spacy.tokens import Doc

RAW = argparse.RawDescriptionHelpFormatter
TARGET = Path(__file__).resolve().parents[2] / "kgraph" / "data" / "names.npz"
FOLDS = 5
BATCH = 64  # documents annotated at once
LEAST_ROWS = 30_000  # a smaller corpus is read several times until it has about so many rows
# Of the network and its training.  In five folds: 64 hidden units .001 to .002 lower; no dropout .01
# lower in names found; 6 rounds .005 lower.
HIDDEN = 128
ROUNDS = 10
ROWS_AT_ONCE = 256
RATE = 2e-3
DECAY = 1e-3
DROPPED_SIGNS, DROPPED_UNITS = 0.1, 0.5
NUMBERS = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "QUANTITY", "MONEY", "PERCENT"})
# A long span is cut before these: "Al Wakrah Stadium in Qatar" are two names, the second annotated too.
JOINTS = (" in ", " at ", " on ", ", ", " from ", " to ")
Spans = list[tuple[int, int, str]]


class Case(NamedTuple):
    """One document: what the rules found, the rows of signs, and the right tag of each row (-1: unknown)."""

    row: dict[str, Any]
    doc: Doc
    names: list[Name]
    types: list[str]
    rows: Rows
    tags: NDArray[np.intp]


def read(path: Path) -> list[Case]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    nlp = load_model()
    docs: list[Doc] = []
    for i in range(0, len(rows), BATCH):
        batch = [Document(r["id"], r["id"], r["id"], r["text"]) for r in rows[i : i + BATCH]]
        docs += (doc for _, doc in annotate(nlp, batch))
    return cases(rows, docs)


def cases(rows: Sequence[dict[str, Any]], docs: Iterable[Doc]) -> list[Case]:
    return [_case(row, doc) for row, doc in zip(rows, docs, strict=True)]


def _case(row: dict[str, Any], doc: Doc) -> Case:
    gazetteer = load_gazetteer()
    names = names_by_rule(doc, gazetteer)
    types = classify(doc, names, gazetteer)
    texts = texts_of(doc)
    tokens = weighed(texts, names)
    right = tags(row, doc)
    right[unknown(row, doc, names, right)] = -1
    return Case(row, doc, names, types, windows(signs(doc, texts, names, types), tokens), right[tokens])


def tags(row: dict[str, Any], doc: Doc) -> NDArray[np.intp]:
    """The right tag of each token."""
    right = np.zeros(len(doc), np.intp)
    for start, end, kind in _flat(row):
        inside = [t for t in doc if t.idx < end and start < t.idx + len(t) and not t.is_space]
        while inside and inside[0].lower_ in ("the", "a", "an"):
            del inside[0]
        while inside and inside[-1].tag_ == "POS":
            del inside[-1]
        other = kind == "OTHER"
        number = all(t.ent_type_ in NUMBERS or t.like_num for t in inside)
        if inside and not (other and (number or not any(c.isupper() for t in inside for c in t.text))):
            first = 1 + 2 * CLASSES.index(kind)
            right[[t.i for t in inside]] = first + 1
            right[inside[0].i] = first
    return right


def _flat(row: dict[str, Any]) -> Spans:
    """The annotated spans, the longer of two that overlap; cut at joints and possessives before others."""
    text = row["text"]
    names = {(m["start"], m["end"], m["type"]) for m in row["mentions"]}
    spans: Spans = []
    for start, end, kind in names:
        within = sorted(s for s, e, _ in names if start < s and e <= end)
        joints = [s - len(j) for s in within for j in JOINTS if s > start + 3 and text[:s].endswith(j)]
        spans.append((start, min([*joints, end]), kind))
    for start, end in row["ignore"]:
        owners = [e for s, e, _ in names if start <= s and e < end and text[e : e + 2] in ("'s", "’s")]
        spans.append((max([start, *(e + 2 for e in owners)]), end, "OTHER"))
    taken = np.zeros(len(text), bool)
    kept: Spans = []
    for start, end, kind in sorted(spans, key=lambda s: (s[0] - s[1], s[2] == "OTHER", s)):
        if start < end and not taken[start:end].any():
            taken[start:end] = True
            kept.append((start, end, kind))
    return sorted(kept)


def unknown(row: dict[str, Any], doc: Doc, names: Sequence[Name], right: NDArray[np.intp]) -> list[int]:
    """Tokens of names that GUM passes over because a longer phrase holds them: "team member Rodaba Noori".

    To learn from them would teach that names are none.
    """
    if "genre" not in row:
        return []
    known = {fold(row["text"][m["start"] : m["end"]]) for m in row["mentions"]}
    passed_over = (n for n in names if n.kind == "name" and not right[n.start : n.end].any())
    return [
        i
        for n in passed_over
        if fold(n.name) in known or _in_longer(doc, n, right)
        for i in range(n.start, n.end)
    ]


def _in_longer(doc: Doc, name: Name, right: NDArray[np.intp]) -> bool:
    described = name.label == "PERSON" and name.start > 0 and doc[name.start - 1].tag_ == "NN"
    located = name.label in ("GPE", "LOC") and name.end + 1 < len(doc) and doc[name.end].text == ","
    return described or (located and right[name.end + 1] == 1 + 2 * CLASSES.index("PLACE"))


def fit(corpora: Sequence[Sequence[Case]]) -> Weights:
    """The weights that make the right tags likeliest, small corpora read several times."""
    x, y = [], []
    for corpus in corpora:
        rows, right = np.vstack([c.rows for c in corpus]), np.concatenate([c.tags for c in corpus])
        known = right >= 0
        times = max(1, round(LEAST_ROWS / known.sum()))
        x += [rows[known]] * times
        y += [right[known]] * times
    return _fit(np.vstack(x), np.eye(TAGS, dtype=np.float32)[np.concatenate(y)])


def _fit(x: Rows, y: Rows) -> Weights:
    """Adam with a falling rate; dropout of whole signs and of hidden units."""
    rng = np.random.default_rng(0)
    width, f32 = x.shape[1], np.float32
    parts = [
        (rng.standard_normal((width, HIDDEN)) / np.sqrt(width)).astype(f32),
        np.zeros(HIDDEN, f32),
        (rng.standard_normal((HIDDEN, TAGS)) / np.sqrt(HIDDEN)).astype(f32),
        np.zeros(TAGS, f32),
    ]
    mean, square = [np.zeros_like(p) for p in parts], [np.zeros_like(p) for p in parts]
    steps, step = ROUNDS * -(-len(x) // ROWS_AT_ONCE), 0
    for _ in range(ROUNDS):
        order = rng.permutation(len(x))
        for i in range(0, len(x), ROWS_AT_ONCE):
            at = order[i : i + ROWS_AT_ONCE]
            slopes = _slopes(parts, x[at], y[at], rng)
            step += 1
            rate = RATE * (1 - step / (steps + 1))
            for k, slope in enumerate(slopes):
                mean[k] += 0.1 * (slope - mean[k])
                square[k] += 0.001 * (slope * slope - square[k])
                change = (mean[k] / (1 - 0.9**step)) / (np.sqrt(square[k] / (1 - 0.999**step)) + 1e-8)
                parts[k] -= rate * (change + (DECAY * parts[k] if parts[k].ndim == 2 else 0))
    return Weights(*parts)


def _slopes(parts: Sequence[Rows], x: Rows, y: Rows, rng: np.random.Generator) -> list[Rows]:
    """The slope of minus the log likelihood, for each part of the network."""
    kept_signs = rng.random((1, x.shape[1]), dtype=np.float32) > DROPPED_SIGNS
    x = x * (kept_signs / np.float32(1 - DROPPED_SIGNS))
    hidden = x @ parts[0] + parts[1]
    kept = (rng.random(hidden.shape, dtype=np.float32) > DROPPED_UNITS) / np.float32(1 - DROPPED_UNITS)
    active = np.maximum(hidden, 0) * kept
    scores = active @ parts[2] + parts[3]
    chances = np.exp(scores - scores.max(1, keepdims=True))
    wrong = (chances / chances.sum(1, keepdims=True) - y) / np.float32(len(x))
    below = wrong @ parts[2].T * kept * (hidden > 0)
    return [x.T @ below, below.sum(0), active.T @ wrong, wrong.sum(0)]


def figures(tested: Sequence[Case], network: Weights | None) -> tuple[int, ...]:
    """How many names were annotated, found, right, and right with their type; by rule without weights."""
    counts = np.zeros(4, int)
    for case in tested:
        names, types, gazetteer = case.names, case.types, load_gazetteer()
        if network is not None:
            names = decide(case.doc, case.names, case.types, gazetteer, network)
            types = classify(case.doc, names, gazetteer)
        counts += _compared(case, names, types)
    return tuple(counts.tolist())


def _compared(case: Case, names: Sequence[Name], types: Sequence[str]) -> tuple[int, int, int, int]:
    """Names stand for those with which they share at least half of both; the best pairs first."""
    coarse = {"PERSON": "PERSON", "ORG": "ORG", "GPE": "PLACE", "LOC": "PLACE", "FAC": "PLACE"}
    found = [
        (case.doc[n.start].idx, case.doc[n.end - 1].idx + len(case.doc[n.end - 1]), coarse[t], n.kind)
        for n, t in zip(names, types, strict=True)
        if t in coarse
    ]
    gold = [(m["start"], m["end"], m["type"]) for m in case.row["mentions"]]
    pairs = _paired(gold, found)
    free = [f for j, f in enumerate(found) if j not in pairs.values()]
    passed = _paired([(a, b) for a, b in case.row["ignore"]], free).values()
    wrong = sum(j not in passed and f[3] == "name" for j, f in enumerate(free))
    typed = sum(gold[i][2] == found[j][2] for i, j in pairs.items())
    return len(gold), len(pairs) + wrong, len(pairs), typed


def _paired(left: Sequence[tuple[Any, ...]], right: Sequence[tuple[Any, ...]]) -> dict[int, int]:
    shares = []
    for i, (a, b, *_) in enumerate(left):
        for j, (c, d, *_) in enumerate(right):
            share = (min(b, d) - max(a, c)) / (max(b, d) - min(a, c))
            if share >= 0.5:
                shares.append((-share, i, j))
    pairs: dict[int, int] = {}
    for _, i, j in sorted(shares):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def report(title: str, counts: Iterable[tuple[int, ...]]) -> None:
    gold, found, right, typed = np.array(list(counts)).sum(0).tolist()
    f1 = 2 * right / (gold + found)
    parts = f"precision {right / found:.4f}, recall {right / gold:.4f}"
    print(f"{title}: F1 {f1:.4f} ({parts}), type {typed / right:.4f}", flush=True)


def cross_validate(corpora: dict[str, list[Case]]) -> None:
    for name, corpus in corpora.items():
        report(f"{name}, by rule", [figures(corpus, None)])
    counts: dict[str, list[tuple[int, ...]]] = {name: [] for name in corpora}
    for fold_ in range(FOLDS):
        network = fit(
            [[c for i, c in enumerate(corpus) if i % FOLDS != fold_] for corpus in corpora.values()]
        )
        for name, corpus in corpora.items():
            counts[name].append(figures(corpus[fold_::FOLDS], network))
    for name in corpora:
        report(f"{name}, {FOLDS} folds", counts[name])
    for name, corpus in corpora.items():
        others = [other for other_name, other in corpora.items() if other_name != name]
        if others:
            report(f"{name}, fitted to the others only", [figures(corpus, fit(others))])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=RAW)
    parser.add_argument("data", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    for path in options.data:
        print(path.name, "sha256", sha256(path.read_bytes()).hexdigest()[:12])
    corpora = {path.stem: read(path) for path in options.data}
    cross_validate(corpora)
    if options.write:
        write(fit(list(corpora.values())))


def write(network: Weights) -> None:
    """Half precision: no figure changes by more than .0005."""
    np.savez(TARGET, **{name: part.astype(np.float16) for name, part in network._asdict().items()})


if __name__ == "__main__":
    main()
