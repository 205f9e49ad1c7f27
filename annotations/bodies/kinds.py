"""The kinds of bodies (kinds.toml) and the reasons why their figures move."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Project:
    """A project a kind of body has: its 项, its name, what the money buys and what came of it."""

    code: str
    name: str
    buys: str
    done: str


@dataclass(frozen=True, slots=True)
class Kind:
    main: str  # the 项 of wages and running costs
    civil: bool
    staff: int
    projects: tuple[Project, ...]
    duties: tuple[str, ...]
    offices: tuple[str, ...]
    more: tuple[str, ...]
    less: tuple[str, ...]
    own: str = ""
    fund: Project | None = None


@dataclass(frozen=True, slots=True)
class Kinds:
    kinds: Mapping[str, Kind]
    moves: Mapping[str, tuple[str, ...]]  # reasons that fit every body, by what moved and where to


@cache
def load_kinds() -> Kinds:
    """kinds.toml; raises KeyError or TypeError if an entry lacks a field or has one too many."""
    with (HERE / "kinds.toml").open("rb") as source:
        read = tomllib.load(source)
    return Kinds(
        kinds={name: _kind(entry) for name, entry in read["kind"].items()},
        moves={name: tuple(reasons) for name, reasons in read["moves"].items()},
    )


def _kind(entry: dict[str, object]) -> Kind:
    listed = {name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()}
    listed["projects"] = tuple(Project(*one) for one in entry["projects"])  # type: ignore[attr-defined]
    if "fund" in entry:
        listed["fund"] = Project(*entry["fund"])  # type: ignore[misc]
    return Kind(**listed)  # type: ignore[arg-type]
