"""Corrections become annotations in the schemas that training reads."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from pipeline.annotate.corrections import store
from pipeline.annotate.tasks import HeadingMark, StatementMark, Task
from pipeline.errors import UsageError
from pipeline.train.passages import read_corrections

TEXT = "公务接待费0.42万元，比上年减少0.07万元，\n下降14.29%，原因是来访批次\n减少。"
CLAIM = StatementMark(13, 32, "change", "prior_year", "decrease", "公务接待费", "0.07", "14.29", "来访批次减少")
PASSAGE = Task("statements", "0123456789ab-s009", "所.txt", TEXT, "final", (CLAIM,), ("八、“三公”经费",))


def test_a_corrected_section_is_a_passage_to_learn_from(tmp_path):
    (path,) = store([PASSAGE], tmp_path)
    assert path == tmp_path / "corrections" / "passages" / "0123456789ab.jsonl"
    (passage,) = read_corrections(tmp_path / "corrections" / "passages")
    assert (passage.text, passage.headings, passage.kind_of_report) == (TEXT, ("八、“三公”经费",), "final")
    (statement,) = passage.statements
    assert (statement.start, statement.gold.amount, statement.gold.reason) == (13, "0.07", ("来访批次减少",))


def test_correcting_a_document_again_replaces_what_was_said_of_it(tmp_path):
    store([PASSAGE], tmp_path)
    store([replace(PASSAGE, marks=())], tmp_path)
    (passage,) = read_corrections(tmp_path / "corrections" / "passages")
    assert passage.statements == ()


@pytest.mark.parametrize(
    ("mark", "told"),
    [
        (replace(CLAIM, base=None), "has no base"),
        (replace(CLAIM, indicator=None), "has no indicator"),
        (replace(CLAIM, reason="来访批次增加"), "the reason “来访批次增加” does not stand in the text"),
    ],
)
def test_what_lacks_something_is_refused_by_name(mark, told, tmp_path):
    with pytest.raises(UsageError, match=rf"所\.txt, 0123456789ab-s009: .*{told}"):
        store([replace(PASSAGE, marks=(mark,))], tmp_path)
    assert not (tmp_path / "corrections").exists()


def test_a_corrected_outline_has_numbers_levels_and_labels(tmp_path):
    text = "某所\n2024年度\n第一部分 概况\n一、职责\n负责检定。\n其他说明\n"
    marks = tuple(
        HeadingMark(text.index(words), text.index(words) + len(words), label)
        for words, label in (
            ("某所\n2024年度", "cover"),
            ("第一部分 概况", "overview"),
            ("一、职责", "duties"),
            ("其他说明", "other"),
        )
    )
    task = Task("headings", "0123456789ab", "所.txt", text, "final", marks, (), "430112", 2024)
    (path,) = store([task], tmp_path)
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert [(one["level"], one["number"], one["title"], one["label"]) for one in lines] == [
        (0, "", "某所2024年度", "cover"),
        (0, "第一部分", "概况", "overview"),
        (1, "一、", "职责", "duties"),
        (0, "", "其他说明", "other"),
    ]
    assert {(one["doc"], one["region"], one["year"], one["report_type"]) for one in lines} == {
        ("所.txt", "430112", 2024, "final")
    }
