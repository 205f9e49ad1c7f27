"""松溪县 (福建): a school's final account as a portrait PDF, the national forms with 行次."""
# ruff: noqa: E501  (a paragraph and its claims are one line each)

from __future__ import annotations

from decimal import Decimal

from annotations.render.forms import accounts, economic, others, sides
from annotations.render.forms.cells import Figures, column
from annotations.render.ledger import Ledger, item, money, percent
from annotations.render.ledger import economic as by_code
from annotations.render.markup import read_markup
from annotations.render.model import Report, Style

AGENCY = "松溪县青禾实验学校"
LEDGER = Ledger(
    "万元",
    (
        item("2050203", wages="812.45", goods="96.30", family="18.60", capital="6.20", running="20.00",
             special="128.40", own="42.00", initial="1020.00"),
        item("2050903", special="150.00", initial="0"),
        item("2080502", family="36.80", initial="35.00"),
        item("2080505", wages="118.24", initial="118.24"),
        item("2080506", wages="59.12", initial="62.50"),
        item("2101102", wages="62.36", initial="65.80"),
        item("2210201", wages="104.52", initial="104.52"),
    ),
    by_code(
        c30101="368.20", c30102="42.15", c30103="30.68", c30107="352.40", c30108="118.24", c30109="59.12",
        c30110="62.36", c30112="7.86", c30113="104.52", c30199="11.16", c30201="22.40", c30202="6.15",
        c30205="4.80", c30206="15.60", c30207="2.35", c30211="4.20", c30213="9.85", c30216="6.90",
        c30217="0.42", c30226="5.60", c30228="9.20", c30229="6.80", c30231="1.28", c30299="0.75",
        c30302="36.80", c30308="12.40", c30399="6.20", c31002="6.20",
    ),
    incomes={"事业收入": Decimal("42.00")},
)  # fmt: skip
PLANNED = {others.GUESTS: Decimal("0.60"), others.RUNNING: Decimal("1.50")}
ACTUAL = {others.GUESTS: Decimal("0.42"), others.RUNNING: Decimal("1.28")}
FIGURES = Figures(grouped=True)
KEYS = accounts.Keys(code_title="功能分类科目编码", column_numbers=True, name_title="科目名称")


def above(number: int) -> tuple[str, ...]:
    return (f"公开{number:02d}表", f"单位：{AGENCY}", "金额单位：万元")


FORMS = {
    "overall": sides.overall(
        LEDGER, "收入支出决算总表", final=True, above=above(1), figures=FIGURES, row_numbers=True,
        notes=("注：本表反映单位本年度的总收支和年末结转结余情况。",),
    ),
    "income": accounts.account_form(
        "income", "收入决算表", LEDGER, LEDGER.items, accounts.incomes(LEDGER), KEYS, above=above(2), figures=FIGURES,
        notes=("注：本表反映单位本年度取得的各项收入情况。",),
    ),
    "expenditure": accounts.account_form(
        "expenditure", "支出决算表", LEDGER, LEDGER.items, accounts.EXPENDITURE, KEYS, above=above(3), figures=FIGURES,
        notes=("注：本表反映单位本年度各项支出情况。",),
    ),
    "appropriation": sides.appropriation(
        LEDGER, "财政拨款收入支出决算总表", final=True, above=above(4), figures=FIGURES,
    ),
    "general": accounts.account_form(
        "general_budget", "一般公共预算财政拨款支出决算表", LEDGER, LEDGER.general,
        (accounts.Column(("小计",), column("合计", "小计"), lambda one: one.total - one.own), *accounts.GENERAL[1:]),
        KEYS, above=above(5), figures=FIGURES,
    ),
    "basic": economic.grouped_basic(
        LEDGER, "一般公共预算财政拨款基本支出决算表", groups=(("301", "303"), ("302",), ("310",)), above=above(6),
        figures=FIGURES,
    ),
    "fund": accounts.account_form(
        "government_fund", "政府性基金预算财政拨款收入支出决算表", LEDGER, (), accounts.fund_columns(()), KEYS,
        above=above(7), figures=FIGURES, empty=True,
        notes=("注：本单位本年度没有政府性基金预算财政拨款收入，也没有相应支出，故本表为空。",),
    ),
    "capital": accounts.account_form(
        "state_capital", "国有资本经营预算财政拨款支出决算表", LEDGER, (), accounts.GENERAL, KEYS,
        above=above(8), figures=FIGURES, empty=True,
        notes=("注：本单位本年度没有国有资本经营预算财政拨款支出，故本表为空。",),
    ),
    "three": others.three_public_row(
        "财政拨款“三公”经费支出决算表", "万元", (("预算数", PLANNED), ("决算数", ACTUAL)),
        above=above(9), figures=FIGURES, tops=("预算数", "决算数"), landscape=False,
    ),
}  # fmt: skip

L = LEDGER
BEFORE, BEFORE_INCOME = Decimal("1487.20"), Decimal("1487.20")
UP, RATE = money(L.spent - BEFORE), percent(L.spent - BEFORE, BEFORE)
SPENT, INCOME = L.spent, L.income
GENERAL_BEFORE = Decimal("1451.36")
GENERAL_UP, GENERAL_RATE = (
    money(L.general_spent - GENERAL_BEFORE),
    percent(L.general_spent - GENERAL_BEFORE, GENERAL_BEFORE),
)
JUNIOR = L.of("2050203") - L.own
INITIAL = sum((one.initial or Decimal(0) for one in L.items), Decimal(0))


def share(prefix: str) -> str:
    return percent(L.of(prefix) - (L.own if prefix == "205" else Decimal(0)), L.general_spent)


EDUCATION = L.of("205") - L.own
TEXT = f"""
%contents 目　　录
# 第一部分　单位概况 {{overview}}
## 一、单位主要职责 {{duties}}
{AGENCY}是实施九年义务教育初中阶段教育的公办学校。主要职责是：贯彻国家教育方针，落实立德树人根本任务；按照课程标准组织教学，保证教学质量；加强师资队伍建设，组织教师开展校本研修；做好学籍管理、学生资助和校园安全工作；承办县教育主管部门交办的其他事项。
## 二、单位决算构成 {{organisation}}
从决算单位构成看，{AGENCY}为一级预算单位管理的独立核算事业单位，无下属单位。2023年末在职人员68人，退休人员41人，在校学生912人。
# 第二部分　2023年度单位决算表 {{report_tables}}
%% overall
%% income
%% expenditure
%% appropriation
%% general
%% basic
%% fund
%% capital
%% three
%page
# 第三部分　2023年度单位决算情况说明 {{narrative}}
## 一、收入支出决算总体情况说明 {{overall}}
2023年度收入总计{money(L.grand)}万元，支出总计{money(L.grand)}万元。<<与2022年度相比，收、支总计各增加{UP}万元，增长{RATE}%，主要原因是：新建综合教学楼，校舍建设资金增加>>。
@ change | 收入总计; 收、支总计; 收入; 收支总计 | prior | up | {UP} | {RATE} | 新建综合教学楼，校舍建设资金增加
@=change | 支出总计; 收、支总计; 支出; 收支总计 | prior | up | {UP} | {RATE} | 新建综合教学楼，校舍建设资金增加
## 二、收入决算情况说明 {{income}}
本年收入合计{money(INCOME)}万元，其中：<<财政拨款收入{money(L.granted)}万元，占{percent(L.granted, INCOME)}%>>；<<事业收入{money(L.own)}万元，占{percent(L.own, INCOME)}%>>；其他收入0万元。
@ share | 财政拨款收入 | total | . | {money(L.granted)} | {percent(L.granted, INCOME)} | .
@ share | 事业收入 | total | . | {money(L.own)} | {percent(L.own, INCOME)} | .
## 三、支出决算情况说明 {{expenditure}}
本年支出合计{money(SPENT)}万元，其中：<<基本支出{money(L.basic)}万元，占{percent(L.basic, SPENT)}%>>；<<项目支出{money(L.project)}万元，占{percent(L.project, SPENT)}%>>。
@ share | 基本支出 | total | . | {money(L.basic)} | {percent(L.basic, SPENT)} | .
@ share | 项目支出 | total | . | {money(L.project)} | {percent(L.project, SPENT)} | .
## 四、财政拨款收入支出决算总体情况说明 {{appropriation}}
2023年度财政拨款收、支总计{money(L.granted)}万元，<<比上年增加{GENERAL_UP}万元，增长{GENERAL_RATE}%>>。增加的主要原因是上级下达校舍建设专项补助。
@ change | 财政拨款收、支总计; 财政拨款收入总计; 财政拨款收支总计; 财政拨款支出总计 | prior | up | {GENERAL_UP} | {GENERAL_RATE} | 上级下达校舍建设专项补助
@=change? | 财政拨款支出; 财政拨款收入 | prior | up | {GENERAL_UP} | {GENERAL_RATE} | 上级下达校舍建设专项补助
## 五、一般公共预算财政拨款支出决算情况说明 {{general_budget}}
### （一）总体情况 {{general_budget}}
<<2023年度一般公共预算财政拨款支出{money(L.general_spent)}万元，占本年支出合计的{percent(L.general_spent, SPENT)}%>>。<<与上年决算相比，增加{GENERAL_UP}万元，增长{GENERAL_RATE}%，主要是教职工薪级工资正常晋升以及校舍建设支出增加>>。
@ share | 一般公共预算财政拨款支出 | total | . | {money(L.general_spent)} | {percent(L.general_spent, SPENT)} | .
@ change | 一般公共预算财政拨款支出 | prior | up | {GENERAL_UP} | {GENERAL_RATE} | 教职工薪级工资正常晋升以及校舍建设支出增加
### （二）结构情况 {{general_budget}}
按功能科目分类：<<教育支出（类）{money(EDUCATION)}万元，占{share("205")}%>>；<<社会保障和就业支出（类）{money(L.of("208"))}万元，占{share("208")}%>>；<<卫生健康支出（类）{money(L.of("210"))}万元，占{share("210")}%>>；<<住房保障支出（类）{money(L.of("221"))}万元，占{share("221")}%>>。
@ share | 教育支出; 教育支出（类） | total | . | {money(EDUCATION)} | {share("205")} | .
@ share | 社会保障和就业支出; 社会保障和就业支出（类） | total | . | {money(L.of("208"))} | {share("208")} | .
@ share | 卫生健康支出; 卫生健康支出（类） | total | . | {money(L.of("210"))} | {share("210")} | .
@ share | 住房保障支出; 住房保障支出（类） | total | . | {money(L.of("221"))} | {share("221")} | .
### （三）具体情况 {{general_budget}}
<<2023年度一般公共预算财政拨款支出年初预算为{money(INITIAL)}万元，支出决算为{money(L.general_spent)}万元，完成年初预算的{percent(L.general_spent, INITIAL)}%>>。其中：
@ completion | 一般公共预算财政拨款支出 | initial | . | {money(L.general_spent)} | {percent(L.general_spent, INITIAL)} | .
1.<<教育支出（类）普通教育（款）初中教育（项）年初预算为1020.00万元，支出决算为{money(JUNIOR)}万元，完成年初预算的{percent(JUNIOR, Decimal(1020))}%，决算数大于年初预算数的主要原因是年中追加学生营养改善和设备购置经费>>。
@ completion | 初中教育; 初中教育（项）; 教育支出（类）普通教育（款）初中教育（项） | initial | above | {money(JUNIOR)} | {percent(JUNIOR, Decimal(1020))} | 年中追加学生营养改善和设备购置经费
2.<<教育支出（类）教育费附加安排的支出（款）城市中小学校舍建设（项）年初预算为0万元，支出决算为150.00万元，决算数大于年初预算数的主要原因是上级专项资金在年度执行中下达>>。
@ completion | 城市中小学校舍建设; 城市中小学校舍建设（项） | initial | above | 150.00 | . | 上级专项资金在年度执行中下达
3.<<社会保障和就业支出（类）行政事业单位养老支出（款）事业单位离退休（项）年初预算为35.00万元，支出决算为36.80万元，完成年初预算的105.14%，决算数大于年初预算数的主要原因是当年新增2名退休教师>>。
@ completion | 事业单位离退休; 事业单位离退休（项） | initial | above | 36.80 | 105.14 | 当年新增2名退休教师
4.<<社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）年初预算为118.24万元，支出决算为118.24万元，完成年初预算的100%，决算数与年初预算数持平>>。
@ completion | 机关事业单位基本养老保险缴费支出; 机关事业单位基本养老保险缴费支出（项） | initial | equal | 118.24 | 100 | .
5.<<社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位职业年金缴费支出（项）年初预算为62.50万元，支出决算为59.12万元，完成年初预算的94.59%，决算数小于年初预算数的主要原因是部分教师调离>>。
@ completion | 机关事业单位职业年金缴费支出; 机关事业单位职业年金缴费支出（项） | initial | below | 59.12 | 94.59 | 部分教师调离
6.<<卫生健康支出（类）行政事业单位医疗（款）事业单位医疗（项）年初预算为65.80万元，支出决算为62.36万元，完成年初预算的94.77%，决算数小于年初预算数的主要原因是缴费人数减少>>。
@ completion | 事业单位医疗; 事业单位医疗（项） | initial | below | 62.36 | 94.77 | 缴费人数减少
7.<<住房保障支出（类）住房改革支出（款）住房公积金（项）年初预算为104.52万元，支出决算为104.52万元，完成年初预算的100%，决算数与年初预算数持平>>。
@ completion | 住房公积金; 住房公积金（项） | initial | equal | 104.52 | 100 | .
## 六、一般公共预算财政拨款基本支出决算情况说明 {{basic_expenditure}}
2023年度一般公共预算财政拨款基本支出{money(L.basic)}万元，其中：人员经费{money(L.staff)}万元，主要包括基本工资、津贴补贴、绩效工资、社会保障缴费、住房公积金、退休费和助学金等；公用经费{money(L.office)}万元，主要包括办公费、水电费、维修费、培训费、工会经费和办公设备购置等。
## 七、财政拨款“三公”经费支出决算情况说明 {{three_public}}
### （一）“三公”经费支出总体情况 {{three_public}}
<<2023年度“三公”经费支出预算为2.10万元，支出决算为1.70万元，完成预算的80.95%，决算数小于预算数的主要原因是认真落实过紧日子要求，压减接待批次>>。<<较上年减少0.13万元，下降7.10%>>。
@ completion | “三公”经费; “三公”经费支出 | annual | below | 1.70 | 80.95 | 认真落实过紧日子要求，压减接待批次
@ change | “三公”经费; “三公”经费支出 | prior | down | 0.13 | 7.10 | .; 认真落实过紧日子要求，压减接待批次
### （二）“三公”经费支出具体情况 {{three_public}}
1.因公出国（境）费支出0万元，全年没有因公出国（境）团组。
2.<<公务用车购置及运行维护费支出1.28万元，占“三公”经费支出的75.29%>>。其中：公务用车购置支出0万元；<<公务用车运行维护费支出1.28万元，完成预算的85.33%>>，<<与上年相比无增减变化>>。年末公务用车保有量1辆。
@ share | 公务用车购置及运行维护费; 公务用车购置及运行维护费支出 | total | . | 1.28 | 75.29 | .
@ completion | 公务用车运行维护费; 公务用车运行维护费支出 | annual | . | 1.28 | 85.33 | .
@ change | 公务用车运行维护费; 公务用车运行维护费支出 | prior | flat | . | . | .
3.<<公务接待费支出0.42万元，占“三公”经费支出的24.71%>>，<<完成预算的70.00%>>，<<比上年减少0.13万元，下降23.64%，主要原因是校际交流改为线上进行>>。全年接待6批次、52人次。
@ share | 公务接待费; 公务接待费支出 | total | . | 0.42 | 24.71 | .
@ completion | 公务接待费; 公务接待费支出 | annual | . | 0.42 | 70.00 | .
@ change | 公务接待费; 公务接待费支出 | prior | down | 0.13 | 23.64 | 校际交流改为线上进行
## 八、政府性基金预算财政拨款支出决算情况说明 {{government_fund}}
本单位2023年度没有使用政府性基金预算财政拨款安排的支出。
## 九、国有资本经营预算财政拨款支出决算情况说明 {{state_capital}}
本单位2023年度没有使用国有资本经营预算财政拨款安排的支出。
## 十、预算绩效情况说明 {{performance}}
学校对2023年度3个项目开展绩效自评，<<涉及资金256.40万元，占一般公共预算项目支出总额的100%>>。自评结果为“优”的项目2个，“良”的项目1个。
@ share? | 项目支出; 项目资金; 涉及资金 | total | . | 256.40 | 100 | .
## 十一、其他重要事项情况说明 {{other}}
### （一）机关运行经费支出情况 {{operating_cost}}
本单位为事业单位，无机关运行经费支出。
### （二）政府采购支出情况 {{procurement}}
2023年度政府采购支出总额214.35万元，其中：政府采购货物支出64.35万元、政府采购工程支出150.00万元。<<授予中小企业合同金额214.35万元，占政府采购支出总额的100%>>。
@ share | 授予中小企业合同金额; 中小企业合同金额 | total | . | 214.35 | 100 | .
### （三）国有资产占用情况 {{state_assets}}
截至2023年12月31日，学校共有车辆1辆，为其他用车；单价100万元（含）以上设备0台（套）。
# 第四部分　名词解释 {{glossary}}
一、财政拨款收入：指学校从同级财政部门取得的各类财政拨款。
二、事业收入：指学校开展教育教学及其辅助活动取得的收入。
三、年末结转和结余：指学校按规定结转到下年继续使用的资金和收支相抵后的余额。
四、基本支出：指保障学校正常运转、完成日常教学任务而发生的人员经费和公用经费支出。
五、项目支出：指为完成特定的教育事业发展目标，在基本支出之外发生的支出。
六、“三公”经费：指用财政拨款安排的因公出国（境）费、公务用车购置及运行维护费、公务接待费支出。
"""

BLOCKS, CLAIMS = read_markup(TEXT, FORMS)
REPORT = Report(
    name="songxi_school_final_2023.pdf",
    agency=(AGENCY,),
    region_code="350724",
    year=2023,
    type="final",
    cover=(AGENCY, "2023年度单位决算"),
    style=Style(form="pdf", body="song", head="hei", size=14, leading=26, captions_apart=True),
    blocks=BLOCKS,
    claims=CLAIMS,
)
