"""Which of the standard tables a grid is: by its caption, else by its heads, else by its rows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from rapidfuzz import fuzz

from pipeline.document import Line
from pipeline.tables.captions import is_furniture, is_title
from pipeline.vocabulary.columns import Columns, TableForm, head_key

ENOUGH = 4.0  # characters of a title that must fit
DECISIVE = 20.0  # characters that the telling words of a type outweigh: 三公 is no other table
MISREAD = 86  # RapidFuzz ratio (0–100) at which a title that is not contained still counts
_YEAR = re.compile(
    r"\d{4}年?度?|[一二三四五六七八九十]+、|[(（][一二三四五六七八九十\d]+[)）]|^\d+[、.]|[(（]续表?\d*[)）]|续表?\d*$"
)


_DEPARTMENT_CODE = re.compile(r"3(?:0[1-9]|1[0-3]|99)(?:\d{2})?")  # 301, 30101: 部门预算支出经济分类; not 3010
_GOVERNMENT_CODE = re.compile(r"5(?:0[1-9]|1[0-4]|99)(?:\d{2})?")  # 501, 50101: 政府预算支出经济分类
_PROJECT_NUMBER = re.compile(r"\d{15,}")  # 410711230000000008801; not an account code


def title_of(caption: Iterable[Line]) -> str | None:
    """The title among the lines of a caption: the last line that reads like one, joined if it is broken in two."""
    titles = [line.text.strip() for line in caption if is_title(line.text)]
    if titles:
        return titles[-1]
    free = [line.text.strip() for line in caption if line.text.strip() and not is_furniture(line.text)]
    return free[-1] if free else None


def type_by_title(title: str, columns: Columns) -> tuple[str, float]:
    """The table type that a title names, and how much of the title fits (characters); ("other", 0) where none does."""
    key = head_key(_YEAR.sub("", "".join(title.split())))
    best, most = "other", 0.0
    for form in columns.forms:
        fit = max([_words_fit(form, key), *(_title_fit(known, key) for known in form.titles)])
        if fit > most:
            best, most = form.type, fit
    return (best, most) if most >= ENOUGH else ("other", 0.0)


def names_table(text: str, columns: Columns) -> bool:
    """Whether a line is just the title of a standard table, perhaps with year, body and ordinal."""
    key = head_key(_YEAR.sub("", "".join(text.split())))
    return any(key == title for form in columns.forms for title in form.titles)


def _words_fit(form: TableForm, key: str) -> float:
    fits = [sum(map(len, words)) + DECISIVE for words in form.words if all(word in key for word in words)]
    return max(fits, default=0.0)


def _title_fit(title: str, key: str) -> float:
    if title in key:
        return len(title) + (2.0 if title == key else 0.0)
    if len(title) >= 5 and abs(len(key) - len(title)) < 16:
        ratio = fuzz.partial_ratio(title, key) if len(key) >= len(title) else fuzz.ratio(title, key)
        return len(title) * ratio / 100 - 1.0 if ratio >= MISREAD else 0.0
    return 0.0


def type_by_columns(paths: Collection[str], columns: Columns, used: Collection[str]) -> tuple[str, float]:
    """The type whose columns the heads share most (0–1); among equals the first the document has not had yet."""
    heads = set(paths)
    best, most = "other", 0.0
    for form in columns.forms:
        own = set(form.columns)
        shared = sum(any(path == column or path.endswith("/" + column) for path in heads) for column in own)
        fit = shared / max(min(len(own), len(heads)), 1) if shared >= min(2, len(own)) else 0.0
        fit += 0.05 * (form.type not in used) * (fit > 0)
        if fit > most + 1e-9:
            best, most = form.type, fit
    return (best, min(most, 1.0)) if most >= 0.5 else ("other", 0.0)


def type_by_rows(rows: Sequence[Sequence[str]], columns: Columns) -> tuple[str, float]:
    """The type that the rows give away: their names, or the codes they carry."""
    keys = {head_key(name) for row in rows for name in row[:2]}
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
