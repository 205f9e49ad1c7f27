"""What a person is asked to correct: a text with marks in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

What = Literal["statements", "headings"]


@dataclass(frozen=True, slots=True)
class StatementMark:
    """A claim (CONTRACT 3.4) over its words `[start, end)` of the task's text; amounts in 万元, as written."""

    start: int
    end: int
    kind: str
    base: str | None
    direction: str | None
    indicator: str | None
    amount: str | None
    percent: str | None
    reason: str | None
    score: float | None = None  # None where a person made it
    page: int | None = None  # where the machine read it


@dataclass(frozen=True, slots=True)
class HeadingMark:
    """A heading with its number, `[start, end)`; the label is of CONTRACT 3.1."""

    start: int
    end: int
    label: str
    score: float | None = None


Mark = StatementMark | HeadingMark


@dataclass(frozen=True, slots=True)
class Task:
    """One text to look through. `headings` are those over a section, outermost first; a whole report has none."""

    what: What
    task_id: str  # section id, or the first twelve digits of the document's id
    doc: str  # file name, for people
    text: str
    report_type: str | None
    marks: tuple[Mark, ...]
    headings: tuple[str, ...] = ()
    region_code: str | None = None
    fiscal_year: int | None = None
    doc_id: str | None = None
    said: tuple[StatementMark, ...] = ()  # by the machine, where `marks` are a person's
    who: str = ""  # marked it
    when: str = ""

    @property
    def least_score(self) -> float:
        """How sure the machine was of its least sure answer; 1 where it gave none."""
        return min((mark.score for mark in self.marks if mark.score is not None), default=1.0)
