"""Tables made from labelled layouts (annotations/layouts): what a form prints, filled with drawn figures, and what is right."""

from pipeline.layouts.build import Figure, Printed, printed_table
from pipeline.layouts.held_out import without_family
from pipeline.layouts.judge import judge
from pipeline.layouts.labels import Block, Column, Layout, read_layouts
from pipeline.layouts.white import page_without_rules

__all__ = [
    "Block",
    "Column",
    "Figure",
    "Layout",
    "Printed",
    "judge",
    "page_without_rules",
    "printed_table",
    "read_layouts",
    "without_family",
]
