"""`pipeline evaluate`: how good the answers are, as figures on the terminal and as a report for the browser."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO, get_args

import pipeline
from pipeline.errors import UsageError
from pipeline.evaluate.listing import listing
from pipeline.evaluate.parts import PARTS
from pipeline.evaluate.results import By, Figures, Material, Part, Result
from pipeline.machine import cores
from pipeline.show.printable import printable

if TYPE_CHECKING:
    from pipeline.run.batch import Step
from pipeline.scoring.found import Found

ALL_WELL, SOME_FAILED = 0, 3
ANNOTATIONS: Final = Path(pipeline.__file__).parents[1] / "annotations"

ABOUT: Final = """\
Measure how good the answers are. Without --predictions, the annotated documents are extracted and compared with their
gold data, and each learned or repairing component is measured by itself; with it, nothing is extracted: another
system's answers, or an earlier corpus, are scored. Figures are printed as tables; --out writes a report for the browser.
"""
_PARTS: Final = "\n".join(f"  {part.name:<12} {part.about}{'' if part.answers else ' *'}" for part in PARTS)
MORE: Final = f"""\
parts (default: all; with --predictions those without *):
{_PARTS}

answers of another system (--predictions DIR):
  DIR/TABLE.jsonl or DIR/TABLE/*.parquet, the tables that `pipeline extract` writes. Only documents must be there, and of
  the fields only those that a metric reads; documents are matched with gold by file name.
    documents    doc_id, path, agency, region_code, fiscal_year, report_type
    sections     doc_id, number, title, label, text             score draws its reliability curve
    tables       doc_id, table_id, type, title, empty           score
    cells        doc_id, table_id, row, column, row_code, row_name, column_path, value      grade, ocr_score
    statements   doc_id, kind, indicator, base, direction, amount, percent, reason          score, grade, sentence
  DIR/printed/NAME.grids.jsonl and NAME.text.txt, tables and words as printed, are scored where they are.

what is written (--out DIR):
  DIR/report.html    figures, curves, confusion matrices, errors with their words; one file, nothing is loaded
  DIR/figures.json   the printed tables
  DIR/corpus         what was extracted; the next evaluation redoes only what the program would answer otherwise

exit status:
  0   measured
  2   wrong usage, a folder that does not exist, a line of gold or of the answers that cannot be used
  3   measured, and some annotated documents could not be read

examples:
  pipeline evaluate                                       everything; reads all annotated documents, scans take minutes
  pipeline evaluate --out report                          the same, with report/report.html
  pipeline evaluate scores --by region
  pipeline evaluate scores --gold annotations/gold/minle_soil_final_2023.txt.*.jsonl
  pipeline evaluate repair                                one component by itself
  pipeline evaluate --predictions theirs --gold gold      another system, other gold
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    add = parser.add_argument
    names = ", ".join(part.name for part in PARTS)
    add("parts", nargs="*", metavar="PART", help=f"what is measured: {names} (default: see below)")
    add(
        "--by", choices=get_args(By), help="figures also by province, or by what the documents came as: text, PDF, scan"
    )
    add("--out", type=Path, metavar="DIR", help="write the report for the browser here; the folder is created")
    add("--predictions", type=Path, metavar="DIR", help="score the answers in this folder; nothing is extracted")
    add(
        "--gold",
        nargs="+",
        action="extend",
        type=Path,
        metavar="PLACE",
        help="folders or files of gold data (default: all of annotations/)",
    )


def run(arguments: argparse.Namespace, out: TextIO | None = None) -> int:
    """Measure, print, report; the return value is the exit status. Raises PipelineError and OSError."""
    out = out or sys.stdout
    parts = chosen(arguments.parts, other_system=arguments.predictions is not None)
    with _corpus_folder(arguments.out) as corpus:
        material, lost = _material(arguments, parts, corpus)
    measured = []
    for part in parts:
        with _busy(part.name):
            result = part.run(material)
        measured.append((part, result))
        for block in result.blocks:
            if isinstance(block, Figures):
                out.write(listing(block) + "\n")
    if arguments.out is not None:
        _write_report(arguments, material, measured)
    sys.stderr.write("".join(f"{printable(told)}\n" for told in lost))
    return SOME_FAILED if lost else ALL_WELL


def chosen(names: Sequence[str], *, other_system: bool) -> list[Part]:
    """The parts of these names, in the order of the report. Raises UsageError for what is no part, or cannot be one."""
    known = {part.name: part for part in PARTS}
    for name in names:
        if name not in known:
            raise UsageError(f"{name!r} is no part; the parts are {', '.join(known)}")
        if other_system and not known[name].answers:
            raise UsageError(f"{name} measures a component of this program, not answers; leave it or --predictions out")
    return [part for part in PARTS if (part.name in names if names else part.answers or not other_system)]


def _material(arguments: argparse.Namespace, parts: Sequence[Part], corpus: Path) -> tuple[Material, list[str]]:
    """What the parts are handed, and a line for each annotated document that could not be read."""
    lost: list[str] = []
    if not any(part.answers for part in parts):
        return Material(ANNOTATIONS, by=arguments.by), lost
    from pipeline.evaluate.material import all_annotated, chosen_annotated, groups_of, other_answers

    places = arguments.gold or []
    if arguments.predictions is not None:
        gold, found = other_answers(arguments.predictions, ANNOTATIONS, places)
    else:
        annotated = chosen_annotated(ANNOTATIONS, places) if places else all_annotated(ANNOTATIONS)
        if annotated.missing:
            told = f"{len(annotated.missing)} documents with gold are not there and left out: {annotated.missing[0]} …"
            sys.stderr.write(printable(told) + "\n")
        gold = annotated.gold
        found, lost = _answers(annotated.documents, corpus)
    groups = groups_of(gold, found, arguments.by) if arguments.by else {}
    return Material(ANNOTATIONS, gold, found, arguments.by, groups), lost


def _answers(documents: Sequence[Path], corpus: Path) -> tuple[Found, list[str]]:
    from pipeline.evaluate.reading import read_documents
    from pipeline.scoring.corpus import read_corpus

    with _Counting(len(documents)) as watch:
        summary = read_documents(documents, corpus, cores(), watch)
    lost = [f"{problem.status}  {problem.path}: {problem.reason}" for problem in summary.problems]
    return read_corpus(corpus), lost


@contextmanager
def _corpus_folder(report: Path | None) -> Iterator[Path]:
    """Where documents are extracted to: beside the report, to be used again, or for this time only."""
    if report is not None:
        yield report / "corpus"
    else:
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder) / "corpus"


@contextmanager
def _busy(told: str) -> Iterator[None]:
    from rich.console import Console

    with Console(stderr=True).status(f"{told} …"):
        yield


class _Counting:
    """Tells on stderr how many documents are read."""

    def __init__(self, documents: int) -> None:
        from rich.console import Console

        self._documents = documents
        self._done = 0
        self._status = Console(stderr=True).status(f"reading {documents} documents …")

    def __enter__(self) -> _Counting:
        self._status.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._status.stop()

    def begin(self, files: int) -> None:
        """Their number is known before."""

    def advance(self, step: Step) -> None:
        self._done += 1
        self._status.update(f"reading document {min(self._done + 1, self._documents)} of {self._documents} …")

    def turn(self, pages: int) -> None:
        """Documents are counted here."""


def _write_report(arguments: argparse.Namespace, material: Material, measured: Sequence[tuple[Part, Result]]) -> None:
    from pipeline.evaluate.report.page import figures_json, page_of

    about = f"answers in {arguments.predictions}" if arguments.predictions else "answers of this program"
    arguments.out.mkdir(parents=True, exist_ok=True)
    (arguments.out / "report.html").write_text(page_of(about, material, measured), "utf-8")
    (arguments.out / "figures.json").write_text(figures_json(measured), "utf-8")
    sys.stderr.write(f"written to  {printable(str(arguments.out / 'report.html'))}\n")
