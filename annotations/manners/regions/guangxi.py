"""广西: budgets in 元, every share with its change on the year before, spending told by structure down to 工资福利支出."""
# ruff: noqa: E501  (a paragraph of a report is one line)

from __future__ import annotations

from decimal import Decimal

from annotations.manners.body import Body
from annotations.manners.telling import Money, Names, Teller, Verbs
from annotations.manners.wording import classes, counted, glossary
from annotations.render.accounts import FUNCTIONAL, ordinal
from annotations.render.forms import accounts, economic, others, sides
from annotations.render.forms.cells import Figures, column
from annotations.render.ledger import ZERO, total
from annotations.render.model import Form, Report, Style

BODIES = (
    Body(
        "shanglin_town_budget_2024.pdf", "上林县云岭镇人民政府", "上林县", "450125", 2024, "town", 5125,
        Style(form="pdf", body="song", head="kai", size=14, leading=26, table_size=8.5, half_ruled=False), final=False, short="我镇",
        unit="元", fund=True,
    ),
    Body(
        "ziyuan_library_budget_2025.txt", "资源县八角寨图书馆", "资源县", "450329", 2025, "library", 5329,
        Style(form="tabs"), final=False, short="我馆", unit="元",
    ),
)  # fmt: skip
KEYS = accounts.Keys(code_title="科目编码", name_title="科目名称", top=None)
GENERAL = (
    accounts.Column(("合计",), column("合计"), lambda one: one.total - one.own, 1.4),
    accounts.Column(("基本支出", "小计"), column("基本支出/小计", "基本支出"), lambda one: one.basic, 1.4),
    accounts.Column(("基本支出", "人员经费"), column("基本支出/人员经费"), lambda one: one.wages + one.family, 1.4),
    accounts.Column(("基本支出", "公用经费"), column("基本支出/公用经费"), lambda one: one.goods + one.capital, 1.4),
    accounts.Column(("项目支出",), column("项目支出"), lambda one: one.project - one.own, 1.4),
)


def write(body: Body) -> Report:
    cover = (f"（{body.year}部门预算公开）", body.agency, f"{body.year}年部门预算公开说明")
    return body.report(cover, _text(body), _forms(body))


def _forms(body: Body) -> dict[str, Form]:
    year, ledger = body.figures, body.figures.now
    figures = Figures(grouped=body.fund)

    def above(number: int) -> tuple[str, ...]:
        return f"预算公开{number:02d}表", f"单位名称：{body.agency}", "单位：元"

    fund = ledger.funds
    return {
        "overall": sides.overall(ledger, "部门收支总体情况表", final=False, above=above(1), figures=figures, short=True),
        "income": accounts.account_form("income", "部门收入总体情况表", ledger, ledger.items, accounts.incomes(ledger, own=("事业收入", "其他收入")), KEYS, above=above(2), figures=figures),
        "expenditure": accounts.account_form("expenditure", "部门支出总体情况表", ledger, ledger.items, GENERAL, KEYS, above=above(3), figures=figures, landscape=True),
        "appropriation": sides.appropriation(ledger, "财政拨款收支总体情况表", final=False, above=above(4), figures=figures, bracket=True, short=True, landscape=True),
        "general": accounts.account_form("general_budget", "一般公共预算支出情况表", ledger, ledger.general, GENERAL, KEYS, above=above(5), figures=figures, landscape=True),
        "basic": economic.columned_basic(ledger, "一般公共预算基本支出情况表", above=above(6), figures=figures, split=True, top=("支出经济分类科目", "本年一般公共预算基本支出")),
        "three": others.three_public_items(
            "一般公共预算“三公”经费支出情况表", "元",
            (("上年预算数", ("上年预算数",), year.cars_before), (f"{body.year}年预算数", ("预算数", f"{body.year}年预算数"), year.cars)),
            above=above(7), figures=figures,
        ),
        "fund": accounts.account_form("government_fund", "政府性基金预算支出情况表", ledger, fund, accounts.GENERAL, KEYS, above=above(8), figures=figures, empty=not fund, notes=() if fund else ("注：我单位没有政府性基金预算安排的支出，故此表为空表。",)),
        "capital": accounts.account_form("state_capital", "国有资本经营预算支出情况表", ledger, (), accounts.GENERAL, KEYS, above=above(9), figures=figures, empty=True, notes=("注：我单位没有国有资本经营预算安排的支出，故此表为空表。",)),
        "procurement": others.procurement("政府采购预算表", "元", (("办公设备", year.goods_bought), ("修缮工程", year.works_bought), ("印刷和物业服务", year.services_bought)), above=above(10), figures=figures),
    }  # fmt: skip


def _text(body: Body) -> str:
    money = Money(unit="元", ledger="元", gap=" " if body.fund else "", grouped=False)
    t = body.teller(money, Verbs(), flat="同比无增减变化")
    year, now, before = body.figures, body.figures.now, body.figures.before
    whole = "{name}{now}，同比{more}{amount}，{grew}{rate}%"
    return f"""
%contents 目 录
# 第一部分：{body.agency}概况 {{overview}}
## 一、主要职能 {{duties}}
{counted(body.kind.duties, "{n}.")}
## 二、机构设置情况 {{organisation}}
{body.agency}内设{"、".join(body.kind.offices)}，无下属独立核算单位。
## 三、人员构成及编制现状 {{organisation}}
{body.short}核定编制{year.staff + 3}名，实有在职人员{year.staff}人、退休人员{year.retired}人，实有公务用车{year.vehicles}辆。
# 第二部分：{body.agency}{body.year}年部门预算报表 {{report_tables}}
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
# 第三部分：{body.agency}{body.year}年部门预算情况说明 {{narrative}}
## 一、部门收支预算总体情况说明 {{overall}}
{body.year}年收支总预算{t.m(now.grand)}，{t.change(("收支总预算", "收入总预算", "收入", "收支"), now.grand, before.grand, "同比{more}{amount}，{grew}{rate}%，主要原因是{reason}", why="all", maybe=("支出总预算", "支出"))}。
## 二、部门收入预算情况说明 {{income}}
{t.change(("收入总预算", "收入", "总收入"), now.income, before.income, f"{body.year}年{whole}")}。其中：{t.share(("一般公共预算拨款收入", "一般公共预算拨款"), now.general_income, now.income, "一般公共预算拨款收入{part}，占收入总预算的{rate}%")}{"；" + t.share("政府性基金预算拨款收入", now.fund_spent, now.income, "{name}{part}，占收入总预算的{rate}%") if now.funds else ""}。
## 三、部门支出预算情况说明 {{expenditure}}
{t.change(("支出总预算", "支出"), now.spent, before.spent, f"{body.year}年{whole}")}。其中：{_part(t, ("基本支出预算", "基本支出"), now.basic, before.basic, now.spent, "支出总预算")}；{_part(t, ("项目支出预算", "项目支出"), now.project, before.project, now.spent, "支出总预算")}。
按支出功能分类科目划分：
{_by_class(body, t)}
## 四、财政拨款收支预算总体情况说明 {{appropriation}}
{body.year}年财政拨款收支总预算{t.m(now.granted)}。收入包括：一般公共预算拨款{t.m(now.general_income)}{"、政府性基金预算拨款" + t.m(now.fund_spent) if now.funds else ""}。支出包括：{"、".join(f"{FUNCTIONAL[lei]}{t.m(amount)}" for lei, amount in classes(now.items))}。{t.change(("财政拨款总收支", "财政拨款收支总预算", "财政拨款收支"), now.granted, before.granted, "财政拨款总收支较上年{grew}{rate}%，主要原因是{reason}", why="project", maybe=("财政拨款支出", "财政拨款收入"))}。
## 五、一般公共预算支出情况说明 {{general_budget}}
{t.change(("一般公共预算支出", "本年一般公共预算支出"), now.general_spent, before.general_spent, f"{body.year}年{whole}")}。
### （一）按支出结构分类划分 {{general_budget|expenditure}}
{_structure(body, t)}
### （二）人员和公用经费 {{general_budget?}}
{t.share("人员经费", now.staff, now.basic, "{name}{part}，占基本支出预算的{rate}%")}，主要包括基本工资、津贴补贴和社会保险缴费；{t.share("公用经费", now.office, now.basic, "{name}{part}，占基本支出预算的{rate}%")}，主要包括办公费、水电费和差旅费。
## 六、一般公共预算基本支出情况说明 {{basic_expenditure}}
{t.change(("一般公共预算基本支出", "基本支出"), now.basic, before.basic, f"{body.year}年一般公共预算基本支出{{now}}，较上年{{grew}}{{rate}}%")}。
## 七、一般公共预算“三公”经费支出预算情况说明 {{three_public}}
{_three_public(body, t)}
## 八、政府性基金预算支出情况说明 {{government_fund}}
{_fund(body, t)}
## 九、国有资本经营预算支出情况说明 {{state_capital}}
{body.short}{body.year}年没有国有资本经营预算拨款安排的支出。
## 十、其他重要事项的情况说明 {{other}}
### （一）机关运行经费安排情况说明 {{operating_cost}}
{t.change(("机关运行经费", "机关运行经费预算"), now.office, before.office, f"{body.year}年机关运行经费预算{{now}}，同比{{more}}{{amount}}，{{grew}}{{rate}}%，主要原因是{{reason}}", why="office") if body.kind.civil else f"{body.short}不是行政单位，没有机关运行经费预算"}。
### （二）政府采购预算安排情况说明 {{procurement}}
{body.year}年政府采购预算{t.m(year.bought)}。按项目类型划分：{t.share("货物类采购", year.goods_bought, year.bought, "{name}{part}，占政府采购预算的{rate}%")}；{t.share("工程类采购", year.works_bought, year.bought, "{name}{part}，占政府采购预算的{rate}%")}；{t.share("服务类采购", year.services_bought, year.bought, "{name}{part}，占政府采购预算的{rate}%")}。
### （三）国有资产占有使用情况说明 {{state_assets}}
截至{body.year - 1}年12月31日，共有车辆{year.vehicles}辆，房屋{year.building}平方米，没有单价100万元以上的设备。
### （四）预算绩效情况说明 {{performance}}
{body.year}年编制绩效目标的项目{len(year.projects)}个，涉及资金{t.m(now.project)}。
# 第四部分：名词解释 {{glossary}}
{glossary(t, ("财政拨款收入", "其他收入", "基本支出", "项目支出", "人员经费", "公用经费", "“三公”经费", "机关运行经费"), "{cn}、")}
"""


def _part(t: Teller, names: Names, now: Decimal, before: Decimal, whole: Decimal, of: str) -> str:
    """占…%，同比…: a share and the change of the same quantity."""
    moved = t.change(
        names, now, before, "同比{more}{amount}，{grew}{rate}%", fresh="上年无此项预算，同比{more}{amount}"
    )
    return t.share(names, now, whole, f"{{name}}{{part}}，占{of}的{{rate}}%") + "，" + moved


def _by_class(body: Body, t: Teller) -> str:
    now, before = body.figures.now, dict(classes(body.figures.before.items))
    lines = []
    for place, (lei, amount) in enumerate(classes(now.items), 1):
        name = FUNCTIONAL[lei]
        names = (f"{name}类科目", name, f"{name}支出类科目")
        lines.append(f"（{ordinal(place)}）{_part(t, names, amount, before.get(lei, ZERO), now.spent, '支出总预算')}。")
    return "\n".join(lines)


def _structure(body: Body, t: Teller) -> str:
    now, before = body.figures.now, body.figures.before
    lines = [f"1.{_part(t, '基本支出预算', now.basic, before.basic, now.general_spent, '一般公共预算支出')}。其中："]
    for lei, name in (("301", "工资福利支出预算"), ("302", "商品和服务支出预算"), ("303", "对个人和家庭补助支出预算")):
        names = (
            (name, name.removesuffix("预算"), "对个人和家庭的补助")
            if lei == "303"
            else (name, name.removesuffix("预算"))
        )
        lines.append(f"{_part(t, names, now.class_total(lei), before.class_total(lei), now.basic, '基本支出预算')}。")
    general = total(one.project for one in now.general), total(one.project for one in before.general)
    said = _part(t, ("项目支出", "项目支出预算"), *general, now.general_spent, "一般公共预算支出")
    lines.append(
        f"2.{said}。主要用于{'、'.join(one.name for one in body.figures.projects if not one.code.startswith('21208'))}。"
    )
    return "\n".join(lines)


def _three_public(body: Body, t: Teller) -> str:
    now, before = body.figures.cars, body.figures.cars_before
    names = ("“三公”经费", "“三公”经费支出预算", "一般公共预算“三公”经费")
    lines = [
        t.change(
            names,
            total(now.values()),
            total(before.values()),
            f"{body.year}年一般公共预算安排的“三公”经费支出预算{{now}}，同比{{more}}{{amount}}，{{grew}}{{rate}}%",
        )
        + "。其中："
    ]
    lines.append(
        f"1.因公出国（境）经费预算0元，{t.change(('因公出国（境）经费', '因公出国（境）经费预算', '因公出国（境）费'), ZERO, ZERO, '')}。"
    )
    lines.append(
        t.change(
            ("公务接待费", "公务接待费预算"),
            now[others.GUESTS],
            before[others.GUESTS],
            "2.公务接待费预算{now}，同比{more}{amount}，{grew}{rate}%，{grew}原因是{reason}",
            why="guest",
        )
        + "。"
    )
    if others.RUNNING in now:
        said = t.change(
            ("公务用车运行维护费", "公务用车运行费"),
            now[others.RUNNING],
            before[others.RUNNING],
            "同比{more}{amount}，{grew}{rate}%，{grew}原因是{reason}",
            why="car",
        )
        lines.append(f"3.公务用车购置及运行维护费预算{t.m(now[others.RUNNING])}，全部为公务用车运行维护费，{said}。")
    return "\n".join(lines)


def _fund(body: Body, t: Teller) -> str:
    now, before = body.figures.now, body.figures.before
    if not now.funds:
        return f"{body.short}{body.year}年没有政府性基金预算拨款安排的支出。"
    names = ("政府性基金预算支出", "政府性基金")
    said = t.change(
        names,
        now.fund_spent,
        before.fund_spent,
        f"{body.year}年政府性基金预算支出{{now}}，同比{{more}}{{amount}}，{{grew}}{{rate}}%，主要原因是{{reason}}",
        why="project",
    )
    return f"{said}。主要用于{body.figures.projects[-1].buys}。"
