"""Reading annotated passages: what comes out of a line, and how a wrong line is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.scoring.gold import GoldStatement
from pipeline.train.passages import BadPassage, Passage, PassageStatement, read_passages

TEXT = "收、支总计各增加3.20万元；公务接待费0.45万元，与上年持平；会议费1.10万元，与上年持平。"


def statement(**changes: Any) -> dict[str, Any]:
    return {
        "quote": "与上年持平",
        "kind": "change",
        "indicator": ["公务接待费", "公务接待"],
        "base": "prior_year",
        "direction": "flat",
        "amount": None,
        "percent": None,
        "reason": None,
    } | changes


def line(*statements: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {
        "id": "m01-01",
        "headings": ["一、总体情况"],
        "text": TEXT,
        "kind_of_report": "final",
        "statements": list(statements),
    } | changes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "splits.toml").write_text('train = ["m01"]\ntest = ["m02"]\n', "utf-8")
    return tmp_path


def write(folder: Path, name: str, *lines: dict[str, Any]) -> None:
    (folder / name).write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in lines), "utf-8")


def test_a_line_becomes_a_passage(folder: Path) -> None:
    write(folder, "m01_one.jsonl", line(statement(indicator_code="30217", debatable="said in passing")))
    gold = GoldStatement(
        doc="m01-01",
        kind="change",
        indicator=("公务接待费", "公务接待"),
        base=("prior_year",),
        direction=("flat",),
        amount=None,
        percent=None,
        reason=(None,),
        counts=False,
    )
    start = TEXT.index("与上年持平")
    claim = PassageStatement("与上年持平", start, start + 5, gold, "30217")
    assert read_passages(folder) == (Passage("m01-01", "m01", "final", ("一、总体情况",), TEXT, (claim,)),)


def test_equal_quotes_stand_one_behind_the_other(folder: Path) -> None:
    """The same words twice are two places; two quantities that share their words have one."""
    shared = statement(quote="收、支总计各增加3.20万元", direction="increase", amount="3.20", indicator="收入总计")
    lines = line(shared, shared | {"indicator": "支出总计"}, statement(), statement(indicator="会议费"))
    write(folder, "m01_one.jsonl", lines)
    first, last = TEXT.index("与上年持平"), TEXT.rindex("与上年持平")
    assert [claim.start for claim in read_passages(folder)[0].statements] == [0, 0, first, last]


def test_start_says_which_of_equal_quotes(folder: Path) -> None:
    last = TEXT.rindex("与上年持平")
    write(folder, "m01_one.jsonl", line(statement(indicator="会议费", start=last)))
    assert read_passages(folder)[0].statements[0].start == last


def test_a_manner_is_wholly_in_one_split(folder: Path) -> None:
    write(folder, "m01_one.jsonl", line(), line(id="m01-02"))
    write(folder, "m02_two.jsonl", line(id="m02-01"))
    assert [one.passage_id for one in read_passages(folder, "train")] == ["m01-01", "m01-02"]
    assert [one.passage_id for one in read_passages(folder, "test")] == ["m02-01"]
    assert [one.passage_id for one in read_passages(folder)] == ["m01-01", "m01-02", "m02-01"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (line(id="m02-01"), "does not begin with m01-"),
        (line(kind_of_report="决算"), "neither budget nor final"),
        (line() | {"title": "总体"}, "wanted"),
        (line(statement(quote="比上年减少")), "“比上年减少” does not stand in the text"),
        (line(statement(start=1)), "does not stand in the text"),
        (line(statement(base="last_year")), "unknown: last_year"),
        (line(statement(direction=["flat", "same"])), "unknown: same"),
        (line(statement(amounts="3.20")), "a statement has the fields"),
    ],
)
def test_a_wrong_line_is_refused_by_file_and_line(folder: Path, wrong: dict[str, Any], said: str) -> None:
    write(folder, "m01_one.jsonl", line(id="m01-00"), wrong)
    with pytest.raises(BadPassage, match=r"m01_one\.jsonl, line 2: ") as refused:
        read_passages(folder)
    assert said in str(refused.value)


def test_an_id_stands_once(folder: Path) -> None:
    write(folder, "m01_one.jsonl", line(), line())
    with pytest.raises(BadPassage, match="line 2: the id m01-01 stands twice"):
        read_passages(folder)


def test_what_is_no_json_is_refused(folder: Path) -> None:
    (folder / "m01_one.jsonl").write_text("{'id'}\n", "utf-8")
    with pytest.raises(BadPassage, match="line 1: no JSON"):
        read_passages(folder)


def test_a_manner_without_split_is_refused(folder: Path) -> None:
    write(folder, "m03_three.jsonl", line(id="m03-01"))
    with pytest.raises(BadPassage, match=r"m03 is in no split; add it to .*splits\.toml"):
        read_passages(folder)


def test_a_manner_in_both_splits_is_refused(folder: Path) -> None:
    (folder / "splits.toml").write_text('train = ["m01"]\ntest = ["m01"]\n', "utf-8")
    with pytest.raises(BadPassage, match="in both splits: m01"):
        read_passages(folder)
