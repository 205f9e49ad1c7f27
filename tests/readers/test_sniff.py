"""What a file is, told by its structure: each format in the forms in which reports reach people."""

from __future__ import annotations

import io
import struct
import tarfile
import time
import zipfile

import pytest

from pipeline.readers import READERS, format_of, media_types
from pipeline.readers.sniff import media_type

TABLE = "<table><tr><td>科目</td><td>决算数</td></tr><tr><td>收入合计</td><td>1,204.50</td></tr></table>"
FRAGMENT = f"<p>柳湾市档案馆2031年度部门决算</p>{TABLE}"


def zipped(*names: str, packing: int = zipfile.ZIP_DEFLATED, content: bytes = b"<w/>") -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", packing) as archive:
        for name in names:
            archive.writestr(name, content)
    return written.getvalue()


def open_document(kind: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", "<office:document-content/>")
    return written.getvalue()


def compound(*names: str, embedded: str = "") -> bytes:
    """A compound file with streams of these names at its top, and one inside the storage `ObjectPool`."""
    sector = 512

    def entry(name: str, kind: int, right: int = 0xFFFFFFFF, child: int = 0xFFFFFFFF) -> bytes:
        spelt = name.encode("utf-16-le")
        links = struct.pack("<HBBIII", len(spelt) + 2, kind, 1, 0xFFFFFFFF, right, child)
        return (spelt.ljust(64, b"\0") + links).ljust(128, b"\0")

    last = len(names)
    tops = [entry(name, 2, right=n + 2 if n < last - 1 else 0xFFFFFFFF) for n, name in enumerate(names)]
    entries = [entry("Root Entry", 5, child=1), *tops]
    if embedded:
        tops[-1] = entry(names[-1], 2, right=last + 1)
        pool = entry("ObjectPool", 1, child=last + 2)
        entries = [entry("Root Entry", 5, child=1), *tops, pool, entry(embedded, 2)]
    directory = b"".join(entries)
    sectors = -(-len(directory) // sector)
    table = [0xFFFFFFFD, *range(2, sectors + 1), 0xFFFFFFFE]  # the table itself, then the directory's chain
    header = bytearray(sector)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<I", header, 48, 1)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    packed = struct.pack(f"<{len(table)}I", *table).ljust(sector, b"\xff")
    return bytes(header) + packed + directory.ljust(sectors * sector, b"\0")


def tarred(name: str, content: bytes, form: int) -> bytes:
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w", format=form) as archive:
        member = tarfile.TarInfo(name)
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    return written.getvalue()


ARCHIVES = [
    ("three PDFs, stored", zipped("a.pdf", "b.pdf", packing=zipfile.ZIP_STORED, content=b"%PDF-1.7\n"), "ZIP"),
    ("an empty archive", zipped(), "ZIP"),
    ("a damaged archive", zipped("a.pdf")[:40], "ZIP"),
    ("Word", zipped("[Content_Types].xml", "_rels/.rels", "word/document.xml"), "DOCX"),
    ("Excel", zipped("[Content_Types].xml", "xl/workbook.xml", "xl/media/word/a.png"), "XLSX"),
    ("binary Excel", zipped("[Content_Types].xml", "xl/styles.bin", "xl/workbook.bin"), "XLSB"),
    ("a presentation", zipped("[Content_Types].xml", "ppt/presentation.xml"), "PPTX"),
    ("Excel, packed on a Windows share", zipped("[Content_Types].xml", "xl\\workbook.xml"), "XLSX"),
    ("a folder called word", zipped("word/报告.pdf"), "ZIP"),
    ("OpenDocument", open_document(media_types.ODS), "ODS"),
    ("OpenDocument text", open_document(media_types.ODT), "ODT"),
    ("OFD", zipped("OFD.xml", "Doc_0/Document.xml"), "OFD"),
    ("old Word, WPS", compound("1Table", "WordDocument"), "DOC"),
    ("old Word with a sheet inside", compound("WordDocument", embedded="Workbook"), "DOC"),
    ("old Excel, ET", compound("Workbook", "SummaryInformation"), "XLS"),
    ("old Excel with a letter inside", compound("Workbook", embedded="WordDocument"), "XLS"),
    ("Excel 95", compound("Book"), "XLS"),
    ("a new workbook under a password", compound("EncryptionInfo", "EncryptedPackage"), "LOCKED"),
    ("a compound file of something else", compound("VisioDocument"), "COMPOUND"),
    ("a compound file cut off", compound("Workbook")[:600], "COMPOUND"),
    ("a tape archive that holds a PDF", tarred("决算.pdf", b"%PDF-1.7\n", tarfile.USTAR_FORMAT), "TAR"),
    ("a tape archive of GNU", tarred("a.pdf", b"%PDF-1.7\n", tarfile.GNU_FORMAT), "TAR"),
    ("a crawl that holds a PDF", b"WARC/1.0\r\nWARC-Type: response\r\n\r\nHTTP/1.1 200 OK\r\n\r\n%PDF-1.5", "WARC"),
    ("what a server answered", b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.5", "HTTP"),
    ("a PDF behind rubbish", b"\r\n\r\n%PDF-1.5\n%\xe2\xe3\n", "PDF"),
]  # fmt: skip
ARCHIVED = """\
From: <Saved by Blink>
Snapshot-Content-Location: https://example.org/
MIME-Version: 1.0
Content-Type: multipart/related;
	type="text/html";
	boundary="--x"

----x
Content-Type: text/html
"""
TEXTS = [
    ("rich text", r"{\rtf1\ansi\deff0{\fonttbl{\f0 SimSun;}}\u25910?}", "RTF"),
    ("a page", f"<!DOCTYPE html>\n<html><body>{FRAGMENT}</body></html>", "HTML"),
    ("a page that begins with a comment", f"<!-- 信息公开 -->\n<!-- 2031 -->\n<html><body>{FRAGMENT}</body></html>", "HTML"),
    ("a page that begins as XML", f"<?xml version='1.0' encoding='utf-8'?>\n<html>{FRAGMENT}</html>", "HTML"),
    ("a page that begins with its encoding", f'<meta charset="utf-8">{FRAGMENT}', "HTML"),
    ("a page in capitals", f"<HTML><HEAD><TITLE>决算</TITLE></HEAD><BODY>{FRAGMENT}", "HTML"),
    ("the source of a page, JSP", f'<%@ page language="java"\n pageEncoding="UTF-8"%>\n<%-- 页面 --%><html>{FRAGMENT}', "HTML"),
    ("the source of a page, PHP", f"<?php include 'head.php'; ?>\n{FRAGMENT}", "HTML"),
    ("a piece of a page", FRAGMENT, "HTML"),
    ("a piece that begins with words", f"柳湾市档案馆<p>一、概况</p>\n<p>二、收支</p>{TABLE}<div>附件</div>", "HTML"),
    ("a browser's table, saved as .xls", f'<table border="1">{TABLE[7:]}', "HTML"),
    ("Excel's web page, saved as .xls",
     f'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body>{TABLE}注：单位为万元</body></html>', "HTML"),
    ("Excel's own XML", '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook><Row/></Workbook>', "XML"),
    ("a web archive", ARCHIVED, "MHTML"),
    ("Markdown with tables of a page", f"# 柳湾市档案馆2031年度部门决算\n\n一、收支情况\n\n{TABLE}\n\n二、说明\n", "MARKDOWN"),
    ("Markdown whose tables are whole pages", f"# 决算\n\n<html><body>{TABLE}</body></html>\n\n说明<br>\n", "MARKDOWN"),
    ("Markdown that begins and ends with such a page",
     f"<html><body>{TABLE}</body></html>\n\n# 说明\n\n<html><body>{TABLE}</body></html>", "MARKDOWN"),
    ("Markdown of PaddleOCR",
     f"# 决算\n\n<div style=\"text-align: center;\"><html><body>{TABLE}</body></html></div>\n\n说明\n", "MARKDOWN"),
    ("Excel of 2003 as XML",
     '<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>', "SHEET_XML"),
    ("semicolon-separated", '科目编码;科目名称;决算数\n201;一般公共服务支出;1,204.50\n208;社会保障支出;\n', "CSV"),
    ("comma-separated", '科目编码,科目名称,决算数\n201,一般公共服务支出,"1,204.50"\n208,社会保障支出,\n', "CSV"),
    ("answers of a service", '{"title": "2031年度部门决算", "rows": [[1, 2]]}', "JSON"),
]  # fmt: skip
PLAIN = [
    ("a converter's tags here and there", "一、**概况**\n\n收入<b>合计</b>1,204.50万元\n\n无\n" * 9 + "<p>1</p>\n<p>2</p>\n<p>3</p>\n"),
    ("a report", "柳湾市档案馆2031年度部门决算\n\n收入总计1,204.50万元，比上年增加2.68万元，增长1.17%。\n" * 4),
    ("cells, one a line", "科目\n决算数\n收入合计\n1,204,500.00\n支出合计\n1,204,500.00\n1,204,500.00\n"),
    ("cells, all of them large amounts", "1,204,500.00\n3,204,500.00\n" * 8),
    ("cells, parted by tabs", "合计\t1,204.50\t3,000.00\n收入\t1,204.50\t3,000.00\n" * 4),
    ("Markdown of Docling, which begins with a picture",
     "<!-- image -->\n\n# 决算\n\n| 科目   | 决算数 |\n|-----|-----|\n"),
    ("Markdown with bars", "# 决算\n\n| 科目 | 决算数 |\n|---|---|\n| 收入<br>合计 | 1,204.50 |\n"),
    ("angle brackets that are no tags", "<2031年度>部门决算 <附件一> a<b, c>d\n" * 4),
    ("marks of pages", "<page 1>\n柳湾市档案馆\n<page 2>\n收入合计\n"),
    ("English commas", "收入100万元,增长2%,主要是增资.\n支出90万元,其中人员经费60万元.\n无.\n"),
    ("a title in square brackets", "[柳湾市] 2031年度部门决算\n收入合计\n"),
    ("a code of letters that opens a bitmap", "BM2031 柳湾市档案馆部门决算\n收入合计\n"),
]  # fmt: skip
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le")


@pytest.mark.parametrize(("source", "kind"), [case[1:] for case in ARCHIVES], ids=[case[0] for case in ARCHIVES])
def test_archives_and_office_files(source, kind):
    assert media_type(source) == getattr(media_types, kind)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize(("text", "kind"), [case[1:] for case in TEXTS], ids=[case[0] for case in TEXTS])
def test_kinds_of_text(text, kind, encoding):
    assert media_type(text.encode(encoding)) == getattr(media_types, kind)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("text", [case[1] for case in PLAIN], ids=[case[0] for case in PLAIN])
def test_text_stays_text(text, encoding):
    """What reads like a report line by line is read so, whatever brackets, commas and bars it holds."""
    assert media_type(text.encode(encoding)) == media_types.PLAIN


def test_marks_of_other_formats():
    marks = {
        b"7z\xbc\xaf\x27\x1c\0\4": "application/x-7z-compressed",
        b"Rar!\x1a\x07\x01\0": "application/vnd.rar",
        b"\x1f\x8b\x08\0": "application/gzip",
        b"\x89PNG\r\n\x1a\n": "image/png",
        b"\xff\xd8\xff\xe0": "image/jpeg",
        b"II*\0\x08\0": "image/tiff",
        b"MM\0+\0\x08": "image/tiff",
        b"RIFF\x24\0\0\0WEBPVP8 ": "image/webp",
        b"Founder CEB 2.0": "application/x-ceb",
    }
    assert {mark: media_type(mark) for mark in marks} == marks


def test_every_format_without_a_reader_says_what_to_do():
    read = {form.media_type for form in READERS}
    for _, source, kind in [*ARCHIVES, *((case[0], case[1].encode(), case[2]) for case in TEXTS)]:
        if getattr(media_types, kind) not in read:
            with pytest.raises(Exception, match=r"this is an? .+; [a-z]") as refused:
                format_of(source)
            assert refused.type.__name__ == "UnknownFormat"


@pytest.mark.parametrize("piece", ["<table>", "</table><table", "<!--", "<%", "<tr><td>", "{", "a,b,c\n", '"', "<a "])
def test_hostile_markup_costs_no_time(piece):
    source = (piece * (1_000_000 // len(piece))).encode()
    start = time.perf_counter()
    media_type(source)
    assert time.perf_counter() - start < 2
