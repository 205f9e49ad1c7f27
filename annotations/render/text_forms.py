"""Plain text as earlier converters leave it: one cell a line, tab-separated with flattened headers, page-repeated."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from annotations.render.model import ABOVE, LEFT, Block, Break, Contents, Field, Form, Heading, Paragraph, Report

ROWS_A_PAGE = 13  # body rows before a converter's page break, where a form sets none
CODE_DIGITS = 7  # a 项; narrow columns wrap its last digit
WRAPPED_NAME = 6  # characters of a name that stay on the page, the rest opens the next


def write_lines(report: Report) -> str:
    """One cell a line behind a tab, rows parted by a blank line; an empty cell is a line holding only a tab."""
    out: list[str] = []
    for block in report.printed:
        match block:
            case Form():
                out += _form_lines(block, bookmark=f"[bookmark: _Toc_{len(out):08d}]")
            case Contents():
                out += ["", block.title, *(f"{text}\t{page}" for text, page in contents(report)), ""]
            case _:
                out += _prose(block)
    return _join(report, out)


def _form_lines(form: Form, bookmark: str) -> list[str]:
    out = ["", bookmark + form.title] if form.printed_title else [""]
    out += [f"\t{line}" for line in form.above]
    for row in rows_of(form):
        cells = ["" if cell == ABOVE else cell for cell in row if cell != LEFT]
        out += ["", *(f"\t{cell}" for cell in cells)]
    return [*out, "", *form.notes]


def write_tabs(report: Report) -> str:
    """Rows on lines, cells parted by tabs; merged header cells are gone, so lower levels stand too far left."""
    out: list[str] = []
    for block in report.printed:
        match block:
            case Form():
                out += _form_tabs(block)
            case Contents():
                out += ["", block.title, ""]
                out += [line for text, _ in contents(report) for line in (text, "")]
            case _:
                out += _prose(block)
    return _join(report, out)


def _form_tabs(form: Form) -> list[str]:
    out = ["", form.title, ""] if form.printed_title else [""]
    out += [line for text in form.above for line in (text, "")]
    for level, row in enumerate(form.head):
        out.append("\t".join(_flattened(row, level)))
    for number, fields in enumerate(form.body, 1):
        out.append("\t".join("" if field.text in (LEFT, ABOVE) else field.text for field in fields))
        if number % ROWS_A_PAGE == 0 and number < len(form.body):
            out.append("")
    return [*out, "", *form.notes]


def _flattened(row: Sequence[str], level: int) -> Iterator[str]:
    """A header row after the converter: from the third level on the places under merged cells are lost."""
    for place, cell in enumerate(row):
        if cell == ABOVE and level > 1 and place > 2:
            continue
        yield "" if cell in (LEFT, ABOVE) else cell


def write_pages(report: Report) -> str:
    """Title and header again on every page, codes and names wrapped in their cells, Markdown debris."""
    out: list[str] = []
    for block in report.printed:
        match block:
            case Form():
                out += _form_pages(block)
            case Contents():
                out += ["", block.title, "", *(f"{text}.....{page}" for text, page in contents(report)), ""]
            case Heading() if block.level < 2:
                out += ["", f"{'#' * (block.level + 1)} {block.text}", ""]
            case _:
                out += _prose(block)
    return _join(report, out)


def _form_pages(form: Form) -> list[str]:
    out = ["", f"## {form.title}"] if form.printed_title else [""]
    head = [""]
    head += [line for text in form.above for line in (text, "")]
    for row in form.head:
        cells = ["" if cell in (LEFT, ABOVE) else cell for cell in row]
        head.append("\t".join("档次" if cell == "栏次" else cell for cell in cells))
    size = form.rows_a_page or ROWS_A_PAGE
    over: list[str] = []
    for start in range(0, max(len(form.body), 1), size):
        out += head
        if over:
            out.append("\t".join(over))
        chunk = form.body[start : start + size]
        last_of_page = start + size < len(form.body)
        over = []
        for index, fields in enumerate(chunk):
            cells = [_narrow(field) for field in fields]
            if last_of_page and index == len(chunk) - 1:
                cells, over = _split_row(cells, fields)
            out.append("\t".join(cells))
    return [*out, "", *form.notes]


def _narrow(field: Field) -> str:
    text = "" if field.text in (LEFT, ABOVE) else field.text.strip("　")
    if text.isdigit() and len(text) == CODE_DIGITS:
        return f"{text[:-1]} {text[-1]}"
    return f"<b>{text}</b>" if text.endswith(("合计", "总计")) else text


def _split_row(cells: list[str], fields: Sequence[Field]) -> tuple[list[str], list[str]]:
    """The last row of a page and what of its name stands on the next."""
    for place, cell in enumerate(cells):
        if fields[place].align == "left" and len(cell) > WRAPPED_NAME and "<b>" not in cell:
            rest = ["" for _ in cells]
            rest[place] = cell[WRAPPED_NAME:]
            return [*cells[:place], cell[:WRAPPED_NAME], *cells[place + 1 :]], rest
    return cells, []


def rows_of(form: Form) -> Iterator[list[str]]:
    """Header and body as text, merged places still marked."""
    yield from (list(row) for row in form.head)
    yield from ([field.text for field in fields] for fields in form.body)


def contents(report: Report) -> list[tuple[str, int]]:
    """Headings and forms with a page number that grows as pages would."""
    listed: list[tuple[str, int]] = []
    page = 3
    for block in report.blocks:
        if isinstance(block, Heading) and block.level < 2 and block.label not in (None, "contents", "cover"):
            listed.append((block.text, page))
        elif isinstance(block, Form) and block.printed_title:
            page += 1
            listed.append((block.title, page))
        elif isinstance(block, Paragraph) and len(block.text) > 180:
            page += 1
    return listed


def _prose(block: Block) -> list[str]:
    match block:
        case Heading() | Paragraph():
            return ["", block.text]
        case Break():
            return [""]
    return []


def write_pipes(report: Report) -> str:
    """A cell a line with a bar at its end, as text taken from web pages; merged cells stand once."""
    return _written(report, _form_pipes, lambda text, _: text)


def _form_pipes(form: Form) -> list[str]:
    out = ["", form.title] if form.printed_title else [""]
    out += form.above
    for row in rows_of(form):
        out += [f"{cell} |" if cell else "|" for cell in row if cell not in (LEFT, ABOVE)]
    return [*out, *form.notes]


def write_blanks(report: Report) -> str:
    """Columns kept apart by blanks, as converters that keep the layout of a page write them."""
    return _written(report, _form_blanks, lambda text, page: f"{text}{'.' * max(4, 60 - 2 * len(text))}{page}")


def _form_blanks(form: Form) -> list[str]:
    rows = [["" if cell in (LEFT, ABOVE) else cell.strip("　") for cell in row] for row in rows_of(form)]
    widths = [max(_cells_wide(row[place]) for row in rows) for place in range(len(rows[0]))]
    out = ["", f"{' ' * 20}{form.title}"] if form.printed_title else [""]
    out += [f"{' ' * (sum(widths) // 2)}{line}" for line in form.above]
    for row in rows:
        cells = [cell + " " * (width - _cells_wide(cell) + 3) for cell, width in zip(row, widths, strict=True)]
        out.append("".join(cells).rstrip())
    return [*out, "", *form.notes]


def _cells_wide(text: str) -> int:
    """Columns a terminal gives a text: ideographs and full-width marks take two.

    >>> _cells_wide("收入1.20")
    8
    """
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in text)


def _written(report: Report, form: Callable[[Form], list[str]], entry: Callable[[str, int], str]) -> str:
    out: list[str] = []
    for block in report.printed:
        match block:
            case Form():
                out += form(block)
            case Contents():
                out += ["", block.title, *(entry(text, page) for text, page in contents(report)), ""]
            case _:
                out += _prose(block)
    return _join(report, out)


NARROW: Final = str.maketrans("，；：（）％！？", ",;:()%!?")
LINES_A_PAGE: Final = 34


def _join(report: Report, lines: list[str]) -> str:
    cover = [line for text in report.cover for line in (text, "")]
    style = report.style
    if style.wrap:
        lines = _wrapped(lines, style.wrap)
    text = "\n".join([*style.site, *cover, *lines, *style.foot]) + "\n"
    return text.translate(NARROW) if style.narrow else text


def _wrapped(lines: list[str], width: int) -> list[str]:
    """Paragraphs cut into the lines of a page, without blank lines; its number after so many lines. Rows stay whole."""
    out: list[str] = []
    page = since = 0
    for line in lines:
        whole = "\t" in line or "   " in line or line.endswith("|")
        for part in [line] if whole else _cut(line, width):
            out.append(part)
            since += 1
            if since == LINES_A_PAGE:
                page, since = page + 1, 0
                out.append(f"- {page} -")
    return out


UNCUT: Final = re.compile(
    r"[\w.,%]+[，。；：、）”]*|.[，。；：、）”]*", re.ASCII
)  # 3.41%。 stays together, as a typesetter has it


def _cut(text: str, width: int) -> Iterator[str]:
    """Lines of about so many ideographs; no mark at a line's beginning, no figure on two lines.

    >>> list(_cut("收入771.36万元，增长3.41%。", 5))
    ['收入771.36', '万元，增长', '3.41%。']
    """
    line = ""
    for piece in UNCUT.findall(text):
        if line and _cells_wide(line + piece) > 2 * width + 1:
            yield line
            line = ""
        line += piece
    if line:
        yield line


TEXT: Final[Mapping[str, Callable[[Report], str]]] = {
    "lines": write_lines,
    "tabs": write_tabs,
    "pages": write_pages,
    "pipes": write_pipes,
    "blanks": write_blanks,
}
