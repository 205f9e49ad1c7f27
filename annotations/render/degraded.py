"""The degraded track: every document of the benchmark as a scan, by a seed that follows from its name."""

from __future__ import annotations

import random
from dataclasses import replace

from annotations.render.model import Report

RESOLUTIONS = (100, 150, 200, 300)
FONTS = ("song", "hei", "kai")
WEAR = (0.0, 0.4, 0.7, 1.0)
HEADS = {"song": "hei", "hei": "hei", "kai": "hei"}


def degraded(report: Report) -> Report:
    """The same report, printed in some font and scanned in some resolution: skew, grain, JPEG, perhaps in grey."""
    dice = random.Random(f"scan of {report.name}")
    body = dice.choice(FONTS)
    dpi = dice.choice(RESOLUTIONS)
    style = replace(
        report.style,
        form="scan",
        body=body,
        head=HEADS[body],
        seed=dice.randint(1, 10**6),
        skew=round(dice.uniform(0.2, 1.2), 2),
        dpi=dpi,
        grey=dice.random() < 0.5,
        quality=dice.choice((35, 50, 70)) if dpi < 300 else 35,
        wear=dice.choice(WEAR),
        pictures=(),
        seal=None,
    )
    return replace(report, name=scan_name(report.name), style=style)


def scan_name(name: str) -> str:
    """File name of the scan of a document.

    >>> scan_name("yunhe_party_budget_2024.pdf")
    'yunhe_party_budget_2024_scan.pdf'
    """
    return f"{name.rsplit('.', 1)[0]}_scan.pdf"
