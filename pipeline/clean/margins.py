"""Page numbers and running heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.document import Line, Page

HEAD, FOOT = 0.09, 0.91  # lines that end above, or begin below, are in the margins
OUTER = 0.05  # by which the first and the last line of a page may stand further in
REPEATED = 3  # pages on which the same words make a running head

_DASHED = re.compile(r"\s*[-—–―－_·•]{1,2}\s*(\d{1,4})\s*[-—–―－_·•]{1,2}\s*")  # — 12 —; not -6.15
_WORDED = re.compile(  # 第3页 共20页, 3/20; not 第3季度
    r"\s*第\s*(\d{1,4})\s*页(?:[,，\s]*共\s*\d+\s*页)?\s*|\s*(\d{1,4})\s*/\s*\d{1,4}\s*"
)
_BARE = re.compile(r"\s*(\d{1,4})\s*")
_OF_TABLE = re.compile(
    r"单位|编制|部门[：:]|公开\s*\d*\s*表|表$|[（(]续[)）]"
)  # repeated over a table's pages, no running head


def page_number(text: str) -> int | None:
    """The number of a line that can be nothing but a page number.

    >>> page_number("— 12 —"), page_number("第 3 页 共 20 页"), page_number("- 6.15"), page_number("12")
    (12, 3, None, None)
    """
    match = _DASHED.fullmatch(text) or _WORDED.fullmatch(text)
    return int(match[1] or match[2]) if match and match.lastindex else None


def drop_margins(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages without page numbers and running heads.

    On pages with boxes position and repetition decide; in text files only forms that can be nothing else go,
    for a bare number may be the cell of a table.
    """
    heads = _running_heads(pages)
    offset = _page_offset(pages)
    kept = []
    for page in pages:
        lines = page.lines
        if not any(line.box for line in lines):
            instead = [() if _is_text_page_number(line.text) else (line,) for line in lines]
        else:
            instead = [() if _in_margin(line, lines, heads, page.number + offset) else (line,) for line in lines]
        kept.append(page if all(instead) else page.with_lines(instead))
    return tuple(kept)


def _is_text_page_number(text: str) -> bool:
    """`— 3 —` and `第3页`; `3/20` may be a cell, and so may `3`."""
    return "\t" not in text and page_number(text) is not None and "/" not in text


def _in_margin(line: Line, lines: tuple[Line, ...], heads: frozenset[str], expected: int) -> bool:
    if line.box is None:
        return False
    if "".join(line.text.split()) in heads and _alone(line, lines) and _at_edge(line, lines):
        return True
    if not (line.box[3] <= HEAD or line.box[1] >= FOOT):
        return False
    if page_number(line.text) is not None:
        return True
    bare = _BARE.fullmatch(line.text)
    return bare is not None and int(bare[1]) == expected and _alone(line, lines)


def _alone(line: Line, lines: tuple[Line, ...]) -> bool:
    """Whether nothing stands beside a line: the cells of a table's last row do not stand alone."""
    if line.box is None:
        return False
    top, bottom = line.box[1], line.box[3]
    return not any(other is not line and other.box and other.box[1] < bottom and other.box[3] > top for other in lines)


def _at_edge(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a line stands in the margin, or a little further in with nothing beyond it."""
    if line.box is None:
        return False
    top, bottom = line.box[1], line.box[3]
    if bottom <= HEAD or top >= FOOT:
        return True
    first = bottom <= HEAD + OUTER and not any(other.box and other.box[3] <= top for other in lines)
    last = top >= FOOT - OUTER and not any(other.box and other.box[1] >= bottom for other in lines)
    return first or last


def _page_offset(pages: Sequence[Page]) -> int:
    """Printed minus real page number: the commonest one among lone numbers in the margins."""
    offsets: Counter[int] = Counter()
    for page in pages:
        for line in page.lines:
            bare = _BARE.fullmatch(line.text)
            if bare and line.box and (line.box[3] <= HEAD or line.box[1] >= FOOT) and _alone(line, page.lines):
                offsets[int(bare[1]) - page.number] += 1
    return offsets.most_common(1)[0][0] if offsets else 0


def _running_heads(pages: Sequence[Page]) -> frozenset[str]:
    """Words that stand in the margin of several pages, without blanks."""
    seen: Counter[str] = Counter()
    for page in pages:
        words = {
            "".join(line.text.split())
            for line in page.lines
            if line.box and _at_edge(line, page.lines) and not _OF_TABLE.search(line.text) and _alone(line, page.lines)
        }
        seen.update(words)
    enough = max(REPEATED, len(pages) // 3)
    return frozenset(words for words, count in seen.items() if count >= enough and not _BARE.fullmatch(words))
