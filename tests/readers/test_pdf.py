"""Born-digital pages: runs of glyphs, ruling lines, which layer is usable."""

import io

import numpy as np
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from pipeline.document import Issue, Page, Rule
from pipeline.readers import pdf_glyphs
from pipeline.readers.pdf import read_pdf
from pipeline.readers.recognise import Reading
from tests.readers.conftest import FakeRecogniser


def first_page(source: bytes, recogniser=None, ocr="auto") -> Page:
    page = next(iter(read_pdf(source, recogniser, ocr)))
    assert isinstance(page, Page)
    return page


def texts(page: Page) -> list[str]:
    return [line.text for line in page.lines]


def test_a_line_knows_its_box_in_fractions_from_the_top_left(make_pdf):
    page = first_page(make_pdf(lambda canvas: canvas.drawString(72, 842 - 100, "部门收支总表")))
    assert (page.number, page.width, page.height, page.origin) == (1, 595, 842, "layer")
    (line,) = page.lines
    assert (line.text, line.printed, line.page, line.score) == ("部门收支总表", "部门收支总表", 1, None)
    assert line.box == pytest.approx((72 / 595, (100 - 11) / 842, 144 / 595, (100 + 2) / 842), abs=0.005)


def test_a_ruling_line_parts_figures_that_touch(make_pdf):
    """Two cells full to their edges: the gap between their figures is none, the line between them is."""

    def draw(canvas):
        canvas.drawRightString(200, 500, "82,096,797.42")
        canvas.drawString(200.5, 500, "82,096,797.42")
        canvas.line(200.2, 480, 200.2, 520)

    assert texts(first_page(make_pdf(draw))) == ["82,096,797.42", "82,096,797.42"]


def test_figures_that_touch_without_a_line_stay_one_run(make_pdf):
    def draw(canvas):
        canvas.drawRightString(200, 500, "82,096,797.42")
        canvas.drawString(200.5, 500, "14,820.00")

    assert texts(first_page(make_pdf(draw))) == ["82,096,797.4214,820.00"]


def test_cells_side_by_side_are_lines_of_their_own(make_pdf):
    def draw(canvas):
        for x, text in ((60, "科目名称"), (180, "本年收入"), (250, "12.50"), (290, "3.40")):
            canvas.drawString(x, 500, text)

    assert texts(first_page(make_pdf(draw))) == ["科目名称", "本年收入", "12.50", "3.40"]


def test_justified_text_is_not_cut(make_pdf):
    """A line spread to the margin, 0.4 em between its letters."""
    sentence = "主要原因是新增两处雨量站"

    def draw(canvas):
        for place, letter in enumerate(sentence):
            canvas.drawString(60 + place * 16.8, 500, letter)

    assert texts(first_page(make_pdf(draw))) == [sentence]


def test_spaces_that_were_typed_are_one(make_pdf):
    def draw(canvas):
        canvas.drawString(60, 500, "第一部分　　单位概况")
        canvas.drawString(60, 450, "GDP growth 2031")

    assert texts(first_page(make_pdf(draw))) == ["第一部分 单位概况", "GDP growth 2031"]


def test_lines_come_by_visual_row_whatever_the_file_draws_first(make_pdf):
    def draw(canvas):
        canvas.drawString(300, 500, "307.15")
        canvas.drawString(60, 700, "收入决算表")
        canvas.drawString(60, 501, "财政拨款收入")

    assert texts(first_page(make_pdf(draw))) == ["收入决算表", "财政拨款收入", "307.15"]


def test_imitated_bold_is_read_once(make_pdf):
    def draw(canvas):
        canvas.drawString(60, 500, "合计 11.20")
        canvas.drawString(60.3, 500, "合计 11.20")

    assert texts(first_page(make_pdf(draw))) == ["合计 11.20"]


def test_lines_rectangles_and_thin_fills_are_rules(make_pdf):
    """Stroke, the edges of a stroked box, a fill thin as a line; no white box, no shaded cell."""

    def draw(canvas):
        canvas.drawString(60, 800, "表")
        canvas.line(119, 842 - 84.2, 476, 842 - 84.2)
        canvas.rect(119, 842 - 421, 119, 84.2)
        canvas.rect(297.5, 842 - 421, 0.8, 84.2, stroke=0, fill=1)
        canvas.setFillGray(1)
        canvas.rect(119, 100, 300, 1, stroke=0, fill=1)
        canvas.setFillGray(0.8)
        canvas.rect(300, 100, 100, 30, stroke=0, fill=1)

    rules = first_page(make_pdf(draw)).rules
    expected = (
        Rule(0.2, 0.1, 0.8, 0.1),
        Rule(0.2, 0.4, 0.4, 0.4),
        Rule(0.2, 0.5, 0.4, 0.5),
        Rule(0.2, 0.4, 0.2, 0.5),
        Rule(0.4, 0.4, 0.4, 0.5),
        Rule(0.5, 0.4, 0.5, 0.5),
    )
    assert len(rules) == len(expected)
    for rule, wanted in zip(rules, expected, strict=True):
        found = (rule.x0, rule.y0, rule.x1, rule.y1)
        assert found == pytest.approx((wanted.x0, wanted.y0, wanted.x1, wanted.y1), abs=0.002)


def test_pieces_of_a_rule_become_one(make_pdf):
    def draw(canvas):
        canvas.drawString(60, 800, "表")
        for x in range(100, 400, 50):
            canvas.line(x, 500, x + 50, 500)

    (rule,) = first_page(make_pdf(draw)).rules
    assert (rule.x0, rule.x1) == pytest.approx((100 / 595, 400 / 595), abs=0.001)


def test_a_page_stored_on_its_side(make_pdf):
    """/Rotate 90: sizes, boxes and rules are those of the page as one reads it."""

    def draw(canvas):
        canvas.setPageRotation(90)
        canvas.saveState()
        canvas.translate(595, 0)
        canvas.rotate(90)
        canvas.drawString(84.2, 595 - 119, "支出决算表")
        canvas.line(84.2, 595 - 297.5, 421, 595 - 297.5)
        canvas.restoreState()

    page = first_page(make_pdf(draw, size=(842, 595)))  # reportlab swaps the sides of a rotated page
    assert (page.width, page.height) == (842, 595)
    assert (page.lines[0].text, page.lines[0].box[:2]) == ("支出决算表", pytest.approx((0.1, 0.183), abs=0.006))
    (rule,) = page.rules
    assert (rule.x0, rule.y0, rule.x1, rule.y1) == pytest.approx((0.1, 0.5, 0.5, 0.5), abs=0.002)


def test_text_drawn_sideways_turns_the_page(make_pdf):
    """A landscape table on a portrait page without /Rotate."""

    def draw(canvas):
        canvas.translate(595, 0)
        canvas.rotate(90)
        canvas.drawString(84.2, 595 - 119, "支出决算表")

    page = first_page(make_pdf(draw))
    assert (page.width, page.height) == (842, 595)
    assert (page.lines[0].text, page.lines[0].box[0]) == ("支出决算表", pytest.approx(0.1, abs=0.002))


def scanned(canvas):
    """A page that is one picture, with a page number over it as its only text."""
    grey = np.full((400, 300), 230, np.uint8)
    grey[100:110, 40:260] = 30
    written = io.BytesIO()
    Image.fromarray(grey).save(written, "PNG")
    written.seek(0)
    canvas.drawImage(ImageReader(written), 0, 0, 595, 842)
    canvas.drawString(290, 30, "- 3 -")


READING = Reading("收入决算表", (300.0, 100.0, 500.0, 130.0), 0.98)


def test_a_scanned_page_is_read_by_ocr_and_one_with_text_is_not(make_pdf):
    def written(canvas):
        canvas.drawString(60, 500, "本单位2031年度收入合计307.15万元，其中：财政拨款收入300.10万元。")

    engine = FakeRecogniser(READING)
    pages = list(read_pdf(make_pdf(written, scanned), engine, "auto"))
    assert [page.origin for page in pages] == ["layer", "ocr"]
    assert [(line.text, line.page, line.score) for line in pages[1].lines] == [("收入决算表", 2, 0.98)]
    assert len(engine.seen) == 1


def test_always_reads_every_page_by_ocr(make_pdf):
    engine = FakeRecogniser(READING)
    page = first_page(make_pdf(lambda canvas: canvas.drawString(60, 500, "本单位收入")), engine, "always")
    assert (page.origin, texts(page)) == ("ocr", ["收入决算表"])


def test_never_keeps_the_layer_and_says_what_is_lost(make_pdf):
    page, issue = read_pdf(make_pdf(scanned), FakeRecogniser(READING), "never")
    assert texts(page) == ["- 3 -"]
    assert issue == Issue("read", 1, "no usable text on page 1 and --ocr never was given; use --ocr auto")


def test_never_says_which_pictures_were_not_read(make_pdf):
    """A page with text of its own into which a table was pasted: nothing says what the picture shows."""

    def draw(canvas):
        canvas.drawString(60, 780, "本单位2031年度收入合计307.15万元，其中：财政拨款收入300.10万元，见下图。")
        written = io.BytesIO()
        Image.fromarray(np.full((200, 300), 230, np.uint8)).save(written, "PNG")
        written.seek(0)
        canvas.drawImage(ImageReader(written), 60, 300, 400, 300)

    _, issue = read_pdf(make_pdf(draw), FakeRecogniser(READING), "never")
    assert issue == Issue("read", 1, "page 1 holds a picture that may show figures, and no OCR: use --ocr auto")


def test_a_layer_of_rubbish_is_read_by_ocr(make_pdf):
    """What a broken character map gives: characters that exist and that nobody writes."""

    def draw(canvas):
        canvas.drawString(60, 500, "鬻黼黻龘鱻麤鼉齾爨鬱籲龗灩厵驫钃讟饢鸞钁虋豔飝爩")

    page = first_page(make_pdf(draw), FakeRecogniser(READING))
    assert (page.origin, texts(page)) == ("ocr", ["收入决算表"])


def test_a_table_pasted_as_a_picture_into_a_written_page(make_pdf):
    """The layer's lines stay, what OCR reads in the picture stands where the picture is."""

    def draw(canvas):
        canvas.drawString(60, 780, "二、收入决算情况说明：本单位2031年度收入合计307.15万元，详见下表。")
        written = io.BytesIO()
        Image.new("L", (600, 400), 235).save(written, "PNG")
        written.seek(0)
        canvas.drawImage(ImageReader(written), 119, 842 - 421, 357, 252.6)

    engine = FakeRecogniser(Reading("合计", (0.0, 0.0, 75.0, 40.0), 0.99))
    page = first_page(make_pdf(draw), engine)
    assert texts(page) == ["二、收入决算情况说明：本单位2031年度收入合计307.15万元，详见下表。", "合计"]
    (rows, columns), *_ = engine.seen
    assert page.lines[1].box == pytest.approx((0.2, 0.2, 0.2 + 0.6 * 75 / columns, 0.2 + 0.3 * 40 / rows), abs=0.004)
    assert page.lines[1].score == 0.99


def test_one_page_that_ocr_fails_on_costs_that_page(make_pdf):
    from pipeline.errors import RecognitionFailed

    class Broken:
        def recognise(self, picture):
            raise RecognitionFailed("the engine ran out of memory")

    page, issue = read_pdf(make_pdf(scanned), Broken(), "auto")
    assert texts(page) == ["- 3 -"]
    assert issue == Issue("ocr", 1, "page 1 could not be read by OCR: the engine ran out of memory")


def test_an_empty_page_is_an_empty_page(make_pdf):
    assert first_page(make_pdf(lambda canvas: canvas.showPage())).lines == ()


def test_a_scan_with_a_text_layer_gets_the_ruling_lines_of_its_picture(make_pdf):
    """Scanners lay invisible text over the picture: no OCR is needed, but the table is only drawn in the picture."""

    def draw(canvas):
        grey = np.full((1754, 1240), 230, np.uint8)
        for y in (400, 460, 520):
            grey[y : y + 2, 200:1000] = 40
        for x in (200, 600, 998):
            grey[400:522, x : x + 2] = 40
        written = io.BytesIO()
        Image.fromarray(grey).save(written, "PNG")
        written.seek(0)
        canvas.drawImage(ImageReader(written), 0, 0, 595, 842)
        hidden = canvas.beginText(110, 842 - 210)
        hidden.setFont("STSong-Light", 12)
        hidden.setTextRenderMode(3)
        hidden.textLine("一般公共预算财政拨款收入本年收入合计一千二百零四万元整")
        hidden.setTextOrigin(110, 842 - 240)
        hidden.textLine("支出合计一千二百零四万元整")
        canvas.drawText(hidden)

    engine = FakeRecogniser(READING)
    page = first_page(make_pdf(draw), engine)
    assert (engine.seen, page.origin, page.skew) == ([], "layer", pytest.approx(0, abs=0.06))
    across = [rule.y0 for rule in page.rules if rule.horizontal]
    down = [rule.x0 for rule in page.rules if not rule.horizontal]
    assert across == pytest.approx([0.229, 0.263, 0.297], abs=0.002)
    assert down == pytest.approx([0.162, 0.485, 0.806], abs=0.002)


def test_a_heading_spread_without_spaces_is_one_line_and_a_row_of_cells_is_not(make_pdf):
    """第一部分 and its title two em apart, nothing drawn between; the same gaps in a table without ruling lines."""

    def draw(canvas):
        canvas.drawString(100, 700, "第一部分")
        canvas.drawString(100 + 48 + 24, 700, "单位概况")
        for x, text in ((100, "项目"), (148, "年初数"), (208, "年末数")):
            canvas.drawString(x, 600, text)

    assert texts(first_page(make_pdf(draw))) == ["第一部分 单位概况", "项目", "年初数", "年末数"]


def test_a_space_at_the_end_of_a_cell_does_not_reach_the_next_cell(make_pdf):
    def draw(canvas):
        canvas.drawString(100, 700, "合计 ")
        canvas.drawString(160, 700, "12.50")

    assert texts(first_page(make_pdf(draw))) == ["合计", "12.50"]


@pytest.mark.parametrize(("stored", "origin"), [("1,{n}04.50", "layer"), ("1,{n}O4.S0", "ocr")])
def test_an_old_layer_over_a_scan_is_read_anew_where_it_is_worse(make_pdf, stored, origin):
    """A scanner's engine took 0 for O and 5 for S; where its digits are those that are seen, the layer stays."""
    rows = range(100, 124)

    def draw(canvas):
        written = io.BytesIO()
        Image.new("L", (1240, 1754), 235).save(written, "PNG")
        written.seek(0)
        canvas.drawImage(ImageReader(written), 0, 0, 595, 842)
        hidden = canvas.beginText(110, 780)
        hidden.setFont("STSong-Light", 12)
        hidden.setTextRenderMode(3)
        for n in rows:
            hidden.textLine("支出合计 " + stored.format(n=n))
        canvas.drawText(hidden)

    readings = [Reading(f"1,{n}04.50", (400.0, 30.0 * n - 2900, 520.0, 30.0 * n - 2880), 0.99) for n in rows]
    page = first_page(make_pdf(draw), FakeRecogniser(*readings))
    assert page.origin == origin


def test_a_letter_as_flat_as_a_rule_is_as_tall_as_its_line(monkeypatch):
    """The box of 一 in the fonts that browsers print is its ink, a fifth of a line high; a note's smaller figure stays as it is."""
    sizes = {0: 15.0, 1: 15.0, 2: 7.0}
    monkeypatch.setattr(pdf_glyphs.raw, "FPDFText_GetFontSize", lambda _, index: sizes[index])
    flat = pdf_glyphs.Glyph("一", 100, 74, 114, 76, 80, 2, source=0)
    tall = pdf_glyphs.Glyph("般", 115, 67, 130, 82, 80, 15, source=1)
    note = pdf_glyphs.Glyph("2", 130, 74, 134, 81, 80, 7, source=2)
    levelled = pdf_glyphs._of_line_height(None, [flat, tall, note])
    assert [(glyph.text, glyph.y0, glyph.em) for glyph in levelled] == [("一", 67, 15), ("般", 67, 15), ("2", 74, 7)]
