"""The benchmarks' figures do not fall, and the gate that says so works."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

spec = importlib.util.spec_from_file_location("gate", Path(__file__).parent / "bench" / "gate.py")
gate = importlib.util.module_from_spec(spec)
spec.loader.exec_module(gate)

FLOOR = {"data": "a", "f1": 0.5, "auc": 0.3}


@pytest.mark.skipif(not gate.BENCH.is_dir(), reason="the benchmarks' data are not here")
@pytest.mark.parametrize("name", gate.BENCHMARKS)
def test_no_figure_falls_below_its_floor(name):
    floors = json.loads(gate.FLOORS.read_text())
    assert gate.fallen(gate.measure(name), floors[name]) == []


def test_a_fallen_figure_is_named():
    assert gate.fallen({"data": "a", "f1": 0.49, "auc": 0.3}, FLOOR) == ["f1 is 0.49, its floor is 0.5"]
    assert gate.fallen({"data": "a", "f1": 0.51, "auc": 0.299}, FLOOR) == []


def test_other_data_do_not_pass():
    assert gate.fallen({**FLOOR, "data": "b"}, FLOOR) == ["the data have changed: b instead of a"]


def test_a_figure_without_a_floor_does_not_pass():
    assert gate.fallen({**FLOOR, "recall": 0.9}, FLOOR) == ["recall has no floor"]


def test_floors_only_go_up_unless_told_in_words():
    measured = {"data": "a", "f1": 0.4, "auc": 0.4}
    assert gate.moved(measured, FLOOR, lower=False) == {"data": "a", "f1": 0.5, "auc": 0.4}
    assert gate.moved(measured, FLOOR, lower=True) == measured
    with pytest.raises(ValueError, match="--lower"):
        gate.moved({**measured, "data": "b"}, FLOOR, lower=False)
