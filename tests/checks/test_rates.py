"""Rates against the amounts of their own quantity: what proves a claim, what is wrong, what nobody can tell."""

import pytest

from pipeline.checks import grade, run_rules

CHANGE = "rate_follows_from_amounts"
COMPLETION = "completion_follows_from_amounts"
SHARE = "share_follows_from_amounts"
COPIED = "rate_is_of_its_own_quantity"
LEVELS = "change_is_the_difference_of_its_levels"


@pytest.fixture
def told(report):
    """told(rule, part, …): what one rule says of a report, passes too."""

    def make(rule, *parts):
        return [f"{check.status}: {check.message}" for check in run_rules(report(*parts)) if check.rule == rule]

    return make


def test_rate_of_an_increase(section, told):
    text = section("2023年“三公”经费支出6.30万元，比上年增加1.20万元，增长23.53%。")
    assert told(CHANGE, text) == ["pass: “三公”经费: 1.20 ÷ (6.30 − 1.20) = 23.53 %"]


def test_rate_of_a_decrease_written_out(section, wrong):
    text = section("公务接待费2.00万元，较上年减少0.50万元，下降25.00%，主要原因是从简。")
    assert wrong(text) == [(CHANGE, "error", "公务接待费: 0.50 ÷ (2.00 + 0.50) = 20.00 %, printed 25.00 %")]


def test_amount_that_ends_the_sentence_before(section, wrong):
    """Nothing stands between the amount and its change: it is not a guess."""
    text = section("农林水支出351.07万元。较上年决算减少52.18万元，下降16.24%。")
    assert wrong(text) == [(CHANGE, "error", "农林水支出: 52.18 ÷ (351.07 + 52.18) = 12.94 %, printed 16.24 %")]


def test_amount_carried_over_others_may_be_misread(section, wrong):
    """What follows the semicolon has a name that nobody knows; its 12 万元 may not be the printing's."""
    text = section("印刷费由4.80万元压到3.50万元，减了1.30万元；台式机暂停安排，减少12.00万元。")
    assert [severity for _, severity, _ in wrong(text)] == ["reading"]


def test_rate_copied_from_the_line_above(section, wrong):
    """18.04 % follows from the travel costs; that they make it hold does not make it the vehicles' rate."""
    text = section(
        "差旅费28.62万元，较上年减少6.30万元，下降18.04%。公务用车运行维护费41.20万元，较上年减少6.30万元，下降18.04%。"
    )
    assert wrong(text) == [
        (
            COPIED,
            "error",
            "公务用车运行维护费: 6.30 ÷ (41.20 + 6.30) = 13.26 %, printed 18.04 %; 18.04 % is the rate of 差旅费",
        )
    ]


def test_rate_that_a_plain_amount_beside_it_gives(section, wrong):
    text = section("接待活动折合28.62万元。公务用车运行维护费41.20万元，较上年减少6.30万元，下降18.04%。")
    ((rule, severity, message),) = wrong(text)
    assert (rule, severity) == (COPIED, "error")
    assert message.startswith("公务用车运行维护费: 6.30 ÷ (41.20 + 6.30) = 13.26 %, printed 18.04 %; 28.62 of")


def test_change_in_yuan_that_means_wan(section, wrong):
    text = section("机关运行经费48.40万元，较上年增加2.30元，增长4.99%。", label="operating_cost")
    assert wrong(text) == [
        (CHANGE, "unit", "机关运行经费: 2.30 ÷ (48.40 − 2.30) = 4.99 %, printed 2.30元: 万元 is meant")
    ]


def test_text_that_prints_the_base_itself(section, told):
    text = section("公务用车运行费比上年累计支出40万元减少14万元，下降35%。")
    assert told(CHANGE, text) == ["pass: 公务用车运行费: 14 ÷ 40 = 35 %"]


def test_levels_of_two_years_without_a_change(section, told):
    text = section("会议费2.55万元，与上年3.00万元相比，下降15.00%。")
    assert told(CHANGE, text) == ["pass: 会议费: (2.55 − 3.00) ÷ 3.00 = 15.00 %"]


def test_change_against_the_levels_of_its_paragraph(section, wrong):
    text = section("会议费3.80万元，上年为3.00万元，增加0.60万元。")
    assert wrong(text) == [(LEVELS, "error", "会议费: 3.80 − 3.00 = 0.80, printed increase of 0.60")]


def test_coarse_amounts_leave_the_rate_open(section, wrong):
    """0.1 printed with one decimal may be 0.05 to 0.15: any rate within that is right."""
    assert wrong(section("公务接待费0.4万元，较上年增加0.1万元，增长38.20%。")) == []


def test_amount_of_another_quantity_is_no_evidence(section, told, wrong):
    """The only amount of the sentence is a contract's: the rate has no base, nothing fails."""
    text = section("物业合同总价9.00万元。公务接待费较上年减少0.50万元，下降25.00%。")
    assert wrong(text) == []
    assert told(CHANGE, text) == ["unknown: 公务接待费: 25.00 % has no amounts of its own to compare it with"]


def test_current_amount_stands_in_a_table(section, table, report, told):
    text = section("公务接待费较上年减少0.50万元，下降20.00%。")
    printed = table("three_public", "- 公务接待费 | 决算数=2.00")
    (claim,) = report(text, printed).statements
    assert (str(claim.current), claim.current_source) == ("2.00", printed.cells[0].cell_id)
    assert told(CHANGE, text, printed) == ["pass: 公务接待费: 0.50 ÷ (2.00 + 0.50) = 20.00 %"]


def test_last_years_column_is_no_current_amount(section, table, report):
    text = section("公务接待费较上年减少0.50万元，下降20.00%。")
    (claim,) = report(text, table("three_public", "- 公务接待费 | 上年决算数=2.50")).statements
    assert (claim.current, str(claim.base_amount)) == (None, "2.50")


def test_growth_from_nothing_has_no_rate(section, wrong):
    text = section("培训费0.70万元，上年无此项支出，较上年增加0.70万元，增长100%。")
    assert wrong(text) == [
        ("rate_needs_a_base", "error", "培训费: 0.70 − 0.70 = 0: growth from 0 is no rate, printed 100 %")
    ]


def test_completion_of_a_budget_of_nothing(section, wrong):
    text = section("培训费年初预算为0万元，支出决算为1.20万元，完成年初预算的100%。")
    assert wrong(text) == [(COMPLETION, "error", "培训费: 1.20 of a budget of 0 is no rate, printed 100 %")]


def test_fall_to_nothing_is_always_a_hundred_percent(section, report):
    """0 万元 now, 100 % less: true of any change, so it proves none."""
    whole = report(section("公务接待费0万元，较上年减少0.53万元，下降100%。"))
    assert grade(whole, run_rules(whole)).statements[0].grade == "unverified"


def test_completion_against_the_budget_of_its_sentence(section, wrong):
    text = section("“三公”经费支出预算为4.20万元，支出决算为2.31万元，完成预算的65.00%。")
    assert wrong(text) == [(COMPLETION, "error", "“三公”经费: 2.31 ÷ 4.20 = 55.00 %, printed 65.00 %")]


def test_amount_of_another_item_completes_nothing(section, told):
    """The abroad budget of 4.00 would give 15 %, too; it is not that of the receptions."""
    text = section("因公出国（境）费预算为4.00万元。公务接待费支出0.60万元，完成预算的15.00%。")
    assert told(COMPLETION, text) == ["unknown: 公务接待费: 15.00 % has no amounts of its own to compare it with"]


def test_income_called_budget_is_no_budget(section, wrong):
    """一般公共预算收入完成…万元 names revenue; the completion of one office is not measured against it."""
    assert wrong(section("地方一般公共预算收入完成900.0万元，税务部门完成450.0万元，占调整预算101.15%。")) == []


def test_share_of_the_total_that_the_list_divides(section, told):
    text = section("支出合计200.00万元，其中：基本支出150.00万元，占75.00%；项目支出50.00万元，占25.00%。")
    assert told(SHARE, text) == [
        "pass: 基本支出: 150.00 ÷ 200.00 = 75.00 %",
        "pass: 项目支出: 50.00 ÷ 200.00 = 25.00 %",
    ]


def test_share_of_another_whole_is_wrong(section, wrong):
    """A quarter of the basic expenditure would be right; of the total that the words name it is not."""
    text = section(
        "支出合计200.00万元。基本支出100.00万元，占支出合计的50.00%；人员经费25.00万元，占支出合计200.00万元的25.00%。"
    )
    assert wrong(text) == [(SHARE, "error", "人员经费: 25.00 ÷ 200.00 = 12.50 %, printed 25.00 %")]


@pytest.mark.parametrize(
    ("current", "change", "rate", "expected"),
    [
        ("6.30", "1.20", "23.53", "verified"),
        ("6.30", "1.20", "23.52", "unverified"),  # cut, not rounded: within a unit of the last digit, proves nothing
        ("863000.30", "1.20", "0.00", "unverified"),  # many changes have this rate
    ],
)
def test_rate_proves_a_claim_whose_digits_it_shows(section, report, current, change, rate, expected):
    whole = report(section(f"“三公”经费支出{current}万元，比上年增加{change}万元，增长{rate}%。"))
    assert grade(whole, run_rules(whole)).statements[0].grade == expected


def test_failed_rate_contradicts_its_claim(section, report):
    whole = report(section("“三公”经费支出6.30万元，比上年增加1.20万元，增长32.53%。"))
    assert grade(whole, run_rules(whole)).statements[0].grade == "contradicted"


def test_budget_of_the_whole_is_not_that_of_its_items(section, wrong):
    """Items after 其中 complete budgets of their own, which the text does not print."""
    text = section(
        "“三公”经费年初预算为20.00万元，支出决算为9.00万元，完成预算的45.00%，其中：公务接待费支出决算为0.60万元，完成预算的30.00%。",
    )
    assert wrong(text) == []


def test_share_of_what_the_year_comes_to(section, table, wrong):
    """占本年支出预算 in a section that does not print it: the table's total of 支出."""
    total = table("overall", "- 支出总计 | 支出/预算数=64.00")
    assert wrong(section("基本支出预算48.00万元，占本年支出预算75.00%。", "expenditure"), total) == []
    found = wrong(section("基本支出预算48.00万元，占本年支出预算57.00%。", "expenditure"), total)
    assert [message for _, _, message in found] == ["基本支出: 48.00 ÷ 64.00 = 75.00 %, printed 57.00 %"]
