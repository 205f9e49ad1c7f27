"""Tables of web pages and Word documents: which of them are tables, and which only lay out the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.readers.sheet import MOST_CELLS, Place, Sheet, Span

_PROSE = 300  # characters of a cell that belongs to a layout, in a table of up to two rows


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text of a page; `menu` where it is nothing but a link that leads away."""

    text: str
    menu: bool = False


Block = Paragraph | Sheet


def names_of(words: str) -> frozenset[str]:
    """The names of elements in a text.

    >>> sorted(names_of("td th"))
    ['td', 'th']
    """
    return frozenset(words.split())


@dataclass(slots=True)
class Frame:
    """A table as it is read: what each cell holds, and what stands in it outside its cells (the caption of HTML)."""

    cells: dict[Place, list[Block]] = field(default_factory=dict)
    spans: dict[Place, Span] = field(default_factory=dict)
    above: list[Block] = field(default_factory=list)


def flattened(frame: Frame) -> Iterator[Block]:
    """The table as one block, or what is in its cells one after the other where it only lays out the page."""
    yield from frame.above
    if _is_layout(frame):
        for place in sorted(frame.cells):
            yield from frame.cells[place]
        return
    texts = {place: "\n".join(_texts(content)) for place, content in frame.cells.items()}
    last = max((row for row, _ in texts), default=0) + 1
    spans = {
        place: (min(down, last - place[0]), across) for place, (down, across) in frame.spans.items() if place in texts
    }
    width = max(column + across for (_, column), (_, across) in frame.spans.items())
    yield Sheet(texts, spans, (0, width))


def _is_layout(frame: Frame) -> bool:
    """One row or one column, cells of prose side by side, or more text in inner tables than beside them."""
    rows, columns = ({place[axis] for place in frame.cells} for axis in (0, 1))
    if len(rows) < 2 or len(columns) < 2 or len(frame.cells) > MOST_CELLS:
        return True
    blocks = [block for content in frame.cells.values() for block in content]
    if all(isinstance(block, Paragraph) and block.menu for block in blocks):
        return True
    outer = sum(len(block.text) for block in blocks if isinstance(block, Paragraph))
    inner = sum(len(text) for block in blocks if isinstance(block, Sheet) for text in block.cells.values())
    if inner > outer:
        return True
    return len(rows) <= 2 and any(sum(map(len, _texts(content))) > _PROSE for content in frame.cells.values())


def _texts(content: list[Block]) -> Iterator[str]:
    """The text of a cell; of an inner table that is none of its own, row by row."""
    for block in content:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (block.cells[place] for place in sorted(block.cells))
