"""江苏: a 收支总表 with a third side for the purpose, every source of income with its change and its reason in a sentence of its own."""
# ruff: noqa: E501  (a paragraph of a report is one line)

from __future__ import annotations

from annotations.manners.body import Body
from annotations.manners.telling import Money, Teller, Verbs
from annotations.manners.wording import class_names, classes, counted, glossary, item_names
from annotations.render.accounts import FUNCTIONAL
from annotations.render.forms import accounts, classified, economic, others, wide
from annotations.render.forms.cells import Figures, column
from annotations.render.forms.sides import appropriation
from annotations.render.ledger import ZERO, total
from annotations.render.model import Form, Report, Style

BODIES = (
    Body(
        "sheyang_land_budget_2024.pdf", "射阳县黄沙港自然资源和滩涂管理局", "射阳县", "320924", 2024, "land", 9240,
        Style(form="pdf", body="song", head="hei", size=14, leading=26, table_size=8.5, contents_dots=False), final=False, short="我局",
        fund=True, carry=True,
    ),
    Body(
        "jinhu_school_budget_2023.txt", "金湖县荷荡实验小学", "金湖县", "320831", 2023, "school", 8310,
        Style(form="blanks"), final=False, short="我校",
    ),
)  # fmt: skip
KEYS = accounts.Keys(code_title="功能科目编码", name_title="功能科目名称", top=None, levels=True)


def write(body: Body) -> Report:
    return body.report((f"{body.year}年度", body.agency, "部门预算公开"), _text(body), _forms(body))


def _forms(body: Body) -> dict[str, Form]:
    year, ledger = body.figures, body.figures.now
    figures = Figures(grouped=True)
    fund = ledger.funds

    def above(number: int) -> tuple[str, ...]:
        return f"公开{number:02d}表", f"部门（单位）：{body.agency}", "单位：万元"

    return {
        "overall": wide.overall_three(ledger, "收支总表", above=above(1), figures=figures, landscape=True),
        "income": accounts.account_form("income", "收入总表", ledger, ledger.items, accounts.incomes(ledger, level=True), KEYS, above=above(2), figures=figures, landscape=True),
        "expenditure": accounts.account_form("expenditure", "支出总表", ledger, ledger.items, (accounts.Column(("合计",), column("合计"), lambda one: one.total), *accounts.EXPENDITURE[1:]), KEYS, above=above(3), figures=figures),
        "appropriation": appropriation(ledger, "财政拨款收支总表", final=False, above=above(4), figures=figures, bracket=True, short=True),
        "functional": accounts.account_form("expenditure", "财政拨款支出表（功能科目）", ledger, ledger.items, (*accounts.SPLIT[:1], accounts.Column(("基本支出", "小计"), column("基本支出/小计", "基本支出"), lambda one: one.basic), accounts.Column(("基本支出", "人员经费"), column("基本支出/人员经费"), lambda one: one.wages + one.family), accounts.Column(("基本支出", "公用经费"), column("基本支出/公用经费"), lambda one: one.goods + one.capital), accounts.Column(("项目支出",), column("项目支出"), lambda one: one.project - one.own)), KEYS, above=above(5), figures=figures),
        "general": accounts.account_form("general_budget", "一般公共预算支出表", ledger, ledger.general, accounts.GENERAL, KEYS, above=above(6), figures=figures),
        "basic": economic.columned_basic(ledger, "一般公共预算基本支出表", above=above(7), figures=figures, top=("部门预算支出经济分类科目", "本年一般公共预算基本支出")),
        "three": classified.three_public_meetings("一般公共预算“三公”经费、会议费、培训费支出预算表", "万元", (("合计", year.cars, year.meetings, year.training),), above=above(8), figures=figures),
        "fund": accounts.account_form("government_fund", "政府性基金预算支出表", ledger, fund, accounts.GENERAL, KEYS, above=above(9), figures=figures, empty=not fund, notes=() if fund else ("注：本单位无政府性基金预算支出，本表为空。",)),
        "capital": accounts.account_form("state_capital", "国有资本经营预算支出表", ledger, (), accounts.GENERAL, KEYS, above=above(10), figures=figures, empty=True, notes=("注：本单位无国有资本经营预算支出，本表为空。",)),
        "procurement": others.procurement("政府采购支出预算表", "万元", (("一、货物", year.goods_bought), ("二、工程", year.works_bought), ("三、服务", year.services_bought)), above=above(11), figures=figures),
    }  # fmt: skip


def _text(body: Body) -> str:
    t = body.teller(Money(grouped=False), Verbs(), flat="与上年预算数相同")
    year, now, before = body.figures, body.figures.now, body.figures.before
    return f"""
%contents 目 录
# 第一部分 部门概况 {{overview}}
## 一、主要职能 {{duties}}
{counted(body.kind.duties)}
## 二、部门机构设置及预算单位构成情况 {{organisation}}
1.根据部门职责分工，本部门内设机构包括{"、".join(body.kind.offices)}。
2.从预算单位构成看，纳入本部门{body.year}年部门汇总预算编制范围的预算单位共计1家，为{body.agency}（本级）。
## 三、{body.year}年部门主要工作任务及目标 {{duties}}
{counted([f"{one.name}：{one.done}。" for one in year.projects])}
# 第二部分 {body.year}年度部门预算表 {{report_tables}}
%% overall
%% income
%% expenditure
%% appropriation
%% functional
%% general
%% basic
%% three
%% fund
%% capital
%% procurement
# 第三部分 {body.year}年度部门预算情况说明 {{narrative}}
## 一、收支预算总体情况说明 {{overall}}
{body.agency}{body.year}年度收入、支出预算总计{t.m(now.grand)}，{t.change(("收入预算总计", "收、支预算总计", "收支预算总计", "收入"), now.grand, before.grand, "与上年相比收、支预算总计各{more}{amount}，{grew}{rate}%", twice=("支出预算总计", "收、支预算总计", "收支预算总计", "支出"))}。其中：
### （一）收入预算总计{t.m(now.grand)}，包括： {{income?}}
{_incomes(body, t)}
### （二）支出预算总计{t.m(now.grand)}，包括： {{expenditure?}}
{_spending(body, t)}
## 二、收入预算情况说明 {{income}}
{body.agency}{body.year}年收入预算合计{t.m(now.grand)}，包括本年收入{t.m(now.income)}，上年结转结余{t.m(now.opening)}。其中：
{_income_shares(body, t)}
## 三、支出预算情况说明 {{expenditure}}
{body.agency}{body.year}年支出预算合计{t.m(now.spent)}，其中：
{t.share("基本支出", now.basic, now.spent, "{name}{part}，占{rate}%")}；
{t.share("项目支出", now.project, now.spent, "{name}{part}，占{rate}%")}；
{t.share(("事业单位经营支出", "经营支出"), ZERO, now.spent, "事业单位经营支出{part}，占{rate}%")}；
{t.share("上缴上级支出", ZERO, now.spent, "{name}{part}，占{rate}%")}。
## 四、财政拨款收支预算总体情况说明 {{appropriation}}
{body.year}年度财政拨款收、支总预算{t.m(now.granted + now.opening)}。{t.change(("财政拨款收入", "财政拨款收、支总计", "财政拨款收、支总预算", "财政拨款收支总计"), now.granted + now.opening, before.granted, "与上年相比，财政拨款收、支总计各{more}{amount}，{grew}{rate}%。主要原因是{reason}", why="project", twice=("财政拨款支出", "财政拨款收、支总计", "财政拨款收、支总预算", "财政拨款收支总计"))}。
## 五、财政拨款支出预算情况说明 {{general_budget|appropriation}}
{t.share("财政拨款支出", now.general_spent + now.fund_spent, now.spent, f"{body.agency}{body.year}年财政拨款预算支出{{part}}，占本年支出合计的{{rate}}%")}。其中：
{_by_item(body, t)}
## 六、财政拨款基本支出预算情况说明 {{basic_expenditure}}
{body.year}年度财政拨款基本支出预算{t.m(now.basic)}，其中：
（一）人员经费{t.m(now.staff)}。主要包括：基本工资、津贴补贴、绩效工资、社会保险缴费、住房公积金、退休费。
（二）公用经费{t.m(now.office)}。主要包括：办公费、水费、电费、差旅费、工会经费、福利费。
## 七、一般公共预算支出预算情况说明 {{general_budget}}
{t.change(("一般公共预算财政拨款支出预算", "一般公共预算支出", "一般公共预算财政拨款支出"), now.general_spent, before.general_spent, f"{body.agency}{body.year}年一般公共预算财政拨款支出预算{{now}}，与上年相比{{more}}{{amount}}，{{grew}}{{rate}}%。主要原因是{{reason}}", why="project")}。
## 八、一般公共预算“三公”经费、会议费、培训费支出预算情况说明 {{three_public}}
{_three_public(body, t)}
## 九、政府性基金预算支出预算情况说明 {{government_fund}}
{t.change(("政府性基金支出预算", "政府性基金"), now.fund_spent, before.fund_spent, f"{body.agency}{body.year}年政府性基金支出预算支出{{now}}。与上年相比{{more}}{{amount}}，{{grew}}{{rate}}%。主要原因是{{reason}}", why="project") if now.funds else f"{body.agency}{body.year}年没有政府性基金支出预算"}。
## 十、国有资本经营预算支出预算情况说明 {{state_capital}}
{body.year}年国有资本经营预算支出预算支出0万元。
## 十一、一般公共预算机关运行经费支出预算情况说明 {{operating_cost}}
{t.change(("机关运行经费", "一般公共预算机关运行经费预算"), now.office, before.office, f"{body.year}年本部门一般公共预算机关运行经费预算支出{{now}}，与上年相比{{more}}{{amount}}，{{grew}}{{rate}}%。主要原因是{{reason}}", why="office") if body.kind.civil else "本单位为事业单位，按规定未安排一般公共预算机关运行经费"}。
## 十二、政府采购支出预算情况说明 {{procurement}}
{body.year}年度政府采购支出预算总额{t.m(year.bought)}，其中：拟采购货物支出{t.m(year.goods_bought)}、拟采购工程支出{t.m(year.works_bought)}、拟购买服务支出{t.m(year.services_bought)}。
## 十三、国有资产占用情况说明 {{state_assets}}
本部门共有车辆{year.vehicles}辆，其中业务用车{year.vehicles}辆。单价50万元（含）以上的通用设备0台（套）。
## 十四、预算绩效目标设置情况说明 {{performance}}
{body.year}年度，本部门共{len(year.projects)}个项目纳入绩效目标管理，涉及财政性资金合计{t.m(now.project)}，实现项目绩效目标全覆盖。
# 第四部分 名词解释 {{glossary}}
{glossary(t, ("财政拨款收入", "事业收入", "基本支出", "项目支出", "“三公”经费", "机关运行经费", "政府采购"), "{cn}、")}
"""


def _incomes(body: Body, t: Teller) -> str:
    now, before = body.figures.now, body.figures.before
    moved = "与上年相比{more}{amount}，{grew}{rate}%。主要原因是{reason}"
    lines = [f"1.本年收入合计{t.m(now.income)}。"]
    names = ("一般公共预算拨款收入", "一般公共预算拨款")
    lines.append(
        f"（1）一般公共预算拨款收入{t.m(now.general_income)}，{t.change(names, now.general_income, before.general_income, moved, why='all')}。"
    )
    names = ("政府性基金预算拨款收入", "政府性基金预算拨款")
    said = (
        t.change(names, now.fund_spent, before.fund_spent, moved, why="project")
        if now.funds
        else t.change(names, ZERO, ZERO, "")
    )
    lines.append(f"（2）政府性基金预算拨款收入{t.m(now.fund_spent)}，{said}。")
    lines.append(
        f"（3）国有资本经营预算拨款收入0万元，{t.change(('国有资本经营预算拨款收入', '国有资本经营预算拨款'), ZERO, ZERO, '')}。"
    )
    if now.own:
        lines.append(
            f"（4）事业收入{t.m(now.own)}，{t.change('事业收入', now.own, before.own, moved, why='project')}。"
        )
    names = ("上年结转结余", "上年结转")
    said = (
        t.change(
            names,
            now.opening,
            before.opening,
            moved,
            fresh="与上年相比{more}{amount}。主要原因是{reason}",
            why="project",
        )
        if now.opening
        else t.change(names, ZERO, ZERO, "")
    )
    return "\n".join([*lines, f"2.上年结转结余为{t.m(now.opening)}，{said}。"])


def _spending(body: Body, t: Teller) -> str:
    now = body.figures.now
    lines = [f"1.本年支出合计{t.m(now.spent)}。"]
    for place, (lei, _) in enumerate(classes(now.items), 1):
        amount = now.of(lei)
        earlier = total(one.total for one in body.figures.before.items if one.code.startswith(lei))
        name = class_names(lei)
        said = t.change(
            (name[1], name[0]),
            amount,
            earlier,
            "与上年相比{more}{amount}，{grew}{rate}%。主要原因是{reason}",
            why="staff" if lei in ("208", "210", "221") else "project",
        )
        lines.append(f"（{place}）{name[1]}{t.m(amount)}，主要用于{_use(lei)}。{said}。")
    return "\n".join([*lines, "2.年终结转结余为0万元。"])


def _use(lei: str) -> str:
    return {"208": "缴纳养老保险和发放退休费", "210": "缴纳医疗保险", "221": "缴存住房公积金"}.get(
        lei, "人员经费、日常运转和专项工作"
    )


def _income_shares(body: Body, t: Teller) -> str:
    now = body.figures.now
    lines = [
        t.share("一般公共预算拨款收入", now.general_income, now.grand, "本年一般公共预算拨款收入{part}，占{rate}%")
    ]
    lines.append(
        t.share("政府性基金预算拨款收入", now.fund_spent, now.grand, "本年政府性基金预算拨款收入{part}，占{rate}%")
    )
    lines += [t.share(name, amount, now.grand, "本年{name}{part}，占{rate}%") for name, amount in now.incomes.items()]
    lines.append(
        t.share(
            ("上年结转结余", "上年结转", "上年结转结余的一般公共预算收入"),
            now.opening,
            now.grand,
            "上年结转结余的一般公共预算收入{part}，占{rate}%",
        )
    )
    return "；\n".join(lines) + "。"


def _by_item(body: Body, t: Teller) -> str:
    now, before = body.figures.now, body.figures.before
    lines = []
    for number, one in enumerate((one for one in now.items if not one.own or one.basic), 1):
        old = next(item for item in before.items if item.code == one.code)
        _, item, bare = item_names(one.code)
        kuan = FUNCTIONAL[one.code[:5]]
        said = t.change(
            (f"{kuan}（款）{item}", item, bare),
            one.total - one.own,
            old.total - old.own,
            "{name}支出{now}，与上年相比{more}{amount}，{grew}{rate}%。主要原因是{reason}",
            why="staff" if not one.project else "project",
        )
        lines.append(f"{number}.{said}。")
    return "\n".join(lines)


def _three_public(body: Body, t: Teller) -> str:
    year = body.figures
    now, before = year.cars, year.cars_before
    names = ("“三公”经费", "“三公”经费支出", "“三公”经费支出预算")
    whole, earlier = total(now.values()), total(before.values())
    said = t.change(names, whole, earlier, "比上年预算{more}{amount}")
    lines = [f"{body.agency}{body.year}年度一般公共预算拨款安排的“三公”经费支出预算支出{t.m(whole)}，{said}。其中："]
    lines.append(f"1.因公出国（境）费预算支出0万元，{t.change('因公出国（境）费', ZERO, ZERO, '')}。")
    a, b = now.get(others.RUNNING, ZERO), before.get(others.RUNNING, ZERO)
    lines.append(f"2.公务用车购置及运行维护费预算支出{t.m(a)}。其中：")
    lines.append(f"（1）公务用车购置预算支出0万元，{t.change(('公务用车购置', '公务用车购置费'), ZERO, ZERO, '')}。")
    lines.append(
        f"（2）公务用车运行维护费预算支出{t.m(a)}，{t.change(('公务用车运行维护费', '公务用车运行费'), a, b, '比上年预算{more}{amount}，主要原因是{reason}', why='car')}。"
    )
    lines.append(
        f"3.公务接待费预算支出{t.m(now[others.GUESTS])}，{t.change('公务接待费', now[others.GUESTS], before[others.GUESTS], '比上年预算{more}{amount}，主要原因是{reason}', why='guest')}。"
    )
    lines.append(
        f"{body.agency}{body.year}年度一般公共预算拨款安排的会议费预算支出{t.m(year.meetings)}，{t.change('会议费', year.meetings, year.before.economic.get('30215', ZERO), '比上年预算{more}{amount}')}；培训费预算支出{t.m(year.training)}，{t.change('培训费', year.training, year.before.economic.get('30216', ZERO), '比上年预算{more}{amount}')}。"
    )
    return "\n".join(lines)
