"""Files of corrections: how people write them, what of a corpus they do anew."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import fakes
import pytest

from pipeline.corrections import Correction
from pipeline.errors import UsageError
from pipeline.run.corrections import COLUMNS, read_corrections, write_corrections
from pipeline.run.sources import hash_of

ID = "0123456789ab" + "c" * 52
HEAD = ",".join(COLUMNS)


def book(tmp_path: Path, text: str, encoding: str = "utf-8"):
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    return read_corrections([tmp_path])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_what_excel_saves_is_read(tmp_path, encoding):
    found = book(
        tmp_path, f'{HEAD}\r\n0123456789AB,,cell,7,"1,2O4.50",第341行,value,1204.50,李,2026-03-01,看过\r\n', encoding
    )
    assert found.of(ID) == (
        Correction("0123456789ab", "cell", "value", "1204.50", 7, "1,2O4.50", "第341行", "李", "2026-03-01", "看过",
                   "a.csv, row 2"),
    )  # fmt: skip
    assert found.of("f" * 64) == ()


def test_of_two_lines_about_one_field_the_later_counts(tmp_path):
    lines = f"doc_id,target,field,value\n{ID},document,agency,甲局\n{ID},document,agency,乙局\n{ID},document,fiscal_year,2023\n"
    assert [each.value for each in book(tmp_path, lines).of(ID)] == ["乙局", "2023"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("file,url\na,b\n", "its head lacks doc_id, field, target, value; it is doc_id,path,target"),
        (f"{HEAD}\n12,,cell,7,1,,value,2\n", "a.csv, row 2: “12” is no doc_id; copy it"),
        (f"{HEAD}\n{ID},,row,7,1,,value,2\n", "target is “row”; give one of document, table, cell, statement"),
        (f"{HEAD}\n{ID},,cell,p7,1,,value,2\n", "page is “p7”, no number"),
    ],
)
def test_what_cannot_be_meant_is_named(tmp_path, text, told):
    with pytest.raises(UsageError, match=told):
        book(tmp_path, text)


def test_what_is_written_is_read_again(tmp_path):
    """Words that a spreadsheet would take for a formula come back as they were."""
    said = Correction(ID, "statement", "reason", "=人员", 3, "-较上年增加", "4-19", "李", "2026-03-01", "")
    write_corrections(tmp_path / "b.csv", [said], {ID: "水务局.pdf"})
    assert "水务局.pdf" in (tmp_path / "b.csv").read_text("utf-8-sig")
    (found,) = read_corrections([tmp_path]).of(ID)
    assert found == Correction(*(getattr(said, name) for name in said.__slots__[:-1]), "b.csv, row 2")


def test_only_corrected_documents_are_done_anew(extract, reports, out, tmp_path):
    for name in ("a", "b"):
        (reports / f"{name}.txt").write_text(f"1.{ord(name)}\n", "utf-8")
    calls = tmp_path / "calls"
    load = partial(fakes.load_counting, calls)
    extract(load)
    folder = out / "corrections"
    folder.mkdir()
    doc_id = hash_of(str(reports / "a.txt"))
    (folder / "mine.csv").write_text(f"doc_id,target,field,value\n{doc_id},document,agency,甲局\n", "utf-8")
    assert (extract(load).extracted, extract(load).extracted) == (1, 0)
    assert [line.rpartition("/")[2] for line in calls.read_text().splitlines()].count("a.txt") == 2
    (folder / "mine.csv").unlink()
    assert extract(load).extracted == 1


def test_a_correction_of_a_document_that_is_not_there_is_told(extract, reports, tmp_path):
    (reports / "a.txt").write_text("1.5\n", "utf-8")
    (tmp_path / "mine.csv").write_text(f"doc_id,target,field,value\n{ID},document,agency,甲局\n", "utf-8")
    (told,) = extract(fakes.load_simple, corrections=(tmp_path / "mine.csv",)).uncorrected
    assert told == (
        "correction not applied, mine.csv, row 2: agency of document: no document of the corpus has the id 0123456789ab…"
    )
