"""An open table of a web page: rows and cells as their tags come, laid out as browsers do."""

from __future__ import annotations

from pipeline.readers.layout import Block, Frame
from pipeline.readers.sheet import Place

_MOST_ACROSS, _MOST_DOWN = 1000, 65534  # spans, as browsers cut them
_MOST_SLOTS = 4_000_000  # places that the cells of a table may cover together


class HtmlFrame:
    """The cells so far, and the one that is open."""

    def __init__(self) -> None:
        self.frame = Frame()
        self.content: list[Block] = []  # of the open cell; outside cells, of the caption
        self._row = self._column = -1
        self._place: Place | None = None
        self._taken: dict[int, int] = {}  # column → first row below the cell that covers it
        self._slots = 0

    def open_row(self) -> None:
        self.close_cell()
        self._row += 1
        self._column = 0

    def open_cell(self, rowspan: str | None, colspan: str | None) -> None:
        self.close_cell()
        if self._row < 0:
            self.open_row()
        down = _span(rowspan, _MOST_DOWN) or _MOST_DOWN  # 0 is down to the end
        across = _span(colspan, _MOST_ACROSS) or 1
        if self._slots + across > _MOST_SLOTS:
            across = 1
        while self._taken.get(self._column, 0) > self._row:
            self._column += 1
        self._place = (self._row, self._column)
        self.frame.spans[self._place] = (down, across)
        for column in range(self._column, self._column + across):
            self._taken[column] = self._row + down
        self._slots += across
        self._column += across

    def close_cell(self) -> None:
        if self._place is None:
            self.frame.above += self.content
        elif self.content:
            self.frame.cells[self._place] = self.content
        self.content, self._place = [], None


def _span(printed: str | None, most: int) -> int:
    """
    >>> _span("3", 10), _span(None, 10), _span("99999999", 10), _span("2a", 10)
    (3, 1, 10, 1)
    """
    digits = (printed or "").strip()[:9]
    return min(int(digits), most) if digits.isascii() and digits.isdigit() else 1
