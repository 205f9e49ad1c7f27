"""The notebooks keep their outputs, and run from top to bottom on a corpus that was made just now."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from pipeline.run.batch import Options, Step, run

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
MACHINE = re.compile(r"/(?:tmp|home|root|work|Users)/")  # where somebody's files lie


class Unwatched:
    def begin(self, files: int) -> None: ...

    def advance(self, step: Step) -> None: ...

    def turn(self, pages: int) -> None: ...


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The annotated reports that need no OCR engine: of many regions, as text and as PDF."""
    folder = tmp_path_factory.mktemp("notebooks") / "corpus"
    annotated = ROOT / "annotations"
    texts = [annotated / "benchmark" / "documents", *sorted((annotated / "samples").glob("*.txt"))]
    assert run(texts, folder, Options(jobs=2, ocr="never"), Unwatched()).exit_status == 0
    return folder


def outputs(book: nbformat.NotebookNode) -> list[list[str]]:
    """Of each code cell, what it gives: pictures, tables, values; `error` and `stream` among them."""
    return [
        [max(output.get("data", {}), key=lambda kind: (kind == "image/png", kind == "text/html", kind), default=output.output_type)
         for output in cell.outputs]
        for cell in book.cells
        if cell.cell_type == "code"
    ]  # fmt: skip


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_outputs_are_kept_and_say_nothing_of_the_machine(path):
    book = nbformat.read(path, 4)
    code = [cell for cell in book.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    kept = [kind for kinds in outputs(book) for kind in kinds]
    assert {"image/png", "text/html"} <= set(kept)
    assert not {"error", "stream"} & set(kept)
    assert not MACHINE.search("".join(str(output) for cell in code for output in cell.outputs))


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_still_gives_what_it_kept(path, corpus, monkeypatch):
    """The same pictures and tables in the same cells, no warning, no error; figures may differ with the version."""
    monkeypatch.setenv("PIPELINE_CORPUS", str(corpus))
    kept = outputs(nbformat.read(path, 4))
    book = nbformat.read(path, 4)
    NotebookClient(
        book, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}
    ).execute()
    assert outputs(book) == kept
    tables = [
        output.data["text/plain"]
        for cell in book.cells
        for output in cell.get("outputs", [])
        if "text/html" in output.data
    ]
    assert all("Empty DataFrame" not in table for table in tables)
