"""The panel's values of “三公” items, totals and functional classes are those of the gold: ≥ 99 % right, ≥ 95 % present."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.panel.build import open_panel
from tests.panel.gold import compare, expected

pytestmark = pytest.mark.slow
ANNOTATIONS = Path(__file__).resolve().parents[2] / "annotations"
LEAST_RIGHT, LEAST_PRESENT = 0.99, 0.95


def shares(corpus: Path, gold: list[Path]) -> tuple[int, float, float, list[str]]:
    """How many values the gold has of the documents of a corpus; which share of those given is right; which is there."""
    with open_panel(corpus) as connection:
        read = connection.execute(
            "SELECT path, indicator_id, fund, value FROM panel WHERE phase = report_type"
        ).fetchall()
    rows = [(Path(path).name, indicator, fund, value) for path, indicator, fund, value in read]
    docs = {doc for doc, *_ in rows}
    answers = list(compare([each for each in expected(gold) if each.doc in docs], rows))
    given = [right for _, right in answers if right is not None]
    misses = [f"{each.doc} {each.indicators} {each.value}: {right}" for each, right in answers if not right]
    return len(answers), sum(given) / len(given), sum(map(bool, given)) / len(answers), misses


def test_values_of_the_samples(sample_corpus: Path) -> None:
    counted, right, present, misses = shares(sample_corpus, [ANNOTATIONS / "gold"])
    assert counted > 100
    assert right >= LEAST_RIGHT, misses
    assert present >= LEAST_PRESENT, misses


def test_values_of_real_reports(shared: Path, tmp_path: Path) -> None:
    out = tmp_path / "corpus"
    main(["extract", *(str(shared / name) for name in ("real", "pdf", "reports")), "--out", str(out), "--ocr", "never"])
    gold = [*(shared / "gold" / name for name in ("real", "pdf", "reports")), ANNOTATIONS / "real"]
    counted, right, present, misses = shares(out, gold)
    assert counted > 200
    assert right >= LEAST_RIGHT, misses
    assert present >= LEAST_PRESENT, misses
