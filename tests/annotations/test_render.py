"""The samples can be made again, and say what their gold says they say."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

from annotations.render.fonts import missing_fonts, register_fonts
from annotations.render.gold import findings, gold_files
from annotations.render.library import all_reports
from annotations.render.markup import BadMarkup, read_markup
from annotations.render.model import Claim, Contents, Heading, Paragraph, Report
from annotations.render.text_forms import TEXT

ANNOTATIONS = Path(__file__).resolve().parents[2] / "annotations"
REPORTS = all_reports()
NAMES = [report.name for report in REPORTS]


def prose(report: Report) -> str:
    return "\n".join(block.text for block in report.blocks if isinstance(block, Paragraph))


@pytest.mark.parametrize("report", REPORTS, ids=NAMES)
def test_gold_on_disk_is_what_the_sources_say(report: Report) -> None:
    for name, lines in gold_files(report).items():
        assert (ANNOTATIONS / "gold" / name).read_text("utf-8") == lines


def test_findings_on_disk_are_what_the_sources_say() -> None:
    assert (ANNOTATIONS / "gold" / "findings.jsonl").read_text("utf-8") == findings(REPORTS)


@pytest.mark.parametrize("report", [one for one in REPORTS if one.style.form in TEXT], ids=lambda one: one.name)
def test_text_samples_are_written_again_byte_for_byte(report: Report) -> None:
    written = TEXT[report.style.form](report)
    assert (ANNOTATIONS / "samples" / report.name).read_bytes() == written.encode("utf-8")


@pytest.mark.slow
@pytest.mark.skipif(bool(missing_fonts()), reason=f"fonts are not installed: {', '.join(missing_fonts())}")
def test_a_drawn_sample_is_written_again_with_the_same_words() -> None:
    pypdfium2 = pytest.importorskip("pypdfium2")
    pdf = pytest.importorskip("annotations.render.pdf")
    report = REPORTS[NAMES.index("yunhe_party_budget_2024.pdf")]
    register_fonts(report.style)

    def words(source: bytes) -> list[str]:
        document = pypdfium2.PdfDocument(source)
        return [page.get_textpage().get_text_bounded() for page in document]

    assert words(pdf.write_pdf(report)) == words((ANNOTATIONS / "samples" / report.name).read_bytes())


def test_samples_and_gold_belong_together() -> None:
    assert sorted(path.name for path in (ANNOTATIONS / "samples").iterdir()) == sorted(NAMES)
    documents = {path.name.rsplit(".", 2)[0] for path in (ANNOTATIONS / "gold").glob("*.documents.jsonl")}
    assert documents == set(NAMES)


def test_samples_stay_small() -> None:
    assert sum(path.stat().st_size for path in (ANNOTATIONS / "samples").iterdir()) < 8_000_000


@pytest.mark.parametrize("report", REPORTS, ids=NAMES)
def test_every_claim_prints_its_figures(report: Report) -> None:
    """The amount of a gold statement stands in the text, in 万元 or 元, and its rate in the quote itself."""
    text = prose(report).replace(",", "")
    for claim in report.claims:
        assert claim.percent is None or re.search(rf"{re.escape(claim.percent)}\s*%", claim.quote), claim
        if claim.amount is not None:
            in_yuan = f"{Decimal(claim.amount) * 10000:.2f}"
            assert claim.amount in text or in_yuan in text, claim


@pytest.mark.parametrize("report", REPORTS, ids=NAMES)
def test_rates_follow_unless_a_finding_says_otherwise(report: Report) -> None:
    """A share's or completion's rate, recomputed from figures of its own sentence wherever both are there."""
    excused = json.dumps([finding.figures for finding in report.findings], ensure_ascii=False)
    for claim in report.claims:
        planned = re.search(r"预算(?:数)?为?(\d+\.?\d*)万元", claim.quote)
        if claim.kind == "completion" and planned and claim.amount and claim.percent:
            rate = Decimal(claim.amount) / Decimal(planned[1]) * 100
            assert abs(rate - Decimal(claim.percent)) <= Decimal("0.006") or claim.percent in excused, claim


def test_no_figure_of_the_text_is_negative() -> None:
    """增加-46.86万元 would be a slip of a source's `before`: the words and the sign of a change are written apart."""
    slips = [claim for report in REPORTS for claim in report.claims if (claim.amount or "").startswith("-")]
    assert slips == []


def test_contents_and_headings_are_there_to_be_found() -> None:
    with_contents = [one for one in REPORTS if any(isinstance(block, Contents) for block in one.blocks)]
    assert len(with_contents) >= 6
    assert all(any(isinstance(block, Heading) for block in report.blocks) for report in REPORTS)


def test_markup_reads_headings_paragraphs_and_claims() -> None:
    blocks, claims = read_markup(
        """
        ## 一、收入情况 {income}
        收入12.00万元，<<比上年增加2.00万元，增长20.00%，主要是人员增加>>。
        @ change | 收入; 收入总计 | prior | up | 2.00 | 20.00 | 人员增加
        """,
        {},
    )
    assert blocks == (
        Heading("一、收入情况", 1, "income"),
        Paragraph("收入12.00万元，比上年增加2.00万元，增长20.00%，主要是人员增加。"),
    )
    assert claims == (
        Claim(
            quote="比上年增加2.00万元，增长20.00%，主要是人员增加",
            kind="change",
            indicator=("收入", "收入总计"),
            base=("prior_year",),
            direction=("increase",),
            amount="2.00",
            percent="20.00",
            reason=("人员增加",),
            section_label="income",
        ),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("收入<<持平>>。\n下一段", "no claim for << >>: 持平"),
        ("收入持平。\n@ change | 收入 | prior | flat | . | . | .", "no << >> left"),
        ("收入<<持平>>。\n@ change | 收入 | prior | flat", "has 7 fields, this has 4"),
        ("收入<<持平>>。\n@ change | 收入 | last | flat | . | . | .", "unknown base or direction 'last'"),
        ("## 一、收入情况", "heading without a label"),
    ],
)
def test_markup_says_what_is_wrong(text: str, said: str) -> None:
    with pytest.raises(BadMarkup, match=re.escape(said)):
        read_markup(text, {})
