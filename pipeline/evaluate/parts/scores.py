"""Precision, recall and F1 of every kind of answer (CONTRACT section 4), over all documents or group by group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from pipeline.evaluate.mistakes import worst
from pipeline.evaluate.results import Error, Errors, Figures, Material, Part, Result
from pipeline.scoring.gold import Gold
from pipeline.scoring.score import Tally, score, within

_IN_GROUPS: Final = ("statement", "triple", "section", "table", "fact", "document")
_SHOWN: Final = 60
_OF_ONE: Final = 4  # errors of a kind in one document
_NOTE: Final = """\
A triple is amount, percent and reason of a claim; a statement is right with its base and its indicator too. A fact is a \
number in its table type, row and column; of performance tables gold has only some, so that only recall counts there."""


def run(material: Material) -> Result:
    """Figures over all documents, the same by region or form where asked, and the errors."""
    tallies = score(material.gold, material.found)
    overall = Figures(
        f"Answers for {_counted(material.gold)}",
        ("kind", "gold", "found", "right", "precision", "recall", "F1"),
        tuple(_row(kind, tally) for kind, tally in tallies.items()),
        _NOTE,
    )
    grouped = (_by_group(material),) if material.by else ()
    errors = worst(tallies)
    shown = tuple(_some_of_each(_few_of_each_document(errors)))
    told = f"{len(errors)} in all, {len(shown)} here (at most {_OF_ONE} of a kind in one document)"
    note = f"{told}: what was answered with most confidence first, then what was missed."
    return Result((overall, *grouped, *([Errors("Errors of the answers", shown, note)] if shown else [])))


def _row(kind: str, tally: Tally[Any, Any]) -> tuple[str | int | float | None, ...]:
    if kind == "fact:performance":
        return (kind, tally.gold, None, tally.right, None, tally.recall, None)
    return (kind, tally.gold, tally.found, tally.right, tally.precision, tally.recall, tally.f1)


def _by_group(material: Material) -> Figures:
    names = sorted(set(material.groups.values()))
    rows = []
    for name in names:
        docs = {doc for doc, group in material.groups.items() if group == name}
        gold, found = within(material.gold, material.found, docs)
        tallies = score(gold, found)
        figures = (tallies[kind].f1 if kind in tallies else None for kind in _IN_GROUPS)
        rows.append((name, len(gold.docs), *figures))
    return Figures(f"F1 by {material.by}", (str(material.by), "documents", *_IN_GROUPS), tuple(rows))


def _counted(gold: Gold) -> str:
    return f"{len(gold.docs)} documents" if len(gold.docs) != 1 else "1 document"


def _some_of_each(errors: Iterable[Error]) -> list[Error]:
    """The first errors of each kind in turn, so that many of one kind hide none of another."""
    of_kind: dict[str, list[Error]] = {}
    for error in errors:
        of_kind.setdefault(error.kind, []).append(error)
    shown: list[Error] = []
    for turn in range(_SHOWN):
        shown += [some[turn] for some in of_kind.values() if turn < len(some)]
    return shown[:_SHOWN]


def _few_of_each_document(errors: Iterable[Error]) -> list[Error]:
    """A wrong head makes a whole column wrong: some of it tells all."""
    times: Counter[tuple[str, str]] = Counter()
    kept = []
    for error in errors:
        times[error.doc, error.kind] += 1
        if times[error.doc, error.kind] <= _OF_ONE:
            kept.append(error)
    return kept


PART: Final = Part("scores", "precision, recall, F1 of statements, sections, tables, facts, document fields", run, True)
