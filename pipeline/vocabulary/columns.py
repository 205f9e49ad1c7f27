"""Header terms and standard tables: from words as printed to canonical column paths and table types."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Literal

from pipeline.vocabulary.lexicon import REMEMBERED
from pipeline.vocabulary.matcher import Matcher
from pipeline.vocabulary.script import simplified
from pipeline.vocabulary.titles import Titles

if TYPE_CHECKING:
    from pipeline.vocabulary.compositions import Compositions
from pipeline.vocabulary.doubts import Doubts

KeyRole = Literal["ordinal", "code", "lei", "kuan", "xiang", "name", "other"]
KEY_ROLES: tuple[KeyRole, ...] = ("ordinal", "code", "lei", "kuan", "xiang", "name", "other")
FIGURES = ("预算数", "决算数", "上年预算数", "上年决算数", "调整预算数")

_UNIT_IN_BRACKETS = re.compile(
    r"[(\[【〔](?:(?:金额)?单位[::][^()]*|(?:金额)?(?:单位)?(?:人民币)?[百千万亿]*元|[百千万亿]{1,2})[)\]】〕]"
    r"|(?<=.)(?:(?:金额)?单位[::](?:人民币)?|/)[百千万亿]*元$"
)  # 价值(金额单位:万元), 金额(万), 预算数【元】, 决算数单位:元, 金额/万元; not (境), (单位)
_UNIT_BEFORE = re.compile(
    r"^(?:金额)?单位[::](?:人民币)?[百千万亿]*元(?=.)"
)  # 单位:万元增减变化: the caption ran into the head
_LISTED_BY = re.compile(r"(?<=.{3})\(按[^()]*\)$")  # 支出功能分类科目（按大类）; not （按功能分类）
_YEAR = re.compile(r"^(?:20\d\d年度?|本年度?|当年)(?=预算|决算|金额|执行)")  # 2024年预算数, 本年预算数; not 本年收入
_MISREAD_YEAR = re.compile(r"^(?=(?:\D{0,2}\d){2})[^年]{3,5}年度?(?=预|决|.算)")  # 20Z4年预算数; not 2024年
_SPECKS = re.compile(r"^[^\w(%]+|[^\w)%]+$")  # what a seal or a speck leaves at the ends of a word: 支出+
_LEADING = re.compile(r"^(?:其中:|\d+[、.]|[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]{1,2}\))+")  # 其中:(1)


@lru_cache(maxsize=100_000)
def head_key(text: str) -> str:
    """Words of a head for comparison: half width, no blanks, no quotes, no unit, no 其中.

    >>> head_key("其中：财政 拨款（万元）"), head_key("因公出国（境）费"), head_key("“三公”经费合计")
    ('财政拨款', '因公出国(境)费', '三公经费合计')
    >>> head_key("2024年预算数"), head_key("本年收入")
    ('预算数', '本年收入')
    """
    folded = "".join(unicodedata.normalize("NFKC", simplified(text)).split())
    folded = _UNIT_BEFORE.sub("", folded)
    folded = re.sub(r"[“”\"'‘’《》*:]+$|[“”\"'‘’《》*]", "", folded)
    folded = _LEADING.sub("", _UNIT_IN_BRACKETS.sub("", folded))
    folded = _MISREAD_YEAR.sub("", _YEAR.sub("", folded))
    return _SPECKS.sub("", folded)


SELDOM = 0.5  # how unlikely a figure is in a column where most bodies have none
STRANGE = 1.0  # … in one where rows of its account have none


@dataclass(frozen=True)
class Term:
    """A head over amounts."""

    canonical: str
    printed: tuple[str, ...]
    under: tuple[str, ...]
    seldom: bool = False  # whether most bodies have nothing there
    accounts: tuple[str, ...] = ()  # patterns of the codes of rows that have a figure there

    def strange(self, code: str) -> bool:
        """Whether a row of this account hardly has a figure there: 30201 under 人员经费.

        A 类 or 款 of functions holds items of both kinds, so it says nothing.
        """
        family = any(pattern[0] == code[0] for pattern in self.accounts)
        whole = code[0] != "2" or len(code) == 7
        return family and whole and not any(re.match(pattern, code) for pattern in self.accounts)


@dataclass(frozen=True)
class TableForm:
    """One of the standard tables."""

    type: str
    titles: tuple[str, ...]
    columns: tuple[str, ...]
    wrappers: frozenset[str]
    rename: Mapping[str, str]
    rows: tuple[str, ...]
    headerless: tuple[str, ...]
    layout: tuple[tuple[str, ...], ...]
    sides: bool
    figure_last: bool
    wrapping: tuple[str, ...]  # words that make a bracket over heads a wrapper: …安排的“三公”经费预算
    heads: frozenset[str]  # all that may stand over its columns, canonical

    def wraps(self, head: str) -> bool:
        """Whether a head only brackets others and is no part of a path."""
        return head in self.wrappers or any(word in head for word in self.wrapping)

    def path(self, heads: tuple[str, ...]) -> str:
        """The canonical path of a column whose canonical heads, top to leaf, are these."""
        kept = [h for i, h in enumerate(heads[:-1]) if not self.wraps(h) and h != heads[i + 1]] + list(heads[-1:])
        if self.figure_last and len(kept) > 1 and kept[0] in FIGURES:
            kept = [*kept[1:], kept[0]]
        if any(word in kept[-1] for word in self.wrapping):
            kept[-1] = "合计"  # “三公”经费财政拨款预算总额
        if self.sides:  # 2016年预算数 over 合计 | 基本支出
            kept = [head for head in kept[:-1] if head not in FIGURES] + kept[-1:]
        path = "/".join(kept)
        top, _, rest = path.partition("/")
        if rest and f"{top}/*" in self.rename:
            path = self.rename[f"{top}/*"].replace("*", rest)
        return self.rename.get(path, path)


@dataclass(frozen=True)
class Columns:
    """All header terms and standard tables, with the lookups that need them."""

    keys: Mapping[str, KeyRole]  # head_key → role
    terms: Mapping[str, Term]  # head_key of every printed form → term
    forms: tuple[TableForm, ...]
    brackets: frozenset[str]  # head_key of heads that only bracket others, in some table
    matcher: Matcher = field(repr=False, compare=False)
    titles: Titles = field(repr=False, compare=False)  # of all forms
    compositions: Compositions = field(repr=False, compare=False)  # of titles that no form lists
    doubts: Doubts = field(repr=False, compare=False)  # what signs say of a cell
    _known: dict[str, str | None] = field(init=False, default_factory=dict, repr=False, compare=False)

    def known(self, text: str) -> str | None:
        """The known head (as `head_key` writes it) that these words are: to the letter, in other words or misread."""
        if text not in self._known:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[text] = self._find(text)
        return self._known[text]

    def _find(self, text: str) -> str | None:
        key = head_key(text)
        if not self.knows_exactly(key):
            key = _LISTED_BY.sub("", key)
        return key if self.knows_exactly(key) else self.matcher.nearest(key)

    def role(self, text: str) -> KeyRole | None:
        """What kind of key column this head names, or None where it stands over amounts."""
        return self.keys.get(self.known(text) or "")

    def term(self, text: str) -> str:
        """The canonical term for a head as printed; its own folded words where it is no known one."""
        known = self.known(text) or head_key(text)
        return self.terms[known].canonical if known in self.terms else own_words(known)

    def knows(self, text: str) -> bool:
        """Whether the words are a head of any kind, exactly or nearly."""
        return self.known(text) is not None

    def knows_exactly(self, text: str) -> bool:
        """Whether the words are a head of any kind to the letter."""
        key = head_key(text)
        return key in self.keys or key in self.terms or key in self.brackets

    def is_misread(self, text: str) -> bool:
        """Whether the words are a head only if they were misread: neither to the letter nor in other words."""
        key = head_key(text)
        exactly = self.knows_exactly(key) or self.knows_exactly(_LISTED_BY.sub("", key))
        return not exactly and self.matcher.rewords(key) is None and self.knows(text)

    def is_amount(self, text: str) -> bool:
        """Whether the words are a head over amounts, exactly or nearly."""
        return self.known(text) in self.terms

    def may_stand_under(self, leaf: str, heads: tuple[str, ...]) -> bool | None:
        """Whether a canonical term may have these heads above it; None where the vocabulary does not say."""
        term = self.terms.get(head_key(leaf))
        return None if term is None or not term.under or not heads else bool(set(term.under) & set(heads))

    def needs_parent(self, leaf: str) -> bool:
        """Whether a term only occurs under others."""
        term = self.terms.get(head_key(leaf))
        return term is not None and bool(term.under)

    def unlikely(self, path: Sequence[str], codes: Sequence[str]) -> float:
        """How unlikely it is that a row of these accounts has a figure under these heads: 0 where nothing speaks against it."""
        found = [term for head in path if (term := self.terms.get(self.known(head) or "")) is not None]
        strange = any(term.strange(code) for term in found for code in codes)
        return SELDOM * any(term.seldom for term in found) + STRANGE * strange

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {term: n for n, term in enumerate(dict.fromkeys(term.canonical for term in self.terms.values()))}

    def place(self, text: str) -> int | None:
        """How far to the right tables have the column of this head, among all known ones; None for one that nobody knows."""
        return self._places.get(self.term(text))

    @property
    def types(self) -> tuple[str, ...]:
        """Every type that a table may have (CONTRACT 3.2)."""
        return (*(form.type for form in self.forms), "other")

    def form(self, table_type: str) -> TableForm:
        """The standard table of this type; a bare form for `other`."""
        return next((form for form in self.forms if form.type == table_type), OTHER)


OTHER = TableForm("other", (), (), frozenset(), {}, (), (), (), False, False, (), frozenset())


def own_words(key: str) -> str:
    """A head that no entry knows, as a canonical path prints it.

    >>> own_words("出国(境)任务")
    '出国（境）任务'
    """
    return key.replace("(", "（").replace(")", "）")
