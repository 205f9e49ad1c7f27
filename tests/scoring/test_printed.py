"""Tables and words as printed: files of grids, and the order in which a document is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.document import Grid, GridCell, Line, Page
from pipeline.evaluate.reading import reading_order
from pipeline.scoring.printed import BadGrid, read_grids


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"rows": [["科目", "合计"], ["行政运行"]]}', "line 2: all rows must have the same number of places"),
        ('{"rows": []}', "line 2: rows, a list of lists of texts, is missing or empty"),
        ('{"doc": "a.pdf"}', "line 2: rows, a list of lists of texts, is missing or empty"),
        ("{", "line 2: no JSON"),
        ("[]", "line 2: an object is wanted"),
    ],
)
def test_a_grid_that_cannot_be_used_is_named(tmp_path: Path, line: str, told: str) -> None:
    (tmp_path / "a.pdf.grids.jsonl").write_text(f'{{"rows": [["科目", "<"]]}}\n{line}\n', "utf-8")
    with pytest.raises(BadGrid, match=told):
        read_grids([tmp_path])


def line(text: str, x: float, y: float) -> Line:
    return Line(text, 1, (x, y, x + 0.2, y + 0.02))


def test_a_wrapped_cell_is_read_in_one_go() -> None:
    """机关事业单位 / 养老保险缴费 in one cell, its amount between the two lines; then the text goes on."""
    first, amount, second = line("机关事业单位", 0.1, 0.30), line("12.40", 0.6, 0.31), line("养老保险缴费", 0.1, 0.32)
    before, after = line("一、支出情况", 0.1, 0.1), line("二、名词解释", 0.1, 0.6)
    cells = (GridCell(0, 0, "机关事业单位养老保险缴费", (first, second)), GridCell(0, 1, "12.40", (amount,)))
    grid = Grid(cells, 1, 2, 1, 1)
    page = Page(1, (before, first, amount, second, after))
    assert list(reading_order([page], [grid])) == ["一、支出情况", "机关事业单位养老保险缴费\t12.40", "二、名词解释"]


def test_lines_without_places_are_read_as_they_come() -> None:
    lines = (Line("科目\t合计", 1), Line("行政运行\t12.40", 1))
    grid = Grid((GridCell(0, 0, "科目", (lines[0],)),), 2, 2, 1, 1)
    assert list(reading_order([Page(1, lines)], [grid])) == ["科目\t合计", "行政运行\t12.40"]
