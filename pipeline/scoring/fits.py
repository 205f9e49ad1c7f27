"""When an answer is right: one function a kind of item (CONTRACT section 4)."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from functools import cache

from rapidfuzz import fuzz

from pipeline.scoring.found import FoundCell, FoundField, FoundSection, FoundStatement, FoundTable
from pipeline.scoring.gold import GoldFact, GoldField, GoldSection, GoldStatement, GoldTable

SAME_REASON = 90.0  # RapidFuzz ratio
SAME_INDICATOR = 80.0  # RapidFuzz partial_ratio
CLOSE = Decimal("0.0000005")
ORDINAL = re.compile(  # 八、 （一） 1. 其中： before a row's name; not the digits of 2024年
    r"^(其中[：:])?(第?[一二三四五六七八九十百]+[、.．]|[（(][一二三四五六七八九十\d]+[)）]|\d+[、.．](?!\d))?(其中[：:])?"
)


@cache
def plain(text: str | None) -> str:
    """Half width, no spaces, straight quotes.

    >>> plain("“三公” 经费（合计）")
    '"三公"经费(合计)'
    """
    folded = unicodedata.normalize("NFKC", text or "")
    return "".join(folded.split()).replace("“", '"').replace("”", '"')


@cache
def words(text: str | None) -> str:
    """Letters and digits only."""
    return re.sub(r"[^\w]", "", plain(text))


@cache
def row_name(text: str | None) -> str:
    """A row's name without its ordinal.

    >>> row_name("八、社会保障和就业支出"), row_name("其中：财政拨款")
    ('社会保障和就业支出', '财政拨款')
    """
    return words(ORDINAL.sub("", plain(text)))


def statement_fits(gold: GoldStatement, found: FoundStatement) -> bool:
    """The triple, the base and the indicator."""
    return (
        triple_fits(gold, found)
        and found.base in gold.base
        and any(fuzz.partial_ratio(words(one), words(found.indicator)) >= SAME_INDICATOR for one in gold.indicator)
    )


def triple_fits(gold: GoldStatement, found: FoundStatement) -> bool:
    """Amount, percent and reason, and the direction that gives the first two their sign."""
    return (
        gold.kind == found.kind
        and _same_figure(gold, gold.amount, found.amount)
        and _same_figure(gold, gold.percent, found.percent)
        and found.direction in gold.direction
        and any(_same_reason(one, found.reason) for one in gold.reason)
    )


def section_fits(gold: GoldSection, found: FoundSection) -> bool:
    """The label right, and one of the two titles within the other."""
    return found.label in gold.label and same_title(gold, found)


def table_fits(gold: GoldTable, found: FoundTable) -> bool:
    return found.type in gold.type and gold.empty == found.empty


def fact_fits(gold: GoldFact, found: FoundCell) -> bool:
    """The table's type; the row by its code, or its name where it has none; a right end of the path; the value."""
    return (
        gold.table == found.table
        and _same_number(gold.value, found.value)
        and same_row(gold, found)
        and same_column(gold, found)
    )


def same_row(gold: GoldFact, found: FoundCell) -> bool:
    """The code, or the name where gold has no code."""
    if gold.row_code:
        return plain(gold.row_code) == plain(found.row_code)
    return row_name(found.row_name) in {row_name(one) for one in gold.row_name}


def same_column(gold: GoldFact, found: FoundCell) -> bool:
    """One accepted path is the whole path or its end."""
    path = plain(found.column_path)
    return any(path == plain(one) or path.endswith("/" + plain(one)) for one in gold.column)


def same_title(gold: GoldSection, found: FoundSection) -> bool:
    """One of the two titles within the other."""
    title = words(found.title)
    printed = [words(one) for one in gold.title]
    return len(title) >= 2 and any(title in one or one in title for one in printed)


def field_fits(gold: GoldField, found: FoundField) -> bool:
    return gold.field == found.field and plain(found.value) in {plain(one) for one in gold.value}


def _same_figure(gold: GoldStatement, wanted: str | None, figure: Decimal | None) -> bool:
    """Equal; where nothing changed, no figure and a printed 0 say the same."""
    if "flat" in gold.direction and not _number(wanted):
        return not figure
    return _same_number(wanted, figure)


def _same_number(wanted: str | None, figure: Decimal | None) -> bool:
    number = _number(wanted)
    if number is None or figure is None:
        return number is figure
    return abs(number - figure) < CLOSE


@cache
def _number(text: str | None) -> Decimal | None:
    try:
        return None if text is None else Decimal(text.replace(",", "").strip())
    except InvalidOperation:
        return None


def _same_reason(wanted: str | None, reason: str | None) -> bool:
    one, other = words(wanted), words(reason)
    return one == other if not one or not other else fuzz.ratio(one, other) >= SAME_REASON
