"""辽宁: income and spending item by item, tables behind the glossary, reviews of the projects at the very end."""
# ruff: noqa: E501  (a paragraph of a report is one line)

from __future__ import annotations

from annotations.manners.body import Body
from annotations.manners.telling import Money, Teller, Verbs
from annotations.manners.wording import class_names, classes, counted, glossary, granted, initial, item_names
from annotations.render.forms import accounts, economic, others, reviews, sides
from annotations.render.forms.cells import Figures
from annotations.render.ledger import ZERO, total
from annotations.render.model import Form, Report, Style

BODIES = (
    Body(
        "kuandian_justice_final_2023.txt", "宽甸满族自治县青椅岭司法服务局", "宽甸满族自治县", "210624", 2023, "justice", 6241,
        Style(form="tabs"), final=True, short="我局",
    ),
    Body(
        "huanren_shelter_final_2022.txt", "桓仁满族自治县浑江救助管理站", "桓仁满族自治县", "210522", 2022, "shelter", 5221,
        Style(form="pages"), final=True, short="本站", carry=True,
    ),
    Body(
        "zhangwu_forest_final_2024.txt", "彰武县柳河沿固沙造林站", "彰武县", "210922", 2024, "forest", 9221,
        Style(form="pipes"), final=True, short="本站",
    ),
)  # fmt: skip
RELATIONS = {
    "above": "决算数大于年初预算数的原因主要是{reason}",
    "below": "决算数小于年初预算数的原因主要是{reason}",
    "equal": "决算数与年初预算数持平",
}


def write(body: Body) -> Report:
    return body.report((f"{body.year}年度", body.agency, "部门决算"), _text(body), _forms(body))


def _forms(body: Body) -> dict[str, Form]:
    year, ledger, figures = body.figures, body.figures.now, Figures(zeros=body.kind_name == "forest")
    keys = accounts.Keys(code_title="功能分类科目编码", column_numbers=True)

    def above(number: int) -> tuple[str, ...]:
        return f"公开{number:02d}表", f"部门：{body.agency}", "金额单位：万元"

    forms = {
        "overall": sides.overall(ledger, "收入支出决算总表", final=True, above=above(1), figures=figures, row_numbers=True, word="金额"),
        "income": accounts.account_form("income", "收入决算表", ledger, ledger.items, accounts.incomes(ledger), keys, above=above(2), figures=figures),
        "expenditure": accounts.account_form("expenditure", "支出决算表", ledger, ledger.items, accounts.EXPENDITURE, keys, above=above(3), figures=figures),
        "appropriation": sides.appropriation(ledger, "财政拨款收入支出决算总表", final=True, above=above(4), figures=figures),
        "general": accounts.account_form("general_budget", "一般公共预算财政拨款支出决算表", ledger, ledger.general, accounts.GENERAL, keys, above=above(5), figures=figures),
        "basic": economic.grouped_basic(ledger, "一般公共预算财政拨款基本支出决算表", groups=(("301",), ("302",), ("303", "310")), above=above(6), figures=figures),
        "three": others.three_public_row(
            "财政拨款“三公”经费支出决算表", "万元", (("预算数", year.cars_planned), ("决算数", year.cars)), above=above(7), figures=figures,
            tops=("预算数", "决算数"),
        ),
        "fund": accounts.account_form("government_fund", "政府性基金预算财政拨款收入支出决算表", ledger, (), accounts.fund_columns(()), keys, above=above(8), figures=figures, empty=True, notes=("本部门没有政府性基金预算财政拨款收支，本表无数据。",)),
        "capital": accounts.account_form("state_capital", "国有资本经营预算财政拨款支出决算表", ledger, (), accounts.GENERAL, keys, above=above(9), figures=figures, empty=True, notes=("本部门没有国有资本经营预算财政拨款支出，本表无数据。",)),
    }  # fmt: skip
    for number, project in enumerate(year.projects, 1):
        forms[f"review{number}"] = reviews.project_review(
            "预算项目（政策）绩效自评表", project.name, body.agency, project.planned, project.spent,
            (
                ("产出指标", "数量指标", project.done, "按计划", "已完成", "30"),
                ("产出指标", "时效指标", "按期完成率", "100%", "100%", "20"),
                ("效益指标", "社会效益指标", f"{project.buys}保障到位", "良好", "良好", "28"),
                ("满意度指标", "服务对象满意度", "满意度", "≥90%", "93%", "10"),
            ),
            above=(f"（{body.year}年度）",),
        )  # fmt: skip
    return forms


def _text(body: Body) -> str:
    t = body.teller(Money(), Verbs(fell="降低" if body.year == 2024 else "下降"))
    year, now, before = body.figures, body.figures.now, body.figures.before
    forms = "\n".join(f"%% review{number}" for number in range(1, len(year.projects) + 1))
    own = "".join(
        f"\n2.{t.share(name, amount, now.grand, '{name}{part}，占收入总计的{rate}%')}。"
        for name, amount in now.incomes.items()
    )
    carried = (
        f"\n{2 + len(now.incomes)}.{t.share(('上年结转和结余', '年初结转和结余'), now.opening, now.grand, '{name}{part}，占收入总计的{rate}%')}。"
        if now.opening
        else ""
    )
    return f"""
%contents 目 录
# 第一部分 {body.agency}概况 {{overview}}
## 一、主要职责 {{duties}}
{counted(body.kind.duties)}
## 二、部门决算单位构成 {{organisation}}
纳入{body.agency}{body.year}年部门决算编制范围的预算单位只有{body.short}本级，内设{"、".join(body.kind.offices)}，年末在职{year.staff}人、退休{year.retired}人。
# 第二部分 {body.year}年度部门决算情况说明 {{narrative}}
## 一、收入支出决算总体情况说明 {{overall}}
### （一）收入总计{t.m(now.grand)}，包括： {{income?}}
1.{t.share("财政拨款收入", now.granted, now.grand, "{name}{part}，占收入总计的{rate}%")}。其中：一般公共预算财政拨款收入{t.m(now.general_income)}。{own}{carried}
{t.change(("收入总计", "收入", "今年收入"), now.grand, before.grand, "与上年相比，今年收入{more}{amount}，{grew}{rate}%，主要原因：{reason}", why="all")}。
### （二）支出总计{t.m(now.grand)}，包括： {{expenditure?}}
1.{t.share("基本支出", now.basic, now.grand, "{name}{part}，占支出总计的{rate}%")}。主要是为保障机构正常运转发生的支出，其中：工资福利支出{t.m(now.class_total("301"))}，商品和服务支出{t.m(now.class_total("302"))}，对个人和家庭的补助支出{t.m(now.class_total("303"))}。
2.{t.share("项目支出", now.project, now.grand, "{name}{part}，占支出总计的{rate}%")}。主要用于{"、".join(one.name for one in year.projects)}等工作。
{t.change(("支出总计", "支出", "今年支出"), now.spent + now.closing, before.grand, "与上年相比，今年支出{more}{amount}，{grew}{rate}%，主要原因：{reason}", why="all")}。
### （三）年末结转和结余{t.m(now.closing)}。 {{overall?}}
## 二、财政拨款支出决算情况说明 {{appropriation}}
### （一）总体情况 {{appropriation}}
{body.year}年度财政拨款支出{t.m(now.general_spent)}，其中：基本支出{t.m(now.basic)}，项目支出{t.m(now.project - now.own)}。{t.change("财政拨款支出", now.general_spent, before.general_spent, "与上年相比，财政拨款支出{more}{amount}，{grew}{rate}%，主要原因：{reason}", why="project")}。{t.completion("财政拨款支出", now.general_spent, initial(now), f"与年初预算相比，{body.year}年度财政拨款支出完成年初预算的{{rate}}%")}。
### （二）一般公共预算财政拨款支出情况 {{general_budget}}
{body.year}年度一般公共预算财政拨款支出{t.m(now.general_spent)}。按支出功能分类科目分，包括：
{_by_class(body, t)}
### （三）政府性基金预算财政拨款支出情况 {{government_fund}}
{body.year}年度政府性基金预算财政拨款支出{t.m(ZERO)}。
### （四）国有资本经营预算财政拨款支出情况 {{state_capital}}
{body.year}年度国有资本经营预算财政拨款支出{t.m(ZERO)}。
## 三、财政拨款“三公”经费支出决算情况说明 {{three_public}}
{_three_public(body, t)}
## 四、一般公共预算财政拨款基本支出决算情况说明 {{basic_expenditure}}
{body.year}年度一般公共预算财政拨款基本支出{t.m(now.basic)}，其中：人员经费{t.m(now.staff)}，主要包括基本工资、津贴补贴、社会保险缴费、住房公积金和退休费；日常公用经费{t.m(now.office)}，主要包括办公费、水电费、差旅费、维修（护）费、工会经费和办公设备购置。
## 五、其他重要事项的情况说明 {{other}}
### （一）机关运行经费支出情况 {{operating_cost}}
{_operating(body, t)}
### （二）政府采购支出情况 {{procurement}}
{body.year}年政府采购支出总额{t.m(year.bought)}，其中：货物{t.m(year.goods_bought)}，工程{t.m(year.works_bought)}，服务{t.m(year.services_bought)}。{t.share("授予中小企业合同金额", year.small_firms, year.bought, "{name}{part}，占政府采购支出总额的{rate}%")}。
### （三）国有资产占用情况 {{state_assets}}
截至{body.year}年12月31日，共有车辆{year.vehicles}辆；单位价值50万元以上通用设备0台（套），单价100万元以上专用设备0台（套）。
### （四）预算绩效情况 {{performance}}
#### 1.绩效评价工作开展情况 {{performance}}
根据预算绩效管理要求，对{body.year}年度预算项目支出全面开展自评，涉及项目{len(year.projects)}个、资金{t.m(now.project)}，自评平均分96.3分。
#### 2.项目绩效自评结果 {{performance}}
{_reviews(body, t)}
《预算项目（政策）绩效自评表》见附件。
# 第三部分 名词解释 {{glossary}}
{glossary(t, ("财政拨款收入", "上级补助收入", "事业收入", "其他收入", "年初结转和结余", "基本支出", "项目支出", "“三公”经费", "机关运行经费"), "{n}.")}
# 第四部分 {body.year}年度部门决算表 {{report_tables}}
%% overall
%% income
%% expenditure
%% appropriation
%% general
%% basic
%% three
%% fund
%% capital
# 第五部分 附件 {{attachment}}
{forms}
"""


def _by_class(body: Body, t: Teller) -> str:
    now = body.figures.now
    lines = []
    for place, (lei, amount) in enumerate(classes(now.general), 1):
        lines.append(
            f"{place}.{t.share(class_names(lei), amount, now.general_spent, '{name}{part}，占{rate}%')}，具体包括："
        )
        for number, one in enumerate((one for one in now.general if one.code.startswith(lei)), 1):
            said = t.completion(
                item_names(one.code), granted(one), one.initial or ZERO, "{name}{actual}，完成年初预算的{rate}%，{relation}",
                nothing="{name}{actual}，年初预算未安排，{relation}", relations=RELATIONS, staff=not one.project,
            )  # fmt: skip
            lines.append(f"（{number}）{said}。")
    return "\n".join(lines)


def _three_public(body: Body, t: Teller) -> str:
    year = body.figures
    now, before, planned = year.cars, year.cars_before, year.cars_planned
    whole = total(now.values())
    lines = [
        t.completion(
            ("“三公”经费", "“三公”经费支出"), whole, total(planned.values()), f"{body.year}年度财政拨款安排的“三公”经费支出{{actual}}，完成全年预算的{{rate}}%，{{relation}}",
            relations={"above": "决算数大于全年预算数的主要原因是{reason}", "below": "决算数小于全年预算数的主要原因是{reason}", "equal": "决算数与全年预算数持平"}, base="annual",
        ) + f"。其中：公务接待费{t.m(now[others.GUESTS])}，公务用车购置及运行维护费{t.m(now.get(others.RUNNING, ZERO))}。",
        f"1.{t.share('因公出国（境）费', ZERO, whole, '{name}{part}，占“三公”经费支出的{rate}%')}。" if whole else "1.因公出国（境）费没有支出。",
        f"2.{t.share('公务接待费', now[others.GUESTS], whole, '{name}{part}，占“三公”经费支出的{rate}%')}。{t.change('公务接待费', now[others.GUESTS], before[others.GUESTS], '比上年{more}{amount}，{grew}{rate}%，主要是{reason}等原因', why='guest')}。全年国内公务接待{year.visits}批次、{year.visitors}人次。",
    ]  # fmt: skip
    if others.RUNNING in now:
        lines.append(
            f"3.{t.share(('公务用车购置及运行费', '公务用车购置及运行维护费'), now[others.RUNNING], whole, '{name}{part}，占“三公”经费支出的{rate}%')}。{t.change(('公务用车购置及运行费', '公务用车购置及运行维护费'), now[others.RUNNING], before[others.RUNNING], '比上年{more}{amount}，{grew}{rate}%，主要是{reason}等原因', why='car')}。"
        )
        lines.append(
            f"其中：公务用车购置费{t.m(ZERO)}。公务用车运行维护费{t.m(now[others.RUNNING])}，主要用于车辆加油、维修和保险，年末公务用车保有量{year.vehicles}辆。"
        )
    return "\n".join(lines)


def _operating(body: Body, t: Teller) -> str:
    if not body.kind.civil:
        return f"{body.short}是公益一类事业单位，没有机关运行经费。"
    now, before = body.figures.now.office, body.figures.before.office
    return f"{t.change(('机关运行经费', '机关运行经费支出'), now, before, f'{body.year}年机关运行经费支出{{now}}，比上年{{more}}{{amount}}，{{grew}}{{rate}}%，主要原因是{{reason}}', why='office')}。"


def _reviews(body: Body, t: Teller) -> str:
    lines = []
    for number, one in enumerate(body.figures.projects, 1):
        names = (f"“{one.name}”项目", one.name, f"{one.name}项目")
        said = t.completion(
            names,
            one.spent,
            one.planned,
            "项目全年预算数为{planned}，执行数为{actual}，完成预算的{rate}%",
            base="annual",
        )
        lines.append(
            f"（{number}）“{one.name}”项目自评情况：对照年初目标，自评{98 - number}分。{said}。目标完成情况：{one.done}。存在问题：支付进度前慢后快。改进措施：按月通报进度。"
        )
    return "\n".join(lines)
