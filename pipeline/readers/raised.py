"""Marks of notes that stand raised behind a word or figure, in files that say what is raised."""

from __future__ import annotations

import re

_MARK = re.compile(r"[\[(（]?(?:[\d①-⑳*＊,，]{1,3}|注\d?)[\])）]?")


def is_note_mark(raised: str, before: str) -> bool:
    """Whether what is raised behind some text is the mark of a note, not a power: the 2 of m².

    >>> is_note_mark("①", "227.70"), is_note_mark("注2", "合计"), is_note_mark("2", "m"), is_note_mark("万元", "3.20")
    (True, True, False, False)
    """
    last = before.rstrip()[-1:]
    return bool(_MARK.fullmatch(raised.strip())) and not (last.isascii() and last.isalpha())
