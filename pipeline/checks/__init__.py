"""Identities of a budget report: what must be equal, what is, and which numbers that proves."""

from pipeline.checks.grades import grade
from pipeline.checks.levels import with_levels
from pipeline.checks.rules import RULES, find_equations, run_rules
from pipeline.checks.units import settle_units

__all__ = ["RULES", "find_equations", "grade", "run_rules", "settle_units", "with_levels"]
