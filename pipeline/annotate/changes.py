"""What a person changed in the claims of a section, as corrections of that one report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from pipeline.annotate.tasks import StatementMark, Task
from pipeline.corrections import Correction

_SAID: Final = ("kind", "indicator", "base", "direction", "amount", "percent", "reason")  # what a mark says
_AMOUNTS: Final = ("amount", "percent")


@dataclass(frozen=True, slots=True)
class Changes:
    """Fields of claims that were corrected; how many claims were added or taken away, which no correction can say."""

    corrections: tuple[Correction, ...]
    others: int


def changes_of(task: Task) -> Changes:
    """What the marks of a person say otherwise than those of the machine over the same words."""
    left = [mark for mark in task.marks if isinstance(mark, StatementMark)]
    corrections: list[Correction] = []
    lost = 0
    for n, said in enumerate(task.said):
        mark = _same(said, left)
        if mark is None:
            lost += 1
            continue
        left.remove(mark)
        before = sum((one.start, one.end) == (said.start, said.end) for one in task.said[:n])
        corrections += _corrections(task, said, mark, before)
    return Changes(tuple(corrections), lost + len(left))


def _same(said: StatementMark, marks: Sequence[StatementMark]) -> StatementMark | None:
    """The mark that is about the same claim: over the same words, best with the same quantity."""
    over = [mark for mark in marks if mark.start < said.end and said.start < mark.end]
    return max(over, key=lambda mark: (mark.indicator == said.indicator, mark.kind == said.kind), default=None)


def _corrections(task: Task, said: StatementMark, mark: StatementMark, before: int) -> Iterator[Correction]:
    twins = sum((one.start, one.end) == (said.start, said.end) for one in task.said)
    for name in _SAID:
        old, new = getattr(said, name), getattr(mark, name)
        if _differs(name, old, new):
            yield Correction(
                doc_id=str(task.doc_id),
                target="statement",
                field=name,
                value=new,
                page=said.page,
                printed=task.text[said.start : said.end],
                place=f"{said.start}-{said.end}" + (f" #{before + 1}" if twins > 1 else ""),
                who=task.who,
                when=task.when,
            )


def _differs(name: str, old: str | None, new: str | None) -> bool:
    if name == "base" and {old, new} <= {None, "total"}:
        return False  # all that a share has
    if name in _AMOUNTS and old and new:
        try:
            return Decimal(old) != Decimal(new)
        except InvalidOperation:
            return True
    return old != new
