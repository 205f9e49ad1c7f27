"""One root, one finding."""

ITEMS = {
    "2013101 行政运行": ("8.15", "6.15", "2.00"),
    "2013102 一般行政管理事务": ("3.40", "1.10", "2.30"),
    "2013150 事业运行": ("5.05", "4.05", "1.00"),
    "2080505 机关事业单位基本养老保险缴费支出": ("2.72", "1.72", "1.00"),
    "2101101 行政单位医疗": ("1.94", "1.24", "0.70"),
    "2210201 住房公积金": ("3.63", "2.13", "1.50"),
}
COLUMNS = ("合计", "基本支出", "项目支出")


def printed(table, kind, items, number=0):
    rows = [
        f"{code} | {', '.join(f'{column}={value}' for column, value in zip(COLUMNS, values, strict=True))}"
        for code, values in items.items()
    ]
    return table(kind, *rows, "- 合计 | 合计=24.89, 基本支出=16.39, 项目支出=8.50", number=number)


def test_values_shifted_one_row_against_their_names(table, findings):
    """All sums of the table hold; every code differs from 支出表. That is one finding, not eighteen."""
    names, values = list(ITEMS), list(ITEMS.values())
    shifted = dict(zip(names, [values[-1], *values[:-1]], strict=True))
    found = findings(printed(table, "expenditure", ITEMS), printed(table, "general_budget", shifted, number=1))
    assert [(rule, message.split("; ")[-1]) for rule, _, message in found] == [
        ("codes_agree_between_tables", "other rows fail too, rows or columns may be displaced")
    ]


def test_two_misread_numbers_are_two_findings(table, findings):
    wrong = {**ITEMS, "2013101 行政运行": ("8.15", "6.75", "2.00"), "2210201 住房公积金": ("3.63", "2.13", "7.50")}
    found = findings(printed(table, "expenditure", wrong))
    assert [message for _, _, message in found] == [
        "expenditure: 2013101 行政运行 合计: 6.75 + 2.00 = 8.75, printed 8.15 (万元)",
        "expenditure: 2210201 住房公积金 合计: 2.13 + 7.50 = 9.63, printed 3.63 (万元)",
    ]


def test_consequences_say_what_they_follow_from(table, messages):
    wrong = {**ITEMS, "2013101 行政运行": ("8.15", "6.75", "2.00")}
    (consequence,) = [
        message
        for message in messages("total_is_sum_of_codes", printed(table, "expenditure", wrong))
        if message.startswith("unknown")
    ]
    assert consequence.endswith(
        "follows from expenditure: 2013101 行政运行 合计: 6.75 + 2.00 = 8.75, printed 8.15 (万元)"
    )


def test_table_in_the_wrong_unit_is_one_finding(table, findings):
    """A table in 元 that nobody labelled: every code is ten thousand times the other table's."""
    yuan = {code: tuple(f"{float(value) * 10000:.2f}" for value in values) for code, values in ITEMS.items()}
    rows = [
        f"{code} | {', '.join(f'{column}={value}' for column, value in zip(COLUMNS, values, strict=True))}"
        for code, values in yuan.items()
    ]
    general = table("general_budget", *rows, "- 合计 | 合计=248900.00, 基本支出=163900.00, 项目支出=85000.00", number=1)
    found = findings(printed(table, "expenditure", ITEMS), general)
    assert {severity for _, severity, _ in found} == {"unit"}
    assert len(found) == 1


def test_two_rows_that_traded_their_values_are_one_finding(table, findings):
    """Two classes of 收支总表 have each other's amount: 支出表 contradicts both, and it is one mistake."""
    classes = table(
        "expenditure", "201 一般公共服务支出 | 合计=16.60", "208 社会保障和就业支出 | 合计=2.72", "210 卫生健康支出 | 合计=1.94",
        "- 合计 | 合计=21.26",
    )  # fmt: skip
    summary = table(
        "overall", "- 一般公共服务支出 | 支出/预算数=16.60", "- 社会保障和就业支出 | 支出/预算数=1.94", "- 卫生健康支出 | 支出/预算数=2.72",
        "- 支出总计 | 支出/预算数=21.26", number=1,
    )  # fmt: skip
    found = findings(classes, summary)
    assert [(rule, message.split("; ")[-1]) for rule, _, message in found] == [
        ("classes_agree_with_the_summary", "other rows fail too, rows or columns may be displaced")
    ]


def test_a_row_that_is_lost_fails_once_for_all_columns(table, findings):
    lost = {code: values for code, values in ITEMS.items() if not code.startswith("2013102")}
    [(rule, severity, message)] = findings(printed(table, "expenditure", lost))
    assert (rule, severity) == ("total_is_sum_of_codes", "error")
    assert message.startswith("expenditure: 合计 合计: 8.15 + 5.05 + 2.72 + 1.94 + 3.63 = 21.49, printed 24.89")


def test_one_claim_about_two_quantities_is_wrong_once(section, wrong):
    found = wrong(section("收入总计53.60万元，支出总计53.60万元，收、支总计各增加3.60万元，增长2.70%。", "overall"))
    assert [message for _, _, message in found] == ["收入总计: 3.60 ÷ (53.60 − 3.60) = 7.20 %, printed 2.70 %"]


def test_rates_by_one_amount_are_each_wrong_for_itself(section, wrong):
    text = "“三公”经费6.00万元，较上年减少2.00万元，下降20.00%，较年初预算减少4.00万元，下降31.00%。"
    assert [rule for rule, _, _ in wrong(section(text))] == ["rate_follows_from_amounts"] * 2


def test_amount_in_the_wrong_unit_is_one_finding(section, table, wrong):
    """0.60元 breaks its rate, the sum of the items and the table."""
    text = (
        "“三公”经费3.60万元，其中：因公出国（境）费0万元；公务接待费0.60元，较上年减少0.40万元，下降40.00%；"
        "公务用车购置及运行费3.00万元。"
    )
    rows = table("three_public", "- 公务接待费 | 预算数=0.60", "- 公务用车购置及运行费 | 预算数=3.00")
    assert [severity for _, severity, _ in wrong(section(text), rows)] == ["unit"]


def test_total_before_shares_that_agree_is_what_is_wrong(section, wrong):
    """All three shares and the sum speak of 80.00."""
    text = "本年收入合计70.00万元，其中：财政拨款收入60.00万元，占75.00%；事业收入16.00万元，占20.00%；其他收入4.00万元，占5.00%。"
    assert [rule for rule, _, _ in wrong(section(text, "income"))] == ["parts_stay_within_their_whole"]


def test_mistake_that_a_sum_carries_on_is_one_finding(section, table, wrong):
    """The item's change is 0.90 too much, and so is the change of the whole that adds it up."""
    rows = "- 合计 | “三公”经费/上年预算数=9.10, “三公”经费/预算数=8.80, 公务接待费/上年预算数=3.10, 公务接待费/预算数=2.80"
    text = (
        "2023年“三公”经费8.80万元，较上年减少1.20万元。其中：因公出国（境）费0万元，与上年持平；"
        "公务接待费2.80万元，较上年减少1.20万元；公务用车购置及运行费6.00万元，与上年持平。"
    )
    found = wrong(section(text), table("three_public", rows))
    assert [rule for rule, _, _ in found] == ["change_is_the_difference_of_its_levels"]
