"""Passages as examples of statements: what is right, what counts neither way, and a model of scores."""

from __future__ import annotations

import json

import pytest

from pipeline.statements.language import load_language
from pipeline.statements.scores import MADE_FOR, RIGHT
from pipeline.train.statements import Answer, Answers, answer_passages, calibration_error, fit_scores
from pipeline.vocabulary import load_vocabulary

MANNERS = ("m01", "m02", "m03", "m04")
CLAIM = {"kind": "change", "base": "prior_year", "direction": "increase", "percent": None, "reason": None}


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    """Four manners: each with a right, a wrong and a debatable statement."""
    folder = tmp_path_factory.mktemp("annotations") / "passages"
    folder.mkdir()
    (folder / "splits.toml").write_text('train = ["m01", "m02", "m03", "m04"]\ntest = []\n', "utf-8")
    for manner in MANNERS:
        text = "会议费比上年增加3万元。培训费比上年增加2万元。差旅费比上年增加1万元。"
        claims = [
            CLAIM | {"quote": "会议费比上年增加3万元", "indicator": "会议费", "amount": "3"},
            CLAIM | {"quote": "培训费比上年增加2万元", "indicator": "培训费", "amount": "20"},
            CLAIM | {"quote": "差旅费比上年增加1万元", "indicator": "差旅费", "amount": "1", "debatable": "for a test"},
        ]
        line = {
            "id": f"{manner}-01", "headings": ["一、情况说明"], "text": text, "kind_of_report": "final", "statements": claims
        }  # fmt: skip
        (folder / f"{manner}_own.jsonl").write_text(json.dumps(line, ensure_ascii=False) + "\n", "utf-8")
    vocabulary = load_vocabulary()
    language = load_language(vocabulary.cues, vocabulary.accounts)
    return answer_passages(folder.parent, "train", vocabulary, language)


def test_answers_are_right_wrong_or_neither(answers: Answers) -> None:
    told = [(one.manner, one.found.indicator, one.right) for one in answers.answers]
    assert told == [
        (manner, *one) for manner in MANNERS for one in (("会议费", True), ("培训费", False), ("差旅费", None))
    ]
    assert (answers.statements.gold, answers.statements.right) == (8, 4)


def test_scores_are_learned_from_what_counts(answers: Answers) -> None:
    model, held_out = fit_scores(answers.answers)
    assert model.made_for == MADE_FOR
    assert sorted(model.classes) == [RIGHT, "wrong"]
    assert len(held_out) == 8


def test_the_same_answers_give_the_same_model(answers: Answers) -> None:
    one, other = fit_scores(answers.answers)[0], fit_scores(answers.answers)[0]
    assert one.weights.tolist() == other.weights.tolist()
    assert one.temperature == other.temperature


def test_calibration_error() -> None:
    assert calibration_error([0.9, 0.9, 0.9, 0.9], [True, True, True, False]) == pytest.approx(0.15)
    assert calibration_error([1.0, 0.0], [True, False]) == 0.0
    assert calibration_error([], []) == 0.0


def test_answers_keep_their_passage(answers: Answers) -> None:
    first: Answer = answers.answers[0]
    assert (first.passage, first.sample["kind=change"]) == ("m01-01", 1.0)
