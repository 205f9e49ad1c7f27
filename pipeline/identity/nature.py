"""Whether a text is a budget or final-account report, or a part of one, or something else that a government publishes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pipeline.document import Issue, Page, Section, Statement, Table
from pipeline.vocabulary.natures import Natures
from pipeline.vocabulary.script import compact, fold_lines

# Labels that only reports have; 概况, 职责 and 附件 stand in other texts as well.
_REPORTS_ONLY: Final = frozenset({
    *("overall", "income", "expenditure", "appropriation", "general_budget", "basic_expenditure", "government_fund"),
    *("state_capital", "three_public", "operating_cost", "procurement", "state_assets", "performance", "empty_tables"),
    *("transfer_payment", "report_tables"),
})  # fmt: skip
_ENOUGH_LABELS = 3
_ENOUGH_IDEOGRAPHS = 200  # of a text that says nothing of budgets: a shorter one may be the cover of something
_BUDGET_SHARE = (
    0.004  # budget words per ideograph; reports and passages have 0.02 and more, rules of other fields 0.001
)
_FEW_AMOUNTS = 3
_LONGEST = 40_000  # characters that are looked at; all kinds but reports are shorter
_IDEOGRAPH = re.compile("[\u4e00-\u9fff]")


def why_no_report(
    pages: Sequence[Page],
    sections: Sequence[Section],
    tables: Sequence[Table],
    statements: Sequence[Statement],
    issues: Sequence[Issue],
    natures: Natures,
) -> str | None:
    """What a document is that is no report, in words; None for a report, a part of one, and a government's budget text.

    `pages` are the full clean pages. Standard tables and the headings of reports settle it; without them the text has
    to show marks of another kind (news, letters, rules, statistics), or to say nothing of budgets at all. Where pages
    were lost, silence proves nothing.
    """
    if any(table.type != "other" for table in tables):
        return None
    if len({section.label for section in sections} & _REPORTS_ONLY) >= _ENOUGH_LABELS:
        return None
    lines = fold_lines(line.text for page in pages for line in page.printed_lines if line.text.strip())
    text = "".join(map(compact, lines))[:_LONGEST]
    spoken = len(natures.budget.findall(text))
    ideographs = len(_IDEOGRAPH.findall(text))
    silent = spoken < _BUDGET_SHARE * ideographs
    reported = not silent and (bool(statements) or len(natures.amount.findall(text)) >= _FEW_AMOUNTS)
    for nature in natures.others:
        none = {"always": True, "no amounts": not reported, "more words": nature.count(text) > spoken}[nature.though]
        if none and nature.is_of(text):
            return f"this is {nature.told}, no budget or final-account report"
    lost = any(issue.loses for issue in issues)
    if silent and not lost and ideographs >= _ENOUGH_IDEOGRAPHS:
        return "the text says nothing of a budget or a final account"
    return None
