"""What the tables say of the quantities that claims speak of: what each is, and what it was or was to be.

It stands in the cell under the quantity's name or code. No amount is chosen because it makes a rate come out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from pipeline.checks.called import called, total_of_part
from pipeline.checks.figures import Figure, Row, Sheet, sheets_of
from pipeline.document import Document, Identity, Statement

_NOW = (
    "合计",
    "小计",
    "预算数",
    "决算数",
    "金额",
    "执行数",
    "本年预算数",
    "本年决算数",
    "支出决算数",
    "本年支出决算数",
)
_BEFORE = ("上年决算数", "上年预算数", "上年执行数", "上年数")
_BUDGETS: Final[Mapping[str, str]] = {
    "年初预算数": "initial_budget",
    "全年预算数": "annual_budget",
    "调整预算数": "annual_budget",
}
_COMPARED = re.compile(r"[比较与同和](?:上年|去年|20\d\d年)度?[^，。；,;增减持]{0,8}?(预算|决算|执行)")
_COLUMN = re.compile(r"(?:上年|20\d\d年度?/?)(?:.*/)?(预算|决算|执行)数?$")
_BOTH = 2
_CHANGES = ("增减", "比上年", "较上年")  # columns that are no level
_YEAR = re.compile(r"(20\d\d)年度?/")
_TOTAL_NAMES = ("合计", "总计")
_ANYWHERE = (
    "三公经费",
    "公务接待费",
    "因公出国境费",
    "公务用车购置及运行费",
    "公务用车购置及运行维护费",
    "机关运行经费",
    "会议费",
    "培训费",
)
_FUNDED: Final[Mapping[str, str]] = {  # sections that speak of one table's figures alone
    "general_budget": "general_budget",
    "basic_expenditure": "basic_expenditure",
    "government_fund": "government_fund",
    "state_capital": "state_capital",
    "income": "income",
    "expenditure": "expenditure",
}
_THREE_PUBLIC = "“三公”经费"  # a column of its own beside 会议费: then the total is of more
_WHOLES: Final[Mapping[str, str]] = {  # what the total of a table is called
    "three_public": "三公经费",
    "basic_expenditure": "基本",
}


@dataclass(frozen=True, slots=True)
class Levels:
    """What a table says of one quantity: `now`, and what it was or was to be, by the base of a comparison."""

    now: tuple[Figure, ...]
    before: Mapping[str, tuple[Figure, ...]]


def with_levels(document: Document) -> Document:
    """The document with `current` and `base_amount` of its statements from the tables, where the words give none."""
    by_table = levels_by_table(sheets_of(document.tables), document.identity)
    statements = tuple(_completed(statement, by_table) for statement in document.statements)
    return replace(document, statements=statements)


def levels_by_table(sheets: Iterable[Sheet], identity: Identity) -> dict[str, Mapping[str, Levels]]:
    """What the tables say of each quantity, by the type of the table."""
    by_type: dict[str, list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        by_type[sheet.type].append(sheet)
    return {kind: _levels(found, identity) for kind, found in by_type.items()}


def _completed(statement: Statement, by_table: Mapping[str, Mapping[str, Levels]]) -> Statement:
    found = levels_of(statement, by_table)
    if found is None:
        return statement
    now, before = the_one(found.now), before_of(statement, found)
    if statement.current is None and now:
        statement = replace(statement, current=now.value, current_source=now.source)
    if statement.base_amount is None and before and statement.kind != "share":
        statement = replace(statement, base_amount=before.value)
    return statement


def levels_of(statement: Statement, by_table: Mapping[str, Mapping[str, Levels]]) -> Levels | None:
    """What the table of a claim's section says of its quantity, by its code or, where no row has that, by its name."""
    name, own = called(statement.indicator), _FUNDED.get(statement.section_label)
    table = by_table.get(own or "three_public", {}) if own or name in _ANYWHERE else {}
    return table.get(statement.indicator_code or "") or table.get(name)


def before_of(statement: Statement, levels: Levels) -> Figure | None:
    """What a table says the quantity was, unless the words compare with the other of budget and outturn."""
    figure = the_one(levels.before.get(statement.base or "", ()))
    kinds = {kind for words in (figure.name, statement.sentence) if (kind := _kind_of(words))} if figure else set()
    return figure if len(kinds) < _BOTH else None


def _kind_of(words: str) -> str | None:
    """
    >>> _kind_of("较上年预算减少1万元"), _kind_of("公务接待费 上年执行数"), _kind_of("较上年减少1万元")
    ('预算', '决算', None)
    """
    match = _COMPARED.search(words) or _COLUMN.search(words)
    return None if match is None else "预算" if match[1] == "预算" else "决算"


def the_one(figures: tuple[Figure, ...]) -> Figure | None:
    """The figure, if all say the same."""
    return figures[0] if figures and len({figure.value for figure in figures}) == 1 else None


def _levels(sheets: list[Sheet], identity: Identity) -> Mapping[str, Levels]:
    """By code, and by what prose calls a row or, in a row of totals, a column."""
    now: dict[str, list[Figure]] = defaultdict(list)
    before: dict[str, dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for sheet in sheets:
        spent = identity.report_type == "final" or any(
            "决算数" in path and not path.endswith(_BEFORE) for path in sheet.paths
        )
        for row in sheet.rows:
            for path, figure in row.figures.items():
                head, leaf = _without_year(path, identity.fiscal_year)
                if leaf is None or (spent and leaf == "now" and path.endswith("预算数")):
                    continue  # beside what was spent, the budget is not the amount of now
                for key in _keys(sheet, row, head):
                    if leaf == "now":
                        now[key].append(figure)
                    else:
                        before[key][leaf].append(figure)
    return {
        key: Levels(tuple(now[key]), {base: tuple(found) for base, found in before[key].items()})
        for key in {*now, *before}
    }


def _without_year(path: str, year: int | None) -> tuple[str, str | None]:
    """A column's path without the steps that say which figure it is, and `now`, a base, or None for neither."""
    match = _YEAR.match(path)
    said = "now"
    if match:
        path = path[match.end() :]
        if year is None or int(match[1]) not in (year, year - 1):
            return path, None
        said = "now" if int(match[1]) == year else "prior_year"
    steps = path.split("/")
    leaf = steps[-1]
    if any(step.startswith(_CHANGES) for step in steps):
        return path, None
    if leaf in _BEFORE:
        return "/".join(steps[:-1]), "prior_year"
    if leaf in _BUDGETS:
        return "/".join(steps[:-1]), _BUDGETS[leaf]
    while steps and steps[-1] in _NOW:
        steps.pop()
    return "/".join(steps), said


def _keys(sheet: Sheet, row: Row, head: str) -> Iterator[str]:
    if row.code:
        if not head:
            yield row.code
            yield called(row.name)
        return
    total = not row.name or row.name.endswith(_TOTAL_NAMES)
    if total and head:
        yield called(head.rsplit("/", 1)[-1])
    elif total and sheet.type in _WHOLES and not any(_THREE_PUBLIC in path for path in sheet.paths):
        yield total_of_part(row.name) or _WHOLES[sheet.type]
    elif not total and not head:
        yield called(row.name)
