"""Precision, recall and F1 of answers against gold data, by kind of item (CONTRACT section 4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, Generic, Protocol, TypeVar

from pipeline.scoring import fits
from pipeline.scoring.corpus import read_corpus
from pipeline.scoring.found import Found
from pipeline.scoring.gold import FIELDS, Gold, read_gold
from pipeline.scoring.pairing import largest_pairing


class OfDocument(Protocol):
    @property
    def doc(self) -> str: ...


G = TypeVar("G", bound=OfDocument)
F = TypeVar("F", bound=OfDocument)
_TABLES: Final = {
    "statement": "statements", "triple": "statements", "section": "sections", "table": "tables", "fact": "cells",
}  # fmt: skip
CLAIMS: Final = ("change", "completion", "share")


@dataclass
class Tally(Generic[G, F]):
    """What was right, what was missed, what was too much; added up document by document."""

    pairs: list[tuple[G, F]] = field(default_factory=list)
    missed: list[G] = field(default_factory=list)
    extra: list[F] = field(default_factory=list)

    @property
    def right(self) -> int:
        return len(self.pairs)

    @property
    def gold(self) -> int:
        return self.right + len(self.missed)

    @property
    def found(self) -> int:
        return self.right + len(self.extra)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

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
        self.pairs += [(gold[item], found[place]) for item, place in pairs.items()]
        self.missed += [one for place, one in enumerate(gold) if place not in pairs]
        self.extra += [one for place, one in enumerate(left) if place not in excused]


def score_corpus(out: Path, gold: Sequence[Path]) -> dict[str, Tally[Any, Any]]:
    """Scores of a folder that `pipeline extract` wrote. Raises UsageError, BadGold or BadAnswers."""
    return score(read_gold(gold), read_corpus(out))


def score(gold: Gold, found: Found) -> dict[str, Tally[Any, Any]]:
    """A tally for each kind of which there is gold and the answers have a table, in the order of the report.

    Only documents with gold of a kind are scored for it, and of their cells only those in tables with gold that is
    certain: a table with debatable gold alone is neither found nor missed. Gold has all numbers of amount tables, but
    only some of the performance tables: there nothing is too much.
    """
    outlined = {one.doc for one in gold.sections if one.counts}
    labelled = [
        one for one in gold.sections if one.doc in outlined and not (one.counts and one.label[0] == "other")
    ]  # an optional heading may be anything, `other` among it
    tallies: dict[str, Tally[Any, Any]] = {
        "statement": _tally(gold.statements, found.statements, fits.statement_fits),
        "triple": _tally(gold.statements, found.statements, fits.triple_fits),
        **{f"triple:{kind}": _claims(gold, found, kind) for kind in CLAIMS},
        "section": _tally(labelled, [one for one in found.sections if one.label != "other"], fits.section_fits),
        "table": _tally(gold.tables, found.tables, fits.table_fits),
        "fact": _facts(gold, found, performance=False),
        "fact:performance": _facts(gold, found, performance=True),
        "document": _fields(gold, found, FIELDS),
        **{f"document:{name}": _fields(gold, found, (name,)) for name in FIELDS},
    }
    return {
        kind: tally
        for kind, tally in tallies.items()
        if tally.gold and _TABLES.get(kind.split(":")[0]) not in found.absent
    }


def within(gold: Gold, found: Found, docs: set[str]) -> tuple[Gold, Found]:
    """What concerns these documents only."""
    return (
        replace(
            gold,
            statements=_of(gold.statements, docs),
            sections=_of(gold.sections, docs),
            tables=_of(gold.tables, docs),
            facts=_of(gold.facts, docs),
            fields=_of(gold.fields, docs),
        ),
        replace(
            found,
            statements=_of(found.statements, docs),
            sections=_of(found.sections, docs),
            tables=_of(found.tables, docs),
            cells=_of(found.cells, docs),
            fields=_of(found.fields, docs),
        ),
    )


def _of(items: Sequence[G], docs: set[str]) -> tuple[G, ...]:
    return tuple(item for item in items if item.doc in docs)


def _tally(gold: Sequence[G], found: Sequence[F], right: Callable[[G, F], bool]) -> Tally[G, F]:
    tally: Tally[G, F] = Tally()
    answers = _by_key(found, lambda one: one.doc)
    for doc, items in _by_key(gold, lambda one: one.doc).items():
        tally.add(*_certain(items, answers.get(doc, [])), right, _spare(items))
    return tally


def _claims(gold: Gold, found: Found, kind: str) -> Tally[Any, Any]:
    """Claims of one kind: also where a document has gold of other kinds only, what was found of this one is too much."""
    tally: Tally[Any, Any] = Tally()
    answers = _by_key(found.statements, lambda one: one.doc)
    for doc, items in _by_key(gold.statements, lambda one: one.doc).items():
        wanted = [one for one in items if one.kind == kind]
        told = [one for one in answers.get(doc, []) if one.kind == kind]
        tally.add(*_certain(wanted, told), fits.triple_fits, _spare(wanted))
    return tally


def _facts(gold: Gold, found: Found, *, performance: bool) -> Tally[Any, Any]:
    tally: Tally[Any, Any] = Tally()
    cells = _by_key(found.cells, lambda one: (one.doc, one.table))
    for key, items in _by_key(gold.facts, lambda one: (one.doc, one.table)).items():
        certain = any(one.counts for one in items)
        if certain and items[0].table.startswith("performance") == performance:
            tally.add(*_certain(items, cells.get(key, [])), fits.fact_fits, _spare(items))
    if performance:
        tally.extra.clear()
    return tally


def _fields(gold: Gold, found: Found, names: Sequence[str]) -> Tally[Any, Any]:
    """Fields of documents: one left empty is an answer where gold accepts that, and else none."""
    wanted = [one for one in gold.fields if one.field in names]
    may_be_empty = {(one.doc, one.field) for one in wanted if None in one.value}
    answers = [one for one in found.fields if one.value is not None or (one.doc, one.field) in may_be_empty]
    return _tally(wanted, [one for one in answers if one.field in names], fits.field_fits)


def _certain(items: Sequence[G], answers: Sequence[F]) -> tuple[list[G], Sequence[F]]:
    return [one for one in items if getattr(one, "counts", True)], answers


def _spare(items: Sequence[G]) -> list[G]:
    return [one for one in items if not getattr(one, "counts", True)]


K = TypeVar("K")


def _by_key(items: Iterable[G], key: Callable[[G], K]) -> Mapping[K, list[G]]:
    grouped: dict[K, list[G]] = defaultdict(list)
    for item in items:
        grouped[key(item)].append(item)
    return grouped
