"""`pipeline status OUT`: how many documents are ok, partial, failed, no reports, and for which reasons."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

from pipeline.errors import UsageError
from pipeline.language import Words
from pipeline.messages import in_language
from pipeline.show.printable import padded, printable
from pipeline.status.page import page_of
from pipeline.status.words import WORDS

if TYPE_CHECKING:
    from pipeline.run.gather import Gathered

ABOUT: Final = """\
Count the documents of a corpus that `pipeline extract` wrote by their status and, of those that are not ok, by the reason.
Reasons that differ only in figures and titles are counted together; `error` of `documents` and the table `issues` have
each of them in full, with file and page. Told besides: provinces and years, and which documents took longest. It may be asked
while a run goes on: documents that the run has finished count.
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
  pipeline status corpus --html run.html
  duckdb corpus/corpus.duckdb "SELECT path, page, message FROM issues JOIN documents USING (doc_id) WHERE loses"
"""
_COUNT: Final = 6  # characters of a count
_SLOWEST: Final = 5  # documents
_SLOW: Final = 1.0  # seconds: faster ones are not worth a line


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("corpus", type=Path, metavar="DIR", help="what `pipeline extract --out DIR` wrote")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.add_argument(
        "--html", type=Path, metavar="FILE", help="write a page instead, with each failed and partial document"
    )


def run(arguments: argparse.Namespace, out: TextIO | None = None) -> int:
    """Print the counts; the return value is the exit status. Raises UsageError where there is no corpus."""
    from pipeline.run.gather import gather  # pyarrow

    corpus = arguments.corpus
    if not any((corpus / folder).is_dir() for folder in ("documents", ".staged")):
        raise UsageError(f"{corpus} holds no corpus; give what `pipeline extract --out` wrote")
    found = gather(corpus)
    written = out or sys.stdout
    if arguments.html:
        from pipeline.export.durable import write_durably

        write_durably(arguments.html, page_of(found, Words(WORDS, arguments.lang)).encode("utf-8", "backslashreplace"))
    elif arguments.format == "json":
        told = {
            "documents": found.statuses(),
            "reasons": found.reasons(),
            "provinces": {str(value or ""): counted for value, counted in found.by("province").items()},
            "years": {str(value or ""): counted for value, counted in found.by("fiscal_year").items()},
            "slowest": [
                {name: row[name] for name in ("path", "seconds", "pages", "ocr_pages")}
                for row in found.slowest(_SLOWEST)
            ],
            "not_merged": found.staged,
        }
        written.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
    else:
        written.writelines(f"{printable(line)}\n" for line in _lines(found, Words(WORDS, arguments.lang)))
    return 0


def _lines(found: Gathered, say: Words) -> Iterator[str]:
    statuses, reasons = found.statuses(), found.reasons()
    yield f"{sum(statuses.values()):>{_COUNT}} {say('documents')}"
    if found.staged:
        yield f"{found.staged:>{_COUNT}} {say('staged')}"
    for status, count in statuses.items():
        yield f"{count:>{_COUNT}} {say.names('status', status)}"
        yield from lines_of_reasons({status: reasons[status]} if status in reasons else {}, say, named=False)
    for column in ("province", "fiscal_year"):
        groups = found.by(column)
        if len(groups) > 1:
            yield say(column)
            yield from (
                f"{sum(counted.values()):>{_COUNT}} {say('not known') if value is None else value}: {_told(counted, say)}"
                for value, counted in groups.items()
            )
    slow = [row for row in found.slowest(_SLOWEST) if row["seconds"] and row["seconds"] >= _SLOW]
    if slow:
        yield say("slowest")
    for row in slow:
        told = say("slow", path=row["path"], pages=row["pages"], ocr=row["ocr_pages"])
        yield f"{row['seconds']:>{_COUNT}.0f} {told}"


def _told(counted: Mapping[str, int], say: Words) -> str:
    return say("and").join(f"{count} {say.names('status', status)}" for status, count in counted.items())


def lines_of_reasons(
    reasons: Mapping[str, Mapping[str, int]], say: Words, most: int | None = None, *, named: bool = True
) -> Iterator[str]:
    """A line a reason, of each status the `most` frequent ones.

    >>> reasons = {"partial": {"no text on page n": 4, "a table was lost": 1, "b": 1}}
    >>> list(lines_of_reasons(reasons, Words(WORDS, "en"), most=2))
    ['  partial   4 × no text on page n', '  partial   1 × a table was lost', '  partial   and 1 other reason']
    """
    for status, counted in reasons.items():
        before = f"  {padded(say.names('status', status), 9)}" if named else " " * (_COUNT + 3)
        shown = list(counted.items())[:most]
        yield from (f"{before} {count} × {in_language(reason, say.language)}" for reason, count in shown)
        if hidden := len(counted) - len(shown):
            yield f"{before} {say('other reasons' if hidden > 1 else 'other reason', n=hidden)}"
