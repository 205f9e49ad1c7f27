"""Columns of a table → blocks of keys and the amounts they name; what headless columns hold."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pipeline.amounts import read_number, read_rate
from pipeline.document import GridCell
from pipeline.tables.body.glued import GLUED
from pipeline.tables.heads.header import Column
from pipeline.vocabulary.columns import Columns, KeyRole

CODE = re.compile(r"[1-9]\d{2}(?:\d{2}){0,2}")  # 201, 20131, 2013101; not 2024.0, 31.00
_PART = re.compile(r"\d{2}")  # 款 or 项 beside its 类: 01; not 1, 101
LONG_CODE = re.compile(r"\d{8,}")  # number of a project in a register
_LONGEST = 9  # digits of a row's number: nothing longer is counted
_SPECKS = "·・•.。,，、'‘’`´~_:：;；|*"  # what dust leaves beside a code; no minus, no bracket
_KEYS: frozenset[KeyRole] = frozenset({"ordinal", "code", "lei", "kuan", "xiang", "name"})
_PARTS: frozenset[KeyRole] = frozenset({"code", "lei", "kuan", "xiang"})
_WORDS = re.compile(r"(?:\d{2})?[^\d]{2,}")
_LEVELS: frozenset[KeyRole] = frozenset({"lei", "kuan", "xiang"})
_PART_BEHIND: Mapping[KeyRole | None, KeyRole] = {"code": "code", "lei": "kuan", "kuan": "xiang"}  # 05 behind 208
MOSTLY: Final = 0.6  # share of a column's cells that say what it holds
_FIGURE_HEAD = re.compile(
    r"(?:金额|资金|数|额|经费|合计|小计|总计|分值|得分|权重|价值|单价|支出|收入|拨款)(?:[(（][^)）]*[)）])?$"
)  # 项目金额; not 项目名称
_NAME_HEAD = re.compile(
    r"(?:名称|项目|内容|科目|目录|类别|单位|部门|用途|事项|名|品目|类)(?:[(（][^)）]*[)）])?$"
)  # 采购项目; not 备注
_BODY_CODE = re.compile(
    r"(?:代码|编码|编号|序号|电话|日期|时间|年度)$"
)  # 预算单位代码, 采购时间: digits, but no amounts
BODY_CODE_HEAD = re.compile(r"(?:单位|部门)\s*(?:编码|代码)")  # of bodies; not of projects
_AMOUNT = re.compile(r"-?\d{1,3}(?:,\d{3})*\.\d+|-?\d+\.\d+")  # 12.50, 1,200.00; not 242001
_FLOAT = re.compile(r"(?<=\d{3})\.0$")
_DEPARTMENTS = "3"  # first digit of the codes of 部门预算支出经济分类


@dataclass(frozen=True, slots=True)
class Block:
    """Columns that belong together: `codes` (one, or 类, 款, 项), the `names`, the `texts` and the `amounts` of the row.

    Several names are levels of one (一级项目 | 二级项目) and joined in the key; the last is the row's own.
    """

    codes: tuple[int, ...]
    names: tuple[int, ...]
    texts: tuple[int, ...]
    amounts: tuple[int, ...]

    @property
    def name(self) -> int | None:
        """The column of the row's own name."""
        return self.names[-1] if self.names else None

    @property
    def names_rows(self) -> bool:
        """Whether the block has columns that say what its rows are."""
        return bool(self.codes) or self.name is not None


def find_blocks(columns: Sequence[Column]) -> tuple[Block, ...]:
    """The blocks of a table, left to right: a name behind amounts, with amounts of its own, begins the next one."""
    starts = [0]
    for c, column in enumerate(columns):
        behind = any(columns[i].role is None for i in range(starts[-1], c))
        if column.role in _KEYS and behind and _opens_block(columns, c):
            starts.append(c)
    ends = [*starts[1:], len(columns)]
    return tuple(_block(columns, range(start, end)) for start, end in zip(starts, ends, strict=True))


def _opens_block(columns: Sequence[Column], c: int) -> bool:
    """Whether keys from a column on have a name among them and amounts behind them."""
    keys = list(itertools.takewhile(lambda column: column.role is not None, columns[c:]))
    return any(column.role == "name" for column in keys) and c + len(keys) < len(columns)


def _block(columns: Sequence[Column], group: Sequence[int]) -> Block:
    amounts = [c for c in group if columns[c].role is None]
    keys = [c for c in group if not amounts or c < amounts[-1]]  # what stands behind all amounts tells of them
    first = [c for c in keys if not amounts or c < amounts[0]]
    names = [c for c in first if columns[c].role == "name"] or [c for c in keys if columns[c].role == "name"]
    codes = _codes(columns, first) or _body_codes(columns, first, names)
    if any(_is_project(columns[c]) and codes and c < codes[0] for c in names):
        codes, names = [], [c for c in names if c < codes[0]]  # what follows is the account of the project
    beside = next((c for c in names if codes and c > codes[-1]), None)
    projects = [c for c in names if beside is not None and c > beside and _is_project(columns[c])]
    own = projects or ([beside] if beside is not None else _own_names(columns, names))
    held = {*codes, *own, *amounts}
    return Block(
        codes=tuple(codes),
        names=tuple(own),
        texts=tuple(c for c in group if c not in held and columns[c].role not in ("ordinal",)),
        amounts=tuple(amounts),
    )


def _own_names(columns: Sequence[Column], names: Sequence[int]) -> Sequence[int]:
    """The names of a row without those of the account of its project: 项目名称 | 功能分类科目."""
    if not any(_is_project(columns[c]) for c in names):
        return names
    return [c for c in names if not (columns[c].heads and "科目" in columns[c].heads[-1])]


def _is_project(column: Column) -> bool:
    """Whether a name is that of a project, of which an account has several: 科目名称 | 项目名称."""
    return bool(column.heads) and "项目名称" in "".join(column.heads[-1].split())


def _body_codes(columns: Sequence[Column], first: Sequence[int], names: Sequence[int]) -> list[int]:
    """The number of a body (单位编码) right before its name: the key of a row that no account has."""
    return [c for c in first if c + 1 in names and columns[c].heads and BODY_CODE_HEAD.search(columns[c].heads[-1])][:1]


def _codes(columns: Sequence[Column], group: Sequence[int]) -> list[int]:
    """The first columns of codes that stand side by side: 类 | 款 | 项, or one for all."""
    codes: list[int] = []
    for c in group:
        if columns[c].role in _PARTS and (not codes or (c == codes[-1] + 1 and columns[c].role != "lei")):
            codes.append(c)
        elif codes:
            break
    return codes


def settle_roles(
    columns: Sequence[Column], body: Sequence[GridCell], words: Columns, sides: bool = False
) -> tuple[Column, ...]:
    """The columns with roles that their bodies show where the heads do not: codes, names, other texts.

    sides: whether the table has several sides, so that texts between amounts name the amounts right of them.
    """
    settled = list(columns)
    texts_of: dict[int, list[str]] = {}
    for cell in body:
        texts_of.setdefault(cell.column, []).append("".join(cell.text.split()))
    for c, column in enumerate(columns):
        texts = texts_of.get(c)
        if not texts:
            continue
        if column.role is None:
            unknown = not column.heads or not words.knows(column.heads[-1])
            part = (
                _PART_BEHIND.get(settled[c - 1].role)
                if c > 0 and unknown and all(map(_PART.fullmatch, texts))
                else None
            )
            settled[c] = replace(column, role=part or _role_of_body(texts, column, words))
        elif column.role in ("name", "other") and _holds_figures(texts, column):
            settled[c] = replace(column, role=None)
        elif column.role in (*_LEVELS, "code") and _holds_names(texts):
            settled[c] = replace(
                column, role="name"
            )  # 项 of 项 目, whose 目 was not read; names that begin left of their head
    settled = _one_classification(settled, texts_of)
    if sides:
        for c in range(1, len(settled) - 1):
            if settled[c].role == "other" and settled[c - 1].role is None and settled[c + 1].role is None:
                settled[c] = replace(settled[c], role="name")
    return tuple(_named(settled, texts_of))


def _holds_figures(texts: Sequence[str], column: Column) -> bool:
    """Whether a column that a head calls a name holds amounts: 项目金额; not 单位代码, 数量 in words."""
    figures = sum(read_number(text) is not None and not CODE.fullmatch(text) for text in texts)
    amounts = sum(bool(_AMOUNT.fullmatch(text)) for text in texts)
    headed = bool(column.heads) and _FIGURE_HEAD.search("".join(column.heads[-1].split())) is not None
    return figures >= MOSTLY * len(texts) and (headed or amounts >= MOSTLY * len(texts))


def _holds_names(texts: Sequence[str]) -> bool:
    """Whether a column that a head calls a level of codes holds words: not 05, 99, 201, nor a lone 合计 above them.

    The code's last part may stand before them: 01 行政运行.
    """
    return sum(_WORDS.fullmatch(text) is not None for text in texts) > MOSTLY * len(texts)


def _holds_glued(texts: Sequence[str]) -> bool:
    """Whether a column that a head calls a code holds codes with their names: 30101基本工资."""
    return sum(GLUED.match(text) is not None for text in texts) > MOSTLY * len(texts)


def _one_classification(columns: Sequence[Column], texts_of: Mapping[int, Sequence[str]]) -> list[Column]:
    """Of codes of several classifications one is the key, the others and their names are texts.

    Of both economic ones it is the departments', of a functional and an economic one that of which there are more.
    """
    settled = list(columns)
    coded = {
        c: {text[0] for text in texts_of.get(c, ()) if CODE.fullmatch(text)}
        for c, column in enumerate(columns)
        if column.role == "code"
    }
    if not any(_DEPARTMENTS in first for first in coded.values()):
        return settled
    functional, economic = (
        {text for c, first in coded.items() if of in first for text in texts_of[c] if CODE.fullmatch(text)}
        for of in ("2", _DEPARTMENTS)
    )
    dropped = {"5"} if len(functional) >= len(economic) or not functional else {"5", "2"}
    for c, first in coded.items():
        if first and first <= dropped:
            settled[c] = replace(settled[c], role="other")
            if c + 1 < len(settled) and settled[c + 1].role == "name":
                settled[c + 1] = replace(settled[c + 1], role="other")
    return settled


def _named(columns: Sequence[Column], texts_of: Mapping[int, Sequence[str]]) -> list[Column]:
    """The columns with all that are names: where no code is the key, every one that its head calls a name.

    A table none of whose heads is known as a name takes the first column of words whose head may be one.
    """
    settled = list(columns)
    amounts = [c for c, column in enumerate(settled) if column.role is None]
    texts_at = [c for c, column in enumerate(settled) if column.role == "other"]
    if not any(column.role in _PARTS for column in settled):
        for c in texts_at:
            head = "".join(settled[c].heads[-1].split()) if settled[c].heads else ""
            words = sum(read_number(text) is None for text in texts_of.get(c, ()))
            glued = sum(bool(GLUED.match(text)) for text in texts_of.get(c, ()))
            if (
                (head.endswith("名称") or glued >= MOSTLY * max(words, 1))
                and (not amounts or c < amounts[-1])
                and words
            ):
                settled[c] = replace(settled[c], role="name")
    if not any(column.role == "name" for column in settled):
        heads = {c: "".join(settled[c].heads[-1].split()) if settled[c].heads else "" for c in texts_at}
        named = [c for c in texts_at if "名" in heads[c]] or [c for c in texts_at if _NAME_HEAD.search(heads[c])]
        for c in (named or texts_at)[:1]:
            settled[c] = replace(settled[c], role="name")
    return settled


def _role_of_body(texts: Sequence[str], column: Column, words: Columns) -> KeyRole | None:
    """What the cells of an amount column say it is, if they say it clearly."""
    known_amount = bool(column.heads) and column.heads[-1] != "" and words.is_amount(column.heads[-1])
    numbers = sum(read_number(text) is not None or read_rate(text) is not None for text in texts)
    codes = sum(bool(CODE.fullmatch(text)) for text in texts)
    if known_amount and (numbers or not any(text.strip("-—/") for text in texts)):
        return None
    if sum(bool(LONG_CODE.fullmatch(text)) for text in texts) * 2 > len(texts):
        return "other"
    unknown = not column.heads or not words.knows(column.heads[-1])
    if unknown and codes * 10 >= 9 * len(texts) and len(texts) > 2:
        return "code"
    if unknown and _counts_up(texts):
        return "ordinal"
    if unknown and column.heads and _BODY_CODE.search("".join(column.heads[-1].split())):
        return "other"
    return "other" if numbers * 2 < len(texts) else None


def _counts_up(texts: Sequence[str]) -> bool:
    """Whether the cells of a column are its rows' numbers.

    >>> _counts_up(["1", "2", "3"]), _counts_up(["1", "3", "4"]), _counts_up(["12", "13"])
    (True, False, False)
    """
    if len(texts) < 3 or not all(text.isdecimal() and len(text) < _LONGEST for text in texts):
        return False
    return all(int(b) - int(a) == 1 for a, b in itertools.pairwise(texts))


def parse_code(parts: Sequence[str]) -> str | None:
    """The account code of a row from its cells, without specks at its ends; None where they hold no code.

    >>> parse_code(["201", "31", "01"]), parse_code(["201110 2"]), parse_code(["合计"]), parse_code(["208", "", ""])
    ('2013101', '2011102', None, '208')
    >>> parse_code(["20805·"]), parse_code(["'208", "05."]), parse_code(["31.00"])
    ('20805', '20805', None)
    >>> parse_code(["2080505.0"])  # a spreadsheet made it a number
    '2080505'
    """
    joined = "".join(_FLOAT.sub("", "".join(part.split()).strip(_SPECKS)) for part in parts)
    return joined if joined.isdecimal() and 1 <= len(joined) <= 9 else None
