"""Draws docs/panel.png from the panel of the sample reports: python docs/pictures.py corpus docs/panel.png

--font is the file of a font with Chinese characters.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib import font_manager

import pipeline

SHOWN = {
    "agency": "agency", "year": "year", "report_type": "report_type", "indicator_id": "indicator_id", "value": "value",
    "before": "last year", "change": "change", "rate": "rate", "grade": "grade", "reason": "reason",
}  # fmt: skip
WIDTHS = (0.23, 0.045, 0.085, 0.115, 0.06, 0.07, 0.06, 0.06, 0.08, 0.33)
NUMBERS = range(4, 8)
LONGEST = 20
INDICATORS = ("three_public", "reception", "vehicles", "operating_cost", "expenditure")


def rows(corpus: Path) -> pd.DataFrame:
    """What the sample reports say the reasons are, with this year's amount and last year's."""
    panel = pipeline.read_panel(corpus, INDICATORS)
    key = ["agency_id", "year", "report_type", "indicator_id", "fund"]
    before = panel[panel["phase"] == "prior_year"][[*key, "value"]].rename(columns={"value": "before"})
    own = panel[(panel["phase"] == panel["report_type"]) & panel["reason"].notna()]
    joined = own.merge(before, on=key, how="left").drop_duplicates(["agency_id", "year", "indicator_id"])
    return joined.sort_values(["agency", "year", "indicator_id"])


def draw(panel: pd.DataFrame, target: Path, font: str) -> None:
    font_manager.fontManager.addfont(font)
    mpl.rcParams["font.family"] = font_manager.FontProperties(fname=font).get_name()
    told = [[_text(row[name]) for name in SHOWN] for _, row in panel.iterrows()]
    figure, axes = plt.subplots(figsize=(14, 0.34 * (len(told) + 1.2)))
    axes.axis("off")
    table = axes.table(told, colLabels=list(SHOWN.values()), colWidths=WIDTHS, cellLoc="left", loc="upper center")
    table.auto_set_font_size(False)
    table.set_fontsize(10)
    table.scale(1, 1.55)
    for (line, column), cell in table.get_celld().items():
        cell.set_edgecolor("#d0d7de")
        cell.PAD = 0.03
        cell.set_facecolor("#eaeef2" if line == 0 else "#ffffff" if line % 2 else "#f6f8fa")
        if column in NUMBERS:
            cell.get_text().set_horizontalalignment("right")
        if line == 0:
            cell.get_text().set_fontweight("bold")
    figure.savefig(target, dpi=110, bbox_inches="tight", pad_inches=0.05)


def _text(value: object) -> str:
    if pd.isna(value):
        return ""
    text = f"{value:.2f}" if isinstance(value, float) else str(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--font", default="/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
    options = parser.parse_args()
    draw(rows(options.corpus), options.target, options.font)


if __name__ == "__main__":
    main()
