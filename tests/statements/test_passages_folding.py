"""Paragraphs of a section, folded, with the place of every character."""

from __future__ import annotations

from pipeline.statements.passages import fold, read_passages
from tests.statements.reading import cues


def texts(text: str) -> list[str]:
    return [passage.text for passage in read_passages(text, cues().traditional)]


def test_lines_broken_inside_a_sentence_are_joined() -> None:
    assert texts("收入合计3万\n元,比上年\n\n增加1万元。\n支出合计3万元。") == [
        "收入合计3万元，比上年增加1万元。",
        "支出合计3万元。",
    ]


def test_page_number_between_two_halves_is_dropped() -> None:
    assert texts("公务用车运行\n- 13 -\n维护费2万元。") == ["公务用车运行维护费2万元。"]


def test_numbered_lines_open_passages_and_lose_their_number() -> None:
    found = list(read_passages("1. 公务接待费\n支出2万元。\n(二)会议费3.5万元。", cues().traditional))
    assert [(passage.text, passage.numbered) for passage in found] == [
        ("公务接待费", True),
        ("支出2万元。", False),
        ("会议费3.5万元。", True),
    ]


def test_table_rows_stay_apart() -> None:
    assert texts("项目 |\n决算数 |\n合计3万元") == ["项目|", "决算数|", "合计3万元"]


def test_places_lead_back_to_the_printed_characters() -> None:
    text = "預(yù)算 3 萬元"
    (passage,) = read_passages(text, cues().traditional)
    assert passage.text == "预算3万元"
    assert [text[place] for place in passage.places] == ["預", "算", "3", "萬", "元"]
    assert passage.span(2, 5) == (text.index("3"), len(text))


def test_commas_between_thousands_are_not_punctuation() -> None:
    assert fold("１，２３４.50万元，增加2,345元", {}) == "1,234.50万元，增加2,345元"


def test_full_stop_in_half_width_ends_a_sentence() -> None:
    assert fold("下降3.5%.支出减少", {}) == "下降3.5%。支出减少"
