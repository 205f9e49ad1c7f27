"""A listing as lines for people, as JSON, as SARIF 2.1.0 for tools that show findings."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from decimal import Decimal
from typing import Any, Final
from urllib.parse import quote

from pipeline.document import Severity
from pipeline.findings.inconsistencies import Inconsistency, Listing
from pipeline.findings.words import RULES, SEVERITIES, in_chinese
from pipeline.language import Language

_LEVELS: Final[dict[Severity, str]] = {"error": "error", "unit": "warning", "rounding": "note", "reading": "note"}
_SARIF: Final = "https://json.schemastore.org/sarif-2.1.0.json"


def as_text(listing: Listing, language: Language = "en") -> str:
    """`file:page: severity: message [rule]` and, indented, the words to look for; how many there are.

    What our own reading may have caused is listed apart: it says nothing against the report.
    """
    reports = [each for each in listing.found if each.severity != "reading"]
    readings = [each for each in listing.found if each.severity == "reading"]
    lines = [line for each in reports for line in _lines(each, language)]
    if readings:
        told = "可能是识读有误，不是报告的问题：" if language == "zh" else "perhaps misread, not the report's:"
        lines += [told, *(line for each in readings for line in _lines(each, language))]
    return "\n".join([*lines, _chinese_summary(listing) if language == "zh" else _summary(listing)])


def _lines(each: Inconsistency, language: Language) -> list[str]:
    if language == "zh":
        rule = f"{RULES.get(each.rule, '')} {each.rule}".strip()
        told = f"{each.file}:{each.page or '-'}: {SEVERITIES[each.severity]}: {in_chinese(each.message)} [{rule}]"
        return [told, f"    {each.printed}"] if each.printed else [told]
    told = f"{each.file}:{each.page or '-'}: {each.severity}: {each.message} [{each.rule}]"
    return [told, f"    {each.printed}"] if each.printed else [told]


def as_json(listing: Listing) -> str:
    """A list of objects; amounts are strings, exact as in the corpus."""
    return json.dumps([_fields(each) for each in listing.found], ensure_ascii=False, indent=2)


def as_sarif(listing: Listing) -> str:
    """One run. A report has pages and no lines, so the page stands among the properties of a result."""
    rules = sorted({each.rule for each in listing.found})
    driver = {"name": "pipeline check", "rules": [{"id": rule} for rule in rules]}
    run = {"tool": {"driver": driver}, "results": [_result(each) for each in listing.found]}
    return json.dumps({"$schema": _SARIF, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _summary(listing: Listing) -> str:
    if not listing.found:
        return f"no findings in {listing.documents} documents"
    kinds = Counter(each.severity for each in listing.found)
    by_kind = ", ".join(f"{kinds[kind]} {kind}" for kind in _LEVELS if kinds[kind])
    concerned = len({each.doc_id for each in listing.found})
    findings = "finding" if len(listing.found) == 1 else "findings"
    return f"{len(listing.found)} {findings} ({by_kind}) in {concerned} of {listing.documents} documents"


def _chinese_summary(listing: Listing) -> str:
    if not listing.found:
        return f"{listing.documents}份文件中没有发现问题"
    kinds = Counter(each.severity for each in listing.found)
    by_kind = "、".join(f"{SEVERITIES[kind]}{kinds[kind]}处" for kind in _LEVELS if kinds[kind])
    concerned = len({each.doc_id for each in listing.found})
    return f"{listing.documents}份文件中的{concerned}份有{len(listing.found)}处问题（{by_kind}）"


def _fields(each: Inconsistency) -> dict[str, Any]:
    return {name: f"{value:f}" if isinstance(value, Decimal) else value for name, value in asdict(each).items()}


def _result(each: Inconsistency) -> dict[str, Any]:
    fields = _fields(each)
    told = ("page", "severity", "expected", "actual", "difference", "tolerance", "evidence", "printed")
    return {
        "ruleId": each.rule,
        "level": _LEVELS[each.severity],
        "message": {"text": each.message if each.page is None else f"page {each.page}: {each.message}"},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": quote(each.file)}}}],
        "partialFingerprints": {"checkId": each.check_id},
        "properties": {name: fields[name] for name in told},
    }
