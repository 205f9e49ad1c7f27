"""Fitting: groups are held out whole, probabilities are calibrated, the same examples give the same bytes."""

from __future__ import annotations

import numpy as np

from pipeline.learning.linear import dump_linear
from pipeline.train.linear import Examples, fit_linear, fit_temperature, held_out_logits, held_out_models

SAMPLES = [
    {"收入": 1.0, "表": 1.0},
    {"收入": 1.0},
    {"支出": 1.0, "表": 1.0},
    {"支出": 1.0},
    {"概况": 1.0},
    {"概况": 1.0, "表": 0.5},
]
EXAMPLES = Examples(SAMPLES, ["income", "income", "expenditure", "expenditure", "overview", "overview"], list("abacbc"))


def test_learned_classes_are_found_again_and_training_again_gives_the_same_bytes() -> None:
    model = fit_linear(EXAMPLES, "test 1", strength=10.0)
    assert [model.predict(sample)[0] for sample in SAMPLES] == list(EXAMPLES.labels)
    assert dump_linear(fit_linear(EXAMPLES, "test 1", strength=10.0)) == dump_linear(model)


def test_rare_features_are_left_out() -> None:
    assert list(fit_linear(EXAMPLES, "test 1", rarest=3).features) == ["表"]


def test_two_classes_have_a_column_each() -> None:
    model = fit_linear(Examples(SAMPLES[:4], EXAMPLES.labels[:4], EXAMPLES.groups[:4]), "test 1", strength=10.0)
    assert model.classes == ("expenditure", "income")
    assert [model.predict(sample)[0] for sample in SAMPLES[:4]] == list(EXAMPLES.labels[:4])


def test_a_sample_is_judged_by_a_model_that_never_saw_its_group() -> None:
    """Group b alone has 收 for income: without it the word says nothing."""
    examples = Examples([{"收": 1.0}, {"收": 1.0}, {"支": 1.0}, {"支": 1.0}, {"概": 1.0}], list("iieeo"), list("bbaca"))
    logits = held_out_logits(examples, held_out_models(examples, "test 1", rarest=1), ["e", "i", "o"])
    assert (logits[:2, 1] == -50).all()  # income was in no other group
    assert logits[3].argmax() == 0


def test_temperature_makes_bold_logits_modest() -> None:
    logits = np.array([[6.0, 0.0]] * 10)
    truth = [0] * 7 + [1] * 3  # sure of 0.998, right in 7 of 10
    assert abs(1 / (1 + np.exp(-6 / fit_temperature(logits, truth))) - 0.7) < 0.08
