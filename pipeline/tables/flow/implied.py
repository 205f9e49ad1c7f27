"""Names of accounts without codes, in the order of the classification → the codes they stand for.

行政运行 stands below 司法 as below a hundred others; which one is meant the names above it say.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.tables.body.names import plain_name
from pipeline.vocabulary.accounts import Accounts

CLASSES = ("2", "3", "5")  # first digits: functions, economic accounts of departments, of governments
LEAST = 0.6  # share of the names that are accounts of one classification


def implied_codes(names: Sequence[str | None], accounts: Accounts) -> list[str | None]:
    """For each name its code in the classification that knows most of them; none where it knows few, or does not tell which."""
    found = [accounts.codes_of(plain_name(name or "") or "") for name in names]
    known = {first: sum(any(code[0] == first for code in codes) for codes in found) for first in CLASSES}
    first = max(CLASSES, key=lambda one: known[one])
    if known[first] < LEAST * len(names):
        return [None] * len(names)
    codes: list[str | None] = []
    above = ""
    for options in found:
        own = [code for code in options if code[0] == first]
        code = next((code for code in sorted(own, key=len) if _may_follow(above, code)), None)
        codes.append(code)
        above = code or above
    return codes


def _may_follow(above: str, code: str) -> bool:
    """Whether a code may stand behind another: a 类 anywhere, a 款 or 项 below its own one."""
    return code != above and (len(code) == 3 or (bool(above) and above.startswith(code[:-2])))
