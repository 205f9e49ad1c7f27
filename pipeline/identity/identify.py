"""Pages and sections → whose report it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.document import Identity, Page, Section
from pipeline.identity.agency import find_agency
from pipeline.identity.evidence import Evidence, gather
from pipeline.identity.period import find_period
from pipeline.identity.place import find_place
from pipeline.vocabulary.regions import Region, Regions

_TITLE = re.compile(r"[^，。；,;]{0,40}[预决]算[^，。；,;]{0,20}")  # 某县2024年部门预算公开; not 预算为5万元，增长


def identify(pages: Sequence[Page], sections: Sequence[Section], path: str, regions: Regions) -> Identity:
    """Title, body, place, fiscal year and kind of a report; None for what it does not say.

    `pages` are the full clean pages, for bodies also stand over tables; `path` is the last resort.
    """
    evidence = gather(pages, sections, path)
    year, kind = find_period(evidence)
    agency = find_agency(evidence, regions)
    place = find_place(agency, evidence, regions, year)
    named = {region.level: region for region in regions.path(place, year)} if place else {}
    return Identity(
        title=_title(evidence),
        agency=agency,
        region_code=place.code if place else None,
        province=_name(named.get("province")),
        city=_name(named.get("city")),
        county=_name(named.get("county")),
        fiscal_year=year,
        report_type=kind,
    )


def _name(region: Region | None) -> str | None:
    return region.name if region else None


def _title(evidence: Evidence) -> str | None:
    """The title page in one line, or the first line that names a report."""
    if evidence.titled:
        return "".join(row for row in evidence.cover if ":" not in row and not row.endswith(("月", "日"))) or None
    return next((row for row in evidence.cover if _TITLE.fullmatch(row)), None)
