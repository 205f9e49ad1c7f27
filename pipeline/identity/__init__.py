"""Whose report it is, of which place, of which year, budget or final account."""

from pipeline.identity.identify import identify

__all__ = ["identify"]
