"""Sums and repetitions in prose, unit slips, words against numbers."""

from pipeline.checks import grade, run_rules


def test_parts_of_basic_expenditure(section, findings):
    text = section(
        "2023年基本支出52.40万元，其中：人员经费41.10万元，主要包括工资；公用经费10.30万元。", "basic_expenditure"
    )
    assert findings(text) == [
        ("parts_in_text_add_to_whole", "error", "基本支出: 41.10 + 10.30 = 51.40, printed 52.40 (万元)")
    ]


def test_third_part_makes_the_list_no_partition(section, findings):
    text = section("支出52.40万元，其中：基本支出41.10万元，项目支出10.30万元，经营支出1.00万元。", "expenditure")
    assert findings(text) == []


def test_split_printed_twice(section, findings):
    """Same total, same parts: the last digit differs in both, one finding."""
    first = section("支出总计52.40万元，其中：基本支出41.10万元，项目支出11.30万元。", "overall", 0)
    second = section("财政拨款支出52.40万元，其中：基本支出41.09万元，项目支出11.31万元。", "appropriation", 1)
    assert findings(first, second) == [("split_is_printed_alike", "rounding", "基本支出 41.10 ≠ 基本支出 41.09")]


def test_another_total_has_other_parts(section, findings):
    first = section("支出合计60.00万元，其中：基本支出45.00万元，项目支出15.00万元。", "overall", 0)
    second = section("财政拨款支出52.40万元，其中：基本支出41.10万元，项目支出11.30万元。", "appropriation", 1)
    assert findings(first, second) == []


def test_items_listed_under_a_class(section, findings):
    text = section(
        "1.农林水支出80.00万元，具体包括：\n（1）农林水支出（类）水利（款）行政运行（项）61.00万元，完成年初预算的101.67%。\n"
        "（2）农林水支出（类）水利（款）防汛（项）9.00万元。",
        "general_budget",
    )
    assert (
        "items_in_text_add_to_class",
        "error",
        "农林水支出: 61.00 + 9.00 = 70.00, printed 80.00 (万元)",
    ) in findings(text)


def test_shares_of_a_complete_list(section, statement, findings):
    words = ("教育支出60.00万元，占60.00%", "住房保障支出30.00万元，占30.00%")
    text = section(f"一般公共预算支出100.00万元，按功能分类包括：{'；'.join(words)}。", "general_budget")
    claims = [
        statement(text, words[0], kind="share", base="total", indicator="教育支出", amount="60.00", percent="60.00"),
        statement(
            text,
            words[1],
            kind="share",
            base="total",
            indicator="住房保障支出",
            amount="30.00",
            percent="30.00",
            number=1,
        ),
    ]
    assert findings(text, *claims) == [
        ("shares_add_to_the_whole", "error", "一般公共预算支出: 60.00 + 30.00 = 90.00, printed 100.00 (万元)")
    ]


def test_shares_that_name_some_items_only(section, statement, findings):
    words = ("教育支出60.00万元，占60.00%", "住房保障支出30.00万元，占30.00%")
    text = section(f"一般公共预算支出100.00万元，主要是：{'；'.join(words)}。", "general_budget")
    claims = [
        statement(text, words[0], kind="share", base="total", indicator="教育支出", amount="60.00", percent="60.00"),
        statement(
            text,
            words[1],
            kind="share",
            base="total",
            indicator="住房保障支出",
            amount="30.00",
            percent="30.00",
            number=1,
        ),
    ]
    assert findings(text, *claims) == []


def test_change_of_the_whole_in_the_wrong_unit(section, statement, findings):
    text = section(
        "2024年支出预算90.00万元，较上年增加21.5元，其中：基本支出增加14.2万元；项目支出增加7.3万元。", "overall"
    )
    claims = [
        statement(text, "较上年增加21.5元", indicator="支出预算", direction="increase", amount="0.00215"),
        statement(text, "基本支出增加14.2万元", indicator="基本支出", direction="increase", amount="14.2", number=1),
        statement(text, "项目支出增加7.3万元", indicator="项目支出", direction="increase", amount="7.3", number=2),
    ]
    assert findings(text, *claims) == [
        ("changes_of_parts_add_to_change_of_whole", "unit", "支出预算: 14.2 + 7.3 = 21.5, printed 21.5元 (万元)")
    ]


def test_decrease_of_a_part_counts_against_the_whole(section, statement, findings):
    text = section("支出预算90.00万元，较上年增加6.9万元，其中：基本支出增加14.2万元；项目支出减少7.3万元。", "overall")
    claims = [
        statement(text, "较上年增加6.9万元", indicator="支出预算", direction="increase", amount="6.9"),
        statement(text, "基本支出增加14.2万元", indicator="基本支出", direction="increase", amount="14.2", number=1),
        statement(text, "项目支出减少7.3万元", indicator="项目支出", direction="decrease", amount="7.3", number=2),
    ]
    assert findings(text, *claims) == []


def test_changes_of_the_three_public_items(section, statement, messages):
    """持平 is a change of nothing; the changes are summed with their signs."""
    text = section(
        "“三公”经费减少1.30万元，其中：因公出国（境）费持平；公务用车购置及运行费减少1.75万元；公务接待费增加0.35万元。"
    )
    claims = [
        statement(text, "“三公”经费减少1.30万元", direction="decrease", amount="1.30"),
        statement(text, "因公出国（境）费持平", indicator="因公出国（境）费", direction="flat", number=1),
        statement(
            text,
            "公务用车购置及运行费减少1.75万元",
            indicator="公务用车购置及运行费",
            direction="decrease",
            amount="1.75",
            number=2,
        ),
        statement(
            text, "公务接待费增加0.35万元", indicator="公务接待费", direction="increase", amount="0.35", number=3
        ),
    ]
    assert messages("changes_of_three_public_add_up", text, *claims) == [
        "fail: “三公”经费: 0 − 1.75 + 0.35 = -1.40, printed -1.30 (万元)"
    ]
    assert messages("changes_of_three_public_add_up", text, *claims[:3]) == []


def test_yuan_where_the_table_has_wan(section, table, findings):
    text = section("机关运行经费共计安排36.17元，主要用于办公。", "operating_cost")
    basic = table("basic_expenditure", "302 商品和服务支出 | 公用经费=36.17")
    assert findings(text, basic) == [
        ("amount_is_in_its_unit", "unit", "机关运行经费 36.17元, 302 商品和服务支出 公用经费 36.17万元: 万元 is meant")
    ]


def test_whole_yuan_are_left_alone(section, table, findings):
    """人均12元 beside a cell of 12: no decimals, no evidence."""
    text = section("人均接待12元。", "three_public")
    assert findings(text, table("three_public", "- 公务接待费 | 决算数=12")) == []


def test_operating_cost_that_claims_to_be_office_cost(section, findings):
    basic = section("人员经费41.10万元；公用经费10.30万元。", "basic_expenditure", 0)
    said = section("机关运行经费支出52.40万元（与部门决算中基本支出中公用经费之和一致）。", "operating_cost", 1)
    silent = section("机关运行经费支出52.40万元，含所属单位。", "operating_cost", 1)
    assert findings(basic, said) == [
        ("operating_cost_is_office_cost", "error", "机关运行经费支出 52.40 > 公用经费 10.30")
    ]
    assert findings(basic, silent) == []


def test_direction_against_rate(section, statement, findings):
    text = section("“三公”经费支出2.31万元，完成预算的55.00%，决算数大于预算数。")
    claim = statement(
        text,
        "完成预算的55.00%",
        kind="completion",
        base="annual_budget",
        direction="above",
        amount="2.31",
        percent="55.00",
    )
    assert findings(text, claim) == [
        ("direction_fits_the_rate", "error", "“三公”经费: above, yet 55.00 % of the budget")
    ]


def test_rate_that_repeats_its_amount(section, statement, findings):
    text = section("“三公”经费支出2.31万元，完成预算的55.00%。公务用车运行费2.31万元，完成预算的2.31%。")
    total = statement(text, "完成预算的55.00%", kind="completion", base="annual_budget", amount="2.31", percent="55.00")
    cars = statement(
        text, "完成预算的2.31%", kind="completion", base="annual_budget", indicator="公务用车运行费", amount="2.31",
        percent="2.31", number=1,
    )  # fmt: skip
    assert findings(text, total, cars) == [
        (
            "rate_is_not_the_amount",
            "error",
            "公务用车运行费: 2.31万元 is printed as 2.31 %; “三公”经费 with the same 2.31万元 completes 55.00 %",
        )
    ]


def test_amount_of_a_table_proves_a_share(section, table, report):
    text = section("支出合计52.40万元，其中：基本支出41.10万元，占78.44%。", "expenditure")
    spent = table("expenditure", "- 合计 | 合计=52.40, 基本支出=41.10, 项目支出=11.30")
    whole = report(text, spent)
    assert grade(whole, run_rules(whole)).statements[0].grade == "verified"
