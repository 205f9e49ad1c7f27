"""Outlines set out as running text and read back, well and badly printed."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from pipeline.evaluate.running_text import SETTINGS, find_again
from pipeline.train.sections.outlines import Outline, read_outlines
from pipeline.vocabulary.heading_models import load_heading_models
from pipeline.vocabulary.headings import load_headings

ANNOTATIONS = Path(__file__).parents[2] / "annotations"


@pytest.fixture(scope="module")
def outlines() -> list[Outline]:
    return [outline for outline in read_outlines(ANNOTATIONS) if outline.source.startswith("headings/")][::4]


@pytest.mark.parametrize(
    ("setting", "share", "least"),
    [
        ("as printed", 0.0, 0.98),
        ("as printed", 0.05, 0.94),
        ("numbers wrong", 0.0, 0.98),
        ("a level skipped", 0.0, 0.97),
        ("text on the same line", 0.0, 0.92),
        ("numbers lost", 0.0, 0.86),
    ],
)
def test_headings_are_found_again(setting: str, share: float, least: float, outlines: list[Outline]) -> None:
    models = load_heading_models()
    vocabulary = (load_headings(), defaultdict(lambda: models))
    found = find_again(outlines, SETTINGS[setting], share, vocabulary, ({"预": {"顶": 1}}, "天地人和"), 5)
    assert found.wanted > 400
    assert found.found <= found.given
    assert found.labelled_f1 >= least
