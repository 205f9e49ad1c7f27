"""Headings → tree → labels; broken lines → paragraphs."""

from pipeline.sections.outline import find_sections

__all__ = ["find_sections"]
