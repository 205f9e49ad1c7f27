"""Amounts and rates as they stand in a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from pipeline.amounts import read_number, to_wan
from pipeline.statements.drafts import Reading
from pipeline.statements.tokens import AMOUNT, Kind, Token

_ANY_AMOUNT = re.compile(AMOUNT)
_UNITS = {"亿": "亿元", "万": "万元"}
_INSIDE_UNIT = re.compile(r"[余多]|(?<=[亿万])[。.](?=元)")  # 1.6亿多元, 0.62万。元
_AMOUNT = re.compile(  # 2.5千元; the 千 of 一万二千元 is part of the number
    r"(?P<number>.+?)(?P<unit>亿元|万元|(?<=\d)千元|元|亿|万)"
)
_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "○": 0}
_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10000}


def find_figures(reading: Reading) -> None:
    """Gives each figure its value; a shift (由8万元下降到6万元) has that of its last one."""
    for tokens in reading.tokens:
        for at, token in enumerate(tokens):
            if token.kind is Kind.AMOUNT:
                token.value = read_amount(token.text + _later_unit(token, tokens[at + 1 : at + 6]))
            elif token.kind is Kind.PERCENT:
                token.value = read_percent(token.text)
            elif token.kind is Kind.NIL:
                token.value = Decimal(0)
            elif token.kind is Kind.SHIFT and (both := _ANY_AMOUNT.findall(token.text)):
                token.first, token.value = read_amount(both[0]), read_amount(both[-1])


def _later_unit(token: Token, following: Sequence[Token]) -> str:
    """The unit of 12.6 in 各减少12.6、8.3万元: that of the figure after it."""
    if not token.text[-1].isdigit():
        return ""
    units = (_AMOUNT.fullmatch(later.text) for later in following if later.kind is Kind.AMOUNT)
    return next((match["unit"] for match in units if match), "")


def read_amount(text: str) -> Decimal | None:
    """An amount in 万元, with its sign.

    >>> read_amount("2.68万元"), read_amount("-5310.2元"), read_amount("1.7亿多元"), read_amount("三点五万元")
    (Decimal('2.68'), Decimal('-0.53102'), Decimal('17000.0'), Decimal('3.5'))
    >>> read_amount("一万二千元"), read_amount("五千元"), read_amount("2.5千元"), read_amount("两千三百万元")
    (Decimal('1.2000'), Decimal('0.5000'), Decimal('0.25'), Decimal('2300'))
    """
    match = _AMOUNT.fullmatch(_INSIDE_UNIT.sub("", text))
    number = _number(match["number"]) if match else None
    return to_wan(number, _UNITS.get(match["unit"], match["unit"])) if match and number is not None else None


def read_percent(text: str) -> Decimal | None:
    """A rate in percent, with its sign.

    >>> read_percent("51.67%"), read_percent("百分之十二点五"), read_percent("-3%")
    (Decimal('51.67'), Decimal('12.5'), Decimal('-3'))
    >>> read_percent("1.5倍")  # as in 增长1.5倍
    Decimal('150.0')
    >>> read_percent("五成"), read_percent("两成半"), read_percent("了一番")  # as in 翻了一番
    (Decimal('50'), Decimal('25'), Decimal('100'))
    >>> read_percent("番"), read_percent("半"), read_percent("千分之五")  # as in 翻番, 减半
    (Decimal('100'), Decimal('50'), Decimal('0.5'))
    >>> read_percent("12‰"), read_percent("三分之一"), read_percent("四分之三")
    (Decimal('1.2'), Decimal('33.33'), Decimal('75'))
    """
    if "成" in text:
        tenths, _, rest = text.partition("成")
        return Decimal(_DIGITS[tenths] * 10 + (5 if rest == "半" else _DIGITS.get(rest, 0)))
    if text.endswith("番"):
        return Decimal(100 * (2 ** _DIGITS.get(text.removesuffix("番")[-1:], 1) - 1))
    if text.endswith("半"):
        return Decimal(50)
    if text.endswith("倍"):
        times = _number(text.removesuffix("倍"))
        return times * 100 if times is not None else None
    if text.endswith("‰"):
        mille = _number(text.removesuffix("‰"))
        return mille / 10 if mille is not None else None
    of, _, parts = text.rpartition("分之")
    if of and of != "百":
        whole, part = chinese_number(of), _number(parts)
        return _hundredths(part / whole) if whole and part is not None else None
    return _number(text.removesuffix("%").removeprefix("百分之"))


def _hundredths(share: Decimal) -> Decimal:
    """A share in percent, to two decimals where it has no end."""
    return Decimal(f"{round(share * 100, 2).normalize():f}")


def _number(text: str) -> Decimal | None:
    if text and all(character in _DIGITS or character in _POWERS or character == "点" for character in text):
        return chinese_number(text)
    return read_number(text)


def chinese_number(text: str) -> Decimal | None:
    """A number in Chinese numerals.

    >>> chinese_number("三百零五"), chinese_number("十二点五"), chinese_number("二〇二三")
    (Decimal('305'), Decimal('12.5'), Decimal('2023'))
    """
    whole, _, decimals = text.partition("点")
    if any(character not in _DIGITS for character in decimals):
        return None
    fraction = "".join(str(_DIGITS[character]) for character in decimals)
    if all(character in _DIGITS for character in whole):
        value = "".join(str(_DIGITS[character]) for character in whole)
        return Decimal(f"{value or 0}.{fraction or 0}") if fraction else Decimal(value or 0)
    total, section, digit = 0, 0, 0
    for character in whole:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character == "万":
            total, section, digit = (total + section + digit) * 10000, 0, 0
        else:
            section, digit = section + (digit or 1) * _POWERS[character], 0
    return Decimal(f"{total + section + digit}.{fraction}") if fraction else Decimal(total + section + digit)
