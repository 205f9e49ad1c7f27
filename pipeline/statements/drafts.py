"""What is known while a section is read: quantities with their amounts, statements still to be completed, the section itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from pipeline.statements.passages import Passage
from pipeline.statements.tokens import Base, Token, Words
from pipeline.vocabulary.cues import Cues

Kind = Literal["change", "completion", "share"]
Direction = Literal["increase", "decrease", "flat", "above", "below", "equal"]
DraftBase = Base | Literal["total"]
BaseFrom = Literal["clause", "sentence", "list", "nowhere"]
ReasonFrom = Literal["none", "pointed", "beside", "behind", "before", "purpose"]
Source = Literal["clause", "sentence", "item", "section", "label"]

CERTAINTY: dict[Source, float] = {"clause": 0.97, "sentence": 0.93, "item": 0.9, "section": 0.8, "label": 0.65}


@dataclass(eq=False, slots=True)
class Quantity:
    """Something that has an amount; compared by identity, for two items may bear one name."""

    name: str
    source: Source
    amount: Decimal | None = None  # what came about, or the one amount there is
    planned: Decimal | None = None
    budget: Base | None = None  # which budget `planned` is of
    names: tuple[str, ...] = ()  # more than one where the words stand for several
    amounts: tuple[Decimal, ...] = ()  # one for each of `names`: 甲、乙分别为3万元、1万元
    before: Decimal | None = None  # that of the year before, where it is printed
    budgets: dict[DraftBase, Decimal] = field(default_factory=dict)  # each budget that is printed of it
    budgeted: tuple[Decimal, ...] = ()  # one for each of `names`
    start: int = -1  # of its words in the passage being read; -1 from elsewhere
    passage: int = 0  # in which it was named
    year: int | None = None  # the year last named before it, outside comparisons


@dataclass(eq=False, slots=True)
class Draft:
    """A statement on its way."""

    kind: Kind
    quantity: Quantity
    indicator: str
    base: DraftBase
    direction: Direction | None
    amount: Decimal | None
    percent: Decimal | None
    start: int  # span in the passage
    end: int
    passage: int  # numbers of passage, sentence, segment (；) and clause in which it stands
    sentence: int
    segment: int
    clause: int
    depth: int = 0  # of the brackets in which it stands
    whole: Quantity | None = None  # of which 其中 makes this a part
    base_from: BaseFrom = "clause"
    reason: str | None = None
    reason_from: ReasonFrom = "none"
    open_sign: bool = False  # 减少（增加）3万元: which of the two is left open
    current: Decimal | None = None  # the quantity's own amount, 万元
    base_amount: Decimal | None = None  # the one that it is compared with
    whole_name: str | None = None  # what a share is a share of, where the words say so
    judged: float | None = None  # score of the model
    code: str | None = None  # of the account it is about
    twins: list[Draft] = field(default_factory=list)  # said in the same words of another quantity

    @property
    def stated_base(self) -> bool:
        return self.base_from in ("clause", "sentence")

    @property
    def score(self) -> float:
        """How likely it is right; roughly so, by where its quantity and its base stand, until the model has judged."""
        if self.judged is not None:
            return self.judged
        return round(CERTAINTY[self.quantity.source] - 0.07 * (self.kind == "change" and not self.stated_base), 2)

    def takes_reason(self) -> bool:
        """A reason that only says what the money is for gives way to a real one."""
        return (self.reason is None or self.reason_from == "purpose") and self.kind != "share"


@dataclass(slots=True)
class Reading:
    """A section on its way; travels with its spaCy Doc as `doc._.reading`, and each component adds to it."""

    cues: Cues
    subject: Quantity | None  # what the section speaks of
    printed: str  # the section's text
    year: int | None  # that the document is about
    passages: tuple[Passage, ...]
    earlier: tuple[Draft, ...] = ()  # of the sections before this one
    words: list[Words] = field(init=False)  # of each passage, from the Doc; empty where it compares nothing
    tokens: list[list[Token]] = field(init=False)  # of each passage, from `clauses`
    years: list[list[tuple[int, int | None]]] = field(init=False)  # of each passage, from `bases`: place, year
    drafts: list[Draft] = field(default_factory=list)  # from `comparisons`, in order

    def __post_init__(self) -> None:
        self.words = [Words(passage.text) for passage in self.passages]
        self.tokens = [[] for _ in self.passages]
        self.years = [[] for _ in self.passages]

    @property
    def folded(self) -> str:
        """The text of the Doc: the passages, one a line."""
        return "\n".join(passage.text for passage in self.passages)
