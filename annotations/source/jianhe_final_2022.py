"""剑河县 (贵州): a river service centre's final account as a colour scan with a red seal, skewed."""
# ruff: noqa: E501  (a paragraph and its claims are one line each)

from __future__ import annotations

from decimal import Decimal

from annotations.render.forms import accounts, economic, others, sides
from annotations.render.forms.cells import Figures
from annotations.render.ledger import Ledger, item, money, percent
from annotations.render.ledger import economic as by_code
from annotations.render.markup import read_markup
from annotations.render.model import Finding, Report, Style

AGENCY = "剑河县清水江航道事务服务中心"
LEDGER = Ledger(
    "万元",
    (
        item("2080502", family="6.48", initial="6.20"),
        item("2080505", wages="24.18", initial="25.00"),
        item("2101102", wages="12.64", initial="12.64"),
        item("2140123", running="9.60", special="112.00", initial="96.00"),
        item("2140136", wages="168.35", goods="19.42", initial="180.50"),
        item("2210201", wages="20.76", initial="20.40"),
    ),
    by_code(
        c30101="74.52", c30102="18.36", c30107="68.44", c30108="24.18", c30110="12.64", c30112="1.12",
        c30113="20.76", c30199="5.91", c30201="4.15", c30206="1.36", c30207="1.08", c30211="3.24",
        c30217="0.26", c30225="2.10", c30228="2.45", c30231="3.18", c30299="1.60", c30302="6.48",
    ),
)  # fmt: skip
PLANNED = {others.GUESTS: Decimal("0.50"), others.RUNNING: Decimal("3.20")}
ACTUAL = {others.GUESTS: Decimal("0.26"), others.RUNNING: Decimal("3.18")}
FIGURES = Figures(zeros=False)
KEYS = accounts.Keys(code_title="支出功能分类科目编码", name_title="科目名称", column_numbers=True)


def above(number: int) -> tuple[str, ...]:
    return (f"公开{number:02d}表", f"部门：{AGENCY}", "单位：万元")


FORMS = {
    "overall": sides.overall(LEDGER, "收入支出决算总表", final=True, above=above(1), figures=FIGURES, short=True),
    "income": accounts.account_form(
        "income", "收入决算表", LEDGER, LEDGER.items, accounts.incomes(LEDGER, own=("上级补助收入", "事业收入", "其他收入")),
        KEYS, above=above(2), figures=FIGURES,
    ),
    "expenditure": accounts.account_form(
        "expenditure", "支出决算表", LEDGER, LEDGER.items, accounts.EXPENDITURE[:3], KEYS, above=above(3), figures=FIGURES
    ),
    "appropriation": sides.appropriation(
        LEDGER, "财政拨款收入支出决算总表", final=True, above=above(4), figures=FIGURES, short=True
    ),
    "general": accounts.account_form(
        "general_budget", "一般公共预算财政拨款支出决算表", LEDGER, LEDGER.general, accounts.GENERAL, KEYS, above=above(5),
        figures=FIGURES,
    ),
    "basic": economic.grouped_basic(
        LEDGER, "一般公共预算财政拨款基本支出决算表", groups=(("301", "303"), ("302", "310")), above=above(6), figures=FIGURES,
        full=False,
    ),
    "three": others.three_public_items(
        "“三公”经费支出决算表", "万元", (("预算数", ("预算数",), PLANNED), ("决算数", ("决算数",), ACTUAL)), above=above(7),
        figures=Figures(zeros=True), first="合 计",
    ),
}  # fmt: skip

L = LEDGER
BEFORE = Decimal("352.17")
UP, RATE = money(L.spent - BEFORE), percent(L.spent - BEFORE, BEFORE)
INITIAL = sum((one.initial or Decimal(0) for one in L.items), Decimal(0))
WATERWAY = L.of("2140123")
TEXT = f"""
# 第一部分 单位概况 {{overview}}
## 一、主要职能 {{duties}}
承担清水江县境段航道的养护、航标维护和水上助航设施管理工作；协助开展水路运输安全宣传；汇总上报航道水情；完成上级交办的其他工作。
## 二、机构设置情况 {{organisation}}
{AGENCY}为财政全额拨款事业单位，内设综合科、航道科，年末在职人员19人、退休人员9人、公务用船2艘。
# 第二部分 2022年度单位决算情况说明 {{narrative}}
## 一、收入支出总体情况 {{overall}}
2022年度收入总计{money(L.grand)}万元，支出总计{money(L.grand)}万元。<<收入支出与上年相比，各增加{UP}万元，上升{RATE}%，主要原因是汛后航道疏浚任务增加>>。
@ change | 收入总计; 收入支出; 收入 | prior | up | {UP} | {RATE} | 汛后航道疏浚任务增加
@=change | 支出总计; 收入支出; 支出 | prior | up | {UP} | {RATE} | 汛后航道疏浚任务增加
## 二、收入情况 {{income}}
本年收入{money(L.income)}万元，其中<<财政拨款收入{money(L.granted)}万元，占总收入的100%>>。
@ share | 财政拨款收入 | total | . | {money(L.granted)} | 100 | .
## 三、支出情况 {{expenditure}}
本年支出{money(L.spent)}万元，其中<<基本支出{money(L.basic)}万元，占总支出的{percent(L.basic, L.spent)}%>>；<<项目支出{money(L.project)}万元，占总支出的{percent(L.project, L.spent)}%>>。<<项目支出比上年增加19.36万元，上升18.94%，是因为新增两处浅滩疏浚>>。
@ share | 基本支出 | total | . | {money(L.basic)} | {percent(L.basic, L.spent)} | .
@ share | 项目支出 | total | . | {money(L.project)} | {percent(L.project, L.spent)} | .
@ change | 项目支出 | prior | up | 19.36 | 18.94 | 新增两处浅滩疏浚
## 四、财政拨款支出情况 {{appropriation}}
<<2022年度财政拨款支出{money(L.spent)}万元，完成年初预算的{percent(L.spent, INITIAL)}%>>。按功能分类：
@ completion | 财政拨款支出 | initial | . | {money(L.spent)} | {percent(L.spent, INITIAL)} | .
1、<<航道维护（项）支出{money(WATERWAY)}万元，完成年初预算的{percent(WATERWAY, Decimal(96))}%，决算数大于预算数的原因是追加汛后疏浚资金>>。
@ completion | 航道维护; 航道维护（项） | initial | above | {money(WATERWAY)} | {percent(WATERWAY, Decimal(96))} | 追加汛后疏浚资金
2、<<水路运输管理支出（项）支出{money(L.of("2140136"))}万元，完成年初预算的{percent(L.of("2140136"), Decimal("180.5"))}%，决算数大于预算数的原因是补发绩效工资>>。
@ completion | 水路运输管理支出; 水路运输管理支出（项） | initial | above | {money(L.of("2140136"))} | {percent(L.of("2140136"), Decimal("180.5"))} | 补发绩效工资
3、<<机关事业单位基本养老保险缴费支出（项）支出24.18万元，完成年初预算的96.72%，决算数小于预算数的原因是1人调出>>。
@ completion | 机关事业单位基本养老保险缴费支出; 机关事业单位基本养老保险缴费支出（项） | initial | below | 24.18 | 96.72 | 1人调出
4、<<事业单位医疗（项）支出12.64万元，完成年初预算的100%，决算数等于预算数>>。
@ completion | 事业单位医疗; 事业单位医疗（项） | initial | equal | 12.64 | 100 | .
5、<<住房公积金（项）支出20.76万元，完成年初预算的101.76%，决算数大于预算数的原因是缴存比例调整>>。
@ completion | 住房公积金; 住房公积金（项） | initial | above | 20.76 | 101.76 | 缴存比例调整
## 五、“三公”经费情况 {{three_public}}
<<2022年度“三公”经费支出3.44万元，完成预算的92.97%>>，<<比上年减少0.62万元，降低15.27%，主要原因是公务接待次数减少>>。其中：<<公务用车购置及运行维护费3.18万元，占92.44%>>，<<比上年减少0.24万元，降低7.02%>>；<<公务接待费0.26万元，占7.56%>>，<<比上年减少0.38元，降低59.38%>>。全年没有因公出国（境）支出。
@ completion | “三公”经费; “三公”经费支出 | annual | . | 3.44 | 92.97 | .
@ change | “三公”经费; “三公”经费支出 | prior | down | 0.62 | 15.27 | 公务接待次数减少
@ share | 公务用车购置及运行维护费 | total | . | 3.18 | 92.44 | .
@ change | 公务用车购置及运行维护费 | prior | down | 0.24 | 7.02 | .
@ share | 公务接待费 | total | . | 0.26 | 7.56 | .
@ change | 公务接待费 | prior | down | 0.000038 | 59.38 | .
## 六、其他重要事项 {{other}}
### （一）机关运行经费 {{operating_cost}}
本单位不属于机关运行经费统计范围。
### （二）政府采购支出 {{procurement}}
2022年度政府采购支出78.50万元，全部为工程类采购。
### （三）国有资产占用 {{state_assets}}
年末共有公务用车1辆、工作船2艘，没有单价100万元以上的设备。
### （四）预算绩效管理 {{performance}}
对2个项目开展绩效自评，<<涉及资金121.60万元，占项目支出总额的100%>>，自评平均得分93.5分。
@ share? | 项目资金; 涉及资金; 项目支出 | total | . | 121.60 | 100 | .
# 第三部分 名词解释 {{glossary}}
1、财政拨款收入：指单位从县财政取得的资金。
2、基本支出：指人员经费和日常公用经费。
3、项目支出：指完成特定工作任务的支出。
# 第四部分 决算表 {{report_tables}}
%% overall
%% income
%% expenditure
%% appropriation
%% general
%% basic
%% three
"""

BLOCKS, CLAIMS = read_markup(TEXT, FORMS)
REPORT = Report(
    name="jianhe_waterway_final_2022.pdf",
    agency=(AGENCY,),
    region_code="522629",
    year=2022,
    type="final",
    cover=(AGENCY, "2022年度部门决算公开"),
    style=Style(
        form="scan", body="song", head="hei", size=12, leading=21, rule=0.7, seed=2022, skew=0.9, dpi=150, quality=52,
        seal=AGENCY, sealed=((1, 0.54, 0.33), (5, 0.6, 0.3)),
    ),
    blocks=BLOCKS,
    claims=CLAIMS,
    findings=(
        Finding(
            "unit",
            "公务接待费“比上年减少0.38元”，应为万元",
            ("公务接待费0.26万元", "比上年减少0.38元，降低59.38%"),
            "0.26+0.38=0.64; 0.38/0.64=59.38% (万元)",
        ),
    ),
)  # fmt: skip
