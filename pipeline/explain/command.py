"""`pipeline explain OUT ID`: why a cell, a statement or a table is what it is, and what proves it."""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

from pipeline.explain.words import WORDS
from pipeline.language import Words
from pipeline.show.printable import padded, printable

if TYPE_CHECKING:
    from pipeline.explain.evidence import Explanation

_ABOUT_WIDTH: Final = 11  # columns of a terminal

ABOUT: Final = """\
Say why a cell, a statement or a table of a corpus is what it is: where it stands, what speaks for its type and for the
second best, what is known of its row, column, unit and quantity, which identities prove or contradict it, where else the
same quantity stands; and the line of a corrections file that would put it right.
"""
MORE: Final = """\
ids stand in the corpus and in what `pipeline find` prints; a cell's is its table_id, row and column:
  2ba46bba3ef7-t11-r5c1   a cell
  2ba46bba3ef7-m003       a statement
  2ba46bba3ef7-t11        a table

examples:
  pipeline explain corpus 2ba46bba3ef7-t11-r5c1
  pipeline explain corpus 2ba46bba3ef7-m003 --format json
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    add = parser.add_argument
    add("corpus", type=Path, metavar="DIR", help="what `pipeline extract --out DIR` wrote")
    add("ids", nargs="+", metavar="ID", help="of a cell, a statement or a table")
    add("--format", choices=("text", "json"), default="text", help="default: text")


def run(arguments: argparse.Namespace, out: TextIO | None = None) -> int:
    """Explain each; the return value is the exit status. Raises UsageError where there is no corpus, or no such id."""
    from pipeline.explain.evidence import explain
    from pipeline.export.query import asked
    from pipeline.vocabulary import load_vocabulary

    vocabulary = load_vocabulary()
    with asked(arguments.corpus) as corpus:
        found = [explain(corpus, ident, vocabulary, arguments.lang) for ident in arguments.ids]
    written = out or sys.stdout
    if arguments.format == "json":
        written.write(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=1) + "\n")
    else:
        texts = (
            _text(each, ident.partition("-")[0], Words(WORDS, arguments.lang))
            for each, ident in zip(found, arguments.ids, strict=True)
        )
        written.write("\n".join(texts))
    return 0


def _text(each: Explanation, doc_id: str, say: Words) -> str:
    lines = [each.title, f"  {each.place}", ""]
    lines += [f"  {padded(line.about, _ABOUT_WIDTH)}{line.told}" for line in each.lines]
    lines += ["", f"  {say('right')}"]
    anchor = each.correction
    row = (
        doc_id,
        "",
        anchor["target"],
        anchor["page"],
        anchor["printed"],
        anchor.get("place", ""),
        anchor["field"],
        "",
    )
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(row)
    return "".join(f"{printable(line)}\n" for line in [*lines, f"  {text.getvalue()}"])
