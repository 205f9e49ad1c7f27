"""Rows off their names: how many of the tables are reported, how often, and what is verified all the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.errors import UsageError
from pipeline.evaluate.results import Figures, Material, Part, Result, Value

if TYPE_CHECKING:
    from pipeline.evaluate.shifting import Outcome

_SEED: Final = 5
_CODED: Final = ("income", "expenditure", "general_budget", "basic_expenditure", "economic_classification")
_OTHERS: Final = ("overall", "appropriation", "three_public", "government_fund", "state_capital", "project")
_KINDS: Final = {"with codes": _CODED, "without codes": _OTHERS}
_NOTE: Final = """\
In one table at a time of documents that need no OCR, whole rows of numbers get other names. Found: the checks then fail \
where they did not before; findings: failures in a table that was found, 1 is best; verified: numbers that are wrong now and \
are graded verified all the same, as a share of all that are wrong. Two rows under one heading that trade their numbers \
leave every sum as it was: where no other table repeats them, nothing can tell."""


def run(material: Material) -> Result:
    """Raises UsageError where no sample can be read without OCR."""
    from pipeline.evaluate.injection import clean_documents
    from pipeline.evaluate.shifting import DISORDERS, disordered

    samples = material.annotations / "samples"
    documents = clean_documents(sorted(path for path in samples.glob("*") if path.is_file()))
    if not documents:
        raise UsageError(f"{samples}: no document there has text that needs no OCR; shifts needs one")
    rows = [
        _row(name, kind, disordered(documents, types, disorder, _SEED))
        for name, disorder in DISORDERS.items()
        for kind, types in _KINDS.items()
    ]
    heads = ("numbers stand", "tables", "tried", "found", "findings", "wrong", "verified")
    return Result((Figures("Rows off their names", heads, tuple(rows), _NOTE),))


def _row(name: str, kind: str, outcome: Outcome) -> tuple[Value, ...]:
    found, moved = max(1, outcome.found), max(1, outcome.moved)
    return (name, kind, outcome.tables, outcome.found / max(1, outcome.tables), f"{outcome.findings / found:.2f}",
            outcome.moved, outcome.verified / moved)  # fmt: skip


PART: Final = Part("shifts", "rows put off their names: found, reported once, verified all the same", run)
