"""`pipeline train doubts`: how likely a read cell is right, by the signs of how it was read."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Final

from pipeline.train.trained import Part, Trained

_AT: Final = (0.9, 0.95, 0.98)


def train(annotations: Path) -> Trained:
    """The weights from all layouts; the card's scores are of families that neither the weights nor the vocabulary has seen."""
    from pipeline.train.doubts import SEED, fit, held_out, judge_layouts
    from pipeline.train.statements import calibration_error

    judged = judge_layouts(annotations)
    doubts = fit(judged)
    tested = list(held_out(judged))
    right = [one.right for _, one in tested]
    scores: dict[str, float | int | str] = {
        "figures": len(tested),
        "right": round(sum(right) / len(right), 4),
        "calibration error": round(calibration_error([sure for sure, _ in tested], right), 4),
    }
    for at in _AT:
        own = [one.right for sure, one in tested if sure >= at]
        scores[f"as sure as {at}"] = len(own)
        scores[f"of these right ({at})"] = round(sum(own) / len(own), 4) if own else 0.0
    content = json.dumps({"start": doubts.start, "weights": dict(doubts.weights)}, ensure_ascii=False, indent=1)
    files = sorted((annotations / "layouts").glob("*.jsonl"))
    counts = Counter(
        {path.relative_to(annotations).as_posix(): len(path.read_text("utf-8").splitlines()) for path in files}
    )
    return Trained({"weights.json": f"{content}\n".encode()}, dict(counts), scores, SEED, notes=_NOTES)


_NOTES: Final = (
    "A cell is right where type, row and path are those of the label. Each layout is read twice, drawn and without a rule, by a vocabulary "
    "without the titles and heads of its family. Sums are not asked here: `verified` wants them besides."
)

PART: Final = Part("doubts", "how sure cells are, from labelled layouts (a minute)", train)
