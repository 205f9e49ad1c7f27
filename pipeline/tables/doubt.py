"""How sure the cells of a table are: the signs that speak for and against them, weighed as counted (`Doubts`)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Set
from dataclasses import replace
from typing import Final

from pipeline.document import Cell, Grid
from pipeline.tables.pieces import Gathered
from pipeline.vocabulary.accounts import Accounts, fold_name
from pipeline.vocabulary.columns import Columns, TableForm

BY_ACCOUNT: Final = frozenset({"economic_classification", "basic_expenditure"})
BARE: Final = frozenset({"收入", "支出", "小计", "金额"})  # paths that lost what stands above them
FIGURES: Final = frozenset({"预算数", "决算数", "执行数", "上年预算数", "上年决算数", "上年执行数"})
WITH_ITEMS: Final = frozenset({"basic_expenditure", "three_public"})  # rows are accounts or items, one figure each
LEI: Final = 3  # digits of a class, which summaries print without its code
YEAR: Final = re.compile(r"20\d\d年")
TORN: Final = re.compile(
    r"\d+(?![\d年])|.*\d{3,}[-—]"
)  # 05行政事业单位离退休, 缴费支出50102-社会保障缴费; not 2024年结转
GOVERNMENTAL: Final = "5"  # first digit of the accounts that several departmental ones share
HALF_BRACKETS: Final = str.maketrans("（）", "()")
WHOLE_CODES: Final = (5, 7)  # digits of a 款 or 项


def with_doubt(
    cells: Iterable[Cell], table: Gathered, columns: Columns, accounts: Accounts | None, misread: Set[str] = frozenset()
) -> Iterator[Cell]:
    """The cells, each as sure as type, place, path and name together are.

    accounts: by which rows are known; None for forms, whose rows are indicators. misread: paths of drawn columns over
    which a head stands that is known only as a misread one, although nothing was recognised.
    """
    cells = list(cells)
    place = "drawn" if is_drawn([piece.grid for piece in table.pieces]) else "parted by white space"
    keyless = all(cell.row_code is None and cell.row_name is None for cell in cells)  # the one row of a “三公” form
    form = columns.form(table.type)
    known: dict[tuple[str | None, str | None], bool] = {}
    torn = (
        frozenset() if place == "drawn" or accounts is None else _torn_keys(cells, accounts, table.type in BY_ACCOUNT)
    )
    for cell in cells:
        key = cell.row_code, cell.row_name
        if key not in known:  # where cells are drawn no name has lost a line to the next one
            known[key] = (
                accounts is None or place == "drawn" or _is_known_row(*key, columns, accounts, table.type in BY_ACCOUNT)
            )
        lost = (key == (None, None) and not keyless) or key in torn
        name = "no key" if lost else "known name" if known[key] else "unknown name"
        if name == "unknown name" and _is_misread(cell, columns):
            name = "misread name"
        path = "misread head" if cell.column_path in misread else _path_of(cell.column_path, columns, form, place)
        kind = "of no known form" if table.type == "other" else "form of indicators" if accounts is None else "table"
        signs = (place, f"{place}: {path}", f"{place}: {name}", kind)
        yield replace(cell, sure=columns.doubts.sure(signs, table.decision.sure))


def _torn_keys(cells: Iterable[Cell], accounts: Accounts, by_account: bool) -> Set[tuple[str | None, str | None]]:
    """Keys of rows that gaps part, which show that their row was parted elsewhere: a piece of a code or of a bracket in
    the name, a code of no classification; by_account: governmental accounts, one of which stands twice: beside
    departmental ones they are no keys.
    """
    rows: dict[tuple[str | None, str | None], set[int]] = {}
    for cell in cells:
        rows.setdefault((cell.row_code, cell.row_name), set()).add(cell.row)
    shared = {key for key in rows if by_account and (key[0] or "").startswith(GOVERNMENTAL)}
    torn = {key for key in rows if _is_torn(*key, accounts)}
    return torn | shared if any(len(rows[key]) > 1 for key in shared) else torn


def _is_torn(code: str | None, name: str | None, accounts: Accounts) -> bool:
    name = (name or "").translate(HALF_BRACKETS)
    if TORN.match(name) or name.count("(") != name.count(")"):
        return True
    if code is None or not code.isdigit() or len(code) not in WHOLE_CODES:
        return False
    return not any(accounts.names_of(part) for part in (code, code[:5], code[:3]))


def is_drawn(grids: Collection[Grid]) -> bool:
    """Whether rules or the file part the cells, and nothing of them was recognised on a picture.

    Gaps, tabs and the order of a text part less surely; so does what was recognised, whose heads may be misread.
    """
    drawn = all(grid.form == "native" or (grid.exact and grid.edges) for grid in grids)
    return drawn and all(cell.score is None for grid in grids for cell in grid.cells)


def _is_misread(cell: Cell, columns: Columns) -> bool:
    """Whether the name of a recognised row is an item's with a slip: 附属单位上微收入. A name in words of its own is none."""
    return cell.ocr_score is not None and cell.row_code is None and columns.is_misread(cell.row_name or "")


def _path_of(path: str, columns: Columns, form: TableForm, place: str) -> str:
    if not path:
        return "no head"
    if is_of_form(path, form):
        return "path of the form"
    if not all(columns.knows(step) or YEAR.fullmatch(step) for step in path.split("/")):
        return "printed words"
    if place != "drawn" and path in BARE:
        return "bare head"
    return "strange to the form" if _is_of_no_form(path, form) else "known heads"


def is_of_form(path: str, form: TableForm) -> bool:
    """Whether a path is one that the form's tables have: its columns, the figure that they hold, 本年收入 over its sources.

    A final account has 收入/决算数 where a budget has 收入/预算数; 预算数 and 决算数 alone stand over items as rows.
    """
    if path in form.columns:
        return True
    head, _, leaf = path.rpartition("/")
    if leaf in FIGURES:
        return head in form.columns or f"{head}/预算数" in form.columns or (not head and form.type in WITH_ITEMS)
    return form.type == "income" and head == "本年收入" and (leaf in form.columns or leaf == "小计")


def _is_of_no_form(path: str, form: TableForm) -> bool:
    """Whether a path is none that tables of this type have: heads in reading order can be laid so."""
    usual = {*form.columns, *form.headerless, *("/".join(heads) for heads in form.layout)}
    return bool(usual) and not any(
        path == one or path.startswith(f"{one}/") or one.startswith(f"{path}/") for one in usual
    )


def _is_known_row(code: str | None, name: str | None, columns: Columns, accounts: Accounts, by_account: bool) -> bool:
    """Whether a row is an account with its code, a total, or an item of a standard table.

    by_account: whether the rows of its table are economic accounts, none of which is without its code.
    """
    if name is None:
        return code is None
    if code is not None:
        return any(fold_name(name) == fold_name(other) for other in accounts.names_of(code))
    if name.endswith(("合计", "总计")):
        return True
    classes = (other for other in accounts.codes_of(name) if accounts.is_functional(other) and len(other) == LEI)
    return not by_account and (columns.knows_exactly(name) or any(classes))
