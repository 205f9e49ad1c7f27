"""The amounts behind a claim as figures: its quantity's own, and the one that it is compared with.

The words give them where they print them; else a table does ([levels][pipeline.checks.levels]).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from pipeline.amounts import decimals
from pipeline.checks.figures import Figure, mention_figure
from pipeline.checks.ledger import Ledger
from pipeline.checks.levels import before_of, levels_of, the_one
from pipeline.checks.prose import Mention
from pipeline.document import Statement

TEXT: Final = "text"
_SENTENCE = re.compile(r"[。!！]")
_CLAUSES = re.compile(r"[。!！；;]")
_HALF = Decimal("0.5")


def level_in_tables(ledger: Ledger, statement: Statement) -> Figure | None:
    """The one amount that the table of a claim's section gives its quantity."""
    found = levels_of(statement, ledger.levels)
    return the_one(found.now) if found else None


def current_figure(ledger: Ledger, statement: Statement) -> Figure | None:
    """The quantity's own amount, as exactly as its source prints it."""
    if statement.current is None:
        return None
    if statement.current_source not in (None, TEXT):
        return ledger.figures.get(statement.current_source or "")
    return _in_text(ledger, statement, statement.current)


def base_figure(ledger: Ledger, statement: Statement) -> Figure | None:
    """The amount that the quantity is compared with."""
    if statement.base_amount is None:
        return None
    found = levels_of(statement, ledger.levels)
    before = before_of(statement, found) if found else None
    told = _nearest(ledger.mentions_of.get(statement.section_id, ()), statement, statement.base_amount)
    if told is None and before and before.value == statement.base_amount:
        return before
    return _in_text(ledger, statement, statement.base_amount)


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
