"""What a part of `pipeline evaluate` gives back: figures to print, and blocks for the report. Plain values, no drawing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pipeline.scoring.found import Found
from pipeline.scoring.gold import Gold

Value = str | int | float | None  # a float is a share or a score, shown with three decimals; None is shown as –
By = Literal["region", "form"]


@dataclass(frozen=True, slots=True)
class Figures:
    """A table of figures: printed on the terminal and shown in the report."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]  # as many values as heads; the first names the row
    note: str = ""  # what is counted, in a sentence or two


@dataclass(frozen=True, slots=True)
class Confusion:
    """What was taken for what: (right label, label found) → times. Labels are shown in the order of `labels`."""

    title: str
    labels: tuple[str, ...]
    counts: dict[tuple[str, str], int]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reliability:
    """Scores against truth: a pair (score 0–1, whether it was right) for each answer; the report puts them in bins."""

    title: str
    answers: tuple[tuple[float, bool], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Curves:
    """Lines over one axis, each a name and its (x, y); y is a share, 0–1."""

    title: str
    x: str  # what the axis counts
    y: str
    lines: tuple[tuple[str, tuple[tuple[float, float], ...]], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Error:
    """An answer that is wrong or missing, with its words."""

    doc: str
    kind: str  # what it is an error of: triple, section, fact …
    wanted: str  # what gold has; empty where the answer is too much
    found: str  # what was answered; empty where nothing was
    score: float | None = None  # how sure the answer was


@dataclass(frozen=True, slots=True)
class Errors:
    """Errors worth reading, the worst first."""

    title: str
    errors: tuple[Error, ...]
    note: str = ""


Block = Figures | Confusion | Reliability | Curves | Errors


@dataclass(frozen=True, slots=True)
class Result:
    """What a part found: blocks in the order of the report. Its `Figures` are printed as well."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """What every part is handed."""

    annotations: Path  # the folder of samples, gold and whatever else is annotated
    gold: Gold = field(default_factory=Gold)
    found: Found = field(default_factory=Found)  # the answers that are measured; empty if no part asked for them
    by: By | None = None
    groups: dict[str, str] = field(default_factory=dict)  # document → its region or form


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is measured."""

    name: str  # its word on the command line
    about: str  # a line for --help
    run: Callable[[Material], Result]
    answers: bool = False  # whether it compares the answers for documents with gold, ours or those of another system
