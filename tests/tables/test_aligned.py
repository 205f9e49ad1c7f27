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


def test_heads_that_begin_where_their_columns_do(read):
    """Nothing is centred: 收入 and 支出 stand over the names they begin with."""
    (table,) = read(
        "                    收支总表\n"
        "                                   单位：万元\n"
        "收入                            支出\n"
        "项目                   预算数   项目                   预算数\n"
        "一、一般公共预算资金   182.19   一、教育支出           162.50\n"
        "二、事业收入           8.75     二、住房保障支出       28.44\n"
        "收入合计               190.94   支出合计               190.94\n"
    )
    assert facts(table) == [
        (None, "一般公共预算资金", "收入/预算数", "182.19"),
        (None, "教育支出", "支出/预算数", "162.50"),
        (None, "事业收入", "收入/预算数", "8.75"),
        (None, "住房保障支出", "支出/预算数", "28.44"),
        (None, "收入合计", "收入/预算数", "190.94"),
        (None, "支出合计", "支出/预算数", "190.94"),
    ]


def test_form_that_nobody_filled_in(read):
    (table,) = read(
        "                    政府性基金预算支出表\n                      公开09表\n                      单位：万元\n"
        "功能科目编码   功能科目名称   合计   基本支出   项目支出\n\n\n注：本单位无政府性基金预算支出，本表为空。\n"
    )
    assert (table.type, table.unit, table.empty, table.cells) == ("government_fund", "万元", True, ())


def test_rows_that_hold_only_a_name(read):
    """Incomes that nobody had, one name a line, do not end the table above its totals."""
    (table,) = read(
        "                    收入支出决算总表\n                                 金额单位：万元\n"
        "收入                                    支出\n"
        "项目                           决算数   项目                     决算数\n"
        "一、一般公共预算财政拨款收入   17.66    一、公共安全支出         14.93\n"
        "二、政府性基金预算财政拨款收入          二、社会保障和就业支出   2.73\n"
        "三、上级补助收入\n四、事业收入\n五、经营收入\n六、其他收入\n"
        "本年收入合计                   17.66    本年支出合计             17.66\n"
    )
    assert facts(table)[-2:] == [
        (None, "本年收入合计", "收入/决算数", "17.66"),
        (None, "本年支出合计", "支出/决算数", "17.66"),
    ]


CAPTION = "填报单位：某市文物保护中心                      金额单位：万元\n"


def test_caption_row_with_a_wide_gap_is_no_row_of_the_table_above_or_below_it(read):
    income, expenditure = read(
        "表1   部门收入总表\n" + CAPTION + "  单位名称            合计     上年结转   事业收入\n"
        "  某市文物保护中心     31.20        1.20      30.00\n"
        "  某市考古所            8.80        0.80       8.00\n\n"
        "表2   部门支出总表\n" + CAPTION + " 科目编码   科目名称         合计     基本支出   项目支出\n"
        "            合计             40.00      25.00      15.00\n"
        " 207        文化旅游支出     40.00      25.00      15.00\n"
    )
    assert (income.type, income.title, income.unit, income.n_rows) == ("income", "表1   部门收入总表", "万元", 2)
    assert (expenditure.type, expenditure.unit, expenditure.n_rows) == ("expenditure", "万元", 2)
    assert facts(expenditure)[3:] == [
        ("207", "文化旅游支出", "合计", "40.00"),
        ("207", "文化旅游支出", "基本支出", "25.00"),
        ("207", "文化旅游支出", "项目支出", "15.00"),
    ]


def test_numbered_form_that_nobody_filled_in_above_one_that_is(read):
    empty, filled = read(
        "表6   政府性基金预算支出表\n" + CAPTION + " 科目编码   科目名称   合计   基本支出   项目支出\n\n"
        "本单位没有政府性基金预算支出。\n表7   部门支出总表\n"
        + CAPTION
        + " 科目编码   科目名称         合计     基本支出   项目支出\n"
        "            合计             40.00      25.00      15.00\n"
        " 207        文化旅游支出     40.00      25.00      15.00\n"
    )
    assert (empty.type, empty.title, empty.empty) == ("government_fund", "表6   政府性基金预算支出表", True)
    assert (filled.type, filled.n_rows, len(filled.cells)) == ("expenditure", 2, 6)
