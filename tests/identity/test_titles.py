"""Names, places, years and kinds as pages of many sites and provinces print them; all of them invented."""

from __future__ import annotations

import pytest

from pipeline.identity.titles import Title, find_titles
from pipeline.vocabulary.bodies import load_bodies
from tests.identity.conftest import Identify

BODY = ["一、单位基本情况", "负责有关工作，完成交办事项。"]

COVERS = [  # opening lines, body, code, year, kind
    (["荷塘市财政预算编审中心关于2023年部门预算编制的说明"], "荷塘市财政预算编审中心", "970100", 2023, "budget"),
    (["政协青石区委员会办公室2021年政府采购预算公开"], "政协青石区委员会办公室", "970104", 2021, "budget"),
    (["2023年青石区政府预算公开"], None, "970104", 2023, "budget"),
    (
        ["2022年度收入支出决算情况", "（一）荷塘市戏曲学会是市文联所属单位，为公益组织。"],
        "荷塘市戏曲学会",
        "970100",
        2022,
        "final",
    ),
    (["2022年青石区档案馆一般公共预算财政拨款“三公”经费支出决算情况说明"], "青石区档案馆", "970104", 2022, "final"),
    (["首页 > 政务公开 > 财政信息", "荷塘市气象局2021年度部门决算"], "荷塘市气象局", "970100", 2021, "final"),
    (
        [
            "当前位置：首页 >> 决算公开",
            "索引号：970100/2023-00012 公开日期：2023-09-02",
            "梅岭市水库移民中心2022年度部门决算",
        ],
        "梅岭市水库移民中心",
        "970200",
        2022,
        "final",
    ),
    (["白鹿岭县杏花学区2023年部门预算公开说明"], "白鹿岭县杏花学区", "970225", 2023, "budget"),
    (
        ["荷塘市青石区综合执法局 (荷塘市青石区城市管理局) 2021年度部门决算"],
        "荷塘市青石区综合执法局",
        "970104",
        2021,
        "final",
    ),
    (["梅岭市统计局（汇总）2020年度部门决算"], "梅岭市统计局", "970200", 2020, "final"),
    (
        ["荷塘市種子管理站2022年度部門決算公開", "一、單位概況", "負責種子質(zhì)量檢驗。"],
        "荷塘市种子管理站",
        "970100",
        2022,
        "final",
    ),
    (["欢迎访问荷塘市第三医院", "2023年度荷塘市第三医院单位决算"], "荷塘市第三医院", "970100", 2023, "final"),
    (["梅岭市向阳学堂2024年部门预算"], "梅岭市向阳学堂", "970200", 2024, "budget"),
    (["荷塘市老年书画院2019年“三公”经费增减情况说明"], "荷塘市老年书画院", "970100", 2019, None),
    (
        [
            "| [ 发布机构 ] | 梅岭市林业局 |",
            "| [ 成文日期 ] | 2025-08-11 |",
            "梅岭市林业局(本级) 2024 年度决算公开说明",
        ],
        "梅岭市林业局",
        "970200",
        2024,
        "final",
    ),
    (["附件2", "梅岭市老干部活动中心", "2020年部门预算"], "梅岭市老干部活动中心", "970200", 2020, "budget"),
    (
        ["2023年度荷塘市钟楼区人民法院部门决算", "来源：荷塘市钟楼区人民法院 发布时间：2024-09-01"],
        "荷塘市钟楼区人民法院",
        "970102",
        2023,
        "final",
    ),
    (
        ["2021年部门预算编制说明", "一、部门概况", "荷塘市水文站下设办公室、测验科。"],
        "荷塘市水文站",
        "970100",
        2021,
        "budget",
    ),
    (
        ["第一部分 霞光街道办事处部门概况", "第二部分 霞光街道办事处2022年度部门决算表"],
        "霞光街道办事处",
        None,
        2022,
        "final",
    ),
    (
        ["荷塘市渔政支队 2017 年一般公共预算财政 拨款“三公”经费支出决算情况说明 一、2017 年支出决算表 单位:万元"],
        "荷塘市渔政支队",
        "970100",
        2017,
        "final",
    ),
    (
        ["项目支出绩效自评表", "(2022年度)", "实施单位 301001-荷塘市桥梁管理处 项目资金"],
        "荷塘市桥梁管理处",
        "970100",
        2022,
        "final",
    ),
    (["荷塘开放大学2021年度部门决算公开", "荷塘开放大学位于荷塘市滨河路。"], "荷塘开放大学", "970100", 2021, "final"),
    (
        ["2020年度钟楼区“三公”经费决算汇总情况", "来源：钟楼区财政局", "由荷塘市财政局批复。"],
        None,
        "970102",
        2020,
        "final",
    ),
    (["2021年白鹿岭县本级“三公”经费决算情况说明", "白鹿岭县机关事务局负责汇总。"], None, "970225", 2021, "final"),
    (["经青石区财政局汇总，2020年青石区“三公”经费决算支出785万元，比年初预算减少28%。"], None, "970104", 2020, "final"),
    (["2022年本单位支出12万元，比年初预算增加1万元，较2021年减少2万元。"], None, None, 2022, "final"),
    (["2019年财政拨款安排“三公”经费29万元，比上年增加0.5万元。"], None, None, 2019, "budget"),
    (["中央“三公”经费支出合计3.50亿元，比预算数减少0.40亿元。"], None, None, None, "final"),
]


@pytest.mark.parametrize(("lines", "agency", "code", "year", "kind"), COVERS)
def test_who_where_when(
    lines: list[str], agency: str | None, code: str | None, year: int | None, kind: str | None, of: Identify
) -> None:
    found = of([*lines, *BODY])
    answer = (found.agency, found.region_code, found.fiscal_year)
    assert answer == (agency, code, year)
    assert kind is None or found.report_type == kind


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["首页 > 政务公开 > 财政信息", "荷塘市气象局2021年度部门决算"], "荷塘市气象局2021年度部门决算"),
        (["荷塘市气象局2021年度部门决算", "荷塘市气象局2021年度部门决算"], "荷塘市气象局2021年度部门决算"),
        (["附件2", "荷塘市气象局", "2021年部门预算"], "荷塘市气象局2021年部门预算"),
        (["2021年荷塘市“三公”经费预算为5.00万元，比上年减少。"], None),
        (["荷塘市2021年收入决算数完成预算的98%。"], None),
        (["荷塘市2024年市级部门预算", "预算主管部门：中共荷塘市委农耕文", "化工作委员会"], "荷塘市2024年市级部门预算"),
    ],
)
def test_title(lines: list[str], title: str | None, of: Identify) -> None:
    """A sentence is no title; site metadata, a number of an annex and wrapped labels are no part of it."""
    assert of([*lines, *BODY]).title == title


def test_wrapped_label_of_a_cover_is_one_name(of: Identify) -> None:
    found = of(["荷塘市2024年市级部门预算", "预算主管部门：中共荷塘市委农耕文", "化工作委员会", *BODY])
    assert found.agency == "中共荷塘市委农耕文化工作委员会"


def test_titles_in_a_line_with_frames() -> None:
    lines = ["首页 > 决算公开 > 荷塘市林业局2023年度部门决算", "由荷塘市林业局2023年预算安排,共5万元。"]
    assert find_titles(lines, load_bodies()) == (
        Title("荷塘市林业局2023年度部门决算", whole=True),
        Title("由荷塘市林业局2023年预算安排", whole=False),
    )
