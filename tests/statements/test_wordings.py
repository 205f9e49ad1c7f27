"""Wordings of many regions, one fragment each; bodies, figures and reasons are invented.

A statement is written as: kind, indicator, base, direction, amount, percent, reason.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.statements.reading import Said, read

PRIOR, INITIAL, ANNUAL = "prior_year", "initial_budget", "annual_budget"


def change(indicator: str, base: str, direction: str, *figures: str | None) -> Said:
    """figures: amount, percent, reason; what is left out is None."""
    return said("change", indicator, base, direction, *figures)


def completion(indicator: str, base: str, direction: str | None, *figures: str | None) -> Said:
    return said("completion", indicator, base, direction, *figures)


def share(indicator: str, *figures: str | None) -> Said:
    return said("share", indicator, "total", None, *figures)


def said(
    kind: str, indicator: str, base: str, direction: str | None, amount: str | None = None, percent: str | None = None,
    reason: str | None = None,
) -> Said:  # fmt: skip
    numbers = [None if number is None else Decimal(number) for number in (amount, percent)]
    return Said(kind, indicator, base, direction, *numbers, reason)


CHANGES = [
    (
        "2022年度青禾县水利局收入总计512.30万元，较上年决算数增加21.40万元，增长4.36%，主要原因是新增水库巡查人员。",
        [change("收入总计", PRIOR, "increase", "21.40", "4.36", "新增水库巡查人员")],
    ),
    (
        "支出总计512.30万元，比上年决算数减少8.02万元，降低1.54%，主要是压缩了会议开支。",
        [change("支出总计", PRIOR, "decrease", "8.02", "1.54", "压缩了会议开支")],
    ),
    (
        "机关运行经费40.5万元，比年初预算数减少3.1万元，下降7.11%。主要原因是：厉行节约，控制差旅。",
        [change("机关运行经费", INITIAL, "decrease", "3.1", "7.11", "厉行节约，控制差旅")],
    ),
    (
        "公务接待费支出1.2万元，较年初预算数增加0.2万元，增长20%，较上年减少0.3万元，下降20%。",
        [change("公务接待费", INITIAL, "increase", "0.2", "20"), change("公务接待费", PRIOR, "decrease", "0.3", "20")],
    ),
    (
        "本年支出合计与2021年度相比，减少33.7万元，降幅5.2%，原因是：退休三人。",
        [change("本年支出合计", PRIOR, "decrease", "33.7", "5.2", "退休三人")],
    ),
    (
        "2023年，项目支出同比增加17万元，增幅达到12.3%，增加的主要原因是启动档案数字化。",
        [change("项目支出", PRIOR, "increase", "17", "12.3", "启动档案数字化")],
    ),
    (
        "因人员调出，基本支出较上年减少4.37万元，下降2.1%。",
        [change("基本支出", PRIOR, "decrease", "4.37", "2.1", "人员调出")],
    ),
    (
        "由于新增两个下属站点，公用经费比上年增加6.6万元。",
        [change("公用经费", PRIOR, "increase", "6.6", None, "新增两个下属站点")],
    ),
    (
        "收入减少12.5万元，下降3.1%；支出减少12.5万元，下降3.1%，主要原因是撤并一所分院。",
        [
            change("收入", PRIOR, "decrease", "12.5", "3.1", "撤并一所分院"),
            change("支出", PRIOR, "decrease", "12.5", "3.1", "撤并一所分院"),
        ],
    ),
    (
        "2022年度收、支总计均为880.15万元。与2021年度相比，收、支总计各增加50.02万元，增长6.03%，主要原因是调整工资标准。",
        [
            change("收入总计", PRIOR, "increase", "50.02", "6.03", "调整工资标准"),
            change("支出总计", PRIOR, "increase", "50.02", "6.03", "调整工资标准"),
        ],
    ),
    (
        "收入较上年增加3.20万元，支出增加3.05万元，增长分别为2.11%、2.01%，均因新招录两名人员。",
        [
            change("收入", PRIOR, "increase", "3.20", "2.11", "新招录两名人员"),
            change("支出", PRIOR, "increase", "3.05", "2.01", "新招录两名人员"),
        ],
    ),
    (
        "财政拨款收入、支出较上年分别增加9.1万元、8.8万元，主要是追加了防汛资金。",
        [
            change("财政拨款收入", PRIOR, "increase", "9.1", None, "追加了防汛资金"),
            change("财政拨款支出", PRIOR, "increase", "8.8", None, "追加了防汛资金"),
        ],
    ),
    (
        "“三公”经费预算比上年变动-4.37万元，变动率-12.5%，主要是取消一辆公务用车。",
        [change("“三公”经费", PRIOR, "decrease", "4.37", "12.5", "取消一辆公务用车")],
    ),
    ("商品和服务支出较上年增加-2万元，增长-8.3%。", [change("商品和服务支出", PRIOR, "decrease", "2", "8.3")]),
    ("会议费比上年多3.5万元，主要系承办片区现场会。", [change("会议费", PRIOR, "increase", "3.5", None, "承办片区现场会")]),
    ("培训费较去年少了8000元。", [change("培训费", PRIOR, "decrease", "0.8")]),
    ("全市一般公共预算收入21.6亿元，同比上升5.5%。", [change("一般公共预算收入", PRIOR, "increase", None, "5.5")]),
    ("二〇二二年项目支出比二〇二一年提高百分之十二点五。", [change("项目支出", PRIOR, "increase", None, "12.5")]),
    ("公用经费比上年压减三十万元。", [change("公用经费", PRIOR, "decrease", "30")]),
    (
        "机关运行经费支出66.8万元,比2021年增加5.5 万元,增长8.97%.主要原因是新增办公场所租金.",
        [change("机关运行经费", PRIOR, "increase", "5.5", "8.97", "新增办公场所租金")],
    ),
    (
        "机关运行经费支出1 066.80万元，比上年增加１２.５０万元，增长１.1 9%。",
        [change("机关运行经费", PRIOR, "increase", "12.50", "1.19")],
    ),
    (
        "本年度財政撥款支出較上年減少6.2萬元，下降1.8%，主要原因是壓縮一般性開支。",
        [change("财政拨款支出", PRIOR, "decrease", "6.2", "1.8", "壓縮一般性開支")],
    ),
    (
        "公务用车运行维护费支出2.9万元，比上年增加0.4万元（增长16%），原因：一是油价上调；二是车辆大修。",
        [change("公务用车运行维护费", PRIOR, "increase", "0.4", "16", "一是油价上调；二是车辆大修")],
    ),
    (
        "支出总计比上年增长11%，主要原因：1.新增乡村公路养护；2.工资晋档；3.补缴社保。",
        [change("支出总计", PRIOR, "increase", None, "11", "1.新增乡村公路养护；2.工资晋档；3.补缴社保")],
    ),
    (
        "年初结转和结余比上年下降40%，减少2.1万元，主要为上年项目已完工等所致。",
        [change("年初结转和结余", PRIOR, "decrease", "2.1", "40", "上年项目已完工")],
    ),
    (
        "其中：工资福利支出增加11.3万元，主要是工资晋级；商品和服务支出减少1.3万元，主要是压减办公费。",
        [
            change("工资福利支出", PRIOR, "increase", "11.3", None, "工资晋级"),
            change("商品和服务支出", PRIOR, "decrease", "1.3", None, "压减办公费"),
        ],
    ),
    (
        "政府采购支出总额超出年初预算5万元，增长10%。",
        [change("政府采购支出总额", INITIAL, "increase", "5", "10")],
    ),
    (
        "较上年相比，本年度支出合计增加2.2万元，增加1.01%。",
        [change("支出合计", PRIOR, "increase", "2.2", "1.01")],
    ),
    (
        "2023年预算收入301.2万元，与上年预算数对比增加15.1万元，增长率为5.28%，主要原因在于增人增资。",
        [change("预算收入", PRIOR, "increase", "15.1", "5.28", "增人增资")],
    ),
    (
        "收入支出预算总额比上年增加1-2万元。",
        [],
    ),
    (
        "2024年度一般公共预算拨款收支预算230万元，比上年预算收支增加30万元。收支增加的主要原因是新设一个科室。",
        [change("一般公共预算拨款收支", PRIOR, "increase", "30", None, "新设一个科室")],
    ),
    (
        "受机构改革影响，人员经费较上年减少18.2万元，下降6%。",
        [change("人员经费", PRIOR, "decrease", "18.2", "6", "受机构改革影响")],
    ),
    (
        "财政拨款收入增长9%（按可比口径），主要得益于土地出让。",
        [change("财政拨款收入", PRIOR, "increase", None, "9", "主要得益于土地出让")],
    ),
]

FLAT = [
    ("公务用车购置费0万元，与上年保持一致。", [change("公务用车购置费", PRIOR, "flat", None)]),
    ("公务接待费与上年相比无增减变化，主要原因是严格执行标准。", [change("公务接待费", PRIOR, "flat", None, None, "严格执行标准")]),
    ("因公出国（境）费0万元，同上年持平，无增减变化。", [change("因公出国（境）费", PRIOR, "flat", None)]),
    (
        "会议费2万元、培训费1万元，均与2022年预算相同。",
        [change("会议费", PRIOR, "flat", None), change("培训费", PRIOR, "flat", None)],
    ),
    ("公务接待费较上年增加0万元，增长0%。", [change("公务接待费", PRIOR, "flat", "0", "0")]),
    (
        "与上年相比，会议费没有变化，培训费减少0.2万元。",
        [change("会议费", PRIOR, "flat", None), change("培训费", PRIOR, "decrease", "0.2")],
    ),
    (
        "其中：因公出国（境）费0万元，与上年持平；公务接待费0.42万元，比上年增加0.07万元。主要原因是来访增多。",
        [
            change("因公出国（境）费", PRIOR, "flat", None),
            change("公务接待费", PRIOR, "increase", "0.07", None, "来访增多"),
        ],
    ),
]

COMPLETIONS = [
    (
        "财政拨款支出年初预算为420万元，支出决算为455.2万元，完成年初预算的108.38%。决算数大于年初预算数的主要原因是年中追加抗旱经费。",
        [completion("财政拨款支出", INITIAL, "above", "455.2", "108.38", "年中追加抗旱经费")],
    ),
    (
        "公务接待费支出预算为0.9万元，支出决算为0.5万元，完成预算的55.56%，与上年持平，主要原因是接待次数未变。",
        [
            completion("公务接待费", ANNUAL, None, "0.5", "55.56"),
            change("公务接待费", PRIOR, "flat", None, None, "接待次数未变"),
        ],
    ),
    (
        "一般公共预算支出3.2亿元，为调整预算的97.4%，增长2.6%。",
        [
            completion("一般公共预算支出", ANNUAL, None, "32000", "97.4"),
            change("一般公共预算支出", PRIOR, "increase", None, "2.6"),
        ],
    ),
    (
        "“三公”经费全年预算数为8万元，决算数为6万元，预算执行率为75%，决算数小于预算数的原因是减少下乡用车。",
        [completion("“三公”经费", ANNUAL, "below", "6", "75", "减少下乡用车")],
    ),
    (
        "城乡社区支出（类）城乡社区管理事务（款）城管执法（项）。年初预算为30万元，支出决算为30万元，完成年初预算的100%，决算数与年初预算数持平。",
        [completion("城乡社区支出（类）城乡社区管理事务（款）城管执法（项）", INITIAL, "equal", "30", "100")],
    ),
    (
        "教育支出（类）普通教育（款）初中教育（项）77.5万元，主要是教师工资等支出，完成年初预算的103.4%，决算数与年初预算数存在差异的主要原因是教师调资。",
        [completion("教育支出（类）普通教育（款）初中教育（项）", INITIAL, None, "77.5", "103.4", "教师调资")],
    ),
    (
        "农林水支出（类）水利（款）防汛（项）。全年预算为12万元，支出决算为11万元。决算数小于全年预算数的主要原因：汛情较轻。",
        [completion("农林水支出（类）水利（款）防汛（项）", ANNUAL, "below", "11", None, "汛情较轻")],
    ),
    (
        "全区国有资本经营预算收入完成2,100万元，占年初预算的84%，下降9.2%。",
        [
            completion("国有资本经营预算收入", INITIAL, None, "2100", "84"),
            change("国有资本经营预算收入", PRIOR, "decrease", None, "9.2"),
        ],
    ),
    (
        "其中：基本支出完成年初预算的101%，项目支出完成年初预算的64.2%。",
        [completion("基本支出", INITIAL, None, None, "101"), completion("项目支出", INITIAL, None, None, "64.2")],
    ),
    (
        "2022年度财政拨款支出100万元，其中：基本支出80万元，项目支出20万元。与年初预算相比，财政拨款支出完成年初预算的98%，其中：基本支出完成年初预算的99%，项目完成年初预算的94%。",
        [
            completion("财政拨款支出", INITIAL, None, "100", "98"),
            completion("基本支出", INITIAL, None, "80", "99"),
            completion("项目", INITIAL, None, "20", "94"),
        ],
    ),
    (
        "预算数大于决算数的主要原因是会议改为线上。公务接待费预算3万元，支出决算2万元，完成预算66.67%。预算数大于决算数的主要原因是会议改为线上。",
        [completion("公务接待费", ANNUAL, "below", "2", "66.67", "会议改为线上")],
    ),
    (
        "全年执行数18.4万元，全年预算数20万元，“渔政巡航”项目预算执行率92%。",
        [completion("“渔政巡航”项目", ANNUAL, None, None, "92")],
    ),
    (
        "“三公”经费支出决算4.5万元，完成年初预算5万元的90%，比上年增加0.1万元，增长2.27%，主要原因是车辆老旧、维修增多。",
        [
            completion("“三公”经费", INITIAL, None, "4.5", "90"),
            change("“三公”经费", PRIOR, "increase", "0.1", "2.27", "车辆老旧、维修增多"),
        ],
    ),
]

SHARES = [
    (
        "本年收入合计300万元，其中：财政拨款收入285万元，占95%；事业收入15万元，占5%。",
        [share("财政拨款收入", "285", "95"), share("事业收入", "15", "5")],
    ),
    ("人员经费210万元，占基本支出的比重为84%。", [share("人员经费", "210", "84")]),
    ("项目支出40万元，占比16%。主要是用于林区防火。", [share("项目支出", "40", "16")]),
    (
        "基本支出、项目支出分别占75%、25%。",
        [share("基本支出", None, "75"), share("项目支出", None, "25")],
    ),
    (
        "住房保障支出（类）支出13.6万元，占一般公共预算财政拨款支出的4.31%，主要用于缴纳公积金。",
        [share("住房保障支出（类）", "13.6", "4.31")],
    ),
    (
        "授予中小企业合同金额8.2万元，占政府采购支出总额的100%，其中：授予小微企业合同金额4.1万元，占授予中小企业合同金额的50%。",
        [share("授予中小企业合同金额", "8.2", "100"), share("授予小微企业合同金额", "4.1", "50")],
    ),
]

NOTHING = [
    "负责提高财政资金使用效益，增加农民收入，完成上级交办的其他任务。",
    "年末结转和结余0万元。",
    "比上年增加  万元，增长  %，主要原因是        。",
    "公务接待费较上年减少（增加）    万元。",
    "经费支出（与部门决算中公用经费之和一致）共12万元。",
    "数量指标：培训场次≥12次；群众满意度达到95%以上。",
    "2023年共招录人员3人，比上年增加1人。",
    "任务完成率100%，验收合格率100%。",
    "全市生产总值增长5.2%，城镇人口占60.1%。",
    "发现的主要问题及原因：无。下一步改进措施：加强管理，提高效率。",
    "十二、年末结转和结余：指本年度或以前年度预算安排、因客观条件发生变化无法按原计划实施的资金。",
]


@pytest.mark.parametrize(("text", "expected"), CHANGES + FLAT + COMPLETIONS + SHARES)
def test_wording(text: str, expected: list[Said]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_says_no_statement(text: str) -> None:
    assert read(text) == []
