"""贡山独龙族怒族自治县 (云南): a road station's final account, scanned pages with a rubbish text layer among drawn ones."""
# ruff: noqa: E501  (a paragraph and its claims are one line each)

from __future__ import annotations

from decimal import Decimal

from annotations.render.forms import accounts, economic, others, sides
from annotations.render.forms.cells import Figures
from annotations.render.ledger import Ledger, item, money, percent
from annotations.render.ledger import economic as by_code
from annotations.render.markup import read_markup
from annotations.render.model import Report, Style

AGENCY = "贡山独龙族怒族自治县峡谷公路养护站"
LEDGER = Ledger(
    "万元",
    (
        item("2080502", family="5.76", initial="5.76"),
        item("2080505", wages="18.96", initial="18.96"),
        item("2082702", wages="0.38", initial="0.40"),
        item("2101102", wages="9.84", initial="10.20"),
        item("2140106", wages="128.40", goods="14.62", special="68.00", running="22.50", initial="210.00"),
        item("2210201", wages="15.72", initial="15.00"),
    ),
    by_code(
        c30101="48.60", c30102="32.15", c30107="41.20", c30108="18.96", c30110="9.84", c30112="0.38",
        c30113="15.72", c30199="6.45", c30201="2.80", c30206="0.96", c30207="0.64", c30211="3.60",
        c30213="1.10", c30217="0.32", c30228="1.90", c30231="2.40", c30299="0.90", c30302="5.76",
    ),
)  # fmt: skip
PLANNED = {others.GUESTS: Decimal("0.60"), others.RUNNING: Decimal("2.60")}
ACTUAL = {others.GUESTS: Decimal("0.32"), others.RUNNING: Decimal("2.40")}
FIGURES = Figures(zeros=True)
KEYS = accounts.Keys(code_title="科目代码", name_title="科目名称", top="项目")


def above(number: int) -> tuple[str, ...]:
    return (f"公开{number:02d}表", f"部门：{AGENCY}", "单位：万元")


FORMS = {
    "overall": sides.overall(LEDGER, "收入支出决算表", final=True, above=above(1), figures=FIGURES, short=True),
    "income": accounts.account_form(
        "income", "收入决算表", LEDGER, LEDGER.items, accounts.incomes(LEDGER), KEYS, above=above(2), figures=FIGURES
    ),
    "expenditure": accounts.account_form(
        "expenditure", "支出决算表", LEDGER, LEDGER.items, accounts.EXPENDITURE, KEYS, above=above(3), figures=FIGURES
    ),
    "appropriation": sides.appropriation(
        LEDGER, "财政拨款收入支出决算表", final=True, above=above(4), figures=FIGURES, short=True
    ),
    "general": accounts.account_form(
        "general_budget", "一般公共预算财政拨款支出决算表", LEDGER, LEDGER.general, accounts.GENERAL, KEYS, above=above(5),
        figures=FIGURES,
    ),
    "basic": economic.grouped_basic(
        LEDGER, "一般公共预算财政拨款基本支出决算表", groups=(("301",), ("303",), ("302",)), above=above(6), figures=FIGURES,
        full=True,
    ),
    "three": others.three_public_items(
        "“三公”经费、行政参公单位机关运行经费情况表", "万元", (("预算数", ("预算数",), PLANNED), ("决算统计数", ("决算数", "决算统计数"), ACTUAL)),
        above=above(7), figures=FIGURES, first="“三公”经费支出",
    ),
    "fund": accounts.account_form(
        "government_fund", "政府性基金预算财政拨款收入支出决算表", LEDGER, (), accounts.fund_columns(()), KEYS, above=above(8),
        figures=FIGURES, empty=True, notes=("备注：本单位2024年度无政府性基金预算财政拨款收支，公开空表。",),
    ),
}  # fmt: skip

L = LEDGER
BEFORE = Decimal("276.93")
UP, RATE = money(L.spent - BEFORE), percent(L.spent - BEFORE, BEFORE)
BASIC_BEFORE = Decimal("197.94")
BASIC_DOWN, BASIC_RATE = money(BASIC_BEFORE - L.basic), percent(BASIC_BEFORE - L.basic, BASIC_BEFORE)
PROJECT_BEFORE = BEFORE - BASIC_BEFORE
PROJECT_UP, PROJECT_RATE = money(L.project - PROJECT_BEFORE), percent(L.project - PROJECT_BEFORE, PROJECT_BEFORE)
INITIAL = sum((one.initial or Decimal(0) for one in L.items), Decimal(0))
OVER, OVER_RATE = money(L.spent - INITIAL), percent(L.spent - INITIAL, INITIAL)
ROADS = L.of("2140106")
TEXT = f"""
%contents 目　录
# 第一部分 部门概况 {{overview}}
## 一、主要职能 {{duties}}
### （一）主要职能 {{duties}}
负责县境内峡谷公路的日常养护、水毁修复和冬春季除雪保通；管护桥梁、涵洞和边坡防护设施；配合做好交通战备和应急抢险。
### （二）2024年度重点工作任务 {{duties}}
修复水毁路段6处，更换波形护栏1.8公里，除雪保通41天。
## 二、部门基本情况 {{organisation|overview}}
### （一）机构设置情况 {{organisation}}
本站内设综合组、养护一组、养护二组，无下属单位。
### （二）人员和车辆的编制及实有情况 {{organisation}}
2024年末事业编制16人，在职15人，退休7人；车辆编制1辆，实有1辆。
# 第二部分 2024年度部门决算表 {{report_tables}}
%% overall
%% income
%% expenditure
%% appropriation
%% general
%% basic
%% three
%% fund
%page
# 第三部分 2024年度部门决算情况说明 {{narrative}}
## 一、收入决算情况说明 {{income}}
2024年度收入合计{money(L.income)}万元，其中：<<财政拨款收入{money(L.income)}万元，占总收入的100.00%>>。<<与上年相比，收入合计增加{UP}万元，增长{RATE}%>>。增加的原因：一是雨季延长，水毁修复资金增加；二是除雪保通天数增多。
@ share | 财政拨款收入 | total | . | {money(L.income)} | 100.00 | .
@ change | 收入合计; 收入 | prior | up | {UP} | {RATE} | 一是雨季延长，水毁修复资金增加；二是除雪保通天数增多
## 二、支出决算情况说明 {{expenditure}}
2024年度支出合计{money(L.spent)}万元。其中：<<基本支出{money(L.basic)}万元，占总支出的{percent(L.basic, L.spent)}%>>；<<项目支出{money(L.project)}万元，占总支出的{percent(L.project, L.spent)}%>>；上缴上级支出、经营支出、对附属单位补助支出均为0万元。<<与上年相比，支出合计增加{UP}万元，增长{RATE}%>>。
@ share | 基本支出 | total | . | {money(L.basic)} | {percent(L.basic, L.spent)} | .
@ share | 项目支出 | total | . | {money(L.project)} | {percent(L.project, L.spent)} | .
@ change | 支出合计; 支出 | prior | up | {UP} | {RATE} | .
### （一）基本支出情况 {{basic_expenditure|expenditure}}
2024年度用于保障机构正常运转的基本支出{money(L.basic)}万元。<<受2名职工退休影响，基本支出比上年减少{BASIC_DOWN}万元，减幅{BASIC_RATE}%>>。
@ change | 基本支出 | prior | down | {BASIC_DOWN} | {BASIC_RATE} | 2名职工退休; 受2名职工退休影响
### （二）项目支出情况 {{expenditure|other}}
2024年度用于专项工作的项目支出{money(L.project)}万元，<<同比增加{PROJECT_UP}万元，增幅{PROJECT_RATE}%，主要是水毁路段修复支出增加>>。
@ change | 项目支出 | prior | up | {PROJECT_UP} | {PROJECT_RATE} | 水毁路段修复支出增加
## 三、一般公共预算财政拨款支出决算情况说明 {{general_budget}}
### （一）总体情况 {{general_budget}}
<<2024年度一般公共预算财政拨款支出{money(L.spent)}万元，占本年支出合计的100.00%>>。<<与上年对比增加{UP}万元，增长{RATE}%>>，<<完成年初预算的{percent(L.spent, INITIAL)}%>>，<<比年初预算数增加{OVER}万元，主要原因是年中下达应急抢险资金>>。
@ share | 一般公共预算财政拨款支出 | total | . | {money(L.spent)} | 100.00 | .
@ change | 一般公共预算财政拨款支出 | prior | up | {UP} | {RATE} | .; 年中下达应急抢险资金
@ completion | 一般公共预算财政拨款支出 | initial | . | {money(L.spent)} | {percent(L.spent, INITIAL)} | .
@ change | 一般公共预算财政拨款支出 | initial | up | {OVER} | . | 年中下达应急抢险资金
### （二）具体使用情况 {{general_budget}}
1.<<社会保障和就业（类）支出{money(L.of("208"))}万元，占一般公共预算财政拨款总支出的{percent(L.of("208"), L.spent)}%>>，用于缴纳社会保险和发放退休费；
@ share | 社会保障和就业（类）支出; 社会保障和就业支出; 社会保障和就业 | total | . | {money(L.of("208"))} | {percent(L.of("208"), L.spent)} | .
2.<<卫生健康（类）支出9.84万元，占一般公共预算财政拨款总支出的{percent(L.of("210"), L.spent)}%>>，用于缴纳医疗保险；
@ share | 卫生健康（类）支出; 卫生健康支出; 卫生健康 | total | . | 9.84 | {percent(L.of("210"), L.spent)} | .
3.<<交通运输（类）支出{money(ROADS)}万元，占一般公共预算财政拨款总支出的{percent(ROADS, L.spent)}%>>，用于公路养护和应急抢险；
@ share | 交通运输（类）支出; 交通运输支出; 交通运输 | total | . | {money(ROADS)} | {percent(ROADS, L.spent)} | .
4.<<住房保障（类）支出15.72万元，占一般公共预算财政拨款总支出的{percent(L.of("221"), L.spent)}%>>，用于缴纳住房公积金。
@ share | 住房保障（类）支出; 住房保障支出; 住房保障 | total | . | 15.72 | {percent(L.of("221"), L.spent)} | .
## 四、财政拨款“三公”经费支出决算情况说明 {{three_public}}
### （一）总体情况 {{three_public}}
<<2024年度财政拨款“三公”经费支出年初预算为3.20万元，决算为2.72万元，完成年初预算的85.00%>>。其中：<<公务用车运行维护费决算为2.40万元，完成年初预算的92.31%>>；<<公务接待费决算为0.32万元，完成年初预算的53.33%>>。决算数小于年初预算数的主要原因是严格落实中央八项规定精神。
@ completion | “三公”经费; “三公”经费支出; 财政拨款“三公”经费支出 | initial | below; . | 2.72 | 85.00 | 严格落实中央八项规定精神; .
@ completion | 公务用车运行维护费 | initial | below; . | 2.40 | 92.31 | 严格落实中央八项规定精神; .
@ completion | 公务接待费 | initial | below; . | 0.32 | 53.33 | 严格落实中央八项规定精神; .
2024年度财政拨款“三公”经费支出决算数<<比2023年减少0.25万元，下降8.42%>>。其中：公务用车运行维护费支出决算<<减少0.12万元，下降4.76%>>；公务接待费支出决算<<减少0.13万元，下降28.89%>>；因公出国（境）费支出决算<<无增减变化>>。减少的主要原因是车辆集中停放、接待从简。
@ change | “三公”经费; “三公”经费支出; 财政拨款“三公”经费支出 | prior | down | 0.25 | 8.42 | 车辆集中停放、接待从简; .
@ change | 公务用车运行维护费 | prior | down | 0.12 | 4.76 | 车辆集中停放、接待从简; .
@ change | 公务接待费 | prior | down | 0.13 | 28.89 | 车辆集中停放、接待从简; .
@ change? | 因公出国（境）费 | prior | flat | . | . | .; 车辆集中停放、接待从简
### （二）具体情况 {{three_public}}
公务用车保有量1辆，主要用于道路巡查和应急抢险；国内公务接待3批次、26人次。
## 五、其他重要事项及相关口径情况说明 {{other}}
### （一）机关运行经费支出情况 {{operating_cost}}
本站属于事业单位，2024年度无机关运行经费支出。
### （二）国有资产占用情况 {{state_assets}}
截至2024年12月31日，本站资产总额412.36万元，其中：流动资产8.20万元、固定资产404.16万元。<<与上年相比，本年资产总额减少21.47万元>>，其中：<<固定资产减少19.80万元，系计提折旧所致>>。
@ change | 资产总额; 本年资产总额 | prior | down | 21.47 | . | .
@ change | 固定资产 | prior | down | 19.80 | . | 计提折旧; .
### （三）政府采购支出情况 {{procurement}}
2024年度政府采购支出总额36.40万元，其中：工程支出30.00万元、服务支出6.40万元。<<授予中小企业合同金额30.00万元，占政府采购支出总额的82.42%>>。
@ share | 授予中小企业合同金额; 中小企业合同金额 | total | . | 30.00 | 82.42 | .
### （四）部门绩效自评情况 {{performance}}
对水毁修复、除雪保通2个项目开展自评，评价等次均为“优”。
# 第四部分 名词解释 {{glossary}}
一、基本支出：为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。
二、项目支出：在基本支出之外为完成特定任务所发生的支出。
三、水毁修复：对因暴雨、泥石流损坏的公路设施进行的修复。
"""

BLOCKS, CLAIMS = read_markup(TEXT, FORMS)
REPORT = Report(
    name="gongshan_road_final_2024.pdf",
    agency=(AGENCY,),
    region_code="533324",
    year=2024,
    type="final",
    cover=(AGENCY, "2024年度部门决算"),
    style=Style(
        form="mixed", body="song", head="kai", size=13.5, leading=24, half_ruled=True, rule=0.5, seed=533324, skew=0.7, dpi=140,
        quality=55, pictures=(1, 2), seal=AGENCY, repeat_head=True,
    ),
    blocks=BLOCKS,
    claims=CLAIMS,
)  # fmt: skip
