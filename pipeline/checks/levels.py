"""The amounts behind a claim: its quantity's own, and the one that it is compared with.

The words give them where they print them; else a table does, in the cell that stands under the quantity's name or code.
No amount is chosen because it makes a rate come out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from pipeline.amounts import decimals
from pipeline.checks.called import called
from pipeline.checks.figures import Figure, Row, Sheet, mention_figure, sheets_of
from pipeline.checks.prose import Mention
from pipeline.document import Document, Statement

if TYPE_CHECKING:
    from pipeline.checks.ledger import Ledger

TEXT: Final = "text"
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
    "government_fund": "government_fund",
    "state_capital": "state_capital",
    "income": "income",
    "expenditure": "expenditure",
}
_SENTENCE = re.compile(r"[。!！]")
_CLAUSES = re.compile(r"[。!！；;]")
_HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Levels:
    """What a table says of one quantity: `now`, and what it was or was to be, by the base of a comparison."""

    now: tuple[Figure, ...]
    before: Mapping[str, tuple[Figure, ...]]


def with_levels(document: Document) -> Document:
    """The document with `current` and `base_amount` of its statements from the tables, where the words give none."""
    by_table = levels_by_table(sheets_of(document.tables), document.identity.fiscal_year)
    statements = tuple(_completed(statement, by_table) for statement in document.statements)
    return replace(document, statements=statements)


def level_in_tables(ledger: Ledger, statement: Statement) -> Figure | None:
    """The one amount that the table of a claim's section gives its quantity."""
    found = _levels_of(statement, ledger.levels)
    return _one(found.now) if found else None


def levels_by_table(sheets: Iterable[Sheet], year: int | None) -> dict[str, Mapping[str, Levels]]:
    """What the tables say of each quantity, by the type of the table."""
    by_type: dict[str, list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        by_type[sheet.type].append(sheet)
    return {kind: _levels(found, year) for kind, found in by_type.items()}


def _completed(statement: Statement, by_table: Mapping[str, Mapping[str, Levels]]) -> Statement:
    found = _levels_of(statement, by_table)
    if found is None:
        return statement
    now = _one(found.now)
    before = _one(found.before.get(statement.base or "", ()))
    if statement.current is None and now:
        statement = replace(statement, current=now.value, current_source=now.source)
    if statement.base_amount is None and before and statement.kind != "share":
        statement = replace(statement, base_amount=before.value)
    return statement


def _levels_of(statement: Statement, by_table: Mapping[str, Mapping[str, Levels]]) -> Levels | None:
    key = statement.indicator_code or called(statement.indicator)
    own = _FUNDED.get(statement.section_label)
    if own:
        return by_table.get(own, {}).get(key)
    if key in _ANYWHERE:
        return by_table.get("three_public", {}).get(key)
    return None


def _one(figures: tuple[Figure, ...]) -> Figure | None:
    """The figure, if all say the same."""
    return figures[0] if figures and len({figure.value for figure in figures}) == 1 else None


def _levels(sheets: list[Sheet], year: int | None) -> Mapping[str, Levels]:
    """By code, and by what prose calls a row or, in a row of totals, a column."""
    now: dict[str, list[Figure]] = defaultdict(list)
    before: dict[str, dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for sheet in sheets:
        spent = any("决算数" in path and not path.endswith(_BEFORE) for path in sheet.paths)
        for row in sheet.rows:
            for path, figure in row.figures.items():
                head, leaf = _without_year(path, year)
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
    elif total and sheet.type == "three_public":
        yield "三公经费"
    elif not total and not head:
        yield called(row.name)


# --- the levels of a statement as figures


def current_figure(ledger: Ledger, statement: Statement) -> Figure | None:
    """The quantity's own amount, as exactly as its source prints it."""
    if statement.current is None:
        return None
    if statement.current_source not in (None, TEXT):
        return ledger.figures.get(statement.current_source or "")
    return _in_text(ledger, statement, statement.current)


def base_figure(ledger: Ledger, statement: Statement) -> Figure | None:
    """The amount that the quantity is compared with."""
    return None if statement.base_amount is None else _in_text(ledger, statement, statement.base_amount)


def in_its_sentence(ledger: Ledger, statement: Statement, figure: Figure, *, whole: bool = False) -> bool:
    """Whether a claim's own clauses print a figure, or a table does under its name: then it is no guess.

    A `whole` may stand before the items of its list: 支出合计80万元，其中：…；…，占25%.
    """
    section_id, _, start = figure.source.partition("@")
    section = ledger.sections.get(section_id)
    if not start or section is None:
        return True
    begin, end = sorted((int(start), statement.char_end))
    if not (_SENTENCE if whole else _CLAUSES).search(section.text, begin, end):
        return True
    between = [m for m in ledger.mentions_of.get(section_id, ()) if begin < m.start < statement.char_start]
    return not between and "\n" not in section.text[begin:end]  # 支出351.07万元。较上年减少52.18万元


def _in_text(ledger: Ledger, statement: Statement, value: Decimal) -> Figure:
    mention = _nearest(ledger.mentions_of.get(statement.section_id, ()), statement, value)
    if mention:
        return mention_figure(mention)
    half = _HALF.scaleb(-decimals(value))
    return Figure(f"{statement.section_id}@{statement.char_start}", statement.indicator, value, half, value, "万元")


def _nearest(mentions: tuple[Mention, ...], statement: Statement, value: Decimal) -> Mention | None:
    same = [mention for mention in mentions if mention.value == value]
    return min(same, key=lambda mention: abs(mention.start - statement.char_start), default=None)
