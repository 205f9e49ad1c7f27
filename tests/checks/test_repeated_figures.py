"""The same figure in several tables: when equality is demanded, when a part may be less."""

from pipeline.checks import grade, run_rules


def coded(table, kind, kuan, item, total, number):
    return table(
        kind,
        f"20131 党委办公厅（室）及相关机构事务 | 合计={kuan}",
        f"2013101 行政运行 | 合计={item}",
        f"- 合计 | 合计={total}",
        number=number,
    )


def test_code_differs_though_totals_agree(table, findings):
    expenditure = table(
        "expenditure", "2013101 行政运行 | 合计=6.00", "2013102 一般行政管理事务 | 合计=4.00", "- 合计 | 合计=10.00"
    )
    general = table(
        "general_budget",
        "2013101 行政运行 | 合计=6.60",
        "2013102 一般行政管理事务 | 合计=3.40",
        "- 合计 | 合计=10.00",
        number=1,
    )
    assert findings(expenditure, general) == [
        ("codes_agree_between_tables", "error", "2013101 行政运行 合计 6.00 ≠ 2013101 行政运行 合计 6.60"),
        (
            "codes_agree_between_tables",
            "error",
            "2013102 一般行政管理事务 合计 4.00 ≠ 2013102 一般行政管理事务 合计 3.40",
        ),
    ]


def test_one_fund_of_several_is_at_most_the_whole(table, findings, messages):
    expenditure = coded(table, "expenditure", "10.00", "10.00", "10.00", 0)
    general = coded(table, "general_budget", "8.00", "8.00", "8.00", 1)
    assert findings(expenditure, general) == []
    assert "pass: 2013101 行政运行 合计 8.00 ≤ 2013101 行政运行 合计 10.00" in messages(
        "codes_agree_between_tables", expenditure, general
    )


def test_part_above_its_whole(table, findings):
    expenditure = table(
        "expenditure", "2013101 行政运行 | 合计=6.00", "2013102 一般行政管理事务 | 合计=4.00", "- 合计 | 合计=10.00"
    )
    general = table("general_budget", "2013101 行政运行 | 合计=7.00", "- 合计 | 合计=7.00", number=1)
    assert findings(expenditure, general) == [
        ("codes_agree_between_tables", "error", "2013101 行政运行 合计 7.00 > 2013101 行政运行 合计 6.00")
    ]


def test_table_in_yuan_read_as_wan_is_a_matter_of_unit(table, findings):
    expenditure = coded(table, "expenditure", "104000.00", "104000.00", "104000.00", 0)
    overall = table("overall", "- 本年支出合计 | 支出/预算数=10.40", number=1)
    assert findings(expenditure, overall) == [
        ("totals_agree_between_tables", "unit", "合计 合计 104000.00 ≠ 本年支出合计 支出/预算数 10.40")
    ]


def test_yuan_and_wan_agree_within_rounding(table, findings):
    expenditure = table("expenditure", "2013101 行政运行 | 合计=104049.51", "- 合计 | 合计=104049.51", unit="元")
    overall = table("overall", "- 本年支出合计 | 支出/预算数=10.40", number=1)
    assert findings(expenditure, overall) == []


def test_last_digit_of_a_repeated_figure_is_within_rounding(table, messages):
    general = table("general_budget", "2013101 行政运行 | 基本支出=5.63", "- 合计 | 基本支出=5.63")
    basic = table("basic_expenditure", "301 工资福利支出 | 合计=5.62", "- 合计 | 合计=5.62", number=1)
    assert messages("totals_agree_between_tables", general, basic) == ["pass: 合计 基本支出 5.63 ≈ 合计 合计 5.62"]


def test_heading_over_all_columns_is_no_column(table, messages):
    """一般公共预算/合计 beside 合计 of 支出表: the fund stands over all columns of its own table."""
    expenditure = table(
        "expenditure", "2013101 行政运行 | 合计=6.00, 基本支出=6.00", "- 合计 | 合计=6.00, 基本支出=6.00"
    )
    general = table(
        "general_budget",
        "2013101 行政运行 | 一般公共预算/合计=6.00, 一般公共预算/基本支出=6.00",
        "- 合计 | 一般公共预算/合计=6.00, 一般公共预算/基本支出=6.00",
        number=1,
    )
    assert len(messages("codes_agree_between_tables", expenditure, general)) == 4


def test_carried_over_income_is_no_finding(table, findings):
    """收入表 and 支出表 differ code by code where money was carried over."""
    income = table(
        "income", "2013101 行政运行 | 合计=6.00", "2013102 一般行政管理事务 | 合计=4.00", "- 合计 | 合计=10.00"
    )
    expenditure = table(
        "expenditure",
        "2013101 行政运行 | 合计=6.50",
        "2013102 一般行政管理事务 | 合计=4.10",
        "- 合计 | 合计=10.60",
        number=1,
    )
    assert findings(income, expenditure) == []


def test_odd_code_among_codes_that_agree_costs_the_proof(table, document):
    """Two items of 收入表 changed places: its own sums hold, 支出表 has them the other way."""
    codes = ("2013101 行政运行", "2013102 一般行政管理事务", "2013103 机关服务", "2013150 事业运行", "2013199 其他事务")
    spent = ("6.00", "4.00", "1.00", "2.00", "3.00")
    read = ("6.00", "4.00", "2.00", "1.00", "3.00")
    expenditure = table("expenditure", *_rows(codes, spent, "基本支出"))
    income = table("income", *_rows(codes, read, "财政拨款收入"), number=1)
    whole = document(expenditure, income)
    graded = grade(whole, run_rules(whole)).tables[1]
    assert [cell.grade for cell in graded.cells if cell.column_path == "合计"] == [
        "verified", "verified", "unverified", "unverified", "verified", "verified",
    ]  # fmt: skip


def _rows(codes, values, column):
    listed = [f"{code} | 合计={value}, {column}={value}" for code, value in zip(codes, values, strict=True)]
    return [*listed, f"- 合计 | 合计=16.00, {column}=16.00"]


def test_classes_listed_body_by_body_add_to_the_summary(table, findings, messages):
    """支出总表 by body: 213 stands under each; no single one is the class of 收支总表."""
    expenditure = table(
        "expenditure",
        "- 合计 | 合计=11.40",
        "- 某局本级 | 合计=8.90",
        "213 农林水支出 | 合计=8.90",
        "2130101 行政运行 | 合计=8.90",
        "- 某局农技站 | 合计=2.50",
        "213 农林水支出 | 合计=2.50",
        "2130104 事业运行 | 合计=2.50",
    )
    overall = table("overall", "- 农林水支出 | 支出/预算数=11.40", "- 支出总计 | 支出/预算数=11.40", number=1)
    assert findings(expenditure, overall) == []
    assert [m for m in messages("classes_agree_with_the_summary", expenditure, overall) if "8.90" in m] == [
        "pass: expenditure: 农林水支出 支出/预算数: 8.90 + 2.50 = 11.40 (万元)"
    ]


def test_the_code_of_a_body_is_no_account(table, findings):
    """支出总表 lists bodies by their own codes: 201 is 宣传部 there, 一般公共服务支出 in the table of accounts."""
    expenditure = table("expenditure", "201 中共云溪县委宣传部 | 合计=25.86", "- 合计 | 合计=25.86")
    general = table(
        "general_budget",
        "201 一般公共服务支出 | 合计=4.86",
        "208 社会保障和就业支出 | 合计=21.00",
        "- 合计 | 合计=25.86",
        number=1,
    )
    assert findings(expenditure, general) == []
