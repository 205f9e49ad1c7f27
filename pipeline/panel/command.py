"""`pipeline panel OUT --to FILE`: one row for each agency, year, report type, indicator, fund and phase."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final, TextIO, get_args

from pipeline.document import Grade
from pipeline.errors import UsageError
from pipeline.messages import in_language

FORMATS: Final = (".parquet", ".csv", ".xlsx", ".dta")

ABOUT: Final = """\
Make one table of a corpus that `pipeline extract` wrote: one row for each agency, year, report type, indicator, fund and
phase, in 万元, with grade, change, reason, region and the place in the report. Tables count before prose; a later edition of a
report before an earlier one; scan, PDF and archive copy of a report are one. Last year's figures are rows of their own (phase
prior_year) and are compared with last year's report where the corpus has it.
"""
MORE: Final = """\
what is written beside FILE:
  FILE.codebook.md    every column, code and indicator, in Chinese and English
  FILE.reports.csv    every document: used, copy, complement, superseded, differs, or why it is not used; bodies that were renamed
  FILE.changes.csv    figures that a later edition changed, or in which two files of one report differ
  datapackage.json    the like for programs

indicators:
  three_public reception expenditure func_205 econ_30201_basic …; with * and ?: 'func_*', 'func_???' (类 alone), 'econ_*_basic'

examples:
  pipeline panel corpus --to panel.dta
  pipeline panel corpus --to panel.xlsx --indicators three_public reception 'func_???' --grade verified
  pipeline panel corpus --to wide.dta --wide --reasons --indicators three_public abroad_travel vehicles reception
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    add = parser.add_argument
    add("corpus", type=Path, metavar="DIR", help="what `pipeline extract --out DIR` wrote")
    add(
        "--to",
        required=True,
        type=_target,
        metavar="FILE",
        help=f"what to write: a name that ends in {', '.join(FORMATS)}",
    )
    add(
        "--wide",
        action="store_true",
        help="one row for each agency, year, report type and phase; a column for each indicator and fund",
    )
    add("--reasons", action="store_true", help="with --wide: a column with the reason of the change beside each amount")
    add(
        "--indicators",
        nargs="+",
        action="extend",
        metavar="ID",
        help="only these (default: all; with --wide: all but accounts below the 类)",
    )
    add(
        "--grade",
        nargs="+",
        action="extend",
        choices=get_args(Grade),
        metavar="GRADE",
        dest="grades",
        help="only these grades: verified, unverified, contradicted (default: all)",
    )


def _target(text: str) -> Path:
    path = Path(text)
    if path.suffix not in FORMATS:
        raise argparse.ArgumentTypeError(f"{text!r} says no format; give a name that ends in {', '.join(FORMATS)}")
    return path


def run(arguments: argparse.Namespace, out: TextIO | None = None) -> int:
    """Write the panel; the return value is the exit status. Raises UsageError where there is no corpus or nothing fits."""
    from pipeline.panel.build import open_panel
    from pipeline.panel.codebook import write_beside
    from pipeline.panel.shape import Shape, shaped
    from pipeline.panel.write import Made, write_panel
    from pipeline.vocabulary.quantities import load_quantities

    if arguments.reasons and not arguments.wide:
        raise UsageError("--reasons is for --wide; the long panel has them in its column `reason`")
    shape = Shape(arguments.wide, tuple(arguments.indicators or ()), tuple(arguments.grades or ()), arguments.reasons)
    quantities = load_quantities()
    with open_panel(arguments.corpus) as connection:
        made = Made(connection, shaped(connection, shape, quantities), quantities)
        write_panel(made, arguments.to)
        write_beside(made, arguments.to)
        ((reports,),) = connection.execute("SELECT count(DISTINCT report) FROM chosen").fetchall()
    told = f"{arguments.to}: {made.output.rows:,} rows from {reports:,} reports"
    (out or sys.stderr).write(f"{in_language(told, arguments.lang)}\n")
    return 0
