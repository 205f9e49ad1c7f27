"""From a file to a document: types told by bytes, and every bad input with what it tells the user."""

import hashlib
import io
import os
import zipfile
import zlib
from pathlib import Path

import pytest
from PIL import Image

from pipeline.errors import UnknownFormat, UnreadableFile
from pipeline.readers import read_document
from tests.readers.conftest import FakeRecogniser


def one_page(canvas):
    canvas.drawString(72, 700, "柳湾市档案馆2031年度部门决算公开说明，收入合计1,204.50万元")


def test_the_bytes_tell_the_type_and_the_name_nothing(save, make_pdf):
    source = make_pdf(one_page)
    path = save("report.txt", source)
    document = read_document(path)
    assert (document.doc_id, document.path, document.media_type) == (
        hashlib.sha256(source).hexdigest(),
        str(path),
        "application/pdf",
    )
    assert [line.text for line in document.pages[0].lines] == [
        "柳湾市档案馆2031年度部门决算公开说明，收入合计1,204.50万元"
    ]
    assert document.issues == ()


def test_text_named_pdf_is_text(save):
    assert read_document(save("report.pdf", "收入合计\n1,204.50\n".encode())).media_type == "text/plain"


def zipped() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return written.getvalue()


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims a size and holds next to nothing."""
    header = b"IHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x00\x00\x00\x00"
    chunk = (13).to_bytes(4, "big") + header + zlib.crc32(header).to_bytes(4, "big")
    body = b"IDAT" + zlib.compress(bytes(100))
    body = (len(body) - 4).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")
    return b"\x89PNG\r\n\x1a\n" + chunk + body


@pytest.mark.parametrize(
    ("name", "source", "error", "message"),
    [
        ("empty.txt", b"", UnreadableFile, "the file is empty"),
        ("blank.txt", b" \r\n\t\n", UnreadableFile, "the file holds only blanks"),
        ("archive.pdf", zipped(), UnknownFormat, "this is a ZIP archive; pipeline extract reads what is in it"),
        ("page.json", b'{"agency": 1}', UnknownFormat, "this is a JSON file; give the reports themselves"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), UnknownFormat, "this is an office file of the old kind, damaged"),
        ("zeros.bin", b"\x7fELF" + bytes(900), UnknownFormat, "no reader takes a file that begins with 7f 45 4c 46"),
        ("garbage.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, UnreadableFile, "the picture is damaged"),
        ("cut.png", png_header(800, 600)[:60], UnreadableFile, "the picture is damaged"),
        ("huge.png", png_header(20_000, 20_000), UnreadableFile, "more pixels than the limit of 80,000,000; scan"),
        ("large.png", png_header(9_500, 9_000), UnreadableFile, "9500 × 9000 pixels, over the limit of 80,000,000"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else "",
)  # fmt: skip
def test_bad_input_says_what_is_wrong(name, source, error, message, save):
    with pytest.raises(error, match=message):
        read_document(save(name, source), FakeRecogniser())


def test_a_pdf_cut_off(save, make_pdf):
    source = make_pdf(one_page, one_page)
    with pytest.raises(UnreadableFile, match=r"the PDF is damaged: its end is missing; fetch it again"):
        read_document(save("cut.pdf", source[: len(source) // 5]))


def test_a_pdf_that_states_its_length_and_is_shorter(save):
    source = b"%PDF-1.6\n1 0 obj\n<</Linearized 1/L 242633/O 9/E 100/N 24/T 200>>\nendobj\n"
    with pytest.raises(UnreadableFile, match=r"the PDF is cut off: 72 of 242,633 bytes are here; fetch it again"):
        read_document(save("cut.pdf", source))


def test_a_pdf_whose_pages_are_there_but_not_its_end(save, make_pdf):
    whole = make_pdf(one_page)
    document = read_document(save("noend.pdf", whole[: whole.rindex(b"startxref")] + bytes(40)))
    assert len(document.pages[0].lines) == 1
    assert [issue.message for issue in document.issues] == [
        "the end of the PDF is missing, pages may be lost; fetch it again"
    ]
    assert document.status == "partial"


def test_a_pdf_under_a_password(save, make_pdf):
    source = make_pdf(one_page, encrypt="secret")
    with pytest.raises(UnreadableFile, match="the PDF is protected by a password; remove the protection"):
        read_document(save("locked.pdf", source))


def test_no_permission(save, monkeypatch):
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    path = save("secret.txt", "收入".encode())
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(UnreadableFile, match="no permission to read the file; change its mode or owner"):
        read_document(path)


def test_no_such_file_and_no_regular_file(tmp_path):
    with pytest.raises(UnreadableFile, match="there is no such file"):
        read_document(tmp_path / "missing.pdf")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnreadableFile, match="is no regular file"):
        read_document(tmp_path / "pipe")


def test_a_picture_needs_ocr(save):
    written = io.BytesIO()
    Image.new("L", (200, 100), "white").save(written, "PNG")
    path = save("page.png", written.getvalue())
    with pytest.raises(UnreadableFile, match="--ocr never was given; use --ocr auto"):
        read_document(path, None, "never")
    with pytest.raises(UnreadableFile, match="a picture needs OCR, but no engine was given"):
        read_document(path)
    with pytest.raises(UnreadableFile, match="no text was found on any page"):
        read_document(path, FakeRecogniser())
