"""河北: nine numbered forms before the text, with serial numbers and a row of column numbers; goals by project within the text."""
# ruff: noqa: E501  (a paragraph of a report is one line)

from __future__ import annotations

from dataclasses import replace

from annotations.manners.body import Body
from annotations.manners.telling import Money, Teller, Verbs
from annotations.manners.wording import counted, glossary
from annotations.render.forms import accounts, economic, others, sides
from annotations.render.forms.cells import Figures, column
from annotations.render.ledger import ZERO, total
from annotations.render.model import Finding, Form, Report, Style

BODIES = (
    Body(
        "zhangbei_clinic_budget_2024.txt", "张北县云汀卫生院", "张北县", "130722", 2024, "clinic", 7224,
        Style(form="lines"), final=False, short="我单位", carry=True,
    ),
    Body(
        "shexian_market_budget_2023.pdf", "涉县清漳河市场监督管理所", "涉县", "130426", 2023, "market", 4263,
        Style(form="pdf", body="song", head="hei", size=13, leading=23, table_size=8.5, rule=0.8, margin=64), final=False, short="我单位",
    ),
)  # fmt: skip
KEYS = accounts.Keys(serial=True, top="功能分类科目", column_numbers=True)
WHOLE = (accounts.Column(("合计",), column("合计"), lambda one: one.total), *accounts.EXPENDITURE[1:3], accounts.Column(("经营支出",), column("经营支出"), accounts.nothing), accounts.Column(("上解上级支出",), column("上缴上级支出", "上解上级支出"), accounts.nothing), accounts.EXPENDITURE[5])  # fmt: skip


def write(body: Body) -> Report:
    cover = (body.agency, f"{body.year}年单位预算信息公开")
    return body.report(cover, _text(body), _forms(body), findings=_findings(body))


def _forms(body: Body) -> dict[str, Form]:
    year, ledger, figures = body.figures, body.figures.now, Figures()
    code = f"3{body.seed % 100000:05d}"
    above = (f"{code}{body.agency}", f"预算年度：{body.year}", "单位：万元")
    threes = (
        ("合计", column("合计"), year.cars),
        ("一般公共预算财政拨款", column("一般公共预算财政拨款"), year.cars),
        ("政府性基金预算财政拨款", column("政府性基金预算财政拨款"), {}),
    )
    forms = {
        "overall": sides.overall(ledger, "单位预算收支总表", final=False, above=above, figures=figures),
        "income": accounts.account_form("income", "单位预算收入总表", ledger, ledger.items, accounts.incomes(ledger, level=True), KEYS, above=above, figures=figures),
        "expenditure": accounts.account_form("expenditure", "单位预算支出总表", ledger, ledger.items, WHOLE, KEYS, above=above, figures=figures),
        "appropriation": sides.appropriation(ledger, "单位预算财政拨款收支总表", final=False, above=above, figures=figures, word="金额"),
        "general": accounts.account_form("general_budget", "单位预算一般公共预算财政拨款支出表", ledger, ledger.general, accounts.GENERAL, KEYS, above=above, figures=figures),
        "basic": economic.columned_basic(ledger, "单位预算一般公共预算财政拨款基本支出表", above=above, figures=figures, serial=True),
        "fund": accounts.account_form("government_fund", "单位预算政府性基金预算财政拨款支出表", ledger, (), accounts.GENERAL, KEYS, above=above, figures=figures, empty=True, notes=("注：无政府性基金预算财政拨款支出，空表列示。",)),
        "capital": accounts.account_form("state_capital", "单位预算国有资本经营预算财政拨款支出表", ledger, (), accounts.GENERAL, KEYS, above=above, figures=figures, empty=True, notes=("注：无国有资本经营预算财政拨款支出，空表列示。",)),
        "three": others.three_public_items("单位预算财政拨款“三公”经费支出表", "万元", threes, above=above, figures=figures, first="“三公”经费合计", serial=True),
        "assets": others.assets("单位固定资产占用情况表", _assets(body), above=(f"编制单位：{body.agency}", f"截止时间：{body.year - 1}年12月31日")),
    }  # fmt: skip
    for number, project in enumerate(year.projects, 1):
        forms[f"goal{number}"] = others.performance(
            f"{number}、{project.name}绩效目标表",
            (("项目名称", project.name), ("预算规模（万元）", f"{project.spent:.2f}"), ("绩效目标", f"用于{project.buys}，{project.done}。")),
            (
                ("产出指标", "数量指标", "任务完成量", project.done),
                ("产出指标", "质量指标", "任务合格率（%）", "≥95"),
                ("产出指标", "时效指标", "资金支付及时率（%）", "100"),
                ("效益指标", "社会效益指标", "工作得到改善", "明显"),
                ("满意度指标", "服务对象满意度指标", "群众满意度（%）", "≥92"),
            ),
        )  # fmt: skip
    return forms


def _assets(body: Body) -> tuple[tuple[str, str, str], ...]:
    area, cars = body.figures.building, body.figures.vehicles
    house, car, other = area * 11 // 100, cars * 14, body.figures.staff * 2
    rows = [("资产总额", "", f"{house + car + other}.60"), ("1、房屋（平方米）", str(area), f"{house}.40")]
    rows.append(("2、车辆（台、辆）", str(cars), f"{car}.00"))
    rows.append(("3、其他固定资产", "", f"{other}.20"))
    return tuple(rows)


def _text(body: Body) -> str:
    t = body.teller(Money(), Verbs())
    year, now, before = body.figures, body.figures.now, body.figures.before
    goals = "\n".join(f"%% goal{number}" for number in range(1, len(year.projects) + 1))
    assets = _assets(body)
    last = body.year - 1
    return f"""
%contents {body.year}年单位预算信息公开目录
# 单位预算公开表 {{report_tables}}
%% overall
%% income
%% expenditure
%% appropriation
%% general
%% basic
%% fund
%% capital
%% three
# 单位预算信息公开情况说明 {{narrative}}
按照预算公开的有关规定，现将{body.agency}{body.year}年单位预算公开如下：
## 一、单位职责及机构设置情况 {{overview|duties|organisation}}
### （一）单位职责 {{duties}}
{counted(body.kind.duties, "{n}、")}
### （二）机构设置 {{organisation}}
{body.agency}为{"行政单位" if body.kind.civil else "公益一类事业单位"}，经费形式为财政拨款，设{"、".join(body.kind.offices)}{len(body.kind.offices)}个内设机构，在职{year.staff}人。
## 二、单位预算安排的总体情况 {{overall}}
单位的各项收入和支出全部列入预算，统一编列、统一管理。
### 1、收入说明 {{income}}
收入口径为单位当年可以使用的全部资金。{body.year}年预算收入{t.m(now.grand)}，其中：一般公共预算收入{t.m(now.general_income)}{"，事业收入" + t.m(now.own) if now.own else ""}{"，上年结转" + t.m(now.opening) if now.opening else ""}。
### 2、支出说明 {{expenditure}}
支出按功能和经济两种分类编列，各表口径一致。{body.year}年支出预算{t.m(now.spent)}，其中基本支出{t.m(now.basic)}，包括人员经费{t.m(now.staff)}和日常公用经费{t.m(now.office)}；项目支出{t.m(now.project)}，主要为{"、".join(f"{one.name}{t.m(one.spent)}" for one in year.projects)}。
### 3、比上年增减情况 {{overall}}
{t.change(("预算收支安排", "预算收支", "收支预算", "收入", "支出"), now.spent, before.spent, f"{body.year}年预算收支安排{{now}}，较{last}年预算{{more}}{{amount}}", maybe=("支出", "收入"), flat=f"{body.year}年预算收支安排{{now}}，与{last}年预算持平")}，其中：{t.change("基本支出", now.basic, before.basic, "{name}{more}{amount}，主要为{reason}", why="staff", flat="{name}持平")}；{t.change("项目支出", now.project, before.project, "{name}{more}{amount}，主要为{reason}", why="project", flat="{name}持平")}。
## 三、机关运行经费安排情况 {{operating_cost}}
{f"{body.year}年机关运行经费共安排{t.m(now.office)}，用于日常办公、水电、邮电、差旅、培训和公务用车运行等。" if body.kind.civil else f"{body.agency}为事业单位，不涉及机关运行经费；安排日常公用经费{t.m(now.office)}。"}
## 四、财政拨款“三公”经费预算情况及增减变化原因 {{three_public}}
{_three_public(body, t)}
## 五、预算绩效信息 {{performance}}
### （一）总体绩效目标 {{performance}}
围绕年度重点工作，合理安排{len(year.projects)}个项目，做到预算编制有目标、执行有监控、完成有评价。
### （二）分项绩效目标 {{performance}}
{goals}
## 六、政府采购预算情况 {{procurement}}
{body.year}年，我单位安排政府采购预算{t.m(year.bought)}，全部为面向中小企业采购。
## 七、国有资产信息 {{state_assets}}
{body.agency}上年末固定资产账面为{assets[0][2]}万元，构成见附表。当年计划添置的资产以办公设备为主，已编入采购预算。
%% assets
## 八、名词解释 {{glossary}}
{glossary(t, ("一般公共预算财政拨款收入", "事业收入", "基本支出", "项目支出", "机关运行经费", "政府采购"), "{n}、")}
## 九、其他需要说明的事项 {{other}}
单位预算收支增减变化、机关运行经费以及各项预算表所列数字均按当年批复的预算填列，由于四舍五入，分项之和与合计可能略有出入。
"""


def _three_public(body: Body, t: Teller) -> str:
    year = body.figures
    now, before, last = year.cars, year.cars_before, body.year - 1
    names = ("“三公”经费", "“三公”经费预算")
    whole = t.change(
        names,
        total(now.values()),
        total(before.values()),
        f"{body.year}年，我单位“三公”经费预算安排{{now}}，较{last}年{{more}}{{amount}}",
    )
    lines = [f"{whole}。具体情况如下："]
    lines.append(f"1、因公出国（境）费0万元，{t.change('因公出国（境）费', ZERO, ZERO, '', flat=f'与{last}年持平')}。")
    cars = ("公务用车购置及运维费", "公务用车购置及运行费", "公务用车购置及运行维护费")
    running = ("公务用车运维费", "公务用车运行费", "公务用车运行维护费")
    a, b = now.get(others.RUNNING, ZERO), before.get(others.RUNNING, ZERO)
    if a:
        said = t.change(cars, a, b, f"较{last}年{{more}}{{amount}}", flat=f"与{last}年持平")
        buying = t.change(("公务用车购置费", "公务用车购置"), ZERO, ZERO, "", flat=f"与{last}年持平")
        moved = t.change(
            running, a, b, f"较{last}年{{more}}{{amount}}，主要原因是{{reason}}", why="car", flat=f"与{last}年持平"
        )
        lines.append(
            f"2、公务用车购置及运维费{t.m(a)}，{said}。其中：公务用车购置费0万元，{buying}；公务用车运维费{t.m(a)}，{moved}。"
        )
    a, b = now[others.GUESTS], before[others.GUESTS]
    said = _slipped(body, t).change(
        "公务接待费",
        a,
        b,
        f"较{last}年{{more}}{{amount}}，{{grew}}{{rate}}%，主要原因是{{reason}}",
        why="guest",
        flat=f"与{last}年持平",
    )
    lines.append(f"3、公务接待费{t.m(a)}，{said}。")
    return "\n".join(lines)


def _slipped(body: Body, t: Teller) -> Teller:
    """In one of the two reports 元 is printed where 万元 is meant."""
    return replace(t, money=Money(unit="元", ledger="元")) if body.kind_name == "market" else t


def _findings(body: Body) -> tuple[Finding, ...]:
    if body.kind_name != "market":
        return ()
    now, before = body.figures.cars[others.GUESTS], body.figures.cars_before[others.GUESTS]
    printed, moved = (
        f"较{body.year - 1}年{'增加' if now > before else '减少'}{abs(now - before):.2f}元",
        f"{abs(now - before):.2f}",
    )
    return (
        Finding("unit", f"公务接待费变动写{moved}元，应{moved}万元", (f"公务接待费{now:.2f}万元", printed), f"|{now:.2f}-{before:.2f}|={moved}万元"),
    )  # fmt: skip
