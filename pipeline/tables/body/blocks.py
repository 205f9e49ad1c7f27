"""Columns of a table → blocks of keys and the amounts they name; what headless columns hold."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.amounts import read_number
from pipeline.document import GridCell
from pipeline.tables.heads.header import Column
from pipeline.vocabulary.columns import Columns, KeyRole

CODE = re.compile(r"[1-9]\d{2}(?:\d{2}){0,2}")  # 201, 20131, 2013101; not 2024.0, 31.00
_PART = re.compile(r"\d{2}")  # 款 or 项 beside its 类: 01; not 1, 101
LONG_CODE = re.compile(r"\d{8,}")  # number of a project in a register
_SPECKS = "·・•.。,，、'‘’`´~_:：;；|*"  # what dust leaves beside a code; no minus, no bracket
_KEYS: frozenset[KeyRole] = frozenset({"ordinal", "code", "lei", "kuan", "xiang", "name"})
_PARTS: frozenset[KeyRole] = frozenset({"code", "lei", "kuan", "xiang"})


@dataclass(frozen=True, slots=True)
class Block:
    """Columns that belong together: `codes` (one, or 类, 款, 项), a `name`, the `texts` and the `amounts` of the row."""

    codes: tuple[int, ...]
    name: int | None
    texts: tuple[int, ...]
    amounts: tuple[int, ...]

    @property
    def names_rows(self) -> bool:
        """Whether the block has columns that say what its rows are."""
        return bool(self.codes) or self.name is not None


def find_blocks(columns: Sequence[Column]) -> tuple[Block, ...]:
    """The blocks of a table, left to right; a key column behind amounts begins the next one."""
    groups: list[list[int]] = [[]]
    for c, column in enumerate(columns):
        if column.role in _KEYS and any(columns[i].role is None for i in groups[-1]):
            groups.append([])
        groups[-1].append(c)
    return tuple(_block(columns, group) for group in groups)


def _block(columns: Sequence[Column], group: Sequence[int]) -> Block:
    names = [c for c in group if columns[c].role == "name"]
    codes = [c for c in group if columns[c].role in _PARTS and (not names or c < names[0])]
    return Block(
        codes=tuple(codes),
        name=names[0] if names else None,
        texts=tuple(c for c in group if columns[c].role == "other"),
        amounts=tuple(c for c in group if columns[c].role is None),
    )


def settle_roles(
    columns: Sequence[Column], body: Sequence[GridCell], words: Columns, sides: bool = False
) -> tuple[Column, ...]:
    """The columns with roles that their bodies show where the heads do not: codes, names, other texts.

    sides: whether the table has several sides, so that texts between amounts name the amounts right of them.
    """
    settled = list(columns)
    for c, column in enumerate(columns):
        texts = [cell.text for cell in body if cell.column == c]
        if column.role is None and texts:
            part = c > 0 and settled[c - 1].role == "code" and not column.heads and all(map(_PART.fullmatch, texts))
            settled[c] = replace(column, role="code" if part else _role_of_body(texts, column, words))
    if sides:
        for c in range(1, len(settled) - 1):
            if settled[c].role == "other" and settled[c - 1].role is None and settled[c + 1].role is None:
                settled[c] = replace(settled[c], role="name")
    if not any(column.role == "name" for column in settled):
        texts_at = [c for c, column in enumerate(settled) if column.role == "other"]
        named = [c for c in texts_at if settled[c].heads and "名" in settled[c].heads[-1]]
        for c in (named or texts_at)[:1]:
            settled[c] = replace(settled[c], role="name")
    return tuple(settled)


def _role_of_body(texts: Sequence[str], column: Column, words: Columns) -> KeyRole | None:
    """What the cells of an amount column say it is, if they say it clearly."""
    known_amount = bool(column.heads) and column.heads[-1] != "" and words.is_amount(column.heads[-1])
    numbers = sum(read_number(text) is not None for text in texts)
    codes = sum(bool(CODE.fullmatch("".join(text.split()))) for text in texts)
    if known_amount:
        return None
    if sum(bool(LONG_CODE.fullmatch(text)) for text in texts) * 2 > len(texts):
        return "other"
    unknown = not column.heads or not words.knows(column.heads[-1])
    if unknown and codes * 10 >= 9 * len(texts) and len(texts) > 2:
        return "code"
    if unknown and _counts_up(texts):
        return "ordinal"
    return "other" if numbers * 2 < len(texts) else None


def _counts_up(texts: Sequence[str]) -> bool:
    """Whether the cells of a column are its rows' numbers.

    >>> _counts_up(["1", "2", "3"]), _counts_up(["1", "3", "4"]), _counts_up(["12", "13"])
    (True, False, False)
    """
    if len(texts) < 3 or not all(text.isdigit() for text in texts):
        return False
    return all(int(b) - int(a) == 1 for a, b in itertools.pairwise(texts))


def parse_code(parts: Sequence[str]) -> str | None:
    """The account code of a row from its cells, without specks at its ends; None where they hold no code.

    >>> parse_code(["201", "31", "01"]), parse_code(["201110 2"]), parse_code(["合计"]), parse_code(["208", "", ""])
    ('2013101', '2011102', None, '208')
    >>> parse_code(["20805·"]), parse_code(["'208", "05."]), parse_code(["31.00"])
    ('20805', '20805', None)
    """
    joined = "".join("".join(part.split()).strip(_SPECKS) for part in parts)
    return joined if joined.isdigit() and 1 <= len(joined) <= 9 else None
