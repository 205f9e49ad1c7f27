"""Gold files of a report, in the format of CONTRACT section 4."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from annotations.render.model import Claim, Contents, Fact, Form, Heading, Report

FORMS = {"pdf": "PDF", "mixed": "PDF, some pages scanned", "scan": "scan", "tiff": "scan", "png": "scan"}


def gold_files(report: Report) -> dict[str, str]:
    """File name → JSON Lines, for each kind that has anything."""
    kinds = {
        "documents": [_document(report)],
        "sections": list(_sections(report, optional=False)),
        "sections_optional": [*([_cover(report)] if report.cover else []), *_sections(report, optional=True)],
        "tables": [_table(report, form) for form in report.forms],
        "facts": [
            _fact(report, form, field.fact) for form in report.forms for row in form.body for field in row if field.fact
        ],
        "statements": [_statement(report, claim) for claim in report.claims],
    }
    return {f"{report.name}.{kind}.jsonl": _lines(items) for kind, items in kinds.items() if items}


def findings(reports: Iterable[Report]) -> str:
    """The mistakes put into the reports on purpose, as one file."""
    return _lines(
        {
            "doc": report.name,
            "severity": one.severity,
            "what": one.what,
            "figures": [{"text": text} for text in one.figures],
            "arithmetic": one.arithmetic,
        }
        for report in reports
        for one in report.findings
    )


def _document(report: Report) -> dict[str, Any]:
    found: dict[str, Any] = {"doc": report.name, "agency": report.agency[0]}
    if len(report.agency) > 1:
        found["agency_also"] = list(report.agency[1:])
    found |= {"region_code": report.region_code, "fiscal_year": str(report.year), "report_type": report.type}
    return found | {"form": FORMS.get(report.style.form, "text")}


def _cover(report: Report) -> dict[str, Any]:
    return {
        "doc": report.name,
        "title": "".join(report.cover),
        "label": "cover",
        "title_also": [line for line in report.cover if line],
    }


def _sections(report: Report, *, optional: bool) -> Iterable[dict[str, Any]]:
    for block in report.blocks:
        if isinstance(block, Contents) and not optional:
            yield {"doc": report.name, "title": block.title, "label": "contents"}
        if isinstance(block, Heading) and block.label and block.optional == optional:
            yield {"doc": report.name, "title": block.text, "label": block.label} | (
                {"label_also": list(block.also)} if block.also else {}
            )


def _table(report: Report, form: Form) -> dict[str, Any]:
    title = form.title if form.printed_title else None
    found: dict[str, Any] = {
        "doc": report.name,
        "type": form.type,
        "title": title,
        "unit": form.unit,
        "empty": form.empty,
    }
    if form.also:
        found["type_also"] = list(form.also)
    return found | {"debatable": form.debatable} if form.debatable else found


def _fact(report: Report, form: Form, fact: Fact) -> dict[str, Any]:
    names = fact.row_name if isinstance(fact.row_name, str) else list(fact.row_name)
    found: dict[str, Any] = {
        "doc": report.name,
        "table": form.type,
        "row_code": fact.row_code,
        "row_name": names,
        "column": list(fact.column),
        "value": str(fact.value),
    }
    return found | {"debatable": form.debatable} if form.debatable else found


def _statement(report: Report, claim: Claim) -> dict[str, Any]:
    found: dict[str, Any] = {
        "doc": report.name,
        "quote": claim.quote,
        "kind": claim.kind,
        "indicator": list(claim.indicator),
        "base": _one_or_all(claim.base),
        "direction": _one_or_all(claim.direction),
        "amount": claim.amount,
        "percent": claim.percent,
        "reason": _one_or_all(claim.reason),
        "section_label": claim.section_label,
    }
    return found | {"debatable": "more than one reading"} if claim.debatable else found


def _one_or_all(values: tuple[str | None, ...]) -> Any:
    return values[0] if len(values) == 1 else list(values)


def _lines(items: Iterable[dict[str, Any]]) -> str:
    return "".join(json.dumps(item, ensure_ascii=False) + "\n" for item in items)
