"""The name of a row, a column or a claim → the indicator and the fund that it names."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.vocabulary.quantities import Quantities


@dataclass(frozen=True, slots=True)
class Named:
    """What a name says; a fund alone (财政拨款) names no indicator."""

    indicator: str | None = None
    fund: str | None = None


def read_name(name: str, quantities: Quantities) -> Named | None:
    """What a name says, if every word of it is understood; else None: 专项工作的项目支出 is no 项目支出.

    一般公共预算财政拨款基本支出 → basic_expenditure of general; 财政拨款收入 → income of fiscal_appropriation.
    """
    found = _read(quantities.fold(name), quantities, None)
    return found if found and (found.indicator or found.fund) else None


def _read(text: str, quantities: Quantities, fund: str | None) -> Named | None:
    if text in quantities.by_name:
        return Named(quantities.by_name[text], fund)
    if not text:
        return Named(None, fund)
    for word, own in quantities.fund_words:
        if text.startswith(word) or text.endswith(word):
            rest = text[len(word) :] if text.startswith(word) else text[: -len(word)]
            narrower = quantities.narrower(fund, own)
            if narrower and (found := _read(_without_link(rest, quantities), quantities, narrower)):
                return found
    for word in quantities.before:
        if text.startswith(word) and (found := _read(text[len(word) :], quantities, fund)):
            return found
    for word in quantities.after:
        if text.endswith(word) and (found := _read(text[: -len(word)], quantities, fund)):
            return found
    return None


def _without_link(text: str, quantities: Quantities) -> str:
    """政府性基金预算拨款安排的支出: without the words that link a fund and what it pays."""
    for word in quantities.between:
        if text.startswith(word) and text not in quantities.by_name:
            return text[len(word) :]
    return text


def funds_named(text: str, quantities: Quantities) -> set[str]:
    """All funds that a title names; 非财政拨款 names none."""
    folded = quantities.fold(text).replace("非财政拨款", "")
    found = set()
    for word, fund in quantities.fund_words:
        if word in folded:
            found.add(fund)
            folded = folded.replace(word, "\n")
    return found
