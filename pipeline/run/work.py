"""One document: what a worker is given, what it gives back, and the place where anything may go wrong.

What goes wrong is of four kinds. The *file* is at fault (damaged, locked, no known format): its failure is settled, and
stays until the bytes or the program change. It needs more than the *memory* it was given: settled until it is given more.
The *machine* is at fault (a library, weights, disk): nothing is settled, the run stops. Anything else (a defect of ours, an
engine that crashed, no time left) is a failure that the next run tries again.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from pipeline.document import OUT_OF_TIME, Document
from pipeline.errors import OF_THE_MACHINE, MachineFault, PipelineError, RecognitionFailed, UnreachableFile
from pipeline.export.rows import Entry
from pipeline.export.staged import encode

Extractor = Callable[[str], Document]  # from a path; raises PipelineError
Loader = Callable[[], Extractor]  # called once in every worker; has to be picklable


@dataclass(frozen=True, slots=True)
class Task:
    """A file to be read."""

    path: str  # to open it
    name: str  # its path as the corpus has it
    doc_id: str
    made_by: str


@dataclass(frozen=True, slots=True)
class Ahead:
    """Pages of a file that another worker has, to be read ahead of it."""

    path: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Turned:
    """How far the reading of a document is."""

    read: int  # pages
    more: bool = True  # may come: else what was read is being understood
    last: int | None = None  # page of a file whose pages go through OCR one by one: other workers may read ahead


class PagewiseExtractor:
    """An extractor that tells of the pages of the document it is at."""

    def __init__(self) -> None:
        self.engine_failed = False  # while the last document was read: its pages may be read another time
        self.on_page: Callable[[Turned], None] = lambda turned: None

    def __call__(self, path: str) -> Document:
        raise NotImplementedError

    def read_ahead(self, ahead: Ahead) -> int:
        """Let OCR read pages, so that the worker that has the document finds them read; how many went through it."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: its row in `documents` in short, and all its rows as they are staged."""

    path: str
    doc_id: str
    status: str
    error: str | None
    pages: int
    ocr_pages: int
    made_by: str | None
    content: bytes
    seconds: float = 0.0


def carry_out(task: Task, extractor: Extractor, memory: int | None = None) -> Outcome:
    """Read and extract one document; `memory` (bytes) is what this process may use for it, where that is limited.

    Whatever goes wrong with the document is its failure, not the run's. Raises MachineFault where the machine is to blame.
    """
    start = time.perf_counter()
    try:
        document = extractor(task.path)
        if document.doc_id != task.doc_id:
            return failure(task, "the file changed while it was read; run again")
        named = replace(document, path=task.name)
        whole = not _engine_failed(extractor) and not any(issue.stage == OUT_OF_TIME for issue in document.issues)
        seconds = time.perf_counter() - start
        return _outcome(Entry(named, seconds=seconds, made_by=task.made_by if whole else None))
    except MachineFault:
        raise
    except (RecognitionFailed, UnreachableFile) as error:
        return failure(task, str(error) or "the OCR engine failed", seconds=time.perf_counter() - start)
    except PipelineError as error:
        made_by = None if _engine_failed(extractor) else task.made_by
        return failure(task, str(error) or type(error).__name__, seconds=time.perf_counter() - start, made_by=made_by)
    except MemoryError:
        return over_memory(task, memory)
    except ImportError as error:
        raise MachineFault(
            f"a library is missing or damaged: {error}; install the program anew, then run again"
        ) from error
    except Exception as error:
        if isinstance(error, OSError) and error.errno in OF_THE_MACHINE:
            raise MachineFault(f"{_where(error)}; see to the machine, then run again") from error
        reason = f"a defect of this program: {_where(error)}; please report it"
        return failure(task, reason, seconds=time.perf_counter() - start)


def go_ahead(ahead: Ahead, extractor: PagewiseExtractor) -> int:
    """Read pages that another worker will want; how many went through OCR. Raises MachineFault."""
    try:
        return extractor.read_ahead(ahead)
    except MachineFault:
        raise
    except Exception:  # noqa: BLE001 - whatever it is, the worker that has the document meets it too, and tells
        return 0


def _engine_failed(extractor: Extractor) -> bool:
    return isinstance(extractor, PagewiseExtractor) and extractor.engine_failed


_MEMORY: Final = " memory="


def failure(task: Task, reason: str, *, seconds: float = 0.0, made_by: str | None = None) -> Outcome:
    """The outcome of a document that came to nothing. Without `made_by` nothing is settled: the next run tries again."""
    return _outcome(Entry(Document(task.doc_id, task.name, ""), reason, seconds, made_by))


def over_memory(task: Task, memory: int | None) -> Outcome:
    """The outcome of a document that needs more memory (bytes) than it was given; settled until it is given more."""
    if memory is None:
        return failure(task, "not enough memory for this document; use fewer --jobs")
    reason = f"the document needs more than {memory / (1 << 30):.3g} GiB of memory; give it more with --memory"
    return failure(task, reason, made_by=f"{task.made_by}{_MEMORY}{memory}")


def settled(made_by: str | None, now: str, memory: int | None) -> bool:
    """Whether what was `made_by` then need not be tried again `now`, with so much memory (bytes; None: without limit).

    >>> settled("v1", "v1", 2 << 30), settled("v1", "v2", 2 << 30), settled(None, "v1", None)
    (True, False, False)
    >>> settled("v1 memory=1000", "v1", 1000), settled("v1 memory=1000", "v1", 2000)
    (True, False)
    """
    maker, _, given = (made_by or "").partition(_MEMORY)
    return maker == now and (not given or (memory is not None and memory <= int(given)))


def _outcome(entry: Entry) -> Outcome:
    document = entry.document
    return Outcome(
        path=document.path,
        doc_id=document.doc_id,
        status=entry.status,
        error=entry.reason,
        pages=document.page_count,
        ocr_pages=document.ocr_page_count,
        made_by=entry.made_by,
        content=encode(entry),
        seconds=entry.seconds,
    )


def _where(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = last.filename.replace("\\", "/").rpartition("/")[2]
    return f"{type(error).__name__}: {error} ({place}, line {last.lineno}, in {last.name})"
