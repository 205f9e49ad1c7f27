"""`pipeline status`: counts by status and by reason, later and from the corpus alone."""

from __future__ import annotations

import argparse
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.document import Document, Identity, Issue, Line, Page
from pipeline.errors import UsageError
from pipeline.export.parquet import Corpus, Known
from pipeline.export.rows import Entry
from pipeline.export.staged import encode
from pipeline.status import command


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Six documents: two ok, two partial, one that failed, one that is no report."""
    page = Page(1, (Line("收入", 1),))
    lost = "《支出决算表》: of {} amounts none reached a cell"
    no_text = Issue("ocr", 3, "page 3 could not be read by OCR: no memory")
    documents = {
        "a.pdf": (Document("", "", "application/pdf", (page,)), None),
        "b.pdf": (
            Document("", "", "application/pdf", (page,), issues=(Issue("read", 1, "a note", loses=False),)),
            None,
        ),
        "c.pdf": (Document("", "", "application/pdf", (page,), issues=(Issue("tables", 1, lost.format(12)),)), None),
        "d.pdf": (
            Document("", "", "application/pdf", (page,), issues=(Issue("tables", 2, lost.format(7)), no_text, no_text)),
            None,
        ),
        "e.pdf": (Document("", "", ""), "the PDF is cut off: 72 of 242,633 bytes are here; fetch it again"),
        "f.pdf": (Document("", "", "application/pdf", (page,), no_report="this is a news item"), None),
    }
    store = Corpus(tmp_path / "corpus")
    for number, (name, (document, error)) in enumerate(documents.items()):
        named = replace(document, doc_id=f"{number:064x}", path=name)
        entry = Entry(named, error, made_by="v1")
        store.add(named.doc_id, encode(entry), Known(name, entry.status, entry.reason, len(named.pages), "v1"))
    store.close()
    return tmp_path / "corpus"


def printed(corpus: Path, form: str, lang: str = "en") -> str:
    out = io.StringIO()
    assert command.run(argparse.Namespace(corpus=corpus, format=form, lang=lang, html=None), out) == 0
    return out.getvalue()


def test_reasons_are_counted_without_figures_and_titles(corpus):
    lines = printed(corpus, "text").splitlines()
    assert lines[0] == "     6 documents"
    assert sorted(lines[1:]) == sorted([
        "     2 ok",
        "     2 partial",
        "          2 × 《…》: of n amounts none reached a cell",
        "          1 × page n could not be read by OCR: no memory",
        "     1 failed",
        "          1 × the PDF is cut off: n of n bytes are here; fetch it again",
        "     1 no_report",
        "          1 × this is a news item",
    ])  # fmt: skip
    assert lines.index("     2 partial") + 1 == lines.index("          2 × 《…》: of n amounts none reached a cell")


def test_the_same_for_scripts(corpus):
    counted = json.loads(printed(corpus, "json"))
    assert counted["documents"] == {"ok": 2, "partial": 2, "failed": 1, "no_report": 1}
    assert counted["reasons"]["partial"] == {
        "《…》: of n amounts none reached a cell": 2,
        "page n could not be read by OCR: no memory": 1,
    }


def test_provinces_years_and_what_took_longest(tmp_path):
    """Of five documents; two are staged only, as while a run goes on, one of them in place of what was merged."""
    page = Page(1, (Line("收入", 1),))
    store = Corpus(tmp_path / "corpus")

    def keep(number: int, province: str | None, year: int | None, seconds: float, error: str | None = None) -> None:
        identity = Identity(province=province, fiscal_year=year)
        document = Document(f"{number:064x}", f"{number}.pdf", "application/pdf", (page,), identity=identity)
        entry = Entry(document, error, seconds, "v1")
        store.add(document.doc_id, encode(entry), Known(document.path, entry.status, entry.reason, 1, "v1"))

    keep(1, "云南省", 2023, 0.2)
    keep(2, "云南省", 2024, 0.2, "the OCR engine failed: no memory")
    keep(3, "湖南省", 2023, 61.4)
    store.close()
    store = Corpus(tmp_path / "corpus")
    keep(2, "云南省", 2024, 7.0)
    keep(4, None, None, 0.1, "the file is empty")
    assert printed(tmp_path / "corpus", "text").splitlines() == [
        "     4 documents",
        "     2 of them not merged yet: a run goes on, or was broken off",
        "     3 ok",
        "     1 failed",
        "          1 × the file is empty",
        "provinces",
        "     2 云南省: 2 ok",
        "     1 not known: 1 failed",
        "     1 湖南省: 1 ok",
        "years",
        "     2 2023: 2 ok",
        "     1 2024: 1 ok",
        "     1 not known: 1 failed",
        "slowest",
        "    61 s 3.pdf (1 pages, 0 by OCR)",
        "     7 s 2.pdf (1 pages, 0 by OCR)",
    ]
    assert json.loads(printed(tmp_path / "corpus", "json"))["years"]["2023"] == {"ok": 2}


def test_no_corpus(tmp_path):
    with pytest.raises(UsageError, match="holds no corpus; give what `pipeline extract --out` wrote"):
        command.run(argparse.Namespace(corpus=tmp_path, format="text", lang="en", html=None))


def test_in_chinese(corpus):
    """Counts, states and the reasons that the corpus holds in English."""
    lines = printed(corpus, "text", "zh").splitlines()
    assert lines[0] == "     6 份文件"
    assert sorted(lines[1:]) == sorted(
        [
            "     2 已读懂",
            "     2 部分缺失",
            "          2 × 《…》：n个金额没有一个进入单元格",
            "          1 × 第n页OCR失败：no memory",
            "     1 未能读取",
            "          1 × PDF不完整：只有n字节中的n字节；请重新下载",
            "     1 非报告",
            "          1 × this is a news item",
        ]
    )


def test_the_run_as_a_page_names_each_document_that_is_not_ok(corpus, tmp_path):
    """Escaped, with its reasons; documents that are ok are counted only."""
    store = Corpus(corpus)
    document = Document("9" * 64, "<b>g</b>.pdf", "")
    entry = Entry(document, "the PDF is locked & sealed", 3.25, "v1")
    store.add(document.doc_id, encode(entry), Known(document.path, "failed", entry.reason, 0, "v1"))
    store.close()
    arguments = argparse.Namespace(corpus=corpus, format="text", lang="en", html=tmp_path / "run.html")
    assert command.run(arguments, io.StringIO()) == 0
    page = (tmp_path / "run.html").read_text("utf-8")
    assert "&lt;b&gt;g&lt;/b&gt;.pdf</td><td>failed</td><td>the PDF is locked &amp; sealed" in page
    assert "<td>d.pdf</td><td>partial</td><td>page 2: 《支出决算表》: of 7 amounts" in page
    assert "a.pdf" not in page
    assert '<td class="n">3.2</td>' in page or '<td class="n">3.3</td>' in page
    assert "<dd>7</dd>" in page
    assert 'aria-label="2 ok, 2 partial, 2 failed, 1 no_report"' in page
    command.run(argparse.Namespace(**{**vars(arguments), "lang": "zh"}), io.StringIO())
    assert "<h2>未能读取与部分缺失</h2>" in (tmp_path / "run.html").read_text("utf-8")
