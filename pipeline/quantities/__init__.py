"""What each figure and each claim is of: an indicator, from a fund, at a stage of the year."""

from pipeline.quantities.name import name_quantities

__all__ = ["name_quantities"]
