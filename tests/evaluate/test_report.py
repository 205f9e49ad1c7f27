"""Charts and tables of the report: what they say of given figures."""

from __future__ import annotations

import re

import pytest

from pipeline.evaluate.report.blocks import block_of
from pipeline.evaluate.report.charts import bins_of, calibration_error
from pipeline.evaluate.results import Block, Confusion, Curves, Error, Errors, Figures, Reliability


def test_calibration_error_is_the_gap_of_each_answer() -> None:
    """Two scored 0.9 and one of them right: 0.4 each. One scored 0.2 and wrong: 0.2."""
    assert calibration_error(bins_of([(0.9, True), (0.9, False), (0.2, False)])) == pytest.approx((0.8 + 0.2) / 3)
    assert calibration_error([]) == 0


def test_a_curve_has_a_dot_for_each_measure_and_a_name_for_each_line() -> None:
    lines = (("mended", ((0.5, 1.0), (1, 0.9), (10, 0.85))), ("missed", ((0.5, 0.0), (1, 0.1), (10, 0.15))))
    drawn = block_of(Curves("Repair", "wrong, %", "share", lines))
    assert drawn.count("<circle") == 6
    assert re.findall(r"<li><i [^>]*></i>(\w+)</li>", drawn) == ["mended", "missed"]
    heights = [float(y) for y in re.findall(r'<circle cx="[\d.]+" cy="([\d.]+)"', drawn)]
    assert heights[0] < heights[1] < heights[2] < heights[5] < heights[4] < heights[3], "more is higher"


def test_lines_near_1_are_drawn_from_a_higher_floor() -> None:
    drawn = block_of(Curves("Headers", "wrong, %", "top-1", (("all", ((0, 0.99), (5, 0.95))),)))
    assert ">0.8<" in drawn
    assert ">0<" in drawn, "the first tick of x"


def test_a_matrix_marks_right_and_wrong() -> None:
    counts = {("duties", "duties"): 3, ("duties", "overview"): 1}
    drawn = block_of(Confusion("Labels", ("duties", "overview"), counts))
    assert '<td class="right" style="--at: 0.750" title="duties → duties: 3 of 4">3</td>' in drawn
    assert '<td class="wrong" style="--at: 0.250" title="duties → overview: 1 of 4">1</td>' in drawn


def test_an_error_shows_what_differs() -> None:
    drawn = block_of(Errors("Errors", (Error("a.txt", "fact", "12.40 | 合计", "12.48 | 合计", 0.97),)))
    assert '<p class="wanted">12.4<mark>0</mark> | 合计</p>' in drawn
    assert '<p class="found">12.4<mark>8</mark> | 合计</p>' in drawn
    assert "score 0.97" in drawn


@pytest.mark.parametrize(
    "block",
    [Figures("Nothing", ("a", "b"), ()), Confusion("Nothing", (), {}), Reliability("Nothing", ()), Curves("Nothing", "x", "y", ()),
     Errors("Nothing", ())],
)  # fmt: skip
def test_a_block_without_content_is_drawn(block: Block) -> None:
    assert "Nothing" in block_of(block)
