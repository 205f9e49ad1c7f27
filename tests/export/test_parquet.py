"""The corpus on disk: never half a document, whatever ends the run."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from pipeline.document import Document
from pipeline.export import parquet
from pipeline.export.parquet import Corpus


def copies(document: Document, count: int) -> list[Document]:
    """Documents with the same figures and other bytes."""
    return [replace(document, doc_id=f"{number:064x}", path=f"{number:03}.pdf") for number in range(count)]


def rows(folder: Path, name: str) -> list[dict]:
    return pq.read_table(folder / name).to_pylist()


def files(folder: Path, name: str) -> list[str]:
    return sorted(path.name for path in (folder / name).iterdir())


def test_all_tables_are_there_even_without_a_row(tmp_path):
    Corpus(tmp_path).close()
    assert {name: len(rows(tmp_path, name)) for name in parquet.TABLES} == dict.fromkeys(parquet.TABLES, 0)


def test_whole_numbers_with_gaps_come_back_whole(corpus, document, keep):
    store = Corpus(corpus)
    keep(store, replace(document, doc_id="a" * 64, path="终", identity=replace(document.identity, fiscal_year=None)))
    store.close()
    frame = pd.read_parquet(corpus / "documents")
    assert frame["fiscal_year"].astype(object).where(frame["fiscal_year"].notna(), None).tolist() == [2023, None]


def test_documents_are_merged_a_few_hundred_at_a_time(tmp_path, document, keep, monkeypatch):
    monkeypatch.setattr(parquet, "MERGE_DOCUMENTS", 3)
    store = Corpus(tmp_path)
    for copy in copies(document, 7):
        keep(store, copy)
    assert files(tmp_path, "cells") == files(tmp_path, "documents") == ["part-000000.parquet"]
    assert len(rows(tmp_path, "documents")) == 6
    store.close()
    assert len(rows(tmp_path, "documents")) == 7
    assert len(files(tmp_path, "documents")) == 1
    assert len(rows(tmp_path, "cells")) == 14
    assert not (tmp_path / ".staged").exists()


def test_documents_staged_by_a_killed_run_are_taken_up(tmp_path, document, keep):
    keep(Corpus(tmp_path), document)  # never closed
    store = Corpus(tmp_path)
    assert store.known[document.doc_id].made_by == "v1"
    store.close()
    assert len(rows(tmp_path, "cells")) == 2


@pytest.mark.parametrize("cut", [lambda whole: whole[:-500], lambda whole: b"", lambda whole: bytes(len(whole))])
def test_a_staged_document_that_was_cut_is_dropped(tmp_path, document, keep, cut):
    keep(Corpus(tmp_path), document)
    (staged,) = (tmp_path / ".staged").iterdir()
    staged.write_bytes(cut(staged.read_bytes()))
    store = Corpus(tmp_path)
    assert store.known == {}
    store.close()
    assert rows(tmp_path, "documents") == []


@pytest.mark.parametrize("after", range(9))
def test_a_merge_that_breaks_off_anywhere_doubles_and_loses_nothing(tmp_path, document, keep, monkeypatch, after):
    """The disk fails at the n-th rename; the next run mends it."""
    old, new = copies(document, 2)
    store = Corpus(tmp_path)
    keep(store, old)
    store.close()
    store = Corpus(tmp_path)
    keep(store, replace(old, path="000.pdf"), made_by="v2")
    keep(store, new)
    rename, renamed = os.replace, []

    def failing(source, target):
        if len(renamed) == after:
            raise OSError(28, "No space left on device")
        renamed.append(target)
        rename(source, target)

    with monkeypatch.context() as broken:
        broken.setattr(os, "replace", failing)
        with suppress(OSError):
            store.merge()
    assert len(renamed) == after
    Corpus(tmp_path).close()
    assert [row["made_by"] for row in rows(tmp_path, "documents")] == ["v2", "v1"]
    for name in ("sections", "tables", "statements", "checks"):
        assert sorted(row["doc_id"] for row in rows(tmp_path, name)) == [old.doc_id, new.doc_id]
    assert len(rows(tmp_path, "cells")) == 4


def test_a_moved_file_keeps_its_document(corpus, document):
    store = Corpus(corpus)
    store.claim("新/决算.pdf", document.doc_id)
    store.close()
    (row,) = rows(corpus, "documents")
    assert (row["path"], row["other_paths"]) == ("云溪县/决算.pdf", ["新/决算.pdf"])


def test_a_document_without_a_path_goes_with_all_its_rows(corpus, document, keep):
    store = Corpus(corpus)
    keep(store, replace(document, doc_id="a" * 64, sections=()))  # other bytes at the same path
    store.close()
    assert [row["doc_id"] for row in rows(corpus, "documents")] == ["a" * 64]
    assert rows(corpus, "sections") == []
    assert {row["doc_id"] for row in rows(corpus, "cells")} == {"a" * 64}


def test_a_changed_file_whose_run_broke_off_is_replaced_by_the_next(corpus, document, keep):
    """The new document was merged, the old one not yet dropped."""
    store = Corpus(corpus)
    keep(store, replace(document, doc_id="a" * 64))
    store.merge()
    assert len(rows(corpus, "documents")) == 2
    Corpus(corpus).close()
    assert [row["doc_id"] for row in rows(corpus, "documents")] == ["a" * 64]
    assert {row["doc_id"] for row in rows(corpus, "cells")} == {"a" * 64}


def test_opening_and_closing_changes_no_file(corpus):
    before = {path: path.stat().st_mtime_ns for path in corpus.rglob("*.parquet")}
    Corpus(corpus).close()
    assert {path: path.stat().st_mtime_ns for path in corpus.rglob("*.parquet")} == before
