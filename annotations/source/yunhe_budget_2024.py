"""云和县 (浙江): a party organ's budget as a PDF in 元, codes split over 类, 款 and 项."""
# ruff: noqa: E501  (a paragraph and its claims are one line each)

from __future__ import annotations

from decimal import Decimal

from annotations.render.forms import accounts, economic, others, sides
from annotations.render.forms.cells import Figures, column
from annotations.render.ledger import Ledger, grouped, item, percent, wan
from annotations.render.ledger import economic as by_code
from annotations.render.markup import read_markup
from annotations.render.model import Report, Style

AGENCY = "中共云和县委梯田农耕文化工作委员会"
LEDGER = Ledger(
    "元",
    (
        item("2013101", wages="1862450.00", goods="386720.50", capital="20000.00", running="150000.00"),
        item("2013102", running="260000.00", special="480000.00"),
        item("2013150", wages="642380.40", goods="58640.00"),
        item("2080505", wages="318642.24"),
        item("2080506", wages="159321.12"),
        item("2101101", wages="142870.36"),
        item("2101102", wages="51260.00"),
        item("2210201", wages="297658.00"),
        item("2210203", wages="68400.00"),
    ),
    by_code(
        c30101="782640.00", c30102="691350.40", c30103="563200.00", c30107="398716.00", c30108="318642.24",
        c30109="159321.12", c30110="194130.36", c30112="12864.00", c30113="297658.00", c30199="124460.00",
        c30201="96000.00", c30202="18000.00", c30205="3600.00", c30206="24000.00", c30207="21600.00",
        c30209="36000.00", c30211="42000.00", c30215="15000.00", c30216="12000.00", c30217="9000.00",
        c30228="38420.50", c30229="42740.00", c30239="87000.00", c31002="20000.00",
    ),
)  # fmt: skip
FIGURES = Figures(grouped=True)
KEYS = accounts.Keys(split=True, code_title="功能分类科目编码", name_title="功能分类科目名称", total_first=False)
ABOVE = (f"编制部门：{AGENCY}", "单位：元")
PLAIN = (accounts.Column(("收入预算", "合计"), column("合计", "收入合计"), lambda one: one.total, 1.5),)
INCOMES = (
    *PLAIN,
    accounts.Column(("收入预算", "财政拨款收入"), column("财政拨款收入"), lambda one: one.total, 1.5),
    accounts.Column(("收入预算", "事业收入"), column("事业收入"), accounts.nothing),
    accounts.Column(("收入预算", "其他收入"), column("其他收入"), accounts.nothing),
)


def spending(top: str) -> tuple[accounts.Column, ...]:
    return tuple(accounts.Column((top, *one.printed), one.path, one.amount, 1.6) for one in accounts.GENERAL)


FORMS = {
    "bodies": others.bodies(
        "", (("县委梯田农耕文化工作委员会（本级）", "行政单位"), ("云和县农耕文化研究馆", "公益一类事业单位")),
        ("序号", "单位名称", "单位性质"),
    ),
    "overall": sides.overall(
        LEDGER, "2024年部门财务收支预算总表", final=False, above=ABOVE, figures=FIGURES, short=True, head=("本年收入", "本年支出")
    ),
    "income": accounts.account_form(
        "income", "2024年部门收入预算总表", LEDGER, LEDGER.items, INCOMES, KEYS, above=ABOVE, figures=FIGURES
    ),
    "expenditure": accounts.account_form(
        "expenditure", "2024年部门支出预算总表", LEDGER, LEDGER.items, spending("支出预算"), KEYS, above=ABOVE, figures=FIGURES
    ),
    "appropriation": sides.appropriation(
        LEDGER, "2024年部门财政拨款收支预算总表", final=False, above=ABOVE, figures=FIGURES, short=True,
        widths=(2.3, 1.45, 2.2, 1.45, 1.45, 1.15, 1.15)
    ),
    "general": accounts.account_form(
        "general_budget", "2024年部门一般公共预算支出功能分类预算表", LEDGER, LEDGER.general, spending("一般公共预算支出"), KEYS,
        above=ABOVE, figures=FIGURES,
    ),
    "fund": accounts.account_form(
        "government_fund", "2024年部门政府性基金预算支出表", LEDGER, (), spending("政府性基金预算支出"), KEYS, above=ABOVE,
        figures=FIGURES, empty=True, blank_rows=4, notes=("注：本部门2024年无政府性基金预算支出，故本表无数据。",),
    ),
    "basic": economic.columned_basic(
        LEDGER, "2024年部门一般公共预算基本支出经济分类预算表", above=ABOVE, figures=FIGURES, split=True, total_first=False,
        top=("部门预算经济分类科目编码", "一般公共预算基本支出"),
    ),
    "three": others.three_public_row(
        "2024年部门“三公”经费和机关运行经费预算表", "万元", ((None, {others.GUESTS: Decimal("0.90")}),),
        above=(f"编制部门：{AGENCY}", "单位：万元"), figures=FIGURES, running_cost=Decimal("40.67"), landscape=False,
    ),
}  # fmt: skip

L = LEDGER
BEFORE = Decimal("4712860.40")
UP, RATE = L.spent - BEFORE, percent(L.spent - BEFORE, BEFORE)
PROJECT_BEFORE = Decimal("820000.00")
PROJECT_UP = L.project - PROJECT_BEFORE
BASIC_BEFORE = BEFORE - PROJECT_BEFORE
BASIC_UP = L.basic - BASIC_BEFORE
TEXT = f"""
%contents 目 录
# 县委梯田农耕文化工作委员会主要职能 {{duties}}
{AGENCY}是县委派出机构，主要职能包括：
1. 统筹协调全县梯田农耕文化的保护、研究与传承工作。
2. 拟订农耕文化发展规划，推动农耕技艺列入非物质文化遗产保护名录。
3. 指导各乡镇开展开犁、尝新等民俗活动。
4. 承办县委交办的其他事项。
# 县委梯田农耕文化工作委员会机构设置 {{organisation}}
本部门预算由委员会本级和1家下属单位的预算构成，具体如下：
%% bodies
# 名词解释 {{glossary}}
（一）财政拨款收入：指县级财政当年拨付的资金。
（二）其他收入：指除财政拨款收入、事业收入以外取得的收入。
（三）基本支出：指为保障机构正常运转、完成日常工作任务而安排的支出。
（四）项目支出：指在基本支出以外为完成特定工作任务而安排的支出。
（五）机关运行经费：指行政单位用一般公共预算财政拨款安排的公用经费。
# 2024年部门预算编制说明 {{narrative}}
2024年，本部门收入预算{grouped(L.income)}元，其中财政拨款收入{grouped(L.granted)}元，<<比2023年预算增加{grouped(UP)}元，增长{RATE}%>>。支出预算{grouped(L.spent)}元，<<比2023年预算增加{grouped(UP)}元，增长{RATE}%>>。财政拨款支出主要内容如下：
@ change | 财政拨款收入; 财政拨款收入预算; 收入预算 | prior | up | {wan(UP)} | {RATE} | .
@ change | 支出预算; 支出 | prior | up | {wan(UP)} | {RATE} | .
1. “一般公共服务支出”科目{grouped(L.of("201"))}元，主要用于委员会本级和研究馆的人员经费、公用经费以及农耕文化保护项目。
2. “社会保障和就业支出”科目{grouped(L.of("208"))}元，主要用于按规定缴纳的养老保险和职业年金。
3. “卫生健康支出”科目{grouped(L.of("210"))}元，主要用于按规定缴纳的医疗保险。
4. “住房保障支出”科目{grouped(L.of("221"))}元，主要用于住房公积金和购房补贴。
<<基本支出预算{grouped(L.basic)}元，占支出预算的{percent(L.basic, L.spent)}%>>，<<较上年增加{grouped(BASIC_UP)}元，增长原因是研究馆新增2名专业技术人员>>；<<项目支出预算{grouped(L.project)}元，占支出预算的{percent(L.project, L.spent)}%>>，<<较上年增加{grouped(PROJECT_UP)}元，增长原因是新增农耕技艺数字化采集项目>>。
@ share | 基本支出; 基本支出预算 | total | . | {wan(L.basic)} | {percent(L.basic, L.spent)} | .
@ change | 基本支出; 基本支出预算 | prior | up | {wan(BASIC_UP)} | . | 研究馆新增2名专业技术人员
@ share | 项目支出; 项目支出预算 | total | . | {wan(L.project)} | {percent(L.project, L.spent)} | .
@ change | 项目支出; 项目支出预算 | prior | up | {wan(PROJECT_UP)} | . | 新增农耕技艺数字化采集项目
# 2024年部门预算表 {{report_tables}}
%% overall
%page
%% income
%page
%% expenditure
%page
%% appropriation
%page
%% general
%page
%% fund
%page
%% basic
%page
%% three
%page
# 其他相关情况说明 {{other}}
## 一、2024年“三公”经费预算情况说明 {{three_public}}
2024年“三公”经费预算数为0.90万元，<<比2023年预算减少0.30万元，下降25%>>。其中：
@ change | “三公”经费; “三公”经费预算数 | prior | down | 0.30 | 25 | .
（一）因公出国（境）费0万元，<<与2023年预算持平>>。
@ change | 因公出国（境）费 | prior | flat | . | . | .
（二）公务用车购置及运行费0万元，<<与2023年预算持平>>。
@ change | 公务用车购置及运行费 | prior | flat | . | . | .
（三）公务接待费0.90万元，<<比2023年预算减少0.30万元，主要原因是精简会务和接待活动>>。
@ change | 公务接待费 | prior | down | 0.30 | . | 精简会务和接待活动
## 二、机关运行经费预算 {{operating_cost}}
2024年本部门下属1家行政单位财政拨款的机关运行经费预算为40.67万元。
## 三、政府采购预算情况 {{procurement}}
2024年本部门政府采购预算52.00万元，其中：政府采购货物预算4.00万元、政府采购服务预算48.00万元。
## 四、绩效目标设置情况 {{performance}}
按照预算绩效管理要求，本部门3个项目编制了绩效目标，涉及资金{grouped(L.project)}元。
## 五、国有资产占有使用情况 {{state_assets}}
截至2023年9月30日，本部门没有公务用车，没有单价100万元以上的设备。
"""

BLOCKS, CLAIMS = read_markup(TEXT, FORMS)
REPORT = Report(
    name="yunhe_party_budget_2024.pdf",
    agency=(AGENCY,),
    region_code="331125",
    year=2024,
    type="budget",
    cover=("云和县2024年县级部门预算", "", f"预算主管部门：{AGENCY}"),
    style=Style(
        form="pdf", body="song", head="song", size=12.5, leading=24, repeat_head=False, rule=0.8, table_size=8.5
    ),
    blocks=BLOCKS,
    claims=CLAIMS,
)
