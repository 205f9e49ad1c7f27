"""The words of counts and summaries, in English and in Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "documents": ("documents", "份文件"),
    "staged": (
        "of them not merged yet: a run goes on, or was broken off", "份尚未合并：运行仍在进行，或曾中断",
    ),
    "status ok": ("ok", "已读懂"),
    "status partial": ("partial", "部分缺失"),
    "status failed": ("failed", "未能读取"),
    "status no_report": ("no_report", "非报告"),
    "province": ("provinces", "省份"),
    "fiscal_year": ("years", "年度"),
    "run": ("The run", "运行情况"),
    "reasons": ("reasons", "原因"),
    "reason": ("reason", "原因"),
    "status": ("status", "状态"),
    "file": ("file", "文件"),
    "not ok": ("failed and partial", "未能读取与部分缺失"),
    "other documents": ("and {n} more", "另有{n}份"),
    "slowest": ("slowest", "最慢的文件"),
    "slow": ("s {path} ({pages} pages, {ocr} by OCR)", "秒 {path}（{pages}页，OCR {ocr}页）"),
    "not known": ("not known", "未知"),
    "other reason": ("and {n} other reason", "另有{n}种原因"),
    "other reasons": ("and {n} other reasons", "另有{n}种原因"),
    "and": (", ", "，"),
    "in brackets": (" ({told})", "（{told}）"),
    # the summary of a run
    "files": ("files", "文件"),
    "extracted": ("{n} new", "新读{n}"),
    "known": ("{n} done before", "此前已读{n}"),
    "duplicates": ("{n} duplicates", "重复{n}"),
    "none": ("none", "无"),
    "all documents": ("documents", "文档"),
    "pages": ("pages", "页"),
    "by OCR": ("{pages}, {ocr} of them read by OCR", "{pages}，其中OCR识别{ocr}页"),
    "sections": ("sections", "章节"),
    "tables": ("tables", "表格"),
    "cells": ("cells", "单元格"),
    "statements": ("statements", "表述"),
    "checks": ("checks", "核对"),
    "seconds": ("seconds", "秒"),
    "written to": ("written to", "写入"),
    "damaged": ("damaged", "损坏"),
    "gone": ("gone", "已不在"),
    "gone out": (
        "{n} files are gone from the inputs; what was read from them was taken out",
        "输入中有{n}个文件已不在；从中读得的内容已移除",
    ),
    "gone stay": (
        "{n} files are gone from the inputs; what was read from them stays in the corpus; --prune takes it out",
        "输入中有{n}个文件已不在；从中读得的内容仍留在语料中；用--prune移除",
    ),
    "hidden": (
        "and {n} more: SELECT path, error FROM documents WHERE status <> 'ok'",
        "另有{n}份：SELECT path, error FROM documents WHERE status <> 'ok'",
    ),
    "check pass": ("pass", "成立"),
    "check fail": ("fail", "不成立"),
    "check unknown": ("unknown", "无法判定"),
}  # fmt: skip
