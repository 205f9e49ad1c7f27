"""One document: what a worker is given, what it gives back, and the place where anything may go wrong."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.document import Document
from pipeline.errors import PipelineError
from pipeline.export.parquet import encode
from pipeline.export.rows import Entry

Extractor = Callable[[str], Document]  # from a path; raises PipelineError
Loader = Callable[[], Extractor]  # called once in every worker; has to be picklable


@dataclass(frozen=True, slots=True)
class Task:
    """A file to be read."""

    path: str
    doc_id: str
    made_by: str


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


def carry_out(task: Task, extractor: Extractor) -> Outcome:
    """Read and extract one document. Whatever goes wrong with it is the document's failure, not the run's."""
    start = time.perf_counter()
    try:
        document = extractor(task.path)
        if document.doc_id != task.doc_id:
            return failure(task, "the file changed while it was read; run again", settled=False)
        entry = Entry(document, seconds=time.perf_counter() - start, made_by=task.made_by)
        return _outcome(entry)
    except PipelineError as error:
        reason = str(error) or type(error).__name__
    except MemoryError:
        return failure(task, "not enough memory for this document; use fewer --jobs", settled=False)
    except Exception as error:  # noqa: BLE001 -- the one place: a defect of ours costs one document, not the run
        reason = f"a defect of this program: {_where(error)}; please report it"
    return failure(task, reason, seconds=time.perf_counter() - start)


def failure(task: Task, reason: str, *, seconds: float = 0.0, settled: bool = True) -> Outcome:
    """The outcome of a document that came to nothing; unless `settled`, the next run tries it again."""
    made_by = task.made_by if settled else None
    return _outcome(Entry(Document(task.doc_id, task.path, ""), reason, seconds, made_by))


def _outcome(entry: Entry) -> Outcome:
    document = entry.document
    return Outcome(
        path=document.path,
        doc_id=document.doc_id,
        status=entry.status,
        error=entry.reason,
        pages=len(document.pages),
        ocr_pages=sum(page.origin == "ocr" for page in document.pages),
        made_by=entry.made_by,
        content=encode(entry),
    )


def _where(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    place = last.filename.replace("\\", "/").rpartition("/")[2]
    return f"{type(error).__name__}: {error} ({place}, line {last.lineno}, in {last.name})"
