"""TEDS and GriTS: values worked out by hand, on tables in miniature."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from pipeline.evaluate.grits import grits_content, grits_topology
from pipeline.evaluate.meant import grid_pairs
from pipeline.evaluate.teds import teds
from pipeline.scoring.found import Found, FoundCell
from pipeline.scoring.gold import Gold, GoldFact
from pipeline.scoring.grids import Grid, Spot
from pipeline.scoring.printed import marked, spanned

TWO = spanned([["科目", "合计"], ["行政运行", "12.40"]])


def test_the_same_table_is_1_and_none_is_0() -> None:
    assert [metric(TWO, TWO) for metric in (teds, grits_content, grits_topology)] == [1, 1, 1]
    assert [metric(TWO, None) for metric in (teds, grits_content, grits_topology)] == [0, 0, 0]


def test_a_digit_costs_its_share_of_its_cell() -> None:
    """One of five characters of one of nine nodes (table, head, body, two rows, four cells); one of four places."""
    misread = spanned([["科目", "合计"], ["行政运行", "12.48"]])
    assert teds(TWO, misread) == pytest.approx(1 - 0.2 / 9)
    assert teds(TWO, misread, structure_only=True) == 1
    assert grits_content(TWO, misread) == pytest.approx((3 + 0.8) / 4)
    assert grits_topology(TWO, misread) == 1


def test_a_lost_row_costs_its_nodes_and_its_places() -> None:
    lost = spanned([["科目", "合计"]])
    assert teds(TWO, lost) == pytest.approx(1 - 3 / 9)
    assert grits_content(TWO, lost) == pytest.approx(2 * 2 / (4 + 2))


def test_a_split_row_is_cheaper_as_a_new_row_than_as_new_cells() -> None:
    """Two rows for one: its node goes, two come, and the cells stay, as the exact distance of trees has it."""
    split = Grid(((Spot("科目"), Spot("合计")), (Spot("行政运行"),), (Spot("12.40"),)), 0)
    assert teds(TWO, split) == pytest.approx(1 - 3 / 10)


def test_a_merged_cell_that_was_cut_costs_structure() -> None:
    merged, cut = spanned([["支出", "<"], ["合计", "基本"]]), spanned([["支出", ""], ["合计", "基本"]])
    assert teds(merged, cut, structure_only=True) == pytest.approx(1 - 2 / 9)  # a cell with other spans, a cell more
    assert grits_topology(merged, cut) == pytest.approx((2 + 2 * 0.5) / 4)
    assert grits_content(merged, cut) == pytest.approx(3 / 4)


def test_a_permuted_table_is_worse_than_a_lost_row() -> None:
    rows = [["科目", "合计"], *([f"项目{at}", f"{at}.50"] for at in range(8))]
    shuffled = rows[:]
    random.Random(3).shuffle(shuffled)
    assert teds(spanned(rows), spanned(shuffled)) < teds(spanned(rows), spanned(rows[:-1]))
    assert grits_content(spanned(rows), spanned(shuffled)) < grits_content(spanned(rows), spanned(rows[:-1]))


def test_marks_are_what_spans_were() -> None:
    rows = [["科目", "支出", "<"], ["^", "合计", "基本"], ["行政运行", "1", "1"]]
    cells = [(0, 0, 2, 1, "科目"), (0, 1, 1, 2, "支出"), (1, 1, 1, 1, "合计"), (1, 2, 1, 1, "基本"),
             (2, 0, 1, 1, "行政运行"), (2, 1, 1, 1, "1"), (2, 2, 1, 1, "1")]  # fmt: skip
    assert marked(cells, 3, 3) == rows
    assert spanned(rows).rows[0] == (Spot("科目", 2, 1), Spot("支出", 1, 2))
    assert [[spot.text for spot, _, _ in row] for row in spanned(rows).places][1] == ["科目", "合计", "基本"]


def fact(name: str, column: str, value: str, *others: str) -> GoldFact:
    return GoldFact("a.txt", "overall", None, (name,), (column, *others), value)


def cell(at: int, place: int, name: str, path: str, value: str) -> FoundCell:
    return FoundCell("a.txt", "overall", None, name, path, Decimal(value), place=("t1", at, place))


FACTS = (fact("财政拨款收入", "收入/预算数", "9.00", "收入/金额"), fact("教育支出", "支出/预算数", "8.50"),
         fact("合计", "收入/预算数", "9.00", "收入/金额"), fact("合计", "支出/预算数", "9.00"))  # fmt: skip


def test_reference_and_answer_are_laid_out_alike() -> None:
    """Names with ordinals, another accepted column, sides in another order: the same table."""
    cells = (cell(0, 1, "一、财政拨款收入", "收入/金额", "9.0000"), cell(0, 3, "教育支出", "支出/预算数", "8.5"),
             cell(1, 1, "合计", "收入/金额", "9"), cell(1, 3, "合计", "支出/预算数", "9"))  # fmt: skip
    [(doc, kind, reference, answer)] = grid_pairs(Gold(facts=FACTS), Found(cells=cells))
    assert (doc, kind) == ("a.txt", "overall")
    assert reference == answer
    assert reference.rows[:2] == (
        (Spot("", 2, 2), Spot("收入"), Spot("支出")),
        (Spot("预算数"), Spot("预算数")),
    )
    assert [[spot.text for spot in row] for row in reference.rows[2:]] == [
        ["", "财政拨款收入", "9", ""], ["", "教育支出", "", "8.5"], ["", "合计", "9", "9"],
    ]  # fmt: skip


def test_a_wrong_column_shows_in_all_measures() -> None:
    cells = (cell(0, 1, "财政拨款收入", "收入/预算数", "9"), cell(0, 2, "教育支出", "收入/决算数", "8.5"),
             cell(1, 1, "合计", "收入/预算数", "9"), cell(1, 3, "合计", "支出/预算数", "9"))  # fmt: skip
    [(_, _, reference, answer)] = grid_pairs(Gold(facts=FACTS), Found(cells=cells))
    assert teds(reference, answer) < 0.9
    assert grits_content(reference, answer) < 0.95
    assert grits_topology(reference, answer) < 0.95


def test_no_answer_for_a_table_type_is_none() -> None:
    assert [answer for *_, answer in grid_pairs(Gold(facts=FACTS), Found())] == [None]
