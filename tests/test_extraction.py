"""Documents in batches and processes."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading

import pytest

from kgraph import engine, extraction
from kgraph.errors import KgraphError, ModelError
from kgraph.extraction import extract_documents
from kgraph.types import Document


def documents(number):
    texts = (f"Xi Jinping met Vladimir Putin in Beijing {i} times." for i in range(number))
    return [Document(f"d{i:03}", f"{i}", f"{i}.txt", text) for i, text in enumerate(texts)]


def test_the_number_of_processes_changes_nothing(monkeypatch):
    monkeypatch.setattr(extraction, "WORTH_PROCESSES", 0)
    monkeypatch.setattr(extraction, "BATCH", 2)
    seen = []
    alone = extract_documents(documents(5), model="en_core_web_sm")
    together = extract_documents(
        documents(5), model="en_core_web_sm", processes=2, progress=lambda *n: seen.append(n)
    )
    assert alone == together
    assert seen == [(2, 5), (4, 5), (5, 5)]


def test_an_error_of_a_process_is_the_error_of_the_run(monkeypatch):
    monkeypatch.setattr(extraction, "WORTH_PROCESSES", 0)
    monkeypatch.setattr(extraction, "BATCH", 2)
    with pytest.raises(ModelError, match="en_core_web_zz"):
        extract_documents(documents(4), model="en_core_web_zz", processes=2)


def die(batch):
    os._exit(9)


def test_a_killed_process_is_told_and_not_waited_for():
    with pytest.raises(KgraphError, match="--processes 1"):
        list(engine.run(die, [1, 2, 3], processes=2))


def first_only(batch):
    if batch:
        threading.Event().wait(60)
    return batch


def test_processes_end_at_once_when_nobody_waits_for_them():
    results = engine.run(first_only, [0, 1, 2, 3, 4], processes=2)
    assert next(results) == 0
    results.close()
    assert not multiprocessing.active_children()


PARENT = """
import os, signal
from kgraph import engine

def process_id(batch):
    return os.getpid()

if __name__ == "__main__":
    for number in engine.run(process_id, [1, 2, 3], processes=2):
        print(number, flush=True)
        signal.pause()
"""


def test_processes_do_not_outlive_a_parent_that_was_killed(tmp_path):
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    parent = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True)
    assert parent.stdout.readline().strip().isdigit()
    parent.kill()
    parent.communicate(timeout=20)  # ends when nobody holds the pipe any more


def test_an_interrupt_while_processes_are_started_is_obeyed(monkeypatch):
    start = multiprocessing.get_context("spawn").Process.start

    def interrupted(self):
        os.kill(os.getpid(), signal.SIGINT)
        start(self)

    monkeypatch.setattr(multiprocessing.get_context("spawn").Process, "start", interrupted)
    with pytest.raises(KeyboardInterrupt):
        list(engine.run(abs, [1, 2, 3], processes=2))
    assert not multiprocessing.active_children()
