"""Which of the standard tables a grid is: by its caption, else by its heads, else by its rows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from pipeline.document import Line
from pipeline.tables.captions import is_furniture, is_title
from pipeline.vocabulary.columns import Columns, TableForm, head_key

DECISIVE = 20.0  # characters that the telling words of a type outweigh: 三公 is no other table
UNUSED = 0.05  # what a type is worth that the document has not had yet, among types whose columns all fit
FULLER = 0.005  # … each column that fits
CONTAINED = 0.9  # how sure a title is that holds a known one among other words
OWN = 0.4  # weight of a form's columns that the heads have, against the heads that the form has
BELIED = 0.5  # share of its columns below which a table is not what its title holds, if the heads name another
MISREAD = 0.95  # how sure a whole title is that was misread
NATS = 4.0  # of misreading, by which a title fits a character less
_YEAR = re.compile(
    r"\d{4}年?度?|[一二三四五六七八九十]+、|[(（][一二三四五六七八九十\d]+[)）]|^\d+[、.]|[(（]续表?\d*[)）]|续表?\d*$"
)
_JOINED = re.compile(r"[与和及、]$")  # 财力与 before 支出总表: the title names more than that
_JOINED_PART = re.compile(r"(?<!收入)[与和及、](?:收入|支出)")  # 财力与支出总表; not 收入与支出总表
_NUMBER = re.compile(
    r"^(?:(?:公开|附)?表[一二三四五六七八九十\d]{1,3}|(?:公开|附|预算|决算)\d{1,2}表)[:、.]?(?=\D)"
)  # 表七:, 公开05表; not 三公经费
_BODY = re.compile(
    r"^.*(?:局|委员会|委|中心|办公室|办事处|处|站|所|院|学校|厅|馆|政府|队|协会|联合会)(?:\(?本级\)?|机关)?"
    r"(?=部门|单位|预算|决算|收入|收支|支出|财政拨款|一般公共|公共财政|政府性|国有资本|基本|项目|三公|整体)"
)  # 清溪县国有资产管理局 before 收支总表: what a body does is no table; not 所属单位情况表
_FIGURE = re.compile(r"(?:预算数|决算数|金额)$")  # what a column of amounts without more is headed

_DEPARTMENT_CODE = re.compile(r"3(?:0[1-9]|1[0-3]|99)(?:\d{2})?")  # 301, 30101: 部门预算支出经济分类; not 3010
_GOVERNMENT_CODE = re.compile(r"5(?:0[1-9]|1[0-4]|99)(?:\d{2})?")  # 501, 50101: 政府预算支出经济分类
_CODE = re.compile(r"\d{3,7}")  # 30217 before 公务接待费: an account, not an item of 三公
_PROJECT_NUMBER = re.compile(r"\d{15,}")  # 410711230000000008801; not an account code


def title_of(caption: Iterable[Line]) -> str | None:
    """The title among the lines of a caption: the last line that reads like one, joined if it is broken in two."""
    titles = [line.text.strip() for line in caption if is_title(line.text)]
    if titles:
        return titles[-1]
    free = [line.text.strip() for line in caption if line.text.strip() and not is_furniture(line.text)]
    return free[-1] if free else None


@dataclass(frozen=True, slots=True)
class Named:
    """What a title says of a table: its type, how many characters fit, and how sure the words alone make it (0–1)."""

    type: str
    fit: float
    sure: float


UNNAMED = Named("other", 0.0, 0.0)


def type_by_title(title: str, columns: Columns) -> Named:
    """The table type that a title names; `UNNAMED` where it names none.

    A title of the list, perhaps misread; else the words that tell a type; else what it is built of; else a title of the
    list that it ends in.
    """
    key = _BODY.sub("", _NUMBER.sub("", head_key(_YEAR.sub("", "".join(title.split())))))
    held = next((held for held in columns.titles.held(key) if not _JOINED.search(key[: held.start])), None)
    mended = key[: held.start] + held.title + key[held.end :] if held else key
    told = max((_by_words(form, mended) for form in columns.forms), key=lambda named: named.fit, default=UNNAMED)
    built = max((_built(form, mended) for form in columns.forms), key=lambda named: named.fit, default=UNNAMED)
    if held is None:
        return told if told.fit else built
    whole = held.end - held.start == len(key)
    fit = len(held.title) - held.nats / NATS + (2.0 if whole else 0.0)
    named = Named(columns.titles.types[held.title], fit, (MISREAD if held.nats else 1.0) if whole else CONTAINED)
    if told.fit:
        said = _by_words(columns.form(told.type), held.title).type != "other"  # 绩效目标, in 整休绩效目标表 too
        return named if said or fit > told.fit else told
    parts = built.fit and not whole and (held.nats == 0 or built.fit > fit)
    return built if parts else named


def _built(form: TableForm, key: str) -> Named:
    """What the parts of a title that is in no list make of it: 财政拨款 and 收支, whatever stands between and behind."""
    if not key.endswith("表") or _JOINED_PART.search(key):
        return UNNAMED
    fits = [sum(map(len, words)) for words in form.built if all(word in key for word in words)]
    return Named(form.type, max(fits), CONTAINED) if fits else UNNAMED


def names_table(text: str, columns: Columns) -> bool:
    """Whether a line is just the title of a standard table, perhaps with year and ordinal, perhaps misread."""
    key = head_key(_YEAR.sub("", "".join(text.split())))
    return columns.titles.is_title(key)


def _by_words(form: TableForm, key: str) -> Named:
    """What the telling words of a form make of a title, if it has all of one of their lists."""
    fits = [sum(map(len, words)) + DECISIVE for words in form.words if all(word in key for word in words)]
    return Named(form.type, max(fits), 1.0) if fits else UNNAMED


def type_of(
    title: str | None,
    heads: Collection[Sequence[str]],
    rows: Sequence[Sequence[str]],
    columns: Columns,
    used: Collection[str],
) -> tuple[str, float]:
    """The type of a table and how sure it is (0–1): its title, unless that only holds a known one and the heads belie it.

    heads: the heads of each column, top to leaf; used: the types that the document has had.
    """
    named = type_by_title(title, columns) if title else UNNAMED
    by_heads = type_by_heads(heads, columns, used)
    if named.type != "other":
        _, own = _shared(columns.form(named.type), heads, columns)
        if named.sure <= CONTAINED and own < BELIED and by_heads[1] >= 1.0:  # 财力与支出总表 over 收入 and 支出
            return by_heads[0], CONTAINED / 2
        return named.type, named.sure
    return by_heads if by_heads[0] != "other" else type_by_rows(rows, columns)


def type_by_heads(heads: Collection[Sequence[str]], columns: Columns, used: Collection[str]) -> tuple[str, float]:
    """The type whose columns the heads share most (0–1); among equals the first the document has not had yet."""
    best, most = "other", 0.0
    for form in columns.forms:
        shared, fit = _shared(form, heads, columns)
        if shared < min(2, len(form.columns)):
            continue
        fit += UNUSED * (form.type not in used) + FULLER * shared
        if fit > most + 1e-9:
            best, most = form.type, fit
    return (best, min(most, 1.0)) if most >= 0.5 else ("other", 0.0)


def _shared(form: TableForm, heads: Collection[Sequence[str]], columns: Columns) -> tuple[int, float]:
    """How many columns of a form the heads have, and how well they fit (0–1).

    Both count: the share of its columns, or of as many as there are heads, and the share of the heads that it has.
    """
    amounts = {tuple(column) for column in heads if column and columns.role(column[-1]) in (None, "other")}
    terms = {column: tuple(map(columns.term, column)) for column in amounts}
    both = {column: ("/".join(heads), form.path(heads)) for column, heads in terms.items()}
    paths = {path for pair in both.values() for path in pair}
    own = {_FIGURE.sub("数", path) for path in form.columns}
    shared = {column for path in paths for column in own if _holds(_FIGURE.sub("数", path), column)}
    told = [
        column
        for column in amounts
        if any(_holds(_FIGURE.sub("数", path), one) for one in own for path in both[column])
    ]
    least = max(min(len(own), len(amounts)), 1)
    return len(shared), OWN * min(len(shared) / least, 1.0) + (1 - OWN) * len(told) / max(len(amounts), 1)


def _holds(path: str, column: str) -> bool:
    """Whether a path is that of a column, ends with it, or is a part of it: 基本支出/小计."""
    return path == column or path.endswith("/" + column) or path.startswith(column + "/")


def type_by_rows(rows: Sequence[Sequence[str]], columns: Columns) -> tuple[str, float]:
    """The type that the rows give away: their names, or the codes they carry."""
    names = {head_key(name) for row in rows if not any(map(_CODE.fullmatch, row[:2])) for name in row[:2]}
    keys = names | {head_key(columns.term(name)) for name in names}
    own_and_government = sum(
        any(_DEPARTMENT_CODE.fullmatch(text) for text in row) and any(_GOVERNMENT_CODE.fullmatch(text) for text in row)
        for row in rows
    )
    if own_and_government * 2 > len(rows):
        return "economic_classification", 0.6
    if sum(any(_PROJECT_NUMBER.fullmatch(text) for text in row) for row in rows) >= 3:
        return "performance_project", 0.5
    for form in columns.forms:
        if form.rows and len(keys & set(form.rows)) >= 2:
            return form.type, 0.6
    return "other", 0.0
