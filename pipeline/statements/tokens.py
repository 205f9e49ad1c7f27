"""A word of comparison in a passage, and what the components have understood of it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal

Base = Literal["prior_year", "initial_budget", "annual_budget"]
Found = (
    Base | Literal["itself"]
)  # `itself`: this year's figures with this year's, as 2023年执行数 in the account of 2023


class Kind(StrEnum):
    """What a token is; the values are the pattern's group names."""

    RANGE = "range"  # 5%-8%, 3—5万元
    POINTS = "points"  # 2.1个百分点
    AMOUNT = "amount"
    PERCENT = "percent"
    COMPLETION = "completion"  # 完成年初预算的, before a rate
    COMPLETED = "completed"  # 完成, before a rate
    RATE = "rate"  # 预算执行率为, before a rate
    SHARE = "share"  # 占收入总计的, before a rate
    SHIFT = "shift"  # 由812万元下降到655万元: two amounts of one quantity
    NIL = "nil"  # 为零
    RELATION = "relation"  # 决算数大于预算数
    DIFFERENCE = "difference"  # 决算数与预算数存在差异
    CAUSE = "cause"  # 主要原因是
    BASE = "base"  # 与上年相比, 较年初预算, 同比
    OPEN = "open"  # 主要是, 因
    UP = "up"  # 增加, before a figure
    DOWN = "down"
    SIGNED = "signed"  # 变动, before a figure
    LOOSE = "loose"  # 有所减少, without a figure
    BLANK = "blank"  # 增加 万元, with nothing filled in
    FLAT = "flat"  # 持平
    STILL = "still"  # 一致: flat only with its base
    INSIDE = "inside"  # 其中
    EACH = "each"  # 分别, 均
    STOP = "stop"
    SEMICOLON = "semicolon"
    COMMA = "comma"
    PAUSE = "pause"
    COLON = "colon"
    LEFT = "left"
    RIGHT = "right"


@dataclass(slots=True)
class Token:
    """A word of comparison in its passage, and what the components have understood of it."""

    kind: Kind
    start: int
    end: int
    text: str
    value: Decimal | None = None  # of a figure, 万元 or percent, with its sign
    first: Decimal | None = None  # of a shift, what it came from
    base: Found | None = None  # that a base or a budget names
    also: Base | None = None  # the second base of 与上年决算数及年初预算数相比
    reason: tuple[int, int] | None = None  # span of the words that a cue of reasons opens


def tokens_between(tokens: list[Token], start: int, end: int) -> list[Token]:
    """Those that begin in `[start, end)`, of tokens in the order of the text."""
    return tokens[bisect_left(tokens, start, key=_start) : bisect_left(tokens, end, key=_start)]


def _start(token: Token) -> int:
    return token.start
