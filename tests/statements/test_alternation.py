"""What the words of comparison can begin with: trying only these finds what trying all finds."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from pipeline.statements.alternation import Alternation, openings
from pipeline.statements.tokens import pattern
from tests.statements.reading import cues

FRAGMENTS = (
    "2023年度石桥镇文化站“三公”经费支出决算3.80万元，完成年初预算的96%，比上年减少0.60万元，下降13.64%，主要是下乡演出合并用车。",
    "其中：公务接待费由上年的1.2万元压减到０.8万元，降幅三成；因公出国（境）费为零，与上年持平，系全年未安排团组。",
    "收入、支出分别增加12.6、8.3万元，增长一倍，年末结转和结余无变化；预算数大于决算数的原因：一是缩减会议，二是停办展览。",
    "教育支出两千三百万元，占62.5%，同口径增加 万元，增减情况为新增校舍维修；属政策性增支，增长率5%-8%，回落2.1个百分点。",
)


@pytest.mark.parametrize("text", FRAGMENTS)
def test_same_as_one_pattern_of_all(text: str) -> None:
    """Every token of a passage is the one that a single alternation of all patterns finds at its place."""
    words = pattern(cues())
    single = re.compile("|".join(f"(?P<{name}>{one.pattern})" for name, one in words.patterns.items()))
    assert list(found(words, text)) == [(m.lastgroup, m.span()) for m in single.finditer(text)]


def test_openings_are_known() -> None:
    """No pattern of ours begins with just any character: each such one would be tried at every place."""
    assert [name for name, one in pattern(cues()).patterns.items() if openings(one.pattern) is None] == []


def test_a_pattern_that_begins_with_anything_is_tried_everywhere() -> None:
    words = Alternation({"name": "[^，]{2}费", "mark": "，"})
    assert list(found(words, "，会议费，")) == [("mark", (0, 1)), ("name", (1, 4)), ("mark", (4, 5))]


def test_digits_of_any_script_open_a_figure() -> None:
    assert list(found(Alternation({"figure": r"\d+元"}), "收٣元")) == [("figure", (1, 3))]


def found(words: Alternation, text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """(name, span) of each match, one behind the other."""
    start = 0
    while one := words.search(text, start):
        yield one[0], one[1].span()
        start = one[1].end()
