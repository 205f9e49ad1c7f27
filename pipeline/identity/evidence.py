"""Where a document says what it is: cover, headings, labelled lines, file name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from pipeline.document import Page, Section

OPENING_LINES = 12  # where a document without a cover may still name itself

_LABELLED = re.compile(
    r"^(?:(?:预算|决算)?(?:主管)?(?:填报|编制|公开|报送|预算|决算|主管)?(?:部门|单位)(?:[(（]单位[)）])?(?:名称)?)[:：](.{3,60})$"
)  # 编制部门：某县水利局, 部门：…; not 单位：万元
_MONEY = re.compile(r"(?:人民币)?[百千万亿]*元.*|人民币.*")
_NEXT_LABEL = re.compile(r"(?:金额)?单位[:：].*|20\d\d年.*|公开\d*表?.*|[预决]算年度.*|填报日期.*|日期[:：].*")
_CODED = re.compile(r"^(\d{3,6})([\u4e00-\u9fff][^\d，。：:]{2,40})$")  # 305012某县水利局, over the tables of a budget


@dataclass(frozen=True)
class Evidence:
    """What a document prints about itself; blanks dropped, half width."""

    cover: tuple[str, ...]  # rows of the title page, or the opening lines
    titled: bool  # whether the document has a title page
    headings: tuple[str, ...]
    labelled: tuple[str, ...]  # values of 部门：…, 编制单位：…
    coded: tuple[str, ...]  # names after a budget code in the lines over tables
    body: tuple[str, ...]  # every line
    name: str  # of the file, without its ending


def gather(pages: Sequence[Page], sections: Sequence[Section], path: str) -> Evidence:
    """All of it, in reading order."""
    lines = tuple(compact(line.text) for page in pages for line in page.lines if line.text.strip())
    titled = bool(sections) and sections[0].label == "cover"
    cover = tuple(compact(row) for row in sections[0].title.split("\n")) if titled else lines[:OPENING_LINES]
    dates = tuple(compact(row) for row in sections[0].text.split("\n")) if titled else ()
    headings = tuple(compact(section.title) for section in sections if section.label not in ("cover", "contents"))
    return Evidence(
        cover=tuple(row for row in (*cover, *dates) if row),
        titled=titled,
        headings=tuple(title for title in headings if title),
        labelled=tuple(_labelled(lines)),
        coded=tuple(match[2] for line in lines if (match := _CODED.match(line))),
        body=lines,
        name=compact(PurePath(path).stem),
    )


def compact(text: str) -> str:
    """Half width, without blanks; Chinese punctuation as NFKC folds it.

    >>> compact("编制部门：某县　水利局（本级）")
    '编制部门:某县水利局(本级)'
    """
    return "".join(unicodedata.normalize("NFKC", text).split())


def _labelled(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        match = _LABELLED.match(line)
        if match:
            value = _NEXT_LABEL.sub("", match[1])
            if len(value) >= 3 and not _MONEY.fullmatch(value):
                yield value
