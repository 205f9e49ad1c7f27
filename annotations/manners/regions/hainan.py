"""海南: budgets whose headings name the body and the year (关于…的情况说明), a 收支总表 with split spending, amounts with commas."""
# ruff: noqa: E501  (a paragraph of a report is one line)

from __future__ import annotations

from annotations.manners.body import Body
from annotations.manners.telling import Money, Teller, Verbs
from annotations.manners.wording import class_names, classes, counted, glossary, item_names
from annotations.render.accounts import FUNCTIONAL
from annotations.render.forms import accounts, economic, others, reviews, sides, wide
from annotations.render.forms.cells import Figures, column
from annotations.render.ledger import ZERO, total
from annotations.render.model import Form, Report, Style

BODIES = (
    Body(
        "lingshui_disease_budget_2024.pdf", "陵水黎族自治县椰林疾病监测中心", "陵水黎族自治县", "469028", 2024, "disease", 4690,
        Style(form="pdf", body="song", head="kai", size=14, leading=26, table_size=8.5, rule=0.7), final=False, short="本单位",
    ),
    Body(
        "qiongzhong_forest_budget_2022.txt", "琼中黎族苗族自治县云岫岭林场", "琼中黎族苗族自治县", "469030", 2022, "forest", 4930,
        Style(form="tabs", narrow=True, site=("当前位置:首页>>政府信息公开>>财政预算", "来源:县财政局  发布时间:2022-03-08", ""), foot=("", "责任编辑:办公室")), final=False, short="我场",
    ),
)  # fmt: skip
KEYS = accounts.Keys(code_title="科目编码", name_title="科目名称", top="支出功能分类科目", total_first=False)
INCOMES = ("一般公共预算拨款", "政府性基金预算拨款", "国有资本经营预算拨款", "事业收入", "其他收入")


def write(body: Body) -> Report:
    return body.report((body.agency, f"{body.year}年部门预算"), _text(body), _forms(body))


def _forms(body: Body) -> dict[str, Form]:
    year, ledger, figures = (
        body.figures,
        body.figures.now,
        Figures(grouped=True, none="-" if body.style.form == "tabs" else ""),
    )

    def above(number: int) -> tuple[str, ...]:
        return f"表{number}", f"部门名称：{body.agency}", "单位：万元"

    columns = (
        ("一般公共预算财政拨款预算数", ("预算数", "一般公共预算财政拨款", "一般公共预算财政拨款预算数"), year.cars),
    )
    tasks = [(one.name, one.buys, one.spent) for one in year.projects]
    return {
        "appropriation": sides.appropriation(ledger, "财政拨款收支总表", final=False, above=above(1), figures=figures, bracket=True, short=True),
        "general": accounts.account_form("general_budget", "一般公共预算支出表", ledger, ledger.general, accounts.GENERAL, KEYS, above=above(2), figures=figures),
        "basic": economic.columned_basic(ledger, "一般公共预算基本支出表", above=above(3), figures=figures, total_first=False, top=("支出经济分类科目", "本年一般公共预算基本支出")),
        "three": others.three_public_items("一般公共预算“三公”经费支出表", "万元", columns, above=above(4), figures=figures),
        "fund": accounts.account_form("government_fund", "政府性基金预算支出表", ledger, (), accounts.GENERAL, KEYS, above=above(5), figures=figures, empty=True, notes=("注：本部门没有政府性基金预算支出。",)),
        "capital": accounts.account_form("state_capital", "国有资本经营预算支出表", ledger, (), accounts.GENERAL, KEYS, above=above(6), figures=figures, empty=True, notes=("注：本部门没有国有资本经营预算支出。",)),
        "overall": wide.overall_split(ledger, "部门收支总表", above=above(7), figures=figures, incomes=INCOMES, landscape=False),
        "income": accounts.account_form("income", "部门收入总表", ledger, ledger.items, accounts.incomes(ledger, level=True), KEYS, above=above(8), figures=figures, landscape=True),
        "expenditure": accounts.account_form("expenditure", "部门支出总表", ledger, ledger.items, (accounts.Column(("合计",), column("合计"), lambda one: one.total), *accounts.EXPENDITURE[1:]), KEYS, above=above(9), figures=figures),
        "projects": others.projects("项目支出表", "万元", body.agency, [("特定目标类", one.name, one.spent) for one in year.projects], above=above(10), figures=figures),
        "goal": reviews.overall_goal("部门整体支出绩效目标表", body.agency, ledger.basic, ledger.project, tasks, (("产出指标", "数量指标", year.projects[0].done, "完成"), ("效益指标", "社会效益指标", "服务水平", "提升"), ("满意度指标", "满意度指标", "群众满意度", "≥90%"))),
    }  # fmt: skip


def _text(body: Body) -> str:
    t = body.teller(
        Money(grouped=True), Verbs(more="增加", less="减少", grew="上升", fell="下降"), flat="与上年预算持平"
    )
    year, now, before = body.figures, body.figures.now, body.figures.before
    of = f"{body.agency}{body.year}年"
    forms = "\n".join(f"%% {name}" for name in _forms(body))
    against = f"比{body.year - 1}年预算数{{more}}{{amount}}，主要是{{reason}}"
    return f"""
%contents 目 录
# 第一部分 {body.agency}概况 {{overview}}
## 一、主要职能 {{duties}}
{counted(body.kind.duties)}
## 二、部门预算单位构成 {{organisation}}
本部门预算单位只有本级1个，内设{"、".join(body.kind.offices)}。
# 第二部分 {body.agency}{body.year}年部门预算表 {{report_tables}}
{forms}
# 第三部分 {of}部门预算情况说明 {{narrative}}
## 一、关于{of}财政拨款收支预算情况的总体说明 {{appropriation}}
{of}财政拨款收支总预算{t.m(now.granted + now.opening)}。收入总计{t.m(now.granted + now.opening)}，包括一般公共预算本年收入{t.m(now.general_income)}、上年结转{t.m(now.opening)}；支出总计{t.m(now.granted + now.opening)}，包括{"、".join(f"{FUNCTIONAL[lei]}{t.m(amount)}" for lei, amount in classes(now.items))}。
## 二、关于{of}一般公共预算当年拨款情况说明 {{general_budget}}
### （一）一般公共预算当年拨款规模变化情况 {{general_budget}}
{t.change(("一般公共预算当年拨款", "一般公共预算拨款"), now.general_spent, before.general_spent, f"{of}一般公共预算当年拨款{{now}}，{against}", why="all")}。
### （二）一般公共预算当年拨款结构情况 {{general_budget}}
{"；".join(t.share((class_names(lei)[1], class_names(lei)[0]), amount, now.general_spent, "{name}{part}，占{rate}%") for lei, amount in classes(now.general))}。
### （三）一般公共预算当年拨款具体使用情况 {{general_budget}}
{_by_item(body, t)}
## 三、关于{of}一般公共预算基本支出情况说明 {{basic_expenditure}}
{of}一般公共预算基本支出{t.m(now.basic)}，其中：
人员经费{t.m(now.staff)}，主要包括基本工资、津贴补贴、绩效工资、社会保险缴费、住房公积金、退休费；
公用经费{t.m(now.office)}，主要包括办公费、水费、电费、差旅费、维修（护）费、工会经费。
## 四、关于{of}“三公”经费预算情况说明 {{three_public}}
{_three_public(body, t)}
## 五、关于{of}政府性基金预算当年拨款情况说明 {{government_fund}}
本部门{body.year}年没有使用政府性基金预算当年拨款安排的支出。
## 六、关于{of}国有资本经营预算当年拨款情况说明 {{state_capital}}
本部门{body.year}年没有使用国有资本经营预算当年拨款安排的支出。
## 七、关于{of}收支预算情况的总体说明 {{overall}}
按照综合预算的原则，所有收入和支出均纳入部门预算管理。{of}收支总预算{t.m(now.grand)}，{t.change(("收支总预算", "收入总预算", "收支"), now.grand, before.grand, f"比{body.year - 1}年预算数{{more}}{{amount}}，{{grew}}{{rate}}%", maybe=("支出总预算", "支出"))}。
## 八、关于{of}收入预算情况说明 {{income}}
{of}收入预算{t.m(now.grand)}，其中：{t.share("上年结转", now.opening, now.grand, "{name}{part}，占{rate}%")}；{t.share("一般公共预算拨款收入", now.general_income, now.grand, "{name}{part}，占{rate}%")}；{t.share("政府性基金预算拨款收入", ZERO, now.grand, "{name}{part}，占{rate}%")}；{t.share("事业收入", now.own, now.grand, "{name}{part}，占{rate}%")}。
## 九、关于{of}支出预算情况说明 {{expenditure}}
{of}支出预算{t.m(now.spent)}，其中：{t.share("基本支出", now.basic, now.spent, "{name}{part}，占{rate}%")}；{t.share("项目支出", now.project, now.spent, "{name}{part}，占{rate}%")}；{t.share("经营支出", ZERO, now.spent, "{name}{part}，占{rate}%")}。
## 十、其他重要事项的情况说明 {{other}}
### （一）机关运行经费 {{operating_cost}}
本部门属于事业单位，不安排机关运行经费。
### （二）政府采购情况 {{procurement}}
{body.year}年政府采购预算总额{t.m(year.bought)}，其中：货物预算{t.m(year.goods_bought)}、工程预算{t.m(year.works_bought)}、服务预算{t.m(year.services_bought)}。
### （三）国有资产占有使用情况 {{state_assets}}
截至{body.year - 1}年12月31日，{body.short}共有车辆{year.vehicles}辆，单位价值100万元以上大型设备0台。
### （四）绩效目标设置情况 {{performance}}
{body.year}年实行绩效目标管理的项目{len(year.projects)}个，金额{t.m(now.project)}。
# 第四部分 名词解释 {{glossary}}
{glossary(t, ("财政拨款收入", "其他收入", "基本支出", "项目支出", "人员经费", "公用经费", "“三公”经费"), "{cn}、")}
"""


def _by_item(body: Body, t: Teller) -> str:
    before = {one.code: one.total - one.own for one in body.figures.before.items}
    lines = []
    for number, one in enumerate(body.figures.now.general, 1):
        names = (item_names(one.code)[0].replace("支出（类）", "（类）"), *item_names(one.code))
        words = f"{number}、{{name}}{body.year}年预算数为{{now}}，比{body.year - 1}年预算数{{more}}{{amount}}，{{grew}}{{rate}}%，主要是{{reason}}"
        lines.append(
            t.change(
                names,
                one.total - one.own,
                before[one.code],
                words,
                why="project" if one.project else "staff",
                flat=f"{number}、{{name}}{body.year}年预算数为{{now}}，与{body.year - 1}年预算数持平",
            )
            + "。"
        )
    return "\n".join(lines)


def _three_public(body: Body, t: Teller) -> str:
    now, before = body.figures.cars, body.figures.cars_before
    running, last = now.get(others.RUNNING, ZERO), body.year - 1
    names = ("“三公”经费", "“三公”经费预算", "“三公”经费预算数")
    parts = [f"因公出国（境）费0万元，{t.change('因公出国（境）费', ZERO, ZERO, '')}"]
    if running:
        cars = ("公务用车购置及运行费", "公务用车购置及运行维护费")
        parts.append(
            t.change(
                cars,
                running,
                before[others.RUNNING],
                f"公务用车购置及运行费{{now}}（其中，公务用车购置费0万元，公务用车运行费{t.m(running)}），比上年预算{{more}}{{amount}}，{{more}}原因是{{reason}}",
                why="car",
            )
        )
    parts.append(
        t.change(
            "公务接待费",
            now[others.GUESTS],
            before[others.GUESTS],
            "{name}{now}，比上年预算{more}{amount}，{more}原因是{reason}",
            why="guest",
        )
    )
    whole = t.change(
        names,
        total(now.values()),
        total(before.values()),
        f"“三公”经费预算数比{last}年{{more}}{{amount}}，{{grew}}{{rate}}%",
    )
    return (
        f"{body.agency}{body.year}年“三公”经费预算数为{t.m(total(now.values()))}，其中：{'；'.join(parts)}。\n{whole}。"
    )
