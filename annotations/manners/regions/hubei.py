"""湖北: ten numbered matters without parts, the special transfers among them; shares and changes as 同比 in brackets."""
# ruff: noqa: E501  (a paragraph of a report is one line)

from __future__ import annotations

from annotations.manners.body import Body
from annotations.manners.telling import Money, Teller, Verbs
from annotations.manners.wording import class_names, classes, glossary, granted, initial, item_names
from annotations.render.forms import accounts, economic, others, sides
from annotations.render.forms.cells import Figures, column
from annotations.render.ledger import ZERO, total
from annotations.render.model import Finding, Form, Report, Style

BODIES = (
    Body(
        "xingshan_clinic_final_2022.txt", "兴山县枫溪口卫生院", "兴山县", "420526", 2022, "clinic", 4205,
        Style(form="tabs", wrap=36), final=True, short="我院",
    ),
    Body(
        "zhuxi_land_final_2024.pdf", "竹溪县十八里长峡国土空间管理局", "竹溪县", "420324", 2024, "land", 4203,
        Style(form="pdf", body="kai", head="kai", size=14, leading=25, table_size=8.5, captions_apart=True, contents_dots=True), final=True,
        short="我局", carry=True,
    ),
)  # fmt: skip
KEYS = accounts.Keys(code_title="科目编码", name_title="科目名称", top="项目", column_numbers=True)


def write(body: Body) -> Report:
    return body.report(
        (body.agency, f"{body.year}年度部门决算公开的说明"), _text(body), _forms(body), findings=_findings(body)
    )


def _forms(body: Body) -> dict[str, Form]:
    year, ledger, figures = body.figures, body.figures.now, Figures()

    def above(number: int) -> tuple[str, ...]:
        return f"公开{number:02d}表", f"部门：{body.agency}", "金额单位：万元"

    rows = (("预算数", ("预算数",), year.cars_planned), ("决算数", ("决算数",), year.cars))
    return {
        "overall": sides.overall(ledger, "收入支出决算总表", final=True, above=above(1), figures=figures, row_numbers=True, word="金额"),
        "income": accounts.account_form("income", "收入决算表", ledger, ledger.items, accounts.incomes(ledger), KEYS, above=above(2), figures=figures),
        "expenditure": accounts.account_form("expenditure", "支出决算表", ledger, ledger.items, accounts.EXPENDITURE, KEYS, above=above(3), figures=figures),
        "appropriation": sides.appropriation(ledger, "财政拨款收入支出决算总表", final=True, above=above(4), figures=figures, word="金额"),
        "general": accounts.account_form("general_budget", "一般公共预算财政拨款支出决算表", ledger, ledger.general, (accounts.Column(("本年支出", "合计"), column("合计", "本年支出/合计"), granted), accounts.Column(("本年支出", "基本支出"), column("基本支出"), lambda one: one.basic), accounts.Column(("本年支出", "项目支出"), column("项目支出"), lambda one: one.project - one.own)), KEYS, above=above(5), figures=figures),
        "basic": economic.columned_basic(ledger, "一般公共预算财政拨款基本支出决算表", above=above(6), figures=figures, split=True, top=("经济分类科目编码", "一般公共预算财政拨款基本支出")),
        "three": others.three_public_items("财政拨款“三公”经费支出决算表", "万元", rows, above=above(7), figures=figures),
        "fund": accounts.account_form("government_fund", "政府性基金预算财政拨款收入支出决算表", ledger, (), accounts.fund_columns(()), KEYS, above=above(8), figures=figures, empty=True, notes=("本表为空表，没有发生相关收支。",)),
        "capital": accounts.account_form("state_capital", "国有资本经营预算财政拨款支出决算表", ledger, (), accounts.GENERAL, KEYS, above=above(9), figures=figures, empty=True, notes=("本表为空表，没有发生相关支出。",)),
    }  # fmt: skip


def _text(body: Body) -> str:
    t = body.teller(Money(gap=" " if body.style.wrap else ""), Verbs(), flat="与上年无差异")
    year, now, before = body.figures, body.figures.now, body.figures.before
    cars, names = year.cars, ("“三公”经费", "“三公”经费支出")
    return f"""
%contents 目录
# 一、{body.agency}概况 {{overview}}
## （一）主要职责 {{duties}}
{"".join(f"{number}．{one}" for number, one in enumerate(body.kind.duties, 1))}
## （二）内部机构设置情况 {{organisation}}
内设{"、".join(body.kind.offices)}{len(body.kind.offices)}个机构。在职{year.staff}人，离退休{year.retired}人。
# 二、{body.year}年度部门决算表 {{report_tables}}
%% overall
%% income
%% expenditure
%% appropriation
%% general
%% basic
%% three
%% fund
%% capital
# 三、{body.year}年度部门决算收支情况 {{narrative|overall}}
## （一）收入支出决算总体情况 {{overall}}
{body.year}年收入总计{t.m(now.grand)}，同比{_signed(t, now.grand, before.grand, ("收入总计", "收入"))}；支出总计{t.m(now.grand)}，同比{_signed(t, now.grand, before.grand, ("支出总计", "支出"))}。
收入构成：{t.share("财政拨款收入", now.granted, now.income, "{name}{part}，占本年收入的{rate}%")}{"；" + t.share("事业收入", now.own, now.income, "{name}{part}，占本年收入的{rate}%") if now.own else ""}。
支出构成：{t.share("基本支出", now.basic, now.spent, "{name}{part}，占本年支出的{rate}%")}；{t.share("项目支出", now.project, now.spent, "{name}{part}，占本年支出的{rate}%")}。
## （二）财政拨款收入支出决算总体情况 {{appropriation}}
{t.change(("财政拨款收入", "财政拨款收入总计"), now.granted, before.granted, f"{body.year}年财政拨款收入{{now}}，较{body.year - 1}年决算数{{more}}{{amount}}，{{grew}}{{rate}}%，其主要原因为{{reason}}", why="project")}。{t.completion("财政拨款支出", now.general_spent, initial(now), "财政拨款支出{actual}，为年初预算{planned}的{rate}%")}。
{_by_item(body, t)}
## （三）一般公共预算财政拨款支出决算情况 {{general_budget}}
一般公共预算财政拨款支出按用途划分：{"；".join(t.share(class_names(lei)[0], amount, now.general_spent, "{name}占{rate}%，计{part}") for lei, amount in classes(now.general))}。
## （四）一般公共预算财政拨款基本支出决算情况 {{basic_expenditure}}
基本支出{t.m(now.basic)}，{t.share("人员经费", now.staff, now.basic, "其中人员经费{part}，占{rate}%")}，{t.share("公用经费", now.office, now.basic, "公用经费{part}，占{rate}%")}。
# 四、关于“三公”经费支出说明 {{three_public}}
## （一）“三公”经费的单位范围 {{three_public}}
财政拨款开支“三公”经费的单位包括{body.agency}本级，不含其他单位。
## （二）“三公”经费财政拨款支出决算情况 {{three_public}}
{t.completion(names, total(cars.values()), total(year.cars_planned.values()), f"{body.year}年度“三公”经费财政拨款支出决算为{{actual}}，完成预算的{{rate}}%", base="annual")}，{t.change(names, total(cars.values()), total(year.cars_before.values()), "比上年决算{more}{amount}，{more}{rate}%", flat="与上年决算持平")}。
1．因公出国（境）费用支出决算为0，{t.change(("因公出国（境）费用", "因公出国（境）费"), ZERO, ZERO, "")}。
{_parts(body, t)}
# 五、关于机关运行经费支出说明 {{operating_cost}}
{t.change("机关运行经费", now.office, before.office, f"{body.short}{body.year}年机关运行经费支出{{now}}，比上年{{more}}{{amount}}，{{grew}}{{rate}}%，{{grew}}的主要原因：{{reason}}", why="office", printed=_wrong_rate(body)) if body.kind.civil else "我院是差额拨款事业单位，无机关运行经费"}。
# 六、关于政府采购支出说明 {{procurement}}
{body.year}年政府采购支出总额{t.m(year.bought)}，其中货物{t.m(year.goods_bought)}、工程{t.m(year.works_bought)}、服务{t.m(year.services_bought)}。{t.share(("授予中小企业合同金额", "中小企业合同金额"), year.small_firms, year.bought, "授予中小企业合同金额{part}，占政府采购支出总额的{rate}%")}。
# 七、关于国有资产占用情况说明 {{state_assets}}
截至{body.year}年底，车辆{year.vehicles}辆，均为一般公务用车；单位价值50万元以上通用设备0台。
# 八、关于{body.year}年度预算绩效情况的说明 {{performance}}
## （一）预算绩效管理工作开展情况 {{performance}}
组织对{len(year.projects)}个项目自评，资金{t.m(now.project)}。
## （二）部门决算中项目绩效自评结果 {{performance}}
{_reviews(body, t)}
# 九、关于{body.year}年度分配专项转移支付资金安排情况的说明 {{transfer_payment}}
{body.short}{body.year}年没有分配专项转移支付资金。
# 十、其他需要说明的事项 {{other}}
公开表格中金额数值保留两位小数，数据存在尾差。
# 十一、名词解释 {{glossary}}
{glossary(t, ("财政拨款收入", "事业收入", "其他收入", "年末结转和结余", "基本支出", "项目支出", "“三公”经费"), "（{cn}）")}
"""


def _signed(t: Teller, now: object, before: object, names: tuple[str, ...]) -> str:
    """增加…（增长…%）: the rate in brackets."""
    return t.change(names, now, before, "{more}{amount}（{grew}{rate}%），{more}原因是{reason}", why="all", flat="持平")  # type: ignore[arg-type]


def _by_item(body: Body, t: Teller) -> str:
    lines = []
    for number, one in enumerate(body.figures.now.general, 1):
        words = "{name}支出{actual}，占年初预算{planned}的{rate}%，{relation}"
        relations = {"above": "超预算主要是{reason}", "below": "低于预算主要是{reason}", "equal": "与预算持平"}
        told = t.completion(
            item_names(one.code),
            granted(one),
            one.initial or ZERO,
            words,
            nothing="{name}支出{actual}，年初没有预算",
            relations=relations,
            staff=not one.project,
        )
        lines.append(f"{number}．{told}。")
    return "\n".join(lines)


def _parts(body: Body, t: Teller) -> str:
    now, before = body.figures.cars, body.figures.cars_before
    lines = []
    if others.RUNNING in now:
        names = ("公务用车购置及运行费", "公务用车购置及运行维护费")
        lines.append(
            "2．"
            + t.change(
                names,
                now[others.RUNNING],
                before[others.RUNNING],
                "{name}支出决算为{now}，比上年决算{more}{amount}，主要是{reason}",
                why="car",
            )
            + f"。其中公务用车购置费0，运行维护费{t.m(now[others.RUNNING])}，年末公务用车{body.figures.vehicles}辆。"
        )
    lines.append(
        f"{len(lines) + 2}．"
        + t.change(
            "公务接待费",
            now[others.GUESTS],
            before[others.GUESTS],
            "{name}支出决算为{now}，比上年决算{more}{amount}，主要是{reason}",
            why="guest",
        )
        + f"。全年接待{body.figures.visits}批次{body.figures.visitors}人次。"
    )
    return "\n".join(lines)


def _reviews(body: Body, t: Teller) -> str:
    lines = []
    for number, one in enumerate(body.figures.projects, 1):
        names = (f"{one.name}项目", one.name, f"{one.name}项目支出")
        told = t.completion(
            names, one.spent, one.planned, "{name}预算{planned}，实际支出{actual}，执行率为{rate}%", base="annual"
        )
        lines.append(f"{number}．{told}。主要产出：{one.done}。")
    return "\n".join(lines)


def _wrong_rate(body: Body) -> str:
    """The rate of 机关运行经费 with its decimal point a place too far to the right."""
    now, before = body.figures.now.office, body.figures.before.office
    return f"{abs(now - before) * 1000 / before:.1f}"


def _findings(body: Body) -> tuple[Finding, ...]:
    if not body.kind.civil:
        return ()
    now, before = body.figures.now.office, body.figures.before.office
    right, moved = f"{abs(now - before) * 100 / before:.2f}", f"{abs(now - before):.2f}"
    return (
        Finding("error", f"机关运行经费变动{moved}，写{_wrong_rate(body)}%，应{right}%", (f"机关运行经费支出{now:.2f}万元", f"{moved}万元"), f"{moved}/{before:.2f}={right}%"),
    )  # fmt: skip
