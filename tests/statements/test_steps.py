"""Lists in step, verbs of one character, reasons that stand apart, amounts of somebody else; invented."""

from __future__ import annotations

import pytest

from tests.statements.reading import Said, change, completion, read, share

SAVING = "压减一般性支出"

READ: list[tuple[str, list[Said]]] = [
    (
        "会议费、培训费、差旅费分别较上年增长4.00%、下降16.67%、增长9.10%。",
        [
            change("会议费", "prior_year", "increase", None, "4.00"),
            change("培训费", "prior_year", "decrease", None, "16.67"),
            change("差旅费", "prior_year", "increase", None, "9.10"),
        ],
    ),
    (
        "公务接待费、公务用车运行费、因公出国（境）费分别比上年减少0.40万元、1.10万元和0.00万元，降幅分别为20.00%和12.50%。",
        [
            change("公务接待费", "prior_year", "decrease", "0.40", "20.00"),
            change("公务用车运行费", "prior_year", "decrease", "1.10", "12.50"),
            change("因公出国（境）费", "prior_year", "flat", "0.00"),
        ],
    ),
    (
        "基本支出70.00万元，项目支出30.00万元，分别占70.00%和30.00%；与上年相比分别增加2.00万元、1.00万元。",
        [
            share("基本支出", "70.00", "70.00"),
            share("项目支出", "30.00", "30.00"),
            change("基本支出", "prior_year", "increase", "2.00"),
            change("项目支出", "prior_year", "increase", "1.00"),
        ],
    ),
    (
        "政府采购支出80.00万元，其中货物、服务依次为60.00万元、20.00万元，依次占75.00%、25.00%。",
        [share("货物", "60.00", "75.00"), share("服务", "20.00", "25.00")],
    ),
    (
        "差旅费12.00万元，较上年增2.00万元，增幅20.00%；系下沉督导次数增加。",
        [change("差旅费", "prior_year", "increase", "2.00", "20.00", "下沉督导次数增加")],
    ),
    (
        "差旅费12.00万元，较上年增2.00万元，属于人员轮换的正常变化。",
        [change("差旅费", "prior_year", "increase", "2.00", None, "人员轮换的正常变化")],
    ),
    (
        "“三公”经费9.00万元，比上年减少1.00万元。\n其中公务接待费2.00万元，比上年减少0.50万元。\n上述各项同步下降，系压减一般性支出。",
        [
            change("“三公”经费", "prior_year", "decrease", "1.00", None, SAVING),
            change("公务接待费", "prior_year", "decrease", "0.50", None, SAVING),
        ],
    ),
    (
        "培训费5.00万元，比上年增加1.00万元；会议费3.00万元，比上年减少1.00万元。培训费增加的原因是新任干部轮训，会议费减少的原因是合并开会。",
        [
            change("培训费", "prior_year", "increase", "1.00", None, "新任干部轮训"),
            change("会议费", "prior_year", "decrease", "1.00", None, "合并开会"),
        ],
    ),
    (
        "会议费6.00万元，低于年初预算1.00万元，低于上年2.00万元。低于年初预算主要是合并开会，低于上年主要是改为视频。",
        [
            change("会议费", "initial_budget", "decrease", "1.00", None, "合并开会"),
            change("会议费", "prior_year", "decrease", "2.00", None, "改为视频"),
        ],
    ),
    (
        "机关运行经费66.00万元，比上年增加6.00万元，增长10.00%。\n原因为办公区供热面积扩大。",
        [change("机关运行经费", "prior_year", "increase", "6.00", "10.00", "办公区供热面积扩大")],
    ),
    ("培训费预算8.00万元，上年预算为8.00万元，无增减。", [change("培训费", "prior_year", "flat")]),
    (
        "农林水支出年初预算为0，支出决算为1.80万元，决算数大于预算数，系专项年中下达。",
        [completion("农林水支出", "initial_budget", "above", "1.80", None, "专项年中下达")],
    ),
    (
        "城管执法年初预算180.00万元，决算202.00万元，完成预算112.22%。",
        [completion("城管执法", "initial_budget", None, "202.00", "112.22")],
    ),
    (
        "城管执法年初预算180.00万元，调整预算210.00万元，决算202.00万元，完成预算96.19%。",
        [completion("城管执法", "annual_budget", None, "202.00", "96.19")],
    ),
    (
        "差旅费6.00万元，较上年增加1.00万元。全年查补税款3120.00万元，同比下降8.20%。",
        [change("差旅费", "prior_year", "increase", "1.00")],
    ),
    ("医保财政补助标准每人每年不低于640元，比上年提高30元。", []),
    ("医疗服务收入占医疗收入的比例达到32.00%。", []),
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_steps(text: str, expected: list[Said]) -> None:
    assert read(text) == expected


def test_equal_figures_of_two_bodies_are_two_statements() -> None:
    """Both centres saved 1.20; their own amounts tell them apart."""
    text = "甲中心项目支出18.00万元，较上年减少1.20万元；乙中心项目支出30.00万元，较上年减少1.20万元。"
    assert [one.amount for one in read(text)] == [one.amount for one in read(text)[:1]] * 2
