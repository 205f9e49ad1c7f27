"""Headings that gather sections on several amounts."""

from pipeline.sections.judge import gathering
from pipeline.sections.tree import Node


def labels(*nodes):
    """Labels of nodes given as (parent, label), in the order of their headings."""
    return [node.label for node in gathering([Node(parent, 0, label, 1.0) for parent, label in nodes])]


def test_a_heading_of_income_and_expenditure_above_their_sections_is_the_narrative():
    """第二部分 收支情况 / 五、2024年部门预算收支说明 / （一）收支总体情况 （二）收入情况 （三）支出情况 （四）“三公”经费."""
    below = [(1, "overall"), (1, "income"), (1, "expenditure"), (1, "three_public")]
    assert labels((None, "overall"), (0, "overall"), *below) == [
        "narrative", "narrative", "overall", "income", "expenditure", "three_public"
    ]  # fmt: skip


def test_the_section_itself_keeps_its_label():
    """收支总体情况 with 1. 收入 and 2. 支出 below it."""
    assert labels((None, "overall"), (0, "income"), (0, "expenditure")) == ["overall", "income", "expenditure"]
