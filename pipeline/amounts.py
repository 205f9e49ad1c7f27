"""Numbers as printed: exact decimals, units of money, percent.

Degraded scans give thousands commas read as points (`4.721.98`): a last group of one or two digits is the
decimals, any other separator is a thousands mark. Three digits after a lone point (`1.234`) stay undecided:
`read_number` takes the point at its word, `undecided` says so, and the column and its sums decide.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import Final

WAN_PER_UNIT: Final = {
    "元": Decimal("0.0001"),
    "千元": Decimal("0.1"),
    "万元": Decimal(1),
    "百万元": Decimal(100),
    "亿元": Decimal(10000),
}

_NUMBER = re.compile(r"([-+]?)(\d[\d,.]*)")  # 1,234.56  4.721.98  -4.37; not 2024年, ≤5
_BRACKETED = re.compile(r"-?\(-?([\d,.]+)\)")  # (1.20), -(1.20), an accountant's minus; not (1)完成
_LOST_SEPARATOR = re.compile(r"\d+\.\d{3}")  # 1.234, perhaps 1,234; not 12.34
_GROUP = 3  # digits between two thousands marks: behind another separator no others are a whole group
_SEPARATOR_READ_AS = str.maketrans({"、": ",", "·": ".", "'": ",", "‘": ",", "’": ","})
_NOTE_MARK = re.compile(  # 227.70³, 106.05②, 30.30*, 15.68注2, 38.42[1]; not 12.5%, (1.20)
    r"(?<=[\d)）%％元])(?:[⁰¹²³⁴-⁹]+|[①-⑳❶-❿⑴-⒇]+|[*＊※†‡#＃]{1,3}|[\[［【〔]注?[\d⁰¹²³⁴-⁹]{0,2}[\]］】〕]"
    r"|[(（](?:注[\d一二三①-⑨]{0,2}|[⁰¹²³⁴-⁹①-⑨]+)[)）]|注[\d一二三①-⑨]{0,2})$"
)
_CURRENCY = re.compile(
    r"^([-(]?)(?:RMB|CNY|人民币|¥|￥)([-]?)|(?<=\d)(?:[千万亿]|百万)?元整?(\)?)$|(?<=\d)\((?:[千万亿]|百万)?元\)$"
)  # ￥1,234.50, (¥3.20), 1,234.50元, 1,234.50(元); not 元/人
_OWN_UNIT = re.compile(r"(?<=\d)[(（]?((?:[千万亿]|百万)?元)整?[)）]?$")
_MINUS_AHEAD = re.compile(
    r"^(\(?)(?:[−–—―‐‑△▲▵▼▽]|[负减]|一(?=\d[\d,]*\.\d))(?=[\d¥￥])"
)  # △42.60, —8.65; not a lone —
_MINUS_BEHIND = re.compile(r"^(\d[\d,.]*)[-−–]$")  # 820.00-, as accounting programs print; not 3-5
_SCIENTIFIC = re.compile(r"[-+]?\d(?:\.\d+)?[eE][-+]\d{1,2}|[-+]?\d\.\d+[eE]\d{1,2}")  # 1.2345e+06; not 2E5


@lru_cache(maxsize=16_384)  # every stage asks for the figures of a table again
def read_number(text: str) -> Decimal | None:
    """The number a cell holds, or None where it holds something else, nothing, or a dash.

    Note marks behind a figure are no part of it. A minus may be any dash, △ or ▲, stand behind the figure, or be brackets
    round it.

    >>> read_number("1,234.56"), read_number("4.721.98"), read_number("２.68"), read_number("—")
    (Decimal('1234.56'), Decimal('4721.98'), Decimal('2.68'), None)
    >>> read_number("-4.37"), read_number("3 0.5"), read_number("≤5"), read_number("2024年")
    (Decimal('-4.37'), Decimal('30.5'), None, None)
    >>> read_number("1,204.318452")  # 万元 with six decimals, as some cities print
    Decimal('1204.318452')
    >>> read_number("￥1,234.50"), read_number("1,234.50元"), read_number("1.2345e+06"), read_number("227.70³")
    (Decimal('1234.50'), Decimal('1234.50'), Decimal('1234500'), Decimal('227.70'))
    >>> read_number("△8.65"), read_number("—8.65"), read_number("820.00-"), read_number("(1,234.56)"), read_number("- 8.65")
    (Decimal('-8.65'), Decimal('-8.65'), Decimal('-820.00'), Decimal('-1234.56'), Decimal('-8.65'))
    >>> read_number("106.05②③"), read_number("人民币8.65元整"), read_number("8.65（万元）"), read_number("（△8.65）")
    (Decimal('106.05'), Decimal('8.65'), Decimal('8.65'), Decimal('-8.65'))
    """
    compact = "".join(text.split())
    match = _NUMBER.fullmatch(compact) if compact.isascii() else None
    if not match:
        compact = _plain(compact) if any(map(str.isdigit, compact)) else ""
        if _SCIENTIFIC.fullmatch(compact):
            return Decimal(f"{Decimal(compact):f}")
        match = _NUMBER.fullmatch(compact)
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


def _plain(compact: str) -> str:
    """A figure without note marks and currency, its minus as `-` in front; other texts come back somehow."""
    compact = unicodedata.normalize("NFKC", _NOTE_MARK.sub("", compact)).translate(_SEPARATOR_READ_AS)
    compact = _CURRENCY.sub(r"\1\2\3", "".join(compact.split()))
    compact = _MINUS_BEHIND.sub(r"-\1", _MINUS_AHEAD.sub(r"\1-", compact))
    bracketed = _BRACKETED.fullmatch(compact)
    return f"-{bracketed[1]}" if bracketed else compact


def _last_group(digits: str) -> tuple[str, str, str]:
    at = max(digits.rfind("."), digits.rfind(","))
    return ("", "", digits) if at < 0 else (digits[:at], digits[at], digits[at + 1 :])


def unit_in_cell(text: str) -> str | None:
    """The unit of money that a cell prints behind its figure; None where it prints none.

    >>> unit_in_cell("1,234.50元"), unit_in_cell("8.65（万元）"), unit_in_cell("8.65"), unit_in_cell("3元/人")
    ('元', '万元', None, None)
    """
    match = _OWN_UNIT.search("".join(text.split()))
    return match[1] if match else None


def read_rate(text: str) -> Decimal | None:
    """The figure of a cell that prints a percentage with its sign; None for any other.

    >>> read_rate("-20.00%"), read_rate("1.17 ％"), read_rate("12.50"), read_rate("≥95%")
    (Decimal('-20.00'), Decimal('1.17'), None, None)
    """
    compact = "".join(text.split())
    return read_number(compact[:-1]) if compact.endswith(("%", "％")) else None


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


def in_unit(value: Decimal, unit: str, wanted: str | None) -> Decimal:
    """An amount of one unit in another one, exactly; as it is where none is wanted.

    >>> in_unit(Decimal("12345.60"), "元", "万元"), in_unit(Decimal("1.20"), "万元", "元"), in_unit(Decimal("5"), "元", None)
    (Decimal('1.23456'), Decimal('12000'), Decimal('5'))
    """
    if wanted is None or wanted == unit:
        return value
    return Decimal(f"{(value * WAN_PER_UNIT[unit] / WAN_PER_UNIT[wanted]).normalize():f}")
