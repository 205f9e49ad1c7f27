"""What a document prints and nothing holds: told with page and title, counted amount by amount."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.document import Cell, Document, Grid, GridCell, Issue, Line, Page, Table
from pipeline.extract import extract
from pipeline.losses import find_losses
from pipeline.run.tools import Tools, load_tools

AMOUNTS = ("410.00", "300.00", "110.00", "76.20", "50.10", "26.10")
CLAIM = ("statement",)  # any: they are only counted


@pytest.fixture(scope="module")
def tools() -> Tools:
    return load_tools(recogniser=None)


def grid(*amounts: str, page: int = 2, title: str = "支出决算表") -> Grid:
    cells = tuple(GridCell(row, 1, amount, (Line(amount, page, printed=amount),)) for row, amount in enumerate(amounts))
    return Grid(cells, len(amounts), 2, page, page, caption=(Line(title, page),))


def table(*amounts: str, page: int = 2) -> Table:
    cells = tuple(
        Cell("t01", row, 1, None, "合计", "合计", amount, Decimal(amount.replace(",", "")), None, page)
        for row, amount in enumerate(amounts)
    )
    return Table("t01", "expenditure", "支出决算表", "万元", page, page, len(amounts), 2, 0.9, False, cells)


def text(*lines: str, page: int = 1) -> Page:
    return Page(page, tuple(Line(line, page, printed=line) for line in lines))


def losses(grids=(), tables=(), prose=(), statements=CLAIM) -> list[tuple[int | None, str]]:
    found = find_losses(prose, grids, prose, tables, statements)
    assert all(issue.loses for issue in found)
    return [(issue.page, issue.message) for issue in found]


def test_a_table_whose_amounts_all_arrived():
    assert losses([grid(*AMOUNTS)], [table(*AMOUNTS)]) == []


def test_a_table_of_which_no_amount_reached_a_cell():
    assert losses([grid(*AMOUNTS)], []) == [(2, "《支出决算表》: of 6 amounts none reached a cell")]


def test_a_table_of_which_most_amounts_went_astray():
    assert losses([grid(*AMOUNTS)], [table(*AMOUNTS[:2])]) == [(2, "《支出决算表》: of 6 amounts 2 reached a cell")]


def test_one_amount_among_many_is_told():
    """Also one that lies among the words of a cell: a name that took the amount beside it."""
    printed = grid(*AMOUNTS)
    torn = tuple(Line(line, 2, printed=line) for line in ("医疗", "1,204.50", "保障"))
    found = Grid((*printed.cells, GridCell(9, 0, "医疗1,204.50保障", torn)), 10, 2, 2, 2, caption=printed.caption)
    assert losses([found], [table(*AMOUNTS)]) == [(2, "《支出决算表》: of 7 amounts 6 reached a cell")]


def test_two_tables_of_a_page_do_not_lend_each_other_their_amounts():
    """The same six amounts twice, read once."""
    assert losses([grid(*AMOUNTS), grid(*AMOUNTS, title="收入决算表")], [table(*AMOUNTS)]) == [
        (2, "《收入决算表》: of 6 amounts none reached a cell")
    ]


def test_a_table_read_on_another_page_is_no_excuse():
    assert losses([grid(*AMOUNTS, page=3)], [table(*AMOUNTS, page=2)]) == [
        (3, "《支出决算表》: of 6 amounts none reached a cell")
    ]


def form(*cells: tuple[str | None, str, str], rows: tuple[tuple[str, ...], ...], form: str = "loose"):
    """A performance form of one column of figures: its cells (name, head, figure), and the lines of each cell of its grid."""
    boxes = [(0.1, row / 100, 0.2, (row + 1) / 100) for row in range(len(rows))]
    drawn = [
        GridCell(row, 1, "".join(lines), tuple(Line(line, 2, boxes[row], printed=line) for line in lines))
        for row, lines in enumerate(rows)
    ]
    read = [
        Cell("t01", row, 1, None, name, head, figure, Decimal(figure.strip("%≥")), None, 2, boxes[row])
        for row, (name, head, figure) in enumerate(cells)
    ]
    grids = [Grid(tuple(drawn), len(rows), 2, 2, 2, form, caption=(Line("绩效自评表", 2),))]
    return grids, [Table("t01", "performance_project", "绩效自评表", None, 2, 2, 9, 2, 0.9, False, tuple(read))]


SCORED = ("发放人数", "得分", "15"), ("准确率", "得分", "9")


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (form(*SCORED, rows=(("15",), ("9",), ("发放及时率",))), None),
        (form(*SCORED, rows=(("15",), ("9",), ("满意度", "96%", "测评"))), "of 3 figures 2 reached a cell"),
        (form(*SCORED, rows=(("15",), ("9",), ("分值", "（90）"))), None),
        (form(("发放人数", "得分", "15"), rows=(("15",), ("9",))), "of 2 figures 1 reached a cell"),
    ],
    ids=["whole", "a figure that a name took", "a share in a head", "a count without a cell"],
)
def test_every_figure_of_a_form_is_followed(found, told):
    """Scores and targets are counts, which in other tables would be codes; a form loses none of them silently."""
    assert losses(*found) == ([(2, f"《绩效自评表》: {told}")] if told else [])


@pytest.mark.parametrize(
    ("name", "head", "told"),
    [
        ("发放人数", "得分", False),
        (None, "基本支出", False),
        ("年度资金总额", "年度资金总额", False),
        ("≥96%", "得分", True),
        ("受益人数350", "得分", True),
        ("=", "得分", True),
        ("发放人数", "数量指标", True),
        (None, "", True),
    ],
)
def test_figures_of_a_form_that_white_space_parts_say_what_they_are(name, head, told):
    """A target that became a name, a kind of indicators that became a head: the figure has a cell and is lost all the same."""
    found = (*SCORED, (name, head, "20"))
    rows = (("15",), ("9",), ("20",))
    message = "《绩效自评表》: of 3 figures 1 have no name or no head, for want of ruling lines"
    assert losses(*form(*found, rows=rows)) == ([(2, message)] if told else [])
    assert losses(*form(*found, rows=rows, form="ruled")) == []


def test_the_numbers_of_the_rows_of_a_form_need_no_cell():
    grids, tables = form(("培训人次", "分值", "30"), rows=(("30",), ("序号",)))
    numbers = [GridCell(row, 0, str(row), (Line(str(row), 2, printed=str(row)),)) for row in (1, 2, 3)]
    assert losses([Grid((*grids[0].cells, *numbers), 4, 2, 2, 2, caption=grids[0].caption)], tables) == []


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("数量指标 发放人数 ≥300人 20", "质量指标 准确率 98% 30"), 2),
        (("数量指标", "发放人数", "≥300人", "质量指标", "准确率", "98%"), 2),
        (("数量指标", "发放人数", "质量指标", "准确率"), 0),
        (("绩效目标设数量指标3个、质量指标2个，指标值为98%。",), 0),
    ],
    ids=["rows", "cell by cell", "an empty form", "a sentence"],
)
def test_indicators_among_the_text(lines, told):
    said = [(1, f"{told} indicators of a form were not read as a table")] if told else []
    assert losses(prose=[text(*lines)]) == said


@pytest.mark.parametrize(
    "cells", [("≥95.50平方米",), ("82.5%", "17.5%"), ("2010301", "2024"), ("2024.08.15",), ("—", "")]
)
def test_what_is_no_amount_is_not_missed(cells):
    assert losses([grid(*cells)], []) == []


def test_amounts_under_a_title_that_no_table_took():
    page = text("一、收入决算表", "收入合计 486.20 480.00 6.20", "支出合计 486.20 470.00 16.20", page=4)
    told = "《一、收入决算表》: the amounts under this title were not read as a table"
    assert losses(prose=[page]) == [(4, told)]


def test_every_title_of_a_page_that_lost_its_table_is_told():
    rows = ("收入合计 486.20 480.00 6.20", "支出合计 486.20 470.00 16.20")
    page = text("一、收入决算表", *rows, "二、支出决算表", *rows)
    assert [message.partition("》")[0] for _, message in losses(prose=[page])] == [
        "《一、收入决算表",
        "《二、支出决算表",
    ]


def test_rows_of_amounts_without_a_title():
    rows = [f"项目{n} {n}.10 {n}.20 {n}.30" for n in range(1, 7)]
    assert losses(prose=[text(*rows)]) == [(1, "18 amounts stand in no table and no sentence")]


@pytest.mark.parametrize(
    "lines",
    [
        ("目录", "收入决算表……12", "支出决算表……13"),
        ("附表：收入决算表", "收入合计486.20万元，比上年增加6.20万元，增长1.29%，支出合计486.20万元。"),
        ("图1 收入决算结构", "410.00", "76.20", "84.33%", "15.67%"),
    ],
    ids=["contents", "sentences", "a chart"],
)
def test_what_is_no_table_is_not_missed(lines):
    assert losses(prose=[text(*lines)]) == []


def scanned(*lines: tuple[str, float]) -> Page:
    return Page(3, tuple(Line(line, 3, (0.1, 0.1, 0.9, 0.2), score) for line, score in lines), origin="ocr")


@pytest.mark.parametrize(
    ("page", "told"),
    [
        (scanned(("收入合计486.20万元", 0.98), ("1,204.50", 0.9)), []),
        (scanned(("收入486.20万元", 0.58), ("口", 0.99)), ["this page was read badly (mean score 0.62); scan it anew, at 150 dpi or more"]),
        (scanned(), ["no text was found in the picture of this page"]),
    ],
    ids=["a good scan", "a bad one", "a blank sheet"],
)  # fmt: skip
def test_how_well_a_picture_was_read(page, told):
    """A page that the recogniser doubts loses its figures; an empty one may be the back of a sheet."""
    found = find_losses([page], [], [], [], CLAIM)
    assert [(issue.page, issue.message) for issue in found] == [(3, message) for message in told]
    assert [issue.loses for issue in found] == ["badly" in message for message in told]


def test_a_text_of_which_nothing_was_understood(tools):
    page = text("柳湾市档案馆2031年部门预算公开说明", "一、部门预算概况", "本馆财政拨款收入和支出按照规定编制。")
    document = extract(Document("d0c" * 20, "a.txt", "text/plain", (page,)), tools.vocabulary, tools.language)
    assert document.issues == (Issue("statements", None, "neither a table nor a statement was found in the text"),)
    assert document.status == "partial"


def test_what_is_no_report_misses_nothing(tools):
    """A list of statistics is not partial for want of budget tables."""
    lines = [
        "规模以上工业增加值 6.10 5.20 4.30",
        "社会消费品零售总额 410.26 4.40 3.30",
        "固定资产投资 3.90 1.00 2.00",
    ] * 4
    page = text("2031年主要经济指标", *lines, "进出口总额 96.03 1.40 2.20", "全社会用电量 31.62 2.20 1.10")
    document = extract(Document("d0c" * 20, "a.txt", "text/plain", (page,)), tools.vocabulary, tools.language)
    assert (document.status, document.issues) == ("no_report", ())


REMNANTS = {
    "rows of bars": ("|  |  |  |", "|---|---|---|", "|  |  |  |", ""),
    "bars": ("|", "|", "||", "|"),
    "tabs and blanks": ("\t\t\t", "   ", "\t", ""),
    "a head": ("| 项目 | 金额 |", "|---|---|", "|  |  |"),
    "a frame": ("┌──┬──┐", "│  │  │", "└──┴──┘"),
}
MANNERS = {
    "lines": lambda line: line,
    "each line in bars": lambda line: f"| {line} |",
    "behind empty cells": lambda line: f"|  |  | {line}",
    "between empty cells": lambda line: f"{line} |  |  |",
}


@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize("remnants", REMNANTS)
def test_remnants_of_an_empty_table_lose_nothing(remnants, manner, tools):
    """Bars and blanks that a converter left of a form nobody filled in, before and around a text: it is read as without."""
    lines = (
        "一、收入决算情况说明",
        "2031年度收入合计486.20万元，比上年增加12.40万元，增长2.62%，主要是人员增加。",
        "二、支出决算情况说明",
        "2031年度支出合计480.00万元，比上年减少3.10万元，下降0.64%，主要是项目减少。",
    )
    found = [
        extract(Document("d0c" * 20, "a.txt", "text/plain", (text(*printed),)), tools.vocabulary, tools.language)
        for printed in (lines, (*REMNANTS[remnants], *map(MANNERS[manner], lines)))
    ]
    said = [[(s.label, s.title) for s in document.sections if s.title] for document in found]
    claims = [[(s.kind, s.amount, s.percent, s.reason) for s in document.statements] for document in found]
    assert said == [[("income", "收入决算情况说明"), ("expenditure", "支出决算情况说明")]] * 2
    assert claims[0] == claims[1]
    assert len(claims[0]) == 2
