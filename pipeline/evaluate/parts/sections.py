"""Headings: their labels in regions that the models have not seen, and whether they are found in badly printed text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from pipeline.evaluate.results import (
    Block,
    Confusion,
    Curves,
    Error,
    Errors,
    Figures,
    Material,
    Part,
    Reliability,
    Result,
    Value,
)

if TYPE_CHECKING:
    from pipeline.evaluate.running_text import Found
    from pipeline.train.sections.scores import Answer

Rows = tuple[tuple[Value, ...], ...]
SHARES: Final = (0.0, 0.05, 0.10)  # of characters misread
SEED: Final = 21
_UNSEEN: Final = """\
Each region is judged by models that were trained without it (regions are left out in eight groups). Macro F1: the mean \
over all labels. Vocabulary alone: headings.toml without the models. Characters are misread as measured (models/confusions) \
and by chance; cover and contents, known by their place, are not counted."""
_SET: Final = """\
Outlines set out as running text and read back: F1 of headings found with number and title as they stand there, and of those \
with the right label. Regions are judged by models without them. Numbers lost: no 一、 and （一）; numbers wrong: every third \
一、 is another; a level skipped: 1. for （一）; text on the same line: after 。 or ：."""
_WORST: Final = 60


def run(material: Material) -> Result:
    """A minute or two: the models are trained anew without each group of regions."""
    from pipeline.evaluate.running_text import SETTINGS, find_again
    from pipeline.train.sections.fit import SEED as TRAINED
    from pipeline.train.sections.fit import SHARES as LEARNED
    from pipeline.train.sections.fit import fit, wear_all
    from pipeline.train.sections.outlines import read_outlines
    from pipeline.train.sections.scores import answers, by_dictionary
    from pipeline.train.sections.worn import Press, common_characters
    from pipeline.vocabulary.headings import load_headings
    from pipeline.vocabulary.misreadings import load_misreadings

    outlines = read_outlines(material.annotations)
    headings, taken, others = load_headings(), load_misreadings().taken, common_characters(outlines)
    press = Press(headings, taken, others)
    without = fit(wear_all(outlines, press, LEARNED, TRAINED)).without
    worn = {share: wear_all(outlines, press, (share,), SEED) for share in SHARES}
    found = {share: answers(worn[share], without) for share in SHARES}
    alone = {share: by_dictionary(worn[share]) for share in SHARES}
    written = [outline for outline in outlines if outline.source.startswith("headings/")]
    set_out = {
        (name, share): find_again(written, setting, share, (headings, without), (taken, others), SEED)
        for name, setting in SETTINGS.items()
        for share in SHARES[:2]
    }
    return Result((*_labels(found, alone), _running(set_out), _errors(found[0.0])))


def _labels(found: dict[float, list[Answer]], alone: dict[float, list[Answer]]) -> list[Block]:
    from pipeline.train.sections.scores import label_f1, macro_f1

    heads = ("characters misread", "headings", "right", "macro F1", "vocabulary alone")
    rows = tuple(
        (f"{share:.0%}", len(found[share]), _right(found[share]), macro_f1(found[share]), macro_f1(alone[share]))
        for share in SHARES
    )
    by_label = {share: label_f1(found[share]) for share in SHARES}
    counts = Counter(one.wanted[0] for one in found[0.0])
    label_rows: Rows = tuple(
        (label, counts[label], *(by_label[share][label] for share in SHARES)) for label in sorted(counts)
    )
    regions = sorted({one.region for one in found[0.0]})
    shown = tuple(f"{share:.0%}" for share in SHARES)
    confused = Counter((one.wanted[0], one.wanted[0] if one.right else one.label) for one in found[0.05])
    lines = tuple(
        (name, tuple((100 * share, macro_f1(answers[share])) for share in SHARES))
        for name, answers in (("with the models", found), ("vocabulary alone", alone))
    )
    return [
        Figures("Labels of headings, regions not seen", heads, rows, _UNSEEN),
        Figures("Labels of headings by region", ("region", "headings", *shown), _by_region(regions, found)),
        Figures("Labels of headings: F1", ("label", "headings", *shown), label_rows),
        Curves("Labels of headings by damage", "characters misread, %", "macro F1", lines),
        Confusion("Labels of headings, 5 % misread", tuple(sorted(counts)), dict(confused)),
        Reliability("Labels of headings, 5 % misread", tuple((one.score, one.right) for one in found[0.05])),
    ]


def _by_region(regions: Sequence[str], found: dict[float, list[Answer]]) -> Rows:
    rows: list[tuple[Value, ...]] = []
    for region in regions:
        of_region = {share: [one for one in found[share] if one.region == region] for share in SHARES}
        rows.append((region, len(of_region[0.0]), *(_right(of_region[share]) for share in SHARES)))
    return tuple(rows)


def _running(found: dict[tuple[str, float], Found]) -> Figures:
    settings = dict.fromkeys(name for name, _ in found)
    heads = ("printed", *(f"{what}, {share:.0%} misread" for share in SHARES[:2] for what in ("found", "labelled")))
    rows: Rows = tuple(
        (name, *(value for share in SHARES[:2] for value in (found[name, share].f1, found[name, share].labelled_f1)))
        for name in settings
    )
    return Figures("Headings in running text", heads, rows, _SET)


def _errors(found: Sequence[Answer]) -> Errors:
    wrong = sorted((one for one in found if not one.right), key=lambda one: (-one.score, one.doc, one.printed))
    shown = (Error(one.doc, "label", f"{one.printed}: {one.wanted[0]}", one.label, one.score) for one in wrong[:_WORST])
    return Errors("Labels of headings that are wrong, clean text", tuple(shown))


def _right(found: Sequence[Answer]) -> float:
    return sum(one.right for one in found) / len(found) if found else 0.0


PART: Final = Part("sections", "labels of headings in unseen regions, headings found in badly printed text", run)
