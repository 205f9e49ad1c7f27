"""双牌县 (湖南): a notice of one page on the “三公” spending, as a PNG."""
# ruff: noqa: E501  (a paragraph and its claims are one line each)

from __future__ import annotations

from decimal import Decimal

from annotations.render.forms import others
from annotations.render.forms.cells import Figures
from annotations.render.markup import read_markup
from annotations.render.model import Report, Style

AGENCY = "双牌县杜鹃岭景区管理服务所"
PLANNED = {others.GUESTS: Decimal("2.40"), others.RUNNING: Decimal("5.00")}
ACTUAL = {others.GUESTS: Decimal("1.86"), others.RUNNING: Decimal("4.72")}
BEFORE = {others.GUESTS: Decimal("2.15"), others.RUNNING: Decimal("4.95")}
FORMS = {
    "three": others.three_public_items(
        "2023年度“三公”经费支出决算表", "万元",
        (("上年决算数", ("上年决算数", "2022年决算数"), BEFORE), ("本年预算数", ("预算数", "本年预算数"), PLANNED), ("本年决算数", ("决算数", "本年决算数"), ACTUAL)),
        above=(f"单位名称：{AGENCY}", "单位：万元"), figures=Figures(zeros=True),
    ),
}  # fmt: skip
TEXT = f"""
# {AGENCY}2023年度“三公”经费支出决算情况说明 {{three_public|cover?}}
%% three
## 一、总体情况 {{three_public}}
<<2023年度“三公”经费财政拨款支出决算为6.58万元，完成预算的88.92%，决算数小于预算数的原因是节假日高峰期用车由景区自有摆渡车承担>>。<<与上年决算相比，减少0.52万元，下降7.32%>>。
@ completion | “三公”经费; “三公”经费财政拨款支出; “三公”经费支出 | annual | below | 6.58 | 88.92 | 节假日高峰期用车由景区自有摆渡车承担
@ change | “三公”经费; “三公”经费财政拨款支出; “三公”经费支出 | prior | down | 0.52 | 7.32 | .
## 二、分项情况 {{three_public}}
1．因公出国（境）费支出0万元，<<与上年持平>>。
@ change | 因公出国（境）费; 因公出国（境）费支出 | prior | flat | . | . | .
2．<<公务接待费支出1.86万元，占28.27%>>，<<完成预算的77.50%>>，<<与上年相比减少0.29万元，下降13.49%，减少的主要原因是合并接待批次>>。
@ share | 公务接待费; 公务接待费支出 | total | . | 1.86 | 28.27 | .
@ completion | 公务接待费; 公务接待费支出 | annual | . | 1.86 | 77.50 | .
@ change | 公务接待费; 公务接待费支出 | prior | down | 0.29 | 13.49 | 合并接待批次
3．<<公务用车运行维护费支出4.72万元，占71.73%>>，<<完成预算的94.40%>>，<<与上年相比减少0.23万元，下降4.65%，减少的主要原因是车辆集中维修、定点加油>>。
@ share | 公务用车运行维护费; 公务用车运行维护费支出 | total | . | 4.72 | 71.73 | .
@ completion | 公务用车运行维护费; 公务用车运行维护费支出 | annual | . | 4.72 | 94.40 | .
@ change | 公务用车运行维护费; 公务用车运行维护费支出 | prior | down | 0.23 | 4.65 | 车辆集中维修、定点加油
"""

BLOCKS, CLAIMS = read_markup(TEXT, FORMS)
REPORT = Report(
    name="shuangpai_scenic_final_2023.png",
    agency=(AGENCY,),
    region_code="431123",
    year=2023,
    type="final",
    cover=(),
    style=Style(
        form="png", body="song", head="hei", size=12, leading=23, seed=43, skew=0.4, dpi=130, grey=True, seal=AGENCY,
        sealed=((1, 0.62, 0.72),),
    ),
    blocks=BLOCKS,
    claims=CLAIMS,
)  # fmt: skip
