"""The whole run: sources to workers, outcomes to the corpus, a summary at the end."""

from __future__ import annotations

import fcntl
import os
import platform
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final, Literal, Protocol

from pipeline.errors import UnreadableFile, UsageError
from pipeline.export.csv import write_csv
from pipeline.export.duckdb import write_duckdb
from pipeline.export.jsonl import write_jsonl
from pipeline.export.parquet import Corpus, Known
from pipeline.export.run_json import write_run_json
from pipeline.export.xlsx import write_xlsx
from pipeline.run.fingerprint import LIBRARIES, all_hashes, code_hash, fingerprint, package_version
from pipeline.run.local import LocalCrew
from pipeline.run.schedule import Limits, Schedule
from pipeline.run.sources import Source, find_sources, hash_of, hash_without_bytes
from pipeline.run.summary import Problem, Summary, count_corpus
from pipeline.run.work import Extractor, Loader, Outcome, Task, failure

Engine = Literal["local", "ray"]
Ocr = Literal["auto", "always", "never"]
EXPORTERS: Final[dict[str, Callable[[Path, Path], None]]] = {"csv": write_csv, "xlsx": write_xlsx, "jsonl": write_jsonl}


@dataclass(frozen=True, slots=True)
class Options:
    """How a run is made; each is an option of the command line."""

    jobs: int
    ocr: Ocr = "auto"
    engine: Engine = "local"
    formats: tuple[str, ...] = ("parquet",)  # Parquet is always written
    timeout: float = 1800.0  # seconds per document


@dataclass(frozen=True, slots=True)
class Step:
    """One file is dealt with."""

    path: str
    status: str  # ok, partial, failed; known: an earlier run did it; duplicate: another file has the same bytes
    reason: str | None = None


class Watch(Protocol):
    """Somebody who wants to know how far the run is."""

    def begin(self, files: int) -> None:
        """So many files were found."""

    def advance(self, step: Step) -> None:
        """The next file is dealt with."""


def run(inputs: Iterable[Path], out: Path, options: Options, watch: Watch, load: Loader | None = None) -> Summary:
    """Extract all files of the inputs into the corpus `out`, in which finished documents stay as they are.

    `load` gives the extractor of a worker (default: all stages with the real engine). Raises UsageError, and
    PipelineError if no worker can be started; after these and after Ctrl-C what was finished is in the corpus.
    """
    start, started = time.perf_counter(), datetime.now(UTC)
    inputs = tuple(inputs)
    sources = find_sources(inputs, out)
    with _locked(out):
        watch.begin(len(sources))
        corpus = Corpus(out)
        progress = _Progress(corpus, len(sources), fingerprint(options.ocr), watch)
        try:
            workers = max(1, min(options.jobs, len(sources)))
            for outcome in _outcomes(progress.tasks(sources), workers, options, load):
                progress.keep(outcome)
        finally:
            corpus.close()
        for name in options.formats:
            if name in EXPORTERS:
                EXPORTERS[name](out, out / name)
        write_duckdb(out)
        summary = progress.summary(time.perf_counter() - start)
        write_run_json(out, _record(inputs, options, started, summary))
    return summary


class _Progress:
    """Which files are done and how; what is in the corpus follows."""

    def __init__(self, corpus: Corpus, files: int, made_by: str, watch: Watch) -> None:
        self._corpus = corpus
        self._files = files
        self._made_by = made_by
        self._watch = watch
        self._taken: set[str] = set()  # documents of this run
        self._extracted = self._known = self._duplicates = 0
        self._problems: list[Problem] = []

    def tasks(self, sources: Iterable[Source]) -> Iterator[Task]:
        """The files that have to be read, one by one as they are asked for; the others are dealt with here."""
        for source in sources:
            path = source.path
            try:
                if source.problem:
                    raise UnreadableFile(source.problem)
                doc_id = hash_of(path)
            except UnreadableFile as error:
                self._miss(path, str(error))
                continue
            known = self._corpus.known.get(doc_id)
            if doc_id in self._taken:
                self._corpus.claim(path, doc_id)
                self._duplicates += 1
                self._watch.advance(Step(path, "duplicate"))
            elif known and known.made_by == self._made_by:
                self._corpus.claim(path, doc_id)
                self._known += 1
                self._note(path, known.status, known.error)
                self._watch.advance(Step(path, "known"))
            else:
                yield Task(path, doc_id, self._made_by)
            self._taken.add(doc_id)

    def _miss(self, path: str, reason: str) -> None:
        """A file whose bytes cannot be had now. What an earlier run read there stays: a share may just be offline."""
        if self._corpus.holds(path):
            self._note(path, "failed", f"{reason}; what an earlier run read from it stays in the corpus")
            self._watch.advance(Step(path, "failed", reason))
        else:
            lost = Task(path, hash_without_bytes(path), self._made_by)
            self.keep(failure(lost, reason, settled=False))

    def keep(self, outcome: Outcome) -> None:
        """A document is done, well or badly: into the corpus with it."""
        known = Known(outcome.path, outcome.status, outcome.error, outcome.pages, outcome.made_by)
        self._corpus.add(outcome.doc_id, outcome.content, known)
        self._extracted += 1
        self._note(outcome.path, outcome.status, outcome.error)
        self._watch.advance(Step(outcome.path, outcome.status, outcome.error))

    def _note(self, path: str, status: str, reason: str | None) -> None:
        if status != "ok":
            self._problems.append(Problem(path, status, reason or "the reason was not recorded"))

    def summary(self, seconds: float) -> Summary:
        """To be asked for when the corpus is closed."""
        return Summary(
            files=self._files,
            extracted=self._extracted,
            known=self._known,
            duplicates=self._duplicates,
            problems=tuple(sorted(self._problems, key=lambda problem: (problem.status, problem.path))),
            seconds=seconds,
            corpus=count_corpus(self._corpus.folder),
        )


def _outcomes(tasks: Iterable[Task], workers: int, options: Options, load: Loader | None) -> Iterator[Outcome]:
    """What the workers of the chosen engine make of the tasks. Raises UsageError where it is not installed."""
    cores = len(os.sched_getaffinity(0))
    loader = load or partial(_load_extractor, options.ocr, max(1, cores // workers))
    limits = Limits(workers=workers, seconds=options.timeout)
    if options.engine == "ray":
        from pipeline.run.ray import RayCrew

        return Schedule(RayCrew(loader), limits).run(tasks)
    preload = () if load else ("pipeline.run.tools",)
    return Schedule(LocalCrew(loader, preload), limits).run(tasks)


def _load_extractor(ocr: Ocr, threads: int) -> Extractor:
    from pipeline.run.tools import load_extractor  # in the worker: the run itself needs no engine

    return load_extractor(ocr, threads)


@contextmanager
def _locked(out: Path) -> Iterator[None]:
    """The corpus folder, for this run alone. Raises UsageError."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        lock = (out / ".lock").open("w")
    except OSError as error:
        raise UsageError(f"{out}: cannot be written to ({error.strerror}); choose another --out") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise UsageError(f"{out}: another run is writing there; wait for it or choose another --out") from error
        try:
            yield
        finally:
            (out / ".lock").unlink(missing_ok=True)


def _record(inputs: Iterable[Path], options: Options, started: datetime, summary: Summary) -> dict[str, object]:
    return {
        "version": package_version(),
        "code_sha256": code_hash(),
        "models": all_hashes(),
        "libraries": {name: package_version(name) for name in LIBRARIES},
        "python": platform.python_version(),
        "platform": platform.platform(),
        "started": started.isoformat(timespec="seconds"),
        "inputs": [str(path) for path in inputs],
        "options": asdict(options),
        "files": {name: getattr(summary, name) for name in ("files", "extracted", "known", "duplicates")},
        "counts": asdict(summary.corpus),
        "problems": [asdict(problem) for problem in summary.problems],
        "seconds": round(summary.seconds, 3),
    }
