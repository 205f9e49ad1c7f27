"""A corpus → the tasks that would improve it most: what the machine was least sure of comes first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path, PurePath
from typing import Any

from pipeline.annotate.tasks import HeadingMark, StatementMark, Task, What
from pipeline.errors import UsageError
from pipeline.export.stored import read_rows

Row = Mapping[str, Any]
_SHORT = 12  # digits of a document's id that its sections' ids begin with


def find_tasks(corpus: Path, what: What, most: int | None) -> list[Task]:
    """Tasks of a corpus, the least sure first, at most `most`. Raises UsageError where the folder is no corpus."""
    documents = {row["doc_id"]: row for row in read_rows(corpus, "documents")}
    if not documents:
        raise UsageError(f"{corpus} holds no documents; write it with: pipeline extract INPUT --out {corpus}")
    sections = _by_document(read_rows(corpus, "sections"))
    if what == "headings":
        tasks = [_outline(documents[doc_id], rows) for doc_id, rows in sections.items()]
    else:
        statements = _by_document(read_rows(corpus, "statements"))
        tasks = [
            task for doc_id, rows in sections.items() for task in _passages(documents[doc_id], rows, statements[doc_id])
        ]
    return sorted(tasks, key=lambda task: (task.least_score, task.task_id))[:most]


def _by_document(rows: Iterable[Row]) -> defaultdict[str, list[Row]]:
    """Rows by document; ids count upward in the order of the text."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["doc_id"]].append(row)
    for of_document in found.values():
        of_document.sort(key=lambda row: str(row.get("statement_id") or row["section_id"]))
    return found


def _outline(document: Row, sections: Sequence[Row]) -> Task:
    """A report as its headings, each on a line of its own, and the text under them."""
    text, marks = "", []
    for row in sections:
        heading = printed_heading(row)
        marks.append(HeadingMark(len(text), len(text) + len(heading), row["label"], row["score"]))
        text += "\n".join(part for part in (heading, row["text"]) if part) + "\n"
    return Task(
        what="headings",
        task_id=document["doc_id"][:_SHORT],
        doc=PurePath(document["path"]).name,
        text=text,
        report_type=document["report_type"],
        marks=tuple(mark for mark in marks if mark.end > mark.start),
        region_code=document["region_code"],
        fiscal_year=document["fiscal_year"],
    )


def _passages(document: Row, sections: Sequence[Row], statements: Sequence[Row]) -> Iterator[Task]:
    """The sections that make a claim; where the machine saw none there is nothing to be unsure of."""
    of_section = defaultdict(list)
    for row in statements:
        of_section[row["section_id"]].append(row)
    by_id = {row["section_id"]: row for row in sections}
    for section_id, rows in of_section.items():
        yield Task(
            what="statements",
            task_id=section_id,
            doc=PurePath(document["path"]).name,
            text=by_id[section_id]["text"],
            report_type=document["report_type"],
            marks=tuple(_mark(row) for row in rows),
            headings=tuple(map(printed_heading, reversed(list(_upward(section_id, by_id))))),
            doc_id=document["doc_id"],
        )


def _upward(section_id: str | None, by_id: Mapping[str, Row]) -> Iterator[Row]:
    while section_id is not None and section_id in by_id:
        yield by_id[section_id]
        section_id = by_id[section_id]["parent_id"]


def printed_heading(row: Row) -> str:
    """
    >>> printed_heading({"number": "二、", "title": "收入决算情况说明"})
    '二、收入决算情况说明'
    """
    return f"{row['number'] or ''}{row['title'] or ''}"


def _mark(row: Row) -> StatementMark:
    return StatementMark(
        start=row["char_start"],
        end=row["char_end"],
        kind=row["kind"],
        base=row["base"],
        direction=row["direction"],
        indicator=row["indicator"],
        amount=_written(row["amount"]),
        percent=_written(row["percent"]),
        reason=row["reason"],
        score=row["score"],
        page=row["page"],
    )


def _written(amount: Decimal | None) -> str | None:
    """Without the zeros that the corpus keeps behind every amount.

    >>> _written(Decimal("2.68000000")), _written(Decimal("120.00000000"))
    ('2.68', '120')
    """
    return None if amount is None else f"{amount.normalize():f}"
