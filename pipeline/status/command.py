"""`pipeline status OUT`: how many documents are ok, partial, failed, no reports, and for which reasons."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, TextIO

from pipeline.errors import UsageError
from pipeline.show.printable import printable

ABOUT: Final = """\
Count the documents of a corpus that `pipeline extract` wrote by their status and, of those that are not ok, by the reason.
Reasons that differ only in figures and titles are counted together; `error` of `documents` and the table `issues` have
each of them in full, with file and page.
"""
MORE: Final = """\
status:
  ok         read and understood
  partial    figures or pages are missing: a partial document may have several reasons
  failed     nothing could be read
  no_report  read, and no budget or final-account report, nor a part of one

examples:
  pipeline status corpus
  pipeline status corpus --format json
  duckdb corpus/corpus.duckdb "SELECT path, page, message FROM issues JOIN documents USING (doc_id) WHERE loses"
"""
_COUNT: Final = 6  # characters of a count


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("corpus", type=Path, metavar="DIR", help="what `pipeline extract --out DIR` wrote")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def run(arguments: argparse.Namespace, out: TextIO | None = None) -> int:
    """Print the counts; the return value is the exit status. Raises UsageError where there is no corpus."""
    from pipeline.run.summary import count_reasons, count_statuses  # pyarrow

    if not (arguments.corpus / "documents").is_dir():
        raise UsageError(f"{arguments.corpus} holds no corpus; give what `pipeline extract --out` wrote")
    statuses, reasons = count_statuses(arguments.corpus), count_reasons(arguments.corpus)
    written = out or sys.stdout
    if arguments.format == "json":
        written.write(json.dumps({"documents": statuses, "reasons": reasons}, ensure_ascii=False, indent=2) + "\n")
    else:
        written.writelines(f"{printable(line)}\n" for line in _lines(statuses, reasons))
    return 0


def _lines(statuses: Mapping[str, int], reasons: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    yield f"{sum(statuses.values()):>{_COUNT}} documents"
    for status, count in statuses.items():
        yield f"{count:>{_COUNT}} {status}"
        yield from lines_of_reasons({status: reasons[status]} if status in reasons else {}, named=False)


def lines_of_reasons(
    reasons: Mapping[str, Mapping[str, int]], most: int | None = None, *, named: bool = True
) -> Iterator[str]:
    """A line a reason, of each status the `most` frequent ones.

    >>> list(lines_of_reasons({"partial": {"no text on page n": 4, "a table was lost": 1, "b": 1}}, most=2))
    ['  partial   4 × no text on page n', '  partial   1 × a table was lost', '  partial   and 1 other reason']
    """
    for status, counted in reasons.items():
        before = f"  {status:<9}" if named else " " * (_COUNT + 3)
        shown = list(counted.items())[:most]
        yield from (f"{before} {count} × {reason}" for reason, count in shown)
        if hidden := len(counted) - len(shown):
            yield f"{before} and {hidden} other reason{'s' if hidden > 1 else ''}"
