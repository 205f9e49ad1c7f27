"""The words of the report, in English and in Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pipeline.language import Language

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "title": ("The corpus at a glance", "语料概览"),
    "of": ("{n} documents of {agencies} bodies in {provinces} provinces, {years}",
           "{provinces}个省份、{agencies}个单位的{n}份文件，{years}"),
    "documents": ("documents", "文件"),
    "ok": ("understood", "已读懂"),
    "partial": ("partial", "部分缺失"),
    "failed": ("failed", "未能读取"),
    "no_report": ("no report", "非预决算报告"),
    "tables": ("tables", "表格"),
    "cells": ("numbers", "数字"),
    "statements": ("claims in words", "文字表述"),
    "proved": ("of the numbers are proved", "的数字经勾稽关系证实"),
    "coverage": ("Where and when", "地区与年份"),
    "coverage_about": (
        "Each tile is a province, roughly where it lies; the figure is the number of its reports. A pale tile has none.",
        "每格为一个省份，大致按方位排列；数字为报告份数，浅色格没有报告。",
    ),
    "by_year": ("Reports by province and year", "各省各年报告份数"),
    "province": ("province", "省份"),
    "all": ("all", "合计"),
    "unplaced": ("{n} documents say no place or no year.", "{n}份文件没有写明地区或年份。"),
    "grades": ("What is proved", "哪些得到证实"),
    "grades_about": (
        "✓: the report's own sums include the number and would not hold had it been misread or misplaced; ✗: such a sum fails.",
        "✓：报告自身的勾稽关系包含该数字，且读错或错位时等式便不成立；✗：等式不成立。",
    ),
    "by_type": ("by type of table", "按表格类型"),
    "by_province": ("by province", "按省份"),
    "claims": ("claims in words", "文字表述"),
    "verified": ("proved", "证实"),
    "contradicted": ("contradicted", "矛盾"),
    "unverified": ("neither", "未证实"),
    "amounts": ("How large", "金额分布"),
    "spending": ("Total expenditure of a report, 万元", "每份报告的支出总计（万元）"),
    "three_public": ("“Three public” spending of a report, 万元", "每份报告的“三公”经费（万元）"),
    "changes": ("Changes against the year before, as the texts say them", "文字所述较上年变动幅度"),
    "budget": ("budgets", "预算"),
    "final": ("final accounts", "决算"),
    "decreases": ("decreases", "减少"),
    "increases": ("increases", "增加"),
    "summary": ("{n} values, median {median}, middle half {low} to {high}", "{n}个数值，中位数{median}，中间一半在{low}至{high}之间"),
    "log": ("reports (upward) by amount; each decade is ten times the one before", "纵轴为报告份数，横轴为金额（对数刻度）"),
    "rate": ("claims (upward) by percent", "纵轴为表述条数，横轴为变动百分比"),
    "increase": ("↑ increase", "↑ 增加"),
    "decrease": ("↓ decrease", "↓ 减少"),
    "flat": ("→ no change", "→ 持平"),
    "above": ("above budget", "高于预算"),
    "below": ("below budget", "低于预算"),
    "equal": ("as budgeted", "等于预算"),
    "unsaid": ("no direction", "方向未说明"),
    "reasons": ("Why it changed", "变动原因"),
    "reasons_about": (
        "Reasons that share a word, with the most frequent of each group. {left} of {n} reasons are in none of these groups.",
        "按共同词语归并的原因，附每组中最常见的说法。{n}条原因中有{left}条不在这些组内。",
    ),
    "findings": ("What the reports got wrong", "报告自身的问题"),
    "findings_about": (
        "Identities that must hold and do not. `reading` may be our own misreading and says nothing against the report.",
        "应当成立而不成立的勾稽关系。“识读”类可能由识读错误造成，不说明报告有误。",
    ),
    "rule": ("rule", "规则"),
    "severity": ("severity", "性质"),
    "times": ("times", "次数"),
    "error": ("error", "错误"),
    "unit": ("unit", "单位"),
    "rounding": ("rounding", "尾差"),
    "reading": ("reading", "识读"),
    "eyes": ("Documents that need eyes", "需要人工查看的文件"),
    "eyes_about": (
        "Failed or partial, without body, place, year or kind, or with little that is proved; the worst first.",
        "未能读取或部分缺失、缺少单位、地区、年份或类型，或证实比例偏低的文件；最需要查看的在前。",
    ),
    "document": ("document", "文件"),
    "status": ("status", "状态"),
    "why": ("why", "原因"),
    "share": ("proved", "证实比例"),
    "lacks": ("lacks", "缺少"),
    "agency": ("body", "单位"),
    "region_code": ("place", "地区"),
    "fiscal_year": ("year", "年份"),
    "report_type": ("kind", "预算或决算"),
    "finding": ("finding", "问题"),
    "none": ("none", "无"),
    "made": ("Written by pipeline report{version} from a corpus of {started}. It holds all it shows and loads nothing.",
             "由 pipeline report{version} 生成，语料时间 {started}。本页自足，不加载任何外部内容。"),
}  # fmt: skip


TYPES: Final[Mapping[str, str]] = {  # in Chinese; in English the corpus' own words say it
    "overall": "收支总表", "income": "收入表", "expenditure": "支出表", "appropriation": "财政拨款收支总表",
    "general_budget": "一般公共预算支出表", "basic_expenditure": "基本支出表", "economic_classification": "经济分类支出表",
    "three_public": "“三公”经费表", "government_fund": "政府性基金支出表", "state_capital": "国有资本经营支出表",
    "project": "项目支出表", "procurement": "政府采购表", "state_assets": "资产占用表", "organisation": "机构设置表",
    "performance_overall": "整体绩效表", "performance_project": "项目绩效表", "other": "其他",
}  # fmt: skip


def type_name(language: Language, table_type: str) -> str:
    """What a type of table is called.

    >>> type_name("zh", "overall"), type_name("en", "three_public")
    ('收支总表', 'three public')
    """
    return TYPES.get(table_type, table_type) if language == "zh" else table_type.replace("_", " ")


def say(language: Language, key: str, **given: object) -> str:
    """A text of the report.

    >>> say("zh", "documents"), say("en", "unplaced", n=3)
    ('文件', '3 documents say no place or no year.')
    """
    return WORDS[key][language == "zh"].format(**given)
