"""Text of a document that cannot steer what shows it."""

from __future__ import annotations

import unicodedata


def printable(text: str) -> str:
    r"""The text with what a terminal or a browser would obey written out: escapes, and marks that turn the text.

    >>> printable("表\x1b[2J"), printable("合计\u202e12"), printable("决算 表")
    ('表\\x1b[2J', '合计\\u202e12', '决算 表')
    """
    return "".join(c if c.isprintable() or c in " \u3000\xa0" else repr(c)[1:-1] for c in text)


def padded(text: str, width: int) -> str:
    """A text with blanks behind it up to a width on the terminal, where an ideograph takes two columns.

    >>> padded("unit", 6) + "|", padded("单位", 6) + "|"
    ('unit  |', '单位  |')
    """
    taken = sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)
    return text + " " * (width - taken)
