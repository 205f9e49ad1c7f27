"""The quantities of budgets and final accounts: indicator, fund, phase. See quantities.toml."""

from __future__ import annotations

import csv
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal, get_args

from pipeline.errors import BadVocabulary
from pipeline.vocabulary.accounts import Accounts
from pipeline.vocabulary.entries import FLAG, TABLE, TABLES, WORD, WORD_LISTS, WORDS, Kind, check_entry

Flow = Literal["income", "expenditure", "balance", "stock", "count"]

WAN: Final = "万元"
LONGEST_ID: Final = 22  # with the short name of a fund behind it, it is still a name for Stata: 32 characters
_ID = re.compile(r"[a-z][a-z0-9_]*")
_NOISE = re.compile(r"[\s“”\"'‘’「」()（）【】\[\]、，,：:;；。.．—\-]")
_ORDINAL = re.compile(
    r"^\s*(?:其中[:：]?|[一二三四五六七八九十]+、|[(（][一二三四五六七八九十\d]+[)）]|\d+[、.．](?!\d)|[①-⑳])+"
)
_KIND_OF_ACCOUNT: Final = {"2": "func", "3": "econ", "5": "gov_econ"}
_CODED = re.compile(r"(func|econ|gov_econ)_(\d{3,7})(?:_([a-z]+))?")
_FLOW: Kind = (f"one of {', '.join(get_args(Flow))}", lambda value: value in get_args(Flow))
_TEXT: Kind = ("a text", lambda value: isinstance(value, str))


@dataclass(frozen=True, slots=True)
class Fund:
    """Where the money comes from."""

    id: str
    zh: str
    en: str
    short: str  # behind an indicator's id, as the name of a column
    words: tuple[str, ...]  # folded
    within: str | None  # the fund that holds it


@dataclass(frozen=True, slots=True)
class Phase:
    """The stage of the year: budget, adjusted, final, and the same of the year before."""

    id: str
    zh: str
    en: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What expenditure is split into; of the total it is an indicator, of an account its suffix."""

    id: str
    total: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """A quantity that a researcher may ask for."""

    id: str
    zh: str
    en: str
    definition_zh: str
    definition_en: str
    flow: Flow
    unit: str = WAN
    names: tuple[str, ...] = ()  # folded
    bare: bool = False  # the name alone does not say of which fund
    one_fund: bool = False  # a report gives it for one fund, whichever
    forms: tuple[str, ...] = ()  # table types and sections where the name means it; none: anywhere


@dataclass(frozen=True, slots=True)
class Form:
    """What a standard table says of its figures."""

    type: str
    fund: str | None = None
    titled: bool = False
    plain: str | None = None
    sides: bool = False
    total: str | None = None
    part: str | None = None
    accounts: bool = False
    balance: bool = False
    items: bool = False
    titles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Quantities:
    """All of quantities.toml, and how names are compared."""

    indicators: Mapping[str, Indicator]
    funds: Mapping[str, Fund]
    phases: Mapping[str, Phase]
    parts: Mapping[str, Part]
    forms: Mapping[str, Form]
    sections: Mapping[str, str | None]
    before: tuple[str, ...]  # words before a name, and behind it, that are no part of it
    after: tuple[str, ...]
    between: tuple[str, ...]  # between a fund and the name
    wholes: frozenset[str]
    grand: frozenset[str]
    this_year: tuple[str, ...]
    neutral: frozenset[str]  # heads that say no more than that a figure stands under them
    counts: frozenset[str]  # heads over numbers of things
    changes: frozenset[str]
    _same: tuple[tuple[re.Pattern[str], str], ...] = field(repr=False)
    by_name: Mapping[str, str] = field(repr=False)
    fund_words: tuple[tuple[str, str], ...] = field(repr=False)  # (word, fund), longest first
    part_of: Mapping[str, str] = field(repr=False)
    phase_of: Mapping[str, str] = field(repr=False)

    def fold(self, name: str) -> str:
        """A name without what printers vary: ordinals, blanks, brackets, quotes, words that say the same."""
        text = unicodedata.normalize("NFKC", name)
        text = _NOISE.sub("", _ORDINAL.sub("", text))
        for pattern, instead in self._same:
            text = pattern.sub(instead, text)
        return text

    def narrower(self, one: str | None, other: str | None) -> str | None:
        """Of two funds the one that is part of the other; None where neither is. None stands for any fund."""
        if one is None or other is None or one == other:
            return one or other
        if other in self._holders(one):
            return one
        return other if one in self._holders(other) else None

    def _holders(self, fund: str) -> Iterator[str]:
        within = self.funds[fund].within
        while within:
            yield within
            within = self.funds[within].within

    def describe(self, indicator_id: str, accounts: Accounts, year: int | None = None) -> Indicator | None:
        """An indicator by its id: one of the file, or of an account; None where no such is known.

        An account that no classification lists (a region's own 项) is described by its code.
        """
        if indicator_id in self.indicators:
            return self.indicators[indicator_id]
        match = _CODED.fullmatch(indicator_id)
        if not match or (match[3] and match[3] not in self.parts):
            return None
        kind, code, part = match[1], match[2], match[3]
        named = (accounts.name_of(code, year), *accounts.names_of(code), *accounts.names_of(code[:-2]), code)
        name = next(filter(None, named))
        of_part = self.indicators[self.parts[part].total] if part else None
        zh = f"{name}（{code}）" + (f"：{of_part.zh}" if of_part else "")
        classified = {
            "func": ("支出功能分类科目", "functional"),
            "econ": ("部门预算支出经济分类科目", "economic, departmental"),
            "gov_econ": ("政府预算支出经济分类科目", "economic, governmental"),
        }[kind]
        english = _english_names()
        return Indicator(
            indicator_id,
            zh,
            f"{english.get(code) or english.get(name) or name} ({code}, {classified[1]})"
            + (f": {of_part.en}" if of_part else ""),
            f"{classified[0]} {code} {name}" + (f"中的{of_part.zh}" if of_part else "的支出"),
            f"expenditure on account {code}" + (f" that is {of_part.en}" if of_part else ""),
            "expenditure",
        )


@cache
def _english_names() -> Mapping[str, str]:
    """Names of 类 and of frequent 款 and 项, by code, or by the name that many 款 have (行政运行)."""
    text = files("pipeline.vocabulary").joinpath("accounts_english.csv").read_text("utf-8")
    return {row["account"]: row["name"] for row in csv.DictReader(text.splitlines())}


def account_id(code: str, part: str | None = None) -> str:
    """The indicator of an account, or of a part of what is spent on it.

    >>> account_id("2080505"), account_id("50201"), account_id("30101", "basic")
    ('func_2080505', 'gov_econ_50201', 'econ_30101_basic')
    """
    return f"{_KIND_OF_ACCOUNT[code[0]]}_{code}" + (f"_{part}" if part else "")


def is_account(indicator_id: str | None) -> bool:
    """Whether an indicator is one of an account.

    >>> is_account("econ_30101_basic"), is_account("three_public")
    (True, False)
    """
    return indicator_id is not None and _CODED.fullmatch(indicator_id) is not None


def unlisted(indicator_id: str) -> Indicator:
    """An indicator that nobody described: a person's correction may name one."""
    return Indicator(indicator_id, indicator_id, indicator_id, "", "", "expenditure")


def load_quantities() -> Quantities:
    """The quantities of `quantities.toml`. Raises BadVocabulary, naming the entry, where one is wrong."""
    return read_quantities(files("pipeline.vocabulary").joinpath("quantities.toml").read_text("utf-8"))


def read_quantities(text: str) -> Quantities:
    """The like from the text of such a file."""
    file = tomllib.loads(text)
    lists = ("fund", "phase", "part", "indicator", "form")
    check_entry(file, "quantities.toml", {"words": TABLE, "sections": TABLE, **dict.fromkeys(lists, TABLES)}, {})
    words = file["words"]
    given = ("before", "after", "between", "wholes", "grand", "this_year", "neutral", "counts", "changes")
    check_entry(words, "quantities.toml, words", {"same": WORD_LISTS, **dict.fromkeys(given, WORDS)}, {})
    same = tuple(_sameness(group) for group in words["same"])
    bare = Quantities({}, {}, {}, {}, {}, {}, (), (), (), frozenset(), frozenset(), (), frozenset(), frozenset(), frozenset(), same,
                      {}, (), {}, {})  # fmt: skip
    fold = bare.fold
    funds = {entry["id"]: _fund(entry, fold) for entry in file["fund"]}
    phases = {entry["id"]: _phase(entry, fold) for entry in file["phase"]}
    parts = {entry["id"]: _part(entry, fold) for entry in file["part"]}
    indicators = {entry["id"]: _indicator(entry, fold) for entry in file["indicator"]}
    _check_unique(file, indicators)
    fund_words = [(word, fund.id) for fund in funds.values() for word in fund.words]
    return Quantities(
        indicators=indicators,
        funds=funds,
        phases=phases,
        parts=parts,
        forms={entry["type"]: _form(entry, funds, parts, indicators) for entry in file["form"]},
        sections={label: fund or None for label, fund in file["sections"].items()},
        before=_longest_first(map(fold, words["before"])),
        after=_longest_first(map(fold, words["after"])),
        between=_longest_first(map(fold, words["between"])),
        wholes=frozenset(map(fold, words["wholes"])),
        grand=frozenset(map(fold, words["grand"])),
        this_year=tuple(map(fold, words["this_year"])),
        neutral=frozenset(map(fold, words["neutral"])),
        counts=frozenset(map(fold, words["counts"])),
        changes=frozenset(map(fold, words["changes"])),
        _same=same,
        by_name={name: each.id for each in indicators.values() for name in each.names},
        fund_words=tuple(sorted(fund_words, key=lambda pair: -len(pair[0]))),
        part_of={word: part.id for part in parts.values() for word in part.words},
        phase_of={word: phase.id for phase in phases.values() for word in phase.words},
    )


def _sameness(group: Sequence[str]) -> tuple[re.Pattern[str], str]:
    """Any word of a group, and the shortest of them, which stands for all."""
    words = sorted(group, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words))), min(group, key=len)


def _longest_first(words: Any) -> tuple[str, ...]:
    return tuple(sorted(filter(None, words), key=len, reverse=True))


def _fund(entry: dict[str, Any], fold: Any) -> Fund:
    where = f"quantities.toml, fund {entry.get('id')}"
    check_entry(entry, where, {"id": WORD, "zh": WORD, "en": WORD, "short": _TEXT, "words": WORDS}, {"within": WORD})
    return Fund(
        entry["id"], entry["zh"], entry["en"], entry["short"], tuple(map(fold, entry["words"])), entry.get("within")
    )


def _phase(entry: dict[str, Any], fold: Any) -> Phase:
    check_entry(
        entry,
        f"quantities.toml, phase {entry.get('id')}",
        {"id": WORD, "zh": WORD, "en": WORD, "words": WORDS},
        {},
    )
    return Phase(entry["id"], entry["zh"], entry["en"], tuple(map(fold, entry["words"])))


def _part(entry: dict[str, Any], fold: Any) -> Part:
    check_entry(entry, f"quantities.toml, part {entry.get('id')}", {"id": WORD, "total": WORD, "words": WORDS}, {})
    return Part(entry["id"], entry["total"], tuple(map(fold, entry["words"])))


def _indicator(entry: dict[str, Any], fold: Any) -> Indicator:
    where = f"quantities.toml, indicator {entry.get('id')}"
    must: dict[str, Kind] = {
        "id": WORD, "zh": WORD, "en": WORD, "definition_zh": WORD, "definition_en": WORD, "flow": _FLOW, "names": WORDS,
    }  # fmt: skip
    check_entry(entry, where, must, {"unit": WORD, "bare": FLAG, "one_fund": FLAG, "forms": WORDS})
    if not _ID.fullmatch(entry["id"]) or len(entry["id"]) > LONGEST_ID:
        raise BadVocabulary(f"{where}: the id must be a-z, 0-9 and _, at most {LONGEST_ID} characters")
    names = tuple(dict.fromkeys(map(fold, entry["names"])))
    return Indicator(**{**entry, "names": names, "forms": tuple(entry.get("forms", ()))})


def _form(
    entry: dict[str, Any], funds: Mapping[str, Fund], parts: Mapping[str, Part], indicators: Mapping[str, Indicator]
) -> Form:
    where = f"quantities.toml, form {entry.get('type')}"
    flags = dict.fromkeys(("titled", "sides", "accounts", "balance", "items"), FLAG)
    check_entry(
        entry, where, {"type": WORD},
        {"fund": WORD, "plain": WORD, "total": WORD, "part": WORD, "titles": WORDS, **flags},
    )  # fmt: skip
    for name, known in (("fund", funds), ("plain", funds), ("part", parts), ("total", indicators)):
        if entry.get(name) and entry[name] not in known:
            raise BadVocabulary(f"{where}: {name} {entry[name]} is none of {', '.join(known)}")
    return Form(**{**entry, "titles": tuple(entry.get("titles", ()))})


def _check_unique(file: Mapping[str, Any], indicators: Mapping[str, Indicator]) -> None:
    """No id twice, and no name for two quantities."""
    for kind in ("fund", "phase", "part", "indicator"):
        ids = [entry["id"] for entry in file[kind]]
        if twice := next((each for each in ids if ids.count(each) > 1), None):
            raise BadVocabulary(f"quantities.toml, {kind} {twice}: given twice; keep one")
    seen: dict[str, str] = {}
    for each in indicators.values():
        for name in each.names:
            if seen.setdefault(name, each.id) != each.id:
                raise BadVocabulary(f"quantities.toml, {each.id}: {name} is also a name of {seen[name]}")
