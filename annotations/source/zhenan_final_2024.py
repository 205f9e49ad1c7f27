"""镇安县 (陕西): a court's final account as a grey TIFF of several pages."""
# ruff: noqa: E501  (a paragraph and its claims are one line each)

from __future__ import annotations

from decimal import Decimal

from annotations.render.forms import accounts, economic, others, sides
from annotations.render.forms.cells import Figures
from annotations.render.ledger import Ledger, item, money, percent
from annotations.render.ledger import economic as by_code
from annotations.render.markup import read_markup
from annotations.render.model import Report, Style

AGENCY = "镇安县云盖林区人民法院"
LEDGER = Ledger(
    "万元",
    (
        item("2040501", wages="486.72", goods="78.36", capital="4.80", initial="545.00"),
        item("2040504", running="92.40", initial="100.00"),
        item("2040506", special="60.00", initial="60.00"),
        item("2080501", family="16.32", initial="16.32"),
        item("2080505", wages="62.48", initial="60.00"),
        item("2101101", wages="31.20", initial="32.00"),
        item("2101103", wages="9.36", initial="9.36"),
        item("2210201", wages="54.36", initial="52.80"),
    ),
    by_code(
        c30101="168.40", c30102="162.85", c30103="124.36", c30106="8.64", c30108="62.48", c30110="31.20",
        c30111="9.36", c30112="2.17", c30113="54.36", c30199="20.30", c30201="14.20", c30202="4.60",
        c30206="6.80", c30207="5.40", c30209="7.20", c30211="9.60", c30216="2.40", c30217="0.56",
        c30224="3.20", c30228="8.05", c30231="9.15", c30239="7.20", c30302="15.12", c30307="1.20",
        c31002="3.00", c31003="1.80",
    ),
)  # fmt: skip
PLANNED = {others.GUESTS: Decimal("0.80"), others.RUNNING: Decimal("10.00")}
ACTUAL = {others.GUESTS: Decimal("0.56"), others.RUNNING: Decimal("9.15")}
FIGURES = Figures(grouped=True)
KEYS = accounts.Keys(code_title="功能科目编码", name_title="功能科目名称", top=None)


def above(number: int) -> tuple[str, ...]:
    return (f"附表{number}", f"编制单位：{AGENCY}", "金额单位：万元")


FORMS = {
    "overall": sides.overall(
        LEDGER, "收入支出决算总表", final=True, above=above(1), figures=FIGURES, row_numbers=True
    ),
    "income": accounts.account_form(
        "income", "收入决算总表", LEDGER, LEDGER.items, accounts.incomes(LEDGER), KEYS, above=above(2), figures=FIGURES
    ),
    "expenditure": accounts.account_form(
        "expenditure", "支出决算总表", LEDGER, LEDGER.items, accounts.EXPENDITURE, KEYS, above=above(3), figures=FIGURES
    ),
    "general": accounts.account_form(
        "general_budget", "一般公共预算财政拨款支出决算表", LEDGER, LEDGER.general, accounts.GENERAL, KEYS, above=above(4),
        figures=FIGURES,
    ),
    "basic": economic.columned_basic(
        LEDGER, "一般公共预算财政拨款基本支出决算表（按经济分类）", above=above(5), figures=FIGURES,
        top=("经济分类科目", "基本支出决算数"),
    ),
    "three": others.three_public_row(
        "一般公共预算财政拨款“三公”经费支出决算表", "万元", (("预算数", PLANNED), ("决算数", ACTUAL)), above=above(6),
        figures=FIGURES, tops=("2024年度预算数", "2024年度决算数"), landscape=False,
    ),
    "fund": accounts.account_form(
        "government_fund", "政府性基金预算财政拨款收支决算表", LEDGER, (), accounts.fund_columns(()), KEYS, above=above(7),
        figures=FIGURES, empty=True, notes=("本院不涉及政府性基金收支，此表为空表。",),
    ),
}  # fmt: skip

L = LEDGER
BEFORE = Decimal("918.75")
DOWN, DOWN_RATE = money(BEFORE - L.spent), percent(BEFORE - L.spent, BEFORE)
INITIAL = sum((one.initial or Decimal(0) for one in L.items), Decimal(0))
RUN = L.of("2040501")
TEXT = f"""
%contents 目录
# 第一部分 部门概况 {{overview}}
## 一、主要职责 {{duties}}
（一）依法审判辖区内涉林、涉环境资源的第一审刑事、民事、行政案件。
（二）依法执行本院生效裁判和法律规定由本院执行的其他法律文书。
（三）开展生态司法修复和法治宣传。
## 二、机构设置 {{organisation}}
本院内设立案庭、综合审判庭、执行局、综合办公室4个机构，设派出法庭2个。2024年末中央政法专项编制42名，实有干警40人。
# 第二部分 2024年度部门决算情况说明 {{narrative}}
## 一、收入支出决算总体情况 {{overall}}
2024年度收入支出总计{money(L.grand)}万元，<<较上年减少{DOWN}万元，下降{DOWN_RATE}%，主要原因是派出法庭改造工程上年已支付大部分款项>>。
@ change | 收入支出总计; 收入总计; 支出总计 | prior | down | {DOWN} | {DOWN_RATE} | 派出法庭改造工程上年已支付大部分款项
@=change? | 支出总计; 收入总计 | prior | down | {DOWN} | {DOWN_RATE} | 派出法庭改造工程上年已支付大部分款项
## 二、收入决算情况 {{income}}
2024年度收入合计{money(L.income)}万元，均为财政拨款收入。
## 三、支出决算情况 {{expenditure}}
2024年度支出合计{money(L.spent)}万元，<<其中基本支出{money(L.basic)}万元，占{percent(L.basic, L.spent)}%>>；<<项目支出{money(L.project)}万元，占{percent(L.project, L.spent)}%>>。
@ share | 基本支出 | total | . | {money(L.basic)} | {percent(L.basic, L.spent)} | .
@ share | 项目支出 | total | . | {money(L.project)} | {percent(L.project, L.spent)} | .
## 四、一般公共预算财政拨款支出决算情况 {{general_budget}}
<<2024年度一般公共预算财政拨款支出年初预算{money(INITIAL)}万元，支出决算{money(L.spent)}万元，完成预算的{percent(L.spent, INITIAL)}%>>。按照政府功能分类科目，其中：
@ completion | 一般公共预算财政拨款支出 | initial; annual | . | {money(L.spent)} | {percent(L.spent, INITIAL)} | .
1.公共安全支出（类）法院（款）行政运行（项）。<<年初预算为545.00万元，支出决算为{money(RUN)}万元，完成年初预算的{percent(RUN, Decimal(545))}%>>。决算数大于年初预算数的主要原因是年中追加法官绩效考核奖金。
@ completion | 行政运行; 行政运行（项） | initial | above | {money(RUN)} | {percent(RUN, Decimal(545))} | 年中追加法官绩效考核奖金
2.公共安全支出（类）法院（款）案件审判（项）。<<年初预算为100.00万元，支出决算为92.40万元，完成年初预算的92.40%>>。决算数小于年初预算数的主要原因是推行电子送达，邮寄和差旅支出减少。
@ completion | 案件审判; 案件审判（项） | initial | below | 92.40 | 92.40 | 推行电子送达，邮寄和差旅支出减少
3.公共安全支出（类）法院（款）“两庭”建设（项）。<<年初预算为60.00万元，支出决算为60.00万元，完成年初预算的100%>>。决算数与年初预算数持平。
@ completion | “两庭”建设; “两庭”建设（项） | initial | equal | 60.00 | 100 | .
4.社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）。<<年初预算为60.00万元，支出决算为62.48万元，完成年初预算的104.13%>>。决算数大于年初预算数的主要原因是缴费基数调增。
@ completion | 机关事业单位基本养老保险缴费支出; 机关事业单位基本养老保险缴费支出（项） | initial | above | 62.48 | 104.13 | 缴费基数调增
5.卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）。<<年初预算为32.00万元，支出决算为31.20万元，完成年初预算的97.50%>>。决算数小于年初预算数的主要原因是2名干警退休。
@ completion | 行政单位医疗; 行政单位医疗（项） | initial | below | 31.20 | 97.50 | 2名干警退休
6.住房保障支出（类）住房改革支出（款）住房公积金（项）。<<年初预算为52.80万元，支出决算为54.36万元，完成年初预算的102.95%>>。决算数大于年初预算数的主要原因是工资调整后缴存额增加。
@ completion | 住房公积金; 住房公积金（项） | initial | above | 54.36 | 102.95 | 工资调整后缴存额增加
## 五、一般公共预算财政拨款基本支出决算情况 {{basic_expenditure}}
2024年度一般公共预算财政拨款基本支出{money(L.basic)}万元，其中：人员经费{money(L.staff)}万元，公用经费{money(L.office)}万元。
## 六、一般公共预算财政拨款“三公”经费支出决算情况 {{three_public}}
### （一）总体情况 {{three_public}}
<<2024年度“三公”经费支出9.71万元，完成预算的89.91%>>。<<较上年减少0.84万元，下降7.96%，主要原因是从严控制车辆运行支出>>。
@ completion | “三公”经费; “三公”经费支出 | annual | . | 9.71 | 89.91 | .
@ change | “三公”经费; “三公”经费支出 | prior | down | 0.84 | 7.96 | 从严控制车辆运行支出
### （二）具体情况 {{three_public}}
1.因公出国（境）费。本年度没有发生因公出国（境）费支出。
2.公务用车购置及运行维护费。<<支出9.15万元，完成预算的91.50%>>，<<较上年下降6.63%>>。全部为办案车辆运行维护支出。
@ completion | 公务用车购置及运行维护费 | annual | . | 9.15 | 91.50 | .
@ change | 公务用车购置及运行维护费 | prior | down | . | 6.63 | .
3.公务接待费。<<支出0.56万元，完成预算的70.00%>>，<<较上年下降25.33%>>。接待上级法院调研4批次、38人次。
@ completion | 公务接待费 | annual | . | 0.56 | 70.00 | .
@ change | 公务接待费 | prior | down | . | 25.33 | .
## 七、其他重要事项 {{other}}
### （一）机关运行经费支出情况 {{operating_cost}}
2024年度机关运行经费支出{money(L.office)}万元，<<较上年增加2.10万元，增长{percent(Decimal("2.10"), L.office - Decimal("2.10"))}%，主要原因是办案用房物业费上涨>>。
@ change | 机关运行经费; 机关运行经费支出 | prior | up | 2.10 | {percent(Decimal("2.10"), L.office - Decimal("2.10"))} | 办案用房物业费上涨
### （二）政府采购支出情况 {{procurement}}
2024年度政府采购支出总额46.80万元，其中货物支出4.80万元、工程支出42.00万元。
### （三）国有资产占用情况 {{state_assets}}
截至2024年末，本院共有车辆6辆，均为执法执勤用车。
### （四）预算绩效管理情况 {{performance}}
本院对2个项目开展绩效自评，涉及资金152.40万元，评价结果均为优。
# 第三部分 名词解释 {{glossary}}
1.机关运行经费：指为保障法院运行、用于购买货物和服务的各项资金。
2.案件审判：反映法院从事案件审判所发生的支出。
3.“两庭”建设：反映审判法庭和人民法庭建设、维修的支出。
# 第四部分 2024年度部门决算表 {{report_tables}}
%% overall
%% income
%% expenditure
%% general
%% basic
%% three
%% fund
"""

BLOCKS, CLAIMS = read_markup(TEXT, FORMS)
REPORT = Report(
    name="zhenan_court_final_2024.tiff",
    agency=(AGENCY,),
    region_code="611025",
    year=2024,
    type="final",
    cover=(AGENCY, "2024年度部门决算"),
    style=Style(
        form="tiff", body="kai", head="hei", size=12, leading=20, rule=0.8, seed=611025, skew=0.5, dpi=160, grey=True,
        quality=50, table_size=9.5,
    ),
    blocks=BLOCKS,
    claims=CLAIMS,
)  # fmt: skip
