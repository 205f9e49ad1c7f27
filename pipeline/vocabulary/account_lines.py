"""The lines of a classification file: `code,name,first_year,last_year,also`, one account in one span of years a line.

An empty first year reaches back as far as the file does, an empty last year means still valid; `also` holds other
printed names of the same account, joined by `|`. Lines are sorted by code, then year, and accounts stand after the one
they belong to.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.errors import BadVocabulary

COLUMNS: Final = ["code", "name", "first_year", "last_year", "also"]
_CODES: Final = {  # by the folder or name of the file: what its codes look like
    "functional": re.compile(r"2\d{2}(?:\d{2}){0,2}"),  # 201, 20111, 2011102; not 2011
    "department": re.compile(r"3\d{2}(?:\d{2})?"),  # 301, 30101; not 3010101
    "government": re.compile(r"5\d{2}(?:\d{2})?"),  # 501, 50101; not 301
}
_YEAR = re.compile(r"(?:19|20)\d{2}")  # 2019; not 19
_EVER, _NEVER = 0, 9999


@dataclass(frozen=True, slots=True)
class Account:
    """What a code was called from one year to another, both included."""

    code: str
    name: str
    first_year: int | None = None  # None: as far back as the file reaches
    last_year: int | None = None  # None: still valid
    also: tuple[str, ...] = ()

    def valid_in(self, year: int) -> bool:
        return (self.first_year or _EVER) <= year <= (self.last_year or _NEVER)


def read_accounts(text: str, source: str) -> list[Account]:
    """The accounts of one file, in its order. Raises BadVocabulary with the file, the line and what to mend."""
    lines = csv.reader(text.splitlines())
    if next(lines, None) != COLUMNS:
        raise BadVocabulary(f"{source}, line 1: the header must be {','.join(COLUMNS)}")
    pattern = next(pattern for kind, pattern in _CODES.items() if kind in source)
    accounts: list[Account] = []
    spans: dict[str, tuple[int, int]] = {}  # code → first and last year of any of its lines
    for number, fields in enumerate(lines, start=2):
        where = f"{source}, line {number}"
        account = _read_line(fields, pattern, where)
        for fault in _misplaced(account, accounts[-1] if accounts else None, spans):
            raise BadVocabulary(f"{where}, {account.code} {account.name}: {fault}")
        first, last = spans.get(account.code, (_NEVER, _EVER))
        spans[account.code] = (min(first, account.first_year or _EVER), max(last, account.last_year or _NEVER))
        accounts.append(account)
    return accounts


def _read_line(fields: list[str], pattern: re.Pattern[str], where: str) -> Account:
    if len(fields) != len(COLUMNS):
        raise BadVocabulary(f"{where}: {len(fields)} fields; give {len(COLUMNS)}, empty ones included")
    code, name, first, last, also = fields
    if not pattern.fullmatch(code):
        raise BadVocabulary(f"{where}: {code!r} is no code of this classification")
    if not name or name != "".join(name.split()):
        raise BadVocabulary(f"{where}, {code}: {name!r} must be a name without spaces")
    for year in (first, last):
        if year and not _YEAR.fullmatch(year):
            raise BadVocabulary(f"{where}, {code} {name}: {year!r} is no year")
    account = Account(code, name, _year(first), _year(last), tuple(also.split("|")) if also else ())
    if first and last and first > last:
        raise BadVocabulary(f"{where}, {code} {name}: ends in {last} before it begins in {first}")
    return account


def _year(text: str) -> int | None:
    return int(text) if text else None


def _misplaced(account: Account, before: Account | None, spans: dict[str, tuple[int, int]]) -> Iterator[str]:
    """What is wrong with an account after those that stand before it; nothing where it fits."""
    first, last = account.first_year or _EVER, account.last_year or _NEVER
    if before and account.code < before.code:
        yield f"stands after {before.code}; sort by code"
    if before and account.code == before.code and first <= (before.last_year or _NEVER):
        yield f"overlaps the years of {before.name} on the line before; end that one earlier"
    if len(account.code) > 3:
        parent = spans.get(account.code[:-2])
        if parent is None:
            yield f"has no {account.code[:-2]} to belong to; add that line"
        elif first < parent[0] or last > parent[1]:
            yield f"is valid in years in which {account.code[:-2]} is not; shorten it"
