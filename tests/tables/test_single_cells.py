"""One cell a line, the empty ones gone without a trace."""

from tests.tables.conftest import facts


def test_sums_down_the_codes_decide_the_columns(read):
    """Every row of two figures could be 基本支出 or 项目支出; the accounts above them tell."""
    (table,) = read(
        "支出总表\n单位：万元\n科目编码\n科目名称\n合计\n基本支出\n项目支出\n合计\n500.00\n300.00\n200.00\n"
        "205\n教育支出\n450.00\n250.00\n200.00\n20502\n普通教育\n450.00\n250.00\n200.00\n"
        "2050201\n学前教育\n250.00\n250.00\n2050202\n小学教育\n200.00\n200.00\n"
        "221\n住房保障支出\n50.00\n50.00\n22102\n住房改革支出\n50.00\n50.00\n2210201\n住房公积金\n50.00\n50.00\n"
    )
    assert (table.type, table.unit) == ("expenditure", "万元")
    assert [fact for fact in facts(table) if fact[2] == "项目支出"] == [
        (None, "合计", "项目支出", "200.00"),
        ("205", "教育支出", "项目支出", "200.00"),
        ("20502", "普通教育", "项目支出", "200.00"),
        ("2050202", "小学教育", "项目支出", "200.00"),
    ]


def test_two_sides(read):
    (table,) = read(
        "收支预算总表\n单位：元\n收入\n支出\n项目\n预算数\n项目\n预算数\n一、一般公共预算拨款收入\n5,000.00\n"
        "一、一般公共服务支出\n二、政府性基金预算拨款收入\n二、教育支出\n4,500.00\n三、事业收入\n"
        "三、住房保障支出\n500.00\n本年收入合计\n5,000.00\n本年支出合计\n5,000.00\n"
    )
    assert facts(table) == [
        (None, "一般公共预算拨款收入", "收入/预算数", "5000.00"),
        (None, "教育支出", "支出/预算数", "4500.00"),
        (None, "住房保障支出", "支出/预算数", "500.00"),
        (None, "本年收入合计", "收入/预算数", "5000.00"),
        (None, "本年支出合计", "支出/预算数", "5000.00"),
    ]


def test_list_of_titles_and_prose_with_figures_are_no_tables(read):
    assert read("附表\n部门收支总表\n部门收入总表\n部门支出总表\n") == ()
    assert read("部门收支总表\n本表收入合计120.50万元，比上年增加。\n支出合计120.50万元，与收入相等。\n") == ()


def test_ordinals_of_lines_between_name_and_figure(read):
    """公开01表 with 行次 and 栏次, every cell a paragraph of its own."""
    (table,) = read(
        "收入支出决算总表\n\n公开01表\n\n部门：某县渔业站\n\n金额单位：万元\n\n收入\n\n支出\n\n项目\n\n行次\n\n金额\n\n项目\n\n行次\n\n金额\n\n"
        "栏次\n\n\n1\n\n栏次\n\n\n2\n\n一、一般公共预算财政拨款收入\n\n1\n\n440.55\n\n一、一般公共服务支出\n\n29\n\n423.20\n\n"
        "二、政府性基金预算财政拨款收入\n\n2\n\n0.00\n\n二、外交支出\n\n30\n\n0.00\n"
    )
    assert facts(table) == [
        (None, "一般公共预算财政拨款收入", "收入/决算数", "440.55"),
        (None, "一般公共服务支出", "支出/决算数", "423.20"),
        (None, "政府性基金预算财政拨款收入", "收入/决算数", "0.00"),
        (None, "外交支出", "支出/决算数", "0.00"),
    ]


def test_items_that_nothing_was_spent_on(read):
    (table,) = read(
        "“三公”经费支出预算表\n项目\n预 算 数(万元)\n合计\n3.1\n因公出国(境)费\n0\n公务接待费\n"
        "公务用车购置及运行费\n其中:公务用车运行维护费\n3.1\n"
    )
    assert (table.unit, facts(table)) == (
        "万元",
        [
            (None, "合计", "预算数", "3.1"),
            (None, "因公出国(境)费", "预算数", "0"),
            (None, "公务用车运行维护费", "预算数", "3.1"),
        ],
    )


PAIRS = (
    "一般公共预算“三公”经费支出表\n单位：万元\n2023年预算数\n2024年预算数\n合计\n因公出国（境）费\n公务用车购置及运行费\n公务接待费\n"
    "合计\n因公出国（境）费\n公务用车购置及运行费\n公务接待费\n小计\n公务用车购置费\n公务用车运行费\n小计\n公务用车购置费\n公务用车运行费\n"
)


def test_three_levels_of_heads_one_word_a_line(read):
    """Twelve columns in sixteen words: two years over four items, one of them over three parts."""
    (table,) = read(PAIRS + "9.00\n0.00\n7.00\n0.00\n7.00\n2.00\n8.00\n0.00\n6.50\n0.00\n6.50\n1.50\n")
    assert [(column, value) for _, _, column, value in facts(table)] == [
        ("合计/上年预算数", "9.00"),
        ("因公出国（境）费/上年预算数", "0.00"),
        ("公务用车购置及运行费/小计/上年预算数", "7.00"),
        ("公务用车购置及运行费/公务用车购置费/上年预算数", "0.00"),
        ("公务用车购置及运行费/公务用车运行费/上年预算数", "7.00"),
        ("公务接待费/上年预算数", "2.00"),
        ("合计/预算数", "8.00"),
        ("因公出国（境）费/预算数", "0.00"),
        ("公务用车购置及运行费/小计/预算数", "6.50"),
        ("公务用车购置及运行费/公务用车购置费/预算数", "0.00"),
        ("公务用车购置及运行费/公务用车运行费/预算数", "6.50"),
        ("公务接待费/预算数", "1.50"),
    ]
    assert all(cell.placed for cell in table.cells)


def test_empty_cells_gone_from_a_row_without_names(read):
    """合计 = 小计 + 接待 leaves open only which part of 公务用车 the figure is: it says so."""
    (table,) = read(PAIRS + "9.00\n7.00\n7.00\n2.00\n8.00\n6.50\n6.50\n1.50\n")
    sure = {cell.column_path: str(cell.value) for cell in table.cells if cell.placed}
    assert sure == {
        "合计/上年预算数": "9.00",
        "公务用车购置及运行费/小计/上年预算数": "7.00",
        "公务接待费/上年预算数": "2.00",
        "合计/预算数": "8.00",
        "公务用车购置及运行费/小计/预算数": "6.50",
        "公务接待费/预算数": "1.50",
    }


def test_groups_of_code_name_and_amount_one_cell_a_line(read):
    (table,) = read(
        "一般公共预算财政拨款基本支出决算表\n单位：万元\n人员经费\n公用经费\n科目编码\n科目名称\n决算数\n科目编码\n科目名称\n决算数\n"
        "301\n工资福利支出\n90.10\n302\n商品和服务支出\n12.40\n30101\n基本工资\n90.10\n30201\n办公费\n12.40\n"
    )
    assert facts(table) == [
        ("301", "工资福利支出", "决算数", "90.10"),
        ("302", "商品和服务支出", "决算数", "12.40"),
        ("30101", "基本工资", "决算数", "90.10"),
        ("30201", "办公费", "决算数", "12.40"),
    ]


def test_totals_of_one_name_stand_on_both_sides(read):
    """总计 says no side: the first is that of the incomes, the second, behind it, that of the expenditures."""
    (table,) = read(
        "收入支出决算总表\n单位：元\n收入\n支出\n项目\n决算数\n项目\n决算数\n一、财政拨款收入\n7,100.00\n一、教育支出\n6,900.00\n"
        "本年收入合计\n7,100.00\n本年支出合计\n6,900.00\n年初结转和结余\n50.00\n年末结转和结余\n250.00\n"
        "总计\n7,150.00\n总计\n7,150.00\n"
    )
    assert facts(table)[-2:] == [
        (None, "总计", "收入/决算数", "7150.00"),
        (None, "总计", "支出/决算数", "7150.00"),
    ]


FORM = (
    "政府性基金预算收入支出决算表\n公开08表\n编制单位：某县残疾人服务中心\n单位：元\n"
    "项目\n年初结转和结余\n本年收入\n本年支出\n年末结转和结余\n"
)


def test_form_that_nobody_filled_in(read):
    """Heads, numbers of columns, 合计 without a figure, then the sentence that says why."""
    (table,) = read(FORM + "栏次\n1\n2\n3\n4\n合计\n本单位没有政府性基金收支，本表无数据。\n")
    assert (table.type, table.unit, table.empty, table.cells) == ("government_fund", "元", True, ())


def test_rows_of_names_below_heads_are_no_blank_form(read):
    """What stands below the heads may be the first row of a table whose figures come later."""
    assert read(FORM + "本单位经批准的各项基金\n第一项基金及其用途\n") == ()
