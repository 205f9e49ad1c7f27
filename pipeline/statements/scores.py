"""How a statement was made, as a small record, and the score that a model gives it: of those scored 0.9, nine in ten are right."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Final, Literal

from pipeline.learning import LinearModel, load_linear, model_file
from pipeline.statements.drafts import Draft, Reading
from pipeline.statements.names import NameForms, is_money, name_forms
from pipeline.statements.tokens import Kind, Token, tokens_between

MADE_FOR: Final = "statements 1"  # the features below; a model made for others is refused
Arithmetic = Literal["agrees", "differs", "untold"]

_UNNAMED = 0.85  # score of a claim at most whose words name no quantity of money
_VERBAL = re.compile("^(?:涉及|用于|按照|根据|超范围|每)|绩效|自评|等级|部分$")
_CLOSE = Decimal("0.06")  # percentage points by which a rate may differ from its amounts
_LONG_NAME = 14  # characters
_LONG_REASON = 60
_ENDS = "。！"
_VERBS = (Kind.UP, Kind.DOWN, Kind.SIGNED, Kind.LOOSE)


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
    spare_rates: int  # rates of the sentence that no statement took, up to 3
    lack_rates: bool  # statements took rates from elsewhere
    spare_verbs: int  # verbs with figures beyond two a statement, up to 3
    amounts: int  # of the sentence, outside reasons, up to 6
    comparisons: int  # bases of the sentence, up to 3
    causes: int  # cues of reasons in the sentence, up to 3
    opens: int
    lines: int  # length of the sentence in 30 characters, up to 10
    semicolons: int  # up to 6
    brackets: int  # up to 4
    before: tuple[str, ...]  # the two words before it, as jieba cuts them
    after: tuple[str, ...]  # the four words behind its figures
    name: tuple[str, str]  # the two characters with which its name begins and ends

    def sample(self) -> dict[str, float]:
        """The record as features of a linear model."""
        found: dict[str, float] = {}
        for name in _NAMES:
            value = getattr(self, name)
            if name == "name":
                continue
            if isinstance(value, bool):
                found[name] = float(value)
            elif isinstance(value, int):
                found[name] = value / 5
            elif isinstance(value, tuple):
                found.update({f"{name}:{word}": 1.0 for word in value})
            else:
                found[f"{name}={value}"] = 1.0
        found |= {f"begins:{self.name[0]}": 1.0, f"ends:{self.name[1]}": 1.0}
        for one, other in (("kind", "source"), ("kind", "base_from"), ("kind", "figures"), ("kind", "reason_from")):
            found[f"{getattr(self, one)} {other}={getattr(self, other)}"] = 1.0
        return found


_NAMES: Final = tuple(field.name for field in fields(Signs))


def signs_of(draft: Draft, reading: Reading) -> Signs:
    """The record of a draft that is complete."""
    text = reading.passages[draft.passage - 1].text
    start, end = _sentence(text, draft)
    inside = tokens_between(reading.tokens[draft.passage - 1], start, end)
    forms = name_forms(reading.cues)
    beside = [d for d in reading.drafts if d.passage == draft.passage and d.sentence == draft.sentence]
    named = {d.indicator for d in reading.drafts if d.passage == draft.passage and d.start < draft.start}
    words = reading.words[draft.passage - 1]
    told = _Counts.of(inside, beside)
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
        spare_rates=min(3, max(0, told.rates - told.taken)),
        lack_rates=told.rates < told.taken,
        spare_verbs=min(3, max(0, told.verbs - 2 * sum(d.kind == "change" for d in beside))),
        amounts=min(6, told.amounts),
        comparisons=min(3, sum(token.kind is Kind.BASE for token in inside)),
        causes=min(3, sum(token.kind is Kind.CAUSE for token in inside)),
        opens=min(3, sum(token.kind is Kind.OPEN for token in inside)),
        lines=min(10, (end - start) // 30),
        semicolons=min(6, text.count("；", start, end)),
        brackets=min(4, text.count("（", start, end)),
        before=words.within(max(0, draft.start - 10), draft.start)[-2:],
        after=words.within(draft.end, draft.end + 12)[:4],
        name=(draft.indicator[:2], draft.indicator[-2:]),
    )


def _sentence(text: str, draft: Draft) -> tuple[int, int]:
    start = max(text.rfind(mark, 0, draft.start) for mark in _ENDS) + 1
    return start, min((at for mark in _ENDS if (at := text.find(mark, draft.end - 1)) >= 0), default=len(text))


@dataclass(frozen=True, slots=True)
class _Counts:
    """Figures and verbs of a sentence outside reasons, and how many rates its statements took."""

    rates: int
    taken: int
    verbs: int
    amounts: int

    @classmethod
    def of(cls, inside: list[Token], beside: list[Draft]) -> _Counts:
        explained = any(draft.reason for draft in beside)
        reasons = [token.reason for token in inside if token.reason] if explained else []
        outside = [t.kind for t in inside if not any(start <= t.start < end for start, end in reasons)]
        return cls(
            rates=outside.count(Kind.PERCENT),
            taken=sum(draft.percent is not None for draft in beside),
            verbs=sum(kind in _VERBS for kind in outside),
            amounts=outside.count(Kind.AMOUNT),
        )


def _figures(draft: Draft) -> str:
    told = (draft.amount is not None, draft.percent is not None)
    return {(True, True): "both", (True, False): "amount", (False, True): "rate", (False, False): "none"}[told]


def _arithmetic(draft: Draft) -> Arithmetic:
    """Whether the rate follows from the amounts: change of what was before, part of the budget."""
    now, before, rate = draft.current, draft.base_amount, draft.percent
    if now is None or rate is None:
        return "untold"
    part = now
    if draft.kind == "change" and draft.amount is not None:
        part = draft.amount
        if before is None:
            before = now - part if draft.direction == "increase" else now + part
    elif draft.kind == "change" and before is not None:
        part = abs(now - before)
    if before is None:
        return "untold"
    if before <= 0:
        return "untold"
    return "agrees" if abs(part / before * 100 - rate) <= _CLOSE else "differs"


def _explains_later(draft: Draft, inside: list[Token]) -> bool:
    return any(token.kind in (Kind.CAUSE, Kind.OPEN) and token.start >= draft.end for token in inside)


RIGHT: Final = "right"  # the model's class for a statement that gold has, the other one is `wrong`
_DECIMALS = 3


def load_scores() -> LinearModel:
    """The model of models/statements. Raises BadModel where it is missing, damaged or made for other signs."""
    return load_linear(model_file("statements"), MADE_FOR)


def score(reading: Reading, model: LinearModel) -> None:
    """Gives each draft its score."""
    if not reading.drafts:
        return
    right = model.classes.index(RIGHT)
    rows = model.probabilities([signs_of(draft, reading).sample() for draft in reading.drafts])
    forms = name_forms(reading.cues)
    for draft, row in zip(reading.drafts, rows, strict=True):
        likely = float(row[right])
        draft.judged = round(likely if names_its_quantity(draft, forms) else min(likely, _UNNAMED), _DECIMALS)


def names_its_quantity(draft: Draft, forms: NameForms) -> bool:
    """Whether the words name a quantity of money that a reader would know: else what is claimed is known, of what is not.

    大病起付线 and 花费 are no names of money; 涉及财政资金 holds a verb; a heading that only says 项目 names none.
    """
    name = draft.indicator
    known = draft.code is not None or is_money(name, forms) or forms.begins.match(name) is not None
    return known and not _VERBAL.search(name) and draft.quantity.source != "label"
