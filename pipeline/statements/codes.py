"""Which account of the 政府收支分类科目 a statement is about: from a printed code, a path of 类, 款 and 项, or a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.statements.drafts import Draft, Reading
from pipeline.statements.names import code_of
from pipeline.vocabulary.accounts import Accounts

_LEVEL = re.compile(  # 政府办公厅（室）及相关机构事务（款）; the name may hold brackets of its own
    r"((?:[^，。；：（）\d\s]|（[^类款项（）]{1,6}）){2,40})（([类款项])）"
)
_MARKED = ("（类）", "（款）", "（项）")
_LENGTHS = {"类": 3, "款": 5, "项": 7}
_LONGEST_LEAD = 8  # characters before an account's name that may be no part of it: 用于教育支出（类）
_CODE = r"(?<!\d)(\d{7}|\d{5}|\d{3})(?!\d)"
_AFTER = re.compile(rf"(?:（[类款项]）)?[，（]?(?:代码|科目编码|编码)?{_CODE}(?:）|，|：|$)")
_BEFORE = re.compile(rf"{_CODE}[“\s]?$")


@dataclass(frozen=True, slots=True)
class _Level:
    """A named level of a path, where it stands, and its code."""

    place: tuple[int, int]  # passage, character
    code: str


def find_codes(reading: Reading, accounts: Accounts) -> None:
    """Gives each draft the code of its account; None where its words fit several accounts, or none."""
    levels = list(_levels(reading, accounts))
    for draft in reading.drafts:
        draft.code = _printed(draft, reading, accounts)
        if draft.code is None and not any(word in draft.indicator for word in reading.cues.names["uncoded"]):
            draft.code = _from_path(draft, levels, accounts, reading.year)


def _levels(reading: Reading, accounts: Accounts) -> Iterator[_Level]:
    """The levels that a section names, in order; each looked up under the ones before it."""
    path: dict[int, str] = {}
    for number, passage in enumerate(reading.passages, start=1):
        if not any(mark in passage.text for mark in _MARKED):
            continue
        for match in _LEVEL.finditer(passage.text):
            length = _LENGTHS[match[2]]
            above = max((code for size, code in path.items() if size < length), key=len, default="")
            code = _account(match[1], length, above, accounts, reading.year)
            code = code or _account(match[1], length, "", accounts, reading.year)
            path = {size: known for size, known in path.items() if size < length and code and code.startswith(known)}
            if code:
                path[length] = code
                yield _Level((number, match.start()), code)


def _account(words: str, length: int, within: str, accounts: Accounts, year: int | None) -> str | None:
    """The one account of a level that words end with; words before it may be no part of its name."""
    for start in range(min(_LONGEST_LEAD, len(words) - 1)):
        for name in _spellings(words[start:]):
            found = [code for code in _codes(name, within, accounts, year) if len(code) == length and code[0] == "2"]
            if found:
                return found[0] if len(found) == 1 else None
    return None


def _codes(name: str, within: str, accounts: Accounts, year: int | None) -> tuple[str, ...]:
    """In the report's year; where the name was none then, in any."""
    return accounts.codes_of(name, within, year) or accounts.codes_of(name, within)


def _spellings(name: str) -> tuple[str, ...]:
    """住房保障 and 住房保障支出 are one account."""
    return (name, name.removesuffix("支出") if name.endswith("支出") else name + "支出")


def _printed(draft: Draft, reading: Reading, accounts: Accounts) -> str | None:
    """The code beside the name, 2050202小学教育 or 行政运行（项）（2010301）, if it is one of an account of that name."""
    text = reading.passages[draft.passage - 1].text
    until = max(draft.end, draft.quantity.start + len(draft.indicator) + 20)
    last = _last_name(draft.indicator)
    chained = code_of(last, text, until)
    if chained and chained in accounts and any(last in known or known in last for known in accounts.names_of(chained)):
        return chained
    places = ((name, text.rfind(name, 0, until)) for name in _spellings(last))
    name, start = next(((name, at) for name, at in places if at >= 0), ("", -1))
    if start < 0:
        return None
    before, after = _BEFORE.search(text, max(0, start - 9), start), _AFTER.match(text, start + len(name))
    for match in filter(None, (before, after)):
        code = match[1]
        if code in accounts and any(name in known or known in name for known in accounts.names_of(code)):
            return code
    return None


def _from_path(draft: Draft, levels: list[_Level], accounts: Accounts, year: int | None) -> str | None:
    """From the levels in its own words, and those last named before it; a bare name only where one account bears it."""
    before = [level for level in levels if level.place <= (draft.passage, draft.end)]
    path = before[-1].code if before else ""
    own = _LEVEL.findall(draft.indicator)
    if own:
        words, mark = own[-1]
        length = _LENGTHS[mark]
        near = [level.code for level in before if len(level.code) == length]
        above = path[: length - 2] if len(path) >= length - 2 >= 3 else ""
        code = _account(words, length, above, accounts, year) or _account(words, length, "", accounts, year)
        return code or (near[-1] if near and _bears(near[-1], words, accounts) else None)
    return _bare(draft.indicator, path, accounts, year)


def _bare(name: str, path: str, accounts: Accounts, year: int | None) -> str | None:
    for spelling in _spellings(name):
        found = _codes(spelling, "", accounts, year)
        if all(
            accounts.is_economic(code) for code in found
        ):  # reports are of departments: 301…, not the governments' 501…
            found = tuple(code for code in found if code[0] == "3") or found
        for within in (path, path[:5], path[:3]):
            near = [code for code in found if within and code.startswith(within)]
            if len(near) == 1:
                return near[0]
        top = [code for code in found if all(other.startswith(code) for other in found)]
        if top:
            return top[0]  # the only one, or the one that the others belong to
        if found:
            return None
    return None


def _bears(code: str, words: str, accounts: Accounts) -> bool:
    return any(words.endswith(name) for name in accounts.names_of(code))


def _last_name(indicator: str) -> str:
    """
    >>> _last_name("教育支出（类）普通教育（款）小学教育（项）"), _last_name("公用经费")
    ('小学教育', '公用经费')
    """
    levels = _LEVEL.findall(indicator)
    return levels[-1][0] if levels else indicator
