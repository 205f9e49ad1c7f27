"""One code in several tables: 收入表, 支出表 and 一般公共预算支出表 list the same classification."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.checks.codes import total_row
from pipeline.checks.figures import ZERO, Figure, Row, Sheet
from pipeline.checks.identity import Finding, amount, at_most, same
from pipeline.checks.ledger import Ledger

_NEIGHBOURS = 2  # rows that are off by one together; one alone has another's figure by chance
_MOST = 0.6  # share of codes that agree between two tables before the others are odd


def codes_agree_between_tables(ledger: Ledger) -> Iterator[Finding]:
    """A code's 合计, 基本支出, 项目支出 in 支出表 and 一般公共预算支出表: equal where their totals are, else at most.

    收入表 and 支出表 agree code by code in most reports and need not: told where it holds.
    """
    expenditure, general = ledger.only("expenditure"), ledger.only("general_budget")
    income = ledger.only("income")
    if expenditure and general:
        yield from _code_by_code(expenditure, general)
    for spent in (expenditure, general):
        if income and spent:
            yield from _mostly_alike(income, spent)


def _mostly_alike(income: Sheet, spent: Sheet) -> Iterator[Finding]:
    """Codes of 收入表 against 支出表; the odd one out among codes that agree is worth a doubt, not a failure."""
    rule = "codes_agree_between_tables"
    ours, theirs = _by_code(income), _by_code(spent)
    pairs = [(ours[code].figures.get("合计"), theirs[code].figures.get("合计")) for code in ours if code in theirs]
    both = [(one, other) for one, other in pairs if one and other and not one.zero]
    alike = sum(one.value == other.value for one, other in both) if _same_total(income, spent) else 0
    for one, other in both:
        yield from same(rule, one, other, demanded=False)
        if one.value != other.value and alike and alike >= len(both) * _MOST:
            message = f"{one.name} {amount(one)} and {other.name} {amount(other)} differ, other codes do not"
            evidence = (one.source, other.source)
            yield Finding(rule, "unknown", message, evidence, expected=other.value, actual=one.value)


def _same_total(one: Sheet, other: Sheet) -> bool:
    """Whether two tables add to the same 合计; if not, other funds or carried sums make their codes differ."""
    ours, theirs = total_row(one), total_row(other)
    if ours is None or theirs is None or "合计" not in ours.figures or "合计" not in theirs.figures:
        return False
    return ours.figures["合计"].value == theirs.figures["合计"].value


def _code_by_code(expenditure: Sheet, general: Sheet) -> Iterator[Finding]:
    rule = "codes_agree_between_tables"
    all_money, general_money = _by_code(expenditure), _by_code(general)
    whole, part = total_row(expenditure), total_row(general)
    for path in general.paths:
        one_fund = bool(
            whole
            and part
            and path in whole.figures
            and path in part.figures
            and whole.figures[path].value == part.figures[path].value
        )
        for code, row in general_money.items():
            ours, theirs = row.figures.get(path), all_money[code].figures.get(path) if code in all_money else None
            if ours is None or theirs is None or not _may_be_one(row.name, all_money[code].name):
                continue
            root = f"between {general.table.table_id} {path} {ours.value - theirs.value}"
            findings = same(rule, theirs, ours) if one_fund else at_most(rule, ours, theirs)
            for finding in findings:
                yield replace(finding, root=root)
        if one_fund and whole and part:
            yield from same(rule, whole.figures[path], part.figures[path])


def _may_be_one(one: str, other: str) -> bool:
    """Whether two names of a code may be of one account: bodies have codes too, 201 中共某市委宣传部 is no 一般公共服务支出.

    >>> _may_be_one("行政运行", "行政运行（公安）"), _may_be_one("", "行政运行")
    (True, True)
    >>> _may_be_one("中共某市委宣传部", "一般公共服务支出")
    False
    """
    ours, theirs = ({name[at : at + 2] for at in range(len(name) - 1)} for name in (one, other))
    return not ours or not theirs or bool(ours & theirs)


def columns_stand_beside_their_codes(ledger: Ledger) -> Iterator[Finding]:
    """Two or more neighbours that have what the row above, or below, has in a sister table stand one row off their codes."""
    kinds = ("expenditure", "general_budget", "income")
    sheets = [sheet for kind in kinds if (sheet := ledger.only(kind))]
    for at, one in enumerate(sheets):
        for other in sheets[:at]:
            yield from _shifted(one, other)


def _shifted(one: Sheet, other: Sheet) -> Iterator[Finding]:
    rule = "columns_stand_beside_their_codes"
    ours, theirs = _by_code(one), _by_code(other)
    codes = [code for code in ours if code in theirs]
    for path in one.paths:
        pairs = [(ours[code].figures.get(path), theirs[code].figures.get(path)) for code in codes]
        for step in (1, -1):
            run = _longest_run(pairs, step)
            if len(run) < _NEIGHBOURS:
                continue
            figures = [figure for at in run if (figure := pairs[at][0])]
            beside = [figure for at in run if (figure := pairs[at - step][1])]
            words = "、".join(f"{figure.name} {amount(figure)}" for figure in figures[:3])
            own = pairs[run[0]][1]
            yield Finding(
                rule,
                "fail",
                f"{one.title}: {words} stand one row off their codes, {other.title} has {amount(figures[0])} beside "
                f"{beside[0].name}",
                tuple(figure.source for figure in (*figures, *beside)),
                severity="error" if one.table.exact and other.table.exact else "reading",
                expected=own.value if own else None,
                actual=figures[0].value,
                root=f"{rule} {one.table.table_id} {path}",
            )


def _longest_run(pairs: Sequence[tuple[Figure | None, Figure | None]], step: int) -> list[int]:
    """The most neighbours of which each differs from its own code's figure and has its neighbour's; no two are alike."""
    best: list[int] = []
    run: list[int] = []
    values: set[Decimal] = set()
    for at, (mine, own) in enumerate(pairs):
        beside = pairs[at - step][1] if 0 <= at - step < len(pairs) else None
        if mine and own and beside and not mine.zero and mine.value == beside.value != own.value:
            run, values = ([*run, at], {*values, mine.value}) if mine.value not in values else ([at], {mine.value})
        else:
            run, values = [], set()
        best = run if len(run) > len(best) else best
    return best


def codes_stand_in_both_tables(ledger: Ledger) -> Iterator[Finding]:
    """Where two tables add to one total, a code with money in one stands in the other: else it may be misread.

    Not a failure (a table may leave rows out), but such a row is not proven. Levels that a table never lists are
    not missed in it.
    """
    sheets = [sheet for kind in ("expenditure", "general_budget", "income") if (sheet := ledger.only(kind))]
    for at, one in enumerate(sheets):
        for other in sheets[:at]:
            if _same_total(one, other):
                yield from _missing(one, other)
                yield from _missing(other, one)


def _missing(sheet: Sheet, other: Sheet) -> Iterator[Finding]:
    codes = {row.code for row in other.rows if row.code}
    levels = {len(code) for code in codes}
    for row in sheet.rows:
        if row.code and row.code not in codes and len(row.code) in levels:
            for figure in row.figures.values():
                if figure.value:
                    message = f"{figure.name} {amount(figure)}: {other.title} has no {row.code}"
                    yield Finding(
                        "codes_stand_in_both_tables",
                        "unknown",
                        message,
                        (figure.source,),
                        expected=ZERO,
                        actual=figure.value,
                    )


def _by_code(sheet: Sheet) -> Mapping[str, Row]:
    """Rows by code; codes listed several times are left out."""
    times = Counter(row.code for row in sheet.rows if row.code)
    return {row.code: row for row in sheet.rows if row.code and times[row.code] == 1}
