"""The notebooks run from top to bottom on a corpus that was made just now."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from pipeline.run.batch import Options, Step, run

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


class Unwatched:
    def begin(self, files: int) -> None: ...

    def advance(self, step: Step) -> None: ...

    def turn(self, pages: int) -> None: ...


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample reports that come as text: no OCR engine is started."""
    folder = tmp_path_factory.mktemp("notebooks") / "corpus"
    texts = sorted((ROOT / "annotations" / "samples").glob("*.txt"))
    assert run(texts, folder, Options(jobs=1, ocr="never"), Unwatched()).exit_status == 0
    return folder


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_are_kept_without_output(path):
    book = nbformat.read(path, 4)
    code = [cell for cell in book.cells if cell.cell_type == "code"]
    assert code
    assert all(cell.outputs == [] and cell.execution_count is None for cell in code)


def test_quickstart_gets_from_the_question_to_the_chart(corpus, monkeypatch):
    monkeypatch.setenv("PIPELINE_CORPUS", str(corpus))
    book = nbformat.read(ROOT / "notebooks" / "quickstart.ipynb", 4)
    NotebookClient(book, timeout=120, kernel_name="python3").execute()
    outputs = [output for cell in book.cells for output in cell.get("outputs", [])]
    assert [output.output_type for output in outputs if output.output_type == "stream"] == []  # no warnings
    pictures = [output for output in outputs if "image/png" in output.get("data", {})]
    assert len(pictures) == 1
    (table,) = [output.data["text/plain"] for output in outputs if "share of projects" in str(output.get("data"))]
    assert "huma_town_budget_2023" in table
