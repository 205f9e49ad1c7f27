"""Tables written one cell a line, row by row → their lines: code, name and figures of a row together again."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.tables.body.names import has_ordinal
from pipeline.tables.flow.tokens import Token

Row = tuple[Token, ...]
IsName = Callable[[str], bool]  # whether words are an account, an item or a head
MOSTLY = 0.5  # share of the lines with figures that hold one, or two that grew together
MOST_GROWN = 2  # figures of a line, where one grew onto the next
LEAST_PARTS = 2
_TOTAL = re.compile(r".*(?:合计|总计|小计)")  # a name by itself


def is_single(rows: Sequence[Row]) -> bool:
    """Whether cells came one by one, and yet some lines hold more or less than one.

    A long figure grew onto the next cell, or codes come in parts (208, 05, 01): no line is a cell that says what it is.
    """
    figures = [row for row in rows if any(token.kind == "figure" for token in row)]
    mostly = sum(len(row) <= MOST_GROWN and row[0].kind == "figure" for row in figures) > MOSTLY * len(figures)
    grown = any(len(row) > 1 and row[0].kind == "figure" for row in rows)
    parts = sum(a[-1].kind == "code" and b[0].kind == "part" for a, b in pairwise(rows))
    return mostly and (grown or parts >= LEAST_PARTS)


def in_rows(rows: Sequence[Row], first: int, is_name: IsName) -> list[Row]:
    """The lines from `first` on joined to rows, each at the place of its first cell; the heads before them as they are."""
    joined: list[list[Token]] = []
    for token in (token for row in rows[first:] for token in row):
        if not joined or _opens(token, joined[-1], is_name):
            joined.append([])
        last = joined[-1][-1] if joined[-1] else None
        if last is not None and token.kind == last.kind == "word":  # the end of a wrapped name
            joined[-1][-1] = replace(last, text=last.text + token.text)
        else:
            joined[-1].append(token)
    return [*rows[:first], *(tuple(replace(token, at=row[0].at) for token in row) for row in joined)]


def _opens(token: Token, row: Sequence[Token], is_name: IsName) -> bool:
    """Whether a token begins the next row: a code or a name behind figures, or behind a name without any."""
    if token.kind in ("figure", "mark", "count"):
        return False
    if any(held.kind in ("figure", "mark") for held in row):
        return True
    name = row[-1].text if row[-1].kind == "word" else None
    if token.kind != "word":
        return name is not None and token.kind == "code"
    return name is not None and _is_next(name, token.text, is_name)


def _is_next(name: str, text: str, is_name: IsName) -> bool:
    """Whether words below a name without figures are the next name, not its end."""
    if has_ordinal(text) or _TOTAL.fullmatch(text):
        return True
    return not is_name(name + text) and is_name(name) and is_name(text)
