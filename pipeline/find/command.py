"""`pipeline find OUT WORDS`: where a corpus speaks of something, with amount, percent, reason, place and page."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TextIO

from pipeline.errors import UsageError
from pipeline.find.words import WORDS
from pipeline.language import Words
from pipeline.show.printable import printable

if TYPE_CHECKING:
    from pipeline.find.search import Hit

FOUND, NOTHING = 0, 1
KINDS: Final = ("statements", "sections", "cells")
_SIGNS: Final = {"increase": "+", "decrease": "−", "flat": "±", "above": ">", "below": "<", "equal": "="}

ABOUT: Final = """\
Find words in the statements, sections and cells of a corpus. All words that are given must stand there, as they are
written. The first search builds an index (CORPUS/search, an SQLite file for each part); later ones bring up to date
what changed. Names and telephone numbers of contacts are not found and not shown.
"""
MORE: Final = """\
exit status:
  0   something was found
  1   nothing was
  2   wrong usage, or DIR holds no corpus

examples:
  pipeline find corpus 公务用车
  pipeline find corpus "公务用车 报废" --kind statements --year 2023 2024
  pipeline find corpus 培训费 --region 4301 --format json
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    add = parser.add_argument
    add("corpus", type=Path, metavar="DIR", help="what `pipeline extract --out DIR` wrote")
    add("words", metavar="WORDS", help="words parted by blanks: all of them must stand there")
    add("--kind", nargs="+", action="extend", choices=KINDS, help="only these (default: all)")
    add("--year", nargs="+", action="extend", type=int, metavar="YEAR", help="only reports of these years")
    add("--region", metavar="REGION", help="only reports of a place: 43, 4301, 430112, or 湖南省, 长沙市, 望城区")
    add("--report", choices=("budget", "final"), help="only budgets, or only final accounts")
    add("--most", type=int, default=20, metavar="N", help="of each kind (default: %(default)s)")
    add("--format", choices=("text", "json"), default="text", help="default: text")


def run(arguments: argparse.Namespace, out: TextIO | None = None) -> int:
    """Search; the return value is the exit status. Raises UsageError where there is no corpus."""
    from pipeline.find.index import update
    from pipeline.find.search import Wanted, search

    if not arguments.words.strip():
        raise UsageError("no words to look for; give some, as in: pipeline find corpus 公务用车")
    wanted = Wanted(
        words=arguments.words,
        kinds=tuple(dict.fromkeys(arguments.kind or KINDS)),
        years=tuple(arguments.year or ()),
        region=arguments.region,
        report_type=arguments.report,
        most=arguments.most,
    )
    segment, say = _segmenter(), Words(WORDS, arguments.lang)
    hits = search(update(arguments.corpus, segment, partial(_tell, say)), arguments.corpus, wanted, segment)
    written = out or sys.stdout
    if arguments.format == "json":
        written.write(json.dumps([_fields(hit) for hit in hits], ensure_ascii=False, indent=1, default=str) + "\n")
    else:
        written.writelines(f"{printable(line)}\n" for line in _lines(hits, say))
    return FOUND if hits else NOTHING


def _tell(say: Words, n: int, of: int) -> None:
    """How far indexing is; nothing when it is done."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{say('indexing', n=n, of=of) if n else ''}\N{ESCAPE}[K")


@cache
def _segmenter() -> Any:
    from pipeline.vocabulary.accounts import load_accounts
    from pipeline.vocabulary.cues import load_cues
    from pipeline.vocabulary.words import load_segmenter

    segmenter = load_segmenter(load_cues(), load_accounts())
    return lambda text: (word for word in segmenter.cut_for_search(text, HMM=False) if word.strip())


def _lines(hits: Sequence[Hit], say: Words) -> Iterator[str]:
    if not hits:
        yield say("nothing")
    kind = None
    for hit in hits:
        if hit.kind != kind:
            yield from ([""] if kind else [])
            yield say.names("found", hit.kind)
            kind = hit.kind
        document = hit.document
        where = " ".join(str(part) for part in (document["agency"] or document["path"], document["fiscal_year"],
                                                say.names("report", document["report_type"])) if part)  # fmt: skip
        yield f"  {where}: {_figures(hit, say)}"
        yield say("line", path=document["path"], page=hit.page, place=_place(hit.more, say), words=_words(hit))
        if hit.more.get("reason"):
            yield say("because", reason=_shown(hit.more["reason"]))


def _figures(hit: Hit, say: Words) -> str:
    more = hit.more
    if hit.kind == "sections":
        return f"{more['title']} [{more['label']}]"
    if hit.kind == "cells":
        value = more["text"].strip() if more["value"] is None else f"{_plain(more['value'])}{more['unit'] or ''}"
        return f"{hit.words}  {value}{say('graded', grade=say.names('grade', more['grade']))}"
    amount = f" {_plain(more['amount'])}万元" if more["amount"] is not None else ""
    percent = f" {_plain(more['percent'])}%" if more["percent"] is not None else ""
    grade = say("graded", grade=say.names("grade", more["grade"]))
    bare = not amount and not percent and more["direction"] == "flat"
    sign = say("flat") if bare else _SIGNS.get(more["direction"], "")
    return f"{_shown(more['indicator'])}  {say.names('kind', more['kind'])} {sign}{amount}{percent}{grade}"


def _words(hit: Hit) -> str:
    if hit.kind == "cells":
        return f"{hit.more['table_id']}-r{hit.more['row']}c{hit.more['column']}"
    if hit.kind == "statements":
        return hit.words.split("\n")[1] if "\n" in hit.words else hit.words
    return hit.words


def _place(more: Mapping[str, Any], say: Words) -> str:
    """Where on a page without boxes: a line of a text, a cell of a sheet."""
    if more.get("address"):
        return say("at address", address=more["address"])
    return say("at line", line=more["line"]) if more.get("line") else ""


def _plain(number: object) -> str:
    return f"{Decimal(str(number)).normalize():,f}"


def _shown(text: object) -> str:
    from pipeline.contacts import without_contacts

    return without_contacts(str(text))


def _fields(hit: Hit) -> dict[str, Any]:
    """A hit as an object: amounts are strings, exact as in the corpus."""
    more = {
        name: _shown(value) if name in ("reason", "indicator", "title") else value for name, value in hit.more.items()
    }
    return {"found_in": hit.kind, **hit.document, "page": hit.page, "words": hit.words, **more}
