"""Whether a report is of a department with its units, or of one unit alone: as it calls itself."""

from __future__ import annotations

import re

from pipeline.document import Scope
from pipeline.identity.evidence import Evidence

_BOTH = re.compile(r"(?:部门|单位)[(/、或和及](?:所属)?(?:部门|单位)\)?")  # 部门(单位)预算 says neither
_MEMBERS = re.compile(r"[预决]算单位|(?:下属|所属|下级|基层|二级|主管|各)(?:预算)?(?:部门|单位)|部门[预决]算单位")
_DEPARTMENT = re.compile(r"部门(?:[^单,。;:]{0,12}(?:[预决]算|收支|三公)|(?:基本)?(?:概况|情况|职责|职能))")
_UNIT = re.compile(r"单位(?:[^部,。;:]{0,12}(?:[预决]算|收支|三公)|(?:基本)?(?:概况|情况|职责|职能))")

_YEAR = re.compile(r"20\d\d年?度?")
_REPORT_WORDS = re.compile(r"(?:部门|单位)?(?:[预决]算|收支|[“\"]?三公).*$")


def find_scope(evidence: Evidence, own_level: re.Pattern[str]) -> Scope | None:
    """What the title page says, else the titles, else most headings; None where none does or they are divided.

    A title with the body's own level in it (某县林业局本级2024年部门预算) is of that unit alone, whatever follows.
    `own_level` is what stands at the end of such a name.
    """
    covers = ("".join(evidence.cover),) if evidence.titled else ()
    titles = tuple(title.text for title in evidence.titles if title.whole)
    for said, named in ((covers, True), (titles, True), (evidence.headings, False)):
        if named and any(own_level.search(_body_of(text)) for text in said):
            return "unit"
        bare = [_MEMBERS.sub("", _BOTH.sub("", text)) for text in said]
        departments, units = (sum(bool(word.search(text)) for text in bare) for word in (_DEPARTMENT, _UNIT))
        if departments != units:
            return "department" if departments > units else "unit"
    return None


def _body_of(title: str) -> str:
    """What stands before the year, or before the words for the report.

    >>> _body_of("某县林业局(本级)2024年部门预算"), _body_of("2024年某县林业局本级部门预算公开")
    ('某县林业局(本级)', '某县林业局本级')
    """
    return _REPORT_WORDS.sub("", _YEAR.sub("", title, count=1) if _YEAR.match(title) else _YEAR.split(title)[0])
