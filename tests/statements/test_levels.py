"""The amounts behind a claim: the quantity's own now, and the one that it is compared with; invented."""

from __future__ import annotations

import pytest

from tests.statements.reading import section, statements

LEVELS = [
    ("机关运行经费66.80万元，比上年增加5.50万元。", [("机关运行经费", "66.80", None)]),
    ("2026年机关运行经费预算66.80万元，比2025年预算61.30万元增加5.50万元。", [("机关运行经费", "66.80", "61.30")]),
    ("培训费4.20万元，上年为3.00万元，增长40.00%。", [("培训费", "4.20", "3.00")]),
    ("会议费由2024年的6.40万元调整为6.08万元，下降5.00%。", [("会议费", "6.08", "6.40")]),
    ("“三公”经费2024年决算5.24万元、2023年决算6.03万元，减少0.79万元。", [("“三公”经费", "5.24", "6.03")]),
    ("2023年培训费为3.00万元，2024年为4.20万元，增加1.20万元。", [("培训费", "4.20", "3.00")]),
    ("2025年会议费预算2.63万元，2024年会议费预算3.12万元，同比减少0.49万元。", [("会议费", "2.63", "3.12")]),
    ("与上年相比，公务接待费减少0.14万元，为0.86万元。", [("公务接待费", "0.86", None)]),
    ("公务接待费年初预算1.20万元，决算0.90万元，完成年初预算的75.00%。", [("公务接待费", "0.90", "1.20")]),
    ("年初预算5.00万元，调整预算6.00万元，完成调整预算的50.00%。公务用车运行费决算3.00万元。", []),
    (
        "公务用车运行费年初预算5.00万元，调整预算6.00万元，决算3.00万元，完成年初预算的60.00%。",
        [("公务用车运行费", "3.00", "5.00")],
    ),
    (
        "支出合计80.00万元，主要用于以下方面：教育支出60.00万元，占75.00%；卫生健康支出20.00万元，占25.00%。",
        [("教育支出", "60.00", "80.00"), ("卫生健康支出", "20.00", "80.00")],
    ),
    ("“三公”经费3.00万元。“三公”经费决算中，公务接待费0.60万元，占20.00%。", [("公务接待费", "0.60", "3.00")]),
    (
        "收、支总计均为906.20万元。与上年相比，收、支总计各减少33.80万元。",
        [("收入总计", "906.20", None), ("支出总计", "906.20", None)],
    ),
    (
        "基本支出由66.00万元增加到68.00万元，项目支出由50.00万元增加到52.00万元，分别增长3.03%、4.00%。",
        [("基本支出", "68.00", "66.00"), ("项目支出", "52.00", "50.00")],
    ),
    ("会议费、培训费5.00万元，均比上年减少10.00%。", [("会议费", None, None), ("培训费", None, None)]),  # together
]


@pytest.mark.parametrize(("text", "expected"), LEVELS)
def test_levels(text, expected):
    found = statements(section(text))
    told = [(one.indicator, one.current, one.base_amount) for one in found]
    assert [(name, *(None if level is None else str(level) for level in levels)) for name, *levels in told] == expected


def test_levels_of_two_years_are_kept_apart():
    """2024 is planned, 2023 was spent: the change of 2024 is one from the 9.52 to the 8.90."""
    found = statements(
        section(
            "2024年度“三公”经费预算17.40万元，其中公务接待费8.90万元。\n"
            "2023年度“三公”经费支出16.13万元，其中公务接待费9.52万元。\n"
            "2024年度“三公”经费较2023年度增加1.27万元，其中公务接待费减少0.62万元。"
        )
    )
    assert [(one.indicator, str(one.current), str(one.base_amount)) for one in found] == [
        ("“三公”经费", "17.40", "16.13"),
        ("公务接待费", "8.90", "9.52"),
    ]


def test_whole_that_two_bodies_have_is_left_open():
    text = "全市支出合计930.00万元。\n市本级支出合计241.00万元。\n民生支出664.00万元，占支出合计的71.40%。"
    (claim,) = statements(section(text))
    assert (str(claim.current), claim.base_amount, claim.whole) == ("664.00", None, "支出合计")
