"""What users corrected in Label Studio is learned from."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from pipeline.statements.language import load_language
from pipeline.train.sections.outlines import Title, read_outlines
from pipeline.train.statements import answer_passages
from pipeline.vocabulary import load_vocabulary

PASSAGES = Path(__file__).parents[2] / "annotations" / "passages"


def test_corrected_headings_are_outlines_of_their_province(tmp_path: Path) -> None:
    line = {"doc": "所.txt", "region": "361028", "year": 2024, "report_type": "budget"}
    heading = {"level": 1, "number": "三、", "title": "资金安排去向", "label": "expenditure"}
    folder = tmp_path / "corrections" / "headings"
    folder.mkdir(parents=True)
    (folder / "0123456789ab.headings.jsonl").write_text(json.dumps({**line, **heading}) + "\n", "utf-8")
    (outline,) = read_outlines(tmp_path)
    assert (outline.region, outline.source) == ("360000", "corrections/headings/0123456789ab.headings.jsonl")
    assert outline.titles == (Title(1, "三、", "资金安排去向", ("expenditure",)),)


@pytest.mark.slow
def test_corrected_statements_are_examples_for_training_and_none_for_the_test(tmp_path: Path) -> None:
    text = "公务接待费0.42万元，比上年减少0.07万元，下降14.29%。"
    said = {"quote": "比上年减少0.07万元，下降14.29%", "kind": "change", "indicator": ["公务接待费"], "base": "prior_year",
            "direction": "decrease", "amount": "0.07", "percent": "14.29", "reason": None}  # fmt: skip
    passage = {"id": "0123456789ab-s009", "headings": [], "kind_of_report": "final", "text": text, "statements": [said]}
    (tmp_path / "passages").mkdir()
    shutil.copy(PASSAGES / "splits.toml", tmp_path / "passages")
    (tmp_path / "corrections" / "passages").mkdir(parents=True)
    (tmp_path / "corrections" / "passages" / "0123456789ab.jsonl").write_text(json.dumps(passage) + "\n", "utf-8")
    vocabulary = load_vocabulary()
    language = load_language(vocabulary.cues, vocabulary.accounts)
    (learned,) = answer_passages(tmp_path, "train", vocabulary, language).answers
    assert (learned.manner, learned.right) == ("0123456789ab", True)
    assert not answer_passages(tmp_path, "test", vocabulary, language).answers
