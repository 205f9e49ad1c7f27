"""What a document prints and no table, cell or statement holds: found by counting figures, whatever the reason.

Every amount of a table, and of a performance form (绩效目标表, 自评表) every figure, is followed to its cell. What did not
arrive is an issue that loses, so that nothing is `ok` that was not understood; where it is, is told with page and title.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise

from pipeline.document import Box, Cell, Grid, GridCell, Issue, Line, Page, Statement, Table

_Place = tuple[
    int, Box | None, int | None, str | None
]  # page, box, line, address: of a cell, before and after it is read

# With decimals, or thousands parted: no code, year or ordinal is written so. Digits of a date: 2024.08.15.
_AMOUNT = re.compile(r"(?<![\d.,])-?(?:\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+\.\d+)(?![\d%.,]|[.,]\d|\s*%)")
_FIGURE = re.compile(
    r"(?<![\d.,])-?\d[\d,]*(?:\.\d+)?%?"
)  # of a form, whose scores and targets are counts: 15, 380, 98%
_CODE = re.compile(r"[235]\d{2}(?:\d{2}){0,2}\.0")  # an account that a spreadsheet made a number
_FIGURES_ALONE = re.compile(r"[\s\d.,，%|()（）+\-—－–/]+")
_FORM_FIGURES_ALONE = re.compile(r"[\s\d.,，%％≥≤><=＝≧≦+\-—－–]+")  # bracketed ones are shares in a head: 分值（90）
_SENTENCE = re.compile(r"[。；;，、：:]")
_TITLE = re.compile(
    r"(?=.*(?:[预决]算|收支|收入|支出|经费|拨款|采购|资产|绩效))[^。；;，]{2,40}表(?:[(（][^()（）]{1,14}[)）])?"
)
_CELLS = re.compile(r"[\s|│┃]+")  # what parts the cells of a line
_INDICATORS = re.compile(r"[\u4e00-\u9fff]{2,9}指标")  # 数量指标: the kind of the indicators beside it
_TARGET = re.compile(r"[≥≤><=＝≧≦]?\d[\d,.]*(?:[%‰]|(?![年月日号])[\u4e00-\u9fff]{1,4})?")  # ≥12公里, 98%, 15
_KIND = re.compile(r".*(?:指标|效益)")
_GLUED = re.compile(r".*(?:\d[\d,.]*[%‰]?|[≥≤＝≧≦].*)")  # a name that took a figure: 受援人数350, ≥90%
_NUMBER_OF_A_PROJECT = re.compile(r"\d{10,}")
_WORDS = re.compile(r"[\u4e00-\u9fff]")
_DOUBTED = 0.75  # mean score of a page: office scans have 0.97, pages read headfirst 0.79
_MAY_MATTER = re.compile(r"\d[.,，]\d|表")  # of a row, before it is looked at
_IN_A_ROW = 2  # amounts of a line that is no sentence
_UNDER_A_TITLE = 4  # amounts that make a table of what stands under its title
_ON_A_PAGE = 15  # amounts without a title: more than the labels of a chart or two
_REACH = 120  # lines under a title that may be its table
_BESIDE = 9  # cells behind the kind of an indicator that may be its target or its score
_A_FORM = 2  # indicators with figures that make a form; one may be a word of the text


def find_losses(
    pages: Sequence[Page],
    grids: Sequence[Grid],
    prose: Sequence[Page],
    tables: Sequence[Table],
    statements: Sequence[Statement],
) -> tuple[Issue, ...]:
    """Tables of which amounts reached no cell, amounts that stand in no table, documents of which nothing was understood.

    `grids` and `prose` are what the clean `pages` were parted into. The amounts of sentences are not looked at.
    """
    issues = [issue for page in pages if page.origin == "ocr" and (issue := _badly_read(page))]
    issues += [*_lost_of_grids(grids, tables), *chain.from_iterable(map(_lost_of_prose, prose))]
    if not tables and not statements and any(line.text.strip() for page in pages for line in page.printed_lines):
        issues.append(Issue("statements", None, "neither a table nor a statement was found in the text"))
    return tuple(issues)


def _badly_read(page: Page) -> Issue | None:
    """A picture in which nothing was found (it may be a blank sheet), or of which the recogniser itself is in doubt."""
    scored = [(line.score, len(line.text)) for line in page.lines if line.score is not None]
    letters = sum(length for _, length in scored)
    if not letters:
        return None if page.lines else Issue("ocr", page.number, "no text was found in the picture of this page", False)
    mean = sum(score * length for score, length in scored) / letters
    if mean >= _DOUBTED:
        return None
    return Issue(
        "ocr", page.number, f"this page was read badly (mean score {mean:.2f}); scan it anew, at 150 dpi or more"
    )


def _lost_of_grids(grids: Sequence[Grid], tables: Sequence[Table]) -> Iterator[Issue]:
    held: dict[int, Counter[str]] = {}
    in_forms: dict[int, Counter[str]] = {}
    of_forms: dict[_Place, list[Cell]] = {}
    for table in tables:
        for cell in table.cells:
            held.setdefault(cell.page, Counter()).update(_amounts(cell.text))
            if table.type.startswith("performance"):
                in_forms.setdefault(cell.page, Counter()).update(_figures(cell.text))
                of_forms.setdefault((cell.page, cell.box, cell.line, cell.address), []).append(cell)
    for grid in grids:
        cells = [cell for one in grid.cells for cell in of_forms.get((one.page, one.box, one.line, one.address), ())]
        if cells:
            yield from _lost_of_form(grid, cells, in_forms)
            continue
        printed = Counter((cell.page, amount) for cell in grid.cells for amount in _amounts_of_cell(cell))
        lost = _not_arrived(printed, held)
        total, missing = printed.total(), lost.total()
        if missing:
            none = "none" if missing == total else f"{total - missing}"
            yield Issue("tables", _most(lost), f"{_called(grid)}: of {total} amounts {none} reached a cell")


def _lost_of_form(grid: Grid, cells: Sequence[Cell], held: Mapping[int, Counter[str]]) -> Iterator[Issue]:
    """Figures of a performance form without a cell, and those whose cells say nothing of what they are.

    The latter only where white space parts the columns: there a figure may have taken the place of a name or of a head.
    """
    numbering = _numbering(grid)
    printed = Counter(
        (cell.page, figure) for cell in grid.cells if cell not in numbering for figure in _figures_of_cell(cell)
    )
    lost = _not_arrived(printed, held)
    if lost:
        total = printed.total()
        yield Issue("tables", _most(lost), f"{_called(grid)}: of {total} figures {total - lost.total()} reached a cell")
        return
    figures = [cell for cell in cells if cell.value is not None]
    unnamed = [] if grid.exact else [cell for cell in figures if not _says_what_it_is(cell)]
    if unnamed:
        told = f"of {len(figures)} figures {len(unnamed)} have no name or no head"
        yield Issue("tables", unnamed[0].page, f"{_called(grid)}: {told}, for want of ruling lines")


def _numbering(grid: Grid) -> set[GridCell]:
    """The cells that number the rows of a list: all figures of their column are 1, 2, 3 …."""
    found: dict[int, list[GridCell]] = {}
    for cell in grid.cells:
        if _FORM_FIGURES_ALONE.fullmatch(cell.printed):
            found.setdefault(cell.column, []).append(cell)
    return {
        cell
        for column in found.values()
        if [cell.printed.strip() for cell in column] == [str(n) for n in range(1, len(column) + 1)]
        for cell in column
    }


def _says_what_it_is(cell: Cell) -> bool:
    """Whether the name and the head of a figure of a form are words, and the head is not the kind of the indicator.

    One of a row without a name (合计 | 基本支出 over two amounts) has its head; a code needs neither.
    """
    path, name = cell.column_path, cell.row_name
    if _NUMBER_OF_A_PROJECT.fullmatch(cell.text.strip()):
        return True
    if any(not _WORDS.search(text) or _GLUED.fullmatch(text) for text in (path, path if name is None else name)):
        return False
    return path == name or not _KIND.fullmatch(path)


def _not_arrived(printed: Counter[tuple[int, str]], held: Mapping[int, Counter[str]]) -> Counter[int]:
    """How many figures of each page no cell holds; those that one does are taken from `held`."""
    lost: Counter[int] = Counter()
    for (page, figure), count in printed.items():
        here = held.get(page, Counter())
        arrived = min(count, here[figure])
        here[figure] -= arrived
        if count > arrived:
            lost[page] += count - arrived
    return lost


def _most(lost: Counter[int]) -> int:
    return lost.most_common(1)[0][0]


def _figures(text: str) -> list[str]:
    return _FIGURE.findall("".join(text.split()).replace("，", ",").replace("％", "%"))


def _figures_of_cell(cell: GridCell) -> list[str]:
    """Those of a form's cell that hold figures alone, or of its lines that do: 年度资金, 156.00, 总额 went into one cell."""
    if _FORM_FIGURES_ALONE.fullmatch(cell.printed):
        return _figures(cell.printed)
    alone = [text for line in cell.lines if _FORM_FIGURES_ALONE.fullmatch(text := line.printed or line.text)]
    return [figure for text in alone for part in text.split() for figure in _figures(part)]


def _amounts(text: str) -> list[str]:
    return [found.replace("，", ",") for found in _AMOUNT.findall("".join(text.split()))]


def _amounts_of_cell(cell: GridCell) -> list[str]:
    """Those of a cell that holds figures alone, or of its lines that do; a text has its own (≥95.5平方米), 2080505.0 is a code."""
    if _FIGURES_ALONE.fullmatch(cell.printed):
        return [] if _CODE.fullmatch(cell.printed.strip()) else _amounts(cell.printed)
    alone = [text for line in cell.lines if _FIGURES_ALONE.fullmatch(text := line.printed or line.text)]
    return [amount for text in alone if not _CODE.fullmatch(text.strip()) for amount in _amounts(text)]


def _called(grid: Grid) -> str:
    title = next((line.text.strip() for line in grid.caption if _TITLE.search(line.text)), None)
    return f"《{title}》" if title else f"a table of {grid.n_rows} rows and {grid.n_columns} columns"


def _lost_of_prose(page: Page) -> Iterator[Issue]:
    """Rows of amounts that stand among the text of a page, by the title above them."""
    title: tuple[int, str] | None = None
    under: Counter[str] = Counter()
    everywhere = 0
    for at, row in enumerate(_rows(page.lines)):
        text = " ".join(line.text for line in row).strip()
        if not _MAY_MATTER.search(text):
            continue
        if _TITLE.fullmatch(text):
            title = (at, text)
            continue
        amounts = _in_row(text)
        everywhere += amounts
        if title and at - title[0] <= _REACH:
            under[title[1]] += amounts
    indicators = _indicators_among(page.lines)
    lost = [name for name, amounts in under.items() if amounts >= _UNDER_A_TITLE]
    if indicators >= _A_FORM:
        yield Issue("tables", page.number, f"{indicators} indicators of a form were not read as a table")
    for name in lost:
        yield Issue("tables", page.number, f"《{name}》: the amounts under this title were not read as a table")
    if not lost and everywhere >= _ON_A_PAGE:
        yield Issue("tables", page.number, f"{everywhere} amounts stand in no table and no sentence")


def _indicators_among(lines: Sequence[Line]) -> int:
    """How many kinds of indicators (数量指标) stand alone before a target or a score.

    >>> _indicators_among([Line(text, 1) for text in ("数量指标 发放人数 ≥300人", "质量指标", "准确率", "98%", "效益指标")])
    2
    >>> _indicators_among([Line("设数量指标3个、质量指标2个，2025年完成。", 1)])
    0
    """
    cells = [cell for line in lines for cell in _CELLS.split(line.text) if cell]
    kinds = [at for at, cell in enumerate(cells) if _INDICATORS.fullmatch(cell)]
    return sum(
        any(map(_TARGET.fullmatch, cells[at + 1 : min(at + 1 + _BESIDE, end)]))
        for at, end in pairwise([*kinds, len(cells)])
    )


def _rows(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines of one height together; each line of a text alone."""
    row: list[Line] = []
    for line in lines:
        beside = row and row[-1].box and line.box and abs(row[-1].box[1] - line.box[1]) < 0.004
        if row and not beside:
            yield row
            row = []
        row.append(line)
    if row:
        yield row


def _in_row(text: str) -> int:
    """How many amounts a line has that is a row of a table, or one of its cells.

    >>> _in_row("一般公共服务支出 100.00 90.00"), _in_row("1,204.50"), _in_row("收入100.00万元，支出90.00万元。")
    (2, 1, 0)
    >>> _in_row("人员经费 82.5% 公用经费 17.5%"), _in_row("2024.08.15"), _in_row("收入 100.00")
    (0, 0, 0)
    """
    amounts = len(_AMOUNT.findall(text))
    alone = bool(_FIGURES_ALONE.fullmatch(text))
    return amounts if alone or (amounts >= _IN_A_ROW and not _SENTENCE.search(text)) else 0
