"""Confidence: of the statements at .8 about four in five are right, and the plain ones come first."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from kgraph.mentions import find_mentions
from kgraph.statements import find_statements
from kgraph.statements.trust import weighed
from kgraph.types import Document

spec = importlib.util.spec_from_file_location(
    "train_confidence", Path(__file__).parent / "bench" / "train_confidence.py"
)
train = importlib.util.module_from_spec(spec)
spec.loader.exec_module(train)

# Statements in a tenth of confidence from which its share of right ones is steady to about .1.
ENOUGH = 100


@pytest.mark.skipif(not train.BENCH.is_dir(), reason="the texts of the statements read are not here")
def test_confidence_is_the_share_of_statements_that_are_right():
    rows = train.found(only_read=True)
    predicted = [weighed(row.signs) for row in rows]
    assert len(rows) > 1000  # that are still found as they were read
    steady = [tenth for tenth in train.tenths(rows, predicted) if tenth[-1] >= ENOUGH]
    assert len(steady) >= 4
    for _, _, said, right, _ in steady:
        assert said == pytest.approx(right, abs=0.1)
    assert train.figures(rows, predicted)["area"] > 0.63


def test_the_statements_read_have_a_verdict_each():
    with train.READ.open(encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines if not line.startswith("#")]
    assert rows[0] == [*train.COLUMNS, "verdict"]
    assert {row[-1] for row in rows[1:]} == set("rabetv")
    assert len({tuple(row[:-1]) for row in rows[1:]}) == len(rows) - 1


def confidences(nlp, text: str) -> dict[str, float]:
    doc, document = nlp(text), Document("d", "d", "d", text)
    found = find_statements(doc, document, find_mentions(doc, document))
    return {f"{s.predicate.text} {s.object.text}": s.confidence for s in found}


def test_a_plain_statement_comes_before_a_far_complement(nlp):
    found = confidences(nlp, "Angela Merkel visited Rome with an old friend of hers in May on a rainy day.")
    plain = found.pop("visited Rome")
    assert len(found) > 1
    assert all(0 < value < plain < 1 for value in found.values())


def test_an_unknown_sign_counts_nothing():
    assert weighed({"no such sign"}) == weighed(set())
