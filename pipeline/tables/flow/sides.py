"""Tables of two sides in a text (收支总表): names and figures follow each other, left and right in one line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pipeline.document import Grid, GridCell, Line
from pipeline.tables.body.fit import free_ways
from pipeline.tables.body.names import plain_name
from pipeline.tables.body.settle import OpenRow, settle
from pipeline.tables.doubt import is_of_form
from pipeline.tables.flow.columns import Hypothesis, Path, best, canonical_paths, hypotheses, kept_hypotheses
from pipeline.tables.flow.lay import kept_way
from pipeline.tables.flow.places import Places, places_of
from pipeline.tables.flow.tokens import Token, value_of
from pipeline.tables.flow.words import Head
from pipeline.tables.heads.stacked import columns_of, head_cell
from pipeline.vocabulary.accounts import Accounts
from pipeline.vocabulary.columns import Columns, TableForm

_ORDINAL = re.compile(r"([一二三四五六七八九十]{1,3})、")
_BARE = re.compile(r"\d{1,2}[.、]|[一二三四五六七八九十]{1,3}、|其中[:：]|[（(][一二三四五六七八九十]+[)）]")
_DIGITS = {d: n for n, d in enumerate("一二三四五六七八九", start=1)}
_INCOME = (
    "收入",
    "公共预算",
    "拨款",
    "资金",
    "财政",
    "上年",
    "年初",
    "期初",
    "基金",
    "国有资本",
    "结余",
    "动用",
    "使用",
)
_SIDE = re.compile(r"(?:收入|支出)(?:部分|情况|来源)?$")  # 财政拨款收入 over one side
NEAR = 4  # columns of a terminal by which names of one side may stand further left than the others
MOST_SIDES = 3  # heads at the top that may name the sides


@dataclass
class Entry:
    """A name of one side with its figures."""

    words: list[Token]
    figures: list[Token] = field(default_factory=list)

    @property
    def name(self) -> str:
        return "".join(token.text for token in self.words)


def two_sides(
    heads: Sequence[Head],
    body: Sequence[Sequence[Token]],
    form: TableForm,
    columns: Columns,
    accounts: Accounts,
    units: tuple[Line, ...],
) -> Grid | None:
    """The grid of a table of incomes and expenditures; None where its heads name no amounts."""
    if any(columns.role(head.text) == "ordinal" for head in heads):
        body = [[token for token in line if token.kind not in ("count", "part")] for line in body]
    entries = list(_entries(body, columns, accounts))
    parted = _side_heads(heads, columns)
    if parted is None or any(len(line) > 2 for line in entries):
        return None
    left = tuple((head.text,) for head in parted[0])
    stand = _sides_of(entries, accounts, len(left))
    rows = [
        (entry, side) for entry, side in zip([e for line in entries for e in line], stand, strict=True) if entry.figures
    ]
    figures = [entry.figures for entry, side in rows if side]
    places = places_of(figures)
    options = [
        *(option for order in _orders(parted[1], columns) for option in hypotheses(order, form, columns)),
        *kept_hypotheses(places, parted[1], form, columns),
    ]
    found = best(options, figures, 0, places, parted[1], lambda paths: canonical_paths(paths, form, columns))
    if not rows or found is None:
        return None
    placed = _placed(rows, len(left), found, places)
    strange = {c for c, path in enumerate(canonical_paths(found.paths, form, columns)) if _is_strange(path, form)}
    cells = _head_cells(left, found.paths, heads[0].tokens[0].line)
    depth = 1 + max(map(len, (*left, *found.paths)))
    for r, ((entry, side), (at, sure)) in enumerate(zip(rows, placed, strict=True), start=depth):
        first = side * (1 + len(left))
        width = len(found.paths) if side else len(left)
        cells.append(GridCell(r, first, entry.name, tuple(t.source for t in entry.words)))
        cells += [
            GridCell(r, first + 1 + c, token.text, (token.source,), placed=known and not (side and c in strange))
            for token, c, known in zip(entry.figures, at, sure, strict=True)
            if c < width
        ]
    page = heads[0].tokens[0].line.page
    return Grid(tuple(cells), depth + len(rows), 2 + len(left) + len(found.paths), page, page, "ruled", (), units)


def _is_strange(path: str, form: TableForm) -> bool:
    """Whether heads of several funds were read over one column."""
    return "/" in path and not is_of_form(f"支出/{path}", form)


def _head_cells(left: Sequence[Path], right: Sequence[Path], line: Line) -> list[GridCell]:
    """收入 and 支出 over 项目 and the heads of their amounts."""
    depth = max(map(len, (*left, *right)))
    cells = []
    first = 0
    for side, paths in (("收入", left), ("支出", right)):
        cells += [
            head_cell(0, first, side, line, across=1 + len(paths)),
            head_cell(1, first, "项目", line, down=depth),
            *columns_of(paths, line, depth, row=1, column=first + 1),
        ]
        first += 1 + len(paths)
    return cells


def _side_heads(heads: Sequence[Head], columns: Columns) -> tuple[list[Head], list[Head]] | None:
    """The heads over the amounts of the incomes and of the expenditures."""
    own = [head for head in heads if columns.role(head.text) != "ordinal" and not head.text.strip("*").isdigit()]
    names = [n for n, head in enumerate(own) if columns.role(head.text) == "name"]
    if len(names) == 2 and not any(len(head.tokens) > 1 for head in own):
        left, right = own[names[0] + 1 : names[1]], own[names[1] + 1 :]
        if left and right:
            return left, right
    amounts = [
        head for n, head in enumerate(own) if n not in names and not (n < MOST_SIDES and _SIDE.search(head.text))
    ]
    of_fund = [head for head in amounts if _is_fund(columns.term(head.text))]
    others = [head for head in amounts if head not in of_fund]
    if not others or len(names) > 2:
        return None
    return others[:1], of_fund if len(of_fund) > 1 else others[1:2] or others[:1]


def _orders(heads: Sequence[Head], columns: Columns) -> Iterator[Sequence[Head]]:
    """The heads as printed; where lines broke them, in the order of other tables: which began first then says nothing."""
    if any(len(head.tokens) > 1 for head in heads):
        yield sorted(heads, key=lambda head: columns.place(head.text) or 0)
    else:
        yield heads


def _is_fund(term: str) -> bool:
    return term in ("合计", "小计") or any(
        word in term for word in ("一般公共", "基金", "国有资本", "财政拨款", "专户")
    )


def _entries(body: Sequence[Sequence[Token]], columns: Columns, accounts: Accounts) -> Iterator[list[Entry]]:
    """Line by line the names with the figures behind them; pieces of a name joined over lines."""
    waiting: Entry | None = None  # a lone ordinal, whose name stands in the next line
    before: list[Entry] = []
    for line in body:
        entries = _of_line(line, waiting)
        waiting = None
        if len(entries) == 1 and not entries[0].figures:
            alone = entries[0]
            if _BARE.fullmatch(alone.name):
                waiting = alone
                continue
            if _goes_on(before, alone, columns, accounts):
                continue
        if entries:
            before = entries
            yield entries
    if waiting is not None:
        yield [waiting]


def _of_line(line: Sequence[Token], waiting: Entry | None) -> list[Entry]:
    """The names of a line with their figures; waiting: an ordinal from the line before, which the first belongs to."""
    entries = [waiting] if waiting is not None else []
    for token in line:
        last = entries[-1] if entries else None
        if token.kind != "word":
            if last is not None and token.kind != "code":
                last.figures.append(token)
        elif last is not None and not last.figures and _BARE.fullmatch(last.words[-1].text):
            last.words.append(token)
        else:
            entries.append(Entry([token]))
    return entries


def _goes_on(before: Sequence[Entry], rest: Entry, columns: Columns, accounts: Accounts) -> bool:
    """Whether a name alone in its line is the end of one above it, to which it is then joined."""

    def known(text: str) -> bool:
        plain = plain_name(text) or ""
        return bool(accounts.codes_of(plain)) or columns.knows_exactly(plain)

    if not before or _ORDINAL.match(rest.name) or known(rest.name):
        return False
    longer = next((entry for entry in reversed(before) if known(entry.name + rest.name)), None)
    if longer is not None:
        longer.words += rest.words
    return longer is not None


def _sides_of(lines: Sequence[Sequence[Entry]], accounts: Accounts, most: int) -> list[int]:
    """For each entry 0 where it stands left, 1 where right: by its place in its line, else by name and ordinal."""
    sides: list[int] = []
    ordinals = [0, 0]
    pairs = [line[1].words[0] for line in lines if len(line) == 2]
    parted = sum("  " in (token.line.printed or token.line.text).strip() for token in pairs) > 0.5 * len(pairs)
    right = min((token.start for token in pairs if parted and token.start is not None), default=None)
    for line in lines:
        start = line[0].words[0].start
        if len(line) == 2:
            own = [0, 1]
        elif right is not None and start is not None:
            own = [int(start >= right - NEAR)]
        else:
            own = [_side(line[0], ordinals, accounts, most)]
        for entry, side in zip(line, own, strict=True):
            ordinals[side] = _ordinal(entry.name) or ordinals[side]
            sides.append(side)
    return sides


def _side(entry: Entry, ordinals: Sequence[int], accounts: Accounts, most: int) -> int:
    name = plain_name(entry.name) or ""
    number = _ordinal(entry.name)
    if any(code[0] == "2" for code in accounts.codes_of(name)):  # 普法宣传 too, where 项 are listed
        return 1
    if number and number != 1 and (number == ordinals[0] + 1) != (number == ordinals[1] + 1):
        return int(number == ordinals[1] + 1)
    if "支出" in name or any(word in name for word in ("年终", "年末", "期末", "结余分配", "下年", "结转下")):
        return 1
    if any(word in name for word in _INCOME):
        return 0
    return int(len(entry.figures) > most or ordinals[1] > 0)


def _ordinal(name: str) -> int:
    """The number before a name: 十九、 is 19; 0 where it has none."""
    found = _ORDINAL.match(name)
    if found is None:
        return 0
    tens, ten, ones = found[1].partition("十")
    if not ten:
        return _DIGITS.get(tens, 0)
    return 10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0)


def _placed(
    rows: Sequence[tuple[Entry, int]], left: int, found: Hypothesis, places: Places | None
) -> list[tuple[tuple[int, ...], tuple[bool, ...]]]:
    """The column of each figure within its side, and whether no other explains the row as well."""
    empty = _empty_funds(rows, {c: "/".join(path) for c, path in enumerate(found.paths)})
    opened: list[OpenRow] = []
    for entry, side in rows:
        values = tuple(map(value_of, entry.figures))
        ways = free_ways(values, range(len(found.paths) if side else left), found.sums if side else ())
        alive = tuple(
            way
            for way in ways
            if not side or not any(c in empty and v for c, v in zip(way.columns, values, strict=True))
        )
        kept = kept_way(entry.figures, found, places) if side else None
        opened.append(OpenRow(None, values, (kept,) if kept is not None else alive or ways))
    laid = settle(opened)
    family = _family(rows)
    down = settle([replace(opened[i], code=f"2{n:02d}" if n < len(family) else None) for n, i in enumerate(family, 1)])
    if any(row.confirmed for row in down):
        laid = [dict(zip(family, down, strict=True)).get(i, row) for i, row in enumerate(laid)]
    return [(row.columns, row.sure if found.sure else (False,) * len(row.sure)) for row in laid]


def _family(rows: Sequence[tuple[Entry, int]]) -> list[int]:
    """The expenditures that are counted up, and the total below them."""
    right = [i for i, (_, side) in enumerate(rows) if side == 1]
    counted = [i for i in right if _ordinal(rows[i][0].name)]
    total = next((i for i in right if counted and i > counted[-1] and rows[i][0].name.endswith(("合计", "总计"))), None)
    return [*counted, total] if total is not None else []


def _empty_funds(rows: Sequence[tuple[Entry, int]], paths: dict[int, str]) -> set[int]:
    """Columns of the right side whose fund brings nothing on the left: 二、政府性基金 without a figure, or with 0."""
    funds = {"政府性基金": Decimal(0), "国有资本经营": Decimal(0), "一般公共预算": Decimal(0)}
    for entry, side in rows:
        if side == 0:
            for fund in funds:
                if fund in entry.name:
                    funds[fund] += sum(map(value_of, entry.figures), Decimal(0))
    if not any(funds.values()):
        return set()
    return {c for c, path in paths.items() for fund, amount in funds.items() if fund in path and not amount}
