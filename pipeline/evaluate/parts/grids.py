"""Tables as trees and grids, the metrics of table recognition: TEDS and GriTS."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from pipeline.evaluate.results import Figures, Material, Part, Result

if TYPE_CHECKING:
    from pipeline.scoring.grids import Grid

_HEADS: Final = ("tables", "found", "TEDS", "TEDS-Struct", "GriTS-Con", "GriTS-Top")
_MEANT: Final = """\
Reference and answer are laid out alike from what tables mean: codes and names down the side, canonical columns across, \
numbers in their places; the tables of one type in a document are one. No answer counts as 0."""
_PRINTED: Final = """\
Reference and answer are the tables as printed, with all their words and merged cells; each reference table is compared \
with the found one that is most like it. No answer counts as 0."""
_ALIKE: Final = 20.0  # RapidFuzz ratio of two tables' words below which one is no reading of the other

Pair = tuple[str, str, "Grid", "Grid | None"]  # document, what it is grouped by, reference, answer


def run(material: Material) -> Result:
    """Means over tables, by their meaning and, where the gold has them, as printed."""
    from pipeline.evaluate.meant import grid_pairs

    meant = [] if "cells" in material.found.absent else grid_pairs(material.gold, material.found)
    tables = [Figures("Tables by what they mean", ("type", *_HEADS), _figures(meant), _MEANT)] if meant else []
    if material.gold.grids and material.found.grids:
        printed = list(_printed_pairs(material.gold.grids, material.found.grids, material.groups))
        group = material.by or "document"
        tables.append(Figures("Tables as printed", (group, *_HEADS), _figures(printed), _PRINTED))
    return Result(tuple(tables))


def _figures(pairs: Iterable[Pair]) -> tuple[tuple[str | int | float, ...], ...]:
    from pipeline.evaluate.grits import grits_content, grits_topology
    from pipeline.evaluate.teds import teds

    scores: dict[str, list[tuple[float, ...]]] = defaultdict(list)
    for _, group, reference, answer in pairs:
        found = float(answer is not None)
        structure = teds(reference, answer, structure_only=True)
        content, topology = grits_content(reference, answer), grits_topology(reference, answer)
        scores[group].append((found, teds(reference, answer), structure, content, topology))
    everything = [score for some in scores.values() for score in some]
    return (*(_means(group, scores[group]) for group in sorted(scores)), _means("all", everything))


def _means(group: str, scores: Sequence[tuple[float, ...]]) -> tuple[str | int | float, ...]:
    found, *rest = zip(*scores, strict=True)
    return (group, len(scores), int(sum(found)), *(sum(values) / len(scores) for values in rest))


def _printed_pairs(
    gold: Mapping[str, Sequence[Grid]], found: Mapping[str, Sequence[Grid]], groups: Mapping[str, str]
) -> Iterator[Pair]:
    """Each reference with the answer whose words are most like its own; an answer belongs to one reference."""
    from rapidfuzz import fuzz

    for doc, references in gold.items():
        answers = found.get(doc, ())
        ours, theirs = [_words(grid) for grid in references], [_words(grid) for grid in answers]
        ranked = sorted(
            (
                (fuzz.ratio(one, other), -at, -place)
                for at, one in enumerate(ours)
                for place, other in enumerate(theirs)
            ),
            reverse=True,
        )
        taken: dict[int, int] = {}
        for likeness, at, place in ranked:
            if likeness >= _ALIKE and -at not in taken and -place not in taken.values():
                taken[-at] = -place
        for at, reference in enumerate(references):
            yield doc, groups.get(doc, doc), reference, answers[taken[at]] if at in taken else None


def _words(grid: Grid) -> str:
    return "".join(spot.text for row in grid.rows for spot in row)


PART: Final = Part("grids", "tables as trees and grids: TEDS, GriTS", run, True)
