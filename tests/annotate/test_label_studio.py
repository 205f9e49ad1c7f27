"""Tasks go to Label Studio and come back; `recordings/label_studio_export.json` is what its 1.23 exported.

There a person opened the first task in a browser, changed the direction to 减少, marked a share without saying what of,
and submitted; nobody opened the second.
"""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from pipeline.annotate.corrections import store
from pipeline.annotate.label_studio import dump_tasks, interface, load_tasks
from pipeline.annotate.tasks import HeadingMark, StatementMark, Task
from pipeline.errors import UsageError
from pipeline.vocabulary.headings import LABELS

RECORDED = Path(__file__).parents[1] / "recordings" / "label_studio_export.json"
TEXT = "本年支出86.20万元，比上年增加3.10万元，增长3.73%，主要是𠮷山站新聘一人。"
PASSAGE = Task(
    what="statements",
    task_id="0123456789ab-s004",
    doc="档案馆.pdf",
    text=TEXT,
    report_type="final",
    marks=(
        StatementMark(
            start=12,
            end=31,
            kind="change",
            base="prior_year",
            direction="increase",
            indicator="本年支出",
            amount="3.1",
            percent="3.73",
            reason="𠮷山站新聘一人",
            score=0.8,
        ),
    ),
    headings=("第三部分 情况说明", "二、支出决算"),
)


def submitted(task: Task, **changes: object) -> list[dict]:
    """An export in which a person accepted what the machine said."""
    (item,) = dump_tasks([task], "pipeline 1")
    done = {"result": item["predictions"][0]["result"], "was_cancelled": False, "updated_at": "2025-05-01", **changes}
    return [{**item, "annotations": [done]}]


def without_scores(task: Task) -> tuple:
    return tuple((mark.start, mark.end, getattr(mark, "label", None) or mark.indicator) for mark in task.marks)


def test_what_a_person_accepts_comes_back_as_it_was():
    (back,) = load_tasks(submitted(PASSAGE))
    assert (back.text, back.headings, back.task_id) == (TEXT, PASSAGE.headings, PASSAGE.task_id)
    (mark,) = back.marks
    assert mark == StatementMark(
        start=12,
        end=31,
        kind="change",
        base="prior_year",
        direction="increase",
        indicator="本年支出",
        amount="3.1",
        percent="3.73",
        reason="𠮷山站新聘一人",
    )


def test_places_behind_a_rare_ideograph_are_counted_as_a_browser_does():
    outline = Task(
        "headings", "0123456789ab", "a.txt", "𠮷山站概况\n一、职责\n", "final", (HeadingMark(6, 10, "duties", 0.9),)
    )
    exported = submitted(outline)
    assert exported[0]["annotations"][0]["result"][0]["value"]["start"] == 7
    assert without_scores(load_tasks(exported)[0]) == ((6, 10, "duties"),)


def test_what_was_recorded_from_a_browser_is_read():
    (task,) = load_tasks(json.loads(RECORDED.read_text("utf-8")))
    changed, added = task.marks
    assert (changed.direction, changed.amount, changed.reason) == ("decrease", "6.28", "发放死亡抚恤金")
    assert (task.text[added.start : added.end], added.kind, added.base) == ("经费212.13万元，公用", "share", None)


def test_what_a_person_forgot_is_named_all_at_once_and_nothing_is_written(tmp_path):
    tasks = load_tasks(json.loads(RECORDED.read_text("utf-8")))
    with pytest.raises(UsageError, match=r"“经费212\.13万元，公用” has no indicator"):
        store(tasks, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_latest_annotation_counts_and_a_cancelled_one_does_not():
    (item,) = submitted(PASSAGE)
    older = {**item["annotations"][0], "result": [], "updated_at": "2025-04-01"}
    cancelled = {**older, "was_cancelled": True, "updated_at": "2025-06-01"}
    (task,) = load_tasks([{**item, "annotations": [older, *item["annotations"], cancelled]}])
    assert len(task.marks) == 1
    assert load_tasks([{**item, "annotations": [cancelled]}]) == []


@pytest.mark.parametrize("exported", [{"data": {}}, [{"id": 1, "text": "一"}], [{"annotations": [{}], "data": {}}]])
def test_another_file_is_refused(exported):
    with pytest.raises(UsageError, match="export the project as JSON"):
        load_tasks(exported)


def test_the_interface_offers_exactly_the_labels_of_the_contract():
    offered = [label.get("alias") for label in ElementTree.fromstring(interface("headings")).iter("Label")]
    assert sorted(offered) == sorted(LABELS)
