"""安徽: budget and year before compared in one breath, each with its reason in a sentence of its own; “三公” set apart at the end."""
# ruff: noqa: E501  (a paragraph of a report is one line)

from __future__ import annotations

from decimal import Decimal

from annotations.manners.body import Body
from annotations.manners.telling import Money, Names, Teller, Verbs
from annotations.manners.wording import class_names, classes, counted, glossary, granted, initial, item_names
from annotations.render.forms import accounts, economic, others, sides
from annotations.render.forms.cells import Figures, column
from annotations.render.ledger import ZERO, total
from annotations.render.model import Finding, Form, Report, Style

BODIES = (
    Body(
        "jixi_tourism_final_2023.pdf", "绩溪县徽岭文化旅游发展中心", "绩溪县", "341824", 2023, "tourism", 3418,
        Style(form="pdf", body="kai", head="hei", size=14.5, leading=27, captions_apart=True), final=True, short="中心",
    ),
    Body(
        "shitai_disease_final_2022.txt", "石台县秋浦河疾病监测站", "石台县", "341722", 2022, "disease", 4172,
        Style(form="lines"), final=True, short="本站", carry=True,
    ),
)  # fmt: skip
KEYS = accounts.Keys(code_title="支出功能分类科目编码", name_title="科目名称", top="项目", column_numbers=True)
RECEIVED = accounts.Keys(split=True, code_title="支出功能分类科目编码", name_title="科目名称")
ABOVE_PLAN = {
    "above": "决算数大于年初预算数的主要原因是{reason}",
    "below": "决算数小于年初预算数的主要原因是{reason}",
    "equal": "决算数等于年初预算数",
}


def write(body: Body) -> Report:
    return body.report(
        (f"{body.agency}", f"{body.year}年度单位决算"), _text(body), _forms(body), findings=_findings(body)
    )


def _forms(body: Body) -> dict[str, Form]:
    year, ledger, figures = body.figures, body.figures.now, Figures(zeros=True)

    def above(number: int) -> tuple[str, ...]:
        return f"公开{number:02d}表", f"编制单位：{body.agency}", "金额单位：万元"

    basic = (accounts.Column(("小计",), column("合计", "小计"), granted), *accounts.GENERAL[1:])
    return {
        "overall": sides.overall(ledger, "收入支出决算总表", final=True, above=above(1), figures=figures, row_numbers=True, word="决算数"),
        "income": accounts.account_form("income", "收入决算表", ledger, ledger.items, accounts.incomes(ledger), RECEIVED, above=above(2), figures=figures),
        "expenditure": accounts.account_form("expenditure", "支出决算表", ledger, ledger.items, accounts.EXPENDITURE, RECEIVED, above=above(3), figures=figures),
        "appropriation": sides.appropriation(ledger, "财政拨款收入支出决算总表", final=True, above=above(4), figures=figures),
        "general": accounts.account_form("general_budget", "一般公共预算财政拨款支出决算表", ledger, ledger.general, basic, RECEIVED, above=above(5), figures=figures),
        "basic": economic.grouped_basic(ledger, "一般公共预算财政拨款基本支出决算表", groups=(("301", "303"), ("302",), ("310",)), above=above(6), figures=figures),
        "fund": accounts.account_form("government_fund", "政府性基金预算财政拨款收入支出决算表", ledger, (), accounts.fund_columns(()), KEYS, above=above(7), figures=Figures(), empty=True, blank_rows=1, notes=(f"{body.agency}没有政府性基金收入，也没有使用政府性基金安排的支出，故本表无数据。",)),
        "capital": accounts.account_form("state_capital", "国有资本经营预算财政拨款支出决算表", ledger, (), accounts.GENERAL, KEYS, above=above(8), figures=Figures(), empty=True, blank_rows=1, notes=(f"{body.agency}没有使用国有资本经营预算安排的支出，故本表无数据。",)),
        "three": others.three_public_row("一般公共预算财政拨款“三公”经费支出决算表", "万元", (("预算数", year.cars_planned), ("决算数", year.cars)), above=("单位：万元",), figures=figures, tops=(f"{body.year}年度预算数", f"{body.year}年度决算数"), landscape=False),
    }  # fmt: skip


def _text(body: Body) -> str:
    t = body.teller(Money(), Verbs(), flat="与上年持平")
    year, now, before = body.figures, body.figures.now, body.figures.before
    wrong = _wrong_rate(body)
    return f"""
%contents 目 录
# 第一部分 单位概况 {{overview}}
## 一、主要职责 {{duties}}
{counted(body.kind.duties)}
## 二、单位决算构成 {{organisation}}
从决算单位构成看，{body.agency}{body.year}年度单位决算仅包括单位本级，无其他下属单位。
# 第二部分 {body.year}年度单位决算表 {{report_tables}}
%% overall
%% income
%% expenditure
%% appropriation
%% general
%% basic
%% fund
%% capital
# 第三部分 {body.year}年度单位决算情况说明 {{narrative}}
## 一、收入支出决算总体情况说明 {{overall}}
{body.year}年度收入总计{t.m(now.grand)}（含年初结转和结余），支出总计{t.m(now.grand)}（含年末结转和结余）。{t.change(("收、支总计", "收入总计", "收入", "收支总计"), now.grand, before.grand, f"与{body.year - 1}年度相比，收、支总计各{{more}}{{amount}}，{{grew}}{{rate}}%，主要原因：{{reason}}", why="all", twice=("收、支总计", "支出总计", "支出", "收支总计"))}。
## 二、收入决算情况说明 {{income}}
{body.year}年度收入合计{t.m(now.income)}，其中：{t.share("财政拨款收入", now.granted, now.income, "{name}{part}，占{rate}%")}；{t.share("事业收入", now.own, now.income, "{name}{part}，占{rate}%")}；{t.share("经营收入", ZERO, now.income, "{name}{part}，占{rate}%")}；{t.share("其他收入", ZERO, now.income, "{name}{part}，占{rate}%")}。
## 三、支出决算情况说明 {{expenditure}}
{body.year}年度支出合计{t.m(now.spent)}，其中：{t.share("基本支出", now.basic, now.spent, "{name}{part}，占{rate}%")}；{t.share("项目支出", now.project, now.spent, "{name}{part}，占{rate}%")}；{t.share("经营支出", ZERO, now.spent, "{name}{part}，占{rate}%")}。
## 四、财政拨款收入支出决算总体情况说明 {{appropriation}}
{body.year}年度财政拨款收入总计{t.m(now.granted + now.opening)}（含年初结转和结余），支出总计{t.m(now.granted + now.opening)}（含年末结转和结余）。{t.change(("财政拨款收、支总计", "财政拨款收入总计", "财政拨款收支总计"), now.granted + now.opening, before.granted, f"与{body.year - 1}年度相比，财政拨款收、支总计各{{more}}{{amount}}，{{grew}}{{rate}}%，主要原因：{{reason}}", why="project", twice=("财政拨款收、支总计", "财政拨款支出总计", "财政拨款收支总计"))}。
## 五、一般公共预算财政拨款支出决算情况说明 {{general_budget}}
### （一）一般公共预算财政拨款支出决算总体情况。 {{general_budget}}
{t.share("一般公共预算财政拨款支出", now.general_spent, now.spent, f"{body.year}年度一般公共预算财政拨款支出{{part}}，占本年支出的{{rate}}%")}。{t.change("一般公共预算财政拨款支出", now.general_spent, before.general_spent, f"与{body.year - 1}年度相比，一般公共预算财政拨款支出{{more}}{{amount}}，{{grew}}{{rate}}%，主要原因：{{reason}}", why="project", printed=wrong)}。
### （二）一般公共预算财政拨款支出决算结构情况。 {{general_budget}}
{body.year}年度一般公共预算财政拨款支出{t.m(now.general_spent)}，主要用于以下方面：{_by_class(body, t)}。
### （三）一般公共预算财政拨款支出决算具体情况。 {{general_budget}}
{t.completion("一般公共预算财政拨款支出", now.general_spent, initial(now), f"{body.year}年度一般公共预算财政拨款支出年初预算为{{planned}}，支出决算为{{actual}}，完成年初预算的{{rate}}%。{{relation}}", relations=ABOVE_PLAN)}。其中：基本支出{t.m(now.basic)}，项目支出{t.m(now.project - now.own)}。具体情况如下：
{_by_item(body, t)}
## 六、一般公共预算财政拨款基本支出决算情况说明 {{basic_expenditure}}
{body.year}年度财政拨款基本支出{t.m(now.basic)}，其中：人员经费{t.m(now.staff)}，主要包括：基本工资、津贴补贴、奖金、社会保险缴费、住房公积金和退休费；公用经费{t.m(now.office)}，主要包括：办公费、电费、差旅费、维修（护）费、工会经费。
## 七、政府性基金预算财政拨款支出决算情况说明 {{government_fund}}
{body.agency}没有政府性基金预算财政拨款收入，也没有使用政府性基金预算安排的支出。
## 八、国有资本经营预算财政拨款支出决算情况说明 {{state_capital}}
{body.agency}没有使用国有资本经营预算安排的支出。
## 九、其他重要事项情况说明 {{other}}
### （一）机关运行经费情况。 {{operating_cost}}
{_operating(body, t)}
### （二）政府采购情况。 {{procurement}}
{body.year}年度政府采购支出总额{t.m(year.bought)}，其中：政府采购货物支出{t.m(year.goods_bought)}、政府采购工程支出{t.m(year.works_bought)}、政府采购服务支出{t.m(year.services_bought)}。{t.share("授予中小企业合同金额", year.small_firms, year.bought, "{name}{part}，占政府采购支出总额的{rate}%")}。
### （三）国有资产占用使用情况。 {{state_assets}}
截至{body.year}年12月31日，{body.short}共有车辆{year.vehicles}辆；单位价值100万元以上设备（不含车辆）0台（套）。
### （四）预算绩效情况。 {{performance}}
根据预算绩效管理要求，对{body.year}年度列入绩效目标管理的{len(year.projects)}个项目开展了自评，涉及资金{t.m(now.project)}。{_reviews(body, t)}
# 第四部分 名词解释 {{glossary}}
{glossary(t, ("财政拨款收入", "事业收入", "其他收入", "年初结转和结余", "年末结转和结余", "基本支出", "项目支出", "“三公”经费", "机关运行经费"), "{cn}、")}
# 第五部分 附表 {{report_tables|attachment|three_public}}
## {body.agency}“三公”经费支出决算情况 {{three_public}}
### 一、一般公共预算财政拨款“三公”经费支出决算表 {{three_public?}}
%% three
### 二、一般公共预算财政拨款“三公”经费支出决算情况说明 {{three_public}}
#### （一）一般公共预算财政拨款“三公”经费支出决算总体情况说明。 {{three_public}}
{_double(t, ("“三公”经费", "“三公”经费支出"), total(year.cars.values()), total(year.cars_planned.values()), total(year.cars_before.values()), f"{body.year}年度一般公共预算财政拨款“三公”经费支出预算为{{planned}}，支出决算为{{actual}}，完成预算的{{rate}}%", "car")}
#### （二）一般公共预算财政拨款“三公”经费支出决算具体情况说明。 {{three_public}}
{_three_public(body, t)}
"""


def _wrong_rate(body: Body) -> str | None:
    """In one of the two reports a rate is printed with a digit too many."""
    now, before = body.figures.now.general_spent, body.figures.before.general_spent
    return f"1{body.teller(Money(), Verbs()).rate(abs(now - before), before)}" if body.kind_name == "disease" else None


def _findings(body: Body) -> tuple[Finding, ...]:
    wrong = _wrong_rate(body)
    if wrong is None:
        return ()
    now, before = body.figures.now.general_spent, body.figures.before.general_spent
    t = body.teller(Money(), Verbs())
    right = t.rate(abs(now - before), before)
    moved = f"{abs(now - before):.2f}"
    return (
        Finding(
            "error", f"一般公共预算财政拨款支出变动{moved}，写{wrong}%，应{right}%",
            (f"一般公共预算财政拨款支出{now:.2f}万元", f"{moved}万元"), f"{moved}/{before:.2f}={right}%",
        ),
    )  # fmt: skip


def _by_class(body: Body, t: Teller) -> str:
    now = body.figures.now
    return "；".join(
        t.share((class_names(lei)[1], class_names(lei)[0]), amount, now.general_spent, "{name}{part}，占{rate}%")
        for lei, amount in classes(now.general)
    )


def _by_item(body: Body, t: Teller) -> str:
    lines = []
    for number, one in enumerate(body.figures.now.general, 1):
        said = t.completion(
            item_names(one.code), granted(one), one.initial or ZERO, "{name}年初预算为{planned}，支出决算为{actual}，完成年初预算的{rate}%，{relation}",
            nothing="{name}年初预算为{planned}，支出决算为{actual}，{relation}", relations=ABOVE_PLAN, staff=not one.project,
        )  # fmt: skip
        lines.append(f"{number}．{said}。")
    return "\n".join(lines)


def _operating(body: Body, t: Teller) -> str:
    if not body.kind.civil:
        return f"{body.agency}为事业单位，{body.year}年度没有机关运行经费支出。"
    now, before = body.figures.now.office, body.figures.before.office
    return (
        t.change(
            ("机关运行经费", "机关运行经费支出"),
            now,
            before,
            f"{body.year}年度机关运行经费支出{{now}}，比{body.year - 1}年{{more}}{{amount}}，{{grew}}{{rate}}%，主要原因是{{reason}}",
            why="office",
        )
        + "。"
    )


def _reviews(body: Body, t: Teller) -> str:
    lines = []
    for one in body.figures.projects:
        names = (f"{one.name}项目", one.name)
        lines.append(
            t.completion(
                names,
                one.spent,
                one.planned,
                f"{one.name}项目全年预算数{{planned}}，执行数{{actual}}，完成预算的{{rate}}%",
                base="annual",
            )
            + "。"
        )
    return "".join(lines)


def _double(t: Teller, names: Names, now: Decimal, planned: Decimal, before: Decimal, words: str, why: str) -> str:
    """完成预算的…%；较上年…。决算数小于预算数的主要原因是…。决算数较上年增加的主要原因是…: four sentences, two claims."""
    told = t.completion(names, now, planned, words, base="annual")
    if not planned:
        return f"{told}。"
    up, relation = now > before, "below" if now < planned else "above" if now > planned else "equal"
    plan = t.pick(f"{names} plan", "控制用车和接待", "严格执行经费标准", "合并公务活动")
    year = t.why(why, up, "double")
    told = t.completion(names, now, planned, words, base="annual", elsewhere=(relation, plan))
    moved = t.change(names, now, before, "较上年{more}{amount}，{grew}{rate}%", elsewhere=year)
    word = {"below": "小于", "above": "大于", "equal": "等于"}[relation]
    more = f"决算数较上年{'增加' if up else '减少'}的主要原因是{year}。" if now != before else ""
    return f"{told}；{moved}。决算数{word}预算数的主要原因是{plan}。{more}"


def _three_public(body: Body, t: Teller) -> str:
    year = body.figures
    now, before, planned = year.cars, year.cars_before, year.cars_planned
    whole, running = total(now.values()), now.get(others.RUNNING, ZERO)
    shares = [("因公出国（境）费", ZERO), ("公务接待费", now[others.GUESTS]), ("公务用车购置及运行维护费", running)]
    lines = [
        "“三公”经费支出决算中，"
        + "；".join(
            t.share((name, f"{name}支出决算"), amount, whole, f"{name}支出决算{{part}}，占{{rate}}%")
            for name, amount in shares
        )
        + "。具体情况如下："
    ]
    lines.append(
        f"1．因公出国（境）费预算为{t.m(ZERO)}，支出决算为{t.m(ZERO)}；{t.change('因公出国（境）费', ZERO, ZERO, '')}。"
    )
    words = "预算为{planned}，支出决算为{actual}，完成预算的{rate}%"
    lines.append(
        _double(
            t,
            "公务接待费",
            now[others.GUESTS],
            planned[others.GUESTS],
            before[others.GUESTS],
            f"2．公务接待费{words}",
            "guest",
        )
        + f"{body.year}年国内公务接待共{year.visits}批次、{year.visitors}人次。"
    )
    if running:
        lines.append(
            _double(
                t,
                ("公务用车购置及运行维护费", "公务用车购置及运行费"),
                running,
                planned[others.RUNNING],
                before[others.RUNNING],
                f"3．公务用车购置及运行维护费{words}",
                "car",
            )
            + f"年末公务用车保有量{year.vehicles}辆。"
        )
    return "\n".join(lines)
