"""河南: twelve forms as an annex behind the text, codes in 类 款 项, both economic classifications side by side, both sides compared at once."""
# ruff: noqa: E501  (a paragraph of a report is one line)

from __future__ import annotations

from annotations.manners.body import Body
from annotations.manners.telling import Money, Teller, Verbs
from annotations.manners.wording import class_names, classes, counted, glossary
from annotations.render.forms import accounts, classified, economic, others, reviews, sides
from annotations.render.forms.cells import Figures
from annotations.render.ledger import ZERO, total
from annotations.render.model import Form, Report, Style

BODIES = (
    Body(
        "songxian_emergency_budget_2024.txt", "嵩县白云山应急保障局", "嵩县", "410325", 2024, "emergency", 4103,
        Style(form="tabs"), final=False, short="我单位", carry=True,
    ),
    Body(
        "xixia_clinic_budget_2023.pdf", "西峡县鹳河卫生院", "西峡县", "411323", 2023, "clinic", 4113,
        Style(form="pdf", body="kai", head="hei", size=15, leading=28, table_size=8, repeat_head=False), final=False, short="我院",
    ),
)  # fmt: skip
KEYS = accounts.Keys(split=True, code_title="科目编码", name_title="单位（科目名称）", unit_column="单位代码")


def write(body: Body) -> Report:
    cover = (f"{body.agency}", f"{body.year}年度部门预算公开说明", f"二〇二{'〇一二三四五'[body.year - 2020]}年三月")
    return body.report(cover, _text(body), _forms(body))


def _forms(body: Body) -> dict[str, Form]:
    year, ledger, figures = body.figures, body.figures.now, Figures()

    def above(number: int) -> tuple[str, ...]:
        return f"预算{number:02d}表", f"单位名称：{body.agency}", "单位：万元"

    tasks = [(one.name, one.buys, one.spent) for one in year.projects]
    goals = (
        ("产出指标", "数量指标", year.projects[0].done, "完成"),
        ("产出指标", "成本指标", "预算控制率", "≤100%"),
        ("效益指标", "履职效益", "工作保障水平", "提高"),
        ("满意度指标", "满意度", "服务对象满意度", "≥95%"),
    )
    return {
        "overall": sides.overall(ledger, f"{body.year}年部门收支总体情况表", final=False, above=above(1), figures=figures, word="金额"),
        "income": accounts.account_form("income", f"{body.year}年部门收入总体情况表", ledger, ledger.items, accounts.incomes(ledger, level=True), KEYS, above=above(2), figures=figures, landscape=True),
        "expenditure": accounts.account_form("expenditure", f"{body.year}年部门支出总体情况表", ledger, ledger.items, accounts.SPLIT, KEYS, above=above(3), figures=figures, landscape=True),
        "appropriation": sides.appropriation(ledger, f"{body.year}年财政拨款收支总体情况表", final=False, above=above(4), figures=figures, word="金额"),
        "general": accounts.account_form("general_budget", f"{body.year}年一般公共预算支出情况表", ledger, ledger.general, accounts.SPLIT, KEYS, above=above(5), figures=figures, landscape=True),
        "basic": economic.columned_basic(ledger, f"{body.year}年一般公共预算基本支出表", above=above(6), figures=figures, split=True, top=("部门预算支出经济分类科目", "一般公共预算基本支出")),
        "economic": classified.economic_table(ledger, f"{body.year}年支出经济分类汇总表", civil=body.kind.civil, above=above(7), figures=figures),
        "three": others.three_public_row(f"{body.year}年一般公共预算“三公”经费支出情况表", "万元", ((None, year.cars),), above=above(8), figures=figures),
        "fund": accounts.account_form("government_fund", f"{body.year}年政府性基金预算支出情况表", ledger, (), accounts.GENERAL, KEYS, above=above(9), figures=figures, empty=True, notes=("注：我单位本年度没有政府性基金预算安排的支出，本表为空。",)),
        "projects": others.projects(f"{body.year}年项目支出表", "万元", body.agency, [("其他运转类" if not place else "特定目标类", one.name, one.spent) for place, one in enumerate(year.projects)], above=above(10), figures=figures) if not ledger.own else others.procurement(f"{body.year}年政府采购预算表", "万元", (("办公设备", year.goods_bought), ("药品和耗材", year.services_bought)), above=above(10), figures=figures),
        "goal": reviews.overall_goal("部门（单位）整体绩效目标表", body.agency, ledger.basic, ledger.project, tasks, goals, above=(f"（{body.year}年度）",)),
        "goals": others.performance(f"{body.year}年预算项目绩效目标汇总表", [(one.name, f"{one.spent:.2f}") for one in year.projects], [("产出指标", "数量指标", one.done, "完成") for one in year.projects]),
    }  # fmt: skip


def _text(body: Body) -> str:
    t = body.teller(Money(gap=" " if body.style.form == "tabs" else ""), Verbs(), flat="持平")
    year, now, before = body.figures, body.figures.now, body.figures.before
    forms = "\n".join(f"%% {name}" for name in _forms(body))
    of = f"{body.agency}部门"
    last = body.year - 1
    return f"""
%contents 目 录
# 第一部分 {of}概况 {{overview}}
## 一、{of}主要职责 {{duties}}
{counted(body.kind.duties)}
## 二、{of}所属预算单位构成情况 {{organisation}}
{of}预算为本级预算，没有二级预算单位，设{"、".join(body.kind.offices)}。
# 第二部分 {of}{body.year}年度部门预算情况说明 {{narrative}}
## 一、收入支出预算总体情况说明 {{overall}}
{body.year}年{of}收入总计{t.m(now.grand)}，支出总计{t.m(now.grand)}，{t.change(("收入", "收入总计"), now.grand, before.grand, f"与{last}年预算相比，收入{{more}}{{amount}}，{{grew}}{{rate}}%。主要原因是：{{reason}}", why="all")}；{t.change(("支出", "支出总计"), now.grand, before.grand, "支出{more}{amount}，{grew}{rate}%。主要原因是：{reason}", why="project")}。
## 二、收入预算总体情况说明 {{income}}
{body.year}年{of}收入合计{t.m(now.grand)}，其中：一般公共预算{t.m(now.general_income)}；政府性基金{t.m(ZERO)}；{f"事业收入{t.m(now.own)}；" if now.own else ""}上年结转{t.m(now.opening)}。
## 三、支出预算总体情况说明 {{expenditure}}
{body.year}年{of}支出合计{t.m(now.spent)}，其中：{t.share("基本支出", now.basic, now.spent, "{name}{part}，占{rate}%")}；{t.share("项目支出", now.project, now.spent, "{name}{part}，占{rate}%")}。
## 四、财政拨款收入支出预算总体情况说明 {{appropriation}}
{body.year}年{of}一般公共预算收支预算{t.m(now.granted + now.opening)}，政府性基金收支预算{t.m(ZERO)}。与{last}年相比，{t.change(("一般公共预算收支预算", "一般公共预算收支"), now.granted + now.opening, before.granted, "{name}{more}{amount}，{grew}{rate}%，主要原因是：{reason}", why="project")}；{t.change(("政府性基金收支预算", "政府性基金收支"), ZERO, ZERO, "", flat="{name}持平")}，{body.short}没有政府性基金收支。
## 五、一般公共预算支出预算情况说明 {{general_budget}}
{body.year}年{of}一般公共预算支出年初预算为{t.m(now.general_spent)}。其中{t.share("基本支出", now.basic, now.general_spent, "{name}{part}，占{rate}%")}；{t.share("项目支出", now.project - now.own, now.general_spent, "{name}{part}，占{rate}%")}。按功能分类：{"；".join(t.share(class_names(lei)[0], amount, now.general_spent, "{name}{part}，占{rate}%") for lei, amount in classes(now.general))}。
## 六、一般公共预算基本支出预算经济分类情况说明 {{basic_expenditure}}
{body.year}年{of}一般公共预算基本支出年初预算为{t.m(now.basic)}，其中：{t.share(("人员经费支出", "人员经费"), now.staff, now.basic, "人员经费支出{part}，占{rate}%")}；{t.share(("公用经费支出", "公用经费"), now.office, now.basic, "公用经费支出{part}，占{rate}%")}。
## 七、支出预算经济分类情况说明 {{expenditure?}}
{of}的支出同时按部门预算和政府预算两套经济分类编列，见支出经济分类汇总表。
## 八、政府性基金预算支出情况说明 {{government_fund}}
{body.short}{body.year}年没有使用政府性基金预算拨款安排的支出。
## 九、国有资本经营预算支出情况说明 {{state_capital}}
{body.short}{body.year}年没有使用国有资本经营预算拨款安排的支出。
## 十、“三公”经费支出预算情况说明 {{three_public}}
{_three_public(body, t)}
## 十一、其他重要事项的情况说明 {{other}}
### （一）机关运行经费支出情况 {{operating_cost}}
{t.change(("机关运行经费", "机关运行经费支出预算"), now.office, before.office, f"{of}{body.year}年机关运行经费支出预算{{now}}，与{last}年预算数相比{{more}}{{amount}}，{{grew}}{{rate}}%。主要原因是：{{reason}}", why="office") if body.kind.civil else f"{body.short}系事业单位，没有机关运行经费"}。
### （二）政府采购支出情况 {{procurement}}
{of}{body.year}年政府采购预算安排{t.m(year.bought)}，其中：政府采购货物预算{t.m(year.goods_bought)}、政府采购工程预算{t.m(year.works_bought)}、政府采购服务预算{t.m(year.services_bought)}。
### （三）绩效目标设置情况 {{performance}}
{of}{body.year}年预算项目均按要求编制了绩效目标，共{len(year.projects)}个，预算金额{t.m(now.project)}。
### （四）国有资产占用情况 {{state_assets}}
{last}年期末，{of}共有车辆{year.vehicles}辆，单价100万元以上专用设备0台（套）。
### （五）专项转移支付项目情况 {{transfer_payment}}
{body.short}{body.year}年没有负责管理的专项转移支付项目。
# 第三部分 名词解释 {{glossary}}
{glossary(t, ("财政拨款收入", "事业收入", "其他收入", "基本支出", "项目支出", "“三公”经费", "机关运行经费"), "{cn}、")}
# 附件：{of}{body.year}年度部门预算表 {{report_tables|attachment}}
{forms}
"""


def _three_public(body: Body, t: Teller) -> str:
    now, before = body.figures.cars, body.figures.cars_before
    last = body.year - 1
    names = ("“三公”经费", "“三公”经费支出预算", "“三公”经费支出预算数", "“三公”经费预算")
    whole = t.change(
        names,
        total(now.values()),
        total(before.values()),
        f"{body.year}年“三公”经费支出预算数比{last}年{{more}}{{amount}}，{{grew}}{{rate}}%",
    )
    lines = [f"{body.agency}部门{body.year}年“三公”经费预算为{t.m(total(now.values()))}。{whole}。具体支出情况如下："]
    lines.append(
        f"（一）因公出国（境）费{t.m(ZERO)}，主要用于出国考察的住宿费、差旅费等。{t.change(('因公出国（境）费',), ZERO, ZERO, '', flat=f'预算数与{last}年相比持平')}。"
    )
    lines.append(
        f"（二）公务接待费{t.m(now[others.GUESTS])}，主要用于按规定开支的各类公务接待。{t.change('公务接待费', now[others.GUESTS], before[others.GUESTS], f'预算数与{last}年相比{{more}}{{amount}}，{{grew}}{{rate}}%，主要原因是：{{reason}}', why='guest')}。"
    )
    running = now.get(others.RUNNING, ZERO)
    if running:
        a = t.change("公务用车购置费", ZERO, ZERO, "", flat=f"与{last}年相比持平")
        b = t.change(
            ("公务用车运行维护费", "公务用车运行费"),
            running,
            before[others.RUNNING],
            f"与{last}年相比{{more}}{{amount}}，{{grew}}{{rate}}%，主要原因是：{{reason}}",
            why="car",
        )
        lines.append(
            f"（三）公务用车购置及运行费{t.m(running)}，其中，公务用车购置费{t.m(ZERO)}，{a}；公务用车运行维护费{t.m(running)}，主要用于燃料费、维修费、保险费等，{b}。"
        )
    return "\n".join(lines)
