"""Figures in all their prints: signs, lists, times, numerals, damage. Bodies, figures and reasons are invented."""

from __future__ import annotations

import pytest

from tests.statements.reading import Said, change, completion, read, share

PRIOR, INITIAL, ANNUAL = "prior_year", "initial_budget", "annual_budget"

FIGURES = [
    ("会议费支出4.1万元，较上年-0.9万元，-18.00%。", [change("会议费", PRIOR, "decrease", "0.9", "18.00")]),
    ("收入总计812万元（同比+4.5%），支出总计812万元（同比-2.1%）。",
     [change("收入总计", PRIOR, "increase", None, "4.5"), change("支出总计", PRIOR, "decrease", None, "2.1")]),
    ("项目支出比上年增加-6.2万元，增长-11.3%。", [change("项目支出", PRIOR, "decrease", "6.2", "11.3")]),
    ("差旅费比上年减少（增加）1.4万元，下降7%。", [change("差旅费", PRIOR, "decrease", "1.4", "7")]),
    ("国有资本收益0.9亿元，增长2.5倍。", [change("国有资本收益", PRIOR, "increase", None, "250.0")]),
    ("印刷费比上年增加三点六万元，增长百分之十二。", [change("印刷费", PRIOR, "increase", "3.6", "12")]),
    ("差旅费支出两万三千元，比上年减少五千元，下降17.86%。", [change("差旅费", PRIOR, "decrease", "0.5", "17.86")]),
    ("会议费支出4.80万元，比上年增长近五成。", [change("会议费", PRIOR, "increase", None, "50")]),
    ("维修费支出3.20万元，比上年减少两成半。", [change("维修费", PRIOR, "decrease", None, "25")]),
    ("培训费支出6.40万元，比上年翻了一番。", [change("培训费", PRIOR, "increase", None, "100")]),
    ("咨询费支出2万元，与上年相比翻番。", [change("咨询费", PRIOR, "increase", None, "100")]),
    ("邮电费支出0.8万元，比上年减半，主要原因是合并专线。", [change("邮电费", PRIOR, "decrease", None, "50", "合并专线")]),
    ("水费支出0.5万元，比上年增长千分之五。", [change("水费", PRIOR, "increase", None, "0.5")]),
    ("物业管理费支出1.2万元，比上年增长12‰。", [change("物业管理费", PRIOR, "increase", None, "1.2")]),
    ("培训费支出2.00万元，比上年下降三分之一。", [change("培训费", PRIOR, "decrease", None, "33.33")]),
    ("会议费支出三万六千元，比上年增加一万二千元。", [change("会议费", PRIOR, "increase", "1.2")]),
    ("劳务费支出6.40万元，比上年翻两番。", [change("劳务费", PRIOR, "increase", None, "300")]),
    ("二〇二三年劳务费支出壹佰零贰万元，比二〇二二年减少壹拾伍万元。", [change("劳务费", PRIOR, "decrease", "15")]),
    ("公務接待費0.8萬元，較上年減少0.2萬元，下降20%。", [change("公务接待费", PRIOR, "decrease", "0.2", "20")]),
    ("办公费 ２．５ 万元，比上年减少 ０．５ 万元，下降 １６．６７％。", [change("办公费", PRIOR, "decrease", "0.5", "16.67")]),
    ("水电费支出1,2\n06.5万元，比上年增加2\n1.3万元，增长1.\n8%。", [change("水电费", PRIOR, "increase", "21.3", "1.8")]),
    ("维修费比上年减少 l.4O 万元，下降2O.5%。", [change("维修费", PRIOR, "decrease", "1.40", "20.5")]),
    ("物业管理费较上年减少 5，08 万元，降低 9。3%。", [change("物业管理费", PRIOR, "decrease", "5.08", "9.3")]),
    ("基本支出1,204.318452万元，占支出合计的61.07%。", [share("基本支出", "1204.318452", "61.07")]),
    ("收、支总计各减少126.8、257.1万元，各下降23.5%、38.2%。",
     [change("收入总计", PRIOR, "decrease", "126.8", "23.5"), change("支出总计", PRIOR, "decrease", "257.1", "38.2")]),
    ("基本支出62万元，项目支出38万元，分别占62%和38%。",
     [share("基本支出", "62", "62"), share("项目支出", "38", "38")]),
    ("利息收入3万元，租金收入8万元，分别完成年初预算的75%、160%。",
     [completion("利息收入", INITIAL, None, "3", "75"), completion("租金收入", INITIAL, None, "8", "160")]),
    ("机关运行经费比上年减少减少2.4万元，下降4%。", [change("机关运行经费", PRIOR, "decrease", "2.4", "4")]),
    ("培训费同比下降，降幅为9.3%，减少0.5万元。", [change("培训费", PRIOR, "decrease", "0.5", "9.3")]),
    ("公用经费比上年增加2万元，下降5%。", [change("公用经费", PRIOR, "increase", "2", "5")]),  # printed mistakes stay
    ("取暖费22万元，比上年提高2个百分点。", []),  # no rate was said that could have risen
    ("人员经费占72%，比上年提高2.1个百分点。",
     [share("人员经费", None, "72"), change("人员经费占比", PRIOR, "increase")]),
    ("会议费预计比上年减少5%-8%。", []),  # a range is no figure
    ("全县居民人均可支配收入21,300元，比上年增长6.1%。", []),
    ("车均维护费2.4万元，比上年减少0.3万元。", []),
]  # fmt: skip

ADVERBS = [
    ("“三公”经费3.6万元，比上年减少0.2万元，继续下降5.3%。", [change("“三公”经费", PRIOR, "decrease", "0.2", "5.3")]),
    ("会议费5万元，同比小幅增长4.2%。", [change("会议费", PRIOR, "increase", None, "4.2")]),
    ("培训费1.2万元，比上年相应减少0.2万元，大幅下降14.3%。", [change("培训费", PRIOR, "decrease", "0.2", "14.3")]),
    ("“三公”经费仍然比上年减少0.4万元。", [change("“三公”经费", PRIOR, "decrease", "0.4")]),
    ("税收收入增长（以下简称“增长”）7.2%。", [change("税收收入", PRIOR, "increase", None, "7.2")]),
    ("非税收入增长（同口径）3.2%。", [change("非税收入", PRIOR, "increase", None, "3.2")]),
    ("财政拨款收入高于上年3.8万元，其他收入低于去年1.1万元。",
     [change("财政拨款收入", PRIOR, "increase", "3.8"), change("其他收入", PRIOR, "decrease", "1.1")]),
    ("2024年“三公”经费预算38万元，在上年40万元基础上再压减2万元，压减5%。",
     [change("“三公”经费", PRIOR, "decrease", "2", "5")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [*FIGURES, *ADVERBS])
def test_figures(text: str, expected: list[Said]) -> None:
    assert read(text) == expected
