"""Killed at any moment: the store opens, nothing committed is lost, and no file is half written."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path
from xml.etree import ElementTree

import pytest
from contents import contents

from kgraph import folder
from kgraph.pipeline import GRAPHML, MAP, STORE, update

TESTS = Path(__file__).parent
COMMAND = [sys.executable, "-m", "kgraph.cli", "build"]

KILLED_WRITES = 500
KILLED_BUILDS = 20

# A process of its own, since a fork of one with threads may hang.  A child writes one run after the
# other and tells each that has ended; it is killed at a random moment, and the next one goes on.
WRITER = '''
import itertools, os, random, signal, sqlite3, sys, time
sys.path.insert(0, sys.argv[1])
from dataclasses import replace
from pathlib import Path
from test_store import WORLD
from kgraph.store import keep_extractions, read_extractions, read_graph, read_stored, write_store
from kgraph.types import Graph, Plan, Run

path, kills, chance = Path(sys.argv[2]), int(sys.argv[3]), random.Random(5)
few = tuple(e for e in WORLD.extractions if not e.statements)

def write(number):
    """Odd runs write everything, even ones one document of it."""
    run = Run(number, "2025-09-03T12:00:00Z", 0.0, Plan(), inputs="")
    if number % 2:
        write_store(path, WORLD.extractions, WORLD.judgements, WORLD.entities, WORLD.graph, run=run)
    else:
        documents = tuple(e.document for e in few)
        write_store(path, few, (), (), Graph(documents=documents), run=run)

def child(first, pipe):
    for number in itertools.count(first):
        keep_extractions(path, WORLD.extractions, "f")
        os.write(pipe, b"k%d " % number)
        write(number)
        os.write(pipe, b"w%d " % number)

def told(pipe):
    with open(pipe, "rb") as file:
        return file.read().split()

began = time.perf_counter()
for n in range(1, 5):
    keep_extractions(path, WORLD.extractions, "f")
    write(n)
pair = (time.perf_counter() - began) / 4
last, kept, moments = 4, False, set()
for _ in range(kills):
    here, there = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(here)
        child(last + 1, there)
    os.close(there)
    time.sleep(chance.uniform(0, 2 * pair))
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    words = told(here)
    written = max((int(w[1:]) for w in words if w[:1] == b"w"), default=last)
    stored = read_stored(path, "f")
    assert stored.run in (written, written + 1), (stored.run, words)
    last = stored.run
    moments.add((len(words), stored.run - written))
    if words and words[-1][:1] == b"k" and last == written:
        assert set(stored.kept) == {e.document.id for e in WORLD.extractions}, words
    whole = last % 2
    graph = read_graph(path)
    assert graph == (WORLD.graph if whole else Graph(documents=tuple(e.document for e in few)))
    assert read_extractions(path) == list(WORLD.extractions if whole else few)
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()
print(last, len(moments))
'''


def test_the_store_survives_being_killed_at_any_moment(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", WRITER, TESTS, tmp_path / "kgraph.db", str(KILLED_WRITES)],
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    runs, moments = map(int, done.stdout.split())
    assert runs > 100 and moments >= 4  # it was killed before, between and after writes


@pytest.fixture(scope="module")
def articles(tmp_path_factory):
    """More articles than are annotated together, each with its own words."""
    path = tmp_path_factory.mktemp("articles") / "articles"
    path.mkdir()
    for n in range(100):
        (path / f"{n:02}.txt").write_text(
            f"Maria Keller met Jan Novak in Paris {n} times. Novak praised Keller. "
            f"Airbus sued Boeing over {n} aircraft, officials in Germany said."
        )
    return path


def test_a_build_that_is_killed_goes_on(articles, tmp_path):
    """Each run is killed a little later than it had to be for more to be kept; then one ends."""
    out, chance, kept = tmp_path / "out", random.Random(3), 0
    update([articles], tmp_path / "fresh")
    fresh = contents(tmp_path / "fresh")
    began = time.monotonic()
    subprocess.run([*COMMAND, articles, "-o", tmp_path / "whole", "-q"], check=True, timeout=120)
    whole = time.monotonic() - began
    ended = 0
    for _ in range(KILLED_BUILDS):
        process = subprocess.Popen([*COMMAND, articles, "-o", out, "-q"], start_new_session=True)
        try:
            process.wait(chance.uniform(0.1, whole))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        ended += process.returncode == 0
        kept = check_whole(out, kept, fresh)
        if process.returncode == 0:  # from the start again
            shutil.rmtree(out)
            kept = 0
    subprocess.run([*COMMAND, articles, "-o", out, "-q"], check=True, timeout=120)
    assert contents(out) == fresh
    assert {path.name for path in out.iterdir()} == {GRAPHML, MAP, STORE, folder.LOCK}


def check_whole(out: Path, kept: int, fresh: dict[str, object]) -> int:
    """What a killed build has left is whole; the number of documents that are kept does not fall."""
    for name in (GRAPHML, MAP):
        if (out / name).exists():
            assert (out / name).read_bytes() == fresh[name]
    if (out / GRAPHML).exists():
        ElementTree.parse(out / GRAPHML)
    if not (out / STORE).exists():
        assert kept == 0
        return 0
    with contextlib.closing(sqlite3.connect(out / STORE)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        if "kept" not in tables:
            return 0
        now = sum(
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("kept", "documents")
        )
    assert now >= kept
    return now


def test_a_second_run_waits_for_the_first(articles, tmp_path):
    out = tmp_path / "out"
    command = [*COMMAND, articles / "00.txt", "-o", out]
    with contextlib.ExitStack() as first:
        first.enter_context(folder.occupied(out))
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as second:
            silent = threading.Timer(
                60, second.kill
            )  # or a run that waits without a word would hang the test
            silent.start()
            said = second.stderr.readline()
            silent.cancel()
            assert "another kgraph is at work" in said and "waits" in said
            assert not (out / STORE).exists()
            first.close()
            second.communicate(timeout=60)
    assert second.returncode == 0
    assert (out / STORE).exists()


def test_what_a_killed_run_left_half_written_is_removed(articles, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / ".kgraph-0123456789ab.tmp").write_text("half a gr")
    (tmp_path / "out" / "notes.tmp").write_text("mine")
    update([articles / "00.txt"], tmp_path / "out")
    assert {p.name for p in tmp_path.glob("out/*")} == {GRAPHML, MAP, STORE, folder.LOCK, "notes.tmp"}


ON_A_SMALL_DISK = """
mount -t tmpfs -o size=$1k none "$2" || exit 77
cp -a "$3/." "$2" || exit 78
shift 3
"$@"
status=$?
cp -a "$DISK/." "$KEEP"
exit $status
"""


@pytest.mark.parametrize("free", [40, 150, 400, 700])
def test_a_full_disk_is_said_in_one_sentence_and_costs_nothing(articles, tmp_path, free):
    """The disk holds an earlier build of two articles, and has no room for that of a hundred."""
    disk, before, after = (tmp_path / name for name in ("disk", "before", "after"))
    for path in (disk, after):
        path.mkdir()
    update([articles / "00.txt", articles / "01.txt"], before)
    old = contents(before)
    pages = sum(path.stat().st_size // 4096 + 1 for path in before.iterdir())
    script = ["unshare", "-rm", "sh", "-c", ON_A_SMALL_DISK, "sh", str(4 * pages + free), disk, before]
    done = subprocess.run(
        [*script, *COMMAND, articles, "-o", disk],
        capture_output=True,
        text=True,
        env={**os.environ, "DISK": str(disk), "KEEP": str(after)},
    )
    if done.returncode == 77 or "unshare" in done.stderr:
        pytest.skip("no small disk can be mounted here")
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    (said,) = [line for line in done.stderr.splitlines() if line.startswith("kgraph: cannot")]
    assert "full" in said or "No space left" in said
    assert contents(after) | {"kept": []} == old
    assert not list(after.glob(".kgraph-*.tmp"))
