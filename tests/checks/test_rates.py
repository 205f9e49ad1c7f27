"""Rates against the amounts of their text: which amount is the base, what is unknown, what proves a claim."""

import pytest

from pipeline.checks import grade, run_rules

CHANGE = "rate_follows_from_amounts"
COMPLETION = "completion_follows_from_amounts"


def test_rate_of_an_increase(section, statement, messages):
    text = section("2023年“三公”经费支出6.30万元，比上年增加1.20万元，增长23.53%。")
    claim = statement(text, "增加1.20万元，增长23.53%", direction="increase", amount="1.20", percent="23.53")
    assert messages(CHANGE, text, claim) == ["pass: “三公”经费: 1.20 ÷ (6.30 − 1.20) = 23.53 %"]


def test_rate_of_a_decrease_written_out(section, statement, findings):
    text = section("公务接待费2.00万元，较上年减少0.50万元，下降25.00%，主要原因是从简。")
    claim = statement(
        text, "减少0.50万元，下降25.00%", indicator="公务接待费", direction="decrease", amount="0.50", percent="25.00"
    )
    assert findings(text, claim) == [(CHANGE, "error", "公务接待费: 0.50 ÷ (2.00 + 0.50) = 20.00 %, printed 25.00 %")]


def test_change_in_yuan_that_means_wan(section, statement, findings):
    text = section("机关运行经费48.40万元，较上年增加2.30元，增长4.99%。")
    claim = statement(
        text, "增加2.30元，增长4.99%", indicator="机关运行经费", direction="increase", amount="0.00023", percent="4.99"
    )
    assert findings(text, claim) == [
        (CHANGE, "unit", "机关运行经费: 2.30 ÷ (48.40 − 2.30) = 4.99 %, printed 2.30元: 万元 is meant")
    ]


def test_text_that_prints_the_base_itself(section, statement, messages):
    text = section("公务用车运行费比上年累计支出40万元减少14万元，下降35%。")
    claim = statement(
        text, "减少14万元，下降35%", indicator="公务用车运行费", direction="decrease", amount="14", percent="35"
    )
    assert messages(CHANGE, text, claim) == ["pass: 公务用车运行费: 14 ÷ 40 = 35 %"]


def test_coarse_amounts_leave_the_rate_open(section, statement, findings):
    """0.1 printed with one decimal may be 0.05 to 0.15: any rate within that is right."""
    text = section("公务接待费0.4万元，较上年增加0.1万元，增长38.20%。")
    claim = statement(
        text, "增加0.1万元，增长38.20%", indicator="公务接待费", direction="increase", amount="0.1", percent="38.20"
    )
    assert findings(text, claim) == []


def test_amount_of_another_quantity_is_no_evidence(section, statement, messages, findings):
    """The only amount of the sentence is the office's floor space contract: the rate has no base, nothing fails."""
    text = section("物业合同总价9.00万元。公务接待费较上年减少0.50万元，下降25.00%。")
    claim = statement(
        text, "减少0.50万元，下降25.00%", indicator="公务接待费", direction="decrease", amount="0.50", percent="25.00"
    )
    assert findings(text, claim) == []
    assert messages(CHANGE, text, claim) == ["unknown: 公务接待费: 25.00 % has no amounts to compare it with"]


def test_current_amount_stands_in_a_table(section, statement, table, messages):
    text = section("公务接待费较上年减少0.50万元，下降20.00%。")
    claim = statement(
        text, "减少0.50万元，下降20.00%", indicator="公务接待费", direction="decrease", amount="0.50", percent="20.00"
    )
    printed = table("three_public", "- 公务接待费 | 决算数=2.00")
    assert messages(CHANGE, text, claim, printed) == ["pass: 公务接待费: 0.50 ÷ (2.00 + 0.50) = 20.00 %"]


def test_fall_to_nothing_is_always_a_hundred_percent(section, statement, document):
    """0 万元 now, 100 % less: true of any change, so it proves none."""
    text = section("公务接待费0万元，较上年减少0.53万元，下降100%。")
    claim = statement(
        text, "减少0.53万元，下降100%", indicator="公务接待费", direction="decrease", amount="0.53", percent="100"
    )
    whole = document(text, claim)
    assert grade(whole, run_rules(whole)).statements[0].grade == "unverified"


def test_completion_against_the_budget_of_its_sentence(section, statement, findings):
    text = section("“三公”经费支出预算为4.20万元，支出决算为2.31万元，完成预算的65.00%。")
    claim = statement(
        text,
        "支出决算为2.31万元，完成预算的65.00%",
        kind="completion",
        base="annual_budget",
        amount="2.31",
        percent="65.00",
    )
    assert findings(text, claim) == [(COMPLETION, "error", "“三公”经费: 2.31 ÷ 4.20 = 55.00 %, printed 65.00 %")]


def test_income_called_budget_is_no_budget(section, statement, findings):
    """一般公共预算收入完成…万元 names revenue; the completion of one office is not measured against it."""
    text = section("地方一般公共预算收入完成900.0万元，税务部门完成450.0万元，占调整预算101.15%。")
    claim = statement(
        text, "税务部门完成450.0万元，占调整预算101.15%", kind="completion", base="annual_budget",
        indicator="税务部门", amount="450.0", percent="101.15",
    )  # fmt: skip
    assert findings(text, claim) == []


@pytest.mark.parametrize(
    ("current", "change", "rate", "expected"),
    [
        ("6.30", "1.20", "23.53", "verified"),
        ("6.30", "1.20", "23.52", "unverified"),  # cut, not rounded: within a unit of the last digit, proves nothing
        ("863000.30", "1.20", "0.00", "unverified"),  # many changes have this rate
    ],
)
def test_rate_proves_a_claim_whose_digits_it_shows(section, statement, document, current, change, rate, expected):
    text = section(f"“三公”经费支出{current}万元，比上年增加{change}万元，增长{rate}%。")
    claim = statement(text, f"增加{change}万元，增长{rate}%", direction="increase", amount=change, percent=rate)
    whole = document(text, claim)
    assert grade(whole, run_rules(whole)).statements[0].grade == expected


def test_failed_rate_contradicts_its_claim(section, statement, document):
    text = section("“三公”经费支出6.30万元，比上年增加1.20万元，增长32.53%。")
    claim = statement(text, "增加1.20万元，增长32.53%", direction="increase", amount="1.20", percent="32.53")
    whole = document(text, claim)
    assert grade(whole, run_rules(whole)).statements[0].grade == "contradicted"


def test_budget_of_the_whole_is_not_that_of_its_items(section, statement, findings):
    """Items after 其中 complete budgets of their own, which the text does not print."""
    text = section(
        "“三公”经费年初预算为20.00万元，支出决算为9.00万元，完成预算的45.00%，其中：公务接待费支出决算为0.60万元，完成预算的30.00%。",
    )
    claim = statement(
        text,
        "支出决算为0.60万元，完成预算的30.00%",
        kind="completion",
        indicator="公务接待费",
        base="annual_budget",
        direction=None,
        amount="0.60",
        percent="30.00",
    )
    assert findings(text, claim) == []
