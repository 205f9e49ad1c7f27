"""The words around what was found, in English and in Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "nothing": ("nothing was found", "没有找到"),
    "found statements": ("statements", "表述"),
    "found sections": ("sections", "章节"),
    "found cells": ("cells", "单元格"),
    "report budget": ("budget", "预算"),
    "report final": ("final", "决算"),
    "line": ("    {path}, page {page}{place}: {words}", "    {path}，第{page}页{place}：{words}"),
    "at address": (", {address}", "，{address}"),
    "at line": (", line {line}", "，第{line}行"),
    "because": ("    because: {reason}", "    原因：{reason}"),
    "graded": (" ({grade})", "（{grade}）"),
    "grade verified": ("verified", "已证实"),
    "grade contradicted": ("contradicted", "有矛盾"),
    "grade unverified": ("unverified", "未证实"),
    "kind change": ("change", "增减"),
    "kind completion": ("completion", "完成"),
    "kind share": ("share", "占比"),
    "flat": ("no change", "持平"),
    "indexing": ("indexing {n} of {of}", "正在建立索引：{n}/{of}"),
}
