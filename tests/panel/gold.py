"""What gold facts say of the panel: values of “三公” items, totals and functional classes, read from the gold alone."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

UNITS = {"元": Decimal("0.0001"), "万元": Decimal(1), "千元": Decimal("0.1"), "亿元": Decimal(10000)}
FUNDS = {
    "expenditure": ("all", "fiscal_appropriation"),
    "general_budget": ("general",),
    "overall": ("all",),
    "income": ("all",),
}
ITEMS = (
    ("abroad_travel", r"因公(?:临时)?出国"),
    ("vehicles", r"公务用车购置[及和]运"),
    ("vehicle_purchase", r"公务用车购置"),
    ("vehicle_running", r"公务用车运"),
    ("reception", r"公务接待"),
    ("three_public", r"“?三公”?经费"),
)
TOTALS = {
    ("收入", "收入总计"): "income_total", ("收入", "总计"): "income_total", ("收入", "本年收入合计"): "income",
    ("支出", "支出总计"): "expenditure_total", ("支出", "总计"): "expenditure_total", ("支出", "本年支出合计"): "expenditure",
}  # fmt: skip
OTHER_FIGURE = re.compile(r"上年|增减|比|20\d\d|%|调整|年初|人员|公用|基本|项目|预算数$")


@dataclass(frozen=True)
class Expected:
    """A value of a report's own phase in 万元."""

    doc: str
    indicators: tuple[str, ...]
    funds: tuple[str, ...] | None  # None: whichever the report says
    value: Decimal


def expected(folders: Iterable[Path]) -> list[Expected]:
    """From all facts of these folders; where a table gives a quantity more than once, it is of several bodies: nothing."""
    found: dict[tuple[Any, ...], set[Decimal]] = defaultdict(set)
    for folder in folders:
        for path in sorted(folder.glob("*.facts.jsonl")):
            units, kinds = _units(path), _kinds(path)
            for fact in map(json.loads, path.read_text("utf-8").splitlines()):
                fact["table"] = _one(fact["table"])
                if fact.get("debatable") or _one(fact["table"]) not in (*FUNDS, "three_public"):
                    continue
                wan = UNITS.get(units.get((fact["doc"], fact["table"]), "万元"))
                meant = _meant(fact, kinds.get(fact["doc"]))
                if meant and wan:
                    found[fact["doc"], fact["table"], *meant].add(Decimal(_one(fact["value"])) * wan)
    return [
        Expected(doc, indicators, None if table == "three_public" else FUNDS[table], values.pop())
        for (doc, table, indicators), values in found.items()
        if len(values) == 1
    ]


def _one(value: Any) -> str:
    return value[0] if isinstance(value, list) else value


def _units(path: Path) -> dict[tuple[str, str], str]:
    tables = path.with_name(path.name.replace(".facts.", ".tables."))
    lines = map(json.loads, tables.read_text("utf-8").splitlines()) if tables.is_file() else []
    units: dict[tuple[str, str], set[str]] = defaultdict(set)
    for line in lines:
        if line.get("unit"):
            units[line["doc"], _one(line["type"])].add(_one(line["unit"]))
    return {key: found.pop() if len(found) == 1 else "?" for key, found in units.items()}


def _kinds(path: Path) -> dict[str, str]:
    documents = path.with_name(path.name.replace(".facts.", ".documents."))
    lines = map(json.loads, documents.read_text("utf-8").splitlines()) if documents.is_file() else []
    return {line["doc"]: _one(line["report_type"]) for line in lines if line.get("report_type")}


def _meant(fact: dict[str, Any], kind: str | None) -> tuple[tuple[str, ...]] | None:
    column = _one(fact["column"]) or ""
    name = "".join((_one(fact.get("row_name") or "") or "").split())
    code = _one(fact.get("row_code") or "") or ""
    if fact["table"] == "three_public":
        return _three_public(name, column, kind)
    if fact["table"] == "overall":
        side, _, rest = column.partition("/")
        indicator = TOTALS.get((side, name))
        return ((indicator,),) if indicator and rest in ("预算数", "决算数", "合计") else None
    if column not in ("合计", "预算数", "决算数"):
        return None
    if name in ("合计", "总计") and not code:
        return ((("income", "income_total") if fact["table"] == "income" else ("expenditure", "expenditure_total")),)
    if (
        re.fullmatch(r"2\d\d", code)
        and fact["table"] != "income"
        and not re.search(r"[局委厅办会站所校院中心部]$", name)
    ):
        return ((f"func_{code}",),)
    return None


def _three_public(name: str, column: str, kind: str | None) -> tuple[tuple[str, ...]] | None:
    steps = [step for step in column.split("/") if step not in ("小计", "决算数", "金额")]
    if any(re.search(r"上年|增减|20\d\d|政府性基金|国有资本|年初|调整|全年", step) for step in steps):
        return None
    if kind != "budget" and (column.endswith("预算数") or (steps and steps[-1] == "预算数")):
        return None
    words = steps[-1] if name in ("", "合计", "总计") and steps and steps[-1] not in ("合计", "预算数") else name
    if name not in ("", "合计", "总计") and not re.search(r"三公|因公|公务", name):
        return None
    for indicator, pattern in ITEMS:
        if re.search(pattern, words):
            return ((indicator,),)
    return None


def compare(
    wanted: Iterable[Expected], rows: Iterable[tuple[str, str, str | None, Decimal]]
) -> Iterator[tuple[Expected, bool | None]]:
    """`rows` of the panel: file, indicator, fund, value of the report's own phase. None where the panel has no such row."""
    given: dict[tuple[str, str], list[tuple[str | None, Decimal]]] = defaultdict(list)
    for doc, indicator, fund, value in rows:
        given[doc, indicator].append((fund, value))
    for each in wanted:
        values = [
            value
            for indicator in each.indicators
            for fund, value in given[each.doc, indicator]
            if each.funds is None or fund in each.funds
        ]
        yield each, any(abs(value - each.value) < Decimal("0.0051") for value in values) if values else None
