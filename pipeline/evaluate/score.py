"""Precision, recall and F1 of a corpus against gold data, by kind of item."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from pipeline.evaluate import fits
from pipeline.evaluate.found import Found, read_corpus
from pipeline.evaluate.gold import FIELDS, Gold, read_gold
from pipeline.evaluate.pairing import largest_pairing


class OfDocument(Protocol):
    @property
    def doc(self) -> str: ...


G = TypeVar("G", bound=OfDocument)
F = TypeVar("F", bound=OfDocument)


@dataclass
class Tally(Generic[G, F]):
    """What was right, what was missed, what was too much; added up document by document."""

    right: int = 0
    missed: list[G] = field(default_factory=list)
    extra: list[F] = field(default_factory=list)

    @property
    def gold(self) -> int:
        return self.right + len(self.missed)

    @property
    def precision(self) -> float:
        found = self.right + len(self.extra)
        return self.right / found if found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def add(self, gold: Sequence[G], found: Sequence[F], right: Callable[[G, F], bool], spare: Sequence[G]) -> None:
        """Count one document; what fits only a `spare` gold item counts neither way."""
        pairs = largest_pairing(gold, found, right)
        taken = set(pairs.values())
        left = [one for place, one in enumerate(found) if place not in taken]
        excused = set(largest_pairing(spare, left, right).values())
        self.right += len(pairs)
        self.missed += [one for place, one in enumerate(gold) if place not in pairs]
        self.extra += [one for place, one in enumerate(left) if place not in excused]


def score_corpus(out: Path, gold: Iterable[Path]) -> dict[str, Tally[Any, Any]]:
    """Scores of a folder that `pipeline extract` wrote. Raises FileNotFoundError or BadGold."""
    return score(read_gold(gold), read_corpus(out, FIELDS))


def score(gold: Gold, found: Found) -> dict[str, Tally[Any, Any]]:
    """A tally for each kind of which there is gold: statement, triple, section, table, fact, document.

    Only documents with gold of a kind are scored for it. Gold has all numbers of amount tables and some of the
    performance tables: of these only what was missed counts.
    """
    labelled = [one for one in gold.sections if one.label != ("other",)]
    amounts = [one for one in gold.facts if not one.table.startswith("performance")]
    tables = {(one.doc, one.table) for one in amounts}
    cells = [one for one in found.cells if (one.doc, one.table) in tables]
    tallies: dict[str, Tally[Any, Any]] = {
        "statement": _tally(gold.statements, found.statements, fits.statement_fits),
        "triple": _tally(gold.statements, found.statements, fits.triple_fits),
        "section": _tally(labelled, [one for one in found.sections if one.label != "other"], fits.section_fits),
        "table": _tally(gold.tables, found.tables, fits.table_fits),
        "fact": _tally(amounts, cells, fits.fact_fits),
        "document": _tally(gold.fields, found.fields, fits.field_fits),
    }
    return {kind: tally for kind, tally in tallies.items() if tally.gold}


def _tally(gold: Sequence[G], found: Sequence[F], right: Callable[[G, F], bool]) -> Tally[G, F]:
    tally: Tally[G, F] = Tally()
    for doc in dict.fromkeys(one.doc for one in gold):
        mine = [one for one in gold if one.doc == doc]
        certain = [one for one in mine if getattr(one, "counts", True)]
        spare = [one for one in mine if not getattr(one, "counts", True)]
        tally.add(certain, [one for one in found if one.doc == doc], right, spare)
    return tally
