"""Sheets read in parts: prose in two columns, two pages side by side; tables and landscape pages stay whole."""

from pipeline.document import Line, Page, Rule
from pipeline.readers.columns import parted

_LEFT = [
    "一、支出决算总体情况说明",
    "2023年度支出总计486.35万元，与上年",
    "相比增加24.35万元，增长5.27%，主要",
    "原因是汛期延长，防汛物资购置增加。",
]
_RIGHT = [
    "二、项目支出情况说明",
    "项目支出174.25万元，较上年增加15.25",
    "万元，增长9.59%，主要原因是新增",
    "堤防维修项目，年中追加了预算。",
]


def column(texts, left, width, top=0.2, step=0.03):
    return [
        Line(text, 1, (left, top + n * step, left + (width if len(text) > 12 else width / 2), top + n * step + 0.02))
        for n, text in enumerate(texts)
    ]


def words(parts):
    return [[line.text for line in part.lines] for part in parts]


def test_prose_in_two_columns_is_read_one_column_after_the_other():
    title = Line("第三部分 2023年度部门决算情况说明", 1, (0.3, 0.1, 0.7, 0.12))
    foot = Line("注：以上数据以万元为单位，保留两位小数", 1, (0.1, 0.8, 0.9, 0.82))
    page = Page(1, (title, *column(_LEFT, 0.1, 0.38), *column(_RIGHT, 0.53, 0.38), foot), width=595, height=842)
    assert words(parted(page)) == [[title.text], _LEFT, _RIGHT, [foot.text]]


def test_two_text_columns_of_a_ruled_table_are_no_columns_of_prose():
    lines = (*column(_LEFT, 0.1, 0.38), *column(_RIGHT, 0.53, 0.38))
    ruled = Page(1, lines, tuple(Rule(0.08, y, 0.95, y) for y in (0.19, 0.225, 0.4)), 595, 842)
    assert parted(ruled) == (ruled,)


def sheet(middle_rules=()):
    """Two pages side by side, a table in its frame on each."""
    lines, rules = [], []
    for left in (0.05, 0.55):
        lines += column(["支出决算表", "科目编码", "合计", "213", "21303", "2130301"], left, 0.1)
        lines += column(["单位：万元", "本年支出", "486.35", "401.95", "401.95", "227.70"], left + 0.3, 0.1)
        rules += [Rule(left, 0.22 + n * 0.03, left + 0.4, 0.22 + n * 0.03) for n in range(6)]
    return Page(1, tuple(lines), (*rules, *middle_rules), width=1190, height=842)


def test_two_pages_on_one_sheet_come_one_after_the_other():
    left, right = parted(sheet())
    assert [len(part.lines) for part in (left, right)] == [12, 12]
    assert max(line.box[2] for line in left.lines) < 0.5 < min(line.box[0] for line in right.lines)
    assert [len(part.rules) for part in (left, right)] == [6, 6]


def test_a_table_across_a_landscape_page_stays_whole():
    across = sheet([Rule(0.05, 0.22, 0.95, 0.22)])
    assert parted(across) == (across,)


def test_a_table_beside_a_page_of_few_lines_of_prose():
    """The right page holds a heading and one sentence over three lines."""
    page = sheet()
    left = tuple(line for line in page.lines if line.box[0] < 0.5)
    prose = column(["一、支出决算总体情况说明", *_LEFT[1:]], 0.55, 0.4)
    halves = parted(Page(1, (*left, *prose), tuple(rule for rule in page.rules if rule.x1 < 0.5), 1190, 842))
    assert words(halves) == [[line.text for line in left], [line.text for line in prose]]
