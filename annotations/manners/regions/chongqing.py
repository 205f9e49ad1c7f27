"""重庆: headings that run into their text, every figure against the year before and against the budget at the year's start."""
# ruff: noqa: E501  (a paragraph of a report is one line)

from __future__ import annotations

from decimal import Decimal

from annotations.manners.body import Body
from annotations.manners.telling import Money, Names, Teller, Verbs
from annotations.manners.wording import classes, counted, initial
from annotations.render.accounts import FUNCTIONAL
from annotations.render.forms import accounts, economic, others, reviews, sides
from annotations.render.forms.cells import Figures
from annotations.render.ledger import ZERO, total
from annotations.render.model import Form, Report, Style

BODIES = (
    Body(
        "chengkou_emergency_final_2023.pdf", "城口县任河应急救援管理局", "城口县", "500229", 2023, "emergency", 5029,
        Style(form="pdf", body="song", head="kai", size=14, leading=24, table_size=8, half_ruled=True), final=True, short="本部门", carry=True,
    ),
    Body(
        "wuxi_court_final_2022.txt", "巫溪县兰英峡人民法庭", "巫溪县", "500238", 2022, "court", 5038,
        Style(form="tabs", wrap=32, narrow=True), final=True, short="本单位",
    ),
)  # fmt: skip
KEYS = accounts.Keys(code_title="科目编码", name_title="科目名称", top="项目")
AGAINST = {True: "超出年初预算的原因是", False: "低于年初预算的原因是"}


def write(body: Body) -> Report:
    return body.report((body.agency, f"{body.year}年度部门决算情况说明"), _text(body), _forms(body))


def _forms(body: Body) -> dict[str, Form]:
    year, ledger, figures = body.figures, body.figures.now, Figures(grouped=True, zeros=body.name.endswith("pdf"))

    def above(number: int) -> tuple[str, ...]:
        return f"公开{number:02d}表", f"公开部门：{body.agency}", "单位：万元"

    threes = (("预算数", ("预算数",), year.cars_planned), ("决算数", ("决算数",), year.cars))
    forms = {
        "overall": sides.overall(ledger, "收入支出决算总表", final=True, above=above(1), figures=figures, short=True, word="决算数"),
        "income": accounts.account_form("income", "收入决算表", ledger, ledger.items, accounts.incomes(ledger), KEYS, above=above(2), figures=figures),
        "expenditure": accounts.account_form("expenditure", "支出决算表", ledger, ledger.items, accounts.EXPENDITURE, KEYS, above=above(3), figures=figures),
        "appropriation": sides.appropriation(ledger, "财政拨款收入支出决算总表", final=True, above=above(4), figures=figures, short=True),
        "general": accounts.account_form("general_budget", "一般公共预算财政拨款支出决算表", ledger, ledger.general, accounts.GENERAL, KEYS, above=above(5), figures=figures),
        "basic": economic.grouped_basic(ledger, "一般公共预算财政拨款基本支出决算表", groups=(("301", "303"), ("302", "310")), above=above(6), figures=figures, full=False),
        "fund": accounts.account_form("government_fund", "政府性基金预算财政拨款收入支出决算表", ledger, (), accounts.fund_columns(()), KEYS, above=above(7), figures=figures, empty=True, notes=("备注：本单位无政府性基金收支，故此表无数据。",)),
        "capital": accounts.account_form("state_capital", "国有资本经营预算财政拨款支出决算表", ledger, (), accounts.GENERAL, KEYS, above=above(8), figures=figures, empty=True, notes=("备注：本单位无国有资本经营预算财政拨款支出，故此表无数据。",)),
        "three": others.three_public_items("机构运行信息表", "万元", threes, above=above(9), figures=figures, first="“三公”经费支出"),
    }  # fmt: skip
    first = year.projects[0]
    forms["review"] = reviews.project_review(
        f"{body.year}年度项目支出绩效自评表", first.name, body.agency, first.planned, first.spent,
        (
            ("产出指标", "数量指标", first.done, "完成", "完成", "50"),
            ("效益指标", "社会效益指标", "工作保障能力", "提高", "提高", "28"),
            ("满意度指标", "满意度指标", "服务对象满意度", "≥90%", "95%", "10"),
        ),
    )  # fmt: skip
    return forms


def _text(body: Body) -> str:
    t = body.teller(Money(), Verbs(), places=1, flat="与上年决算数相比无增减")
    year, now, before = body.figures, body.figures.now, body.figures.before
    ratio = "与上年决算数相比，{more}{amount}，{grew}{rate}%，主要原因是{reason}"
    return f"""
# 一、部门基本情况 {{overview}}
## （一）职能职责。 {{duties}} {"".join(f"{number}.{one}" for number, one in enumerate(body.kind.duties, 1))}
## （二）机构设置。 {{organisation}} {body.short}内设{"、".join(body.kind.offices)}等{len(body.kind.offices)}个机构，无下属事业单位。
## （三）单位构成。 {{organisation}} 从预决算单位构成看，纳入本部门{body.year}年度决算编制范围的只有{body.agency}（本级）。
# 二、部门决算情况说明 {{narrative}}
## （一）收入支出决算总体情况说明 {{overall}}
### 1.总体情况。 {{overall}} {body.year}年度收入总计{t.m(now.grand)}，支出总计{t.m(now.grand)}。{t.change(("收、支总计", "收支", "收入总计", "收入"), now.grand, before.grand, "收、支与上年决算数相比，{more}{amount}，{grew}{rate}%，主要原因是{reason}", why="all", twice=("收、支总计", "收支", "支出总计", "支出"))}。
### 2.收入情况。 {{income}} {body.year}年度收入合计{t.m(now.income)}，{t.change(("收入合计", "收入"), now.income, before.income, ratio, why="all")}。其中：{t.share("财政拨款收入", now.granted, now.income, "{name}{part}，占{rate}%")}；{t.share("事业收入", now.own, now.income, "{name}{part}，占{rate}%")}；{t.share("其他收入", ZERO, now.income, "{name}{part}，占{rate}%")}。此外，年初结转和结余{t.m(now.opening)}。
### 3.支出情况。 {{expenditure}} {body.year}年度支出合计{t.m(now.spent)}，{t.change(("支出合计", "支出"), now.spent, before.spent, ratio, why="project")}。其中：{t.share("基本支出", now.basic, now.spent, "{name}{part}，占{rate}%")}；{t.share("项目支出", now.project, now.spent, "{name}{part}，占{rate}%")}；{t.share("经营支出", ZERO, now.spent, "{name}{part}，占{rate}%")}。
### 4.结转结余情况。 {{overall?}} {body.year}年度年末结转和结余{t.m(now.closing)}{_closing(body, t)}。
## （二）财政拨款收入支出决算总体情况说明 {{appropriation}}
{body.year}年度财政拨款收、支总计{t.m(now.granted + now.opening)}。{t.change(("财政拨款收、支总计", "财政拨款收入总计", "财政拨款收支总计", "财政拨款收入"), now.granted + now.opening, before.granted, "与上年相比，财政拨款收、支总计各{more}{amount}，{grew}{rate}%。主要原因是{reason}", why="project", twice=("财政拨款收、支总计", "财政拨款支出总计", "财政拨款收支总计", "财政拨款支出"))}。
## （三）一般公共预算财政拨款收入支出决算情况说明 {{general_budget}}
### 1.收入情况。 {{general_budget|income}} {_against(t, ("一般公共预算财政拨款收入",), now.general_income, before.general_income, initial(now), f"{body.year}年度一般公共预算财政拨款收入{t.m(now.general_income)}", "all")}
### 2.支出情况。 {{general_budget|expenditure}} {_against(t, ("一般公共预算财政拨款支出",), now.general_spent, before.general_spent, initial(now), f"{body.year}年度一般公共预算财政拨款支出{t.m(now.general_spent)}", "project")}
### 3.结转结余情况。 {{general_budget?}} {body.year}年度年末一般公共预算财政拨款结转和结余{t.m(now.closing)}。
### 4.比较情况。 {{general_budget}} 本部门{body.year}年度一般公共预算财政拨款支出主要用于以下几个方面：
{_by_class(body, t)}
## （四）一般公共预算财政拨款基本支出决算情况说明 {{basic_expenditure}}
{body.year}年度一般公共财政拨款基本支出{t.m(now.basic)}。其中：人员经费{t.m(now.staff)}，{t.change("人员经费", now.staff, before.staff, ratio, why="staff")}。人员经费用途主要包括工资、津贴补贴、社会保险和住房公积金。公用经费{t.m(now.office)}，{t.change("公用经费", now.office, before.office, ratio, why="office")}。公用经费用途主要包括办公费、水电费、差旅费和工会经费。
## （五）政府性基金预算收支决算情况说明 {{government_fund}}
本部门{body.year}年度无政府性基金预算财政拨款收支。
## （六）国有资本经营预算财政拨款支出决算情况说明 {{state_capital}}
本部门{body.year}年度无国有资本经营预算财政拨款支出。
# 三、财政拨款“三公”经费情况说明 {{three_public}}
{_three_public(body, t)}
# 四、其他需要说明的事项 {{other}}
## （一）财政拨款会议费和培训费情况说明。 {{other}} 本年度会议费支出{t.m(year.meetings)}，{t.change("会议费", year.meetings, year.before.economic.get("30215", ZERO), "与上年决算数相比，{more}{amount}，{grew}{rate}%")}。本年度培训费支出{t.m(year.training)}，{t.change("培训费", year.training, year.before.economic.get("30216", ZERO), "与上年决算数相比，{more}{amount}，{grew}{rate}%")}。
## （二）机关运行经费情况说明。 {{operating_cost}} {t.change(("机关运行经费", "机关运行经费支出"), now.office, before.office, f"{body.year}年度本部门机关运行经费支出{{now}}，机关运行经费主要用于办公、差旅、水电等。机关运行经费较上年支出数{{more}}{{amount}}，{{grew}}{{rate}}%，主要原因是{{reason}}", why="office")}。
## （三）国有资产占用情况说明。 {{state_assets}} 截至{body.year}年12月31日，本部门共有车辆{year.vehicles}辆，其中执法执勤用车{year.vehicles}辆。
## （四）政府采购支出情况说明。 {{procurement}} {body.year}年度本部门政府采购支出总额{t.m(year.bought)}，其中：货物支出{t.m(year.goods_bought)}、工程支出{t.m(year.works_bought)}、服务支出{t.m(year.services_bought)}。{t.share("授予中小企业合同金额", year.small_firms, year.bought, "{name}{part}，占政府采购支出总额的{rate}%")}。
# 五、预算绩效管理情况说明 {{performance}}
## （一）绩效自评结果 {{performance}}
本部门对{len(year.projects)}个项目开展了绩效自评，涉及财政拨款项目支出资金{t.m(now.project)}。
%% review
## （二）关于绩效自评结果的说明 {{performance}}
{counted([f"{one.name}：{one.done}。" for one in year.projects], "{n}.")}
# 六、专业名词解释 {{glossary}}
（一）财政拨款收入：指本年度从本级财政部门取得的拨款，包括一般公共预算和政府性基金预算。
（二）年初结转和结余：指单位上年结转本年使用的各类资金。
（三）基本支出：指为保障机构运转发生的人员和公用支出。
（四）工资福利支出（支出经济分类科目类级）：反映单位开支的在职职工劳动报酬和缴纳的社会保险。
# 七、决算公开联系方式及信息反馈渠道 {{other}}
本单位决算公开信息反馈和联系方式：办公室，023-5900{body.seed}。
# 附表 {{report_tables|attachment}}
%% overall
%% income
%% expenditure
%% appropriation
%% general
%% basic
%% fund
%% capital
%% three
"""


def _closing(body: Body, t: Teller) -> str:
    now = body.figures.now
    if not now.opening:
        return ""
    names = ("年末结转和结余", "结转和结余")
    return "，" + t.change(
        names,
        now.closing,
        now.opening,
        "与上年决算数相比，{more}{amount}，{grew}{rate}%，主要原因是{reason}",
        why="project",
    )


def _against(t: Teller, names: Names, now: Decimal, before: Decimal, planned: Decimal, opening: str, why: str) -> str:
    """The year before, then the budget at the year's start, each with its reason."""
    said = t.change(names, now, before, "与上年决算数相比，{more}{amount}，{grew}{rate}%。主要原因是{reason}", why=why)
    more = t.change(
        names,
        now,
        planned,
        "较年初预算数{more}{amount}，{grew}{rate}%。主要原因是{reason}",
        why="project",
        base="initial",
        flat="与年初预算数持平",
        fresh="年初未安排预算，较年初预算数{more}{amount}，主要原因是{reason}",
    )
    return f"{opening}，{said}。{more}。"


def _by_class(body: Body, t: Teller) -> str:
    now = body.figures.now
    lines = []
    for number, (lei, amount) in enumerate(classes(now.general), 1):
        name = FUNCTIONAL[lei]
        planned = total(one.initial or ZERO for one in now.general if one.code.startswith(lei))
        said = t.share(name, amount, now.general_spent, "{name}{part}，占{rate}%")
        more = t.change(
            name,
            amount,
            planned,
            "较年初预算数{more}{amount}，{grew}{rate}%，主要原因是{reason}",
            why="staff" if lei in ("208", "210", "221") else "project",
            base="initial",
            flat="与年初预算数持平",
        )
        lines.append(f"（{number}）{said}，{more}。")
    return "\n".join(lines)


def _three_public(body: Body, t: Teller) -> str:
    year = body.figures
    now, before, planned = year.cars, year.cars_before, year.cars_planned
    whole, names = total(now.values()), ("“三公”经费", "“三公”经费支出")
    saved = t.change(
        names,
        whole,
        total(planned.values()),
        "较年初预算数{more}{amount}，{grew}{rate}%，主要原因是{reason}",
        why="car",
        base="initial",
        flat="与年初预算数持平",
    )
    moved = t.change(
        names, whole, total(before.values()), "较上年支出数{more}{amount}，{grew}{rate}%，主要原因是{reason}", why="car"
    )
    lines = [
        "## （一）“三公”经费支出总体情况说明 {three_public}",
        f"{body.year}年度本部门“三公”经费支出共计{t.m(whole)}，{saved}。{moved}。",
        "## （二）“三公”经费分项支出情况 {three_public}",
    ]
    lines.append(
        f"1.{body.year}年度本部门因公出国（境）费用{t.m(ZERO)}。费用支出{t.change(('因公出国（境）费用', '因公出国（境）费'), ZERO, ZERO, '', base='initial', flat='较年初预算数无增减')}，{t.change(('因公出国（境）费用', '因公出国（境）费'), ZERO, ZERO, '', flat='较上年支出数无增减')}。"
    )
    for number, (key, name, why, use) in enumerate(
        (
            (others.RUNNING, "公务车运行维护费", "car", "执法执勤、会议、下乡等工作用车的燃料、维修和保险"),
            (others.GUESTS, "公务接待费", "guest", "接待外地来访考察和检查"),
        ),
        2,
    ):
        if key not in now:
            continue
        readings = (name, "公务用车运行维护费", "公务用车运行费") if why == "car" else (name,)
        a = t.change(
            readings,
            now[key],
            planned[key],
            "费用支出较年初预算数{more}{amount}，{grew}{rate}%，主要原因是{reason}",
            why=why,
            base="initial",
            flat="费用支出与年初预算数持平",
        )
        b = t.change(
            readings, now[key], before[key], "较上年支出数{more}{amount}，{grew}{rate}%，主要原因是{reason}", why=why
        )
        lines.append(f"{number}.{name}{t.m(now[key])}，主要用于{use}。{a}。{b}。")
    lines += [
        "## （三）“三公”经费实物量情况 {three_public}",
        f"{body.year}年度公务用车购置0辆，公务车保有量为{year.vehicles}辆；国内公务接待{year.visits}批次{year.visitors}人。{body.year}年本部门人均接待费{year.cars[others.GUESTS] * 10000 / year.visitors:.2f}元。",
    ]
    return "\n".join(lines)
