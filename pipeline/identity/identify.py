"""Pages and sections → whose report it is."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Identity, Page, Section
from pipeline.identity.agency import find_agency
from pipeline.identity.evidence import Evidence, gather
from pipeline.identity.period import find_period
from pipeline.identity.place import find_place
from pipeline.identity.scope import find_scope
from pipeline.identity.titles import LONGEST
from pipeline.vocabulary.regions import Region, Regions


def identify(pages: Sequence[Page], sections: Sequence[Section], path: str, regions: Regions) -> Identity:
    """Title, body, place, fiscal year, kind and scope of a report; None for what it does not say.

    `pages` are the full clean pages, for bodies also stand over tables; `path` is the last resort.
    """
    evidence = gather(pages, sections, path, regions.bodies)
    year, kind = find_period(evidence)
    agency = find_agency(evidence, regions)
    place = find_place(agency, evidence, regions, year)
    named = {region.level: region for region in regions.path(place, year)} if place else {}
    return Identity(
        title=_title(evidence, agency),
        agency=agency,
        region_code=place.code if place else None,
        region_id=place.region_id if place else None,
        province=_name(named.get("province")),
        city=_name(named.get("city")),
        county=_name(named.get("county")),
        fiscal_year=year,
        report_type=kind,
        scope=find_scope(evidence, regions.bodies.own_level),
    )


def _name(region: Region | None) -> str | None:
    return region.name if region else None


def _title(evidence: Evidence, agency: str | None) -> str | None:
    """The title page in one line, or the first text that stands alone and names a report; None for a text without.

    A row that names body, year and report is the title, whatever a site prints over it.
    """
    full = (title.text for title in evidence.titles if title.whole and agency and agency in title.text)
    rows = (
        [row for row in evidence.cover if ":" not in row and not row.endswith(("月", "日"))] if evidence.titled else []
    )
    if (whole := next(full, None)) and (whole in rows or not rows):
        return whole
    title = "".join(rows)
    if title and len(title) <= LONGEST and not title.endswith("。"):
        return title
    return next((title.text for title in evidence.titles if title.whole), None)
