"""`pipeline report OUT`: a corpus at a glance, as one HTML file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final, TextIO

ABOUT: Final = """\
Write a corpus at a glance as one HTML file that holds all it shows and needs no network: coverage by province and year,
what is proved, how amounts and changes are distributed, why they changed, what the reports got wrong, and the documents
that need eyes. Names and telephone numbers of contacts are left out.
"""
MORE: Final = """\
examples:
  pipeline report corpus                    writes corpus/report.html
  pipeline report corpus --lang zh --to 概览.html
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    add = parser.add_argument
    add("corpus", type=Path, metavar="DIR", help="what `pipeline extract --out DIR` wrote")
    add("--to", type=Path, metavar="FILE", help="the page (default: report.html in the corpus)")


def run(arguments: argparse.Namespace, out: TextIO | None = None) -> int:
    """Write the page; the return value is the exit status. Raises UsageError where there is no corpus."""
    from pipeline.export.durable import write_durably
    from pipeline.export.query import asked
    from pipeline.report.figures import count
    from pipeline.report.page import page_of
    from pipeline.report.reasons import themes_of
    from pipeline.vocabulary.accounts import load_accounts
    from pipeline.vocabulary.cues import load_cues
    from pipeline.vocabulary.words import load_segmenter, plain_words

    with asked(arguments.corpus) as corpus:
        figures = count(corpus, arguments.corpus)
    cues = load_cues()
    segmenter = load_segmenter(cues, load_accounts())
    themes, left = themes_of(figures.reasons, lambda text: plain_words(segmenter, text), cues)
    path = arguments.to or arguments.corpus / "report.html"
    write_durably(path, page_of(figures, themes, left, arguments.lang).encode("utf-8"))
    (out or sys.stdout).write(f"{path}\n")
    return 0
