"""Header terms and standard tables: from words as printed to canonical column paths and table types."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

from rapidfuzz import fuzz, process

from pipeline.errors import BadVocabulary
from pipeline.vocabulary.entries import FLAG, RENAMES, TABLE, TABLES, WORD, WORD_LISTS, WORDS, Kind, check_entry
from pipeline.vocabulary.script import simplified

KeyRole = Literal["ordinal", "code", "lei", "kuan", "xiang", "name", "other"]
KEY_ROLES: tuple[KeyRole, ...] = ("ordinal", "code", "lei", "kuan", "xiang", "name", "other")
FIGURES = ("预算数", "决算数", "上年预算数", "上年决算数", "调整预算数")
NEAREST = 84  # RapidFuzz ratio (0–100) below which words are other words, not a misreading

_UNIT_IN_BRACKETS = re.compile(r"\((?:金额)?(?:单位)?[::]?(?:人民币)?[百千万亿]*元\)")  # 价值(金额单位:万元); not (境)
_YEAR = re.compile(r"^(?:20\d\d年度?|本年度?|当年)(?=预算|决算|金额|执行)")  # 2024年预算数, 本年预算数; not 本年收入
_SPECKS = re.compile(r"^[^\w(%]+|[^\w)%]+$")  # what a seal or a speck leaves at the ends of a word: 支出+
_LEADING = re.compile(r"^(?:其中[::]|\d+[、.]|[一二三四五六七八九十]+、)")  # 其中：财政拨款; not 一般公共预算


@lru_cache(maxsize=100_000)
def head_key(text: str) -> str:
    """Words of a head for comparison: half width, no blanks, no quotes, no unit, no 其中.

    >>> head_key("其中：财政 拨款（万元）"), head_key("因公出国（境）费"), head_key("“三公”经费合计")
    ('财政拨款', '因公出国(境)费', '三公经费合计')
    >>> head_key("2024年预算数"), head_key("本年收入")
    ('预算数', '本年收入')
    """
    folded = "".join(unicodedata.normalize("NFKC", simplified(text)).split())
    folded = re.sub(r"[“”\"'‘’《》*:]+$|[“”\"'‘’《》*]", "", folded)
    folded = _YEAR.sub("", _LEADING.sub("", _UNIT_IN_BRACKETS.sub("", folded)))
    return _SPECKS.sub("", folded)


@dataclass(frozen=True)
class Term:
    """A head over amounts."""

    canonical: str
    printed: tuple[str, ...]
    under: tuple[str, ...]


@dataclass(frozen=True)
class TableForm:
    """One of the standard tables."""

    type: str
    titles: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]
    columns: tuple[str, ...]
    wrappers: frozenset[str]
    rename: Mapping[str, str]
    rows: tuple[str, ...]
    headerless: tuple[str, ...]
    layout: tuple[tuple[str, ...], ...]
    sides: bool
    figure_last: bool

    def path(self, heads: tuple[str, ...]) -> str:
        """The canonical path of a column whose canonical heads, top to leaf, are these."""
        kept = [h for i, h in enumerate(heads[:-1]) if h not in self.wrappers and h != heads[i + 1]] + list(heads[-1:])
        if self.figure_last and len(kept) > 1 and kept[0] in FIGURES:
            kept = [*kept[1:], kept[0]]
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
    _nearest: dict[str, str | None] = field(default_factory=dict, repr=False, compare=False)

    def role(self, text: str) -> KeyRole | None:
        """What kind of key column this head names, or None where it stands over amounts."""
        key = head_key(text)
        if key in self.keys:
            return self.keys[key]
        if key in self.terms or len(key) < 3:
            return None
        near = self._near(key)
        return self.keys.get(near) if near else None

    def term(self, text: str) -> str:
        """The canonical term for a head as printed; its own folded words where no term is near."""
        key = head_key(text)
        if key in self.terms:
            return self.terms[key].canonical
        near = self._near(key) if len(key) > 2 else None
        return self.terms[near].canonical if near and near in self.terms else key.replace("(", "（").replace(")", "）")

    def knows(self, text: str) -> bool:
        """Whether the words are a head of any kind, exactly or nearly."""
        key = head_key(text)
        return key in self.keys or key in self.terms or (len(key) > 2 and self._near(key) is not None)

    def knows_exactly(self, text: str) -> bool:
        """Whether the words are a head of any kind to the letter."""
        key = head_key(text)
        return key in self.keys or key in self.terms

    def is_amount(self, text: str) -> bool:
        """Whether the words are a head over amounts, exactly or nearly."""
        key = head_key(text)
        near = key if key in self.terms or len(key) < 3 else self._near(key)
        return near in self.terms

    def may_stand_under(self, leaf: str, heads: tuple[str, ...]) -> bool | None:
        """Whether a canonical term may have these heads above it; None where the vocabulary does not say."""
        term = self.terms.get(head_key(leaf))
        return None if term is None or not term.under or not heads else bool(set(term.under) & set(heads))

    def needs_parent(self, leaf: str) -> bool:
        """Whether a term only occurs under others."""
        term = self.terms.get(head_key(leaf))
        return term is not None and bool(term.under)

    def form(self, table_type: str) -> TableForm:
        """The standard table of this type; a bare form for `other`."""
        return next((form for form in self.forms if form.type == table_type), OTHER)

    def _near(self, key: str) -> str | None:
        if key not in self._nearest:
            found = process.extractOne(key, self._choices, scorer=fuzz.ratio, score_cutoff=NEAREST)
            self._nearest[key] = found[0] if found else None
        return self._nearest[key]

    @property
    def _choices(self) -> list[str]:
        return [key for key in (*self.keys, *self.terms) if len(key) > 2]


OTHER = TableForm("other", (), (), (), frozenset(), {}, (), (), (), False, False)


_FORM_MUST: Mapping[str, Kind] = {"type": WORD, "titles": WORDS, "columns": WORDS, "wrappers": WORDS}
_FORM_MAY: Mapping[str, Kind] = {
    "words": WORD_LISTS,
    "rename": RENAMES,
    "rows": WORDS,
    "headerless": WORDS,
    "layout": WORDS,
    "sides": FLAG,
    "figure_last": FLAG,
}


def load_columns() -> Columns:
    """Read columns.toml and tables.toml. Raises BadVocabulary, naming file, entry and what is wrong with it."""
    folder = files("pipeline.vocabulary")
    return read_columns((folder / "columns.toml").read_text("utf-8"), (folder / "tables.toml").read_text("utf-8"))


def read_columns(heads: str, tables: str) -> Columns:
    """Header terms and standard tables from the texts of columns.toml and tables.toml."""
    words, standard = _parsed(heads, "columns.toml"), _parsed(tables, "tables.toml")
    check_entry(words, "columns.toml", {"keys": TABLE, "term": TABLES}, {})
    check_entry(standard, "tables.toml", {"table": TABLES}, {})
    terms = _terms(words["term"])
    keys = _keys(words["keys"], terms)
    types = [entry.get("type") for entry in standard["table"]]
    twice = next((name for n, name in enumerate(types) if name in types[:n]), None)
    if twice is not None:
        raise BadVocabulary(f"tables.toml: type {twice} is given twice; keep one")
    columns = Columns(keys=keys, terms=terms, forms=tuple(_form(entry, terms) for entry in standard["table"]))
    _check_parents(terms, columns.forms)
    _check_paths(columns)
    return columns


def _parsed(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadVocabulary(f"{name}: no TOML: {error}") from error


def _keys(entries: dict[str, list[str]], terms: Mapping[str, Term]) -> dict[str, KeyRole]:
    check_entry(entries, "columns.toml, keys", dict.fromkeys(KEY_ROLES, WORDS), {})
    keys: dict[str, KeyRole] = {}
    for role in KEY_ROLES:
        for printed in entries[role]:
            key = head_key(printed)
            if key in keys or key in terms:
                raise BadVocabulary(f"columns.toml, keys.{role}: {printed} is given twice; keep one")
            keys[key] = role
    return keys


def _terms(entries: list[dict[str, Any]]) -> dict[str, Term]:
    terms: dict[str, Term] = {}
    for n, entry in enumerate(entries, start=1):
        where = f"columns.toml, term {entry.get('canonical', f'number {n}')}"
        check_entry(entry, where, {"canonical": WORD}, {"printed": WORDS, "under": WORDS})
        term = Term(entry["canonical"], tuple(entry.get("printed", ())), tuple(entry.get("under", ())))
        for printed in (term.canonical, *term.printed):
            key = head_key(printed)
            if key in terms and terms[key] is not term:
                raise BadVocabulary(
                    f"columns.toml: {printed} is a form of both {terms[key].canonical} and {term.canonical}"
                )
            terms[key] = term
    return terms


def _check_parents(terms: Mapping[str, Term], forms: Iterable[TableForm]) -> None:
    """A head that a term may stand under must be a canonical term or a wrapper of a table, or it never matches."""
    known = {term.canonical for term in terms.values()}.union(*(form.wrappers for form in forms))
    for term in terms.values():
        for head in term.under:
            if head not in known:
                raise BadVocabulary(
                    f"columns.toml, term {term.canonical}: under names {head}, no canonical term and no wrapper"
                )


def _check_paths(columns: Columns) -> None:
    """Paths of a table must be made of known heads, or no header ever gives them."""
    for form in columns.forms:
        for path in (*form.columns, *form.headerless, *("/".join(heads) for heads in form.layout)):
            for head in path.split("/"):
                if not columns.knows_exactly(head):
                    raise BadVocabulary(f"tables.toml, table {form.type}: path {path} holds {head}, no known head")


def _form(entry: dict[str, Any], terms: Mapping[str, Term]) -> TableForm:
    where = f"tables.toml, table {entry.get('type', 'without a type')}"
    check_entry(entry, where, _FORM_MUST, _FORM_MAY)
    wrappers = {
        terms[head_key(word)].canonical if head_key(word) in terms else head_key(word) for word in entry["wrappers"]
    }
    return TableForm(
        type=entry["type"],
        titles=tuple(head_key(title) for title in entry["titles"]),
        words=tuple(tuple(words) for words in entry.get("words", ())),
        columns=tuple(entry["columns"]),
        wrappers=frozenset(wrappers),
        rename=entry.get("rename", {}),
        rows=tuple(head_key(row) for row in entry.get("rows", ())),
        headerless=tuple(entry.get("headerless", ())),
        layout=tuple(tuple(path.split("/")) for path in entry.get("layout", ())),
        sides=entry.get("sides", False),
        figure_last=entry.get("figure_last", False),
    )
