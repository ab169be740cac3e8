"""Benchmark figures that only go up: a floor for each, with the hash of the data that it holds for.

    python tests/bench/gate.py                       measure and compare with the floors
    python tests/bench/gate.py --raise               ... and lift the floors to what was measured
    python tests/bench/gate.py --lower "the reason"  ... and lower them too; the reason is kept

The benchmarks (documents that others annotated, with their scorers) lie beside the project, in
../shared/bench; they are no part of it.
"""

from __future__ import annotations

import argparse
import json
import shlex
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
BENCH = ROOT.parent / "shared" / "bench"
FLOORS = Path(__file__).with_name("floors.json")
# Figures differ in the third digit between versions of numpy and the processor's instructions.
SLACK = 0.003
COMMAND = f"{shlex.quote(sys.executable)} -m kgraph.cli extract --quiet"

# name: (scorer, the data that it scores against, the figures that are pinned)
BENCHMARKS = {
    "carb-dev": ("oie.py", "carb/dev.tsv", ("f1", "auc")),
    "news": (
        "graph.py",
        "news",
        (
            "entities",
            "pairs",
            "relations",
            "relations_precision",
            "direction",
            "polarity",
            "modality",
            "source",
            "across",
        ),
    ),
    "gum-dev": (
        "entities.py",
        "entities/gum-dev.jsonl",
        ("mention_f1", "type", "b3", "b3_corpus", "b3_corpus_precision"),
    ),
    "redocred-dev": ("entities.py", "entities/redocred-dev.jsonl", ("mention_f1", "type", "b3")),
    "gap-dev": ("gap.py", "gap/gap-development.tsv", ("f1", "precision")),
}


def data_hash(path: Path) -> str:
    """A hash of the file, or of all files of the folder with their names."""
    files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    digest = sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


def measure(name: str) -> dict[str, Any]:
    """{"data": hash, figure: value, ...} of one benchmark, run as its scorer says."""
    scorer, gold, figures = BENCHMARKS[name]
    command = [sys.executable, BENCH / scorer, "--gold", BENCH / gold, "--command", COMMAND]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{scorer} failed:\n{done.stdout}{done.stderr}")
    report = json.loads(done.stdout)
    return {"data": data_hash(BENCH / gold)} | {figure: report[figure] for figure in figures}


def fallen(measured: dict[str, Any], floor: dict[str, Any]) -> list[str]:
    """What is wrong with a measurement: figures below their floors, other data, figures without a floor."""
    if measured["data"] != floor.get("data"):
        return [f"the data have changed: {measured['data']} instead of {floor.get('data')}"]
    wrong = [f"{k} has no floor" for k in measured if k not in floor]
    return wrong + [
        f"{k} is {measured[k]}, its floor is {floor[k]}"
        for k in measured
        if k != "data" and k in floor and measured[k] < floor[k] - SLACK
    ]


def moved(measured: dict[str, Any], floor: dict[str, Any], *, lower: bool) -> dict[str, Any]:
    """The new floor: the measurement, or where that is lower and must not be, the old one."""
    if measured["data"] != floor.get("data"):
        if floor and not lower:
            raise ValueError("other data need --lower with a reason")
        return measured
    return {k: v if k == "data" or lower else max(v, floor.get(k, v)) for k, v in measured.items()}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--raise", dest="lift", action="store_true")
    parser.add_argument("--lower", metavar="REASON")
    parser.add_argument("names", nargs="*", default=[], metavar="BENCHMARK", help=", ".join(BENCHMARKS))
    options = parser.parse_args()
    floors = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    failed = False
    for name in options.names or BENCHMARKS:
        measured, floor = measure(name), floors.get(name, {})
        wrong = fallen(measured, floor)
        print(name, json.dumps(measured), *wrong, sep="\n  ")
        failed |= bool(wrong)
        if options.lift or options.lower:
            floors[name] = moved(measured, floor, lower=bool(options.lower))
    if options.lower:
        floors.setdefault("lowered", []).append(options.lower)
    if options.lift or options.lower:
        FLOORS.write_text(json.dumps(floors, indent=2) + "\n")
    sys.exit(failed and not (options.lift or options.lower))


if __name__ == "__main__":
    main()
