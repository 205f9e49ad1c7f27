"""How documents are handed to workers, with a crew that exists only here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pytest

from pipeline.document import Document, Page
from pipeline.errors import BadVocabulary, MachineFault
from pipeline.run.schedule import Event, Finished, Limits, Lost, Schedule, Started, Unfit, WentAhead
from pipeline.run.work import Ahead, Outcome, Task, Turned, carry_out


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

    def room(self) -> int:
        return 99

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
            "burnt": [Started(), Lost("the machine is gone", machine=True)],
            "unfit": [Unfit(BadVocabulary("columns.toml is wrong"))],
        }
        pages = tuple(Page(number, (), origin="text" if number == 3 else "ocr") for number in (1, 2, 3))
        outcome = carry_out(task, lambda path: Document(task.doc_id, path, "application/pdf", pages))
        worker.growing = task.path.startswith("grows")
        done = Finished(outcome, self.left, shaken=task.path == "shaken")
        worker.events = events.get(task.path.strip("0123456789"), [Started(), done])
        if task.path == "orphan" and not self.log:
            worker.events = [Started(), Lost("the machine is gone", machine=True)]

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


def test_the_document_of_a_machine_that_died_is_given_to_another_at_once():
    crew = FakeCrew()
    assert carried(crew, ["orphan", "b"], Limits(workers=1)) == {"orphan": None, "b": None}
    assert crew.log == [("killed", 1), ("dismissed", 2)]


def test_a_document_under_which_machines_keep_dying_is_to_blame_after_all():
    crew = FakeCrew()
    found = carried(crew, ["burnt", "b"], Limits(workers=1))
    assert found == {"burnt": "the machine is gone; the next run tries this document again", "b": None}
    assert crew.hired == 5


def test_a_worker_that_waits_for_a_machine_that_is_gone_gives_its_document_back():
    class Shrinking(FakeCrew):
        """Two machines, of which the second never answers and is gone by then."""

        asked = 0

        def room(self) -> int:
            self.asked += 1
            return 2 if self.asked == 1 else 1

        def give(self, worker: FakeWorker, work: Task | Ahead) -> None:
            super().give(worker, work)
            if worker.name == 2:
                worker.events = []

    crew = Shrinking()
    assert carried(crew, ["a", "b", "c"], Limits(workers=2, memory=1 << 30)) == {"a": None, "b": None, "c": None}
    assert (crew.hired, crew.log) == (2, [("killed", 2), ("dismissed", 1)])


def test_a_document_whose_machine_died_is_not_forgotten_while_the_others_read_ahead():
    class Burning(FakeCrew):
        """Two machines; the one that has the document dies when the other reads ahead, and leaves no room beside it."""

        dead = False

        def room(self) -> int:
            return 1 if self.dead else 2

        def give(self, worker: FakeWorker, work: Task | Ahead) -> None:
            if isinstance(work, Ahead):
                self.dead = True
                worker.events = [Started(), WentAhead(8)]
                return
            super().give(worker, work)
            if not self.dead:
                worker.events = [Started(), Turned(2, last=60), Lost("the machine is gone", machine=True)]

    crew = Burning()
    assert carried(crew, ["a"], Limits(workers=2)) == {"a": None}
    assert crew.hired == 2


def test_free_workers_read_ahead_of_a_long_scan_from_its_end():
    class Leafing(FakeCrew):
        """The document is read page by page; `given` are the pages that the others got."""

        def __init__(self) -> None:
            super().__init__()
            self.given: list[tuple[int, int]] = []

        def give(self, worker: FakeWorker, work: Task | Ahead) -> None:
            if isinstance(work, Ahead):
                self.given.append((work.first, work.last))
                worker.events = [
                    Started(),
                    *(Turned(read) for read in range(1, work.last + 2 - work.first)),
                    WentAhead(8),
                ]
                return
            super().give(worker, work)
            pages = (Turned(read, last=60 if read > 1 else None) for read in range(1, 61))
            worker.events[1:1] = [*pages, Turned(60, more=False)]

    crew = Leafing()
    assert carried(crew, ["long"], Limits(workers=2)) == {"long": None}
    assert (crew.hired, crew.given[0]) == (2, (53, 60))
    firsts = [first for first, _ in crew.given]
    assert [last for _, last in crew.given[1:]] == [first - 1 for first in firsts[:-1]]  # none is given twice
    assert 20 < firsts[-1] < 40  # they met in the middle
    assert [last - first for first, last in crew.given] == sorted(
        (last - first for first, last in crew.given), reverse=True
    )


def test_single_false_starts_do_not_end_the_run():
    crew = FakeCrew()
    found = carried(crew, ["unborn1", "unborn2", "a", "unborn3", "unborn4", "b"], Limits(workers=1))
    assert [path for path, error in found.items() if error is None] == ["a", "b"]


def test_a_worker_that_cannot_load_ends_the_run_and_the_others():
    crew = FakeCrew()
    with pytest.raises(BadVocabulary, match=r"columns\.toml is wrong"):
        carried(crew, ["a", "unfit"], Limits(workers=2))
    assert {name for what, name in crew.log if what == "killed"} == {1, 2}
