"""`pipeline report`: a corpus at a glance, in one page that loads nothing."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from pipeline.cli import main
from pipeline.document import Cell, Check, Document, Identity, Issue, Line, Page, Section, Statement, Table
from pipeline.export.parquet import Corpus, Known
from pipeline.export.rows import Entry
from pipeline.export.staged import encode
from pipeline.findings.words import RULES
from pipeline.report.page import load_provinces
from pipeline.report.reasons import themes_of
from pipeline.report.words import TYPES, WORDS
from pipeline.vocabulary.columns_file import load_bare_columns
from pipeline.vocabulary.cues import load_cues


def report(first: str, agency: str | None, code: str | None, year: int, amount: str, *issues: Issue) -> Document:
    short = first * 12
    grades = ("verified", "verified", "contradicted", "unverified")
    cells = tuple(
        Cell(f"{short}-t01", n, 1, None, f"项目{n}", "合计", amount, Decimal(amount), Decimal(amount), 3, grade=grade,
             indicator_id="expenditure_total" if n == 0 else None, fund="all", phase="budget")
        for n, grade in enumerate(grades)
    )  # fmt: skip
    table = Table(f"{short}-t01", "expenditure", "支出表", "万元", 3, 3, 4, 2, 1.0, False, cells)
    section = Section(f"{short}-s001", None, 1, "八、", "“三公”经费情况", "three_public", 0.9, 4, 4, "x" * 30)
    reason = "公务用车报废一辆<b>，联系人：李明，电话13812345678"
    claim = Statement(f"{short}-m001", section.section_id, "three_public", "change", "公务用车", "prior_year", "decrease",
                      Decimal("0.30"), Decimal("12.5"), reason, "句", 4, 0, 20, 0.9, "verified")  # fmt: skip
    check = Check(
        f"{short}-c001", "total_is_sum_of_codes", "fail", "error", None, None, Decimal(5), None, "合计 ≠ 41.37", ()
    )
    place = Identity(None, agency, code, code, "湖南省", None, None, year, "budget")
    return Document(first * 64, f"{first}.pdf", "application/pdf", (Page(1, (Line("a", 1),)),), place, (section,), (table,),
                    (claim,), (), (check,), issues)  # fmt: skip


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report") / "corpus"
    store = Corpus(folder)
    lost = Issue("read", 2, "no text")
    for document in (
        report("a", "望城区水务局", "430112", 2023, "120.50"),
        report("b", "岳麓区财政局", "430104", 2024, "80.00", lost),
        report("c", "朝阳区文化馆", "110105", 2024, "4000.00"),
        report("d", None, None, 2024, "10.00"),
    ):
        entry = Entry(document, made_by="v1")
        store.add(document.doc_id, encode(entry), Known(document.path, entry.status, entry.reason, 1, "v1"))
    store.close()
    return folder


@pytest.fixture(scope="module", params=["en", "zh"])
def page(corpus, request, tmp_path_factory) -> LexborHTMLParser:
    path = tmp_path_factory.mktemp("page") / "report.html"
    assert main(["report", str(corpus), "--lang", request.param, "--to", str(path)]) == 0
    return LexborHTMLParser(path.read_text("utf-8"))


def texts(page: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text(separator=" ").split()) for node in page.css(selector)]


def test_where_and_when(page):
    tiles = texts(page, ".tiles li")
    assert len(tiles) == 34
    assert {tile.rpartition(" ")[2] for tile in tiles} == {"–", "1", "2"}
    assert [tile for tile in tiles if tile.endswith(" 2")] in (["Hunan 2"], ["湖南 2"])
    heads = texts(page, ".years thead th")
    assert heads[1:3] == ["2023", "2024"]
    assert [row.split()[1:] for row in texts(page, ".years tbody tr")] == [["1", "1", "2"], ["1", "1"]]


def test_what_is_proved_stands_in_figures_too(page):
    """8 of 16 numbers; colour never alone."""
    assert texts(page, ".cards .lead dd") == ["50.0%"]
    assert texts(page, "#grades .shares .count")[0] == "✓ 50.0% / 16 · ✗ 4"


def test_findings_and_documents_that_need_eyes(page):
    """The rule is named in the language of the page."""
    rule, _, times, documents = texts(page, "#findings td")[:4]
    assert rule in ("total is sum of codes", RULES["total_is_sum_of_codes"])
    assert rule.isascii() == (page.css_first("html").attributes["lang"] == "en")
    assert (times, documents) == ("4", "4")
    eyes = texts(page, "#eyes tbody tr")
    assert eyes[0].startswith("岳麓区财政局 2024 b.pdf")
    assert any("d.pdf" in row and any(told in row for told in ("body, place", "单位、地区")) for row in eyes)


def test_the_page_is_whole_and_harmless(page):
    """Nothing is loaded, nothing of a document is markup, contacts are left out, ids of pictures come once."""
    html = page.html or ""
    assert not re.findall(r"<script|<link|<img|<b>，|src=|url\((?!#)", html)
    assert "李明" not in html
    assert "13812345678" not in html
    assert "公务用车报废一辆&lt;b&gt;" in html
    assert page.css_first("html").attributes["lang"] in ("en", "zh-Hans")
    assert len(page.css("#amounts svg")) == 2  # expenditure and changes; no “三公” in this corpus


def test_reasons_are_grouped_by_what_they_share():
    """One word takes what it has; what shares nothing stays outside."""
    said = [
        ("公务用车 报废", "decrease", 5),
        ("公务用车 调度", "decrease", 3),
        ("人员 调入", "increase", 4),
        ("减少", "flat", 9),
    ]
    themes, left = themes_of(said, str.split, load_cues())
    assert [(one.word, one.ways, one.examples) for one in themes] == [
        ("公务用车", {"decrease": 8}, (("公务用车 报废", 5), ("公务用车 调度", 3))),
        ("人员", {"increase": 4}, (("人员 调入", 4),)),
    ]
    assert left == 9


def test_every_tile_has_its_own_place_and_every_text_two_languages():
    provinces = load_provinces()
    assert len({(each.column, each.row) for each in provinces}) == len({each.code for each in provinces}) == 34
    assert all(english and chinese for english, chinese in WORDS.values())
    assert set(TYPES) == set(load_bare_columns().types)


def test_a_folder_that_is_no_corpus(tmp_path, capsys):
    assert main(["report", str(tmp_path)]) == 2
    assert "holds no corpus" in capsys.readouterr().err
