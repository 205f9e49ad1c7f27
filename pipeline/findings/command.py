"""`pipeline check OUT`: what is inconsistent in the reports of a corpus, for people and for scripts."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final, TextIO, get_args

from pipeline.document import Severity
from pipeline.findings.formats import as_json, as_sarif, as_text
from pipeline.findings.inconsistencies import list_inconsistencies
from pipeline.show.printable import printable

NONE_FOUND, SOME_FOUND = 0, 1
SEVERITIES: Final = get_args(Severity)
FORMATS: Final = {"text": None, "json": as_json, "sarif": as_sarif}

ABOUT: Final = """\
List what is inconsistent in the reports of a corpus that `pipeline extract` wrote: sums that do not add up, rates that
do not follow from their amounts, figures that differ where they are repeated, units that were mistaken. Each line
has the file, the page, the severity, the arithmetic and the rule; the words to look for follow it.
"""
MORE: Final = """\
severities:
  error     the figures contradict each other
  unit      元 is printed where 万元 is meant, or the reverse
  rounding  a figure is repeated with another last digit
  reading   figures contradict each other, and our own reading may be the cause; listed apart

exit status:
  0   no findings
  1   some (of readings alone: 0)
  2   wrong usage, or DIR holds no corpus

examples:
  pipeline check corpus
  pipeline check corpus --severity error
  pipeline check corpus --format sarif > findings.sarif
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    add = parser.add_argument
    add("corpus", type=Path, metavar="DIR", help="what `pipeline extract --out DIR` wrote")
    add("--format", choices=tuple(FORMATS), default="text", help="default: text, a line for each finding")
    add(
        "--severity",
        nargs="+",
        action="extend",
        choices=SEVERITIES,
        metavar="SEVERITY",
        dest="severities",
        help=f"only these: {', '.join(SEVERITIES)} (default: all)",
    )


def run(arguments: argparse.Namespace, out: TextIO | None = None) -> int:
    """List the findings; the return value is the exit status. Raises UsageError where there is no corpus."""
    listing = list_inconsistencies(arguments.corpus, arguments.severities or SEVERITIES)
    form = FORMATS[arguments.format]
    told = form(listing) if form else as_text(listing, arguments.lang)
    lines = told.split("\n") if arguments.format != "text" else map(printable, told.split("\n"))
    (out or sys.stdout).write("\n".join(lines) + "\n")
    return SOME_FOUND if any(each.severity != "reading" for each in listing.found) else NONE_FOUND
