"""One root, one finding: which failures are consequences of others."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from decimal import Decimal
from heapq import heapify, heappop, heappush

from pipeline.checks.figures import ZERO
from pipeline.checks.identity import Finding

_CELL = re.compile(r"(?P<table>.+-t\d+)-r\d+c\d+")  # the id of a cell; not that of a statement
_CLAIM = re.compile(r".+-m\d+")  # the id of a statement
_FEW = 3  # wrong numbers of one table that are still each its own finding
_TELLING = 3  # digits of a difference that do not come about twice by chance


def one_for_each_root(findings: Sequence[Finding]) -> list[Finding]:
    """Leave one failure for each root cause; failures that it explains become `unknown` and name it.

    Failures of one named root (a column that is shifted breaks every row by the same rule) go first; then the
    number that most of the remaining failures share, and that fewest other identities uphold, takes the blame
    for all of them, and so on. A table with more than a few such numbers, or with numbers that are right in each
    other's place, is displaced as a whole (a column shifted by one row), and that is one finding. What is wrong by
    the same amount in several places was wrong once and carried on. Rounding differences are kept one for each pair
    of values.
    """
    upheld = Counter(source for finding in findings if _exact(finding) for source in set(finding.evidence))
    findings = [_without_doubt(finding, upheld) for finding in findings]
    failures = [finding for finding in findings if finding.status == "fail"]
    explained = _explained_by_the_first_of_a_root(failures)
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
        elif held and not _of_many_claims(source, held):
            sharpest = min(held, key=_bluntness)
            held = [failure for failure in held if _mended_together(source, sharpest, failure)]
            kept[_table_of(source)].append(sharpest)
            explained.update({id(failure): sharpest for failure in held})
            settled.update(map(id, held))
            if len(held) < len(holders[source]):
                heappush(queue, now)
    displaced: set[int] = set()
    for table, roots in kept.items():
        if table and (len(roots) > _FEW or _traded_places(roots)):
            first = min(roots, key=_bluntness)
            explained.update({id(root): first for root in roots})
            displaced.add(id(first))
    roots_left = [root for root in failures if explained.get(id(root), root) is root]
    explained.update(_carried_on(roots_left, displaced, findings))
    return [_settle(finding, _cause(finding, explained), id(finding) in displaced) for finding in findings]


def _cause(finding: Finding, explained: Mapping[int, Finding]) -> Finding:
    """The last of the chain of failures that explain one another."""
    cause = explained.get(id(finding), finding)
    return cause if cause is finding else _cause(cause, explained)


def _without_doubt(finding: Finding, upheld: Mapping[str, int]) -> Finding:
    """A failure that hung on one operand being well read is the report's own where another identity proves that operand."""
    if finding.status == "fail" and finding.doubtful and not upheld.get(finding.doubtful):
        return replace(finding, severity="reading")
    return finding


def _of_many_claims(source: str, held: Sequence[Finding]) -> bool:
    """Whether an amount of the text is shared by rates alone: each of them is wrong for itself."""
    return "@" in source and len(held) > 1 and all(failure.rate for failure in held)


def _mended_together(source: str, one: Finding, other: Finding) -> bool:
    """Whether one other value of an amount of the text would mend both failures; of a cell, that is taken for granted."""
    if one is other or "@" not in source or one.rate or other.rate:
        return True
    gaps = [abs(failure.difference or ZERO) for failure in (one, other)]
    return abs(gaps[0] - gaps[1]) <= (one.tolerance or ZERO) + (other.tolerance or ZERO)


def _carried_on(roots: Sequence[Finding], displaced: Set[int], findings: Sequence[Finding]) -> dict[int, Finding]:
    """The later of the failures in money that are off by one and the same amount, with the sharpest of them.

    An amount of few digits is only the same one where a sum that holds carries it from one claim to the other.
    """
    by_gap: dict[Decimal, list[Finding]] = defaultdict(list)
    for root in roots:
        if root.severity in ("error", "reading") and not root.rate and id(root) not in displaced:
            by_gap[abs(root.difference or ZERO).normalize()].append(root)
    found: dict[int, Finding] = {}
    for gap, same in by_gap.items():
        first = min(same, key=_bluntness)
        telling = len(gap.as_tuple().digits) >= _TELLING
        found |= {id(root): first for root in same if telling or _tied(root, first, findings)}
    return found


def _tied(one: Finding, other: Finding, findings: Sequence[Finding]) -> bool:
    """Whether a sum that holds exactly has claims of both."""
    claims = [{source for source in failure.evidence if _CLAIM.fullmatch(source)} for failure in (one, other)]
    return one is other or any(
        _exact(finding) and all(claims) and all(own.intersection(finding.evidence) for own in claims)
        for finding in findings
    )


def _bluntness(failure: Finding) -> tuple[bool, bool, bool, int]:
    """Least for the failure that says most: a unit that was mistaken, what is no doubt of ours, the fewest operands."""
    unit, reading = failure.severity == "unit", failure.severity == "reading"
    return not unit, reading, failure.rate, len(failure.evidence)


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
    """The operands that may be one root: cells, claims and amounts of the text; a failure without any is its own."""
    return set(failure.evidence) or {f"{failure.rule} {failure.message}"}


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
