"""The place a body belongs to, as a code of that year."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.identity.evidence import Evidence
from pipeline.vocabulary.regions import Mention, Region, Regions

TOLD, SAID = 5.0, 1.0  # weight of a mention in cover, headings and labelled lines; in the text
CODE = 8.0  # of a region's code in the lines over tables: 211103000
CLEAR = 2.0  # how many times more evidence the chosen one of two places of one name has

_GENERIC = re.compile(r"^[东西南北]区$|^[城郊矿]区$|^市中区$|^新区$")  # words as well as names: only after their city
_CODED = re.compile(r"(?<!\d)(\d{6})0{3}(?!\d)")
_ZONE = re.compile(r"^(?:国家级?)?(?:高新|经济|经开|技术|产业|综合|保税|开发|旅游|生态|工业|示范|临空|空港|循环)")
_PARTY = re.compile(r"^(?:中国共产党|中共)")
_CORPS = re.compile(r"生产建设兵团|兵团第|第.{1,2}师")
_COUNTY = re.compile(r"[我全本][区县旗]|[区县旗][委级]|[区县旗]政府")
_CITY = re.compile(r"[我全本]市|市[委级]|市本级|市政府")
_PROVINCE = re.compile(r"[我全本]省|省[委级]|省本级|省政府|自治区本级")


def find_place(agency: str | None, evidence: Evidence, regions: Regions, year: int | None) -> Region | None:
    """The place named by the body's own name, else by the rest of the document; None where that stays open.

    Of two places of one name (鼓楼区) that one is taken whose city or province the document names, too.
    """
    texts = (*evidence.body, evidence.name)
    if agency:
        found = _named_by(agency, texts, regions, year)
        if found is not False:
            return found
    if agency and _CORPS.search(agency):
        return None
    return _from_document(evidence, texts, regions, year)


def _named_by(agency: str, texts: Sequence[str], regions: Regions, year: int | None) -> Region | None | bool:
    """The place in a body's name; None where it is ambiguous, False where there is none."""
    mentions = _trusted(agency, regions, year)
    if mentions:
        chain = mentions[0].regions
        for mention in mentions[1:]:
            inside = tuple(
                region
                for region in mention.regions
                if any(above in chain for above in regions.path(region, year)[1:])
            )
            if not inside or mention.start > mentions[0].end + 8:
                break
            chain = inside
        return chain[0] if len(chain) == 1 else _settled(chain, agency, texts, regions, year)
    return _zone(_PARTY.sub("", agency), regions, year) or False


def _trusted(text: str, regions: Regions, year: int | None) -> list[Mention]:
    """Mentions that can be nothing else: 城区 counts only right after its city."""
    found: list[Mention] = []
    for mention in regions.mentions(text, year):
        if _GENERIC.match(mention.name) and not (found and found[-1].end == mention.start):
            continue
        found.append(mention)
    return found


def _settled(
    choices: Sequence[Region], agency: str, texts: Sequence[str], regions: Regions, year: int | None
) -> Region | None:
    """The one of several places of one name whose city and province the document speaks of."""
    scores = []
    for region in choices:
        above = regions.path(region, year)[1:]
        count = sum(text.count(place.short) for place in above for text in texts)
        count += sum(5 for place in above if place.short in agency)
        count += sum(10 for text in texts for code in _CODED.findall(text) if code == region.code)
        scores.append(count)
    order = sorted(scores, reverse=True)
    if order[0] == 0 or (len(order) > 1 and order[0] < CLEAR * order[1]):
        return None
    return choices[scores.index(order[0])]


def _zone(agency: str, regions: Regions, year: int | None) -> Region | None:
    """The city of a development zone that its name opens with: 某某经济技术开发区管委会."""
    for length in (4, 3, 2):
        if not _ZONE.match(agency[length:]):
            continue
        for suffix in ("市", "州", "地区", "盟"):
            cities = [r for r in regions.named(agency[:length] + suffix, year) if r.level in ("city", "county")]
            if len(cities) == 1:
                return cities[0]
    return None


def _from_document(evidence: Evidence, texts: Sequence[str], regions: Regions, year: int | None) -> Region | None:
    """The place that the document speaks of most, on the level it speaks on (全区, 我市, 省级)."""
    votes: Counter[Region] = Counter()
    told = {*evidence.cover, *evidence.headings, *evidence.labelled, *evidence.coded, evidence.name}
    for text in texts:
        weight = TOLD if text in told else SAID
        for mention in _trusted(text, regions, year):
            for region in mention.regions:
                votes[region] += weight / len(mention.regions)  # type: ignore[assignment]
        for code in _CODED.findall(text):
            if region_of_code := regions.coded(code, year):
                votes[region_of_code] += CODE  # type: ignore[assignment]
    if not votes:
        return None
    level = _level(texts)
    choices = [region for region in votes if region.level == level] or list(votes)
    scores = {region: _score(region, votes, regions, year) for region in choices}
    best = max(choices, key=lambda region: scores[region])
    rivals = [region for region in choices if region.name == best.name and region is not best]
    return None if any(scores[rival] * CLEAR > scores[best] for rival in rivals) else best


def _score(region: Region, votes: Counter[Region], regions: Regions, year: int | None) -> float:
    return sum(min(votes[place], 50) for place in regions.path(region, year))


def _level(texts: Sequence[str]) -> str:
    """On which level the body works, by the words 全区, 市委, 省级."""
    county, city, province = (
        sum(len(pattern.findall(text)) for text in texts) for pattern in (_COUNTY, _CITY, _PROVINCE)
    )
    if county and county >= city / 2:
        return "county"
    return "city" if city >= province else "province"
