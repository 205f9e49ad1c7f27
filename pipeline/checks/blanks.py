"""Claims that a form asks for and nobody filled in."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.checks.identity import Finding
from pipeline.checks.ledger import Ledger


def statement_is_complete(ledger: Ledger) -> Iterator[Finding]:
    """比上年减少 万元 says nothing: there is no figure that could be right or wrong."""
    for blank in ledger.document.blanks:
        yield Finding(
            "statement_is_complete",
            "unknown",
            f"{blank.words}: the form's blank was left without its figure",
            (f"{blank.section_id}@{blank.char_start}",),
        )
