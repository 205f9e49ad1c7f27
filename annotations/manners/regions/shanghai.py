"""上海: short reports in 元, spending told by item with the wording 主要用于, “三公” and 机关运行经费 in one form of thirteen columns."""
# ruff: noqa: E501  (a paragraph of a report is one line)

from __future__ import annotations

from annotations.manners.body import Body
from annotations.manners.telling import Money, Teller, Verbs
from annotations.manners.wording import counted, glossary, granted, item_names
from annotations.render.forms import accounts, classified, economic, sides
from annotations.render.forms.cells import Figures, column
from annotations.render.forms.others import GUESTS, RUNNING
from annotations.render.ledger import ZERO, total
from annotations.render.model import Form, Report, Style

BODIES = (
    Body(
        "chongming_shelter_final_2023.pdf", "上海市崇明区西沙救助服务站", "崇明区", "310151", 2023, "shelter", 3101,
        Style(form="pdf", body="song", head="hei", size=13.5, leading=25, table_size=7.5, rule=0.5), final=True, short="本单位",
    ),
    Body(
        "jinshan_library_final_2021.txt", "上海市金山区渔歌图书馆", "金山区", "310116", 2021, "library", 3116,
        Style(form="blanks", wrap=38), final=True, short="本单位",
    ),
)  # fmt: skip
KEYS = accounts.Keys(code_title="功能分类科目编码", name_title="功能分类科目名称", split=True)


def write(body: Body) -> Report:
    return body.report((f"{body.agency}", f"{body.year}年度单位决算"), _text(body), _forms(body))


def _forms(body: Body) -> dict[str, Form]:
    year, ledger = body.figures, body.figures.now
    figures = Figures(grouped=True)

    def above(number: int) -> tuple[str, ...]:
        return f"公开{number:02d}表", f"编制单位：{body.agency}", "单位：万元"

    return {
        "overall": sides.overall(ledger, f"{body.year}年度收入支出决算总表", final=True, above=above(1), figures=figures, short=True),
        "income": accounts.account_form("income", f"{body.year}年度收入决算表", ledger, ledger.items, accounts.incomes(ledger), KEYS, above=above(2), figures=figures, landscape=True),
        "expenditure": accounts.account_form("expenditure", f"{body.year}年度支出决算表", ledger, ledger.items, accounts.EXPENDITURE, KEYS, above=above(3), figures=figures, landscape=True),
        "appropriation": sides.appropriation(ledger, f"{body.year}年度财政拨款收入支出决算总表", final=True, above=above(4), figures=figures, short=True),
        "general": accounts.account_form("general_budget", f"{body.year}年度一般公共预算财政拨款支出决算表", ledger, ledger.general, (accounts.Column(("本年支出", "合计"), column("合计", "本年支出/合计"), granted), accounts.Column(("本年支出", "基本支出"), column("基本支出"), lambda one: one.basic), accounts.Column(("本年支出", "项目支出"), column("项目支出"), lambda one: one.project)), KEYS, above=above(5), figures=figures),
        "basic": economic.columned_basic(ledger, f"{body.year}年度一般公共预算财政拨款基本支出决算表", above=above(6), figures=figures, split=True, top=("经济分类科目编码", "决算数")),
        "three": classified.three_public_pairs(f"{body.year}年度一般公共预算财政拨款“三公”经费及机关运行经费支出决算表", "万元", year.cars_planned, year.cars, above=above(7), figures=figures, running_cost=ZERO),
        "fund": accounts.account_form("government_fund", f"{body.year}年度政府性基金预算财政拨款收入支出决算表", ledger, (), accounts.fund_columns(()), KEYS, above=above(8), figures=figures, empty=True, notes=("本单位本年度无政府性基金预算财政拨款收支。",)),
        "capital": accounts.account_form("state_capital", f"{body.year}年度国有资本经营预算财政拨款支出决算表", ledger, (), accounts.GENERAL, KEYS, above=above(9), figures=figures, empty=True, notes=("本单位本年度无国有资本经营预算财政拨款支出。",)),
    }  # fmt: skip


def _text(body: Body) -> str:
    t = body.teller(
        Money(unit="元", gap="" if body.style.form == "pdf" else " "), Verbs(fell="降低"), flat="与上年度持平"
    )
    year, now, before = body.figures, body.figures.now, body.figures.before
    forms = "\n".join(f"%% {name}" for name in _forms(body))
    return f"""
%contents 目录
# 一、单位主要职能 {{duties}}
{counted(body.kind.duties, "{n}.")}
# 二、单位机构设置 {{organisation}}
本单位设{"、".join(body.kind.offices)}，在编{year.staff}人。
# 三、名词解释 {{glossary}}
{glossary(t, ("财政拨款收入", "基本支出", "项目支出", "“三公”经费"), "（{cn}）", "：")}
# 四、{body.year}年度单位决算表 {{report_tables}}
{forms}
# 五、{body.year}年度单位决算情况说明 {{narrative}}
## （一）关于{body.year}年度收入支出决算总体情况说明 {{overall}}
{body.year}年度收入总计{t.m(now.grand)}，支出总计{t.m(now.grand)}。{t.change(("收入总计", "收入", "收支总计", "收入、支出总计"), now.grand, before.grand, f"与{body.year - 1}年度相比，收入、支出总计各{{more}}{{amount}}。主要原因：{{reason}}", why="all", twice=("支出总计", "支出", "收支总计", "收入、支出总计"))}。
## （二）关于{body.year}年度收入决算情况说明 {{income}}
本年收入{t.m(now.income)}，其中：{t.share("财政拨款收入", now.granted, now.income, "{name}{part}，占{rate}%")}。
## （三）关于{body.year}年度支出决算情况说明 {{expenditure}}
本年支出{t.m(now.spent)}，其中：{t.share("基本支出", now.basic, now.spent, "{name}{part}，占{rate}%")}；{t.share("项目支出", now.project, now.spent, "{name}{part}，占{rate}%")}。
## （四）关于{body.year}年度财政拨款收入支出决算总体情况说明 {{appropriation}}
{body.year}年度财政拨款收入总计{t.m(now.granted)}，支出总计{t.m(now.granted)}。{t.change(("财政拨款收入总计", "财政拨款收入、支出总计", "财政拨款收支总计", "财政拨款收入"), now.granted, before.granted, f"与{body.year - 1}年度相比，财政拨款收入、支出总计各{{more}}{{amount}}。主要原因：{{reason}}", why="project", twice=("财政拨款支出总计", "财政拨款收入、支出总计", "财政拨款收支总计", "财政拨款支出"))}。
## （五）关于{body.year}年度一般公共预算财政拨款支出决算情况说明 {{general_budget}}
### 1．总体情况 {{general_budget}}
{t.share("一般公共预算财政拨款支出", now.general_spent, now.spent, f"{body.year}年度一般公共预算财政拨款支出{{part}}，占本年支出合计的{{rate}}%")}。{t.change("一般公共预算财政拨款支出", now.general_spent, before.general_spent, f"与{body.year - 1}年度相比，{{more}}{{amount}}，{{grew}}{{rate}}%。主要原因：{{reason}}", why="project")}。
### 2．具体情况 {{general_budget}}
{_by_item(body, t)}
## （六）关于{body.year}年度一般公共预算财政拨款基本支出决算情况说明 {{basic_expenditure}}
{body.year}年度一般公共预算财政拨款基本支出{t.m(now.basic)}，其中：人员经费{t.m(now.staff)}，公用经费{t.m(now.office)}。
## （七）关于{body.year}年度“三公”经费财政拨款支出决算情况说明 {{three_public}}
{_three_public(body, t)}
## （八）其他重要事项的情况说明 {{other}}
### 1．机关运行经费支出情况 {{operating_cost}}
本单位系事业单位，无机关运行经费。
### 2．政府采购支出情况 {{procurement}}
{body.year}年度政府采购支出{t.m(year.bought)}，其中：货物{t.m(year.goods_bought)}、工程{t.m(year.works_bought)}、服务{t.m(year.services_bought)}。{t.share("授予中小企业合同金额", year.small_firms, year.bought, "{name}{part}，占政府采购支出总额的{rate}%")}。
### 3．国有资产占用情况 {{state_assets}}
截至{body.year}年12月31日，本单位共有车辆{year.vehicles}辆，单价100万元以上设备0台。
### 4．绩效管理情况 {{performance}}
{len(year.projects)}个项目实行绩效跟踪和评价，涉及金额{t.m(now.project)}，评价结果均为“良”以上。
"""


def _by_item(body: Body, t: Teller) -> str:
    lines = []
    for number, one in enumerate(body.figures.now.general, 1):
        relations = {
            "above": "决算数大于预算数的主要原因：{reason}",
            "below": "决算数小于预算数的主要原因：{reason}",
            "equal": "决算数等于预算数",
        }
        use = "主要用于" + ("缴纳社会保险和住房公积金" if not one.project else "日常运转和专项工作") + "。"
        told = t.completion(
            item_names(one.code),
            granted(one),
            one.initial or ZERO,
            f"{{name}}{{actual}}，{use}年初预算为{{planned}}，支出决算为{{actual}}，完成年初预算的{{rate}}%。{{relation}}",
            nothing=f"{{name}}{{actual}}，{use}年初预算为{{planned}}，支出决算为{{actual}}，{{relation}}",
            relations=relations,
            staff=not one.project,
        )
        lines.append(f"（{number}）{told}。")
    return "\n".join(lines)


def _three_public(body: Body, t: Teller) -> str:
    year = body.figures
    now, before, planned = year.cars, year.cars_before, year.cars_planned
    whole, names = total(now.values()), ("“三公”经费", "“三公”经费财政拨款支出", "“三公”经费支出")
    cars = ("公务用车购置及运行维护费", "公务用车购置及运行费")
    told = t.completion(
        names,
        whole,
        total(planned.values()),
        "“三公”经费财政拨款支出全年预算为{planned}，支出决算为{actual}，完成预算的{rate}%",
        base="annual",
        elsewhere=(
            "below" if whole < total(planned.values()) else "equal",
            t.pick("plan", "压减接待批次", "合理安排用车"),
        ),
    )
    parts = []
    if RUNNING in now:
        parts.append(
            t.completion(
                cars,
                now[RUNNING],
                planned[RUNNING],
                "公务用车购置及运行维护费支出决算为{actual}，完成预算的{rate}%",
                base="annual",
            )
        )
    parts.append(
        t.completion(
            "公务接待费", now[GUESTS], planned[GUESTS], "{name}支出决算为{actual}，完成预算的{rate}%", base="annual"
        )
    )
    moved = t.change(
        names,
        whole,
        total(before.values()),
        f"“三公”经费财政拨款支出决算数比{body.year - 1}年度{{more}}{{amount}}，{{grew}}{{rate}}%",
    )
    shifts = []
    if RUNNING in now:
        shifts.append(
            t.change(
                cars, now[RUNNING], before[RUNNING], "公务用车购置及运行维护费支出决算{more}{amount}，{grew}{rate}%"
            )
        )
    shifts.append(t.change("公务接待费", now[GUESTS], before[GUESTS], "{name}支出决算{more}{amount}，{grew}{rate}%"))
    lines = [
        "### 1．“三公”经费财政拨款支出决算总体情况说明 {three_public}",
        f"{body.year}年度{told}，其中：{'；'.join(parts)}。“三公”经费支出决算数小于预算数的主要原因：{t.pick('plan', '压减接待批次', '合理安排用车')}。",
        f"{body.year}年度{moved}，其中：{'；'.join(shifts)}。",
        "### 2．“三公”经费财政拨款支出决算具体情况说明 {three_public}",
        f"（1）公务用车运行费支出{t.m(now.get(RUNNING, ZERO))}，主要用于车辆保险、维修、过路过桥。年末保有{year.vehicles}辆。",
        f"（2）公务接待费支出{t.m(now[GUESTS])}，接待{year.visits}批次、{year.visitors}人次。",
    ]
    return "\n".join(lines)
