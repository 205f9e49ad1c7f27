"""A panel as a file, read back by those who use it: pandas, DuckDB, pyreadstat, openpyxl, R."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from decimal import Decimal

import duckdb
import openpyxl
import pandas as pd
import pytest

from pipeline.cli import main
from pipeline.errors import UsageError
from pipeline.panel import write as writing
from tests.panel.conftest import report

REASON = "=接待批次增加，" + "原" * 100
CLAIM = {"current": "3.20", "amount": "0.20", "percent": "6.67", "reason": REASON}


@pytest.fixture
def corpus(write):
    return write(
        report("a.txt", {"three_public general final": "3.20", "func_213 all final": "1234567.891234"}, (CLAIM,)),
        report("b.txt", {"three_public - budget": "4.00"}, year=2024, kind="budget", grade="unverified"),
    )


def make(corpus, target, *options):
    assert main(["panel", str(corpus), "--to", str(target), *options]) == 0
    return target


def test_parquet_keeps_amounts_exact_and_says_what_columns_mean(corpus, tmp_path):
    path = make(corpus, tmp_path / "panel.parquet")
    told = duckdb.sql(f"SELECT value, year, fund FROM '{path}' ORDER BY value").fetchall()
    assert [(str(value.normalize()), year, fund) for value, year, fund in told] == [
        ("3", 2023, "general"), ("3.2", 2023, "general"), ("4", 2024, None), ("1234567.891234", 2023, "all"),
    ]  # fmt: skip
    ((labels,),) = duckdb.sql(f"SELECT value FROM parquet_kv_metadata('{path}') WHERE key = 'columns'").fetchall()
    assert json.loads(labels)["value"]["en"] == "amount in 10,000 yuan; counts in their unit"
    assert pd.read_parquet(path)["year"].tolist() == [2023, 2023, 2023, 2024]


def test_csv_has_a_mark_texts_in_quotes_and_nothing_that_runs(corpus, tmp_path):
    content = make(corpus, tmp_path / "panel.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    text = content.decode("utf-8-sig")
    found = list(csv.DictReader(io.StringIO(text)))
    assert '"430603"' in text
    assert [row["value"] for row in found] == ["1234567.891234", "3.2", "3", "4"]
    assert found[1]["reason"] == f"'{REASON}"


def test_stata_has_labels_doubles_and_long_texts(corpus, tmp_path):
    path = make(corpus, tmp_path / "panel.dta")
    with pd.io.stata.StataReader(path) as reader:
        labels, values = reader.variable_labels(), reader.value_labels()
    frame = pd.read_stata(path, convert_categoricals=False)
    assert all(name.isascii() and len(name) <= 32 for name in frame)
    assert labels["value"] == "数额（万元；数量类指标为其单位）"
    assert values["phase"][3] == "决算数 final"
    assert frame["value"].dtype == "float64"
    assert frame["value_fen"].tolist() == [1234567891234, 3200000, 3000000, 4000000]
    assert frame["reason"].tolist() == ["", REASON, "", ""]
    assert frame["year"].tolist() == [2023, 2023, 2023, 2024]
    assert frame["fund"].isna().tolist() == [False, False, False, True]


def test_stata_file_is_read_by_pyreadstat(corpus, tmp_path):
    pyreadstat = pytest.importorskip("pyreadstat", reason="pyreadstat is not installed")
    frame, meta = pyreadstat.read_dta(str(make(corpus, tmp_path / "panel.dta")))
    assert frame["indicator_id"].tolist() == ["func_213", "three_public", "three_public", "three_public"]
    assert meta.column_names_to_labels["agency"] == "单位名称（当年）"
    assert meta.variable_value_labels["report_type"] == {1: "预算 budget", 2: "决算 final"}
    assert frame["reason"].tolist()[1] == REASON


def test_stata_file_is_read_by_haven(corpus, tmp_path):
    code = 'suppressMessages(library(haven)); d <- read_dta("panel.dta"); cat(nrow(d), sum(d$value_fen), attr(d$value, "label"))'
    if (
        not shutil.which("Rscript")
        or subprocess.run(["Rscript", "-e", "library(haven)"], capture_output=True).returncode
    ):
        pytest.skip("R with haven is not installed: apt-get install r-cran-haven")
    make(corpus, tmp_path / "panel.dta")
    told = subprocess.run(["Rscript", "-e", code], capture_output=True, text=True, cwd=tmp_path, check=True).stdout
    assert told == "4 1.234578e+12 数额（万元；数量类指标为其单位）"


def test_excel_has_definitions_frozen_heads_and_filters(corpus, tmp_path):
    workbook = openpyxl.load_workbook(make(corpus, tmp_path / "panel.xlsx"))
    sheet = workbook["panel"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref[:2], sheet.max_row) == ("A2", "A1", 5)
    assert sheet.column_dimensions["B"].width == 24
    names = [cell.value for cell in sheet[1]]
    assert sheet.cell(2, names.index("value") + 1).value == pytest.approx(1234567.891234)
    assert sheet.cell(3, names.index("reason") + 1).data_type == "s"
    notes = {row[0].value: row[1].value for row in workbook["definitions 说明"]}
    assert notes["three_public"] == "“三公”经费：因公出国（境）费、公务用车购置及运行费、公务接待费之和"
    assert notes["prior_year"] == "上年同口径数"


def test_too_many_rows_for_excel_names_parquet(corpus, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(writing, "ROWS_OF_A_SHEET", 3)
    assert main(["panel", str(corpus), "--to", str(tmp_path / "panel.xlsx")]) == 2
    told = capsys.readouterr().err
    assert "4 rows of" in told
    assert "write panel.parquet" in told


def test_wide_has_a_column_for_each_indicator_and_fund(corpus, tmp_path):
    path = make(corpus, tmp_path / "wide.parquet", "--wide", "--reasons")
    found = duckdb.sql(f"SELECT year, phase, three_public, func_213, r_three_public FROM '{path}' ORDER BY year, phase")
    assert found.fetchall() == [
        (2023, "final", Decimal("3.20000000"), Decimal("1234567.89123400"), REASON),
        (2023, "prior_year", Decimal("3.00000000"), None, None),
        (2024, "budget", Decimal("4.00000000"), None, None),
    ]


def test_reasons_have_a_column_where_some_report_gives_one(corpus, tmp_path):
    frame = pd.read_csv(make(corpus, tmp_path / "wide.csv", "--wide", "--reasons"), dtype=str)
    assert [name for name in frame if name.startswith("r_")] == ["r_three_public"]


def test_indicators_and_grades_are_chosen(corpus, tmp_path):
    path = make(corpus, tmp_path / "some.parquet", "--indicators", "func_???", "three_public", "--grade", "verified")
    found = duckdb.sql(f"SELECT indicator_id, phase FROM '{path}' ORDER BY ALL").fetchall()
    assert found == [("func_213", "final"), ("three_public", "final")]


@pytest.mark.parametrize(
    ("options", "message"),
    [(("--indicators", "func_999"), "no such indicator"), (("--reasons",), "--reasons is for --wide"),
     (("--wide", "--grade", "contradicted"), "nothing fits")],
)  # fmt: skip
def test_what_cannot_be_is_told(corpus, tmp_path, capsys, options, message):
    assert main(["panel", str(corpus), "--to", str(tmp_path / "panel.csv"), *options]) == 2
    assert message in capsys.readouterr().err


def test_a_name_without_a_known_ending_is_refused(corpus, capsys):
    with pytest.raises(SystemExit):
        main(["panel", str(corpus), "--to", "panel.sav"])
    assert "ends in .parquet, .csv, .xlsx, .dta" in capsys.readouterr().err


def test_what_lies_beside_it(corpus, tmp_path):
    make(corpus, tmp_path / "panel.csv")
    make(corpus, tmp_path / "panel.parquet")
    codebook = (tmp_path / "panel.csv.codebook.md").read_text("utf-8")
    assert "| `change` | 比上年增减额（万元） | change against last year, 10,000 yuan |" in codebook
    assert "| `phase` | `prior_year` | 4 | 上年同口径数 |" in codebook
    assert (
        "| `func_213` | 农林水支出（213） | Agriculture, forestry and water conservancy (213, functional) |" in codebook
    )
    package = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    assert [each["path"] for each in package["resources"]] == [
        "panel.csv", "panel.csv.reports.csv", "panel.csv.changes.csv",
        "panel.parquet", "panel.parquet.reports.csv", "panel.parquet.changes.csv",
    ]  # fmt: skip
    fields = {field["name"]: field for field in package["resources"][0]["schema"]["fields"]}
    assert fields["region_code"]["type"] == "string"
    assert fields["report_type"]["constraints"] == {"enum": ["budget", "final"]}
    listed = list(csv.DictReader((tmp_path / "panel.csv.reports.csv").open(encoding="utf-8")))
    assert [(row["path"], row["role"]) for row in listed] == [("a.txt", "used"), ("b.txt", "used")]


def test_a_descriptor_that_is_none_is_left_alone(corpus, tmp_path):
    (tmp_path / "datapackage.json").write_text("[1]")
    assert main(["panel", str(corpus), "--to", str(tmp_path / "panel.csv")]) == 2
    assert (tmp_path / "datapackage.json").read_text() == "[1]"


def test_a_name_too_long_for_stata_is_told():
    from pipeline.panel.shape import wide_name
    from pipeline.vocabulary.quantities import load_quantities

    with pytest.raises(UsageError, match="longer than 32"):
        wide_name("func_2080505_an_endless_name", "government_fund", load_quantities())
