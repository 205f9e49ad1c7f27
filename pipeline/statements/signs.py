"""How a statement was made, as a small record: what the model of scores judges by."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Final, Literal

from pipeline.statements.drafts import Draft
from pipeline.statements.names import is_money, name_forms
from pipeline.statements.reading import Reading
from pipeline.statements.tokens import Kind, Token

MADE_FOR: Final = "statements 1"  # the features below; a model made for others is refused
Arithmetic = Literal["agrees", "differs", "untold"]

_CLOSE = Decimal("0.06")  # percentage points by which a rate may differ from its amounts
_LONG_NAME = 14  # characters
_LONG_REASON = 60
_ENDS = "。！"


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for and against the reading of one statement."""

    kind: str
    direction: str
    source: str  # of the quantity: clause, sentence, item, section, label
    base: str
    base_from: str  # clause, sentence, list, nowhere
    figures: str  # amount, rate, both, none
    arithmetic: Arithmetic  # whether amount and rate agree with the quantity's own amount
    reason_from: str  # the way in which the reason was found; none
    reason_open: bool  # the sentence has a cue of reasons behind the figures, and this has no reason
    reason_long: bool
    reason_figures: bool  # the reason holds figures
    far: int  # characters between the quantity's words and the figures, in tens; 9 from elsewhere
    rivals: int  # quantities named in the passage before it, up to 5
    claims: int  # statements of the same sentence, up to 6
    bracketed: bool
    twins: bool  # said in the same words of another quantity
    money: bool  # the name ends as names of money do
    general: bool  # the name says only 支出, 收入
    long_name: bool
    odd_name: bool  # the name holds digits, marks or letters
    foreign: int  # letters in the sentence, up to 3: damage of recognition
    blanks: bool  # the sentence has places of a form that nobody filled in

    def sample(self) -> dict[str, float]:
        """The record as features of a linear model."""
        found: dict[str, float] = {}
        for name, value in asdict(self).items():
            if isinstance(value, bool):
                found[name] = float(value)
            elif isinstance(value, int):
                found[name] = value / 5
            else:
                found[f"{name}={value}"] = 1.0
        for one, other in (("kind", "source"), ("kind", "base_from"), ("kind", "figures"), ("kind", "reason_from")):
            found[f"{getattr(self, one)} {other}={getattr(self, other)}"] = 1.0
        return found


def signs_of(draft: Draft, reading: Reading) -> Signs:
    """The record of a draft that is complete."""
    text = reading.passages[draft.passage - 1].text
    start = max(text.rfind(mark, 0, draft.start) for mark in _ENDS) + 1
    end = min((at for mark in _ENDS if (at := text.find(mark, draft.end - 1)) >= 0), default=len(text))
    inside = [token for token in reading.tokens[draft.passage - 1] if start <= token.start < end]
    forms = name_forms(reading.cues)
    beside = [d for d in reading.drafts if d.passage == draft.passage and d.sentence == draft.sentence]
    named = {d.indicator for d in reading.drafts if d.passage == draft.passage and d.start < draft.start}
    near = 0 <= draft.quantity.start < draft.end
    return Signs(
        kind=draft.kind,
        direction=draft.direction or "none",
        source=draft.quantity.source,
        base=draft.base,
        base_from=draft.base_from,
        figures=_figures(draft),
        arithmetic=_arithmetic(draft),
        reason_from=draft.reason_from if draft.reason else "none",
        reason_open=draft.reason is None and draft.kind != "share" and _explains_later(draft, inside),
        reason_long=draft.reason is not None and len(draft.reason) > _LONG_REASON,
        reason_figures=draft.reason is not None and any(character.isdigit() for character in draft.reason),
        far=min(9, (draft.end - draft.quantity.start) // 10) if near else 9,
        rivals=min(5, len(named - {draft.indicator})),
        claims=min(6, len(beside)),
        bracketed=draft.depth > 0,
        twins=bool(draft.twins),
        money=is_money(draft.indicator, forms),
        general=draft.indicator in forms.general,
        long_name=len(draft.indicator) > _LONG_NAME,
        odd_name=any(c.isascii() or c in "，。；：、" for c in draft.indicator),
        foreign=min(3, sum(c.isascii() and c.isalpha() for c in text[start:end])),
        blanks=any(token.kind is Kind.BLANK for token in inside),
    )


def _figures(draft: Draft) -> str:
    told = (draft.amount is not None, draft.percent is not None)
    return {(True, True): "both", (True, False): "amount", (False, True): "rate", (False, False): "none"}[told]


def _arithmetic(draft: Draft) -> Arithmetic:
    """Whether the rate follows from the amounts: change of what was before, part of the budget."""
    now, rate = draft.quantity.amount, draft.percent
    if now is None or rate is None:
        return "untold"
    if draft.kind == "change" and draft.amount is not None:
        before = now - draft.amount if draft.direction == "increase" else now + draft.amount
        part = draft.amount
    elif draft.kind == "completion" and draft.quantity.planned is not None:
        before, part = draft.quantity.planned, now
    else:
        return "untold"
    if before <= 0:
        return "untold"
    return "agrees" if abs(part / before * 100 - rate) <= _CLOSE else "differs"


def _explains_later(draft: Draft, inside: list[Token]) -> bool:
    return any(token.kind in (Kind.CAUSE, Kind.OPEN) and token.start >= draft.end for token in inside)
