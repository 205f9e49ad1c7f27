"""Columns kept by blanks."""

from tests.tables.conftest import facts


def test_as_pdftotext_writes_it(read):
    (table,) = read(
        "                       支出决算表\n"
        "                                                    单位：万元\n"
        "  科目编码         科目名称            合计       基本支出     项目支出\n"
        "\n"
        "                     合计            120.50     100.00      20.50\n"
        "  205          教育支出             120.50     100.00      20.50\n"
        "  20502        普通教育             120.50     100.00      20.50\n"
        "  2050202      小学教育             100.00     100.00\n"
        "  2050203      初中教育              20.50                 20.50\n"
        "注：本表反映各项支出。\n"
    )
    assert (table.type, table.unit) == ("expenditure", "万元")
    assert facts(table)[6:] == [
        ("20502", "普通教育", "合计", "120.50"),
        ("20502", "普通教育", "基本支出", "100.00"),
        ("20502", "普通教育", "项目支出", "20.50"),
        ("2050202", "小学教育", "合计", "100.00"),
        ("2050202", "小学教育", "基本支出", "100.00"),
        ("2050203", "初中教育", "合计", "20.50"),
        ("2050203", "初中教育", "项目支出", "20.50"),
    ]
    assert {cell.box for cell in table.cells} == {None}


def test_contents_with_page_numbers_are_no_table(read):
    assert read("目  录\n一、部门概况     1\n二、预算表     3\n三、情况说明     12\n四、名词解释     20\n") == ()
