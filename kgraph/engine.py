"""Map a function over batches of documents: here, or in several processes."""

from __future__ import annotations

import gc
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from kgraph.errors import KgraphError

Batch = TypeVar("Batch")
Result = TypeVar("Result")


def run(work: Callable[[Batch], Result], batches: Sequence[Batch], *, processes: int = 1) -> Iterator[Result]:
    """``work`` done on each batch; the results in the order of the batches, whoever is ready first.

    With more than one process ``work``, batches and results must be picklable, and a script that
    calls this needs its ``if __name__ == "__main__":``, since each process imports it anew.
    Raises what ``work`` raises, and KgraphError if a process is killed.
    """
    if processes <= 1 or len(batches) <= 1:
        yield from map(work, batches)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    # Processes are started anew and not forked: a fork of a process with threads may hang.
    context = multiprocessing.get_context("spawn")
    executor = ProcessPoolExecutor(min(processes, len(batches)), context, initializer=collect_less_garbage)
    try:
        with _workers_deaf_to_interrupts():
            results = executor.map(work, batches)
        yield from results
    except BrokenProcessPool as error:
        raise KgraphError(
            "a process was killed, most likely for want of memory; try again with --processes 1"
        ) from error
    finally:
        executor.shutdown(cancel_futures=True)


def collect_less_garbage() -> None:
    """Let Python look for cycles rarely, as annotation makes millions of objects and next to no cycles.

    Measured on 500 articles: a sixth of the time.  Only for processes that are ours alone.
    """
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


@contextmanager
def _workers_deaf_to_interrupts() -> Iterator[None]:
    """Processes started here leave Ctrl-C to this one, which then ends them."""
    try:
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    except ValueError:  # not the main thread, which alone gets interrupts
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
