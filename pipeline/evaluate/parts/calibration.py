"""What a score and a grade are worth: of those scored 0.9, how many are right; of the verified, how many are wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

from pipeline.evaluate.intervals import wilson
from pipeline.evaluate.results import Figures, Material, Part, Reliability, Result, Value
from pipeline.scoring.score import Tally, score

_GRADES: Final = ("verified", "unverified", "contradicted")
_SCORED: Final = {"section": "Section labels", "table": "Table types", "statement": "Statements"}
_NOTE: Final = """\
Wrong: the number is not in gold in its table type, row and column; for a claim: amount, percent, direction and reason. \
The interval is Wilson's, 95 %. An error rate of 0 of n means at most 3.8 / n with that confidence."""


def run(material: Material) -> Result:
    """Reliability of scores, then error rates of grades."""
    tallies = score(material.gold, material.found)
    curves = [_reliability(title, tallies[kind]) for kind, title in _SCORED.items() if kind in tallies]
    graded = [*_grades("Numbers of tables", tallies.get("fact")), *_grades("Claims in words", tallies.get("triple"))]
    return Result((*graded, *(curve for curve in curves if curve.answers)))


def _reliability(title: str, tally: Tally[Any, Any]) -> Reliability:
    answers = [(one.score, True) for _, one in tally.pairs] + [(one.score, False) for one in tally.extra]
    return Reliability(title, tuple((float(at), right) for at, right in answers if at is not None))


def _grades(title: str, tally: Tally[Any, Any] | None) -> Iterable[Figures]:
    """One table: a grade a row, and for numbers one for each way they were read."""
    if tally is None:
        return
    answers = [(one, True) for _, one in tally.pairs] + [(one, False) for one in tally.extra]
    by_grade: dict[str, list[bool]] = defaultdict(list)
    for one, right in answers:
        if one.grade:
            by_grade[one.grade].append(right)
            if hasattr(one, "by_ocr"):
                by_grade[f"{one.grade}, {'OCR' if one.by_ocr else 'text'}"].append(right)
    total = sum(len(by_grade[grade]) for grade in _GRADES)
    rows: list[tuple[Value, ...]] = []
    for grade in _GRADES:
        for name in (grade, f"{grade}, text", f"{grade}, OCR"):
            if marks := by_grade.get(name):
                wrong = marks.count(False)
                low, high = wilson(wrong, len(marks))
                rates = (f"{rate:.2%}" for rate in (wrong / len(marks), low, high))  # three decimals hide what matters
                rows.append((name, len(marks), len(marks) / total, wrong, *rates))
    if rows:
        heads = ("grade", "numbers" if "Numbers" in title else "claims", "share", "wrong", "error rate", "from", "to")
        yield Figures(f"{title}: what a grade is worth", heads, tuple(rows), _NOTE)


PART: Final = Part(
    "calibration", "how often scores and grades are right: reliability, error rates with intervals", run, True
)
