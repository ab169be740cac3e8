"""Map a function over batches of documents: here, or in several processes."""

from __future__ import annotations

import gc
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from kgraph.errors import KgraphError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Batch = TypeVar("Batch")
Result = TypeVar("Result")


def run(work: Callable[[Batch], Result], batches: Sequence[Batch], *, processes: int = 1) -> Iterator[Result]:
    """``work`` done on each batch; the results in the order of the batches, whoever is ready first.

    With more than one process ``work``, batches and results must be picklable, and a script that
    calls this needs its ``if __name__ == "__main__":``, since each process imports it anew.  The
    processes end with the iterator, in the middle of a batch if it is left early, and also when
    this process is killed.  Raises what ``work`` raises, and KgraphError if a process is killed.
    """
    if processes <= 1 or len(batches) <= 1:
        yield from map(work, batches)
        return
    with _workers(work, min(processes, len(batches))) as workers:
        ready: dict[int, Result] = {}
        following = 0
        for number, result in _in_any_order(workers, batches):
            ready[number] = result
            while following in ready:
                yield ready.pop(following)
                following += 1


@contextmanager
def _workers(work: Callable[[Any], Any], number: int) -> Iterator[list[Connection]]:
    """The ends of the pipes to processes that do ``work``; they are ended with the block.

    concurrent.futures was tried and dropped: an interrupt waited half a minute for the batches that
    were begun and those queued behind them, and the processes outlived a parent that was killed.
    """
    import multiprocessing

    # Processes are started anew and not forked: a fork of a process with threads may hang.
    context = multiprocessing.get_context("spawn")
    processes = []
    workers = []
    try:
        with _interrupts_put_off():
            for _ in range(number):
                here, there = context.Pipe()
                process = context.Process(target=_serve, args=(work, there), daemon=True)
                process.start()
                there.close()  # so that this end hears when the process has died
                processes.append(process)
                workers.append(here)
        yield workers
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.join()


def _in_any_order(workers: Sequence[Connection], batches: Sequence[Batch]) -> Iterator[tuple[int, Any]]:
    """(number, result) of each batch as it is done; each worker has one at a time."""
    from multiprocessing.connection import wait

    waiting = enumerate(batches)
    begun: dict[Connection, int] = {}
    idle = list(workers)
    try:
        while True:
            for worker, (number, batch) in zip(idle, waiting, strict=False):
                worker.send(batch)
                begun[worker] = number
            if not begun:
                return
            done = wait(list(begun))
            idle = [worker for worker in begun if worker in done]
            for worker in idle:
                result, error = worker.recv()
                if error is not None:
                    raise error
                yield begun.pop(worker), result
    except (EOFError, ConnectionError) as error:
        raise KgraphError(
            "a process was killed, most likely for want of memory; try again with --processes 1"
        ) from error


def _serve(work: Callable[[Any], Any], connection: Connection) -> None:
    """What a process does: batch in, result out, until the other end of the pipe is gone."""
    collect_less_garbage()
    try:
        while True:
            batch = connection.recv()
            answer: tuple[Any, Exception | None]
            try:
                answer = work(batch), None
            except Exception as error:  # it is raised where the results are waited for
                answer = None, error
            connection.send(answer)
    except (EOFError, ConnectionError):
        return


def collect_less_garbage() -> None:
    """Let Python look for cycles rarely, as annotation makes millions of objects and next to no cycles.

    Measured on 500 articles: a sixth of the time.  Only for processes that are ours alone.
    """
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)


@contextmanager
def _interrupts_put_off() -> Iterator[None]:
    """Processes started here leave Ctrl-C to this one; if it comes meanwhile, it is obeyed at the end.

    The signal is blocked, which processes inherit.  To ignore it was tried and dropped: an interrupt
    of that half second was lost, and the run went on.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # whose start unblocks the signal
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
