"""Title page, headings, labelled lines → whose report it is."""

from __future__ import annotations

import pytest

from pipeline.document import Identity
from tests.identity.conftest import Identify

BODY = ["第一部分 部门概况", "一、主要职责", "负责有关工作，完成交办事项。"]


def test_title_page_gives_everything(of: Identify) -> None:
    """A final account published in 2024 is of 2023."""
    assert of(["荷塘市钟楼区档案馆", "2023年度部门决算", "2024年9月", *BODY]) == Identity(
        title="荷塘市钟楼区档案馆2023年度部门决算",
        agency="荷塘市钟楼区档案馆",
        region_code="970102",
        region_id="970102",
        province="云岭省",
        city="荷塘市",
        county="钟楼区",
        fiscal_year=2023,
        report_type="final",
        scope="department",
    )


@pytest.mark.parametrize(
    ("cover", "agency"),
    [
        (
            ["中共荷塘市钟楼区委", "社会事务部 2024 年度", "部门决算"],
            "中共荷塘市钟楼区委社会事务部",
        ),  # as broken in a PDF
        (["2024年云岭省水文局部门预算公开"], "云岭省水文局"),
        (["荷塘市2024年市级部门预算", "预算主管部门：荷塘市气象局"], "荷塘市气象局"),
        (["荷塘市财政预算审核中心", "2024年单位预算"], "荷塘市财政预算审核中心"),
        (["附件3", "荷塘市第二中学（本级）2024年度单位预算说明"], "荷塘市第二中学"),
        (["201003荷塘市图书馆", "2024年部门综合预算公开报告"], "荷塘市图书馆"),
        (["二〇二四年度部门决算", "梅岭市人民法院"], "梅岭市人民法院"),
    ],
)
def test_name_of_the_body(cover: list[str], agency: str, of: Identify) -> None:
    assert of([*cover, *BODY]).agency == agency


def test_name_of_the_cover_that_says_the_city_too(of: Identify) -> None:
    """Headings and prose leave the city out."""
    found = of(
        [
            "荷塘市钟楼区民政局2017年部门预算",
            "第一部分 钟楼区民政局概况",
            "钟楼区民政局是主管全区民政工作的区政府工作部门。",
            "第二部分 钟楼区民政局2017年部门预算情况说明",
            "第三部分 钟楼区民政局2017年部门预算表",
        ]
    )
    assert found.agency == "荷塘市钟楼区民政局"


def test_name_from_lines_over_tables_and_rules_of_staffing(of: Identify) -> None:
    """Without a title page: the body that 部门：… and the rules of staffing name, not one it speaks of."""
    found = of(
        [
            "第一部分 部门概况",
            "根据《荷塘市青石区水务局职能配置、内设机构和人员编制规定》，负责全区水务工作。",
            "下设青石区河道管理所。",
            "部门：荷塘市青石区水务局",
            "2022年度",
            "金额单位：万元",
            "第二部分 2022年度部门决算情况说明",
        ]
    )
    assert (found.agency, found.region_code, found.fiscal_year, found.report_type) == (
        "荷塘市青石区水务局",
        "970104",
        2022,
        "final",
    )


@pytest.mark.parametrize(
    ("lines", "agency", "kind"),
    [
        (
            [
                "项目支出绩效自评表",
                "（2019年度）",
                "主管部门",
                "荷塘市气象局",
                "实施单位",
                "荷塘市气象学校",
                "项目资金",
            ],
            "荷塘市气象学校",
            "final",
        ),
        (
            ["部门预算项目支出绩效自评表(2023年度) |", "实施单位 (盖章) |", "荷塘市钟楼区档案馆 |", "项目基本情况 |"],
            "荷塘市钟楼区档案馆",
            "final",
        ),
        (["项目绩效目标表(2021年度)填报单位(盖章):荷塘市图书馆 项目名称借阅系统"], "荷塘市图书馆", "budget"),
        (
            [
                "| 部门预算项目绩效目标申报表(2023年度) |",
                "| 820-成县水文局部门 | 8,000.00 |",
                "| 820001-成县水文局 | 水位观测 |",
            ],
            "成县水文局",
            "budget",
        ),
        (["  • 荷塘市第二中学2016年部门决算", "部门:荷塘市第二中学"], "荷塘市第二中学", "final"),
    ],
)
def test_name_and_kind_from_a_form(lines: list[str], agency: str, kind: str, of: Identify) -> None:
    """The one who carries a project out, not the one above; what is judged is spent, what is aimed at is planned."""
    found = of(lines)
    assert (found.agency, found.report_type) == (agency, kind)


def test_misread_title_page_is_outvoted(of: Identify) -> None:
    """The name is spelt as it stands most often."""
    tables = ["部门：荷塘市钟楼区档案馆", "2023年度", "金额单位：万元"]
    assert of(["荷塘市钟楼区档索馆", "2023年度部门决算", *BODY, *tables, *tables]).agency == "荷塘市钟楼区档案馆"


@pytest.mark.parametrize(
    ("lines", "year", "kind"),
    [
        (["荷塘市林业局", "2025年部门预算", "与2024年预算相比，2023年决算数减少。"], 2025, "budget"),
        (["荷塘市林业局二〇二二年度部门决算"], 2022, "final"),
        (["荷塘市林业局", "部门决算", "2024年8月"], 2023, "final"),  # only the date of publication
        (["荷塘市林业局", "部门预算", "2024年2月"], 2024, "budget"),
        (["一、收入支出决算总体情况说明", "2021年度财政拨款支出完成年初预算的98%。", "2021年度"], 2021, "final"),
        (["荷塘市林业局主要职责"], None, None),
        (["2021年“三公”经费支出预算为5.00万元，比2020年预算减少1.00万元。"], 2021, "budget"),
        (["2021年“三公”经费支出预算为5.00万元，支出决算为4.00万元，较2020年决算减少1.00万元。"], 2021, "final"),
    ],
)
def test_year_and_kind(lines: list[str], year: int | None, kind: str | None, of: Identify) -> None:
    found = of(lines)
    assert (found.fiscal_year, found.report_type) == (year, kind)


def test_file_name_is_the_last_resort(of: Identify) -> None:
    found = of(["收入总计5.00万元。"], "荷塘市博物馆2021年度部门决算.txt")
    assert (found.agency, found.fiscal_year, found.report_type) == ("荷塘市博物馆", 2021, "final")


@pytest.mark.parametrize(
    ("name", "year", "code"),
    [
        ("云岭省水文局", 2024, "970000"),
        ("梅岭市白鹿岭彝族回族自治县教育局", 2024, "970225"),
        ("白鹿岭县人民医院", 2024, "970225"),
        ("青石县人民法院", 2018, "970181"),  # codes are those of the report's year
        ("荷塘市青石区人民法院", 2019, "970104"),
        ("荷塘市城区人民法院", 2024, "970103"),
        ("中共成县委员会", 2024, "970226"),
        ("荷塘经济技术开发区管理委员会", 2024, "970100"),
        ("某某生产建设兵团第二师水利局", 2024, None),
    ],
)
def test_place_in_the_name(name: str, year: int, code: str | None, of: Identify) -> None:
    assert of([name, f"{year}年度部门预算", *BODY]).region_code == code


@pytest.mark.parametrize(
    ("evidence", "code"),
    [
        ("由荷塘市财政局批复。", "970102"),
        ("梅岭市财政局批复，经梅岭市人大审议。", "970202"),
        ("由荷塘市与梅岭市共同批复。", None),
        ("按规定批复。", None),
    ],
)
def test_two_places_of_one_name(evidence: str, code: str | None, of: Identify) -> None:
    assert of(["钟楼区城市管理局", "2024年度部门预算", *BODY, evidence]).region_code == code


def test_words_that_are_also_places(of: Identify) -> None:
    """完成县委… holds 成县; 全市城区 is no 城区."""
    found = of(["海棠县委党校", "2024年部门预算", "完成县委交办任务，服务全市城区，协助完成县政府工作。", *BODY])
    assert found.region_code is None


@pytest.mark.parametrize(("year", "body", "code"), [(2017, "青石县", "970181"), (2022, "青石区", "970104")])
def test_a_county_that_became_a_district_keeps_its_id(year: int, body: str, code: str, of: Identify) -> None:
    """撤县设区: the code is that of the year, the id is one, so that a panel goes on."""
    found = of([f"荷塘市{body}档案馆", f"{year}年度部门决算", *BODY])
    assert (found.region_code, found.region_id) == (code, "970104")


@pytest.mark.parametrize(
    ("lines", "year", "kind"),
    [
        (["荷塘市档案馆部门概况", "根据2015年施行的新预算法说明如下。", "一、收入情况", "收入合计5.00万元。"], None, None),
        (["荷塘市档案馆预算说明", "本馆成立于2003年，2019年迁入新址。", "预算收入5.00万元，比上年增加1.00万元。"], None, "budget"),
        (["荷塘市档案馆公示", "发布时间：2024-10-15", "2023年“三公”经费支出合计5.00万元，比上年减少1.00万元。"], 2023, "final"),
        (["荷塘市档案馆三公支出", "2024年10月", "“三公”经费财政拨款支出5.00万元，公务接待费支出1.00万元。"], 2023, "final"),
        (["2019年机构改革情况", "荷塘市档案馆2024年部门预算", "预算收入5.00万元。"], 2024, "budget"),
    ],
)  # fmt: skip
def test_a_year_that_is_only_mentioned_is_not_the_report_s(lines, year, kind, of: Identify) -> None:
    """The year of a law, of a move, of a publication is none of the money; what was spent is no budget, whenever published."""
    found = of(lines)
    assert (found.fiscal_year, found.report_type) == (year, kind)


@pytest.mark.parametrize(
    ("lines", "scope"),
    [
        (["荷塘市档案馆2024年部门预算", *BODY], "department"),
        (["荷塘市档案馆", "2023年度", "单位决算", *BODY], "unit"),
        (["荷塘市档案馆（本级）2023年部门决算", *BODY], "unit"),
        (["2024年荷塘市档案馆（机关）部门预算公开说明", *BODY], "unit"),
        (["荷塘市档案馆2024年部门（单位）预算", "一、收入情况", "收入5.00万元。"], None),
        (["荷塘市2024年财政预算", "各部门、各单位预算单位构成", "一、收入情况", "收入5.00万元。"], None),
        (["荷塘市档案馆2024年预算公开", "第一部分 单位概况", "一、主要职责", "保管档案。", "二、部门预算单位构成", "无。"], "unit"),
        (["荷塘市档案馆2024年预算公开", "一、收入情况", "本单位收入5.00万元。"], None),
    ],
)  # fmt: skip
def test_scope_is_what_the_report_calls_itself(lines, scope, of: Identify) -> None:
    assert of(lines).scope == scope
