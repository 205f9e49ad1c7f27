"""A body of the benchmark: who, where, when, how it looks; its figures follow from its seed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from annotations.bodies.kinds import Kind, load_kinds
from annotations.bodies.years import Year, draw_year
from annotations.manners.telling import Money, Teller, Verbs
from annotations.render.markup import read_markup
from annotations.render.model import Finding, Form, Report, Style


@dataclass(frozen=True)
class Body:
    """What a manner needs to write a report."""

    name: str  # of the file
    agency: str
    county: str
    region_code: str
    year: int
    kind_name: str
    seed: int
    style: Style
    final: bool
    short: str = "本单位"  # what the body calls itself
    unit: str = "万元"  # of the tables
    carry: bool = False
    fund: bool = False

    @cached_property
    def kind(self) -> Kind:
        return load_kinds().kinds[self.kind_name]

    @cached_property
    def figures(self) -> Year:
        return draw_year(self.kind, self.seed, self.unit, final=self.final, carry=self.carry, fund=self.fund)

    def teller(self, money: Money, verbs: Verbs, *, places: int = 2, flat: str = "与上年持平") -> Teller:
        return Teller(self.kind, self.seed, money, verbs, places, flat)

    def report(
        self,
        cover: tuple[str, ...],
        text: str,
        forms: Mapping[str, Form],
        *,
        also: tuple[str, ...] = (),
        findings: tuple[Finding, ...] = (),
    ) -> Report:
        """The report: its text read, its forms put in."""
        blocks, claims = read_markup(text, forms)
        return Report(
            name=self.name,
            agency=(self.agency, *also),
            region_code=self.region_code,
            year=self.year,
            type="final" if self.final else "budget",
            cover=cover,
            style=self.style,
            blocks=blocks,
            claims=claims,
            findings=findings,
        )
