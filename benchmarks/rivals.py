"""Other tools on the same pages, and whether what they give holds a fact: every benefit of the doubt is theirs."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pipeline.amounts import read_number
from pipeline.readers.pixels import OCR_DPI
from pipeline.readers.recognise import Recogniser
from pipeline.scoring.fits import plain, row_name, words
from pipeline.scoring.gold import GoldFact
from pipeline.vocabulary.columns import Columns

if TYPE_CHECKING:
    from pipeline.readers.recognise import Picture

_MONEY: Final = {"预算数", "决算数"}  # a column headed 金额 is one of the two
_WITH_TEXT: Final = ("born-digital", "scan with text")
_PICTURES: Final = ("scan", "scan with text")
_LONGER_SIDE: Final = 11.7  # inches of A4


@dataclass(frozen=True, slots=True)
class Piece:
    """A text of a grid, and the stripe it stands in: columns, or pixels."""

    text: str
    left: float
    right: float


Grid = Sequence[Sequence[Piece]]  # rows from top to bottom


@dataclass(frozen=True, slots=True)
class Rival:
    """A tool: the package it needs, the kinds of documents it can read, and what it makes of one."""

    name: str
    package: str | None
    kinds: tuple[str, ...]
    read: Callable[[Path, Recogniser], Iterator[Grid]]

    @property
    def installed(self) -> bool:
        return self.package is None or find_spec(self.package) is not None


def holds(fact: GoldFact, grids: Sequence[Grid], columns: Columns) -> bool:
    """Whether a grid has the value in a row of the fact's code or name, under a head with its column's last word."""
    value = Decimal(fact.value)
    return any(
        read_number(piece.text) == value and _keyed(fact, row) and _headed(fact, piece, grid[:r], columns)
        for grid in grids
        for r, row in enumerate(grid)
        for piece in row
    )


def _keyed(fact: GoldFact, row: Sequence[Piece]) -> bool:
    """Code in one cell or split over neighbours, or the name somewhere in the row."""
    texts = [plain(piece.text) for piece in row]
    digits = "|".join(text for text in texts if text.isdigit())
    if fact.row_code and fact.row_code in (*texts, *digits.split("|"), digits.replace("|", "")):
        return True
    whole = words("".join(texts))
    return any(row_name(name) and row_name(name) in whole for name in fact.row_name)


def _headed(fact: GoldFact, piece: Piece, above: Sequence[Sequence[Piece]], columns: Columns) -> bool:
    """A head above that overlaps the value's stripe and says, or means, the last word of an accepted column."""
    lasts = {plain((column or "").rpartition("/")[2]) for column in fact.column}
    for row in above:
        for head in row:
            if head.left < piece.right and head.right > piece.left and read_number(head.text) is None:
                text = plain(head.text)
                if any(last in text for last in lasts) or plain(columns.term(head.text)) in lasts:
                    return True
                if "金额" in text and lasts & _MONEY:
                    return True
    return False


def _pdfplumber(path: Path, engine: Recogniser) -> Iterator[Grid]:
    """By ruling lines, its default; a page without any table of that kind by the places of its words."""
    words_part = {"vertical_strategy": "text", "horizontal_strategy": "text"}
    with import_module("pdfplumber").open(path) as document:
        for page in document.pages:
            for table in page.extract_tables() or page.extract_tables(words_part):
                yield [_spread(row) for row in table]


def _spread(row: Sequence[str | None]) -> list[Piece]:
    """A row of cells; None continues the cell to its left, as a merged head does."""
    pieces: list[Piece] = []
    for c, text in enumerate(row):
        if text is None and pieces:
            pieces[-1] = Piece(pieces[-1].text, pieces[-1].left, c + 1)
        else:
            pieces.append(Piece(text or "", c, c + 1))
    return pieces


def _img2table_layer(path: Path, engine: Recogniser) -> Iterator[Grid]:
    """Tables with borders; on pages without any of them those without."""
    document = import_module("img2table.document").PDF
    found = document(path).extract_tables()
    bare = [page for page, tables in found.items() if not tables]
    further = document(path, pages=bare).extract_tables(borderless_tables=True) if bare else {}
    for tables in (*found.values(), *further.values()):
        yield from map(_of_img2table, tables)


def _img2table_ocr(path: Path, engine: Recogniser) -> Iterator[Grid]:
    image = import_module("img2table.document").Image
    for picture in pictures(path):
        for table in image(_as_png(picture), detect_rotation=True).extract_tables(ocr=_Readings(engine)):
            yield _of_img2table(table)


@dataclass(frozen=True, slots=True)
class _Readings:
    """Our OCR engine as img2table asks one: it needs a method `of` and nothing else."""

    engine: Recogniser

    def of(self, document: Any) -> Any:
        records: dict[int, list[dict[str, Any]]] = {}
        for page, picture in enumerate(document.images):
            for n, reading in enumerate(self.engine.recognise(picture[:, :, ::-1].copy())):
                x1, y1, x2, y2 = map(int, reading.box)
                word = {"id": f"{page}-{n}", "parent": f"{page}-{n}", "value": reading.text, "confidence": 99}
                records.setdefault(page, []).append(word | {"x1": x1, "y1": y1, "x2": x2, "y2": y2})
        return import_module("img2table.ocr._types").OCRData(records=records) if records else None


def _of_img2table(table: Any) -> Grid:
    return [[Piece(cell.value or "", c, c + 1) for c, cell in enumerate(row)] for row in table.content.values()]


def _ocr_rows(path: Path, engine: Recogniser) -> Iterator[Grid]:
    """Readings sorted by height; one whose middle lies within the row before it joins that row."""
    for picture in pictures(path):
        rows: list[list[tuple[float, float, Piece]]] = []
        for reading in sorted(engine.recognise(picture), key=lambda reading: reading.box[1] + reading.box[3]):
            x0, y0, x1, y1 = reading.box
            middle, height = (y0 + y1) / 2, y1 - y0
            if rows and abs(rows[-1][-1][0] - middle) < 0.5 * min(rows[-1][-1][1], height):
                rows[-1].append((middle, height, Piece(reading.text, x0, x1)))
            else:
                rows.append([(middle, height, Piece(reading.text, x0, x1))])
        yield [sorted((piece for _, _, piece in row), key=lambda piece: piece.left) for row in rows]


def pictures(path: Path) -> Iterator[Picture]:
    """The pages of a scan as stored, at the resolution that OCR gets from us."""
    import numpy as np
    from PIL import Image, ImageSequence

    if path.suffix.lower() == ".pdf":
        import pypdfium2 as pdfium

        from pipeline.readers.pdf_paths import page_objects
        from pipeline.readers.pdf_picture import render
        from pipeline.readers.pdf_space import page_space

        with pdfium.PdfDocument(path) as document:
            for page in document:
                yield render(page, list(page_objects(page)), page_space(page))
        return
    with Image.open(path) as file:
        for frame in ImageSequence.Iterator(file):
            stored = frame.convert("RGB")
            scale = min(1.0, _LONGER_SIDE * OCR_DPI / max(stored.size))
            stored = stored.resize((round(stored.width * scale), round(stored.height * scale)), Image.Resampling.BOX)
            yield np.ascontiguousarray(np.asarray(stored)[:, :, ::-1])


def _as_png(picture: Picture) -> bytes:
    from PIL import Image

    written = io.BytesIO()
    Image.fromarray(picture[:, :, ::-1]).save(written, "PNG", compress_level=1)
    return written.getvalue()


RIVALS: Final = (
    Rival("pdfplumber", "pdfplumber", _WITH_TEXT, _pdfplumber),
    Rival("img2table", "img2table", _WITH_TEXT, _img2table_layer),
    Rival("img2table + our OCR", "img2table", _PICTURES, _img2table_ocr),
    Rival("OCR rows by height", None, _PICTURES, _ocr_rows),
)
