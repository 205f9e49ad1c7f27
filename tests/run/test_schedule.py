"""How documents are handed to workers, with a crew that exists only here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pytest

from pipeline.document import Document, Page
from pipeline.errors import BadVocabulary, MachineFault
from pipeline.run.schedule import Event, Finished, Limits, Lost, Schedule, Started, Unfit
from pipeline.run.work import Outcome, Task, carry_out


@dataclass(eq=False)
class FakeWorker:
    name: int
    events: list[Event] = field(default_factory=list)
    growing: bool = False


class FakeCrew:
    """Every document goes well, unless its path says otherwise; `log` tells what was done with the workers."""

    def __init__(self, memory: int = 0) -> None:
        self.left = memory  # what a worker holds after each document
        self.log: list[tuple[str, int]] = []
        self.hired = 0

    def hire(self) -> FakeWorker:
        self.hired += 1
        return FakeWorker(self.hired)

    def give(self, worker: FakeWorker, task: Task) -> None:
        events: dict[str, list[Event]] = {
            "lost": [Started(), Lost("gone")],
            "hang": [Started()],
            "grows": [Started()],
            "growsunborn": [],
            "unborn": [Lost("gone before it began")],
            "unfit": [Unfit(BadVocabulary("columns.toml is wrong"))],
        }
        pages = tuple(Page(number, (), origin="text" if number == 3 else "ocr") for number in (1, 2, 3))
        outcome = carry_out(task, lambda path: Document(task.doc_id, path, "application/pdf", pages))
        worker.growing = task.path.startswith("grows")
        done = Finished(outcome, self.left, shaken=task.path == "shaken")
        worker.events = events.get(task.path.strip("0123456789"), [Started(), done])

    def wait(self, workers: Iterable[FakeWorker], seconds: float) -> list[tuple[FakeWorker, Event]]:
        return [(worker, worker.events.pop(0)) for worker in workers if worker.events]

    def memory(self, worker: FakeWorker) -> int:
        return 5 << 30 if worker.growing else 0

    def dismiss(self, worker: FakeWorker) -> None:
        self.log.append(("dismissed", worker.name))

    def kill(self, worker: FakeWorker) -> None:
        self.log.append(("killed", worker.name))


def carried(crew: FakeCrew, paths: Iterable[str], limits: Limits) -> dict[str, str | None]:
    """What became of each path: None, or why it failed."""
    tasks = [Task(path, path, path, "v1") for path in paths]
    outcomes: list[Outcome] = list(Schedule(crew, limits).run(tasks))
    assert sorted(outcome.path for outcome in outcomes) == sorted(paths)
    return {outcome.path: outcome.error for outcome in outcomes}


def test_workers_are_used_again():
    crew = FakeCrew()
    assert carried(crew, ["a", "b", "c", "d", "e"], Limits(workers=2)) == dict.fromkeys("abcde")
    assert (crew.hired, crew.log) == (2, [("dismissed", 2), ("dismissed", 1)])


def test_no_more_workers_than_documents():
    crew = FakeCrew()
    carried(crew, ["a"], Limits(workers=8))
    assert crew.hired == 1


def test_a_worker_is_replaced_after_so_many_pages_of_ocr():
    crew = FakeCrew()
    carried(crew, ["a", "b", "c", "d", "e"], Limits(workers=1, pages=4))
    assert crew.log == [("dismissed", 1), ("dismissed", 2), ("dismissed", 3)]


def test_a_worker_is_replaced_when_it_holds_too_much_memory():
    crew = FakeCrew(memory=4 << 30)
    carried(crew, ["a", "b"], Limits(workers=1, memory=5 << 30))
    assert crew.log == [("dismissed", 1), ("dismissed", 2)]


def test_a_worker_whose_engine_failed_gets_no_other_document():
    crew = FakeCrew()
    carried(crew, ["a", "shaken", "b"], Limits(workers=1))
    assert (crew.hired, crew.log) == (2, [("dismissed", 1), ("dismissed", 2)])


def test_a_lost_worker_costs_its_document_only():
    crew = FakeCrew()
    found = carried(crew, ["a", "lost1", "b", "lost2", "c"], Limits(workers=1))
    why = "gone; the next run tries this document again"
    assert found == {"a": None, "lost1": why, "b": None, "lost2": why, "c": None}


def test_a_document_that_takes_too_long_is_given_up():
    crew = FakeCrew()
    found = carried(crew, ["hang", "b"], Limits(workers=1, seconds=0.01))
    assert found == {"hang": "not done after 0.01 s; give it more with --timeout", "b": None}
    assert crew.log == [("killed", 1), ("dismissed", 2)]


def test_a_document_that_grows_beyond_its_memory_is_cut_off_and_the_others_go_on():
    crew = FakeCrew()
    found = carried(crew, ["a", "grows", "b"], Limits(workers=1, memory=2 << 30))
    why = "the document needs more than 2 GiB of memory; give it more with --memory"
    assert found == {"a": None, "grows": why, "b": None}
    assert crew.log == [("killed", 1), ("dismissed", 2)]


def test_a_worker_that_needs_too_much_to_start_is_no_fault_of_its_document():
    with pytest.raises(MachineFault, match="needs more than 2048 MiB to start; give it more with --memory"):
        carried(FakeCrew(), ["growsunborn"], Limits(workers=1, memory=2 << 30))


def test_workers_that_do_not_start_end_the_run_after_three():
    crew = FakeCrew()
    with pytest.raises(MachineFault, match="no worker can be started: gone before it began"):
        carried(crew, ["unborn1", "unborn2", "unborn3", "unborn4"], Limits(workers=1))
    assert crew.hired == 3


def test_single_false_starts_do_not_end_the_run():
    crew = FakeCrew()
    found = carried(crew, ["unborn1", "unborn2", "a", "unborn3", "unborn4", "b"], Limits(workers=1))
    assert [path for path, error in found.items() if error is None] == ["a", "b"]


def test_a_worker_that_cannot_load_ends_the_run_and_the_others():
    crew = FakeCrew()
    with pytest.raises(BadVocabulary, match=r"columns\.toml is wrong"):
        carried(crew, ["a", "unfit"], Limits(workers=2))
    assert {name for what, name in crew.log if what == "killed"} == {1, 2}
