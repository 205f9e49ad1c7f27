"""How a statement was made, as a small record, and the score that a model gives it: of those scored 0.9, nine in ten are right."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Final, Literal

from pipeline.learning import LinearModel, load_linear, model_file
from pipeline.statements.drafts import Draft, Reading
from pipeline.statements.names import NameForms, is_money, name_forms
from pipeline.statements.tokens import Kind, tokens_between

MADE_FOR: Final = "statements 1"  # the features below; a model made for others is refused
Arithmetic = Literal["agrees", "differs", "untold"]

_UNNAMED = 0.85  # score of a claim at most whose words name no quantity of money
_VERBAL = re.compile("^(?:涉及|用于|按照|根据|超范围|每)|绩效|自评|等级|部分$")
_ODD = re.compile(r"[\x00-\x7f，。；：、]")
_LETTER = re.compile("[A-Za-z]")
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
        for name in _WORDS:
            found[f"{name}={getattr(self, name)}"] = 1.0
        for name in _COUNTED:
            found[name] = getattr(self, name) / 5
        for name in _TOLD:
            found[name] = float(getattr(self, name))
        for name, words in (("before", self.before), ("after", self.after)):
            for word in words:
                found[f"{name}:{word}"] = 1.0
        found[f"begins:{self.name[0]}"] = found[f"ends:{self.name[1]}"] = 1.0
        for other in ("source", "base_from", "figures", "reason_from"):
            found[f"{self.kind} {other}={getattr(self, other)}"] = 1.0
        return found


_TYPES: Final = {field.name: field.type for field in fields(Signs)}
_WORDS: Final = tuple(name for name, kind in _TYPES.items() if kind in ("str", "Arithmetic"))
_COUNTED: Final = tuple(name for name, kind in _TYPES.items() if kind == "int")
_TOLD: Final = tuple(name for name, kind in _TYPES.items() if kind == "bool")


def signs_of(draft: Draft, reading: Reading, said: _Sentence | None = None) -> Signs:
    """The record of a draft that is complete; `said` is its sentence, where that was read already."""
    said = said or _Sentence.of(draft, reading)
    forms, words = name_forms(reading.cues), reading.words[draft.passage - 1]
    named = {
        other.indicator for other in reading.drafts if other.passage == draft.passage and other.start < draft.start
    }
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
        reason_open=draft.reason is None and draft.kind != "share" and said.last_cause >= draft.end,
        reason_long=draft.reason is not None and len(draft.reason) > _LONG_REASON,
        reason_figures=draft.reason is not None and any(character.isdigit() for character in draft.reason),
        far=min(9, (draft.end - draft.quantity.start) // 10) if near else 9,
        rivals=min(5, len(named - {draft.indicator})),
        claims=said.claims,
        bracketed=draft.depth > 0,
        twins=bool(draft.twins),
        money=is_money(draft.indicator, forms),
        general=draft.indicator in forms.general,
        long_name=len(draft.indicator) > _LONG_NAME,
        odd_name=_ODD.search(draft.indicator) is not None,
        foreign=said.foreign,
        blanks=said.blanks,
        spare_rates=said.spare_rates,
        lack_rates=said.lack_rates,
        spare_verbs=said.spare_verbs,
        amounts=said.amounts,
        comparisons=said.comparisons,
        causes=said.causes,
        opens=said.opens,
        lines=said.lines,
        semicolons=said.semicolons,
        brackets=said.brackets,
        before=words.within(max(0, draft.start - 10), draft.start)[-2:],
        after=words.within(draft.end, draft.end + 12)[:4],
        name=(draft.indicator[:2], draft.indicator[-2:]),
    )


@dataclass(frozen=True, slots=True)
class _Sentence:
    """What a sentence holds, the same for all drafts that it makes; the fields of `Signs` of the same names."""

    last_cause: int  # where its last cue of reasons begins; -1 without one
    claims: int
    foreign: int
    blanks: bool
    spare_rates: int
    lack_rates: bool
    spare_verbs: int
    amounts: int
    comparisons: int
    causes: int
    opens: int
    lines: int
    semicolons: int
    brackets: int

    @classmethod
    def of(cls, draft: Draft, reading: Reading) -> _Sentence:
        """The sentence of a draft: figures and verbs count outside reasons only."""
        text = reading.passages[draft.passage - 1].text
        start, end = _sentence(text, draft)
        inside = tokens_between(reading.tokens[draft.passage - 1], start, end)
        beside = [d for d in reading.drafts if d.passage == draft.passage and d.sentence == draft.sentence]
        explained = any(other.reason for other in beside)
        reasons = [token.reason for token in inside if token.reason] if explained else []
        kinds = Counter(token.kind for token in inside)
        outside = Counter(
            token.kind for token in inside if not any(begin <= token.start < stop for begin, stop in reasons)
        )
        taken = sum(other.percent is not None for other in beside)
        verbs = sum(outside[kind] for kind in _VERBS) - 2 * sum(other.kind == "change" for other in beside)
        return cls(
            last_cause=max((t.start for t in inside if t.kind in (Kind.CAUSE, Kind.OPEN)), default=-1),
            claims=min(6, len(beside)),
            foreign=min(3, len(_LETTER.findall(text, start, end))),
            blanks=Kind.BLANK in kinds,
            spare_rates=min(3, max(0, outside[Kind.PERCENT] - taken)),
            lack_rates=outside[Kind.PERCENT] < taken,
            spare_verbs=min(3, max(0, verbs)),
            amounts=min(6, outside[Kind.AMOUNT]),
            comparisons=min(3, kinds[Kind.BASE]),
            causes=min(3, kinds[Kind.CAUSE]),
            opens=min(3, kinds[Kind.OPEN]),
            lines=min(10, (end - start) // 30),
            semicolons=min(6, text.count("；", start, end)),
            brackets=min(4, text.count("（", start, end)),
        )


def _sentence(text: str, draft: Draft) -> tuple[int, int]:
    start = max(text.rfind(mark, 0, draft.start) for mark in _ENDS) + 1
    return start, min((at for mark in _ENDS if (at := text.find(mark, draft.end - 1)) >= 0), default=len(text))


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
    samples, said, place = [], None, None
    for draft in reading.drafts:
        if place != (draft.passage, draft.sentence):
            said, place = _Sentence.of(draft, reading), (draft.passage, draft.sentence)
        samples.append(signs_of(draft, reading, said).sample())
    rows = model.probabilities(samples)
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
