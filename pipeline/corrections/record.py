"""One correction: of what, where it stands in the report, which field, what it should be, who says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Target = Literal["document", "table", "cell", "statement"]

FIELDS: Final[Mapping[Target, tuple[str, ...]]] = {
    "document": ("agency", "region_code", "fiscal_year", "report_type", "scope"),
    "table": ("type", "unit"),
    "cell": ("value", "column_path", "row_code", "row_name", "indicator_id", "fund", "phase"),
    "statement": (
        *("kind", "indicator", "base", "direction", "amount", "percent", "reason"),
        *("indicator_id", "fund", "phase"),
    ),
}


@dataclass(frozen=True, slots=True)
class Correction:
    """A line of a corrections file.

    It is anchored to what the report prints, never to an id, for ids change with the version: `page`, `printed` (the words
    of the cell or of the claim, the title of the table) and, where these stand on the page more than once, `place`: a line
    (`line 341`), a sheet cell (`收支总表!B7`), a box (`0.61 0.33 0.69 0.35`), characters of a section (`23-48`); `#2` behind
    it is the second of those that stand there.
    """

    doc_id: str
    target: Target
    field: str
    value: str | None  # None: nothing stands there, or nobody can say
    page: int | None = None
    printed: str = ""
    place: str = ""
    who: str = ""
    when: str = ""
    why: str = ""
    origin: str = ""  # file and line, for messages

    @property
    def called(self) -> str:
        """The correction in a few words, for messages."""
        where = f" “{self.printed[:40]}”" if self.printed else ""
        return f"{self.origin or 'a correction'}: {self.field} of {self.target}{where}"
