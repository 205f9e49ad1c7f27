"""Web pages → the report between menus and footers, with its tables."""

import base64
import io

import pytest
from PIL import Image

from pipeline.document import Issue, Page
from pipeline.readers.html import html_text, read_html
from pipeline.readers.markdown import read_markdown
from pipeline.readers.mht import read_mht
from pipeline.readers.recognise import Reading
from tests.readers.conftest import FakeRecogniser
from tests.readers.office import grid, printed


def first_page(source: str | bytes) -> Page:
    found = next(iter(read_html(source.encode() if isinstance(source, str) else source, None, "never")))
    assert isinstance(found, Page)
    return found


TABLE = """<table border="1"><tr><td colspan="2">收入</td><td rowspan="2">合计</td></tr>
<tr><td>项目</td><td>决算数</td></tr><tr><td>财政拨款</td><td>12.50</td><td>12.50<sup>①</sup></td></tr></table>"""


def test_a_table_between_paragraphs_with_its_spans():
    page = first_page(f"<html><body><h2>收入决算表</h2><p>单位：万元</p>{TABLE}<p>注：以万元为单位。</p></body></html>")
    assert printed(page) == ["收入决算表", "单位：万元", "注：以万元为单位。"]
    assert page.tables[0].after == 2
    assert grid(page) == [
        *("0,0+1×2 收入", "0,2+2×1 合计", "1,0 项目", "1,1 决算数", "2,0 财政拨款", "2,1 12.50", "2,2 12.50"),
    ]


def test_menus_footers_and_hidden_parts_are_left_out():
    page = first_page(
        "<ul><li><a href='/a'>政务公开</a></li><li><a href='/b'>办事服务</a></li></ul><nav>导航</nav>"
        "<h1><a href='/self'>某县水务局2031年度部门决算</a></h1><p>收入<a href='/w'>总计</a>12万元。</p>"
        "<p><a name='tail'>二、支出情况</a></p><div style='DISPLAY: none'>模板</div><script>var a = '收入';</script>"
        "<p><a href='#top'>三、其他</a></p><div>版权所有：某县政府</div><footer>联系</footer>"
    )
    assert printed(page) == ["某县水务局2031年度部门决算", "收入总计12万元。", "二、支出情况", "三、其他"]


def test_a_table_that_lays_out_the_page_is_none():
    menu = "<td><table><tr><td><a href='/x'>首页</a></td><td><a href='/y'>公开</a></td></tr></table></td>"
    page = first_page(f"<table><tr>{menu}<td><p>一、收入情况</p>{TABLE}<p>二、支出情况</p></td></tr></table>")
    assert printed(page) == ["一、收入情况", "二、支出情况"]
    assert [len(table.cells) for table in page.tables] == [7]


def test_lines_of_the_source_are_no_lines_of_the_page():
    page = first_page("<p>收入总\n      计12万元<br>支出10万\n元</p><pre>甲\n乙</pre>")
    assert printed(page) == ["收入总计12万元", "支出10万元", "甲乙"]


@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "utf-16", "gb18030"])
@pytest.mark.parametrize("stated", ["gb2312", "utf-8", ""])
def test_encodings_whatever_the_page_says(encoding, stated):
    source = f"<meta charset={stated}><p>某县水务局部门决算公开</p>".encode(encoding)
    assert printed(first_page(source)) == ["某县水务局部门决算公开"]


def test_what_a_server_would_have_filled_in_is_no_text():
    source = (
        '<%@ page language="java" %>\n<html><body><p>${newsTitle}</p><p>决算公开</p><%@ include file="f.jsp"%></body>'
    )
    assert printed(first_page(source)) == ["决算公开"]


def test_a_page_that_only_leads_to_attachments_names_them():
    source = (
        "<h1>某县水务局2031年度部门决算公开</h1><p><a href='/files/P0203.pdf'>2031年度部门决算.pdf</a></p>"
        "<p><a href='P0204.xls?v=1'>决算公开表</a></p>"
    )
    page, issue = read_html(source.encode(), None, "never")
    assert printed(page) == ["某县水务局2031年度部门决算公开", "2031年度部门决算.pdf", "决算公开表"]
    assert issue == Issue(
        "read",
        1,
        "the page only links to attached files: 2031年度部门决算.pdf, 决算公开表 (P0204.xls); fetch them",
        loses=False,
    )


def test_pictures_of_the_size_of_a_page_that_are_elsewhere_are_lost():
    source = "<p>表格见下图。</p><img src='/logo.gif' width=80 height=40><img src='/u/t1.gif' style='width:750px;height:843px'>"
    _, issue = read_html(source.encode(), None, "never")
    assert issue.message == "1 pictures of the size of a page are not in the file (t1.gif); save the page whole"
    assert issue.loses


def test_a_picture_inside_the_page_is_read():
    written = io.BytesIO()
    Image.new("L", (900, 700), "white").save(written, "PNG")
    address = "data:image/png;base64," + base64.b64encode(written.getvalue()).decode()
    recogniser = FakeRecogniser(Reading("合计 12.50", (100, 100, 400, 130), 0.99))
    pages = list(read_html(f"<p>见图</p><img src='{address}'>".encode(), recogniser, "auto"))
    assert [printed(page) for page in pages] == [["见图"], ["合计 12.50"]]


def test_a_page_cut_off_inside_a_table():
    page = first_page("<p>决算表<table><tr><td>项目<td>决算数<tr><td>合计<td>12.5")
    assert (printed(page), grid(page)) == (["决算表"], ["0,0 项目", "0,1 决算数", "1,0 合计", "1,1 12.5"])


def test_a_text_with_few_words_is_decoded_too():
    assert html_text("<p>无</p>".encode("gbk")) == "<p>无</p>"


def test_a_page_saved_in_one_file_with_its_picture():
    written = io.BytesIO()
    Image.new("L", (900, 700), "white").save(written, "PNG")
    picture = base64.encodebytes(written.getvalue()).decode()
    source = (
        "From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=text/html; boundary=B\r\n\r\n"
        "--B\r\nContent-Type: text/html; charset=gbk\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        "<p>=BE=F6=CB=E3=B1=ED</p><img src=3D'http://a.cn/t.png' width=3D700 height=3D600>\r\n"
        "--B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: http://a.cn/t.png\r\n\r\n"
        f"{picture}\r\n--B--\r\n"
    )
    recogniser = FakeRecogniser(Reading("合计 12.50", (100, 100, 400, 130), 0.99))
    assert [printed(page) for page in read_mht(source.encode(), recogniser, "auto")] == [["决算表"], ["合计 12.50"]]


def test_tables_of_markup_in_one_line_of_markdown():
    source = (
        "# 三公经费支出表\n\n单位：万元\n\n<html><body><table><tr><td rowspan=1 colspan=2>项目</td><td>决算数</td></tr>"
        "<tr><td>1</td><td>公务接待费</td><td>2.35</td></tr></table></body></html>\n\n![](images/a.jpg)\n\n二、其他\n"
    )
    page, issue = read_markdown(source.encode(), None, "never")
    assert [(line.text, line.number) for line in page.lines] == [
        ("# 三公经费支出表", 1),
        ("单位：万元", 3),
        ("二、其他", 9),
    ]
    assert grid(page) == ["0,0+1×2 项目", "0,2 决算数", "1,0 1", "1,1 公务接待费", "1,2 2.35"]
    assert page.tables[0].cells[0].line == 5
    assert issue == Issue("read", 1, "1 pictures are not in the file; what they show was not read", loses=False)


def test_what_is_crossed_out_gives_way_to_what_stands_beside_it():
    """A deletion is gone; a figure struck through is none where the new one stands beside it, and stays alone."""
    cells = "<td><s>38.42</s>40.15</td><td><span style='text-decoration: line-through'>1.00</span></td><td>2<del>3</del></td>"
    assert grid(first_page(f"<table><tr><td>项目</td><td>甲</td><td>乙</td></tr><tr>{cells}</tr></table>"))[3:] == [
        *("1,0 40.15", "1,1 1.00", "1,2 2"),
    ]


def test_what_a_style_sheet_hides_in_a_table_and_what_stands_in_its_fields():
    """A tab outside of tables may be shown by a script; what is hidden in print alone is seen."""
    page = first_page(
        "<style>/* .row {display:none} */ @media print { .row { display: none } } td.old, .gone { display : none }"
        " .tab{display:none}</style><div class='tab'>二、支出情况</div><table><tr><td>项目</td><td>决算数</td></tr>"
        "<tr class='row'><td>办公费<td class='old'>9.99</td><td><input value='12.50'><input type=hidden value=7></td></tr>"
        "<tr class='gone'><td>培训费</td><td>3.00</td></tr>"
        "<tr><td>差旅费</td><td><span style='visibility:hidden'>1</span>2.60</td></tr></table>"
    )
    assert printed(page) == ["二、支出情况"]
    assert grid(page) == ["0,0 项目", "0,1 决算数", "1,0 办公费", "1,1 12.50", "2,0 差旅费", "2,1 2.60"]
