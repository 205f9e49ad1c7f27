"""Rows that lost or doubled tabs, decided by the rows and codes around them; what they leave open is said."""

from pipeline.checks import grade, run_rules
from pipeline.document import Document, Table
from tests.tables.conftest import facts

HEAD = "支出预算表\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\t经营支出\n"


def of_column(table: Table, path: str) -> list[tuple[str | None, str]]:
    return [(code or name, value) for code, name, column, value in facts(table) if column == path]


def graded(table: Table) -> dict[tuple[str | None, str], str]:
    document = Document("0" * 64, "bureau.txt", "text/plain", tables=(table,))
    found = grade(document, run_rules(document))
    return {(cell.row_code or cell.row_name, cell.column_path): cell.grade for cell in found.tables[0].cells}


def test_row_of_two_amounts_that_lost_a_tab_is_put_right_by_its_account(read):
    """12.30 of 2080801 is 项目支出: 20808 has no more 基本支出 than 2080899 brings."""
    (table,) = read(
        HEAD + "\t合计\t30.50\t18.20\t12.30\t\n208\t社会保障和就业支出\t30.50\t18.20\t12.30\t\n"
        "20808\t抚恤\t30.50\t18.20\t12.30\t\n2080801\t死亡抚恤\t12.30\t12.30\t\t\n2080899\t其他优抚支出\t18.20\t18.20\t\t\n"
    )
    assert of_column(table, "项目支出") == [
        ("合计", "12.30"),
        ("208", "12.30"),
        ("20808", "12.30"),
        ("2080801", "12.30"),
    ]
    assert graded(table)[("2080801", "项目支出")] == "verified"


def test_twin_tables_with_different_tabs_say_the_same(read):
    """The same rows a second time, each account's row with a tab too few or too many: the sums bring them home."""
    rows = [
        ("", "合计", "75.00", "45.00", "30.00", ""),
        ("213", "农林水支出", "75.00", "45.00", "30.00", ""),
        ("21303", "水利", "75.00", "45.00", "30.00", ""),
        ("2130301", "行政运行", "45.00", "45.00", "", ""),
        ("2130306", "水利工程运行与维护", "30.00", "", "30.00", ""),
    ]
    torn = [
        ("", "合计", "75.00", "45.00", "30.00", ""),
        ("213", "农林水支出", "75.00", "45.00", "30.00", ""),
        ("21303", "水利", "75.00", "45.00", "", "30.00"),
        ("2130301", "行政运行", "45.00", "", "45.00"),
        ("2130306", "水利工程运行与维护", "30.00", "30.00"),
    ]
    whole, mended = (read(HEAD + "\n".join(map("\t".join, table)) + "\n")[0] for table in (rows, torn))
    assert facts(mended) == facts(whole)


AMBIGUOUS = (
    "205\t教育支出\t20.00\t10.00\t10.00\t\n20502\t普通教育\t20.00\t10.00\t10.00\t\n"
    "2050201\t学前教育\t10.00\t10.00\n2050202\t小学教育\t10.00\t10.00\n"
)


def test_two_layouts_as_good_are_not_verified(read):
    """Two rows of 10.00, one of them 项目支出, and nothing says which: they stay as printed and say so."""
    (table,) = read(HEAD + AMBIGUOUS)
    unsure = {(cell.row_code, cell.text) for cell in table.cells if not cell.placed}
    assert unsure == {("2050201", "10.00"), ("2050202", "10.00")}
    grades = graded(table)
    assert grades[("2050201", "基本支出")] == grades[("2050202", "基本支出")] != "verified"
    assert grades[("2050201", "合计")] == "verified"


def test_lines_of_single_cells_that_could_lie_otherwise_are_not_verified(read):
    """Without its empty cells a row of two figures is 基本支出 or 项目支出; the sums fit both ways."""
    lines = "支出总表\n单位：万元\n科目编码\n科目名称\n合计\n基本支出\n项目支出\n" + AMBIGUOUS.replace(
        "\t\n", "\n"
    ).replace("\t", "\n")
    (table,) = read(lines)
    grades = graded(table)
    open_rows = {code for (code, _), value in grades.items() if code in ("2050201", "2050202") and value == "verified"}
    assert {cell.row_code for cell in table.cells if not cell.placed} == {"2050201", "2050202"}
    assert [grades[(code, "合计")] for code in sorted(open_rows)] == ["verified"] * len(open_rows)
    assert all(
        grade != "verified"
        for (code, path), grade in grades.items()
        if code in ("2050201", "2050202") and path != "合计"
    )


def test_lines_of_single_cells_that_can_lie_in_one_way_are_verified(read):
    (table,) = read(
        "支出总表\n单位：万元\n科目编码\n科目名称\n合计\n基本支出\n项目支出\n205\n教育支出\n20.00\n11.00\n9.00\n"
        "20502\n普通教育\n20.00\n11.00\n9.00\n2050201\n学前教育\n11.00\n11.00\n2050202\n小学教育\n9.00\n9.00\n"
    )
    assert all(cell.placed for cell in table.cells)
    grades = graded(table)
    assert {grades[("2050201", "基本支出")], grades[("2050202", "项目支出")]} == {"verified"}


def test_printed_sums_that_fail_move_nothing(read):
    """The account is 1.00 more than what is below it: an error of the office, no lost tab."""
    (table,) = read(
        HEAD + "205\t教育支出\t21.00\t11.00\t10.00\t\n20502\t普通教育\t20.00\t10.00\t10.00\t\n"
        "2050201\t学前教育\t10.00\t10.00\t\t\n2050202\t小学教育\t10.00\t\t10.00\t\n"
    )
    assert of_column(table, "项目支出") == [("205", "10.00"), ("20502", "10.00"), ("2050202", "10.00")]
    assert all(cell.placed for cell in table.cells)


KEYS = (
    "部门支出总体情况表\n单位：万元\n科目编码\t\t\t单位代码\t单位（科目名称）\t合计\t基本支出\t项目支出\n类\t款\t项\t\t\t\t\t\n"
    "\t\t\t\t合计\t90.50\t80.50\t10.00\n201\t26\t04\t\t档案馆\t60.50\t60.50\t\n"
)


def test_tab_lost_or_doubled_before_the_name(read):
    """A name in the column of the body's number, or under 合计: what a cell holds says where it belongs."""
    (table,) = read(
        KEYS
        + "208\t05\t05\t机关事业单位基本养老保险缴费支出\t20.00\t20.00\t\n221\t02\t01\t\t\t住房公积金\t10.00\t\t10.00\n"
    )
    assert facts(table)[5:] == [
        ("2080505", "机关事业单位基本养老保险缴费支出", "合计", "20.00"),
        ("2080505", "机关事业单位基本养老保险缴费支出", "基本支出", "20.00"),
        ("2210201", "住房公积金", "合计", "10.00"),
        ("2210201", "住房公积金", "项目支出", "10.00"),
    ]


def test_body_beside_its_number_in_the_columns_of_text(read):
    """项目支出表: number and name of the office stand in the columns of project and office."""
    (table,) = read(
        "项目支出表\n单位：万元\n类型\t项目名称\t项目单位\t合计\t本年拨款\n\t合计\t\t43.00\t43.00\n\t218\t某街道办\t43.00\t43.00\n"
        "特定目标类\t道路修补\t某街道办本级\t43.00\t43.00\n"
    )
    assert [(name, value) for _, name, column, value in facts(table) if column == "合计"] == [
        ("合计", "43.00"),
        ("某街道办", "43.00"),
        ("道路修补", "43.00"),
    ]
