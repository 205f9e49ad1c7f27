"""山东: several quantities in one sentence (均, 分别), reasons before the figures, bases said once for a whole list."""
# ruff: noqa: E501  (a paragraph of a report is one line)

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from annotations.manners.body import Body
from annotations.manners.telling import Money, Names, Teller, Verbs, mark
from annotations.manners.wording import class_names, classes, counted, glossary, granted, initial, item_names
from annotations.render.forms import accounts, economic, others, sides
from annotations.render.forms.cells import Figures, column
from annotations.render.ledger import ZERO, total
from annotations.render.model import Form, Report, Style

BODIES = (
    Body(
        "juxian_school_final_2024.txt", "莒县沭河源头小学", "莒县", "371122", 2024, "school", 3711,
        Style(form="tabs", wrap=34), final=True, short="我校",
    ),
    Body(
        "yiyuan_court_final_2022.txt", "沂源县鲁山人民法庭", "沂源县", "370323", 2022, "court", 3703,
        Style(form="blanks"), final=True, short="本庭",
    ),
)  # fmt: skip
KEYS = accounts.Keys(code_title="功能分类科目编码", name_title="科目名称", top="项目")
Part = tuple[Names, Decimal, Decimal]  # names, the year, the year before


def write(body: Body) -> Report:
    return body.report((f"{body.year}年度{body.agency}", "部门决算公开"), _text(body), _forms(body))


def _forms(body: Body) -> dict[str, Form]:
    year, ledger, figures = body.figures, body.figures.now, Figures(grouped=True, places=2)

    def above(number: int) -> tuple[str, ...]:
        return f"部门公开表{number}", f"部门：{body.agency}", "金额单位：万元"

    rows = (("预算数", ("预算数",), year.cars_planned), ("决算数", ("决算数",), year.cars))
    split = (
        accounts.Column(("合计",), column("合计"), granted),
        accounts.Column(("基本支出", "小计"), column("基本支出/小计", "基本支出"), lambda one: one.basic),
        accounts.Column(("基本支出", "人员经费"), column("基本支出/人员经费"), lambda one: one.wages + one.family),
        accounts.Column(("基本支出", "公用经费"), column("基本支出/公用经费"), lambda one: one.goods + one.capital),
        accounts.Column(("项目支出",), column("项目支出"), lambda one: one.project - one.own),
    )
    return {
        "overall": sides.overall(ledger, "收入支出决算总表", final=True, above=above(1), figures=figures, short=True),
        "income": accounts.account_form("income", "收入决算表", ledger, ledger.items, accounts.incomes(ledger), KEYS, above=above(2), figures=figures),
        "expenditure": accounts.account_form("expenditure", "支出决算表", ledger, ledger.items, accounts.EXPENDITURE, KEYS, above=above(3), figures=figures),
        "appropriation": sides.appropriation(ledger, "财政拨款收入支出决算总表", final=True, above=above(4), figures=figures, short=True),
        "general": accounts.account_form("general_budget", "一般公共预算财政拨款支出决算表", ledger, ledger.general, split, KEYS, above=above(5), figures=figures),
        "basic": economic.grouped_basic(ledger, "一般公共预算财政拨款基本支出决算表", groups=(("301", "303"), ("302", "310")), above=above(6), figures=figures, full=False),
        "three": others.three_public_items("财政拨款“三公”经费支出决算表", "万元", rows, above=above(7), figures=figures),
        "fund": accounts.account_form("government_fund", "政府性基金预算财政拨款收入支出决算表", ledger, (), accounts.fund_columns(()), KEYS, above=above(8), figures=figures, empty=True, notes=("注：无政府性基金预算收支，故空表。",)),
        "capital": accounts.account_form("state_capital", "国有资本经营预算财政拨款支出决算表", ledger, (), accounts.GENERAL, KEYS, above=above(9), figures=figures, empty=True, notes=("注：无国有资本经营预算支出，故空表。",)),
    }  # fmt: skip


def _text(body: Body) -> str:
    t = body.teller(Money(), Verbs(), flat="与上年持平")
    year, now, before = body.figures, body.figures.now, body.figures.before
    forms = "\n".join(f"%% {name}" for name in _forms(body))
    return f"""
%contents 目  录
# 第一部分 部门概况 {{overview}}
## 一、部门职责 {{duties}}
{counted(body.kind.duties)}
## 二、机构设置 {{organisation}}
{body.agency}内设{"、".join(body.kind.offices)}，没有所属单位。
# 第二部分 {body.year}年度部门决算表 {{report_tables}}
{forms}
# 第三部分 {body.year}年度部门决算情况说明 {{narrative}}
## 一、收入支出决算总体情况说明 {{overall}}
{_both(t, ("收入总计", "收入"), ("支出总计", "支出"), now.grand, before.grand, f"{body.year}年度收、支总计均为{{now}}，收入、支出较上年决算数均{{more}}{{amount}}，{{grew}}{{rate}}%")}。主要是{t.why("all", now.grand > before.grand, "sum")}。
## 二、收入决算情况说明 {{income}}
### （一）收入决算结构情况 {{income}}
{body.year}年度收入合计{t.m(now.income)}。{_shares(t, (("财政拨款收入", now.granted), ("事业收入", now.own)), now.income, "收入合计")}。
### （二）收入决算具体情况 {{income}}
{t.change("财政拨款收入", now.granted, before.granted, "1.财政拨款收入{now}，较上年决算{more}{amount}（{grew}{rate}%），主要是{reason}", why="project")}。
{t.change("事业收入", now.own, before.own, "2.事业收入{now}，较上年决算{more}{amount}（{grew}{rate}%），主要是{reason}", why="project", flat="2.事业收入0万元，与上年决算持平")}。
## 三、支出决算情况说明 {{expenditure}}
### （一）支出决算结构情况 {{expenditure}}
{body.year}年度支出合计{t.m(now.spent)}。{_shares(t, (("基本支出", now.basic), ("项目支出", now.project)), now.spent, "支出合计")}。
### （二）支出决算具体情况 {{expenditure}}
{_because(t, "基本支出", now.basic, before.basic, "staff")}；{_because(t, "项目支出", now.project, before.project, "project")}。
## 四、财政拨款收入支出决算总体情况说明 {{appropriation}}
{_both(t, ("财政拨款收入总计", "财政拨款收入"), ("财政拨款支出总计", "财政拨款支出"), now.granted, before.granted, f"{body.year}年度财政拨款收、支总计均为{{now}}。与上年相比，财政拨款收入、支出总计各{{more}}{{amount}}，{{grew}}{{rate}}%")}。
## 五、一般公共预算财政拨款支出决算情况说明 {{general_budget}}
### （一）一般公共预算财政拨款支出决算总体情况 {{general_budget}}
{t.share("一般公共预算财政拨款支出", now.general_spent, now.spent, "{name}{part}，占本年支出合计的{rate}%")}。{t.change("一般公共预算财政拨款支出", now.general_spent, before.general_spent, "较上年决算{more}{amount}，{grew}{rate}%，主要是{reason}", why="project")}。
### （二）一般公共预算财政拨款支出决算结构情况 {{general_budget}}
{_shares(t, [(class_names(lei)[0], amount) for lei, amount in classes(now.general)], now.general_spent, "一般公共预算财政拨款支出")}。
### （三）一般公共预算财政拨款支出决算具体情况 {{general_budget}}
{t.completion("一般公共预算财政拨款支出", now.general_spent, initial(now), f"{body.year}年度一般公共预算财政拨款支出年初预算{{planned}}，支出决算{{actual}}，为年初预算的{{rate}}%")}。其中：
{_by_item(body, t)}
## 六、一般公共预算财政拨款基本支出决算情况说明 {{basic_expenditure}}
{_moved(t, f"{body.year}年度一般公共预算财政拨款基本支出{t.m(now.basic)}，与上年相比", ("一般公共预算财政拨款基本支出", "基本支出"), now.basic, before.basic)}。其中：人员经费{t.m(now.staff)}，{_moved(t, "", "人员经费", now.staff, before.staff)}；公用经费{t.m(now.office)}，{_moved(t, "", "公用经费", now.office, before.office)}。
## 七、财政拨款“三公”经费支出决算情况说明 {{three_public}}
{_three_public(body, t)}
## 八、政府性基金预算财政拨款收入支出决算情况说明 {{government_fund}}
{body.year}年度没有政府性基金预算财政拨款收支。
## 九、国有资本经营预算财政拨款支出决算情况说明 {{state_capital}}
{body.year}年度没有国有资本经营预算财政拨款支出。
## 十、机关运行经费情况说明 {{operating_cost}}
{_because(t, "机关运行经费", now.office, before.office, "office") if body.kind.civil else f"{body.short}没有机关运行经费"}。
## 十一、政府采购支出情况说明 {{procurement}}
{body.year}年度政府采购支出总额{t.m(year.bought)}。{_shares(t, (("政府采购货物支出", year.goods_bought), ("政府采购工程支出", year.works_bought), ("政府采购服务支出", year.services_bought)), year.bought, "政府采购支出总额")}。
## 十二、国有资产占用情况说明 {{state_assets}}
截至{body.year}年12月31日，{body.short}车辆{year.vehicles}辆，单价100万元以上设备0台（套）。
## 十三、预算绩效管理情况说明 {{performance}}
### （一）预算绩效管理工作开展情况 {{performance}}
{body.short}对{len(year.projects)}个项目开展自评，资金合计{t.m(now.project)}。
### （二）项目绩效自评结果 {{performance}}
{_reviews(body, t)}
# 第四部分 名词解释 {{glossary}}
{glossary(t, ("财政拨款收入", "事业收入", "基本支出", "项目支出", "人员经费", "公用经费", "“三公”经费"), "{cn}、")}
"""


def _both(t: Teller, first: Names, second: Names, now: Decimal, before: Decimal, words: str) -> str:
    """One sentence about income and spending; the reason follows in a sentence of its own and is that of both."""
    reason = t.why("all", now > before, "sum") if "均{more}" in words else None
    return t.change(first, now, before, words, twice=second, elsewhere=reason)


def _shares(t: Teller, parts: Sequence[tuple[str, Decimal]], whole: Decimal, of: str) -> str:
    """A、B分别为…、…，占…的…%、…%: several shares in one quote, in order. Parts that are nothing are left out."""
    held = [(name, amount) for name, amount in parts if amount]
    if len(held) == 1:
        return t.share(held[0][0], held[0][1], whole, f"{{name}}{{part}}，占{of}的{{rate}}%")
    rates = [t.rate(amount, whole) for _, amount in held]
    quote = (
        "、".join(name for name, _ in held)
        + "分别为"
        + "、".join(t.m(amount) for _, amount in held)
        + f"，分别占{of}的"
        + "、".join(f"{rate}%" for rate in rates)
    )
    claims = (
        f"share | {name} | total | . | {t.money.gold(amount)} | {rate} | ."
        for (name, amount), rate in zip(held, rates, strict=True)
    )
    return mark(quote, *claims)


def _because(t: Teller, names: Names, now: Decimal, before: Decimal, why: str) -> str:
    """因…，项目支出较上年减少…: the reason before the figures."""
    return t.change(names, now, before, "因{reason}，{name}较上年{more}{amount}，{grew}{rate}%", why=why)


def _moved(t: Teller, opening: str, names: Names, now: Decimal, before: Decimal) -> str:
    """Only what moved; the base was said before, for the whole list."""
    return t.change(names, now, before, opening + "{more}{amount}，{grew}{rate}%", flat=opening + "没有变化")


def _by_item(body: Body, t: Teller) -> str:
    lines = []
    for number, one in enumerate(body.figures.now.general, 1):
        relations = {
            "above": "决算数高于年初预算，主要是{reason}",
            "below": "决算数低于年初预算，主要是{reason}",
            "equal": "决算数与年初预算相同",
        }
        told = t.completion(
            item_names(one.code),
            granted(one),
            one.initial or ZERO,
            "{name}。年初预算{planned}，支出决算{actual}，为年初预算的{rate}%。{relation}",
            nothing="{name}。年初预算{planned}，支出决算{actual}。{relation}",
            relations=relations,
            staff=not one.project,
        )
        lines.append(f"{number}.{told}。")
    return "\n".join(lines)


def _three_public(body: Body, t: Teller) -> str:
    year = body.figures
    now, before, planned = year.cars, year.cars_before, year.cars_planned
    whole, names = total(now.values()), ("“三公”经费", "“三公”经费支出")
    flat = mark(
        "因公出国（境）费、公务用车购置费均为0万元，均与上年持平",
        *(f"change | {one} | prior | flat | . | . | ." for one in ("因公出国（境）费", "公务用车购置费; 公务用车购置")),
    )
    lines = [
        "### （一）“三公”经费支出决算总体情况 {three_public}",
        t.completion(
            names,
            whole,
            total(planned.values()),
            f"{body.year}年度“三公”经费支出预算{{planned}}，支出决算{{actual}}，执行率{{rate}}%",
            base="annual",
        )
        + f"，{_moved(t, '较上年', names, whole, total(before.values()))}。其中，{flat}。",
        "### （二）“三公”经费支出决算具体情况 {three_public}",
    ]
    if others.RUNNING in now:
        lines.append(
            "1."
            + _because(t, ("公务用车运行维护费", "公务用车运行费"), now[others.RUNNING], before[others.RUNNING], "car")
            + f"，年末公务用车{year.vehicles}辆。"
        )
    lines.append(
        f"{len(lines) - 2}."
        + _because(t, "公务接待费", now[others.GUESTS], before[others.GUESTS], "guest")
        + f"，共接待{year.visits}批次{year.visitors}人次。"
    )
    return "\n".join(lines)


def _reviews(body: Body, t: Teller) -> str:
    lines = []
    for number, one in enumerate(body.figures.projects, 1):
        names = (f"{one.name}项目", one.name)
        told = t.completion(
            names, one.spent, one.planned, "{name}预算数{planned}，执行数{actual}，执行率{rate}%", base="annual"
        )
        lines.append(f"{number}.{told}。{one.done}。")
    return "\n".join(lines)
