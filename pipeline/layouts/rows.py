"""Rows of a form by their kind: accounts of the classification, bodies, projects, items. Bodies and projects are invented."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.layouts.labels import Rows
from pipeline.vocabulary.accounts import Accounts

BODY: Final = "云岭县档案局"
PROJECT: Final = "馆藏档案数字化"
BODIES: Final = ("云岭县档案局（本级）", "云岭县档案馆", "云岭县方志编纂中心")
PROJECTS: Final = ("馆藏档案数字化", "库房恒温改造", "乡镇志编纂出版", "档案安全巡查")
SPECIAL: Final = {"government_fund": ("212", "229"), "state_capital": ("223",)}
FUNCTIONS: Final = ("201", "205", "206", "208", "210", "211", "213", "221")
DEPARTMENTAL: Final = ("301", "302", "303", "310")
GOVERNMENTAL: Final = ("501", "502", "505", "509")
INCOME: Final = (
    "一、财政拨款收入",
    "二、上级补助收入",
    "三、事业收入",
    "四、经营收入",
    "五、附属单位上缴收入",
    "六、其他收入",
)
FUNDS: Final = ("一、一般公共预算财政拨款", "二、政府性基金预算财政拨款", "三、国有资本经营预算财政拨款")
OUTLAY: Final = ("一、基本支出", "二、项目支出", "三、上缴上级支出", "四、经营支出", "五、对附属单位补助支出")
ECONOMY: Final = ("一、工资福利支出", "二、商品和服务支出", "三、对个人和家庭的补助", "四、资本性支出")
GOVERNMENT: Final = (
    "一、机关工资福利支出",
    "二、机关商品和服务支出",
    "三、机关资本性支出（一）",
    "四、对个人和家庭的补助",
)
THREE_PUBLIC: Final = (
    "因公出国（境）费",
    "公务接待费",
    "公务用车购置及运行费",
    "其中：公务用车购置费",
    "公务用车运行费",
)
INDICATORS: Final = (
    ("产出指标", "数量指标", "整理档案卷数"),
    ("产出指标", "质量指标", "著录差错比例"),
    ("效益指标", "社会效益指标", "查档便利程度"),
    ("满意度指标", "服务对象满意度指标", "查档群众满意度"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row before its figures are drawn."""

    level: int  # 0 a total of all below it; a row is the sum of the rows of the next level below it
    code: str  # whole code; empty where the row has none
    names: tuple[str, ...]  # as printed, several where names have levels
    total: bool = False  # the sum of what stands above it
    part: bool = False  # 其中：…: no addend
    other: str = ""  # code of the governmental classification beside the departmental one


def rows_of(rows: Rows, table_type: str, year: int, accounts: Accounts, draw: random.Random) -> list[Row]:
    """The rows of a block."""
    if isinstance(rows, tuple):
        return [Row(1, "", (name,), part=name.startswith("其中")) for name in rows]
    if rows == "functional":
        return _accounts(SPECIAL.get(table_type, FUNCTIONS), 3, year, accounts, draw)
    if rows in {"economic", "both"}:
        return _accounts(DEPARTMENTAL, 2, year, accounts, draw)
    if rows == "government":
        return _accounts(GOVERNMENTAL, 2, max(year, 2018), accounts, draw)
    if rows == "bodies":
        return [Row(0, "", ("合计",)), *(Row(1, f"10100{n}", (name,)) for n, name in enumerate(BODIES, start=1))]
    if rows == "projects":
        return [Row(0, "", ("合计",)), *(Row(1, f"10100{n}", (name,)) for n, name in enumerate(PROJECTS, start=1))]
    if rows == "three_public":
        levels = [1, 1, 1, 2, 2]
        return [Row(0, "", ("合计",)), *(Row(n, "", (name,)) for n, name in zip(levels, THREE_PUBLIC, strict=True))]
    if rows == "indicators":
        return [Row(1, "", names) for names in INDICATORS]
    if rows == "single":
        return [Row(1, "", (BODY,))]
    return _side(rows, table_type, year, accounts)


def _accounts(groups: Sequence[str], depth: int, year: int, accounts: Accounts, draw: random.Random) -> list[Row]:
    rows = [Row(0, "", ("合计",))]
    for lei in sorted(draw.sample(groups, min(2, len(groups)))):
        rows.append(_account(lei, 1, year, accounts))
        for kuan in sorted(_some(accounts.children(lei, year), 1 if depth > 2 else 3, draw)):
            rows.append(_account(kuan, 2, year, accounts))
            below = _some(accounts.children(kuan, year), 2, draw) if depth > 2 else []
            rows.extend(_account(xiang, 3, year, accounts) for xiang in sorted(below))
    return rows


def _account(code: str, level: int, year: int, accounts: Accounts) -> Row:
    return Row(level, code, (accounts.name_of(code, year) or accounts.names_of(code)[0],))


def _some(codes: Sequence[str], count: int, draw: random.Random) -> list[str]:
    return draw.sample(codes, min(count, len(codes)))


def _side(rows: str, table_type: str, year: int, accounts: Accounts) -> list[Row]:
    """One side of a table of two: items, what they sum to, what was carried over, and the total."""
    numbers = "一二三四五六七八"
    lists = {
        "income": INCOME if table_type == "overall" else FUNDS,
        "functions": tuple(
            f"{n}、{accounts.name_of(code, year)}" for n, code in zip(numbers, FUNCTIONS[:5], strict=False)
        ),
        "outlay": OUTLAY,
        "economy": ECONOMY,
        "government_items": GOVERNMENT,
    }
    income = rows == "income"
    total, carried, whole = (
        ("本年收入合计", "上年结转", "收入总计") if income else ("本年支出合计", "结转下年", "支出总计")
    )
    return [
        *(Row(1, "", (name,)) for name in lists[rows]),
        Row(1, "", (total,), total=True),
        Row(1, "", (carried,)),
        Row(1, "", (whole,), total=True),
    ]
