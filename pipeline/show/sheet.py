"""What a sheet of a table says, in words for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pipeline.document import Cell, Check, Document, Grade, Table


def pages_of(table: Table) -> range:
    """The pages a table stands on, empty ones of a form among them."""
    return range(table.page_start, table.page_end + 1)


def grades_of(cells: Iterable[Cell]) -> dict[Grade, int]:
    """How many numbers have each grade; texts have none that says anything."""
    counts = Counter(cell.grade for cell in cells if cell.value is not None)
    return {grade: counts[grade] for grade in ("verified", "contradicted", "unverified")}


def failures(document: Document) -> dict[str, tuple[Check, ...]]:
    """The failed checks that speak of each number, by the number's id."""
    found: dict[str, tuple[Check, ...]] = {}
    for check in document.checks:
        if check.status == "fail":
            for number in check.evidence:
                found[number] = (*found.get(number, ()), check)
    return found


def figure(cell: Cell) -> str:
    """What a cell says: a number with its thousands marked and its decimals kept, other text as read."""
    return " ".join(cell.text.split()) if cell.value is None else f"{cell.value:,f}"


def counted(number: int, word: str) -> str:
    """A number of things in words.

    >>> counted(1, "page"), counted(3, "page")
    ('1 page', '3 pages')
    """
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
