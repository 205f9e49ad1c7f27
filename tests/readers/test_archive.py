"""Archives → streams of members: names, nothing that leads out of them, what is said of bad ones."""

import gzip
import io
import shutil
import subprocess
import tarfile
import zipfile

import pytest

from pipeline.errors import UnreadableFile
from pipeline.readers import archive
from pipeline.readers.archive import archive_kind, archive_members
from tests.readers.office import word, zipped


def members(path):
    found = archive_members(path, archive_kind(path))
    return [(member.name, member.stream.read() if member.stream else member.problem) for member in found]


def tarred(*entries: tuple[tarfile.TarInfo, bytes], mode: str = "w") -> bytes:
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode=mode) as file:
        for entry, content in entries:
            entry.size = len(content)
            file.addfile(entry, io.BytesIO(content))
    return written.getvalue()


def link(name: str, target: str) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname = tarfile.SYMTYPE, target
    return entry


def test_names_of_chinese_windows_and_ways_out(save):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as file:
        file.writestr("2031年/决算.txt", "甲")
        file.writestr("../../etc/passwd", "乙")
        file.writestr("C:\\年报\\x.txt", "丙")
        file.writestr("/root.txt", "丁")
    names = written.getvalue()
    for printed in ("2031年/决算.txt", "C:\\年报\\x.txt"):  # as if written without Unicode names
        gbk = printed.encode("gb18030")
        names = names.replace(printed.encode("utf-8"), gbk + b"_" * (len(printed.encode("utf-8")) - len(gbk)))
    plain = names.replace(b"\x00\x08\x00\x00", b"\x00\x00\x00\x00")
    found = members(save("a.zip", plain))
    assert [name.rstrip("_") for name, _ in found] == ["2031年/决算.txt", "etc/passwd", "年报/x.txt", "root.txt"]
    assert [content.decode() for _, content in found] == ["甲", "乙", "丙", "丁"]


def test_links_and_devices_lead_nowhere(save):
    pipe = tarfile.TarInfo("pipe")
    pipe.type = tarfile.FIFOTYPE
    source = tarred((link("决算.txt", "/etc/passwd"), b""), (pipe, b""), (tarfile.TarInfo("b.txt"), b"2"))
    nowhere = "a link or device inside an archive is not followed"
    assert members(save("a.tar", source)) == [("决算.txt", nowhere), ("pipe", nowhere), ("b.txt", b"2")]


def test_a_link_in_a_zip(save):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as file:
        entry = zipfile.ZipInfo("决算.txt")
        entry.external_attr = 0o120777 << 16
        file.writestr(entry, "/etc/passwd")
    assert members(save("a.zip", written.getvalue())) == [("决算.txt", "a link inside an archive is not followed")]


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_tar_in_all_its_dresses(mode, save):
    source = tarred((tarfile.TarInfo("县/决算.txt"), b"12"), (tarfile.TarInfo("b.txt"), b"2"), mode=mode)
    assert members(save("a.tar", source)) == [("县/决算.txt", b"12"), ("b.txt", b"2")]


def test_a_file_that_is_only_compressed(save):
    assert members(save("决算.txt.gz", gzip.compress(b"12"))) == [("决算.txt", b"12")]


def test_office_files_are_no_archives(save):
    assert archive_kind(save("a.docx", word("<w:p/>"))) is None
    assert archive_kind(save("a.zip", zipped({"a.txt": "1"}))) == "application/zip"
    assert archive_kind(save("a.txt", b"1")) is None


def test_a_file_under_a_password(save):
    source = bytearray(zipped({"a.txt": "1"}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        source[source.index(mark) + place] |= 1
    problem = "the file is under a password in its archive; unpack it and give the folder"
    assert members(save("a.zip", bytes(source))) == [("a.txt", problem)]


@pytest.mark.parametrize(("name", "cut"), [("a.zip", 40), ("a.tgz", 40)])
def test_an_archive_cut_off(name, cut, save):
    whole = zipped({"a.txt": "1" * 900}) if name == "a.zip" else tarred((tarfile.TarInfo("a"), b"1" * 900), mode="w:gz")
    with pytest.raises(UnreadableFile, match=r"the archive is damaged: .*; fetch it again"):
        members(save(name, whole[:-cut]))


@pytest.mark.skipif(shutil.which("bsdtar") is None, reason="bsdtar is not installed")
@pytest.mark.parametrize("kind", ["7zip", "zip", "pax"])
def test_what_bsdtar_writes(kind, tmp_path):
    (tmp_path / "决算.txt").write_text("12", "utf-8")
    path = tmp_path / "a.bin"
    command = ["bsdtar", "--format", kind, "-cf", str(path), "-C", str(tmp_path), "决算.txt"]
    subprocess.run(command, check=True, env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"})
    assert members(path) == [("决算.txt", b"12")]


def test_bsdtar_fails_or_is_missing(save, monkeypatch):
    path = save("a.rar", b"Rar!\x1a\x07\x01\0" + bytes(200))
    if shutil.which("bsdtar"):
        with pytest.raises(UnreadableFile, match="the RAR archive cannot be unpacked"):
            members(path)
    monkeypatch.setattr(archive.shutil, "which", lambda name: None)
    with pytest.raises(UnreadableFile, match=r"unpacking RAR needs bsdtar, which is not installed"):
        members(path)


def record(kind: str, url: str, body: bytes) -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body + b"\r\n\r\n"


def http(status: str, body: bytes, *headers: str) -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status}", *headers, "", ""]).encode() + body


def test_a_web_archive_gives_what_was_found_with_its_addresses(save):
    chunked = b"4\r\n<p>1\r\n5\r\n2</p>\r\n0\r\n\r\n"
    site = "http://www.example.gov.cn"
    source = b"".join(
        gzip.compress(part)
        for part in (
            record("warcinfo", "", b"software: a crawler\r\n"),
            record("request", f"{site}/a.html", b"GET /a.html HTTP/1.1\r\n\r\n"),
            record("response", f"{site}/a.html", http("200 OK", chunked, "Content-Type: text/html", "Transfer-Encoding: chunked")),
            record("response", f"{site}/", http("404 Not Found", b"<p>none</p>", "Content-Type: text/html")),
            record("response", f"{site}/s.css", http("200 OK", b"p {}", "Content-Type: text/css")),
            record(
                "response",
                f"{site}/%E5%86%B3.pdf",
                http("200 OK", gzip.compress(b"%PDF"), "Content-Encoding: gzip", "Content-Type: application/pdf"),
            ),
        )
    )  # fmt: skip
    path = save("crawl.warc.gz", source)
    found = [(m.name, m.url, m.stream.read()) for m in archive_members(path, archive_kind(path))]
    assert found == [
        ("www.example.gov.cn/a.html", f"{site}/a.html", b"<p>12</p>"),
        ("www.example.gov.cn/决.pdf", f"{site}/%E5%86%B3.pdf", b"%PDF"),
    ]


def test_a_web_archive_cut_off(save):
    whole = record("resource", "http://a.cn/a.txt", b"12" * 50)
    with pytest.raises(UnreadableFile, match="the web archive is cut off"):
        members(save("a.warc", whole[:-60]))
