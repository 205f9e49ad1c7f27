"""A table of figures as lines of text, columns aligned, ideographs two places wide."""

from __future__ import annotations

import unicodedata

from pipeline.evaluate.results import Figures, Value
from pipeline.show.printable import printable


def listing(figures: Figures) -> str:
    """The title, the heads, a line a row, an empty line.

    >>> print(listing(Figures("F1", ("省", "n", "F1"), (("江西省", 12, 0.98), ("甘肃", 1, None)))))
    F1
      省       n     F1
      江西省  12  0.980
      甘肃     1      –
    <BLANKLINE>
    """
    rows = [tuple(map(shown, row)) for row in (figures.heads, *figures.rows)]
    widths = [max(_width(row[at]) for row in rows) for at in range(len(figures.heads))]
    words = [any(is_words(row[at]) for row in figures.rows) for at in range(len(widths))]
    lines = [
        "  ".join(_aligned(text, width, left) for text, width, left in zip(row, widths, words, strict=True))
        for row in rows
    ]
    return "\n".join([printable(figures.title), *(f"  {line}".rstrip() for line in lines), ""])


def shown(value: Value) -> str:
    """A figure as it is read: shares and scores with three decimals, rounded down from 1.

    >>> [shown(value) for value in (0.5, 0.99996, 1.0, 3, None)]
    ['0.500', '0.999', '1.000', '3', '–']
    """
    if value is None:
        return "–"
    if isinstance(value, float):
        return "0.999" if 0.9995 <= value < 1 else f"{value:.3f}"  # 1.000 is said only where nothing was wrong
    return printable(str(value))


def is_words(value: Value) -> bool:
    """Whether a value is to be read and not to be compared.

    >>> [is_words(value) for value in ("江西省", "any digit", "0.5%", "1.33", 3, None)]
    [True, True, False, False, False, False]
    """
    return isinstance(value, str) and any(character.isalpha() for character in value)


def _aligned(text: str, width: int, left: bool) -> str:
    space = " " * (width - _width(text))
    return text + space if left else space + text


def _width(text: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(character) in "WF") for character in text)
