"""Annotated documents through the pipeline, with what was read before anything was understood beside the corpus."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path, PurePath

from pipeline.document import Document
from pipeline.evaluate.printed import FOLDER, GRIDS, TEXT, marked
from pipeline.run.batch import Options, Watch, run
from pipeline.run.summary import Summary
from pipeline.run.work import Extractor
from pipeline.tables import find_grids
from pipeline.vocabulary import Vocabulary, load_vocabulary


def read_documents(paths: Sequence[Path], corpus: Path, jobs: int, watch: Watch) -> Summary:
    """Extract documents into a corpus, their tables and words as printed into its folder `printed`.

    What an earlier evaluation left in `corpus` is not done again. Raises PipelineError.
    """
    (corpus / FOLDER).mkdir(parents=True, exist_ok=True)
    return run(paths, corpus, Options(jobs=jobs), watch, partial(_load, corpus / FOLDER, max(1, jobs)))


def _load(printed: Path, threads: int) -> Extractor:
    from pipeline.run.tools import load_extractor  # in the worker

    extractor, vocabulary = load_extractor("auto", threads), load_vocabulary()

    def reading(path: str) -> Document:
        document = extractor(path)
        _keep(document, vocabulary, printed)
        return document

    return reading


def _keep(document: Document, vocabulary: Vocabulary, printed: Path) -> None:
    name = PurePath(document.path).name
    grids, _ = find_grids(document.pages, vocabulary.columns)
    lines = [
        {"doc": name, "table": number, "rows": marked(
            ((cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in grid.cells),
            grid.n_rows, grid.n_columns,
        )}
        for number, grid in enumerate(grids, 1)
    ]  # fmt: skip
    written = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    (printed / f"{name}{GRIDS}").write_text(written, "utf-8")
    words = "\n".join(line.text for page in document.pages for line in page.lines)
    (printed / f"{name}{TEXT}").write_text(words + "\n", "utf-8")
