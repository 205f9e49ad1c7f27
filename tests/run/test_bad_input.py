"""Files as bad as they come, through the real readers: each is one failed row that says what to do."""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import Path

import pyarrow.parquet as pq
import pytest

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


def zip_named_pdf(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("决算.txt", GOOD)


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
    "archive.pdf": (zip_named_pdf, "ZIP"),
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
