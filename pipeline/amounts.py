"""Numbers as printed: exact decimals, units of money, percent.

Degraded scans give thousands commas read as points (`4.721.98`): a last group of one or two digits is the
decimals, any other separator is a thousands mark. Three digits after a lone point (`1.234`) stay undecided:
`read_number` takes the point at its word, `undecided` says so, and the column and its sums decide.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Final

WAN_PER_UNIT: Final = {
    "元": Decimal("0.0001"),
    "千元": Decimal("0.1"),
    "万元": Decimal(1),
    "百万元": Decimal(100),
    "亿元": Decimal(10000),
}

_NUMBER = re.compile(r"([-+]?)(\d[\d,.]*)")  # 1,234.56  4.721.98  -4.37; not 2024年, ≤5
_BRACKETED = re.compile(r"\(([\d,.]+)\)")  # (1.20), an accountant's minus; not (1)完成
_LOST_SEPARATOR = re.compile(r"\d+\.\d{3}")  # 1.234, perhaps 1,234; not 12.34
_GROUP = 3  # digits between two thousands marks: behind another separator no others are a whole group
_SEPARATOR_READ_AS = str.maketrans({"、": ",", "·": ".", "'": ",", "‘": ",", "’": ","})


def read_number(text: str) -> Decimal | None:
    """The number a cell holds, or None where it holds something else, nothing, or a dash.

    >>> read_number("1,234.56"), read_number("4.721.98"), read_number("２.68"), read_number("—")
    (Decimal('1234.56'), Decimal('4721.98'), Decimal('2.68'), None)
    >>> read_number("-4.37"), read_number("3 0.5"), read_number("≤5"), read_number("2024年")
    (Decimal('-4.37'), Decimal('30.5'), None, None)
    >>> read_number("1,204.318452")  # 万元 with six decimals, as some cities print
    Decimal('1204.318452')
    """
    compact = "".join(unicodedata.normalize("NFKC", text).translate(_SEPARATOR_READ_AS).split())
    compact = compact.replace("−", "-").replace("﹣", "-")
    bracketed = _BRACKETED.fullmatch(compact)
    match = _NUMBER.fullmatch(compact) or _NUMBER.fullmatch(f"-{bracketed[1]}" if bracketed else "")
    if not match:
        return None
    sign, digits = match[1], match[2].rstrip(",.")
    head, separator, tail = _last_group(digits)
    if separator == ".":
        has_decimals = len(tail) != _GROUP or not set(",.") & set(head)
    else:
        has_decimals = separator == "," and len(tail) <= 2 and head != ""
    whole, decimals = (head, tail) if has_decimals else (digits, "")
    whole = re.sub(r"[,.]", "", whole)
    return Decimal(f"{sign}{whole or 0}" + (f".{decimals}" if decimals else ""))


def _last_group(digits: str) -> tuple[str, str, str]:
    at = max(digits.rfind("."), digits.rfind(","))
    return ("", "", digits) if at < 0 else (digits[:at], digits[at], digits[at + 1 :])


def undecided(text: str) -> bool:
    """Whether a reading's point may be a thousands mark: `1.234`, not `12.34`.

    >>> undecided("1.234"), undecided("12.34"), undecided("1.234.56")
    (True, False, False)
    """
    return bool(_LOST_SEPARATOR.fullmatch("".join(text.split())))


def decimals(value: Decimal) -> int:
    """Printed decimals: 2 for 1.20, 0 for 120."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def to_wan(value: Decimal, unit: str | None) -> Decimal:
    """A value in 元, 千元, 万元, 百万元 or 亿元 as 万元, exactly; without a unit it counts as 万元.

    >>> to_wan(Decimal("141.3"), "元"), to_wan(Decimal("2.68"), "万元")
    (Decimal('0.01413'), Decimal('2.68'))
    """
    return value * WAN_PER_UNIT[unit] if unit else value
