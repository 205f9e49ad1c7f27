"""The numbers that Word prints before paragraphs of lists and headings: 一、, （二）, 3.; they are in no text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pipeline.readers.package import Package, local

if TYPE_CHECKING:
    from lxml.etree import _Element as Element
else:
    Element = Any

_PLACE = re.compile(r"%([1-9])")
_DIGITS = "零一二三四五六七八九"
_CHINESE = frozenset(
    {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital", "taiwaneseCounting"}
)
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_DEEPEST_STYLE = 20  # styles that one is based on


@dataclass(frozen=True, slots=True)
class _Level:
    number_format: str
    text: str  # "%1、", "（%2）", "第%1章 "
    start: int


@dataclass(slots=True)
class Numbers:
    """Counts the paragraphs of each list of a document."""

    levels: dict[str, dict[int, _Level]]  # list → its levels
    shared: dict[str, str]  # list → the definition that several lists count on together
    styles: dict[str, tuple[str, int]]  # style of a paragraph → list and level
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, package: Package, main: str) -> Numbers:
        """What the parts `numbering` and `styles` of a document say."""
        numbering = package.xml(package.target(main, "numbering") or "word/numbering.xml")
        if numbering is None:
            return cls({}, {}, {})
        abstract = {_value(item, "abstractNumId"): _levels(item) for item in numbering.iterfind("{*}abstractNum")}
        levels: dict[str, dict[int, _Level]] = {}
        shared: dict[str, str] = {}
        for item in numbering.iterfind("{*}num"):
            name, definition = _value(item, "numId"), _value(item.find("{*}abstractNumId"), "val")
            own = list(item.iterfind("{*}lvlOverride"))
            levels[name] = {**abstract.get(definition, {}), **_overridden(own, abstract.get(definition, {}))}
            shared[name] = name if own else definition
        return cls(levels, shared, _styles(package.xml(package.target(main, "styles") or "word/styles.xml")))

    def before(self, paragraph: Element) -> str:
        """What Word prints before a paragraph; "" where it has no number. The paragraph is counted."""
        found = self._list_of(paragraph)
        if found is None:
            return ""
        name, depth = found
        levels = self.levels.get(name, {})
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self.counts.setdefault(self.shared[name], {})
        counts[depth] = counts[depth] + 1 if depth in counts else level.start
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        if level.number_format in ("bullet", "none"):
            return "" if level.number_format == "bullet" else level.text.replace("%1", "")
        return _PLACE.sub(lambda place: _at(int(place[1]) - 1, levels, counts), level.text)

    def _list_of(self, paragraph: Element) -> tuple[str, int] | None:
        properties = paragraph[0] if len(paragraph) else None
        if properties is None or local(properties) != "pPr":
            return None
        own = properties.find("{*}numPr")
        inherited = self.styles.get(_value(properties.find("{*}pStyle"), "val"))
        if own is None:
            return inherited
        name = _value(own.find("{*}numId"), "val") or (inherited[0] if inherited else "")
        depth = _value(own.find("{*}ilvl"), "val")
        return (
            (name, int(depth) if depth.isdecimal() else inherited[1] if inherited else 0)
            if name not in ("", "0")
            else None
        )


def _at(depth: int, levels: dict[int, _Level], counts: dict[int, int]) -> str:
    level = levels.get(depth)
    return printed_number(counts.get(depth, level.start), level.number_format) if level else ""


def _value(element: Element | None, name: str) -> str:
    if element is None:
        return ""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _levels(definition: Element) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for item in definition.iterfind("{*}lvl"):
        depth, start = _value(item, "ilvl"), _value(item.find("{*}start"), "val")
        found[int(depth) if depth.isdecimal() else 0] = _Level(
            _value(item.find("{*}numFmt"), "val") or "decimal",
            _value(item.find("{*}lvlText"), "val"),
            int(start) if start.isdecimal() else 1,
        )
    return found


def _overridden(overrides: list[Element], levels: dict[int, _Level]) -> dict[int, _Level]:
    """The levels that one list has otherwise than its definition."""
    found: dict[int, _Level] = {}
    for override in overrides:
        found |= _levels(override)
        depth, start = _value(override, "ilvl"), _value(override.find("{*}startOverride"), "val")
        if depth.isdecimal() and start.isdecimal() and int(depth) in levels and int(depth) not in found:
            level = levels[int(depth)]
            found[int(depth)] = _Level(level.number_format, level.text, int(start))
    return found


def _styles(root: Element | None) -> dict[str, tuple[str, int]]:
    """The styles that number their paragraphs, by themselves or by the style they are based on."""
    if root is None:
        return {}
    own: dict[str, tuple[str, int] | None] = {}
    based: dict[str, str] = {}
    for style in root.iterfind("{*}style"):
        name = _value(style, "styleId")
        based[name] = _value(style.find("{*}basedOn"), "val")
        number = style.find("{*}pPr/{*}numPr")
        if number is not None:
            depth = _value(number.find("{*}ilvl"), "val")
            list_name = _value(number.find("{*}numId"), "val")
            own[name] = None if list_name == "0" else (list_name, int(depth) if depth.isdecimal() else 0)
    found: dict[str, tuple[str, int]] = {}
    for name in based:
        above = name
        for _ in range(_DEEPEST_STYLE):
            if above in own or not above:
                break
            above = based.get(above, "")
        settled = own.get(above)
        if settled:
            found[name] = settled
    return found


def printed_number(number: int, number_format: str) -> str:
    """A number as a list of Word prints it.

    >>> [printed_number(n, "chineseCountingThousand") for n in (1, 10, 12, 20, 35)]
    ['一', '十', '十二', '二十', '三十五']
    >>> printed_number(3, "decimal"), printed_number(2, "decimalEnclosedCircle"), printed_number(3, "upperRoman")
    ('3', '②', 'III')
    >>> printed_number(28, "lowerLetter"), printed_number(2, "ideographTraditional"), printed_number(4, "decimalZero")
    ('bb', '乙', '04')
    """
    if number_format in _CHINESE and 0 < number < 100:
        tens, ones = divmod(number, 10)
        return ("" if not tens else ("" if tens == 1 else _DIGITS[tens]) + "十") + (_DIGITS[ones] if ones else "")
    if number_format.startswith("decimalEnclosedCircle") and 0 < number <= 20:
        return chr(ord("①") + number - 1)
    if number_format == "ideographTraditional" and 0 < number <= 10:
        return _STEMS[number - 1]
    if number_format in ("lowerLetter", "upperLetter") and 0 < number < 1000:
        times, letter = divmod(number - 1, 26)
        return chr(ord("a" if number_format == "lowerLetter" else "A") + letter) * (times + 1)
    if number_format in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        return _roman(number) if number_format == "upperRoman" else _roman(number).lower()
    return f"{number:02d}" if number_format == "decimalZero" else str(number)


def _roman(number: int) -> str:
    values = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
    signs = ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I")
    printed = ""
    for value, sign in zip(values, signs, strict=True):
        times, number = divmod(number, value)
        printed += sign * times
    return printed
