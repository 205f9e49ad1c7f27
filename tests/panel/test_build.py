"""A corpus → a panel: which figure of which document stands in a row, and what is joined to it."""

from __future__ import annotations

import pytest

from pipeline.errors import UsageError
from pipeline.panel.build import open_panel
from tests.panel.conftest import report, rows

THREE = "three_public general final"


def test_a_table_counts_before_the_text_and_both_are_sources(panel):
    claim = {"current": "3.20", "amount": "0.20", "percent": "6.67", "reason": "接待批次增加"}
    with panel(report("a.txt", {THREE: "3.20"}, (claim,))) as connection:
        assert rows(
            connection, "phase", "value", "source", "n_sources", "agree", "change", "change_from", "rate", "reason"
        ) == [
            ("final", "3.2", "table", 2, True, "0.2", "text", "6.67", "接待批次增加"),
            ("prior_year", "3", "derived", 1, True, None, None, None, None),
        ]


def test_prose_alone_is_a_row_too_and_places_that_differ_are_told(panel):
    claims = (
        {"current": "3.20", "direction": "flat"},
        {"kind": "share", "base": "total", "direction": None, "current": "3.50"},
    )
    with panel(report("a.txt", {}, claims)) as connection:
        found = rows(connection, "phase", "source", "n_sources", "agree", "change", where="phase = 'final'")
        assert found == [("final", "text", 2, False, "0")]


def test_where_a_figure_stands(panel):
    with panel(report("a.txt", {THREE: "3.20"})) as connection:
        (row,) = rows(connection, "path", "page", "x0", "y1", "table_type", "right(source_id, 5)", "unit", "indicator")
    assert row == ("a.txt", 2, pytest.approx(0.1), pytest.approx(0.4), "overall", "-r0c1", "万元", "“三公”经费")


def test_regions_at_three_levels(panel):
    with panel(report("a.txt", {THREE: "3.20"})) as connection:
        assert rows(
            connection, "region_id", "province_code", "province", "city_code", "city", "county_code", "county"
        ) == [("430603", "430000", "湖南省", "430600", "岳阳市", "430603", "云溪区")]


def test_last_years_figures_are_rows_and_are_compared_with_last_years_report(panel):
    with panel(
        report("2022.txt", {THREE: "3.00", "reception general final": "1.00"}, year=2022),
        report("2023.txt", {THREE: "3.20", "three_public general prior_year": "3.00",
                            "reception general prior_year": "1.10"}),
    ) as connection:  # fmt: skip
        found = rows(
            connection, "indicator_id", "value", "last_year_value", "last_year_agrees", where="phase = 'prior_year'"
        )
        assert found == [("reception", "1.1", "1", False), ("three_public", "3", "3", True)]
        assert rows(connection, "change", "change_from", where="year = 2023 AND phase = 'final'") == [
            ("0.2", "computed")
        ]


def test_the_difference_of_a_table_gives_last_years_figure(panel):
    with panel(report("a.txt", {THREE: "3.20", "three_public general change": "-0.30"})) as connection:
        assert rows(connection, "phase", "value", "source", "change", "change_from") == [
            ("final", "3.2", "table", "-0.3", "table"),
            ("prior_year", "3.5", "derived", None, None),
        ]


def test_budget_and_outcome_of_a_completion(panel):
    claim = {"kind": "completion", "base": "annual_budget", "direction": "below", "current": "3.20", "base_amount": "4.00",
             "amount": "3.20", "percent": "80", "reason": "压减接待"}  # fmt: skip
    with panel(report("a.txt", {THREE: "3.20"}, (claim,))) as connection:
        assert rows(connection, "phase", "value", "completion", "completion_reason", "reason") == [
            ("adjusted", "4", None, None, None),
            ("final", "3.2", "80", "压减接待", None),
        ]


def test_scan_and_pdf_of_a_report_are_one_and_fill_each_other(panel):
    figures = {THREE: "3.20", "reception general final": "1.00"}
    with panel(
        report("scan.pdf", figures | {"meetings general final": "2.00"}, ocr=True), report("web.pdf", figures)
    ) as connection:
        found = rows(connection, "indicator_id", "value", "n_sources", "path")
        assert found == [
            ("meetings", "2", 1, "scan.pdf"), ("reception", "1", 1, "web.pdf"), ("three_public", "3.2", 1, "web.pdf"),
        ]  # fmt: skip
        assert connection.execute("SELECT role FROM roles ORDER BY rank").fetchall() == [("used",), ("copy",)]


def test_a_later_edition_wins_and_its_changes_are_listed(panel):
    with panel(
        report("a.txt", {THREE: "3.20", "reception general final": "1.00"}),
        report("b.txt", {THREE: "2.30", "reception general final": "1.00"}, title="2023年度部门决算（更正）"),
    ) as connection:
        assert rows(connection, "indicator_id", "value", "path") == [
            ("reception", "1", "b.txt"), ("three_public", "2.3", "b.txt"),
        ]  # fmt: skip
        changes = connection.execute("SELECT indicator, earlier::FLOAT, later::FLOAT, role FROM changes").fetchall()
        assert changes == [("three_public", pytest.approx(3.2), pytest.approx(2.3), "superseded")]


def test_tables_and_text_in_two_files_are_one_report(panel):
    claim = {"current": "9.00", "indicator_id": "operating_cost", "fund": None}
    with panel(report("tables.pdf", {THREE: "3.20"}), report("text.pdf", {}, (claim,), scope=None)) as connection:
        assert rows(connection, "indicator_id", "fund", "path") == [
            ("operating_cost", None, "text.pdf"), ("three_public", "general", "tables.pdf"),
        ]  # fmt: skip


def test_the_text_of_a_report_fills_its_tables_also_where_one_figure_differs(panel):
    """The text counts carried money as income, the table does not: reasons of the text are not lost, the difference is told."""
    text = {"current": "3.50", "amount": "0.20", "reason": "接待批次增加"}
    other = {
        "current": "1.00",
        "indicator_id": "reception",
        "amount": "0.10",
        "reason": "来访减少",
        "direction": "decrease",
    }
    with panel(report("a.pdf", {}, (text, other), scope=None), report("b.pdf", {THREE: "3.20"})) as connection:
        assert rows(connection, "indicator_id", "value", "source", "reason", "path", where="phase = 'final'") == [
            ("reception", "1", "text", "来访减少", "a.pdf"), ("three_public", "3.2", "table", "接待批次增加", "b.pdf"),
        ]  # fmt: skip
        assert connection.execute("SELECT path, role FROM roles JOIN docs USING (doc) ORDER BY rank").fetchall() == [
            ("b.pdf", "used"), ("a.pdf", "complement"),
        ]  # fmt: skip
        assert connection.execute("SELECT indicator, role FROM changes").fetchall() == [("three_public", "complement")]


def test_a_notice_that_corrects_one_figure_leaves_the_others(panel):
    figures = {THREE: "3.20", "reception general final": "1.00", "meetings general final": "2.00"}
    with panel(
        report("a.txt", figures),
        report("b.txt", {"reception general final": "1.50"}, title="关于2023年度部门决算的更正公告"),
    ) as connection:
        assert rows(connection, "indicator_id", "value", "path") == [
            ("meetings", "2", "a.txt"), ("reception", "1.5", "b.txt"), ("three_public", "3.2", "a.txt"),
        ]  # fmt: skip


def test_a_university_is_one_body_where_one_report_says_no_place(panel):
    with panel(
        report("a.txt", {THREE: "3.20"}, agency="江南大学"), report("b.txt", {THREE: "2.00"}, agency="江南大学", year=2024, region=""),
        report("c.txt", {THREE: "1.00"}, agency="财政局"), report("d.txt", {THREE: "1.00"}, agency="财政局", year=2024, region=""),
    ) as connection:  # fmt: skip
        found = dict(rows(connection, "path", "agency_id"))
    assert found["a.txt"] == found["b.txt"]
    assert found["c.txt"] != found["d.txt"]


def test_a_change_that_its_own_figures_contradict_gives_way_to_theirs(panel):
    """6.51万元，较上年增加9.49万元, and the table has 16.00 of last year: the reason stays, the change is that of the figures."""
    figures = {THREE: "6.51", "three_public general prior_year": "16.00"}
    wrong = {"current": "6.51", "amount": "9.49", "grade": "contradicted", "reason": "压缩经费"}
    with panel(report("a.txt", figures, (wrong,))) as connection:
        assert rows(connection, "change", "change_from", "reason", where="phase = 'final'") == [
            ("-9.49", "computed", "压缩经费")
        ]
    with panel(report("a.txt", {THREE: "6.51"}, (wrong,))) as connection:
        assert rows(connection, "change", "change_from", where="phase = 'final'") == [("9.49", "text")]


def test_a_department_and_its_own_unit_are_two_bodies(panel):
    with panel(
        report("a.txt", {THREE: "3.20"}), report("b.txt", {THREE: "2.00"}, scope="unit"),
        report("c.txt", {THREE: "3.00"}, year=2022, scope=None),
    ) as connection:  # fmt: skip
        found = dict(rows(connection, "path", "agency_id"))
    assert found["a.txt"] == found["c.txt"] != found["b.txt"]


FIGURES = {"expenditure all final": "123.45", "func_213 all final": "67.89", "basic_expenditure all final": "101.10"}
OF_LAST_YEAR = {key.replace("final", "prior_year"): amount for key, amount in FIGURES.items()}


def test_a_body_that_was_renamed_is_one_where_its_figures_say_so(panel):
    with panel(
        report("2018.txt", FIGURES, agency="云溪县林业局", year=2018),
        report("2019.txt", OF_LAST_YEAR | {"expenditure all final": "130.00"}, agency="云溪县自然资源局", year=2019),
        report("other.txt", {"expenditure all final": "55.00"}, agency="云溪县水务局", year=2018),
    ) as connection:
        found = dict(rows(connection, "path", "agency_id"))
        assert found["2018.txt"] == found["2019.txt"] != found["other.txt"]
        assert connection.execute("SELECT amounts FROM renamed").fetchall() == [(3,)]


@pytest.mark.parametrize(
    "later", [OF_LAST_YEAR | {"expenditure all prior_year": "123.46789"}, {"expenditure all prior_year": "123.45"}]
)
def test_one_figure_that_differs_or_too_few_leave_two_bodies(panel, later):
    with panel(
        report("2018.txt", FIGURES, agency="云溪县林业局", year=2018),
        report("2019.txt", later, agency="云溪县自然资源局", year=2019),
    ) as connection:
        assert len({agency for (agency,) in rows(connection, "agency_id")}) == 2


def test_reports_without_year_or_kind_are_no_rows_and_keys_are_unique(panel):
    documents = [report(f"{n}.txt", {THREE: "3.20"}, year=year) for n, year in enumerate([2021, 2021, 2022, None])]
    with panel(*documents) as connection:
        assert rows(connection, "year") == [(2021,), (2022,)]
        assert connection.execute("SELECT unused FROM docs WHERE unused IS NOT NULL").fetchall() == [("no year",)]


def test_a_folder_without_a_corpus_is_told(tmp_path):
    with pytest.raises(UsageError, match="holds no corpus"), open_panel(tmp_path):
        pass


def test_contacts_in_a_reason_are_hidden(panel):
    claim = {"current": "3.20", "amount": "0.20", "reason": "接待增加（联系人：李明，电话：0730-8412345）"}
    with panel(report("a.txt", {THREE: "3.20"}, (claim,))) as connection:
        assert rows(connection, "reason", where="phase = 'final'") == [("接待增加（联系人：…，电话：…）",)]
