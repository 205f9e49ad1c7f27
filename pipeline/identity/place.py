"""The place a body belongs to, as a code of that year."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.identity.evidence import Evidence
from pipeline.identity.names import title_without_report
from pipeline.vocabulary.regions import Mention, Region, Regions

TOLD, SAID = 5.0, 1.0  # weight of a mention in cover, headings and labelled lines; in the text
CODE = 8.0  # of a region's code in the lines over tables: 970102000
CLEAR = 2.0  # how many times more evidence the chosen one of two places has
ENOUGH = 3.0  # evidence below which a place that the body's name does not hold stays open
TOO_MUCH = 50.0  # a place named on every page needs no more

_GENERIC = re.compile(r"[东西南北]区|[城郊矿]区|市中区|新区|城中区|新城区|.县")  # words as well as names: 完成县委
_CODED = re.compile(r"(?<!\d)(\d{6})0{3}(?!\d)")
_ZONE = re.compile(r"(?:国家级?)?(?:高新|经济|经开|技术|产业|综合|保税|开发|旅游|生态|工业|示范|临空|空港|循环)")
_SUFFIXES = ("市", "省", "县", "区", "州", "盟", "地区", "自治区")
_PARTY = re.compile(r"^(?:中国共产党|中共|中国共产主义青年团|共青团|政协|中国人民政治协商会议)")
_CORPS = re.compile(r"生产建设兵团|兵团第|第.{1,2}师")
_UNKNOWN = re.compile(r"^[\u4e00-\u9fff]{1,5}?[县区旗]")  # a county that no list has: a zone, or a slip
_COUNTY = re.compile(r"[我全本][区县旗]|[区县旗][委级]|[区县旗]政府")
_CITY = re.compile(r"[我全本]市|市[委级]|市本级|市政府")
_PROVINCE = re.compile(r"[我全本]省|省[委级]|省本级|省政府|自治区本级")


@dataclass(frozen=True)
class Named:
    """What a body's own name says of its place: `region` is None where it may be one of several."""

    region: Region | None


def find_place(agency: str | None, evidence: Evidence, regions: Regions, year: int | None) -> Region | None:
    """The place named by the body's own name, else by the rest of the document; None where that stays open.

    Of two places of one name (鼓楼区) that one is taken whose city or province the document names, too.
    """
    texts = (*evidence.body, evidence.name)
    named = _named_by(agency, texts, regions, year) if agency else None
    if named:
        return named.region
    if agency and _CORPS.search(agency):
        return None
    open_county = bool(agency and _UNKNOWN.match(_PARTY.sub("", agency)))
    return (
        (_short_named(agency, texts, regions, year) if agency else None)
        or _from_titles(evidence, texts, regions, year)
        or _from_document(evidence, texts, regions, year, above_county=open_county)
        or (None if open_county else _only_one(texts, regions, year))
    )


def _short_named(agency: str, texts: Sequence[str], regions: Regions, year: int | None) -> Region | None:
    """The place that a body's name opens with in its short form, where the document spells it out, too: 某某大学, 某某市."""
    for length in (5, 4, 3, 2):
        short = agency[:length]
        for suffix in _SUFFIXES if len(agency) > length + 1 else ():
            places = regions.named(short + suffix, year)
            if len(places) == 1 and places[0].short == short and any(places[0].name in text for text in texts):
                return places[0]
    return None


def _from_titles(evidence: Evidence, texts: Sequence[str], regions: Regions, year: int | None) -> Region | None:
    """The place that a title opens with: 某县2024年“三公”经费预算."""
    covers = ["".join(row for row in evidence.cover if ":" not in row)] if evidence.titled else []
    titles = [*covers, *(title.text for title in evidence.titles if title.whole), *evidence.cover[:1]]
    titles += [title.text for title in evidence.titles if not title.whole]
    for title in titles:
        name = regions.bodies.lead.sub("", title_without_report(title))
        first = next(iter(_trusted(name + "级", regions, year)), None)
        if first and first.start == 0 and (named := _named_by(name + "级", texts, regions, year)):
            return named.region
    return None


def _only_one(texts: Sequence[str], regions: Regions, year: int | None) -> Region | None:
    """The one county that a document names, where it names no other nor a city besides; else the one city."""
    named = {
        region for text in texts for mention in _trusted(text, regions, year) if len(mention.regions) == 1
        for region in mention.regions
    }  # fmt: skip
    for level in ("county", "city"):
        found = [region for region in named if region.level == level]
        if len(found) == 1:
            above = set(regions.path(found[0], year))
            return found[0] if all(region in above for region in named) else None
        if found:
            return None
    return None


def _named_by(agency: str, texts: Sequence[str], regions: Regions, year: int | None) -> Named | None:
    """The place in a body's name; None where there is none."""
    agency = _PARTY.sub("", agency)
    mentions = _trusted(agency, regions, year)
    if not mentions:
        zone = _zone(agency, regions, year)
        return Named(zone) if zone else None
    chain, end = mentions[0].regions, mentions[0].end
    for mention in mentions[1:]:
        inside = tuple(region for region in mention.regions if set(chain) & set(regions.path(region, year)[1:]))
        if not inside or mention.start > end + 2:
            break
        chain, end = inside, mention.end
    return Named(chain[0] if len(chain) == 1 else _settled(chain, agency, texts, regions, year))


def _trusted(text: str, regions: Regions, year: int | None) -> list[Mention]:
    """Mentions that can be nothing else: 城区 and 成县 count only at the start, or right after the place above."""
    found: list[Mention] = []
    for mention in regions.mentions(text, year):
        after = bool(found) and found[-1].end == mention.start
        opens = mention.start == 0 and len(mention.name) < len(text) and not mention.name.endswith("区")
        if _GENERIC.fullmatch(mention.name) and not (after or opens):
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
    best, *rest = sorted(scores, reverse=True)
    if best == 0 or any(best < CLEAR * other for other in rest):
        return None
    return choices[scores.index(best)]


def _zone(agency: str, regions: Regions, year: int | None) -> Region | None:
    """The city of a development zone that its name opens with: 某某经济技术开发区管委会."""
    for length in (4, 3, 2):
        if not _ZONE.match(agency[length:]):
            continue
        named = (regions.named(agency[:length] + suffix, year) for suffix in ("市", "州", "地区", "盟", "区", "县"))
        for places in named:
            if len(places) == 1:
                return places[0]
    return None


def _from_document(
    evidence: Evidence, texts: Sequence[str], regions: Regions, year: int | None, above_county: bool
) -> Region | None:
    """The place that the document speaks of most, on the level it speaks on (全区, 我市, 省级)."""
    votes = _votes(evidence, texts, regions, year)
    level = _level(texts)
    if above_county and level == "county":
        level = "city"
    choices = [region for region in list(votes) if region.level == level]
    if not choices:
        return None
    scores = {region: sum(min(votes[p], TOO_MUCH) for p in regions.path(region, year)) for region in choices}
    best = max(choices, key=lambda region: scores[region])
    rivals = [region for region in choices if region is not best and votes[region] * CLEAR > votes[best]]
    clear = not rivals or all(scores[rival] * CLEAR <= scores[best] for rival in rivals)
    return best if votes[best] >= ENOUGH and clear else None


def _votes(evidence: Evidence, texts: Sequence[str], regions: Regions, year: int | None) -> dict[Region, float]:
    votes: dict[Region, float] = defaultdict(float)
    titles = {title.text for title in evidence.titles if title.whole}
    told = {*evidence.cover, *titles, *evidence.headings, *evidence.labelled, *evidence.coded, evidence.name}
    for text in texts:
        weight = TOLD if text in told else SAID
        for mention in _trusted(text, regions, year):
            for region in mention.regions:
                votes[region] += weight / len(mention.regions)
        for code in _CODED.findall(text):
            if region_of_code := regions.coded(code, year):
                votes[region_of_code] += CODE
    return votes


def _level(texts: Sequence[str]) -> str:
    """On which level the body works, by the words 全区, 市委, 省级."""
    county, city, province = (
        sum(len(pattern.findall(text)) for text in texts) for pattern in (_COUNTY, _CITY, _PROVINCE)
    )
    if county and county >= city / 2:
        return "county"
    return "city" if city >= province else "province"
