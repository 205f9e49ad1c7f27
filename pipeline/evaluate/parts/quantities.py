"""The quantities of figures and claims: how often indicator, fund and phase are those that a person has said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from pipeline.errors import UsageError
from pipeline.evaluate.results import Figures, Material, Part, Result, Value

if TYPE_CHECKING:
    from pipeline.evaluate.labelled import Outcome

_NOTE: Final = """\
Right: of the lines that were given a quantity, those whose indicator, fund and phase are all right. Present: of the lines \
that have one, those that were given the right one. None given: of the lines that have none, those that were given none. \
A line that may be read in several ways has several right answers."""


def run(material: Material) -> Result:
    """Raises UsageError where no document of the labels is there."""
    from pipeline.evaluate.labelled import compare, places_of, read_labels
    from pipeline.run.tools import extract_file, own_tools

    labels = read_labels(material.annotations)
    places = places_of(labels, material.annotations)
    if not places:
        raise UsageError(f"{material.annotations}: none of the documents with labelled quantities is there")
    tools = own_tools()
    documents = {name: extract_file(path, "auto", tools) for name, path in places.items()}
    outcomes = list(compare(labels, documents))
    missing = len({label.doc for label in labels}) - len(places)
    told = f"{len(outcomes)} lines of {len(places)} documents" + (
        f", {missing} documents are not there" if missing else ""
    )
    heads = ("lines", "labelled", "found", "right", "present", "none given")
    rows = [_row(kind, [each for each in outcomes if each.label.of == kind]) for kind in ("cell", "statement")]
    return Result((Figures("Quantities", heads, (*rows, _row("all", outcomes)), f"{told}. {_NOTE}"),))


def _row(name: str, outcomes: Sequence[Outcome]) -> tuple[Value, ...]:
    found = [each for each in outcomes if each.there]
    given = [each for each in found if each.said is not None]
    with_one = [each for each in found if None not in each.label.keys]
    without = [each for each in found if each.label.keys == (None,)]
    return (
        name,
        len(outcomes),
        len(found),
        _share(each.right for each in given),
        _share(each.right for each in with_one),
        _share(each.said is None for each in without),
    )


def _share(answers: Iterable[bool]) -> float | None:
    told = list(answers)
    return sum(told) / len(told) if told else None


PART: Final = Part("quantities", "indicator, fund and phase of labelled figures and claims", run)
