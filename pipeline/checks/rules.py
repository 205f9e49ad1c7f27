"""All rules; their findings as the checks of a document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from pipeline.checks.across import (
    change_is_the_difference_of_years,
    fund_balance_carries_over,
    total_is_sum_of_columns,
)
from pipeline.checks.blanks import statement_is_complete
from pipeline.checks.claims import direction_fits_the_rate, rate_is_not_the_amount
from pipeline.checks.codes import (
    code_is_sum_of_its_subcodes,
    listed_rows_add_to_total,
    staff_and_office_costs_gather_their_classes,
    subtotal_is_sum_of_its_rows,
    total_is_sum_of_codes,
)
from pipeline.checks.counts import (
    contracts_stay_within_purchases,
    purchases_add_to_their_total,
    purchases_in_text_are_those_of_their_table,
    staff_add_to_their_total,
    vehicles_add_to_their_total,
    vehicles_kept_are_among_all,
    vehicles_stand_in_the_table_of_assets,
)
from pipeline.checks.funds import accounts_stand_in_their_budget
from pipeline.checks.identity import Rule
from pipeline.checks.ledger import build_ledger
from pipeline.checks.narrative import (
    amount_is_in_its_unit,
    changes_of_parts_add_to_change_of_whole,
    item_in_text_stands_in_its_table,
    items_in_text_add_to_class,
    operating_cost_is_office_cost,
    parts_in_text_add_to_whole,
    shares_add_to_the_whole,
    split_is_printed_alike,
    statement_agrees_with_tables,
    text_agrees_with_tables,
    uses_add_to_staff_and_office_costs,
)
from pipeline.checks.plans import execution_rate_follows_from_its_row, years_add_to_their_plan
from pipeline.checks.rates import (
    change_is_the_difference_of_its_levels,
    completion_follows_from_amounts,
    rate_follows_from_amounts,
    rate_needs_a_base,
    share_follows_from_amounts,
)
from pipeline.checks.repeats import (
    classes_agree_with_the_summary,
    economic_items_within_three_public,
    economic_items_within_what_the_text_says,
    income_sources_agree,
    names_repeat_between_tables,
    summaries_agree,
    totals_agree_between_tables,
)
from pipeline.checks.roots import one_for_each_root
from pipeline.checks.scores import scores_add_to_total
from pipeline.checks.sides import (
    grand_total_is_year_and_carried,
    income_equals_expenditure,
    items_add_to_the_years_total,
)
from pipeline.checks.sister_codes import (
    codes_agree_between_tables,
    codes_stand_in_both_tables,
    columns_stand_beside_their_codes,
)
from pipeline.checks.telling import (
    change_is_printed_alike,
    changes_of_funds_add_to_their_sum,
    level_in_text_is_that_of_its_table,
    parts_stay_within_their_whole,
    projects_add_to_their_funds,
)
from pipeline.checks.three_public import changes_of_three_public_add_up, three_public_is_sum_of_its_items
from pipeline.checks.totals import total_in_text_stands_in_its_table
from pipeline.document import Check, Document, Equation

RULES: Final[tuple[Rule, ...]] = (
    code_is_sum_of_its_subcodes,
    total_is_sum_of_codes,
    subtotal_is_sum_of_its_rows,
    staff_and_office_costs_gather_their_classes,
    listed_rows_add_to_total,
    scores_add_to_total,
    total_is_sum_of_columns,
    fund_balance_carries_over,
    change_is_the_difference_of_years,
    items_add_to_the_years_total,
    grand_total_is_year_and_carried,
    income_equals_expenditure,
    three_public_is_sum_of_its_items,
    totals_agree_between_tables,
    codes_agree_between_tables,
    codes_stand_in_both_tables,
    columns_stand_beside_their_codes,
    classes_agree_with_the_summary,
    summaries_agree,
    income_sources_agree,
    names_repeat_between_tables,
    economic_items_within_three_public,
    economic_items_within_what_the_text_says,
    rate_follows_from_amounts,
    completion_follows_from_amounts,
    share_follows_from_amounts,
    change_is_the_difference_of_its_levels,
    rate_needs_a_base,
    direction_fits_the_rate,
    rate_is_not_the_amount,
    shares_add_to_the_whole,
    parts_in_text_add_to_whole,
    split_is_printed_alike,
    uses_add_to_staff_and_office_costs,
    items_in_text_add_to_class,
    item_in_text_stands_in_its_table,
    changes_of_parts_add_to_change_of_whole,
    changes_of_three_public_add_up,
    operating_cost_is_office_cost,
    text_agrees_with_tables,
    statement_agrees_with_tables,
    change_is_printed_alike,
    parts_stay_within_their_whole,
    level_in_text_is_that_of_its_table,
    total_in_text_stands_in_its_table,
    changes_of_funds_add_to_their_sum,
    projects_add_to_their_funds,
    years_add_to_their_plan,
    execution_rate_follows_from_its_row,
    accounts_stand_in_their_budget,
    staff_add_to_their_total,
    vehicles_add_to_their_total,
    vehicles_kept_are_among_all,
    vehicles_stand_in_the_table_of_assets,
    purchases_add_to_their_total,
    contracts_stay_within_purchases,
    purchases_in_text_are_those_of_their_table,
    amount_is_in_its_unit,
    statement_is_complete,
)


def run_rules(document: Document, rules: Sequence[Rule] = RULES) -> tuple[Check, ...]:
    """Every identity of a document that its numbers allow to try, in the order of the rules.

    Failures that one number explains are one check: the one with the fewest operands.
    """
    ledger = build_ledger(document)
    told = [finding for rule in rules for finding in rule(ledger) if finding.told]
    findings = one_for_each_root(told)
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


def find_equations(document: Document, rules: Sequence[Rule] = RULES) -> tuple[Equation, ...]:
    """The sums and repetitions that the rules try, also those that need not hold and do not.

    Each once: two rules that say the same of the same numbers are one equation, demanded if one of them demands it.
    """
    ledger = build_ledger(document)
    found: dict[frozenset[frozenset[str]], Equation] = {}
    for rule in rules:
        for finding in rule(ledger):
            equation = finding.equation
            if equation is None:
                continue
            key = frozenset(frozenset(s for s, sign in equation.terms if sign == side) for side in (1, -1))
            if key not in found or (equation.demanded and not found[key].demanded):
                found[key] = equation
    return tuple(found.values())
