"""An invented country with two places of one name, and reports of its bodies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import PurePosixPath

import pytest

from pipeline.document import Identity, Line, Page
from pipeline.identity import identify
from pipeline.sections import find_sections
from pipeline.vocabulary.bodies import load_bodies
from pipeline.vocabulary.heading_models import load_heading_models
from pipeline.vocabulary.headings import load_headings
from pipeline.vocabulary.regions import Region, Regions, load_regions

RECODED = {"970181": "970104"}  # 青石县 became 青石区: one place
PLACES = (  # code, name, short, level, parent, first and last year
    ("970000", "云岭省", "云岭", "province", "", 2000, 2024),
    ("970100", "荷塘市", "荷塘", "city", "970000", 2000, 2024),
    ("970102", "钟楼区", "钟楼", "county", "970100", 2000, 2024),
    ("970103", "城区", "城", "county", "970100", 2000, 2024),
    ("970181", "青石县", "青石", "county", "970100", 2000, 2018),
    ("970104", "青石区", "青石", "county", "970100", 2019, 2024),
    ("970200", "梅岭市", "梅岭", "city", "970000", 2000, 2024),
    ("970202", "钟楼区", "钟楼", "county", "970200", 2000, 2024),
    ("970225", "白鹿岭彝族回族自治县", "白鹿岭", "county", "970200", 2000, 2024),
    ("970226", "成县", "成", "county", "970200", 2000, 2024),
)

Identify = Callable[..., Identity]


@pytest.fixture(scope="session")
def regions() -> Regions:
    by_name: dict[str, list[Region]] = defaultdict(list)
    by_code: dict[str, tuple[Region, ...]] = {}
    for code, name, short, level, parent, first, last in PLACES:
        region = Region(code, name, short, level, parent, RECODED.get(code, code), first, last)
        by_code[code] = (region,)
        by_name[name].append(region)
    by_name["白鹿岭县"] = by_name["白鹿岭彝族回族自治县"]
    return Regions(
        by_name={name: tuple(found) for name, found in by_name.items()},
        by_code=by_code,
        openings=frozenset(name[:2] for name in by_name),
        longest=max(map(len, by_name)),
        first_year=2000,
        last_year=2024,
        bodies=load_bodies(),
    )


@pytest.fixture(scope="session")
def real_regions() -> Regions:
    return load_regions()


@pytest.fixture
def of(regions: Regions) -> Identify:
    """Who a report is by, of its lines and the name of its file."""
    headings, models = load_headings(), load_heading_models()

    def identity_of(lines: Sequence[str], name: str = "report.txt") -> Identity:
        pages = (Page(1, tuple(Line(line, 1) for line in lines)),)
        return identify(
            pages, find_sections(pages, headings, models, "d0c" * 20), str(PurePosixPath("in") / name), regions
        )

    return identity_of
