"""Tables: locate them, rebuild their rows, interpret their heads, give them their type."""

from pipeline.tables.locate.grids import find_grids
from pipeline.tables.read import read_tables

__all__ = ["find_grids", "read_tables"]
