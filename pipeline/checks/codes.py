"""Sums along classification codes: 类 = Σ 款 = Σ 项, 合计 = Σ of what no listed code contains."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.checks.figures import ZERO, Row, Sheet
from pipeline.checks.identity import Finding, sum_of, sum_with_nested
from pipeline.checks.ledger import Ledger

TOTALS = frozenset(
    {"合计", "总计", "本年合计", "支出合计", "收入合计", "本年支出合计", "本年收入合计", "支出总计", "收入总计"}
)
CODED = ("income", "expenditure", "general_budget", "basic_expenditure", "economic_classification")
_LISTS = ("project", "procurement", "state_assets", "three_public", "other")
_STAFF = ("301", "303")  # 工资福利支出, 对个人和家庭的补助
_ASSETS = re.compile(r"^(?:固定)?资产(?:总额|合计|总计)")  # the first row of 固定资产占用表; not 资产处置收入
_BOTH = 2
FUNDS = ("government_fund", "state_capital")


def code_is_sum_of_its_subcodes(ledger: Ledger) -> Iterator[Finding]:
    """类 = Σ 款 and 款 = Σ 项, column by column, wherever a table lists codes under a code."""
    for sheet in ledger.of(*CODED, *FUNDS):
        apart = _unit_rows(sheet)
        for parent, children in families(sheet):
            if id(parent) not in apart:
                yield from _down_the_columns("code_is_sum_of_its_subcodes", sheet, parent, children, demanded=True)


def total_is_sum_of_codes(ledger: Ledger) -> Iterator[Finding]:
    """The row 合计 is the sum of the codes that no other listed code contains, column by column."""
    for sheet in ledger.of(*CODED, *FUNDS):
        total = total_row(sheet)
        if total is None:
            continue
        by_class: dict[str, list[Row]] = defaultdict(list)
        for row in roots(sheet):
            by_class[(row.code or " ")[0]].append(row)
        for rows in by_class.values():  # 部门 and 政府 economic codes side by side each add to the total
            alone = len(by_class) == 1
            yield from _down_the_columns("total_is_sum_of_codes", sheet, total, rows, demanded=alone)


def subtotal_is_sum_of_its_rows(ledger: Ledger) -> Iterator[Finding]:
    """A row without a code above coded rows (a unit of the department) is their sum. Told only where it holds."""
    for sheet in ledger.of(*CODED, *FUNDS):
        tops = set(map(id, roots(sheet)))
        total = total_row(sheet)
        apart = _unit_rows(sheet)
        heading: Row | None = None
        group: list[Row] = []
        for row in [*sheet.rows, None]:
            new_block = row is not None and heading is not None and row.block != heading.block
            if row is None or new_block or (row.code is None and row is not total) or id(row) in apart:
                if heading is not None:
                    rule = "subtotal_is_sum_of_its_rows"
                    yield from _down_the_columns(rule, sheet, heading, group, demanded=False)
                heading, group = (None if new_block and row and row.code else row), []
            elif id(row) in tops:
                group.append(row)


def staff_and_office_costs_gather_their_classes(ledger: Ledger) -> Iterator[Finding]:
    """人员经费合计 = 301 + 303, 公用经费合计 = the other economic classes; together the basic expenditure.

    Some regions count 303 or 310 otherwise: told where it holds, demanded where all classes add to the 基本支出 of the sister table.
    """
    rule = "staff_and_office_costs_gather_their_classes"
    for sheet in ledger.of("basic_expenditure"):
        tops, total = roots(sheet), total_row(sheet)
        staff = [row for row in tops if row.code in _STAFF]
        office = [row for row in tops if row.code not in _STAFF]
        named = {row.name.removesuffix("合计").removesuffix("小计").removeprefix("日常"): row for row in sheet.rows}
        pair = [named[name] for name in ("人员经费", "公用经费") if name in named and not named[name].code]
        for row, rows in zip(pair, (staff, office), strict=False):
            yield from _down_the_columns(rule, sheet, row, rows, demanded=_are_basic_expenditure(ledger, tops))
        if total and len(pair) == _BOTH:
            yield from _down_the_columns(rule, sheet, total, pair, demanded=False)


def _are_basic_expenditure(ledger: Ledger, classes: Sequence[Row]) -> bool:
    """Whether the classes of a table with one figure a row add to 基本支出 of 一般公共预算支出表."""
    general = ledger.only("general_budget")
    total = total_row(general) if general else None
    basic = total.figures.get("基本支出") if total else None
    printed = [figure.value for row in classes for figure in row.figures.values()]
    return basic is not None and len(printed) <= len(classes) and sum(printed, ZERO) == basic.value


def listed_rows_add_to_total(ledger: Ledger) -> Iterator[Finding]:
    """合计 = Σ of the named rows of a list without codes (projects, purchases, assets). Told only where it holds.

    A row followed by rows that add to it (机关本级 above its projects, 房屋 above 其中：办公用房) contains them.
    """
    rule = "listed_rows_add_to_total"
    for sheet in ledger.of(*_LISTS, *CODED, *FUNDS):
        total = total_row(sheet) or next((row for row in sheet.rows if _ASSETS.match(row.name)), None)
        if total is None or (
            sheet.type not in _LISTS and any(row.code and _is_account(row.code) for row in sheet.rows)
        ):
            continue
        for path, whole in total.figures.items():
            rows = [row for row in sheet.rows if row is not total and not row.part]
            parts = [row.figures[path] for row in rows if path in row.figures]
            yield from sum_with_nested(rule, whole, parts, sheet.title)


def _is_account(code: str) -> bool:
    """Whether a code may be an account's (类, 款, 项), and not the number of a body (242001)."""
    return code[0] in "235" and len(code) in (3, 5, 7)


def _down_the_columns(rule: str, sheet: Sheet, whole: Row, parts: Sequence[Row], demanded: bool) -> Iterator[Finding]:
    for path, figure in whole.figures.items():
        if any(path in row.unread for row in parts):
            message = f"{sheet.title}: {whole.label} {path} is not compared, a number below it could not be read"
            yield Finding(rule, "unknown", message, (figure.source,))
            continue
        figures = [row.figures[path] for row in parts if path in row.figures]
        for finding in sum_of(rule, figure, figures, sheet.title, demanded):
            yield replace(finding, root=f"{sheet.table.table_id} {whole.row} {whole.label}")  # once for all columns


def total_row(sheet: Sheet) -> Row | None:
    """The row 合计: by its name, or a nameless row at the top or bottom of a coded table."""
    named = [row for row in sheet.rows if row.code is None and row.name in TOTALS]
    if named:
        return named[0] if len(named) == 1 else None  # two totals: two tables in one, nothing is sure
    for row in (sheet.rows[0], sheet.rows[-1]):
        if row.code is None and not row.name:
            return row
    return None


def families(sheet: Sheet) -> Iterator[tuple[Row, list[Row]]]:
    """Each coded row with the coded rows right below it in the classification.

    A code listed once gathers its sub-codes from the whole table, in whatever order; codes listed several
    times (once for each unit of a department) gather what follows them.
    """
    parents: dict[int, list[Row]] = defaultdict(list)
    once = Counter(row.code for row in sheet.rows if row.code)
    by_code = {row.code: row for row in sheet.rows if row.code}
    above: list[Row] = []
    for row in sheet.rows:
        if not row.code:
            above = []
            continue
        above = [other for other in above if other.code and _contains(other.code, row.code)]
        parent = next((by_code[code] for code in _prefixes(row.code) if once[code] == 1), None)
        nearest = above[-1] if above else None
        if nearest and (parent is None or len(nearest.code or "") > len(parent.code or "")):
            parent = nearest
        if parent:
            parents[id(parent)].append(row)
        above.append(row)
    for row in sheet.rows:
        if id(row) in parents:
            yield row, parents[id(row)]


def roots(sheet: Sheet) -> list[Row]:
    """Coded rows that no other listed code contains, and that are no unit's own total."""
    apart = _unit_rows(sheet)
    below = {id(child) for parent, children in families(sheet) if id(parent) not in apart for child in children}
    return [row for row in sheet.rows if row.code and id(row) not in below and id(row) not in apart]


def _unit_rows(sheet: Sheet) -> frozenset[int]:
    """Rows whose code is a unit's (201 公共服务), not a 类: they repeat the table's total beside other classes."""
    total = total_row(sheet)
    if total is None or not total.figures:
        return frozenset()
    printed = {path: figure.value for path, figure in total.figures.items()}
    classes = {row.code[:3] for row in sheet.rows if row.code and any(f.value for f in row.figures.values())}
    return frozenset(
        id(row)
        for row in sheet.rows
        if row.code
        and len(row.code) == 3
        and classes - {row.code}
        and {path: figure.value for path, figure in row.figures.items()} == printed
    )


def _contains(code: str, other: str) -> bool:
    return len(code) < len(other) and other.startswith(code)


def _prefixes(code: str) -> Iterator[str]:
    """The codes above a code, nearest first: 2010301 → 20103, 201."""
    for length in range(len(code) - 2, 2, -2):
        yield code[:length]
