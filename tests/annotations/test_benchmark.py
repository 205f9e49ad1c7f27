"""The benchmark can be made again, and its gold says what its documents say."""

from __future__ import annotations

import json
import re
import tomllib
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from annotations.bodies.kinds import load_kinds
from annotations.bodies.years import draw_year
from annotations.manners.library import manner_bodies, manner_names, manner_reports
from annotations.render.__main__ import files_of
from annotations.render.degraded import FONTS, RESOLUTIONS, WEAR, degraded
from annotations.render.fonts import LETTERS, missing_fonts, register_fonts
from annotations.render.gold import findings
from annotations.render.library import all_reports
from annotations.render.model import Heading, Report
from annotations.render.reference import reference_text
from annotations.render.text_forms import TEXT
from pipeline.vocabulary.regions import load_regions

ANNOTATIONS = Path(__file__).resolve().parents[2] / "annotations"
FOLDER = ANNOTATIONS / "benchmark"
REPORTS = manner_reports()
EVERY = (*all_reports(), *REPORTS)
NAMES = [report.name for report in REPORTS]
by_name = pytest.mark.parametrize("report", REPORTS, ids=NAMES)


def facts(report: Report) -> list[dict[str, Any]]:
    lines = files_of(report).get(f"{report.name}.facts.jsonl", "").splitlines()
    return [json.loads(line) for line in lines]


def test_there_are_documents_of_many_manners() -> None:
    provinces = {report.region_code[:2] for report in EVERY}
    assert len(EVERY) >= 30
    assert len(manner_names()) >= 10
    assert len(provinces) >= 20
    assert len({report.agency[0] for report in EVERY}) == len(EVERY)
    assert {report.type for report in REPORTS} == {"budget", "final"}
    assert {report.style.form for report in REPORTS} >= {"lines", "tabs", "pages", "pipes", "blanks", "pdf"}


def test_the_data_card_counts_right() -> None:
    """The figures of DATACARD.md are those of the gold."""
    card = (ANNOTATIONS / "DATACARD.md").read_text("utf-8").replace(",", "")
    counted = []
    for reports in (all_reports(), REPORTS):
        lines = [files_of(report) for report in reports]
        kinds = ("documents", "sections", "tables", "facts", "statements")
        counted.append(
            {
                kind: sum(text.count("\n") for one in lines for name, text in one.items() if f".{kind}." in name)
                for kind in kinds
            }
        )
    rows = {"documents": "documents", "headings (optional ones apart)": "sections", "tables": "tables"}
    rows |= {"figures (facts)": "facts", "statements": "statements"}
    for title, kind in rows.items():
        first, second = counted[0][kind], counted[1][kind]
        assert f"| {title} | {first} | {second} | {first + second}" in card, title


def test_every_manner_has_bodies_of_two_kinds_and_years() -> None:
    by_region = defaultdict(list)
    for report in REPORTS:
        by_region[report.region_code[:2]].append(report)
    for region, reports in by_region.items():
        assert len(reports) >= 2, region
        assert len({report.style.form for report in reports} | {report.style.wrap for report in reports}) > 1, region


@by_name
def test_gold_and_reference_are_written_again(report: Report) -> None:
    for name, content in files_of(report).items():
        assert (FOLDER / "gold" / name).read_text("utf-8") == content, name


@pytest.mark.parametrize("report", all_reports(), ids=lambda one: one.name)
def test_reference_of_the_samples_is_written_again(report: Report) -> None:
    for name, content in files_of(report).items():
        assert (ANNOTATIONS / "gold" / name).read_text("utf-8") == content, name


@pytest.mark.parametrize("report", [one for one in REPORTS if one.style.form in TEXT], ids=lambda one: one.name)
def test_text_documents_are_written_again_byte_for_byte(report: Report) -> None:
    assert (FOLDER / "documents" / report.name).read_bytes() == TEXT[report.style.form](report).encode("utf-8")


@pytest.mark.slow
@pytest.mark.skipif(bool(missing_fonts()), reason=f"fonts are not installed: {', '.join(missing_fonts())}")
def test_a_pdf_is_written_again_with_the_same_words() -> None:
    pypdfium2 = pytest.importorskip("pypdfium2")
    pdf = pytest.importorskip("annotations.render.pdf")
    report = next(one for one in REPORTS if one.style.form == "pdf" and one.style.body == "song")
    register_fonts(report.style)

    def words(source: bytes) -> list[str]:
        return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(source)]

    assert words(pdf.write_pdf(report)) == words((FOLDER / "documents" / report.name).read_bytes())


def test_pdf_documents_print_the_words_of_their_reference() -> None:
    """Every claim's quote stands in the text layer: no letter was lost for want of a glyph, no PDF is out of date."""
    pypdfium2 = pytest.importorskip("pypdfium2")
    for report in (one for one in REPORTS if one.style.form == "pdf"):
        pages = pypdfium2.PdfDocument((FOLDER / "documents" / report.name).read_bytes())
        words = re.sub(
            r"(\s|￾)+|-\s*\d+\s*-\s", "", "".join(page.get_textpage().get_text_bounded() + "\n" for page in pages)
        )
        lost = [claim.quote for claim in report.claims if re.sub(r"\s", "", claim.quote) not in words]
        assert len(lost) <= len(report.claims) // 10, (report.name, lost)  # those cut by a page's end


def test_documents_on_disk_are_those_of_the_manners() -> None:
    assert sorted(path.name for path in (FOLDER / "documents").iterdir()) == NAMES
    assert {path.name.rsplit(".", 2)[0] for path in (FOLDER / "gold").glob("*.documents.jsonl")} == set(NAMES)
    assert (FOLDER / "gold" / "findings.jsonl").read_text("utf-8") == findings(REPORTS)
    assert sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file()) < 6_000_000


def test_letters_are_in_the_fonts() -> None:
    strange = {report.name: set(reference_text(report)) - set(LETTERS) - set("\n\t") for report in REPORTS}
    assert not any(strange.values()), strange


@by_name
def test_quotes_stand_in_the_text(report: Report) -> None:
    text = reference_text(report)
    assert report.claims
    assert [claim.quote for claim in report.claims if claim.quote not in text] == []
    assert not re.search(r"[⟦⟧<>@{}]|None", text.replace("<b>", ""))


@by_name
def test_headings_stand_in_the_document(report: Report) -> None:
    if report.style.form not in TEXT or report.style.wrap or report.style.narrow:
        return
    printed = (FOLDER / "documents" / report.name).read_text("utf-8")
    headings = [block.text for block in report.blocks if isinstance(block, Heading)]
    assert len(headings) >= 15
    assert [text for text in headings if text not in printed] == []


@by_name
def test_every_claim_prints_its_figures(report: Report) -> None:
    """The amount of a statement stands in the text, in 万元 or 元, its rate and its reason too."""
    text = reference_text(report).replace(",", "")
    for claim in report.claims:
        assert claim.percent is None or f"{claim.percent}%" in claim.quote.replace("-", ""), claim
        if claim.amount is not None:
            assert Decimal(claim.amount) >= 0, claim
            assert claim.amount in text or f"{Decimal(claim.amount) * 10000:.2f}" in text, claim
        assert all(reason is None or reason in text for reason in claim.reason), claim


@by_name
def test_accounts_sum_up(report: Report) -> None:
    """In every form by account the 类 add up to 合计, the 项 to their 类, column by column."""
    sums: dict[tuple[str, str, int], Decimal] = defaultdict(Decimal)
    totals: dict[tuple[str, str], Decimal] = {}
    for form in report.forms:
        if form.type not in ("income", "expenditure", "general_budget", "government_fund") or form.empty:
            continue
        sums.clear()
        totals.clear()
        for field in (field for row in form.body for field in row if field.fact):
            fact = field.fact
            assert fact is not None
            if "增减%" in fact.column[0]:
                continue
            if fact.row_code:
                sums[form.title, fact.column[0], len(fact.row_code)] += fact.value
            else:
                totals[form.title, fact.column[0]] = fact.value
        assert totals, form.title
        for (title, column), value in totals.items():
            assert {sums[title, column, size] for size in (3, 5, 7)} == {value}, (title, column)


@by_name
def test_both_sides_are_equal(report: Report) -> None:
    """收入总计 equals 支出总计 in every 收支总表, and the text of the report names that figure."""
    for form in report.forms:
        if form.type != "overall":
            continue
        last = [field.fact.value for field in form.body[-1] if field.fact]
        assert last[0] == last[1], form.title
        if report.style.form != "pdf" or form.unit == "万元":
            assert last


def test_bodies_are_where_their_codes_say() -> None:
    known = load_regions()
    for body in manner_bodies():
        region = known.coded(body.region_code, body.year)
        assert region is not None, body.region_code
        assert region.name == body.county
        assert body.county in body.agency


def test_splits_keep_regions_apart() -> None:
    splits = tomllib.loads((FOLDER / "splits.toml").read_text("utf-8"))
    assert set(splits) == {"train", "dev", "test"}
    provinces = [province for part in splits.values() for province in part]
    assert len(provinces) == len(set(provinces))
    assert {report.region_code[:2] for report in EVERY} == set(provinces)


def test_degraded_documents_differ_in_font_and_resolution() -> None:
    scans = [degraded(report) for report in EVERY]
    assert scans == [degraded(report) for report in EVERY]
    assert {scan.style.dpi for scan in scans} == set(RESOLUTIONS)
    assert {scan.style.body for scan in scans} == set(FONTS)
    assert {scan.style.wear for scan in scans} == set(WEAR)
    assert len({scan.name for scan in scans}) == len(scans)
    assert all(f'"doc": "{scan.name}"' in files_of(scan)[f"{scan.name}.tables.jsonl"] for scan in scans)


@pytest.mark.parametrize("name", load_kinds().kinds)
def test_a_seed_gives_the_same_figures(name: str) -> None:
    kind = load_kinds().kinds[name]
    first, again = (draw_year(kind, 7, "万元", final=True, carry=True) for _ in range(2))
    other = draw_year(kind, 8, "万元", final=True, carry=True)
    assert first == again
    assert first.now.spent != other.now.spent
    assert first.now.spent + first.now.closing == first.now.income + first.now.opening
