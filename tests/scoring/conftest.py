"""Two invented reports with gold, and the answers of another system for them: one slip of each kind."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

TOWN, OFFICE = "柳溪镇决算.txt", "云岭局预算.pdf"


def write_lines(path: Path, lines: Iterable[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")


def fact(
    code: str | None, name: str, column: str | list[str], value: str, table: str = "expenditure"
) -> dict[str, Any]:
    return {"doc": TOWN, "table": table, "row_code": code, "row_name": name, "column": column, "value": value}


def cell(
    at: int, column: int, code: str | None, name: str, path: str, value: str, grade: str = "verified"
) -> dict[str, Any]:
    return {"doc_id": "a", "table_id": "a-t1", "row": at, "column": column, "row_code": code, "row_name": name,
            "column_path": path, "text": value, "value": value, "grade": grade, "ocr_score": None}  # fmt: skip


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Gold of both reports."""
    folder = tmp_path / "gold"
    documents = {
        TOWN: ("柳溪镇人民政府", "360722", "2023", "final"),
        OFFICE: ("云岭县档案局", "530426", "2024", "budget"),
    }
    for doc, (agency, region, year, kind) in documents.items():
        line = {"doc": doc, "agency": agency, "region_code": region, "fiscal_year": year, "report_type": kind}
        write_lines(folder / f"{doc}.documents.jsonl", [line])
    write_lines(
        folder / f"{TOWN}.facts.jsonl",
        [
            fact(None, "合计", "合计", "36.50"),
            fact("201", "一般公共服务支出", "合计", "30.00"),
            fact("201", "一般公共服务支出", ["基本支出/小计", "基本支出"], "28.00"),
            fact("221", "住房保障支出", "合计", "6.50"),
        ],
    )
    write_lines(
        folder / f"{TOWN}.sections.jsonl",
        [
            {"doc": TOWN, "title": "一、主要职责", "label": "duties"},
            {"doc": TOWN, "title": "二、支出决算情况说明", "label": "expenditure"},
        ],
    )
    write_lines(
        folder / f"{TOWN}.tables.jsonl",
        [{"doc": TOWN, "type": "expenditure", "title": "支出决算表", "unit": "万元", "empty": False}],
    )
    said = {"doc": TOWN, "quote": "支出比上年增加2.50万元，增长7.35%，主要原因是新建水塔", "kind": "change", "indicator": "支出",
            "base": "prior_year", "direction": "increase", "amount": "2.50", "percent": "7.35", "reason": "新建水塔"}  # fmt: skip
    write_lines(folder / f"{TOWN}.statements.jsonl", [said])
    (folder / f"{TOWN}.text.txt").write_text("一、主要职责 ………… 3\n办理村镇事务\n", "utf-8")
    grid = [["科目", "支出", "<"], ["^", "合计", "基本支出"], ["住房保障支出", "6.50", ""]]
    write_lines(folder / f"{TOWN}.grids.jsonl", [{"doc": TOWN, "table": 1, "rows": grid}])
    return folder


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """Answers for the first report, as JSON Lines: a number misread, a label and a percentage wrong."""
    folder = tmp_path / "theirs"
    write_lines(
        folder / "documents.jsonl",
        [
            {"doc_id": "a", "path": f"in/{TOWN}", "agency": "柳溪镇人民政府", "region_code": "360722", "fiscal_year": 2023,
             "report_type": "budget", "media_type": "text/plain", "pages": 1, "ocr_pages": 0},
        ],
    )  # fmt: skip
    write_lines(folder / "tables.jsonl", [{"doc_id": "a", "table_id": "a-t1", "type": "expenditure", "score": 0.9}])
    write_lines(
        folder / "cells.jsonl",
        [
            cell(0, 2, None, "合计", "合计", "36.5"),
            cell(1, 2, "201", "一般公共服务支出", "合计", "30.00"),
            cell(1, 3, "201", "一般公共服务支出", "基本支出", "28.00", "unverified"),
            cell(2, 2, "221", "住房保障支出", "合计", "6.60", "contradicted"),
            cell(3, 2, None, "备注", "合计", "", "unverified") | {"value": None},
        ],
    )
    write_lines(
        folder / "sections.jsonl",
        [
            {"doc_id": "a", "number": "一、", "title": "主要职责", "label": "duties", "score": 0.95, "text": "办理<b>村镇事务"},
            {"doc_id": "a", "number": "二、", "title": "支出决算情况说明", "label": "income", "score": 0.55,
             "text": "支出比上年增加2.50万元，增长7.85%，主要原因是新建水塔。"},
        ],
    )  # fmt: skip
    said = {"doc_id": "a", "kind": "change", "indicator": "支出", "base": "prior_year", "direction": "increase",
            "amount": "2.50", "percent": "7.85", "reason": "新建水塔", "score": 0.8, "grade": "contradicted",
            "sentence": "支出比上年增加2.50万元，增长7.85%，主要原因是新建水塔。"}  # fmt: skip
    write_lines(folder / "statements.jsonl", [said])
    (folder / "printed").mkdir()
    (folder / "printed" / f"{TOWN}.text.txt").write_text("一、主要职责3\n办理村镇事物", "utf-8")
    grid = [["科目", "支出", "<"], ["^", "合计", "基本支出"], ["住房保障支出", "6.60", ""]]
    write_lines(folder / "printed" / f"{TOWN}.grids.jsonl", [{"rows": grid}])
    return folder


@pytest.fixture
def lines() -> Callable[[Path, Iterable[dict[str, Any]]], None]:
    """Writes JSON Lines."""
    return write_lines
