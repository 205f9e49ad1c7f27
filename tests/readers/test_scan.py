"""Scanned pages: skew, seal, ruling lines, the whole way on a recording of real OCR output."""

import cv2
import numpy as np
import pytest

from pipeline.document import Rule
from pipeline.errors import RecognitionFailed
from pipeline.readers import read_document
from pipeline.readers.cells import part_at_rules
from pipeline.readers.recognise import Reading, RecordedRecogniser, RecordingRecogniser
from pipeline.readers.ruling import Stroke, join_strokes
from pipeline.readers.scan import read_scan
from pipeline.readers.scan_rules import find_strokes
from pipeline.readers.upright import find_skew, lies_on_its_side, turn, turn_quarters, without_seal
from pipeline.readers.watermark import without_watermark
from tests.readers.conftest import RECORDINGS, FakeRecogniser

PAPER, INK = 225, 40
COLUMNS, ROWS = (100, 300, 500, 700, 900), tuple(range(200, 800, 40))


@pytest.fixture
def form():
    """A page of 150 dpi: a grid of 4 × 14 cells, a mark like a short figure in each, noise over all."""
    page = np.full((1000, 1000, 3), PAPER, np.uint8)
    for y in ROWS:
        cv2.line(page, (COLUMNS[0], y), (COLUMNS[-1], y), (INK,) * 3, 2)
    for x in COLUMNS:
        cv2.line(page, (x, ROWS[0]), (x, ROWS[-1]), (INK,) * 3, 2)
    for y in ROWS[:-1]:
        for x in COLUMNS[:-1]:
            for digit in range(5):
                cv2.circle(page, (x + 60 + 14 * digit, y + 21), 5, (INK,) * 3, 2)
    noise = np.random.default_rng(3).normal(0, 6, page.shape[:2])
    return np.clip(page + noise[:, :, None], 0, 255).astype(np.uint8)


@pytest.mark.parametrize("degrees", [-2.4, -0.9, 0.0, 0.3, 1.2])
def test_skew_is_found_and_undone(form, degrees):
    """Clockwise is positive: the right end of a line lies lower."""
    skewed = turn(form, -degrees)
    assert find_skew(skewed) == pytest.approx(degrees, abs=0.06)


def test_a_blank_page_has_no_skew():
    assert find_skew(np.full((800, 600, 3), PAPER, np.uint8)) == 0.0


def test_a_page_on_its_side_is_told_by_its_lines_of_text():
    picture = cv2.imread(str(RECORDINGS / "stamped_table.jpg"))
    assert not lies_on_its_side(picture)
    assert lies_on_its_side(turn_quarters(picture, 90))


def test_a_seal_goes_and_what_it_covers_stays(form):
    stamp = np.full(form.shape, 255, np.uint8)
    cv2.circle(stamp, (600, 500), 100, (40, 30, 205), 8)
    stamped = cv2.multiply(form, stamp, scale=1 / 255)
    cleaned = without_seal(stamped)
    assert np.abs(stamped.astype(int) - form).max() > 150
    assert np.abs(cleaned.astype(int) - form).mean() < 1
    reds = cleaned[:, :, 2].astype(int) - cleaned[:, :, :2].max(axis=2)
    assert (reds > 40).sum() == 0


def test_a_red_heading_is_no_seal(form):
    cv2.putText(form, "NOTICE 2031", (150, 120), cv2.FONT_HERSHEY_SIMPLEX, 3, (30, 30, 200), 8)
    assert without_seal(form) is form or (without_seal(form) == form).all()


def test_ruling_lines_of_a_noisy_grid(form):
    across, down = find_strokes(form, [])
    assert [round(stroke.at) for stroke in across] == pytest.approx(ROWS, abs=2)
    assert [round(stroke.at) for stroke in down] == pytest.approx(COLUMNS, abs=2)
    assert all((s.start, s.end) == pytest.approx((COLUMNS[0], COLUMNS[-1]), abs=4) for s in across)
    assert all((s.start, s.end) == pytest.approx((ROWS[0], ROWS[-1]), abs=4) for s in down)


def test_strokes_of_letters_under_each_other_are_no_ruling_line(form):
    """The upright of 1 or 中 in every row of a tight table, touching the lines: the recognised text says what it is."""
    boxes = []
    for y in ROWS[:-1]:
        cv2.line(form, (200, y + 4), (200, y + 36), (INK,) * 3, 2)
        boxes.append((150.0, y + 4.0, 260.0, y + 36.0))
    _, down = find_strokes(form, boxes)
    assert [round(stroke.at) for stroke in down] == pytest.approx(COLUMNS, abs=2)


def test_a_gap_wider_than_a_tear_stays_a_gap():
    """A merged cell interrupts the line between two columns; a hair of missing ink does not."""
    pieces = [Stroke(10, 0, 50), Stroke(10.5, 53, 100), Stroke(10, 160, 200)]
    assert [(s.start, s.end) for s in join_strokes(pieces, apart=2, gap=5)] == [(0, 100), (160, 200)]


def test_a_reading_over_a_ruling_line_becomes_two_cells():
    over = Reading("91,016,775.35一、教育支出", (0, 0, 250, 20), 0.97)
    beside = Reading("12.50", (300, 0, 350, 20), 0.99)
    wall = Stroke(at=131, start=-40, end=300)
    assert part_at_rules((over, beside), [wall]) == [
        Reading("91,016,775.35", (0, 0, 131, 20), 0.97),
        Reading("一、教育支出", (131, 0, 250, 20), 0.97),
        beside,
    ]


def test_a_line_that_ends_above_a_text_does_not_cut_it():
    title = Reading("收入支出决算总表", (0, 0, 160, 20), 0.99)
    assert part_at_rules((title,), [Stroke(at=80, start=24, end=300)]) == [title]


def test_lines_and_rules_are_fractions_of_the_upright_page(form):
    engine = FakeRecogniser(Reading("合计", (300.0, 210.0, 350.0, 235.0), 0.9812345))
    page = read_scan(turn(form, 0.8), 4, (480.0, 480.0), engine)
    assert (page.number, page.width, page.height, page.origin) == (4, 480.0, 480.0, "ocr")
    assert page.skew == pytest.approx(-0.8, abs=0.06)
    (line,) = page.lines
    assert (line.text, line.page, line.score, line.printed) == ("合计", 4, 0.9812, "合计")
    assert line.box == (0.3, 0.21, 0.35, 0.235)
    assert len([rule for rule in page.rules if rule.horizontal]) == len(ROWS)
    assert len([rule for rule in page.rules if not rule.horizontal]) == len(COLUMNS)


def test_a_page_that_stands_on_its_head_is_read_again_turned(form):
    class Doubtful(FakeRecogniser):
        def recognise(self, picture):
            super().recognise(picture)
            return (Reading("合计", (10.0, 10.0, 50.0, 30.0), 0.99 if len(self.seen) == 2 else 0.6),)

    page = read_scan(form, 1, (480.0, 480.0), Doubtful())
    assert abs(page.skew) == pytest.approx(180, abs=0.1)
    assert page.lines[0].score == 0.99


def test_the_whole_way_on_recorded_output():
    """A table of a water gauge, 0.9° askew, noisy, under a seal."""
    picture = RECORDINGS / "stamped_table.jpg"
    document = read_document(picture, RecordedRecogniser(picture.with_suffix(".json")))
    (page,) = document.pages
    assert (document.media_type, document.issues) == ("image/jpeg", ())
    assert (page.skew, page.width, page.height) == (pytest.approx(0.9, abs=0.06), 480.0, 364.8)
    assert [line.text for line in page.lines][:18] == [
        *("云岭县水文站2031年度收入决算表", "单位: 万元"),
        *("科目编码", "科目名称", "本年收入合计", "财政拨款收入", "事业收入", "其他收入"),
        *("合计", "1,286.45", "1,241.30", "38.15", "7.00"),
        *("213", "农林水支出", "1,140.22", "1,095.07", "38.15"),
    ]
    across = [rule for rule in page.rules if rule.horizontal]
    down = [rule for rule in page.rules if not rule.horizontal]
    assert (len(across), len(down)) == (8, 7)
    assert {(rule.x0, rule.x1) for rule in across} == {(down[0].x0, down[-1].x0)}
    assert isinstance(across[0], Rule)


def test_a_recording_answers_only_for_its_own_pictures(form, tmp_path):
    recorder = RecordingRecogniser(FakeRecogniser(Reading("合计", (1.0, 2.0, 3.0, 4.0), 0.5)))
    recorder.recognise(form)
    recorder.write(tmp_path / "form.json")
    replay = RecordedRecogniser(tmp_path / "form.json")
    assert replay.recognise(np.clip(form.astype(int) + 1, 0, 255).astype(np.uint8)) == (
        Reading("合计", (1.0, 2.0, 3.0, 4.0), 0.5),
    )
    with pytest.raises(RecognitionFailed, match=r"form.json holds no picture like this one; record it again"):
        replay.recognise(255 - form)


@pytest.mark.parametrize("shape", [(1, 1, 3), (20, 900, 3), (60, 90, 3)])
def test_a_picture_too_small_to_hold_text_is_an_empty_page(shape):
    page = read_scan(np.full(shape, PAPER, np.uint8), 1, (10.0, 10.0), FakeRecogniser())
    assert (page.lines, page.rules, page.origin) == ((), (), "ocr")


def test_the_edges_of_a_dark_head_are_ruling_lines():
    """White letters on blue: the rules round the head are as dark as the head, and no line is left to be seen."""
    page = np.full((1400, 1000, 3), 245, np.uint8)
    page[300:340, 100:900] = (120, 60, 30)
    for column in (120, 420, 700):
        cv2.putText(page, "2023", (column, 330), cv2.FONT_HERSHEY_SIMPLEX, 0.8, (255, 255, 255), 2)
        cv2.putText(page, "486.35", (column, 370), cv2.FONT_HERSHEY_SIMPLEX, 0.8, (20, 20, 20), 2)
    for row in (380, 420):
        page[row : row + 2, 100:900] = 40
    for column in (100, 400, 680, 898):
        page[300:420, column : column + 2] = 40
    across, down = find_strokes(page, [])
    assert [round(stroke.at / 10) for stroke in across] == [30, 34, 38, 42]
    assert [round(stroke.at / 10) for stroke in down] == [10, 40, 68, 90]


def test_a_rule_through_one_text_from_edge_to_edge_is_a_wall():
    """Two cells read as one, 126.00 right up to the rule and the next label behind it; a stroke of a letter ends before."""
    page = np.full((1000, 1000, 3), 245, np.uint8)
    for row in (300, 336):
        page[row : row + 2, 100:900] = 40
    for column in (100, 500, 898):
        page[300:338, column : column + 2] = 40
    page[309:329, 600:603] = 40  # of a letter
    _, down = find_strokes(page, [(440.0, 304.0, 700.0, 334.0)])
    assert [round(stroke.at) for stroke in down] == [101, 501, 899]


def ruled(rows, columns):
    """A page of 1000 × 1400 pixels with lines (at, from, to) across and down."""
    page = np.full((1000, 1400, 3), 245, np.uint8)
    for y, start, end in rows:
        page[y : y + 2, start : end + 2] = 40
    for x, start, end in columns:
        page[start : end + 2, x : x + 2] = 40
    return page


def spans(strokes):
    return [(round(stroke.at / 10), round(stroke.start / 10), round(stroke.end / 10)) for stroke in strokes]


def test_a_wall_under_a_bracket_ends_at_the_bracket():
    """基本支出 over 小计 and 人员经费, in rows as low as small print: the wall between these two is no wall of 基本支出."""
    rows = [(100, 100, 1300), (116, 500, 1300), *((y, 100, 1300) for y in (132, 148, 164, 180, 200))]
    columns = [(100, 100, 200), (500, 100, 200), (900, 116, 200), (1300, 100, 200)]
    _, down = find_strokes(ruled(rows, columns), [])
    assert spans(down) == [(10, 10, 20), (50, 10, 20), (90, 12, 20), (130, 10, 20)]


def test_a_letter_that_touches_the_wall_below_does_not_lengthen_it():
    rows = [(100, 100, 1300), (130, 100, 1300), (170, 100, 1300)]
    page = ruled(rows, [(100, 100, 170), (700, 130, 170), (1300, 100, 170)])
    page[109:130, 700:702] = 40  # the last stroke of 财 over the wall
    _, down = find_strokes(page, [(640.0, 104.0, 760.0, 126.0)])
    assert spans(down) == [(10, 10, 17), (70, 13, 17), (130, 10, 17)]


def test_a_wall_at_which_the_texts_of_its_column_begin_is_a_wall():
    """款 beside 类: the detector's boxes of 01, 02 … reach over the line, row below row without a gap."""
    rows = [(y, 100, 1300) for y in range(100, 301, 20)]
    page = ruled(rows, [(x, 100, 300) for x in (100, 300, 1300)])
    boxes = [(296.0, float(y), 330.0, float(y + 20)) for y in range(100, 300, 20)]
    _, down = find_strokes(page, boxes)
    assert spans(down) == [(10, 10, 30), (30, 10, 30), (130, 10, 30)]


def test_a_wall_goes_on_above_a_merged_row_in_a_row_lower_than_any_piece():
    """类 | 款 are heads, 合计 goes over both columns, and below them the wall goes on: above, it is 18 pixels of ink."""
    rows = [(y, 100, 1300) for y in (100, 120, 140, 160, 180, 200, 220)]
    columns = [(100, 100, 220), (300, 100, 120), (300, 140, 220), (1300, 100, 220)]
    _, down = find_strokes(ruled(rows, columns), [(290.0, 122.0, 340.0, 138.0)])
    assert spans(down) == [(10, 10, 22), (30, 10, 12), (30, 14, 22), (130, 10, 22)]


def test_bold_letters_that_grew_together_are_no_dark_field():
    rows = [(y, 100, 1300) for y in (100, 130, 160)]
    page = ruled(rows, [(x, 100, 160) for x in (100, 700, 1300)])
    page[108:122, 200:240] = 40
    text = [(150.0, 104.0, 300.0, 127.0)]
    across, down = find_strokes(page, text)
    assert (spans(across), [round(stroke.at / 10) for stroke in down]) == (
        [(10, 10, 130), (13, 10, 130), (16, 10, 130)],
        [10, 70, 130],
    )


def test_faded_ruling_lines_are_no_watermark():
    """Five pixels thick, of one pale grey, all over the page: small print as pale has to stay as it is."""
    page = np.full((1000, 1400, 3), 245, np.uint8)
    for y in range(100, 900, 20):
        page[y : y + 5, 100:1300] = 200
    assert without_watermark(page) is page


def test_broad_pale_strokes_are_a_watermark_and_print_over_them_stays():
    page = np.full((1000, 1400, 3), 245, np.uint8)
    for x in range(200, 1200, 100):
        page[200:800, x : x + 14] = 205
    page[500:504, 100:1300] = 40
    cleaned = without_watermark(page)
    assert cleaned[300, 200:220].min() > 235
    assert cleaned[501, 150:1250].max() < 60
