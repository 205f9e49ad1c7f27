"""The document model: what every stage takes and gives.

Frozen dataclasses and tuples; a stage returns something new. Conventions, said once:

- money is `Decimal` in 万元, except `Cell.value`, which keeps its table's unit;
- percent as printed (1.17 is 1.17 %);
- pages count from 1; rows, columns and characters from 0; spans are `[start, end)`;
- boxes are `(x0, y0, x1, y1)` in fractions of the page's width and height from its top left, on the
  upright page: `Page.skew` says by how much the stored picture is turned against it;
- scores are 0–1; what is empty or `—` is `None`, never 0.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import accumulate
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    import pandas

Box = tuple[float, float, float, float]
Grade = Literal["verified", "contradicted", "unverified"]
Origin = Literal["text", "layer", "ocr"]
ReportType = Literal["budget", "final"]
Scope = Literal["department", "unit"]  # 部门 with its units, 单位 alone
Status = Literal["ok", "partial", "failed", "no_report"]
GridForm = Literal[
    "native", "ruled", "loose", "blanks", "tabs", "cells"
]  # what drew the cells: the file itself (an office table), rules, gaps, blanks of a text, tabs, one cell per line
Severity = Literal["error", "unit", "rounding", "reading"]  # reading: our own reading may be the cause


@dataclass(frozen=True, slots=True)
class Line:
    """A run of text as the reader found it: one line of a text file, one run of glyphs of a PDF, one box of OCR.

    A visual line whose runs stand apart (the cells of a table row) is several `Line`s with the same height.
    """

    text: str  # after cleaning: normalised, same order of characters
    page: int
    box: Box | None = None  # None in text files
    score: float | None = None  # of the recogniser, 0–1; None without OCR
    printed: str = ""  # as read, never changed; set by the reader, kept by every stage
    number: int | None = None  # line of the text file, from 1
    address: str | None = None  # cell of a sheet: 收支总表!B7


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruling line (表格线) of a page, in fractions of it: horizontal when y0 == y1, vertical when x0 == x1."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def horizontal(self) -> bool:
        return self.y0 == self.y1


@dataclass(frozen=True, slots=True)
class Page:
    """One page: lines in reading order, the ruling lines drawn on it, the tables that the file gives as such.

    A text file, a Word document, a web page is one page, number 1; a sheet of a workbook is a page.
    """

    number: int
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...] = ()
    width: float = 0.0  # points; 0 where the format has no pages
    height: float = 0.0
    skew: float = 0.0  # degrees clockwise by which the stored page is turned against the upright one
    origin: Origin = "text"
    tables: tuple[NativeTable, ...] = ()  # of an office file or a web page, in order; their text is in no line

    @property
    def printed_lines(self) -> tuple[Line, ...]:
        """Everything the page prints, in reading order: its lines, and those of the cells of its native tables."""
        if not self.tables:
            return self.lines
        found: list[Line] = []
        at = 0
        for table in self.tables:
            found += self.lines[at : table.after]
            found += [line for cell in table.cells for line in cell.lines]
            at = table.after
        return (*found, *self.lines[at:])

    def with_lines(self, instead: Sequence[Sequence[Line]]) -> Page:
        """The page with these (none, one, several) instead of each of its lines; its tables stay between the same ones."""
        lines = tuple(line for pieces in instead for line in pieces)
        ends = (0, *accumulate(map(len, instead)))
        return replace(
            self, lines=lines, tables=tuple(replace(table, after=ends[table.after]) for table in self.tables)
        )


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the text under it, up to the next heading of any level."""

    section_id: str
    parent_id: str | None
    level: int  # 0 the document's own parts (封面, 目录, 第一部分), 1 一、, 2 （一）, 3 1., 4 （1）
    number: str  # as printed: 第二部分, 一、, （三）; empty where none
    title: str  # as printed, without its number
    label: str  # CONTRACT 3.1
    score: float  # of the label
    page_start: int
    page_end: int
    text: str  # paragraphs joined by "\n"; lines broken inside a sentence are joined; no table text
    page_marks: tuple[tuple[int, int], ...] = ()  # (character, page): from this character on, this page

    def page_at(self, character: int) -> int:
        """The page on which a character of `text` stands."""
        page = self.page_start
        for start, number in self.page_marks:
            if start > character:
                break
            page = number
        return page


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell before its table is understood; a merged cell stands once, at its top left, with its spans."""

    row: int
    column: int
    text: str  # cleaned; lines of a wrapped cell joined
    lines: tuple[Line, ...]
    row_span: int = 1
    column_span: int = 1
    placed: bool = True  # False where another column explains its row as well

    @property
    def printed(self) -> str:
        return "".join(line.printed or line.text for line in self.lines)

    @property
    def page(self) -> int:
        return self.lines[0].page

    @property
    def line(self) -> int | None:
        """The line of a text file on which it begins."""
        return self.lines[0].number

    @property
    def address(self) -> str | None:
        return self.lines[0].address

    @property
    def box(self) -> Box | None:
        boxes = [line.box for line in self.lines if line.box]
        return enclosing(boxes) if boxes else None

    @property
    def score(self) -> float | None:
        scores = [line.score for line in self.lines if line.score is not None]
        return min(scores) if scores else None


@dataclass(frozen=True, slots=True)
class NativeTable:
    """A table whose rows, columns and spans the file itself gives: of a sheet, a Word document, a web page."""

    cells: tuple[GridCell, ...]  # those that hold something, in row order
    n_rows: int
    n_columns: int
    after: int = 0  # lines of the page above it


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows and columns of text before anything is known of their meaning."""

    cells: tuple[GridCell, ...]  # those that hold something, in row order
    n_rows: int
    n_columns: int
    page_start: int
    page_end: int
    form: GridForm = "ruled"
    edges: tuple[float, ...] = ()  # n_columns + 1 abscissas as fractions of the page width; none in text files
    caption: tuple[Line, ...] = ()  # the lines right above it: title, unit, body, number of the form
    notes: tuple[Line, ...] = ()  # the lines right below it: 注：…

    @property
    def exact(self) -> bool:
        """Whether rules or the file itself part the cells: no cell can stand in another column."""
        return self.form in ("native", "ruled")

    def unplaced(self, which: Callable[[GridCell], bool] = lambda _: True) -> Grid:
        """The grid, those of its cells not sure of their columns."""
        return replace(self, cells=tuple(replace(c, placed=False) if which(c) else c for c in self.cells))

    @property
    def on_sheet(self) -> bool:
        """Whether it is part of a sheet, which says nothing of empty columns at its right."""
        return any(cell.address for cell in self.cells)

    @property
    def unruled(self) -> bool:
        """Whether white space alone parts the cells; with `blanks` their boxes are places in the text, not on a page."""
        return self.form in ("loose", "blanks")


@dataclass(frozen=True, slots=True)
class Cell:
    """A body cell that holds something (CONTRACT 3, `cells`)."""

    table_id: str
    row: int
    column: int
    row_code: str | None
    row_name: str | None
    column_path: str
    text: str  # as read
    value: Decimal | None  # in the table's unit
    value_wan: Decimal | None
    page: int
    box: Box | None = None
    ocr_score: float | None = None
    repaired_from: Decimal | None = None
    grade: Grade = "unverified"
    placed: bool = True  # False where another column explains its row as well: then it is never `verified`
    line: int | None = None  # of a text file, from 1
    address: str | None = None  # of a sheet cell: 收支总表!B7
    unit: str | None = None  # of this cell: 元, 万元, %, 辆 …; None where it is not known
    sure: float = 1.0  # 0–1: that table type, row, column and unit are right
    part: bool = False  # its row is an of-which (其中：…) of one above it: never an addend beside that
    corrected: tuple[str, ...] = ()  # fields that a person put right
    indicator_id: str | None = None  # the quantity it is of (vocabulary/quantities.toml); None where it is not sure
    fund: str | None = None
    phase: str | None = None

    @property
    def cell_id(self) -> str:
        return f"{self.table_id}-r{self.row}c{self.column}"


@dataclass(frozen=True, slots=True)
class Table:
    """A table that is understood: its type, its unit, its body cells."""

    table_id: str
    type: str  # CONTRACT 3.2
    title: str | None
    unit: str | None  # 元, 万元, 亿元
    page_start: int
    page_end: int
    n_rows: int
    n_columns: int
    score: float
    empty: bool  # a form without a figure (空表)
    cells: tuple[Cell, ...] = ()
    sure: float = 1.0  # 0–1: the type
    runner_up: str | None = None  # the second-best type; None where none is near
    exact: bool = False  # rules or the file part its cells, and its text was not recognised: no cell stands elsewhere
    corrected: tuple[str, ...] = ()  # fields that a person put right

    def frame(self) -> pandas.DataFrame:
        """The table as printed: one row a table row (index: code, name), one column a column path."""
        from pipeline.export.frames import table_frame

        return table_frame(self)


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim about one quantity that compares it with something (CONTRACT 3.4)."""

    statement_id: str
    section_id: str
    section_label: str
    kind: Literal["change", "completion", "share"]
    indicator: str
    base: Literal["prior_year", "initial_budget", "annual_budget", "total"] | None
    direction: Literal["increase", "decrease", "flat", "above", "below", "equal"] | None
    amount: Decimal | None  # 万元
    percent: Decimal | None
    reason: str | None
    sentence: str
    page: int
    char_start: int
    char_end: int
    score: float
    grade: Grade = "unverified"
    indicator_code: str | None = (
        None  # 政府收支分类科目 of the indicator; None where it names none, or several may be meant
    )
    current: Decimal | None = None  # the quantity's own amount now, 万元
    base_amount: Decimal | None = None  # the amount that it is compared with, 万元
    current_source: str | None = None  # `text`, or the id of the cell that gives `current`
    whole: str | None = None  # what a share is a share of, where its words say so; not exported
    corrected: tuple[str, ...] = ()  # fields that a person put right
    indicator_id: str | None = None  # the quantity it is about, as for cells
    fund: str | None = None
    phase: str | None = None  # of `current`


@dataclass(frozen=True, slots=True)
class Blank:
    """A comparison of a form whose figure nobody filled in: 比上年减少 万元."""

    section_id: str
    page: int
    words: str  # of its clause, without blanks
    char_start: int  # in the section's text


@dataclass(frozen=True, slots=True)
class Equation:
    """A sum or a repetition that a rule tries: Σ sign · amount is zero, or `gap`, in 万元."""

    rule: str
    terms: tuple[tuple[str, int], ...]  # cell, statement or mention id and sign; the whole first, its parts with −1
    gap: Decimal
    tolerance: Decimal  # the gap that rounding allows
    demanded: bool  # else it is told only where it holds: it need not
    zero: bool  # all amounts are 0: it holds whatever it says

    @property
    def holds(self) -> bool:
        return abs(self.gap) <= self.tolerance


@dataclass(frozen=True, slots=True)
class Check:
    """One identity, tried: what must be equal, what is, and the numbers it speaks of."""

    check_id: str
    rule: str
    status: Literal["pass", "fail", "unknown"]
    severity: Severity | None
    expected: Decimal | None
    actual: Decimal | None
    difference: Decimal | None
    tolerance: Decimal | None
    message: str
    evidence: tuple[str, ...]  # cell and statement ids


OUT_OF_TIME: Final = "time"  # stage of the issue that says from which page on there was no time


@dataclass(frozen=True, slots=True)
class Issue:
    """Something of the document that was not understood (CONTRACT 3, `issues`)."""

    stage: str  # read, ocr, time, sections, tables, statements, checks, identity, corrections
    page: int | None
    message: str
    loses: bool = True  # figures or pages are missing: only then the document is `partial`


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose report it is, of which year, of which kind; None where the document does not say."""

    title: str | None = None
    agency: str | None = None
    region_code: str | None = None  # GB/T 2260 of the fiscal year, six digits
    region_id: str | None = None  # of the same place in all years: 望城县 430122 and 望城区 430112 share one
    province: str | None = None
    city: str | None = None
    county: str | None = None
    fiscal_year: int | None = None
    report_type: ReportType | None = None
    scope: Scope | None = None
    corrected: tuple[str, ...] = ()  # fields that a person put right


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a file was fetched, as `sources.csv` beside it says."""

    source_url: str
    retrieved: str | None = None  # as written there, best as 2024-03-02
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A report: what was read, then what each stage found in it."""

    doc_id: str  # SHA-256 of the bytes
    path: str
    media_type: str
    pages: tuple[Page, ...] = ()
    identity: Identity = field(default_factory=Identity)
    sections: tuple[Section, ...] = ()
    tables: tuple[Table, ...] = ()
    statements: tuple[Statement, ...] = ()
    blanks: tuple[Blank, ...] = ()
    checks: tuple[Check, ...] = ()
    issues: tuple[Issue, ...] = ()
    no_report: str | None = None  # why this is no budget or final-account report; None for a report or a part of one

    def table(self, kind: str) -> Table:
        """The table of a type: `document.table("expenditure").frame()`. Of several the one with most cells.

        Raises LookupError, which names the types that there are.
        """
        found = [table for table in self.tables if table.type == kind]
        if not found:
            there = ", ".join(dict.fromkeys(table.type for table in self.tables)) or "none at all"
            raise LookupError(f"{self.path} has no table of type {kind}; it has {there}")
        return max(found, key=lambda table: len(table.cells))

    def frames(self, *, decimal: bool = False) -> dict[str, pandas.DataFrame]:
        """The tables of the corpus for this document alone; amounts as floats, or as exact `Decimal`."""
        from pipeline.export.frames import document_frames

        return document_frames(self, decimal=decimal)

    @property
    def page_count(self) -> int:
        """Pages of the file; one that is read in parts (two columns) is several `Page`s of one number."""
        return len({page.number for page in self.pages})

    @property
    def ocr_page_count(self) -> int:
        return len({page.number for page in self.pages if page.origin == "ocr"})

    @property
    def status(self) -> Status:
        if not self.pages:
            return "failed"
        if self.no_report:
            return "no_report"
        return "partial" if any(issue.loses for issue in self.issues) else "ok"


def enclosing(boxes: list[Box]) -> Box:
    """The smallest box that holds all of these."""
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
