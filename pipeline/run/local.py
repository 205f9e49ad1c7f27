"""Workers that are processes of this machine."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Final

from pipeline.errors import MachineFault, PipelineError
from pipeline.run.memory import held, limit_own
from pipeline.run.schedule import Event, Finished, Lost, Started, Unfit, WentAhead
from pipeline.run.work import Ahead, Extractor, Loader, PagewiseExtractor, Task, Turned, carry_out, go_ahead

_CONTEXT: Final = (
    multiprocessing.get_context("forkserver")
    if "forkserver" in multiprocessing.get_all_start_methods()
    else multiprocessing.get_context("spawn")
)
_GOODBYE_SECONDS: Final = 5.0
_REPORT_SECONDS: Final = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class LocalWorker:
    """A process and our end of its pipe."""

    process: BaseProcess
    connection: Connection


class LocalCrew:
    """Processes that load everything once, then do one document after the other."""

    def __init__(self, load: Loader, preload: tuple[str, ...] = (), memory: int | None = None) -> None:
        self._load = load
        self._memory = memory
        _CONTEXT.set_forkserver_preload([__name__, *preload])  # imported once; new workers have them at once

    def hire(self) -> LocalWorker:
        ours, theirs = _CONTEXT.Pipe()
        process = _CONTEXT.Process(target=_serve, args=(theirs, self._load, self._memory), daemon=True)
        try:
            process.start()
        except (OSError, EOFError) as error:  # EOFError: the process that starts workers died
            raise MachineFault(f"no worker can be started: {error}; use fewer --jobs, or free memory") from error
        theirs.close()  # so that its death closes the pipe
        return LocalWorker(process, ours)

    def room(self) -> int:
        return sys.maxsize  # who starts the run says how many

    def give(self, worker: LocalWorker, work: Task | Ahead) -> None:
        with suppress(OSError):  # it died: `wait` tells
            worker.connection.send(work)

    def wait(self, workers: Iterable[LocalWorker], seconds: float) -> list[tuple[LocalWorker, Event]]:
        by_connection = {worker.connection: worker for worker in workers}
        ready = wait(list(by_connection), timeout=seconds)
        return [(worker, _event(worker)) for worker in (by_connection[c] for c in ready if isinstance(c, Connection))]

    def memory(self, worker: LocalWorker) -> int:
        return held(worker.process.pid)

    def dismiss(self, worker: LocalWorker) -> None:
        worker.connection.close()  # the worker's next `recv` ends it
        worker.process.join(_GOODBYE_SECONDS)
        if worker.process.is_alive():
            self.kill(worker)

    def kill(self, worker: LocalWorker) -> None:
        pid = worker.process.pid
        with suppress(ProcessLookupError, PermissionError):
            if pid and os.getpgid(pid) == pid:  # it leads its own group, with all that it started
                os.killpg(pid, signal.SIGKILL)
        worker.process.kill()
        worker.process.join()
        worker.connection.close()


def _event(worker: LocalWorker) -> Event:
    try:
        event: Event = worker.connection.recv()
    except (EOFError, OSError):
        worker.process.join(_GOODBYE_SECONDS)
        return Lost(_cause_of_death(worker.process.exitcode))
    return event


def _cause_of_death(exitcode: int | None) -> str:
    """Why a process ended, in words.

    >>> _cause_of_death(-11)
    'the worker process died of SIGSEGV'
    >>> _cause_of_death(-9)
    'the worker process was killed (SIGKILL), probably because memory ran out; use fewer --jobs'
    >>> _cause_of_death(1)
    'the worker process ended with status 1'
    """
    if exitcode is None or exitcode >= 0:
        return f"the worker process ended with status {exitcode}"
    if -exitcode == signal.SIGKILL:
        return "the worker process was killed (SIGKILL), probably because memory ran out; use fewer --jobs"
    try:
        name = signal.Signals(-exitcode).name
    except ValueError:
        name = f"signal {-exitcode}"
    return f"the worker process died of {name}"


def _serve(connection: Connection, load: Loader, limit: int | None) -> None:
    """The life of a worker."""
    os.setsid()  # a terminal's Ctrl-C is for the run, which ends its workers in order
    os.dup2(2, 1)  # libraries print; stdout belongs to the caller
    parent = multiprocessing.parent_process()
    if parent:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()
    if limit:
        limit_own(limit)
    try:
        extractor = loaded(load)
    except PipelineError as error:
        connection.send(Unfit(error))
        return
    if isinstance(extractor, PagewiseExtractor):
        extractor.on_page = _Reporter(connection)
    while True:
        try:
            work = connection.recv()
        except (EOFError, OSError):
            return
        connection.send(Started())
        try:
            connection.send(done(work, extractor, limit))
        except MachineFault as error:
            connection.send(Unfit(error))
            return


def done(work: Task | Ahead, extractor: Extractor, limit: int | None) -> Event:
    """What a worker says when it has done what it was given. Raises MachineFault."""
    if isinstance(work, Task):
        outcome = carry_out(work, extractor, limit)
        return Finished(outcome, held(), isinstance(extractor, PagewiseExtractor) and extractor.engine_failed)
    if not isinstance(extractor, PagewiseExtractor):
        raise TypeError(f"{extractor!r} told of no pages, and cannot read any ahead")
    return WentAhead(go_ahead(work, extractor), held(), extractor.engine_failed)


class _Reporter:
    """Tells how many pages were read, not more often than anybody wants to know."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._last = 0.0

    def __call__(self, turned: Turned) -> None:
        now = time.monotonic()
        if turned.read <= 1 or not turned.more or now - self._last >= _REPORT_SECONDS:
            self._last = now
            self._connection.send(turned)


def loaded(load: Loader) -> Extractor:
    """What a worker works with. Raises PipelineError, MachineFault among these."""
    try:
        return load()
    except (ImportError, MemoryError, OSError) as error:
        what = str(error) or "no memory left"
        raise MachineFault(f"what every document needs cannot be loaded: {what}; mend that, then run again") from error


def _end_with(sentinel: int) -> None:
    """Do not outlive the run: end with all one started as soon as its process is gone, even in mid-document."""
    wait([sentinel])
    os.killpg(0, signal.SIGKILL)
