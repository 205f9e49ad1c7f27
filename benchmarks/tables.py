"""Facts found in tables, and what that costs: ours beside pdfplumber, img2table and plain OCR rows, on the same pages.

    python benchmarks/tables.py [DOCUMENTS GOLD ...] [--without-scans]

DOCUMENTS and GOLD are folders, in pairs; the sample reports and their gold data if none is given. A fact of ours is right
as the scorer has it: table type, code or name, canonical column, value, each answer used once. The others name no type
and no canonical column; theirs is right where the value stands in a row with the fact's code or name, under a head on
the same page that holds the column's last word or a known synonym of it.

Seconds are processor seconds, so that a busy machine slows nobody; each tool is charged its own reading of the file and
its own OCR, which is the same engine for all. The rivals are optional: pip install pdfplumber img2table.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
from rivals import RIVALS, Rival, holds

from pipeline.clean import clean_pages
from pipeline.document import Document
from pipeline.errors import UnreadableFile
from pipeline.extract import extract
from pipeline.machine import cores
from pipeline.readers import read_document
from pipeline.readers.ocr import choose_engine, open_engine
from pipeline.readers.pdf_paths import page_objects
from pipeline.readers.pdf_picture import largest_picture
from pipeline.readers.pdf_space import page_space
from pipeline.readers.recognise import Recogniser
from pipeline.run.tools import Tools, load_tools
from pipeline.scoring.fits import fact_fits
from pipeline.scoring.found import FoundCell
from pipeline.scoring.gold import GoldFact, read_gold
from pipeline.scoring.pairing import largest_pairing
from pipeline.tables import find_grids, read_tables
from pipeline.vocabulary import Vocabulary

SAMPLES = Path(__file__).parents[1] / "annotations"
MS_A_TABLE, MS_A_PAGE = 50.0, 60.0  # the most that aligning a table, and a whole born-digital page, may cost
HALF = 0.5  # of a page covered by its picture, of a file's pages that are pictures
REPEATS = 3  # the quickest counts


@dataclass
class Account:
    """What one tool found and spent on documents of one kind."""

    right: int = 0
    facts: int = 0
    pages: int = 0
    seconds: float = 0.0

    def add(self, right: int, facts: int, pages: int, seconds: float) -> None:
        self.right += right
        self.facts += facts
        self.pages += pages
        self.seconds += seconds


@dataclass
class Costs:
    """Our own milliseconds: for each table, and for each page of born-digital PDFs."""

    aligning: list[float]
    pages: list[float]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path, help="DOCUMENTS GOLD, in pairs; the samples if none is given")
    parser.add_argument("--without-scans", action="store_true", help="leave out what needs OCR")
    arguments = parser.parse_args()
    if len(arguments.folders) % 2:
        parser.error("give a folder of gold data with each folder of documents")
    folders = arguments.folders or [SAMPLES / "samples", SAMPLES / "gold"]
    for rival in RIVALS:
        if not rival.installed:
            print(f"{rival.name} is left out: pip install {rival.package}", file=sys.stderr)
    accounts: dict[tuple[str, str], Account] = {}
    costs = Costs([], [])
    tools = load_tools(open_engine(choose_engine(), cores()))
    for path, facts in _documents(folders):
        _compare(path, facts, tools, accounts, costs, scans=not arguments.without_scans)
    _tell(accounts, costs)
    return 0 if accounts else 2


def _documents(folders: Sequence[Path]) -> Iterator[tuple[Path, list[GoldFact]]]:
    """Each document with the facts that count; performance tables have gold for some of their numbers only."""
    for documents, gold in zip(folders[::2], folders[1::2], strict=True):
        facts = [one for one in read_gold([gold]).facts if one.counts and not one.table.startswith("performance")]
        for path in sorted(documents.iterdir()):
            own = [fact for fact in facts if fact.doc == path.name]
            if own:
                yield path, own


def _compare(
    path: Path,
    facts: Sequence[GoldFact],
    tools: Tools,
    accounts: dict[tuple[str, str], Account],
    costs: Costs,
    *,
    scans: bool,
) -> None:
    kind = _kind(path)
    if kind == "scan" and not scans:
        return
    begin = time.process_time()
    engine, vocabulary = tools.recogniser, tools.vocabulary
    document = read_document(path, engine)
    found = extract(document, vocabulary, tools.language)
    seconds = time.process_time() - begin
    pages = len(document.pages)

    def note(tool: str, right: int, spent: float) -> None:
        accounts.setdefault((kind, tool), Account()).add(right, len(facts), pages, spent)
        print(f"{path.name:40} {tool:20} {right:4d} of {len(facts):4d} {spent / pages:8.3f} s a page", flush=True)

    note("ours", _right(facts, found), seconds)
    _measure(path, kind, document, found, tools, costs)
    for rival in RIVALS:
        if rival.installed and kind in rival.kinds:
            note(rival.name, *_try(rival, path, facts, engine, vocabulary))


def _kind(path: Path) -> str:
    """How the tables come: `text`; `born-digital` PDF; `scan`; `scan with text`, a PDF of pictures with a text layer."""
    try:
        document = read_document(path)  # no engine: pages that need one come back with an issue
    except UnreadableFile:
        return "scan"
    if document.media_type == "text/plain":
        return "text"
    if document.issues:
        return "scan"
    with pdfium.PdfDocument(path) as stored:
        pictured = sum(largest_picture(list(page_objects(page)), page_space(page)) > HALF for page in stored)
        return "scan with text" if pictured > HALF * len(stored) else "born-digital"


def _right(facts: Sequence[GoldFact], document: Document) -> int:
    cells = [
        FoundCell(facts[0].doc, table.type, cell.row_code, cell.row_name, cell.column_path, cell.value)
        for table in document.tables
        for cell in table.cells
        if cell.value is not None
    ]
    return len(largest_pairing(facts, cells, lambda fact, cell: fact.table == cell.table and fact_fits(fact, cell)))


def _try(
    rival: Rival, path: Path, facts: Sequence[GoldFact], engine: Recogniser, vocabulary: Vocabulary
) -> tuple[int, float]:
    """Facts right, and the seconds the tool took; judging its answers is not charged to it."""
    begin = time.process_time()
    grids = list(rival.read(path, engine))
    seconds = time.process_time() - begin
    return sum(holds(fact, grids, vocabulary.columns) for fact in facts), seconds


def _measure(path: Path, kind: str, document: Document, found: Document, tools: Tools, costs: Costs) -> None:
    """Add what aligning cost a table, and the whole way a page where no page needed OCR."""
    vocabulary = tools.vocabulary
    pages = clean_pages(document.pages, vocabulary.confusions)

    def align() -> None:
        grids, _ = find_grids(pages, vocabulary.columns, vocabulary.accounts)
        read_tables(grids, vocabulary.columns, vocabulary.accounts, document.doc_id)

    if found.tables:
        costs.aligning.append(_milliseconds(align) / len(found.tables))
    if kind == "born-digital":
        costs.pages.append(
            _milliseconds(lambda: extract(read_document(path), vocabulary, tools.language)) / len(document.pages)
        )


def _milliseconds(work: Callable[[], object]) -> float:
    spent = []
    for _ in range(REPEATS):
        begin = time.process_time()
        work()
        spent.append(time.process_time() - begin)
    return min(spent) * 1000


def _tell(accounts: dict[tuple[str, str], Account], costs: Costs) -> None:
    print(f"\n{'kind':15} {'tool':20} {'facts':>6} {'right':>6} {'recall':>7} {'s a page':>9}")
    for (kind, tool), one in accounts.items():
        recall, seconds = one.right / one.facts, one.seconds / one.pages
        print(f"{kind:15} {tool:20} {one.facts:6d} {one.right:6d} {recall:7.1%} {seconds:9.3f}")
    for what, spent, most in (("table", costs.aligning, MS_A_TABLE), ("born-digital page", costs.pages, MS_A_PAGE)):
        if spent:
            mean, worst = statistics.mean(spent), max(spent)
            print(f"{mean:.1f} ms a {what} (dearest document {worst:.1f}); target under {most:.0f}")


if __name__ == "__main__":
    sys.exit(main())
