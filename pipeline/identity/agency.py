"""The disclosing body's full name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from pipeline.identity.evidence import Evidence
from pipeline.identity.names import believe_name, clean_name, title_without_report
from pipeline.vocabulary.regions import Regions

COVER, TITLE, LABELLED, CODED, HEADING, RULES, TOLD, NAME = 8.0, 5.0, 4.0, 2.0, 3.0, 4.0, 2.0, 1.0
PUBLISHED, SENTENCE = 1.0, 1.5
ONCE_MORE = 0.5  # every further mention in the same place
AT_MOST = 6  # mentions that count
MISREAD = 6  # one character in six may be misread

_HEADING = re.compile(
    r"^(?:第.{1,2}部分:?|[一二三四五六七八九十]{1,2}、)?"
    r"(.{4,40}?)(?:部门|单位)?(?:概况|基本情况|(?:主要)?(?:工作)?职[责能]|机构设置|(?:所属)?(?:预算|决算)单位构成|20\d\d年)"
)
_STAFFING = re.compile(r"《(.{4,40}?)(?:主要)?(?:职能配置|职责配置|职责|机构职能)[、,，]?(?:内设机构|机构设置|和)")
# 根据《某县水利局职能配置、内设机构和人员编制规定》
_DUTY = re.compile(r"(?:^|[,，。])([^,，。《》]{4,40}?)的?(?:主要职责|主要职能)(?:是|为|包括|如下)")
_OPENING = re.compile(r"(?:^|。|(?<=\)))([^,，。;:《》\d]{6,60})")  # of a sentence
_ORDINAL = frozenset("一二三四五六七八九十东南西北上下前后")  # what tells sister bodies apart
_BODY_AFTER_PLACE = re.compile(
    r"[\u4e00-\u9fff]{2,24}?(?:局|委员会|中心|厅|法院|检察院|学院|大学|学校|医院|管理处|馆|站|办公室|办事处|协会|联合会)"
)  # after 某市; the shortest that ends like a body
_SPEAKER = re.compile(r"(?:经|由|报|向|据|对|和|与|及|隶属|隶属于|受|接受)$")  # before a body that is another one
_PARTY = ("中共", "共青团", "政协")  # before the place in a name
_OVERSEER = re.compile(r"(?:财政局|财政厅|人民代表大会常务委员会|统计局|审计局)$")


def find_agency(evidence: Evidence, regions: Regions) -> str | None:
    """The name that cover, labelled lines, headings and rules of staffing agree on best; None where none gives one."""
    votes: dict[str, float] = defaultdict(float)
    spelt: dict[str, Counter[str]] = defaultdict(Counter)  # the spellings of a name, the misread ones, too
    for weight, names in _sources(evidence, regions):
        own_level = regions.bodies.own_level
        counts = Counter(own_level.sub("", name) for raw in names if (name := clean_name(raw, regions)))
        for name, count in counts.items():
            key = next((known for known in votes if _same(known, name)), name)
            votes[key] += weight + ONCE_MORE * (min(count, AT_MOST) - 1)
            spelt[key][name] += count
    if not votes:
        spoken = None if _of_a_place(evidence, regions) else _spoken_of(evidence, regions)
        return _believed(evidence, regions) or spoken
    best = max(votes, key=lambda key: (votes[key] + _fullness(key, regions), len(key)))
    fuller = [name for name in votes if votes[name] >= COVER and _is_fuller(name, best, regions)]
    return spelt[max(fuller, key=len, default=best)].most_common(1)[0][0]


def _is_fuller(name: str, short: str, regions: Regions) -> bool:
    """Whether a name is the short one with the place above it before: 荷塘市钟楼区民政局 of 钟楼区民政局."""
    above = name.removesuffix(short)
    return above != name and above in regions.by_name


def _of_a_place(evidence: Evidence, regions: Regions) -> bool:
    """Whether the first title is that of a whole place: 某县2024年“三公”经费决算; the body behind it stays open."""
    title = next((title.text for title in evidence.titles if title.whole), "")
    return title_without_report(title) in regions.by_name


def _same(name: str, other: str) -> bool:
    """Whether two spellings are one name with a character in six misread.

    >>> _same("某县城东档案馆", "某县城东档索馆"), _same("某县第一中学校", "某县第二中学校")
    (True, False)
    """
    differing = [pair for pair in zip(name, other, strict=False) if pair[0] != pair[1]]
    numbers = any(_ORDINAL.issuperset(pair) for pair in differing)
    return len(name) == len(other) and len(differing) <= len(name) // MISREAD and not numbers


def _sources(evidence: Evidence, regions: Regions) -> Iterator[tuple[float, list[str]]]:
    summary = _of_a_place(evidence, regions)
    cover = sorted(set(_from_cover(evidence)))
    yield COVER if evidence.titled else COVER / 2, cover
    titles = [title_without_report(title.text) for title in evidence.titles if title.whole]
    yield TITLE, [name for name in titles if not evidence.titled or name not in cover]
    yield SENTENCE, [title_without_report(title.text) for title in evidence.titles if not title.whole]
    yield LABELLED, list(evidence.labelled)
    yield CODED, [*evidence.coded, *evidence.inside]
    yield PUBLISHED, [name for name in evidence.published if not (summary or _OVERSEER.search(name))]
    yield HEADING, [match[1] for title in evidence.headings if (match := _HEADING.match(title))]
    yield HEADING / 2, [match[1] for line in evidence.body if len(line) <= 60 and (match := _HEADING.match(line))]
    yield RULES, [match[1] for line in evidence.body for match in _STAFFING.finditer(line)]
    yield RULES / 2, [match[1] for line in evidence.body for match in _DUTY.finditer(line)]
    yield TOLD, [] if summary else list(_told(evidence, regions))
    yield NAME, [title_without_report(evidence.name)]


def _told(evidence: Evidence, regions: Regions) -> Iterator[str]:
    """What a sentence opens with that says what the body is, where it names a place: 某县种子站下设办公室."""
    told = re.compile(rf"(?:\([^()]{{4,40}}\))?(?:{regions.bodies.is_told})")
    for line in evidence.body:
        for opening in _OPENING.finditer(line):
            if not next(regions.mentions(opening[1][:12], None), None):
                continue
            names = (opening[1][: match.start()] for match in told.finditer(opening[1]))
            yield from [name for name in names if clean_name(name, regions)][:1]


def _from_cover(evidence: Evidence) -> Iterator[str]:
    """The cover read as one line, and each of its rows."""
    if evidence.titled:
        yield title_without_report("".join(row for row in evidence.cover if ":" not in row))
    for row in evidence.cover if evidence.titled else evidence.cover[:3]:
        if ":" not in row:
            yield title_without_report(row)


def _believed(evidence: Evidence, regions: Regions) -> str | None:
    """Where nothing ends like a body: what stands in its place on the title page."""
    rows = [*_from_cover(evidence)] if evidence.titled else []
    texts = [*rows, *(title_without_report(title.text) for title in evidence.titles if title.whole)]
    return next((name for text in texts if (name := believe_name(text, regions))), None)


def _spoken_of(evidence: Evidence, regions: Regions) -> str | None:
    """In a passage without title: the one body of a named place that it speaks of most."""
    found: Counter[str] = Counter()
    text = "".join(evidence.body)
    for mention in regions.mentions(text, None):
        match = _BODY_AFTER_PLACE.match(text, mention.end)
        before = text[max(0, mention.start - 5) : mention.start]
        if not match or _SPEAKER.search(before):
            continue
        party = next((prefix for prefix in _PARTY if before.endswith(prefix)), "")
        name = clean_name(party + mention.name + match[0], regions)
        if name and not _OVERSEER.search(name):
            found[name] += 1
    best = found.most_common(2)
    return best[0][0] if best and (len(best) == 1 or best[0][1] > best[1][1]) else None


def _fullness(name: str, regions: Regions) -> float:
    """A name that says where the body is is fuller than its short form."""
    return 3.0 if next(regions.mentions(name, None), None) else 0.0
