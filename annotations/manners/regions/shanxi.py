"""山西: budgets whose forms set the year before beside the year with the difference in per cent; the text only tells what moved."""
# ruff: noqa: E501  (a paragraph of a report is one line)

from __future__ import annotations

from annotations.manners.body import Body
from annotations.manners.telling import Money, Teller, Verbs
from annotations.manners.wording import counted, glossary
from annotations.render.forms import accounts, economic, others, reviews, sides, wide
from annotations.render.forms.cells import Figures, column
from annotations.render.ledger import ZERO, total
from annotations.render.model import Form, Report, Style

BODIES = (
    Body(
        "qinshui_forest_budget_2025.txt", "沁水县历山林木管护中心", "沁水县", "140521", 2025, "forest", 1405,
        Style(form="pages"), final=False, short="本单位",
    ),
    Body(
        "yangcheng_justice_budget_2023.pdf", "阳城县析城山司法行政局", "阳城县", "140522", 2023, "justice", 1452,
        Style(form="pdf", body="hei", head="hei", size=12.5, leading=22, table_size=8, margin=60, repeat_head=True), final=False, short="我局", carry=True,
    ),
)  # fmt: skip
KEYS = accounts.Keys(code_title="科目编码", name_title="科目名称", top="功能分类科目")


def write(body: Body) -> Report:
    return body.report((body.agency, f"{body.year}年部门预算公开"), _text(body), _forms(body))


def _forms(body: Body) -> dict[str, Form]:
    year, ledger, figures = body.figures, body.figures.now, Figures()

    def above(number: int) -> tuple[str, ...]:
        return f"预算公开表{number}", f"部门名称：{body.agency}", "单位：万元"

    items = (
        (f"{body.year - 1}年预算数", ("上年预算数", f"{body.year - 1}年预算数"), year.cars_before),
        (f"{body.year}年预算数", ("预算数", f"{body.year}年预算数"), year.cars),
    )
    parts = (("货物类", year.goods_bought), ("工程类", year.works_bought), ("服务类", year.services_bought))
    whole = (accounts.Column(("合计",), column("合计"), lambda one: one.total), *accounts.EXPENDITURE[1:3])
    return {
        "overall": sides.overall(ledger, f"{body.agency}{body.year}年部门收支总表", final=False, above=above(1), figures=figures, short=True, word=f"{body.year}年预算数"),
        "income": accounts.account_form("income", f"{body.agency}{body.year}年部门收入总表", ledger, ledger.items, accounts.incomes(ledger, level=True, own=("事业收入", "其他收入")), KEYS, above=above(2), figures=figures),
        "expenditure": accounts.account_form("expenditure", f"{body.agency}{body.year}年部门支出总表", ledger, ledger.items, whole, KEYS, above=above(3), figures=figures),
        "appropriation": sides.appropriation(ledger, f"{body.agency}{body.year}年财政拨款收支总表", final=False, above=above(4), figures=figures, short=True, word=f"{body.year}年预算数"),
        "general": accounts.account_form("general_budget", f"{body.agency}{body.year}年一般公共预算支出表", ledger, ledger.general, wide.compared(ledger, body.figures.before, body.year), KEYS, above=above(5), figures=figures, landscape=True),
        "basic": economic.columned_basic(ledger, f"{body.agency}{body.year}年一般公共预算安排基本支出分经济科目表", above=above(6), figures=figures, top=("经济科目", f"{body.year}年预算数")),
        "fund": accounts.account_form("government_fund", f"{body.agency}{body.year}年政府性基金预算支出预算表", ledger, (), accounts.GENERAL, KEYS, above=above(7), figures=figures, empty=True, notes=("本表无数据。",)),
        "capital": accounts.account_form("state_capital", f"{body.agency}{body.year}年国有资本经营预算支出预算表", ledger, (), accounts.GENERAL, KEYS, above=above(8), figures=figures, empty=True, notes=("本表无数据。",)),
        "three": others.three_public_items(f"{body.agency}{body.year}年“三公”经费预算财政拨款情况统计表", "万元", items, above=above(9), figures=figures),
        "procurement": others.procurement(f"{body.agency}{body.year}年政府采购预算表", "万元", parts, above=above(10), figures=figures),
        "goal": reviews.overall_goal(
            f"{body.year}年部门整体支出绩效目标表", body.agency, ledger.basic, ledger.project,
            [(one.name, one.buys, one.spent) for one in year.projects],
            (
                ("产出指标", "数量指标", year.projects[0].done, "全面完成"), ("产出指标", "时效指标", "支出进度达到序时进度", "是"),
                ("效益指标", "社会效益", "服务能力提升", "明显"), ("满意度指标", "满意度", "服务对象满意度", "≥90%"),
            ),
        ),
    }  # fmt: skip


def _text(body: Body) -> str:
    t = body.teller(Money(), Verbs(), flat="与上年相同")
    year, now, before = body.figures, body.figures.now, body.figures.before
    last = body.year - 1
    return f"""
%contents 目 录
# 第一部分 概况 {{overview}}
## 一、本部门职责 {{duties}}
{counted(body.kind.duties, "{n}、")}
## 二、机构设置情况 {{organisation}}
本部门设{"、".join(body.kind.offices)}，编制{year.staff + 2}名，实有{year.staff}人。
# 第二部分 {body.year}年部门预算报表 {{report_tables}}
%% overall
%% income
%% expenditure
%% appropriation
%% general
%% basic
%% fund
%% capital
%% three
%% procurement
%% goal
# 第三部分 {body.year}年部门预算情况说明 {{narrative}}
## 一、{body.year}年度部门预算数据变动情况及原因 {{overall}}
### （一）收入预算变动 {{income}}
{t.change(("收入预算", "收入预算总额", "预算收入"), now.grand, before.grand, f"{body.year}年收入预算总额为{{now}}，{last}年为{t.m(before.grand)}，{{more}}{{amount}}，{{grew}}{{rate}}%，主要是{{reason}}", why="all", flat=f"{body.year}年收入预算总额为{{now}}，与{last}年相同")}。
### （二）支出预算变动 {{expenditure}}
{body.year}年支出预算{t.m(now.spent)}。其中基本支出{t.m(now.basic)}，{t.change("基本支出", now.basic, before.basic, f"比{last}年{{more}}{{rate}}%，{{reason}}是主要原因", why="staff", also=(".",))}；项目支出{t.m(now.project)}，{t.change("项目支出", now.project, before.project, f"比{last}年{{more}}{{rate}}%，{{reason}}是主要原因", why="project", also=(".",))}。
### （三）财政拨款收支变动 {{appropriation}}
{t.change(("财政拨款收支", "财政拨款收支总额", "财政拨款收入", "财政拨款支出"), now.granted + now.opening, before.granted, f"{body.year}年财政拨款收支总额{{now}}，较{last}年{{more}}{{amount}}", maybe=("财政拨款支出", "财政拨款收入"))}。
### （四）一般公共预算支出变动 {{general_budget}}
{t.change(("一般公共预算支出", "一般公共预算"), now.general_spent, before.general_spent, f"{body.year}年一般公共预算支出{{now}}，较{last}年{{grew}}{{rate}}%，原因在于{{reason}}", why="project")}。人员经费{t.m(now.staff)}，公用经费{t.m(now.office)}，{t.change(("人员经费"), now.staff, before.staff, f"人员经费较{last}年{{more}}{{amount}}")}，{t.change("公用经费", now.office, before.office, f"公用经费较{last}年{{more}}{{amount}}")}。
## 二、“三公”经费增减变动原因说明 {{three_public}}
{_three_public(body, t)}
## 三、机关运行经费增减变动原因说明 {{operating_cost}}
{t.change("机关运行经费", now.office, before.office, f"机关运行经费{{now}}，比{last}年{{more}}{{amount}}，{{grew}}{{rate}}%，系{{reason}}所致", why="office") if body.kind.civil else "本部门不属于机关运行经费的编列范围"}。
## 四、政府采购情况 {{procurement}}
{body.year}年政府采购预算{t.m(year.bought)}，其中货物类{t.m(year.goods_bought)}、工程类{t.m(year.works_bought)}、服务类{t.m(year.services_bought)}。
## 五、绩效管理情况 {{performance}}
### （一）绩效管理情况 {{performance}}
{len(year.projects)}个项目全部编报绩效目标，资金{t.m(now.project)}。
### （二）绩效目标情况 {{performance}}
{counted([f"{one.name}：{one.done}，预算{t.m(one.spent)}。" for one in year.projects], "{n}.")}
## 六、国有资产占有使用情况 {{state_assets}}
### （一）车辆情况 {{state_assets}}
共有车辆{year.vehicles}辆，全部为业务用车。
### （二）房屋情况 {{state_assets}}
办公用房{year.building}平方米。
## 七、其他说明 {{other}}
### （一）政府购买服务指导性目录 {{other}}
本部门没有政府购买服务事项。
### （二）其他 {{other}}
表内数据四舍五入，尾差不作调整。
# 第四部分 名词解释 {{glossary}}
{glossary(t, ("基本支出", "项目支出", "“三公”经费", "机关运行经费", "绩效目标"), "{cn}、", "——")}
"""


def _three_public(body: Body, t: Teller) -> str:
    now, before, last = body.figures.cars, body.figures.cars_before, body.year - 1
    names = ("“三公”经费", "“三公”经费预算")
    whole, earlier = total(now.values()), total(before.values())
    lines = [
        t.change(
            names,
            whole,
            earlier,
            f"{body.year}年“三公”经费预算{{now}}，{last}年“三公”经费预算{t.m(earlier)}，同比{{more}}{{amount}}",
        )
        + "。"
    ]
    a, b = now.get(others.RUNNING, ZERO), before.get(others.RUNNING, ZERO)
    if a:
        lines.append(
            f"其中公务用车运行维护费{t.m(a)}，{t.change(('公务用车运行维护费', '公务用车运行费'), a, b, '{more}{amount}，是因为{reason}', why='car')}；公务用车购置费0万元，{t.change('公务用车购置费', ZERO, ZERO, '')}。"
        )
    lines.append(
        f"公务接待费{t.m(now[others.GUESTS])}，{t.change('公务接待费', now[others.GUESTS], before[others.GUESTS], '{more}{amount}，是因为{reason}', why='guest')}。因公出国（境）费0万元，{t.change('因公出国（境）费', ZERO, ZERO, '')}。"
    )
    return "\n".join(lines)
