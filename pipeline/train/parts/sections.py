"""`pipeline train sections`: the labels of headings."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pipeline.train.trained import Part, Trained

_TESTED: Final = (0.0, 0.05, 0.1)  # shares of misread characters that the card tells the scores of


def train(annotations: Path) -> Trained:
    """Both models from all annotated outlines, and their scores on regions that they have not seen."""
    from pipeline.learning.linear import dump_linear
    from pipeline.train.sections.fit import SEED, SHARES, fit, wear_all
    from pipeline.train.sections.outlines import read_outlines
    from pipeline.train.sections.scores import answers, by_dictionary, macro_f1
    from pipeline.train.sections.worn import Press, common_characters
    from pipeline.vocabulary.headings import load_headings
    from pipeline.vocabulary.misreadings import load_misreadings

    outlines = read_outlines(annotations)
    press = Press(load_headings(), load_misreadings().taken, common_characters(outlines))
    fitted = fit(wear_all(outlines, press, SHARES, SEED))
    scores: dict[str, float | int | str] = {
        "regions": len(fitted.without),
        "outlines": len(outlines),
        "headings": sum(len(outline.titles) for outline in outlines),
    }
    for share in _TESTED:
        worn = wear_all(outlines, press, (share,), SEED + 1)
        told = f"{share:.0%} misread"
        scores[f"macro F1, {told}"] = round(macro_f1(answers(worn, fitted.without)), 4)
        scores[f"macro F1 of the vocabulary alone, {told}"] = round(macro_f1(by_dictionary(worn)), 4)
    files = {"words.npz": dump_linear(fitted.models.words), "place.npz": dump_linear(fitted.models.place)}
    data: dict[str, int] = {}
    for outline in outlines:
        data[outline.source] = data.get(outline.source, 0) + len(outline.titles)
    return Trained(
        files,
        data,
        scores,
        SEED,
        notes="Scores are those of every region by models that never saw it. A wording that stands in headings.toml as "
        "it is printed is never overruled by the models.",
    )


PART: Final = Part("sections", "labels of headings, from annotated outlines", train)
