"""Sums across the columns of a row: 合计 = 基本支出 + 项目支出, 小计 = what stands under the same heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.checks.figures import Figure, Row, Sheet
from pipeline.checks.identity import Finding, sum_of
from pipeline.checks.ledger import Ledger

_WHOLE = ("合计", "小计")
_MEASURES = frozenset({"预算数", "决算数", "年初预算数", "全年预算数", "调整预算数", "执行数", "上年决算数"})
_ASIDE = frozenset({"机关运行经费", "会议费", "培训费", "备注"})  # printed beside the “三公” total, no part of it
# Parts that together are all of their whole: 合计 must be their sum. Other headings may be a 其中.
_PARTS = frozenset(
    {
        "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出",
        "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入",
        "人员经费", "公用经费", "工资福利支出", "对个人和家庭的补助", "商品和服务支出", "资本性支出",
        "其他运转类", "特定目标类",
        "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款",
        "因公出国（境）费", "公务用车购置及运行费", "公务接待费", "公务用车购置费", "公务用车运行费",
    }
)  # fmt: skip
_PAIR = ("earlier", "later")
_THREE_PUBLIC = "“三公”经费"
_CARS = "公务用车购置及运行费"
_OF_CARS = frozenset({"公务用车购置费", "公务用车运行费"})
_ITEMS = frozenset({"因公出国（境）费", _CARS, "公务接待费"})
_LEVEL = re.compile(r"(20\d\d)年.*")
_CHANGE = re.compile(r"(?:比上年|较上年)?增减(?:变[化动])?(?:额|数)?(?:情况)?")
_TYPES = (
    "overall", "income", "expenditure", "appropriation", "general_budget", "basic_expenditure",
    "economic_classification", "three_public", "government_fund", "state_capital", "project",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Split:
    """A column that is the sum of others: the whole's path, the paths of its parts."""

    whole: str
    parts: tuple[str, ...]
    demanded: bool


def total_is_sum_of_columns(ledger: Ledger) -> Iterator[Finding]:
    """合计 and 小计 are the sum of the columns beside them, row by row; a blank column counts as nothing."""
    for sheet in ledger.of(*_TYPES):
        lost = [path for path in sheet.unread_paths if path.split("/")[-1] in _PARTS]  # not 类型, 项目单位
        splits = splits_of([*sheet.paths, *lost])
        for row in sheet.rows:
            for split in splits:
                yield from _across(sheet, row, split)


def _across(sheet: Sheet, row: Row, split: Split) -> Iterator[Finding]:
    rule = "total_is_sum_of_columns"
    whole = row.figures.get(split.whole)
    if whole is None:
        return
    if any(path in row.unread for path in split.parts):
        message = f"{sheet.title}: {row.label} {split.whole} is not compared, a number beside it could not be read"
        yield Finding(rule, "unknown", message, (whole.source,))
        return
    parts: list[Figure] = [row.figures[path] for path in split.parts if path in row.figures]
    for finding in sum_of(rule, whole, parts, sheet.title, split.demanded):
        yield replace(finding, root=f"{sheet.table.table_id} across {finding.difference}")


def change_is_the_difference_of_years(ledger: Ledger) -> Iterator[Finding]:
    """2020年/x = 2019年/x + 增减变化情况/x, row by row; told where it holds."""
    for sheet in ledger.of(*_TYPES, "other"):
        tops = dict.fromkeys(path.split("/")[0] for path in sheet.paths if "/" in path)
        years = sorted(top for top in tops if _LEVEL.fullmatch(top))
        changes = [top for top in tops if _CHANGE.fullmatch(top)]
        if len(years) != len(_PAIR) or len(changes) != 1:
            continue
        for row in sheet.rows:
            for path, later in row.figures.items():
                top, _, rest = path.partition("/")
                parts = [row.figures.get(f"{other}/{rest}") for other in (years[0], changes[0])]
                if top == years[1] and all(parts):
                    terms = [part for part in parts if part]
                    yield from sum_of("change_is_the_difference_of_years", later, terms, sheet.title)


def fund_balance_carries_over(ledger: Ledger) -> Iterator[Finding]:
    """年初结转和结余 + 本年收入 − 本年支出 = 年末结转和结余, as 年初 + 收入 = 支出 + 年末; told where it holds."""
    for sheet in ledger.of("government_fund", "state_capital"):
        for row in sheet.rows:
            spent = row.figures.get("本年支出/小计")
            income = row.figures.get("本年收入")
            if spent and income and not spent.zero:
                opening, closing = row.figures.get("年初结转和结余"), row.figures.get("年末结转和结余")
                if not any(figure and not figure.zero for figure in (opening, closing)):
                    yield from sum_of("fund_balance_carries_over", income, [spent], sheet.title, demanded=False)


def splits_of(paths: Sequence[str]) -> list[Split]:
    """The columns of a table that are sums of its other columns.

    >>> splits_of(["合计", "基本支出/小计", "基本支出/人员经费", "基本支出/公用经费", "项目支出"])[0].parts
    ('基本支出/小计', '项目支出')
    """
    splits: list[Split] = []
    gathered = {path: _with_its_total(path, paths) for path in paths}
    by_measure: dict[str, dict[tuple[str, ...], str]] = {}
    for path in paths:
        steps = tuple(gathered[path].split("/"))
        measure = steps[-1] if steps[-1] in _MEASURES and len(steps) > 1 else ""
        by_measure.setdefault(measure, {})[steps[:-1] if measure else steps] = path
    for known in by_measure.values():
        prefixes = dict.fromkeys(steps[:length] for steps in known for length in range(len(steps) + 1))
        splits.extend(split for prefix in sorted(prefixes, key=len) if (split := _split_at(known, prefix)))
    return splits


def _with_its_total(path: str, paths: Sequence[str]) -> str:
    """2019年/公务接待费 as 2019年/“三公”经费/公务接待费 where “三公”经费 has a column of its own beside 会议费."""
    steps = path.split("/")
    for depth in range(len(steps)):
        before = "/".join(steps[:depth])
        whole = f"{before}/{_THREE_PUBLIC}".strip("/")
        if steps[depth] in _ITEMS and any(other.startswith(f"{whole}/") for other in paths):
            return "/".join((whole, *steps[depth:]))
    return path


def _split_at(known: Mapping[tuple[str, ...], str], prefix: tuple[str, ...]) -> Split | None:
    whole = _own(known, prefix)
    if whole is None:
        return None
    steps = _next_steps(known, prefix)
    parts = tuple(path for step in steps for path in _node(known, (*prefix, step)))
    if not parts:
        return None
    return Split(whole, parts, demanded=len(steps) > 1 and all(step in _PARTS for step in steps))


def _own(known: Mapping[tuple[str, ...], str], prefix: tuple[str, ...]) -> str | None:
    for word in _WHOLE:
        if (*prefix, word) in known:
            return known[*prefix, word]
    return known.get(prefix) if prefix else None


def _next_steps(known: Mapping[tuple[str, ...], str], prefix: tuple[str, ...]) -> list[str]:
    depth = len(prefix)
    below = (steps[depth] for steps in known if len(steps) > depth and steps[:depth] == prefix)
    steps_below = [step for step in dict.fromkeys(below) if step not in _WHOLE]
    beside = set() if _THREE_PUBLIC in steps_below else {*_ASIDE}
    beside |= _OF_CARS if _CARS in steps_below else set()  # its heading lost, a part of a part
    return [step for step in steps_below if step not in beside]


def _node(known: Mapping[tuple[str, ...], str], prefix: tuple[str, ...]) -> tuple[str, ...]:
    """The columns that stand for a heading: its own total, or else all below it."""
    own = _own(known, prefix)
    if own:
        return (own,)
    return tuple(path for step in _next_steps(known, prefix) for path in _node(known, (*prefix, step)))
