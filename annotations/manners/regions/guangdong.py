"""广东: rates of the whole year's budget with its amount named, 主要情况 for the reason, lists whose base is said once."""
# ruff: noqa: E501  (a paragraph of a report is one line)

from __future__ import annotations

from decimal import Decimal

from annotations.manners.body import Body
from annotations.manners.telling import Money, Names, Teller, Verbs
from annotations.manners.wording import classes, counted, glossary, initial
from annotations.render.accounts import FUNCTIONAL
from annotations.render.forms import accounts, classified, economic, sides
from annotations.render.forms.cells import Figures
from annotations.render.forms.others import GUESTS, RUNNING
from annotations.render.ledger import ZERO, total
from annotations.render.model import Form, Report, Style

BODIES = (
    Body(
        "yangshan_women_final_2023.txt", "阳山县贤令山妇女儿童服务联合会", "阳山县", "441823", 2023, "women", 4418,
        Style(
            form="pipes",
            site=("首页 > 信息公开 > 预决算公开 > 部门决算", "", "索引号：4418-2024-0213 发布机构：阳山县财政局", "发布时间：2024-09-12 10:26  浏览次数：317  字号：大 中 小", ""),
            foot=("", "扫一扫在手机打开当前页", "【打印】【关闭窗口】", "主办：阳山县人民政府办公室"),
        ), final=True, short="本会",
    ),
    Body(
        "xuwen_market_final_2024.pdf", "徐闻县流沙湾市场监督管理局", "徐闻县", "440825", 2024, "market", 4408,
        Style(form="pdf", body="song", head="hei", size=14, leading=28, table_size=8.5, margin=80, rule=0.4), final=True, short="本局", carry=True,
    ),
)  # fmt: skip
KEYS = accounts.Keys(code_title="支出功能分类科目编码", name_title="科目名称", column_numbers=True)
VERBS = Verbs(fell="降低")


def write(body: Body) -> Report:
    return body.report((f"{body.year}年度", body.agency, "部门决算"), _text(body), _forms(body))


def _forms(body: Body) -> dict[str, Form]:
    year, ledger, figures = body.figures, body.figures.now, Figures(grouped=True, zeros=True)

    def above(number: int) -> tuple[str, ...]:
        return f"公开{number:02d}表", f"部门：{body.agency}", f"{body.year}年度", "单位：万元"

    return {
        "overall": sides.overall(ledger, "收入支出决算总表", final=True, above=above(1), figures=figures, row_numbers=True, short=True),
        "income": accounts.account_form("income", "收入决算表", ledger, ledger.items, accounts.incomes(ledger), KEYS, above=above(2), figures=figures),
        "expenditure": accounts.account_form("expenditure", "支出决算表", ledger, ledger.items, accounts.EXPENDITURE, KEYS, above=above(3), figures=figures),
        "appropriation": sides.appropriation(ledger, "财政拨款收入支出决算总表", final=True, above=above(4), figures=figures, short=True),
        "general": accounts.account_form("general_budget", "一般公共预算财政拨款支出决算表", ledger, ledger.general, accounts.GENERAL, KEYS, above=above(5), figures=figures),
        "basic": economic.grouped_basic(ledger, "一般公共预算财政拨款基本支出决算明细表", groups=(("301", "303"), ("302", "310")), above=above(6), figures=Figures(grouped=True), full=False),
        "three": classified.three_public_pairs("财政拨款“三公”经费支出决算表", "万元", year.cars_planned, year.cars, above=above(7), figures=figures),
        "fund": accounts.account_form("government_fund", "政府性基金预算财政拨款收入支出决算表", ledger, (), accounts.fund_columns(()), KEYS, above=above(8), figures=Figures(), empty=True, notes=("注：本表为空，本部门没有政府性基金收支。",)),
        "capital": accounts.account_form("state_capital", "国有资本经营预算财政拨款支出决算表", ledger, (), accounts.GENERAL, KEYS, above=above(9), figures=Figures(), empty=True, notes=("注：本表为空，本部门没有国有资本经营预算支出。",)),
    }  # fmt: skip


def _text(body: Body) -> str:
    t = body.teller(Money(), VERBS, places=1, flat="与上年决算数持平")
    year, now, before = body.figures, body.figures.now, body.figures.before
    both = "{name}{now}，比上年决算数{more}{amount}，{grew}{rate}%"
    return f"""
%contents 目 录
# 第一部分：{body.agency}概况 {{overview}}
## 一、部门主要职责 {{duties}}
{counted(body.kind.duties)}
## 二、部门机构设置 {{organisation}}
本部门内设机构{len(body.kind.offices)}个，分别是{"、".join(body.kind.offices)}；实有人员{year.staff}人。
## 三、部门决算单位构成 {{organisation}}
本部门没有下属单位，部门决算即本级决算。
# 第二部分：{body.agency}{body.year}年度部门决算表 {{report_tables}}
%% overall
%% income
%% expenditure
%% appropriation
%% general
%% basic
%% three
%% fund
%% capital
# 第三部分：{body.agency}{body.year}年度部门决算情况说明 {{narrative}}
## 一、收入支出决算总体情况说明 {{overall}}
### （一）年度收入支出总体情况 {{overall}}
{t.change(("收入总计", "收、支总计", "收入", "收支总计", "收入、支出总计"), now.grand, before.grand, f"{body.agency}{body.year}年度收入、支出总计{{now}}，收入、支出总计比上年均{{more}}{{amount}}，{{grew}}{{rate}}%", twice=("支出总计", "收、支总计", "支出", "收支总计", "收入、支出总计"))}。
### （二）收入决算情况 {{income}}
{t.change(("本年收入合计", "本年收入", "收入合计"), now.income, before.income, f"{body.year}年度{both}，主要变动情况：{{reason}}", why="all")}。其中：{t.share("财政拨款收入", now.granted, now.income, "{name}{part}，占本年收入{rate}%")}；{t.share("其他收入", ZERO, now.income, "{name}{part}，占本年收入{rate}%")}。
### （三）支出决算情况 {{expenditure}}
{t.change(("本年支出合计", "本年支出", "支出合计"), now.spent, before.spent, f"{body.year}年度{both}，主要变动情况：{{reason}}", why="project")}。其中：{t.share("基本支出", now.basic, now.spent, "{name}{part}，占本年支出{rate}%")}；{t.share("项目支出", now.project, now.spent, "{name}{part}，占本年支出{rate}%")}。
## 二、财政拨款收入支出决算总体情况说明 {{appropriation}}
{t.change(("财政拨款收入总计", "财政拨款收入", "财政拨款收、支总计", "财政拨款收支总计"), now.granted + now.opening, before.granted, f"{body.agency}{body.year}年度财政拨款收、支总计{{now}}，比上年{{more}}{{amount}}，{{grew}}{{rate}}%", maybe=("财政拨款支出总计", "财政拨款支出"))}。
## 三、一般公共预算财政拨款支出决算情况说明 {{general_budget}}
### （一）总体情况 {{general_budget}}
{_of_plan(t, "一般公共预算财政拨款支出", now.general_spent, initial(now), before.general_spent, f"{body.year}年度一般公共预算财政拨款支出决算为")}。
### （二）按功能分类科目情况 {{general_budget}}
{_by_class(body, t)}
### （三）一般公共预算财政拨款基本支出决算情况 {{basic_expenditure}}
{body.year}年度一般公共预算财政拨款基本支出{t.m(now.basic)}，其中：{t.change("人员经费", now.staff, before.staff, both)}；{t.change("公用经费", now.office, before.office, both)}。
## 四、政府性基金预算财政拨款支出决算情况说明 {{government_fund}}
本部门{body.year}年度没有政府性基金预算财政拨款支出。
## 五、国有资本经营预算财政拨款支出决算情况说明 {{state_capital}}
本部门{body.year}年度没有国有资本经营预算财政拨款支出。
## 六、财政拨款“三公”经费支出决算情况说明 {{three_public}}
{_three_public(body, t)}
## 七、其他重要事项情况说明 {{other}}
### （一）机关运行经费支出情况 {{operating_cost}}
{t.change("机关运行经费", now.office, before.office, f"{body.year}年度机关运行经费支出{{now}}，比上年决算数{{more}}{{amount}}，{{grew}}{{rate}}%，主要变动情况：{{reason}}", why="office") if body.kind.civil else "本部门没有机关运行经费支出"}。
### （二）政府采购支出情况 {{procurement}}
{t.change(("政府采购支出总额", "政府采购支出"), year.bought, year.bought + Decimal("3.40"), f"{body.year}年度政府采购支出总额{{now}}，比上年{{more}}{{amount}}，{{grew}}{{rate}}%")}。其中：政府采购货物支出{t.m(year.goods_bought)}、政府采购工程支出{t.m(year.works_bought)}、政府采购服务支出{t.m(year.services_bought)}。{t.share("授予中小企业合同金额", year.small_firms, year.bought, "{name}{part}，占政府采购支出总额的{rate}%")}。
### （三）国有资产占有使用情况 {{state_assets}}
截至{body.year}年12月31日，本部门共有车辆{year.vehicles}辆，单价50万元（含）以上设备0台（套）。
### （四）预算绩效管理工作开展情况 {{performance}}
#### 1.绩效管理工作开展情况 {{performance}}
本部门对{len(year.projects)}个项目开展绩效自评，共涉及资金{t.m(now.project)}，自评覆盖率达到全部项目。
#### 2.部门决算中项目绩效自评结果 {{performance}}
{_reviews(body, t)}
# 第四部分：名词解释 {{glossary}}
{glossary(t, ("财政拨款收入", "其他收入", "年初结转和结余", "年末结转和结余", "基本支出", "项目支出", "“三公”经费", "机关运行经费"), "{cn}、")}
"""


def _of_plan(t: Teller, names: Names, now: Decimal, planned: Decimal, before: Decimal, opening: str) -> str:
    """完成全年预算84.82万元的73.2%，比上年决算数增加…: the plan stands between 完成 and its rate."""
    if not planned:
        return f"{opening}{t.m(now)}"
    told = t.completion(names, now, planned, f"{opening}{{actual}}，完成全年预算{{planned}}的{{rate}}%", base="annual")
    return f"{told}，{t.change(names, now, before, '比上年决算数{more}{amount}，{grew}{rate}%')}"


def _by_class(body: Body, t: Teller) -> str:
    now, before = body.figures.now, dict(classes(body.figures.before.general))
    said = []
    for lei, amount in classes(now.general):
        name = FUNCTIONAL[lei]
        part = t.share(name, amount, now.general_spent, "{name}{part}，占比{rate}%")
        said.append(f"{part}，{t.change(name, amount, before[lei], '比上年{more}{amount}，{grew}{rate}%')}")
    return f"{body.year}年度一般公共预算财政拨款支出主要用于以下方面：" + "；".join(said) + "。"


def _three_public(body: Body, t: Teller) -> str:
    year = body.figures
    now, before, planned = year.cars, year.cars_before, year.cars_planned
    whole, names = total(now.values()), ("“三公”经费", "“三公”经费支出")
    up = whole > total(before.values())
    plan = t.pick("plan", "贯彻厉行节约要求，合并同类公务活动", "公务用车集中调度，接待从简")
    year_reason = t.why("car", up)
    told = t.completion(
        names,
        whole,
        total(planned.values()),
        f"{body.year}年度“三公”经费财政拨款支出决算为{{actual}}，完成全年预算{{planned}}的{{rate}}%",
        base="annual",
        elsewhere=("below" if whole < total(planned.values()) else "equal", plan),
    )
    moved = t.change(
        names, whole, total(before.values()), "比上年决算数{more}{amount}，{grew}{rate}%", elsewhere=year_reason
    )
    cars = ("公务用车购置及运行维护费", "公务用车购置及运行费")
    parts = [
        t.completion(
            cars,
            now.get(RUNNING, ZERO),
            planned.get(RUNNING, ZERO),
            "公务用车购置及运行维护费支出决算为{actual}，完成预算{planned}的{rate}%",
            base="annual",
        )
        if RUNNING in now
        else "没有公务用车支出"
    ]
    parts.append(
        t.completion(
            "公务接待费",
            now[GUESTS],
            planned[GUESTS],
            "公务接待费支出决算为{actual}，完成预算{planned}的{rate}%",
            base="annual",
        )
    )
    running = now.get(RUNNING, ZERO)
    lines = [
        "### （一）“三公”经费财政拨款支出决算总体情况说明 {three_public}",
        f"{told}，{moved}。其中：因公出国（境）费支出决算为0万元，全年没有安排；{'；'.join(parts)}。",
        f"{body.year}年度“三公”经费支出决算小于预算数的主要情况：{plan}。",
        f"{body.year}年度“三公”经费支出决算{'大于' if up else '小于'}上年决算数的主要情况：{year_reason}。",
        "### （二）“三公”经费财政拨款支出决算具体情况说明 {three_public}",
        f"{body.year}年度“三公”经费财政拨款支出决算中，"
        + "；".join(
            (
                t.share("因公出国（境）费", ZERO, whole, "{name}支出{part}，占{rate}%"),
                t.share(cars, running, whole, "{name}支出{part}，占{rate}%"),
                t.share("公务接待费", now[GUESTS], whole, "{name}支出{part}，占{rate}%"),
            )
        )
        + "。",
        f"1.公务用车购置及运行维护费支出{t.m(running)}，用于车辆燃料、维修和保险，年末保有公务用车{year.vehicles}辆。",
        f"2.公务接待费支出{t.m(now[GUESTS])}，国内接待{year.visits}批次、{year.visitors}人次。",
    ]
    return "\n".join(lines)


def _reviews(body: Body, t: Teller) -> str:
    lines = []
    for number, one in enumerate(body.figures.projects, 1):
        names = (f"{one.name}项目", one.name, f"“{one.name}”项目", f"{one.name}项目资金")
        told = t.completion(
            names, one.spent, one.planned, "全年预算数{planned}，全年执行数{actual}，预算执行率{rate}%", base="annual"
        )
        lines.append(f"（{number}）{one.name}项目。{told}。资金用于{one.buys}，{one.done}。")
    return "\n".join(lines)
