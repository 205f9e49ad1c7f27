"""Where a text speaks in rows of a table: the lines below a title, up to the next title, a note or a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.document import Line
from pipeline.tables.captions import is_caption_row, is_furniture, is_note, is_title
from pipeline.tables.flow.tokens import Token, tokens_of
from pipeline.tables.flow.widths import ideograph_width

LEAST_FIGURES = 2
MOST_LOOKED_AT = 5000  # lines, among which one with a tab shows that cells were kept
LAID_OUT = 0.1  # share of lines with runs far apart, from which on a text kept its layout
BOXED = 0.3  # share of a text's lines with one blank line behind them
LONGEST_WORD = 40  # characters of a token that may be a name
_PARTED = re.compile(r"\S\s{2,}\S")
_PROSE = re.compile(r"[。；;？?！!]|，.*[\u4e00-\u9fff]|\d\s*[百千万亿]*元(?![)）])|(?:[:：])$")
_OF_TEXT = re.compile(r"(?:情况|说明|概况|解释|职责|职能|设置|部分)$")  # 其他相关情况说明; not 其他商品和服务支出
_HEADING = re.compile(
    r"第[一二三四五六七八九十]+部分|[（(]?[一二三四五六七八九十]{1,3}(?:[)）]|、).*(?:情况|说明|概况|解释|职责|职能|设置|构成|表)(?:[（(].*)?$"
)


@dataclass(frozen=True, slots=True)
class Region:
    """The tokens of one titled table, line by line, its title, and the lines [start, end) that it takes."""

    title: str
    start: int
    end: int
    rows: tuple[tuple[Token, ...], ...]
    ahead: tuple[tuple[Token, ...], ...] = ()  # lines before the title that came out of boxes of the table
    behind: tuple[
        tuple[Token, ...], ...
    ] = ()  # lines of words behind the last row, up to a title, a note or a sentence


def find_regions(lines: Sequence[Line], names_table: Callable[[str], bool]) -> Iterator[Region]:
    """The stretches below titles that hold figures, in order; a title that comes again on the next page opens no new one."""
    ideograph = ideograph_width(line.printed or line.text for line in lines)
    boxed = is_in_boxes(lines)
    titles = _titles(lines, names_table)
    at = floor = 0
    while at < len(lines):
        title = titles.get(at)
        at += 1
        if not title:
            continue
        region = _region(lines, at, (title, boxed), titles, ideograph)
        if region is not None:
            ahead = _ahead(lines, floor, at - 1, names_table) if boxed else []
            yield replace(region, ahead=tuple(map(tuple, ahead)))
            at = floor = region.end


def is_in_boxes(lines: Sequence[Line]) -> bool:
    """Whether a text's lines stand in boxes with one blank line between them; blank lines for empty cells come in rows, too."""
    if any("\t" in line.text for line in lines[:MOST_LOOKED_AT]):
        return False
    written = [(line.printed or line.text).strip() for line in lines if line.text.strip()]
    if sum(_PARTED.search(text) is not None for text in written) > LAID_OUT * len(written):
        return False
    blank = "".join("-" if line.text.strip() else " " for line in lines)
    single = len(re.findall(r"-(?= -)", blank))
    return single > BOXED * blank.count("-") and len(re.findall(r"- {2,}(?=-)", blank)) < 0.2 * single


def _titles(lines: Sequence[Line], names_table: Callable[[str], bool]) -> dict[int, str]:
    """The titles by their lines; "" for the second line of one whose bracket the first leaves open."""
    titles: dict[int, str] = {}
    for at, line in enumerate(lines):
        if at in titles:
            continue
        title = _title(line, names_table)
        if title is None and at + 1 < len(lines) and line.text.count("（") > line.text.count("）"):
            following = lines[at + 1]
            title = _title(replace(line, text=line.text.strip() + following.text.strip()), names_table)
            if title is not None and _title(following, names_table) is None:
                titles[at + 1] = ""
        if title is not None:
            titles[at] = title
    return titles


def _title(line: Line, names_table: Callable[[str], bool]) -> str | None:
    text = "".join(line.text.split())
    return (
        text if text and "\t" not in line.text and "|" not in text and (is_title(text) or names_table(text)) else None
    )


def _ahead(lines: Sequence[Line], floor: int, title_at: int, names_table: Callable[[str], bool]) -> list[list[Token]]:
    """Lines right before a title that came out of boxes of its table: codes, names, heads; up to a note, a sentence, a title."""
    rows: list[list[Token]] = []
    for at in range(title_at - 1, floor - 1, -1):
        text = lines[at].text.strip()
        if not text:
            continue
        if _title(lines[at], names_table) or is_note(text) or "\t" in text or _is_prose(text):
            break
        if not _is_around(text, lines[at]):
            rows.append(tokens_of(lines[at], at))
    return rows[::-1]


def _region(
    lines: Sequence[Line], start: int, named: tuple[str, bool], titles: Mapping[int, str], ideograph: int
) -> Region | None:
    title, boxed = named
    rows: list[tuple[int, list[Token]]] = []
    for at in range(start, len(lines)):
        text = lines[at].text.strip()
        if not text:
            continue
        again = titles.get(at)
        if again is not None:
            if again in (title, ""):
                continue
            break
        if boxed and is_note(text):
            continue
        if is_note(text) or "\t" in text or "|" in text or _is_prose(text):
            break
        tokens = tokens_of(lines[at], at, ideograph)
        if not _is_around(text, lines[at]) or tokens[0].kind == "code":
            rows.append((at, tokens))
    last = next((n for n in range(len(rows) - 1, -1, -1) if any(t.kind == "figure" for t in rows[n][1])), None)
    if last is None or sum(t.kind == "figure" for _, row in rows[: last + 1] for t in row) < LEAST_FIGURES:
        return None
    while last + 1 < len(rows) and _goes_on(rows, last):
        last += 1
    held, behind = rows[: last + 1], rows[last + 1 :]
    lines_of = tuple(tuple(row) for _, row in held)
    return Region(title, held[0][0], held[-1][0] + 1, lines_of, behind=tuple(tuple(row) for _, row in behind))


def _goes_on(rows: Sequence[tuple[int, Sequence[Token]]], last: int) -> bool:
    """Whether the line behind the last figures is the end of a wrapped name, or its code: short words, right below."""
    at, row = rows[last + 1]
    near = at - rows[last][0] <= 1
    kinds = [token.kind for token in row]
    ends = kinds in (["word"], ["code"], ["code", "word"])
    return near and ends and len(row[-1].text) <= 12 and not _OF_TEXT.search(row[-1].text)


def _is_around(text: str, line: Line) -> bool:
    """Whether a line is unit, body or number of the form, which come again on each page; not the end of 政府性基金 预算."""
    return text not in ("预算", "决算") and (is_furniture(text) or is_caption_row(line.printed or text))


def _is_prose(text: str) -> bool:
    compact = "".join(text.split())
    if _HEADING.match(compact):
        return True
    if compact.strip(":：") == "其中":
        return False  # a head
    return bool(_PROSE.search(compact)) or any(len(word) > LONGEST_WORD for word in text.split())
