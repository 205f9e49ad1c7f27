"""The fiscal year, and whether the report is a budget or a final account."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeVar

from pipeline.document import ReportType
from pipeline.identity.evidence import Evidence

COVER, BODY, HEADING, NAME, TABLE = 12.0, 5.0, 3.0, 2.0, 0.5  # how much one mention weighs
LARGEST_TABLE_SHARE = 6.0  # the lines over tables together

TOLD, AT_MOST = 0.4, 6  # of a year that the text names, and how many such mentions count

Choice = TypeVar("Choice")
Votes = dict[Choice, float]

_CHINESE_DIGITS = str.maketrans("〇○零О一二三四五六七八九", "0000123456789")
_CHINESE_YEAR = re.compile(r"二[〇○零О0O][一二三四五六七八九〇○零О0O]{2}(?=年)")  # 二〇二四年
_FUNDS = re.compile(  # budgets that are no reports: 一般公共预算; not 部门预算
    r"公共(?:财政)?预算|基金预算|经营预算|预算单位|预算绩效|预算管理|年初预算|部门预算项目(?:支出)?绩效|预算收入|预算支出|财政预算|预算法|预算数|决算数"
)
_DATED = re.compile(r"(?<!\d)(20\d\d)年?度?[^\d。；]{0,40}?(预决算|预算|决算)")  # 2024年度某县水利局部门预算
_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?:年|(?!\d))")
_FIRST_YEAR = re.compile(
    r"(?<![比较与同和是因〔\[(])(?<!\d)20[0-4]\d年(?!\d{1,2}月)度?(?:[^\d。；;]{0,40}?(?:预决算|预算|决算))?"
)  # 2024年…预算; not 比2023年, the amount 2000
_REPORT = re.compile(r"预算|决算")
_COMPARED = re.compile(
    r"预决算|(?:比|较|与|同)(?:上年|去年|20\d\d年度?)(?:年初|支出)?预算数?|预算法|预算管理|决算公开情况"
)
_SPENT = re.compile(
    r"决算|自评|实际支出|实际完成|执行数|(?:低于|高于|大于|小于|超过|完成|占|为)(?:年初|全年|调整|年度|当年|年)*预算"
    r"|(?:比|较|与|和)(?:年初|全年|调整|年度|当年)*预算"
)  # 完成年初预算的98%; not 比上年预算
_PLANNED = re.compile(
    r"(?<!公共)(?<!基金)(?<!经营)(?<!年初)(?<!全年)预算|安排[“\"]?三公|经费安排|绩效目标(?:申报|批复)?表"
)
_PAID = re.compile(r"[“\"]?三公[”\"]?经费[^,，。；;]{0,12}支出[^,，。；;]{0,6}\d|累计支出|支出合计")
_MONEY = r"(?:预算(?!法|管理|单位|绩效管理|制度|改革)|决算(?!管理)|经费|收入|支出|收支|拨款|结转|结余|绩效|[\d.]+[百千万亿]*元|执行数)"
_OF_MONEY = re.compile(rf",?[^,。;:]{{0,40}}?{_MONEY}")  # behind a year: 年度收入合计; not 年施行的新预算法, 年搬入新馆
_YEAR_LENGTH = len("2024年")
_OWN_YEAR = re.compile(
    r"(?<![比较与同和于至自从到起因是及、—-])(?<!\d)(20[0-4]\d)年度?(?!\d{1,2}月|初|末|以来|底|至|—|-|[预决]算数?(?:相比|减少|增加|下降|增长))"
)  # 2024年; not 较2023年, 2024年3月
_WRAPPED = re.compile(r"(?<!\d)\n|\n(?!\d)")  # an end of a line; not one between digits, which would grow together
_PERIOD = re.compile(r"^(?:[预决]算年度:?)?(20\d\d)(?:年度|年)?$|^\(?(20\d\d)年度\)?$")  # over a table: 2024年度
_PUBLISHED = re.compile(r"(20\d\d)年\d{1,2}月")


def find_period(evidence: Evidence) -> tuple[int | None, ReportType | None]:
    """Fiscal year and kind of report, from the places that weigh most; None where nothing says it.

    A budget is that of the year it names, a final account too: 2023年度部门决算, published in 2024, is of 2023.
    """
    kinds: Votes[ReportType] = defaultdict(float)
    years: dict[ReportType | None, Votes[int]] = {kind: defaultdict(float) for kind in (None, "budget", "final")}
    for text, weight in _mentions(evidence):
        _count(text, weight, kinds, years)
    if not evidence.titled and (spoken := spoken_of(evidence.body)):
        kinds[spoken] += BODY
    kind = max(kinds.items(), key=lambda item: item[1])[0] if kinds else spoken_of(evidence.body)
    dated = years[kind] if kind and years[kind] else _together(years.values())
    _count_periods(evidence.body, dated)
    if not (evidence.titled and (dated or _published(evidence, kind))):
        for year, count in _told_years(evidence.body).items():
            dated[year] += min(count, AT_MOST) * TOLD
    if not dated:
        return _published(evidence, kind), kind
    return max(dated.items(), key=lambda item: (item[1], item[0]))[0], kind


def spoken_of(lines: Iterable[str]) -> ReportType | None:
    """What a text without a title page reports on: budgets hardly speak of 决算, final accounts of both.

    >>> spoken_of(["“三公”经费支出预算为5.00万元，支出决算为4.00万元。"]), spoken_of(["2024年预算支出5.00万元。"])
    ('final', 'budget')
    >>> spoken_of(["“三公”经费支出合计5.00万元，比预算数减少1.00万元。"]), spoken_of(["2024年安排“三公”经费5.00万元。"])
    ('final', 'budget')
    """
    text = _COMPARED.sub("", "".join(lines))
    final = len(_SPENT.findall(text))
    budget = len(_PLANNED.findall(text))
    if not final and not budget:
        return "final" if _PAID.search(text) else None
    return "final" if final * 3 >= final + budget else "budget"


def _told_years(lines: Iterable[str]) -> Counter[int]:
    """How often a text speaks of each year's money, but for years it compares with and dates.

    >>> _told_years(["根据2015年施行的新预算法,本馆2019年迁入新址。", "2023年收入合计5.00万元,比2022年增加1.00万元。"])
    Counter({2023: 1})
    >>> _told_years(["发布时间:2024-08-15", "2023年“三公”经费支出5.00万元"])
    Counter({2023: 1})
    """
    text = _WRAPPED.sub("", _arabic("\n".join(lines)))
    return Counter(int(match[1]) for match in _OWN_YEAR.finditer(text) if _OF_MONEY.match(text, match.end()))


def _together(votes: Iterable[Votes[int]]) -> Votes[int]:
    total: Votes[int] = defaultdict(float)
    for found in votes:
        for year, weight in found.items():
            total[year] += weight
    return total


def _mentions(evidence: Evidence) -> Iterator[tuple[str, float]]:
    if evidence.titled:
        cover = [_arabic(row) for row in evidence.cover]
        yield "".join(row for row in cover if not _PUBLISHED.search(row)), COVER
    else:
        titles = [title.text for title in evidence.titles if title.whole]
        for title in titles[:2]:
            yield _arabic(title), COVER / 2
        opening = _FUNDS.sub("", _arabic("".join(evidence.cover)))
        of_money = (
            year for year in _FIRST_YEAR.finditer(opening) if _OF_MONEY.match(opening, year.start() + _YEAR_LENGTH)
        )
        dated = next(of_money, None) if not titles else None
        yield dated[0] if dated else "", HEADING  # the years it is compared with come later
    for heading in evidence.headings:
        said = _arabic(heading)
        if _REPORT.search(said) or any(_OF_MONEY.match(said, year.end()) for year in _YEAR.finditer(said)):
            yield said, HEADING
    yield _arabic(evidence.name), NAME


def _count(text: str, weight: float, kinds: Votes[ReportType], years: dict[ReportType | None, Votes[int]]) -> None:
    text = _FUNDS.sub("", text)
    dated = list(_DATED.finditer(text))
    for match in dated:
        kind = _kind(match[2])
        kinds[kind] += weight
        years[kind][int(match[1])] += weight
    if not dated:
        for word in _REPORT.findall(text):
            kinds[_kind(word)] += weight / 2
        for year in _YEAR.findall(text):
            years[None][int(year)] += weight / 2


def _kind(word: str) -> ReportType:
    return "budget" if word == "预算" else "final"


def _count_periods(lines: Iterable[str], dated: Votes[int]) -> None:
    found = Counter(int(match[1] or match[2]) for line in lines if (match := _PERIOD.match(line)))
    for year, count in found.items():
        dated[year] += min(count * TABLE, LARGEST_TABLE_SHARE)


def _published(evidence: Evidence, kind: ReportType | None) -> int | None:
    """From the date of the cover: budgets come out in their year, final accounts in the year after."""
    for row in evidence.cover:
        match = _PUBLISHED.search(_arabic(row))
        if match and kind:
            return int(match[1]) - (kind == "final")
    return None


def _arabic(text: str) -> str:
    """
    >>> _arabic("二〇二四年部门预算")
    '2024年部门预算'
    """
    return _CHINESE_YEAR.sub(lambda match: match[0].translate(_CHINESE_DIGITS).replace("O", "0"), text)
