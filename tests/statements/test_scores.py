"""Scores: the signs of how a statement was made, and a model that judges by them."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.errors import PipelineError
from pipeline.learning import LinearModel, load_linear, model_file
from pipeline.statements.find import Found, find_drafts
from pipeline.statements.scores import MADE_FOR, RIGHT, load_scores, score, signs_of
from tests.statements.reading import cues, language, section


def drafts(text: str, label: str = "other") -> list[Found]:
    return find_drafts((section(text, label=label),), cues(), language())


def test_signs_tell_how_a_statement_was_made() -> None:
    (found,) = drafts("2023年会议费支出3万元，比上年减少1万元，下降25%，主要原因是合并办会。")
    signs = signs_of(found.draft, found.reading)
    assert (signs.kind, signs.source, signs.base_from, signs.figures) == ("change", "clause", "clause", "both")
    assert (signs.arithmetic, signs.reason_from, signs.reason_open, signs.far) == ("agrees", "beside", False, 2)
    assert signs.name == ("会议", "议费")
    assert signs.after == ("，", "主要原因", "是", "合并")


def test_signs_of_doubt() -> None:
    (found,) = drafts("减少1万元，下降30%，差旅O.5万元。", label="three_public")
    signs = signs_of(found.draft, found.reading)
    assert (signs.source, signs.base_from, signs.far) == ("label", "nowhere", 9)
    (wrong,) = drafts("会议费支出3万元，比上年减少1万元，下降30%。")
    assert signs_of(wrong.draft, wrong.reading).arithmetic == "differs"


def test_samples_are_numbers_by_name() -> None:
    (found,) = drafts("会议费支出3万元，比上年减少1万元，下降25%。")
    sample = signs_of(found.draft, found.reading).sample()
    assert sample["kind=change"] == 1.0
    assert sample["change figures=both"] == 1.0
    assert sample["money"] == 1.0
    assert sample["ends:议费"] == 1.0
    assert all(0 <= value <= 2 for value in sample.values())


def test_the_model_judges() -> None:
    """A model that believes only what agrees with the amounts."""
    features = {"arithmetic=agrees": 0}
    model = LinearModel(
        MADE_FOR, (RIGHT, "wrong"), features, np.array([[2.0, -2.0]], np.float32), np.array([-1.0, 1.0], np.float32)
    )
    (found,) = drafts("会议费支出3万元，比上年减少1万元，下降25%。")
    score(found.reading, model)
    assert found.draft.score == pytest.approx(0.881, abs=0.001)
    found.draft.current = None
    score(found.reading, model)
    assert found.draft.score == pytest.approx(0.119, abs=0.001)


def test_the_stored_model_is_for_these_signs() -> None:
    model = load_scores()
    assert model.made_for == MADE_FOR
    assert set(model.classes) == {RIGHT, "wrong"}
    with pytest.raises(PipelineError, match="pipeline train"):
        load_linear(model_file("statements"), "statements 0")
