"""What a report tells twice and differently; invented."""

from dataclasses import replace

import pytest

CARS = "公务用车运行维护费8.00万元"


def test_two_changes_of_one_quantity_in_two_sections(section, wrong):
    """Both sections give 66.00; one lets it grow by 6.00, the other by 5.00."""
    first = section("机关运行经费66.00万元，比上年增加6.00万元。", "overall")
    second = section("机关运行经费66.00万元，比上年增加5.00万元。", "operating_cost", number=1)
    assert wrong(first, second) == [
        ("change_is_printed_alike", "error", "机关运行经费 66.00: changed by 6.00 there, by 5.00 here")
    ]


def test_changes_against_budget_and_account_are_two(section, wrong):
    first = section("机关运行经费66.00万元，比上年预算增加6.00万元。", "overall")
    second = section("机关运行经费66.00万元，比上年决算增加5.00万元。", "operating_cost", number=1)
    assert wrong(first, second) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            f"“三公”经费9.00万元，其中：{CARS}，公务接待费2.00万元。",
            "“三公”经费: 8.00 + 2.00 = 10.00, more than the 9.00 they are parts of",
        ),
        (
            f"“三公”经费9.00万元，其中：{CARS}，公务接待费1.00万元，公务接待费1.00万元。",
            "“三公”经费: 8.00 + 1.00 + 1.00 = 10.00, more than the 9.00 they are parts of; 公务接待费 is listed twice",
        ),
    ],
)
def test_list_that_exceeds_its_whole(section, wrong, text, message):
    assert wrong(section(text)) == [("parts_stay_within_their_whole", "error", message)]


@pytest.mark.parametrize(
    "text",
    [
        f"“三公”经费9.00万元，其中：{CARS}，公务接待费1.00万元。",
        f"“三公”经费9.00万元，其中：{CARS}（含保险费3.00万元），公务接待费1.00万元。",
        f"“三公”经费9.00万元，其中：{CARS}，比上年8.50万元减少0.50万元；公务接待费1.00万元。",
        "“三公”经费9.00万元，其中：公务用车购置及运行费8.00万元，公务用车购置费3.00万元，公务用车运行费5.00万元。",
        "支出7.23万元，其中：基本支出5.18万元，人员经费4.70万元，项目支出2.05万元。",  # 4.70 of the 5.18
    ],
)
def test_lists_that_fit(section, wrong, text):
    """Brackets, last year's amounts and items of an item count once."""
    assert wrong(section(text)) == []


def test_level_in_the_text_and_in_its_table(section, table, wrong):
    text = section("公务接待费2.60万元，与上年持平。")
    tables = [table("three_public", "- 公务接待费 | 决算数=2.06"), table("other", "- 接待 | 金额=2.06", number=1)]
    assert wrong(text, *tables) == [
        (
            "level_in_text_is_that_of_its_table",
            "error",
            "公务接待费 2.60 in the text, 公务接待费 决算数 2.06 in the table",
        )
    ]


def test_table_that_stands_alone_may_be_misread(section, table, wrong):
    text = section("公务接待费2.60万元，与上年持平。")
    assert [severity for _, severity, _ in wrong(text, table("three_public", "- 公务接待费 | 决算数=2.06"))] == [
        "reading"
    ]


def test_changes_of_the_funds_add_up(section, wrong):
    text = section(
        "支出比上年增加30.00万元，其中：一般公共预算支出增加20.00万元，政府性基金预算支出增加15.00万元，"
        "国有资本经营预算支出与上年持平。",
        "overall",
    )
    assert wrong(text) == [
        ("changes_of_funds_add_to_their_sum", "error", "支出: 20.00 + 15.00 + 0 = 35.00, printed 30.00 (万元)")
    ]


@pytest.mark.parametrize(
    ("covered", "expected"),
    [("83.20", []), ("83", ["rounding"]), ("73.20", ["error"])],
)
def test_projects_of_an_evaluation(section, wrong, covered, expected):
    text = section(
        f"对2个项目开展绩效自评，涉及资金{covered}万元。\n河道保洁项目全年预算数为50.00万元，执行数为48.00万元。"
        "\n水毁修复项目全年预算数为33.20万元，执行数为33.20万元。",
        "performance",
    )
    assert [severity for rule, severity, _ in wrong(text) if rule == "projects_add_to_their_funds"] == expected


def test_part_of_an_account_is_no_total_of_the_table(section, table, wrong):
    """公用经费 of 502 alone, and the table's 公用经费 of all."""
    text = section("机关商品和服务支出（502）34.20万元，其中：公用经费5.40万元，比上年减少0.30万元。", "general_budget")
    rows = table("general_budget", "- 合计 | 合计=90.00, 基本支出/人员经费=50.00, 基本支出/公用经费=40.00")
    assert wrong(text, rows) == []


def test_covered_funds_that_are_what_was_spent(section, wrong):
    text = "对2个项目开展绩效自评，涉及资金15.00万元。"
    text += "甲项目全年预算数为10.00万元，执行数为9.00万元。乙项目全年预算数为8.00万元，执行数为6.00万元。"
    assert wrong(section(text, "performance")) == []
    assert [rule for rule, _, _ in wrong(section(text.replace("15.00", "16.00"), "performance"))] == [
        "projects_add_to_their_funds"
    ]


OVERALL = (
    "- 本年收入合计 | 收入/决算数=612.40",
    "- 年初结转和结余 | 收入/决算数=27.75",
    "- 总计 | 收入/决算数=640.15, 支出/决算数=640.15",
)


@pytest.mark.parametrize("told", ["收入总计640.15万元", "2023年度收、支总计640.15万元", "2022年度收入总计588.00万元"])
def test_total_that_its_table_has(section, table, wrong, told):
    """One of the totals, or of another year."""
    assert wrong(section(f"本年收入合计612.40万元。{told}。", "overall"), table("overall", *OVERALL)) == []


def test_total_that_its_table_has_otherwise(section, table, wrong):
    """总计 of the other side repeats it: it was well read."""
    text = section("2023年度收入总计604.15万元，支出总计640.15万元。", "overall")
    assert wrong(text, table("overall", *OVERALL)) == [
        (
            "total_in_text_stands_in_its_table",
            "error",
            "2023年度收入总计 604.15 in the text, 总计 收入/决算数 640.15 in the table",
        )
    ]


def test_change_against_the_year_before_in_the_table(section, table, wrong):
    """What the text says of now is what the table does; what it says of the difference is not."""
    rows = "- 合计 | “三公”经费/上年预算数=9.40, “三公”经费/预算数=8.10"
    found = wrong(section("“三公”经费8.10万元，较上年减少2.30万元。", "three_public"), table("three_public", rows))
    assert [(rule, message) for rule, _, message in found] == [
        ("change_is_the_difference_of_its_levels", "“三公”经费: 8.10 − 9.40 = -1.30, printed decrease of 2.30")
    ]
    of_outturn = section("“三公”经费8.10万元，较上年决算数减少2.30万元。", "three_public")
    assert wrong(of_outturn, table("three_public", rows)) == []


def test_training_costs_more_than_the_text_says(section, table, wrong):
    text = section("培训费预算2.40万元，与上年持平。", "three_public")
    costs = replace(table("basic_expenditure", "30216 培训费 | 合计=4.20"), title="一般公共预算基本支出表")
    assert wrong(text, costs) == [
        ("economic_items_within_what_the_text_says", "error", "30216 培训费 合计 4.20 > 培训费 2.40")
    ]
    assert wrong(text, replace(costs, title="基本支出表")) == []  # of all money


def test_basic_expenditure_of_all_money_and_of_one_fund(section, wrong):
    """A body with income of its own spends more than the general budget gives it."""
    text = "本年支出合计90.00万元，其中：基本支出60.00万元，占66.67%；项目支出30.00万元，占33.33%。"
    basic = section("一般公共预算财政拨款基本支出52.00万元。", "basic_expenditure", number=1)
    assert wrong(section(text, "expenditure"), basic) == []
