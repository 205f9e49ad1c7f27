"""The clause grammar: the tokens of a passage, left to right, each to the function that understands it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType

from pipeline.statements.changes import read_change, read_flat, read_loose
from pipeline.statements.completions import read_completion, read_difference, read_relation, read_share
from pipeline.statements.context import Context
from pipeline.statements.explanations import read_cause, read_open
from pipeline.statements.figures import read_amount
from pipeline.statements.lexer import AMOUNT, PERCENT, Kind, Token
from pipeline.statements.passages import Passage


def read_passage(context: Context, passage: Passage) -> None:
    """Adds what a passage says to the context's drafts."""
    context.open_passage(passage)
    while context.at < len(context.tokens):
        token = context.tokens[context.at]
        context.at += 1
        if token.start >= context.marks.resume:
            handler = _HANDLERS.get(token.kind)
            if handler:
                handler(context, token)


def _read_amount(context: Context, token: Token) -> None:
    if context.pending:  # 比上年402万元减少…: the base's own figure
        if not context.subject_in_clause():
            context.take_name(token.start)
    else:
        context.take_amount(read_amount(token.text), token.start)
    context.marks.word = token.end


def _read_shift(context: Context, token: Token) -> None:
    """由812万元下降到655万元: the quantity and what it came to; how much it changed is said by what follows."""
    figure = re.search(f"(?:{AMOUNT}|{PERCENT})$", token.text)
    context.take_amount(read_amount(figure[0]) if figure else None, token.start)
    context.marks.word = token.end


def _read_nil(context: Context, token: Token) -> None:
    context.take_amount(Decimal(0), token.start)
    context.marks.word = token.end


def _read_nothing(context: Context, token: Token) -> None:
    """A blank that nobody filled in, a range, a rate that no word takes: what stood before it names nothing."""
    context.marks.word = token.end


def _read_each(context: Context, token: Token) -> None:
    context.each = True


_HANDLERS: Mapping[Kind, Callable[[Context, Token], None]] = MappingProxyType(
    {
        Kind.SHIFT: _read_shift,
        Kind.NIL: _read_nil,
        Kind.RANGE: _read_nothing,
        Kind.POINTS: _read_nothing,
        Kind.PERCENT: _read_nothing,
        Kind.BLANK: _read_nothing,
        Kind.AMOUNT: _read_amount,
        Kind.COMPLETION: read_completion,
        Kind.COMPLETED: read_completion,
        Kind.RATE: read_completion,
        Kind.SHARE: read_share,
        Kind.RELATION: read_relation,
        Kind.DIFFERENCE: read_difference,
        Kind.CAUSE: read_cause,
        Kind.OPEN: read_open,
        Kind.BASE: Context.take_base,
        Kind.UP: read_change,
        Kind.DOWN: read_change,
        Kind.SIGNED: read_change,
        Kind.LOOSE: read_loose,
        Kind.FLAT: read_flat,
        Kind.STILL: read_flat,
        Kind.INSIDE: Context.inside,
        Kind.EACH: _read_each,
        Kind.STOP: Context.boundary,
        Kind.SEMICOLON: Context.boundary,
        Kind.COMMA: Context.boundary,
        Kind.COLON: Context.boundary,
        Kind.LEFT: Context.left,
        Kind.RIGHT: Context.right,
    }
)
