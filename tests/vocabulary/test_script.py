"""One script and no pinyin: what is folded away, what has to stay."""

from __future__ import annotations

import pytest

from pipeline.errors import BadVocabulary
from pipeline.vocabulary.script import fold_lines, read_pairs, simplified


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("政務(wù)服務(wù)中心", "政务服务中心"),
        ("國(guo)家税務（shuì）局", "国家税务局"),  # without tone; full-width brackets
        ("(xiàn)級財政", "级财政"),  # broken from its ideograph by a line
        ("因公出国（境）费(A)", "因公出国（境）费(A)"),
        ("(a)预算数", "(a)预算数"),
    ],
)
def test_pinyin_of_web_pages_is_dropped_and_other_brackets_stay(printed: str, folded: str) -> None:
    assert simplified(printed) == folded


def test_a_document_in_simplified_script_keeps_characters_that_are_traditional_elsewhere() -> None:
    assert fold_lines(["乾县水利局", "２０２４年 部门预算"]) == ("乾县水利局", "2024年 部门预算")
    assert fold_lines(["烏蒙縣財政局", "部門預算"]) == ("乌蒙县财政局", "部门预算")


def test_an_entry_that_is_no_pair_is_named() -> None:
    with pytest.raises(
        BadVocabulary, match=r"traditional\.txt, '預算預': give a traditional and a simplified character"
    ):
        read_pairs("# comment\n預预 預算預")
