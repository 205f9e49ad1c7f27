"""sources.csv beside the inputs: where each file came from stands in `documents`, and follows the list."""

from __future__ import annotations

from pathlib import Path

import fakes
import pyarrow.parquet as pq
import pytest

from pipeline.document import Provenance
from pipeline.run.provenance import read_lists
from pipeline.run.sources import find_sources

URL = "https://example.org/2031/"


def cited(out: Path) -> dict[str, tuple[str | None, ...]]:
    columns = ("source_url", "retrieved", "publisher")
    rows = pq.read_table(out / "documents").to_pylist()
    return {Path(row["path"]).name: tuple(row[name] for name in columns) for row in rows}


@pytest.fixture
def listed(reports):
    """Two reports, one in a folder, and what a crawler wrote about the first."""
    (reports / "部门").mkdir()
    (reports / "部门" / "a.txt").write_text("1.5\n", "utf-8")
    (reports / "b.txt").write_text("2.5\n", "utf-8")
    list_ = reports / "sources.csv"
    list_.write_text(f"file,url,retrieved,publisher\n部门/a.txt,{URL}a,2031-03-02,柳湾市档案馆\n", "utf-8")
    return list_


def test_where_a_file_came_from_stands_in_documents(extract, listed, out):
    summary = extract(fakes.load_simple)
    assert summary.files == 2  # the list is no document
    assert cited(out) == {"a.txt": (f"{URL}a", "2031-03-02", "柳湾市档案馆"), "b.txt": (None, None, None)}


def test_a_corrected_list_changes_the_corpus_without_reading_anything_again(extract, listed, out):
    extract(fakes.load_simple)
    listed.write_text(f"file,url\nb.txt,{URL}b\n", "utf-8")
    assert extract(fakes.load_simple).extracted == 0
    assert cited(out) == {"a.txt": (None, None, None), "b.txt": (f"{URL}b", None, None)}


def test_what_the_list_says_survives_a_run_over_other_files(extract, listed, out):
    extract(fakes.load_simple)
    before = cited(out)
    assert extract(fakes.load_simple).extracted == 0
    assert cited(out) == before


def test_a_list_of_excel(tmp_path):
    """GB18030, its folders parted as on Windows, columns in another order, blanks, a line that says nothing."""
    text = "Publisher,URL,File\r\n柳湾市档案馆, https://example.org/1 ,部门\\预算.pdf\r\n,,无.pdf\r\n"
    (tmp_path / "sources.csv").write_bytes(text.encode("gb18030"))
    assert read_lists([tmp_path / "sources.csv"]) == {
        str(tmp_path / "部门" / "预算.pdf"): Provenance("https://example.org/1", None, "柳湾市档案馆")
    }


def test_a_single_file_has_the_list_of_its_folder(listed, out):
    (source,) = find_sources([listed.parent / "部门" / ".." / "部门" / "a.txt"], out)
    assert source.provenance is None  # the list of another folder
    (listed.parent / "部门" / "sources.csv").write_text(f"url,file\n{URL}x,a.txt\n", "utf-8")
    (source,) = find_sources([listed.parent / "部门" / "a.txt"], out)
    assert source.provenance == Provenance(f"{URL}x")


@pytest.mark.parametrize("content", ["科目,决算数\n收入,1.5\n", "", "file;url\na.txt;b\n", '"file\n'])
def test_a_table_that_only_has_the_name_is_a_document(content, reports, out):
    (reports / "sources.csv").write_text(content, "utf-8")
    assert [Path(source.path).name for source in find_sources([reports], out)] == ["sources.csv"]
