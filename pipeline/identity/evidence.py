"""Where a document says what it is: cover, titles, headings, labelled lines, file name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from pipeline.document import Page, Section
from pipeline.identity.titles import Title, find_titles
from pipeline.vocabulary.bodies import Bodies
from pipeline.vocabulary.script import compact, fold_lines

OPENING_LINES = 12  # where a document without a cover may still name itself

_LABELLED = re.compile(
    r"^(?:(?:预算|决算)?(?:主管)?(?:填报|编制|公开|报送|预算|决算|主管)?(?:部门|单位)(?:[(（](?:单位|盖章|公章)[)）])?(?:名称)?)[:：](.{3,60})$"
)  # 编制部门：某县水利局, 填报单位（盖章）：…; not 单位：万元
_MONEY = re.compile(r"(?:人民币)?[百千万亿]*元.*|人民币.*")
_NEXT_LABEL = re.compile(r"(?:金额)?单位[:：].*|20\d\d年.*|公开\d*表?.*|[预决]算年度.*|填报日期.*|日期[:：].*")
_CODED = re.compile(
    r"(?:^|\|)(\d{3,6})[-_—]?([\u4e00-\u9fff][^\d，。：:|]{2,40})(?=$|\|)"
)  # 305012某县水利局, 305012-某县水利局 over the tables of a budget or in a cell
_NAME_END = re.compile(r"(?!.*[预决]算)[^:\d,。;|]{1,20}")  # 业局, below 主管部门:某县农
_DATED = re.compile(r"\S{2,4}年\S{1,3}月(?:\S{1,3}日)?|\d{4}[.-]\d{1,2}(?:[.-]\d{1,2})?")


@dataclass(frozen=True)
class Evidence:
    """What a document prints about itself; blanks dropped, half width, simplified script."""

    cover: tuple[str, ...]  # rows of the title page, or the opening lines
    titled: bool  # whether the document has a title page
    titles: tuple[Title, ...]  # texts like 某县林业局2024年部门预算 near the beginning
    headings: tuple[str, ...]
    labelled: tuple[str, ...]  # values of 部门：…, 编制单位：…
    inside: tuple[str, ...]  # values of 实施单位 … within a line
    published: tuple[str, ...]  # values of 发布机构, 来源
    coded: tuple[str, ...]  # names after a budget code in the lines over tables
    body: tuple[str, ...]  # every line
    name: str  # of the file, without its ending


def gather(pages: Sequence[Page], sections: Sequence[Section], path: str, bodies: Bodies) -> Evidence:
    """All of it, in reading order."""
    lines = [line.text for page in pages for line in page.printed_lines if line.text.strip()]
    titled = bool(sections) and sections[0].label == "cover"
    rows = sections[0].title.split("\n") if titled else []
    below = sections[0].text.split("\n") if titled else []
    headings = [section.title for section in sections if section.label not in ("cover", "contents")]
    folded = fold_lines([*rows, *below, *headings, *lines])
    at = [0, len(rows), len(rows) + len(below), len(rows) + len(below) + len(headings)]
    spaced = folded[at[3] :]
    body = tuple("".join(line.split()) for line in spaced)
    cover = _once(_joined([compact(row) for row in folded[: at[1]]], bodies))
    dates = [row for row in map(compact, folded[at[1] : at[2]]) if _DATED.fullmatch(row)]
    return Evidence(
        cover=tuple(row for row in (*cover, *dates) if row) if titled else body[:OPENING_LINES],
        titled=titled,
        titles=find_titles(spaced, bodies),
        headings=tuple(filter(None, map(compact, folded[at[2] : at[3]]))),
        labelled=tuple(_labelled(_joined((*cover, *body), bodies))),
        inside=tuple(_after(_with_values(spaced, bodies.answers), bodies.answers, bodies)),
        published=tuple(_after(spaced, bodies.publishes, bodies)),
        coded=tuple(match[2] for line in body for match in _CODED.finditer(line)),
        body=body,
        name=compact(fold_lines([PurePath(path).stem])[0]),
    )


def _once(rows: list[str]) -> list[str]:
    """A title page whose rows are there twice, as the name of a web page and as its title.

    >>> _once(["2024年某县林业局预算", "2024年", "某县林业局预算"])
    ['2024年某县林业局预算']
    """
    halves = (end for end in range(1, len(rows)) if "".join(rows[:end]) == "".join(rows[end:]))
    return rows[: next(halves, len(rows))]


def _joined(rows: Sequence[str], bodies: Bodies) -> list[str]:
    """The rows with a labelled name that wrapped in one row again: 主管部门:某县农 + 业局."""
    joined: list[str] = []
    for row in rows:
        before = joined[-1] if joined else ""
        wrapped = _LABELLED.match(before) and _NAME_END.fullmatch(row) and not bodies.ends_name(before)
        if wrapped and bodies.ends_name(row):
            joined[-1] = before + row
        else:
            joined.append(row)
    return joined


def _labelled(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        match = _LABELLED.match(line)
        if match:
            value = _NEXT_LABEL.sub("", match[1])
            if len(value) >= 3 and not _MONEY.fullmatch(value):
                yield value


def _with_values(lines: Sequence[str], labels: str) -> Iterator[str]:
    """The lines, those that are a label alone with the next line behind them: a form with a cell a line."""
    alone = re.compile(rf"(?:{labels})\s*(?:\((?:盖章|公章)\))?[\s|:]*")
    for line, following in zip(lines, [*lines, ""][1:], strict=True):
        yield f"{line.strip(' |:')} {following}" if alone.fullmatch(line.strip()) else line


def _after(lines: Iterable[str], labels: str, bodies: Bodies) -> Iterator[str]:
    """What follows a label up to the next blank, bar or label: 发布机构 ] | 某县林业局 |."""
    value = r"(?:\d{3,12}\s*[-_]?\s*)?([\u4e00-\u9fff()]{4,40}?)"
    pattern = re.compile(
        rf"(?:{labels})\s*(?:\((?:盖章|公章)\))?\s*\]?\s*[:|]?\s*{value}(?=[\s|\d]|$|项目|{bodies.answers})"
    )
    for line in lines:
        for match in pattern.finditer(line):
            yield match[1]
