"""Office files in miniature, made on the spot: parts of a package, documents of Word, workbooks, spreadsheets."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

import openpyxl

from pipeline.document import Page

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def relations(*targets: tuple[str, str]) -> str:
    """A part of relations: kind and target of each, named rId1, rId2 …"""
    entries = "".join(
        f'<Relationship Id="rId{n}" Type="{R}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{RELATIONS}">{entries}</Relationships>'


def word(body: str, **parts: str | bytes) -> bytes:
    """A Word document with this body; further parts by their names under word/, `rels` its relations."""
    content = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": relations(("officeDocument", "word/document.xml")),
        "word/document.xml": f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>',
    }
    if "rels" in parts:
        content["word/_rels/document.xml.rels"] = parts.pop("rels")
    return zipped(content | {f"word/{name.replace('__', '/').replace('_', '.')}": part for name, part in parts.items()})


def workbook(sheets: Mapping[str, Sequence[Sequence[object]]], active: int = 0) -> bytes:
    """A workbook of Excel with these rows on its sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for cells in rows:
            sheet.append(list(cells))
    book.active = active
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}<w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def printed(page: Page) -> list[str]:
    return [line.text for line in page.lines]


def grid(page: Page, n: int = 0) -> list[str]:
    """The cells of a native table: 0,1 合计 or, where merged, 0,1+2×3 合计."""
    return [
        f"{cell.row},{cell.column}"
        + (f"+{cell.row_span}×{cell.column_span}" if (cell.row_span, cell.column_span) != (1, 1) else "")
        + f" {cell.text}"
        for cell in page.tables[n].cells
    ]
