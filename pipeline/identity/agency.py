"""The disclosing body's full name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from pipeline.identity.evidence import Evidence
from pipeline.vocabulary.regions import Regions

COVER, LABELLED, CODED, HEADING, RULES, NAME = 8.0, 4.0, 2.0, 3.0, 4.0, 1.0
ONCE_MORE = 0.5  # every further mention in the same place
AT_MOST = 6  # mentions that count
MISREAD = 6  # one character in six may be misread

_YEAR = re.compile(r"(?:(?<!\d)20\d\d(?!\d)|二[〇○零О0O][一二三四五六七八九〇○零О0O]{2})年?度?")
_REPORT = re.compile(
    r"(?:[省市区县州旗镇乡]级|本级)?(?:部门|单位)?(?:\(单位\))?(?:收支|信息|财务|综合)?(?:预决算|预算|决算)"
    r"(?:及|和|信息|公开|编制|草案|报告|情况|说明|数据|表|批复|收支|“|\"|三公|$|\().*$"
)  # 部门预算公开说明; not 预算审核中心
_SUFFIX = re.compile(
    r"(?:局|委|委员会|办|办公室|办公厅|室|部|院|校|学|学校|中学|小学|幼儿园|中心|处|所|站|队|会|厅|政府|团委|社|署|馆|园|台|公司|集团|基地"
    r"|党校|协会|联合会|管委会|街道|街道办|办事处|镇|乡|工委|纪委|监委|机关|服务区|保护区|医院|卫生院|库|场|庭|科|组|督查组|兵团|师|团|政协|人大|妇联|残联"
    r"|工会|侨联|文联|科协|工商联|红十字会|供销社|林场|农场|水库|管理区|开发区|示范区|园区|新区)(?:\((?:本级|机关|本部|汇总)\)|本级|机关)?$"
)
_OWN_LEVEL = re.compile(r"(?:\((?:本级|机关|本部|汇总)\)|本级)$")
_HEADING = re.compile(
    r"^(.{4,40}?)(?:部门|单位)?(?:概况|基本情况|(?:主要)?(?:工作)?职[责能]|机构设置|(?:所属)?(?:预算|决算)单位构成|20\d\d年)"
)
_STAFFING = re.compile(r"《(.{4,40}?)(?:主要)?(?:职能配置|职责配置|职责|机构职能)[、,，]?(?:内设机构|机构设置|和)")
# 根据《某县水利局职能配置、内设机构和人员编制规定》
_DUTY = re.compile(r"(?:^|[，。])([^，。《》]{4,40}?)的?(?:主要职责|主要职能)(?:是|为|包括|如下)")
_ORDINAL = frozenset("一二三四五六七八九十东南西北上下前后")  # what tells sister bodies apart
_CODE = re.compile(r"^\d{3,12}[-_:]?|[-_]\d{6,12}$")
_LEAD = re.compile(r"^(?:关于|附件\d*:?|附:?|公开|[一二三四五六七八九十]+、|第.部分)+")
_NO_NAME = re.compile(r"[，。；:]|(?:部门|单位)(?:预算|决算)")
_OTHERS = re.compile(r"^(?:根据|按照|本|我|各|全|该|上级|同级|本部门|部门|单位)")


def find_agency(evidence: Evidence, regions: Regions) -> str | None:
    """The name that cover, labelled lines, headings and rules of staffing agree on best; None where none gives one."""
    votes: dict[str, float] = defaultdict(float)
    spelt: dict[str, Counter[str]] = defaultdict(Counter)  # the spellings of a name, the misread ones, too
    for weight, names in _sources(evidence):
        counts = Counter(_OWN_LEVEL.sub("", name) for raw in names if (name := _clean(raw, regions)))
        for name, count in counts.items():
            key = next((known for known in votes if _same(known, name)), name)
            votes[key] += weight + ONCE_MORE * (min(count, AT_MOST) - 1)
            spelt[key][name] += count
    if not votes:
        return None
    best = max(votes, key=lambda key: (votes[key] + _fullness(key, regions), len(key)))
    return spelt[best].most_common(1)[0][0]


def _same(name: str, other: str) -> bool:
    """Whether two spellings are one name with a character in six misread.

    >>> _same("某县城东档案馆", "某县城东档索馆"), _same("某县第一中学校", "某县第二中学校")
    (True, False)
    """
    differing = [pair for pair in zip(name, other, strict=False) if pair[0] != pair[1]]
    numbers = any(_ORDINAL.issuperset(pair) for pair in differing)
    return len(name) == len(other) and len(differing) <= len(name) // MISREAD and not numbers


def _sources(evidence: Evidence) -> Iterator[tuple[float, list[str]]]:
    yield COVER if evidence.titled else COVER / 2, sorted(set(_from_cover(evidence)))
    yield LABELLED, list(evidence.labelled)
    yield CODED, list(evidence.coded)
    yield HEADING, [match[1] for title in evidence.headings if (match := _HEADING.match(title))]
    yield RULES, [match[1] for line in evidence.body for match in _STAFFING.finditer(line)]
    yield RULES / 2, [match[1] for line in evidence.body for match in _DUTY.finditer(line)]
    yield NAME, [title_without_report(evidence.name)]


def _from_cover(evidence: Evidence) -> Iterator[str]:
    """The cover read as one line, and each of its rows."""
    if evidence.titled:
        yield title_without_report("".join(row for row in evidence.cover if ":" not in row))
    for row in evidence.cover if evidence.titled else evidence.cover[:3]:
        if ":" not in row:
            yield title_without_report(row)


def title_without_report(title: str) -> str:
    """A title without year and 部门预算 words.

    >>> title_without_report("某县水利局2024年度部门预算公开说明")
    '某县水利局'
    >>> title_without_report("2023年某市财政预算审核中心单位决算")
    '某市财政预算审核中心'
    """
    before, _, after = (_YEAR.sub("\0", title, count=1) + "\0").partition("\0")
    after = after.rstrip("\0")
    if len(before) >= 4 and "预算" not in before[-4:]:
        return _REPORT.sub("", before)
    return _REPORT.sub("", before + after)


def _clean(name: str, regions: Regions) -> str | None:
    """A candidate ready to be compared; None where it cannot be a body's name."""
    name = _LEAD.sub("", _CODE.sub("", name.strip("“”\"'《》:·.-_ ")))
    name = _YEAR.sub("", name)
    if len(name) > 4 and name.endswith(("部门", "单位")):
        name = name[:-2]
    if not 4 <= len(name) <= 40 or not _SUFFIX.search(name) or _OTHERS.match(name) or _NO_NAME.search(name):
        return None
    return None if name in regions.by_name else name


def _fullness(name: str, regions: Regions) -> float:
    """A name that says where the body is is fuller than its short form."""
    return 3.0 if next(regions.mentions(name, None), None) else 0.0
