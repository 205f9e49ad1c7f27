"""Files made to do harm: each costs little time and memory, executes nothing, fetches nothing, reads no other file."""

import io
import resource
import socket
import time
import zipfile
from contextlib import suppress

import pytest

from pipeline.errors import UnreadableFile
from pipeline.readers import package, read_document, xls
from pipeline.readers.csv_text import read_csv
from pipeline.readers.docx import read_docx
from pipeline.readers.html import read_html
from pipeline.readers.mht import read_mht
from pipeline.readers.ods import read_ods
from pipeline.readers.ofd import read_ofd
from pipeline.readers.xls import read_xls
from pipeline.readers.xlsx import read_xlsx
from tests.readers.conftest import RECORDINGS
from tests.readers.office import W, cell, paragraph, printed, relations, row, word, zipped

SECONDS = 5.0  # for any of these, on a busy machine
MEMORY = 300 << 20

LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {name} '{f'&{before};' * 10}'>" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
OUTSIDE = "<!DOCTYPE x [<!ENTITY i SYSTEM 'file:///etc/passwd'>"
BODY = f"<w:document xmlns:w='{W}'><w:body><w:p><w:r><w:t>&i;</w:t></w:r></w:p></w:body></w:document>"
SHEET = "<worksheet><sheetData><row r='1'><c t='str'><v>&i;</v></c></row></sheetData></worksheet>"


@pytest.fixture(autouse=True)
def bounded(monkeypatch):
    """Every test of this file: no connection is made, little time and memory are used."""

    def refuse(*_: object) -> None:
        raise AssertionError("a reader opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(xls, "office", lambda: None)  # it would be asked for what xlrd cannot open
    start, before = time.process_time(), peak()
    yield
    assert time.process_time() - start < SECONDS
    assert peak() - before < MEMORY


def peak() -> int:
    """Bytes that this process has ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10


def workbook(sheet: str, **parts: str) -> bytes:
    return zipped(
        {
            "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": "<workbook xmlns:r='r'><sheets><sheet name='表' r:id='rId1'/></sheets></workbook>",
            "xl/_rels/workbook.xml.rels": relations(("worksheet", "worksheets/sheet1.xml")),
            "xl/worksheets/sheet1.xml": sheet,
        }
        | {f"xl/{name}.xml": part for name, part in parts.items()}
    )


@pytest.mark.parametrize("declared", [LAUGHS + "]>", OUTSIDE + "]>"], ids=["entity bomb", "another file"])
@pytest.mark.parametrize(
    ("read", "made"),
    [
        (read_docx, lambda declared: zipped({"word/document.xml": declared + BODY})),
        (read_docx, lambda declared: word("<w:p/>", rels=relations(("numbering", "n.xml")), n_xml=declared + "<x>&i;</x>")),
        (read_xlsx, lambda declared: workbook(declared + SHEET)),
        (read_xlsx, lambda declared: workbook(SHEET.replace("&i;", "1"), sharedStrings=declared + "<sst><si><t>&i;</t></si></sst>")),
        (read_ods, lambda declared: zipped({"content.xml": declared + "<x><spreadsheet><table/></spreadsheet></x>"})),
        (read_ofd, lambda declared: zipped({"OFD.xml": declared + "<OFD>&i;</OFD>"})),
    ],
    ids=["docx", "docx numbering", "xlsx", "xlsx strings", "ods", "ofd"],
)  # fmt: skip
def test_entities_are_not_resolved(read, made, declared):
    with pytest.raises(UnreadableFile, match=r"declares entities of its own|is no XML|damaged"):
        list(read(made(declared), None, "never"))


def bomb(name: str, megabytes: int) -> bytes:
    """A package one of whose parts unpacks to blanks."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(name, "w", force_zip64=True) as part,
    ):
        for _ in range(megabytes):
            part.write(b" " * (1 << 20))
    return written.getvalue()


@pytest.mark.parametrize(
    ("read", "name"), [(read_docx, "word/document.xml"), (read_ods, "content.xml"), (read_ofd, "OFD.xml"), (read_xlsx, "xl/workbook.xml")]
)  # fmt: skip
def test_parts_that_unpack_without_end(read, name, monkeypatch):
    monkeypatch.setattr(package, "MOST_BYTES", 8 << 20)
    with pytest.raises(UnreadableFile, match="unpacks to more than 8 MB: not read"):
        list(read(bomb(name, 32), None, "never"))


def test_a_part_that_lies_about_its_size(monkeypatch):
    monkeypatch.setattr(package, "MOST_BYTES", 8 << 20)
    source = bytearray(bomb("word/document.xml", 32))
    at = source.index(b"PK\x01\x02") + 24
    source[at : at + 4] = (100).to_bytes(4, "little")
    with pytest.raises(UnreadableFile, match=r"damaged|unpacks to more than|main part is missing"):
        list(read_docx(bytes(source), None, "never"))


def test_more_parts_than_any_document_has(monkeypatch):
    monkeypatch.setattr(package, "MOST_PARTS", 10)
    with pytest.raises(UnreadableFile, match="has 20 parts, over the limit of 10"):
        list(read_docx(zipped({f"word/{n}.xml": "<x/>" for n in range(20)}), None, "never"))


def test_relations_lead_to_parts_alone():
    """A picture that is said to lie outside the package, on the disk or elsewhere on the network."""
    targets = [
        ("image", "../../../../etc/passwd"),
        ("image", "file:///etc/passwd"),
        ("image", "http://127.0.0.1:9/x.png"),
    ]
    blips = "".join(
        f'<w:p><w:r><w:drawing><a:blip xmlns:a="a" r:embed="rId{n}" r:link="rId{n}"/></w:drawing></w:r></w:p>'
        for n in (1, 2, 3)
    )
    source = word(paragraph("决算") + blips, rels=relations(*targets).replace('png"', 'png" TargetMode="External"'))
    (page,) = read_docx(source, None, "never")
    assert printed(page) == ["决算"]


def test_macros_and_embedded_objects_stay_shut():
    source = word(paragraph("决算"), vbaProject_bin=b"Sub AutoOpen()", embeddings__a_bin=b"MZ\x90")
    (page,) = read_docx(source, None, "never")
    assert printed(page) == ["决算"]


def test_scripts_frames_and_links_of_a_page_are_not_followed():
    source = (
        "<script src='http://127.0.0.1:9/x.js'>alert(1)</script><iframe src='file:///etc/passwd'></iframe>"
        "<object data='file:///etc/passwd'>x</object><link rel=stylesheet href='http://127.0.0.1:9/a.css'>"
        "<img src='http://127.0.0.1:9/x.png' onerror='alert(1)'><base href='http://127.0.0.1:9/'><p>决算</p>"
        "<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'><form action=x><input value=1></form>"
    )
    (page,) = read_html(source.encode(), None, "never")
    assert printed(page) == ["决算"]


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 100_000 + "决算",
        "<table><tr><td>" * 2_000 + "决算",
        "<a href=x>" * 20_000 + "决算",
        "<table>" + "<tr>" + "<td colspan=1000>1</td>" * 3 + "</tr>" * 3_000,
        "<table><tr>" + "<td rowspan=65534 colspan=1000>1" * 2_000,
        "<table><tr><td rowspan=0>1" + "<tr><td>2" * 5_000,
        "<p" + " a" * 20_000 + ">决算",
        "<!--" * 20_000,
        "<%" * 100_000,
        "${" * 50_000,
        "&#x110000;&#xd800;&bogus;" * 5_000,
    ],
    ids=["deep", "deep tables", "links", "wide", "wide and high", "to the end", "attributes", "comments", "server", "fields", "entities"],
)  # fmt: skip
def test_markup_without_end(source):
    with suppress(UnreadableFile):
        list(read_html(source.encode(), None, "never"))


def test_absurd_places_in_a_sheet():
    """One cell at either end of a sheet, a merged range over all of it, a million formatted rows."""
    rows = "<row r='1'><c r='A1' t='str'><v>支出表</v></c><c r='XFD1' t='str'><v>元</v></c></row>" + "".join(
        f"<row r='{n}'/>" for n in range(2, 50_000)
    )
    last = "<row r='1048576'><c r='A1048576'><v>1</v></c><c r='B1048576'><v>2</v></c></row>"
    merged = "<mergeCells><mergeCell ref='A1:XFD1048576'/><mergeCell ref='A1048576:B1048576'/></mergeCells>"
    (page,) = read_xlsx(workbook(f"<worksheet><sheetData>{rows}{last}</sheetData>{merged}</worksheet>"), None, "never")
    assert (page.tables[0].n_rows, page.tables[0].n_columns) == (2, 3)


def test_more_cells_than_any_report_has(monkeypatch):
    monkeypatch.setattr("pipeline.readers.xlsx.MOST_CELLS", 1000)
    rows = "".join(f"<row>{'<c><v>1</v></c>' * 100}</row>" for _ in range(50))
    with pytest.raises(UnreadableFile, match="more than 1,000 cells that hold something: no report"):
        list(read_xlsx(workbook(f"<worksheet><sheetData>{rows}</sheetData></worksheet>"), None, "never"))


def test_a_row_repeated_a_million_times(monkeypatch):
    monkeypatch.setattr("pipeline.readers.ods.MOST_CELLS", 1000)
    repeated = "<table-row number-rows-repeated='1048576'><table-cell number-columns-repeated='16384'><p>1</p></table-cell></table-row>"
    source = zipped({"content.xml": f"<x><spreadsheet><table>{repeated}</table></spreadsheet></x>"})
    with pytest.raises(UnreadableFile, match="more than 1,000 cells"):
        list(read_ods(source, None, "never"))


@pytest.mark.parametrize("piece", [",", '"', "a,b\n", "\n", '"\n', "\0,"])
def test_fields_without_end(piece):
    with suppress(UnreadableFile):
        list(read_csv(("科目,金额,合计\n" + piece * 100_000).encode(), None, "never"))


def test_spans_of_word_without_end():
    wide = row(*(cell("1", '<w:gridSpan w:val="999999999"/>') for _ in range(50)))
    (page,) = read_docx(word(f"<w:tbl>{wide * 100}</w:tbl>"), None, "never")
    assert page.tables[0].n_rows == 100


def test_tables_in_tables_of_word_without_end():
    body = "<w:tbl><w:tr><w:tc>" * 200 + paragraph("决算") + "</w:tc></w:tr></w:tbl>" * 200
    with pytest.raises(UnreadableFile, match="is no XML"):
        list(read_docx(word(body), None, "never"))


def test_parts_of_a_mail_without_end():
    nested = (
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=B\n\n"
        + "--B\nContent-Type: multipart/mixed; boundary=B\n\n" * 5_000
    )
    with pytest.raises(UnreadableFile, match="holds no page"):
        list(read_mht(nested.encode(), None, "never"))


def test_a_damaged_byte_anywhere_in_an_old_workbook():
    whole = (RECORDINGS / "office" / "expenditure.xls").read_bytes()
    for place in range(0, len(whole), 37):
        with suppress(UnreadableFile):
            list(read_xls(whole[:place] + b"\xff" + whole[place + 1 :], None, "never"))


def test_a_package_whose_members_have_no_names(save):
    with pytest.raises(UnreadableFile):
        read_document(save("a.docx", b"PK\x03\x04" + bytes(100)))
