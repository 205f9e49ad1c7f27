"""Reads a fragment of a report as the only section of a document."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import NamedTuple

from spacy.language import Language

from pipeline.document import Section, Statement
from pipeline.statements import find_statements
from pipeline.statements.language import load_language
from pipeline.statements.scores import load_scores
from pipeline.vocabulary.accounts import load_accounts
from pipeline.vocabulary.cues import load_cues

cues = cache(load_cues)


@cache
def language() -> Language:
    """The pipeline of components, built once: the dictionary takes half a second."""
    return load_language(cues(), load_accounts(), load_scores())


class Said(NamedTuple):
    kind: str
    indicator: str
    base: str | None
    direction: str | None
    amount: Decimal | None
    percent: Decimal | None
    reason: str | None


def change(indicator: str, base: str, direction: str, *figures: str | None) -> Said:
    """A change as expected; figures: amount, percent, reason, and what is left out is None."""
    return expected("change", indicator, base, direction, *figures)


def completion(indicator: str, base: str, direction: str | None, *figures: str | None) -> Said:
    return expected("completion", indicator, base, direction, *figures)


def share(indicator: str, *figures: str | None) -> Said:
    return expected("share", indicator, "total", None, *figures)


def expected(
    kind: str, indicator: str, base: str, direction: str | None, amount: str | None = None, percent: str | None = None,
    reason: str | None = None,
) -> Said:  # fmt: skip
    numbers = [None if number is None else Decimal(number) for number in (amount, percent)]
    return Said(kind, indicator, base, direction, *numbers, reason)


def section(text: str, title: str = "", label: str = "other", **fields: object) -> Section:
    values = {
        "section_id": "s",
        "parent_id": None,
        "level": 1,
        "number": "",
        "score": 1.0,
        "page_start": 1,
        "page_end": 1,
    }
    return Section(title=title, label=label, text=text, **{**values, **fields})  # type: ignore[arg-type]


def statements(*sections: Section) -> tuple[Statement, ...]:
    return find_statements(sections, cues(), language(), "0" * 64)


def said(statement: Statement) -> Said:
    return Said(
        statement.kind,
        statement.indicator,
        statement.base,
        statement.direction,
        statement.amount,
        statement.percent,
        statement.reason,
    )


def read(text: str, title: str = "", label: str = "other") -> list[Said]:
    return [said(statement) for statement in statements(section(text, title, label))]
