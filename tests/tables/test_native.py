"""Tables that the file itself gives: their cells are the grid, the lines around them caption and notes."""

from dataclasses import replace

import pytest

from pipeline.clean import clean_pages
from pipeline.document import GridCell, Line, NativeTable, Page
from pipeline.tables import find_grids
from pipeline.vocabulary.confusions import Confusions
from tests.tables.conftest import facts


def native(rows, after=0, sheet="", spans=()):
    """A table from rows of texts; spans: (row, column) → (rows, columns)."""
    spans = dict(spans)
    cells = tuple(
        GridCell(
            r,
            c,
            text,
            (Line(text, 1, printed=text, address=f"{sheet}!{chr(65 + c)}{r + 1}" if sheet else None),),
            *spans.get((r, c), (1, 1)),
        )
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
        if text
    )
    return NativeTable(cells, len(rows), max(map(len, rows)), after)


def lines(*texts):
    return tuple(Line(text, 1, printed=text) for text in texts)


HEADED = [
    ["科目编码", "科目名称", "本年支出合计", "基本支出", "项目支出"],
    ["206", "科学技术支出", "30.50", "18.20", "12.30"],
    ["20601", "科学技术管理事务", "30.50", "18.20", "12.30"],
    ["2060101", "行政运行", "18.20", "18.20", ""],
    ["2060199", "其他科学技术管理事务支出", "12.30", "", "12.30"],
]


@pytest.fixture
def page():
    above = lines("云麓县科技局2031年度部门决算", "支出决算表", "单位：万元")
    below = lines("注：本表反映部门本年度各项支出情况。", "一、支出情况说明", "本年支出30.50万元。")
    return Page(1, (*above, *below), tables=(native(HEADED, after=3, sheet="支出"),))


def test_cells_of_the_file_stay_where_they_are(read, page):
    (table,) = read([page])
    assert (table.type, table.title, table.unit) == ("expenditure", "支出决算表", "万元")
    assert facts(table) == [
        ("206", "科学技术支出", "合计", "30.50"),
        ("206", "科学技术支出", "基本支出", "18.20"),
        ("206", "科学技术支出", "项目支出", "12.30"),
        ("20601", "科学技术管理事务", "合计", "30.50"),
        ("20601", "科学技术管理事务", "基本支出", "18.20"),
        ("20601", "科学技术管理事务", "项目支出", "12.30"),
        ("2060101", "行政运行", "合计", "18.20"),
        ("2060101", "行政运行", "基本支出", "18.20"),
        ("2060199", "其他科学技术管理事务支出", "合计", "12.30"),
        ("2060199", "其他科学技术管理事务支出", "项目支出", "12.30"),
    ]
    assert [cell.address for cell in table.cells][-2:] == ["支出!C5", "支出!E5"]


def test_only_caption_and_notes_leave_the_prose(columns, accounts, page):
    (grid,), (prose,) = find_grids([page], columns, accounts)
    assert (grid.form, [line.text for line in grid.caption]) == ("native", ["支出决算表", "单位：万元"])
    assert [line.text for line in grid.notes] == ["注：本表反映部门本年度各项支出情况。"]
    assert [line.text for line in prose.lines] == [
        "云麓县科技局2031年度部门决算",
        "一、支出情况说明",
        "本年支出30.50万元。",
    ]


def test_a_title_inside_the_table_is_its_caption(columns, accounts):
    inside = [["公务接待费支出表", "", ""], ["编制单位：云麓县科技局", "", "单位：元"], ["项目", "预算数", "决算数"]]
    table = native([*inside, ["公务接待费", "1200", "800"]], spans={(0, 0): (1, 3), (1, 0): (1, 2)})
    (grid,), _ = find_grids([Page(1, (), tables=(table,))], columns, accounts)
    assert [line.text for line in grid.caption] == ["公务接待费支出表", "编制单位：云麓县科技局", "单位：元"]
    assert [cell.text for cell in grid.cells] == ["项目", "预算数", "决算数", "公务接待费", "1200", "800"]


def test_tables_between_lines_that_cleaning_drops_and_parts(page):
    """A page number above goes, a line with a whole document in it becomes several: the table stays between its lines."""
    number = Line("— 3 —", 1)
    moved = replace(page, lines=(number, *page.lines), tables=(replace(page.tables[0], after=4),))
    (cleaned,) = clean_pages([moved], Confusions({}, {}, None))
    assert cleaned.lines == page.lines
    assert cleaned.tables == page.tables


def test_cells_are_cleaned_and_keep_what_was_printed():
    page = Page(1, (), tables=(native([["项　目", "１，２００．５０"]]),))
    (cleaned,) = clean_pages([page], Confusions({}, {}, None))
    assert [(cell.text, cell.printed) for cell in cleaned.tables[0].cells] == [
        ("项  目", "项　目"),
        ("1，200.50", "１，２００．５０"),
    ]
