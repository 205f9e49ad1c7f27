"""新疆: final accounts that give 预决算差异率 beside the year before, with the forms' names in 《》 and the text on 结转 apart."""
# ruff: noqa: E501  (a paragraph of a report is one line)

from __future__ import annotations

from decimal import Decimal

from annotations.manners.body import Body
from annotations.manners.telling import Money, Names, Teller, Verbs, mark
from annotations.manners.wording import classes, glossary, granted, initial, item_names
from annotations.render.accounts import FUNCTIONAL
from annotations.render.forms import accounts, economic, others, sides
from annotations.render.forms.cells import Figures
from annotations.render.ledger import ZERO, total
from annotations.render.model import Form, Report, Style

BODIES = (
    Body(
        "tekesi_town_final_2023.pdf", "特克斯县喀甫萨朗镇人民政府", "特克斯县", "654027", 2023, "town", 6540,
        Style(form="pdf", body="song", head="hei", size=14, leading=26, table_size=8, contents_dots=False), final=True, short="本单位", carry=True,
    ),
    Body(
        "jimunai_library_final_2024.txt", "吉木乃县草原石城图书馆", "吉木乃县", "654326", 2024, "library", 6543,
        Style(form="lines", narrow=True), final=True, short="本单位",
    ),
)  # fmt: skip
KEYS = accounts.Keys(split=True, code_title="支出功能分类科目编码", name_title="科目名称", column_numbers=False)


def write(body: Body) -> Report:
    return body.report((f"{body.agency}{body.year}年度", "部门决算公开说明"), _text(body), _forms(body))


def _forms(body: Body) -> dict[str, Form]:
    year, ledger, figures = body.figures, body.figures.now, Figures(zeros=True, grouped=True)

    def above(number: int) -> tuple[str, ...]:
        return f"公开{number:02d}表", f"编制单位：{body.agency}", f"{body.year}年度", "金额单位：万元"

    return {
        "overall": sides.overall(ledger, "收入支出决算总表", final=True, above=above(1), figures=figures, row_numbers=True, short=True),
        "income": accounts.account_form("income", "收入决算表", ledger, ledger.items, accounts.incomes(ledger), KEYS, above=above(2), figures=figures),
        "expenditure": accounts.account_form("expenditure", "支出决算表", ledger, ledger.items, accounts.EXPENDITURE, KEYS, above=above(3), figures=figures),
        "appropriation": sides.appropriation(ledger, "财政拨款收入支出决算总表", final=True, above=above(4), figures=figures, short=True),
        "general": accounts.account_form("general_budget", "一般公共预算财政拨款支出决算表", ledger, ledger.general, accounts.GENERAL, KEYS, above=above(5), figures=figures),
        "basic": economic.grouped_basic(ledger, "一般公共预算财政拨款基本支出决算表", groups=(("301",), ("302",), ("303", "310")), above=above(6), figures=Figures(grouped=True), full=False),
        "three": others.three_public_row("一般公共预算财政拨款“三公”经费支出决算表", "万元", (("预算数", year.cars_planned), ("决算数", year.cars)), above=above(7), figures=figures, tops=("预算数", "决算数")),
        "fund": accounts.account_form("government_fund", "政府性基金预算财政拨款收入支出决算表", ledger, (), accounts.fund_columns(()), accounts.Keys(), above=above(8), figures=Figures(), empty=True, notes=("备注：本表反映单位政府性基金收支，本年度本单位无此项，本表无数据。",)),
        "capital": accounts.account_form("state_capital", "国有资本经营预算财政拨款支出决算表", ledger, (), accounts.GENERAL, accounts.Keys(), above=above(9), figures=Figures(), empty=True, notes=("备注：本年度本单位无国有资本经营预算支出，本表无数据。",)),
    }  # fmt: skip


def _text(body: Body) -> str:
    t = body.teller(Money(), Verbs(fell="下降"), flat="与上年相比无变化")
    year, now, before = body.figures, body.figures.now, body.figures.before
    moved = "与上年相比，{more}{amount}，{grew}{rate}%，主要原因是：{reason}"
    return f"""
%contents 目 录
# 第一部分 单位概况 {{overview}}
## 一、主要职能 {{duties}}
{"".join(body.kind.duties)}
## 二、机构设置及人员情况 {{organisation}}
{body.agency}{body.year}年度，实有人数{year.staff + year.retired}人，其中：在职人员{year.staff}人、退休人员{year.retired}人。单位无下属预算单位，下设{len(body.kind.offices)}个科室，分别是：{"、".join(body.kind.offices)}。
# 第二部分 部门决算情况说明 {{narrative}}
## 一、收入支出决算总体情况说明 {{overall}}
{body.year}年度收入总计{t.m(now.grand)}，其中：本年收入合计{t.m(now.income)}，年初结转和结余{t.m(now.opening)}。
{body.year}年度支出总计{t.m(now.grand)}，其中：本年支出合计{t.m(now.spent)}，年末结转和结余{t.m(now.closing)}。
{t.change(("收入支出总体", "收入总计", "收入支出", "收入", "收支"), now.grand, before.grand, "收入支出总体与上年相比，{more}{amount}，{grew}{rate}%，主要原因是：{reason}", why="all", maybe=("支出总计", "支出"))}。
## 二、收入决算情况说明 {{income}}
本年收入{t.m(now.income)}，其中：{t.share("财政拨款收入", now.granted, now.income, "{name}{part}，占{rate}%")}；{t.share("上级补助收入", ZERO, now.income, "{name}{part}，占{rate}%")}；{t.share("其他收入", ZERO, now.income, "{name}{part}，占{rate}%")}。
## 三、支出决算情况说明 {{expenditure}}
本年支出{t.m(now.spent)}，其中：{t.share("基本支出", now.basic, now.spent, "{name}{part}，占{rate}%")}；{t.share("项目支出", now.project, now.spent, "{name}{part}，占{rate}%")}；{t.share("对附属单位补助支出", ZERO, now.spent, "{name}{part}，占{rate}%")}。
## 四、财政拨款收入支出决算总体情况说明 {{appropriation}}
{body.year}年度财政拨款收入总计{t.m(now.granted + now.opening)}，支出总计{t.m(now.granted + now.opening)}。
{t.change(("财政拨款收入支出总体", "财政拨款收入总计", "财政拨款收入支出", "财政拨款收入"), now.granted + now.opening, before.granted, "财政拨款收入支出总体" + moved, why="project", maybe=("财政拨款支出总计", "财政拨款支出"))}。{_against(t, ("财政拨款收入支出总体", "财政拨款收入总计", "财政拨款支出总计", "财政拨款收入支出"), "与年初预算相比，年初预算数{planned}，决算数{actual}，", now.general_spent, initial(now))}。
## 五、一般公共预算财政拨款支出决算情况说明 {{general_budget}}
### （一）一般公共预算财政拨款支出决算总体情况 {{general_budget}}
{t.share("一般公共预算财政拨款支出", now.general_spent, now.spent, f"{body.year}年度一般公共预算财政拨款支出{{part}}，占本年支出合计的{{rate}}%")}。{t.change("一般公共预算财政拨款支出", now.general_spent, before.general_spent, moved, why="project")}。{_against(t, "一般公共预算财政拨款支出", "与年初预算相比，年初预算数{planned}，决算数{actual}，", now.general_spent, initial(now))}。
### （二）一般公共预算财政拨款支出决算结构情况 {{general_budget}}
{_by_class(body, t)}
### （三）一般公共预算财政拨款支出决算具体情况 {{general_budget}}
{_by_item(body, t)}
## 六、一般公共预算财政拨款基本支出决算情况说明 {{basic_expenditure}}
{body.year}年度一般公共预算财政拨款基本支出{t.m(now.basic)}，其中：人员经费{t.m(now.staff)}，包括：基本工资、津贴补贴、奖金、社会保险缴费、住房公积金、退休费。公用经费{t.m(now.office)}，包括：办公费、电费、取暖费、差旅费、公务用车运行维护费。
## 七、一般公共预算财政拨款“三公”经费支出决算情况说明 {{three_public}}
{_three_public(body, t)}
## 八、政府性基金预算财政拨款收入支出决算情况说明 {{government_fund}}
本单位无政府性基金预算财政拨款收入、支出及结转和结余，政府性基金预算财政拨款收入支出决算表为空表。
## 九、国有资本经营预算财政拨款收入支出决算情况说明 {{state_capital}}
本单位无国有资本经营预算财政拨款收入、支出及结转和结余。
## 十、其他重要事项的情况说明 {{other}}
### （一）机关运行经费及公用经费支出情况 {{operating_cost}}
{_office(body, t)}
### （二）政府采购情况 {{procurement}}
{body.year}年度政府采购支出总额{t.m(year.bought)}，其中：政府采购货物支出{t.m(year.goods_bought)}、政府采购工程支出{t.m(year.works_bought)}、政府采购服务支出{t.m(year.services_bought)}。
{t.share("授予中小企业合同金额", year.small_firms, year.bought, "{name}{part}，占政府采购支出总额的{rate}%")}。
### （三）国有资产占用情况说明 {{state_assets}}
截至{body.year}年12月31日，房屋{year.building}平方米。车辆{year.vehicles}辆；单价100万元（含）以上设备（不含车辆）0台（套）。
## 十一、预算绩效的情况说明 {{performance}}
本单位预算绩效管理项目{len(year.projects)}个，全年预算数{t.m(total(one.planned for one in year.projects))}，全年执行数{t.m(total(one.spent for one in year.projects))}。预算绩效管理取得的成效：{"；".join(one.done for one in year.projects)}。
## 十二、其他需说明的事项 {{other}}
本单位无其他需说明的事项。
# 第三部分 专业名词解释 {{glossary}}
{glossary(t, ("财政拨款收入", "上级补助收入", "其他收入", "年初结转和结余", "基本支出", "项目支出", "“三公”经费", "机关运行经费"), "{n}.")}
# 第四部分 部门决算报表（见附表） {{report_tables}}
%% overall
%% income
%% expenditure
%% appropriation
%% general
%% basic
%% three
%% fund
%% capital
"""


def _against(t: Teller, names: Names, words: str, now: Decimal, planned: Decimal) -> str:
    """预决算差异率12.30%，主要原因是：…: a signed rate of change against the budget at the year's start."""
    if not planned:
        return words.format(planned=t.m(planned), actual=t.m(now)) + "年初未安排"
    rate = (now - planned) * 100 / planned
    text = f"{rate:.2f}"
    if text in ("0.00", "-0.00"):
        quote = words.format(planned=t.m(planned), actual=t.m(now)) + "预决算差异率0.00%"
        readings = names if isinstance(names, str) else "; ".join(names)
        return mark(quote, f"change? | {readings} | initial | flat | . | 0.00 | .")
    up = rate > 0
    reason = t.why("project", up, f"against {names}")
    quote = words.format(planned=t.m(planned), actual=t.m(now)) + f"预决算差异率{text}%，主要原因是：{reason}"
    readings = names if isinstance(names, str) else "; ".join(names)
    return mark(
        quote, f"change | {readings} | initial | {'up' if up else 'down'} | . | {text.removeprefix('-')} | {reason}"
    )


def _by_class(body: Body, t: Teller) -> str:
    now = body.figures.now
    lines = [
        t.share(f"{FUNCTIONAL[lei]}（类）", amount, now.general_spent, "{name}{part}，占{rate}%")
        for lei, amount in classes(now.general)
    ]
    return "\n".join(f"{number}.{line}。" for number, line in enumerate(lines, 1))


def _by_item(body: Body, t: Teller) -> str:
    before = {one.code: granted(one) for one in body.figures.before.items}
    lines = []
    for number, one in enumerate(body.figures.now.general, 1):
        names = item_names(one.code)
        words = f"{number}.{names[0]}：支出决算数为{{now}}，比上年决算{{more}}{{amount}}，{{grew}}{{rate}}%，主要原因是：{{reason}}"
        lines.append(
            t.change(
                names,
                granted(one),
                before[one.code],
                words,
                why="project" if one.project else "staff",
                flat=f"{number}.{names[0]}：支出决算数为{{now}}，比上年决算无变化",
            )
            + "。"
        )
    return "\n".join(lines)


def _three_public(body: Body, t: Teller) -> str:
    year = body.figures
    now, before, planned = year.cars, year.cars_before, year.cars_planned
    whole, names = total(now.values()), ("“三公”经费", "“三公”经费支出", "一般公共预算财政拨款“三公”经费")
    running = ("公务用车购置及运行维护费", "公务用车购置及运行费")
    a, b = now.get(others.RUNNING, ZERO), before.get(others.RUNNING, ZERO)
    words = "比上年{more}{amount}，{grew}{rate}%，主要原因是：{reason}"
    car = (
        t.change(running, a, b, f"公务用车购置及运行维护费支出{{now}}，占{t.rate(a, whole)}%，{words}", why="car")
        if a
        else "无公务用车支出"
    )
    share = f"share | {'; '.join(running)} | total | . | {t.money.gold(a)} | {t.rate(a, whole)} | ."
    car = car.replace("⟧>>", f"⟧⟦{share}⟧>>") if a else car
    guest = t.change(
        "公务接待费",
        now[others.GUESTS],
        before[others.GUESTS],
        f"公务接待费支出{{now}}，占{t.rate(now[others.GUESTS], whole)}%，{words}",
        why="guest",
    )
    share = (
        f"share | 公务接待费 | total | . | {t.money.gold(now[others.GUESTS])} | {t.rate(now[others.GUESTS], whole)} | ."
    )
    guest = guest.replace("⟧>>", f"⟧⟦{share}⟧>>")
    lines = [
        t.change(
            names,
            whole,
            total(before.values()),
            f"{body.year}年度一般公共预算财政拨款“三公”经费支出{{now}}，{words}",
            why="car",
        )
        + "。其中："
        + f"{t.share('因公出国（境）费', ZERO, whole, '{name}支出{part}，占{rate}%')}，{t.change('因公出国（境）费', ZERO, ZERO, '', flat='比上年无变化')}；{car}；{guest}。",
        f"具体情况如下：公务用车保有量{year.vehicles}辆；国内公务接待{year.visits}批次、{year.visitors}人次。",
        f"{_against(t, names, '与全年预算相比，“三公”经费支出全年预算数{planned}，决算数{actual}，', whole, total(planned.values()))}。".replace(
            "| initial |", "| annual |"
        ),
    ]
    return "\n".join(lines)


def _office(body: Body, t: Teller) -> str:
    now, before = body.figures.now.office, body.figures.before.office
    names = ("机关运行经费", "机关运行经费支出") if body.kind.civil else ("公用经费", "公用经费支出", "日常公用经费")
    words = f"{body.year}年度{body.agency}（{'行政单位' if body.kind.civil else '事业单位'}）{names[0]}支出{{now}}，比上年{{more}}{{amount}}，{{grew}}{{rate}}%，主要原因是：{{reason}}"
    return t.change(names, now, before, words, why="office") + "。"
