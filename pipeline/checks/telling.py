"""What a report tells twice: a change in two sections, a list and its whole, a level in text and table, funds and their sum."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.checks.called import called
from pipeline.checks.figures import ZERO, Figure, mention_figure, signed_change
from pipeline.checks.identity import Finding, amount, severity_of, sum_of, without_nested
from pipeline.checks.ledger import Ledger
from pipeline.checks.own_amounts import TEXT, current_figure, level_in_tables
from pipeline.checks.prose import Mention
from pipeline.document import Severity, Statement

_OF_BUDGET = re.compile(r"[比较与同和][^，。；,;]{0,14}预算")
_LIST = re.compile(r"[，,；;。]?\s*其中[：:，,]?")
_ENDS_LIST = re.compile(r"[。\n]|其中|包括")
_OTHER_AMOUNT = re.compile(r"[比较占与]|完成|预算数?为?$|上年|去年|年初|结转|限额")
_TWICE = 2  # places that print one figure: then it was well read
_MOST_PARTS = 12  # of a list whose subsets are tried
_FUNDS = ("一般公共预算", "政府性基金", "国有资本经营")
_COVERED = re.compile(r"涉及[^，。；]{0,14}资金")
_PROJECTS = re.compile(r"(?P<count>\d{1,3}|[一二两三四五六七八九十])个[^，。；]{0,8}项目")
_WHOLE_YEAR = re.compile(r"全年预算数?(?:为|是)?$")
_CODED_WHOLE = re.compile(r"[（(][235]\d{2,6}[)）][^。；;\n]*(?:其中|包括)|（[类款项]）[^。；;\n]*(?:其中|包括)")
_SPENT = re.compile(r"(?:实际)?(?:执行|支出|支付|使用)(?:数|金额)?(?:为|是)?$")
_NUMERALS = {numeral: value for value, numeral in enumerate("一二三四五六七八九十", 1)} | {"两": 2}


def change_is_printed_alike(ledger: Ledger) -> Iterator[Finding]:
    """A quantity of one amount has one change against the year before, wherever it is told."""
    said: dict[tuple[str, Decimal, bool], Statement] = {}
    for statement in ledger.document.statements:
        section = ledger.sections.get(statement.section_id)
        if statement.kind != "change" or statement.base != "prior_year" or not statement.current or section is None:
            continue
        change = signed_change(statement)
        if change is None or statement.current_source != TEXT:
            continue
        words = section.text[statement.char_start : statement.char_end]
        key = (called(statement.indicator), statement.current, bool(_OF_BUDGET.search(words)))
        first = said.setdefault(key, statement)
        other = signed_change(first)
        if other is None or first.section_id == statement.section_id:
            continue
        if abs(other.value - change.value) > other.half + change.half:
            yield Finding(
                "change_is_printed_alike",
                "fail",
                f"{statement.indicator} {statement.current}: changed by {other.value} there, by {change.value} here",
                (first.statement_id, statement.statement_id),
                severity=severity_of((other, change), other.value - change.value, other.half + change.half),
                expected=other.value,
                actual=change.value,
                tolerance=other.half + change.half,
            )


def parts_stay_within_their_whole(ledger: Ledger) -> Iterator[Finding]:
    """What a sentence lists after 其中 is no more than the amount that it divides."""
    for section_id, mentions in ledger.mentions_of.items():
        text = ledger.sections[section_id].text if section_id in ledger.sections else ""
        for at, whole in enumerate(mentions):
            opened = None if whole.change else _LIST.match(text, whole.end)
            if opened and not _OTHER_AMOUNT.search(whole.clause):
                yield from _within(whole, _listed(text, opened.end(), mentions[at + 1 :]))


def _listed(text: str, start: int, mentions: Sequence[Mention]) -> list[Mention]:
    """The amounts of a list, one a clause, up to the sentence's end or a list within; what stands in brackets is none."""
    end = _ENDS_LIST.search(text, start)
    found: list[Mention] = []
    clause_of: set[int] = set()
    for mention in mentions:
        if end and mention.start >= end.start():
            break
        before = text[start : mention.start]
        bracketed = before.count("（") + before.count("(") > before.count("）") + before.count(")")
        clause = max(text.rfind(mark, 0, mention.start) for mark in "，；：、,;:")
        other = mention.change or _OTHER_AMOUNT.search(mention.clause) or not mention.name
        if not bracketed and not other and clause not in clause_of:
            clause_of.add(clause)
            found.append(mention)
    return found


def _within(whole: Mention, parts: Sequence[Mention]) -> Iterator[Finding]:
    first = {part.name: part for part in reversed(parts)}
    again = [mention_figure(part) for part in parts if first[part.name] is not part]
    tops = [*without_nested([mention_figure(part) for part in parts if first[part.name] is part])[0], *again]
    total = sum((part.value for part in tops), ZERO)
    figure = mention_figure(whole)
    tolerance = figure.half + sum((part.half for part in tops), ZERO)
    twice = [name for name, times in Counter(part.name for part in parts).items() if times > 1]
    if not tops or total <= figure.value + tolerance or any(part.key == whole.key for part in parts):
        return
    if not twice and _some_add_to(figure.value, [part.value for part in tops], tolerance):
        return  # the rest are parts of parts: 基本支出5.18，人员经费4.70，项目支出2.05 of 7.23
    alone = max(part.value for part in tops) > figure.value  # what is more than its whole is hardly a part of it
    words = " + ".join(amount(part) for part in tops)
    counted = f"; {'、'.join(twice)} is listed twice" if twice else ""
    yield Finding(
        "parts_stay_within_their_whole",
        "fail",
        f"{whole.name or whole.clause}: {words} = {total}, more than the {amount(figure)} they are parts of{counted}",
        (figure.source, *(part.source for part in tops)),
        severity="reading" if alone else severity_of((figure, *tops), figure.value - total, tolerance),
        expected=total,
        actual=figure.value,
        tolerance=tolerance,
    )


def _some_add_to(whole: Decimal, parts: Sequence[Decimal], tolerance: Decimal) -> bool:
    sums = {ZERO}
    for part in parts[:_MOST_PARTS]:
        sums |= {total + part for total in sums}
    return any(abs(total - whole) <= tolerance for total in sums)


def level_in_text_is_that_of_its_table(ledger: Ledger) -> Iterator[Finding]:
    """What the text gives as a quantity's amount stands in the table of its section, under its name or code."""
    seen: set[tuple[str, Decimal | None]] = set()
    several = _levels_told(ledger)
    repeated = Counter(figure.value for sheet in ledger.sheets for row in sheet.rows for figure in row.figures.values())
    for statement in ledger.document.statements:
        current = current_figure(ledger, statement) if statement.current_source == TEXT else None
        printed = level_in_tables(ledger, statement)
        key = (called(statement.indicator), statement.current)
        if (
            current is None
            or printed is None
            or key in seen
            or _is_part(ledger, statement)
            or len(several[statement.section_id, key[0]]) > 1
        ):
            continue  # 公用经费 of several accounts of one section: none is the table's
        seen.add(key)
        gap, tolerance = printed.value - current.value, printed.half + current.half
        if abs(gap) <= tolerance:
            continue  # text_agrees_with_tables says so
        elsewhere = any(figure.value == current.value for figure in ledger.named.get(key[0], ()))  # of another scope
        severity: Severity = "reading" if elsewhere else severity_of((printed, current), gap, tolerance)
        yield Finding(
            "level_in_text_is_that_of_its_table",
            "fail",
            f"{statement.indicator} {amount(current)} in the text, {printed.name} {amount(printed)} in the table",
            (printed.source, current.source, statement.statement_id),
            severity=severity,
            expected=printed.value,
            actual=current.value,
            tolerance=tolerance,
            root=f"{printed.value} {current.value}",
            doubtful=printed.source if repeated[printed.value] < _TWICE else None,
        )


def _is_part(ledger: Ledger, statement: Statement) -> bool:
    """机关商品和服务支出（502）34.23万元，其中：公用经费5.45万元: of that account, no total of the table."""
    section = ledger.sections.get(statement.section_id)
    if section is None:
        return False
    start = max(section.text.rfind(mark, 0, statement.char_start) for mark in "。；;\n") + 1
    return bool(_CODED_WHOLE.search(section.text, start, statement.char_start))


def _levels_told(ledger: Ledger) -> dict[tuple[str, str], set[Decimal]]:
    """What a section says of each quantity."""
    told: dict[tuple[str, str], set[Decimal]] = defaultdict(set)
    for statement in ledger.document.statements:
        if statement.current is not None:
            told[statement.section_id, called(statement.indicator)].add(statement.current)
    return told


def changes_of_funds_add_to_their_sum(ledger: Ledger) -> Iterator[Finding]:
    """A change that a paragraph divides among the three funds is the sum of theirs."""
    by_paragraph: dict[tuple[str, int, str | None, str], list[Statement]] = defaultdict(list)
    for statement in ledger.document.statements:
        section = ledger.sections.get(statement.section_id)
        if section is not None and statement.kind == "change":
            side = next((side for side in ("收支", "收入", "支出") if side in statement.indicator), "支出")
            paragraph = section.text.rfind("\n", 0, statement.char_start)
            by_paragraph[statement.section_id, paragraph, statement.base, side].append(statement)
    for changes in by_paragraph.values():
        of_fund: dict[str, Figure] = {}
        wholes: list[Figure] = []
        for statement in changes:
            fund = next((fund for fund in _FUNDS if fund in statement.indicator), None)
            change = signed_change(statement)
            if change is not None and fund is None:
                wholes.append(change)
            elif change is not None and fund is not None:
                of_fund.setdefault(fund, change)
        if len(of_fund) == len(_FUNDS) and len(wholes) == 1:
            yield from sum_of("changes_of_funds_add_to_their_sum", wholes[0], of_fund.values())


def projects_add_to_their_funds(ledger: Ledger) -> Iterator[Finding]:
    """What an evaluation covers, N projects of X万元, is the sum of their budgets where the text gives all N."""
    mentions = [mention for mention in ledger.mentions if mention.label == "performance" and not mention.change]
    covered = next((mention for mention in mentions if _COVERED.search(mention.clause)), None)
    if covered is None:
        return
    text = ledger.sections[covered.section_id].text
    said = list(_PROJECTS.finditer(text, max(0, covered.start - 80), covered.start))
    parts = [mention_figure(m) for m in mentions if m.start != covered.start and _WHOLE_YEAR.search(m.clause)]
    if not said or len(parts) != _count(said[-1]["count"]):
        return
    spent = [mention_figure(m) for m in mentions if m.start > covered.start and _SPENT.search(m.clause)]
    if len(spent) == len(parts) and sum((figure.value for figure in spent), ZERO) == covered.value:
        return  # 涉及资金 is what was spent
    rule = "projects_add_to_their_funds"
    for finding in sum_of(rule, mention_figure(covered), parts):
        if finding.status == "pass" and finding.difference:  # 83 for 83.2: rounded, and not said
            yield replace(finding, status="fail", severity="rounding")
        else:
            yield finding


def _count(numeral: str) -> int:
    return int(numeral) if numeral.isdigit() else _NUMERALS[numeral]
