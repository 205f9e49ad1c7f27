"""The columns of the panel, in order: what each is called, what it says, of which type it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["text", "code", "choice", "integer", "number", "amount", "flag"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `zh` and `en` are labels of at most 80 characters, as Stata takes them."""

    name: str
    kind: Kind
    zh: str
    en: str


COLUMNS: Final = (
    Column("agency_id", "code", "单位编号（更名前后同一）", "body, one through renaming where the data show it"),
    Column("agency", "text", "单位名称（当年）", "name of the body in the year"),
    Column("scope", "choice", "口径：部门（含所属单位）或单位", "department with its units, or a unit alone"),
    Column("region_id", "code", "地区编号（撤县设区、改名前后同一）", "place, one through renaming and recoding"),
    Column("region_code", "code", "行政区划代码（当年，GB/T 2260）", "GB/T 2260 code in the year"),
    Column("province_code", "code", "省级代码", "code of the province"),
    Column("province", "text", "省（自治区、直辖市）", "province"),
    Column("city_code", "code", "地级代码", "code of the prefecture"),
    Column("city", "text", "市（地区、自治州、盟）", "prefecture"),
    Column("county_code", "code", "县级代码", "code of the county"),
    Column("county", "text", "县（市、区、旗）", "county"),
    Column("year", "integer", "预算（决算）年度", "fiscal year of the report"),
    Column("report_type", "choice", "预算或决算", "budget or final account"),
    Column("indicator_id", "code", "指标编号", "indicator"),
    Column("indicator", "text", "指标名称", "name of the indicator"),
    Column("fund", "choice", "资金来源（空：报告未说明）", "where the money comes from; empty where the report does not say"),
    Column("phase", "choice", "阶段：预算、调整预算、决算、上年", "budget, adjusted, final, or of last year"),
    Column("value", "amount", "数额（万元；数量类指标为其单位）", "amount in 10,000 yuan; counts in their unit"),
    Column("unit", "text", "单位", "unit of value"),
    Column("grade", "choice", "等级：经报告内勾稽证实、未证实、矛盾", "proved by the report's own arithmetic, or not, or contradicted"),
    Column("sure", "number", "把握（0–1）", "how sure type, row, column and unit are, 0-1"),
    Column("source", "choice", "出处：表、文字、由变动推算", "a table, the text, or derived from a change"),
    Column("table_type", "code", "表的类型", "type of the table"),
    Column("n_sources", "integer", "报告中给出该数的处数", "places of the report that give it"),
    Column("agree", "flag", "各处是否一致", "whether these places agree within 0.01"),
    Column("change", "amount", "比上年增减额（万元）", "change against last year, 10,000 yuan"),
    Column("change_from", "choice", "增减额出自文字、表或相减", "the change is from the text, a table, or computed"),
    Column("rate", "number", "增减率（%，文字所载）", "rate of change as the text prints it, percent"),
    Column("reason", "text", "增减原因（原文）", "reason of the change, in the report's words"),
    Column("completion", "number", "完成预算的百分比（文字所载）", "percentage of the budget that was spent, as printed"),
    Column("completion_reason", "text", "决算与预算差异的原因（原文）", "reason of the difference between budget and outcome"),
    Column("last_year_value", "amount", "上一年报告中的该数（万元）", "what last year's own report gives (of prior-year rows)"),
    Column("last_year_agrees", "flag", "与上一年报告是否一致", "whether it agrees with last year's report within 0.01"),
    Column("doc_id", "code", "文件的 SHA-256", "SHA-256 of the file"),
    Column("path", "text", "文件", "file"),
    Column("source_id", "code", "单元格或语句的编号", "id of the cell or statement"),
    Column("page", "integer", "页", "page"),
    Column("line", "integer", "行（文本文件）", "line, of a text file"),
    Column("address", "code", "工作表单元格", "cell of a sheet"),
    Column("x0", "number", "左（页宽的比例）", "left, fraction of the page's width"),
    Column("y0", "number", "上（页高的比例）", "top, fraction of the page's height"),
    Column("x1", "number", "右", "right"),
    Column("y1", "number", "下", "bottom"),
)  # fmt: skip
NAMES: Final = tuple(column.name for column in COLUMNS)
KEY: Final = ("agency_id", "year", "report_type", "indicator_id", "fund", "phase")

# what a choice is called in Stata and in the codebook, beside its word in the data
CHOICES: Final[dict[str, dict[str, tuple[str, str]]]] = {
    "scope": {"department": ("部门", "department with its units"), "unit": ("单位", "unit alone")},
    "report_type": {"budget": ("预算", "budget"), "final": ("决算", "final account")},
    "grade": {
        "verified": ("已证实", "proved"),
        "unverified": ("未证实", "not proved"),
        "contradicted": ("矛盾", "contradicted"),
    },
    "source": {"table": ("表", "table"), "text": ("文字", "text"), "derived": ("推算", "derived from a change")},
    "change_from": {"text": ("文字", "text"), "table": ("表", "table"), "computed": ("相减", "computed")},
}
