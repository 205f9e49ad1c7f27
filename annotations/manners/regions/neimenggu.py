"""内蒙古: 与年初预算对比 and 与上年对比 as headings of their own, reasons counted 一是 二是, contact details at the end, a banner."""
# ruff: noqa: E501  (a paragraph of a report is one line)

from __future__ import annotations

from annotations.manners.body import Body
from annotations.manners.telling import Money, Names, Teller, Verbs
from annotations.manners.wording import class_names, classes, counted, glossary, initial
from annotations.render.accounts import FUNCTIONAL
from annotations.render.forms import accounts, economic, others, sides
from annotations.render.forms.cells import Figures
from annotations.render.ledger import ZERO, total
from annotations.render.model import Form, Report, Style

BODIES = (
    Body(
        "keshiketeng_tourism_final_2023.txt", "克什克腾旗贡格尔草原旅游发展局", "克什克腾旗", "150425", 2023, "tourism", 1504,
        Style(form="pages"), final=True, short="我局", carry=True,
    ),
    Body(
        "abaga_town_final_2024.pdf", "阿巴嘎旗灰腾河苏木人民政府", "阿巴嘎旗", "152522", 2024, "town", 1525,
        Style(form="pdf", body="kai", head="hei", size=13, leading=23, table_size=8, half_ruled=True), final=True, short="我苏木",
    ),
)  # fmt: skip
KEYS = accounts.Keys(code_title="科目编码", name_title="科目名称", top="项目", column_numbers=True)


def write(body: Body) -> Report:
    cover = (f"{body.year}年度{body.agency}", "决算公开报告")
    return body.report(cover, _text(body), _forms(body))


def _forms(body: Body) -> dict[str, Form]:
    year, ledger, figures = body.figures, body.figures.now, Figures()

    def above(number: int) -> tuple[str, ...]:
        return f"财决公开{number:02d}表", f"部门：{body.agency}", "金额单位：万元"

    rows = (
        ("年初预算数", ("预算数", "年初预算数"), year.cars_planned),
        ("全年预算数", ("全年预算数", "预算数", "调整预算数"), year.cars_planned),
        ("决算数", ("决算数",), year.cars),
    )
    return {
        "overall": sides.overall(ledger, "收入支出决算总表", final=True, above=above(1), figures=figures, row_numbers=True, short=True, word="决算数"),
        "income": accounts.account_form("income", "收入决算表", ledger, ledger.items, accounts.incomes(ledger), KEYS, above=above(2), figures=figures),
        "expenditure": accounts.account_form("expenditure", "支出决算表", ledger, ledger.items, accounts.EXPENDITURE, KEYS, above=above(3), figures=figures),
        "appropriation": sides.appropriation(ledger, "财政拨款收入支出决算总表", final=True, above=above(4), figures=figures, short=True),
        "general": accounts.account_form("general_budget", "一般公共预算财政拨款支出决算表", ledger, ledger.general, accounts.GENERAL, KEYS, above=above(5), figures=figures),
        "basic": economic.grouped_basic(ledger, "一般公共预算财政拨款基本支出决算表", groups=(("301",), ("302",), ("303", "310")), above=above(6), figures=figures, full=True),
        "three": others.three_public_items("财政拨款“三公”经费支出决算表", "万元", rows, above=above(7), figures=figures),
        "fund": accounts.account_form("government_fund", "政府性基金预算财政拨款收入支出决算表", ledger, (), accounts.fund_columns(()), KEYS, above=above(8), figures=figures, empty=True, notes=("说明：本部门无此项收支。",)),
        "capital": accounts.account_form("state_capital", "国有资本经营预算财政拨款支出决算表", ledger, (), accounts.GENERAL, KEYS, above=above(9), figures=figures, empty=True, notes=("说明：本部门无此项支出。",)),
    }  # fmt: skip


def _text(body: Body) -> str:
    t = body.teller(Money(), Verbs(), places=1, flat="与上年一致")
    year, now, before = body.figures, body.figures.now, body.figures.before
    forms = "\n".join(f"%% {name}" for name in _forms(body))
    last = body.year - 1
    return f"""
%contents 目 录
# 第一部分 部门基本情况 {{overview}}
## 一、部门职能职责 {{duties}}
{counted(body.kind.duties, "{n}.")}
## 二、机构设置及决算单位构成情况 {{organisation}}
纳入决算的单位1个：{body.agency}本级。内设{"、".join(body.kind.offices)}。
## 三、{body.year}年度部门主要工作完成情况 {{duties|other}}
{counted([f"{one.name}。{one.done}。" for one in year.projects])}
# 第二部分 {body.year}年度部门决算情况说明 {{narrative}}
## 一、收入支出决算总体情况说明 {{overall}}
{body.agency}{body.year}年度收入、支出决算总计{t.m(now.grand)}。与年初预算相比，{_pair(t, ("收、支总计", "收入总计", "收支总计"), now.grand, initial(now), "initial", ("收、支总计", "支出总计", "收支总计"))}；与上年决算相比，{_pair(t, ("收、支总计", "收入总计", "收支总计"), now.grand, before.grand, "prior", ("收、支总计", "支出总计", "收支总计"))}。
### （一）收入决算总体情况说明 {{income|overall}}
{body.year}年度收入总计{t.m(now.grand)}。其中：本年收入合计{t.m(now.income)}，年初结转和结余{t.m(now.opening)}。
### （二）支出决算总体情况说明 {{expenditure|overall}}
{body.year}年度支出总计{t.m(now.grand)}。其中：本年支出合计{t.m(now.spent)}，年末结转和结余{t.m(now.closing)}。
## 二、收入决算情况说明 {{income}}
本年收入合计{t.m(now.income)}。其中：{t.share("财政拨款收入", now.granted, now.income, "{name}{part}，占{rate}%")}；{t.share("事业收入", now.own, now.income, "{name}{part}，占{rate}%")}。
## 三、支出决算情况说明 {{expenditure}}
本年支出合计{t.m(now.spent)}。其中：{t.share("基本支出", now.basic, now.spent, "{name}{part}，占{rate}%")}；{t.share("项目支出", now.project, now.spent, "{name}{part}，占{rate}%")}。
## 四、财政拨款收入支出决算总体情况说明 {{appropriation}}
### （一）与年初预算对比情况。 {{appropriation}} {t.completion(("财政拨款支出", "财政拨款收入支出", "财政拨款收支"), now.general_spent, initial(now), f"{body.year}年度财政拨款收入支出决算{{actual}}，年初预算{{planned}}，完成年初预算的{{rate}}%", elsewhere=(_relation(now.general_spent, initial(now)), t.pick("plan", "年中下达专项资金指标", "预算执行中调整项目安排")))}。决算数{_compared(now.general_spent, initial(now))}年初预算数的原因是{t.pick("plan", "年中下达专项资金指标", "预算执行中调整项目安排")}。
### （二）与上年对比情况。 {{appropriation}} {t.change(("财政拨款收入支出", "财政拨款收支", "财政拨款支出"), now.general_spent, before.general_spent, f"财政拨款收入支出决算较{last}年{{more}}{{amount}}，{{grew}}{{rate}}%，{_two(body, t)}", elsewhere=_two(body, t))}。
## 五、一般公共预算财政拨款支出决算情况说明 {{general_budget}}
### （一）一般公共预算财政拨款支出决算总体情况说明 {{general_budget}}
{t.share("一般公共预算财政拨款支出", now.general_spent, now.spent, f"{body.year}年度一般公共预算财政拨款支出{{part}}，占本年支出合计的{{rate}}%")}。{t.change("一般公共预算财政拨款支出", now.general_spent, before.general_spent, "与上年相比{more}{amount}，{grew}{rate}%，变动原因：{reason}", why="project")}。
### （二）一般公共预算财政拨款支出决算结构情况说明 {{general_budget}}
按照功能分类科目，{"；".join(t.share(class_names(lei)[0], amount, now.general_spent, "{name}{part}，占{rate}%") for lei, amount in classes(now.general))}。
### （三）一般公共预算财政拨款支出决算具体情况说明 {{general_budget}}
{_by_class(body, t)}
## 六、一般公共预算财政拨款基本支出决算情况说明 {{basic_expenditure}}
一般公共预算财政拨款基本支出{t.m(now.basic)}，其中：人员经费{t.m(now.staff)}，包括基本工资、津贴补贴和社会保险缴费，{t.change("人员经费", now.staff, before.staff, "较上年{more}{amount}，主要原因是{reason}", why="staff")}；公用经费{t.m(now.office)}，包括办公费、取暖费和差旅费，{t.change("公用经费", now.office, before.office, "较上年{more}{amount}，主要原因是{reason}", why="office")}。
## 七、财政拨款“三公”经费支出决算情况说明 {{three_public}}
{_three_public(body, t)}
## 八、政府性基金预算财政拨款支出决算情况说明 {{government_fund}}
本部门无政府性基金预算财政拨款收支。
## 九、国有资本经营预算财政拨款支出决算情况说明 {{state_capital}}
本部门无国有资本经营预算财政拨款支出。
## 十、机关运行经费支出决算情况说明 {{operating_cost}}
{t.change(("机关运行经费", "机关运行经费支出"), now.office, before.office, f"{body.year}年度机关运行经费支出{{now}}，比{last}年{{more}}{{amount}}，{{grew}}{{rate}}%，主要原因是{{reason}}", why="office")}。
## 十一、政府采购支出决算情况说明 {{procurement}}
{body.year}年度政府采购支出总额{t.m(year.bought)}，{t.share("政府采购货物支出", year.goods_bought, year.bought, "其中{name}{part}，占{rate}%")}；{t.share("政府采购工程支出", year.works_bought, year.bought, "{name}{part}，占{rate}%")}；{t.share("政府采购服务支出", year.services_bought, year.bought, "{name}{part}，占{rate}%")}。
## 十二、国有资产占用情况说明 {{state_assets}}
截至{body.year}年12月31日，共有车辆{year.vehicles}辆，均为机要通信和应急保障用车；办公用房{year.building}平方米。
## 十三、预算绩效情况说明 {{performance}}
### （一）预算绩效管理工作开展情况 {{performance}}
对{len(year.projects)}个项目开展绩效自评，涉及资金{t.m(now.project)}。
### （二）项目绩效自评结果 {{performance}}
{_reviews(body, t)}
# 第三部分 名词解释 {{glossary}}
{glossary(t, ("财政拨款收入", "事业收入", "年初结转和结余", "年末结转和结余", "基本支出", "项目支出", "“三公”经费", "机关运行经费"), "{cn}、")}
# 第四部分 决算公开联系方式及信息反馈渠道 {{other}}
联系人：财务室；联系电话：0479-{body.seed}{body.year % 1000:03d}。
# 第五部分 {body.year}年度部门决算表 {{report_tables}}
{forms}
"""


def _pair(t: Teller, names: Names, now: object, before: object, base: str, twice: Names) -> str:
    word = "收、支总计各{more}{amount}，{grew}{rate}%，主要原因是{reason}"
    return t.change(names, now, before, word, why="all", base=base, twice=twice, flat="收、支总计均无变化")  # type: ignore[arg-type]


def _two(body: Body, t: Teller) -> str:
    now, before = body.figures.now.general_spent, body.figures.before.general_spent
    first = t.why("project", now > before, "counted")
    return f"一是{first}；二是{t.pick('second', '人员经费随政策调整', '公用经费定额核减')}"


def _relation(now: object, planned: object) -> str:
    return "above" if now > planned else "below" if now < planned else "equal"  # type: ignore[operator]


def _compared(now: object, planned: object) -> str:
    return {"above": "大于", "below": "小于", "equal": "等于"}[_relation(now, planned)]


def _by_class(body: Body, t: Teller) -> str:
    now = body.figures.now
    lines = []
    for number, (lei, amount) in enumerate(classes(now.general), 1):
        name = FUNCTIONAL[lei]
        planned = total(one.initial or ZERO for one in now.general if one.code.startswith(lei))
        relations = {
            "above": "决算数大于年初预算数的主要原因是{reason}",
            "below": "决算数小于年初预算数的主要原因是{reason}",
            "equal": "与年初预算数一致",
        }
        told = t.completion(
            (name, f"{name}（类）"),
            amount,
            planned,
            "{name}（类）年初预算{planned}，支出决算{actual}，完成年初预算的{rate}%。{relation}",
            relations=relations,
            staff=lei in ("208", "210", "221"),
        )
        lines.append(f"{number}.{told}。")
    return "\n".join(lines)


def _three_public(body: Body, t: Teller) -> str:
    year = body.figures
    now, before, planned = year.cars, year.cars_before, year.cars_planned
    whole, names = total(now.values()), ("“三公”经费", "“三公”经费支出")
    cars = ("公务用车购置及运行维护费", "公务用车购置及运行费")
    running = now.get(others.RUNNING, ZERO)
    relations = {"above": "决算数大于年初预算数", "below": "决算数小于年初预算数", "equal": "决算数等于年初预算数"}
    lines = ["### （一）财政拨款“三公”经费支出总体情况说明 {three_public}"]
    lines.append(
        t.completion(
            names,
            whole,
            total(planned.values()),
            f"{body.year}年度财政拨款“三公”经费支出年初预算{{planned}}，支出决算{{actual}}，完成年初预算的{{rate}}%，{{relation}}",
            relations=relations,
        )
        + f"。其中：因公出国（境）费支出决算0万元，公务用车购置及运行维护费支出决算{t.m(running)}，公务接待费支出决算{t.m(now[others.GUESTS])}。"
    )
    lines.append(
        t.change(names, whole, total(before.values()), "与上年相比{more}{amount}，{grew}{rate}%", flat="与上年一致")
        + "。"
    )
    lines.append("### （二）财政拨款“三公”经费支出具体情况说明 {three_public}")
    if running:
        lines.append(
            "1.公务用车购置及运行维护费。"
            + t.share(cars, running, whole, "支出{part}，占“三公”经费的{rate}%")
            + f"，{t.change(cars, running, before[others.RUNNING], '较上年{more}{amount}，{grew}{rate}%，{more}的原因是{reason}', why='car')}。"
        )
    lines.append(
        "2.公务接待费。"
        + t.share("公务接待费", now[others.GUESTS], whole, "支出{part}，占“三公”经费的{rate}%")
        + f"，{t.change('公务接待费', now[others.GUESTS], before[others.GUESTS], '较上年{more}{amount}，{grew}{rate}%，{more}的原因是{reason}', why='guest')}。接待{year.visits}批次{year.visitors}人次。"
    )
    return "\n".join(lines)


def _reviews(body: Body, t: Teller) -> str:
    lines = []
    for number, one in enumerate(body.figures.projects, 1):
        names = (f"{one.name}项目", one.name)
        told = t.completion(
            names, one.spent, one.planned, "{name}全年预算{planned}，执行{actual}，执行率{rate}%", base="annual"
        )
        lines.append(f"（{number}）{told}，自评等级为优。")
    return "\n".join(lines)
