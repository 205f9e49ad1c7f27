"""`pipeline unknown OUT`: heads, titles, headings and verbs that nobody knew, ready to be filled in."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final, TextIO

from pipeline.errors import UsageError
from pipeline.show.printable import printable

ABOUT: Final = """\
List the words of a corpus that the vocabulary lacks, the most frequent first: heads over amounts, titles of tables,
headings of sections, and words that stand where a direction of change is expected. The lists are vocabulary files in
which only the answers are missing.
"""
MORE: Final = """\
the way:
  pipeline unknown corpus --to words       writes words/columns.toml, tables.toml, headings.toml, cues.toml
  (fill in canonical terms, types and labels; what stays empty counts for nothing)
  pipeline extract reports/ --out corpus --vocabulary words

examples:
  pipeline unknown corpus | less
  pipeline unknown corpus --to words --most 200
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    add = parser.add_argument
    add("corpus", type=Path, metavar="DIR", help="what `pipeline extract --out DIR` wrote")
    add("--to", type=Path, metavar="DIR", help="write the files there (default: print them)")
    add("--most", type=int, default=50, metavar="N", help="of each kind (default: %(default)s)")


def run(arguments: argparse.Namespace, out: TextIO | None = None) -> int:
    """Print or write the files; the return value is the exit status. Raises UsageError where there is no corpus."""
    from pipeline.export.query import asked
    from pipeline.unknown.files import files_of
    from pipeline.unknown.words import unknown_headings, unknown_heads, unknown_titles, unknown_verbs
    from pipeline.vocabulary import load_vocabulary
    from pipeline.vocabulary.headings import LABELS

    taken = [path for name in ("columns", "tables", "headings", "cues") if arguments.to
             and (path := arguments.to / f"{name}.toml").exists()]  # fmt: skip
    if taken:
        raise UsageError(f"{taken[0]} is there already, and perhaps filled in; give another folder with --to")
    vocabulary = load_vocabulary()
    with asked(arguments.corpus) as corpus:
        found = {
            "columns.toml": unknown_heads(corpus, vocabulary.columns)[: arguments.most],
            "tables.toml": unknown_titles(corpus, vocabulary.columns)[: arguments.most],
            "headings.toml": unknown_headings(corpus, vocabulary)[: arguments.most],
            "cues.toml": unknown_verbs(corpus, vocabulary)[: arguments.most],
        }
    answers = {"tables.toml": vocabulary.columns.types, "headings.toml": LABELS}
    texts = files_of(found, answers)
    written = out or sys.stdout
    if arguments.to is None:
        for name, text in texts.items():
            written.write(f"# {name}\n" + "".join(f"{printable(line)}\n" for line in text.splitlines()) + "\n")
        return 0
    arguments.to.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (arguments.to / name).write_text(text, "utf-8")
        written.write(f"{len(found[name]):>5} → {arguments.to / name}\n")
    return 0
