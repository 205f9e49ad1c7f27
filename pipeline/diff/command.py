"""`pipeline diff OLD NEW`: what changed between two corpora of the same documents, and why."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TextIO

from pipeline.show.printable import printable

if TYPE_CHECKING:
    from pipeline.diff.compare import Changes

SAME, DIFFERENT = 0, 1
_LONGEST: Final = 60  # characters of a value shown
_HASH: Final = 12

ABOUT: Final = """\
Tell what changed between two corpora of the same documents: which rows came and went, which fields of those that stayed
changed, from what to what, with examples; and why: another version, models, libraries or options, or corrections. Rows are
one where they stand at one place of one document; ids do not matter.
"""
MORE: Final = """\
exit status:
  0   the documents that both have are the same
  1   something changed
  2   wrong usage, or a folder that holds no corpus

examples:
  pipeline diff corpus-2025 corpus
  pipeline diff corpus-2025 corpus --format json > changes.json
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    add = parser.add_argument
    add("old", type=Path, metavar="OLD", help="what `pipeline extract --out OLD` wrote, before")
    add("new", type=Path, metavar="NEW", help="what it wrote later")
    add("--format", choices=("text", "json"), default="text", help="default: text")


def run(arguments: argparse.Namespace, out: TextIO | None = None) -> int:
    """Compare; the return value is the exit status. Raises UsageError where one is no corpus."""
    from pipeline.diff.compare import TABLES, compare, versions, why
    from pipeline.export.query import asked

    with asked(arguments.new, before=arguments.old) as corpora:
        changes = {name: compare(corpora, name) for name in TABLES}
        reasons = why(corpora)["documents"]
        paths = {row["doc_id"]: row["path"] for row in corpora.rows("SELECT doc_id, path FROM documents")}
    made = list(versions(arguments.old, arguments.new))
    written = out or sys.stdout
    if arguments.format == "json":
        told = {
            "versions": made,
            "documents": reasons,
            "tables": {name: _plain(each) for name, each in changes.items()},
        }
        written.write(json.dumps(told, ensure_ascii=False, indent=1, default=str) + "\n")
    else:
        written.writelines(f"{printable(line)}\n" for line in _lines(changes, reasons, made, paths))
    return DIFFERENT if any(each.came or each.went or each.changed for each in changes.values()) else SAME


def _lines(
    changes: Mapping[str, Changes], reasons: Counter[str], made: list[tuple[str, str, str]], paths: Mapping[str, str]
) -> Iterator[str]:
    yield "why"
    yield from (f"  {n:>7,} documents: {reason}" for reason, n in reasons.most_common())
    yield from (f"          {name}: {_short(before)} → {_short(now)}" for name, before, now in made)
    for name, each in changes.items():
        came_and_went = f", {each.came:,} came, {each.went:,} went" if each.came or each.went else ""
        yield f"{name}: {each.same:,} the same, {each.changed:,} changed{came_and_went}"
        for field, n in each.fields.most_common():
            ways = [(way, times) for way, times in each.ways.most_common() if way[0] == field]
            told = "; ".join(f"{before} → {after} {times:,}" for (_, before, after), times in ways[:6])
            yield f"  {n:>7,} {field}" + (f": {told}" if told else "")
            for one in each.examples[field]:
                where = f"{paths.get(one['doc_id'], one['doc_id'][:_HASH])}, page {one['page']}, {_short(one['words'])}"
                yield f"          {where}: {_short(one['before'])} → {_short(one['after'])}"


def _short(value: object) -> str:
    """
    >>> _short(Decimal("1.50000000")), _short(None), _short("a" * 70)[-3:]
    ('1.5', '–', 'aa…')
    """
    text = (
        "–"
        if value is None
        else f"{value.normalize():,f}"
        if isinstance(value, Decimal)
        else " ".join(str(value).split())
    )
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _plain(changes: Changes) -> dict[str, Any]:
    plain = asdict(changes)
    ways = [{"field": field, "before": a, "after": b, "times": n} for (field, a, b), n in changes.ways.most_common()]
    return {**plain, "ways": ways, "documents": len(changes.documents)}
