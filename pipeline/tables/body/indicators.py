"""Rows of indicators in 绩效自评表 whose heads are lost or whose merged cells pushed them sideways.

Such a row scores itself: 得分 = 分值 × 完成程度. The three figures in a row of which that holds are those three,
wherever they stand, and the last words before the row's target name the indicator.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.amounts import read_number
from pipeline.document import GridCell

SLACK = Decimal("0.006")  # a score is printed with two or three decimals
HEADS = ("完成程度", "分值", "得分")
_OPERATOR = re.compile(r"[=＝<>≤≥＜＞]{1,2}|定性")
_TARGET = re.compile(r"[-\d.,%％]+.{0,4}|[=＝<>≤≥＜＞].*|.{0,12}\d+%.*")
_WORDS = re.compile(r"[\u4e00-\u9fff]{2,}")


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a row of indicators says of itself: the indicator's name and the paths of three columns."""

    name: str | None
    paths: dict[int, str]


def read_indicator(row: Sequence[GridCell]) -> Indicator | None:
    """The indicator of a row, cells left to right; None where no three figures score it or several could."""
    numbers = [(cell, _degree(cell.text)) for cell in row]
    found = [
        i
        for i in range(len(row) - 2)
        if _scores(numbers[i][1], read_number(row[i + 1].text), read_number(row[i + 2].text))
        and row[i + 2].column == row[i].column + 2
    ]
    if len(found) != 1:
        return None
    first = found[0]
    paths = {row[first + k].column: head for k, head in enumerate(HEADS)}
    return Indicator(_name(row[:first]), paths)


def _degree(text: str) -> Decimal | None:
    """A degree of completion, 1 for 100%."""
    number = read_number(text.strip().rstrip("%％"))
    if number is None:
        return None
    return number / 100 if text.strip().endswith(("%", "％")) else number


def _scores(degree: Decimal | None, weight: Decimal | None, score: Decimal | None) -> bool:
    if degree is None or weight is None or score is None or not 0 < weight <= 100:
        return False
    return 0 <= degree <= 1 and abs(degree * weight - score) <= SLACK


def _name(before: Sequence[GridCell]) -> str | None:
    """The last words before operator and target; without an operator the target is words too, and the name stands before."""
    operator = next((i for i, cell in enumerate(before) if _OPERATOR.fullmatch(cell.text.strip())), None)
    target = next((i for i, cell in enumerate(before) if i and _TARGET.fullmatch(cell.text.strip())), len(before))
    end = target if operator is None else operator
    words = [cell.text for cell in before[:end] if _WORDS.search(cell.text)]
    return words[-2] if operator is None and len(words) > 1 else next(iter(words[-1:]), None)
