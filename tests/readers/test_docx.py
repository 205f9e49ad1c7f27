"""Word documents → lines and native tables: every part that Word has and a budget uses."""

import io

import pytest
from PIL import Image

from pipeline.document import Page
from pipeline.errors import UnreadableFile
from pipeline.readers.docx import read_docx
from pipeline.readers.recognise import Reading
from tests.readers.conftest import FakeRecogniser
from tests.readers.office import W, cell, grid, paragraph, printed, relations, row, word, workbook, zipped


def first_page(source: bytes) -> Page:
    found = next(iter(read_docx(source, None, "never")))
    assert isinstance(found, Page)
    return found


def test_paragraphs_and_a_merged_table_in_their_order():
    body = (
        paragraph("收入支出决算总表")
        + paragraph("单位：万元")
        + "<w:tbl>"
        + row(cell("收入", '<w:gridSpan w:val="2"/>'), cell("支出", '<w:gridSpan w:val="2"/>'))
        + row(cell("项目"), cell("决算数"), cell("项目"), cell("决算数"))
        + row(cell("一、财政拨款", '<w:vMerge w:val="restart"/>'), cell("12.50"), cell("一、教育支出"), cell("11.00"))
        + row(cell("", "<w:vMerge/>"), cell("3.00"), cell(""), cell(""))
        + "</w:tbl>"
        + paragraph("注：本表反映总收支。")
    )
    page = first_page(word(body))
    assert printed(page) == ["收入支出决算总表", "单位：万元", "注：本表反映总收支。"]
    assert page.tables[0].after == 2
    assert grid(page) == [
        *("0,0+1×2 收入", "0,2+1×2 支出", "1,0 项目", "1,1 决算数", "1,2 项目", "1,3 决算数"),
        *("2,0+2×1 一、财政拨款", "2,1 12.50", "2,2 一、教育支出", "2,3 11.00", "3,1 3.00"),
    ]


def test_empty_columns_stay_columns():
    table = "<w:tbl>" + row(cell("301"), cell(""), cell("5")) + row(cell("302"), cell(""), cell("4")) + "</w:tbl>"
    page = first_page(word(table))
    assert (page.tables[0].n_columns, grid(page)) == (3, ["0,0 301", "0,2 5", "1,0 302", "1,2 4"])


def test_changes_count_as_accepted_and_what_is_hidden_is_not_there():
    body = (
        "<w:p><w:r><w:t>收入</w:t></w:r><w:del><w:r><w:delText>12</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>15</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>走</w:t></w:r></w:moveFrom>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>看不见</w:t></w:r><w:r><w:t>万元</w:t></w:r></w:p>"
        f"<w:tbl>{row(cell('甲'), cell('1'))}"
        f"<w:tr><w:trPr><w:del/></w:trPr>{cell('删')}{cell('9')}</w:tr>{row(cell('乙'), cell('2'))}</w:tbl>"
    )
    page = first_page(word(body))
    assert printed(page) == ["收入15万元"]
    assert grid(page) == ["0,0 甲", "0,1 1", "1,0 乙", "1,1 2"]


def test_marks_of_notes_do_not_grow_onto_figures():
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{}</w:t></w:r>'
    body = (
        "<w:p><w:r><w:t>合计227.70</w:t></w:r>"
        + raised.format("3")
        + "<w:r><w:t>万元，办公用房120m</w:t></w:r>"
        + raised.format("2")
        + '<w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    )
    notes = f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator" w:id="0"/><w:footnote w:id="1">{{}}</w:footnote></w:footnotes>'
    source = word(
        body, rels=relations(("footnotes", "footnotes.xml")), footnotes_xml=notes.format(paragraph("含上年结转。"))
    )
    assert printed(first_page(source)) == ["合计227.70万元，办公用房120m2", "含上年结转。"]


def test_text_boxes_follow_their_paragraph_once():
    box = f"<w:txbxContent>{paragraph('单位：万元')}</w:txbxContent>"
    drawing = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice>'
        f"<w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    body = f"<w:p><w:r><w:t>收入决算表</w:t></w:r><w:r>{drawing}</w:r></w:p>"
    assert printed(first_page(word(body))) == ["收入决算表", "单位：万元"]


NUMBERING = f"""<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl></w:abstractNum>
<w:num w:numId="4"><w:abstractNumId w:val="7"/></w:num></w:numbering>"""
STYLES = f"""<w:styles xmlns:w="{W}"><w:style w:styleId="Heading"><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="Own"><w:basedOn w:val="Heading"/></w:style></w:styles>"""


def test_numbers_of_lists_are_printed():
    def numbered(text, depth):
        return paragraph(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="4"/></w:numPr>')

    body = (
        paragraph("收入情况", '<w:pStyle w:val="Own"/>')
        + numbered("财政拨款", 1)
        + numbered("事业收入", 1)
        + numbered("学费", 2)
        + numbered("支出情况", 0)
        + numbered("基本支出", 1)
        + paragraph("不编号", '<w:pStyle w:val="Own"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    )
    rels = relations(("numbering", "numbering.xml"), ("styles", "styles.xml"))
    source = word(body, rels=rels, numbering_xml=NUMBERING, styles_xml=STYLES)
    assert printed(first_page(source)) == [
        *("一、收入情况", "（一）财政拨款", "（二）事业收入", "1.学费", "二、支出情况", "（一）基本支出", "不编号"),
    ]


def test_a_table_that_lays_out_the_page_is_none():
    inner = "<w:tbl>" + row(cell("项目"), cell("预算数")) + row(cell("公务接待费"), cell("2.35")) + "</w:tbl>"
    outer = f"<w:tbl><w:tr><w:tc>{paragraph('三公经费表')}{inner}</w:tc></w:tr></w:tbl>"
    page = first_page(word(outer))
    assert (printed(page), grid(page)) == (["三公经费表"], ["0,0 项目", "0,1 预算数", "1,0 公务接待费", "1,1 2.35"])


def test_a_pasted_scan_is_read_by_ocr_on_a_page_of_its_own():
    written = io.BytesIO()
    Image.new("L", (900, 700), "white").save(written, "PNG")
    blip = '<a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:embed="rId1"/>'
    body = paragraph("附表见图。") + f"<w:p><w:r><w:drawing>{blip}</w:drawing></w:r></w:p>"
    source = word(body, rels=relations(("image", "media/image1.png")), media__image1_png=written.getvalue())
    recogniser = FakeRecogniser(Reading("合计 1,204.50", (100, 100, 400, 130), 0.99))
    first, second = read_docx(source, recogniser, "auto")
    assert (printed(first), printed(second)) == (["附表见图。"], ["合计 1,204.50"])
    assert (second.number, second.origin, second.lines[0].page) == (2, "ocr", 2)


@pytest.mark.parametrize("parts", [{"word/other.xml": "<w/>"}, {"word/document.xml": "<w:document"}])
def test_a_document_without_its_main_part_is_damaged(parts):
    with pytest.raises(UnreadableFile, match=r"main part is missing|is no XML"):
        list(read_docx(zipped(parts), None, "never"))


def test_what_is_crossed_out_gives_way_to_what_stands_beside_it():
    """A figure struck through with the new one behind it; a row that is struck through as a whole stays."""
    struck = "<w:r><w:rPr><w:strike/></w:rPr><w:t>38.42</w:t></w:r>"
    page = first_page(word(f"<w:p>{struck}<w:r><w:t>40.15</w:t></w:r></w:p><w:p>{struck}</w:p>"))
    assert printed(page) == ["40.15", "38.42"]


def test_the_sheet_of_an_embedded_workbook_stands_where_it_is_shown():
    """An object of Excel in the text shows the sheet that was on top when it was closed."""
    objects = '<w:r><w:object><o:OLEObject xmlns:o="urn:o" Type="Embed" ProgID="Excel.Sheet.12" r:id="rId1"/></w:object></w:r>'
    source = word(
        paragraph("支出决算表") + f"<w:p>{objects}</w:p>" + paragraph("注：以万元为单位。"),
        rels=relations(("package", "embeddings/sheet.xlsx")),
        embeddings__sheet_xlsx=workbook(
            {"草稿": [["合计", 1]], "支出": [["项目", "决算数"], ["合计", 68.2]]}, active=1
        ),
    )
    page = first_page(source)
    assert printed(page) == ["支出决算表", "注：以万元为单位。"]
    assert (page.tables[0].after, grid(page)) == (1, ["0,0 项目", "0,1 决算数", "1,0 合计", "1,1 68.2"])


def test_edges_a_hair_apart_are_one():
    """LibreOffice lays the rows of a rich text out one by one: head and body disagree by a twip. Narrow cells are meant."""
    grid_of = "<w:tblGrid>" + "".join(f'<w:gridCol w:w="{width}"/>' for width in (959, 959, 1, 960)) + "</w:tblGrid>"
    rows = row(cell("项目", '<w:gridSpan w:val="2"/>'), cell("决算数", '<w:gridSpan w:val="2"/>'))
    rows += row(cell("208"), cell("社会保障和就业支出", '<w:gridSpan w:val="2"/>'), cell("38.42"))
    (page,) = read_docx(word(f"<w:tbl>{grid_of}{rows}</w:tbl>"), None, "never")
    assert grid(page) == ["0,0+1×2 项目", "0,2 决算数", "1,0 208", "1,1 社会保障和就业支出", "1,2 38.42"]

    rows += row(cell("221"), cell("住房"), cell("", '<w:tcW w:w="1" w:type="dxa"/>'), cell("30.30"))
    (page,) = read_docx(word(f"<w:tbl>{grid_of}{rows}</w:tbl>"), None, "never")
    assert grid(page)[-3:] == ["2,0 221", "2,1 住房", "2,3 30.30"]
