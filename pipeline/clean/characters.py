"""One character at a time: width forms, look-alike ideographs, characters that print nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

_KEEP_WIDE = set("，：；！？（）～")  # Chinese punctuation stays as printed
_BLANK = dict.fromkeys([*range(0x2000, 0x200B), 0xA0, 0x1680, 0x202F, 0x205F], " ")
_NUMBERED = {  # ㈠ and ⑴ open headings; their brackets become those of （一）
    code: unicodedata.normalize("NFKC", chr(code)).replace("(", "（").replace(")", "）")
    for code in [*range(0x3220, 0x322A), *range(0x2474, 0x2488)]
}
_STOPPED = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2488, 0x249C)}  # ⒈ → 1.


_LETTER_O = re.compile(r"(?<=\d)[OoОо〇](?=[\d.])")  # 2O24年, 1O.50; not O2O, 二〇二四
_MINUS = re.compile(  # a cell △42.60 or —8.65; not 2020—2023, ▲1.加强管理
    r"(?:(?<=[\t ])|^)[△▲▵−–—―‐‑](?=\d[\d,]*(?:\.\d+)?%?(?:[\t ]|$))"
)
_NOTE_MARKS = re.compile(  # of 227.70³万元, 12.5%①，, 486.35¹; not m², 公共①
    r"(?<=[\d%元])[⁰¹²³⁴-⁹]+|(?<=[\d%])[①-⑳](?=[万亿元%，。；、\t ]|$)"
)


def _folded(code: int) -> str | None:
    """What a character becomes; None where it stays."""
    character = chr(code)
    if code in _BLANK:
        return " "
    if code in _NUMBERED:
        return _NUMBERED[code]
    if code in _STOPPED:
        return _STOPPED[code]
    if 0xFF01 <= code <= 0xFF5E:
        return None if character in _KEEP_WIDE else chr(code - 0xFEE0)
    if 0x2F00 <= code <= 0x2FD5 or 0xF900 <= code <= 0xFAFF or 0x2F800 <= code <= 0x2FA1F or 0xFE50 <= code <= 0xFE6B:
        return unicodedata.normalize("NFKC", character)
    if code in (0x2E9F, 0x2EF3):  # the two radicals of the supplement that Unicode folds: 母, 龟
        return unicodedata.normalize("NFKC", character)
    if code != 0x09 and unicodedata.category(character) in ("Cc", "Cf", "Co", "Cs"):
        return ""
    return None


class _Folding(dict[int, "str | int"]):
    """A translation table that is filled as characters are met."""

    def __init__(self, confusions: Mapping[int, str]) -> None:
        super().__init__(confusions)

    def __missing__(self, code: int) -> str | int:
        folded = _folded(code)
        self[code] = code if folded is None else folded
        return self[code]


def character_folding(confusions: Mapping[int, str]) -> Mapping[int, str | int]:
    """A table for `fold_characters` that knows these look-alikes besides what Unicode says."""
    return _Folding(confusions)


def fold_characters(text: str, folding: Mapping[int, str | int]) -> str:
    """Digits, latin letters, `％．－＋` in half width, look-alikes as ideographs, NFC; Chinese punctuation stays.

    The minus of a cell is `-`, and a note mark behind a figure goes.

    >>> folding = character_folding({ord("⺠"): "民"})
    >>> fold_characters("２０２４年，⼈⺠政府（本级）１．２％", folding)
    '2024年，人民政府（本级）1.2%'
    >>> fold_characters("㈠收\\u200b入\\t⒈支出", folding)
    '（一）收入\\t1.支出'
    >>> fold_characters("合计\\t△42.60\\t—8.65\\t—", folding), fold_characters("支出227.70³万元", folding)
    ('合计\\t-42.60\\t-8.65\\t—', '支出227.70万元')
    """
    if text.isascii() and text.isprintable():
        return text
    text = _LETTER_O.sub("0", unicodedata.normalize("NFC", text.translate(folding)))
    return _NOTE_MARKS.sub("", _MINUS.sub("-", text))
