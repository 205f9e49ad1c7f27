"""Titles of reports, wherever they stand: `<body>2024年度部门决算`, `2024年<body>“三公”经费预算`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.vocabulary.bodies import Bodies

TITLE_LINES = 80  # of a document, in which its title is looked for; the whole of a one-line document
LONGEST = 60  # characters of a title

_FRAME = re.compile(
    r"[|>»】\[\]【•]+|(?<=\S)\s+(?=第?[一二三四五六七八九十]{1,3}(?:、|部分))|\(目录\)|目\s*录"
    r"|(?<=说明|公开|情况|预算|决算|报告)\s*(?=一、|第一部分)"
)
_CLAUSE = re.compile(r"[。;!?]|,(?!\d)")
_INSIDE = re.compile(r"\S+:\S+")  # 来源:某县财政局, beside a title
_YEAR = re.compile(r"(?:(?<!\d)20\d\d(?!\d)|二[〇○零О0O][一二三四五六七八九〇○零О0O]{2})[-年]?度?")
_REPORT = re.compile(r"[预决]算|三公|绩效")
_ENDS = re.compile(
    r"(?:[预决]算(?:数)?|公开|说明|情况|报告|草案|表|公告|信息|绩效|经费|书)(?:\([^()]{1,12}\)|公示|[》”\"])*$"
)  # 部门预算公开说明; not 支出预算为
_NO_BODY = re.compile(r"[:,。;>|\d]|[预决]算")  # of a line that is more than a name
_ORDINAL = re.compile(
    r"^(?:第.{1,2}部分|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[.、]|附?表[一二三四五六七八九十\d])"
)


@dataclass(frozen=True)
class Title:
    """What names a report, without blanks; `whole` where it stands alone, not in a sentence or under a number."""

    text: str
    whole: bool


def find_titles(lines: Sequence[str], bodies: Bodies) -> tuple[Title, ...]:
    """Every text at the beginning of a document that holds a year and a word for a report; lines with single blanks.

    A title whose body stands alone on the line before gets it: 某县林业局, 2024年部门预算.
    """
    found: list[Title] = []
    before = ""
    for line in lines[:TITLE_LINES]:
        for title in _in_line(line):
            body = before if title.whole and _YEAR.match(title.text) else ""
            found.append(Title(body + title.text, title.whole))
        alone = "".join(line.split())
        before = alone if len(alone) <= 30 and bodies.ends_name(alone) and not _NO_BODY.search(alone) else ""
    return tuple(found)


def _in_line(line: str) -> Iterator[Title]:
    """
    >>> list(_in_line("首页 > 公开 > 某县林业局2024年部门预算"))
    [Title(text='某县林业局2024年部门预算', whole=True)]
    >>> list(_in_line("某县林业局2024年预算为5万元,比上年增加。"))
    [Title(text='某县林业局2024年预算为5万元', whole=False)]
    """
    for frame in _FRAME.split(line):
        clauses = _CLAUSE.split(frame)
        for clause in clauses:
            text = "".join(word for word in clause.split() if not _INSIDE.fullmatch(word) or _REPORT.search(word))
            if _YEAR.search(text) and _REPORT.search(text):
                yield Title(text, len(clauses) == 1 and is_title(text) and not _ORDINAL.match(text))


def is_title(text: str) -> bool:
    """Whether a text without blanks has the shape of a title.

    >>> is_title("某县林业局2024年部门预算公开说明"), is_title("2024年预算为5万元,增长。")
    (True, False)
    """
    return len(text) <= LONGEST and bool(_ENDS.search(text)) and not re.search(r"[,。;!?]", text)
