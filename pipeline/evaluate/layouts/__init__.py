"""Tables made from labelled layouts (annotations/layouts): what a form prints, filled with drawn figures, and what is right."""

from pipeline.evaluate.layouts.build import Figure, Printed, printed_table
from pipeline.evaluate.layouts.held_out import without_family
from pipeline.evaluate.layouts.labels import Block, Column, Layout, read_layouts

__all__ = [
    "Block",
    "Column",
    "Figure",
    "Layout",
    "Printed",
    "printed_table",
    "read_layouts",
    "without_family",
]
