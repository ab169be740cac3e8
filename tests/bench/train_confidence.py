"""Fit the weights of a statement's confidence, and cross-validate them.

    python tests/bench/train_confidence.py           ten folds over documents, figures only
    python tests/bench/train_confidence.py --write   ... and data/confidence.toml anew

Two sources say what is right.  read_statements.tsv holds statements that were read one by one in the
development data (see its head).  CaRB dev gives each of its statements the share of words that the
gold tuple paired with it has too, 0 where none is paired: a soft verdict of weight CARB_WEIGHT, on what
verbs state; what noun phrases state ("Germany's chancellor Olaf Scholz") it seldom lists.
Printed are the area under the ROC curve over the statements that were read (how often a right one has
more confidence than a wrong one), the share of right ones by tenths of confidence, and CaRB's figures.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import numpy as np
from scipy.optimize import minimize

import kgraph.statements
from kgraph.annotate import annotate, load_model
from kgraph.mentions import find_mentions
from kgraph.statements.trust import signs
from kgraph.types import Document, Statement

ROOT = Path(__file__).resolve().parents[2]
BENCH = ROOT.parent / "shared" / "bench"
READ = Path(__file__).with_name("read_statements.tsv")
TARGET = ROOT / "kgraph" / "data" / "confidence.toml"
RAW = argparse.RawDescriptionHelpFormatter
COLUMNS = ("corpus", "document", "start", "end", "subject", "predicate", "object", "type")
FOLDS = 10
PENALTY = 5.0  # 2 and 10 do as well in ten folds
CARB_WEIGHT = (
    2.0  # of 1, 2 and 4 CaRB's area in ten folds is .406, .413, .416, that of those read .637, .623, .608
)
RARE = 15  # signs of fewer statements are left out: they would be learned by heart

HEAD = """\
# What speaks for a statement (positive) and against it: the weights of a logistic regression over the
# signs of statements/trust.py, added up.  Fitted by tests/bench/train_confidence.py to statements of the
# development data that were read one by one, and to CaRB dev; a sign that is not here counts 0.
"""


class Found(NamedTuple):
    """One statement with its signs, the document's index, and its verdict if it was read."""

    statement: Statement
    signs: set[str]
    document: int
    right: bool | None

    @property
    def of_clause(self) -> bool:
        """Whether a verb states it, and no noun phrase by itself."""
        return any(sign.startswith("clause ") for sign in self.signs)


def corpora() -> Iterator[tuple[str, list[Document]]]:
    """The development texts by corpus."""
    yield "carb", [_document(f"carb{i}", text) for i, (text, _) in enumerate(carb_gold().values())]
    yield (
        "news",
        [_document(p.stem, p.read_text(encoding="utf-8")) for p in sorted((BENCH / "news").glob("*.txt"))],
    )
    for name, file in (("gum", "gum-dev.jsonl"), ("red", "redocred-dev.jsonl")):
        lines = (BENCH / "entities" / file).read_text(encoding="utf-8").rstrip("\n").split("\n")
        rows = [json.loads(line) for line in lines]
        yield name, [_document(r["id"], r["text"], r.get("title"), r.get("date")) for r in rows]


def carb_gold() -> dict[str, Any]:
    """CaRB's sentences with their tuples, by its own key."""
    sys.path.insert(0, str(BENCH))
    import oie

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # its reader leaves the file open
        gold: dict[str, Any] = oie.read_gold(BENCH / "carb" / "dev.tsv")
    return gold


def _document(name: str, text: str, title: str | None = None, date: str | None = None) -> Document:
    return Document(name, name, "", text, title, date)


def verdicts(path: Path = READ) -> dict[tuple[str, ...], bool]:
    """Whether a statement is right, by its columns."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
        return {tuple(row[c] for c in COLUMNS): row["verdict"] == "r" for row in rows}


def read_columns(corpus: str, s: Statement) -> tuple[str, ...]:
    """The columns by which a statement is found again in read_statements.tsv."""
    place = s.sentence
    return (
        *(corpus, place.doc, str(place.start), str(place.end)),
        *(s.subject.text, s.predicate.text, s.object.text, s.type),
    )


def found(only_read: bool = False) -> list[Found]:
    """The statements of the development data: all of CaRB's, of the others those that were read."""
    read = verdicts()
    documents_read = {key[1] for key in read}
    nlp, number = load_model(), 0
    rows: list[Found] = []
    for corpus, documents in corpora():
        chosen = [d for d in documents if d.id in documents_read or (corpus == "carb" and not only_read)]
        for document, doc in annotate(nlp, chosen):
            number += 1
            noted: list[set[str]] = []

            def note(*args: Any, noted: list[set[str]] = noted) -> float:
                noted.append(signs(*args))
                return 0.5

            with mock.patch.object(kgraph.statements, "confidence", note):
                statements = kgraph.statements.find_statements(doc, document, find_mentions(doc, document))
            for statement, named in zip(statements, noted, strict=True):
                right = read.get(read_columns(corpus, statement))
                if right is not None or corpus == "carb":
                    rows.append(Found(statement, named, number, right))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=RAW)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    rows = found()
    carb = Carb(rows)
    counts = Counter(sign for row in rows for sign in row.signs)
    names = ["always", *sorted(sign for sign, n in counts.items() if n >= RARE)]
    place = {name: i for i, name in enumerate(names)}
    features = np.zeros((len(rows), len(names) + 1))
    features[:, 0] = 1
    for i, row in enumerate(rows):
        features[i, [place[sign] for sign in row.signs if sign in place]] = 1
    # A statement that was read and is CaRB's as well has two verdicts.
    read = [i for i, row in enumerate(rows) if row.right is not None]
    shared = [(i, share) for i, share in zip(carb.rows, carb.shares, strict=True) if rows[i].of_clause]
    index = read + [i for i, _ in shared]
    target = np.array([float(bool(rows[i].right)) for i in read] + [share for _, share in shared])
    weight = np.array([1.0] * len(read) + [CARB_WEIGHT] * len(shared))
    samples = features[index]
    samples[len(read) :, -1] = 1  # how much sterner CaRB is than a reader: learned, and left out after
    fold = np.array([row.document % FOLDS for row in rows])
    predicted = np.zeros(len(rows))
    for k in range(FOLDS):
        kept = fold[index] != k
        fitted = fit(samples[kept], target[kept], weight[kept])
        predicted[fold == k] = chance(features[fold == k], fitted)
    weights = fit(samples, target, weight)
    print("ten folds:", json.dumps(figures(rows, predicted) | carb.score(predicted)))
    print(
        "all data: ",
        json.dumps(figures(rows, chance(features, weights)) | carb.score(chance(features, weights))),
    )
    for low, high, said, right, n in tenths(rows, predicted):
        print(f"  confidence {low:.1f} to {high:.1f}: {said:.2f} said, {right:.2f} right, of {n}")
    if options.write:
        write(names, weights)


class Carb:
    """CaRB's part of the rows: the share of words that each shares with its gold tuple."""

    def __init__(self, rows: Sequence[Found]) -> None:
        import oie

        self.oie = oie
        self.gold = carb_gold()
        keys = list(self.gold)
        self.found = rows
        self.rows: list[int] = []
        self.shares: list[float] = []
        self.keys: list[str] = []
        by_key: dict[str, list[int]] = {}
        for i, row in enumerate(rows):
            name = row.statement.sentence.doc
            if name.startswith("carb") and name[4:].isdigit():
                by_key.setdefault(keys[int(name[4:])], []).append(i)
        for key, places in by_key.items():
            shares = self._paired(list(self.gold[key][1]), [self._words(rows[i]) for i in places])
            for i, share in zip(places, shares, strict=True):
                self.rows.append(i)
                self.shares.append(share)
                self.keys.append(key)

    @staticmethod
    def _words(row: Found) -> tuple[str, str, str]:
        s = row.statement
        return s.predicate.text, s.subject.text, s.object.text

    def _paired(self, gold: list[Any], said: list[tuple[str, str, str]]) -> list[float]:
        """The precision of each prediction against the one gold tuple that it is paired with, best first."""
        matches = sorted(
            ((self.oie.best_match(g, p)[0], i, j) for i, g in enumerate(gold) for j, p in enumerate(said)),
            key=lambda m: (-m[0], m[1], m[2]),
        )
        shares, taken = [0.0] * len(said), set()
        used: set[int] = set()
        for share, i, j in matches:
            if i not in taken and j not in used:
                taken.add(i)
                used.add(j)
                shares[j] = share
        return shares

    def score(self, predicted: np.ndarray) -> dict[str, float]:
        """CaRB's F1 and area with these confidences."""
        said: dict[str, list[tuple[str, str, str, float]]] = {}
        for i, key in zip(self.rows, self.keys, strict=True):
            said.setdefault(key, []).append((*self._words(self.found[i]), round(float(predicted[i]), 2)))
        scored = self.oie.score(self.gold, said)
        return {"carb_f1": scored["f1"], "carb_auc": scored["auc"]}


def chance(features: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Of each row."""
    found: np.ndarray = 1 / (1 + np.exp(-(features @ weights)))
    return found


def fit(features: np.ndarray, target: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """The weights of highest likelihood, with a quadratic penalty on all but the first."""
    free = np.ones(features.shape[1])
    free[0] = 0

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        p = chance(features, w).clip(1e-9, 1 - 1e-9)
        value = -(weight * (target * np.log(p) + (1 - target) * np.log(1 - p))).sum()
        return value + PENALTY * (free * w * w).sum() / 2, features.T @ (
            weight * (p - target)
        ) + PENALTY * free * w

    found: np.ndarray = minimize(loss, np.zeros(features.shape[1]), jac=True, method="L-BFGS-B").x
    return found


def figures(rows: Sequence[Found], predicted: np.ndarray) -> dict[str, float]:
    """How many were read, how many are right, and the area under the ROC curve."""
    right = [p for row, p in zip(rows, predicted, strict=True) if row.right]
    wrong = [p for row, p in zip(rows, predicted, strict=True) if row.right is False]
    above = sum((p > q) + 0.5 * (p == q) for p in right for q in wrong)
    read = len(right) + len(wrong)
    return {
        "read": read,
        "right": round(len(right) / read, 3),
        "area": round(float(above) / (len(right) * len(wrong)), 3),
    }


def tenths(rows: Sequence[Found], predicted: np.ndarray) -> Iterator[tuple[float, float, float, float, int]]:
    """(from, to, mean confidence, share right, number) of the statements read, by tenths of confidence."""
    pairs = [
        (float(p), bool(row.right)) for row, p in zip(rows, predicted, strict=True) if row.right is not None
    ]
    for tenth in range(10):
        inside = [(p, right) for p, right in pairs if tenth <= p * 10 < tenth + 1]
        if inside:
            said, right = (sum(part) / len(inside) for part in zip(*inside, strict=True))
            yield tenth / 10, (tenth + 1) / 10, said, right, len(inside)


def write(names: Sequence[str], weights: np.ndarray) -> None:
    """The table anew, the weightiest first within each kind of sign."""
    lines = [HEAD, "[weights]"]
    for name, weight in sorted(zip(names, weights, strict=False), key=lambda x: (x[0] != "always", x[0])):
        if abs(weight) >= 0.01:
            lines.append(f"{json.dumps(name)} = {weight:.2f}")
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
