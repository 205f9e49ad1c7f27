"""What nobody knew comes out as vocabulary files, and filled in they are understood."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.document import Cell, Document, Line, Page, Section, Statement, Table
from pipeline.export.parquet import Corpus, Known
from pipeline.export.rows import Entry
from pipeline.export.staged import encode
from pipeline.run.words import read_words
from pipeline.vocabulary import load_vocabulary

TEXT = "培训费较上年攀升1.20万元。会议费比上年增加0.30万元。差旅费较上年走高2.10万元。"


def report(first: str, *paths: str) -> Document:
    short = first * 12
    cells = tuple(
        Cell(f"{short}-t01", 1, n, None, "合计", path, "1.00", Decimal(1), Decimal(1), 3)
        for n, path in enumerate(paths)
    )
    table = Table(
        f"{short}-t01", "other", f"{first}县水务局2023年单位统筹安排一览", "万元", 3, 3, 2, 3, 0.5, False, cells
    )
    section = Section(f"{short}-s001", None, 1, "三、", "其他花费的由来", "other", 0.5, 4, 4, TEXT)
    start = TEXT.index("会议费")
    claim = Statement(f"{short}-m001", section.section_id, "other", "change", "会议费", "prior_year", "increase", Decimal("0.3"),
                      None, None, "会议费比上年增加0.30万元", 4, start, start + 15, 0.9)  # fmt: skip
    page = Page(1, (Line("a", 1),))
    return Document(first * 64, f"{first}.pdf", "application/pdf", (page,), sections=(section,), tables=(table,),
                    statements=(claim,))  # fmt: skip


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unknown") / "corpus"
    store = Corpus(folder)
    for document in (report("a", "基本支出", "保运转开支"), report("b", "2023年/保运转开支", "统筹金")):
        entry = Entry(document, made_by="v1")
        store.add(document.doc_id, encode(entry), Known(document.path, entry.status, entry.reason, 1, "v1"))
    store.close()
    return folder


def test_the_most_frequent_come_first_with_what_is_near(corpus, capsys):
    assert main(["unknown", str(corpus)]) == 0
    heads, _, _ = capsys.readouterr().out.partition("# tables.toml\n")
    assert heads.index("保运转开支") < heads.index("统筹金")
    assert "# 2 × in 2 documents, as in a.pdf, page 3 《a县水务局2023年单位统筹安排一览》" in heads
    assert '"基本支出"' not in heads


def test_filled_in_they_are_a_vocabulary(corpus, tmp_path, capsys):
    words = tmp_path / "words"
    assert main(["unknown", str(corpus), "--to", str(words)]) == 0
    assert capsys.readouterr().out.split() == [
        "2", "→", f"{words}/columns.toml", "1", "→", f"{words}/tables.toml",
        "1", "→", f"{words}/headings.toml", "2", "→", f"{words}/cues.toml",
    ]  # fmt: skip
    assert load_vocabulary(read_words(words)).columns.terms == load_vocabulary().columns.terms  # nothing filled in yet
    columns, cues = words / "columns.toml", words / "cues.toml"
    columns.write_text(columns.read_text("utf-8").replace('canonical = ""', 'canonical = "基本支出"', 1), "utf-8")
    text = cues.read_text("utf-8")
    assert [line.split(",")[0] for line in text.splitlines() if line.startswith('# "')] == ['# "攀升"', '# "走高"']
    cues.write_text(text.replace("increase = []", 'increase = ["攀升"]'), "utf-8")
    filled = load_vocabulary(read_words(words))
    assert filled.columns.term("保运转开支") == "基本支出"
    assert "攀升" in filled.cues.direction["increase"]
    assert main(["unknown", str(corpus), "--to", str(words)]) == 2
    assert "is there already, and perhaps filled in" in capsys.readouterr().err


def test_a_folder_that_is_no_corpus(tmp_path, capsys):
    assert main(["unknown", str(tmp_path)]) == 2
    assert "holds no corpus" in capsys.readouterr().err
