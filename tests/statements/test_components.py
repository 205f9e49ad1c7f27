"""The components of the spaCy pipeline, one by one: what each gives, and what is missing when it is switched off."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.statements import find_statements
from pipeline.statements.drafts import Reading
from pipeline.statements.language import COMPONENTS, reading_of
from pipeline.statements.passages import read_passages
from tests.statements.reading import Said, change, completion, cues, language, said, section

TEXT = (
    "2023年度会议费支出3.2万元，完成年初预算的80%，比上年减少0.8万元，下降20%，主要原因是改用视频会议。\n"
    "教育支出（类）进修及培训（款）培训支出（项）2.1万元，与上年持平。"
)
MEETINGS = (
    completion("会议费", "initial_budget", None, "3.2", "80"),
    change("会议费", "prior_year", "decrease", "0.8", "20", "改用视频会议"),
)
TRAINING = change("教育支出（类）进修及培训（款）培训支出（项）", "prior_year", "flat")


def without(*names: str) -> list[Said]:
    with language().select_pipes(disable=list(names)):
        return [said(one) for one in find_statements((section(TEXT),), cues(), language(), "0" * 64)]


def read_up_to(last: str) -> Reading:
    """What is known after a component and all before it."""
    reading = Reading(cues(), None, TEXT, 2023, tuple(read_passages(TEXT, cues().traditional)))
    doc = language().make_doc(reading.folded)
    doc._.reading = reading
    with language().select_pipes(enable=list(COMPONENTS[: COMPONENTS.index(last) + 1])):
        language()(doc)
    return reading


def test_all_components() -> None:
    assert language().pipe_names == list(COMPONENTS)
    assert without() == [*MEETINGS, TRAINING]


@pytest.mark.parametrize("name", ["clauses", "comparisons"])
def test_without_clauses_or_comparisons_nothing_is_said(name: str) -> None:
    assert without(name) == []


def test_without_figures_nothing_has_one() -> None:
    found = without("figures")
    assert [(one.amount, one.percent) for one in found] == [(None, None)] * len(found)
    assert TRAINING in found


def test_without_reasons_there_are_none() -> None:
    assert without("reasons") == [MEETINGS[0], MEETINGS[1]._replace(reason=None), TRAINING]


def test_without_bases_a_verb_and_a_figure_still_compare_with_the_year_before() -> None:
    assert without("bases") == [completion("会议费", "annual_budget", None, "3.2", "80"), MEETINGS[1]]


def test_accounts() -> None:
    def codes() -> list[str | None]:
        return [one.indicator_code for one in find_statements((section(TEXT),), cues(), language(), "0" * 64)]

    assert codes() == ["30215", "30215", "2050803"]
    with language().select_pipes(disable="accounts"):
        assert codes() == [None, None, None]


def test_scores_are_rough_without_the_model() -> None:
    with language().select_pipes(disable="scores"):
        rough = find_statements((section(TEXT),), cues(), language(), "0" * 64)
    judged = find_statements((section(TEXT),), cues(), language(), "0" * 64)
    assert [one.score for one in rough] == [0.93, 0.93, 0.97]
    assert [one.score for one in judged] != [one.score for one in rough]
    assert [replace(one, score=0) for one in judged] == [replace(one, score=0) for one in rough]


def test_clauses_cut_words_and_cues() -> None:
    reading = read_up_to("clauses")
    words = reading.words[0].within(0, 20)
    assert words[:5] == ("2023", "年度", "会议费", "支出", "3.2")
    assert [token.text for token in reading.tokens[1]] == ["2.1万元", "，", "与上年", "持平", "。"]


def test_figures_are_exact() -> None:
    values = [str(token.value) for token in read_up_to("figures").tokens[0] if token.value is not None]
    assert values == ["3.2", "80", "0.8", "20"]


def test_reasons_are_spans_of_the_passage() -> None:
    reading = read_up_to("reasons")
    (start, end) = next(token.reason for token in reading.tokens[0] if token.reason)
    assert reading.passages[0].text[start:end] == "改用视频会议"


def test_bases_have_a_meaning() -> None:
    reading = read_up_to("bases")
    found = [(token.text, token.base) for tokens in reading.tokens for token in tokens if token.base]
    assert found == [("完成年初预算的", "initial_budget"), ("比上年", "prior_year"), ("与上年", "prior_year")]


def test_a_passage_that_compares_nothing_is_not_cut_into_words() -> None:
    doc = language().make_doc("本馆负责收集地方文献并向读者开放\n会议费3.2万元")
    assert [token.text for token in doc] == ["本馆负责收集地方文献并向读者开放", "\n", "会议费", "3.2", "万元"]


def test_a_strange_doc_is_refused() -> None:
    with pytest.raises(ValueError, match="no reading"):
        reading_of(language().make_doc("会议费"))
