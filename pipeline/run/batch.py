"""The whole run: sources to workers, outcomes to the corpus, a summary at the end."""

from __future__ import annotations

import json
import os
import platform
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property, partial
from pathlib import Path, PurePath
from typing import Final, Literal, Protocol

from pipeline.errors import MachineFault, UnreadableFile
from pipeline.export.csv import write_csv
from pipeline.export.duckdb import write_duckdb
from pipeline.export.jsonl import write_jsonl
from pipeline.export.parquet import Corpus, Known
from pipeline.export.root import Root, find_root, record_root
from pipeline.export.run_json import write_run_json
from pipeline.export.xlsx import write_xlsx
from pipeline.machine import cores
from pipeline.readers.ocr import Engine as OcrEngine
from pipeline.readers.ocr import choose_engine
from pipeline.readers.page_range import PageRange
from pipeline.run.corrections import FOLDER, Book, read_corrections
from pipeline.run.fingerprint import LIBRARIES, all_hashes, code_hash, fingerprint, package_version
from pipeline.run.local import LocalCrew
from pipeline.run.lock import locked
from pipeline.run.log import append_line
from pipeline.run.members import Unpacked, may_hold_more, unpacking
from pipeline.run.memory import machine_memory, worker_memory
from pipeline.run.plan import Plan, cache_folder
from pipeline.run.schedule import Limits, Schedule
from pipeline.run.sources import Source, find_sources, hash_of, hash_without_bytes, name_of
from pipeline.run.summary import Problem, Summary, count_corpus, not_applied
from pipeline.run.words import mark_of_words, read_words
from pipeline.run.work import Extractor, Loader, Outcome, Task, failure, settled
from pipeline.vocabulary.own import Texts

Engine = Literal["local", "ray"]
Ocr = Literal["auto", "always", "never"]
_LONG: Final = 1 << 20  # bytes, of a file; ten scanned pages are more
EXPORTERS: Final[dict[str, Callable[[Path, Path], None]]] = {"csv": write_csv, "xlsx": write_xlsx, "jsonl": write_jsonl}


@dataclass(frozen=True, slots=True)
class Options:
    """How a run is made; each is an option of the command line."""

    jobs: int
    ocr: Ocr = "auto"
    engine: Engine = "local"
    formats: tuple[str, ...] = ("parquet",)  # Parquet is always written
    timeout: float = 1800.0  # seconds per document
    page_timeout: float = 300.0  # seconds without a page that is read
    memory: int | None = None  # bytes per worker; None: a share of the machine
    prune: bool = False  # documents whose files are gone go as well
    ocr_engine: OcrEngine = field(default_factory=choose_engine)  # the fastest installed
    corrections: tuple[Path, ...] = ()  # folders of them, beside `corrections` of the corpus
    vocabulary: Path | None = None  # a folder with words of the user's own
    pages: PageRange | None = None  # that are read of every file; None: all
    cache: Path | None = field(default_factory=cache_folder)  # where pages read by OCR are kept
    again: frozenset[str] = frozenset()  # doc_ids that are read again, though nothing changed


@dataclass(frozen=True, slots=True)
class Step:
    """One file is dealt with."""

    path: str
    status: (
        str  # ok, partial, failed, no_report; known: an earlier run did it; duplicate: another file has the same bytes
    )
    reason: str | None = None


class Watch(Protocol):
    """Somebody who wants to know how far the run is."""

    def begin(self, files: int) -> None:
        """So many files were found; said again when archives turn out to hold more."""

    def advance(self, step: Step) -> None:
        """The next file is dealt with."""

    def turn(self, pages: int) -> None:
        """So many pages were read in this run, of files that are done and of those at hand."""


def run(inputs: Iterable[Path], out: Path, options: Options, watch: Watch, load: Loader | None = None) -> Summary:
    """Extract all files of the inputs into the corpus `out`, in which finished documents stay as they are.

    `load` gives the extractor of a worker (default: all stages with the real engine). Raises UsageError, MachineFault
    where the machine cannot do the work (a disk that is full, a library that is missing), and PipelineError for a
    vocabulary that is wrong. After these and after Ctrl-C what was finished is in the corpus, or staged beside it.
    """
    inputs = tuple(inputs)
    root = find_root(out, inputs)
    sources = find_sources(inputs, out, root)
    own = out / FOLDER
    book = read_corrections((*([own] if own.is_dir() else []), *options.corrections))
    words = read_words(options.vocabulary)
    with locked(out):
        try:
            record_root(out, root, () if options.again else inputs)
            return _run(_Asked(inputs, root), sources, out, _Made(options, book, words), watch, load)
        except OSError as error:
            raise MachineFault(
                f"{out}: {error.strerror or error}; make room there or see to the disk, then run again: it goes on from here"
            ) from error


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a run is asked to read, and where the corpus' paths start."""

    inputs: tuple[Path, ...]
    root: Root


@dataclass(frozen=True)
class _Made:
    """What makes the answers of a run, beside the files: options, and what people put right."""

    options: Options
    book: Book
    words: Texts

    @cached_property
    def program(self) -> str:
        """The fingerprint of what is the same for all documents."""
        made_by = fingerprint(self.options.ocr, self.options.ocr_engine)
        if self.options.pages:
            made_by += f" pages={self.options.pages}"
        return f"{made_by} words={mark_of_words(self.words)}" if self.words else made_by

    def by(self, doc_id: str) -> str:
        """The fingerprint of a document's answers; its own corrections are part of it."""
        corrected = self.book.mark_of(doc_id)
        return f"{self.program} corrections={corrected}" if corrected else self.program


def _run(asked: _Asked, sources: list[Source], out: Path, made: _Made, watch: Watch, load: Loader | None) -> Summary:
    start, started = time.perf_counter(), datetime.now(UTC)
    options = made.options
    watch.begin(len(sources))
    corpus = Corpus(out)
    many = may_hold_more(sources, options.jobs) or (options.cache is not None and any(map(_may_be_long, sources)))
    workers = max(1, options.jobs if many else min(options.jobs, len(sources)))
    memory = options.memory or worker_memory(workers, machine_memory())
    progress = _Progress(corpus, len(sources), made, memory, watch)
    try:
        with unpacking() as unpacked:
            for outcome in _outcomes(progress, progress.tasks(sources, unpacked), workers, memory, made, load):
                progress.keep(outcome)
                unpacked.release(outcome.path)
    except OSError:
        raise  # the disk: merging would fail as well, and what is staged stays for the next run
    except BaseException:
        with suppress(OSError):  # the next run does it
            corpus.close()
        raise
    progress.look_for_gone(asked, prune=options.prune)
    corpus.close()
    for name in options.formats:
        if name in EXPORTERS:
            EXPORTERS[name](out, out / name)
    write_duckdb(out)
    summary = progress.summary(time.perf_counter() - start)
    inputs = (_inputs_before(out) if options.again else ()) or asked.inputs
    write_run_json(out, _record(replace(asked, inputs=inputs), replace(options, memory=memory), started, summary))
    return summary


def _may_be_long(source: Source) -> bool:
    """Whether a file may be a scan of so many pages that several workers can read it."""
    try:
        return not source.problem and os.path.getsize(source.path) >= _LONG
    except OSError:
        return False


class _Progress:
    """Which files are done and how; what is in the corpus follows."""

    def __init__(self, corpus: Corpus, files: int, made: _Made, memory: int, watch: Watch) -> None:
        self._corpus = corpus
        self._files = files  # as far as is known: archives turn out to hold more
        self._found: list[Source] = []
        self._made = made
        self._memory = memory
        self._watch = watch
        self._taken: set[str] = set()  # documents of this run
        self._extracted = self._known = self._duplicates = 0
        self._problems: list[Problem] = []
        self._gone: tuple[str, ...] = ()
        self._pruned = False
        self._pages = 0  # of the files that are done
        self._at_hand: dict[str, int] = {}  # file → pages read so far

    def tasks(self, sources: Iterable[Source], unpacked: Unpacked) -> Iterator[Task]:
        """The files that have to be read, one by one as they are asked for; the others are dealt with here.

        Members of archives lie in `unpacked` until they are released.
        """
        again = self._made.options.again
        for source in unpacked.sources(sources):
            self._find(source)
            name = source.name
            self._corpus.cite(name, source.provenance)
            try:
                if source.problem:
                    raise UnreadableFile(source.problem)
                doc_id = hash_of(source.path)
            except UnreadableFile as error:
                self._miss(source, str(error))
                unpacked.release(name)
                continue
            known = self._corpus.known.get(doc_id)
            if doc_id in self._taken:
                self._corpus.claim(name, doc_id)
                self._duplicates += 1
                self._watch.advance(Step(name, "duplicate"))
            elif known and doc_id not in again and settled(known.made_by, self._made.by(doc_id), self._memory):
                self._corpus.claim(name, doc_id)
                self._known += 1
                self._note(name, known.status, known.error)
                self._watch.advance(Step(name, "known"))
            else:
                self._taken.add(doc_id)
                yield Task(source.path, name, doc_id, self._made.by(doc_id))
                continue
            self._taken.add(doc_id)
            unpacked.release(name)

    def _find(self, source: Source) -> None:
        self._found.append(source)
        if len(self._found) > self._files:
            self._files = len(self._found)
            self._watch.begin(self._files)

    def _miss(self, source: Source, reason: str) -> None:
        """A file whose bytes cannot be had now. What an earlier run read there stays: a share may just be offline."""
        name = source.name
        if self._corpus.holds(name):
            self._note(name, "failed", f"{reason}; what an earlier run read from it stays in the corpus")
            self._watch.advance(Step(name, "failed", reason))
        else:
            self.keep(failure(Task(source.path, name, hash_without_bytes(name), ""), reason))

    def keep(self, outcome: Outcome) -> None:
        """A document is done, well or badly: into the corpus with it."""
        known = Known(outcome.path, outcome.status, outcome.error, outcome.pages, outcome.made_by)
        self._corpus.add(outcome.doc_id, outcome.content, known)
        append_line(self._corpus.folder, outcome)
        self._extracted += 1
        self._at_hand.pop(outcome.path, None)
        self._pages += outcome.pages
        self._watch.turn(self._pages + sum(self._at_hand.values()))
        self._note(outcome.path, outcome.status, outcome.error)
        self._watch.advance(Step(outcome.path, outcome.status, outcome.error))

    def turn(self, task: Task, read: int) -> None:
        """So many pages of a file were read."""
        self._at_hand[task.name] = read
        self._watch.turn(self._pages + sum(self._at_hand.values()))

    def _note(self, path: str, status: str, reason: str | None) -> None:
        if status in ("failed", "partial"):  # what is no report was understood as well
            self._problems.append(Problem(path, status, reason or "the reason was not recorded"))

    def look_for_gone(self, asked: _Asked, *, prune: bool) -> None:
        """Which files of the corpus stood among these inputs and do not any more; they go where `prune` says so.

        A place that could not be looked at says nothing of what is below it. What only stood for a file or folder that
        could not be reached, and is not wanted any more, goes without being told; so does the old place of a file that this
        run found elsewhere.
        """
        found = {source.name for source in self._found}
        at_hand = {self._corpus.at(name) for name in found}
        inputs = [PurePath(name_of(asked.root.path_of(path))) for path in asked.inputs]
        hidden = [PurePath(source.name) for source in self._found if source.problem]
        gone = []
        for name in self._corpus.paths:
            path = PurePath(name)
            if name in found:
                continue
            doc_id = self._corpus.at(name)
            among = any(path.is_relative_to(one) for one in inputs)
            if among and doc_id == hash_without_bytes(name):
                self._corpus.forget(name)
                continue
            # an archive that was looked into and has the member no more is there, the member is not
            there = os.path.lexists(asked.root.place_of(name)) if among else asked.root.file_of(name)
            if there or any(path.is_relative_to(one) for one in hidden):
                continue
            if doc_id in at_hand:
                self._corpus.forget(name)
            elif among:
                gone.append(name)
        for name in gone if prune else ():
            self._corpus.forget(name)
        self._gone, self._pruned = tuple(gone), prune

    def summary(self, seconds: float) -> Summary:
        """To be asked for when the corpus is closed."""
        return Summary(
            files=len(self._found),
            extracted=self._extracted,
            known=self._known,
            duplicates=self._duplicates,
            problems=tuple(sorted(self._problems, key=lambda problem: (problem.status, problem.path))),
            seconds=seconds,
            corpus=count_corpus(self._corpus.folder),
            gone=self._gone,
            pruned=self._pruned,
            notices=tuple(self._corpus.notices),
            uncorrected=tuple(self._uncorrected()),
        )

    def _uncorrected(self) -> Iterator[str]:
        """Corrections that changed nothing: of documents that the corpus does not have, or that do not fit theirs."""
        for each in self._made.book.all():
            if not any(doc_id.startswith(each.doc_id) for doc_id in self._corpus.known):
                yield f"correction not applied, {each.called}: no document of the corpus has the id {each.doc_id[:12]}…"
        if self._made.book.lines:
            yield from not_applied(self._corpus.folder)


def _outcomes(
    progress: _Progress, tasks: Iterable[Task], workers: int, memory: int, made: _Made, load: Loader | None
) -> Iterator[Outcome]:
    """What the workers of the chosen engine make of the tasks. Raises UsageError where it is not installed."""
    options = made.options
    plan = Plan(
        options.ocr,
        options.ocr_engine,
        max(1, cores() // workers),
        options.cache,
        options.pages,
        options.timeout,
    )
    loader = load or partial(_load_extractor, plan, made.book, made.words)
    limits = Limits(workers=workers, seconds=options.timeout, page_seconds=options.page_timeout, memory=memory)
    if options.engine == "ray":
        from pipeline.run.ray import RayCrew

        return Schedule(RayCrew(loader, memory), limits, progress.turn).run(tasks)
    preload = () if load else ("pipeline.run.tools",)
    return Schedule(LocalCrew(loader, preload, memory), limits, progress.turn).run(tasks)


def _load_extractor(plan: Plan, book: Book, words: Texts) -> Extractor:
    from pipeline.run.tools import load_extractor  # in the worker: the run itself needs no engine

    return load_extractor(plan, book, words)


def _record(asked: _Asked, options: Options, started: datetime, summary: Summary) -> dict[str, object]:
    return {
        "version": package_version(),
        "code_sha256": code_hash(),
        "models": all_hashes(),
        "libraries": {name: package_version(name) for name in LIBRARIES},
        "python": platform.python_version(),
        "platform": platform.platform(),
        "started": started.isoformat(timespec="seconds"),
        "root": str(asked.root.folder),
        "inputs": [str(path) for path in asked.inputs],
        "options": _recorded(options),
        "files": {name: getattr(summary, name) for name in ("files", "extracted", "known", "duplicates")},
        "counts": asdict(summary.corpus),
        "problems": [asdict(problem) for problem in summary.problems],
        "gone": list(summary.gone),
        "notices": list(summary.notices),
        "uncorrected": list(summary.uncorrected),
        "seconds": round(summary.seconds, 3),
    }


def _recorded(options: Options) -> dict[str, object]:
    """What a reader of the record wants to know; not where this machine keeps pages."""
    found = asdict(options) | {"pages": str(options.pages) if options.pages else None}
    return {name: value for name, value in found.items() if name not in ("cache", "again")}


def _inputs_before(out: Path) -> tuple[Path, ...]:
    """The inputs of the run before this one, as its record has them."""
    try:
        return tuple(map(Path, json.loads((out / "run.json").read_text("utf-8"))["inputs"]))
    except (OSError, ValueError, KeyError):
        return ()
