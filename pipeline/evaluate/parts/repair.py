"""Digit repair under injected errors: what is mended, missed, wrongly changed, at growing rates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.errors import UsageError
from pipeline.evaluate.results import Curves, Figures, Material, Part, Result, Value

if TYPE_CHECKING:
    from pipeline.evaluate.injection import Outcome, Slips

DRAWS: Final = {0.005: 16, 0.01: 10, 0.02: 6, 0.05: 3, 0.10: 3}  # share of numbers put wrong → how many times
_KINDS: Final[tuple[tuple[Slips, str], ...]] = (("any", "any digit"), ("likely", "likely slips"))
_NOTE: Final = """\
One wrong digit in a share of the numbers of documents that need no OCR, every number with the same score. Any digit: one \
for any other; likely slips: as recognisers make them, drawn from the table that the decoder uses, which flatters it. \
Third: changed to another wrong value. Wrong: untouched numbers that were changed, in 1,000."""


def run(material: Material) -> Result:
    """Raises UsageError where no sample can be read without OCR."""
    from pipeline.evaluate.injection import clean_documents, figures, inject
    from pipeline.vocabulary.digits import load_digits

    digits = load_digits()
    documents = clean_documents(sorted(path for path in (material.annotations / "samples").glob("*") if path.is_file()))
    if not documents:
        raise UsageError(
            f"{material.annotations / 'samples'}: no document there has text that needs no OCR; repair needs one"
        )
    rows: list[tuple[Value, ...]] = []
    outcomes: dict[str, list[Outcome]] = {}
    for slips, name in _KINDS:
        for rate, draws in DRAWS.items():
            outcome = inject(documents, rate, draws, slips, digits)
            outcomes.setdefault(name, []).append(outcome)
            rows.append((name, f"{rate:.1%}", *_shares(outcome)))
    numbers = sum(len(figures(document)) for document in documents)
    heads = ("errors", "rate", "injected", "mended", "missed", "third", "wrong in 1,000")
    counted = f"{len(documents)} documents with {numbers} cells. {_NOTE}"
    curves = [
        Curves(f"Digits put wrong: {name}", "numbers put wrong, %", "share of them", _lines(outcomes[name]), "")
        for _, name in _KINDS
    ]
    return Result((Figures("Repair of injected errors", heads, tuple(rows), counted), *curves))


def _shares(outcome: Outcome) -> tuple[Value, ...]:
    errors = max(1, outcome.injected)
    wrong = 1000 * outcome.wrong / max(1, outcome.untouched)
    return (outcome.injected, outcome.mended / errors, outcome.missed / errors, outcome.third / errors, f"{wrong:.2f}")


def _lines(outcomes: list[Outcome]) -> tuple[tuple[str, tuple[tuple[float, float], ...]], ...]:
    def line(field: str) -> tuple[tuple[float, float], ...]:
        return tuple(
            (100 * rate, getattr(outcome, field) / max(1, outcome.injected))
            for rate, outcome in zip(DRAWS, outcomes, strict=True)
        )

    return (("mended", line("mended")), ("missed", line("missed")), ("changed to a third value", line("third")))


PART: Final = Part("repair", "digits put wrong into clean documents: mended, missed, wrongly changed", run)
