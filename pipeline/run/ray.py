"""Workers that are actors of a Ray cluster. The files must lie at the same paths on every node."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from pipeline.errors import MachineFault, PipelineError, UsageError
from pipeline.run.local import loaded
from pipeline.run.memory import held, limit_own
from pipeline.run.schedule import Event, Finished, Lost, Started, Unfit
from pipeline.run.work import Extractor, Loader, Task, carry_out

ray: Any
try:
    ray = import_module("ray")
except ImportError:
    ray = None


@dataclass(slots=True, eq=False)
class RayWorker:
    """An actor and the answers we still expect from it, in order: that it has loaded, that it is done."""

    actor: Any
    expected: list[Any] = field(default_factory=list)


class _Actor:
    """One process of the cluster, which loads everything once."""

    def __init__(self, load: Loader, limit: int | None) -> None:
        self._load = load
        self._limit = limit
        self._extractor: Extractor | None = None

    def start(self) -> Event:
        if self._extractor is None:
            if self._limit:
                limit_own(self._limit)
            try:
                self._extractor = loaded(self._load)
            except PipelineError as error:
                return Unfit(error)
        return Started()

    def carry_out(self, task: Task) -> Event:
        if self._extractor is None:
            return Lost("the worker did not load")
        try:
            return Finished(carry_out(task, self._extractor, self._limit), held())
        except MachineFault as error:
            return Unfit(error)


class RayCrew:
    """Actors with one core each, on the cluster that `RAY_ADDRESS` names, else on one of this machine.

    Raises UsageError where Ray is not installed.
    """

    def __init__(self, load: Loader, memory: int | None = None) -> None:
        if ray is None:
            raise UsageError("--engine ray needs Ray: pip install 'yujuesuan[ray]', or leave --engine local")
        if not ray.is_initialized():
            ray.init(log_to_driver=False, include_dashboard=False)
        self._load = load
        self._memory = memory
        self._actor_class = ray.remote(num_cpus=1, max_restarts=0)(_Actor)

    def hire(self) -> RayWorker:
        return RayWorker(self._actor_class.remote(self._load, self._memory))

    def give(self, worker: RayWorker, task: Task) -> None:
        worker.expected = [worker.actor.start.remote(), worker.actor.carry_out.remote(task)]

    def wait(self, workers: Iterable[RayWorker], seconds: float) -> list[tuple[RayWorker, Event]]:
        expecting = {worker.expected[0]: worker for worker in workers}
        ready, _ = ray.wait(list(expecting), num_returns=1, timeout=seconds)
        return [(expecting[answer], self._event(expecting[answer])) for answer in ready]

    def _event(self, worker: RayWorker) -> Event:
        try:
            event: Event = ray.get(worker.expected.pop(0))
        except ray.exceptions.RayError as error:
            return Lost(f"the worker of the cluster was lost ({type(error).__name__}: {_gist(error)})")
        return event

    def memory(self, worker: RayWorker) -> int:
        return 0  # it may be on another machine; the limit that the actor sets itself has to do

    def dismiss(self, worker: RayWorker) -> None:
        self.kill(worker)

    def kill(self, worker: RayWorker) -> None:
        ray.kill(worker.actor, no_restart=True)


def _gist(error: Exception) -> str:
    """What Ray says first; the rest is for people who look after the cluster, and stands in its logs."""
    return " ".join(str(error).split())[:200]
