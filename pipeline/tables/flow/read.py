"""Titled stretches of a text → grids."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from pipeline.document import Grid, GridCell, Line
from pipeline.tables.body.blocks import BODY_CODE_HEAD
from pipeline.tables.body.codes import absolute
from pipeline.tables.body.names import plain_name
from pipeline.tables.body.rows import KeyedRow
from pipeline.tables.classify import type_by_title
from pipeline.tables.doubt import is_of_form
from pipeline.tables.flow.boxes import rejoin
from pipeline.tables.flow.columns import (
    Hypothesis,
    best,
    canonical_paths,
    hypotheses,
    kept_hypotheses,
    woven_hypotheses,
)
from pipeline.tables.flow.fragments import in_columns, is_barred, is_in_pieces, without_bars
from pipeline.tables.flow.implied import implied_codes
from pipeline.tables.flow.lay import lay
from pipeline.tables.flow.places import Places, places_of
from pipeline.tables.flow.regions import Region, find_regions, is_in_boxes
from pipeline.tables.flow.rows import Group, assemble
from pipeline.tables.flow.sides import two_sides
from pipeline.tables.flow.single import in_rows, is_single
from pipeline.tables.flow.tokens import Token, tokens_of
from pipeline.tables.flow.words import Head, HeadWords, join_heads, joined_ways
from pipeline.tables.heads.stacked import stacked
from pipeline.vocabulary.accounts import Accounts
from pipeline.vocabulary.columns import Columns, TableForm

_ORDINAL = re.compile(r"[一二三四五六七八九十]{1,3}、")
MOST_HEADS = 40
LEAST_PROOF = 3  # unlike rows of figures, fewer of which a row's own sum would put in any columns
UNWOVEN = 2.0  # cost of heads that cross each other, where there are ways in which none does
LEAST_BEHIND = 2  # heads behind the rows
MOST_WORDY = 0.5  # share of lines with several words before their figures
WORDY = frozenset({"performance_overall", "performance_project", "procurement", "organisation", "state_assets"})


def find_flowing(
    lines: Sequence[Line], names_table: Callable[[str], bool], columns: Columns, accounts: Accounts
) -> Iterator[tuple[int, int, Grid | None, bool]]:
    """Grids of the tables that stand in a text as plain lines, with the lines [start, end) each takes, and whether they came a cell a line.

    None where the title names a table whose columns no hypothesis explains: it is left to what kept its columns.
    """
    words = HeadWords(columns)
    plain = without_bars(lines)
    boxes = is_in_boxes(lines)
    for region in find_regions(plain, names_table):
        held = lines[region.start : region.end]
        if any(map(is_barred, held)) and not is_in_pieces(held):
            region = _in_columns(region, held)
        form = columns.form(type_by_title(region.title, columns).type)
        if form.type in WORDY:
            continue
        single = None if boxes or not is_single(region.rows) else _grid_of_cells(region, form, words, accounts)
        boxed = single is None and (_one_cell_a_line(region) or (boxes and not form.sides))
        grid = single or (_grid_of_boxes if boxed else _grid)(region, form, words, accounts)
        if grid is None and boxed and region.ahead:
            grid = _grid_of_boxes(replace(region, rows=(*region.ahead, *region.rows)), form, words, accounts)
        if grid is None and boxed and not boxes:
            continue
        if grid is not None or form.type != "other":
            yield region.start, region.end, grid, boxed


def _grid_of_cells(region: Region, form: TableForm, words: HeadWords, accounts: Accounts) -> Grid | None:
    """The grid of a table whose cells came one by one, row by row."""
    first = next((n for n, row in enumerate(region.rows) if _opens_body(row)), len(region.rows))
    named = any(token.kind == "word" for row in region.rows[first:] for token in row)
    if named and first > 0 and region.rows[first][0].kind == "figure":
        first -= 1  # the name of the first row stands above its figures
    columns = words.columns

    def is_name(text: str) -> bool:
        plain = plain_name(text) or ""
        return bool(accounts.codes_of(plain)) or columns.knows_exactly(plain)

    return _grid(replace(region, rows=tuple(in_rows(region.rows, first, is_name))), form, words, accounts)


def _grid_of_boxes(region: Region, form: TableForm, words: HeadWords, accounts: Accounts) -> Grid | None:
    """The grid of a table whose cells came box by box; nothing in it is verified, for its sums have laid it together."""
    tokens = [token for row in region.rows for token in row]
    codes = Counter(token.text[0] for token in tokens if token.kind == "code")
    rows = None if form.sides else rejoin(tokens, accounts, codes["3"] > codes["2"])
    if rows is None:
        return None
    named = {token for row in rows for token in row.words}
    pieces = [token for token in tokens if token.kind == "word" and token not in named]
    heads = {head.text: head for head in reversed(join_heads(pieces, words)) if head.known}
    tops = list(reversed(heads.values()))
    options = list(hypotheses(tops, form, words.columns)) if tops else []
    single = all(len(row.figures) == 1 for row in rows)
    usual = [o for o in options if _is_usual(o, form, words) or (single and len(o.paths) == 1)]
    found = best(usual, [row.figures for row in rows], 0)
    if found is None:
        return None
    grid = _one_side(rows, (found, None), (accounts, words.columns), tops[0], ())
    figures = {token.source for row in rows for token in row.figures}
    sure = (cell for cell in grid.cells if cell.placed or not figures.intersection(cell.lines))
    return replace(grid, cells=tuple(sure)).unplaced()


def _is_usual(option: Hypothesis, form: TableForm, words: HeadWords) -> bool:
    """Whether columns are those of the form, in its order: heads out of boxes come in any."""
    paths = canonical_paths(option.paths, form, words.columns)
    places = [form.columns.index(path) for path in paths if path in form.columns]
    return len(places) == len(paths) and all(a < b for a, b in itertools.pairwise(places))


def _in_columns(region: Region, lines: Sequence[Line]) -> Region:
    """The region of a table that stands whole between bars, its tokens where their cells are."""
    laid = in_columns(lines)
    if laid is None:
        return region
    ats = (row[0].at for row in region.rows)
    rows = (tokens_of(laid.get(at - region.start, lines[at - region.start]), at) for at in ats)
    return replace(region, rows=tuple(tuple(row) for row in rows if row))


def _grid(region: Region, form: TableForm, words: HeadWords, accounts: Accounts) -> Grid | None:
    columns = words.columns
    heads, body, numbered, above = _parted(region, words)
    if not heads or len(heads) > MOST_HEADS:
        return None
    units = tuple(head.tokens[0].line for head in heads if "元" in head.text)
    if form.sides:
        return two_sides(heads, body, form, columns, accounts, units)
    if _has_text_columns(body):
        return None
    roles = [columns.role(head.text) for head in heads]
    if "ordinal" in roles:
        body = [row[1:] if len(row) > 1 and row[0].text.isdigit() else row for row in body]
    rows = _without_unit_codes(assemble(body, accounts, sum(map(_names_rows, heads, roles))))
    figures = [row.figures for row in rows]
    lines = Counter(row.at for row in rows)
    places = places_of(figures) if len(lines) == len(rows) else None
    tops = [token for head in heads for token in head.tokens]
    options = [
        option
        for way in joined_ways(heads, tops)
        for option in hypotheses(_without_key(way, rows, columns), form, columns)
    ]
    options += kept_hypotheses(places, heads, form, columns)
    woven = list(woven_hypotheses(above, form, words))
    options = [*woven, *(replace(option, cost=option.cost + UNWOVEN * bool(woven)) for option in options)]
    found = best(options, figures, numbered, places, heads, lambda paths: canonical_paths(paths, form, columns))
    if found is None or not rows:
        return None
    bodies = any(BODY_CODE_HEAD.search(head.text) for head in heads)
    grid = _one_side(rows, (found, places), (accounts, columns), heads[0], units, bodies)
    grid = _doubted(grid, found, form, columns)
    return grid.unplaced() if _has_heads_behind(region, words) else grid


def _has_heads_behind(region: Region, words: HeadWords) -> bool:
    """Whether heads of wrapped cells were written behind the rows: those before them are not all."""
    heads = join_heads([token for row in region.behind for token in row if token.kind == "word"], words)
    amounts = [head for head in heads if head.known and words.columns.is_amount(head.text)]
    return len(amounts) >= LEAST_BEHIND


def _doubted(grid: Grid, found: Hypothesis, form: TableForm, columns: Columns) -> Grid:
    """The grid, nothing of it sure where the heads make a path that its form has not: 上级补助收入/收入 out of torn words."""
    paths = canonical_paths(found.paths, form, columns)
    first = min(grid.n_columns - len(paths), 2)  # keys before them
    strange = {first + c for c, path in enumerate(paths) if form.columns and not is_of_form(path, form)}
    strange |= {first + c for c in found.doubts}
    return grid.unplaced(lambda cell: cell.column in strange)


def _names_rows(head: Head, role: str | None) -> bool:
    """Whether a head is that of a column of names: 单位名称, 项目名称; not 备注."""
    return role == "name" or (role == "other" and head.text.endswith(("名称", "单位")))


def _has_text_columns(body: Sequence[Sequence[Token]]) -> bool:
    """Whether lines that kept their places hold several words before their figures: kind, project, unit; order alone joins them."""
    figures = [row for row in body if _has_figure(row) and row[0].end is not None]
    wordy = [row for row in figures if sum(t.kind == "word" for t in itertools.takewhile(_is_no_figure, row)) > 1]
    return len(wordy) > MOST_WORDY * len(figures)


def _is_no_figure(token: Token) -> bool:
    return token.kind != "figure"


def _without_unit_codes(rows: list[Group]) -> list[Group]:
    """The rows, a code that longer ones of six or nine digits begin with taken off: 331, 331001 number units."""
    longer = {token.text for row in rows for token in row.codes if token.kind == "count" and len(token.text) % 3 == 0}
    for row in rows:
        if row.code is not None and any(text.startswith(row.code) for text in longer):
            row.codes = []
    return rows


def _one_cell_a_line(region: Region) -> bool:
    """Whether most lines with a figure hold nothing else: the cells of a table one by one."""
    figures = [row for row in region.rows if any(token.kind == "figure" for token in row)]
    return sum(len(row) == 1 for row in figures) > 0.5 * len(figures)


def _parted(
    region: Region, words: HeadWords
) -> tuple[list[Head], list[tuple[Token, ...]], int, list[tuple[Token, ...]]]:
    """The heads, the lines of the body without heads that come again, how many columns are numbered, the lines of heads."""
    rows = list(region.rows)
    numbered = 0
    first = next((n for n, row in enumerate(rows) if _opens_body(row)), len(rows))
    for n, row in enumerate(rows[:first]):
        if _numbers_columns(row):
            numbered = max(int(token.text) for token in row if token.text.isdigit())
            first = n + 1
            break
    tops = [token for row in rows[:first] if not _numbers_columns(row) for token in row]
    heads = join_heads(tops, words)
    if not numbered:
        first, heads = _without_pieces(rows, first, heads)
    printed = Counter("".join(t.text for t in row) for row in rows[:first])
    said = {token.text for row in rows[:first] for token in row}
    body = [
        row
        for row in rows[first:]
        if not _numbers_columns(row)
        and not ("".join(t.text for t in row) in printed or (not _has_figure(row) and all(t.text in said for t in row)))
        and not (len(row) == 1 and row[0].kind in ("count", "part"))
    ]
    return heads, body, numbered, [row for row in rows[:first] if not _numbers_columns(row)]


def _without_pieces(rows: Sequence[Sequence[Token]], first: int, heads: list[Head]) -> tuple[int, list[Head]]:
    """Names that were wrapped before the first figures belong to the body, unless they are heads."""
    if first >= len(rows) or not _lacks_name(rows[first]):
        return first, heads
    at = first
    while at > 1 and first - at < 3:
        line = [head for head in heads if any(token in rows[at - 1] for token in head.tokens)]
        if not line or any(head.known or len(head.tokens) > 1 for head in line):
            break
        at -= 1
    moved = {token for row in rows[at:first] for token in row}
    return at, [head for head in heads if not moved.intersection(head.tokens)]


def _lacks_name(row: Sequence[Token]) -> bool:
    return not any(token.kind == "word" for token in row)


def _has_figure(row: Sequence[Token]) -> bool:
    return any(token.kind == "figure" for token in row)


def _opens_body(row: Sequence[Token]) -> bool:
    return any(token.kind in ("figure", "code") or _ORDINAL.match(token.text) for token in row)


def _numbers_columns(row: Sequence[Token]) -> bool:
    """Whether a row numbers the columns: ** ** 1 2 3; 栏次 1 2 3."""
    numbers = [int(token.text) for token in row if token.text.isdigit()]
    others = [token.text for token in row if not token.text.isdigit()]
    return (
        len(numbers) > 1
        and all(b - a == 1 for a, b in itertools.pairwise(numbers))
        and numbers[0] <= 2
        and all(text.strip("*＊") in ("", "栏次", "行次", "栏目", "档次") for text in others)
    )


def _without_key(heads: Sequence[Head], rows: Sequence[Group], columns: Columns) -> Sequence[Head]:
    """The heads without the first where rows have names, no head is known to stand over them, and it stands over no amounts."""
    named = sum(bool(row.words) for row in rows) > 0.5 * len(rows)
    first, rest = heads[0], list(heads[1:])
    if not named or first.known or columns.is_amount(first.text):
        return heads
    if rest and first.text.count("（") > first.text.count("）"):
        return [head for head in rest if "）" not in head.text or "（" in head.text]
    return heads if any(columns.role(head.text) for head in rest) else rest


def _one_side(
    rows: Sequence[Group],
    laying: tuple[Hypothesis, Places | None],
    vocabulary: tuple[Accounts, Columns],
    head: Head,
    units: tuple[Line, ...],
    bodies: bool = False,
) -> Grid:
    """The grid of rows laid into columns; bodies: whether a column of their codes is headed so."""
    found, places = laying
    accounts, columns = vocabulary
    keyed = [KeyedRow(n, 0, row.code, row.name or None, ()) for n, row in enumerate(rows)]
    codes = [row.code for row in absolute(keyed, accounts)]
    order = _order(rows, codes)
    rows, codes = [rows[i] for i in order], [codes[i] for i in order]
    width = len(found.paths)
    full = [None if code is None or len(code) < 3 else code for code in codes]
    if not any(full):
        full = implied_codes([row.name for row in rows], accounts)
    laid = lay(rows, full, found, places, columns)
    keys = 2 if any(row.codes or row.words for row in rows) else 0
    mixed = bodies or any(code is not None for code in codes)  # accounts of each body below the body's own code
    torn = _torn(rows, codes, accounts, columns)
    few = len({tuple(token.text for token in row.figures) for row in rows}) < LEAST_PROOF
    cells = stacked(found.paths, head.tokens[0].line, keys=keys > 0)
    depth = max(map(len, found.paths))
    for r, (row, code, way) in enumerate(zip(rows, codes, laid, strict=True), start=depth):
        if (printed := code or (row.unit if mixed else None)) is not None:
            cells.append(GridCell(r, 0, printed, tuple(t.source for t in row.codes)))
        if row.words:
            cells.append(GridCell(r, 1, row.name, tuple(t.source for t in row.words)))
        cells += [
            GridCell(
                r,
                keys + c,
                token.text,
                (token.source,),
                placed=sure and row.sure and row not in torn and not (few and len(row.figures) < width),
            )
            for c, sure, token in zip(way.columns, way.sure, row.figures, strict=True)
        ]
    page = head.tokens[0].line.page
    widest = max(keys + width, *(cell.column + 1 for cell in cells))
    return Grid(tuple(cells), depth + len(rows), widest, page, page, "ruled", (), units)


def _torn(rows: Sequence[Group], codes: Sequence[str | None], accounts: Accounts, columns: Columns) -> list[Group]:
    """Rows of bodies or projects, where one has its name on other lines than its figures: a piece may be the next one's."""
    free = [row for row, code in zip(rows, codes, strict=True) if code is None and not row.name.endswith("计")]
    return free if any(_is_torn(row) and not _is_known(row.name, accounts, columns) for row in free) else []


def _is_torn(row: Group) -> bool:
    return any(token.at != row.at for token in row.words)


def _is_known(name: str, accounts: Accounts, columns: Columns) -> bool:
    plain = plain_name(name) or ""
    return columns.knows_exactly(plain) or any(accounts.codes_of(plain))


def _order(rows: Sequence[Group], codes: Sequence[str | None]) -> list[int]:
    """Rows as printed; those of groups side by side by their codes, totals where they stood first or last."""
    lines = Counter(row.at for row in rows)
    if not any(count > 1 for count in lines.values()):
        return list(range(len(rows)))
    coded = [i for i, code in enumerate(codes) if code is not None]
    others = [i for i, code in enumerate(codes) if code is None]
    first = coded[0] if coded else 0
    return [
        *(i for i in others if i < first),
        *sorted(coded, key=lambda i: codes[i] or ""),
        *(i for i in others if i > first),
    ]
