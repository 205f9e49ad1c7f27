"""Annotated documents through the pipeline, with what was read before anything was understood beside the corpus."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path, PurePath

from pipeline.document import Box, Document, Grid, Page, enclosing
from pipeline.run.batch import Options, Watch, run
from pipeline.run.plan import Plan
from pipeline.run.summary import Summary
from pipeline.run.work import Extractor
from pipeline.scoring.printed import FOLDER, GRIDS, TEXT, marked
from pipeline.tables import find_grids
from pipeline.vocabulary import Vocabulary, load_vocabulary


def read_documents(paths: Sequence[Path], corpus: Path, jobs: int, watch: Watch) -> Summary:
    """Extract documents into a corpus, their tables and words as printed into its folder `printed`.

    What an earlier evaluation left in `corpus` is not done again. Raises PipelineError.
    """
    (corpus / FOLDER).mkdir(parents=True, exist_ok=True)
    options = Options(jobs=jobs)
    plan = Plan("auto", options.ocr_engine, max(1, jobs), options.cache)
    return run(paths, corpus, options, watch, partial(_load, corpus / FOLDER, plan))


def _load(printed: Path, plan: Plan) -> Extractor:
    from pipeline.run.tools import load_extractor  # in the worker

    extractor, vocabulary = load_extractor(plan), load_vocabulary()

    def reading(path: str) -> Document:
        document = extractor(path)
        _keep(document, vocabulary, printed)
        return document

    return reading


def _keep(document: Document, vocabulary: Vocabulary, printed: Path) -> None:
    name = PurePath(document.path).name
    grids, _ = find_grids(document.pages, vocabulary.columns, vocabulary.accounts)
    lines = [
        {"doc": name, "table": number, "rows": marked(
            ((cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in grid.cells),
            grid.n_rows, grid.n_columns,
        )}
        for number, grid in enumerate(grids, 1)
    ]  # fmt: skip
    written = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    (printed / f"{name}{GRIDS}").write_text(written, "utf-8")
    words = "".join(f"{line}\n" for line in reading_order(document.pages, grids))
    (printed / f"{name}{TEXT}").write_text(words, "utf-8")


def reading_order(pages: Sequence[Page], grids: Sequence[Grid]) -> Iterator[str]:
    """The words of a document, a line each; a table of a page with boxes row by row, cells parted by tabs.

    So the lines of a wrapped cell are one text, and not cut by those of its neighbours. Text files have rows already.
    """
    told: set[int] = set()
    for page in pages:
        places = [(place, grid) for grid in grids if (place := _place(grid, page.number))]
        for line in page.lines:
            grid = next((grid for place, grid in places if line.box and _inside(line.box, place)), None)
            if grid is None:
                yield line.text
            elif id(grid) not in told:
                told.add(id(grid))
                yield from _row_by_row(grid)


def _place(grid: Grid, page: int) -> Box | None:
    """Where a table stands on a page."""
    boxes = [line.box for cell in grid.cells for line in cell.lines if line.page == page and line.box]
    return enclosing(boxes) if boxes else None


def _inside(box: Box, place: Box) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return place[0] <= x <= place[2] and place[1] <= y <= place[3]


def _row_by_row(grid: Grid) -> Iterator[str]:
    rows: dict[int, list[str]] = {}
    for cell in grid.cells:
        rows.setdefault(cell.row, []).append(cell.text)
    yield from ("\t".join(row) for row in rows.values())
