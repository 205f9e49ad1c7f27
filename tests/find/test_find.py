"""`pipeline find`: what stands in the statements, sections and cells of a corpus, by the words of Chinese."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.document import Cell, Document, Identity, Line, Page, Section, Statement, Table
from pipeline.export.parquet import Corpus, Known
from pipeline.export.rows import Entry
from pipeline.export.staged import encode

VEHICLES = "公务用车购置及运行维护费2.10万元，较上年减少0.30万元，下降12.5%，主要是报废公务用车一辆。联系人：李明，电话0731-87654321。"


def report(first: str, text: str, agency: str, code: str, year: int) -> Document:
    short = first * 12
    section = Section(f"{short}-s001", None, 1, "八、", "“三公”经费情况", "three_public", 0.9, 4, 4, text)
    claim = Statement(f"{short}-m001", section.section_id, "three_public", "change", "公务用车购置及运行维护费", "prior_year",
                      "decrease", Decimal("0.30"), Decimal("12.5"), "报废公务用车一辆", text, 4, 0, 20, 0.9, "verified")  # fmt: skip
    names = (
        ("公务用车运行维护费", "预算数", "2.10"),
        ("合计", "项目负责人", "王小红"),
        ("项目甲", "备注", "请联系王小红13812345678"),
    )
    cells = tuple(
        Cell(f"{short}-t01", n, 1, None, name, path, printed, value := (Decimal(printed) if "." in printed else None),
             value, 7, unit="万元" if value else None, line=40 + n)
        for n, (name, path, printed) in enumerate(names)
    )  # fmt: skip
    table = Table(f"{short}-t01", "three_public", "“三公”经费支出表", "万元", 7, 7, 3, 2, 1.0, False, cells)
    place = Identity(None, agency, code, code, "湖南省", "长沙市", "望城区", year, "budget")
    page = Page(1, (Line("a", 1),))
    return Document(first * 64, f"{agency}.pdf", "application/pdf", (page,), place, (section,), (table,), (claim,))


def write(folder: Path, *documents: Document) -> None:
    store = Corpus(folder)
    for document in documents:
        entry = Entry(document, made_by="v1")
        store.add(document.doc_id, encode(entry), Known(document.path, entry.status, entry.reason, 1, "v1"))
    store.close()


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    other = VEHICLES.replace("报废公务用车一辆", "压减接待")
    write(
        folder,
        report("a", VEHICLES, "望城区水务局", "430112", 2023),
        report("b", other, "岳麓区财政局", "430104", 2024),
    )
    return folder


@pytest.fixture
def find(corpus, capsys):
    def run(*asked: str) -> list[dict]:
        main(["find", str(corpus), *asked, "--format", "json"])
        return json.loads(capsys.readouterr().out)

    return run


def test_a_hit_says_what_where_how_much_and_why(corpus, capsys):
    assert (
        main(["find", str(corpus), "公务用车 报废", "--kind", "statements", "--region", "4301", "--year", "2023"]) == 0
    )
    assert capsys.readouterr().out.splitlines() == [
        "statements",
        "  望城区水务局 2023 budget: 公务用车购置及运行维护费  change − 0.3万元 12.5% (verified)",
        "    望城区水务局.pdf, page 4: " + VEHICLES.replace("李明", "…").replace("0731-87654321", "…"),
        "    because: 报废公务用车一辆",
    ]


@pytest.mark.parametrize(
    ("asked", "agencies"),
    [
        (("公务用车",), ["岳麓区财政局", "望城区水务局"]),
        (("用车购置及",), ["岳麓区财政局", "望城区水务局"]),  # no word of any dictionary
        (("车",), ["岳麓区财政局", "望城区水务局"]),
        (("公务用车", "--year", "2024"), ["岳麓区财政局"]),
        (("公务用车", "--region", "430112"), ["望城区水务局"]),
        (("公务用车", "--region", "430000"), ["岳麓区财政局", "望城区水务局"]),
        (("公务用车", "--region", "望城区"), ["岳麓区财政局", "望城区水务局"]),  # both say so of themselves
        (("公务用车", "--report", "final"), []),
        (("公务 用车 压减",), ["岳麓区财政局"]),
        (("公车",), []),
    ],
)
def test_words_and_filters(find, asked, agencies):
    assert sorted(hit["agency"] for hit in find(*asked, "--kind", "statements")) == sorted(agencies)


def test_cells_are_found_by_the_names_of_their_row_and_column(find):
    hits = find("公务用车", "--kind", "cells")
    assert [(hit["row_name"], hit["value"], hit["unit"], hit["line"]) for hit in hits] == [
        ("公务用车运行维护费", "2.10000000", "万元", 40)
    ] * 2


@pytest.mark.parametrize("asked", ["李明", "王小红", "0731", "13812345678", "项目负责人"])
def test_contacts_are_not_found(find, asked):
    assert find(asked) == []


def test_what_changed_is_indexed_anew(corpus, find):
    assert len(find("公务用车", "--kind", "sections")) == 2
    index = corpus / "search" / "part-000000.sqlite"
    before = index.stat().st_mtime_ns
    find("公务用车")
    assert index.stat().st_mtime_ns == before
    write(corpus, report("c", VEHICLES, "天心区林业局", "430103", 2024))
    assert len(find("公务用车", "--kind", "sections")) == 3
    index.write_bytes(b"damaged")
    assert len(find("公务用车", "--kind", "sections")) == 3
    with closing(sqlite3.connect(index)) as database:
        assert database.execute("SELECT count(*) FROM documents").fetchone() == (3,)


def test_nothing_found_and_no_corpus(corpus, tmp_path, capsys):
    assert main(["find", str(corpus), "航天"]) == 1
    assert capsys.readouterr().out == "nothing was found\n"
    assert main(["find", str(tmp_path), "航天"]) == 2
    assert main(["find", str(corpus), " "]) == 2


def test_in_chinese(corpus, capsys):
    main(["find", str(corpus), "报废公务用车", "--kind", "statements", "--lang", "zh"])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "表述"
    assert lines[1].startswith("  望城区水务局 2023 ")
    assert "  增减 " in lines[1]
    assert lines[2].startswith("    望城区水务局.pdf，第")
    assert lines[3].startswith("    原因：")
    main(["find", str(corpus), "没有的词", "--lang", "zh"])
    assert capsys.readouterr().out == "没有找到\n"


def test_a_figure_that_stayed_is_said_to(tmp_path, capsys):
    """持平 without a figure: the sign alone says nothing."""
    document = report("a", VEHICLES, "望城区水务局", "430112", 2023)
    claim = replace(document.statements[0], direction="flat", amount=None, percent=None, reason=None)
    write(tmp_path / "corpus", replace(document, statements=(claim,)))
    main(["find", str(tmp_path / "corpus"), "公务用车", "--kind", "statements", "--lang", "zh"])
    assert "增减 持平（已证实）" in capsys.readouterr().out
