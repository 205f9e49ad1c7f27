"""民乐县 (甘肃): a final account as tab-separated text, header levels flattened, codes of 款 cut."""
# ruff: noqa: E501  (a paragraph and its claims are one line each)

from __future__ import annotations

from decimal import Decimal

from annotations.render.forms import accounts, economic, others, sides
from annotations.render.forms.cells import Figures
from annotations.render.ledger import Item, Ledger, item, money, percent
from annotations.render.ledger import economic as by_code
from annotations.render.markup import read_markup
from annotations.render.model import Finding, Report, Style

AGENCY = "民乐县祁连山前水土保持工作站"
LEDGER = Ledger(
    "万元",
    (
        item("2080502", family="4.32", initial="4.32"),
        item("2080505", wages="21.36", initial="22.40"),
        item("2080801", family="11.25", initial="0"),
        item("2101102", wages="10.47", initial="10.80"),
        item("2101103", wages="3.15", initial="3.15"),
        item("2130310", wages="142.66", goods="15.84", capital="0.60", running="12.00", special="86.50", initial="240.00"),
        item("2130311", special="24.00", initial="30.00"),
        item("2210201", wages="18.92", initial="18.60"),
    ),
    by_code(
        c30101="66.42", c30102="24.18", c30103="5.53", c30107="41.60", c30108="21.36", c30110="10.47",
        c30111="3.15", c30112="1.08", c30113="18.92", c30199="3.85", c30201="3.10", c30202="0.85",
        c30207="1.12", c30208="2.36", c30211="2.95", c30214="0.40", c30217="0.38", c30226="1.20",
        c30228="2.08", c30239="1.40", c30302="4.32", c30304="11.25", c31002="0.60",
    ),
    opening=Decimal("12.40"),
    closing=Decimal("8.15"),
)  # fmt: skip
FIGURES = Figures()
KEYS = accounts.Keys(code_title="科目编码", total_first=True)
SPLIT_KEYS = accounts.Keys(split=True, code_title="科目编码", unit_column="单位代码", name_title="科目名称")


def above(number: int) -> tuple[str, ...]:
    return (f"决算公开{number:02d}表", f"编制单位：{AGENCY}", "2023 年度", "金额单位：万元")


def received(one: Item) -> Decimal:
    """What came in during the year: less than was spent, the rest had been carried over for the same work."""
    return one.total - (LEDGER.opening - LEDGER.closing if one.code == "2130310" else Decimal(0))


INCOMES = tuple(
    accounts.Column(
        one.printed, one.path, received if one.printed[0] in ("本年收入合计", "财政拨款收入") else accounts.nothing
    )
    for one in accounts.incomes(LEDGER)
)

FORMS = {
    "overall": sides.overall(LEDGER, "2023 年度收入支出决算总表", final=True, above=above(1), figures=FIGURES, word="金额"),
    "income": accounts.account_form(
        "income", "2023 年度收入决算表", LEDGER, LEDGER.items, INCOMES,
        KEYS, above=above(2), figures=FIGURES,
    ),
    "expenditure": accounts.account_form(
        "expenditure", "2023 年度支出决算表", LEDGER, LEDGER.items, accounts.SPLIT, SPLIT_KEYS, above=above(3), figures=FIGURES,
    ),
    "appropriation": sides.appropriation(
        LEDGER, "2023 年度财政拨款收入支出决算总表", final=True, above=above(4), figures=FIGURES, word="金额"
    ),
    "general": accounts.account_form(
        "general_budget", "2023 年度一般公共预算财政拨款支出决算表", LEDGER, LEDGER.general, accounts.GENERAL, KEYS,
        above=above(5), figures=FIGURES,
    ),
    "basic": economic.grouped_basic(
        LEDGER, "2023 年度一般公共预算财政拨款基本支出决算表", groups=(("301",), ("302",), ("303", "310")),
        above=above(6), figures=FIGURES, word="决算数", cut=True,
    ),
    "three": others.three_public_row(
        "2023 年度一般公共预算财政拨款“三公”经费支出决算表", "万元", ((None, {others.GUESTS: Decimal("0.38")}),),
        above=above(7), figures=FIGURES,
    ),
    "fund": accounts.account_form(
        "government_fund", "2023 年度政府性基金预算财政拨款收入支出决算表", LEDGER, (), accounts.fund_columns(()), KEYS,
        above=above(8), figures=FIGURES, empty=True, blank_rows=1,
        notes=("说明：我站没有政府性基金收入，也没有使用政府性基金安排的支出，故本表无数据。",),
    ),
    "projects": others.projects(
        "2023 年度项目支出明细表", "万元", AGENCY,
        (
            ("特定目标类", "小流域综合治理", Decimal("86.50")), ("特定目标类", "节水宣传示范", Decimal("24.00")),
            ("其他运转类", "监测点看护劳务", Decimal("12.00")),
        ),
        above=above(9), figures=FIGURES,
    ),
}  # fmt: skip

L = LEDGER
# 本年收入 is less than the spending: the rest was carried over from the year before.
BEFORE = Decimal("415.65")
GRAND_UP, GRAND_RATE = money(BEFORE - L.grand), percent(BEFORE - L.grand, BEFORE)
INITIAL = sum((one.initial or Decimal(0) for one in L.items), Decimal(0))
CONTROL = L.of("2130310")
TEXT = f"""
%contents 目 录
# 第一部分 部门概况 {{overview}}
## 一、职能职责 {{duties}}
（一）编报全县水土保持规划，组织实施小流域综合治理、坡耕地改造等工程。
（二）开展水土流失动态监测，按期报送监测成果。
（三）协助做好生产建设项目水土保持方案的现场核查。
（四）推广旱作节水技术，开展水土保持科普宣传。
## 二、机构设置 {{organisation}}
{AGENCY}为正科级事业单位，内设办公室、工程股、监测股。核定编制 18 人，年末实有 17 人。纳入本次决算编制范围的单位共 1 个，即{AGENCY}本级。
# 第二部分 2023 年度部门决算情况说明 {{narrative}}
## 一、收入支出决算总体情况说明 {{overall}}
2023 年度收、支总计均为 {money(L.grand)} 万元。<<与上年相比，收、支总计各减少 {GRAND_UP} 万元，下降 {GRAND_RATE}%，主要原因是上年实施的坡改梯项目已经完工，本年不再安排资金>>。
@ change | 收入总计; 收、支总计; 收入; 收支总计 | prior | down | {GRAND_UP} | {GRAND_RATE} | 上年实施的坡改梯项目已经完工，本年不再安排资金
@=change | 支出总计; 收、支总计; 支出; 收支总计 | prior | down | {GRAND_UP} | {GRAND_RATE} | 上年实施的坡改梯项目已经完工，本年不再安排资金
## 二、收入决算情况说明 {{income}}
2023 年度本年收入合计 {money(L.income)} 万元，全部为财政拨款收入，<<占本年收入的 100.00%>>。
@ share | 财政拨款收入 | total | . | {money(L.income)} | 100.00 | .
## 三、支出决算情况说明 {{expenditure}}
2023 年度本年支出合计 {money(L.spent)} 万元。<<基本支出 {money(L.basic)} 万元，占比 {percent(L.basic, L.spent)}%>>；<<项目支出 {money(L.project)} 万元，占比 {percent(L.project, L.spent)}%>>。
@ share | 基本支出 | total | . | {money(L.basic)} | {percent(L.basic, L.spent)} | .
@ share | 项目支出 | total | . | {money(L.project)} | {percent(L.project, L.spent)} | .
## 四、一般公共预算财政拨款支出决算情况说明 {{general_budget}}
### （一）总体情况 {{general_budget?}}
<<2023 年度一般公共预算财政拨款支出 {money(L.spent)} 万元，完成年初预算的 {percent(L.spent, INITIAL)}%>>。<<较上年决算减少 52.18 万元，下降 16.24%>>，主要原因是坡改梯项目结束。
@ completion | 一般公共预算财政拨款支出 | initial | . | {money(L.spent)} | {percent(L.spent, INITIAL)} | .
@ change | 一般公共预算财政拨款支出 | prior | down | 52.18 | 16.24 | 坡改梯项目结束
### （二）具体情况 {{general_budget?}}
1、<<农林水支出（类）水利（款）水土保持（项）支出 {money(CONTROL)} 万元，完成年初预算的 {percent(CONTROL, Decimal(240))}%，决算数大于年初预算数，主要是年度中追加小流域综合治理资金>>。
@ completion | 水土保持; 水土保持（项）; 农林水支出（类）水利（款）水土保持（项） | initial | above | {money(CONTROL)} | {percent(CONTROL, Decimal(240))} | 年度中追加小流域综合治理资金
2、<<农林水支出（类）水利（款）水资源节约管理与保护（项）支出 24.00 万元，完成年初预算的 80.00%，决算数小于年初预算数，主要是部分宣传活动受天气影响推迟>>。
@ completion | 水资源节约管理与保护; 水资源节约管理与保护（项） | initial | below | 24.00 | 80.00 | 部分宣传活动受天气影响推迟
3、<<社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）支出 21.36 万元，完成年初预算的 95.36%，决算数小于年初预算数，主要是 1 名职工年中退休>>。
@ completion | 机关事业单位基本养老保险缴费支出; 机关事业单位基本养老保险缴费支出（项） | initial | below | 21.36 | 95.36 | 1 名职工年中退休
4、<<社会保障和就业支出（类）抚恤（款）死亡抚恤（项）支出 11.25 万元，年初预算未安排，决算数大于年初预算数，主要是按政策发放去世职工抚恤金>>。
@ completion | 死亡抚恤; 死亡抚恤（项） | initial | above | 11.25 | . | 按政策发放去世职工抚恤金
5、<<住房保障支出（类）住房改革支出（款）住房公积金（项）支出 18.92 万元，完成年初预算的 101.72%，决算数大于年初预算数，主要是缴存基数调整>>。
@ completion | 住房公积金; 住房公积金（项） | initial | above | 18.92 | 101.72 | 缴存基数调整
## 五、一般公共预算财政拨款基本支出决算情况说明 {{basic_expenditure}}
<<2023 年度一般公共预算财政拨款基本支出 {money(L.basic)} 万元，较上年增加 6.28 万元，增长 {percent(Decimal("6.28"), L.basic - Decimal("6.28"))}%，主要原因是发放死亡抚恤金>>。其中：人员经费 {money(L.staff)} 万元，公用经费 {money(L.office)} 万元。
@ change | 一般公共预算财政拨款基本支出; 基本支出 | prior | up | 6.28 | {percent(Decimal("6.28"), L.basic - Decimal("6.28"))} | 发放死亡抚恤金
## 六、“三公”经费支出决算情况说明 {{three_public}}
<<2023 年度“三公”经费支出 0.38 万元，完成预算的 76.00%>>，<<比上年减少 0.09 万元，下降 23.15%>>，主要原因是来人考察减少。
@ completion | “三公”经费; “三公”经费支出 | annual | . | 0.38 | 76.00 | .
@ change | “三公”经费; “三公”经费支出 | prior | down | 0.09 | 23.15 | 来人考察减少
1、因公出国（境）费 0 万元，<<与上年持平>>；
@ change | 因公出国（境）费 | prior | flat | . | . | .
2、公务用车购置及运行维护费 0 万元，<<与上年相同，原因是单位没有公务用车>>；
@ change | 公务用车购置及运行维护费 | prior | flat | . | . | 单位没有公务用车
3、公务接待费 0.38 万元，<<比上年减少 0.09 万元，主要用于接待邻县同行考察>>。
@ change | 公务接待费 | prior | down | 0.09 | . | .; 主要用于接待邻县同行考察; 接待邻县同行考察
## 七、机关运行经费支出情况说明 {{operating_cost}}
我站为事业单位，2023 年度没有机关运行经费支出。
## 八、政府采购支出情况说明 {{procurement}}
2023 年度政府采购支出总额 71.20 万元，其中：政府采购货物支出 0.60 万元、政府采购工程支出 70.60 万元。<<授予小微企业合同金额 52.40 万元，占政府采购支出总额的 73.60%>>。
@ share | 授予小微企业合同金额; 小微企业合同金额 | total | . | 52.40 | 73.60 | .
## 九、国有资产占用情况说明 {{state_assets}}
截至 2023 年 12 月 31 日，我站无公务用车，单价 50 万元以上通用设备 0 台，单价 100 万元以上专用设备 0 台。
## 十、预算绩效管理工作开展情况 {{performance}}
我站组织对 3 个项目开展绩效自评，涉及资金 122.50 万元。<<“小流域综合治理”项目全年预算数为 90.00 万元，执行数为 86.50 万元，完成预算的 96.11%>>；<<“节水宣传示范”项目全年预算数为 30.00 万元，执行数为 24.00 万元，完成预算的 80.00%>>。
@ completion | “小流域综合治理”项目; 小流域综合治理; 小流域综合治理项目 | annual | . | 86.50 | 96.11 | .
@ completion | “节水宣传示范”项目; 节水宣传示范; 节水宣传示范项目 | annual | . | 24.00 | 80.00 | .
## 十一、空表说明 {{empty_tables}}
政府性基金预算财政拨款收入支出决算表为空表，原因是我站没有此项收支。
# 第三部分 名词解释 {{glossary}}
一、财政拨款收入：指本年度从县级财政部门取得的财政拨款。
二、年初结转和结余：指单位上年结转到本年使用的各类资金。
三、年末结转和结余：指单位结转到下一年度继续使用的各类资金。
四、基本支出：指为保障单位正常运转、完成日常工作任务而发生的支出，包括人员经费和公用经费。
五、项目支出：指为完成特定的工作任务和事业发展目标所发生的支出。
# 第四部分 2023 年度部门决算表 {{report_tables}}
%% overall
%% income
%% expenditure
%% appropriation
%% general
%% basic
%% three
%% fund
%% projects
"""

BLOCKS, CLAIMS = read_markup(TEXT, FORMS)
REPORT = Report(
    name="minle_soil_final_2023.txt",
    agency=(AGENCY,),
    region_code="620722",
    year=2023,
    type="final",
    cover=(AGENCY, "2023 年度部门决算公开"),
    style=Style(form="tabs"),
    blocks=BLOCKS,
    claims=CLAIMS,
    findings=(
        Finding(
            "error",
            "一般公共预算支出减少 52.18，写下降 16.24%，应 12.94%",
            (f"支出 {money(L.spent)} 万元", "较上年决算减少 52.18 万元，下降 16.24%"),
            f"{money(L.spent)}+52.18={money(L.spent + Decimal('52.18'))}; 52.18/{money(L.spent + Decimal('52.18'))}="
            f"{percent(Decimal('52.18'), L.spent + Decimal('52.18'))}%",
        ),
        Finding(
            "error",
            "“三公”经费减少 0.09，写下降 23.15%，应 19.15%",
            ("“三公”经费支出 0.38 万元", "比上年减少 0.09 万元，下降 23.15%"),
            "0.38+0.09=0.47; 0.09/0.47=19.15%",
        ),
    ),
)
