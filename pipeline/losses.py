"""What a document prints and no table, cell or statement holds: found by counting figures, whatever the reason.

Every amount of a table is followed to its cell. What did not arrive is an issue that loses, so that nothing is `ok` that was
not understood; where it is, is told with page and title.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from pipeline.document import Grid, GridCell, Issue, Line, Page, Statement, Table

# With decimals, or thousands parted: no code, year or ordinal is written so. Digits of a date: 2024.08.15.
_AMOUNT = re.compile(r"(?<![\d.,])-?(?:\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+\.\d+)(?![\d%.,]|[.,]\d|\s*%)")
_CODE = re.compile(r"[235]\d{2}(?:\d{2}){0,2}\.0")  # an account that a spreadsheet made a number
_FIGURES_ALONE = re.compile(r"[\s\d.,，%|()（）+\-—－–/]+")
_SENTENCE = re.compile(r"[。；;，、：:]")
_TITLE = re.compile(
    r"(?=.*(?:[预决]算|收支|收入|支出|经费|拨款|采购|资产|绩效))[^。；;，]{2,40}表(?:[(（][^()（）]{1,14}[)）])?"
)
_DOUBTED = 0.75  # mean score of a page: office scans have 0.97, pages read headfirst 0.79
_MAY_MATTER = re.compile(r"\d[.,，]\d|表")  # of a row, before it is looked at
_IN_A_ROW = 2  # amounts of a line that is no sentence
_UNDER_A_TITLE = 4  # amounts that make a table of what stands under its title
_ON_A_PAGE = 15  # amounts without a title: more than the labels of a chart or two
_REACH = 120  # lines under a title that may be its table
_SOME, _SHARE = 3, 0.1  # amounts of a table, and share of them, that may go astray: sums in captions, notes in cells


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
    for table in tables:
        for cell in table.cells:
            held.setdefault(cell.page, Counter()).update(_amounts(cell.text))
    for grid in grids:
        printed = Counter((cell.page, amount) for cell in grid.cells for amount in _amounts_of_cell(cell))
        lost: Counter[int] = Counter()
        for (page, amount), count in printed.items():
            here = held.get(page, Counter())
            arrived = min(count, here[amount])
            here[amount] -= arrived
            lost[page] += count - arrived
        total, missing = printed.total(), lost.total()
        if missing > max(_SOME, _SHARE * total) or (missing == total and missing):
            page = lost.most_common(1)[0][0]
            none = "none" if missing == total else f"{total - missing}"
            yield Issue("tables", page, f"{_called(grid)}: of {total} amounts {none} reached a cell")


def _amounts(text: str) -> list[str]:
    return [found.replace("，", ",") for found in _AMOUNT.findall("".join(text.split()))]


def _amounts_of_cell(cell: GridCell) -> list[str]:
    """Those of a cell that holds figures alone; words around them (≥95.5平方米) make it a text, and 2080505.0 is a code."""
    if _CODE.fullmatch(cell.printed.strip()):
        return []
    return _amounts(cell.printed) if _FIGURES_ALONE.fullmatch(cell.printed) else []


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
    lost = [name for name, amounts in under.items() if amounts >= _UNDER_A_TITLE]
    for name in lost:
        yield Issue("tables", page.number, f"《{name}》: the amounts under this title were not read as a table")
    if not lost and everywhere >= _ON_A_PAGE:
        yield Issue("tables", page.number, f"{everywhere} amounts stand in no table and no sentence")


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
