"""Sums along codes: which rows are whose children, and what is not compared."""

RULE = "code_is_sum_of_its_subcodes"
TOTAL = "total_is_sum_of_codes"


def test_class_and_group_are_sums_of_what_is_listed_below(table, messages):
    expenditure = table(
        "expenditure",
        "205 教育支出 | 合计=12.40",
        "20502 普通教育 | 合计=12.40",
        "2050201 学前教育 | 合计=5.15",
        "2050202 小学教育 | 合计=7.25",
    )
    assert messages(RULE, expenditure) == [
        "pass: expenditure: 205 教育支出 合计: 12.40 = 12.40 (万元)",
        "pass: expenditure: 20502 普通教育 合计: 5.15 + 7.25 = 12.40 (万元)",
    ]


def test_difference_beyond_rounding_is_written_out(table, findings):
    expenditure = table(
        "expenditure",
        "20502 普通教育 | 合计=12.70",
        "2050201 学前教育 | 合计=5.15",
        "2050202 小学教育 | 合计=7.25",
    )
    assert findings(expenditure) == [
        (RULE, "error", "expenditure: 20502 普通教育 合计: 5.15 + 7.25 = 12.40, printed 12.70 (万元)")
    ]


def test_last_digits_may_add_up_to_less(table, messages):
    """Three figures rounded to 0.01: half a unit each, 0.015 in all."""
    rounded = table(
        "expenditure", "20502 普通教育 | 合计=12.41", "2050201 学前教育 | 合计=5.15", "2050202 小学教育 | 合计=7.25"
    )
    assert messages(RULE, rounded) == [
        "pass: expenditure: 20502 普通教育 合计: 5.15 + 7.25 = 12.40, printed 12.41 (万元)"
    ]


def test_interval_comes_from_the_printed_decimals(table, findings):
    """In whole 万元 one 万元 is within rounding; the same sum printed to the cent is not."""
    whole = table("expenditure", "20502 普通教育 | 合计=13", "2050201 学前教育 | 合计=5", "2050202 小学教育 | 合计=7")
    cents = table(
        "expenditure", "20502 普通教育 | 合计=13.00", "2050201 学前教育 | 合计=5.00", "2050202 小学教育 | 合计=7.00"
    )
    assert findings(whole) == []
    assert [severity for _, severity, _ in findings(cents)] == ["error"]


def test_only_items_printed_no_class(table, messages):
    expenditure = table(
        "expenditure",
        "- 合计 | 合计=9.30",
        "2013101 行政运行 | 合计=8.10",
        "2210201 住房公积金 | 合计=1.20",
    )
    assert messages(RULE, expenditure) == []
    assert messages(TOTAL, expenditure) == ["pass: expenditure: 合计 合计: 8.10 + 1.20 = 9.30 (万元)"]


def test_total_without_a_name(table, messages):
    general = table("general_budget", "- | 合计=9.30", "2013101 行政运行 | 合计=8.10", "2210201 住房公积金 | 合计=1.20")
    assert messages(TOTAL, general) == ["pass: general_budget: 合计: 8.10 + 1.20 = 9.30 (万元)"]


def test_one_economic_code_listed_twice(table, messages):
    """部门经济分类 repeats where its 政府经济分类 differs: both rows count."""
    basic = table(
        "basic_expenditure",
        "- 合计 | 合计=30.00",
        "301 工资福利支出 | 合计=30.00",
        "30101 基本工资 | 合计=17.50",
        "30101 基本工资 | 合计=12.50",
    )
    assert messages(RULE, basic) == ["pass: basic_expenditure: 301 工资福利支出 合计: 17.50 + 12.50 = 30.00 (万元)"]


def test_units_of_a_department_repeat_their_codes(table, messages):
    """Each unit lists its own 类, 款, 项: a code gathers what follows it, a unit's row the codes below it."""
    expenditure = table(
        "expenditure",
        "- 合计 | 合计=10.00",
        "- 青石县档案馆 | 合计=4.00",
        "201 一般公共服务支出 | 合计=4.00",
        "2012604 档案馆 | 合计=4.00",
        "- 青石县地方志室 | 合计=6.00",
        "201 一般公共服务支出 | 合计=6.00",
        "2012604 档案馆 | 合计=6.00",
    )
    assert messages(RULE, expenditure) == [
        "pass: expenditure: 201 一般公共服务支出 合计: 4.00 = 4.00 (万元)",
        "pass: expenditure: 201 一般公共服务支出 合计: 6.00 = 6.00 (万元)",
    ]
    assert messages("subtotal_is_sum_of_its_rows", expenditure) == [
        "pass: expenditure: 青石县档案馆 合计: 4.00 = 4.00 (万元)",
        "pass: expenditure: 青石县地方志室 合计: 6.00 = 6.00 (万元)",
    ]


def test_code_of_a_unit_is_no_class(table, findings):
    """A unit numbered 201 above items of several classes repeats the total; it is no parent of 2013101 alone."""
    expenditure = table(
        "expenditure",
        "- 合计 | 合计=9.30",
        "201 青石县委办 | 合计=9.30",
        "2013101 行政运行 | 合计=8.10",
        "2210201 住房公积金 | 合计=1.20",
    )
    assert findings(expenditure) == []


def test_number_that_could_not_be_read_is_unknown(table, messages):
    expenditure = table(
        "expenditure",
        "20502 普通教育 | 合计=12.40",
        "2050201 学前教育 | 合计=5.l5",
        "2050202 小学教育 | 合计=7.25",
    )
    assert messages(RULE, expenditure) == [
        "unknown: expenditure: 20502 普通教育 合计 is not compared, a number below it could not be read"
    ]


def test_dash_is_nothing_and_not_unread(table, messages):
    expenditure = table(
        "expenditure", "20502 普通教育 | 合计=7.25", "2050201 学前教育 | 合计=—", "2050202 小学教育 | 合计=7.25"
    )
    assert messages(RULE, expenditure) == ["pass: expenditure: 20502 普通教育 合计: 7.25 = 7.25 (万元)"]


def test_tables_in_yuan_keep_their_unit_in_the_message(table, findings):
    expenditure = table(
        "expenditure",
        "20502 普通教育 | 合计=124000.00",
        "2050201 学前教育 | 合计=51500.00",
        "2050202 小学教育 | 合计=72000.00",
        unit="元",
    )
    assert findings(expenditure) == [
        (RULE, "error", "expenditure: 20502 普通教育 合计: 51500.00 + 72000.00 = 123500.00, printed 124000.00 (元)")
    ]
