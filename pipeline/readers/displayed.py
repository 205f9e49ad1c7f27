"""A number of a workbook as it is displayed: Excel's number formats, as far as budgets use them."""

from __future__ import annotations

import re
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

_DIGITS = 15  # that a spreadsheet knows of a number; what follows is noise of the binary form
_QUOTED = re.compile(r'"[^"]*"|[\\!].|_.|\*.|\[[^\]]*\]')  # texts, pads and colours: "元", \-, !., _), * , [Red]
_LITERAL = re.compile(r'"([^"]*)"|[\\!](.)')
_PIECE = re.compile(rf"(?P<text>{_LITERAL.pattern})|_.|\*.|\[[^\]]*\]|(?P<digit>[0#?])|(?P<point>\.)|.", re.DOTALL)
_TOLD = re.compile(
    "[¥￥%％‰元]"
)  # of a text beside a figure: what it is in; 12人 stays a number, pads and brackets are none
_PLACES = re.compile(r"\.([0#?]+)")
_DATE = re.compile(r"[yd]|(?<![a-z])m(?![a-z])|年|月|日", re.IGNORECASE)


def displayed(value: float | int | Decimal, number_format: str) -> str:
    """A number as its format shows it, without its padding; the sign is never lost.

    >>> displayed(1204.5, "#,##0.00_ "), displayed(2080505.0, "General"), displayed(0.1 + 0.2, "General")
    ('1,204.50', '2080505', '0.3')
    >>> displayed(0.1234, "0.00%"), displayed(0, '#,##0.00_ ;\\-#,##0.00_ ;_ * "-"??_ '), displayed(-3, "0.00;[Red]0.00")
    ('12.34%', '-', '-3.00')
    >>> displayed(0, "#,##0.00;-#,##0.00;"), displayed(-1204.5, "#,##0.0_);(#,##0.0)")
    ('', '(1,204.5)')
    >>> displayed(4863500, "0!.0000"), displayed(4863500, '#!.0,"万元"'), displayed(38.4, '0.00"万元"'), displayed(208, "00000")
    ('486.3500', '486.4万元', '38.40万元', '00208')
    """
    exact = _exact(value)
    sections = _sections(number_format)
    section = sections[0]
    signed = exact < 0
    if signed and len(sections) > 1:
        section = sections[1]
    elif exact == 0 and len(sections) > 2:
        section = sections[2]
    bare = _QUOTED.sub("", section)
    if "general" in section.lower() or bare.strip() == "@":
        return _plain(exact)
    if not re.search(r"[0#?]", bare):
        return "" if exact == 0 and len(sections) > 2 and not section.strip() else _words(section)
    if exact == 0 and len(sections) > 2 and "0" not in bare and "#" not in bare:
        return _words(section)  # "-"??
    if "E+" in bare.upper() or "/" in bare:
        return _plain(exact)
    return _formatted(exact, section, bare, signed)


def _formatted(exact: Decimal, section: str, bare: str, signed: bool) -> str:
    percent = "%" in bare
    scaled = abs(exact) * 100 if percent else abs(exact)
    thousands = len(bare.rstrip("%) ")) - len(bare.rstrip("%) ").rstrip(","))
    scaled = scaled.scaleb(-3 * thousands)
    found = _PLACES.search(bare)
    places = len(found[1]) if found else 0
    rounded = scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    before, between, after, least_whole = _texts(section)
    grouped = "," in bare.rstrip("%) ").rstrip(",") and not between
    text = f"{rounded:,f}" if grouped else f"{rounded:f}".zfill(least_whole + (places + 1 if places else 0))
    if found and "#" in found[1]:
        least = len(found[1].rstrip("#?"))
        whole, _, decimals = text.partition(".")
        decimals = decimals[:least] + decimals[least:].rstrip("0")
        text = f"{whole}.{decimals}" if decimals else whole
    if between:
        text = _parted(text, between)
    text = before + text + after + ("%" if percent else "")
    if signed and rounded:
        text = f"({text})" if "(" in bare else f"-{text}"
    return text


@lru_cache(maxsize=512)
def _texts(section: str) -> tuple[str, tuple[tuple[int, str], ...], str, int]:
    """The words before the figures of a format; those between its whole digits, each with how many digits stand behind it;
    those behind; and how many whole digits stand at least.

    0!.0000 parts off four digits of a whole number: 万 where 元 are stored.
    """
    found: list[tuple[int, str]] = []
    whole = least = 0
    decimals = False
    for piece in _PIECE.finditer(section):
        if piece["text"]:
            found.append((-1 if decimals else whole, "".join(part for part in piece.groups()[1:3] if part)))
        elif piece["point"]:
            decimals = True
        elif piece["digit"] and not decimals:
            whole, least = whole + 1, least + (piece["digit"] == "0")
    before = "".join(text for at, text in found if at == 0 and _TOLD.search(text))
    behind = "".join(text for at, text in found if at in (-1, whole) and at and _TOLD.search(text))
    between = tuple((whole - at, text) for at, text in found if 0 < at < whole)
    return before, between, behind, least


def _parted(text: str, between: tuple[tuple[int, str], ...]) -> str:
    """
    >>> _parted("4863500", ((4, "."),)), _parted("20", ((4, "."),)), _parted("20240105", ((2, "-"), (4, "-")))
    ('486.3500', '0.0020', '2024-01-05')
    """
    whole, point, decimals = text.partition(".")
    whole = whole.zfill(max(behind for behind, _ in between) + 1)
    for behind, words in sorted(between):
        at = len(whole) - behind - sum(len(other) for further, other in between if further < behind)
        whole = whole[:at] + words + whole[at:]
    return whole + point + decimals


def _words(section: str) -> str:
    return "".join(quoted or escaped for quoted, escaped in _LITERAL.findall(section)).strip() or _QUOTED.sub(
        "", section
    ).strip(" ?#")


def _exact(value: float | int | Decimal) -> Decimal:
    if isinstance(value, float):
        return Decimal(f"{value:.{_DIGITS}g}")
    return Decimal(value)


def _plain(exact: Decimal) -> str:
    """All digits, no exponent, no zeros at the end."""
    if exact == exact.to_integral_value():
        return f"{exact.to_integral_value():f}"
    return f"{exact.normalize():f}"


@lru_cache(maxsize=512)
def _sections(number_format: str) -> tuple[str, ...]:
    """The parts of a format for positive, negative numbers and zero; a semicolon in quotes parts nothing."""
    parts = [""]
    quoted = False
    for letter in number_format:
        quoted ^= letter == '"'
        if letter == ";" and not quoted:
            parts.append("")
        else:
            parts[-1] += letter
    return tuple(parts)


@lru_cache(maxsize=512)
def is_date_format(number_format: str) -> bool:
    """
    >>> is_date_format("yyyy/m/d"), is_date_format('0.00"年"'), is_date_format("[$-F800]dddd, mmmm dd, yyyy")
    (True, False, True)
    """
    return bool(_DATE.search(_QUOTED.sub("", number_format.split(";")[0]).replace("General", "")))


def displayed_date(value: date | time, number_format: str) -> str:
    """A day in the order of its format, a year and month alone where the format shows no day.

    >>> displayed_date(date(2024, 1, 5), 'yyyy"年"m"月"d"日"'), displayed_date(date(2024, 1, 5), "yyyy/m/d")
    ('2024年1月5日', '2024-01-05')
    >>> displayed_date(date(2024, 1, 5), 'yyyy"年"m"月"'), displayed_date(date(2024, 1, 1), "yyyy")
    ('2024年1月', '2024')
    """
    if isinstance(value, time):
        return value.isoformat("minutes")
    chinese = "年" in number_format or "[DBNum" in number_format
    shown = _QUOTED.sub("", number_format).lower()
    if "d" not in shown and "日" not in shown:
        if "m" not in shown:
            return str(value.year)
        return f"{value.year}年{value.month}月" if chinese else f"{value.year}-{value.month:02d}"
    return f"{value.year}年{value.month}月{value.day}日" if chinese else value.strftime("%Y-%m-%d")
