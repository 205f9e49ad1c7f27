"""Provinces, cities and counties with their GB/T 2260 codes, year by year."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal, get_args

from pipeline.errors import BadVocabulary
from pipeline.vocabulary.bodies import Bodies, load_bodies

RegionLevel = Literal["province", "city", "county"]
AUTONOMOUS = ("自治州", "自治县", "自治旗")  # 湘西土家族苗族自治州 is 湘西州 in many papers


@dataclass(frozen=True, slots=True)
class Region:
    """A place under one name and code, from its first to its last year."""

    code: str
    name: str
    short: str  # without 省, 市, 自治县 …
    level: RegionLevel
    parent: str  # code of the city or province it belongs to; empty for provinces
    region_id: str  # the same through renaming and recoding
    first_year: int
    last_year: int

    def in_year(self, year: int) -> bool:
        return self.first_year <= year <= self.last_year


@dataclass(frozen=True, slots=True)
class Mention:
    """A place name in a text, and the places it may mean in that year."""

    start: int
    end: int
    name: str
    regions: tuple[Region, ...]


@dataclass(frozen=True)
class Regions:
    """All places; look-ups take the year, years outside the table count as its first or last."""

    by_name: Mapping[str, tuple[Region, ...]]
    by_code: Mapping[str, tuple[Region, ...]]
    openings: frozenset[str]  # the first two characters of all names
    longest: int
    first_year: int
    last_year: int
    bodies: Bodies  # how names go on after the place: 某县 + 林业局

    def known_year(self, year: int | None) -> int:
        return min(max(year or self.last_year, self.first_year), self.last_year)

    def named(self, name: str, year: int | None) -> tuple[Region, ...]:
        """Every place of this full name in this year: two for 朝阳区."""
        return tuple(region for region in self.by_name.get(name, ()) if region.in_year(self.known_year(year)))

    def coded(self, code: str, year: int | None) -> Region | None:
        """The place with this code in this year."""
        found = (region for region in self.by_code.get(code, ()) if region.in_year(self.known_year(year)))
        return next(found, None)

    def path(self, region: Region, year: int | None) -> tuple[Region, ...]:
        """A place and those it belongs to, the province last."""
        path = [region]
        while path[-1].parent and (above := self.coded(path[-1].parent, year)):
            path.append(above)
        return tuple(path)

    def mentions(self, text: str, year: int | None) -> Iterator[Mention]:
        """Full names in a text, left to right, the longest at each place."""
        position = 0
        while position < len(text) - 1:
            found = self._at(text, position, year) if text[position : position + 2] in self.openings else None
            if found:
                yield found
            position = found.end if found else position + 1

    def _at(self, text: str, position: int, year: int | None) -> Mention | None:
        for end in range(min(len(text), position + self.longest), position + 1, -1):
            if text[position:end] in self.by_name and (regions := self.named(text[position:end], year)):
                return Mention(position, end, text[position:end], regions)
        return None


def load_regions() -> Regions:
    """The places of `regions.csv`. Raises BadVocabulary where a line is incomplete or its parent is missing."""
    with files("pipeline.vocabulary").joinpath("regions.csv").open("r", encoding="utf-8") as lines:
        regions = [_region(row) for row in csv.DictReader(lines)]
    by_name: dict[str, list[Region]] = defaultdict(list)
    by_code: dict[str, list[Region]] = defaultdict(list)
    for region in regions:
        by_code[region.code].append(region)
        for name in _names(region):
            by_name[name].append(region)
    for region in regions:
        if region.parent and region.parent not in by_code:
            raise BadVocabulary(f"regions.csv, {region.code} {region.name}: no line has the code {region.parent}")
    return Regions(
        by_name={name: tuple(found) for name, found in by_name.items()},
        by_code={code: tuple(found) for code, found in by_code.items()},
        openings=frozenset(name[:2] for name in by_name),
        longest=max(map(len, by_name)),
        first_year=min(region.first_year for region in regions),
        last_year=max(region.last_year for region in regions),
        bodies=load_bodies(),
    )


def _names(region: Region) -> set[str]:
    names = {region.name}
    if region.name.endswith(AUTONOMOUS) and region.short != region.name:
        names.add(region.short + region.name[-1])
    return names


def _region(row: dict[str, str]) -> Region:
    level = next((level for level in get_args(RegionLevel) if level == row["level"]), None)
    if level is None or len(row["code"]) != 6 or not row["name"]:
        raise BadVocabulary(f"regions.csv, {row['code']!r} {row['name']!r}: give a six-digit code, a name and a level")
    return Region(
        row["code"], row["name"], row["short"], level, row["parent"], row["region_id"],
        int(row["first_year"]), int(row["last_year"]),
    )  # fmt: skip
