"""Annotated outlines: the headings of a report in order, with their labels.

Three sources under annotations/: outlines written as such (headings/*.headings.jsonl), those that users corrected
(corrections/headings/, the same), and the gold of whole documents (gold/ and benchmark/gold/, *.sections.jsonl with
*.documents.jsonl beside).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import PipelineError
from pipeline.sections.numbers import read_outline_number
from pipeline.vocabulary.headings import LABELS

_WRITTEN = ("headings", "corrections/headings")
_GOLD = ("gold", "benchmark/gold")


class BadOutline(PipelineError):
    """A line of an annotated outline cannot be used; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Title:
    """An annotated heading."""

    level: int  # of the style of its number
    number: str
    title: str
    labels: tuple[str, ...]  # the right one first, then others that are accepted

    @property
    def label(self) -> str:
        return self.labels[0]


@dataclass(frozen=True, slots=True)
class Outline:
    """All headings of a report."""

    doc: str
    region: str  # GB/T 2260 of the province; 100000 for central bodies
    titles: tuple[Title, ...]
    source: str  # path under annotations/


def read_outlines(annotations: Path) -> list[Outline]:
    """All annotated outlines, in the order of their files. Raises BadOutline."""
    found: list[Outline] = []
    for folder in _WRITTEN:
        for path in sorted((annotations / folder).glob("*.headings.jsonl")):
            found += _written(path, path.relative_to(annotations).as_posix())
    for folder in _GOLD:
        for path in sorted((annotations / folder).glob("*.sections.jsonl")):
            found.append(_gold(path, path.relative_to(annotations).as_posix()))
    return found


def _written(path: Path, source: str) -> Iterator[Outline]:
    reports: dict[tuple[str, str], list[Title]] = {}
    for number, line in _lines(path):
        try:
            title = Title(line["level"], line["number"], line["title"], _labels(line))
            reports.setdefault((line["doc"], _province(line["region"])), []).append(title)
        except (KeyError, ValueError) as error:
            raise BadOutline(f"{path}, line {number}: {error}") from error
    for (doc, region), titles in reports.items():
        yield Outline(doc, region, tuple(titles), source)


def _gold(path: Path, source: str) -> Outline:
    titles = []
    for number, line in _lines(path):
        try:
            printed = line["title"] if isinstance(line["title"], str) else line["title"][0]
            titles.append(_numbered(printed, _labels(line)))
        except (KeyError, ValueError) as error:
            raise BadOutline(f"{path}, line {number}: {error}") from error
    doc = path.name.removesuffix(".sections.jsonl")
    documents = list(_lines(path.with_name(f"{doc}.documents.jsonl")))
    return Outline(doc, _province(documents[0][1]["region_code"]), tuple(titles), source)


def _province(region: str | None) -> str:
    """The province of a code; 000000 where a corrected document does not tell its place.

    >>> _province("361028"), _province(None)
    ('360000', '000000')
    """
    return f"{(region or '00')[:2]}0000"


def _numbered(printed: str, labels: tuple[str, ...]) -> Title:
    found = read_outline_number(printed.replace("．", "."))  # as cleaning leaves it
    if found is None:
        return Title(0, "", printed.strip(), labels)
    return Title(found.level, found.number, found.rest or found.number, labels)


def _labels(line: Mapping[str, Any]) -> tuple[str, ...]:
    first = line["label"]
    labels = (*([first] if isinstance(first, str) else first), *line.get("label_also", ()))
    unknown = [label for label in labels if label not in LABELS]
    if unknown:
        raise ValueError(f"label {unknown[0]!r} is none of CONTRACT 3.1")
    return labels


def _lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, text in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            line = json.loads(text)
        except json.JSONDecodeError as error:
            raise BadOutline(f"{path}, line {number}: no JSON: {error}") from error
        yield number, line
