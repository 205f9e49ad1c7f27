"""All that the rules look at: the figures of a document's tables and text, built once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pipeline.checks.called import figures_by_name
from pipeline.checks.figures import Figure, Sheet, sheets_of
from pipeline.checks.levels import Levels, levels_by_table
from pipeline.checks.prose import Mention, find_mentions
from pipeline.document import Document, Section


@dataclass(frozen=True)
class Ledger:
    """Everything the rules look at, built once for each document."""

    document: Document
    sheets: tuple[Sheet, ...]
    mentions: tuple[Mention, ...]
    named: Mapping[str, tuple[Figure, ...]]  # figures of tables by what prose calls them

    def of(self, *types: str) -> Iterator[Sheet]:
        return (sheet for sheet in self.sheets if sheet.type in types)

    def only(self, sheet_type: str) -> Sheet | None:
        """The one table of a type; None where there are several (one for each unit) or none."""
        sheets = list(self.of(sheet_type))
        return sheets[0] if len(sheets) == 1 else None

    @cached_property
    def lei_names(self) -> frozenset[str]:
        """Names of functional classes (类) that the document's own coded tables print, without 支出 at the end."""
        return frozenset(
            row.name.removesuffix("支出")
            for sheet in self.sheets
            for row in sheet.rows
            if row.code and len(row.code) == 3 and row.code[0] == "2" and row.name
        )

    @cached_property
    def general(self) -> frozenset[str]:
        """Ids of the figures of 一般公共预算支出表."""
        return frozenset(
            f.source for sheet in self.of("general_budget") for row in sheet.rows for f in row.figures.values()
        )

    @cached_property
    def mentions_of(self) -> Mapping[str, tuple[Mention, ...]]:
        """The amounts of each section's text, in order."""
        found: dict[str, list[Mention]] = defaultdict(list)
        for mention in self.mentions:
            found[mention.section_id].append(mention)
        return {section_id: tuple(mentions) for section_id, mentions in found.items()}

    @cached_property
    def levels(self) -> Mapping[str, Mapping[str, Levels]]:
        """What the tables say of each quantity, by the type of the table."""
        return levels_by_table(self.sheets, self.document.identity)

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """The figures of the tables by the ids of their cells."""
        return {f.source: f for sheet in self.sheets for row in sheet.rows for f in row.figures.values()}

    @cached_property
    def sections(self) -> Mapping[str, Section]:
        return {section.section_id: section for section in self.document.sections}


def build_ledger(document: Document) -> Ledger:
    """Read tables and prose into operands; linear in their size."""
    sheets = sheets_of(document.tables)
    mentions = tuple(mention for section in document.sections for mention in find_mentions(section))
    return Ledger(document, sheets, mentions, figures_by_name(sheets))
