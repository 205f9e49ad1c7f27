"""Draws docs/panel.png from the panel of the sample reports: python docs/pictures.py corpus docs/panel.png

Needs a font with Chinese characters (Noto Sans CJK, or --font NAME).
"""

from __future__ import annotations

import argparse
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")
import matplotlib.pyplot as plt
import pandas as pd

import pipeline

SHOWN = {"agency": "agency", "year": "year", "report_type": "type", "phase": "phase", "value": "value 万元", "change": "change",
         "grade": "grade", "reason": "reason"}  # fmt: skip
WIDTHS = (0.24, 0.045, 0.05, 0.075, 0.075, 0.06, 0.085, 0.37)
LONGEST = 27


def rows(corpus: Path) -> pd.DataFrame:
    """“三公”经费 of every body: of the year, and of the year before."""
    panel = pipeline.read_panel(corpus, ["three_public"])
    panel = panel[panel["phase"].isin(["budget", "final", "prior_year"]) & (panel["fund"] != "all")]
    own = (panel["phase"] == panel["report_type"]) | (panel["phase"] == "prior_year")
    panel = panel[own].drop_duplicates(["agency_id", "year", "phase"])
    return panel.sort_values(["agency", "year", "phase"], ascending=[True, True, False])


def draw(panel: pd.DataFrame, target: Path, font: str) -> None:
    mpl.rcParams["font.family"] = [font, "DejaVu Sans"]
    told = [[_text(row[name]) for name in SHOWN] for _, row in panel.iterrows()]
    figure, axes = plt.subplots(figsize=(13, 0.34 * (len(told) + 1.2)))
    axes.axis("off")
    table = axes.table(told, colLabels=list(SHOWN.values()), colWidths=WIDTHS, cellLoc="left", loc="upper center")
    table.auto_set_font_size(False)
    table.set_fontsize(10)
    table.scale(1, 1.55)
    for (line, column), cell in table.get_celld().items():
        cell.set_edgecolor("#d0d7de")
        cell.set_facecolor("#eaeef2" if line == 0 else "#ffffff" if line % 2 else "#f6f8fa")
        if column in (4, 5):
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
    parser.add_argument("--font", default="Noto Sans CJK SC")
    options = parser.parse_args()
    draw(rows(options.corpus), options.target, options.font)


if __name__ == "__main__":
    main()
