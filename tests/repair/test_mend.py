"""Misread numbers, mended where sums prove what was printed, and nothing else."""

from __future__ import annotations

from decimal import Decimal

COLUMNS = ["合计", "基本支出", "项目支出"]
SOUND = (
    "208 社会保障和就业支出 | 41.37 | 33.15 | 8.22",
    "20805 行政事业单位养老支出 | 41.37 | 33.15 | 8.22",
    "2080502 事业单位离退休 | 17.92 | 12.60 | 5.32",
    "2080505 基本养老保险缴费支出 | 23.45 | 20.55 | 2.90",
    "- 合计 | 41.37 | 33.15 | 8.22",
)


def with_row(at: int, row: str) -> tuple[str, ...]:
    return (*SOUND[:at], row, *SOUND[at + 1 :])


def test_sound_table_is_left_alone(scanned, mended):
    assert mended(scanned("expenditure", COLUMNS, *SOUND)) == {}


def test_misread_digit(scanned, mended):
    """12.60 read as 12.80: its row and its column say 0.20 too much."""
    document = scanned("expenditure", COLUMNS, *with_row(2, "2080502 事业单位离退休 | 17.92 | 12.80 | 5.32"))
    assert mended(document) == {"12.80": (Decimal("12.80"), Decimal("12.60"))}


def test_lost_point(scanned, mended):
    document = scanned("expenditure", COLUMNS, *with_row(3, "2080505 基本养老保险缴费支出 | 2345 | 20.55 | 2.90"))
    assert mended(document) == {"2345": (Decimal(2345), Decimal("23.45"))}


def test_a_rule_read_as_a_third_decimal(scanned, mended):
    rows = (
        "208 社会保障和就业支出 | 4,373.43 | 4,373.43",
        "2080502 事业单位离退休 | 4,373.431 | 4,373.43",
        "- 合计 | 4,373.43 | 4,373.43",
    )
    assert mended(scanned("expenditure", COLUMNS[:2], *rows)) == {"4,373.431": (Decimal(4373431), Decimal("4373.43"))}


def test_digit_lost_before_a_mark(scanned, mended):
    rows = (
        "208 社会保障和就业支出 | 4,373.43 | 4,373.43",
        "2080502 事业单位离退休 | .373.43 | 4,373.43",
        "- 合计 | 4,373.43 | 4,373.43",
    )
    assert mended(scanned("expenditure", COLUMNS[:2], *rows)) == {".373.43": (Decimal("373.43"), Decimal("4373.43"))}


def test_two_slips_in_one_column(scanned, mended):
    rows = (*SOUND[:2], "2080502 事业单位离退休 | 17.92 | 72.60 | 5.32",
            "2080505 基本养老保险缴费支出 | 23.45 | 20.35 | 2.90", SOUND[4])  # fmt: skip
    assert mended(scanned("expenditure", COLUMNS, *rows)) == {
        "72.60": (Decimal("72.60"), Decimal("12.60")),
        "20.35": (Decimal("20.35"), Decimal("20.55")),
    }


def test_damaged_number_is_read_where_sums_prove_it(scanned, mended):
    document = scanned("expenditure", COLUMNS, *with_row(2, "2080502 事业单位离退休 | 17.92 | l2.6O | 5.32"))
    assert mended(document) == {"l2.6O": (Decimal("12.60"), Decimal("12.60"))}


def test_damaged_number_without_a_proof_stays_unread(scanned, mended):
    document = scanned("expenditure", COLUMNS, *with_row(2, "2080502 事业单位离退休 | 17.92 | l7.3O | 5.32"))
    assert mended(document) == {}


def test_numbers_of_a_text_file_are_never_changed(scanned, mended):
    rows = with_row(2, "2080502 事业单位离退休 | 17.92 | 12.80 | 5.32")
    assert mended(scanned("expenditure", COLUMNS, *rows, score=None)) == {}


def test_mistake_of_the_source_is_no_confusion(scanned, mended):
    """A total that left a project out differs in every digit: no slip of a recogniser makes 41.37 of 36.05."""
    rows = with_row(4, "- 合计 | 36.05 | 33.15 | 2.90")
    assert mended(scanned("expenditure", COLUMNS, *rows)) == {}


def test_one_sum_that_two_slips_explain_proves_neither(scanned, mended):
    """5.00 too much: 18.20 may be 13.20, and 28.40 may be 23.40."""
    rows = (
        "301 工资福利支出 | 41.60",
        "30101 基本工资 | 18.20",
        "30102 津贴补贴 | 28.40",
    )
    assert mended(scanned("basic_expenditure", ["决算数"], *rows)) == {}


def test_rounding_is_no_slip(scanned, mended):
    """A table in 万元 whose sums were made in 元: the last digits differ by 1 here and there."""
    rows = (
        "208 社会保障和就业支出 | 41.38 | 33.15 | 8.22",
        "20805 行政事业单位养老支出 | 41.37 | 33.14 | 8.22",
        "2080502 事业单位离退休 | 17.92 | 12.60 | 5.32",
        "2080505 基本养老保险缴费支出 | 23.46 | 20.55 | 2.91",
        "- 合计 | 41.38 | 33.15 | 8.22",
    )
    assert mended(scanned("expenditure", COLUMNS, *rows)) == {}


def test_a_row_that_was_lost_is_not_made_up_for(scanned, mended):
    """Without the 8.00 of a row that OCR did not see, no other number is bent to fill its place."""
    rows = (
        "301 工资福利支出 | 68.15",
        "30101 基本工资 | 42.75",
        "30102 津贴补贴 | 17.40",
        "- 合计 | 68.15",
    )
    assert mended(scanned("basic_expenditure", ["决算数"], *rows)) == {}
