"""The text layer of a PDF page: glyphs with boxes, joined into runs that stand apart."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pypdfium2 as pdfium
from pypdfium2 import raw

from pipeline.document import Line, Rule
from pipeline.readers.pdf_space import PageSpace
from pipeline.readers.rows import in_reading_order, with_whole_headings

# In em, the height of the glyphs. Justified text is spread by up to half an em; the columns of a table without
# ruling lines stand at least one apart, figures sometimes less.
_SAME_LINE = 0.3  # difference of baselines
_SPACE = 0.25  # a gap between Latin words or figures
_SPREAD = 1.2  # a gap that splits a run of ideographs, or one from a figure
_DRAWN_SPACE = 0.7  # a gap between ideographs that stands for a space
_FIGURES_APART = 0.7  # a gap that splits two figures
_TYPED_SPACES = 4.5  # a gap that splits although spaces fill it
_QUARTER = 1.5707963
_OVERLAP = -0.6  # how far a glyph may reach back over the one before


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character in points of the upright page, y downwards."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    base: float

    @property
    def em(self) -> float:
        return max(self.y1 - self.y0, 1.0)


@dataclass(slots=True)
class _Run:
    glyphs: list[Glyph] = field(default_factory=list)
    text: str = ""
    space_end: float | None = None  # where spaces typed after the last glyph end

    @property
    def spaced(self) -> bool:
        return self.space_end is not None

    def add(self, glyph: Glyph, space: bool) -> None:
        self.text += (" " if space else "") + glyph.text
        self.glyphs.append(glyph)
        self.space_end = None


def read_glyphs(textpage: pdfium.PdfTextPage, space: PageSpace) -> list[Glyph]:
    """The glyphs of a page in the order the file draws them; a glyph drawn twice (imitated bold) comes once."""
    glyphs: list[Glyph] = []
    drawn: dict[tuple[str, int], list[float]] = {}
    rect, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for index in range(textpage.count_chars()):
        if raw.FPDFText_IsGenerated(textpage, index) == 1:
            continue
        unmapped = raw.FPDFText_HasUnicodeMapError(textpage, index) == 1
        text = "\ufffd" if unmapped else _character(raw.FPDFText_GetUnicode(textpage, index))
        if not text:
            continue
        raw.FPDFText_GetLooseCharBox(textpage, index, rect)
        raw.FPDFText_GetCharOrigin(textpage, index, x, y)
        box = space.upright_box(rect.left, rect.bottom, rect.right, rect.top)
        glyph = Glyph(text, *box, base=space.upright(x.value, y.value)[1])
        before = drawn.setdefault((text, round(glyph.base)), [])
        if text != " " and any(abs(glyph.x0 - other) < 0.15 * glyph.em for other in before):
            continue
        before.append(glyph.x0)
        glyphs.append(glyph)
    return glyphs


def quarter_turns(textpage: pdfium.PdfTextPage, stored: int) -> int:
    """Quarter turns clockwise that make upright a page already turned by `stored`, by a vote of every tenth glyph."""
    votes = [0, 0, 0, 0]
    for index in range(0, textpage.count_chars(), 10):
        if raw.FPDFText_IsGenerated(textpage, index) != 1:
            angle = raw.FPDFText_GetCharAngle(textpage, index)  # radians, clockwise, as if nothing were stored
            votes[(-round(angle / _QUARTER) - stored) % 4] += 1
    return votes.index(max(votes))


def read_lines(
    glyphs: Sequence[Glyph],
    rules: Iterable[Rule],
    number: int,
    size: tuple[float, float],
) -> list[Line]:
    """Runs of glyphs as lines of page `number`, in reading order; a vertical ruling line parts the glyphs beside it."""
    width, height = size
    walls = [(rule.x0 * width, rule.y0 * height, rule.y1 * height) for rule in rules if not rule.horizontal]
    runs = _merge(_drawn_runs(glyphs, walls), walls)
    lines = []
    for run in runs:
        text = run.text.strip()
        if text:
            box = (
                min(glyph.x0 for glyph in run.glyphs) / width,
                min(glyph.y0 for glyph in run.glyphs) / height,
                max(glyph.x1 for glyph in run.glyphs) / width,
                max(glyph.y1 for glyph in run.glyphs) / height,
            )
            x0, y0, x1, y1 = (round(min(max(edge, 0.0), 1.0), 5) for edge in box)
            lines.append(Line(text=text, page=number, box=(x0, y0, x1, y1), printed=text))
    return with_whole_headings(in_reading_order(lines), width / height)


_Wall = tuple[float, float, float]  # x, top, bottom


def _drawn_runs(glyphs: Sequence[Glyph], walls: list[_Wall]) -> list[_Run]:
    runs: list[_Run] = []
    run = _Run()
    for glyph in glyphs:
        if glyph.text == " ":
            run.space_end = glyph.x1
            continue
        if not run.glyphs or not _follows(run, glyph, walls):
            run = _Run()
            runs.append(run)
        run.add(glyph, space=bool(run.glyphs) and _spaced(run, glyph))
    return runs


def _follows(run: _Run, glyph: Glyph, walls: list[_Wall]) -> bool:
    last = run.glyphs[-1]
    em = max(last.em, glyph.em)
    gap = (glyph.x0 - last.x1) / em
    if abs(glyph.base - last.base) > _SAME_LINE * em or gap < _OVERLAP or min(last.em, glyph.em) < 0.4 * em:
        return False
    widest = _FIGURES_APART if last.text.isascii() and glyph.text.isascii() else _SPREAD
    unfilled = gap if run.space_end is None else (glyph.x0 - max(run.space_end, last.x1)) / em
    if gap > (_TYPED_SPACES if run.spaced else widest) or unfilled > widest:
        return False
    return not _wall_between(last, glyph, walls)


def _spaced(run: _Run, glyph: Glyph) -> bool:
    last = run.glyphs[-1]
    gap = (glyph.x0 - last.x1) / max(last.em, glyph.em)
    if last.text.isascii() and glyph.text.isascii():
        return gap > _SPACE or run.spaced
    return gap > _DRAWN_SPACE or (run.spaced and gap > 0.1)


def _wall_between(left: Glyph, right: Glyph, walls: list[_Wall]) -> bool:
    """Whether a vertical ruling line stands between the centres of two glyphs, beside the middle of the line."""
    start, end = (left.x0 + left.x1) / 2, (right.x0 + right.x1) / 2
    middle = (left.y0 + left.y1) / 2
    return any(start < x < end and top <= middle <= bottom for x, top, bottom in walls)


def _merge(runs: list[_Run], walls: list[_Wall]) -> list[_Run]:
    """Runs joined that are drawn apart from each other but stand side by side as one text."""
    ordered = sorted(runs, key=lambda run: run.glyphs[0].x0)
    merged: list[_Run] = []
    for run in ordered:
        first = run.glyphs[0]
        for other in merged:
            gap = first.x0 - other.glyphs[-1].x1
            if abs(gap) < _SPACE * first.em and _follows(other, first, walls):
                other.text += run.text
                other.glyphs += run.glyphs
                other.space_end = run.space_end
                break
        else:
            merged.append(run)
    return merged


def _character(code: int) -> str:
    """A code point as text; spaces of any width are one space, marks without width are nothing."""
    if code in (0, 0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return "\ufffd"
    character = chr(code)
    if character.isspace() or character == "\u2800":
        return " "
    return "" if code in (0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF) or code < 0x20 else character
