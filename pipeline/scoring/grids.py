"""Tables as grids of cells that may cover several rows and columns."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell of a grid: its text, and the rows and columns it covers."""

    text: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells in reading order; a merged cell stands once, in its first row. `head` rows are the table's head."""

    rows: tuple[tuple[Spot, ...], ...]
    head: int

    @property
    def places(self) -> list[list[tuple[Spot, int, int]]]:
        """The full grid: at each place its cell, and how far the place is from the cell's first row and column."""
        width = sum(spot.columns for spot in self.rows[0])
        full: list[list[tuple[Spot, int, int] | None]] = [[None] * width for _ in self.rows]
        for at, row in enumerate(self.rows):
            column = 0
            for spot in row:
                while full[at][column] is not None:
                    column += 1
                for down in range(spot.rows):
                    for right in range(spot.columns):
                        full[at + down][column + right] = (spot, down, right)
        return [[place or (Spot(""), 0, 0) for place in row] for row in full]
