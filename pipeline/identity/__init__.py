"""Whose report it is, of which place, of which year, budget or final account."""

from pipeline.identity.identify import identify
from pipeline.identity.nature import why_no_report

__all__ = ["identify", "why_no_report"]
