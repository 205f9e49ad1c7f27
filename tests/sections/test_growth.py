"""Texts without an end of a paragraph take as long as they are long."""

from __future__ import annotations

import time

from pipeline.sections.paragraphs import join_rows
from pipeline.sections.rows import Row


def seconds(count: int) -> float:
    rows = [Row(f"行政运行支出{number}.50万元，比上年增加{number}.05万元，" * 3, 1) for number in range(count)]
    start = time.process_time()
    assert len(join_rows(rows)) == 1
    return time.process_time() - start


def test_a_paragraph_of_ten_times_the_rows_takes_about_ten_times_as_long():
    """It took a hundred times as long while every row was asked against all that stands before it."""
    seconds(100)
    assert seconds(8000) < 25 * max(seconds(800), 0.002)
