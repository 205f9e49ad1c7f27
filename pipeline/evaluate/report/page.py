"""The whole report, and the figures alone as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pipeline.evaluate.listing import shown
from pipeline.evaluate.report.blocks import block_of
from pipeline.evaluate.report.style import STYLE
from pipeline.evaluate.results import Block, Curves, Figures, Material, Part, Reliability, Result
from pipeline.show.markup import Markup, page, tag, together

Measured = Sequence[tuple[Part, Result]]
_SMALL: Final = (Reliability, Curves)  # stand side by side
_FIRST: Final = {"triple": "amount, percent, reason", "statement": "with base, indicator", "section": "sections",
                 "table": "tables", "fact": "numbers in place", "document": "agency, region, year"}  # fmt: skip


def page_of(about: str, material: Material, measured: Measured) -> str:
    """The page. about: whose answers these are."""
    filled = [(part, result) for part, result in measured if result.blocks]
    body = (
        _top(about, material, measured),
        tag("nav", tag("ol", *(tag("li", tag("a", part.name, href=f"#{part.name}")) for part, _ in filled))),
        tag("main", *(_part(part, result) for part, result in filled)),
        tag(
            "footer",
            "Written by pipeline evaluate. What each figure means, with formulas and sources: docs/evaluation.md.",
        ),
    )
    return page("How good the answers are", STYLE, *body, lang="en")


def figures_json(measured: Measured) -> str:
    """Every printed table: part, title, and a list of rows, each an object by the heads."""
    tables = [
        {
            "part": part.name,
            "title": block.title,
            "rows": [dict(zip(block.heads, row, strict=True)) for row in block.rows],
        }
        for part, result in measured
        for block in result.blocks
        if isinstance(block, Figures)
    ]
    return json.dumps(tables, ensure_ascii=False, indent=1) + "\n"


def _top(about: str, material: Material, measured: Measured) -> Markup:
    facts = [about]
    if material.gold.docs:
        facts += [f"{len(material.gold.docs)} annotated documents", f"{len(material.gold.facts)} numbers",
                  f"{len(material.gold.statements)} claims", f"{len(material.gold.sections)} headings"]  # fmt: skip
    return tag(
        "header",
        tag("h1", "How good the answers are"),
        tag("p", *(tag("span", fact) for fact in facts), class_="of"),
        _headline(measured),
    )


def _headline(measured: Measured) -> Markup:
    """F1 of the kinds that matter most, large; nothing where they were not measured."""
    rows = {
        str(row[0]): row[-1]
        for part, result in measured
        if part.name == "scores"
        for block in result.blocks[:1]
        if isinstance(block, Figures)
        for row in block.rows
    }
    tiles = (
        tag("div", tag("b", shown(rows[kind])), tag("span", f"F1, {told}"))
        for kind, told in _FIRST.items()
        if kind in rows
    )
    return tag("div", *tiles, class_="headline") if rows else together()


def _part(part: Part, result: Result) -> Markup:
    about = f"{part.about[:1].upper()}{part.about[1:]}."
    return tag(
        "section",
        tag("h2", part.name.capitalize()),
        tag("p", about, class_="note"),
        *_arranged(result.blocks),
        class_="part",
        id=part.name,
    )


def _arranged(blocks: Iterable[Block]) -> Iterator[Markup]:
    """Charts that follow each other stand side by side."""
    row: list[Markup] = []
    for block in blocks:
        if isinstance(block, _SMALL):
            row.append(block_of(block))
            continue
        if row:
            yield tag("div", *row, class_="pair")
            row = []
        yield block_of(block)
    if row:
        yield tag("div", *row, class_="pair")
