"""Codes that no column of their own holds whole: taken out of brackets beside the name, completed where cut, recovered
from the name and the codes around it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from pipeline.tables.body.names import plain_name
from pipeline.tables.body.rows import KeyedRow
from pipeline.vocabulary.accounts import Accounts, fold_name

CODED = 0.6  # share of rows with a known code from which on a row without one has lost it
_CODE = r"([1-9]\d{2}(?:\d{2}){0,2})"
_BEFORE = re.compile(rf"^[\[［【（(]\s*{_CODE}\s*[)）】］\]]\s*(?=\D)")  # [30101]基本工资
_BEHIND = re.compile(rf"(?<=\D)\s*[\[［【（(]\s*{_CODE}\s*[)）】］\]]$")  # 基本工资（30101）
RELATIVE = (2, 4)  # digits of a code that leaves out what stands above it
WHOLE = (3, 5, 7)  # digits of 类, 款, 项
LIKE = 0.9  # likeness (0–1) of a printed name to an account's


def with_codes(rows: Sequence[KeyedRow], accounts: Accounts) -> list[KeyedRow]:
    """The rows of a table, in order, with codes completed and recovered; a code that fits its account is never changed."""
    bare = [_out_of_brackets(row, accounts) for row in rows]
    completed = [_completed(row, accounts) for row in absolute(bare, accounts)]
    for block in {row.block for row in completed}:
        own = [i for i, row in enumerate(completed) if row.block == block]
        known = sum(completed[i].code in accounts for i in own)
        if known < CODED * len(own):
            continue
        for n, i in enumerate(own):
            row = completed[i]
            if row.code is None and row.name and row.cells:
                before = next((completed[j].code for j in reversed(own[:n]) if completed[j].code in accounts), None)
                after = next((completed[j].code for j in own[n + 1 :] if completed[j].code in accounts), None)
                completed[i] = replace(row, code=_recovered(row.name, before or "", after or "999", accounts))
    return [_with_name_mended(_with_letters_sorted(row, accounts), accounts) for row in completed]


def absolute(rows: Sequence[KeyedRow], accounts: Accounts) -> list[KeyedRow]:
    """Codes that only print what is new below the account above, with what is above: 201, 10, 2011002; 208, 05, 05.

    The name decides which account above is meant; without it, what the account right below continues.
    """
    found: list[KeyedRow] = []
    above: dict[int, str] = {}  # block → the last whole code
    for i, row in enumerate(rows):
        last = above.get(row.block, "")
        if row.code is not None and row.code not in accounts and len(row.code) in RELATIVE and last:
            following = next((r.code for r in rows[i + 1 :] if r.block == row.block and r.code), "") or ""
            row = replace(row, code=_absolute(row.code, plain_name(row.name or "") or "", last, following, accounts))
        if row.code is not None and (row.code in accounts or len(row.code) in WHOLE):
            above[row.block] = row.code
        found.append(row)
    return found


def _absolute(code: str, name: str, last: str, following: str, accounts: Accounts) -> str:
    whole = [last[:length] + code for length in (5, 3) if len(last) >= length and len(last[:length] + code) in WHOLE]
    named = [one for one in whole if one in accounts and any(_alike(name, other) for other in accounts.names_of(one))]
    entered = [one for one in whole if following.startswith(one) and following != one]
    return next(iter((*named, *entered, *(one for one in whole if one in accounts))), code)


def _alike(name: str, other: str) -> bool:
    return bool(name) and fuzz.ratio(fold_name(name), fold_name(other)) >= 100 * LIKE


def _out_of_brackets(row: KeyedRow, accounts: Accounts) -> KeyedRow:
    """A row whose code stands in brackets at an end of its name with both apart; other brackets stay in the name."""
    name = (row.name or "").strip()
    found = _BEFORE.search(name) or _BEHIND.search(name)
    if found is None or found[1] not in accounts or row.code not in (None, found[1]):
        return row
    return replace(row, code=found[1], name=name[: found.start()] + name[found.end() :])


def _with_letters_sorted(row: KeyedRow, accounts: Accounts) -> KeyedRow:
    """A row whose two-line name a text layer interleaved (险机缴关费事…) with the account's name of the same letters."""
    name = plain_name(row.name) if row.name else None
    if name is None or row.code is None or name in accounts.names_of(row.code):
        return row
    letters = sorted(name)
    same = next((other for other in accounts.names_of(row.code) if sorted(other) == letters), None)
    return replace(row, name=same) if same else row


def _with_name_mended(row: KeyedRow, accounts: Accounts) -> KeyedRow:
    """A row of a scan with the account's name where its own is misread by a character: 佳房保障支出, 对个人和家庭的补."""
    if row.name is None or all(cell.score is None for cell in row.cells):
        return row
    mended = accounts.misread(plain_name(row.name) or "", row.code)
    return replace(row, name=mended) if mended else row


def _completed(row: KeyedRow, accounts: Accounts) -> KeyedRow:
    """A row whose code lost digits (3010 基本工资) with the whole code."""
    if row.code is None or row.name is None or len(row.code) not in (4, 6):
        return row
    return replace(row, code=accounts.complete(row.code, plain_name(row.name) or "") or row.code)


def _recovered(name: str, before: str, after: str, accounts: Accounts) -> str | None:
    """The one account of this name between two codes; None where there is none or more than one."""
    plain = plain_name(name) or ""
    between = [code for code in accounts.codes_of(plain) if before < code < after and _may_follow(code, before, after)]
    if not between and before:
        near = [accounts.nearest(plain, within=before[:length]) for length in (5, 3) if len(before) >= length]
        between = [
            n[0] for n in near if n and n[1] >= LIKE and before < n[0] < after and _may_follow(n[0], before, after)
        ]
    return between[0] if len(set(between)) == 1 else None


def _may_follow(code: str, before: str, after: str) -> bool:
    """Whether a code may stand between two in a list of 类, 款, 项: no level is entered without the one above it."""
    return _enters(before, code) and _enters(code, after)


def _enters(above: str, code: str) -> bool:
    """Whether a code may follow another: a 类 always, a 款 or 项 only behind its parent, a sibling or what is below them."""
    return len(code) <= 3 or above.startswith(code[:-2])
