"""A user's own words beside the packaged ones."""

from __future__ import annotations

import pytest

from pipeline.errors import BadVocabulary, UsageError
from pipeline.run.words import mark_of_words, read_words
from pipeline.tables.classify import type_by_title
from pipeline.vocabulary.columns_file import load_columns
from pipeline.vocabulary.cues import load_cues
from pipeline.vocabulary.headings import load_headings

OWN = {
    "columns.toml": '[[term]]\ncanonical = "基本支出"\nprinted = ["保运转开支"]\n[[term]]\ncanonical = ""\nprinted = ["保重点开支"]\n'
    '[[term]]\ncanonical = "统筹金"\nprinted = ["统筹金", "统筹资金额"]\n[keys]\nname = ["开支去向"]\n',
    "tables.toml": '[[table]]\ntype = "expenditure"\ntitles = ["开支去向一览"]\n[[table]]\ntype = ""\ntitles = ["花名册"]\n',
    "headings.toml": '[[heading]]\nlabel = "three_public"\ntitles = ["接待与车辆花费"]\n',
    "cues.toml": '[direction]\nincrease = ["攀升", ""]\n',
}  # fmt: skip


def test_own_heads_and_titles_are_known_beside_the_packaged_ones():
    columns, packaged = load_columns(OWN), load_columns()
    assert (columns.term("保运转开支"), columns.term("统筹资金额"), columns.role("开支去向")) == (
        "基本支出",
        "统筹金",
        "name",
    )
    assert columns.term("人员经费支出") == packaged.term("人员经费支出")
    assert not columns.knows("保重点开支")  # not filled in yet
    assert type_by_title("开支去向一览", columns).type == "expenditure"
    assert type_by_title("开支去向一览", packaged).type == "other"
    assert type_by_title("花名册", columns).type == "other"


def test_own_headings_and_verbs():
    headings = load_headings(OWN)
    assert headings.titles[headings.fold("接待与车辆花费")] == "three_public"
    assert set(load_cues(OWN).direction["increase"]) == {*load_cues().direction["increase"], "攀升"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[term]\n", "columns.toml of --vocabulary: no TOML"),
        ("[keys]\nname = 3\n", "columns.toml, keys of --vocabulary: name must be a list"),
        ('[[term]]\ncanonical = "甲"\npritned = ["乙"]\n', "columns.toml, term 甲: unknown field pritned"),
        ('[[term]]\ncanonical = "甲"\nprinted = ["基本支出"]\n', "基本支出 is a form of both 基本支出 and 甲"),
    ],
)
def test_what_is_wrong_is_named(text, told):
    with pytest.raises(BadVocabulary, match=told):
        load_columns({"columns.toml": text})


def test_a_folder_of_words(tmp_path):
    with pytest.raises(UsageError, match=r"holds no vocabulary; there are columns\.toml"):
        read_words(tmp_path)
    (tmp_path / "cues.toml").write_text("[direction]\nincrease = []\n", "utf-8")
    first = mark_of_words(read_words(tmp_path))
    (tmp_path / "cues.toml").write_text('[direction]\nincrease = ["攀升"]\n', "utf-8")
    assert mark_of_words(read_words(tmp_path)) != first
    (tmp_path / "words.toml").touch()
    with pytest.raises(UsageError, match=r"words\.toml is no file of a vocabulary"):
        read_words(tmp_path)
