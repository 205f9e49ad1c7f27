"""`pipeline train`: what is written, what is told, what is refused."""

from __future__ import annotations

import argparse
import io
import json
from datetime import date
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.train import Part, Trained, command
from pipeline.train.cards import store

PART = Part("words", "a model of nothing", lambda annotations: TRAINED)
TRAINED = Trained(
    {"model.npz": b"weights"}, {"a.jsonl": 3}, {"top-1": 0.98765, "items": 3}, seed=7, libraries=("numpy",)
)


@pytest.fixture
def annotations(tmp_path: Path) -> Path:
    (tmp_path / "annotations").mkdir()
    (tmp_path / "annotations" / "a.jsonl").write_text("{}\n", "utf-8")
    return tmp_path / "annotations"


def _run(monkeypatch: pytest.MonkeyPatch, annotations: Path, *parts: str) -> str:
    monkeypatch.setattr(command, "PARTS", (PART,))
    parser, out = argparse.ArgumentParser(), io.StringIO()
    command.add_arguments(parser)
    models = annotations.parent / "models"
    given = parser.parse_args([*parts, "--annotations", str(annotations), "--models", str(models)])
    assert command.run(given, out) == 0
    return out.getvalue()


def test_model_card_and_scores(monkeypatch: pytest.MonkeyPatch, annotations: Path) -> None:
    told = _run(monkeypatch, annotations, "words")
    folder = annotations.parent / "models" / "words"
    assert told == f"words: 3 items → {folder}\n  top-1 0.988  items 3\n"
    assert (folder / "model.npz").read_bytes() == b"weights"
    card = json.loads((folder / "card.json").read_text("utf-8"))
    assert card["command"] == "pipeline train words"
    assert card["data"] == {
        "a.jsonl": {"items": 3, "sha256": "ca3d163bab055381827226140568f3bef7eaac187cebd76878e0b63e9e442356"}
    }
    assert (card["seed"], card["scores"]) == (7, {"top-1": 0.98765, "items": 3})


def test_the_date_stays_until_something_else_changes(annotations: Path, tmp_path: Path) -> None:
    def dated(trained: Trained, day: int) -> str:
        folder = store(PART, trained, annotations, tmp_path, date(2026, 3, day))
        found: str = json.loads((folder / "card.json").read_text("utf-8"))["date"]
        return found

    assert dated(TRAINED, 1) == "2026-03-01"
    assert dated(TRAINED, 2) == "2026-03-01"
    assert dated(Trained({"model.npz": b"others"}, TRAINED.data, TRAINED.scores), 3) == "2026-03-03"


def test_an_unknown_part_is_refused(monkeypatch: pytest.MonkeyPatch, annotations: Path) -> None:
    with pytest.raises(UsageError, match="wrods: no part that is trained; known are words"):
        _run(monkeypatch, annotations, "wrods")


def test_without_annotations_there_is_nothing_to_learn_from(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no folder of annotations"):
        _run(monkeypatch, tmp_path / "nowhere", "words")
