"""Archives among the files of a run: each member a document of its own, the disk and the machine safe."""

import io
import tarfile
import zipfile

import duckdb
import pypdfium2
import pytest
from fakes import load_simple

from pipeline.run import members
from pipeline.run.batch import Step
from pipeline.run.members import Unpacked, unpacking
from pipeline.run.sources import Source


def zipped(parts: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return written.getvalue()


def rows(out, columns="path, status"):
    query = f"SELECT {columns} FROM read_parquet('{out}/documents/*.parquet') ORDER BY path"
    return duckdb.sql(query).fetchall()


def test_members_are_documents_and_lie_nowhere_afterwards(reports, out, extract, monkeypatch):
    folders = []
    monkeypatch.setattr(members, "Unpacked", lambda folder: folders.append(folder) or Unpacked(folder))
    inner = zipped({"丙.txt": b"3\nC", "__MACOSX/._x": b"junk"})
    (reports / "a.zip").write_bytes(
        zipped({"甲.txt": b"1\nA", "县/乙.txt": b"2\nB", "县/内.zip": inner, "甲2.txt": b"1\nA"})
    )
    (reports / "b.txt").write_bytes(b"4\nD")
    summary = extract(load_simple)
    found = [(path.removeprefix("reports/"), status) for path, status in rows(out)]
    assert found == [
        ("a.zip/县/乙.txt", "ok"),
        ("a.zip/县/内.zip/丙.txt", "ok"),
        ("a.zip/甲.txt", "ok"),
        ("b.txt", "ok"),
    ]
    assert (summary.files, summary.extracted, summary.duplicates) == (5, 4, 1)
    assert [folder.exists() for folder in folders] == [False]


def test_running_again_redoes_nothing_and_misses_nothing(reports, out, extract, steps):
    (reports / "a.zip").write_bytes(zipped({"甲.txt": b"1\nA", "乙.txt": b"2\nB"}))
    extract(load_simple)
    steps.clear()
    summary = extract(load_simple)
    assert {step.status for step in steps} == {"known"}
    assert (summary.extracted, summary.known, summary.gone) == (0, 2, ())
    (reports / "a.zip").write_bytes(zipped({"甲.txt": b"1\nA"}))
    assert extract(load_simple).gone == ("reports/a.zip/乙.txt",)


def test_only_what_workers_hold_lies_on_disk(tmp_path):
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({f"{n}.txt": b"1" * 1000 for n in range(50)}))
    with unpacking() as unpacked:
        most = 0
        for source in unpacked.sources([Source(str(path), "a.zip")]):
            most = max(most, sum(1 for _ in unpacked._folder.rglob("*.txt")))
            unpacked.release(source.name)
        assert most == 1


def found(path):
    with unpacking() as unpacked:
        return [(source.name, source.problem) for source in unpacked.sources([Source(str(path), path.name)])]


def test_a_bomb_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr(members, "ALWAYS_ALLOWED", 1 << 20)
    path = tmp_path / "bomb.zip"
    path.write_bytes(zipped({"a.txt": b"1", "b.txt": bytes(30 << 20), "c.txt": b"3"}))
    first, second = found(path)
    assert first == ("bomb.zip/a.txt", None)
    assert second == (
        "bomb.zip",
        "more than 200 times its size comes out of the archive, which no report does; what came before is kept",
    )


def test_a_member_that_is_too_large(tmp_path, monkeypatch):
    monkeypatch.setattr(members, "MOST_BYTES", 1000)
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"a.txt": b"1" * 2000, "b.txt": b"2"}))
    assert [name for name, problem in found(path) if problem] == ["a.zip/a.txt"]


def test_archives_in_archives_without_end(tmp_path):
    source = b"1"
    for n in range(8):
        source = zipped({f"{n}.zip" if n else "a.txt": source})
    path = tmp_path / "deep.zip"
    path.write_bytes(source)
    ((name, problem),) = found(path)
    assert name == "deep.zip/7.zip/6.zip/5.zip/4.zip/3.zip"
    assert problem == "archives lie more than 5 deep in each other; unpack it and give the folder"


def test_too_many_members(tmp_path, monkeypatch):
    monkeypatch.setattr(members, "MOST_MEMBERS", 2)
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({f"{n}.txt": b"1" for n in range(3)}))
    assert found(path)[-1] == ("a.zip", "the archive holds more than 2 files; the others were not read")


@pytest.mark.parametrize(
    "name", ["../../../escaped.txt", "/escaped.txt", "a/../../escaped.txt", "..", "x" * 300 + ".txt", "甲" * 200]
)
def test_no_name_leads_out_of_the_folder(name, tmp_path):
    path = tmp_path / "in" / "a.tar"
    path.parent.mkdir()
    with tarfile.open(path, "w") as file:
        entry = tarfile.TarInfo(name)
        entry.size = 1
        file.addfile(entry, io.BytesIO(b"1"))
    with unpacking() as unpacked:
        for source in unpacked.sources([Source(str(path), "a.tar")]):
            assert unpacked._folder.resolve() in type(path)(source.path).resolve().parents
            assert source.name.startswith("a.tar/")
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == ["a.tar"]


def test_two_members_of_one_name(tmp_path):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as file:
        file.writestr("a.txt", "1")
        with pytest.warns(UserWarning, match="Duplicate name"):
            file.writestr("a.txt", "2")
    path = tmp_path / "a.zip"
    path.write_bytes(written.getvalue())
    assert [name for name, _ in found(path)] == ["a.zip/a.txt", "a.zip/a.txt (2)"]


def test_what_is_attached_to_a_pdf(tmp_path):
    document = pypdfium2.PdfDocument.new()
    document.new_page(200, 200)
    for name, content in (("决算表.pdf", b"%PDF-1.7"), ("说明.p7s", b"x"), ("../乙.zip", zipped({"丙.txt": b"2"}))):
        document.new_attachment(name).set_data(content)
    path = tmp_path / "portfolio.pdf"
    document.save(path)
    assert found(path) == [
        ("portfolio.pdf", None),
        ("portfolio.pdf/乙.zip/丙.txt", None),
        ("portfolio.pdf/决算表.pdf", None),
    ]


def test_a_damaged_archive_keeps_what_came_before(reports, extract, steps):
    whole = bytearray(zipped({"甲.txt": b"1\nA", "乙.txt": b"2\nB" * 500}))
    at = whole.index("乙.txt".encode()) + len("乙.txt".encode())
    whole[at : at + 8] = b"\xff" * 8
    (reports / "a.zip").write_bytes(bytes(whole))
    extract(load_simple)
    told = {step.path.rpartition("/")[2]: step for step in steps}
    assert told["甲.txt"] == Step("reports/a.zip/甲.txt", "ok")
    assert "the file is damaged in its archive" in (told["乙.txt"].reason or "")


def test_pages_of_a_web_archive_say_where_they_come_from(reports, out, extract):
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n7\nA"
    record = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://www.example.gov.cn/a/\r\n"
        f"WARC-Date: 2031-08-20T09:30:00Z\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    (reports / "crawl.warc").write_bytes(record.encode() + http + b"\r\n\r\n")
    extract(load_simple)
    name = "reports/crawl.warc/www.example.gov.cn/a/index.html"
    assert rows(out, "path, source_url, retrieved") == [(name, "http://www.example.gov.cn/a/", "2031-08-20T09:30:00Z")]
