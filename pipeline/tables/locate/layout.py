"""Text that only looks like a table: paragraphs in the single column of a page's layout, bars left of an empty form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Grid, Line

_SENTENCE = re.compile(r"[^。；;]{8,}[。；;]")  # 2023年度收入合计486.20万元。
_HEADING = re.compile(r"第.{1,3}部分|[（(]?[一二三四五六七八九十]{1,3}[)）、]")
_BARS = re.compile(r"[\s|+:\-—_─━│┃┌┐└┘├┤┬┴┼╋]*[|│┃┌└├─━][\s|+:\-—_─━│┃┌┐└┘├┤┬┴┼╋]*")
_AT_THE_ENDS = re.compile(r"^(?:\s*[|│┃])+\s*|\s*(?:[|│┃]\s*)+$")


def is_layout(grid: Grid) -> bool:
    """Whether all cells are sentences and headings, or no row has a second cell beside a sentence: text set in a table."""
    alone = max(Counter(cell.row for cell in grid.cells).values(), default=0) <= 1
    return any(map(is_sentence, (cell.text for cell in grid.cells))) and (
        alone or all(is_sentence(cell.text) or _HEADING.match(cell.text) for cell in grid.cells)
    )


def is_sentence(text: str) -> bool:
    """
    >>> is_sentence("2023年度收入合计486.20万元。"), is_sentence("一般公共服务支出")
    (True, False)
    """
    return bool(_SENTENCE.search(text))


def without_bars(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Lines of a text without those that are bars alone, and without the bars at the ends of the others."""
    kept = []
    for line in lines:
        if "|" not in line.text and not _BARS.match(line.text):
            kept.append(line)
        elif not _BARS.fullmatch(line.text):
            text = _AT_THE_ENDS.sub("", line.text)
            kept.append(line if text == line.text else replace(line, text=text, printed=line.printed or line.text))
    return tuple(kept)
