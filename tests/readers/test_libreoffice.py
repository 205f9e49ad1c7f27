"""Formats that go through LibreOffice: skipped where it is not installed; what is said where it is missing or hangs."""

import pytest

from pipeline.document import Page
from pipeline.errors import UnreadableFile
from pipeline.readers import libreoffice
from pipeline.readers.libreoffice import read_old_word
from tests.readers.office import grid, printed

RICH = (
    r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fnil\fcharset134 SimSun;}}\f0 "
    r"\u25903?\u20986?\u34920?\par \trowd\cellx2000\cellx4000\intbl \u39033?\u30446?\cell \u20915?\u31639?\u25968?\cell\row "
    r"\trowd\cellx2000\cellx4000\intbl \u21512?\u35745?\cell 1,204.50\cell\row \pard\par}"
)
installed = pytest.mark.skipif(libreoffice.office() is None, reason="LibreOffice is not installed")


@installed
@pytest.mark.slow
def test_rich_text_keeps_its_table():
    (page,) = read_old_word(RICH.encode(), None, "never")
    assert isinstance(page, Page)
    assert printed(page) == ["支出表"]
    assert grid(page) == ["0,0 项目", "0,1 决算数", "1,0 合计", "1,1 1,204.50"]


@installed
@pytest.mark.slow
def test_macros_are_not_run_and_links_not_followed(tmp_path):
    """A field that asks for another file gives what was stored, never that file's text."""
    secret = tmp_path / "secret.txt"
    secret.write_text("机密", "utf-8")
    field = rf'{{\field{{\*\fldinst INCLUDETEXT "{secret.as_uri()}"}}{{\fldrslt \u26087?}}}}'
    (page,) = read_old_word(RICH.replace(r"\pard\par}", rf"\pard {field}\par}}").encode(), None, "never")
    assert "机密" not in "".join(line.text for line in page.printed_lines)


def test_missing_it_is_said_so(monkeypatch):
    monkeypatch.setattr(libreoffice, "office", lambda: None)
    with pytest.raises(
        UnreadableFile, match=r"needs LibreOffice, which is not installed .*; or save the file as \.docx"
    ):
        list(read_old_word(RICH.encode(), None, "never"))


def program(tmp_path, script):
    fake = tmp_path / "office"
    fake.write_text(f"#!/bin/sh\n{script}\n")
    fake.chmod(0o755)
    return str(fake)


def test_one_that_hangs_is_ended(monkeypatch, tmp_path):
    monkeypatch.setattr(libreoffice, "office", lambda: program(tmp_path, "exec sleep 60"))
    monkeypatch.setattr(libreoffice, "SECONDS", 0.2)
    with pytest.raises(UnreadableFile, match=r"LibreOffice was not done with the file after 0.2 s"):
        list(read_old_word(RICH.encode(), None, "never"))


def test_one_that_fails_says_why(monkeypatch, tmp_path):
    monkeypatch.setattr(libreoffice, "office", lambda: program(tmp_path, "echo 'source file could not be loaded' >&2"))
    with pytest.raises(
        UnreadableFile, match=r"could not open the file \(source file could not be loaded\); save it as \.docx"
    ):
        list(read_old_word(RICH.encode(), None, "never"))
