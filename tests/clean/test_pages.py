"""Pages as read → pages of clean lines."""

from __future__ import annotations

import pytest

from pipeline.clean import clean_pages
from pipeline.document import Line, Page
from pipeline.vocabulary.confusions import Confusions, load_confusions


@pytest.fixture(scope="module")
def confusions() -> Confusions:
    return load_confusions()


def text_page(text: str) -> Page:
    return Page(1, tuple(Line(line, 1, printed=line) for line in text.split("\n")))


def cleaned(text: str, confusions: Confusions) -> list[str]:
    return [line.text for page in clean_pages([text_page(text)], confusions) for line in page.lines]


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("２０２４年收入合计１，２３４．５０万元，占９０％。", "2024年收入合计1，234.50万元，占90%。"),
        ("云溪县⼈⺠政府办公室⽂件", "云溪县人民政府办公室文件"),  # Kangxi and CJK radicals
        ("本\u200b部门\ufeff概况\u00ad", "本部门概况"),
        ("㈠基本支出", "（一）基本支出"),
        ("2O24年支出1O.50万元", "2024年支出10.50万元"),
        ("⑴办公费⒉印刷费", "（1）办公费2.印刷费"),
        ("财政拔款收入", "财政拨款收入"),
        ("[bookmark: _Toc123456]二、**收入决算**情况说明", "二、收入决算情况说明"),
        ("### <b>三、支出</b>&nbsp;决算", "三、支出 决算"),
        ("- （二）机构设置", "（二）机构设置"),
        ("??　(二)支出决算情况", "(二)支出决算情况"),
        ("支出 3, 408.5 万元，占总支出 38.24 %。", "支出3,408.5万元，占总支出38.24%。"),
        ("（一） 负责全县 档案工作，编制 规划。", "（一） 负责全县档案工作，编制规划。"),
        ("预算数≤5，“三公”经费：（境）；", "预算数≤5，“三公”经费：（境）；"),  # nothing to do
    ],
)
def test_line_is_normalised(printed: str, text: str, confusions: Confusions) -> None:
    assert cleaned(printed, confusions) == [text]


def test_what_was_read_is_kept(confusions: Confusions) -> None:
    (page,) = clean_pages([text_page("**１２．５０**")], confusions)
    assert page.lines == (Line("12.50", 1, printed="**１２．５０**"),)


def test_rows_and_empty_cells_of_text_tables_survive(confusions: Confusions) -> None:
    """Leading tabs are empty cells, lines with only a tab, too; numbers alone are cells, not page numbers."""
    table = "\t合 计\t12.00\n\t\n\n201\t\t3\n7\n1.10 1.10 2.20"
    assert cleaned(table, confusions) == ["\t合 计\t12.00", "\t", "", "201\t\t3", "7", "1.10 1.10 2.20"]


def test_page_numbers_of_text_files_go_where_they_can_be_nothing_else(confusions: Confusions) -> None:
    text = "增长原因是人员\n— 12 —\n增加。\n第 3 页 共 9 页\n-6.15\n3/4"
    assert cleaned(text, confusions) == ["增长原因是人员", "增加。", "-6.15", "3/4"]


def boxed(number: int, *lines: tuple[str, float, float, float]) -> Page:
    """A page of lines given as text, left, top, right; each a fiftieth of the page high."""
    placed = (Line(text, number, (left, top, right, top + 0.02), printed=text) for text, left, top, right in lines)
    return Page(number, tuple(placed), width=595, height=842, origin="layer")


def test_running_heads_and_page_numbers_go_by_place_and_repetition(confusions: Confusions) -> None:
    pages = [
        boxed(
            number,
            ("云溪县档案馆2024年度部门预算公开", 0.3, 0.04, 0.7),
            (f"第{number}章正文", 0.1, 0.3, 0.4),
            (str(number + 2), 0.49, 0.94, 0.51),
        )
        for number in (1, 2, 3)
    ]
    left = [[line.text for line in page.lines] for page in clean_pages(pages, confusions)]
    assert left == [["第1章正文"], ["第2章正文"], ["第3章正文"]]


def test_last_row_of_a_table_and_its_caption_are_no_margins(confusions: Confusions) -> None:
    """A number beside another cell is no page number; 单位：万元 repeats over every table."""
    pages = [
        boxed(number, ("单位：万元", 0.8, 0.05, 0.9), ("合计", 0.1, 0.93, 0.2), (str(number), 0.5, 0.93, 0.52))
        for number in (1, 2, 3)
    ]
    left = [[line.text for line in page.lines] for page in clean_pages(pages, confusions)]
    assert left == [["单位：万元", "合计", "1"], ["单位：万元", "合计", "2"], ["单位：万元", "合计", "3"]]


def test_fields_of_word_are_no_text(confusions: Confusions) -> None:
    text = 'TOC \\o "1-3" \\h 目录\n一、主要职责 PAGEREF _Toc12 \\h 3\n二、名词解释 PAGEREF _Toc13 h 4\nTOC供应商'
    assert cleaned(text, confusions) == [" 目录", "一、主要职责 3", "二、名词解释 4", "TOC供应商"]


def test_document_on_one_line_gets_its_lines_back(confusions: Confusions) -> None:
    """A converter ran a whole report together: headings stand alone again, a list inside a sentence does not."""
    duty = "负责一、二类林地管理情况的登记，保管林权档案，" * 12
    text = f"云溪县林业站 2022 年度单位决算公开 一、单位概况 (一)单位职责 {duty}完成交办任务。 (二)机构设置 内设一、二两股。"
    assert cleaned(text, confusions) == [
        "云溪县林业站 2022 年度单位决算公开",
        "一、单位概况",
        "(一)单位职责",
        f"{duty}完成交办任务。",
        "(二)机构设置",
        "内设一、二两股。",
    ]


def test_a_running_head_a_little_further_in(confusions: Confusions) -> None:
    """Right above the title of each page's table, below the usual margin: nothing stands above it."""
    pages = [
        boxed(number, ("某区卫生健康委员会2024年度部门决算", 0.3, 0.10, 0.7), (f"第{number}张决算表", 0.1, 0.13, 0.4))
        for number in (1, 2, 3)
    ]
    left = [[line.text for line in page.lines] for page in clean_pages(pages, confusions)]
    assert left == [["第1张决算表"], ["第2张决算表"], ["第3张决算表"]]
