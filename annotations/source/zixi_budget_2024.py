"""资溪县 (江西): a public institution's budget as text with one cell a line."""
# ruff: noqa: E501  (a paragraph and its claims are one line each)

from __future__ import annotations

from decimal import Decimal

from annotations.render.forms import accounts, economic, others, sides
from annotations.render.forms.cells import Figures, column
from annotations.render.ledger import Ledger, item, money, percent
from annotations.render.ledger import economic as by_code
from annotations.render.markup import read_markup
from annotations.render.model import Report, Style

AGENCY = "资溪县竹海水源保护中心"
LEDGER = Ledger(
    "万元",
    (
        item("2080502", family="9.72"),
        item("2080505", wages="28.64"),
        item("2080506", wages="14.32"),
        item("2101102", wages="15.08"),
        item("2110401", wages="186.40", goods="24.36", capital="1.50", running="38.00", special="52.00"),
        item("2210201", wages="24.96"),
    ),
    by_code(
        c30101="78.36", c30102="21.48", c30103="6.53", c30107="74.43", c30108="28.64", c30109="14.32",
        c30110="15.08", c30112="1.86", c30113="24.96", c30199="3.74", c30201="5.20", c30205="0.40",
        c30206="1.80", c30207="1.26", c30211="3.60", c30216="0.90", c30217="0.60", c30226="2.40",
        c30228="3.12", c30229="3.58", c30231="1.50", c30302="9.12", c30307="0.60", c31002="1.50",
    ),
)  # fmt: skip
PROJECTS = (
    ("其他运转类", "水源地日常巡护经费", Decimal("26.00")),
    ("其他运转类", "水质自动站运行维护费", Decimal("12.00")),
    ("特定目标类", "竹海湿地生态修复项目", Decimal("52.00")),
)
NOW = {others.GUESTS: Decimal("0.60"), others.RUNNING: Decimal("1.50")}
ABOVE = ("306015资溪县竹海水源保护中心", "预算年度：2024", "单位：万元")
FIGURES = Figures()
KEYS = accounts.Keys(serial=True, top="功能分类科目", column_numbers=True)

FORMS = {
    "overall": sides.overall(LEDGER, "单位预算收支总表", final=False, above=ABOVE, figures=FIGURES),
    "income": accounts.account_form(
        "income", "单位预算收入总表", LEDGER, LEDGER.items, accounts.incomes(LEDGER, level=True), KEYS,
        above=ABOVE, figures=FIGURES,
    ),
    "expenditure": accounts.account_form(
        "expenditure", "单位预算支出总表", LEDGER, LEDGER.items,
        (accounts.Column(("合计",), column("合计"), lambda one: one.total), *accounts.EXPENDITURE[1:]),
        KEYS, above=ABOVE, figures=FIGURES,
    ),
    "appropriation": sides.appropriation(LEDGER, "单位预算财政拨款收支总表", final=False, above=ABOVE, figures=FIGURES),
    "general": accounts.account_form(
        "general_budget", "单位预算一般公共预算财政拨款支出表", LEDGER, LEDGER.general, accounts.GENERAL, KEYS,
        above=ABOVE, figures=FIGURES,
    ),
    "basic": economic.columned_basic(
        LEDGER, "单位预算一般公共预算财政拨款基本支出表", above=ABOVE, figures=FIGURES, serial=True
    ),
    "fund": accounts.account_form(
        "government_fund", "单位预算政府性基金预算财政拨款支出表", LEDGER, (), accounts.GENERAL, KEYS,
        above=ABOVE, figures=FIGURES, empty=True, notes=("注：本单位无政府性基金预算财政拨款支出，空表列示。",),
    ),
    "capital": accounts.account_form(
        "state_capital", "单位预算国有资本经营预算财政拨款支出表", LEDGER, (), accounts.GENERAL, KEYS,
        above=ABOVE, figures=FIGURES, empty=True, notes=("注：本单位无国有资本经营预算财政拨款支出，空表列示。",),
    ),
    "three": others.three_public_items(
        "单位预算财政拨款“三公”经费支出表", "万元",
        (
            ("合计", column("合计"), NOW), ("一般公共预算财政拨款", column("一般公共预算财政拨款"), NOW),
            ("政府性基金预算财政拨款", column("政府性基金预算财政拨款"), {}),
        ),
        above=ABOVE, figures=FIGURES, first="“三公”经费合计", serial=True,
    ),
    "goal": others.performance(
        "1、竹海湿地生态修复项目绩效目标表",
        (("项目名称", "竹海湿地生态修复项目"), ("绩效目标", "修复退化湿地，恢复缓冲带植被，减少入库泥沙。")),
        (
            ("产出指标", "数量指标", "恢复缓冲带长度（公里）", "≥4.5"),
            ("产出指标", "质量指标", "植被成活率（%）", "≥85"),
            ("产出指标", "时效指标", "按期完成率（%）", "100"),
            ("效益指标", "生态效益指标", "断面水质达到Ⅱ类（%）", "≥95"),
            ("满意度指标", "服务对象满意度指标", "沿岸村民满意度（%）", "≥90"),
        ),
    ),
    "assets": others.assets(
        "单位固定资产占用情况表",
        (
            ("资产总额", "", "318.65"), ("1、房屋（平方米）", "860", "196.40"), ("2、车辆（台、辆）", "1", "17.85"),
            ("3、单价在50万元以上的设备", "1", "64.00"), ("4、其他固定资产", "", "40.40"),
        ),
        above=("截止时间：2023年12月31日",),
    ),
}  # fmt: skip

L = LEDGER
BEFORE = Decimal("372.15")  # 2023年预算
BEFORE_BASIC, BEFORE_PROJECT = Decimal("290.15"), Decimal("82.00")
UP, UP_RATE = money(L.spent - BEFORE), percent(L.spent - BEFORE, BEFORE)
BASIC_UP, PROJECT_UP = money(L.basic - BEFORE_BASIC), money(L.project - BEFORE_PROJECT)

TEXT = f"""
%contents 2024年单位预算公开目录
# 第一部分 {AGENCY}概况 {{overview}}
## 一、单位主要职责 {{duties}}
（一）承担全县集中式饮用水水源地、竹海湿地的巡查管护和水质监测的事务性工作。
（二）受委托开展水源保护区标识标牌、隔离防护设施的建设与维护。
（三）收集整理水源水质、水量和库区植被资料，为主管部门决策提供技术支撑。
（四）组织开展水源保护宣传教育，受理群众对污染水源行为的反映并及时转办。
（五）完成县委、县政府和主管部门交办的其他任务。
## 二、机构设置情况 {{organisation}}
{AGENCY}为公益一类事业单位，内设综合股、监测股、管护股3个股室，编制24名，实有在编人员22人，退休人员6人。本单位预算为本级预算，没有下属单位。
# 第二部分 2024年单位预算情况说明 {{narrative}}
## 一、预算收支安排总体情况 {{overall}}
### （一）收入预算 {{income}}
2024年收入预算总额{money(L.income)}万元，全部为一般公共预算拨款收入，<<较2023年预算增加{UP}万元，增长{UP_RATE}%>>。
@ change | 收入预算; 收入预算总额; 收入 | prior | up | {UP} | {UP_RATE} | .
### （二）支出预算 {{expenditure}}
2024年支出预算总额{money(L.spent)}万元，其中<<基本支出{money(L.basic)}万元，占支出预算的{percent(L.basic, L.spent)}%>>；<<项目支出{money(L.project)}万元，占支出预算的{percent(L.project, L.spent)}%>>。
@ share | 基本支出 | total | . | {money(L.basic)} | {percent(L.basic, L.spent)} | .
@ share | 项目支出 | total | . | {money(L.project)} | {percent(L.project, L.spent)} | .
### （三）比上年增减情况 {{overall?}}
<<2024年支出预算较上年增加{UP}万元>>。其中：<<基本支出增加{BASIC_UP}万元，主要原因是新招聘2名水质监测技术人员，相应增加工资和社保缴费>>；<<项目支出增加{PROJECT_UP}万元，主要原因是竹海湿地生态修复项目进入第二期施工>>。
@ change | 支出预算; 支出 | prior | up | {UP} | . | .
@ change | 基本支出 | prior | up | {BASIC_UP} | . | 新招聘2名水质监测技术人员，相应增加工资和社保缴费
@ change | 项目支出 | prior | up | {PROJECT_UP} | . | 竹海湿地生态修复项目进入第二期施工
## 二、财政拨款收支情况 {{appropriation}}
2024年财政拨款收支预算{money(L.granted)}万元，收入全部来自一般公共预算，支出按功能分类：<<节能环保支出{money(L.of("211"))}万元，占{percent(L.of("211"), L.spent)}%>>；<<社会保障和就业支出{money(L.of("208"))}万元，占{percent(L.of("208"), L.spent)}%>>；<<住房保障支出{money(L.of("221"))}万元，占{percent(L.of("221"), L.spent)}%>>；<<卫生健康支出{money(L.of("210"))}万元，占{percent(L.of("210"), L.spent)}%>>。
@ share | 节能环保支出 | total | . | {money(L.of("211"))} | {percent(L.of("211"), L.spent)} | .
@ share | 社会保障和就业支出 | total | . | {money(L.of("208"))} | {percent(L.of("208"), L.spent)} | .
@ share | 住房保障支出 | total | . | {money(L.of("221"))} | {percent(L.of("221"), L.spent)} | .
@ share | 卫生健康支出 | total | . | {money(L.of("210"))} | {percent(L.of("210"), L.spent)} | .
## 三、机关运行经费安排情况 {{operating_cost}}
本单位为事业单位，不安排机关运行经费，日常公用经费{money(L.office)}万元，用于办公、差旅、水电、邮电和车辆运行等日常开支。
## 四、“三公”经费预算情况及增减变化原因 {{three_public}}
2024年“三公”经费预算2.10万元，<<较上年减少0.20万元，下降8.70%>>。其中：
@ change | “三公”经费; “三公”经费预算 | prior | down | 0.20 | 8.70 | .
1.因公出国（境）费0万元，<<与上年持平>>。
@ change | 因公出国（境）费 | prior | flat | . | . | .
2.公务接待费0.60万元，<<比上年减少0.20万元，下降25.00%，主要原因是严格执行接待标准，减少陪餐人数>>。
@ change | 公务接待费 | prior | down | 0.20 | 25.00 | 严格执行接待标准，减少陪餐人数
3.公务用车购置及运行维护费1.50万元，其中公务用车购置费0万元，<<与上年持平>>；公务用车运行维护费1.50万元，<<与上年持平，主要原因是巡护车辆保有量没有变化>>。
@ change | 公务用车购置费 | prior | flat | . | . | .; 巡护车辆保有量没有变化
@ change | 公务用车运行维护费 | prior | flat | . | . | 巡护车辆保有量没有变化
## 五、预算绩效信息 {{performance}}
2024年本单位项目支出全部编制绩效目标，涉及项目3个、资金{money(L.project)}万元。
## 六、政府采购预算情况 {{procurement}}
2024年本单位未安排政府采购预算。
## 七、国有资产信息 {{state_assets}}
截至2023年12月31日，本单位固定资产总额318.65万元，当年未安排购置车辆和单价50万元以上的设备。
# 第三部分 2024年单位预算表 {{report_tables}}
%% overall
%% income
%% expenditure
%% appropriation
%% general
%% basic
%% fund
%% capital
%% three
%% goal
%% assets
# 第四部分 名词解释 {{glossary}}
一、一般公共预算拨款收入：指县级财政从一般公共预算中安排给单位的资金。
二、基本支出：指单位为维持正常运转、完成日常任务而安排的人员经费和公用经费。
三、项目支出：指单位为完成特定任务，在基本支出以外安排的支出。
四、“三公”经费：指用财政拨款安排的因公出国（境）费、公务用车购置及运行维护费和公务接待费。
五、结转结余：指上年末没有用完、按规定可以在本年继续使用的资金，以及已经完成任务后剩下的资金。
"""

BLOCKS, CLAIMS = read_markup(TEXT, FORMS)
REPORT = Report(
    name="zixi_water_budget_2024.txt",
    agency=(AGENCY,),
    region_code="361028",
    year=2024,
    type="budget",
    cover=(AGENCY, "2024年单位预算"),
    style=Style(form="lines"),
    blocks=BLOCKS,
    claims=CLAIMS,
)
