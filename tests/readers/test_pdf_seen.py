"""What a PDF stores against what its page shows: each kind on a page of its own."""

import pytest
from PIL import Image
from reportlab.lib.colors import Color, black, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline.document import Page
from pipeline.readers.pdf import read_pdf
from pipeline.readers.recognise import Reading
from tests.readers.conftest import FONT


def texts(source: bytes) -> list[str]:
    page = next(iter(read_pdf(source, None, "auto")))
    assert isinstance(page, Page)
    return [line.text for line in page.lines]


def test_invisible_text_is_not_there(make_pdf):
    """Render mode 3, with no picture under it that it would be the layer of."""

    def draw(canvas: Canvas):
        canvas.drawString(60, 500, "项目支出 174.25")
        hidden = canvas.beginText(60, 470)
        hidden.setTextRenderMode(3)
        hidden.textLine("项目支出 200.00")
        canvas.drawText(hidden)

    assert texts(make_pdf(draw)) == ["项目支出 174.25"]


def test_white_text_is_not_there_unless_it_stands_on_a_dark_field(make_pdf):
    def draw(canvas: Canvas):
        canvas.setFillColor(Color(0.1, 0.2, 0.5))
        canvas.rect(50, 495, 200, 20, stroke=0, fill=1)
        canvas.setFillColor(white)
        canvas.drawString(60, 500, "科目名称")
        canvas.drawString(60, 470, "内部稿")
        canvas.setFillColor(black)
        canvas.drawString(60, 440, "行政运行")

    assert texts(make_pdf(draw)) == ["科目名称", "行政运行"]


def test_a_figure_under_a_white_box_is_not_there_and_the_new_one_is_whole(make_pdf):
    """Old and new figure share digits in the same places; a shaded cell drawn before its figure hides nothing."""

    def draw(canvas: Canvas):
        canvas.drawString(60, 500, "428.40")
        canvas.setFillColor(white)
        canvas.rect(58, 495, 60, 16, stroke=0, fill=1)
        canvas.setFillColor(black)
        canvas.drawString(60, 500, "401.95")
        canvas.setFillColor(Color(0.85, 0.85, 0.85))
        canvas.rect(58, 465, 60, 16, stroke=0, fill=1)
        canvas.setFillColor(black)
        canvas.drawString(60, 470, "68.20")

    assert texts(make_pdf(draw)) == ["401.95", "68.20"]


def test_a_figure_under_a_see_through_field_stays(make_pdf):
    """A highlighter's stroke lies over the text."""

    def draw(canvas: Canvas):
        canvas.drawString(60, 500, "428.40")
        canvas.setFillColor(Color(1, 1, 0, alpha=0.4))
        canvas.rect(58, 495, 60, 16, stroke=0, fill=1)

    assert texts(make_pdf(draw)) == ["428.40"]


def test_text_outside_the_crop_box_is_not_there(make_pdf):
    def draw(canvas: Canvas):
        canvas.setCropBox((50, 50, 545, 792))
        canvas.drawString(60, 500, "行政运行")
        canvas.drawString(60, 20, "印刷标记")
        canvas.drawString(10, 500, "第3稿")

    assert texts(make_pdf(draw)) == ["行政运行"]


def test_watermarks_are_no_text(make_pdf):
    """An oblique one, and a pale large one that runs through the cells; small print in grey is text."""

    def draw(canvas: Canvas):
        canvas.drawString(60, 500, "行政运行")
        canvas.drawString(200, 500, "227.70")
        canvas.setFillColor(Color(0.5, 0.5, 0.5))
        canvas.drawString(60, 480, "注：本表含上年结转")
        canvas.saveState()
        canvas.setFont("Helvetica", 12)
        canvas.rotate(35)
        canvas.drawString(420, 260, "2023")
        canvas.restoreState()
        canvas.setFont(FONT, 48)
        canvas.setFillColor(Color(0.8, 0.8, 0.8))
        canvas.drawString(100, 490, "公开稿")

    assert texts(make_pdf(draw)) == ["行政运行", "227.70", "注：本表含上年结转"]


@pytest.mark.parametrize(
    ("mark", "printed"), [("1", "227.70¹"), ("12", "227.70¹²"), ("*", "227.70*"), ("注", "227.70注")]
)
def test_a_raised_note_mark_does_not_grow_onto_its_figure(make_pdf, mark, printed):
    """Drawn right behind the figure in half its size, its foot at mid-height; what is printed keeps it."""

    def draw(canvas: Canvas):
        canvas.drawString(60, 500, "227.70")
        canvas.setFont(FONT, 7)
        canvas.drawString(60 + canvas.stringWidth("227.70", FONT, 12) + 0.5, 505, mark + " ")

    page = next(iter(read_pdf(make_pdf(draw), None, "auto")))
    assert [(line.text, line.printed) for line in page.lines] == [("227.70", printed)]


def test_an_exponent_of_a_unit_stays(make_pdf):
    def draw(canvas: Canvas):
        canvas.setFont("Helvetica", 12)
        canvas.drawString(60, 500, "1,200m")
        canvas.setFont("Helvetica", 7)
        canvas.drawString(60 + canvas.stringWidth("1,200m", "Helvetica", 12) + 0.2, 505, "2")

    assert texts(make_pdf(draw)) == ["1,200m²"]


def test_a_figure_struck_three_times_is_read_once(make_pdf):
    """Imitated bold: twice with a shift to the right, once as a shadow below."""

    def draw(canvas: Canvas):
        for x, y in ((60, 500), (60.4, 500), (60.8, 499.4)):
            canvas.drawString(x, y, "1,116.00")

    assert texts(make_pdf(draw)) == ["1,116.00"]


def test_a_head_turned_upwards_is_one_line_in_its_order(make_pdf):
    """Its two lines stand side by side on the page; other text stays upright."""

    def draw(canvas: Canvas):
        canvas.drawString(60, 500, "行政运行 水利工程 防汛")
        canvas.setFont("Helvetica", 10)
        for x, words in ((300, "BASIC"), (312, "OUTLAY")):
            canvas.saveState()
            canvas.translate(x, 480)
            canvas.rotate(90)
            canvas.drawString(0, 0, words)
            canvas.restoreState()

    assert sorted(texts(make_pdf(draw))) == ["BASICOUTLAY", "行政运行 水利工程 防汛"]


def test_form_fields_are_read_where_they_stand(make_pdf):
    def draw(canvas: Canvas):
        canvas.drawString(60, 500, "合计")
        canvas.acroForm.textfield(name="total", value="486.35", x=200, y=495, width=80, height=18, fontSize=10)

    assert texts(make_pdf(draw, size=A4)) == ["合计", "486.35"]


def test_a_note_without_an_appearance_is_read_from_its_words(make_pdf):
    """Viewers draw it anew from what was typed."""

    def draw(canvas: Canvas):
        canvas.drawString(60, 500, "合计")
        canvas.freeTextAnnotation("486.35", DA="0 g /Helv 9 Tf", Rect=(200, 497, 260, 511), relative=0)

    assert texts(make_pdf(draw)) == ["合计", "486.35"]


def test_the_upright_letter_of_a_round_seal_is_no_text(make_pdf):
    def draw(canvas: Canvas):
        canvas.drawString(60, 500, "行政运行")
        canvas.setFont("Helvetica", 12)
        for letter, angle in zip("WATER", (50, 25, 0, -25, -50), strict=True):
            canvas.saveState()
            canvas.translate(300, 400)
            canvas.rotate(angle)
            canvas.drawString(0, 60, letter + "1")
            canvas.restoreState()

    assert texts(make_pdf(draw)) == ["行政运行"]


def test_one_character_drawn_a_hundred_thousand_times_takes_seconds(make_pdf):
    """Every look back over the whole line would take minutes."""

    def draw(canvas: Canvas):
        canvas.setFont("Helvetica", 0.01)
        canvas.drawString(10, 500, "1" * 100_000)

    assert len(texts(make_pdf(draw))) <= 1


def test_what_a_clipping_path_leaves_out_is_not_there(make_pdf):
    """A cell's own clip goes round its text, as Word writes it; another one shows nothing of what is drawn."""

    def draw(canvas: Canvas):
        for box, text in (((50, 490, 200, 30), "项目支出 174.25"), ((300, 10, 20, 20), "项目支出 200.00")):
            canvas.saveState()
            path = canvas.beginPath()
            path.rect(*box)
            canvas.clipPath(path, stroke=0)
            canvas.setFont(FONT, 12)
            canvas.drawString(60, 500, text)
            canvas.restoreState()

    assert texts(make_pdf(draw)) == ["项目支出 174.25"]


def test_letters_that_nobody_can_read_are_not_there(make_pdf):
    def draw(canvas: Canvas):
        canvas.drawString(60, 500, "项目支出 174.25")
        canvas.setFont(FONT, 0.8)
        canvas.drawString(60, 470, "200.00")

    assert texts(make_pdf(draw)) == ["项目支出 174.25"]


def test_a_figure_under_a_small_picture_is_not_there_but_one_under_a_seal_is(make_pdf):
    """A white patch hides the old figure; what is transparent round a seal hides nothing."""
    patch, seal = Image.new("RGB", (60, 16), "white"), Image.new("RGBA", (60, 16), (255, 0, 0, 0))
    seal.putpixel((30, 8), (255, 0, 0, 255))

    def draw(canvas: Canvas):
        for height, picture in ((500, patch), (470, seal)):
            canvas.drawString(60, height, "428.40")
            canvas.drawImage(ImageReader(picture), 58, height - 5, 60, 16, mask="auto")
        canvas.drawString(200, 500, "401.95")

    assert texts(make_pdf(draw)) == ["401.95", "428.40"]


LAYERS = """%PDF-1.5
1 0 obj <</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[6 0 R 7 0 R]/D<</ON[6 0 R]/OFF[7 0 R]/Order[6 0 R 7 0 R]>>>>>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R
  /Resources<</Font<</F 5 0 R>>/Properties<</A 6 0 R/B 7 0 R>>>>>> endobj
4 0 obj <</Length 192>> stream
BT /F 12 Tf 20 150 Td (2130314) Tj ET
/OC /A BDC BT /F 12 Tf 100 150 Td (68.20) Tj ET EMC
/OC /B BDC BT /F 12 Tf 100 150 Td (99.90) Tj ET EMC
endstream endobj
5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj
6 0 obj <</Type/OCG/Name(final)>> endobj
7 0 obj <</Type/OCG/Name(draft)>> endobj
trailer <</Root 1 0 R>>
%%EOF
"""


def test_a_layer_that_is_switched_off_is_not_there():
    assert texts(LAYERS.encode()) == ["2130314", "68.20"]


def test_a_figure_that_is_crossed_out_gives_way_to_the_one_beside_it(make_pdf):
    """In a cell and in prose; one that stands alone is all that its cell says, and a line under a figure crosses nothing."""

    def draw(canvas: Canvas):
        canvas.grid([50, 150, 250, 350], [490, 520])
        canvas.drawString(60, 500, "250.00")
        canvas.line(59, 504, 94, 504)
        canvas.drawString(100, 500, "227.70")
        canvas.drawString(160, 500, "38.42")
        canvas.line(160, 504, 188, 504)
        canvas.drawString(260, 500, "15.68")
        canvas.line(260, 498, 288, 498)
        canvas.drawString(60, 450, "9.10")
        canvas.line(59, 454, 82, 454)
        canvas.drawString(90, 450, "8.30")

    assert texts(make_pdf(draw)) == ["227.70", "38.42", "15.68", "8.30"]


def test_figures_kept_as_small_pictures_are_read(make_pdf):
    """A bullet and a picture behind a word are none."""

    def picture(width: int, height: int) -> ImageReader:
        return ImageReader(Image.new("L", (width, height), 200))

    def draw(canvas: Canvas):
        canvas.drawImage(picture(60, 20), 200, 495, 36, 12)
        canvas.drawImage(picture(20, 20), 40, 495, 10, 10)
        canvas.drawImage(picture(60, 20), 58, 497, 60, 14)
        canvas.drawString(60, 500, "项目支出")

    (page, issue) = read_pdf(make_pdf(draw), None, "never")
    assert issue.message == "page 1 shows 1 figures or letters without text: use --ocr auto"
    seen = []

    class Eyes:
        def recognise(self, part):
            seen.append(part.shape)
            return [Reading("174.25", (4.0, 4.0, part.shape[1] - 4.0, part.shape[0] - 4.0), 0.99)]

    (page,) = read_pdf(make_pdf(draw), Eyes(), "auto")
    assert [line.text for line in page.lines] == ["项目支出", "174.25"]
    assert len(seen) == 1
