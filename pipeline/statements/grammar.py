"""The clause grammar: the tokens of a passage, left to right, each to the function that understands it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from pipeline.statements.changes import read_beyond, read_change, read_flat, read_loose, read_signed
from pipeline.statements.completions import read_amounts, read_completion, read_difference, read_relation, read_share
from pipeline.statements.context import Context
from pipeline.statements.drafts import Reading
from pipeline.statements.explanations import read_cause, read_open
from pipeline.statements.tokens import Kind, Token


def read_comparisons(reading: Reading) -> None:
    """Adds the statements of a section to `reading.drafts`: its passages in order, so that one may lean on another."""
    context = Context(reading)
    for number in range(len(reading.passages)):
        _read_passage(context, number)


def _read_passage(context: Context, number: int) -> None:
    context.open_passage(number)
    while context.at < len(context.tokens):
        token = context.tokens[context.at]
        context.at += 1
        if token.start >= context.marks.resume:
            handler = _HANDLERS.get(token.kind)
            if handler:
                handler(context, token)


def _read_amount(context: Context, token: Token) -> None:
    if read_signed(context, token):
        return
    if context.pending:  # 比上年402万元减少…: the base's own figure
        context.compared = token.value
        if not context.subject_in_clause() and not context.names_base(token.start):
            context.take_name(token.start)
    elif not read_amounts(context, token):
        context.take_amount(token.value, token.start)
    context.marks.word = max(token.end, context.marks.resume)


def _read_shift(context: Context, token: Token) -> None:
    """由812万元下降到655万元: the quantity and what it came to; how much it changed is said by what follows."""
    context.take_amount(token.value, token.start)
    if context.quantity and token.kind is Kind.SHIFT:
        context.quantity.before = token.first
    context.marks.word = token.end


def _read_percent(context: Context, token: Token) -> None:
    if not read_signed(context, token) and not read_beyond(context, token):
        context.foreign = context.foreign or context.name_before(token.start).other
        context.marks.word = token.end


def _read_nothing(context: Context, token: Token) -> None:
    """A blank that nobody filled in, a range, a rate that no word takes: what stood before it names nothing."""
    context.marks.word = token.end


def _read_each(context: Context, token: Token) -> None:
    context.each = True


_HANDLERS: Mapping[Kind, Callable[[Context, Token], None]] = MappingProxyType(
    {
        Kind.SHIFT: _read_shift,
        Kind.NIL: _read_shift,
        Kind.RANGE: _read_nothing,
        Kind.POINTS: _read_nothing,
        Kind.PERCENT: _read_percent,
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
