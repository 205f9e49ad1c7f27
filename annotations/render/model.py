"""What a sample report is before it is laid out: blocks of text, forms, and the gold that belongs to them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

LEFT, ABOVE = "<", "^"  # in a row: this place belongs to the merged cell at its left, above it


@dataclass(frozen=True, slots=True)
class Fact:
    """What a figure of a form says: its row and the column readings that count as right."""

    row_code: str | None
    row_name: str | tuple[str, ...]
    column: tuple[str, ...]
    value: Decimal


@dataclass(frozen=True, slots=True)
class Field:
    """One cell as printed."""

    text: str
    fact: Fact | None = None
    align: Literal["left", "centre", "right"] = "centre"


@dataclass(frozen=True, slots=True)
class Form:
    """A table: header and body rows of equal length; `LEFT` and `ABOVE` mark the covered places of merged cells."""

    type: str
    title: str
    unit: str | None
    head: tuple[tuple[str, ...], ...]
    body: tuple[tuple[Field, ...], ...]
    widths: tuple[float, ...]  # relative
    above: tuple[str, ...] = ()  # small lines between title and table: form number, body, unit
    notes: tuple[str, ...] = ()
    empty: bool = False
    landscape: bool = False
    printed_title: bool = True
    also: tuple[str, ...] = ()  # further types that count as right
    debatable: str = ""  # why neither the form nor its figures count
    rows_a_page: int = 0  # body rows before the page-repeating text form starts again; 0: its own choice


@dataclass(frozen=True, slots=True)
class Heading:
    text: str  # with its number, as printed
    level: int  # 0 部分, 1 一、, 2 （一）, 3 1.
    label: str | None  # None: no section (a line of the cover)
    optional: bool = False  # goes to sections_optional: counts neither way
    also: tuple[str, ...] = ()  # further labels that count as right
    run_in: bool = False  # the paragraph that follows stands on its line


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Break:
    """A new page."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of headings and forms, with dotted leaders."""

    title: str


Block = Heading | Paragraph | Form | Break | Contents


@dataclass(frozen=True, slots=True)
class Claim:
    """A gold statement (CONTRACT 3.4); numbers as the gold file prints them."""

    quote: str
    kind: str
    indicator: tuple[str, ...]
    base: tuple[str | None, ...]
    direction: tuple[str | None, ...]
    amount: str | None
    percent: str | None
    reason: tuple[str | None, ...]
    section_label: str
    debatable: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A mistake put into a report on purpose."""

    severity: str
    what: str
    figures: tuple[str, ...]
    arithmetic: str


@dataclass(frozen=True, slots=True)
class Style:
    """How a report looks: everything that is layout and not content."""

    form: str  # lines, tabs, pages, pipes, blanks: text forms; pdf, mixed, scan, tiff, png: drawn
    wrap: int = 0  # text forms: characters a line, with page numbers between; 0: a paragraph a line
    narrow: bool = False  # text forms: punctuation in half width
    site: tuple[str, ...] = ()  # text forms: what the web page prints above the report
    foot: tuple[str, ...] = ()  # and below it
    body: str = "song"  # font of paragraphs and tables
    head: str = "hei"  # font of headings
    size: float = 13.0
    leading: float = 24.0
    rule: float = 0.6  # of the ruling lines, points
    repeat_head: bool = True  # on continuation pages of a table
    margin: float = 72.0
    contents_dots: bool = True
    table_size: float = 9.0
    captions_apart: bool = False  # body and unit on lines of their own
    half_ruled: bool = False  # horizontal lines only
    seed: int = 1
    skew: float = 0.6  # degrees, largest
    dpi: int = 150
    grey: bool = False
    quality: int = 60
    wear: float = 0.0  # 0 a clean copy, 1 a copy of a copy: blur, grain, faded ink, broken strokes
    pictures: tuple[int, ...] = ()  # mixed: these pages are scans, under a text layer of rubbish
    seal: str | None = None  # words of the red seal
    sealed: tuple[tuple[int, float, float], ...] = ((1, 0.56, 0.34),)  # page, across and down in fractions of it


@dataclass(frozen=True, slots=True)
class Report:
    """A sample, complete."""

    name: str  # file name, with its ending
    agency: tuple[str, ...]
    region_code: str
    year: int
    type: Literal["budget", "final"]
    cover: tuple[str, ...]
    style: Style
    blocks: tuple[Block, ...]
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def printed(self) -> tuple[Block, ...]:
        """The blocks as they stand on the page: a heading that runs into its paragraph is one with it."""
        found: list[Block] = []
        lead = ""
        for block in self.blocks:
            if isinstance(block, Heading) and block.run_in:
                lead += block.text
            elif isinstance(block, Paragraph):
                found.append(Paragraph(lead + block.text))
                lead = ""
            else:
                found.append(block)
        return tuple(found)

    @property
    def forms(self) -> tuple[Form, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Form))
