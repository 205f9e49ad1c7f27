"""Characters and lines: width forms, look-alikes, converter debris, blanks, page numbers, running heads."""

from pipeline.clean.pages import clean_pages

__all__ = ["clean_pages"]
