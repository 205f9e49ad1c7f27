"""The parts on two invented reports: what each says of known slips."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest

from pipeline.evaluate.material import groups_of
from pipeline.evaluate.parts import PARTS, calibration, confusion, grids, scores, text
from pipeline.evaluate.results import By, Confusion, Errors, Figures, Material, Reliability, Result
from pipeline.scoring.corpus import read_corpus
from pipeline.scoring.gold import read_gold

B = TypeVar("B")
TOWN = "柳溪镇决算.txt"


@pytest.fixture
def material(gold: Path, answers: Path) -> Material:
    return Material(gold, read_gold([gold]), read_corpus(answers))


def only(result: Result, kind: type[B]) -> list[B]:
    return [block for block in result.blocks if isinstance(block, kind)]


def rows(figures: Figures) -> dict[object, tuple[object, ...]]:
    return {row[0]: row[1:] for row in figures.rows}


def test_scores_count_each_kind(material: Material) -> None:
    overall = rows(only(scores.run(material), Figures)[0])
    assert overall["fact"] == (4, 4, 3, 0.75, 0.75, 0.75)
    assert overall["statement"] == (1, 1, 0, 0.0, 0.0, 0.0)
    assert overall["section"] == (2, 2, 1, 0.5, 0.5, 0.5)
    assert overall["table"] == (1, 1, 1, 1.0, 1.0, 1.0)
    assert overall["document"][:3] == (8, 4, 3), "a document without an answer counts as missed"
    assert overall["document:report_type"][:3] == (2, 1, 0)


def test_errors_stand_beside_what_was_wanted(material: Material) -> None:
    [errors] = only(scores.run(material), Errors)
    told = {(error.kind, error.wanted, error.found) for error in errors.errors}
    assert (
        "fact",
        "6.50 | expenditure | 221 住房保障支出 | 合计",
        "6.6 | expenditure | 221 住房保障支出 | 合计",
    ) in told
    assert ("section", "expenditure | 二、支出决算情况说明", "income | 支出决算情况说明") in told
    assert ("document", "agency | 云岭县档案局", "") in told


@pytest.mark.parametrize(
    ("by", "groups"),
    [("region", ["云南省", "江西省"]), ("form", ["PDF", "text"])],
)
def test_scores_by_group(material: Material, by: By, groups: list[str]) -> None:
    groupings = groups_of(material.gold, material.found, by)
    grouped = only(scores.run(Material(material.annotations, material.gold, material.found, by, groupings)), Figures)[1]
    assert sorted(row[0] for row in grouped.rows) == sorted(groups)
    assert rows(grouped)[groups[1]] == (1, 0.0, 0.0, 0.5, 1.0, 0.75, 0.75)


def test_confusion_names_what_was_taken_for_what(material: Material) -> None:
    sections, tables = only(confusion.run(material), Confusion)
    assert sections.counts == {("duties", "duties"): 1, ("expenditure", "income"): 1}
    assert tables.counts == {("expenditure", "expenditure"): 1}


def test_a_heading_that_was_not_found_is_confused_with_nothing(material: Material) -> None:
    found = material.found
    less = type(found)(sections=found.sections[:1])
    [sections, _] = only(confusion.run(Material(material.annotations, material.gold, less)), Confusion)
    assert sections.counts[("expenditure", confusion.NOTHING)] == 1


def test_grades_have_error_rates(material: Material) -> None:
    numbers, claims = only(calibration.run(material), Figures)
    assert rows(numbers)["verified"] == (2, 0.5, 0, "0.00%", "0.00%", "65.76%"), "Wilson, 0 of 2"
    assert rows(numbers)["contradicted"][:4] == (1, 0.25, 1, "100.00%")
    assert rows(claims)["contradicted"][:4] == (1, 1.0, 1, "100.00%")


def test_scores_are_set_against_truth(material: Material) -> None:
    curves = {curve.title: curve.answers for curve in only(calibration.run(material), Reliability)}
    assert curves["Section labels"] == ((0.95, True), (0.55, False))
    assert curves["Statements"] == ((0.8, False),)


def test_tables_are_compared_by_meaning_and_as_printed(material: Material) -> None:
    meant, printed = only(grids.run(material), Figures)
    assert rows(meant)["all"][:2] == (1, 1)
    assert 0.97 < rows(meant)["all"][2] < 1  # type: ignore[operator]  # one digit of one cell
    assert rows(meant)["all"][3] == 1.0
    assert rows(printed)[TOWN][:2] == (1, 1)
    assert rows(printed)["all"][4] == pytest.approx((8 + 0.75) / 9)


def test_characters_are_counted(material: Material) -> None:
    [figures] = only(text.run(material), Figures)
    quote = "支出比上年增加2.50万元，增长7.35%，主要原因是新建水塔"
    assert rows(figures)["all"] == (13, 1, 1 / 13, len(quote), 1, 1 / len(quote))


def test_parts_have_names_of_their_own() -> None:
    names = [part.name for part in PARTS]
    assert len(set(names)) == len(names)
    assert all(name.isidentifier() and name.islower() for name in names)
