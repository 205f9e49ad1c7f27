"""From a PDF page's own coordinates to fractions of the upright page."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
from pypdfium2 import raw


@dataclass(frozen=True, slots=True)
class PageSpace:
    """Where the visible page lies in user space (points, origin bottom left) and how it is turned to be read."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int = 0  # quarter turns clockwise that make the page upright

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the upright page in points."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turns % 2 else (width, height)

    def upright(self, x: float, y: float) -> tuple[float, float]:
        """A point in points from the upright page's top left, y downwards."""
        (ax, bx, cx), (ay, by, cy) = self.affine
        return ax * x + bx * y + cx, ay * x + by * y + cy

    def upright_box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """A box in points from the upright page's top left."""
        (ax, ay), (bx, by) = self.upright(x0, y0), self.upright(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    @property
    def affine(self) -> tuple[tuple[float, float, float], tuple[float, float, float]]:
        """What takes a point (x, y) upright: x' = a·x + b·y + c, and the same for y'."""
        return (
            ((1.0, 0.0, -self.left), (0.0, -1.0, self.top)),
            ((0.0, 1.0, -self.bottom), (1.0, 0.0, -self.left)),
            ((-1.0, 0.0, self.right), (0.0, 1.0, -self.bottom)),
            ((0.0, -1.0, self.top), (-1.0, 0.0, self.right)),
        )[self.turns % 4]

    def turned(self, quarters: int) -> PageSpace:
        """The same page turned further, clockwise."""
        return replace(self, turns=(self.turns + quarters) % 4)


def page_space(page: pdfium.PdfPage) -> PageSpace:
    """The visible box and the stored rotation of a page."""
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
    return PageSpace(box.left, box.bottom, box.right, box.top, page.get_rotation() // 90)
