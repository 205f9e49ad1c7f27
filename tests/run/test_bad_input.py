"""Files as bad as they come, through the real readers: each is one failed row that says what to do."""

from __future__ import annotations

import struct
import time
import zlib
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.checks.prose import printed_amount
from pipeline.run.batch import Options, run

GOOD = "云溪县水务局2023年度部门决算\n一、收入情况\n收入总计120.50万元，比上年增加2.50万元，增长2.12%。\n"


def empty(path: Path) -> None:
    path.write_bytes(b"")


def truncated_pdf(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Ki")


def locked_pdf(path: Path) -> None:
    """A PDF that asks for a password: the standard handler with keys that no empty password opens."""
    key = "<" + "28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A" + ">"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        f"<< /Filter /Standard /V 1 /R 2 /O {key} /U {key} /P -44 >>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n".encode("ascii")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = "/Size 5 /Root 1 0 R /Encrypt 4 0 R /ID [<00> <00>]"
    end = f"xref\n0 5\n0000000000 65535 f \n{table}trailer\n<< {trailer} >>\nstartxref\n{len(body)}\n%%EOF\n"
    path.write_bytes(body + end.encode("ascii"))


def png_with_garbage(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)


def huge_picture(path: Path) -> None:
    """20,000 × 20,000 white pixels, grey: 400 MB that a few kilobytes claim."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    side = 20_000
    packer = zlib.compressobj()
    rows = b"".join(packer.compress(b"\0" + b"\xff" * side) for _ in range(side)) + packer.flush()
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b""))


def unknown_encoding(path: Path) -> None:
    path.write_bytes(bytes((number * 37 + 129) % 127 + 129 for number in range(4000)))


def folder_that_holds_itself(path: Path) -> None:
    path.symlink_to(path.parent)


BAD = {
    "empty.txt": (empty, "empty"),
    "truncated.pdf": (truncated_pdf, "PDF"),
    "locked.pdf": (locked_pdf, "password"),
    "garbage.png": (png_with_garbage, "damaged"),
    "huge.png": (huge_picture, "pixels"),
    "encoding.txt": (unknown_encoding, "encoding"),
    "itself": (folder_that_holds_itself, "remove the link"),
}


@pytest.mark.slow
def test_each_ends_as_one_failed_row_and_the_run_goes_on(reports, out, steps):
    for name, (make, _) in BAD.items():
        make(reports / name)
    (reports / "good.txt").write_text(GOOD, "utf-8")
    summary = run([reports], out, Options(jobs=2, timeout=120), steps)
    rows = {Path(row["path"]).name: row for row in pq.read_table(out / "documents").to_pylist()}
    assert sorted(rows) == sorted([*BAD, "good.txt"])
    assert {name: row["status"] for name, row in rows.items()} == dict.fromkeys(BAD, "failed") | {"good.txt": "ok"}
    unclear = {
        name: rows[name]["error"] for name, (_, word) in BAD.items() if word.lower() not in rows[name]["error"].lower()
    }
    assert unclear == {}
    assert not [row["error"] for row in rows.values() if "defect" in str(row["error"])]
    assert len({row["doc_id"] for row in rows.values()}) == len(rows)
    assert summary.exit_status == 3
    assert [row["amount"] for row in pq.read_table(out / "statements").to_pylist()] != []


def form_that_draws_itself(path: Path) -> None:
    """A page and a form of a few hundred bytes; each form draws the next thirty times, five deep: 24 million drawings."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /F 5 0 R >> >> >>",
        _stream("/F Do", ""),
    ]
    for number in range(5, 10):
        below = (
            f"/XObject << /F {number + 1} 0 R >>" if number < 9 else "/Font << /T << /Type /Font /Subtype /Type1 >> >>"
        )
        draws = "/F Do " * 30 if number < 9 else "BT /T 9 Tf (2080505) Tj ET"
        objects.append(_stream(draws, f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << {below} >>"))
    body = "".join(f"{number} 0 obj\n{content}\nendobj\n" for number, content in enumerate(objects, 1))
    path.write_bytes(f"%PDF-1.4\n{body}trailer\n<< /Root 1 0 R /Size {len(objects) + 1} >>\n%%EOF\n".encode("ascii"))


def _stream(content: str, entries: str) -> str:
    return f"<< /Length {len(content)} {entries} >>\nstream\n{content}\nendstream"


@pytest.mark.slow
def test_a_pdf_that_grows_without_end_is_one_failed_row_in_seconds(reports, out, steps):
    form_that_draws_itself(reports / "bomb.pdf")
    (reports / "good.txt").write_text(GOOD, "utf-8")
    options = Options(jobs=2, ocr="never", timeout=120, memory=900 << 20)
    summary = run([reports], out, options, steps)
    (problem,) = summary.problems
    assert problem.reason == "the document needs more than 0.879 GiB of memory; give it more with --memory"
    assert summary.corpus.documents == {"failed": 1, "ok": 1}
    assert run([reports], out, options, steps).known == 2


TINY = {
    "three tabbed ordinals": "\t1\n\t2\n\t3",
    "a circled digit among ordinals": "27\t\t\t二十七、债务还本支出\t\n②\t\t\t二十八、债务付息支出\t\n29\t\t\t二十九、债务发行费用支出\t",
    "a square among ordinals": "1\t\t一、收入\t\n²\t\t二、支出\t\n3\t\t三、结余\t",
    "only a page number": "-１-",
    "a page number between wide blanks": "\u3000\n\u3000-１-\u3000\n",
    "numbers of five thousand digits": f"序号\t名称\n{'9' * 5000}\t甲\n{'9' * 4999}8\t乙\n1\t丙",
}


@pytest.mark.parametrize("text", TINY.values(), ids=TINY.keys())
def test_tiny_inputs_lose_no_report(tmp_path, text):
    import pipeline

    (tmp_path / "a.txt").write_text(text, "utf-8")
    document = pipeline.extract(tmp_path / "a.txt")
    assert len(document.pages) == 1


def test_a_section_over_a_million_characters_is_read():
    """spaCy refuses a text of more characters unless it is told that its components bear it."""
    from pipeline.run.tools import own_tools

    doc = own_tools().language.make_doc("无" * 1_000_001)
    assert len(doc.text) == 1_000_001


def test_long_runs_of_digits_cost_no_time():
    """A mutant of 6 kB took minutes: every digit of a run was tried as the beginning of an amount."""
    start = time.process_time()
    assert printed_amount(f"{'9' * 40_000}。增长1.10%", Decimal("1.20")) == (Decimal("1.20"), "万元")
    assert time.process_time() - start < 1


def test_a_long_run_of_digits_is_looked_at_once_for_amounts():
    """Text of 100 kB of digits took minutes: whether it speaks of money was asked from every digit on."""
    from pipeline.vocabulary import load_vocabulary

    amount = load_vocabulary().natures.amount
    start = time.process_time()
    assert amount.findall("1234567890" * 20_000) == []
    assert amount.findall("9,." * 20_000) == []
    assert time.process_time() - start < 1
    assert len(amount.findall("收入1,204.50万元，增加3元，共12亿元")) == 3


def test_a_long_line_of_dots_is_looked_at_once_for_a_page_number():
    """A line of 80 kB of dots took over a minute: the end of a contents entry was looked for from every dot on."""
    from pipeline.sections.contents import drop_leader
    from pipeline.sections.headings import _ENTRY

    start = time.process_time()
    assert _ENTRY.search("…………...." * 10_000) is None
    assert drop_leader("…………...." * 10_000 + "收入") == "…………...." * 10_000 + "收入"
    assert time.process_time() - start < 1
    assert (drop_leader("一、收入情况………… 12"), _ENTRY.search("一、收入情况……… 12") is not None) == (
        "一、收入情况",
        True,
    )


@pytest.mark.slow
def test_the_hostile_files_found_so_far_stay_within_their_limits(shared, reports, out, steps):
    """Forms that draw themselves, a font's map that unpacks without end, a million glyphs, 4,000 of-which: one row each."""
    hostile = [path for path in (shared / "cases" / "faults").iterdir() if path.suffix in (".pdf", ".txt")]
    for path in hostile:
        (reports / path.name).write_bytes(path.read_bytes())
    (reports / "good.txt").write_text(GOOD, "utf-8")
    run([reports], out, Options(jobs=2, ocr="never", timeout=120, memory=900 << 20), steps)
    rows = {Path(row["path"]).name: row for row in pq.read_table(out / "documents").to_pylist()}
    assert rows.keys() == {path.name for path in hostile} | {"good.txt"}
    assert rows["good.txt"]["status"] == "ok"
    wrong = ("defect", "worker process", "--timeout")
    assert [row["error"] for row in rows.values() if any(word in (row["error"] or "") for word in wrong)] == []
    assert max(row["seconds"] for row in rows.values()) < 120
