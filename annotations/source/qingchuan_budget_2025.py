"""青川县 (四川): a bureau's budget as a PDF with landscape pages, wide tables with split headers."""
# ruff: noqa: E501  (a paragraph and its claims are one line each)

from __future__ import annotations

from decimal import Decimal

from annotations.render.forms import accounts, economic, others, sides
from annotations.render.forms.cells import Figures
from annotations.render.ledger import Ledger, item, money, percent
from annotations.render.ledger import economic as by_code
from annotations.render.markup import read_markup
from annotations.render.model import Finding, Report, Style

AGENCY = "青川县栈道遗址保护管理局"
LEDGER = Ledger(
    "万元",
    (
        item("2070201", wages="236.84", goods="41.75", capital="2.40", running="15.00"),
        item("2070204", running="24.00", special="180.00"),
        item("2070206", special="95.00"),
        item("2080501", family="8.64"),
        item("2080505", wages="34.72"),
        item("2080506", wages="17.36"),
        item("2101101", wages="14.90"),
        item("2101103", wages="4.25"),
        item("2210201", wages="28.46"),
    ),
    by_code(
        c30101="92.16", c30102="71.48", c30103="52.20", c30107="12.40", c30108="34.72", c30109="17.36",
        c30110="14.90", c30111="4.25", c30112="0.96", c30113="28.46", c30199="7.64", c30201="8.60",
        c30202="1.90", c30205="0.60", c30206="2.40", c30207="2.10", c30209="3.20", c30211="6.40",
        c30213="1.80", c30217="0.90", c30228="3.88", c30229="2.77", c30231="2.80", c30239="4.40",
        c30302="8.04", c30307="0.60", c31002="1.20", c31007="1.20",
    ),
)  # fmt: skip
NOW = {others.GUESTS: Decimal("0.90"), others.RUNNING: Decimal("2.80")}
FIGURES = Figures(grouped=True)
KEYS = accounts.Keys(split=True, code_title="科目编码", name_title="科目名称", total_first=True, levels=False)


def above(number: int) -> tuple[str, ...]:
    return (f"预算公开表{number:02d}", f"部门：{AGENCY}", "单位：万元")


FORMS = {
    "overall": sides.overall(LEDGER, "部门收支总表", final=False, above=above(1), figures=FIGURES, short=False, word="2025年预算数"),
    "income": accounts.account_form(
        "income", "部门收入总表", LEDGER, LEDGER.items, accounts.incomes(LEDGER, level=True), KEYS, above=above(2),
        figures=FIGURES, landscape=True,
    ),
    "expenditure": accounts.account_form(
        "expenditure", "部门支出总表", LEDGER, LEDGER.items, accounts.SPLIT, KEYS, above=above(3), figures=FIGURES,
        landscape=True,
    ),
    "appropriation": sides.appropriation(
        LEDGER, "财政拨款收支预算总表", final=False, above=above(4), figures=FIGURES, bracket=True, landscape=True, short=True
    ),
    "general": accounts.account_form(
        "general_budget", "一般公共预算支出预算表", LEDGER, LEDGER.general, accounts.SPLIT, KEYS, above=above(5),
        figures=FIGURES, landscape=True,
    ),
    "basic": economic.columned_basic(
        LEDGER, "一般公共预算基本支出预算表", above=above(6), figures=FIGURES, split=True,
        top=("经济分类科目", "基本支出"),
    ),
    "projects": others.projects(
        "一般公共预算项目支出预算表", "万元", AGENCY,
        (
            ("其他运转类", "遗址点看护人员劳务费", Decimal("24.00")), ("其他运转类", "信息系统运行维护费", Decimal("15.00")),
            ("特定目标类", "古栈道石刻抢救性加固工程", Decimal("180.00")), ("特定目标类", "栈道风貌环境整治", Decimal("95.00")),
        ),
        above=above(7), figures=FIGURES,
    ),
    "three": others.three_public_row(
        "一般公共预算“三公”经费支出预算表", "万元", ((None, NOW),), above=above(8), figures=FIGURES,
    ),
    "fund": accounts.account_form(
        "government_fund", "政府性基金支出预算表", LEDGER, (), accounts.GENERAL, KEYS, above=above(9), figures=FIGURES,
        empty=True, notes=("注：我局2025年没有使用政府性基金预算拨款安排的支出，此表无数据。",),
    ),
    "capital": accounts.account_form(
        "state_capital", "国有资本经营预算支出预算表", LEDGER, (), accounts.GENERAL, KEYS, above=above(10), figures=FIGURES,
        empty=True, notes=("注：我局2025年没有使用国有资本经营预算拨款安排的支出，此表无数据。",),
    ),
    "goal": others.performance(
        "部门预算项目绩效目标表",
        (("项目名称", "古栈道石刻抢救性加固工程"), ("年度目标", "完成三处濒危石刻的裂隙灌浆、锚固和排水，消除坠落隐患。")),
        (
            ("产出指标", "数量指标", "加固石刻处数", "≥3处"),
            ("产出指标", "质量指标", "工程验收合格率", "100%"),
            ("产出指标", "时效指标", "完工时间", "2025年11月底前"),
            ("产出指标", "成本指标", "项目总成本", "≤180万元"),
            ("效益指标", "社会效益指标", "遗址点安全事故", "0起"),
            ("满意度指标", "服务对象满意度指标", "游客满意度", "≥92%"),
        ),
        above=("（2025年度）",),
    ),
}  # fmt: skip

L = LEDGER
BEFORE = Decimal("791.36")
DOWN, DOWN_RATE = money(BEFORE - L.spent), percent(BEFORE - L.spent, BEFORE)
BASIC_BEFORE = Decimal("376.18")
BASIC_UP, BASIC_RATE = money(L.basic - BASIC_BEFORE), percent(L.basic - BASIC_BEFORE, BASIC_BEFORE)
PROJECT_BEFORE = BEFORE - BASIC_BEFORE
PROJECT_DOWN, PROJECT_RATE = money(PROJECT_BEFORE - L.project), percent(PROJECT_BEFORE - L.project, PROJECT_BEFORE)


def share(prefix: str) -> str:
    return percent(L.of(prefix), L.spent)


TEXT = f"""
%contents 目　录
# 第一部分　青川县栈道遗址保护管理局概况 {{overview}}
## 一、基本职能及主要工作 {{duties}}
### （一）基本职能 {{duties}}
1. 负责县域古栈道、关隘、石刻等遗址的调查、登记、建档和日常管理。
2. 编制遗址保护规划并组织实施，承担保护工程的勘察、设计和施工管理工作。
3. 开展遗址安全巡查，依法协助查处破坏遗址的行为。
4. 组织学术研究、陈列展示和对外宣传，推动遗址合理利用。
### （二）2025年重点工作 {{duties}}
一是完成三处濒危石刻的抢救性加固；二是建成遗址安全监测平台；三是整治栈道沿线风貌；四是举办公众考古开放日。
## 二、机构设置 {{organisation}}
{AGENCY}为县政府直属参照公务员法管理的事业单位，内设办公室、保护科、安全监测科，无下属二级预算单位。核定编制27名，2024年末在职25人，退休14人。
# 第二部分　2025年部门预算情况说明 {{narrative}}
## 一、收支预算情况说明 {{overall}}
按照综合预算的原则，{AGENCY}所有收入和支出均纳入部门预算管理。2025年收支预算总数{money(L.spent)}万元，<<较2024年收支预算总数减少{DOWN}万元，下降{DOWN_RATE}%，主要是关隘修缮工程主体完工，项目支出相应减少>>。
@ change | 收支预算总数; 收支预算; 收入; 支出 | prior | down | {DOWN} | {DOWN_RATE} | 关隘修缮工程主体完工，项目支出相应减少
@=change? | 支出; 收入 | prior | down | {DOWN} | {DOWN_RATE} | 关隘修缮工程主体完工，项目支出相应减少
### （一）收入预算情况 {{income}}
2025年收入预算{money(L.income)}万元，其中：<<上年结转0万元，占0%>>；<<一般公共预算拨款收入{money(L.income)}万元，占100%>>。
@ share | 上年结转 | total | . | 0 | 0 | .
@ share | 一般公共预算拨款收入 | total | . | {money(L.income)} | 100 | .
### （二）支出预算情况 {{expenditure}}
2025年支出预算{money(L.spent)}万元，其中：<<基本支出{money(L.basic)}万元，占{percent(L.basic, L.spent)}%>>；<<项目支出{money(L.project)}万元，占{percent(L.project, L.spent)}%>>。<<基本支出较上年增加{BASIC_UP}万元，增长{BASIC_RATE}%，主要是在职人员正常晋级晋档>>；<<项目支出较上年减少{PROJECT_DOWN}万元，下降{PROJECT_RATE}%，主要是一次性修缮资金减少>>。
@ share | 基本支出 | total | . | {money(L.basic)} | {percent(L.basic, L.spent)} | .
@ share | 项目支出 | total | . | {money(L.project)} | {percent(L.project, L.spent)} | .
@ change | 基本支出 | prior | up | {BASIC_UP} | {BASIC_RATE} | 在职人员正常晋级晋档
@ change | 项目支出 | prior | down | {PROJECT_DOWN} | {PROJECT_RATE} | 一次性修缮资金减少
## 二、财政拨款收支预算情况说明 {{appropriation}}
2025年财政拨款收支预算总数{money(L.granted)}万元，<<较2024年减少{DOWN}万元，主要原因同上>>。收入包括：本年一般公共预算拨款收入{money(L.granted)}万元；支出包括：文化旅游体育与传媒支出{money(L.of("207"))}万元、社会保障和就业支出{money(L.of("208"))}万元、卫生健康支出{money(L.of("210"))}万元、住房保障支出{money(L.of("221"))}万元。
@ change | 财政拨款收支预算总数; 财政拨款收支预算 | prior | down | {DOWN} | . | 同上; .; 关隘修缮工程主体完工，项目支出相应减少
@=change? | 财政拨款支出; 财政拨款收入 | prior | down | {DOWN} | . | 同上; .; 关隘修缮工程主体完工，项目支出相应减少
## 三、一般公共预算当年拨款情况说明 {{general_budget}}
### （一）一般公共预算当年拨款规模变化情况 {{general_budget}}
一般公共预算当年拨款{money(L.general_spent)}万元，<<比2024年预算数减少{DOWN}万元>>。
@ change | 一般公共预算当年拨款; 一般公共预算拨款 | prior | down | {DOWN} | . | .
### （二）一般公共预算当年拨款结构情况 {{general_budget}}
<<文化旅游体育与传媒支出{money(L.of("207"))}万元，占{share("207")}%>>；<<社会保障和就业支出{money(L.of("208"))}万元，占{share("208")}%>>；<<卫生健康支出{money(L.of("210"))}万元，占{share("210")}%>>；<<住房保障支出{money(L.of("221"))}万元，占4.40%>>。
@ share | 文化旅游体育与传媒支出 | total | . | {money(L.of("207"))} | {share("207")} | .
@ share | 社会保障和就业支出 | total | . | {money(L.of("208"))} | {share("208")} | .
@ share | 卫生健康支出 | total | . | {money(L.of("210"))} | {share("210")} | .
@ share | 住房保障支出 | total | . | {money(L.of("221"))} | 4.40 | .
### （三）一般公共预算当年拨款具体使用情况 {{general_budget}}
1．文化旅游体育与传媒支出（类）文物（款）行政运行（项）2025年预算数为{money(L.of("2070201"))}万元，主要用于：在职人员工资福利和机关日常运转。
2．文化旅游体育与传媒支出（类）文物（款）文物保护（项）2025年预算数为{money(L.of("2070204"))}万元，主要用于：石刻抢救性加固和遗址点看护。
3．文化旅游体育与传媒支出（类）文物（款）历史名城与古迹（项）2025年预算数为95.00万元，主要用于：栈道沿线风貌整治。
4．社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）2025年预算数为34.72万元，主要用于：单位缴纳的养老保险费。
## 四、一般公共预算基本支出情况说明 {{basic_expenditure}}
一般公共预算基本支出{money(L.basic)}万元，其中：<<人员经费{money(L.staff)}万元，占基本支出的{percent(L.staff, L.basic)}%>>，主要包括：基本工资、津贴补贴、奖金、社会保障缴费、住房公积金、退休费等；<<公用经费{money(L.office)}万元，占基本支出的{percent(L.office, L.basic)}%>>，主要包括：办公费、差旅费、物业管理费、其他交通费用、办公设备购置等。
@ share | 人员经费 | total | . | {money(L.staff)} | {percent(L.staff, L.basic)} | .
@ share | 公用经费 | total | . | {money(L.office)} | {percent(L.office, L.basic)} | .
## 五、“三公”经费财政拨款预算安排情况说明 {{three_public}}
2025年“三公”经费财政拨款预算数3.70万元，其中：因公出国（境）经费0万元，公务接待费0.90万元，公务用车购置及运行维护费2.80万元。
### （一）因公出国（境）经费 {{three_public}}
<<与2024年预算持平>>，2025年未安排出国（境）任务。
@ change | 因公出国（境）经费; 因公出国（境）费 | prior | flat | . | . | .
### （二）公务接待费 {{three_public}}
<<较2024年预算下降10%，主要原因是减少非必要的接待活动>>。计划用于接待专家现场指导和兄弟单位交流。
@ change | 公务接待费 | prior | down | . | 10 | 减少非必要的接待活动
### （三）公务用车购置及运行维护费 {{three_public}}
<<较2024年预算增加0.30万元，增长12%，主要原因是巡查车辆使用年限较长，维修费用增加>>。单位现有公务用车1辆，为越野车。2025年不安排购置公务用车。
@ change | 公务用车购置及运行维护费 | prior | up | 0.30 | 12 | 巡查车辆使用年限较长，维修费用增加
## 六、政府性基金预算支出情况说明 {{government_fund}}
{AGENCY}2025年没有使用政府性基金预算拨款安排的支出。
## 七、国有资本经营预算支出情况说明 {{state_capital}}
{AGENCY}2025年没有使用国有资本经营预算拨款安排的支出。
## 八、其他重要事项的情况说明 {{other}}
### （一）机关运行经费 {{operating_cost}}
2025年机关运行经费财政拨款预算44.15万元，<<比2024年预算增加1.25万元，增长2.91%，主要原因是人员编制增加1名>>。
@ change | 机关运行经费; 机关运行经费财政拨款预算 | prior | up | 1.25 | 2.91 | 人员编制增加1名
### （二）政府采购情况 {{procurement}}
2025年安排政府采购预算276.20万元，主要用于石刻加固、风貌整治和办公设备更新。
### （三）国有资产占有使用情况 {{state_assets}}
截至2024年底，共有车辆1辆，单位价值200万元以上大型设备0台。
### （四）绩效目标设置情况 {{performance}}
2025年绩效目标管理的项目4个，涉及财政拨款{money(L.project)}万元，覆盖全部项目。
# 第三部分　名词解释 {{glossary}}
（一）一般公共预算拨款收入：指县级财政当年拨付的资金。
（二）文物保护：反映考古发掘及文物保护方面的支出。
（三）基本支出：指为保证机构正常运转、完成日常工作任务而发生的人员支出和公用支出。
（四）项目支出：指在基本支出之外为完成特定任务和事业发展目标所发生的支出。
（五）“三公”经费：指用财政拨款安排的因公出国（境）经费、公务用车购置及运行维护费和公务接待费。
# 第四部分　部门预算表 {{report_tables}}
%% overall
%% income
%% expenditure
%% appropriation
%% general
%% basic
%% projects
%% three
%% fund
%% capital
%% goal
"""

BLOCKS, CLAIMS = read_markup(TEXT, FORMS)
REPORT = Report(
    name="qingchuan_relics_budget_2025.pdf",
    agency=(AGENCY,),
    region_code="510822",
    year=2025,
    type="budget",
    cover=(AGENCY, "2025年部门预算编制说明"),
    style=Style(form="pdf", body="kai", head="hei", size=15, leading=27, repeat_head=False, rule=0.5),
    blocks=BLOCKS,
    claims=CLAIMS,
    findings=(
        Finding(
            "error",
            f"住房保障支出占比写 4.40%，应 {share('221')}%",
            (f"住房保障支出{money(L.of('221'))}万元，占4.40%",),
            f"{money(L.of('221'))}/{money(L.spent)}={share('221')}%",
        ),
    ),
)
