"""Words as jieba cuts them: cues of one character, names that must stay whole."""

from __future__ import annotations

from pipeline.statements.tokens import Words, tokens
from pipeline.vocabulary.accounts import load_accounts
from pipeline.vocabulary.words import fiscal_words
from tests.statements.reading import change, cues, read


def test_words_begin_where_they_are_cut() -> None:
    words = Words("因人员调出减少", (0, 1, 3, 5))
    assert words.within(1, 5) == ("人员", "调出")
    assert words.whole(0, 1)
    assert not words.whole(1, 2)
    assert Words("因素").whole(0, 1)  # nobody cut it: everything may be a word


def test_a_cue_inside_a_word_is_none() -> None:
    alone, inside = Words("支出因调资增加", (0, 2, 3, 5)), Words("支出因缘增加", (0, 2, 4))
    assert [token.text for token in tokens(alone, cues()) if token.kind == "open"] == ["因"]
    assert [token.text for token in tokens(inside, cues()) if token.kind == "open"] == []


def test_a_name_keeps_its_words() -> None:
    assert read("年终结余3.1万元，比上年增加0.2万元。") == [change("年终结余", "prior_year", "increase", "0.2")]
    assert read("其他收入8.2万元，比上年减少1.3万元。") == [change("其他收入", "prior_year", "decrease", "1.3")]


def test_fiscal_words_are_the_cues_and_the_accounts() -> None:
    words = fiscal_words(cues(), load_accounts())
    assert {"年初预算", "公务接待费", "行政运行", "住房公积金", "主要原因是"} - set(words) == {"主要原因是"}
    assert all(2 <= len(word) <= 10 for word in words)


def test_a_passage_that_ends_in_a_bracket_behind_a_digit_has_an_end() -> None:
    assert [token.text for token in tokens(Words("（支出5.00万元，见表3）"), cues())][-1:] == ["）"]
