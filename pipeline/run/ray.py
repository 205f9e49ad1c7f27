"""Workers that are actors of a Ray cluster. The files must lie at the same paths on every node.

A document whose machine dies is given to another at once; no more actors are asked for than the cluster has cores, so none waits
for a machine that is gone. A machine with another version of the program, its models or its OCR engine ends the run: one
corpus is made by one program.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from pipeline.errors import MachineFault, PipelineError, UsageError
from pipeline.run.fingerprint import fingerprint
from pipeline.run.local import done, loaded
from pipeline.run.memory import limit_own
from pipeline.run.schedule import Event, Lost, Started, Unfit
from pipeline.run.work import Ahead, Extractor, Loader, Task

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
    node: str | None = None  # where it is, once it has told


class _Actor:
    """One process of the cluster, which loads everything once."""

    def __init__(self, load: Loader, limit: int | None, program: str) -> None:
        self._load = load
        self._limit = limit
        self._program = program
        self._extractor: Extractor | None = None

    def start(self) -> tuple[Event, str]:
        """Also the node that it is on."""
        node = ray.get_runtime_context().get_node_id()
        if self._extractor is None:
            if self._limit:
                limit_own(self._limit)
            try:
                if program() != self._program:
                    raise MachineFault("the program or its models are of another version here; install the same on all")
                self._extractor = loaded(self._load)
            except PipelineError as error:
                return Unfit(MachineFault(f"{os.uname().nodename}: {error}")), node
        return Started(), node

    def do(self, work: Task | Ahead) -> Event:
        if self._extractor is None:
            return Lost("the worker did not load")
        try:
            return done(work, self._extractor, self._limit)
        except MachineFault as error:
            return Unfit(error)


def program() -> str:
    """What makes the answers, beside engine and options, which the plan holds."""
    return fingerprint("never")


class RayCrew:
    """Actors with one core each, on the cluster that `RAY_ADDRESS` names, else on one of this machine.

    Raises UsageError where Ray is not installed, or the cluster is not there or does not let us in.
    """

    def __init__(self, load: Loader, memory: int | None = None) -> None:
        if ray is None:
            raise UsageError("--engine ray needs Ray: pip install 'yujuesuan[ray]', or leave --engine local")
        if not ray.is_initialized():
            _connect()
        self._load = load
        self._memory = memory
        self._program = program()
        self._actor_class = ray.remote(num_cpus=1, max_restarts=0)(_Actor)

    def room(self) -> int:
        return int(ray.cluster_resources().get("CPU", 0))  # of the machines that live

    def hire(self) -> RayWorker:
        return RayWorker(self._actor_class.remote(self._load, self._memory, self._program))

    def give(self, worker: RayWorker, work: Task | Ahead) -> None:
        worker.expected = [worker.actor.start.remote(), worker.actor.do.remote(work)]

    def wait(self, workers: Iterable[RayWorker], seconds: float) -> list[tuple[RayWorker, Event]]:
        expecting = {worker.expected[0]: worker for worker in workers}
        ready, _ = ray.wait(list(expecting), num_returns=1, timeout=seconds)
        return [(expecting[answer], self._event(expecting[answer])) for answer in ready]

    def _event(self, worker: RayWorker) -> Event:
        try:
            answer = ray.get(worker.expected.pop(0))
        except ray.exceptions.RayError as error:
            reason = f"the worker of the cluster was lost ({type(error).__name__}: {_gist(error)})"
            return Lost(reason, machine=_is_unreachable(error) or self._died_with_machine(worker))
        if isinstance(answer, tuple):
            answer, worker.node = answer
        event: Event = answer
        return event

    def _died_with_machine(self, worker: RayWorker) -> bool:
        """One that has not told where it is may have been sent to a machine before the cluster knew that it is dead."""
        return any(not node["Alive"] and worker.node in (node["NodeID"], None) for node in ray.nodes())

    def memory(self, worker: RayWorker) -> int:
        return 0  # it may be on another machine; the limit that the actor sets itself has to do

    def dismiss(self, worker: RayWorker) -> None:
        self.kill(worker)

    def kill(self, worker: RayWorker) -> None:
        ray.kill(worker.actor, no_restart=True)


def _connect() -> None:
    """Raises UsageError."""
    address = os.environ.get("RAY_ADDRESS")
    try:
        ray.init(log_to_driver=False, include_dashboard=False)
    except ray.exceptions.AuthenticationError as error:
        raise UsageError(
            f"the Ray cluster {address or 'here'} wants a token: set RAY_AUTH_MODE=token, and RAY_AUTH_TOKEN or "
            f"RAY_AUTH_TOKEN_PATH, to those it was started with ({_gist(error)})"
        ) from error
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise UsageError(f"there is no Ray cluster at {address or 'this machine'}: {_gist(error)}") from error


def _is_unreachable(error: Exception) -> bool:
    """What is told of a machine that died before the cluster knows it; a process that died alone is told otherwise."""
    return isinstance(error, (ray.exceptions.ActorUnavailableError, ray.exceptions.NodeDiedError))


def _gist(error: Exception) -> str:
    """What Ray says first; the rest is for people who look after the cluster, and stands in its logs."""
    return " ".join(str(error).split())[:200]
