"""OFD pages → lines with places and ruling lines, as of a PDF."""

import io

import pytest
from PIL import Image

from pipeline.document import Page
from pipeline.errors import UnreadableFile
from pipeline.readers.ofd import read_ofd
from pipeline.readers.recognise import Reading
from pipeline.tables import find_grids
from pipeline.vocabulary.accounts import load_accounts
from tests.readers.conftest import FakeRecogniser
from tests.readers.office import printed, zipped
from tests.tables.conftest import columns  # noqa: F401 -- a fixture

OFD = "http://www.ofdspec.org/2016"


def text(x: float, y: float, words: str, more: str = "", size: float = 4.0) -> str:
    """Words whose baseline is at y millimetres, every glyph a step of its width."""
    steps = " ".join(f"{size if ord(c) > 255 else size / 2}" for c in words[:-1])
    return (
        f'<ofd:TextObject ID="1" Boundary="{x} {y - 4} 90 6" Size="{size}" {more}>'
        f'<ofd:TextCode X="0" Y="4" DeltaX="{steps}">{words}</ofd:TextCode></ofd:TextObject>'
    )


def path(x0: float, y0: float, x1: float, y1: float) -> str:
    return (
        f'<ofd:PathObject ID="2" Boundary="{x0} {y0} {x1 - x0} {y1 - y0}" LineWidth="0.2">'
        f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0} {y1 - y0}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def ofd(*contents: str, template: str = "", **parts: bytes) -> bytes:
    def page(content, more=""):
        layer = f"<ofd:Content><ofd:Layer><ofd:PageBlock>{content}</ofd:PageBlock></ofd:Layer></ofd:Content>"
        return f'<ofd:Page xmlns:ofd="{OFD}">{more}{layer}</ofd:Page>'

    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/{n}.xml"/>' for n in range(len(contents)))
    uses = '<ofd:Template TemplateID="90"/>' if template else ""
    return zipped(
        {
            "OFD.xml": f'<ofd:OFD xmlns:ofd="{OFD}"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>',
            "Doc_0/Document.xml": f'<ofd:Document xmlns:ofd="{OFD}"><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297'
            '</ofd:PhysicalBox></ofd:PageArea><ofd:DocumentRes>Res.xml</ofd:DocumentRes><ofd:TemplatePage ID="90" BaseLoc="T.xml"/>'
            f"</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
            "Doc_0/Res.xml": f'<ofd:Res xmlns:ofd="{OFD}" BaseLoc="Res"><ofd:MultiMedias><ofd:MultiMedia ID="7" Type="Image">'
            "<ofd:MediaFile>i.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>",
            "Doc_0/T.xml": page(template),
            **{f"Doc_0/Pages/{n}.xml": page(content, uses) for n, content in enumerate(contents)},
            **{f"Doc_0/Res/{name}.png": content for name, content in parts.items()},
        }
    )


def pages(source: bytes, recogniser=None) -> list[Page]:
    found = list(read_ofd(source, recogniser, "auto"))
    assert all(isinstance(one, Page) for one in found)
    return found


def test_a_ruled_table_goes_the_way_of_pdf(columns):  # noqa: F811
    xs, ys = (20, 80, 120, 160), (50, 60, 70)
    rules = [path(xs[0], y, xs[-1], y) for y in ys] + [path(x, ys[0], x, ys[-1]) for x in xs]
    cells = [
        (22, 57, "科目名称"), (82, 57, "本年支出合计"), (122, 57, "基本支出"),
        (22, 67, "教育支出"), (82, 67, "1,204.50"), (122, 67, "204.50"),
    ]  # fmt: skip
    drawn = "".join([text(70, 30, "支出决算表", size=6), *rules, *(text(*cell) for cell in cells)])
    (page,) = pages(ofd(drawn, template=text(150, 40, "单位：万元")))
    assert (page.width, page.height, page.origin) == (595.28, 841.89, "layer")
    assert printed(page)[:2] == ["支出决算表", "单位：万元"]
    (grid,), _ = find_grids([page], columns, load_accounts())
    assert [(cell.row, cell.column, cell.text) for cell in grid.cells] == [
        *((0, 0, "科目名称"), (0, 1, "本年支出合计"), (0, 2, "基本支出")),
        *((1, 0, "教育支出"), (1, 1, "1,204.50"), (1, 2, "204.50")),
    ]
    assert [line.text for line in grid.caption] == ["支出决算表", "单位：万元"]


def test_one_object_a_glyph_is_one_line():
    drawn = "".join(text(20 + 4 * n, 50, letter) for n, letter in enumerate("部门决算公开"))
    assert printed(pages(ofd(drawn))[0]) == ["部门决算公开"]


def test_turned_hidden_and_transparent_text_is_left_out():
    drawn = (
        text(20, 50, "一、收入情况")
        + text(60, 90, "内部资料", 'CTM="0.7 0.7 -0.7 0.7 0 0"')
        + text(20, 110, "看不见", 'Visible="false"')
        + text(20, 130, "透明", 'Alpha="0"')
    )
    assert printed(pages(ofd(drawn))[0]) == ["一、收入情况"]


def test_a_page_that_is_a_picture_is_read_by_ocr():
    written = io.BytesIO()
    Image.new("L", (1240, 1754), "white").save(written, "PNG")
    image = '<ofd:ImageObject ID="3" Boundary="0 0 210 297" ResourceID="7"/>'
    recogniser = FakeRecogniser(Reading("合计 12.50", (100, 100, 400, 130), 0.99))
    first, second = pages(ofd(text(20, 50, "封面"), image, i=written.getvalue()), recogniser)
    assert (printed(first), printed(second), second.number, second.origin) == (["封面"], ["合计 12.50"], 2, "ocr")


@pytest.mark.parametrize(
    ("parts", "message"),
    [({"OFD.xml": "<OFD/>"}, "has no pages"), ({"OFD.xml": "<OFD><DocBody><DocRoot>x</DocRoot></DocBody></OFD>"}, "damaged or encrypted")],
)  # fmt: skip
def test_a_document_that_is_damaged(parts, message):
    with pytest.raises(UnreadableFile, match=message):
        list(read_ofd(zipped(parts), None, "never"))
