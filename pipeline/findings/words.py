"""Findings in Chinese: severities, rules, and the few phrases that stand between the figures of a message.

The corpus holds messages once, with English phrases between figures and names; here they are put into Chinese.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

SEVERITIES: Final[Mapping[str, str]] = {"error": "错误", "unit": "单位", "rounding": "尾差", "reading": "识读"}
_WAYS: Final = {
    "increase": "增加",
    "decrease": "减少",
    "flat": "持平",
    "above": "高于预算",
    "below": "低于预算",
    "equal": "等于预算",
}

RULES: Final[Mapping[str, str]] = {
    "code_is_sum_of_its_subcodes": "科目等于下级科目之和",
    "total_is_sum_of_codes": "合计等于各科目之和",
    "subtotal_is_sum_of_its_rows": "小计等于所含各行之和",
    "staff_and_office_costs_gather_their_classes": "人员经费、公用经费等于所含各类之和",
    "listed_rows_add_to_total": "合计等于所列各行之和",
    "scores_add_to_total": "总分等于各项得分之和",
    "total_is_sum_of_columns": "合计栏等于各栏之和",
    "fund_balance_carries_over": "年初结转加收入减支出等于年末结转",
    "change_is_the_difference_of_years": "增减额等于两年之差",
    "items_add_to_the_years_total": "本年合计等于各项之和",
    "grand_total_is_year_and_carried": "总计等于本年合计加结转结余",
    "income_equals_expenditure": "收入总计等于支出总计",
    "three_public_is_sum_of_its_items": "“三公”经费等于各项之和",
    "totals_agree_between_tables": "各表合计一致",
    "codes_agree_between_tables": "各表同一科目一致",
    "codes_stand_in_both_tables": "两表列有同样的科目",
    "classes_agree_with_the_summary": "总表与明细表的类一致",
    "summaries_agree": "两张总表一致",
    "income_sources_agree": "各表收入来源一致",
    "names_repeat_between_tables": "各表同名项目一致",
    "economic_items_within_three_public": "基本支出中的“三公”不超过“三公”表",
    "economic_items_within_what_the_text_says": "基本支出中的会议费、培训费不超过文字所述",
    "rate_follows_from_amounts": "增减率由数额得出",
    "completion_follows_from_amounts": "完成率由数额得出",
    "share_follows_from_amounts": "占比由数额得出",
    "change_is_the_difference_of_its_levels": "变动额等于前后数额之差",
    "rate_needs_a_base": "增减率须有基数",
    "direction_fits_the_rate": "方向与比率相符",
    "rate_is_not_the_amount": "比率不是数额",
    "shares_add_to_the_whole": "各部分合为整体",
    "parts_in_text_add_to_whole": "文字中各部分之和等于整体",
    "split_is_printed_alike": "同一合计的基本、项目支出处处一致",
    "uses_add_to_staff_and_office_costs": "各项用途合为人员经费、公用经费",
    "items_in_text_add_to_class": "文字中各项之和等于类",
    "item_in_text_stands_in_its_table": "文字中的项与表一致",
    "changes_of_parts_add_to_change_of_whole": "各部分变动之和等于整体变动",
    "changes_of_three_public_add_up": "“三公”各项变动之和等于总变动",
    "operating_cost_is_office_cost": "机关运行经费不超过公用经费",
    "text_agrees_with_tables": "文字与表格一致",
    "statement_agrees_with_tables": "表述与表格一致",
    "change_is_printed_alike": "同一变动处处一致",
    "parts_stay_within_their_whole": "部分不超过整体",
    "level_in_text_is_that_of_its_table": "文字中的数额与本节的表一致",
    "total_in_text_stands_in_its_table": "文字中的合计与表一致",
    "changes_of_funds_add_to_their_sum": "各类资金变动之和等于总变动",
    "projects_add_to_their_funds": "项目预算之和等于资金总额",
    "amount_is_in_its_unit": "数额用对单位",
    "statement_is_complete": "表述填有数字",
    "execution_rate_follows_from_its_row": "执行率由本行数额得出",
    "purchases_in_text_are_those_of_their_table": "文字中的采购与采购表一致",
    "purchases_add_to_their_total": "货物、工程、服务采购合为总额",
    "contracts_stay_within_purchases": "授予中小、小微企业的合同不超过采购总额",
    "staff_add_to_their_total": "各类人员合为总数",
    "vehicles_kept_are_among_all": "公务用车保有量不超过车辆总数",
    "vehicles_add_to_their_total": "各类车辆合为总数",
    "vehicles_stand_in_the_table_of_assets": "车辆数与资产表一致",
    "columns_stand_beside_their_codes": "数额与科目同行",
    "years_add_to_their_plan": "各年之和等于规划总额",
    "accounts_stand_in_their_budget": "科目列于所属预算",
}

_PHRASES: Final = tuple(
    (re.compile(english), chinese)
    for english, chinese in (
        (r", printed (?P<way>increase|decrease|flat) of ", "，印为{way}"),
        (r"(?:, )?printed (\S+元): 万元 is meant", r"，印为\1，应为万元"),
        (r": 万元 is meant", "，应为万元"),
        (r", printed ", "，印为"),
        (r" and (.+?) differ, other codes do not", r" 与 \1 不等，其他科目相等"),
        (r" stands beside another name in (.+), not (.+)", r" 在《\1》中不在“\2”一行"),
        (r": (.+) has no (\S+)", r"：《\1》中没有 \2"),
        (r"; (.+) of (.+) gives it", r"；按\2的\1则成立"),
        (r"; (.+) % is the rate of (.+)", r"；\1 % 是\2的比率"),
        (r"; follows from ", "；由此引起："),
        (r"; other rows fail too, rows or columns may be displaced", "；其他行也不成立，行或列可能错位"),
        (r" in the text, (.+) in the table", r"（文字），\1（表格）"),
        (r": changed by (.+) there, by (.+) here", r"：彼处变动 \1，此处变动 \2"),
        (r"(?P<way>flat), yet a change of ", "称{way}，却变动 "),
        (r"(?P<way>above|below|equal|increase|decrease|flat), yet (.+) % of the budget", r"称{way}，却为预算的 \2 %"),
        (r": growth from 0", "：由零增长"),
        (r" of a budget of 0", "，预算为 0"),
        (r" is no rate", "不成比率"),
        (r": the form's blank was left without its figure", "：空格中没有填数字"),
        (r"; (.+) is listed twice", r"；\1列了两次"),
        (r", more than the (.+) they are parts of", r"，超过所属的 \1"),
        (r"; (.+) is missing", r"；缺 \1"),
        (r" of all \(辆\)", "（车辆总数，辆）"),
        (r" is printed as (.+?) %;", r"印作 \1 %；"),
        (r" with the same (.+)万元 completes (.+) %", r"同为\1万元，完成率为 \2 %"),
        (r" is not compared, a number (?:beside|below) it could not be read", "未作比较，旁边有数字未能识读"),
        (r"… \((\d+) more\)", r"……（另 \1 项）"),
    )
)


def in_chinese(message: str) -> str:
    """A message of a check with its phrases in Chinese; names, figures and arithmetic stay.

    >>> in_chinese("“三公”经费: 0.09 ÷ (0.38 + 0.09) = 19.15 %, printed 23.15 %")
    '“三公”经费: 0.09 ÷ (0.38 + 0.09) = 19.15 %，印为23.15 %'
    >>> in_chinese("公务接待费 2.10元: 万元 is meant"), in_chinese("支出: 3 − 2 = 1, printed decrease of 2")
    ('公务接待费 2.10元，应为万元', '支出: 3 − 2 = 1，印为减少2')
    """
    for english, chinese in _PHRASES:
        message = english.sub(lambda found, chinese=chinese: _filled(found, chinese), message)  # type: ignore[misc]
    return message


def _filled(found: re.Match[str], chinese: str) -> str:
    way = found.groupdict().get("way")
    return found.expand(chinese.replace("{way}", _WAYS[way]) if way else chinese)
