"""What is taken for what: labels of sections, types of tables."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeVar

from rapidfuzz import fuzz

from pipeline.evaluate.results import Confusion, Material, Part, Result
from pipeline.scoring.fits import same_title, section_fits, table_fits, words
from pipeline.scoring.found import FoundSection, FoundTable
from pipeline.scoring.gold import GoldSection, GoldTable
from pipeline.scoring.pairing import largest_pairing

NOTHING: Final = "–"  # no such heading or table was found, or none is in gold
_SAME_TITLE: Final = 80.0  # RapidFuzz ratio
G = TypeVar("G", GoldSection, GoldTable)
F = TypeVar("F", FoundSection, FoundTable)


def run(material: Material) -> Result:
    """Two matrices: sections are matched by title, tables by type, what is left of them by title."""
    gold, found = material.gold, material.found
    sections = _counts(gold.sections, found.sections, (section_fits, same_title), lambda one: one.label)
    tables = _counts(gold.tables, found.tables, (table_fits, _same_table), lambda one: one.type)
    note = f"Rows are gold, columns the answers; {NOTHING} stands for none. Headings are matched by their words."
    about = f"Rows are gold, columns the answers; {NOTHING} stands for none. Tables are matched by type, then by title."
    matrices = {
        "sections": Confusion("Section labels", _labels(sections), sections, note),
        "tables": Confusion("Table types", _labels(tables), tables, about),
    }
    return Result(tuple(matrix for name, matrix in matrices.items() if name not in found.absent))


def _counts(gold: Iterable[G], found: Iterable[F], fits: Iterable[Any], label: Any) -> dict[tuple[str, str], int]:
    """(gold, found) → times. Items that count neither way are matched and not counted."""
    counts: Counter[tuple[str, str]] = Counter()
    answers: Mapping[str, list[F]] = _by_doc(found)
    for doc, items in _by_doc(gold).items():
        left, open_items = list(answers.get(doc, [])), list(items)
        for right in fits:
            pairs = largest_pairing(open_items, left, right)
            for item, place in pairs.items():
                wanted, answer = open_items[item], left[place]
                if wanted.counts:
                    accepted = label(wanted)
                    counts[label(answer) if label(answer) in accepted else accepted[0], label(answer)] += 1
            open_items = [one for at, one in enumerate(open_items) if at not in pairs]
            left = [one for at, one in enumerate(left) if at not in pairs.values()]
        counts.update((label(one)[0], NOTHING) for one in open_items if one.counts)
        counts.update((NOTHING, label(one)) for one in left)
    return dict(counts)


def _same_table(gold: GoldTable, found: FoundTable) -> bool:
    return fuzz.ratio(words(gold.title), words(found.title)) >= _SAME_TITLE


def _labels(counts: Mapping[tuple[str, str], int]) -> tuple[str, ...]:
    """Those that occur, the most frequent first, none last."""
    times: Counter[str] = Counter()
    for (wanted, answer), count in counts.items():
        times[wanted] += count
        times[answer] += count
    return tuple(sorted(times, key=lambda label: (label == NOTHING, -times[label], label)))


def _by_doc(items: Iterable[Any]) -> dict[str, list[Any]]:
    grouped: dict[str, list[Any]] = defaultdict(list)
    for item in items:
        grouped[item.doc].append(item)
    return grouped


PART: Final = Part("confusion", "which section labels and table types are taken for which", run, True)
