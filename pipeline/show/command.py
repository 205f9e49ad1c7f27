"""`pipeline tables FILE`: what was found in one file, for people."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

from pipeline.errors import PipelineError, UsageError

if TYPE_CHECKING:
    from pipeline.document import Document
    from pipeline.readers.page_range import PageRange

ABOUT: Final = """\
Show the tables of one file as they were understood: type, title, unit, pages; codes, names and amounts under
their canonical heads. Each number has its grade: ✓ verified by the sums it is part of, ✗ contradicted by one,
· unverified, no sum speaks of it.
"""
MORE: Final = """\
examples:
  pipeline tables report.pdf                        every table, on the terminal
  pipeline tables report.pdf --page 12              what stands on page 12
  pipeline tables report.pdf --html report.html     a page for the browser: pictures of the pages with each cell
                                                    drawn on them, the tables beside them
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    add = parser.add_argument
    add("file", type=Path, metavar="FILE", help="a report: text, PDF, scan or picture")
    add(
        "--page", type=_page, metavar="N", help="show only what stands on this page, counted from 1; all pages are read"
    )
    add(
        "--pages",
        type=wanted_pages,
        metavar="PAGES",
        help="read and show only these: 3-9, 1,4-6; a head on another page is missing",
    )
    add("--html", type=Path, metavar="OUT.html", help="write a page for the browser instead of showing the tables here")
    add(
        "--ocr",
        choices=("auto", "always", "never"),
        default="auto",
        help="auto: pages without usable text (default); always: every page that has a picture; never: none",
    )


def run(arguments: argparse.Namespace, out: TextIO | None = None) -> int:
    """Show the tables of a file; the return value is the exit status. Raises PipelineError and OSError."""
    from rich.console import Console

    from pipeline.run.tools import extract_file, own_tools

    try:
        with Console(stderr=True).status("reading …"):
            document = extract_file(arguments.file, arguments.ocr, own_tools(), arguments.pages)
    except PipelineError as error:
        raise UsageError(f"{arguments.file}: {error}") from error
    last = max(page.number for page in document.pages)
    if arguments.page is not None and arguments.page > last:
        raise UsageError(f"{arguments.file} has no page {arguments.page}; its last is {last}")
    if arguments.html is not None:
        _write_html(document, arguments)
    else:
        _show(document, arguments.page, out or sys.stdout)
    return 0


def _show(document: Document, page: int | None, out: TextIO) -> None:
    from rich.console import Console

    from pipeline.show.terminal import show_document

    console = Console(file=out, highlight=False)
    if not console.is_terminal:
        console = Console(file=out, highlight=False, width=_UNFOLDED)  # a pipe has no width to fold to
    show_document(document, page, console)


def _write_html(document: Document, arguments: argparse.Namespace) -> None:
    from pipeline.show.page import page_of
    from pipeline.show.pictures import pictures_of
    from pipeline.show.sheet import pages_of

    numbers = {number for table in document.tables for number in pages_of(table)}
    wanted = [page for page in document.pages if page.number in numbers and arguments.page in (None, page.number)]
    pictures = pictures_of(arguments.file.read_bytes(), document.media_type, wanted)
    arguments.html.write_text(page_of(document, pictures, arguments.page), "utf-8")


_UNFOLDED: Final = 10_000


def wanted_pages(text: str) -> PageRange:
    """The pages that an argument names. Raises ArgumentTypeError."""
    from pipeline.readers.page_range import PageRange

    try:
        return PageRange.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _page(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no page; give 1 or more")
    return int(text)
