"""Annotated passages of annotations/passages: what statements are learned from and measured on.

A manner (one file, one way of wording) is wholly in one split, so that no wording is in both.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from pipeline.errors import PipelineError
from pipeline.scoring.gold import GoldStatement

Split = Literal["train", "test"]

_KINDS = {"change", "completion", "share"}
_BASES = {"prior_year", "initial_budget", "annual_budget", "total"}
_KNOWN = _KINDS | _BASES | {"increase", "decrease", "flat", "above", "below", "equal", None}
_FIELDS = {"id", "headings", "text", "kind_of_report", "statements"}
_WANTED = {"quote", "kind", "indicator", "base", "direction", "amount", "percent", "reason"}
_ALLOWED = _WANTED | {"start", "indicator_code", "computed", "debatable", "current", "base_amount"}


class BadPassage(PipelineError):
    """A line of a manner file, or the list of splits, cannot be used; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Levels:
    """The amounts behind a claim as the text prints them, 万元: the quantity's own, and what it is compared with."""

    current: Decimal | None
    base_amount: Decimal | None


@dataclass(frozen=True, slots=True)
class PassageStatement:
    """One annotated claim and where its words stand in the passage's text, `[start, end)`."""

    quote: str
    start: int
    end: int
    gold: GoldStatement
    indicator_code: str | None = None  # functional or economic code, where the text tells the account
    computed: bool = False  # a figure that is not printed as digits: Chinese numerals, misread characters
    levels: Levels | None = None  # where annotated


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a report with its headings and every claim it makes; many make none."""

    passage_id: str  # m01-03
    manner: str  # m01
    kind_of_report: Literal["budget", "final"]
    headings: tuple[str, ...]  # as printed, outermost first
    text: str
    statements: tuple[PassageStatement, ...]  # in the order of the text


def read_passages(folder: Path, split: Split | None = None) -> tuple[Passage, ...]:
    """The passages of a split (None: of both), by manner and line.

    Raises BadPassage for a line that breaks the schema, a manner without a split, an id used twice, and
    FileNotFoundError if the folder has no splits.toml.
    """
    splits = read_splits(folder)
    found: list[Passage] = []
    for path in sorted(folder.glob("m*_*.jsonl")):
        manner = path.name.partition("_")[0]
        if manner not in splits:
            raise BadPassage(f"{path}: {manner} is in no split; add it to {folder / 'splits.toml'}")
        if split in (None, splits[manner]):
            found += _read_manner(path, manner)
    return tuple(found)


def read_corrections(folder: Path) -> tuple[Passage, ...]:
    """What users corrected (`pipeline annotate import`), one file a document; empty where nobody has.

    They are to learn from: no manner of the test split was seen by who corrected. Raises BadPassage as above.
    """
    return tuple(passage for path in sorted(folder.glob("*.jsonl")) for passage in _read_manner(path, path.stem))


def read_splits(folder: Path) -> dict[str, Split]:
    """Manner → its split. Raises BadPassage if a manner is in both."""
    path = folder / "splits.toml"
    lists = tomllib.loads(path.read_text("utf-8"))
    train, test = lists["train"], lists["test"]
    if twice := sorted(set(train) & set(test)):
        raise BadPassage(f"{path}: in both splits: {', '.join(twice)}")
    return {**dict.fromkeys(train, "train"), **dict.fromkeys(test, "test")}


def _read_manner(path: Path, manner: str) -> Iterator[Passage]:
    seen: set[str] = set()
    for number, text in enumerate(path.read_text("utf-8").splitlines(), 1):
        where = f"{path}, line {number}"
        try:
            line = json.loads(text)
        except json.JSONDecodeError as error:
            raise BadPassage(f"{where}: no JSON: {error}") from error
        passage = _passage(line, manner, where)
        if passage.passage_id in seen:
            raise BadPassage(f"{where}: the id {passage.passage_id} stands twice")
        seen.add(passage.passage_id)
        yield passage


def _passage(line: Mapping[str, Any], manner: str, where: str) -> Passage:
    if set(line) != _FIELDS:
        raise BadPassage(f"{where}: fields {sorted(line)}, wanted {sorted(_FIELDS)}")
    passage_id = str(line["id"])
    if not passage_id.startswith(f"{manner}-"):
        raise BadPassage(f"{where}: the id {passage_id} does not begin with {manner}-")
    if line["kind_of_report"] not in ("budget", "final"):
        raise BadPassage(f"{where}: kind_of_report is {line['kind_of_report']!r}, neither budget nor final")
    found: list[PassageStatement] = []
    for item in line["statements"]:
        start, end = (found[-1].start, found[-1].end) if found else (0, 0)
        found.append(_statement(item, passage_id, line["text"], (start, end), where))
    return Passage(passage_id, manner, line["kind_of_report"], tuple(line["headings"]), line["text"], tuple(found))


def _statement(
    item: Mapping[str, Any], passage_id: str, text: str, before: tuple[int, int], where: str
) -> PassageStatement:
    """One statement; its quote stands behind the one `before` it, or shares its words, unless `start` says where."""
    if not _WANTED <= set(item) <= _ALLOWED:
        raise BadPassage(f"{where}: a statement has the fields {sorted(item)}, wanted {sorted(_WANTED)}")
    quote = str(item["quote"])
    words = {item["kind"]} | {*_readings(item["base"])} | {*_readings(item["direction"])}
    if strange := sorted(map(str, words - _KNOWN)):
        raise BadPassage(f"{where}: “{quote}”: unknown: {', '.join(strange)}")
    start = item.get("start")
    if start is None:
        start = text.find(quote, before[1])
        start = text.find(quote, before[0]) if start < 0 else start
    if start < 0 or not text.startswith(quote, start):
        raise BadPassage(f"{where}: “{quote}” does not stand in the text behind the statement before it")
    gold = GoldStatement(
        doc=passage_id,
        kind=item["kind"],
        indicator=_readings(item["indicator"]),
        base=_readings(item["base"]),
        direction=_readings(item["direction"]),
        amount=item["amount"],
        percent=item["percent"],
        reason=_readings(item["reason"]),
        counts="debatable" not in item,
    )
    levels = None
    if "current" in item:
        printed = (item["current"], item.get("base_amount"))
        levels = Levels(*(None if amount is None else Decimal(amount) for amount in printed))
    return PassageStatement(
        quote, start, start + len(quote), gold, item.get("indicator_code"), bool(item.get("computed")), levels
    )


def _readings(value: object) -> tuple[str | None, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(None if one is None else str(one) for one in values)
