"""One figure in several tables: totals and codes that must be printed the same wherever they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from pipeline.checks.codes import total_row
from pipeline.checks.figures import Figure, Row, Sheet
from pipeline.checks.identity import Finding, amount, at_most, same, sum_of
from pipeline.checks.ledger import Ledger
from pipeline.checks.own_amounts import TEXT, current_figure
from pipeline.checks.sides import Side, sides_of

_GENERAL = "一般公共预算"
_OF_BUDGET = ("一般公共预算", "财政拨款")
_TOLD = ("会议费", "培训费")  # economic items that the text speaks of beside the “三公”
_LEI = 3  # digits of a class
_SHORT = 2  # digits of a number that may repeat by chance


def totals_agree_between_tables(ledger: Ledger) -> Iterator[Finding]:
    """合计 of 收入表, 支出表 stand in 收支总表, of 一般公共预算支出表 in 财政拨款收支总表, 基本支出 in its own."""
    rule = "totals_agree_between_tables"
    for sheet_type, side, of, fund in (
        ("income", "收入", "overall", ""),
        ("expenditure", "支出", "overall", ""),
        ("general_budget", "支出", "appropriation", _GENERAL),
    ):
        total, sides = _total(ledger, sheet_type, "合计"), _sides(ledger, of, side, fund)
        for other in sides:
            candidates = [figure for figure in (other.current, other.grand) if figure]
            if total and candidates:
                nearest = min(candidates, key=lambda figure: abs(figure.value - total.value))
                yield from same(rule, total, nearest)
    basic = _total(ledger, "basic_expenditure", "合计", "决算数", "预算数")
    column = _total(ledger, "general_budget", "基本支出", "基本支出/小计")
    if basic and column:
        yield from same(rule, column, basic)
    for part in ("人员经费", "公用经费"):
        own = _total(ledger, "basic_expenditure", part)
        split = _total(ledger, "general_budget", f"基本支出/{part}")
        if own and split:
            yield from same(rule, split, own)


def classes_agree_with_the_summary(ledger: Ledger) -> Iterator[Finding]:
    """A class (类) in 收支总表 has the 合计 of its code in 支出表; in 财政拨款收支总表 that of 一般公共预算支出表."""
    for coded, summary, fund in (("expenditure", "overall", ""), ("general_budget", "appropriation", _GENERAL)):
        sheet = ledger.only(coded)
        if sheet is None:
            continue
        classes: dict[str, list[Figure]] = defaultdict(list)  # one in each block of a body
        for printed in sheet.rows:
            if printed.code and len(printed.code) == _LEI and "合计" in printed.figures:
                classes[printed.name.removesuffix("支出")].append(printed.figures["合计"])
        total = total_row(sheet)
        for side in _sides(ledger, summary, "支出", fund):
            whole = side.current or side.grand
            demanded = bool(total and whole and "合计" in total.figures and total.figures["合计"].value == whole.value)
            for row, figure in side.items:
                rule, own = "classes_agree_with_the_summary", classes[row.name.removesuffix("支出")]
                if len(own) == 1:
                    yield from same(rule, own[0], figure, demanded=demanded)
                else:
                    yield from sum_of(rule, figure, own, sheet.title, demanded=demanded)
        yield from _split_summary(ledger, sheet, total)


def _split_summary(ledger: Ledger, sheet: Sheet, total: Row | None) -> Iterator[Finding]:
    """收支总表 with 基本支出 and 项目支出 columns repeats the totals of those columns."""
    if sheet.type != "expenditure" or total is None:
        return
    for side in _sides(ledger, "overall", "支出", "", every=True):
        column = side.path.removeprefix("支出/")
        if column in total.figures and column != "合计" and side.grand:
            yield from same("classes_agree_with_the_summary", total.figures[column], side.grand, demanded=False)


def summaries_agree(ledger: Ledger) -> Iterator[Finding]:
    """财政拨款收支总表 repeats 收支总表 where all money is 财政拨款. Told where it holds."""
    for name in ("收入", "支出"):
        ours, theirs = _sides(ledger, "overall", name, ""), _sides(ledger, "appropriation", name, "")
        for one in ours[:1]:
            for other in theirs[:1]:
                for left, right in ((one.current, other.current), (one.grand, other.grand)):
                    if left and right:
                        yield from same("summaries_agree", left, right, demanded=False)
                yield from _items_repeat(one, other)


def _items_repeat(one: Side, other: Side) -> Iterator[Finding]:
    names = {row.name.removesuffix("支出"): figure for row, figure in other.items}
    for row, figure in one.items:
        match = names.get(row.name.removesuffix("支出"))
        if match and not match.zero:
            yield from same("summaries_agree", figure, match, demanded=False)


def income_sources_agree(ledger: Ledger) -> Iterator[Finding]:
    """财政拨款收入, 事业收入 … in the row 合计 of 收入表 and as items of 收支总表. Told where it holds.

    The fund 一般公共预算 on the income side of 财政拨款收支总表 and the 合计 of 一般公共预算支出表 likewise.
    """
    rule = "income_sources_agree"
    sheet = ledger.only("income")
    total = total_row(sheet) if sheet else None
    named = {path.split("/")[-1]: figure for path, figure in total.figures.items()} if total else {}
    spent = _total(ledger, "general_budget", "合计")
    for summary in ("overall", "appropriation"):
        for side in _sides(ledger, summary, "收入", ""):
            for row, figure in side.items:
                source = next((name for name in named if _same_source(row.name, name)), None)
                if source and not figure.zero:
                    yield from same(rule, named[source], figure, demanded=False)
                if spent and _GENERAL in row.name and not figure.zero:
                    yield from same(rule, spent, figure, demanded=False)


def _same_source(item: str, column: str) -> bool:
    """Whether an item of 收支总表 is what a column of 收入表 adds up."""
    if column == "财政拨款收入":
        return "财政拨款" in item or item.startswith(_GENERAL)
    return column.endswith("收入") and len(column) > len("收入") and column.removesuffix("收入") in item


def names_repeat_between_tables(ledger: Ledger) -> Iterator[Finding]:
    """住房公积金 as functional item and as economic item is one sum in most reports. Told where it holds."""
    functional: dict[str, Figure] = {}
    for sheet in ledger.of("general_budget", "expenditure"):
        for row in sheet.rows:
            figure = row.figures.get("基本支出") or row.figures.get("基本支出/小计") or row.figures.get("合计")
            if row.code and len(row.code) == 7 and figure and not figure.zero:
                functional.setdefault(row.name.removesuffix("支出"), figure)
    for sheet in ledger.of("basic_expenditure"):
        yield from _names_in(sheet, functional)


def _names_in(sheet: Sheet, functional: Mapping[str, Figure]) -> Iterator[Finding]:
    rule = "names_repeat_between_tables"
    printed = {figure.value for row in sheet.rows if row.code for figure in row.figures.values()}
    for row in sheet.rows:
        match = functional.get(row.name.removesuffix("支出")) if row.code else None
        for figure in row.figures.values():
            if match is None or len(figure.printed.as_tuple().digits) <= _SHORT:
                continue
            yield from same(rule, match, figure, demanded=False)
            if figure.value != match.value and match.value in printed:
                message = f"{match.name} {amount(match)} stands beside another name in {sheet.title}, not {row.label}"
                evidence = (match.source, figure.source)
                yield Finding(rule, "unknown", message, evidence, expected=match.value, actual=figure.value)


def economic_items_within_three_public(ledger: Ledger) -> Iterator[Finding]:
    """公务接待费 and 公务用车运行维护费 of the basic expenditure are never above those of the “三公” table."""
    whole: dict[str, Figure] = {}
    for sheet in ledger.of("three_public"):
        for row in sheet.rows:
            for path, figure in row.figures.items():
                for code, words in (("30217", "公务接待"), ("30231", "公务用车运行")):
                    if words in f"{row.name}/{path}" and (code not in whole or whole[code].value < figure.value):
                        whole[code] = figure
    for sheet in ledger.of("basic_expenditure", "economic_classification"):
        if sheet.type == "economic_classification" and not any(words in sheet.title for words in _OF_BUDGET):
            continue  # of all money: what is entertained with other income is no “三公”
        for row in sheet.rows:
            for path in ("合计", "决算数", "预算数"):
                part = row.figures.get(path)
                if part and row.code in whole and not part.zero:
                    yield from at_most("economic_items_within_three_public", part, whole[row.code])


def economic_items_within_what_the_text_says(ledger: Ledger) -> Iterator[Finding]:
    """会议费, 培训费 of the basic expenditure are never above what the text gives for all of the general budget."""
    told: dict[str, dict[Decimal, Figure]] = defaultdict(dict)
    for statement in ledger.document.statements:
        figure = current_figure(ledger, statement) if statement.current_source == TEXT else None
        if figure and statement.indicator in _TOLD:
            told[statement.indicator][figure.value] = figure
    for sheet in ledger.of("basic_expenditure"):
        if not any(words in sheet.title for words in _OF_BUDGET):
            continue  # of all money
        for row in sheet.rows:
            wholes = list(told.get(row.name, {}).values()) if row.code else []
            for path in ("合计", "决算数", "预算数"):
                part = row.figures.get(path)
                if part and len(wholes) == 1 and not part.zero:
                    yield from at_most("economic_items_within_what_the_text_says", part, wholes[0])


def _total(ledger: Ledger, sheet_type: str, *paths: str) -> Figure | None:
    sheet = ledger.only(sheet_type)
    row = total_row(sheet) if sheet else None
    return next((row.figures[path] for path in paths if path in row.figures), None) if row else None


def _sides(ledger: Ledger, sheet_type: str, name: str, fund: str, every: bool = False) -> list[Side]:
    """The column of a side that speaks of all its money, or of one fund where `fund` names it."""
    sheet = ledger.only(sheet_type)
    sides = [side for side in sides_of(sheet) if side.name == name] if sheet else []
    if every or (len({side.path for side in sides}) == 1 and not fund):
        return sides if every else sides[:1]  # the classes of functions stand first
    if fund:
        named = [side for side in sides if fund in side.path]
        return [side for side in named if "财政拨款" in side.path.split("/")[-1]][:1] or named[:1]
    return [side for side in sides if side.path == f"{name}/合计"]
