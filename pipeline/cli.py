"""The command line: arguments in, exit status out."""

from __future__ import annotations

import argparse
import os
import re
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline import startup
from pipeline.annotate import command as annotate
from pipeline.audit import command as audit
from pipeline.diff import command as diff
from pipeline.doctor import command as doctor
from pipeline.errors import OF_THE_MACHINE, MachineFault, PipelineError
from pipeline.evaluate import command as evaluate
from pipeline.explain import command as explain
from pipeline.find import command as find
from pipeline.findings import command as findings
from pipeline.language import LANGUAGES, Language, Words, own_language
from pipeline.machine import cores
from pipeline.messages import in_language
from pipeline.panel import command as panel
from pipeline.report import command as report
from pipeline.show import command as show
from pipeline.show.printable import padded, printable
from pipeline.status import command as status
from pipeline.status.words import WORDS as STATUS_WORDS
from pipeline.train import command as train
from pipeline.unknown import command as unknown

if TYPE_CHECKING:
    from pipeline.run.batch import Options
    from pipeline.run.summary import Summary

ALL_WELL, WRONG_USAGE, SOME_FAILED, MACHINE_FAULT, BY_SIGNAL = 0, 2, 3, 4, 128
_SHOWN_PROBLEMS: Final = 20
_LONGEST_PROBLEM: Final = 320  # characters; all of it is in the corpus
_NAME, _STATUS = 12, 8  # columns of a terminal
_SHOWN_REASONS: Final = 3  # of each status
_LEAST_MEMORY: Final = 64 << 20
_PAGE_SECONDS: Final = 300.0

_OTHERS: Final = (  # beside extract: the word, what it does, the module that does it
    ("tables", "show the tables of one file", show),
    ("status", "count the documents of a corpus by what became of them, and why", status),
    ("panel", "make one table of a corpus, for Stata, R, Excel: a row an agency, year and quantity", panel),
    ("check", "list what is inconsistent in the reports of a corpus", findings),
    ("find", "find words in the statements, sections and cells of a corpus", find),
    ("explain", "say why a cell or a statement of a corpus is what it is, and what proves it", explain),
    ("report", "write a corpus at a glance as one HTML file", report),
    ("audit", "draw a sample to mark in Excel, and tell the error rate of a corpus", audit),
    ("diff", "tell what changed between two corpora of the same documents, and why", diff),
    ("unknown", "list the heads, titles and wordings of a corpus that nobody knew, ready to be filled in", unknown),
    ("evaluate", "measure how good the answers are, ours or another system's", evaluate),
    ("annotate", "let people correct the answers: tasks for Label Studio, and its export back", annotate),
    ("train", "learn the trained parts anew from the annotations", train),
    ("doctor", "look whether all that a run needs is there", doctor),
)

_ABOUT = """\
From budget and final-account disclosures of Chinese government bodies (部门预算、决算公开) to research tables:
sections, tables, cells, statements and checks, with the page and the words each number comes from.
"""
_EXAMPLES = """\
examples:
  pipeline extract reports/ --out corpus            a folder and all folders in it
  pipeline extract a.pdf b.txt --out corpus --jobs 4
  pipeline extract --help                           all options, and what is written
  pipeline tables a.pdf                             what was found in one file, on the terminal
  pipeline status corpus                            how many documents are ok, partial, failed, no reports, and why
  pipeline retry corpus --failed --timeout 7200     try again what failed
  pipeline panel corpus --to panel.dta              one table for Stata; also .xlsx, .csv, .parquet
  pipeline check corpus                             what is inconsistent in the reports of a corpus
  pipeline find corpus 公务用车                     where a corpus speaks of something
  pipeline evaluate                                 how good the answers are, on annotated reports
  pipeline annotate --help                          correct the answers in Label Studio, and learn from it

from Python:
  import pipeline
  document = pipeline.extract("a.pdf")              document.tables[0].frame() is a pandas data frame
"""
_EXTRACT = """\
Read reports and write them as a corpus: documents, issues, sections, tables, cells, statements, checks.

Text files, PDF with or without text, and page images (PNG, JPEG, TIFF) are told apart by their bytes, whatever
their names. Pages without usable text are read by OCR, on this machine. Folders are searched with all folders in
them; hidden files are passed over unless they are named. Files with the same bytes are one document. Where a
file sources.csv (file,url,retrieved,publisher) lies beside them, it says in documents where each came from.
"""
_EXTRACT_MORE = """\
what is written:
  DIR/<table>/*.parquet   documents issues sections tables cells statements checks; exact decimals
  DIR/corpus.duckdb       a view per table:  duckdb DIR/corpus.duckdb "SELECT * FROM statements LIMIT 5"
  DIR/run.json            versions, options, model hashes, counts, seconds
  DIR/run.jsonl           a line for every document as it ends: status, reason, pages, seconds
  documents.status        ok; partial: figures or pages are missing (issues); failed; no_report: read, and none
  DIR/csv, xlsx, jsonl    the same tables, where --format asks for them

running again:
  Finished documents are not redone, also after Ctrl-C or a power failure: repeat the command. They are done anew
  when the program, its vocabularies or --ocr change. What failed is tried again, unless the file itself is at fault
  and did not change, or needs more memory than --memory still gives. Files that are gone are reported, and their
  documents stay until --prune takes them out.

exit status:
  0   all documents are done
  3   the run finished, and some documents failed or are partial: see status and error in DIR/documents
  2   wrong usage, or an INPUT that does not exist
  4   the machine is at fault (weights, a library, memory, disk): the run stopped at once and settled nothing that it
      could not do; mend the machine and repeat the command

examples:
  pipeline extract reports/ --out corpus
  pipeline extract reports/ --out corpus --format csv xlsx
  pipeline extract scans/ --out corpus --ocr always --jobs 2 --timeout 300
"""


_RETRY: Final = """\
Read documents of a corpus again, whatever the last run settled, with the options that it had: after more time or memory is
given, after a library is mended, to see whether a failure comes back. Without --failed, --partial and --path these are all
that failed or are partial. Pages that OCR has read are not read again.
"""
_RETRY_MORE: Final = """\
examples:
  pipeline retry corpus --failed
  pipeline retry corpus --partial --timeout 7200
  pipeline retry corpus --path reports/2024 '*水务局*'
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the return value is the exit status of the process."""
    language = own_language()
    try:
        startup.interrupt_again()
        options = command_parser().parse_args(arguments)
        language = options.lang
        status: int = options.run(options)
    except BrokenPipeError:  # `pipeline tables a.pdf | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ALL_WELL
    except MachineFault as error:
        _tell(f"pipeline: {in_language(str(error), language)}")
        return MACHINE_FAULT
    except PipelineError as error:
        _tell(f"pipeline: {in_language(str(error), language)}")
        return WRONG_USAGE
    except OSError as error:  # a full disk, a folder that vanished
        _tell(f"pipeline: {error}")
        return MACHINE_FAULT if error.errno in OF_THE_MACHINE else WRONG_USAGE
    except KeyboardInterrupt as stop:
        number = stop.number if isinstance(stop, Stopped) else signal.SIGINT
        _tell(f"pipeline: stopped by {signal.Signals(number).name}")
        return BY_SIGNAL + number
    return status


def _tell(*lines: str) -> None:
    with suppress(OSError):  # the terminal may be gone
        print(*map(printable, lines), sep="\n", file=sys.stderr)


class Stopped(KeyboardInterrupt):
    """Somebody wants the command to end, as with Ctrl-C."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


def _stop(number: int, _: object) -> None:
    raise Stopped(number)


@contextmanager
def _heeding_signals() -> Iterator[None]:
    """A closed terminal and `kill` end a run as Ctrl-C does, unless they are ignored (nohup)."""
    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    heeded = [number for number in numbers if signal.getsignal(number) == signal.SIG_DFL]
    for number in heeded:
        signal.signal(number, _stop)
    try:
        yield
    finally:
        for number in heeded:
            signal.signal(number, signal.SIG_DFL)


def command_parser() -> argparse.ArgumentParser:
    """All commands with their arguments."""
    as_written = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser("pipeline", description=_ABOUT, epilog=_EXAMPLES, formatter_class=as_written)
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and exit")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    told = "read reports and write them as a corpus"
    extract = commands.add_parser(
        "extract", help=told, description=_EXTRACT, epilog=_EXTRACT_MORE, formatter_class=as_written
    )
    _add_extract_arguments(extract)
    _add_language(extract)
    extract.set_defaults(run=_extract)

    told = "read again what failed or is partial in a corpus, or the documents that are named"
    retry = commands.add_parser("retry", help=told, description=_RETRY, epilog=_RETRY_MORE, formatter_class=as_written)
    _add_retry_arguments(retry)
    _add_language(retry)
    retry.set_defaults(run=_retry)

    for name, told, command in _OTHERS:
        other = commands.add_parser(
            name, help=told, description=command.ABOUT, epilog=command.MORE, formatter_class=as_written
        )
        command.add_arguments(other)
        _add_language(other)
        other.set_defaults(run=command.run)
    return parser


def _add_language(parser: argparse.ArgumentParser) -> None:
    told = "of what is told: by the locale, here %(default)s"
    parser.add_argument("--lang", choices=LANGUAGES, default=own_language(), help=told)


def _add_extract_arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("inputs", nargs="+", type=Path, metavar="INPUT", help="a file, or a folder with all that is in it")
    add("--out", required=True, type=Path, metavar="DIR", help="the corpus; it is created, or added to")
    add(
        "--jobs",
        type=_count,
        default=cores(),
        metavar="N",
        help="documents at a time (default: cores, here %(default)s)",
    )
    add(
        "--ocr",
        choices=("auto", "always", "never"),
        default="auto",
        help="auto: pages without usable text (default); always: every page that has a picture; never: none",
    )
    add(
        "--ocr-engine",
        choices=("auto", "openvino", "onnxruntime", "paddleocr"),
        default="auto",
        metavar="NAME",
        help="auto: the fastest installed of openvino and onnxruntime (default); or one of them, or paddleocr",
    )
    add("--engine", choices=("local", "ray"), default="local", help="this machine (default), or a Ray cluster")
    add(
        "--format",
        nargs="+",
        action="extend",
        choices=("parquet", "csv", "xlsx", "jsonl"),
        metavar="FORMAT",
        dest="formats",
        help="further outputs beside Parquet, which is always written: csv, xlsx, jsonl",
    )
    add(
        "--timeout",
        type=_seconds,
        default=1800.0,
        metavar="SECONDS",
        help="a document that takes longer keeps the pages read by then and is partial (default: %(default)g)",
    )
    add(
        "--page-timeout",
        type=_seconds,
        default=_PAGE_SECONDS,
        metavar="SECONDS",
        help="a document of which no page was read for so long fails, the others go on (default: %(default)g)",
    )
    add(
        "--pages", type=show.wanted_pages, metavar="PAGES", help="read these pages of every file alone: 3-9, 1,4-6, 12-"
    )
    add(
        "--memory",
        type=_memory,
        metavar="SIZE",
        help="a document that needs more fails, the others go on: 2G, 1500M (default: a share of the machine, 1 to 4 GiB)",
    )
    add(
        "--corrections",
        nargs="+",
        action="extend",
        type=Path,
        metavar="DIR",
        default=[],
        help="folders of corrections (*.csv), beside DIR/corrections of the corpus; only their documents are done anew",
    )
    add(
        "--vocabulary",
        type=Path,
        metavar="DIR",
        help="words of your own, beside the packaged ones: columns.toml, headings.toml … (`pipeline unknown` lists what is missing)",
    )
    add(
        "--cache",
        metavar="DIR",
        help="where pages read by OCR are kept, 1 GiB at most; none: nowhere (default: ~/.cache/yujuesuan/pages)",
    )
    add(
        "--quiet",
        action="store_true",
        help="tell nothing: the exit status, DIR/run.json and DIR/run.jsonl say how it went",
    )
    add("--verbose", action="store_true", help="a line for every document as it ends")
    add("--prune", action="store_true", help="take out documents whose files are gone from the INPUTs")


def _add_retry_arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("out", type=Path, metavar="DIR", help="what `pipeline extract --out DIR` wrote")
    add("--failed", action="store_true", help="documents that failed")
    add("--partial", action="store_true", help="documents of which figures or pages are missing")
    add(
        "--path",
        nargs="+",
        default=[],
        metavar="PATH",
        help="documents at these paths, in these folders; * and ? may stand in them",
    )
    add("--jobs", type=_count, default=cores(), metavar="N", help="documents at a time (default: %(default)s)")
    add("--timeout", type=_seconds, metavar="SECONDS", help="for one document (default: as before)")
    add("--page-timeout", type=_seconds, metavar="SECONDS", help="without a page (default: as before)")
    add("--memory", type=_memory, metavar="SIZE", help="for one document: 2G, 1500M (default: a share of the machine)")
    add("--quiet", action="store_true", help="tell nothing but the exit status")
    add("--verbose", action="store_true", help="a line for every document as it ends")


class _Version(argparse.Action):
    """Looks the version up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from pipeline.run.fingerprint import package_version

        parser.exit(message=f"pipeline {package_version()}\n")


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of jobs; give 1 or more")
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not seconds > 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no time; give seconds, more than 0")
    return seconds


def _memory(text: str) -> int:
    """Bytes.

    >>> _memory("2G") >> 20, _memory("1500MiB") >> 20, _memory("1.5") >> 20
    (2048, 1500, 1536)
    """
    size = re.fullmatch(r"(\d+(?:\.\d+)?) ?([KMGT]?)(?:i?B)?", text, re.IGNORECASE)
    found = int(float(size[1]) * (1 << 10 * "KMGT".index((size[2] or "G").upper()) + 10)) if size else 0
    if found < _LEAST_MEMORY:
        raise argparse.ArgumentTypeError(f"{text!r} is no memory for a worker; give 512M or more, such as 2G")
    return found


def _extract(options: argparse.Namespace) -> int:
    from pipeline.readers.ocr import choose_engine
    from pipeline.run.batch import Options
    from pipeline.run.plan import NO_CACHE, cache_folder

    chosen = Options(
        jobs=options.jobs,
        ocr=options.ocr,
        engine=options.engine,
        formats=("parquet", *(name for name in options.formats or () if name != "parquet")),
        timeout=options.timeout,
        memory=options.memory,
        prune=options.prune,
        corrections=tuple(options.corrections),
        vocabulary=options.vocabulary,
        page_timeout=options.page_timeout,
        pages=options.pages,
        cache=cache_folder() if options.cache is None else None if options.cache == NO_CACHE else Path(options.cache),
        ocr_engine=choose_engine(options.ocr_engine),
    )
    return _carry_out(options, options.inputs, chosen)


def _retry(options: argparse.Namespace) -> int:
    from pipeline.readers.ocr import choose_engine
    from pipeline.readers.page_range import PageRange
    from pipeline.run.again import choose_again
    from pipeline.run.batch import Options

    statuses = [status for status in ("failed", "partial") if getattr(options, status)]
    again = choose_again(options.out, statuses or ([] if options.path else ["failed", "partial"]), options.path)
    before = again.options
    chosen = Options(
        jobs=options.jobs,
        ocr=before["ocr"],
        engine=before["engine"],
        formats=tuple(before["formats"]),
        timeout=options.timeout or before["timeout"],
        memory=options.memory,
        corrections=tuple(map(Path, before.get("corrections", ()))),
        vocabulary=Path(before["vocabulary"]) if before.get("vocabulary") else None,
        page_timeout=options.page_timeout or before.get("page_timeout", _PAGE_SECONDS),
        pages=PageRange.parse(before["pages"]) if before.get("pages") else None,
        ocr_engine=choose_engine(before["ocr_engine"]["name"]),
        again=again.doc_ids,
    )
    _tell(*(f"gone    {path}" for path in again.missing[:_SHOWN_PROBLEMS]))
    if not again.inputs:
        _tell("pipeline: none of these documents' files is there any more")
        return WRONG_USAGE
    return _carry_out(options, again.inputs, chosen)


def _carry_out(options: argparse.Namespace, inputs: Sequence[Path], chosen: Options) -> int:
    """A run, its progress and its summary on stderr; the return value is the exit status."""
    from pipeline.run.batch import run
    from pipeline.show.progress import Progress

    bar = Progress(quiet=options.quiet, verbose=options.verbose)
    try:
        with _heeding_signals():
            summary = run(inputs, options.out, chosen, bar)
    except KeyboardInterrupt:
        _tell("", "pipeline: what was finished is kept; the same command goes on from here")
        raise
    finally:
        bar.end()
    if not options.quiet:
        _tell(*describe(summary, options.out, options.lang).splitlines())
    return SOME_FAILED if summary.problems else ALL_WELL


def describe(summary: Summary, out: Path, language: Language = "en") -> str:
    """The closing lines of a run: the corpus in figures, and what failed and why."""
    say, corpus = Words(STATUS_WORDS, language), summary.corpus
    files = [say(name, n=n) for name in ("extracted", "known", "duplicates") if (n := getattr(summary, name))]
    told = {
        "files": f"{summary.files}{say('in brackets', told=say('and').join(files) or say('none'))}",
        "all documents": f"{sum(corpus.documents.values())}{_by(corpus.documents, say, 'status')}",
        "pages": say("by OCR", pages=corpus.pages, ocr=corpus.ocr_pages),
        "sections": corpus.sections,
        "tables": f"{sum(corpus.tables.values())}{_by(corpus.tables, say, 'table')}",
        "cells": corpus.cells,
        "statements": corpus.statements,
        "checks": f"{sum(corpus.checks.values())}{_by(corpus.checks, say, 'check')}",
        "seconds": f"{summary.seconds:.1f}",
        "written to": out,
    }
    lines = [f"{padded(say(name), _NAME)}{counts}" for name, counts in told.items()]
    lines[2:2] = map(printable, status.lines_of_reasons(corpus.reasons, say, _SHOWN_REASONS))
    lines += [printable(f"{padded(say('damaged'), _NAME)}{notice}") for notice in summary.notices]
    lines += [printable(in_language(told, language)) for told in summary.uncorrected[:_SHOWN_PROBLEMS]]
    lines += [printable(f"{padded(say('gone'), _NAME)}{path}") for path in summary.gone[:_SHOWN_PROBLEMS]]
    if summary.gone:
        lines.append(" " * _NAME + say("gone out" if summary.pruned else "gone stay", n=len(summary.gone)))
    for problem in summary.problems[:_SHOWN_PROBLEMS]:
        named = padded(say.names("status", problem.status), _STATUS if language == "en" else _NAME)
        line = f"{named}{problem.path}: {in_language(problem.reason, language)}"
        lines.append(printable(line if len(line) <= _LONGEST_PROBLEM else f"{line[:_LONGEST_PROBLEM]}…"))
    hidden = len(summary.problems) - _SHOWN_PROBLEMS
    if hidden > 0:
        lines.append(" " * _STATUS + say("hidden", n=hidden))
    return "\n".join(lines)


def _by(counts: dict[str, int], say: Words, of: str) -> str:
    """Counts by kind, in brackets.

    >>> _by({"ok": 3, "failed": 1}, Words(STATUS_WORDS, "en"), "status"), _by({}, Words(STATUS_WORDS, "en"), "status")
    (' (3 ok, 1 failed)', '')
    """
    told = say("and").join(f"{count} {say.names(of, kind)}" for kind, count in counts.items())
    return say("in brackets", told=told) if told else ""
