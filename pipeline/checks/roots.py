"""One root, one finding: which failures are consequences of others."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from heapq import heapify, heappop, heappush

from pipeline.checks.identity import Finding

_CELL = re.compile(r"(?P<table>.+-t\d+)-r\d+c\d+")  # the id of a cell; not that of a statement
_FEW = 3  # wrong numbers of one table that are still each its own finding


def one_for_each_root(findings: Sequence[Finding]) -> list[Finding]:
    """Leave one failure for each root cause; failures that it explains become `unknown` and name it.

    Failures of one named root (a column that is shifted breaks every row by the same rule) go first; then the
    number that most of the remaining failures share, and that fewest other identities uphold, takes the blame
    for all of them, and so on. A table with more than a few such numbers, or with numbers that are right in each
    other's place, is displaced as a whole (a column shifted by one row), and that is one finding. Rounding
    differences are kept one for each pair of values.
    """
    failures = [finding for finding in findings if finding.status == "fail"]
    explained = _explained_by_the_first_of_a_root(failures)
    upheld = Counter(source for finding in findings if _exact(finding) for source in set(finding.evidence))
    holders: dict[str, list[Finding]] = defaultdict(list)
    for failure in failures:
        if id(failure) not in explained:
            for source in _figures(failure):
                holders[source].append(failure)
    settled: set[int] = set()
    kept: dict[str, list[Finding]] = defaultdict(list)  # by table
    queue = [_suspicion(source, len(held), upheld[source]) for source, held in holders.items()]
    heapify(queue)
    while queue:
        suspicion = heappop(queue)
        source = suspicion[-1]
        held = holders[source] = [failure for failure in holders[source] if id(failure) not in settled]
        now = _suspicion(source, len(held), upheld[source])
        if held and now != suspicion:
            heappush(queue, now)  # others have taken some of its failures
        elif held:
            sharpest = min(held, key=_bluntness)
            kept[_table_of(source)].append(sharpest)
            explained.update({id(failure): sharpest for failure in held})
            settled.update(map(id, held))
    displaced: set[int] = set()
    for table, roots in kept.items():
        if table and (len(roots) > _FEW or _traded_places(roots)):
            first = min(roots, key=_bluntness)
            explained.update({id(root): first for root in roots})
            displaced.add(id(first))
    return [_settle(finding, explained.get(id(finding), finding), id(finding) in displaced) for finding in findings]


def _bluntness(failure: Finding) -> tuple[bool, int]:
    """Least for the failure that says most: a unit that was mistaken, else the fewest operands."""
    return failure.severity != "unit", len(failure.evidence)


def _traded_places(failures: Sequence[Finding]) -> bool:
    """Whether one failure has what another one wants: values stand one row off their names, or two rows traded theirs."""
    wanted = {failure.expected for failure in failures if failure.expected}
    return any(failure.actual in wanted for failure in failures)


def _table_of(source: str) -> str:
    """The table of a cell id, nothing for a claim or an amount in prose."""
    match = _CELL.fullmatch(source)
    return match["table"] if match else ""


def _suspicion(source: str, failures: int, upheld: int) -> tuple[int, int, str]:
    """Least first: the number in most failures that fewest identities uphold."""
    return upheld - failures, -failures, source


def _figures(failure: Finding) -> set[str]:
    """The operands that may be one root: cells. What the text gets wrong twice is wrong twice; alone it is itself."""
    cells = {source for source in failure.evidence if "@" not in source and "-m" not in source}
    return cells or {f"{failure.rule} {failure.message}"}


def _settle(finding: Finding, cause: Finding, displaced: bool) -> Finding:
    if displaced:
        return replace(finding, message=f"{finding.message}; other rows fail too, rows or columns may be displaced")
    if cause is finding:
        return finding
    return replace(finding, status="unknown", message=f"{finding.message}; follows from {cause.message}")


def _explained_by_the_first_of_a_root(failures: Iterable[Finding]) -> dict[int, Finding]:
    """The later failures of each root, of rounding differences those of one pair of values, with the first."""
    first: dict[object, Finding] = {}
    explained = {}
    for failure in failures:
        values = frozenset((failure.expected, failure.actual))
        by_values = ("rounding", values) if failure.severity == "rounding" else id(failure)
        key: object = failure.root or by_values
        if first.setdefault(key, failure) is not failure:
            explained[id(failure)] = first[key]
    return explained


def _exact(finding: Finding) -> bool:
    return finding.status == "pass" and finding.difference == 0
