"""Documents to workers: who does what, for how long, and what happens when a worker does not come back.

Workers differ (processes of this machine, actors of a Ray cluster); how they are used does not. A kind of
worker is a `Crew`: a few verbs, one file.

When no document is left to be given out, free workers read ahead of those that still have a long scan, from its end: what OCR
reads is kept, so the worker that has the document finds it. Nothing else is shared, and nothing depends on it.
"""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Generic, Protocol, TypeVar

from pipeline.errors import MachineFault, PipelineError
from pipeline.run.work import Ahead, Outcome, Task, Turned, failure, over_memory

Worker = TypeVar("Worker")

START_SECONDS: Final = 300.0  # to import everything and load the vocabularies, on a slow disk
FALSE_STARTS: Final = 3  # workers in a row that die before their first document: no document is to blame
MOST_MACHINES: Final = 3  # that may die under one document before it is to blame after all
MOST_AHEAD: Final = 8  # pages that a worker reads ahead at once
LEAST_LEFT: Final = 4  # pages; with fewer a document is done before another worker has begun
LOOK_SECONDS: Final = 0.1  # between two looks at how much memory the workers hold: a bomb takes a GiB a second


@dataclass(frozen=True, slots=True)
class Started:
    """The worker has loaded what it needs and begins with its document: the clock runs."""


@dataclass(frozen=True, slots=True)
class Finished:
    """The document is done; memory (bytes) is what the worker holds now."""

    outcome: Outcome
    memory: int = 0
    shaken: bool = False  # its OCR engine failed: the next document gets another worker


@dataclass(frozen=True, slots=True)
class WentAhead:
    """Pages of another worker's document are read."""

    ocr_pages: int
    memory: int = 0
    shaken: bool = False


@dataclass(frozen=True, slots=True)
class Lost:
    """The worker is gone."""

    reason: str
    machine: bool = False  # with the machine it was on: its document is not to blame, and others may have it at once


@dataclass(frozen=True, slots=True)
class Unfit:
    """The worker cannot load what it needs, or cannot go on where it is; no other will."""

    error: PipelineError


Event = Started | Turned | Finished | WentAhead | Lost | Unfit


class Crew(Protocol[Worker]):
    """Workers of one kind."""

    def room(self) -> int:
        """How many workers there can be now."""

    def hire(self) -> Worker:
        """Start a worker."""

    def give(self, worker: Worker, work: Task | Ahead) -> None:
        """Hand it what it is to do next; it has nothing. A worker that died meanwhile is told by `wait`."""

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
    work: Task | Ahead
    deadline: float
    started: bool = False
    pages: int = 0  # what the worker has read by OCR so far
    read: int = 0  # pages of this document, where the worker tells
    page_deadline: float = float("inf")
    untaken: int | None = None  # page up to which others may read ahead; None: nobody may

    @property
    def left(self) -> int:
        """Pages that nobody reads yet."""
        return 0 if self.untaken is None else self.untaken - self.read


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
        self._orphans: deque[Task] = deque()  # their machines died, or never came
        self._orphaned: Counter[str] = Counter()  # doc_id → times

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
        """Give every free worker something to do; False when no document is left and all are back."""
        room = max(1, min(self._limits.workers, self._crew.room()))
        while len(self._busy) < room and (work := self._next(queue)):
            worker, pages = self._idle.popitem() if self._idle else (self._crew.hire(), 0)
            self._busy[worker] = _Assignment(work, time.monotonic() + START_SECONDS, pages=pages)
            self._crew.give(worker, work)
        return bool(self._orphans) or any(isinstance(one.work, Task) for one in self._busy.values())

    def _next(self, queue: Iterator[Task]) -> Task | Ahead | None:
        return self._orphans.popleft() if self._orphans else next(queue, None) or self._ahead()

    def _ahead(self) -> Ahead | None:
        """The last pages of the document of which most are left, the fewer the nearer its own worker comes."""
        behind = max(self._busy.values(), key=lambda one: one.left, default=None)
        if behind is None or behind.left < LEAST_LEFT or behind.untaken is None:
            return None
        share = min(MOST_AHEAD, max(1, behind.left // (2 * self._limits.workers)))
        last, behind.untaken = behind.untaken, behind.untaken - share
        return Ahead(behind.work.path, last - share + 1, last)

    def _collect(self) -> Iterator[Outcome]:
        next_deadline = min(min(one.deadline, one.page_deadline) for one in self._busy.values())
        longest = LOOK_SECONDS if self._limits.memory else 3600.0
        patience = max(0.0, min(next_deadline - time.monotonic(), longest))
        for worker, event in self._crew.wait(tuple(self._busy), patience):
            yield from self._heed(worker, event)
        for worker, assignment in tuple(self._busy.items()):
            if time.monotonic() >= min(assignment.deadline, assignment.page_deadline):
                yield from self._give_up(worker)
            elif self._limits.memory and self._crew.memory(worker) > self._limits.memory:
                yield from self._cut_off(worker, self._limits.memory)
        self._withdraw()

    def _withdraw(self) -> None:
        """Take back what was given to workers for which there is no machine any more."""
        waiting = [worker for worker, one in self._busy.items() if not one.started]
        if not waiting:
            return
        there = max(1, self._crew.room())
        for worker in waiting[: max(0, len(self._busy) - there)]:
            _, task = self._end(worker)
            if task:
                self._orphans.append(task)

    def _heed(self, worker: Worker, event: Event) -> Iterator[Outcome]:
        assignment = self._busy[worker]
        match event:
            case Started():
                self._false_starts = 0
                assignment.started = True
                assignment.deadline = time.monotonic() + self._limits.seconds
            case Turned():
                self._turn(assignment, event)
            case Finished(outcome, memory, shaken):
                self._release(worker, outcome.ocr_pages, memory, shaken)
                yield outcome
            case WentAhead(ocr_pages, memory, shaken):
                self._release(worker, ocr_pages, memory, shaken)
            case Unfit(error):
                raise error
            case Lost(reason, machine):
                yield from self._bury(worker, reason, machine)

    def _turn(self, assignment: _Assignment, turned: Turned) -> None:
        assignment.read = turned.read
        assignment.page_deadline = time.monotonic() + (self._limits.page_seconds if turned.more else float("inf"))
        if isinstance(assignment.work, Task):
            if not turned.more:
                assignment.untaken = 0
            elif assignment.untaken is None:
                assignment.untaken = turned.last
            self._on_page(assignment.work, turned.read)

    def _release(self, worker: Worker, ocr_pages: int, memory: int, shaken: bool) -> None:
        """It has done what it was given: the next document is for it, unless it is worn out."""
        pages = self._busy.pop(worker).pages + ocr_pages
        full = self._limits.memory and memory >= self._limits.memory * 3 // 4
        if shaken or full or pages >= self._limits.pages:
            self._crew.dismiss(worker)
        else:
            self._idle[worker] = pages

    def _end(self, worker: Worker) -> tuple[_Assignment, Task | None]:
        """A worker that is given up, and the document that it has. Who read ahead had none: nobody follows it there."""
        assignment = self._busy.pop(worker)
        self._crew.kill(worker)
        if isinstance(assignment.work, Task):
            return assignment, assignment.work
        for one in self._busy.values():
            if one.work.path == assignment.work.path:
                one.untaken = 0
        return assignment, None

    def _bury(self, worker: Worker, reason: str, machine: bool = False) -> Iterator[Outcome]:
        assignment, task = self._end(worker)
        if task is None:
            return
        if machine and self._orphaned[task.doc_id] < MOST_MACHINES:
            self._orphaned[task.doc_id] += 1
            self._orphans.append(task)
            return
        if not assignment.started:
            self._false_starts += 1
            if self._false_starts >= FALSE_STARTS:
                raise MachineFault(f"no worker can be started: {reason}")
        yield failure(task, f"{reason}; the next run tries this document again")

    def _give_up(self, worker: Worker) -> Iterator[Outcome]:
        if not self._busy[worker].started:
            yield from self._bury(worker, f"the worker was not ready after {START_SECONDS:g} s")
            return
        assignment, task = self._end(worker)
        if task is None:
            return
        if time.monotonic() < assignment.deadline:
            limit = self._limits.page_seconds
            reason = f"after {assignment.read} pages none was read in {limit:g} s; give it more with --page-timeout"
            yield failure(task, reason, seconds=limit)
        else:
            limit = self._limits.seconds
            yield failure(task, f"not done after {limit:g} s; give it more with --timeout", seconds=limit)

    def _cut_off(self, worker: Worker, limit: int) -> Iterator[Outcome]:
        """It holds too much. While it loads what every document needs, no document is to blame."""
        assignment, task = self._end(worker)
        if task is None:
            return
        if not assignment.started:
            raise MachineFault(f"a worker needs more than {limit >> 20} MiB to start; give it more with --memory")
        yield over_memory(task, limit)
