"""The key of a quantity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pipeline.document import ReportType

CHANGE: Final = "change"
OWN: Final[dict[str, str]] = {"budget": "budget", "final": "final"}


@dataclass(frozen=True, slots=True)
class Key:
    """Indicator, fund, phase; None for what is not sure."""

    indicator: str | None = None
    fund: str | None = None
    phase: str | None = None


def own_phase(report_type: ReportType | None) -> str | None:
    """The phase of what a report says without more: the budget in a budget, the outcome in a final account."""
    return OWN.get(report_type or "")


def printed_phase(phase: str, report_type: ReportType | None) -> str | None:
    """What a column's own word means in a report of a kind: 上年预算数 in a budget is last year's of the same kind.

    >>> printed_phase("prior_budget", "budget"), printed_phase("prior_budget", "final"), printed_phase("final", None)
    ('prior_year', 'prior_budget', 'final')
    """
    if phase == f"prior_{report_type}":
        return "prior_year"
    if phase == "budget" and report_type is None:
        return None  # of a budget, or beside an outcome
    return phase
