"""What people corrected, in the annotations' own schemas, where `pipeline train` reads it.

annotations/corrections/passages/ID.jsonl           a section with its statements (annotations/passages/README.md)
annotations/corrections/headings/ID.headings.jsonl  a report's headings (annotations/headings/README.md)
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from pipeline.annotate.tasks import HeadingMark, StatementMark, Task, What
from pipeline.errors import UsageError
from pipeline.sections.numbers import read_outline_number

Line = dict[str, Any]
FOLDERS: Final[dict[What, str]] = {"statements": "passages", "headings": "headings"}
_DOCUMENT: Final = 12  # digits of the document's id that begin a section's id


def store(tasks: Sequence[Task], annotations: Path) -> list[Path]:
    """Write the corrections of each document as one file; a document corrected before is replaced.

    Raises UsageError, which lists every mark that lacks something, and writes nothing.
    """
    if problems := [problem for task in tasks for problem in _problems(task)]:
        raise UsageError("\n".join(("correct these in Label Studio and export again:", *problems)))
    files: dict[Path, list[Line]] = {}
    for task in tasks:
        name = task.task_id[:_DOCUMENT] + (".headings.jsonl" if task.what == "headings" else ".jsonl")
        path = annotations / "corrections" / FOLDERS[task.what] / name
        files.setdefault(path, []).extend(_AS_LINES[task.what](task))
    for path, lines in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    return sorted(files)


def _problems(task: Task) -> Iterator[str]:
    where = f"  {task.doc}, {task.task_id}"
    if task.what == "statements" and task.report_type is None:
        yield f"{where}: whether it is a budget or a final account is not known; put report_type into the task's data"
    for mark in task.marks:
        if isinstance(mark, HeadingMark):
            continue
        quote = f"“{_letters(task.text[mark.start : mark.end])}”"
        if mark.base is None and mark.kind != "share":
            yield f"{where}: {quote} has no base"
        if mark.indicator is None:
            yield f"{where}: {quote} has no indicator"
        if mark.reason and _letters(mark.reason) not in _letters(task.text):
            yield f"{where}: {quote}: the reason “{mark.reason}” does not stand in the text"


def _passage(task: Task) -> Iterator[Line]:
    yield {
        "id": task.task_id,
        "headings": list(task.headings),
        "kind_of_report": task.report_type,
        "text": task.text,
        "statements": [_statement(mark, task.text) for mark in task.marks if isinstance(mark, StatementMark)],
    }


def _statement(mark: StatementMark, text: str) -> Line:
    return {
        "quote": text[mark.start : mark.end],
        "start": mark.start,
        "kind": mark.kind,
        "indicator": [mark.indicator],
        "base": mark.base or "total",  # all that a share has
        "direction": mark.direction,
        "amount": mark.amount,
        "percent": mark.percent,
        "reason": mark.reason,
    }


def _outline(task: Task) -> Iterator[Line]:
    for mark in task.marks:
        if not isinstance(mark, HeadingMark):
            continue
        printed = "".join(task.text[mark.start : mark.end].splitlines()).strip()
        numbered = read_outline_number(printed)
        yield {
            "doc": task.doc,
            "region": task.region_code,
            "year": task.fiscal_year,
            "report_type": task.report_type,
            "level": numbered.level if numbered else 0,
            "number": numbered.number if numbered else "",
            "title": numbered.rest if numbered else printed,
            "label": mark.label,
        }


_AS_LINES: Final[dict[What, Callable[[Task], Iterator[Line]]]] = {"statements": _passage, "headings": _outline}


def _letters(text: str) -> str:
    """
    >>> _letters("人员增加， 标准\\n提高")
    '人员增加，标准提高'
    """
    return "".join(text.split())
