"""Tables made from labelled layouts: their heads, sums and labels, what is held out, and how answers are counted."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.evaluate.parts.layouts import AS_IS, HELD_OUT, _shares, try_layouts
from pipeline.layouts import printed_table, read_layouts, without_family
from pipeline.layouts.figures import addends, draw_figures
from pipeline.layouts.labels import Column
from pipeline.layouts.rows import Row
from pipeline.tables.classify import type_by_title
from pipeline.vocabulary import load_vocabulary

LAYOUTS = Path(__file__).parents[2] / "annotations/layouts"
OUTLAY = {
    "family": "99-2021",
    "year": 2021,
    "title": "部门支出总表",
    "type": "expenditure",
    "unit": "万元",
    "keys": {"0": "code", "1": "name"},
    "columns": [
        {"index": 2, "heads": ["合计"], "paths": ["合计"]},
        {"index": 3, "heads": ["基本支出", "小计"], "paths": ["基本支出/小计"]},
        {"index": 4, "heads": ["基本支出", "人员经费"], "paths": ["基本支出/人员经费"]},
        {"index": 5, "heads": ["基本支出", "公用经费"], "paths": ["基本支出/公用经费"]},
        {"index": 6, "heads": ["项目支出"], "paths": ["项目支出"]},
    ],
    "rows": ["functional"],
}


@pytest.fixture(scope="module")
def vocabulary():
    return load_vocabulary()


@pytest.fixture
def layouts(tmp_path):
    """Entries → layouts, by way of the file."""

    def read(*entries):
        lines = (json.dumps(entry, ensure_ascii=False) for entry in entries)
        (tmp_path / "some.jsonl").write_text("\n".join(lines), "utf-8")
        return read_layouts(tmp_path)

    return read


def columns(*heads, kinds=()):
    return [Column(n, tuple(one.split("/")), (), kinds[n] if kinds else "amount") for n, one in enumerate(heads)]


def test_heads_over_several_columns_are_merged_and_leaves_reach_down(layouts, vocabulary):
    [layout] = layouts(OUTLAY)
    heads = [
        (c.row, c.column, c.text, c.row_span, c.column_span)
        for c in printed_table(layout, vocabulary.accounts).grid.cells
    ][:8]
    assert heads == [
        (0, 0, "科目编码", 2, 1),
        (0, 1, "科目名称", 2, 1),
        (0, 2, "合计", 2, 1),
        (0, 3, "基本支出", 1, 3),
        (0, 6, "项目支出", 2, 1),
        (1, 3, "小计", 1, 1),
        (1, 4, "人员经费", 1, 1),
        (1, 5, "公用经费", 1, 1),
    ]


def test_figures_obey_the_sums_across_and_down(layouts, vocabulary):
    [layout] = layouts(OUTLAY)
    printed = printed_table(layout, vocabulary.accounts)
    rows: dict[int, dict[int, Decimal]] = {}
    codes = {}
    for address, figure in printed.figures.items():
        row, column = map(int, address.split(":"))
        rows.setdefault(row, {})[column] = Decimal(figure.text.replace(",", ""))
        codes[row] = figure.row_code
    for line in rows.values():
        assert line.get(3, 0) == line.get(4, 0) + line.get(5, 0)
        assert line.get(2, 0) == line.get(3, 0) + line.get(6, 0)
    top = next(row for row, code in codes.items() if code is None)
    kinds = [row for row, code in codes.items() if code and len(code) == 3]
    assert len(kinds) == 2
    for column in range(2, 7):
        assert rows[top].get(column, 0) == sum(rows[row].get(column, 0) for row in kinds)


def test_a_table_is_the_same_each_time(layouts, vocabulary):
    [one] = layouts(OUTLAY)
    [other, _] = layouts(OUTLAY, {**OUTLAY, "title": "单位支出总表"})
    assert printed_table(one, vocabulary.accounts) == printed_table(other, vocabulary.accounts)


def test_what_a_total_is_the_sum_of():
    assert addends(0, columns("合计", "基本支出/小计", "基本支出/人员经费", "基本支出/公用经费", "项目支出")) == (
        2,
        3,
        4,
    )
    assert addends(1, columns("合计", "基本支出/小计", "基本支出/人员经费", "基本支出/公用经费", "项目支出")) == (2, 3)
    assert addends(0, columns("小计", "其中：基本支出", "其中：项目支出")) == (1, 2)
    assert addends(0, columns("预算数", "决算数")) == ()


def test_differences_follow_from_the_two_figures_before_them():
    import random

    own = columns("上年预算数", "本年预算数", "增减额", "增减%", kinds=("amount", "amount", "difference", "percent"))
    for seed in range(20):
        [[before, now, more, rate]] = draw_figures(own, [Row(1, "", ("办公费",))], random.Random(seed))
        assert more == (now or 0) - (before or 0)
        assert rate is None if not before else rate == ((now or 0) * 100 / before).quantize(Decimal("0.01"))


def test_the_sides_of_a_table_come_to_one_total(vocabulary):
    tables = [layout for layout in read_layouts(LAYOUTS) if layout.types == ("overall",)]
    for layout in tables:
        totals = [
            figure.text
            for figure in printed_table(layout, vocabulary.accounts).figures.values()
            if figure.row_names in {("收入总计",), ("支出总计",)} and figure.heads[-1] not in {"小计", "其中：财政拨款"}
        ]
        assert len(totals) >= 2
        assert totals[0] == totals[1], layout.title


def test_wordings_of_one_family_alone_are_held_out(layouts, vocabulary):
    own = {
        **OUTLAY,
        "title": "收支预算总表",
        "columns": [{"index": 2, "heads": ["共计"], "paths": ["合计"]}, *OUTLAY["columns"][1:]],
    }
    read = layouts(own, {**OUTLAY, "family": "98-2021"})
    less = without_family(vocabulary.columns, "99-2021", read)
    assert set(vocabulary.columns.terms) - set(less.terms) == {"共计"}
    assert set(vocabulary.columns.titles.types) - set(less.titles.types) == {"收支预算总表"}
    assert type_by_title("部门支出总表", less).type == "expenditure"
    again = layouts(own, {**own, "family": "98-2021", "type": "other"})
    assert without_family(vocabulary.columns, "99-2021", again).terms == vocabulary.columns.terms
    years = layouts(own, {**own, "family": "99-2019", "type": "other"})
    assert "共计" not in without_family(vocabulary.columns, "99-2021", years).terms, "one region's years share wordings"


def test_answers_are_counted_against_the_labels(layouts, vocabulary):
    wrong = {**OUTLAY, "title": "部门支出预算总表", "type": "income"}
    wrong["columns"] = [{**one, "paths": ["不在此处"]} if one["index"] == 6 else one for one in OUTLAY["columns"]]
    good, _, bad, _ = try_layouts(layouts(OUTLAY, wrong), vocabulary)
    assert (good.type, good.vocabulary, _shares([good])) == ("expenditure", AS_IS, (1.0, 1.0, 1.0, 1.0))
    assert (bad.type, bad.typed) == ("expenditure", False)
    misses = Counter(answer.figure.heads[-1] for answer in bad.answers if not answer.path)
    assert set(misses) == {"项目支出"}
    assert _shares([bad])[::3] == (0.0, 0.0), "no figure is right under a wrong type"


@pytest.mark.slow
def test_layouts_are_understood(vocabulary):
    """Floors of the first look (annotations/layouts/README.md)."""
    tried = list(try_layouts(read_layouts(LAYOUTS), vocabulary))
    for name, types, whole in ((AS_IS, 0.975, 0.90), (HELD_OUT, 0.975, 0.885)):
        own = [one for one in tried if one.vocabulary == name]
        typed, _, _, right = _shares(own)
        assert (typed or 0) >= types
        assert (right or 0) >= whole
