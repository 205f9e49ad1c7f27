"""What is wrong in the answers, in words: each wrong answer beside the gold item it was nearest to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

from rapidfuzz import fuzz

from pipeline.evaluate.results import Error
from pipeline.scoring.found import FoundCell, FoundField, FoundSection, FoundStatement, FoundTable
from pipeline.scoring.gold import GoldFact, GoldField, GoldSection, GoldStatement, GoldTable, Readings
from pipeline.scoring.score import Tally

_KINDS: Final = ("statement", "section", "table", "fact", "document")  # the others repeat these
_ALIKE: Final = 55.0  # RapidFuzz ratio from which a wrong answer is taken for an attempt at a missed item


def worst(tallies: Mapping[str, Tally[Any, Any]]) -> list[Error]:
    """All errors, kind by kind; of each kind the surest first, the missed last."""
    return [error for kind in _KINDS if kind in tallies for error in _errors(kind, tallies[kind])]


def _errors(kind: str, tally: Tally[Any, Any]) -> list[Error]:
    missed: dict[str, list[str]] = defaultdict(list)
    for item in tally.missed:
        missed[item.doc].append(told(item))
    answers = sorted(tally.extra, key=lambda one: -(getattr(one, "score", None) or 0.0))
    found = [(one, _take_nearest(told(one), missed[one.doc])) for one in answers]
    wrong = [Error(one.doc, kind, wanted, told(one), getattr(one, "score", None)) for one, wanted in found]
    return wrong + [Error(doc, kind, wanted, "") for doc, some in missed.items() for wanted in some]


def _take_nearest(answer: str, missed: list[str]) -> str:
    """The missed item that an answer is most like; taken out of the list. Empty where none is like it."""
    nearest = max(missed, key=lambda one: fuzz.ratio(answer, one), default="")
    if not nearest or fuzz.ratio(answer, nearest) < _ALIKE:
        return ""
    missed.remove(nearest)
    return nearest


def told(item: Any) -> str:
    """An item of gold or of the answers in one line.

    >>> told(FoundCell("a.txt", "income", "2010301", "行政运行", "合计", Decimal("12.40")))
    '12.4 | income | 2010301 行政运行 | 合计'
    """
    return " | ".join(part for part in _PARTS[type(item)](item) if part)


def _said(one: GoldStatement | FoundStatement) -> Iterable[str]:
    figures = (
        f"{_figure(one.amount)}万元" if one.amount is not None else "",
        f"{_figure(one.percent)}%" if one.percent is not None else "",
    )  # fmt: skip
    words = (_first(getattr(one, field)) for field in ("indicator", "base", "direction"))
    reason = _first(one.reason)
    return (
        one.kind,
        *words,
        *figures,
        f"因 {reason}" if reason else "",
        one.quote if isinstance(one, GoldStatement) else one.sentence,
    )


def _placed(one: GoldFact | FoundCell) -> Iterable[str]:
    column = _first(one.column) if isinstance(one, GoldFact) else one.column_path
    row = " ".join(part for part in (one.row_code, _first(one.row_name)) if part)
    return (_figure(one.value), one.table or "", row, column)


def _figure(value: str | Decimal) -> str:
    """A number without the zeros that only fill the column's decimals; gold's as it is written."""
    return value if isinstance(value, str) else f"{value.normalize():f}"


def _first(value: Readings | str | None) -> str:
    return (value[0] if isinstance(value, tuple) else value) or ""


_PARTS: Final[dict[type, Callable[[Any], Iterable[str]]]] = {
    GoldStatement: _said,
    FoundStatement: _said,
    GoldFact: _placed,
    FoundCell: _placed,
    GoldSection: lambda one: (_first(one.label), _first(one.title)),
    FoundSection: lambda one: (one.label, one.title),
    GoldTable: lambda one: (_first(one.type), one.title or "", "empty" if one.empty else ""),
    FoundTable: lambda one: (one.type, one.title or "", "empty" if one.empty else ""),
    GoldField: lambda one: (one.field, _first(one.value)),
    FoundField: lambda one: (one.field, one.value),
}
