"""`pipeline audit`: a sample to mark, and the error rate of one's own corpus."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.audit.rate import overall
from pipeline.cli import main
from pipeline.document import Cell, Document, Line, Page, Table
from pipeline.export.parquet import Corpus, Known
from pipeline.export.rows import Entry
from pipeline.export.staged import encode


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """300 verified numbers, 40 unverified, 5 contradicted; a name that looks like a formula."""
    folder = tmp_path_factory.mktemp("audit") / "corpus"
    grades = ["verified"] * 300 + ["unverified"] * 40 + ["contradicted"] * 5
    short = "a" * 12
    cells = tuple(
        Cell(f"{short}-t01", n, 1, None, "=1+1", "合计", f"{n}.50", Decimal(f"{n}.5"), Decimal(f"{n}.5"), 3, line=n, unit="万元",
             grade=grade)  # type: ignore[arg-type]
        for n, grade in enumerate(grades)
    )  # fmt: skip
    table = Table(f"{short}-t01", "expenditure", "支出表", "万元", 3, 3, 345, 2, 1.0, False, cells)
    document = Document("a" * 64, "a.pdf", "application/pdf", (Page(1, (Line("a", 1),)),), tables=(table,))
    store = Corpus(folder)
    entry = Entry(document, made_by="v1")
    store.add(document.doc_id, encode(entry), Known(document.path, entry.status, entry.reason, 1, "v1"))
    store.close()
    return folder


def drawn(corpus: Path, path: Path, *more: str) -> list[dict]:
    assert main(["audit", str(corpus), "--n", "100", "--to", str(path), *more]) == 0
    heads, *rows = load_workbook(path)["sample"].iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def test_the_sample_is_drawn_by_grade_and_can_be_drawn_again(corpus, tmp_path, capsys):
    rows = drawn(corpus, tmp_path / "a.xlsx")
    assert "100 of 345 cells" in capsys.readouterr().out
    assert {grade: sum(row["grade"] == grade for row in rows) for grade in ("verified", "unverified", "contradicted")} == {
        "verified": 65, "unverified": 30, "contradicted": 5,
    }  # fmt: skip
    assert [row["id"] for row in drawn(corpus, tmp_path / "b.xlsx")] == [row["id"] for row in rows]
    assert [row["id"] for row in drawn(corpus, tmp_path / "c.xlsx", "--seed", "2")] != [row["id"] for row in rows]
    one = next(row for row in rows if row["grade"] == "contradicted")
    assert one["id"] == f"aaaaaaaaaaaa-t01-r{one['line']}c1"
    assert (one["printed"], one["value"], one["row_name"]) == (f"{one['line']}.50", one["line"] + 0.5, "=1+1")
    assert load_workbook(tmp_path / "a.xlsx")["sample"]["N2"].data_type != "f"


def mark(path: Path, wrong: int) -> None:
    """The first `wrong` verified rows are wrong, all others right."""
    workbook = load_workbook(path)
    sheet = workbook["sample"]
    grade = [cell.value for cell in sheet[1]].index("grade")
    for row in sheet.iter_rows(min_row=2):
        bad = row[grade].value == "verified" and wrong > 0
        wrong -= bad
        row[0].value, row[1].value = ("no", "column") if bad else ("是", None)
    workbook.save(path)


def test_the_rate_of_the_whole_weighs_each_grade_by_its_size(corpus, tmp_path, capsys):
    path = tmp_path / "a.xlsx"
    drawn(corpus, path)
    mark(path, wrong=2)
    capsys.readouterr()
    assert main(["audit", str(corpus), "--marked", str(path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "100 cells marked"
    assert lines[1].split()[:3] == ["all", "2.68", "%"]  # 300 / 345 × 2 / 65
    assert [line.split()[0] for line in lines[2:5]] == ["contradicted", "unverified", "verified"]
    assert lines[-1] == "wrong: 2 × column"


def test_the_interval_is_wider_than_that_of_a_plain_sample_of_this_size_would_be_where_strata_are_uneven():
    """9 in 10 are verified, half of the marks are of the others: the effective number is smaller."""
    sizes = {"verified": 9000, "unverified": 1000}
    even = overall(sizes, {"verified": (180, 4), "unverified": (20, 0)})
    uneven = overall(sizes, {"verified": (100, 2), "unverified": (100, 2)})
    assert uneven.high - uneven.low > even.high - even.low
    nothing = overall(sizes, {"verified": (100, 0), "unverified": (100, 0)})
    assert (nothing.share, nothing.low) == (0.0, 0.0)
    assert 0.018 < nothing.high < 0.04


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda sheet: None, "nothing is marked yet"),
        (lambda sheet: sheet.__setitem__("A2", "perhaps"), "row 2: “perhaps” is neither yes nor no"),
        (lambda sheet: sheet.__setitem__("A1", "?"), "a column is gone"),
        (lambda sheet: setattr(sheet, "title", "x"), "is no sample that `pipeline audit` wrote"),
    ],
)
def test_what_cannot_be_read_is_told(corpus, tmp_path, capsys, spoil, told):
    path = tmp_path / "a.xlsx"
    drawn(corpus, path)
    workbook = load_workbook(path)
    spoil(workbook["sample"])
    workbook.save(path)
    assert main(["audit", str(corpus), "--marked", str(path)]) == 2
    assert told in capsys.readouterr().err


def test_a_marked_sample_is_never_written_over(corpus, tmp_path, capsys):
    path = tmp_path / "a.xlsx"
    drawn(corpus, path)
    assert main(["audit", str(corpus), "--to", str(path)]) == 2
    assert "is there already, and perhaps marked" in capsys.readouterr().err
    path.write_text("no workbook", "utf-8")
    assert main(["audit", str(corpus), "--marked", str(path)]) == 2
