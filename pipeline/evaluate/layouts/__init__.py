"""Tables made from labelled layouts (annotations/layouts): what a form prints, filled with drawn figures, and what is right."""

from pipeline.evaluate.layouts.build import Figure, Printed, printed_table
from pipeline.evaluate.layouts.held_out import without_family
from pipeline.evaluate.layouts.labels import Block, Column, Layout, read_layouts
from pipeline.evaluate.layouts.white import page_without_rules

__all__ = [
    "Block",
    "Column",
    "Figure",
    "Layout",
    "Printed",
    "page_without_rules",
    "printed_table",
    "read_layouts",
    "without_family",
]
