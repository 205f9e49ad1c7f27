"""What is known at a place of a section: the quantity spoken of, the base that it is compared with, the drafts.

Most clauses leave something out; what they leave out is here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from pipeline.statements.cursor import Cursor
from pipeline.statements.drafts import BaseFrom, Direction, Draft, DraftBase, Kind, Quantity
from pipeline.statements.levels import set_levels
from pipeline.statements.names import Name, is_money, name_forms, read_name, same_name, title_name
from pipeline.statements.tokens import Base, Found, Token, tokens_between
from pipeline.statements.tokens import Kind as Word
from pipeline.vocabulary.cues import Cues

_SHORT_NAME: Final = 12  # characters
_EACH_OF: Final = re.compile("(?:均|都|各)(?:为|是|安排|支出)?$")
_LONGEST_TITLE: Final = 24
_COUNTED: Final = re.compile(r"(?:为|达|共|约|有)*\d")
_TITLE_OF: Final = re.compile(r"^项目(?:名称：?|[一二三四五六七八九十]{1,2}：)|^[一二三四五六七八九十]是")
FIGURES: Final = (Word.AMOUNT, Word.PERCENT, Word.POINTS, Word.RANGE)


@dataclass(slots=True)
class Bracket:
    quantity: Quantity | None
    word: int
    drafts: int


@dataclass
class Context(Cursor):
    """The state of reading one section; mutable, private to this package."""

    item: Quantity | None = None  # what the numbered paragraph speaks of
    quantity: Quantity | None = None  # what is being spoken of
    known: list[Quantity] = field(default_factory=list)
    linked: set[int] = field(default_factory=set)  # sentences that go on with 其中
    pending: tuple[Found, Token] | None = None  # a base that waits for its verb in this clause
    front: Found | None = None  # a base set for the whole sentence
    compared: Decimal | None = None  # the base's own amount: 比上年402万元
    listed: Base | None = None  # the budget that an item of this list was compared with, for the items after it
    strange: bool = False  # the clause compares something that is no money
    alien: bool = False  # 其中 divides such a one
    foreign: bool = False  # the last amount of the sentence is no money of the body: 查补税款3120万元
    each: bool = False  # 分别, 均 stood in this clause
    parent: Quantity | None = None  # what 其中 divides
    whole: Quantity | None = None  # what 其中 divided in the sentence before
    divided: Quantity | None = None  # what a list after 主要用于以下方面： or …中， divides
    about: str = ""  # the quantity that a pointer of this sentence named: …减少的原因是…；比上年减少的原因是…
    target: list[Draft] = field(default_factory=list)  # what a reason later in this clause is for
    aimed: list[Draft] = field(default_factory=list)  # the same of the clause before
    forward: str | None = None  # a reason that stands before its figures
    brief: bool = False  # it is for the next figures only
    brackets: list[Bracket] = field(default_factory=list)

    @property
    def cues(self) -> Cues:
        return self.reading.cues

    @property
    def drafts(self) -> list[Draft]:
        return self.reading.drafts

    # --- passages, sentences, clauses

    def open_passage(self, number: int) -> None:
        """Sets the context to the beginning of a passage."""
        self.move(number)
        passage = self.passage
        self.parent, self.whole, self.brackets = None, None, []
        self._sentence_ends()
        if passage.numbered:
            title = title_name(self.text, name_forms(self.cues))
            self.item = Quantity(title, "item", start=0) if title else None
        elif self.quantity and self.quantity.source == "clause" and not self.item:
            self.quantity.source = "sentence"
        if passage.numbered or not (self.quantity and self._goes_on()):
            self.quantity = self.item or self.reading.subject or self.quantity
        for quantity in (*self.known, *([self.quantity] if self.quantity and self.quantity is not self.item else [])):
            quantity.start = -1

    def boundary(self, token: Token) -> None:
        """，：； or 。"""
        self._take_divided(token)
        first, plain = self.marks.clause, self.marks.word == self.marks.clause and not self.brackets
        self.marks.word = self.marks.clause = token.end
        if token.kind in (Word.COMMA, Word.COLON):
            if self.pending:
                self.front = self.pending[0]
            self._clause_ends()
        elif token.kind is Word.SEMICOLON:
            self._keep_listed_base()
            self._segment_ends()
        elif not self.brackets:
            self.marks.sentence = token.end
            self._sentence_ends()
            if self.parent and self.quantity and not self._was_compared(self.quantity):
                self.quantity = self.parent  # 其中：…，占20.00%。较上年减少: of the whole
            self.whole, self.parent = self.parent, None
        if token.kind is not Word.SEMICOLON and (plain or self._holds_only_rates(first, token.start)):
            self._take_topic(first, token, plain=plain)

    def _take_divided(self, token: Token) -> None:
        """X万元，按功能分： and “三公”经费决算中，: the list behind divides what was named."""
        if token.kind is Word.COLON and self.quantity and self.quantity.start >= self.marks.sentence:
            self.divided = self.quantity
        elif token.kind is Word.COMMA and self.text[token.start - 1] == "中":
            name = read_name(self.text[self.marks.clause : token.start - 1], name_forms(self.cues)).text
            named = [known for known in self.known if name and known.name == name]
            self.divided = named[-1] if named else self.divided

    def _sentence_ends(self) -> None:
        self.place.sentence += 1
        self.divided, self.foreign, self.alien = None, False, False
        self.front, self.listed, self.about = None, None, ""
        self._segment_ends()

    def _segment_ends(self) -> None:
        self.place.segment += 1
        self.forward = self.compared = None
        self._clause_ends()
        self.aimed = []

    def _clause_ends(self) -> None:
        self.place.clause += 1
        self.aimed = self.target
        self.pending, self.each, self.strange, self.target = None, False, False, []

    def inside(self, token: Token) -> None:
        """其中: what follows are parts of what is being spoken of, compared with the same base."""
        if token.text == "其中":
            self.alien = self.alien or self.foreign
            self.parent = self.parent or self.quantity
            if self.marks.sentence == token.start:
                self.linked.add(self.place.sentence)
                last = self.last_here()
                if last and last.kind == "change" and last.base != "total":
                    self.front = last.base
            self.marks.word = token.end

    def left(self, token: Token) -> None:
        self.brackets.append(Bracket(self.quantity, self.marks.word, len(self.drafts)))
        self.marks.word = token.end

    def right(self, token: Token) -> None:
        """Closes a bracket: what stood before it is spoken of again; one without figures is part of the name."""
        if not self.brackets:
            return
        bracket = self.brackets.pop()
        figures = any(t.kind in FIGURES and bracket.word <= t.start < token.start for t in self.behind())
        self.marks.word = token.end if figures else bracket.word
        if len(self.drafts) == bracket.drafts or self.quantity is not bracket.quantity:
            self.quantity = bracket.quantity

    def _goes_on(self) -> bool:
        """Whether a passage opens with a comparison or a reason and so speaks of what the one before it spoke of."""
        first = self.tokens[0] if self.tokens else None
        if first is None or self.words_say(first.start):
            return False
        if first.kind is Word.BASE:
            return not first.text.endswith(self.cues.comparison["closing"])
        return first.kind in (Word.RELATION, Word.CAUSE, Word.OPEN, Word.UP, Word.DOWN, Word.COMPLETION, Word.SHARE)

    def words_say(self, until: int) -> bool:
        return bool(self.name_before(until).text)

    def last_here(self) -> Draft | None:
        """The last draft, if it stands in this passage."""
        last = self.drafts[-1] if self.drafts else None
        return last if last and last.passage == self.place.passage else None

    # --- quantities

    def _was_compared(self, quantity: Quantity) -> bool:
        return any(draft.quantity is quantity and draft.kind != "share" for draft in self.drafts)

    def spoken(self, quantity: Quantity) -> bool:
        """Whether something was said of a quantity."""
        return any(draft.quantity is quantity for draft in self.drafts)

    def subject_in_clause(self) -> bool:
        return self.quantity is not None and self.quantity.start >= self.marks.clause

    def name_before(self, until: int) -> Name:
        """The name in the words since the last token, without any consequence."""
        words = self.words.within(self.marks.word, until)
        return read_name(self.text[self.marks.word : until], name_forms(self.cues), words)

    def take_name(self, until: int, *, rate: bool = False) -> Name:
        """The name in the words since the last token; from now on it is what is being spoken of.

        Before a mere `rate` only a name of money counts: anything else may have one too.
        """
        name = self.name_before(until)
        if rate and name.text and not (is_money(name.text, name_forms(self.cues)) or name.text in self.cues.pairs):
            return replace(name, other=True)
        if not name.text or self._says_nothing(name):
            return Name("", name.role, name.other)
        if not name.other:
            self.foreign = False
            names = self.cues.pairs.get(name.text) or name.several
            start = self.marks.word
            self.quantity = Quantity(
                name.text,
                "clause",
                names=tuple(names),
                start=start,
                passage=self.place.passage,
                year=self.year_at(until),
            )
            self.known.append(self.quantity)
        return name

    def _holds_only_rates(self, start: int, until: int) -> bool:
        """公务接待费按不超过公用经费2%的比例控制: figures of the clause say nothing of its quantity."""
        if self.brackets:
            return False
        inside = tokens_between(self.behind(), start, until)
        return bool(inside) and all(token.kind in (Word.PERCENT, Word.EACH) for token in inside)

    def _take_topic(self, start: int, mark: Token, *, plain: bool) -> None:
        """A clause without a quantity's figures that opens with one: 公务接待费降幅最大，决算数为…; 甲项目：年初预算…."""
        forms, until = name_forms(self.cues), mark.start
        if self.text[:start].rstrip("：").endswith(self.cues.reason["purposes"]):
            return  # 主要用于：文化产业扶持支出。年初预算为0: what the money is for
        reviewed = forms.reviewed.match(self.text, start, until)
        known = (pattern.match(self.text, start, until) for pattern in (forms.path, forms.coded, forms.topic))
        topic = reviewed or next(filter(None, known), None)
        name = (
            Name(reviewed[1])
            if reviewed
            else read_name(topic[0], forms, self.words.within(start, until))
            if topic
            else Name("")
        )
        if not topic and self._counts_others(start, until):
            self.foreign = True
        elif plain and not topic and self._heads_amounts(start, mark):
            title = _TITLE_OF.sub("", self.text[start:until])
            self.quantity = Quantity(read_name(title, forms).text or title, "sentence", start=start)
        elif topic and name.text and not self._says_nothing(name):
            if self.item and start == 0 and self.item.name.startswith(name.text):
                return  # the item's own title, of which this is the beginning
            whole = self.quantity.amount if self.quantity and topic[0].startswith(("全", "均为")) else None
            self.quantity = Quantity(name.text, "sentence", amount=whole, names=name.several, start=start)

    def _counts_others(self, start: int, until: int) -> bool:
        """公务用车保有量21辆, 年接诊量4,100人次: what the clauses behind compare is no money."""
        figure = _COUNTED.search(self.text, start, until)
        return figure is not None and read_name(self.text[start : figure.start()], name_forms(self.cues)).other

    def _heads_amounts(self, start: int, mark: Token) -> bool:
        """档案数字化，全年预算30.00万元，支付…: whether a clause is the name of what the next one gives budget and amount."""
        forms = name_forms(self.cues)
        words = _TITLE_OF.sub("", self.text[start : mark.start])
        purposes = self.cues.reason["purposes"]
        if words.startswith(purposes) or self.text[:start].rstrip("：").endswith(purposes):
            return False  # 主要用于：人员支出。全年预算…: what the money is for
        if not 3 <= len(words) <= _LONGEST_TITLE or any(c.isdigit() for c in words) or mark.kind is Word.SEMICOLON:
            return False
        figure = self.tokens[self.at] if self.at < len(self.tokens) else None
        if figure is None or figure.kind is not Word.AMOUNT:
            return False
        between = read_name(self.text[mark.end : figure.start], forms)
        bare = between.role == "planned" and (not between.text or between.text in forms.general)
        opens = start == 0 or self.text[start - 1] in "：。；"
        return bare and opens and not is_money(between.text, forms)

    def _says_nothing(self, name: Name) -> bool:
        """Whether a general word (支出, 费用) stands for the special quantity already spoken of."""
        now, forms = self.quantity, name_forms(self.cues)
        if now is None or name.text not in forms.general:
            return False
        special = now.name.endswith(forms.special)
        if name.role != "planned" and now.planned is not None and now.amount is None and name.text in forms.achieved:
            return True  # 教育支出年初预算5万元，实际支出4万元
        if name.text.startswith("项目"):
            return name.text == "项目" and now.name.endswith("项目")
        if name.role == "actual":
            return now.amount is None or special
        return special and not (name.role == "planned" and now.planned is not None)

    def take_amount(self, value: Decimal | None, until: int) -> None:
        """An amount that no verb takes: that of the name before it, or of the quantity spoken of."""
        if name_forms(self.cues).earlier.fullmatch(self.text, self.marks.word, until):
            if self.quantity:  # 上年决算7.5万元: no amount of what is spoken of now
                self.quantity.before = value
                self.front = self.front or "prior_year"
            return
        name = self.take_name(until)
        self.foreign = name.other
        if self.quantity is None or name.other or value is None:
            return
        if name.role == "planned" and not name.text and self._of_another_year(self.quantity, value, until):
            return
        if name.role == "planned":
            self.quantity.planned = value
            initial = "年初" in self.text[self.marks.word : until]
            self.quantity.budget = "initial_budget" if initial else "annual_budget"
            self.quantity.budgets[self.quantity.budget] = value
        elif self._of_another_year(self.quantity, value, until):
            return
        elif self.quantity.amount is None or name.role == "actual" or name.text:
            self._give_amount(self.quantity, value, until)
        if self.quantity.year is None:
            self.quantity.year = self.year_at(until)
        if self.item and self.item.amount is None and same_name(self.item.name, self.quantity.name):
            self.item = self.quantity

    def _give_amount(self, quantity: Quantity, value: Decimal, until: int) -> None:
        quantity.amount = value
        if quantity.names and _EACH_OF.search(self.text, self.marks.clause, until):
            quantity.amounts = (value,) * len(quantity.names)  # 会议费、培训费均为2万元
        for draft in self.drafts:
            if draft.quantity is quantity and draft.current is None and draft.sentence == self.place.sentence:
                draft.current = value  # 接待费减少0.14万元，为0.86万元

    def _of_another_year(self, quantity: Quantity, value: Decimal, until: int) -> bool:
        """接待费2023年决算5.24万元、2022年决算6.03万元; also the year before first: 2024年为6.03万元，2025年为5.24万元."""
        named = self.year_at(until)
        if named is None or quantity.year is None or self.year_at(self.marks.word - 1) == named:
            return False
        if named == quantity.year - 1:
            quantity.before = value
            self.front = self.front or "prior_year"
            return True
        if named == quantity.year + 1 and quantity.amount is None and quantity.planned is not None:
            quantity.amount, quantity.budgets = quantity.planned, {}
        if named == quantity.year + 1 and quantity.amount is not None:
            quantity.before, quantity.amount, quantity.planned, quantity.year = quantity.amount, value, None, named
            return True
        return False

    def amount_of(self, quantity: Quantity, *, achieved: bool) -> Decimal | None:
        """The quantity's amount as given with it, or earlier in the section under the same name."""
        for known in (quantity, *reversed(self.known)):
            if quantity.name in known.names and len(known.names) == len(known.amounts):
                return known.amounts[known.names.index(quantity.name)]
            if known.name in (quantity.name, quantity.name + "支出") or known is quantity:
                if known.amount is not None:
                    return known.amount
                if known.planned is not None and not achieved:
                    return known.planned
        return None

    def names_base(self, until: int) -> bool:
        """比上年预算收支增加: whether the words are the base's own noun, shorter than the name of what is spoken of."""
        if not (self.pending and self.quantity):
            return False
        name = self.name_before(until).text
        return bool(name) and len(name) < len(self.quantity.name) and same_name(name, self.quantity.name)

    # --- bases

    def take_base(self, token: Token) -> None:
        """A base: it waits for its verb; words before it may name the quantity."""
        name, forms = self.name_before(token.start), name_forms(self.cues)
        if is_money(name.text, forms) or name.text in self.cues.pairs or self._is_topic(name):
            self.take_name(token.start)
        elif self.whole and token.start == self.marks.sentence and self._is_compared(token.base):
            self.quantity = self.whole  # 其中A减少…，B减少…。比2023年执行数减少: the whole, B has its change
        self.strange = name.other
        if token.base:
            before = self.pending
            joined = before and self.text[before[1].end : token.start] in ("、", "和", "及", "以及")
            if joined and before and before[0] != "itself" and before[0] != token.base:
                token.also = before[0]  # 与2021年度、与年初预算均无差异
            self.pending = (token.base, token)
            self.compared = None
        self.marks.word = token.end

    def _is_compared(self, base: Found | None) -> bool:
        """Whether the quantity spoken of was compared with such a base in the sentence before."""
        last = self.last_here()
        return last is not None and last.quantity is self.quantity and (last.kind, last.base) == ("change", base)

    def _is_topic(self, name: Name) -> bool:
        """Whether a name that no list knows is what changes: the clause opens with it and goes on 较上年增加3万元."""
        opens = self.marks.word == self.marks.clause and 2 <= len(name.text) <= _SHORT_NAME and not name.other
        kinds = [token.kind for token in self.tokens[self.at : self.at + 2]]
        return opens and len(kinds) == 2 and kinds[0] in (Word.UP, Word.DOWN) and kinds[1] is Word.AMOUNT

    def base(self, *, money: bool = False) -> Found:
        """The base of a comparison that is read now: its clause's, its sentence's, else the year before.

        An item of a list with an amount (`money`) is compared with the budget that an item before it was compared with.
        """
        if self.pending:
            return self.pending[0]
        return self.front or (self.listed if money else None) or "prior_year"

    def _keep_listed_base(self) -> None:
        last = self.last_here()
        if last and last.kind == "change" and last.stated_base and last.segment == self.place.segment:
            self.listed = last.base if last.base in ("initial_budget", "annual_budget") else None

    def _base_from(self, base: DraftBase) -> BaseFrom:
        if self.pending:
            return "clause"
        return "sentence" if self.front else "list" if self.listed == base else "nowhere"

    # --- drafts

    def add(
        self, kind: Kind, base: DraftBase, direction: Direction | None, amount: Decimal | None, percent: Decimal | None,
        start: int, end: int, indicator: str = "",
    ) -> Draft | None:  # fmt: skip
        """A new draft about the quantity spoken of; None where none is."""
        quantity = self.quantity
        if quantity is None or self.foreign or self.alien:
            return None
        named_here = quantity.start >= self.marks.sentence and not self.spoken(quantity)
        begin = quantity.start if named_here else self.marks.clause
        place = self.place
        draft = Draft(
            kind, quantity, indicator or quantity.name, base, direction, amount, percent, min(begin, start), end,
            place.passage, place.sentence, place.segment, place.clause,
            depth=len(self.brackets), whole=self.parent, base_from=self._base_from(base),
            reason=self.forward if kind != "share" else None, reason_from="before" if self.forward else "none",
        )  # fmt: skip
        set_levels(self, draft, self.tokens[self.at - 1].text)
        self.drafts.append(draft)
        return draft
