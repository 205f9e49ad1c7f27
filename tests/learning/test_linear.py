"""The stored form of a model, and what it answers."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.learning import BadModel, LinearModel, load_linear
from pipeline.learning.linear import dump_linear

MODEL = LinearModel(
    "test 1",
    ("income", "other"),
    {"收入": 0, "支出": 1},
    np.array([[2.0, 0.0], [0.5, 1.5]], np.float32),
    np.array([0.0, 1.0], np.float32),
    2.0,
)


def test_probabilities_are_a_softmax_of_the_weighted_features_over_the_temperature() -> None:
    found = MODEL.probabilities([{"收入": 2.0, "never seen": 9.0}, {}])
    assert found[0] == pytest.approx([np.exp(1.5) / (1 + np.exp(1.5)), 1 / (1 + np.exp(1.5))])
    assert found[1] == pytest.approx([1 / (1 + np.exp(0.5)), np.exp(0.5) / (1 + np.exp(0.5))])


def test_the_most_likely_class_and_why() -> None:
    label, score = MODEL.predict({"收入": 2.0, "支出": 1.0})
    assert (label, round(score, 3)) == ("income", 0.731)
    assert MODEL.reasons({"收入": 2.0, "支出": 1.0}, "income") == [("收入", 2.0), ("支出", -0.5)]


def test_a_model_is_read_as_it_was_written_and_has_the_same_bytes_each_time(tmp_path) -> None:
    path = tmp_path / "model.npz"
    path.write_bytes(dump_linear(MODEL))
    read = load_linear(path, "test 1")
    assert (read.classes, dict(read.features), read.temperature) == (MODEL.classes, MODEL.features, 2.0)
    assert read.weights.tolist() == MODEL.weights.tolist()
    assert dump_linear(read) == path.read_bytes()


def test_a_model_for_other_features_is_refused(tmp_path) -> None:
    path = tmp_path / "model.npz"
    path.write_bytes(dump_linear(MODEL))
    with pytest.raises(BadModel, match="made for 'test 1', the program wants 'test 2'; make it with: pipeline train"):
        load_linear(path, "test 2")


@pytest.mark.parametrize("damage", [lambda raw: raw[:100], lambda raw: b"", lambda raw: b"\x80\x04N."])
def test_a_damaged_model_and_a_pickle_are_refused(damage, tmp_path) -> None:
    path = tmp_path / "model.npz"
    path.write_bytes(damage(dump_linear(MODEL)))
    with pytest.raises(BadModel, match="no model that can be read"):
        load_linear(path, "test 1")


def test_a_name_with_a_line_break_cannot_be_stored() -> None:
    with pytest.raises(ValueError, match="line break"):
        dump_linear(LinearModel("test 1", ("a", "b\n"), {}, np.zeros((0, 2), np.float32), np.zeros(2, np.float32)))
