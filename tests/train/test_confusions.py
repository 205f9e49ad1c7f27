"""Printed specimens: what is drawn, how slips are counted, what is written."""

from __future__ import annotations

import random

import numpy as np
import pytest

from pipeline.train.confusions import count, tables
from pipeline.train.specimens.figures import event_of
from pipeline.train.specimens.fonts import FONTS, missing_packages
from pipeline.train.specimens.sample import Specimen, read_specimens
from pipeline.train.specimens.slips import Slip, slips
from pipeline.train.specimens.texts import texts
from pipeline.train.specimens.wear import Condition, draw_condition
from pipeline.train.specimens.words import Words

WORDS = Words(heads=("本年收入", "支出合计"), names=("住房公积金",), codes=("2210201",), rows=())
CLEAN = Condition(FONTS[0], 10.5, 150, ("clean",))
drawn = pytest.mark.skipif(bool(missing_packages()), reason=f"needs the fonts of {', '.join(missing_packages())}")


def specimen(kind, printed, read):
    return Specimen(kind, printed, read, CLEAN)


def test_slips_are_counted_by_what_was_printed():
    counts = count(
        [
            specimen("words", "本年收入", "本年收人"),
            specimen("words", "支出合计", "支出合·计"),
            specimen("characters", "积金住", "金住"),
            specimen("words", "住房公积金", "〇"),  # illegible: nothing is paired
            specimen("amounts", "1,122.30", "1.122.30"),  # another mark: the same number
            specimen("amounts", "1,122.30", "1,12.80"),
            specimen("codes", "2210201", "221020l"),
        ]
    )
    written = tables(counts).files
    assert written["characters.csv"].decode() == "printed,read,count\n,·,1\n入,人,1\n积,,1\n"
    assert written["numbers.csv"].decode() == "slip,printed,read,count\ndigit,3,8,1\ndoubled,2,,1\nletter,1,l,1\n"
    assert "入,1,1,0\n" in written["totals.csv"].decode()
    assert "积,1,0,1\n" in written["totals.csv"].decode()
    assert tables(counts).scores["words: illegible"] == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    ("slip", "printed", "event"),
    [
        (Slip("1", "", first=True), "1,234.50", "lost_at_mark"),
        (Slip("7", ""), "371.50", "lost"),
        (Slip("", "6"), "31.50", "added"),
        (Slip(".", ""), "31.50", "point"),
        (Slip("-", "", first=True), "-31.50", "sign"),
        (Slip(".", ":"), "31.50", None),
    ],
)
def test_what_a_slip_does_to_a_number(slip, printed, event):
    assert event_of(slip, printed) == event


def test_width_and_blanks_are_no_slips():
    assert slips("因公出国（境）费", "因公出国(境) 费") == ()


def test_the_same_seed_prints_the_same():
    first, again = ([*texts(WORDS, 40, random.Random(5))] for _ in range(2))
    assert first == again
    assert {text.kind for text in first} == {"words", "characters", "amounts", "codes"}
    conditions = [draw_condition(FONTS, np.random.default_rng(5)) for _ in range(2)]
    assert conditions[0] == conditions[1]


@drawn
def test_specimens_are_pictures_of_their_text():
    """A reader that measures instead of reading: ink is there, in every font and wear."""

    class Ink:
        def read(self, picture: np.ndarray) -> str:
            assert picture.dtype == np.uint8
            assert np.ptp(picture) > 60
            return "本年收入"

    found = list(read_specimens(WORDS, Ink(), 60, 5))
    assert len({one.condition.font.name for one in found}) > 6
    assert {wear for one in found for wear in one.condition.wears} >= {
        "blur",
        "noise",
        "skew",
        "jpeg",
        "binary",
        "rule",
    }


@drawn
@pytest.mark.slow
def test_the_engine_reads_large_clean_print():
    from pipeline.train.specimens.reading import LineReader
    from pipeline.train.specimens.wear import printed

    reader = LineReader()
    for text in ("一般公共预算财政拨款", "2210201", "1,234.56"):
        assert reader.read(printed(text, Condition(FONTS[2], 12.0, 200, ("clean",)), np.random.default_rng(1))) == text
