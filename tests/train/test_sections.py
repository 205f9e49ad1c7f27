"""Annotated outlines: what is read, what is refused, how they are worn, what is learned from them."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from pipeline.learning import model_file
from pipeline.learning.linear import dump_linear
from pipeline.train.sections.fit import fit, group_regions, wear_all
from pipeline.train.sections.outlines import BadOutline, Outline, Title, read_outlines
from pipeline.train.sections.scores import Answer, label_f1, macro_f1
from pipeline.train.sections.worn import Press, common_characters
from pipeline.train.slips import misread
from pipeline.vocabulary.headings import load_headings

ANNOTATIONS = Path(__file__).parents[2] / "annotations"
THREE = ("hubei-bureau-budget", "gansu-bureau-budget", "jiangxi-town-budget")
LINE = {"doc": "a", "region": "340000", "level": 1, "number": "一、", "title": "主要职责", "label": "duties"}


def test_outlines_cover_the_country_and_every_label() -> None:
    outlines = [outline for outline in read_outlines(ANNOTATIONS) if outline.source.startswith("headings/")]
    assert len(outlines) >= 60
    assert len({outline.region for outline in outlines}) >= 20
    counts = Counter(title.label for outline in outlines for title in outline.titles)
    assert min(counts[label] for label in counts if label != "contents") >= 10
    assert len({outline.doc for outline in outlines}) == len(outlines)


def test_outlines_of_a_folder(tmp_path: Path) -> None:
    """Written outlines, and the gold of a document with its numbers still in the titles."""
    (tmp_path / "headings").mkdir()
    (tmp_path / "gold").mkdir()
    lines = [LINE, LINE | {"number": "二、", "title": "单位构成", "label": "organisation", "label_also": ["overview"]}]
    _write(tmp_path / "headings" / "anhui.headings.jsonl", lines)
    _write(tmp_path / "gold" / "b.txt.documents.jsonl", [{"doc": "b.txt", "region_code": "621021"}])
    _write(tmp_path / "gold" / "b.txt.sections.jsonl", [{"doc": "b.txt", "title": "1．收入情况", "label": "income"}])
    assert read_outlines(tmp_path) == [
        Outline(
            "a",
            "340000",
            (Title(1, "一、", "主要职责", ("duties",)), Title(1, "二、", "单位构成", ("organisation", "overview"))),
            "headings/anhui.headings.jsonl",
        ),
        Outline("b.txt", "620000", (Title(3, "1.", "收入情况", ("income",)),), "gold/b.txt.sections.jsonl"),
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (LINE | {"label": "dutys"}, "line 2: label 'dutys' is none of CONTRACT 3.1"),
        ({key: LINE[key] for key in LINE if key != "title"}, "line 2: 'title'"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(line: dict[str, object], told: str, tmp_path: Path) -> None:
    (tmp_path / "headings").mkdir()
    _write(tmp_path / "headings" / "anhui.headings.jsonl", [LINE, line])
    with pytest.raises(BadOutline, match=told):
        read_outlines(tmp_path)


def test_slips_take_their_share_and_are_the_same_each_time() -> None:
    text = "一般公共预算财政拨款支出决算情况说明" * 100
    read = misread(text, 0.05, Random(3), {"预": {"顶": 3}, "款": {"": 1}}, "天地")
    assert read == misread(text, 0.05, Random(3), {"预": {"顶": 3}, "款": {"": 1}}, "天地")
    changed = Counter(one for one in read if one not in text)
    assert set(changed) == {"顶", "天", "地"}
    assert 60 <= sum(changed.values()) + len(text) - len(read) <= 120  # of 1,800
    assert misread("2024年", 0.0, Random(3), {}, "天") == "2024年"


def test_training_again_gives_the_same_bytes() -> None:
    outlines = [outline for outline in read_outlines(ANNOTATIONS) if outline.doc in THREE]
    press = Press(load_headings(), {"预": {"顶": 3}}, common_characters(outlines))
    worn = wear_all(outlines, press, (0.05,), 1)
    first, second = fit(worn).models, fit(wear_all(outlines, press, (0.05,), 1)).models
    assert dump_linear(first.words) == dump_linear(second.words)
    assert dump_linear(first.place) == dump_linear(second.place)


def test_a_region_is_in_one_group_and_large_ones_are_apart() -> None:
    regions = ["11"] * 9 + ["34"] * 8 + ["51"] * 2 + ["62"]
    assert group_regions(regions) == {"11": "0", "34": "1", "51": "2", "62": "3"}


def test_an_accepted_label_counts_as_the_one_that_was_wanted() -> None:
    def answer(wanted: tuple[str, ...], label: str) -> Answer:
        return Answer("a", "340000", "一、", "一、", wanted, label, 0.9)

    found = [answer(("income",), "income"), answer(("income", "overall"), "overall"), answer(("duties",), "income")]
    assert label_f1(found) == {"duties": 0.0, "income": 0.8}
    assert macro_f1(found) == 0.4


def test_card_tells_of_the_models_that_are_there() -> None:
    card = json.loads(model_file("sections", "card.json").read_text("utf-8"))
    found = {name: hashlib.sha256(model_file("sections", name).read_bytes()).hexdigest() for name in card["files"]}
    assert found == card["files"]
    assert set(found) == {"words.npz", "place.npz"}
    assert card["scores"]["macro F1, 0% misread"] >= 0.95
    assert card["scores"]["macro F1, 0% misread"] - card["scores"]["macro F1, 5% misread"] <= 0.02


def _write(path: Path, lines: list[dict[str, object]]) -> None:
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
