"""The panel as it is written: long or wide, some indicators, some grades."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.errors import UsageError
from pipeline.panel.build import matching
from pipeline.panel.columns import COLUMNS, Column
from pipeline.vocabulary.quantities import Quantities

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LONGEST_NAME: Final = 32  # of a column, as Stata takes it
WIDE_KEY: Final = 13  # of the panel's columns, those that say whose report it is, of which year and kind
_USUAL_WIDE: Final = ("func_???", "econ_???_basic")
_ORDER: Final = ("fiscal_appropriation", "general", "", "all")  # of a quantity that reports give for one fund alone


@dataclass(frozen=True, slots=True)
class Shape:
    """What is asked for."""

    wide: bool = False
    indicators: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    reasons: bool = False  # beside the amounts of a wide panel


@dataclass(frozen=True, slots=True)
class Output:
    """A query and the columns that it gives."""

    query: str
    columns: tuple[Column, ...]
    rows: int


def shaped(connection: DuckDBPyConnection, shape: Shape, quantities: Quantities) -> Output:
    """The query for what is asked for. Raises UsageError where no indicator fits, or a wide panel has no columns."""
    known = [str(row[0]) for row in connection.execute("SELECT id FROM indicators ORDER BY ALL").fetchall()]
    chosen = matching(known, shape.indicators) if shape.indicators else _usual(known, quantities) if shape.wide else []
    terms = []
    if chosen or shape.wide:
        terms.append(f"indicator_id IN ({_texts(chosen)})")
    if shape.grades:
        terms.append(f"grade IN ({_texts(shape.grades)})")
    where = f" WHERE {' AND '.join(terms)}" if terms else ""
    if shape.wide:
        return _wide(connection, shape, quantities, chosen, where)
    names = ", ".join(column.name for column in COLUMNS)
    query = f"SELECT {names} FROM panel{where} ORDER BY report, indicator_id, fund, phase"
    return Output(query, COLUMNS, _count(connection, f"SELECT count(*) FROM panel{where}"))


def _usual(known: Sequence[str], quantities: Quantities) -> list[str]:
    """Without accounts below the 类, which are thousands."""
    accounts = [pattern for pattern in _USUAL_WIDE if any(matching_one(each, pattern) for each in known)]
    return [each for each in quantities.indicators if each in known] + (matching(known, accounts) if accounts else [])


def matching_one(name: str, pattern: str) -> bool:
    """Whether one name fits a pattern.

    >>> matching_one("func_205", "func_???"), matching_one("func_20502", "func_???")
    (True, False)
    """
    return len(name) == len(pattern) and all(p in ("?", c) for c, p in zip(name, pattern, strict=True))


def _wide(
    connection: DuckDBPyConnection, shape: Shape, quantities: Quantities, chosen: Sequence[str], where: str
) -> Output:
    found = connection.execute(
        f"SELECT DISTINCT indicator_id, coalesce(fund, '') FROM panel{where} ORDER BY ALL"
    ).fetchall()
    pairs = [(each, fund) for each in chosen for known, fund in found if known == each]
    if not pairs:
        raise UsageError("the panel would have no columns: nothing fits --indicators and --grade")
    given = _with_reasons(connection, where) if shape.reasons else set()
    amounts: dict[str, tuple[str, Column]] = {}
    reasons: dict[str, tuple[str, Column]] = {}
    for indicator, fund in pairs:
        told = quantities.indicators.get(indicator)
        one_fund = told is not None and told.one_fund
        name = indicator if one_fund else wide_name(indicator, fund, quantities)
        of = f"indicator_id = '{indicator}'" + ("" if one_fund else f" AND coalesce(fund, '') = '{fund}'")
        label = _label(connection, indicator, "" if one_fund else fund, quantities)
        amounts[name] = (_pick("value", of, one_fund), Column(name, "amount", *label))
        if shape.reasons and len(name) + 2 <= LONGEST_NAME and (indicator, None if one_fund else fund) in given:
            column = Column(f"r_{name}", "text", f"原因：{label[0]}", f"reason: {label[1]}")
            reasons[f"r_{name}"] = (_pick("reason", of, one_fund), column)
    key = (*COLUMNS[:WIDE_KEY], next(column for column in COLUMNS if column.name == "phase"))
    picked = {**amounts, **reasons}
    names = ", ".join(f"any_value({column.name}) AS {column.name}" for column in key if column.name != "phase")
    values = ", ".join(f"{sql} AS {name}" for name, (sql, _) in picked.items())
    query = f"SELECT {names}, phase, {values} FROM panel{where} GROUP BY report, phase ORDER BY report, phase"
    rows = _count(connection, f"SELECT count(*) FROM (SELECT DISTINCT report, phase FROM panel{where})")
    return Output(query, (*key, *(column for _, column in picked.values())), rows)


def _with_reasons(connection: DuckDBPyConnection, where: str) -> set[tuple[str, str | None]]:
    """Indicators and funds for which some report gives a reason; with None for the fund too."""
    told = f"{where} AND reason IS NOT NULL" if where else " WHERE reason IS NOT NULL"
    found = connection.execute(f"SELECT DISTINCT indicator_id, coalesce(fund, '') FROM panel{told}").fetchall()
    return {(indicator, of) for indicator, fund in found for of in (fund, None)}


def _pick(column: str, of: str, one_fund: bool) -> str:
    """The figure of a cell of the wide panel; of a quantity for one fund the one of the fund that is usual."""
    if not one_fund:
        return f"any_value({column}) FILTER ({of})"
    order = " ".join(f"WHEN '{fund}' THEN {at}" for at, fund in enumerate(_ORDER))
    return f"arg_min({column}, CASE coalesce(fund, '') {order} ELSE 9 END) FILTER ({of} AND {column} IS NOT NULL)"


def wide_name(indicator: str, fund: str, quantities: Quantities) -> str:
    """The name of a column: the indicator, and the fund unless it is all funds.

    Raises UsageError where it is longer than Stata takes it.
    """
    short = quantities.funds[fund].short if fund else "unsaid"
    name = f"{indicator}_{short}" if short else indicator
    if len(name) > LONGEST_NAME:
        raise UsageError(f"{name} is longer than {LONGEST_NAME} characters")
    return name


def _label(connection: DuckDBPyConnection, indicator: str, fund: str, quantities: Quantities) -> tuple[str, str]:
    ((zh, en),) = connection.execute("SELECT zh, en FROM indicators WHERE id = ?", [indicator]).fetchall()
    if not fund:
        return str(zh), str(en)
    of = quantities.funds[fund]
    return f"{zh}：{of.zh}", f"{en}, {of.id}"


def _texts(words: Sequence[str]) -> str:
    return ", ".join("'" + word.replace("'", "''") + "'" for word in words)


def _count(connection: DuckDBPyConnection, query: str) -> int:
    ((counted,),) = connection.execute(query).fetchall()
    return int(counted)
