"""Canonical column paths (CONTRACT 3.3) of the columns of a piece."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.tables.body.blocks import Block
from pipeline.tables.pieces import Piece
from pipeline.vocabulary.columns import FIGURES, Columns, TableForm, head_key, own_words

_NEVER = ("code", "ordinal")  # 科目编码 that reaches over a column of amounts is none of its heads
MONEY_LEAF = frozenset({"overall", "appropriation", "basic_expenditure"})  # where 金额 is 预算数 or 决算数
THREE = "三公经费"  # in a head over its items
THREE_PUBLIC = "“三公”经费"
TOTALS = frozenset({"合计", "小计"})
_OF_WHICH = re.compile(r"\s*其中[:：]?")
_BARE = frozenset({"金额", "合计", "小计", *FIGURES})
FEW = 0.25  # of a column's cells that its double may hold
_YEAR = re.compile(r"\s*(20\d\d)\s*年度?\s*(?:年初)?(?:预算|决算|执行)")  # 2022年预算数; not 2022年


@dataclass(frozen=True, slots=True)
class Words:
    """What is known of the words of one table."""

    columns: Columns
    form: TableForm
    figure: str  # 预算数 or 决算数: what a column headed 金额 holds in this document


def paths_of(piece: Piece, blocks: Sequence[Block], held: Mapping[int, int], words: Words) -> dict[int, str]:
    """Canonical column path of every column of a piece; held: how many rows hold something in each."""
    paths: dict[int, str] = {}
    newest = newest_year(head for column in piece.columns for head in column.heads)
    for b, block in enumerate(blocks):
        for c in (*block.texts, *block.amounts):
            printed = _above_amounts(piece.columns[c].heads, words)
            heads = tuple(dated(head, words.columns, newest) for head in _nested(c, printed, piece, block, words))
            if c in block.amounts and printed and words.columns.role(printed[-1]) is not None:
                heads = (*heads[:-1], own_words(head_key(printed[-1])))  # 项目金额, which reads like a head of names
            if not heads and c in block.amounts and words.form.headerless:
                place = block.amounts.index(c)
                heads = tuple(words.form.headerless[place].split("/")) if place < len(words.form.headerless) else ()
            if not heads:
                continue
            if piece.sides and block.amounts == (c,) and not words.columns.knows(printed[-1]):
                heads = (*heads[:-1], words.figure)  # the one figure of its side, whatever its head was cut to
            path = words.form.path(heads)
            if _is_inner_total(heads, words, piece, block):
                path = "/".join((*(h for h in heads[:-2] if not words.form.wraps(h)), THREE_PUBLIC, heads[-1]))
            if piece.sides and c in block.amounts:
                path = _with_side(path, b)
            paths[c] = _with_figure(path, words)
        _forget_doubles(paths, block, held)
    return paths


def _above_amounts(heads: Sequence[str], words: Words) -> list[str]:
    """The heads of a column without those of keys, which reach over it where no rule parts them: 科目名称 above 合计."""
    leaf = [head for head in heads[-1:] if words.columns.role(head) not in _NEVER]
    return [*(head for head in heads[:-1] if words.columns.role(head) in (None, "other")), *leaf]


def _nested(c: int, printed: Sequence[str], piece: Piece, block: Block, words: Words) -> Sequence[str]:
    """The heads of a column with what holds it above it: 公务用车费 | 其中：购置费 stands under 公务用车费."""
    if c not in block.amounts or not printed:
        return printed
    siblings = [
        (other, piece.columns[other].heads[-1])
        for other in block.amounts
        if piece.columns[other].heads and piece.columns[other].heads[:-1] == piece.columns[c].heads[:-1]
    ]
    part = _OF_WHICH.match(printed[-1]) is not None
    holding = [head for other, head in siblings if other < c and not _OF_WHICH.match(head)]
    if part and holding and words.columns.term(holding[-1]) not in _BARE:
        return (*printed[:-1], holding[-1], printed[-1])
    following = next((head for other, head in siblings if other > c), "")
    if not part and words.columns.term(printed[-1]) in _BARE and len(printed) > 1 and _OF_WHICH.match(following):
        return (*printed[:-1], "小计")
    return printed


def _is_inner_total(heads: Sequence[str], words: Words, piece: Piece, block: Block) -> bool:
    """Whether a column is the total of what its bracket holds, beside one that adds more to it: 合计 | “三公”经费 小计 | 会议费."""
    if len(heads) < 2 or heads[-1] not in TOTALS or THREE not in heads[-2]:
        return False
    others = (piece.columns[c].heads for c in block.amounts)
    return any(
        words.columns.term(other[-1]) in TOTALS and tuple(map(words.columns.term, other[:-1])) == tuple(heads[:-2])
        for other in others
        if other
    )


def _forget_doubles(paths: dict[int, str], block: Block, held: Mapping[int, int]) -> None:
    """Two amounts of one row cannot have one path: where heads were not understood, no column is better than a wrong one.

    A column that hardly holds anything beside its double (a tab too many in a few rows) does not count.
    """
    for path in {paths[c] for c in block.amounts if c in paths}:
        same = sorted((c for c in block.amounts if paths.get(c) == path), key=lambda c: -held.get(c, 0))
        alone = len(same) > 1 and held.get(same[1], 0) <= FEW * held.get(same[0], 0)
        for c in same[1:] if alone else same if len(same) > 1 else ():
            del paths[c]


def newest_year(heads: Iterable[str]) -> int:
    """The latest year that heads of figures name; 0 where none does."""
    return max((int(year[1]) for head in heads if (year := _YEAR.match(head))), default=0)


def dated(head: str, columns: Columns, newest: int) -> str:
    """The term of a head, that of 上年… for an earlier year than its neighbours': 2022年预算数 beside 2023年预算数."""
    term = columns.term(head)
    year = _YEAR.match(head)
    return columns.term(f"上年{term}") if year and int(year[1]) < newest else term


def _with_side(path: str, block: int) -> str:
    """收入 or 支出 before the path of a two-sided table whose header lost it."""
    return path if path.startswith(("收入/", "支出/")) else f"{'收入' if block == 0 else '支出'}/{path}"


def _with_figure(path: str, words: Words) -> str:
    head, _, leaf = path.rpartition("/")
    if leaf == "金额" and (words.form.type in MONEY_LEAF or path.startswith(("收入/", "支出/"))):
        return f"{head}/{words.figure}" if head else words.figure
    return path
