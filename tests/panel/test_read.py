"""A corpus and its panel as pandas data frames."""

from __future__ import annotations

from decimal import Decimal

import pytest

import pipeline
from pipeline.errors import UsageError
from tests.panel.conftest import report

CLAIM = {"current": "3.20", "amount": "0.20", "percent": "6.67", "reason": "接待批次增加"}


def test_a_corpus_is_read_back_with_types_to_calculate_with(write):
    folder = write(report("a.txt", {"three_public general final": "3.20"}, (CLAIM,)), report("b.txt", {}, year=None))
    corpus = pipeline.read_corpus(folder)
    assert corpus.cells["value_wan"].sum() == pytest.approx(3.2)
    assert corpus["documents"]["fiscal_year"].isna().tolist() == [False, True]
    assert corpus["documents"]["fiscal_year"].dtype == "Int32"
    assert corpus.statements["reason"].tolist() == ["接待批次增加"]
    assert pipeline.read_corpus(folder, decimal=True).cells["value_wan"].tolist() == [Decimal("3.20000000")]
    assert "sections" in list(corpus)
    with pytest.raises(AttributeError, match="a corpus has no table facts; it has documents"):
        corpus.facts  # noqa: B018


def test_the_panel_as_a_frame(write):
    folder = write(report("a.txt", {"three_public general final": "3.20"}, (CLAIM,)))
    long = pipeline.read_panel(folder, ["three_*"])
    assert long[["year", "phase", "value"]].to_numpy().tolist() == [[2023, "final", 3.2], [2023, "prior_year", 3.0]]
    assert long["reason"].fillna("").tolist() == ["接待批次增加", ""]
    wide = pipeline.read_panel(folder, wide=True, decimal=True)
    assert wide["three_public"].tolist() == [Decimal("3.20000000"), Decimal("3.00000000")]


def test_a_folder_without_a_corpus_is_told(tmp_path):
    with pytest.raises(UsageError, match="holds no corpus"):
        pipeline.read_corpus(tmp_path)
