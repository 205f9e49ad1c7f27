"""Each reader on files that nobody wrote: cut, damaged, put together at random. It gives pages, or says what is wrong.

`make fuzz` runs these for longer; the tests run a few examples of each.
"""

from __future__ import annotations

import io
import os
import random
import tarfile
import time
import zipfile
from contextlib import suppress

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.document import Issue, Page
from pipeline.errors import PipelineError
from pipeline.readers import format_of, xls
from pipeline.readers.archive import archive_kind, archive_members
from pipeline.readers.csv_text import read_csv
from pipeline.readers.docx import read_docx
from pipeline.readers.html import read_html
from pipeline.readers.markdown import read_markdown
from pipeline.readers.mht import read_mht
from pipeline.readers.ods import read_ods
from pipeline.readers.ofd import read_ofd
from pipeline.readers.xls import read_xls
from pipeline.readers.xlsx import read_xlsx
from tests.readers.conftest import RECORDINGS
from tests.readers.office import cell, paragraph, row, word, zipped

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "15"))  # of each test
SECONDS = 10.0  # for one example, on a busy machine
fuzzed = settings(
    max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)  # fmt: skip


def workbook() -> bytes:
    book = openpyxl.Workbook()
    for line in (["支出表"], ["项目", "预算数", "决算数"], ["公务接待费", 2.5, 2.35]):
        book.active.append(line)
    book.active.merge_cells("A1:C1")
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


PAGE = (
    "<html><body><h1>决算</h1><table border=1><tr><td rowspan=2 colspan='2'>项目</td><td>决算数</td></tr>"
    "<tr><td>1</td></tr></table><a href='a.pdf'>附件</a></body></html>"
)
TABLE = "<w:tbl>" + row(cell("项目", '<w:gridSpan w:val="2"/>'), cell("决算数", "<w:vMerge/>")) * 2 + "</w:tbl>"
CONTENT = (
    "<x><spreadsheet><table name='表'><table-row><table-cell number-columns-repeated='3'><p>1</p></table-cell></table-row>"
    "</table></spreadsheet></x>"
)
LAYOUT = {
    "OFD.xml": "<OFD><DocBody><DocRoot>D/D.xml</DocRoot></DocBody></OFD>",
    "D/D.xml": "<Document><Pages><Page ID='1' BaseLoc='P.xml'/></Pages></Document>",
    "D/P.xml": "<Page><Content><Layer><TextObject Boundary='0 0 9 9' Size='4' CTM='1 0 0 1 0 0'><TextCode X='1' Y='4' DeltaX='g 2 4'>"
    "决算表</TextCode></TextObject><PathObject Boundary='0 0 9 9'><AbbreviatedData>M 0 0 L 9 0 C</AbbreviatedData></PathObject>"
    "</Layer></Content></Page>",
}
MAIL = (
    f"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=B\n\n--B\nContent-Type: text/html\n\n{PAGE}\n--B--\n"
)
SEEDS = {
    "docx": (read_docx, word(paragraph("决算") + TABLE)),
    "xlsx": (read_xlsx, workbook()),
    "xls": (read_xls, (RECORDINGS / "office" / "expenditure.xls").read_bytes()),
    "ods": (read_ods, zipped({"content.xml": CONTENT})),
    "ofd": (read_ofd, zipped(LAYOUT)),
    "html": (read_html, PAGE.encode()),
    "mht": (read_mht, MAIL.encode()),
    "markdown": (read_markdown, f"# 表\n\n{PAGE}\n".encode()),
    "csv": (read_csv, '项目,金额\n"办公费, 水费","1,204.50"\n合计,2\n'.encode("gb18030")),
}


@pytest.fixture(autouse=True, scope="module")
def without_office():
    """LibreOffice is not asked for what xlrd cannot open: it takes seconds."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(xls, "office", lambda: None)
        yield


def check(read, source: bytes) -> None:
    """Pages and issues, or an error of ours; every cell inside its table, every table between its lines."""
    start = time.process_time()
    with suppress(PipelineError):
        for found in read(source, None, "never"):
            assert isinstance(found, Page | Issue)
            for table in found.tables if isinstance(found, Page) else ():
                assert 0 <= table.after <= len(found.lines)
                for one in table.cells:
                    assert 0 <= one.row < one.row + one.row_span <= table.n_rows
                    assert 0 <= one.column < one.column + one.column_span <= table.n_columns
                    assert one.text.strip()
                    assert one.lines
    assert time.process_time() - start < SECONDS


def damaged(source: bytes, seed: int) -> bytes:
    """Some bytes changed, a piece doubled or dropped, the end cut off."""
    chance = random.Random(seed)
    changed = bytearray(source)
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(changed)) if changed else 0
        match chance.randrange(4):
            case 0:
                changed[place : place + 1] = bytes([chance.randrange(256)])
            case 1:
                del changed[place : place + chance.randint(1, 60)]
            case 2:
                changed[place:place] = changed[place : place + chance.randint(1, 200)]
            case _:
                changed[place : place + 1] = chance.choice([b"<", b">", b'"', b"\0", b"999999999", b"-1", b"\xff\xfe"])
    return bytes(changed)


@pytest.mark.parametrize("kind", SEEDS)
@fuzzed
@given(seed=st.integers(0, 2**32))
def test_damaged_files(kind, seed):
    read, source = SEEDS[kind]
    check(read, damaged(source, seed))


@pytest.mark.parametrize("kind", [kind for kind, (_, source) in SEEDS.items() if source.startswith(b"PK")])
@fuzzed
@given(seed=st.integers(0, 2**32))
def test_damaged_parts_of_packages(kind, seed):
    """Whole archives with damaged XML inside: what a damaged archive hides from the readers."""
    read, source = SEEDS[kind]
    with zipfile.ZipFile(io.BytesIO(source)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    chosen = sorted(parts)[seed % len(parts)]
    check(read, zipped(parts | {chosen: damaged(parts[chosen], seed)}))


TAGS = st.sampled_from(
    ["table", "tr", "td", "th", "p", "div", "a href='x.pdf'", "sup", "img width=900 height=900", "br", "h1"]
)
WHOLE = st.sampled_from(["<td colspan=3 rowspan=0>", "<!--", "-->", "<%", "%>", "&nbsp;"])
PIECES = st.one_of(TAGS.map("<{}>".format), TAGS.map("</{}>".format), st.text(max_size=8), WHOLE)


@fuzzed
@given(st.lists(PIECES, max_size=80))
def test_markup_put_together_at_random(pieces):
    check(read_html, "".join(pieces).encode("utf-8", "replace"))


@fuzzed
@given(st.lists(st.lists(st.sampled_from(["", "1,204.50", '"', "项目\n", "\0", "合计"]), max_size=6), max_size=12))
def test_fields_put_together_at_random(rows):
    check(read_csv, "\n".join(",".join(fields) for fields in rows).encode())


@fuzzed
@given(st.binary(max_size=400))
def test_bytes_at_random(source):
    with suppress(PipelineError):
        check(format_of(source).read, source)


def tarred() -> bytes:
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w:gz") as archive:
        entry = tarfile.TarInfo("县/决算.txt")
        entry.size = 2
        archive.addfile(entry, io.BytesIO(b"12"))
    return written.getvalue()


@pytest.mark.parametrize("source", [zipped({"县/决算.txt": "12", "b.txt": "3"}), tarred()], ids=["zip", "tar"])
@fuzzed
@given(seed=st.integers(0, 2**32))
def test_damaged_archives(source, seed, tmp_path_factory):
    path = tmp_path_factory.mktemp("archive") / "a"
    path.write_bytes(damaged(source, seed))
    with suppress(PipelineError):
        kind = archive_kind(path)
        for member in archive_members(path, kind) if kind else ():
            assert member.name
            assert not {"", ".", ".."} & set(member.name.split("/"))
            if member.stream:
                member.stream.read(1 << 20)
