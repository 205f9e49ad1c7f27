"""呼玛县 (黑龙江): a town's budget as text that repeats caption and header on every page and wraps cells."""
# ruff: noqa: E501  (a paragraph and its claims are one line each)

from __future__ import annotations

from decimal import Decimal

from annotations.render.forms import accounts, economic, others, sides
from annotations.render.forms.cells import Figures, column
from annotations.render.ledger import Ledger, item, money, percent
from annotations.render.ledger import economic as by_code
from annotations.render.markup import read_markup
from annotations.render.model import Finding, Report, Style

AGENCY = "呼玛县白桦岭镇人民政府"
LEDGER = Ledger(
    "万元",
    (
        item("2010301", wages="318.26", goods="52.40", capital="3.00", running="26.00"),
        item("2010302", running="18.00"),
        item("2080501", family="14.28"),
        item("2080505", wages="46.92"),
        item("2089999", wages="1.24"),
        item("2101101", wages="22.85"),
        item("2120303", special="65.00"),
        item("2120804", special="120.00", fund="1"),
        item("2130705", family="96.40", special="12.00"),
        item("2210201", wages="36.18"),
    ),
    by_code(
        c30101="132.64", c30102="88.75", c30103="61.30", c30107="22.68", c30108="46.92", c30110="22.85",
        c30112="1.24", c30113="36.18", c30199="12.89", c30201="12.60", c30202="2.40", c30206="3.20",
        c30207="1.80", c30208="9.60", c30211="4.50", c30217="1.20", c30228="5.32", c30229="3.18",
        c30231="4.00", c30239="4.60", c30302="13.68", c30305="96.40", c30307="0.60", c31002="3.00",
    ),
)  # fmt: skip
NOW = {others.GUESTS: Decimal("1.20"), others.RUNNING: Decimal("4.00")}
BEFORE_THREE = {others.GUESTS: Decimal("1.60"), others.RUNNING: Decimal("4.00")}
ABOVE = (f"412008 {AGENCY}", "预算年度：2023", "单位：万元")
FIGURES = Figures()
KEYS = accounts.Keys(serial=True, top="功能分类科目", column_numbers=True)
WHOLE = (accounts.Column(("合计",), column("合计"), lambda one: one.total), *accounts.EXPENDITURE[1:])
FUND_COLUMNS = tuple(
    accounts.Column(("本年政府性基金预算支出", *one.printed), one.path, one.amount) for one in accounts.GENERAL
)

FORMS = {
    "overall": sides.overall(LEDGER, "部门收支总表", final=False, above=ABOVE, figures=FIGURES),
    "income": accounts.account_form(
        "income", "部门收入总表", LEDGER, LEDGER.items, accounts.incomes(LEDGER, level=True), KEYS, above=ABOVE, figures=FIGURES
    ),
    "expenditure": accounts.account_form(
        "expenditure", "部门支出总表", LEDGER, LEDGER.items, WHOLE, KEYS, above=ABOVE, figures=FIGURES
    ),
    "appropriation": sides.appropriation(
        LEDGER, "财政拨款收支总表", final=False, above=ABOVE, figures=FIGURES, bracket=True
    ),
    "general": accounts.account_form(
        "general_budget", "一般公共预算支出表", LEDGER, LEDGER.general, accounts.GENERAL, KEYS, above=ABOVE, figures=FIGURES
    ),
    "basic": economic.columned_basic(LEDGER, "一般公共预算基本支出表", above=ABOVE, figures=FIGURES, serial=True),
    "three": others.three_public_items(
        "一般公共预算“三公”经费支出表", "万元",
        (("2022年预算数", ("上年预算数", "2022年预算数"), BEFORE_THREE), ("2023年预算数", ("预算数", "本年预算数", "2023年预算数"), NOW)),
        above=ABOVE, figures=FIGURES,
    ),
    "fund": accounts.account_form(
        "government_fund", "政府性基金预算支出表", LEDGER, LEDGER.funds, FUND_COLUMNS, KEYS, above=ABOVE, figures=FIGURES
    ),
    "capital": accounts.account_form(
        "state_capital", "国有资本经营预算支出表", LEDGER, (), accounts.GENERAL, KEYS, above=ABOVE, figures=FIGURES,
        empty=True, blank_rows=1, notes=("注：我镇没有使用国有资本经营预算安排的支出，此表为空。",),
    ),
    "procurement": others.procurement(
        "政府采购预算表", "万元", (("货物", Decimal("8.60")), ("工程", Decimal("148.00"))), above=ABOVE, figures=FIGURES
    ),
}  # fmt: skip

L = LEDGER
BEFORE = Decimal("734.20")
UP, RATE = money(L.spent - BEFORE), percent(L.spent - BEFORE, BEFORE)
GENERAL_BEFORE = BEFORE  # no fund budget then
DOWN, DOWN_RATE = money(GENERAL_BEFORE - L.general_spent), percent(GENERAL_BEFORE - L.general_spent, GENERAL_BEFORE)
TEXT = f"""
%contents 目录
# 第一部分 白桦岭镇人民政府概况 {{overview}}
## 一、主要职能 {{duties}}
（一）落实上级党委、政府的决定和镇人民代表大会的决议，管理本镇经济社会事务。
（二）编制并执行镇村发展规划，组织农田水利、道路和供水设施的建设管护。
（三）做好民政、社保、卫生健康、文化和退役军人服务工作。
（四）负责森林草原防火、防汛抗旱和安全生产的属地管理。
（五）指导村民委员会开展自治，推进村务公开。
## 二、部门机构设置 {{organisation}}
白桦岭镇设党政综合办公室、农业农村办公室、社会事务办公室、综合执法办公室，下设便民服务中心1个。全镇行政编制26名、事业编制21名，2022年末实有人员44人。
# 第二部分 2023年部门预算表 {{report_tables}}
%% overall
%% income
%% expenditure
%% appropriation
%% general
%% basic
%% three
%% fund
%% capital
%% procurement
# 第三部分 2023年部门预算情况说明 {{narrative}}
## 一、关于2023年收支预算总体情况的说明 {{overall}}
按照综合预算原则，我镇全部收入和支出均纳入部门预算管理。2023年收支总预算{money(L.spent)}万元，<<比2022年预算增加{UP}万元，增长{RATE}%，主要是新增高标准村屯道路建设资金>>。
@ change | 收支总预算; 收支预算; 收入; 支出; 收支总预算数 | prior | up | {UP} | {RATE} | 新增高标准村屯道路建设资金
@=change? | 支出; 收入 | prior | up | {UP} | {RATE} | 新增高标准村屯道路建设资金
## 二、关于2023年收入预算情况的说明 {{income}}
<<一般公共预算拨款收入{money(L.general_spent)}万元，占{percent(L.general_spent, L.income)}%>>；<<政府性基金预算拨款收入{money(L.fund_spent)}万元，占{percent(L.fund_spent, L.income)}%>>。
@ share | 一般公共预算拨款收入 | total | . | {money(L.general_spent)} | {percent(L.general_spent, L.income)} | .
@ share | 政府性基金预算拨款收入 | total | . | {money(L.fund_spent)} | {percent(L.fund_spent, L.income)} | .
## 三、关于2023年支出预算情况的说明 {{expenditure}}
2023年支出预算{money(L.spent)}万元，其中：<<基本支出{money(L.basic)}万元，占{percent(L.basic, L.spent)}%>>，<<项目支出{money(L.project)}万元，占{percent(L.project, L.spent)}%>>。
@ share | 基本支出 | total | . | {money(L.basic)} | {percent(L.basic, L.spent)} | .
@ share | 项目支出 | total | . | {money(L.project)} | {percent(L.project, L.spent)} | .
## 四、关于2023年财政拨款收支预算总体情况的说明 {{appropriation}}
2023年财政拨款收支总预算{money(L.granted)}万元。收入包括一般公共预算拨款{money(L.general_spent)}万元、政府性基金预算拨款{money(L.fund_spent)}万元。支出包括：一般公共服务支出{money(L.of("201"))}万元、社会保障和就业支出{money(L.of("208"))}万元、卫生健康支出{money(L.of("210"))}万元、城乡社区支出{money(L.of("212"))}万元、农林水支出{money(L.of("213"))}万元、住房保障支出{money(L.of("221"))}万元。
## 五、关于2023年一般公共预算当年拨款情况的说明 {{general_budget}}
### （一）一般公共预算当年拨款规模变化情况 {{general_budget}}
2023年一般公共预算当年拨款{money(L.general_spent)}万元，<<比2022年预算数减少{DOWN}万元，降低{DOWN_RATE}%，主要是一次性救灾补助不再列入预算>>。
@ change | 一般公共预算当年拨款; 一般公共预算拨款 | prior | down | {DOWN} | {DOWN_RATE} | 一次性救灾补助不再列入预算
### （二）一般公共预算当年拨款结构情况 {{general_budget}}
<<一般公共服务支出{money(L.of("201"))}万元，占{percent(L.of("201"), L.general_spent)}%>>；<<农林水支出{money(L.of("213"))}万元，占{percent(L.of("213"), L.general_spent)}%>>；<<城乡社区支出65.00万元，占{percent(Decimal("65"), L.general_spent)}%>>；其余用于社会保障和就业、卫生健康、住房保障。
@ share | 一般公共服务支出 | total | . | {money(L.of("201"))} | {percent(L.of("201"), L.general_spent)} | .
@ share | 农林水支出 | total | . | {money(L.of("213"))} | {percent(L.of("213"), L.general_spent)} | .
@ share | 城乡社区支出 | total | . | 65.00 | {percent(Decimal("65"), L.general_spent)} | .
### （三）一般公共预算当年拨款具体使用情况 {{general_budget}}
1.一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）行政运行（项）2023年预算数为{money(L.of("2010301"))}万元，<<比2022年预算数增加12.46万元，增长{percent(Decimal("12.46"), L.of("2010301") - Decimal("12.46"))}%，主要是调入3名工作人员>>。
@ change | 行政运行; 行政运行（项） | prior | up | 12.46 | {percent(Decimal("12.46"), L.of("2010301") - Decimal("12.46"))} | 调入3名工作人员
2.城乡社区支出（类）城乡社区公共设施（款）小城镇基础设施建设（项）2023年预算数为65.00万元，<<比2022年预算数减少35.00万元，降低35.00%，主要是供水管网改造工程已经完工>>。
@ change | 小城镇基础设施建设; 小城镇基础设施建设（项） | prior | down | 35.00 | 35.00 | 供水管网改造工程已经完工
3.农林水支出（类）农村综合改革（款）对村民委员会和村党支部的补助（项）2023年预算数为108.40万元，<<与2022年预算数持平>>。
@ change | 对村民委员会和村党支部的补助; 对村民委员会和村党支部的补助（项） | prior | flat | . | . | .
4.住房保障支出（类）住房改革支出（款）住房公积金（项）2023年预算数为36.18万元，<<比2022年预算数增加1.52万元，增长4.39%，主要是缴费工资提高>>。
@ change | 住房公积金; 住房公积金（项） | prior | up | 1.52 | 4.39 | 缴费工资提高
## 六、关于2023年一般公共预算基本支出情况的说明 {{basic_expenditure}}
2023年一般公共预算基本支出{money(L.basic)}万元，其中：人员经费{money(L.staff)}万元，主要包括工资、津贴补贴、社会保障缴费、村干部补助等；公用经费{money(L.office)}万元，主要包括办公费、取暖费、差旅费、公务用车运行维护费等。
## 七、关于2023年“三公”经费预算情况的说明 {{three_public}}
2023年“三公”经费预算数为5.20万元，<<比2022年预算减少0.40万元，降低7.14%>>。其中：因公出国（境）费0万元；公务用车购置及运行费4.00万元，<<与上年持平>>；公务接待费1.20万元，<<比上年减少0.40万元，降低25.00%，原因是大力压缩一般性支出>>。
@ change | “三公”经费; “三公”经费预算数 | prior | down | 0.40 | 7.14 | .
@ change | 公务用车购置及运行费 | prior | flat | . | . | .
@ change | 公务接待费 | prior | down | 0.40 | 25.00 | 大力压缩一般性支出
## 八、关于2023年政府性基金预算支出情况的说明 {{government_fund}}
2023年政府性基金预算支出120.00万元，<<比上年增加120.00万元，主要是村屯道路硬化工程首次列入预算>>。
@ change | 政府性基金预算支出 | prior | up | 120.00 | . | 村屯道路硬化工程首次列入预算
## 九、关于2023年国有资本经营预算支出情况的说明 {{state_capital}}
我镇2023年没有使用国有资本经营预算安排的支出。
## 十、其他重要事项的情况说明 {{other}}
### （一）机关运行经费 {{operating_cost}}
2023年机关运行经费财政拨款预算55.40万元，<<比2022年预算增加2.60元，增长4.92%，主要是取暖费标准上调>>。
@ change | 机关运行经费; 机关运行经费财政拨款预算 | prior | up | 0.00026 | 4.92 | 取暖费标准上调
### （二）政府采购情况 {{procurement}}
2023年政府采购预算156.60万元，其中：货物8.60万元，工程148.00万元，没有安排服务采购。
### （三）国有资产占有使用情况 {{state_assets}}
截至2022年底，我镇共有车辆2辆，其中应急保障用车1辆、一般公务用车1辆。2023年部门预算没有安排购置车辆。
### （四）预算绩效情况 {{performance}}
2023年实行绩效目标管理的项目4个，涉及资金223.00万元，其中一般公共预算103.00万元、政府性基金预算120.00万元。
# 第四部分 名词解释 {{glossary}}
（一）财政拨款收入：指县级财政当年拨付的资金。
（二）基本支出：指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。
（三）项目支出：指在基本支出之外为完成特定任务和发展目标而发生的支出。
（四）“三公”经费：指使用财政拨款安排的因公出国（境）费、公务用车购置及运行费和公务接待费。
（五）机关运行经费：指使用一般公共预算安排的、用于购买货物和服务以保障机关运转的资金。
"""

BLOCKS, CLAIMS = read_markup(TEXT, FORMS)
REPORT = Report(
    name="huma_town_budget_2023.txt",
    agency=(AGENCY,),
    region_code="232721",
    year=2023,
    type="budget",
    cover=(f"{AGENCY}", "2023年部门预算公开"),
    style=Style(form="pages"),
    blocks=BLOCKS,
    claims=CLAIMS,
    findings=(
        Finding(
            "unit",
            "“机关运行经费比2022年预算增加2.60元”，应为万元",
            ("机关运行经费财政拨款预算55.40万元", "增加2.60元，增长4.92%"),
            "55.40-2.60=52.80; 2.60/52.80=4.92% (万元)",
        ),
        Finding(
            "error",
            "绩效目标项目涉及资金写 223.00，项目支出合计 241.00",
            ("涉及资金223.00万元", f"项目支出{money(L.project)}万元"),
            "26+18+65+120+12=241; 241.00-223.00=18.00",
        ),
    ),
)
