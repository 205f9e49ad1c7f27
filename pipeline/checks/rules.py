"""All rules, and how their findings become the checks of a document."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from pipeline.checks.across import fund_balance_carries_over, total_is_sum_of_columns
from pipeline.checks.codes import (
    code_is_sum_of_its_subcodes,
    listed_rows_add_to_total,
    subtotal_is_sum_of_its_rows,
    total_is_sum_of_codes,
)
from pipeline.checks.figures import build_ledger
from pipeline.checks.identity import Finding, Rule
from pipeline.checks.repeats import (
    classes_agree_with_the_summary,
    codes_agree_between_tables,
    economic_items_within_three_public,
    income_sources_agree,
    names_repeat_between_tables,
    summaries_agree,
    totals_agree_between_tables,
)
from pipeline.checks.sides import (
    grand_total_is_year_and_carried,
    income_equals_expenditure,
    items_add_to_the_years_total,
)
from pipeline.checks.three_public import three_public_is_sum_of_its_items
from pipeline.document import Check, Document

RULES: Final[tuple[Rule, ...]] = (
    code_is_sum_of_its_subcodes,
    total_is_sum_of_codes,
    subtotal_is_sum_of_its_rows,
    listed_rows_add_to_total,
    total_is_sum_of_columns,
    fund_balance_carries_over,
    items_add_to_the_years_total,
    grand_total_is_year_and_carried,
    income_equals_expenditure,
    three_public_is_sum_of_its_items,
    totals_agree_between_tables,
    codes_agree_between_tables,
    classes_agree_with_the_summary,
    summaries_agree,
    income_sources_agree,
    names_repeat_between_tables,
    economic_items_within_three_public,
)


def run_rules(document: Document, rules: Sequence[Rule] = RULES) -> tuple[Check, ...]:
    """Every identity of a document that its numbers allow to try, in the order of the rules.

    Failures that one number explains are one check: the one with the fewest operands.
    """
    ledger = build_ledger(document)
    findings = one_for_each_root([finding for rule in rules for finding in rule(ledger)])
    return tuple(
        Check(
            check_id=f"{document.doc_id[:12]}-c{number:03d}",
            rule=finding.rule,
            status=finding.status,
            severity=finding.severity,
            expected=finding.expected,
            actual=finding.actual,
            difference=finding.difference,
            tolerance=finding.tolerance,
            message=finding.message,
            evidence=finding.evidence,
        )
        for number, finding in enumerate(findings)
    )


def one_for_each_root(findings: Sequence[Finding]) -> list[Finding]:
    """Drop failures that another failure explains.

    Failures of one named root (a column that is shifted breaks every row by the same rule) go first; then the
    number that most of the remaining failures share, and that fewest other identities uphold, takes the blame
    for all of them, and so on. Rounding differences are kept one for each pair of values.
    """
    failures = _one_of_each(
        [finding for finding in findings if finding.status == "fail"],
    )
    upheld = Counter(source for finding in findings if _exact(finding) for source in set(finding.evidence))
    kept: set[int] = set()
    left = {id(failure): failure for failure in failures}
    while left:
        holders: dict[str, list[Finding]] = defaultdict(list)
        for failure in left.values():
            for source in set(failure.evidence):
                holders[source].append(failure)
        blamed = max(holders, key=lambda source: (len(holders[source]) - upheld[source], len(holders[source])))
        sharpest = min(holders[blamed], key=lambda failure: (failure.severity != "unit", len(failure.evidence)))
        kept.add(id(sharpest))
        for failure in holders[blamed]:
            del left[id(failure)]
    return [finding for finding in findings if finding.status != "fail" or id(finding) in kept]


def _one_of_each(failures: Iterable[Finding]) -> list[Finding]:
    """The first failure of each root; of rounding differences the first for each pair of values."""
    seen: set[object] = set()
    first = []
    for failure in failures:
        values = frozenset((failure.expected, failure.actual))
        key: object = ("rounding", values) if failure.severity == "rounding" else failure.root or id(failure)
        if key not in seen:
            seen.add(key)
            first.append(failure)
    return first


def _exact(finding: Finding) -> bool:
    return finding.status == "pass" and finding.difference == 0
