"""Files inside a PDF are told: the page of a portfolio alone says nothing."""

from __future__ import annotations

import io

import pypdfium2 as pdfium
import pytest

from pipeline.readers import read_document


def with_files(source: bytes, files: dict[str, bytes]) -> bytes:
    document = pdfium.PdfDocument(source)
    for name, content in files.items():
        document.new_attachment(name).set_data(content)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def one_page(canvas):
    canvas.drawString(72, 700, "柳湾市档案馆2031年度部门决算，请用支持文件包的阅读器打开")


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (
            {"1 收入.pdf": b"%PDF-1.7", "2 支出.xls": b"x", "3 说明.doc": b"x", "4 附件.et": b"x"},
            "4 files inside (1 收入.pdf, 2 支出.xls, 3 说明.doc and 1 more)",
        ),
        ({"signature.p7s": b"x"}, "a file inside (signature.p7s)"),
    ],
    ids=["a portfolio", "a signature"],
)
def test_what_a_pdf_carries_inside_is_told(files, told, save, make_pdf):
    document = read_document(save("report.pdf", with_files(make_pdf(one_page), files)))
    message = f"the PDF carries {told}: documents of their own"
    assert [(issue.page, issue.message, issue.loses) for issue in document.issues] == [(None, message, False)]


def test_a_pdf_without_files_has_no_such_issue(save, make_pdf):
    assert read_document(save("report.pdf", make_pdf(one_page))).issues == ()
