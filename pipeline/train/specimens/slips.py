"""Printed and read text side by side: which characters were taken for which, lost or added."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

ILLEGIBLE = 0.6  # share of a line's characters; where more are wrong, what stands against what is chance


@dataclass(frozen=True, slots=True)
class Slip:
    """`printed` was taken for `read`; one of them is empty where a character was lost or added.

    `beside`: a neighbour of what was lost or added is the same character (122 read as 12).
    """

    printed: str
    read: str
    beside: bool = False
    first: bool = False  # the first character of the line


def folded(text: str) -> str:
    """Text as the pipeline compares it: half width, no blanks.

    >>> folded("１，２３ 4．５")
    '1,234.5'
    """
    return "".join(unicodedata.normalize("NFKC", text).split())


def slips(printed: str, read: str) -> tuple[Slip, ...] | None:
    """The slips of a line in order, by the fewest edits; None where so much is wrong that no pairing means anything.

    >>> slips("支出合计", "攴出计")
    (Slip(printed='支', read='攴', beside=False, first=True), Slip(printed='合', read='', beside=False, first=False))
    >>> slips("122.30", "12.30")[0].beside, slips("合计", "0")
    (True, None)
    """
    printed, read = folded(printed), folded(read)
    edits = Levenshtein.editops(printed, read)
    if len(edits) > max(1, ILLEGIBLE * len(printed)) or not read:
        return None
    found = []
    for edit in edits:
        first = edit.src_pos == 0
        match edit.tag:
            case "replace":
                found.append(Slip(printed[edit.src_pos], read[edit.dest_pos], first=first))
            case "delete":
                found.append(Slip(printed[edit.src_pos], "", _doubled(printed, edit.src_pos), first))
            case _:
                found.append(Slip("", read[edit.dest_pos], _doubled(read, edit.dest_pos), first))
    return tuple(found)


def _doubled(text: str, at: int) -> bool:
    return text[at] in (text[at - 1 : at] if at else "", text[at + 1 : at + 2])
