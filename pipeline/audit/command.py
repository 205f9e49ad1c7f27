"""`pipeline audit OUT`: draw a sample to be marked in Excel; `--marked`: the error rate that follows."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from pipeline.errors import UsageError
from pipeline.messages import in_language
from pipeline.show.printable import printable

if TYPE_CHECKING:
    from pipeline.audit.rate import Rate

ABOUT: str = """\
Draw a random sample of the figures or claims of a corpus as a workbook, with file, page and place of each; look them up,
mark each right or wrong, and get the error rate of your own corpus with its interval, for the data section of a paper.
"""
MORE: str = """\
the way:
  pipeline audit corpus --n 200 --to sample.xlsx      drawn by grade; the same --seed draws the same sample
  in Excel: put yes or no into the first column, and into the second what is wrong
  pipeline audit corpus --marked sample.xlsx          the share that is wrong, in all and by grade, with 95 % intervals

examples:
  pipeline audit corpus --what statements --n 100 --to claims.xlsx
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    add = parser.add_argument
    add("corpus", type=Path, metavar="DIR", help="what `pipeline extract --out DIR` wrote")
    add("--n", type=int, default=200, metavar="N", help="how many to draw (default: %(default)s)")
    add(
        "--what",
        choices=("cells", "statements"),
        default="cells",
        help="figures of tables (default), or claims in words",
    )
    add("--seed", type=int, default=1, metavar="N", help="another seed draws another sample (default: %(default)s)")
    add("--to", type=Path, metavar="FILE", help="the workbook (default: sample.xlsx)")
    add("--marked", type=Path, metavar="FILE", help="a workbook with marks: tell the error rate")


def run(arguments: argparse.Namespace, out: TextIO | None = None) -> int:
    """Draw, or tell; the return value is the exit status. Raises UsageError."""
    told = _told(arguments) if arguments.marked else _drawn(arguments)
    (out or sys.stdout).writelines(f"{printable(in_language(line, arguments.lang))}\n" for line in told)
    return 0


def _drawn(arguments: argparse.Namespace) -> Iterator[str]:
    from pipeline.audit.sample import draw, strata_of
    from pipeline.audit.sheet import write_sample
    from pipeline.export.query import asked

    path = arguments.to or Path("sample.xlsx")
    if path.exists():
        raise UsageError(f"{path} is there already, and perhaps marked; give another file with --to")
    with asked(arguments.corpus) as corpus:
        strata = strata_of(corpus, arguments.what)
        rows = draw(corpus, arguments.what, arguments.n, arguments.seed)
    if not rows:
        raise UsageError(f"{arguments.corpus} has no {arguments.what} to draw from")
    about = {f"of {grade}": n for grade, n in strata.items()}
    write_sample(path, arguments.what, rows, {"seed": arguments.seed, "drawn": len(rows), **about})
    yield f"{len(rows)} of {sum(strata.values()):,} {arguments.what} → {path}; mark them, then: pipeline audit … --marked {path}"


def _told(arguments: argparse.Namespace) -> Iterator[str]:
    from pipeline.audit.rate import overall, rate_of
    from pipeline.audit.sheet import read_marks

    about, marks = read_marks(arguments.marked)
    if not marks:
        raise UsageError(f"{arguments.marked}: nothing is marked yet; put yes or no into the first column")
    strata = {name.removeprefix("of "): int(n) for name, n in about.items() if name.startswith("of ")}
    counts = {grade: (sum(g == grade for _, g, _, _ in marks), sum(g == grade and not right for _, g, right, _ in marks))
              for grade in strata}  # fmt: skip
    left = int(about.get("drawn", len(marks))) - len(marks)
    yield f"{len(marks)} {about.get('what', '')} marked" + (
        f", {left} not yet: the rate is of those that are" if left else ""
    )
    yield _line(overall(strata, counts), f"of {sum(strata.values()):,}, each grade by its size")
    for grade, (marked, wrong) in counts.items():
        if marked:
            yield _line(rate_of(grade, marked, wrong), f"of {strata[grade]:,}")
    kinds = Counter(what for _, _, right, what in marks if not right)
    if kinds:
        yield "wrong: " + ", ".join(f"{n} × {what or 'not said'}" for what, n in kinds.most_common())


def _line(rate: Rate, of: str) -> str:
    share, low, high = (f"{100 * part:.2f}" for part in (rate.share, rate.low, rate.high))
    return f"  {rate.name:<13}{share:>6} % wrong, 95 % between {low} and {high} %  ({rate.wrong} of {rate.marked} marked; {of})"
