"""Reports as PDF with a text layer: pages, ruled tables over several pages, running page numbers."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import partial
from typing import Any
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Spacer,
    Table,
)
from reportlab.platypus import Paragraph as Text

from annotations.render.fonts import bold
from annotations.render.model import ABOVE, LEFT, Break, Contents, Field, Form, Heading, Paragraph, Report, Style
from annotations.render.text_forms import contents

RIGHT_LINES = ("单位：", "金额单位", "公开", "附表", "预算")  # beginnings of small lines that stand at the right
PADDING = 2.2
INVISIBLE = 3  # PDF text rendering mode
RUBBISH = """\
;%k& (*:@! 1l|/ ~^ ]]} vv,
$#; ij' ..: <<= o0O ?!) +* &%
\\|/ "" -_- ,;: tt{ ]^` !!1 ;;"""  # as an old OCR leaves under Chinese pages


def write_pdf(report: Report, pictures: Mapping[int, bytes] | None = None) -> bytes:
    """The report as PDF; the same bytes for the same report. `pictures` are pages replaced by a JPEG of them."""
    rl_config.useA85 = 0
    style = report.style
    story: list[Flowable] = _cover(report)
    lying = False
    for block in report.printed:
        wanted = isinstance(block, Form) and block.landscape
        if wanted != lying or isinstance(block, Break):
            story += [NextPageTemplate("lying" if wanted else "standing"), PageBreak()]
            lying = wanted
        elif isinstance(block, Form) and block.landscape:
            story.append(PageBreak())
        story += _flowables(block, report, style)
    out = io.BytesIO()
    document = BaseDocTemplate(
        out, pagesize=A4, title="".join(report.cover[:2]), author=report.agency[0], invariant=1, pageCompression=1
    )
    document.addPageTemplates(_templates(style))
    document.build(story, canvasmaker=partial(_Replacing, pictures=pictures or {}))
    return out.getvalue()


class _Replacing(Canvas):  # type: ignore[misc]
    """A canvas that gives some pages as pictures, under an invisible text layer of rubbish."""

    def __init__(self, *arguments: Any, pictures: Mapping[int, bytes], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.pictures = pictures

    def showPage(self) -> None:  # noqa: N802  the name is the library's
        picture = self.pictures.get(self.getPageNumber())
        if picture:
            self._code: list[str] = []
            width, height = self._pagesize
            self.drawImage(ImageReader(io.BytesIO(picture)), 0, 0, width, height)
            for number, line in enumerate(RUBBISH.splitlines()):
                text = self.beginText(72, height - 90 - 24 * number)
                text.setFont("Helvetica", 12)
                text.setTextRenderMode(INVISIBLE)
                text.textOut(line)
                self.drawText(text)
        super().showPage()


def _templates(style: Style) -> list[PageTemplate]:
    made = []
    for name, (width, height) in {"standing": A4, "lying": landscape(A4)}.items():
        margin = style.margin if name == "standing" else 44
        frame = Frame(margin, 56, width - 2 * margin, height - 112, leftPadding=0, rightPadding=0, id=name)
        made.append(PageTemplate(name, [frame], onPage=_number_page, pagesize=(width, height)))
    return made


def _number_page(canvas: Canvas, document: Any) -> None:
    if document.page > 1:
        canvas.setFont("song", 9)
        canvas.drawCentredString(canvas._pagesize[0] / 2, 34, f"- {document.page} -")


def _cover(report: Report) -> list[Flowable]:
    title = ParagraphStyle(
        "cover",
        fontName=bold(report.style.head),
        fontSize=24,
        leading=42,
        alignment=TA_CENTER,
        wordWrap="CJK",
    )
    if not report.cover:
        return []
    return [
        Spacer(1, 200),
        *(Text(escape(line), title) for line in report.cover),
        NextPageTemplate("standing"),
        PageBreak(),
    ]


def _flowables(block: object, report: Report, style: Style) -> list[Flowable]:
    match block:
        case Heading():
            return [_heading(block, style)]
        case Paragraph():
            return [Text(escape(block.text), _body(style))]
        case Contents():
            return _contents(block, report, style)
        case Form():
            return _form(block, style)
    return []


def _body(style: Style) -> ParagraphStyle:
    return ParagraphStyle(
        "body",
        fontName=style.body,
        fontSize=style.size,
        leading=style.leading,
        firstLineIndent=2 * style.size,
        wordWrap="CJK",
    )


def _heading(block: Heading, style: Style) -> Text:
    size = {0: style.size + 5, 1: style.size + 1}.get(block.level, style.size)
    return Text(
        escape(block.text),
        ParagraphStyle(
            "heading",
            fontName=style.head if block.level else bold(style.head),
            fontSize=size,
            leading=size * 1.7,
            alignment=TA_LEFT if block.level else TA_CENTER,
            firstLineIndent=2 * style.size if block.level else 0,
            spaceBefore=6,
            spaceAfter=10 if not block.level else 2,
            wordWrap="CJK",
            keepWithNext=1,
        ),
    )


def _contents(block: Contents, report: Report, style: Style) -> list[Flowable]:
    title = ParagraphStyle(
        "contents", fontName=bold(style.head), fontSize=style.size + 5, leading=40, alignment=TA_CENTER
    )
    line = ParagraphStyle(
        "entry", fontName=style.body, fontSize=style.size - 1, leading=style.leading - 3, wordWrap="CJK"
    )
    width = A4[0] - 2 * style.margin
    entries = []
    for text, page in contents(report):
        free = width - stringWidth(text + str(page), line.fontName, line.fontSize)
        dots = "." * int(free / stringWidth(".", line.fontName, line.fontSize) - 1) + str(page)
        dots = dots if style.contents_dots else ""
        entries.append(Text(escape(text + dots), line))
    return [Text(escape(block.title), title), *entries]


def _form(form: Form, style: Style) -> list[Flowable]:
    title = ParagraphStyle("title", fontName=style.head, fontSize=14, leading=24, alignment=TA_CENTER, keepWithNext=1)
    small = ParagraphStyle("small", fontName=style.body, fontSize=9, leading=13, wordWrap="CJK")
    width = (landscape(A4)[0] - 88) if form.landscape else (A4[0] - 2 * style.margin + 24)
    story: list[Flowable] = [Text(escape(form.title), title)] if form.printed_title else []
    story += _above(form, style, width)
    rows = [[Field(text) for text in row] for row in form.head] + [list(row) for row in form.body]
    scale = width / sum(form.widths)
    table = Table(
        [[_cell(field, style, row < len(form.head)) for field in fields] for row, fields in enumerate(rows)],
        colWidths=[one * scale for one in form.widths],
        repeatRows=len(form.head) if style.repeat_head else 0,
        style=_lines(form, style) + _spans(rows),
    )
    notes = [Text(escape(line), small) for line in form.notes]
    return [KeepTogether([*story, table]), *notes, Spacer(1, 14)]


def _above(form: Form, style: Style, width: float) -> list[Flowable]:
    """The small lines: number of the form at the right, then body and unit at the two ends of one line."""
    look = ParagraphStyle("above", fontName=style.body, fontSize=9, leading=13, wordWrap="CJK")
    right = ParagraphStyle("above-right", parent=look, alignment=TA_RIGHT)
    if style.captions_apart or len(form.above) < 2:
        return [Text(escape(line), right if line.startswith(RIGHT_LINES) else look) for line in form.above]
    *numbers, body, unit = form.above
    pair = Table(
        [[Text(escape(body), look), Text(escape(unit), right)]],
        colWidths=[width * 0.7, width * 0.3],
        style=[
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ],
    )
    return [*(Text(escape(line), right) for line in numbers), pair]


def _cell(field: Field, style: Style, head: bool) -> object:
    if field.text in (LEFT, ABOVE) or not field.text:
        return ""
    if field.align == "right":
        return field.text  # a figure never wraps: it rather touches its neighbour
    alignment = {"left": TA_LEFT, "centre": TA_CENTER, "right": TA_RIGHT}[field.align]
    font = style.head if head and style.head != "kai" else style.body
    look = ParagraphStyle(
        "cell",
        fontName=font,
        fontSize=style.table_size,
        leading=style.table_size * 1.3,
        alignment=alignment,
        wordWrap="CJK",
    )
    return Text(escape(field.text), look)


def _lines(form: Form, style: Style) -> list[tuple[Any, ...]]:
    everywhere = ((0, 0), (-1, -1))
    ruled: list[tuple[Any, ...]] = [("GRID", *everywhere, style.rule, colors.black)]
    if style.half_ruled:
        ruled = [
            ("LINEBELOW", *everywhere, style.rule, colors.black),
            ("LINEABOVE", (0, 0), (-1, 0), style.rule, colors.black),
        ]
    return [
        *ruled,
        ("VALIGN", *everywhere, "MIDDLE"),
        ("FONT", *everywhere, style.body, style.table_size),
        ("ALIGN", *everywhere, "RIGHT"),
        ("LEFTPADDING", *everywhere, PADDING),
        ("RIGHTPADDING", *everywhere, PADDING),
        ("TOPPADDING", *everywhere, 1.5),
        ("BOTTOMPADDING", *everywhere, 2.5),
    ]


def _spans(rows: list[list[Field]]) -> list[tuple[Any, ...]]:
    """SPAN commands from the marks of merged places."""
    spans = []
    for y, row in enumerate(rows):
        for x, field in enumerate(row):
            if field.text in (LEFT, ABOVE):
                continue
            right, down = x, y
            while right + 1 < len(row) and row[right + 1].text == LEFT:
                right += 1
            while down + 1 < len(rows) and rows[down + 1][x].text == ABOVE:
                down += 1
            if (right, down) != (x, y):
                spans.append(("SPAN", (x, y), (right, down)))
    return spans
