"""Documents to workers: who does what, for how long, and what happens when a worker does not come back.

Workers differ (processes of this machine, actors of a Ray cluster); how they are used does not. A kind of
worker is a `Crew`: five verbs, one file.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Generic, Protocol, TypeVar

from pipeline.errors import MachineFault, PipelineError
from pipeline.run.work import Outcome, Task, failure, over_memory

Worker = TypeVar("Worker")

START_SECONDS: Final = 300.0  # to import everything and load the vocabularies, on a slow disk
FALSE_STARTS: Final = 3  # workers in a row that die before their first document: no document is to blame
LOOK_SECONDS: Final = 0.1  # between two looks at how much memory the workers hold: a bomb takes a GiB a second


@dataclass(frozen=True, slots=True)
class Started:
    """The worker has loaded what it needs and begins with its document: the clock runs."""


@dataclass(frozen=True, slots=True)
class Advanced:
    """The worker has read so many pages of its document: the clock of the page runs anew."""

    pages: int
    more: bool = True  # may come: else what was read is being understood


@dataclass(frozen=True, slots=True)
class Finished:
    """The document is done; memory (bytes) is what the worker holds now."""

    outcome: Outcome
    memory: int = 0
    shaken: bool = False  # its OCR engine failed: the next document gets another worker


@dataclass(frozen=True, slots=True)
class Lost:
    """The worker is gone."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unfit:
    """The worker cannot load what it needs, or cannot go on where it is; no other will."""

    error: PipelineError


Event = Started | Advanced | Finished | Lost | Unfit


class Crew(Protocol[Worker]):
    """Workers of one kind."""

    def hire(self) -> Worker:
        """Start a worker."""

    def give(self, worker: Worker, task: Task) -> None:
        """Hand it its next document; it has none. A worker that died meanwhile is told by `wait`."""

    def wait(self, workers: Iterable[Worker], seconds: float) -> list[tuple[Worker, Event]]:
        """What happened, as soon as anything does; nothing after that many seconds."""

    def memory(self, worker: Worker) -> int:
        """Bytes that it holds now; 0 where nobody can tell."""

    def dismiss(self, worker: Worker) -> None:
        """Let an idle worker go."""

    def kill(self, worker: Worker) -> None:
        """End it and all it started, at once, whatever it does."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a worker may use: OCR engines leak, PDF libraries hang, some documents grow without end."""

    workers: int
    seconds: float = float("inf")  # per document
    page_seconds: float = float("inf")  # without a page that is read; where the worker tells of pages
    pages: int = 500  # read by OCR, then it is replaced: PaddleOCR loses about 4.5 MB a page
    memory: int | None = None  # bytes; who holds more is ended at once, who holds three quarters replaced in time


@dataclass(slots=True)
class _Assignment:
    task: Task
    deadline: float
    started: bool = False
    pages: int = 0  # what the worker has read by OCR so far
    read: int = 0  # pages of this document, where the worker tells
    page_deadline: float = float("inf")


class Schedule(Generic[Worker]):
    """Carries documents to a crew and brings the outcomes back, in the order in which they come."""

    def __init__(
        self, crew: Crew[Worker], limits: Limits, on_page: Callable[[Task, int], None] = lambda task, read: None
    ) -> None:
        self._crew = crew
        self._limits = limits
        self._on_page = on_page  # told how many pages of a document were read
        self._busy: dict[Worker, _Assignment] = {}
        self._idle: dict[Worker, int] = {}  # worker → pages read by OCR
        self._false_starts = 0

    def run(self, tasks: Iterable[Task]) -> Iterator[Outcome]:
        """One outcome for every task. Raises what made a worker unfit, and MachineFault if none can be started."""
        queue = iter(tasks)
        try:
            while self._hand_out(queue):
                yield from self._collect()
            for worker in self._idle:
                self._crew.dismiss(worker)
            self._idle.clear()
        finally:
            for worker in (*self._busy, *self._idle):
                self._crew.kill(worker)

    def _hand_out(self, queue: Iterator[Task]) -> bool:
        """Give every free worker a document; False when none is left and all are back."""
        while len(self._busy) < self._limits.workers and (task := next(queue, None)):
            worker, pages = self._idle.popitem() if self._idle else (self._crew.hire(), 0)
            self._busy[worker] = _Assignment(task, time.monotonic() + START_SECONDS, pages=pages)
            self._crew.give(worker, task)
        return bool(self._busy)

    def _collect(self) -> Iterator[Outcome]:
        next_deadline = min(min(one.deadline, one.page_deadline) for one in self._busy.values())
        longest = LOOK_SECONDS if self._limits.memory else 3600.0
        patience = max(0.0, min(next_deadline - time.monotonic(), longest))
        for worker, event in self._crew.wait(tuple(self._busy), patience):
            yield from self._heed(worker, event)
        for worker, assignment in tuple(self._busy.items()):
            if time.monotonic() >= min(assignment.deadline, assignment.page_deadline):
                yield self._give_up(worker)
            elif self._limits.memory and self._crew.memory(worker) > self._limits.memory:
                yield self._cut_off(worker, self._limits.memory)

    def _heed(self, worker: Worker, event: Event) -> Iterator[Outcome]:
        assignment = self._busy[worker]
        match event:
            case Started():
                self._false_starts = 0
                assignment.started = True
                assignment.deadline = time.monotonic() + self._limits.seconds
            case Advanced(read, more):
                assignment.read = read
                assignment.page_deadline = time.monotonic() + (self._limits.page_seconds if more else float("inf"))
                self._on_page(assignment.task, read)
            case Finished(outcome, memory, shaken):
                del self._busy[worker]
                pages = assignment.pages + outcome.ocr_pages
                full = self._limits.memory and memory >= self._limits.memory * 3 // 4
                if shaken or full or pages >= self._limits.pages:
                    self._crew.dismiss(worker)
                else:
                    self._idle[worker] = pages
                yield outcome
            case Unfit(error):
                raise error
            case Lost(reason):
                yield self._bury(worker, reason)

    def _bury(self, worker: Worker, reason: str) -> Outcome:
        assignment = self._busy.pop(worker)
        self._crew.kill(worker)
        if not assignment.started:
            self._false_starts += 1
            if self._false_starts >= FALSE_STARTS:
                raise MachineFault(f"no worker can be started: {reason}")
        return failure(assignment.task, f"{reason}; the next run tries this document again")

    def _give_up(self, worker: Worker) -> Outcome:
        if not self._busy[worker].started:
            return self._bury(worker, f"the worker was not ready after {START_SECONDS:g} s")
        assignment = self._busy.pop(worker)
        self._crew.kill(worker)
        if time.monotonic() < assignment.deadline:
            limit = self._limits.page_seconds
            reason = f"after {assignment.read} pages none was read in {limit:g} s; give it more with --page-timeout"
            return failure(assignment.task, reason, seconds=limit)
        limit = self._limits.seconds
        return failure(assignment.task, f"not done after {limit:g} s; give it more with --timeout", seconds=limit)

    def _cut_off(self, worker: Worker, limit: int) -> Outcome:
        """It holds too much. While it loads what every document needs, no document is to blame."""
        assignment = self._busy.pop(worker)
        self._crew.kill(worker)
        if not assignment.started:
            raise MachineFault(f"a worker needs more than {limit >> 20} MiB to start; give it more with --memory")
        return over_memory(assignment.task, limit)
